// Package design proposes shift templates: which hours to work so that a demand
// is covered with the fewest staff hours.
//
// # Model
//
// A demand is a list of rows, each one day of one queue: heads by interval. A
// template is the segments of a shift. For each row on its own, people are put
// on templates, a whole number on each, so that first the head-minutes left
// uncovered and then the paid minutes are fewest. A template that works past
// midnight covers the morning of the same row, as if every day were like the
// next.
//
// # Method
//
// Candidates are enumerated on a grid of starts (see candidates). A set of
// templates is judged by an exact search through each row (see evaluate). Where
// the sets are few, all are judged; else sets are grown template by template
// and improved by exchanges of one and of two, from several starts, today's
// templates among them: so the proposal is never worse than today's.
//
// The people rules that a day can show, lengths, breaks and unbroken work, are
// limits of the candidates; those that reach across days are the optimiser's to
// judge.
package design

import (
	"cmp"
	"context"
	"slices"

	"paiban/schedule"
)

// Template is one way to work a day.
type Template struct {
	Segments []schedule.Span // ascending, not touching
	Paid     int             // minutes
	Rows     []bool          // rows of the demand on which it may be worked; nil is all
}

// Equal reports whether t and o are worked at the same hours.
func (t Template) Equal(o Template) bool { return slices.Equal(t.Segments, o.Segments) }

// Demand is heads wanted: Rows[r][i] in the interval that starts i·Interval
// minutes into the day of row r.
type Demand struct {
	Interval int // minutes; divides 1440
	Rows     [][]int
}

// Plan is a set of templates and how many people work each of them.
type Plan struct {
	Templates []Template
	Heads     [][]int // [row][template]
	Uncovered int     // head-minutes of demand that nobody covers
	Paid      int     // staff minutes
	Exact     bool    // no row was cut short; then Paid is the fewest for these templates
}

// Options steer a proposal.
type Options struct {
	Limits Limits
	Most   int        // number of templates at most, 1 or more
	Today  []Template // templates in use
	Budget int        // most staff minutes; 0 is none
}

// Evaluate puts people on templates as well as they allow: fewest uncovered
// head-minutes, then fewest paid minutes; with a budget, shifts that cover least
// for their pay are taken away until it holds.
func Evaluate(d Demand, templates []Template, budget int) Plan {
	s := newSearch(d, templates, budget)
	set := make([]int, len(templates))
	for i := range set {
		set[i] = i
	}
	return s.plan(set)
}

// propose returns the best set of at most o.Most templates that was found, from
// the candidates within the limits and today's templates. It is never worse than
// the best of today's templates of that number. A cancelled context ends the
// search with the best so far.
func propose(ctx context.Context, d Demand, o Options) Plan {
	pool := slices.Clone(o.Today)
	for _, c := range candidates(o.Limits) {
		if !slices.ContainsFunc(pool, func(t Template) bool { return t.Rows == nil && t.Equal(c) }) {
			pool = append(pool, c)
		}
	}
	s := newSearch(d, pool, o.Budget)
	s.ctx, s.today = ctx, len(o.Today)
	best := s.best(min(o.Most, len(pool)))
	plan := s.plan(best)
	plan.drop()
	return plan
}

// drop leaves out templates that nobody works and sorts the others by their
// hours.
func (p *Plan) drop() {
	var keep []int
	for t := range p.Templates {
		if slices.ContainsFunc(p.Heads, func(row []int) bool { return row[t] > 0 }) {
			keep = append(keep, t)
		}
	}
	slices.SortFunc(keep, func(a, b int) int {
		return slices.CompareFunc(p.Templates[a].Segments, p.Templates[b].Segments, func(x, y schedule.Span) int {
			return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End))
		})
	})
	templates := make([]Template, len(keep))
	for k, t := range keep {
		templates[k] = p.Templates[t]
	}
	for r, row := range p.Heads {
		heads := make([]int, len(keep))
		for k, t := range keep {
			heads[k] = row[t]
		}
		p.Heads[r] = heads
	}
	p.Templates = templates
}

// candidates lists every template within the limits, by start: unbroken ones
// and, where MaxBreak allows, those of two segments.
func candidates(l Limits) (out []Template) {
	for start := l.From; start < l.To; start = up(start+1, l.Grid) {
		for paid := up(l.MinPaid, l.Grid); paid <= l.MaxPaid; paid += l.Grid {
			if paid <= l.MaxSegment && start+paid <= l.To {
				out = append(out, Template{Segments: []schedule.Span{{Start: start, End: start + paid}}, Paid: paid})
			}
			for first := up(l.MinSegment, l.Grid); first <= paid-l.MinSegment; first += l.Grid {
				if first > l.MaxSegment || paid-first > l.MaxSegment {
					continue
				}
				for pause := up(max(l.MinBreak, l.Grid), l.Grid); pause <= l.MaxBreak && start+paid+pause <= l.To; pause += l.Grid {
					again := start + first + pause
					out = append(out, Template{Segments: []schedule.Span{{Start: start, End: start + first}, {Start: again, End: again + paid - first}}, Paid: paid})
				}
			}
		}
	}
	return out
}

// up rounds m up to a multiple of grid.
func up(m, grid int) int { return (m + grid - 1) / grid * grid }
