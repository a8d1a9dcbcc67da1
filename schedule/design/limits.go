package design

import (
	"paiban/internal/labourlaw"
	"paiban/schedule"
)

// Limits bound the candidates. All are minutes.
type Limits struct {
	Grid       int // starts lie on its multiples, or at From; lengths and breaks are some
	MinPaid    int // of a day's work
	MaxPaid    int
	MinSegment int // shortest stretch of a split shift
	MaxSegment int // longest stretch without a break, split or not
	MinBreak   int // between the segments of a split shift
	MaxBreak   int // 0 is no split shifts
	From, To   int // no work before and after, of the work date; To may exceed 1440
}

// Days longer than normalDay are for special turns, such as a duty, and are not
// proposed for everybody. Nobody works longer than it without a break where the
// rules set no limit.
const normalDay = labourlaw.Day

// Filled returns l with zero values replaced by what today's shifts, the rules
// and the demand say. worked is the minutes of work of each of today's shifts;
// stretch is the most minutes without a break that the rules allow, 0 where they
// set none.
func (l Limits) Filled(d Demand, worked []int, stretch int) Limits {
	shortest, longest := schedule.DayMinutes, 0
	for _, m := range worked {
		shortest, longest = min(shortest, m), max(longest, m)
	}
	if l.MaxPaid == 0 {
		l.MaxPaid = max(min(longest, max(shortest, normalDay)), l.MinPaid)
	}
	if l.MinPaid == 0 {
		l.MinPaid = min(shortest, l.MaxPaid)
	}
	if l.MaxSegment == 0 {
		l.MaxSegment = normalDay
		if stretch > 0 {
			l.MaxSegment = stretch
		}
	}
	if l.From == 0 && l.To == 0 {
		l.From, l.To = d.span()
		if l.From == 0 && l.To == schedule.DayMinutes {
			l.To += l.MaxPaid // a demand around the clock needs nights
		}
	}
	return l
}

// span returns the first minute of the day in which somebody is wanted on some
// row, and the minute after the last.
func (d Demand) span() (from, to int) {
	from = schedule.DayMinutes
	for _, row := range d.Rows {
		for i, n := range row {
			if n > 0 {
				from, to = min(from, i*d.Interval), max(to, (i+1)*d.Interval)
			}
		}
	}
	return from, to
}

// Possible reports whether a day's work within l, which is Filled, is between 1
// and 16 hours and its shortest is not above its longest.
func (l Limits) Possible() bool {
	return l.MinPaid >= 60 && l.MaxPaid <= 16*60 && l.MinPaid <= l.MaxPaid
}
