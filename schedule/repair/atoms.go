package repair

import (
	"fmt"

	"paiban/internal/lang"
	"paiban/schedule"
)

// atom is the smallest thing that a conflict can be made of: an atom of a hard
// rule, or one limit of one cover row.
type atom struct {
	schedule.Atom     // Rule is nil for a row
	group         int // atoms of one limit of one rule, or of like rows, share it
	row           schedule.Cover
}

// atomsOf takes the hard side of p apart. Who is employed when and may work which
// shift is no rule but a fact, and always holds.
func atomsOf(p *schedule.Problem) (out []atom) {
	groups := 0
	next := func() int { groups++; return groups - 1 }
	type like struct {
		why   schedule.CoverKind
		shift int
		heads string // queues and people
		span  schedule.Span
		max   bool
	}
	rows := map[like]int{}
	for _, c := range p.Cover {
		for _, b := range c.Bound.Sides() {
			k := like{c.Why, c.Shift, fmt.Sprint(c.Queue, c.With, c.Who), c.Span, b.HardMax < schedule.NoMax}
			g, seen := rows[k]
			if !seen {
				g = next()
				rows[k] = g
			}
			row := c
			row.Bound = b
			out = append(out, atom{Atom: rowAtom(p, row), group: g, row: row})
		}
	}
	// Rules about one cell: a group for each kind, person and wording.
	type about struct {
		key    string
		person int
		words  lang.Text
	}
	cells := map[about]int{}
	for _, whole := range p.Rules {
		for _, limit := range whole.Hard() {
			g := -1
			for _, a := range limit.Atoms(p) {
				if a.Day != schedule.Any {
					k := about{limit.Key(), a.Person, a.Words}
					own, seen := cells[k]
					if !seen {
						own = next()
						cells[k] = own
					}
					out = append(out, atom{Atom: a, group: own})
					continue
				}
				if g < 0 {
					g = next()
				}
				out = append(out, atom{Atom: a, group: g})
			}
		}
	}
	return out
}

// rowAtom is what an atom says of a row of cover.
func rowAtom(p *schedule.Problem, row schedule.Cover) schedule.Atom {
	return schedule.Atom{Words: rowWords(p, row), Person: schedule.Any, Day: row.Day, Days: []int{row.Day}}
}

// only returns the problem of some atoms: nobody's hard rule may be broken, and
// each head that a row lacks, or has too many, costs 1. The atoms hold together
// exactly if that can be had for nothing; counting heads softly is what lets the
// optimiser prove that it cannot.
func only(p *schedule.Problem, atoms []atom) *schedule.Problem {
	q := *p
	q.Rules, q.Cover = nil, nil
	for k := 0; k < len(atoms); {
		x := &atoms[k]
		if x.Rule == nil {
			row, b := x.row, x.row.Bound
			row.Bound = schedule.Free().Prefer(b.HardMin, b.HardMax, 1, 1)
			q.Cover = append(q.Cover, row)
			k++
			continue
		}
		// People under the same limit share one rule, as they did.
		var who schedule.People
		n := k
		for n < len(atoms) && atoms[n].group == x.group && atoms[n].shared() {
			who = append(who, atoms[n].Person)
			n++
		}
		if len(who) < 2 {
			q.Rules = append(q.Rules, x.Rule)
			k++
			continue
		}
		q.Rules = append(q.Rules, x.Rule.For(who))
		k = n
	}
	return &q
}

// shared reports whether the rule of a is the same for everybody of its group but
// for the person: what is about certain days differs from one to the next.
func (a *atom) shared() bool { return a.Rule != nil && a.Person != schedule.Any && a.Days == nil }
