package judge

import (
	"io/fs"
)

// Shop is a workspace folder as the judge reads it: the rules in force, the people, what
// is approved, the calendar, and the rosters that count.
type Shop struct {
	Dir      string
	Lang     string // zh or en, as paiban.yaml has it; "" where it does not say
	Interval int    // minutes
	Queues   []Queue
	Shifts   []*Shift // those that may be worked, one for each queue that a shift names
	Turns    []Turn
	People   []*Person
	Leaves   []Leave // approved
	Wishes   []Wish
	Swaps    []Swap // approved
	Fixes    []Fix  // approved corrections of punches
	Overtime []Overtime
	Calendar Calendar
	Settings tree // the merged settings, for what has no field

	rules    rules
	scoped   []scoped
	personal map[*Person]*personal // read when it is asked for
	unread   error                 // of the first rule that was not understood
	starts   int                   // days from Monday to the day on which weeks start, -3 to 3
	barred   []barred
	weeks    map[Day]*Roster // by first day, nil where there is none
	others   []*Roster
}

// Open reads the settings, the people, the leave and the holidays of a workspace. The
// presets lie in the root of presets, base.yaml among them.
func Open(dir string, presets fs.FS) (*Shop, error) {
	t, some, err := readSettings(dir, presets)
	if err != nil {
		return nil, err
	}
	s := &Shop{Dir: dir, Lang: str(t["lang"]), Interval: integer(t["interval"]), Settings: t, scoped: some}
	if s.starts, err = weekStarts(str(t["week_starts"])); err != nil {
		return nil, err
	}
	if s.Calendar, err = readHolidays(dir); err != nil {
		return nil, err
	}
	if err := s.readQueues(); err != nil {
		return nil, err
	}
	if err := s.readShifts(); err != nil {
		return nil, err
	}
	if err := s.readPeople(); err != nil {
		return nil, err
	}
	if err := s.readLeave(); err != nil {
		return nil, err
	}
	if s.rules, err = readRules(t); err != nil {
		return nil, err
	}
	if err := s.readAvailability(); err != nil {
		return nil, err
	}
	for _, p := range s.People {
		s.of(p)
	}
	return s, s.unread
}
