package samples

import (
	"cmp"
	"slices"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// workday is one rostered day of a member, leave already taken off.
type workday struct {
	who   int // index into shop.team
	date  workcal.Date
	spans []schedule.Span
}

// clocking is one punch, and the boundary of the shift that it answers.
type clocking struct {
	who     int
	date    workcal.Date // work date
	due     int          // minute of date; the boundary
	in      bool
	at      moment
	outside bool // clocked with a phone elsewhere
}

// fault is something that goes wrong, or differs, on one day.
type fault int

const (
	usual      fault = iota
	lateLittle       // a few minutes late
	lateMore         // a quarter of an hour late
	lateMuch         // three quarters of an hour late
	leftEarly        // before the end
	noIn             // forgot to clock in
	noOut            // forgot to clock out
	absent           // did not come, without leave
	stayed           // worked on for an hour and more
	twice            // pressed twice within a minute
	elsewhere        // clocked in away from the office
)

// mishaps are sure to happen once each in the month, to different people on
// different days; chance adds more of the lighter ones.
var mishaps = []fault{lateLittle, lateMuch, noOut, twice, leftEarly, noIn, stayed, lateMore, absent, elsewhere, noOut, twice}

// forgotten is a punch that was missed.
type forgotten struct {
	who  int
	date workcal.Date
	due  int
}

// clock draws the punches of the days, in order of time, and the missing ones
// that somebody may put right. The mishaps fall on members. Late shifts clock out after midnight now and then.
func clock(d dice, days []workday, members []int) (punches []clocking, corrections []forgotten) {
	faults := make([]fault, len(days))
	for k, f := range mishaps {
		faults[nthDay(days, members[(3*k+1)%len(members)], 3+5*k%17)] = f
	}
	// One person's lateness is a habit.
	for _, n := range []int{5, 10, 15, 20} {
		faults[nthDay(days, members[4%len(members)], n)] = lateMore
	}
	for i, w := range days {
		f := faults[i]
		if f == usual {
			switch x := d.Float64(); {
			case x < .020:
				f = lateLittle
			case x < .026:
				f = lateMore
			case x < .030:
				f = leftEarly
			case x < .040:
				f = stayed
			case x < .055:
				f = twice
			}
		}
		if f == absent {
			continue
		}
		for j, s := range w.spans {
			first, last := j == 0, j == len(w.spans)-1
			in := 60*s.Start - d.between(60, 780)
			out := 60*s.End + d.between(30, 900)
			switch {
			case first && f == lateLittle:
				in = 60*s.Start + d.between(80, 250)
			case first && f == lateMore:
				in = 60*s.Start + d.between(700, 1300)
			case first && f == lateMuch:
				in = 60*s.Start + d.between(2500, 2900)
			case last && f == leftEarly:
				out = 60*s.End - d.between(900, 1700)
			case last && f == stayed:
				out = 60*s.End + d.between(4000, 6800)
			case last && s.End >= 23*60 && d.chance(.3):
				out = 60*s.End + d.between(600, 4200) // the last customer would not stop
			}
			if first && f == noIn || last && f == noOut {
				corrections = append(corrections, forgotten{w.who, w.date, map[bool]int{true: s.Start, false: s.End}[f == noIn]})
			}
			if !first || f != noIn {
				punches = append(punches, clocking{w.who, w.date, s.Start, true, moment{w.date, in}.norm(), f == elsewhere})
				if first && f == twice {
					punches = append(punches, clocking{w.who, w.date, s.Start, true, moment{w.date, in + d.between(3, 50)}.norm(), false})
				}
			}
			if !last || f != noOut {
				punches = append(punches, clocking{w.who, w.date, s.End, false, moment{w.date, out}.norm(), false})
			}
		}
	}
	slices.SortStableFunc(punches, func(a, b clocking) int {
		return cmp.Or(cmp.Compare(a.at.Date, b.at.Date), cmp.Compare(a.at.Second, b.at.Second), cmp.Compare(a.who, b.who))
	})
	return punches, corrections
}

// nthDay is the index of the n-th worked day of a member, or the last of all
// where there are fewer.
func nthDay(days []workday, who, n int) int {
	last := len(days) - 1
	for i, w := range days {
		if w.who == who {
			if n--; n < 0 {
				return i
			}
			last = i
		}
	}
	return last
}
