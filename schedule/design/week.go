package design

import (
	"slices"

	"paiban/schedule"
)

// Week is the demand of the days of a problem: its rows go queue by queue and
// within a queue day by day. Where every shift serves every queue, the queues are
// added up and there is one row a day.
type Week struct {
	Demand
	Days int
}

// NewWeek returns the heads that p wants, by interval the larger of required
// and minimum, each [queue][interval of the horizon]. People who have to be
// ready before an hour (see [schedule.PrepareBy]) count like a requirement. The
// grid is that of p, or 15 minutes where shifts begin or end between its lines.
func NewWeek(p *schedule.Problem, required, minimum [][]int) Week {
	step := grid(p)
	per, parts := schedule.DayMinutes/step, p.Interval/step
	pooled := true
	for s := range p.Shifts {
		pooled = pooled && p.Shifts[s].Queue == schedule.Any
	}
	w := Week{Demand{Interval: step}, p.Days}
	rowOf := func(q, day int) int {
		if pooled || q == schedule.Any {
			return day
		}
		return q*p.Days + day
	}
	for q := range p.Queues {
		for day := range p.Days {
			k := rowOf(q, day)
			if k == len(w.Rows) {
				w.Rows = append(w.Rows, make([]int, per))
			}
			for i := range w.Rows[k] {
				at := day*(per/parts) + i/parts
				w.Rows[k][i] += max(required[q][at], minimum[q][at])
			}
		}
	}
	for _, c := range p.Cover {
		if c.Why != schedule.PrepareBy {
			continue
		}
		row := w.Rows[rowOf(c.Queue, c.Day)]
		for i := c.Span.Start / step; i*step < c.Span.End; i++ {
			row[i%per] = max(row[i%per], c.Bound.SoftMin)
		}
	}
	return w
}

// grid returns the interval of the demand in minutes.
func grid(p *schedule.Problem) int {
	for s := range p.Shifts {
		for _, g := range p.Shifts[s].Segments {
			if p.Interval%15 == 0 && (g.Start%p.Interval != 0 || g.End%p.Interval != 0) {
				return 15
			}
		}
	}
	return p.Interval
}

// HeadMinutes is the demand added up.
func (d Demand) HeadMinutes() (sum int) {
	for _, row := range d.Rows {
		for _, n := range row {
			sum += n * d.Interval
		}
	}
	return sum
}

// Today returns the ways to work a day with the shifts of p that people may
// still be assigned to, each once, and which shift each is. A duty turn on top of
// a normal day is one way more.
func (w Week) Today(p *schedule.Problem) (templates []Template, shifts []int) {
	for s := range p.Shifts {
		sh := &p.Shifts[s]
		if !inUse(sh) {
			continue
		}
		t := Template{Segments: sh.Segments, Paid: sh.Paid}
		if sh.Days != nil {
			t.Rows = make([]bool, len(w.Rows))
			for r := range t.Rows {
				t.Rows[r] = sh.Days.Has(r % w.Days)
			}
		}
		if !slices.ContainsFunc(templates, func(u Template) bool { return u.Equal(t) && slices.Equal(u.Rows, t.Rows) }) {
			templates, shifts = append(templates, t), append(shifts, s)
		}
	}
	return templates, shifts
}

// inUse reports whether people may still be assigned to a shift and it is not
// one person's remainder of a day with some hours of leave, nor overtime.
func inUse(s *schedule.Shift) bool { return !s.Retired && !s.Cut() && s.Overtime == nil }

// ShiftOf returns the shift of p in use that is worked at the hours of t, on
// all days or on some as t is; false where there is none.
func ShiftOf(p *schedule.Problem, t Template) (shift int, ok bool) {
	shift = slices.IndexFunc(p.Shifts, func(s schedule.Shift) bool {
		return inUse(&s) && slices.Equal(s.Segments, t.Segments) && (s.Days == nil) == (t.Rows == nil)
	})
	return shift, shift >= 0
}

// Hole is a span of the day in which no template of a plan works.
type Hole struct {
	Span    schedule.Span
	Minutes int // head-minutes wanted in it, over all rows
}

// Holes returns the spans of the day in which somebody is wanted on some row and
// no template of p works, in order.
func (d Demand) Holes(p *Plan) (holes []Hole) {
	per := schedule.DayMinutes / d.Interval
	covered := make([]bool, per)
	for _, t := range p.Templates {
		for _, i := range d.covers(t) {
			covered[i] = true
		}
	}
	for i := range per {
		sum := 0
		for _, row := range d.Rows {
			sum += row[i] * d.Interval
		}
		if covered[i] || sum == 0 {
			continue
		}
		start := i * d.Interval
		if n := len(holes); n > 0 && holes[n-1].Span.End == start {
			holes[n-1].Span.End += d.Interval
			holes[n-1].Minutes += sum
			continue
		}
		holes = append(holes, Hole{schedule.Span{Start: start, End: start + d.Interval}, sum})
	}
	return holes
}

// covers returns the intervals of the day in which t works from end to end,
// ascending. Work past midnight covers the morning of the same row.
func (d Demand) covers(t Template) (intervals []int) {
	per := schedule.DayMinutes / d.Interval
	for _, g := range t.Segments {
		for i := (g.Start + d.Interval - 1) / d.Interval; (i+1)*d.Interval <= g.End; i++ {
			if k := i % per; !slices.Contains(intervals, k) {
				intervals = append(intervals, k)
			}
		}
	}
	slices.Sort(intervals)
	return intervals
}

// Outcome is what a roster comes to against a demand.
type Outcome struct {
	Hard      int64 // units by which hard rules are broken
	Uncovered int   // head-minutes wanted and not there
	Staff     int   // paid minutes
}

// Judge compares a roster of p, whose shifts may be others than those that the
// week was made of, with the demand.
func (w Week) Judge(p *schedule.Problem, r *schedule.Roster) Outcome {
	out := Outcome{Hard: schedule.Check(p, r).Score.Hard}
	fine := *p
	fine.Interval = w.Interval
	var want [][]int // by queue, where rows are
	if len(w.Rows) > w.Days {
		for q := range p.Queues {
			want = append(want, slices.Concat(w.Rows[q*w.Days:(q+1)*w.Days]...))
		}
	}
	have := schedule.CoverageOf(&fine, r, want)
	for k, row := range w.Rows {
		heads := have.Total
		if len(w.Rows) > w.Days {
			heads = have.Queues[k/w.Days]
		}
		for i, n := range row {
			out.Uncovered += max(0, n-heads[k%w.Days*have.PerDay+i]) * w.Interval
		}
	}
	for _, cells := range r.Cells {
		for _, s := range cells {
			if s != schedule.Off {
				out.Staff += p.Shifts[s].Paid
			}
		}
	}
	return out
}
