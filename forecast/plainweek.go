package forecast

import "math"

// plainWeeks is, for each day of a grid, the week as it was known on that day's eve:
// for each weekday the mean of its past days, newer ones counting most, and how the
// last four weeks compare with it. What is said of a day uses nothing from it on.
type plainWeeks struct {
	g      *grid
	dow    []int       // of the days of g and those after
	week   [][]float64 // by day: what its weekday came to, it included, by slot; nil unknown
	total  []float64   // by day: of week
	volume []float64   // by day: contacts, gaps filled by week; NaN unknown
	last   [][7]int    // by day: for each weekday the last day before it that is known; −1 none
	level  []float64   // by day: recent volume over that of the week
	quick  []float64   // by day: the same of the last days
}

// Weeks of the past halve in weight after so many.
const plainHalfLife = 6.0

func newPlainWeeks(g *grid, dow []int) *plainWeeks {
	n := len(dow)
	p := &plainWeeks{g: g, dow: dow, week: make([][]float64, n), total: make([]float64, n), volume: make([]float64, n), last: make([][7]int, n+1)}
	decay := math.Pow(0.5, 1/plainHalfLife)
	var num, den [7][]float64
	for k := range num {
		num[k], den[k] = make([]float64, g.slots), make([]float64, g.slots)
	}
	last := [7]int{-1, -1, -1, -1, -1, -1, -1}
	for d := range n {
		p.last[d], p.volume[d] = last, math.NaN()
		if d >= g.days || !someKnown(g.day(d)) {
			continue
		}
		k, week := dow[d], make([]float64, g.slots)
		seen, known := 0.0, 0.0
		for s, v := range g.day(d) {
			num[k][s], den[k][s] = num[k][s]*decay, den[k][s]*decay
			if !math.IsNaN(v) {
				num[k][s], den[k][s] = num[k][s]+v, den[k][s]+1
			}
			if den[k][s] > 0 {
				week[s] = num[k][s] / den[k][s]
			}
			p.total[d] += week[s]
			if !math.IsNaN(v) {
				seen, known = seen+v, known+week[s]
			}
		}
		p.week[d], last[k] = week, d
		if known > 0 && known > p.total[d]/4 {
			p.volume[d] = seen * p.total[d] / known
		}
	}
	p.last[n] = last
	p.level, p.quick = make([]float64, n+1), make([]float64, n+1)
	for d := range p.level {
		p.level[d], p.quick[d] = p.recent(d, d, 7), p.recent(d, d, 3)
	}
	return p
}

func someKnown(day []float64) bool {
	for _, v := range day {
		if !math.IsNaN(v) {
			return true
		}
	}
	return false
}

// recent returns the volume of the four weeks before day d over what the week known
// on the eve of day from says of them, the weight of a day halving every halfLife
// days; NaN where nothing is known of them.
func (p *plainWeeks) recent(d, from int, halfLife float64) float64 {
	decay := math.Pow(0.5, 1/halfLife)
	a, b, f := 0.0, 0.0, 1.0
	for e := d - 1; e >= max(0, d-28); e-- {
		if v := p.volume[e]; !math.IsNaN(v) {
			if t := p.day(e, from); t > 0 {
				a, b = a+f*v, b+f*t
			}
		}
		f *= decay
	}
	if b == 0 {
		return math.NaN()
	}
	return a / b
}

// day returns what the week known on the eve of day from says of day d.
func (p *plainWeeks) day(d, from int) float64 {
	if e := p.last[from][p.dow[d]]; e >= 0 {
		return p.total[e]
	}
	return 0
}

// slots returns the same by slot, at the level of the last weeks; nil where nothing
// is known of such a weekday.
func (p *plainWeeks) slots(d, from int) []float64 {
	e := p.last[from][p.dow[d]]
	if e < 0 || !(p.level[from] > 0) {
		return nil
	}
	out := make([]float64, len(p.week[e]))
	for s, v := range p.week[e] {
		out[s] = v * p.level[from]
	}
	return out
}

// against returns how day d came out against the week and level known on the eve of
// day from; NaN unknown.
func (p *plainWeeks) against(d, from int) float64 {
	if d < 0 || d >= p.g.days {
		return math.NaN()
	}
	b := p.day(d, from) * p.level[from]
	if !(b > 0) {
		return math.NaN()
	}
	return p.volume[d] / b
}

// course returns by what factor the level moved a year ago from the day that
// matches from to the one that matches d; NaN unknown.
func (p *plainWeeks) course(d, from int) float64 {
	const year, around = 364, 10
	mean := func(c int) float64 {
		sum, n := 0.0, 0.0
		for e := max(0, c-around); e <= min(c+around, from-1, p.g.days-1); e++ {
			if t := p.day(e, from-year); t > 0 && !math.IsNaN(p.volume[e]) {
				sum, n = sum+p.volume[e]/t, n+1
			}
		}
		return sum / n
	}
	if from-year < 28 {
		return math.NaN()
	}
	return mean(d-year) / mean(from-year)
}
