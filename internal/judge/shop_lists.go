package judge

import (
	"fmt"
	"path/filepath"
)

// Leave is approved absence: minutes from midnight of From, the end not included.
type Leave struct {
	Person     string // id
	Type       string // English word, the word itself where it is unknown
	From       Day
	Start      int // minutes of From
	Days       int // days that it touches
	End        int // minutes of From at which it ends
	Whole      bool
	Substitute string
	Recurs     bool // hours that come back, of availability.csv
}

// On gives the part of the leave that falls on the minutes [0, 1440) of date d.
func (l Leave) On(d Day) Span {
	at := int(d-l.From) * 1440
	return Span{l.Start, l.End}.Shift(-at).Overlap(Span{0, 1440})
}

// Swap exchanges the shifts of two people on a date.
type Swap struct {
	A, B string
	Day  Day
}

// Fix is an approved correction of a punch: minutes of the work date.
type Fix struct {
	Person string
	Day    Day
	Minute int
}

// Overtime is approved overtime by its times: minutes of the work date.
type Overtime struct {
	Person   string
	Day      Day
	From, To int
}

// approved says whether a row with this status counts. docs/file-formats.md: empty or
// approved counts; pending, withdrawn and rejected do not.
func approved(status string) bool {
	switch key(status) {
	case "", "已批准", "approved", "批准", "通过", "已通过", "同意", "已同意", "审批通过":
		return true
	}
	return false
}

func (s *Shop) readLeave() error {
	path := listFile(s.Dir, "leave")
	if path == "" {
		return nil
	}
	tables, err := openTables(path)
	if err != nil {
		return err
	}
	for _, read := range []func([]table) error{s.readLeaves, s.readWishes, s.readSwaps, s.readFixes, s.readOvertimes} {
		if err := read(tables); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
	}
	return nil
}

func (s *Shop) readLeaves(tables []table) error {
	for _, r := range rowsOf(tables, leaveSheets, leaveColumns) {
		p := s.Find(r.text("person"))
		if p == nil || !approved(r.text("status")) {
			continue
		}
		from, err := r.when("from")
		if err != nil {
			return err
		}
		to, err := r.when("to")
		if err != nil {
			return err
		}
		l := Leave{Person: p.ID, From: from.day, Start: from.min, Whole: !from.timed && !to.timed, Substitute: r.text("substitute")}
		l.End = int(to.day-from.day)*1440 + to.min
		if !to.timed {
			l.End += 1440
		}
		l.Days = (l.End + 1439) / 1440
		if l.Type = leaveTypes[key(r.text("type"))]; l.Type == "" {
			l.Type = r.text("type")
		}
		s.Leaves = append(s.Leaves, l)
	}
	return nil
}

func (s *Shop) readSwaps(tables []table) error {
	for _, r := range rowsOf(tables, swapSheets, swapColumns) {
		a, b := s.Find(r.text("a")), s.Find(r.text("b"))
		if a == nil || b == nil || !approved(r.text("status")) {
			continue
		}
		m, err := r.when("date")
		if err != nil {
			return err
		}
		s.Swaps = append(s.Swaps, Swap{a.ID, b.ID, m.day})
		if r.rawText("back") != "" {
			if m, err = r.when("back"); err != nil {
				return err
			}
			s.Swaps = append(s.Swaps, Swap{a.ID, b.ID, m.day})
		}
	}
	return nil
}

func (s *Shop) readFixes(tables []table) error {
	for _, r := range rowsOf(tables, correctionSheets, correctionColumns) {
		p := s.Find(r.text("person"))
		if p == nil || !approved(r.text("status")) {
			continue
		}
		m, err := r.when("date")
		if err != nil {
			return err
		}
		clocked, err := parseTime(r.text("time"))
		if err != nil {
			return err
		}
		s.Fixes = append(s.Fixes, Fix{p.ID, m.day, clocked})
	}
	return nil
}

func (s *Shop) readOvertimes(tables []table) error {
	for _, r := range rowsOf(tables, overtimeSheets, overtimeColumns) {
		p := s.Find(r.text("person"))
		if p == nil || !approved(r.text("status")) || r.rawText("from") == "" {
			continue
		}
		o := Overtime{Person: p.ID}
		if r.rawText("date") != "" {
			m, err := r.when("date")
			if err != nil {
				return err
			}
			o.Day = m.day
		}
		for i, name := range []string{"from", "to"} {
			to := []*int{&o.From, &o.To}[i]
			if minute, err := parseTime(r.text(name)); err == nil && o.Day != 0 {
				*to = minute
				continue
			}
			m, err := r.when(name)
			if err != nil {
				return err
			}
			if o.Day == 0 {
				o.Day = m.day
			}
			*to = int(m.day-o.Day)*1440 + m.min
		}
		s.Overtime = append(s.Overtime, o)
	}
	return nil
}

// LeaveOn gives the leave of a person on the minutes [0, 1440) of a date, ascending.
func (s *Shop) LeaveOn(person string, d Day) []Span {
	var out []Span
	for _, l := range s.Leaves {
		if on := l.On(d); l.Person == person && on.Minutes() > 0 {
			out = append(out, on)
		}
	}
	return join(out)
}

// LeaveAll says whether leave takes the whole of date d.
func (s *Shop) LeaveAll(person string, d Day) bool {
	on := s.LeaveOn(person, d)
	return len(on) == 1 && on[0] == Span{0, 1440}
}
