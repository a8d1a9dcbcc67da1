package judge

import (
	"fmt"
	"slices"
)

// weight is what a roster lacks of its hard rules, under every reading of the
// documentation: units by rule, person, date and cause. Breaks and holes are left out;
// no change of cells mends the latter, and the former are a matter of their own.
func weight(v *Verdict) map[string]int {
	out := map[string]int{}
	for _, b := range v.Breaches {
		if b.Force.Hard && b.Cause != "break" && b.Cause != "hole" {
			out[fmt.Sprint(b.Rule, b.Person, b.From, b.To, b.Queue)] += b.Units
		}
	}
	return out
}

// less says whether a lacks nothing that b does not lack at least as much of, and lacks
// less in all.
func less(a, b map[string]int) bool {
	total := 0
	for k, n := range a {
		if n > b[k] {
			return false
		}
		total += n
	}
	for _, n := range b {
		total -= n
	}
	return total < 0
}

// change is one cell, or two cells of a date, that become others.
type change struct {
	d    Day
	ids  []string
	cell []Cell
}

// changes gives every change of one cell to a shift that the person may work or to a day
// off, and every exchange of two people's cells of a date. Cells of leave stay.
func (g *hearing) changes() []change {
	var out []change
	movable := func(row Row, i int) bool {
		c := row.Cells[i]
		return row.Person != nil && row.Person.Employed(g.r.First+Day(i)) && c.Leave == "" && !c.Gone && !c.Bad &&
			len(g.s.LeaveOn(row.ID, g.r.First+Day(i))) == 0
	}
	for i := range g.r.Days {
		d := g.r.First + Day(i)
		for a, row := range g.r.Rows {
			if !movable(row, i) {
				continue
			}
			if row.Cells[i].Shift != nil {
				out = append(out, change{d, []string{row.ID}, []Cell{{Off: true}}})
			}
			for _, sh := range g.s.Shifts {
				if have := row.Cells[i].Shift; have != nil && have.ID == sh.ID || !g.s.OpenOn(sh, d) {
					continue
				}
				out = append(out, change{d, []string{row.ID}, []Cell{{Text: sh.ID, Shift: sh}}})
			}
			for _, other := range g.r.Rows[a+1:] {
				if movable(other, i) && !sameWork(row.Cells[i], other.Cells[i]) {
					out = append(out, change{d, []string{row.ID, other.ID}, []Cell{other.Cells[i], row.Cells[i]}})
				}
			}
		}
	}
	return out
}

func sameWork(a, b Cell) bool {
	return a.Shift == b.Shift || a.Shift != nil && b.Shift != nil && a.Shift.ID == b.Shift.ID
}

// with applies a change to a copy of the roster that shares every other row.
func (r *Roster) with(c change) *Roster {
	out := *r
	out.at = nil
	out.Rows = slices.Clone(r.Rows)
	for i := range out.Rows {
		if k := slices.Index(c.ids, out.Rows[i].ID); k >= 0 {
			out.Rows[i].Cells = slices.Clone(out.Rows[i].Cells)
			out.Rows[i].Cells[c.d-r.First] = c.cell[k]
		}
	}
	return &out
}

// given tells a hard rule that the program gives up although one change keeps it and
// breaks no other. Only dates and people of the breaches are looked at.
func (g *hearing) given() {
	if g.score.Hard == 0 {
		return
	}
	now := weight(g.s.Judge(g.r))
	if len(now) == 0 {
		return
	}
	for _, c := range g.changes() {
		if !less(weight(g.s.Judge(g.r.with(c))), now) {
			continue
		}
		what := ""
		for i, id := range c.ids {
			text := "off"
			if c.cell[i].Shift != nil {
				text = c.cell[i].Shift.ID
			}
			what += fmt.Sprintf(" %s %s;", id, text)
		}
		g.add(Finding{Kind: "roster/sentence/hard-given", Place: "score.hard", Person: c.ids[0], Date: c.d.String(), Said: fmt.Sprintf("%d cannot be kept", g.score.Hard), True: "fewer are broken with" + what, Why: "the changed roster breaks nothing new by any reading of the rules"})
		return
	}
}
