package forecast

import (
	"math"

	"paiban/internal/workcal"
)

// grid is a stretch of whole days of one queue: y[d·slots+s] is the volume of
// slot s on day start+d, NaN where unknown or closed.
type grid struct {
	start workcal.Date
	step  int // minutes
	slots int // per day
	days  int
	y     []float64
	dow   []int // weekday whose pattern each day follows, Monday 0
}

// newGrid lays s on whole days before end. Negative and infinite counts are
// unknown.
func newGrid(s Series, end workcal.Date) *grid {
	slots := 1440 / s.Step
	days := (len(s.Values) + slots - 1) / slots
	days = max(0, min(days, int(end-s.Start)))
	g := &grid{start: s.Start, step: s.Step, slots: slots, days: days, y: make([]float64, days*slots)}
	for i := range g.y {
		g.y[i] = math.NaN()
		if i < len(s.Values) && s.Values[i] >= 0 && !math.IsInf(s.Values[i], 1) {
			g.y[i] = s.Values[i]
		}
	}
	return g
}

// date returns the date of day d.
func (g *grid) date(d int) workcal.Date { return g.start + workcal.Date(d) }

// day returns the slots of day d, a view.
func (g *grid) day(d int) []float64 { return g.y[d*g.slots : (d+1)*g.slots] }

// clone copies g's values, so that they can be masked; the weekdays are shared.
func (g *grid) clone() *grid {
	c := *g
	c.y = append([]float64(nil), g.y...)
	return &c
}

// head returns the first days of g, a view.
func (g *grid) head(days int) *grid {
	c := *g
	n := days * g.slots
	c.days, c.y, c.dow = days, g.y[:n:n], g.dow[:days:days]
	return &c
}

// openHours reports for each weekday and slot whether the queue is open then,
// as far as history shows: where a weekday has come round three times, a slot
// seen on fewer than a tenth of them is closed. A weekday that has not is as
// open as the others. Days after the last one known say nothing.
func (g *grid) openHours() (open [7][]bool) {
	var times [7]int
	var seen [7][]int
	known := make([]bool, g.slots)
	for w := range open {
		open[w], seen[w] = make([]bool, g.slots), make([]int, g.slots)
	}
	for d := range g.lastKnown() + 1 {
		w := mondayFirst(g.date(d))
		times[w]++
		for s, v := range g.day(d) {
			if !math.IsNaN(v) {
				seen[w][s]++
				known[s] = true
			}
		}
	}
	for w := range open {
		for s := range known {
			if times[w] < 3 {
				open[w][s] = known[s] || g.days == 0
			} else {
				open[w][s] = seen[w][s] > 0 && seen[w][s]*10 >= times[w]
			}
		}
	}
	return open
}

func mondayFirst(d workcal.Date) int { return (int(d.Weekday()) + 6) % 7 }

// extend returns g on days days, the added ones unknown.
func (g *grid) extend(days int) *grid {
	c := *g
	c.days = days
	c.y = make([]float64, days*g.slots)
	for i := copy(c.y, g.y); i < len(c.y); i++ {
		c.y[i] = math.NaN()
	}
	return &c
}

// knownDays counts the days of which anything is known.
func (g *grid) knownDays() (n int) {
	for d := range g.days {
		for _, v := range g.day(d) {
			if !math.IsNaN(v) {
				n++
				break
			}
		}
	}
	return n
}
