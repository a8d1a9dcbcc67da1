package forecast

import (
	"math"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// profile is level times weekday times share of the day, each an exponentially
// weighted mean of its own memory: the level's short, the week's long.
type profile struct {
	label lang.Text
	shape float64 // half-life of the week, days
	level float64 // half-life of the level, days
	month bool    // with the days around the turn of the month
	year  bool    // with last year's course of the level
}

func (m profile) name() lang.Text { return m.label }

func (m profile) days(o *openGrid, origin, to int) []float64 {
	g := o.g.head(min(origin, o.g.days)) // a closed weekday may lie between
	w := fitShape(g, o.prior, m.shape)
	level := w.levels(g, to, m.level, true)
	course := make([]float64, to-origin)
	for i := range course {
		course[i] = 1
	}
	if m.month {
		for i, f := range monthTurn(g, w, origin, to) {
			course[i] *= f
		}
	}
	if m.year {
		if g.days < 53*7+14 {
			return nil
		}
		both := w.levels(g, g.days, 14, false)
		then := both[g.days-1-364]
		for i := range course {
			// Half of last year's movement, where it was seen.
			if last := both[min(g.days-1, origin+i-364)]; last > 0 && then > 0 {
				course[i] *= math.Sqrt(last / then)
			}
		}
	}
	out := make([]float64, (to-origin)*g.slots)
	for t := range out {
		d := origin + t/g.slots
		if v := w.at(level[d], o.dow[d], t%g.slots) * course[d-origin]; v > 0 {
			out[t] = v
		}
	}
	return out
}

// monthTurn returns factors for the days [from, to): what the first and last
// working days of a month were in g against their level, shrunk to 1.
func monthTurn(g *grid, w shape, from, to int) []float64 {
	const edge, shrink = 4, 3.0
	key := func(d int) int { // 1 … edge from the start of the month, −1 … −edge from its end, 0 between
		date := g.start + workcal.Date(d)
		m := workcal.MonthOf(date)
		// Working days are what is counted: weekdays.
		n := 0
		for x := m.First(); x <= date && n <= edge; x++ {
			if !x.Weekend() {
				n++
			}
		}
		if n <= edge {
			return max(n, 1)
		}
		n = 0
		for x := m.Last(); x >= date && n <= edge; x-- {
			if !x.Weekend() {
				n++
			}
		}
		if n <= edge {
			return -max(n, 1)
		}
		return 0
	}
	level := w.levels(g, g.days, 14, false)
	sum, n := map[int]float64{}, map[int]float64{}
	for d := max(0, g.days-400); d < g.days; d++ {
		if t, ok := dayTotal(g.day(d), w.slots[g.dow[d]]); ok && t > 0 && level[d] > 0 {
			k := key(d)
			sum[k] += math.Log(t / (level[d] * w.index[g.dow[d]]))
			n[k]++
		}
	}
	out := make([]float64, to-from)
	for i := range out {
		k := key(from + i)
		out[i] = math.Exp(sum[k] / (n[k] + shrink))
	}
	return out
}
