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
	o.bounded = true
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
	o.far, o.memory = true, originMemory*float64(o.week)
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
