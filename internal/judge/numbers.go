package judge

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
)

// sums asks whether the score is the sum of what is told.
func (g *hearing) sums(w *saidWeek) {
	total := saidScore{}
	for _, f := range w.Findings {
		total.Hard += f.Score.Hard
		total.Cost += f.Score.Cost
	}
	if total != w.Score {
		g.add(Finding{Kind: "roster/number/score", Place: "score", Said: fmt.Sprint(w.Score), True: fmt.Sprint(total), Why: "the sum over findings"})
	}
	soft := 0
	for _, r := range w.Soft {
		soft += r.Cost
	}
	if soft != w.Score.Cost {
		g.add(Finding{Kind: "roster/number/score", Place: "soft", Said: strconv.Itoa(soft), True: strconv.Itoa(w.Score.Cost), Why: "soft costs add up to score.cost"})
	}
}

// status asks whether the words on the proof agree with score and bound.
func (g *hearing) status(w *saidWeek) {
	if w.Bound == nil {
		return
	}
	better := w.Bound.Hard > w.Score.Hard || w.Bound.Hard == w.Score.Hard && w.Bound.Cost > w.Score.Cost
	if better || w.Status == "optimal" && *w.Bound != w.Score {
		g.add(Finding{Kind: "roster/number/bound", Place: "bound", Said: fmt.Sprintf("%s, score %v, bound %v", w.Status, w.Score, *w.Bound), True: "a bound above the score, or a proof without one", Why: "a bound is at most the score, and the score where it is proved"})
	}
	if w.Verdict == nil {
		return
	}
	v := w.Verdict.En
	if strings.Contains(v, "all hard rules hold") != (w.Score.Hard == 0) {
		g.add(Finding{Kind: "roster/sentence/hard-holds", Place: v, Said: v, True: fmt.Sprintf("score.hard %d", w.Score.Hard), Why: "the sentence and the score disagree"})
	}
	if strings.Contains(v, "(proved)") && *w.Bound != w.Score {
		g.add(Finding{Kind: "roster/number/bound", Place: v, Said: "proved", True: fmt.Sprintf("score %v, bound %v", w.Score, *w.Bound), Why: "the bound is below the score"})
	}
}

// cells asks whether the document and the workbook say the same of every cell, and
// recounts the hours of each row and who does the small duties.
func (g *hearing) cells(w *saidWeek) {
	for i, row := range w.Roster {
		p := g.s.ByID(row.ID)
		if p == nil {
			continue
		}
		least, most, cut := 0, 0, false
		for k, id := range row.Cells {
			d := g.b.first() + Day(k)
			c, ok := g.r.Cell(row.ID, d)
			have := ""
			if ok && c.Shift != nil {
				have = c.Shift.ID
				a, z := paid(c.Shift)
				least, most = least+a, most+z
				cut = cut || len(c.Shift.Cut) > 0
			}
			want := g.s.shiftOf(id, d)
			if (want == nil) != (c.Shift == nil) || want != nil && (want.ID != have || !sameSpans(want.Segments, c.Shift.Segments)) {
				g.add(Finding{Kind: "roster/number/cells", Place: fmt.Sprintf("roster[%d].cells[%d]", i, k), Person: row.ID, Date: d.String(), Said: id, True: c.Text, Why: "the cell " + c.Place + " of the workbook"})
			}
		}
		if row.Hours != nil && (*row.Hours*60 < float64(least)-0.6 || *row.Hours*60 > float64(most)+0.6) {
			g.hours(fmt.Sprintf("roster[%d].hours", i), row.ID, *row.Hours, least, most, cut)
		}
	}
	for _, r := range w.Rotas {
		for k, id := range r.IDs {
			d := g.b.first() + Day(k)
			if c, ok := g.r.Cell(id, d); id != "" && (!ok || c.Shift == nil) {
				g.add(Finding{Kind: "roster/number/rota", Place: r.Name.En, Person: id, Date: d.String(), Said: "does it", True: "is not at work", Why: "the cell is " + c.Text})
			}
		}
	}
}

