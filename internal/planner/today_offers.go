package planner

import (
	"math"
	"slices"

	"paiban/schedule"
)

// Offer is somebody who could go home early, or have their hours off in lieu.
type Offer struct {
	Person int
	Span   schedule.Span // of the shift that is not needed
}

// How much notice somebody needs to go early, how much of the day is worth it, and how many
// are told, in minutes.
const (
	offerNotice = 30
	worthGoing  = 60
	mostOffers  = 5
)

// offers finds who could go early so that nobody is missing even at the high end of what
// may come, with the measures done, and no work that may wait would be late.
func (d *Today) offers() {
	hands := d.planned()
	spare := d.spareForWaiting(hands)
	for len(d.Offers) < mostOffers {
		var best Offer
		at := -1
		for k, h := range hands {
			i := h.person
			cell := d.Read.Posted.Cells[i][d.day]
			busy := slices.ContainsFunc(d.Measures, func(m Measure) bool { return m.Person == i })
			busy = busy || slices.ContainsFunc(d.Offers, func(o Offer) bool { return o.Person == i })
			if busy || cell == schedule.Off || d.without[i] || d.away(i) != nil ||
				slices.ContainsFunc(h.serves, func(q int) bool { return d.owed[q] > 0 }) {
				continue
			}
			end := d.Plan.Problem.Shifts[cell].End()
			from := d.freeFrom(hands, k, end)
			span := schedule.Span{Start: from, End: end}
			if !slices.ContainsFunc(h.serves, func(q int) bool { return spare[q] < float64(span.Len()) }) && span.Len() >= worthGoing && span.Len() > best.Span.Len() {
				best, at = Offer{i, span}, k
			}
		}
		if at < 0 {
			return
		}
		h := hands[at]
		h.there = slices.Clone(h.there)
		h.mark(best.Span, d.step, false)
		hands[at] = h
		for _, q := range h.serves {
			spare[q] -= float64(best.Span.Len())
		}
		d.Offers = append(d.Offers, best)
	}
}

// spareForWaiting is how many minutes of heads may go, by queue, so that what waits and
// may come still of its work, at the high end, can be done today; without end where a
// queue answers at once.
func (d *Today) spareForWaiting(hands []hand) (spare []float64) {
	for i := range d.Queues {
		q := &d.Queues[i]
		if !q.Queue.Deferred {
			spare = append(spare, math.Inf(1))
			continue
		}
		p := q.Queue.Staffing()
		left := -p.HeadMinutes(q.Rest.High)
		p.RobotShare = 0 // what waits, the robot has not settled
		left -= p.HeadMinutes(q.Backlog)
		for _, h := range hands {
			for k := d.first; k*d.step < d.Until && slices.Contains(h.serves, i); k++ {
				if h.there[k] {
					left += float64(d.step)
				}
			}
		}
		spare = append(spare, left)
	}
	return spare
}

// freeFrom is from when on hand k is not needed until end, at half-hours.
func (d *Today) freeFrom(hands []hand, k, end int) int {
	from := end
	without := slices.Clone(hands)
	for start := end - overtimeStep; start >= up(d.Minute+offerNotice, overtimeStep); start -= overtimeStep {
		h := hands[k]
		h.there = slices.Clone(h.there)
		h.mark(schedule.Span{Start: start, End: end}, d.step, false)
		without[k] = h
		for x := start / d.step; x*d.step < start+overtimeStep && x < len(h.there); x++ {
			_, before := d.missing(hands, x, d.most)
			_, after := d.missing(without, x, d.most)
			if hands[k].there[x] && after > before || before > 0 {
				return from
			}
		}
		from = start
	}
	return from
}
