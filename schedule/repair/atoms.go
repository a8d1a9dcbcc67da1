package repair

import (
	"slices"

	"paiban/schedule"
)

// atom is the smallest thing that a conflict can be made of: one limit of one
// hard rule for one person, or one limit of one cover row.
type atom struct {
	group  int           // atoms of one limit of one rule, or of like rows, share it
	rule   schedule.Rule // hard only, one limit; nil for a row
	row    schedule.Cover
	person int // schedule.Any where it speaks of nobody in particular
	day    int // schedule.Any where it speaks of no day in particular
}

// atomsOf takes the hard side of p apart. Who is employed when and may work
// which shift is no rule but a fact, and always holds.
func atomsOf(p *schedule.Problem) (out []atom) {
	groups := 0
	next := func() int { groups++; return groups - 1 }
	excused := map[[2]int]bool{}
	for _, rule := range p.Rules {
		if u, ok := rule.(schedule.Unavailable); ok {
			excused[[2]int{u.Person, u.Day}] = true
		}
	}
	type like struct {
		why          schedule.CoverKind
		queue, shift int
		span         schedule.Span
		max          bool
	}
	rows := map[like]int{}
	for _, c := range p.Cover {
		for _, b := range sides(c.Bound) {
			k := like{c.Why, c.Queue, c.Shift, c.Span, b.HardMax < schedule.NoMax}
			g, seen := rows[k]
			if !seen {
				g = next()
				rows[k] = g
			}
			row := c
			row.Bound = b
			out = append(out, atom{group: g, row: row, person: schedule.Any, day: c.Day})
		}
	}
	// Rules about one cell: a group for each kind and person.
	type about struct {
		key    string
		person int
	}
	cells := map[about]int{}
	cell := func(rule schedule.Rule, person, day int) {
		k := about{rule.Key(), person}
		g, seen := cells[k]
		if !seen {
			g = next()
			cells[k] = g
		}
		out = append(out, atom{group: g, rule: rule, person: person, day: day})
	}
	for _, whole := range p.Rules {
		for _, rule := range hardSides(whole) {
			switch r := rule.(type) {
			case schedule.Unavailable:
				cell(rule, r.Person, r.Day)
				continue
			case schedule.Pin:
				cell(rule, r.Person, r.Day)
				continue
			}
			g := next()
			people, of, ok := crowd(rule)
			if !ok {
				out = append(out, atom{group: g, rule: rule, person: schedule.Any, day: schedule.Any})
				continue
			}
			for _, i := range people.All(p) {
				one := of(schedule.People{i})
				if m, is := one.(schedule.Meeting); is {
					// Who is away is excused, and stays so where the absence is
					// left out of a set.
					m.Days = slices.DeleteFunc(slices.Clone(m.Days), func(d int) bool { return excused[[2]int{i, d}] })
					if len(m.Days) == 0 {
						continue
					}
					one = m
				}
				out = append(out, atom{group: g, rule: one, person: i, day: schedule.Any})
			}
		}
	}
	return out
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
		if x.rule == nil {
			row, b := x.row, x.row.Bound
			row.Bound = schedule.Free().Prefer(b.HardMin, b.HardMax, 1, 1)
			q.Cover = append(q.Cover, row)
			k++
			continue
		}
		// People under the same limit share one rule, as they did.
		var who schedule.People
		n := k
		for n < len(atoms) && atoms[n].rule != nil && atoms[n].group == x.group && atoms[n].person != schedule.Any {
			who = append(who, atoms[n].person)
			n++
		}
		_, of, ok := crowd(x.rule)
		if _, meeting := x.rule.(schedule.Meeting); !ok || meeting || len(who) < 2 {
			q.Rules = append(q.Rules, x.rule)
			k++
			continue
		}
		q.Rules = append(q.Rules, of(who))
		k = n
	}
	return &q
}
