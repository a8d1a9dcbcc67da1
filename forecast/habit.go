package forecast

import (
	"math"
	"sort"
)

const (
	// A weekly change that has repeated this often is the new normal.
	habitTimes = 3
	// No more weeks than these are looked at, at most so many on either side.
	habitReach, habitSide = 39, 13
	// A weekday has changed by at least dayHabit, either way, and an hour of it, beside
	// what the whole day did, by at least hourHabit; both by so many standard deviations
	// that among all hours of the week none does by chance.
	dayHabit, hourHabit = 1.25, 1.5
	dayHabitSDs         = 5
	hourHabitSDs        = 4.5
	// An hour that has more than this times what it had before was as good as closed.
	openedFactor = 20
	// A habit is one whose every time, of more than four all but a fifth, is on its side.
	habitAgree = 0.8
	// At most as many changes of one weekday are looked for.
	maxHabits = 2
)

// habit is a change of one weekday: from a day on, slot s has factors[s] times what it
// had, the level of the week aside. A factor of +Inf had nothing before.
type habit struct {
	weekday int
	from    int // day of its first time
	day     float64
	factors []float64 // by slot
}

// occurrences are the days of one weekday: their volume and the level of their week.
type occurrences struct {
	days  []int
	level []float64
	y     [][]float64 // by day and slot, NaN where unknown
}

// habits finds changes of weekdays in g, the normal week being w; g is by the hour.
func habits(g *grid, w shape) (found []habit) {
	byDay := weekdaysOf(g, w)
	sd := byDay.daySD()
	over := byDay.overdispersion()
	for k := range byDay {
		o := &byDay[k]
		for range maxHabits {
			h, ok := o.change(sd, over)
			if !ok {
				break
			}
			h.weekday = k
			found = append(found, h)
			o.undo(h)
		}
	}
	return found
}

// week of occurrences, Monday first.
type weekOf [7]occurrences

func weekdaysOf(g *grid, w shape) (out weekOf) {
	r := make([]float64, g.days)
	for d := range r {
		r[d] = math.NaN()
		if t, ok := dayTotal(g.day(d), w.slots[g.dow[d]]); ok {
			r[d] = math.Log((t + 0.5) / (w.index[g.dow[d]] + 1e-6))
		}
	}
	for d := range r {
		// The level of a day is that of the other weekdays around it.
		var near []float64
		for e := max(0, d-6); e <= min(len(r)-1, d+6); e++ {
			if g.dow[e] != g.dow[d] && !math.IsNaN(r[e]) {
				near = append(near, r[e])
			}
		}
		if math.IsNaN(r[d]) || len(near) < 3 {
			continue
		}
		o := &out[g.dow[d]]
		o.days = append(o.days, d)
		o.level = append(o.level, math.Exp(median(near)))
		o.y = append(o.y, append([]float64(nil), g.day(d)...))
	}
	return out
}

// ratio is the logarithm of the volume of occurrence i over its level.
func (o *occurrences) ratio(i int) float64 {
	sum := 0.0
	for _, v := range o.y[i] {
		if !math.IsNaN(v) {
			sum += v
		}
	}
	return math.Log((sum + 0.5) / (o.level[i] + 0.5))
}

// daySD is the robust standard deviation of a weekday's ratio from one time to the next.
func (w *weekOf) daySD() float64 {
	var diffs []float64
	for k := range w {
		for i := 1; i < len(w[k].days); i++ {
			diffs = append(diffs, math.Abs(w[k].ratio(i)-w[k].ratio(i-1)))
		}
	}
	return 1.4826 * median(diffs) / math.Sqrt2
}

// overdispersion is the variance of hourly counts over their mean, at least that of
// Poisson counts, 1; outliers are cut off.
func (w *weekOf) overdispersion() float64 {
	sum, n := 0.0, 0.0
	for k := range w {
		o := &w[k]
		for i := 1; i < len(o.days); i++ {
			for s, v := range o.y[i] {
				if e := o.y[i-1][s] * o.level[i] / o.level[i-1]; v+e > 0 {
					sum += min((v-e)*(v-e)/(v+e), 9)
					n++
				}
			}
		}
	}
	if n == 0 {
		return 1
	}
	return max(1, sum/n)
}

// change finds the clearest change of the weekday.
func (o *occurrences) change(sd, over float64) (best habit, ok bool) {
	gain := 0.0
	for n := habitTimes; n <= min(habitReach, len(o.days)-habitTimes-1); n++ {
		if h, g, found := o.changeAt(len(o.days)-n, sd, over); found && g > gain {
			best, gain, ok = h, g, true
		}
	}
	return best, ok
}