func (g *hearing) hours(place, id string, said float64, least, most int, cut bool) {
	cause := "plain"
	if cut {
		cause = "leave"
	}
	is := fmt.Sprintf("%g", float64(least)/60)
	if most != least {
		is += fmt.Sprintf(" to %g", float64(most)/60)
	}
	g.add(Finding{Kind: "roster/number/hours/" + cause, Place: place, Person: id, Said: fmt.Sprintf("%g", said), True: is, Why: "segments of the row less unpaid breaks and hours of leave"})
}

// dayNumbers recounts who is at work in each interval of each queue, the hours of a day,
// and what is short of the requirement.
func (g *hearing) dayNumbers(w *saidWeek, days []saidDay) {
	step := w.Step
	if step <= 0 {
		return
	}
	perDay := 1440 / step
	for k := range days {
		d := g.b.first() + Day(k)
		who := g.b.presence(d)
		short, most, at := 0.0, 0.0, ""
		reported := false
		for _, q := range w.Queues {
			for i := range perDay {
				n := k*perDay + i
				if n >= len(q.Rostered) {
					break
				}
				span := Span{i * step, (i + 1) * step}
				if is := headsOver(who, span, q.ID, true); len(w.Queues) == 1 && float64(is) != q.Rostered[n] && !reported {
					reported = true
					g.add(Finding{Kind: "roster/number/rostered/" + headsCause(who, span, q.ID, int(q.Rostered[n]), d), Place: "queues." + q.ID + ".rostered " + span.String(), Date: d.String(), Said: fmt.Sprint(q.Rostered[n]), True: strconv.Itoa(is), Why: "those at work throughout the interval who can serve the queue; the first of the day that differs"})
				}
				if n < len(q.Required) {
					lack := q.Required[n] - q.Rostered[n]
					short += max(0, lack) * float64(step) / 60
					if lack > most {
						most, at = lack, clock(i*step)
					}
				}
			}
		}
		g.sharedDay(w, k, d, who)
		g.dayHours(days[k], d, who)
		if len(w.Queues) == 1 && (math.Abs(short-days[k].Short) > 0.051 || most != days[k].Most || at != days[k].At) {
			g.add(Finding{Kind: "roster/number/short", Place: "days.short", Date: d.String(), Said: fmt.Sprintf("%g h, most %g at %s", days[k].Short, days[k].Most, days[k].At), True: fmt.Sprintf("%g h, most %g at %s", short, most, at), Why: "required less rostered, over the intervals of the document itself"})
		}
		if len(w.Queues) > 1 && math.Abs(short-days[k].Short) > 0.051 {
			g.add(Finding{Kind: "roster/number/short", Place: "days.short_hours", Date: d.String(), Said: fmt.Sprint(days[k].Short), True: fmt.Sprint(short), Why: "required less rostered, over the intervals of the document itself"})
		}
	}
}

// sharedDay judges the heads of a day that several queues share, interval by interval; the
// first one that is wrong is told.
func (g *hearing) sharedDay(w *saidWeek, k int, d Day, who []atWork) {
	if len(w.Queues) < 2 {
		return
	}
	var queues []string
	for _, q := range w.Queues {
		queues = append(queues, q.ID)
	}
	perDay := 1440 / w.Step
	for i := range perDay {
		span := Span{i * w.Step, (i + 1) * w.Step}
		said, needs := make([]int, len(queues)), make([]int, len(queues))
		for j, q := range w.Queues {
			n := k*perDay + i
			if n >= len(q.Rostered) || n >= len(q.Required) {
				return
			}
			said[j], needs[j] = int(q.Rostered[n]), int(q.Required[n])
		}
		p := poolOf(queues, who, func(a atWork) bool { return a.throughout(span) })
		if g.leastBy(d, span) { // the least numbers of windows come before the requirement
			needs = make([]int, len(queues))
		}
		cause, why := p.shared(said, needs)
		if cause == "" {
			continue
		}
		kind := cause
		if cause == "able" {
			j := g.overcounted(p, said)
			kind = headsCause(who, span, queues[j], said[j], d)
		}
		g.add(Finding{Kind: "roster/number/rostered/" + kind, Place: "queues.rostered " + span.String(), Date: d.String(), Said: fmt.Sprint(said), True: fmt.Sprint(p.heads), Why: why + "; the first of the day that differs"})
		return
	}
}

