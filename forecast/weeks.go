package forecast

import (
	"math"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Rosters are planned days to weeks ahead. There the members see the grid of a
// queue, closed hours and weekdays left out, so that open slots follow each
// other, and profiles see the grid itself.

// openGrid is the part of a queue's days that is open: a sample of whole days
// of open slots, and where it lies in the grid.
type openGrid struct {
	sample
	g     *grid // history, masked
	dow   []int // weekday pattern of g's days and of those after
	prior shape
	slot  []int // slot of the day for each slot of a sample day
	at    []int // day of the grid for each day of the sample; beyond g, days to come
}

// openPart returns the open part of g, up to day to, as open says by weekday;
// nil where less than a day is open. What is unknown is filled in from fill, a
// normal volume for each slot of g.
func openPart(g *grid, prior shape, dow []int, open [7][]bool, fill []float64) *openGrid {
	o := &openGrid{g: g, dow: dow, prior: prior}
	for s := range g.slots {
		for w := range open {
			if open[w][s] {
				o.slot = append(o.slot, s)
				break
			}
		}
	}
	var days [7]bool
	week := 0
	for w := range open {
		for _, v := range open[w] {
			days[w] = days[w] || v
		}
		if days[w] {
			week++
		}
	}
	if week == 0 {
		return nil
	}
	o.day, o.week = len(o.slot), week*len(o.slot)
	for d := range dow {
		if days[mondayFirst(g.start+workcal.Date(d))] {
			o.at = append(o.at, d)
		}
	}
	for _, d := range o.at {
		if d >= g.days {
			break
		}
		for _, s := range o.slot {
			t := d*g.slots + s
			v, seen := g.y[t], true
			if math.IsNaN(v) {
				v, seen = fill[t], false
			}
			o.y, o.seen = append(o.y, v), append(o.seen, seen)
		}
	}
	return o
}

// slots returns how many slots of the sample lie before day d of the grid.
func (o *openGrid) before(d int) int {
	n := 0
	for n < len(o.at) && o.at[n] < d {
		n++
	}
	return n * o.day
}

// gridMember is a member that needs the grid.
type gridMember interface {
	name() lang.Text
	days(o *openGrid, origin, to int) []float64 // days [origin, to) of the grid from those before
}

// onGrid makes a member of a gridMember.
type onGrid struct {
	gridMember
	o *openGrid
}

func (m onGrid) ahead(_ *sample, origins []int, h int) [][]float64 {
	o := m.o
	out := make([][]float64, len(origins))
	for k, n := range origins {
		first := n / o.day
		days := (h + o.day - 1) / o.day
		if first+days > len(o.at) {
			continue
		}
		from, to := o.at[first], o.at[first+days-1]+1
		p := m.days(o, from, to)
		if p == nil {
			continue
		}
		for i := range h {
			d := o.at[first+i/o.day]
			out[k] = append(out[k], p[(d-from)*o.g.slots+o.slot[i%o.day]])
		}
	}
	return out
}

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
