package forecast

import "math"

const (
	// A weekday or an hour that has had nothing on each of its last closedTimes days,
	// for closedDays at least, though closedContacts were to be expected, is closed now.
	closedTimes, closedDays, closedContacts = 2, 14, 12
	// One weekday's hour alone needs one time more.
	closedAlone = 3
	// What opened within as many days is open now where it was seen as often, or had as
	// many contacts on its one day.
	openedDays, openedTimes, openedContacts = 14, 3, 10
	// A closed weekday that had less than this share of a usual day was not opened.
	openedShare = 0.1
)

// turn is an hour or a weekday that opened or closed lately.
type turn struct {
	weekday, slot int
	since         int // day
	opened        bool
}

// openSlots reports for each weekday and slot whether the queue is open now: by how it
// was over all of history, and by how it has been of late. evidence says of which days
// that may be read: not of holidays, makeup days and the like. Zeros of what has closed
// become unknown in g.
func (g *grid) openSlots(evidence []bool) (open [7][]bool, turns []turn) {
	open = g.openHours()
	turns = append(g.opened(open, evidence), g.closed(open, evidence)...)
	for _, t := range turns {
		open[t.weekday][t.slot] = t.opened
		for d := t.since; d < g.days && !t.opened; d++ {
			if mondayFirst(g.date(d)) == t.weekday && g.day(d)[t.slot] == 0 {
				g.day(d)[t.slot] = math.NaN()
			}
		}
	}
	return open, turns
}

// opened finds what is not open over all of history and has been lately.
func (g *grid) opened(open [7][]bool, evidence []bool) (turns []turn) {
	last := g.lastKnown()
	first := max(0, last+1-openedDays)
	if last < 3*openedDays-1 {
		return nil // too short a history to tell new hours from rare ones
	}
	usual := g.usualDay()
	var closedDay [7]bool
	for k := range open {
		closedDay[k] = true
		for _, o := range open[k] {
			closedDay[k] = closedDay[k] && !o
		}
	}
	var wasClosed [7]int // day since which a closed weekday is open
	for k := range wasClosed {
		wasClosed[k] = -1
	}
	for d := last; d >= first; d-- {
		if k := mondayFirst(g.date(d)); closedDay[k] && evidence[d] {
			sum, known := g.known(d)
			if known == 0 || sum < openedShare*usual {
				closedDay[k] = false // closed on that day, and before it
				continue
			}
			wasClosed[k] = d
		}
	}
	for k, since := range wasClosed {
		if since < 0 {
			continue
		}
		for s := range g.slots {
			for d := since; d <= last; d += 7 {
				if !math.IsNaN(g.day(d)[s]) {
					turns = append(turns, turn{k, s, g.since(d, s), true})
					break
				}
			}
		}
	}
	for s := range g.slots {
		turns = append(turns, g.openedSlot(open, evidence, s, first, last)...)
	}
	return turns
}

// openedSlot finds the weekdays on which slot s has been open since a day in [first,
// last], and was not before: those on which it was seen, and of those that have not come
// since, all if most others had it.
func (g *grid) openedSlot(open [7][]bool, evidence []bool, s, first, last int) (turns []turn) {
	since := -1
	var came, has [7]bool
	times, contacts, misses := 0, 0.0, 0
	for d := first; d <= last; d++ {
		k := mondayFirst(g.date(d))
		if open[k][s] || !evidence[d] {
			continue
		}
		v := g.day(d)[s]
		_, known := g.known(d)
		switch {
		case !math.IsNaN(v):
			if since < 0 {
				since = d
			}
			came[k], has[k] = true, true
			times++
			contacts += v
		case since >= 0 && known > 0:
			if has[k] {
				misses++
			}
			came[k], has[k] = true, false
		}
	}
	if times < openedTimes && contacts < openedContacts || contacts == 0 || 4*misses > times {
		return nil
	}
	n, of := 0, 0
	for k := range came {
		if came[k] {
			of++
		}
		if has[k] {
			n++
		}
	}
	for k := range open {
		like := false // open at all
		for _, o := range open[k] {
			like = like || o
		}
		if !open[k][s] && like && (has[k] || !came[k] && 2*n > of) {
			first := since
			for d := since; d <= last && has[k]; d++ {
				if mondayFirst(g.date(d)) == k {
					first = min(first, g.since(d, s))
				}
			}
			turns = append(turns, turn{k, s, first, true})
		}
	}
	return turns
}

