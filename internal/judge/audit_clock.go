package judge

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// clockLabel makes 工 号: comparable.
func clockLabel(s string) string {
	return strings.TrimRight(strings.NewReplacer(" ", "", "　", "", "\n", "").Replace(s), ":：")
}

// rightOf is the next cell with text right of a column, before the column until.
func (g *punchGrid) rightOf(row, col, until int) string {
	for c := col + 1; row < len(g.rows) && c < min(until, len(g.rows[row])); c++ {
		if s := strings.TrimSpace(g.at(row, c)); s != "" {
			return s
		}
	}
	return ""
}

// auditClock audits the workbooks of stand-alone clocks. ok is false where the sheets
// are not those of one.
func auditClock(grids []punchGrid) (AuditResult, bool) {
	var plan, swipes, odd, total *punchGrid
	var cards []*punchGrid
	for i := range grids {
		g := &grids[i]
		title := ""
		for c := range 20 {
			title += clockLabel(g.at(0, c))
		}
		switch {
		case strings.Contains(title, "排班"):
			plan = g
		case strings.Contains(title, "汇总"):
			total = g
		case strings.Contains(title, "考勤记录"):
			swipes = g
		case strings.Contains(title, "异常"):
			odd = g
		case strings.Contains(title, "员工考勤表"):
			cards = append(cards, g)
		}
	}
	switch {
	case plan != nil && swipes != nil && odd != nil && total != nil:
		return auditClockReport(plan, swipes, odd, total), true
	case len(cards) > 0:
		return auditClockCards(cards), true
	}
	return AuditResult{}, false
}

// clockRange is the first day that a title of the sheet names.
func clockRange(g *punchGrid) (time.Time, bool) {
	for r := range min(6, len(g.rows)) {
		for _, s := range g.rows[r] {
			if d, _, ok := g.parseDate(s); ok && len(strings.TrimSpace(s)) > 12 {
				return d, true
			}
		}
	}
	return time.Time{}, false
}

// dayColumnsOf maps the days 1 to 31 of a row of numbers to their columns.
func dayColumnsOf(g *punchGrid) (row int, cols map[int]int) {
	for r := range min(8, len(g.rows)) {
		cols = map[int]int{}
		for c, s := range g.rows[r] {
			if n := parseNumber(s); n >= 1 && n <= 31 && n == float64(int(n)) {
				if _, seen := cols[int(n)]; !seen {
					cols[int(n)] = c
				}
			}
		}
		if len(cols) >= 20 {
			return r, cols
		}
	}
	return -1, nil
}

// clockSaid is what the list of days out of order says of one day.
type clockSaid struct {
	in, out           []int // seconds
	late, early, gone int   // minutes
}