// overcounted is the first queue of which more heads are said than can serve it.
func (g *hearing) overcounted(p pool, said []int) int {
	for i := range said {
		if said[i] > p.heads[1<<i] {
			return i
		}
	}
	return 0
}

// leastBy reports whether a window asks for somebody in a span.
func (g *hearing) leastBy(d Day, span Span) bool {
	for i := range g.s.Queues {
		for _, w := range g.s.Queues[i].Windows {
			if w.Force.On() && w.Days.Has(g.s.Calendar, d) && w.Span.Overlap(span).Minutes() > 0 {
				return true
			}
		}
	}
	return false
}

// dayHours recounts rostered_hours: minutes at work on the date, by whole intervals or
// not, breaks off, people in training left out.
func (g *hearing) dayHours(said saidDay, d Day, who []atWork) {
	total, pause, cut, trainees, whole, fresh, freshPause := 0, 0, 0, 0, 0, 0, 0
	for _, a := range who {
		n := 0
		for _, s := range a.segments {
			n += s.Overlap(Span{0, 1440}).Minutes()
		}
		for at := 0; a.counts && at < 1440; at += g.s.Interval {
			if a.throughout(Span{at, at + g.s.Interval}) {
				whole += g.s.Interval
			}
		}
		if !a.counts {
			trainees += n
			continue
		}
		total += n
		if a.day == d {
			pause += a.sh.Break
			if len(a.sh.Cut) > 0 { // whether hours of leave took the break too is not known
				cut += a.sh.Break
			}
		}
		if a.fresh {
			fresh += n
			if a.day == d {
				freshPause += a.sh.Break
			}
		}
	}
	near := func(m int) bool { return math.Abs(said.Rostered-float64(m)/60) < 0.051 }
	if near(total-pause) || near(whole-pause) || near(total-pause+cut) || near(whole-pause+cut) {
		return
	}
	cause := "plain"
	switch {
	case near(total) || near(whole):
		cause = "break"
	case near(total + trainees):
		cause = "trainee"
	case fresh > 0 && (near(total-fresh) || near(total-pause-fresh+freshPause)):
		cause = "training-ends"
	}
	g.add(Finding{Kind: "roster/number/rostered-hours/" + cause, Place: "days.rostered_hours", Date: d.String(), Said: fmt.Sprintf("%g", said.Rostered), True: fmt.Sprintf("%g", float64(total-pause)/60), Why: fmt.Sprintf("%d min at work less %d min of unpaid breaks", total, pause)})
}

// history asks that a week without a roster, between earlier rosters and the one planned,
// is named in a note: rest, runs and shares are counted over it.
func (g *hearing) history(w *saidWeek) {
	before := g.b.first().Monday() - 7
	has := func(from, to Day) bool {
		for d := from; d < to; d++ {
			if !g.noRoster(d) {
				return true
			}
		}
		return false
	}
	if has(before, before+7) || !has(before-49, before) {
		return
	}
	for _, n := range w.Notes {
		for _, name := range []string{before.Week(), before.Week()[5:], before.String()[5:]} {
			if strings.Contains(n.En+n.Zh, name) {
				return
			}
		}
	}
	g.add(Finding{Kind: "roster/quiet/history/missing", Place: before.Week(), Date: before.String(), Said: "nothing", True: "no roster of " + before.Week(), Why: "there are rosters before it, and rest, runs and shares are counted over the gap"})
}

