package settlement

import "paiban/attendance"

// Questions counts the days that people are asked about, by what about.
func (s *Settled) Questions() map[attendance.QuestionKind]int {
	about := map[attendance.QuestionKind]int{}
	for i := range s.Sheet.People {
		days := s.Sheet.People[i].Days
		for d := range days {
			if q := days[d].About; q != "" {
				about[q]++
			}
		}
	}
	return about
}

// DaysAway returns the days of leave of a person's month. Outings and trips are work.
func DaysAway(m *attendance.Month) (days float64) {
	for _, k := range attendance.LeaveKinds {
		if !k.Present() {
			days += m.LeaveDays[k]
		}
	}
	return days
}

// MinutesAway returns the planned minutes of a day that are leave. Outings and trips
// are work.
func MinutesAway(d *attendance.Day) (minutes int) {
	for k, m := range d.Leave {
		if !k.Present() {
			minutes += m
		}
	}
	return minutes
}
