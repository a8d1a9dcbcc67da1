package forecast

import (
	"math"
	"sort"
)

const (
	// A change of level is one by at least this factor, either way, and by at least
	// this many times what the level of a week differs from that of the week before.
	shiftFactor, shiftSDs = 1.15, 3.5
	// A level that stands for two weeks is the new one. A change that is younger is
	// followed in part only, and asked about where it is at least that large.
	settledDays = 14
	askedFactor = 1.3
	youngDays   = 4 // younger ones are left to unusual
	// The days on either side must keep within this share of the change to the level
	// of their side: what moves step by step is a drift, which members follow.
	shiftDrift = 0.3
	// Older changes are left as they are: the course of last year is one of the members.
	shiftReach = 26 * 7
	maxShifts  = 6
)

// shift is a change of level: from a day on, volume is factor times what it was.
type shift struct {
	day    int
	factor float64
	stands int // days it has stood, to the end of history or to the next shift
}

// settled reports whether the level of s has stood long enough to be the new one.
func (s shift) settled() bool { return s.stands >= settledDays }

// follows returns which share of the change, as a power of its factor, the level of
// tomorrow follows: all of one that has stood for two weeks, about a third, as a mean
// of four weeks would, after one.
func (s shift) follows() float64 {
	return clamp(float64(s.stands-youngDays+1)/float64(settledDays-youngDays+1), 0, 1)
}

// shifts finds changes of level in g, the normal week being w, by day: the strongest
// first by how much two medians fit the days around it better than one does (least
// absolute deviations), then the next with that one taken out.
func shifts(g *grid, w shape) (found []shift) {
	at, r, week := dayLevels(g, w)
	if len(r) < 4*week || week < 3 {
		return nil
	}
	for range maxShifts {
		i, by := strongestShift(at, r, week, weekNoise(r, week))
		if by == 0 {
			break
		}
		for k := range i {
			r[k] += by
		}
		found = append(found, shift{day: at[i], factor: math.Exp(by)})
	}
	sort.Slice(found, func(a, b int) bool { return found[a].day < found[b].day })
	for i := range found {
		end := at[len(at)-1] + 1
		if i+1 < len(found) {
			end = found[i+1].day
		}
		found[i].stands = end - found[i].day
	}
	return found
}

// dayLevels returns the days of g of which enough is known, the logarithm of the volume of
// each over what its weekday has in the week w, and how many weekdays there are.
func dayLevels(g *grid, w shape) (at []int, r []float64, week int) {
	var days [7]bool
	for d := range g.days {
		if t, ok := dayTotal(g.day(d), w.slots[g.dow[d]]); ok {
			at, r = append(at, d), append(r, math.Log((t+0.5)/(w.index[g.dow[d]]+1e-6)))
			days[g.dow[d]] = true
		}
	}
	for _, open := range days {
		if open {
			week++
		}
	}
	return at, r, week
}

// weekNoise is the robust standard deviation of the difference between the medians of
// one week and the week before.
func weekNoise(r []float64, week int) float64 {
	var diffs []float64
	for i := 2 * week; i <= len(r); i++ {
		diffs = append(diffs, math.Abs(median(r[i-week:i])-median(r[i-2*week:i-week])))
	}
	return 1.4826 * median(diffs)
}

// strongestShift returns the index of the day from which r is higher by by; by is 0
// where there is no shift.
func strongestShift(at []int, r []float64, week int, noise float64) (day int, by float64) {
	best := 0.0
	for i := 2 * week; i <= len(r)-youngDays; i++ {
		if at[len(at)-1]-at[i] > shiftReach {
			continue
		}
		before, after := r[max(0, i-4*week):i], r[i:min(len(r), i+4*week)]
		a, b := median(before), median(after)
		size := math.Abs(b - a)
		if size < max(math.Log(shiftFactor), shiftSDs*noise) ||
			math.Abs(median(r[i-week:i])-a) > shiftDrift*size ||
			math.Abs(median(after[:min(week, len(after))])-b) > shiftDrift*size {
			continue
		}
		both := median(r[max(0, i-4*week):min(len(r), i+4*week)])
		gain := deviation(before, both) + deviation(after, both) - deviation(before, a) - deviation(after, b)
		if gain > best {
			day, by, best = i, b-a, gain
		}
	}
	return day, by
}

func deviation(v []float64, from float64) (sum float64) {
	for _, x := range v {
		sum += math.Abs(x - from)
	}
	return sum
}

// median returns the middle of v, of an even number the mean of the two; NaN of none.
func median(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	s := append([]float64(nil), v...)
	sort.Float64s(s)
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}