// costs recounts what single findings cost, for rules whose cost does not depend on
// others: a meeting missed, a wish denied, each day of a run beyond its limit.
func (g *hearing) costs() {
	v := g.s.Judge(g.r)
	for _, t := range g.told {
		if t.hard {
			continue
		}
		want := 0
		switch t.rule {
		case "request":
			n := 0
			for _, w := range g.s.Wishes {
				if w.Person == t.person && w.Day == t.to {
					want, n = w.Weight*g.s.rules.requests.Cost, n+1
				}
			}
			if n != 1 {
				continue
			}
		case "meeting", "work-run":
			n := 0
			for _, b := range v.Breaches {
				// A run into a week beyond, planned before or after, is left alone.
				if b.Rule == t.rule && same(b, t) && b.To < g.b.end() {
					want, n = b.Units*b.Force.Cost, n+1
				}
			}
			if n != 1 {
				continue
			}
		default:
			continue
		}
		// A refused wish that is not made good adds one more time the cost, up to four.
		owed := t.rule == "request" && want > 0 && t.cost%want == 0 && t.cost/want >= 1 && t.cost/want <= 5
		if t.cost != want && !owed {
			g.add(Finding{Kind: "roster/number/cost/" + t.rule, Place: t.text.En, Person: t.person, Date: t.from.String(), Said: strconv.Itoa(t.cost), True: strconv.Itoa(want), Why: "the cost in the settings, times the weight of the wish or the days beyond the limit"})
		}
	}
}

// granted says whether a wish came true; known is false where it does not apply.
func (g *hearing) granted(w Wish) (granted, known bool) {
	p := g.s.ByID(w.Person)
	c, ok := g.r.Cell(w.Person, w.Day)
	if !ok || p == nil || !p.Employed(w.Day) || g.s.LeaveAll(w.Person, w.Day) || c.Leave != "" || c.Bad {
		return false, false
	}
	hit := c.Shift == nil
	if !w.Off {
		hit = c.Shift != nil && wordFor(w.Shift, c.Shift)
	}
	return hit != w.Not, true
}

// wordFor says whether a word of a wish names the shift: by id, name or sign, with or
// without its queue and its duty turn.
func wordFor(word string, sh *Shift) bool {
	for _, n := range []string{sh.ID, sh.Base, sh.Name.Zh, sh.Name.En, sh.Short.Zh, sh.Short.En, sh.Plain.Zh, sh.Plain.En, sh.Sign.Zh, sh.Sign.En} {
		if key(n) == key(word) {
			return true
		}
	}
	return false
}

// denied asks whether each wish that is told as denied is denied, and whether each that
// is denied is told.
func (g *hearing) denied(w *saidWeek) {
	if !g.s.rules.requests.On() {
		return
	}
	said := map[string]bool{}
	for _, d := range w.Denied {
		said[d.ID+" "+d.Date] = true
	}
	byDay := map[string][]Wish{}
	for _, wish := range g.s.Wishes {
		k := wish.Person + " " + wish.Day.String()
		byDay[k] = append(byDay[k], wish)
	}
	keys := make([]string, 0, len(byDay))
	for k := range byDay {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		wishes := byDay[k]
		some, all, known := false, true, true
		for _, wish := range wishes {
			ok, sure := g.granted(wish)
			known = known && sure
			some, all = some || ok, all && ok
		}
		if !known {
			continue
		}
		f := Finding{Place: wishes[0].Text, Person: wishes[0].Person, Date: wishes[0].Day.String()}
		c, _ := g.r.Cell(wishes[0].Person, wishes[0].Day)
		f.Why = "the cell is " + c.Text
		switch {
		case all && said[k]:
			f.Kind, f.Said, f.True = "roster/sentence/denied-granted", "denied", "granted"
			g.add(f)
		case !some && !said[k]:
			f.Kind, f.Said, f.True = "roster/sentence/denied-untold", "nothing", "denied"
			g.add(f)
		}
	}
}

