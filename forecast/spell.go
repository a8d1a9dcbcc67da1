package forecast

import (
	"math"
	"slices"

	"paiban/internal/workcal"
)

const (
	// A spell is a run of at least shortestSpell days, at most two weeks, beyond this factor
	// and this many robust standard deviations of a day, all on one side; one day between
	// may be nearer. It is over when a week has been normal again.
	spellFactor, spellSDs = 1.35, 4
	shortestSpell         = 4
	// It is compared with the median of so many weeks before and after.
	spellWeeks = 2
)

// spell is a time, [from, to) in days, whose volume was factor times that before and
// after, as of a campaign that nobody entered.
type spell struct {
	from, to int
	factor   float64
}

// spells finds the spells in g, the normal week being w.
func spells(g *grid, w shape) (found []spell) {
	at, r, week := dayLevels(g, w)
	if len(r) < 2*spellWeeks*week || week < 3 {
		return nil
	}
	off := make([]float64, len(r))
	for i := range r {
		off[i] = r[i] - median(r[max(0, i-spellWeeks*week):min(len(r), i+spellWeeks*week+1)])
	}
	var sizes []float64
	for _, v := range off {
		sizes = append(sizes, math.Abs(v))
	}
	limit := max(math.Log(spellFactor), spellSDs*1.4826*median(sizes))
	for i := 0; i < len(off); {
		if math.Abs(off[i]) < limit {
			i++
			continue
		}
		up, n := off[i] > 0, 0
		j, last := i, i
		for ; j < len(off) && j <= last+2; j++ {
			if math.Abs(off[j]) >= limit && (off[j] > 0) == up {
				last, n = j, n+1
			}
		}
		end := last + 1
		normal := slices.IndexFunc(off[end:min(len(off), end+week)], func(v float64) bool { return math.Abs(v) >= limit }) < 0
		if n >= shortestSpell && at[last]-at[i] < settledDays && len(off)-end >= week && normal {
			found = append(found, spell{at[i], at[last] + 1, math.Exp(median(off[i:end]))})
		}
		i = end
	}
	return found
}

// date returns the first and the last day of s.
func (s spell) dates(g *grid) (first, last workcal.Date) { return g.date(s.from), g.date(s.to - 1) }
