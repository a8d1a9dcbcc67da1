package judge

import (
	"fmt"
	"math"
	"strconv"
)

// dayNumbers recounts who is at work in each interval of each queue, the hours of a day,
// and what is short of the requirement.
func (g *hearing) dayNumbers(w *saidWeek, days []saidDay) {
	step := w.Step
	if step <= 0 {
		return
	}
	perDay := 1440 / step
	for k := range days {
		d := g.b.first() + Day(k)
		who := g.b.presence(d)
		short, most, at := 0.0, 0.0, ""
		reported := false
		for _, q := range w.Queues {
			for i := range perDay {
				n := k*perDay + i
				if n >= len(q.Rostered) {
					break
				}
				span := Span{i * step, (i + 1) * step}
				if is := headsOver(who, span, q.ID, true); len(w.Queues) == 1 && float64(is) != q.Rostered[n] && !reported {
					reported = true
					g.add(Finding{Kind: "roster/number/rostered/" + headsCause(who, span, q.ID, int(q.Rostered[n]), d), Place: "queues." + q.ID + ".rostered " + span.String(), Date: d.String(), Said: fmt.Sprint(q.Rostered[n]), True: strconv.Itoa(is), Why: "those at work throughout the interval who can serve the queue; the first of the day that differs"})
				}
				if n < len(q.Required) {
					lack := q.Required[n] - q.Rostered[n]
					short += max(0, lack) * float64(step) / 60
					if lack > most {
						most, at = lack, clock(i*step)
					}
				}
			}
		}
		g.sharedDay(w, k, d, who)
		g.dayHours(days[k], d, who)
		if len(w.Queues) == 1 && (math.Abs(short-days[k].Short) > 0.051 || most != days[k].Most || at != days[k].At) {
			g.add(Finding{Kind: "roster/number/short", Place: "days.short", Date: d.String(), Said: fmt.Sprintf("%g h, most %g at %s", days[k].Short, days[k].Most, days[k].At), True: fmt.Sprintf("%g h, most %g at %s", short, most, at), Why: "required less rostered, over the intervals of the document itself"})
		}
		if len(w.Queues) > 1 && math.Abs(short-days[k].Short) > 0.051 {
			g.add(Finding{Kind: "roster/number/short", Place: "days.short_hours", Date: d.String(), Said: fmt.Sprint(days[k].Short), True: fmt.Sprint(short), Why: "required less rostered, over the intervals of the document itself"})
		}
	}
}

// sharedDay judges the heads of a day that several queues share, interval by interval; the
// first one that is wrong is told.
func (g *hearing) sharedDay(w *saidWeek, k int, d Day, who []atWork) {
	if len(w.Queues) < 2 {
		return
	}
	var queues []string
	for _, q := range w.Queues {
		queues = append(queues, q.ID)
	}
	perDay := 1440 / w.Step
	for i := range perDay {
		span := Span{i * w.Step, (i + 1) * w.Step}
		said, needs := make([]int, len(queues)), make([]int, len(queues))
		for j, q := range w.Queues {
			n := k*perDay + i
			if n >= len(q.Rostered) || n >= len(q.Required) {
				return
			}
			said[j], needs[j] = int(q.Rostered[n]), int(q.Required[n])
		}
		p := poolOf(queues, who, func(a atWork) bool { return a.throughout(span) })
		if g.leastBy(d, span) { // the least numbers of windows come before the requirement
			needs = make([]int, len(queues))
		}
		cause, why := p.shared(said, needs)
		if cause == "" {
			continue
		}
		kind := cause
		if cause == "able" {
			j := g.overcounted(p, said)
			kind = headsCause(who, span, queues[j], said[j], d)
		}
		g.add(Finding{Kind: "roster/number/rostered/" + kind, Place: "queues.rostered " + span.String(), Date: d.String(), Said: fmt.Sprint(said), True: fmt.Sprint(p.heads), Why: why + "; the first of the day that differs"})
		return
	}
}

// overcounted is the first queue of which more heads are said than can serve it.
func (g *hearing) overcounted(p pool, said []int) int {
	for i := range said {
		if said[i] > p.heads[1<<i] {
			return i
		}
	}
	return 0
}

// leastBy reports whether a window asks for somebody in a span.
func (g *hearing) leastBy(d Day, span Span) bool {
	for i := range g.s.Queues {
		for _, w := range g.s.Queues[i].Windows {
			if w.Force.On() && w.Days.Has(g.s.Calendar, d) && w.Span.Overlap(span).Minutes() > 0 {
				return true
			}
		}
	}
	return false
}

// dayHours recounts rostered_hours: heads of whole intervals, people in training left out.
// Nobody is a head on a break, so breaks that have a place are not taken off again.
func (g *hearing) dayHours(said saidDay, d Day, who []atWork) {
	total, open, resting, trainees, fresh := 0, 0, 0, 0, 0
	for _, a := range who {
		n := 0
		for at := 0; at < 1440; at += g.s.Interval {
			if a.throughout(Span{at, at + g.s.Interval}) {
				n += g.s.Interval
			}
		}
		if !a.counts {
			trainees += n
			continue
		}
		total += n
		if a.fresh {
			fresh += n
		}
		for _, r := range a.sh.Rests {
			if a.open && a.day == d {
				open += r.long
			} else if a.day == d {
				resting += r.long
			}
		}
	}
	near := func(m int) bool { return math.Abs(said.Rostered-float64(m)/60) < 0.051 }
	// A break without a place takes its length at least, and parts of intervals beside it.
	if most, least := float64(total-open)/60, float64(total-2*open)/60; said.Rostered < most+0.051 && said.Rostered > least-0.051 {
		return
	}
	cause := "plain"
	switch {
	case open > 0 && near(total) || resting > 0 && near(total+resting):
		cause = "break"
	case near(total + trainees):
		cause = "trainee"
	case fresh > 0 && near(total-fresh):
		cause = "training-ends"
	}
	g.add(Finding{Kind: "roster/number/rostered-hours/" + cause, Place: "days.rostered_hours", Date: d.String(), Said: fmt.Sprintf("%g", said.Rostered), True: fmt.Sprintf("%g", float64(total-open)/60), Why: fmt.Sprintf("%d min of whole intervals at work and on no break", total-open)})
}
