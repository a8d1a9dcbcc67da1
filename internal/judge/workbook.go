package judge

import (
	"fmt"
	"strconv"
	"strings"
)

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