// auditClockReport audits a report with the sheets of shifts, punches, days out of order
// and totals. The report has no hours: they are worked out from the days out of order,
// where a start is a punch less its lateness.
//
// A day with one punch missing is listed with all its minutes gone and counts as
// attended in the totals; absence is a day without any.
func auditClockReport(plan, swipes, odd, total *punchGrid) AuditResult {
	r := AuditResult{Layout: "clock", Fields: map[string]AuditField{}}
	first, _ := clockRange(plan)
	_, planCols := dayColumnsOf(plan)
	_, swipeCols := dayColumnsOf(swipes)
	said := map[string]clockSaid{}
	starts, ends := map[int]int{}, map[int]int{}
	for row := range odd.rows {
		date, _, ok := odd.parseDate(odd.at(row, 3))
		if !ok || odd.at(row, 0) == "" {
			continue
		}
		s := clockSaid{in: parseTimes(odd.at(row, 4)), out: parseTimes(odd.at(row, 5)), late: int(parseNumber(odd.at(row, 8))), early: int(parseNumber(odd.at(row, 9))), gone: int(parseNumber(odd.at(row, 10)))}
		said[odd.at(row, 0)+" "+date.Format("2006-01-02")] = s
		if s.late > 0 && len(s.in) == 1 {
			starts[s.in[0]/60-s.late]++
		}
		if s.early > 0 && len(s.out) == 1 {
			ends[s.out[0]/60+s.early]++
		}
	}
	start, end := commonest(starts), commonest(ends)
	punches := map[string]map[int][]int{}
	for row := range swipes.rows {
		if len(swipes.rows[row]) == 0 || clockLabel(swipes.at(row, 0)) != "工号" {
			continue
		}
		days := map[int][]int{}
		for day, c := range swipeCols {
			days[day] = parseTimes(swipes.at(row+1, c))
		}
		punches[swipes.rightOf(row, 0, 99)] = days
	}
	grace := clockGrace(said)
	r.Settings = fmt.Sprintf("%s-%s, grace %d minutes", clock(start), clock(end), grace)
	pol, _ := policyOf(nil)
	pol.Repeat, pol.Before, pol.After = 0, 240, 720
	pol.Missing.Segment = "missing"
	pol.Grace = monthGrace{Minutes: float64(grace), Inclusive: true}
	sums := map[string]dayFigures{}
	for row := 4; row < len(plan.rows); row++ {
		id := strings.TrimSpace(plan.at(row, 0))
		if _, err := strconv.Atoi(id); err != nil {
			continue
		}
		m := monthPerson{}
		var ev Evidence
		for day := 1; day <= 31; day++ {
			c, ok := planCols[day]
			if !ok {
				continue
			}
			date := first.AddDate(0, 0, day-1)
			p := dayPlan{date: date.Format("2006-01-02"), kind: "rest"}
			if plan.at(row, c) == "1" {
				p.kind, p.segs = "work", [][2]int{{start, end}}
			}
			m.plans = append(m.plans, p)
			for _, t := range punches[id][day] {
				ev.Punches = append(ev.Punches, Punch{Time: date.Add(time.Duration(t) * time.Second)})
			}
		}
		sum := dayFigures{}
		for _, got := range personMonth(m, &pol, ev) {
			if got.kind != "work" {
				continue
			}
			r.PersonDays++
			ours := clockFigures(got)
			theirs := said[id+" "+got.date]
			absent := 0.0
			if theirs.gone >= end-start && len(theirs.in)+len(theirs.out) == 0 {
				absent = 1
			}
			r.compare(id, got.date, "late", float64(theirs.late), float64(ours.late))
			r.compare(id, got.date, "early", float64(theirs.early), float64(ours.early))
			r.compare(id, got.date, "missing", float64(theirs.missing()), float64(ours.missing))
			r.compare(id, got.date, "absent", absent, ours.absent)
			sum.late += ours.late
			sum.early += ours.early
			sum.absent += ours.absent
			sum.attended += ours.attended
		}
		sums[id] = sum
	}
	clockTotals(&r, total, sums)
	return r
}

// missing is how many boundaries of a listed day have no punch; a day without any is
// absence and has none.
func (s clockSaid) missing() int {
	if s.gone == 0 || len(s.in)+len(s.out) == 0 {
		return 0
	}
	return 2 - len(s.in) - len(s.out)
}

// clockFigures turns a day into the clock's own terms.
func clockFigures(got dayResult) dayFigures {
	f := dayFigures{missing: got.missing, absent: got.absent}
	for _, o := range got.late {
		f.late += o.minutes
	}
	for _, o := range got.early {
		f.early += o.minutes
	}
	f.attended = 1 - f.absent
	return f
}

// clockGrace is the most minutes of lateness that the clock leaves out: one less than
// the least that it lists.
func clockGrace(said map[string]clockSaid) int {
	least := 0
	for _, s := range said {
		if s.late > 0 && (least == 0 || s.late < least) {
			least = s.late
		}
	}
	return max(0, least-1)
}

func commonest(votes map[int]int) int {
	best, n := 0, 0
	for v, k := range votes {
		if k > n || k == n && v < best {
			best, n = v, k
		}
	}
	return best
}

var attendedText = regexp.MustCompile(`([\d.]+)\s*/\s*([\d.]+)`)

// clockTotals compares the sheet of totals: columns of lateness and early leave in
// minutes, days attended as 23/19, days of absence.
func clockTotals(r *AuditResult, total *punchGrid, sums map[string]dayFigures) {
	for row := range total.rows {
		id := strings.TrimSpace(total.at(row, 0))
		sum, ok := sums[id]
		m := attendedText.FindStringSubmatch(total.at(row, 11))
		if !ok || m == nil {
			continue
		}
		r.compare(id, "", "total late", parseNumber(total.at(row, 6)), float64(sum.late))
		r.compare(id, "", "total early", parseNumber(total.at(row, 8)), float64(sum.early))
		r.compare(id, "", "attended", parseNumber(m[2]), sum.attended)
		r.compare(id, "", "total absent", parseNumber(total.at(row, 13)), sum.absent)
	}
}

