package forecast

import (
	"math"

	"paiban/internal/lang"
)

// Members learn from history in today's terms: what came before a change of level or of
// a weekday is brought to what it would have been since. The shape is then learnt from
// all of history, the level from what stands.

// changes are what has changed in a queue's history.
type changes struct {
	shifts []shift
	spells []spell
	habits []habit
}

// findChanges looks for changes in q.base and sets q.changes and q.scale.
func (q *queue) findChanges() {
	parts := max(1, memberStep/q.hist.step)
	if q.hist.slots%parts != 0 {
		parts = 1
	}
	g, prior := q.base.coarse(parts), q.prior.coarse(parts)
	if g == q.base {
		g = g.clone()
	}
	g = g.head(g.lastKnown() + 1)
	// A change of weekdays hides a change of level less than the other way round.
	q.shifts = shifts(g, fitShape(g, prior, shapeHalfLife))
	for t := range g.y {
		g.y[t] *= levelScale(q.shifts, t/g.slots)
	}
	q.spells = spells(g, fitShape(g, prior, shapeHalfLife))
	for _, s := range q.spells {
		first, last := s.dates(q.hist)
		q.cleaned = append(q.cleaned, lang.F("%[1]s %[2]v 至 %[3]v：约为前后几周的 %[4]s 倍，原因不明，不计入平时；若是活动，请填进活动表",
			"%[1]s %[2]v to %[3]v: about %[4]s times the weeks before and after for no known reason and left out; if it was a promotion, enter it as an event",
			q.name, first, last, times(s.factor)))
		for t := s.from * g.slots; t < s.to*g.slots; t++ {
			g.y[t] = math.NaN()
		}
	}
	q.habits = habits(g, fitShape(g, prior, shapeHalfLife))

	n := q.hist.slots
	for t := range q.scale {
		d := t / n
		q.scale[t] = levelScale(q.shifts, d)
		for _, h := range q.habits {
			if d < h.from && q.hist.dow[d] == h.weekday {
				if f := h.factors[t%n/parts]; math.IsInf(f, 1) {
					q.scale[t] = math.NaN()
				} else {
					q.scale[t] *= f
				}
			}
		}
	}
}

// levelScale is what brings the volume of day d to the level of tomorrow.
func levelScale(shifts []shift, d int) float64 {
	f := 1.0
	for i, s := range shifts {
		by := s.factor
		if i == len(shifts)-1 && !s.settled() {
			// Tomorrow's level lies between that before and that since.
			tomorrow := math.Pow(by, s.follows())
			if d >= s.day {
				f *= tomorrow / by
			}
			by = tomorrow
		}
		if d < s.day {
			f *= by
		}
	}
	return f
}

// today returns history in today's terms, without spells.
func (q *queue) today() *grid {
	g := q.hist.clone()
	for t, f := range q.scale {
		g.y[t] *= f
	}
	for _, s := range q.spells {
		for t := s.from * g.slots; t < s.to*g.slots; t++ {
			g.y[t] = math.NaN()
		}
	}
	return g
}

// either returns, as shares of the volume of tomorrow, where it would be if the change
// of level that is asked about were over, and if it were to stay: the less, the more.
func (c *changes) either() (less, more float64) {
	s, ok := c.asked()
	if !ok {
		return 1, 1
	}
	tomorrow := math.Pow(s.factor, s.follows())
	return min(1, s.factor) / tomorrow, max(1, s.factor) / tomorrow
}

// asked returns the change of level too young to be followed in full; false where
// there is none.
func (c *changes) asked() (shift, bool) {
	if n := len(c.shifts); n > 0 && !c.shifts[n-1].settled() {
		return c.shifts[n-1], true
	}
	return shift{}, false
}