// workbook recounts the columns of sums, the sheet of cover and the sentence on top.
func (g *hearing) workbook(file string, queues []saidQueue) {
	for i, row := range g.r.Rows {
		g.tally(row, g.r.Tally[i])
	}
	tables, err := openTables(file)
	if err != nil {
		return
	}
	for i := range tables {
		t := &tables[i]
		if t.hidden {
			continue
		}
		if i == 0 {
			g.headline(t)
		}
		g.coverSheet(t)
	}
}

// headline holds the sentence under the title against the score.
func (g *hearing) headline(t *table) {
	line := fold(t.at(t.shown, 1, 0))
	for _, holds := range []string{"every hard rule holds", "all hard rules hold", "必须遵守的规则全部满足", "硬规则全部满足"} {
		if strings.HasPrefix(line, holds) && g.score.Hard > 0 {
			g.add(Finding{Kind: "roster/sentence/hard-holds", Place: "A2", Said: line, True: fmt.Sprintf("score.hard %d", g.score.Hard), Why: "the workbook and the document disagree"})
		}
	}
}

func (g *hearing) tally(row Row, said map[string]string) {
	least, most, days, off, leave, late, nights, cut := 0, 0, 0, 0, 0, 0, 0, false
	for _, c := range row.Cells {
		switch {
		case c.Shift != nil:
			a, z := paid(c.Shift)
			least, most = least+a, most+z
			days++
			cut = cut || len(c.Shift.Cut) > 0
			switch c.Shift.Kind {
			case "late":
				late++
			case "night":
				nights++
			}
		case c.Leave != "":
			leave++
		case c.Off && c.Text != "":
			off++
		}
	}
	if x, err := strconv.ParseFloat(said["hours"], 64); err == nil && (x*60 < float64(least)-0.6 || x*60 > float64(most)+0.6) {
		g.hours("工时/Hours", row.ID, x, least, most, cut)
	}
	for _, k := range []struct {
		name string
		is   int
	}{{"days", days}, {"off", off}, {"leave", leave}, {"late", late}, {"night", nights}} {
		if v := said[k.name]; v != "" && v != strconv.Itoa(k.is) {
			g.add(Finding{Kind: "roster/number/tally", Place: k.name, Person: row.ID, Said: v, True: strconv.Itoa(k.is), Why: "counted in the cells of the row"})
		}
	}
}

var coverWords = map[string]string{
	"日期": "date", "date": "date", "时段": "from", "from": "from", "需求": "required", "required": "required",
	"最低": "minimum", "minimum": "minimum", "在岗": "rostered", "rostered": "rostered", "差": "gap", "gap": "gap",
}

// coverSheet recounts the sheet 人力: for each queue what is required, the least of its
// windows, who is at work, and the gap to the larger of the two.
func (g *hearing) coverSheet(t *table) {
	for h := 0; h < min(20, len(t.shown)); h++ {
		date, from := -1, -1
		var groups []map[string]int
		for c, cell := range t.shown[h] {
			switch w := coverWords[headingKey(cell)]; w {
			case "date":
				date = c
			case "from":
				from = c
			case "required":
				groups = append(groups, map[string]int{w: c})
			case "minimum", "rostered", "gap":
				if len(groups) > 0 {
					groups[len(groups)-1][w] = c
				}
			}
		}
		if date < 0 || from < 0 || len(groups) == 0 {
			continue
		}
		reported := map[string]bool{}
		for r := h + 1; r < len(t.shown); r++ {
			m, err := parseMoment(t.at(t.raw, r, date))
			at, err2 := parseTime(t.at(t.shown, r, from))
			if err != nil || err2 != nil || !g.b.in(m.day) {
				continue
			}
			for i, cols := range groups {
				if i < len(g.s.Queues) {
					g.coverRow(t, r, m.day, at, &g.s.Queues[i], cols, reported)
				}
			}
			g.sharedRow(t, r, m.day, at, groups, reported)
		}
		return
	}
}

