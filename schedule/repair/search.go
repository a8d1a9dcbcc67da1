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
	"fmt"
	"slices"
	"time"

	"paiban/schedule"
	"paiban/schedule/solve"
)

// Options bound the searches of this package.
type Options struct {
	Each       time.Duration    // limit of one search; 0 is none
	Total      time.Duration    // no search begins after it; 0 is none
	Iterations int              // cap of one search; 0 is none
	Seed       uint64           //
	Clock      func() time.Time // required with Each or Total
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
	return c.ServedBy(t) && t.Covers(c.Span.Shift((c.Day-day)*schedule.DayMinutes))
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

// Short returns the head-minutes by which r falls short of the requirement of p.
func Short(p *schedule.Problem, r *schedule.Roster) (minutes int) {
	type span struct {
		day   int
		heads string // queues and people
		schedule.Span
	}
	// One interval may have several rows, which make a convex cost: the one that
	// asks for most counts.
	worst := map[span]int{}
	for k, n := range heads(p, r) {
		if c := &p.Cover[k]; c.Why == schedule.Requirement && c.Shift == schedule.Any {
			at := span{c.Day, fmt.Sprint(c.Queue, c.With, c.Who), c.Span}
			worst[at] = max(worst[at], c.Bound.SoftMin-n)
		}
	}
	for at, n := range worst { // a sum does not depend on the order
		minutes += n * at.Len()
	}
	return minutes
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