// since returns the first of the weeks in a row up to day d in which slot s is known.
func (g *grid) since(d, s int) int {
	for d >= 7 && !math.IsNaN(g.day(d - 7)[s]) {
		d -= 7
	}
	return d
}

// closed finds what is open over all of history and has had nothing lately.
func (g *grid) closed(open [7][]bool, evidence []bool) (turns []turn) {
	last := g.lastKnown()
	// Days on which anything came; a queue without any contact has a fault, no new hours.
	var days [7][]int
	for d := range last + 1 {
		if evidence[d] {
			days[mondayFirst(g.date(d))] = append(days[mondayFirst(g.date(d))], d)
		}
	}
	quietDay := func(d int) bool { sum, _ := g.known(d); return sum == 0 }
	var shut [7]bool
	for k := range days {
		since, times, lost := g.nothing(days[k], func(d int) float64 { sum, _ := g.known(d); return sum })
		if times < closedTimes || lost < closedContacts || last+1-since < closedDays-6 {
			continue
		}
		others := 0 // days around that had contacts
		for d := max(0, since-3); d <= last; d++ {
			if !quietDay(d) {
				others++
			}
		}
		if others < 3*times {
			continue
		}
		shut[k] = true
		for s, o := range open[k] {
			if o {
				turns = append(turns, turn{k, s, since, false})
			}
		}
	}
	for s := range g.slots {
		var found []turn
		lost, alone := 0.0, 0
		for k := range days {
			if shut[k] || !open[k][s] {
				continue
			}
			var came []int
			for _, d := range days[k] {
				if !quietDay(d) {
					came = append(came, d)
				}
			}
			since, times, missing := g.nothing(came, func(d int) float64 {
				if v := g.day(d)[s]; v > 0 {
					return v
				}
				return 0
			})
			if times >= closedTimes {
				found = append(found, turn{k, s, since, false})
				lost += missing
				alone = max(alone, times)
			}
		}
		if lost >= closedContacts && (len(found) > 1 || alone >= closedAlone) {
			turns = append(turns, found...)
		}
	}
	return turns
}

// nothing looks at the last of days on which volume was 0: the first of them, how many
// they are, and how much volume would have come at the mean of all of them and as many
// days before, 13 at least.
func (g *grid) nothing(days []int, volume func(d int) float64) (since, times int, lost float64) {
	i := len(days)
	for i > 0 && volume(days[i-1]) == 0 {
		i--
	}
	times = len(days) - i
	if times == 0 || i == 0 {
		return 0, 0, 0
	}
	// The mean of all: of days on which little came any may be followed by nothing.
	before := days[max(0, i-max(13, times)):i]
	for _, d := range before {
		lost += volume(d) / float64(len(before)+times) * float64(times)
	}
	return days[i], times, lost
}

// known returns the volume of day d as far as it is known, and of how many slots it is.
func (g *grid) known(d int) (sum float64, slots int) {
	for _, v := range g.day(d) {
		if !math.IsNaN(v) {
			sum += v
			slots++
		}
	}
	return sum, slots
}

// usualDay is the median volume of the days of which anything is known.
func (g *grid) usualDay() float64 {
	var sums []float64
	for d := range g.days {
		if sum, known := g.known(d); known > 0 {
			sums = append(sums, sum)
		}
	}
	return median(sums)
}