// coverRow judges one interval of one queue; the first of each kind and date is told.
func (g *hearing) coverRow(t *table, r int, d Day, at int, q *Queue, cols map[string]int, reported map[string]bool) {
	num := func(name string) (float64, bool) {
		c, ok := cols[name]
		if !ok {
			return 0, false
		}
		x, err := strconv.ParseFloat(t.at(t.raw, r, c), 64)
		return x, err == nil
	}
	span := Span{at, at + g.s.Interval}
	tell := func(kind, name string, said float64, is int, why string) {
		if k := kind + d.String() + q.ID; !reported[k] {
			reported[k] = true
			g.add(Finding{Kind: kind, Place: t.sheet + " " + place(r, cols[name]) + " " + q.ID + " " + span.String(), Date: d.String(), Said: fmt.Sprint(said), True: strconv.Itoa(is), Why: why})
		}
	}
	who := g.b.over(g.b.presence(d), d, span)
	rostered, ok := num("rostered")
	if is := headsOver(who, span, q.ID, true); ok && len(g.s.Queues) == 1 && float64(is) != rostered {
		tell("roster/number/cover-rostered/"+headsCause(who, span, q.ID, int(rostered), d), "rostered", rostered, is, "those at work throughout the interval who can serve the queue")
	}
	least, whole := 0, true
	for _, w := range q.Windows {
		both := w.Span.Overlap(span)
		if !w.Force.On() || !w.Days.Has(g.s.Calendar, d) || both.Minutes() == 0 {
			continue
		}
		whole = whole && both == span
		least = max(least, w.Min)
	}
	minimum, ok2 := num("minimum")
	if ok2 && whole && float64(least) != minimum {
		tell("roster/number/cover-minimum", "minimum", minimum, least, "the most that a window in force asks for")
	}
	required, ok3 := num("required")
	if gap, ok4 := num("gap"); ok && ok2 && ok3 && ok4 && gap != rostered-max(required, minimum) {
		tell("roster/number/cover-gap", "gap", gap, int(rostered-max(required, minimum)), "at work less the larger of required and least, as the row itself has them")
	}
}

// sharedRow judges the heads of a row of the sheet of cover that several queues share; the
// first of a date that is wrong is told.
func (g *hearing) sharedRow(t *table, r int, d Day, at int, groups []map[string]int, reported map[string]bool) {
	if len(g.s.Queues) < 2 || len(groups) != len(g.s.Queues) || reported["shared"+d.String()] {
		return
	}
	var queues []string
	said, needs := make([]int, len(groups)), make([]int, len(groups))
	for i, cols := range groups {
		queues = append(queues, g.s.Queues[i].ID)
		n, err := strconv.ParseFloat(t.at(t.raw, r, cols["rostered"]), 64)
		if err != nil {
			return
		}
		said[i] = int(n)
		if n, err = strconv.ParseFloat(t.at(t.raw, r, cols["minimum"]), 64); err == nil {
			needs[i] = int(n)
		}
	}
	span := Span{at, at + g.s.Interval}
	who := g.b.over(g.b.presence(d), d, span)
	p := poolOf(queues, who, func(a atWork) bool { return a.throughout(span) })
	cause, why := p.shared(said, needs)
	if cause == "" {
		return
	}
	reported["shared"+d.String()] = true
	if cause == "able" {
		j := g.overcounted(p, said)
		cause = headsCause(who, span, queues[j], said[j], d)
	}
	g.add(Finding{Kind: "roster/number/cover-rostered/" + cause, Place: t.sheet + " " + place(r, groups[0]["rostered"]) + " " + span.String(), Date: d.String(), Said: fmt.Sprint(said), True: fmt.Sprint(p.heads), Why: why})
}
