package workspace

import (
	"slices"

	"paiban/schedule"
)

// Exchange is a swap of the cells of two people of the problem on a day.
type Exchange struct{ A, B, Day int }

// Exchange makes the agreed swaps in a new roster of the optimiser. Swaps come after
// the search, because they exchange what the roster holds. It reports whether any
// cell changed.
func (p *Plan) Exchange(r *schedule.Roster) (changed bool) {
	for _, s := range p.Swaps {
		a, b := &r.Cells[s.A][s.Day], &r.Cells[s.B][s.Day]
		was := [2]int{*a, *b}
		*a, *b = p.handed(s.A, s.Day, was[1]), p.handed(s.B, s.Day, was[0])
		changed = changed || was != [2]int{*a, *b}
	}
	return changed
}

// handed returns the cell of person i who takes over another person's cell. Leave of
// some hours is not handed over.
func (p *Plan) handed(i, day, s int) int {
	if s == schedule.Off {
		return s
	}
	if sh := &p.Problem.Shifts[s]; sh.Cut() {
		s = slices.IndexFunc(p.Problem.Shifts, func(t schedule.Shift) bool { return t.ID == sh.Parts[0] })
	}
	return p.Problem.CutOf(i, day, s)
}

// Exchanged returns the problem with the swapped cells fixed as r has them, so
// that the days around them can be planned to suit.
func (p *Plan) Exchanged(r *schedule.Roster) *schedule.Problem {
	q := *p.Problem
	q.Rules = slices.Clone(q.Rules)
	for _, s := range p.Swaps {
		for _, i := range []int{s.A, s.B} {
			q.Rules = append(q.Rules, schedule.Pin{Person: i, Day: s.Day, Shift: r.Cells[i][s.Day]})
		}
	}
	return &q
}
