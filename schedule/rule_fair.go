package schedule

import "paiban/internal/lang"

// Fair shares a burden out. Of each person's count (Carry from earlier weeks
// plus the horizon's) only what exceeds Base costs, and convexly: the k-th
// above Base costs k × Cost, so the horizon is charged
// Cost × (T(carry+n−Base) − T(carry−Base)), T(x) = x(x+1)/2 for x > 0, else 0.
// Base is the share that everybody can be expected to bear.
type Fair struct {
	What   Tally
	People People
	Base   int
	Carry  []int // by index into Problem.People; nil is all 0
	Cost   int64
}

// Tally is a burden that is counted day by day.
type Tally int

const (
	LateShifts  Tally = iota // 晚班 shifts of kind Late or Night
	NightShifts              // 夜班 shifts of kind Night
	WeekendDays              // 周末班 any shift on a Saturday or Sunday
	HolidayDays              // 节假日班 any shift on a statutory holiday
	DutyTurns                // 值班 shifts of kind Duty
)

// Tallies lists every tally in order; its index is the Tally.
var Tallies = []struct {
	Key  string
	Name lang.Text
}{
	{"late", lang.T("晚班", "late shifts")},
	{"night", lang.T("夜班", "night shifts")},
	{"weekend", lang.T("周末班", "weekend days")},
	{"holiday", lang.T("节假日班", "holiday shifts")},
	{"duty", lang.T("值班", "duty turns")},
}

func (t Tally) String() string { return Tallies[t].Key }

// Counts reports whether working shift s on day counts towards t.
func (t Tally) Counts(p *Problem, s, day int) bool {
	if s == Off {
		return false
	}
	switch k := p.Shifts[s].Kind; t {
	case LateShifts:
		return k == Late || k == Night
	case NightShifts:
		return k == Night
	case WeekendDays:
		return p.Weekend(day)
	case HolidayDays:
		return p.Holiday != nil && day >= 0 && day < len(p.Holiday) && p.Holiday[day]
	case DutyTurns:
		return k == Duty
	}
	return false
}
