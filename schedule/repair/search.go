// Package repair changes rosters as little as it can and explains them: it
// repairs a roster after an absence, finds the smallest set of rules that cannot
// hold together, says what stands behind an assignment, what one more agent or
// shift would be worth, and how late shifts, weekends and duties are shared over the weeks.
//
// Everything is found by the optimiser on a [schedule.Problem] made for the
// question, and judged by [schedule.Check] on the problem that was asked about.
package repair

import (
	"context"
	"slices"
	"time"

	"paiban/schedule"
	"paiban/schedule/solve"
)

// Options bound the searches of this package.
type Options struct {
	Each       time.Duration    // limit of one search; 0 is none
	First      time.Duration    // limit of the search on which all others rest, where it is more than Each; Total begins after it
	Total      time.Duration    // no search begins after it; 0 is none
	Iterations int              // cap of one search; 0 is none
	Seed       uint64           //
	Clock      func() time.Time // required with Each, First or Total
}

// search runs the optimiser with o; it is one question's state.
type search struct {
	ctx   context.Context
	o     Options
	began time.Time
}

func newSearch(ctx context.Context, o Options) *search {
	s := &search{ctx: ctx, o: o}
	if o.Clock != nil {
		s.began = o.Clock()
	}
	return s
}

// late reports whether no further search is to begin.
func (s *search) late() bool {
	return s.ctx.Err() != nil || s.o.Total > 0 && s.o.Clock().Sub(s.began) >= s.o.Total
}

func (s *search) solve(p *schedule.Problem, start *schedule.Roster, gap float64) (*solve.Result, error) {
	return solve.Solve(s.ctx, p, solve.Options{
		TimeLimit: s.o.Each, Iterations: s.o.Iterations, Seed: s.o.Seed, Gap: gap, Start: start, Clock: s.o.Clock,
	})
}

// with returns p with further rules.
func with(p *schedule.Problem, rules ...schedule.Rule) *schedule.Problem {
	q := *p
	q.Rules = append(slices.Clone(p.Rules), rules...)
	return &q
}

// touches reports whether those of c.Who who work shift s on day are heads of row c.
func touches(p *schedule.Problem, c *schedule.Cover, s, day int) bool {
	if s == schedule.Off {
		return false
	}
	t := &p.Shifts[s]
	if c.Shift != schedule.Any {
		return day == c.Day && (s == c.Shift || slices.Contains(t.Parts, p.Shifts[c.Shift].ID))
	}
	return c.ServedBy(t) && t.CanCover(c.Span.Shift((c.Day-day)*schedule.DayMinutes))
}

// counts reports whether person i, on a shift of day, is one whom row c counts.
func counts(p *schedule.Problem, c *schedule.Cover, i, day int) bool {
	return c.Who.Has(i) && p.People[i].CountsOn(day)
}

// heads counts who is there for each row of p.Cover.
func heads(p *schedule.Problem, r *schedule.Roster) []int {
	n := make([]int, len(p.Cover))
	for i := range p.People {
		t := p.Timeline(r, i)
		for k := range p.Cover {
			c := &p.Cover[k]
			for day := c.Day - 2; day <= c.Day+max(0, c.Span.End-1)/schedule.DayMinutes; day++ {
				if s, known := t.At(day); known && counts(p, c, i, day) && touches(p, c, s, day) {
					n[k]++
				}
			}
		}
	}
	return n
}

// Short returns the head-minutes by which r falls short of the requirement of p. Rows
// of sets of queues that share people lack the same heads: of those the set that lacks
// most counts, or its single queues together.
func Short(p *schedule.Problem, r *schedule.Roster) (minutes int) {
	type interval struct {
		day int
		schedule.Span
	}
	by := map[interval][]lacking{}
	for k, n := range heads(p, r) {
		if c := &p.Cover[k]; c.Why == schedule.Requirement && c.Shift == schedule.Any {
			at := interval{c.Day, c.Span}
			by[at] = joinLacking(by[at], lacking{row: c, most: max(0, c.Bound.SoftMin-n)})
		}
	}
	for at, groups := range by { // a sum does not depend on the order
		for _, g := range groups {
			single := 0
			for _, n := range g.single {
				single += n
			}
			minutes += max(g.most, single) * at.Len()
		}
	}
	return minutes
}

// lacking is what rows whose queues overlap lack in an interval.
type lacking struct {
	row    *schedule.Cover // with all of their queues
	most   int             // heads that one of them lacks
	single map[int]int     // by queue: heads that rows of one queue lack
}

// joinLacking adds what a row lacks to the groups that it shares queues with. One interval
// may have several rows of the same queues, which make a convex cost: the one that asks for
// most counts.
func joinLacking(groups []lacking, x lacking) (out []lacking) {
	x.single = map[int]int{}
	if x.row.Queue != schedule.Any && len(x.row.With) == 0 {
		x.single[x.row.Queue] = x.most
	}
	for _, g := range groups {
		if !overlap(g.row, x.row) {
			out = append(out, g)
			continue
		}
		all := *x.row
		if g.row.Queue == schedule.Any {
			all = *g.row
		} else if all.Queue != schedule.Any {
			all.With = slices.Concat(all.With, []int{g.row.Queue}, g.row.With)
		}
		x.row, x.most = &all, max(x.most, g.most)
		for q, n := range g.single {
			x.single[q] = max(x.single[q], n)
		}
	}
	return append(out, x)
}

// overlap reports whether two rows have a queue in common.
func overlap(a, b *schedule.Cover) bool {
	if a.Queue == schedule.Any || b.Queue == schedule.Any {
		return true
	}
	of := append([]int{b.Queue}, b.With...)
	return slices.ContainsFunc(append([]int{a.Queue}, a.With...), func(q int) bool { return slices.Contains(of, q) })
}

// Worse returns the findings of after that before does not have, cover joined
// into stretches: what a change costs.
func Worse(before, after schedule.Analysis) (out []schedule.Finding) {
	type key struct {
		rule        string
		person, day int
		why         string
		score       schedule.Score
	}
	of := func(f *schedule.Finding) key { return key{f.Rule, f.Person, f.Day, f.Why.EN, f.Score} }
	old := schedule.Coalesce(before.Findings)
	had := make(map[key]bool, len(old))
	for i := range old {
		had[of(&old[i])] = true
	}
	for _, f := range schedule.Coalesce(after.Findings) {
		if !had[of(&f)] {
			out = append(out, f)
		}
	}
	return out
}