// changeAt looks whether the weekday changed at occurrence at. gain is by how much a rate
// before and one since fit better than the one before alone, in contacts.
func (o *occurrences) changeAt(at int, sd, over float64) (h habit, gain float64, ok bool) {
	lo, hi := max(0, at-habitSide), min(len(o.days), at+habitSide)
	slots := len(o.y[at])
	before, after, seen := make([]float64, slots), make([]float64, slots), make([]float64, slots)
	logs, weights := make([]float64, slots), make([]float64, slots)
	exposure := make([]float64, slots)
	for s := range slots {
		b, nb := o.rate(lo, at, s)
		a, na := o.rate(at, hi, s)
		logs[s] = math.NaN()
		if na < habitTimes || nb < habitTimes {
			continue
		}
		for i := at; i < hi; i++ {
			if !math.IsNaN(o.y[i][s]) {
				exposure[s] += o.level[i]
			}
		}
		before[s], after[s], seen[s] = b*exposure[s], a*exposure[s], 1+na/nb
		gain += o.fits(lo, at, hi, s, b, a)
		logs[s] = math.Log((after[s] + 0.5) / (before[s] + 0.5))
		weights[s] = min(before[s], after[s]) + 0.01
	}
	h = habit{from: o.days[at], day: 1, factors: make([]float64, slots)}
	n := float64(hi - at)
	day := weightedMedian(logs, weights)
	if math.Abs(day) >= math.Log(dayHabit) && math.Abs(day) >= dayHabitSDs*sd*math.Sqrt(1/n+1/float64(at-lo)) && o.daysAgree(lo, at, hi, day) {
		h.day, ok = math.Exp(day), true
	}
	for s := range slots {
		h.factors[s] = h.day
		e := before[s] * h.day
		l := math.Log((after[s] + 0.5) / (e + 0.5))
		if math.IsNaN(logs[s]) || math.Abs(l) < math.Log(hourHabit) ||
			2*math.Abs(math.Sqrt(after[s])-math.Sqrt(e)) < hourHabitSDs*math.Sqrt(seen[s]*over) ||
			!o.hoursAgree(at, hi, s, before[s]/exposure[s]*h.day, after[s]/exposure[s]) {
			continue
		}
		h.factors[s], ok = h.day*math.Exp(l), true
		if after[s] > openedFactor*max(before[s], 0.05) {
			h.factors[s] = math.Inf(1)
		}
	}
	return h, gain, ok
}

// rate is the volume of slot s over the level, of the occurrences [from, to), the
// highest and the lowest of five or more left out; n is how many know it.
func (o *occurrences) rate(from, to, s int) (rate, n float64) {
	var v []float64
	for i := from; i < to; i++ {
		if !math.IsNaN(o.y[i][s]) {
			v = append(v, o.y[i][s]/o.level[i])
		}
	}
	if len(v) == 0 {
		return 0, 0
	}
	n = float64(len(v))
	sort.Float64s(v)
	if len(v) >= 5 {
		v = v[1 : len(v)-1]
	} else if len(v) == 3 {
		v = v[1:2]
	}
	return sumOf(v) / float64(len(v)), n
}

// fits returns by how many contacts less the occurrences [at, hi) lie off the rate a than
// off the rate b, less what of those before lies nearer to a.
func (o *occurrences) fits(lo, at, hi, s int, b, a float64) (gain float64) {
	for i := lo; i < hi; i++ {
		if v := o.y[i][s]; !math.IsNaN(v) {
			by := math.Abs(v-b*o.level[i]) - math.Abs(v-a*o.level[i])
			if i < at {
				by = -max(0, by)
			}
			gain += by
		}
	}
	return gain
}

// daysAgree reports whether the days from at on lie on the side of the change by of
// what the days before it were.
func (o *occurrences) daysAgree(lo, at, hi int, by float64) bool {
	var before []float64
	for i := lo; i < at; i++ {
		before = append(before, o.ratio(i))
	}
	middle, agree := median(before)+by/2, 0
	for i := at; i < hi; i++ {
		if (o.ratio(i) > middle) == (by > 0) {
			agree++
		}
	}
	return enough(agree, hi-at)
}

// hoursAgree is the same of slot s, whose rate was b and is a.
func (o *occurrences) hoursAgree(at, hi, s int, b, a float64) bool {
	agree, n := 0, 0
	for i := at; i < hi; i++ {
		if v := o.y[i][s] / o.level[i]; !math.IsNaN(v) {
			n++
			if (v > (a+b)/2) == (a > b) {
				agree++
			}
		}
	}
	return enough(agree, n)
}

func enough(agree, of int) bool {
	if of <= 4 {
		return agree == of
	}
	return float64(agree) >= habitAgree*float64(of)
}

// undo brings the days before h to what they would have been.
func (o *occurrences) undo(h habit) {
	for i, d := range o.days {
		if d >= h.from {
			break
		}
		for s, f := range h.factors {
			if math.IsInf(f, 1) {
				o.y[i][s] = math.NaN()
			} else {
				o.y[i][s] *= f
			}
		}
	}
}

// weightedMedian returns the v below which half of the weight lies; NaNs weigh nothing.
func weightedMedian(v, weight []float64) float64 {
	var order []int
	total := 0.0
	for i := range v {
		if !math.IsNaN(v[i]) {
			order = append(order, i)
			total += weight[i]
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return v[order[a]] < v[order[b]] })
	sum := 0.0
	for _, i := range order {
		if sum += weight[i]; sum >= total/2 {
			return v[i]
		}
	}
	return 0
}
