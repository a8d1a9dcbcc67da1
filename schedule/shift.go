package schedule

import (
	"fmt"

	"paiban/internal/lang"
)

// Off is the cell of a roster on a rest day.
const Off = -1

// Any stands for every queue, every shift or every person where one is named.
const Any = -1

// DayMinutes is the length of a day.
const DayMinutes = 1440

// Span is a half-open span of minutes [Start, End).
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the length of s in minutes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether all of t lies in s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlap returns how many minutes s and t share.
func (s Span) Overlap(t Span) int { return max(0, min(s.End, t.End)-max(s.Start, t.Start)) }

// Shift returns s moved by m minutes.
func (s Span) Shift(m int) Span { return Span{s.Start + m, s.End + m} }

// String prints 08:00-12:00; minutes past midnight print as 次日-free 24-hour
// figures above 24:00 (23:00-26:00) so that order is kept.
func (s Span) String() string { return Clock(s.Start) + "-" + Clock(s.End) }

// Clock prints a minute of the work date as HH:MM; 1440 and later print as
// 24:00, 25:30, …
func Clock(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }

// Kind sorts shifts for rotation and fairness.
type Kind int

const (
	Day     Kind = iota // 白班 neither early nor late
	Early               // 早班
	Mid                 // 中班
	Late                // 晚班
	Night               // 夜班 works within 00:00–06:00
	Duty                // 值班 a normal day with a duty turn on top, or a weekend duty
	Standby             // 待命 reachable, not at work: no cover, and comes in where somebody is missing
)

// Kinds lists every kind in order; its index is the Kind.
var Kinds = []struct {
	Key  string
	Name lang.Text
}{
	{"day", lang.T("白班", "day")},
	{"early", lang.T("早班", "early")},
	{"mid", lang.T("中班", "mid")},
	{"late", lang.T("晚班", "late")},
	{"night", lang.T("夜班", "night")},
	{"duty", lang.T("值班", "duty")},
	{"standby", lang.T("待命", "standby")},
}

func (k Kind) String() string { return Kinds[k].Key }

// Text returns the name of k in both languages.
func (k Kind) Text() lang.Text { return Kinds[k].Name }

// DaySet is a set of days of the horizon that a shift may be worked on; nil is
// every day.
type DaySet []bool

// Has reports whether day is in s; days outside the horizon are.
func (s DaySet) Has(day int) bool { return day < 0 || day >= len(s) || s[day] }

// Shift is one way to work a day. Where a duty turn may be added to a normal
// day, the combination is a Shift of its own, with Parts naming what it is made
// of, so that a person always works at most one Shift a day.
type Shift struct {
	ID       string    // short and stable: "E", "L", "N+D2", "E@aftersale"
	Name     lang.Text // 早班
	Short    lang.Text // what a roster cell shows: 早, E
	Kind     Kind
	Segments []Span   // ascending, not touching; minutes of the work date
	Breaks   []Break  `json:",omitempty"` // pauses within the segments whose time the roster finds
	Paid     int      // paid minutes, breaks taken off
	Leave    int      `json:",omitempty"` // those of Paid that are hours of leave: they count for limits and contracts, and nobody works them
	Queue    int      // index of the queue it serves, or Any
	Parts    []string // ids of the shifts it combines; nil for a plain one; see also Cut
	Days     DaySet   // days on which it may be worked
	Overtime []Span   `json:",omitempty"` // those of Segments that are overtime, priced by ExtraWork: all of it on a day off, what Parts[0] is made longer by on others
	Rests    bool     `json:",omitempty"` // a day on it is one of rest for RestDays, WorkRun and MinRest: standby at home
	Retired  bool     // known only from the past, never to be assigned
}

// Serves reports whether the shift serves queue q; a shift that serves any queue
// serves every one, and every shift serves Any; who is on standby serves none.
func (s *Shift) Serves(q int) bool {
	return s.Kind != Standby && (q == Any || s.Queue == Any || s.Queue == q)
}

// AtWork returns the segments in which people on the shift are at work: none on standby,
// which is a shift for whole days all the same, and for rest as Rests says.
func (s *Shift) AtWork() []Span {
	if s.Kind == Standby {
		return nil
	}
	return s.Segments
}

// atWork reports whether a cell brings people to work: a shift that is not standby.
func (p *Problem) atWork(cell int) bool { return cell != Off && p.Shifts[cell].Kind != Standby }

// Resting reports whether a cell is rest for the rules on rest days, days in a row and
// rest between shifts: a day off, or standby that counts as none.
func (p *Problem) Resting(cell int) bool { return cell == Off || p.Shifts[cell].Rests }

// Start returns the first minute of the shift.
func (s *Shift) Start() int { return s.Segments[0].Start }

// End returns the minute after its last.
func (s *Shift) End() int { return s.Segments[len(s.Segments)-1].End }

// Present returns the minutes at work: the sum of its segments, breaks within
// a segment not taken off.
func (s *Shift) Present() (m int) {
	for _, g := range s.Segments {
		m += g.Len()
	}
	return m
}

// Unpaid returns the minutes of s within its segments that are not paid, none of standby,
// which is no work.
func (s *Shift) Unpaid() int {
	if s.Kind == Standby {
		return 0
	}
	return max(0, s.Present()-s.Paid)
}

// LooseBreak returns the unpaid minutes of s that are in none of its Breaks, so that
// nothing says when they are.
func (s *Shift) LooseBreak() int {
	n := s.Unpaid()
	for _, b := range s.Breaks {
		if !b.Paid {
			n -= b.Length
		}
	}
	return max(0, n)
}

// Worked returns the minutes worked: those paid, less hours of leave.
func (s *Shift) Worked() int { return s.Paid - s.Leave }

// Covers reports whether one segment contains all of t, both in minutes of the
// same work date.
func (s *Shift) Covers(t Span) bool {
	for _, g := range s.Segments {
		if g.Contains(t) {
			return true
		}
	}
	return false
}

// Cut reports whether s is another shift, its only part, less some hours that
// somebody is on leave. It is that person's alone, on that day alone.
func (s *Shift) Cut() bool { return len(s.Parts) == 1 && s.Overtime == nil }

// CutOf returns the shift that person i works on day where they are down for
// shift s: s itself, or what their leave leaves of it.
func (p *Problem) CutOf(i, day, s int) int {
	for _, c := range p.People[i].Shifts {
		if t := &p.Shifts[c]; t.Cut() && t.Parts[0] == p.Shifts[s].ID && t.Days.Has(day) {
			return c
		}
	}
	return s
}