// clockCard is one person's card: six punches a day (morning, afternoon, overtime, each
// in and out) and the clock's totals.
type clockCard struct {
	name              string
	absent, attended  float64
	lateTimes, late   int
	earlyTimes, early int
	days              [][6]int // minutes, -1 for none
}

// auditClockCards audits cards of three people side by side. The hours of the shift are
// those with which most totals agree; a slot is judged by itself, and the punches of
// overtime never count for it.
func auditClockCards(grids []*punchGrid) AuditResult {
	r := AuditResult{Layout: "cards"}
	var people []clockCard
	for _, g := range grids {
		people = append(people, readCards(g)...)
	}
	for _, p := range people {
		r.PersonDays += len(p.days)
	}
	best := [5]int{} // morning in and out, afternoon in and out, grace
	score := -1
	try := func(h [5]int) {
		n := 0
		for _, p := range people {
			f := p.judge(h)
			if f.late == p.late {
				n++
			}
			if f.early == p.early {
				n++
			}
		}
		if n > score {
			best, score = h, n
		}
	}
	for in := 7 * 60; in <= 10*60; in += 30 {
		for grace := 0; grace <= 15; grace++ {
			try([5]int{in, 0, dayLong, 0, grace})
		}
	}
	// The boundaries are found one after the other: each is the one with which most
	// totals agree, given those before it.
	for _, slot := range []int{3, 2, 1} {
		from := best
		for at := 10 * 60; at <= 22*60; at += 30 {
			h := from
			h[slot] = at
			try(h)
		}
	}
	r.Settings = fmt.Sprintf("%s-%s %s-%s, grace %d minutes", clock(best[0]), clock(best[1]), clock(best[2]), clock(best[3]), best[4])
	r.Fields = map[string]AuditField{}
	for _, p := range people {
		f := p.judge(best)
		r.compare(p.name, "", "late", float64(p.late), float64(f.late))
		r.compare(p.name, "", "early", float64(p.early), float64(f.early))
		r.compare(p.name, "", "absent", p.absent, f.absent)
		r.compare(p.name, "", "attended", p.attended, f.attended)
	}
	return r
}

// judge works a card out with the hours given.
func (p clockCard) judge(h [5]int) dayFigures {
	var f dayFigures
	for _, d := range p.days {
		clocked := false
		for _, t := range d {
			clocked = clocked || t >= 0
		}
		if !clocked {
			f.absent++
			continue
		}
		f.attended++
		for _, slot := range []int{0, 2} {
			if off := d[slot] - h[slot]; d[slot] >= 0 && off > h[4] {
				f.late += off
			}
			if off := h[slot+1] - d[slot+1]; d[slot+1] >= 0 && off > 0 {
				f.early += off
			}
		}
	}
	return f
}

// readCards reads the cards of a sheet: each begins with a column 部门.
func readCards(g *punchGrid) []clockCard {
	var out []clockCard
	for r := range g.rows {
		for c := range g.rows[r] {
			if clockLabel(g.at(r, c)) != "部门" {
				continue
			}
			until := c + 15
			card := clockCard{}
			for k := c; k < until; k++ {
				if clockLabel(g.at(r, k)) == "姓名" {
					card.name = g.rightOf(r, k, until)
				}
			}
			if card.name == "" {
				continue
			}
			figures := r + 4
			card.absent, card.attended = parseNumber(g.at(figures, c)), parseNumber(g.at(figures, c+4))
			card.lateTimes, card.late = int(parseNumber(g.at(figures, c+8))), int(parseNumber(g.at(figures, c+9)))
			card.earlyTimes, card.early = int(parseNumber(g.at(figures, c+11))), int(parseNumber(g.at(figures, c+13)))
			for row := r + 9; row < len(g.rows); row++ {
				if s := g.at(row, c); len(s) < 2 || s[0] < '0' || s[0] > '3' {
					break
				}
				day := [6]int{}
				for i, k := range []int{1, 3, 6, 8, 10, 12} {
					day[i] = -1
					if t := parseTimes(g.at(row, c+k)); len(t) > 0 {
						day[i] = t[0] / 60
					}
				}
				card.days = append(card.days, day)
			}
			out = append(out, card)
		}
	}
	return out
}
