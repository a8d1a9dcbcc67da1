package judge

import (
	"fmt"
	"slices"
	"strings"
)

// same says that a breach and a told finding are about one thing.
func same(x Breach, t told) bool {
	if kin(x.Rule) != kin(t.rule) {
		return false
	}
	if x.Person != "" && t.person != "" && x.Person != t.person {
		return false
	}
	if m := headsText.FindStringSubmatch(t.text.En); m != nil && x.Span.Minutes() > 0 && x.Cause != "break" {
		if span, err := parseSpan(m[3] + ":" + m[4] + "-" + m[5] + ":" + m[6]); err == nil && span.Overlap(x.Span).Minutes() == 0 {
			return false
		}
	}
	// The program counts by week or month what the judge counts by its own days.
	return x.From <= t.to+1 && t.from-1 <= x.To
}

// kin gives rules that one cell may break in the words of either the same name.
func kin(rule string) string {
	switch rule {
	case "unavailable", "pin":
		return "eligible"
	}
	return rule
}

// unjudged are rules of which the judge has no opinion: what a requirement asks for is a
// matter of forecast and queueing, a share one of a definition of its own (its counts and
// costs are judged), and what is fixed or kept by a repair is not in the files.
var unjudged = map[string]bool{"requirement": true, "fair": true, "pin": true, "keep": true}

// compare tells hard breaches that the program is quiet about, and those that it tells and
// the judge does not see; where every soft finding is told, those too.
func (g *hearing) compare() {
	if g.exit >= 0 {
		g.out = append(g.out, exitOf(g.exit, g.score.Hard)...)
	}
	g.words()
	v := g.s.Judge(g.r)
	for _, x := range v.Breaches {
		if !x.Sure || !x.Force.Hard && (!g.soft || x.Cause == "hole") {
			continue
		}
		heard := false
		for _, t := range g.told {
			if same(x, t) && (t.hard || !x.Force.Hard) {
				heard = true
			}
		}
		if heard {
			continue
		}
		said := fmt.Sprintf("score.hard %d and no such finding", g.score.Hard)
		kind := "roster/quiet/" + x.Rule + "/" + x.Cause
		if !x.Force.Hard {
			kind = "roster/untold/" + x.Rule + "/" + x.Cause
			said = "no such finding"
		}
		g.add(Finding{Kind: kind, Place: placeOf(x), Person: x.Person, Date: x.From.String(), Said: said, True: x.What, Why: "the judge finds this by its own reading of the cells from " + x.From.String() + " to " + x.To.String()})
	}
	for _, t := range g.told {
		if unjudged[t.rule] || !t.hard && !g.soft {
			continue
		}
		if t.rule == "request" {
			continue // judged by [hearing.denied]
		}
		if !t.hard && (t.rule == "shift-count" || t.rule == "minutes" || t.rule == "rest-days" || t.rule == "window") {
			continue // the contract and the usual rest days are costs, not rules that break
		}
		if t.rule == "rest-days" && g.monthOpen() {
			continue // the pace of a month that is not over
		}
		seen := t.rule == "rota" && g.idle(t)
		for _, x := range v.Breaches {
			if same(x, t) {
				seen = true
			}
		}
		if !seen {
			g.add(Finding{Kind: "roster/loud/" + t.rule, Place: t.text.En, Person: t.person, Date: t.from.String(), Said: map[bool]string{true: "a hard finding", false: "a finding"}[t.hard], True: "no breach", Why: "the judge sees no breach of this rule there"})
		}
	}
}

// idle reports whether somebody who has a small duty by a finding is not at work then, as
// after an edited cell: the row of the duty stands in no cell of the roster.
func (g *hearing) idle(t told) bool {
	c, ok := g.r.Cell(t.person, t.from)
	return ok && c.Shift == nil
}

// words tells cells whose text the judge does not understand and that were taken without
// a word: the program refuses such a file, or names the cell.
func (g *hearing) words() {
	for _, row := range g.r.Rows {
		for i, c := range row.Cells {
			if !c.Bad {
				continue
			}
			named := false
			for _, t := range g.told {
				named = named || t.person == row.ID && strings.Contains(t.text.En+t.text.Zh, c.Text)
			}
			if named {
				continue
			}
			kind := "roster/quiet/cell/word"
			if c.Formula {
				kind = "roster/quiet/cell/formula"
			}
			g.add(Finding{Kind: kind, Place: c.Place, Person: row.ID, Date: (g.r.First + Day(i)).String(), Said: "nothing", True: c.Text, Why: "neither a shift, its hours, a rest day nor leave"})
		}
	}
}

func placeOf(x Breach) string {
	s := x.Queue
	if x.Span.Minutes() > 0 {
		s = strings.TrimSpace(s + " " + x.Span.String())
	}
	return s
}

// monthOpen says whether a month that the roster touches has days of which no roster
// speaks.
func (g *hearing) monthOpen() bool {
	if !slices.ContainsFunc(g.s.People, func(p *Person) bool { return g.s.of(p).restMonth.Force.On() }) {
		return false
	}
	for _, m := range months(g.r.First, g.r.First+Day(g.r.Days)) {
		for d := m[0]; d < m[1]; d++ {
			for _, row := range g.r.Rows {
				if row.Person == nil || !row.Person.Employed(d) {
					continue
				}
				if _, ok := g.b.cell(row.ID, d); !ok {
					return true
				}
			}
		}
	}
	return false
}
