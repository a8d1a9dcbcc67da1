package judge

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"
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

	rules  rules
	weeks  map[Day]*Roster // by Monday, nil where there is none
	others []*Roster
}

// Queue is one stream of customers.
type Queue struct {
	ID          string
	Name, Short Text
	Open        []Span // nil: always
	Windows     []Window
}

// Window asks for people online at every moment of a span.
type Window struct {
	ID    string
	Span  Span
	Days  Days
	Min   int
	Force Force
}

// Shift is what one cell of a roster says somebody works. Minutes are of the work date.
type Shift struct {
	ID          string
	Name, Short Text
	Kind        string // day early mid late night duty
	Segments    []Span // ascending, not touching
	Break       int    // unpaid minutes within the segments, at no placed hour
	Days        Days
	Queue       string   // the one it serves, "" for all
	Base        string   // id of the shift of the settings; its own where it is one
	Plain, Sign Text     // name and short of the shift of the settings
	Turns       []string // ids of the duty turns that are added
	Cut         []Span   // leave of some hours that is taken off
	Whole       []Span   // the segments before that
}

// Turn is a duty turn. Where On is empty it is a shift by itself.
type Turn struct {
	ID    string
	Name  Text
	Short Text
	Hours []Span
	On    []string
	Days  Days
	Heads int
	Force Force
}

// Person is one row of the staff list.
type Person struct {
	ID, Name, Punch, Group string
	Skills                 []string // ids of queues, nil for all
	MayWork                []string // shifts of the column 可排班次 as they are written, nil for all
	Weekly                 int      // minutes a week, 0 where the settings say it
	Hired, Left            *Day     // Left is the last working day
	Flags                  map[string]bool
	Trainee                *Day // last day of training
	Salary                 float64
}

// Employed says whether d is a day of the employment.
func (p *Person) Employed(d Day) bool {
	return (p.Hired == nil || *p.Hired <= d) && (p.Left == nil || d <= *p.Left)
}

// Serves says whether the person has the skill of a queue.
func (p *Person) Serves(queue string) bool {
	if len(p.Skills) == 0 {
		return true
	}
	for _, s := range p.Skills {
		if s == queue {
			return true
		}
	}
	return false
}

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
}

// On gives the part of the leave that falls on the minutes [0, 1440) of date d.
func (l Leave) On(d Day) Span {
	at := int(d-l.From) * 1440
	return Span{l.Start, l.End}.Shift(-at).Overlap(Span{0, 1440})
}

// Wish is a row of the sheet 排班意愿.
type Wish struct {
	Person string
	Day    Day
	Text   string
	Off    bool   // a day off is wanted
	Not    bool   // everything but Shift is wanted
	Shift  string // as it is written
	Weight int
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

// Open reads the settings, the people, the leave and the holidays of a workspace. The
// presets lie in the root of presets, base.yaml among them.
func Open(dir string, presets fs.FS) (*Shop, error) {
	t, err := readSettings(dir, presets)
	if err != nil {
		return nil, err
	}
	s := &Shop{Dir: dir, Lang: str(t["lang"]), Interval: integer(t["interval"]), Settings: t}
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
	return s, nil
}

func spans(v any) ([]Span, error) {
	var out []Span
	for _, w := range words(v) {
		s, err := parseSpan(w)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out, nil
}

// join merges spans that touch or overlap.
func join(in []Span) []Span {
	in = append([]Span{}, in...)
	sort.Slice(in, func(i, j int) bool { return in[i].Start < in[j].Start })
	var out []Span
	for _, s := range in {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// ruleForce is the force of a thing that is written: without one it must hold.
func ruleForce(t tree) Force {
	if len(t) == 0 {
		return Force{}
	}
	if _, ok := t["force"]; !ok {
		return Force{Hard: true}
	}
	return force(t["force"])
}

func (s *Shop) readQueues() (err error) {
	for _, t := range items(s.Settings["queues"]) {
		q := Queue{ID: str(t["id"]), Name: text(t["name"]), Short: text(t["short"])}
		if q.Open, err = spans(t["open"]); err != nil {
			return err
		}
		for _, w := range items(t["windows"]) {
			hours, err := spans(w["hours"])
			if err != nil || len(hours) != 1 {
				return fmt.Errorf("window %s of %s: hours (%s) are not one span", str(w["id"]), q.ID, str(w["hours"]))
			}
			q.Windows = append(q.Windows, Window{ID: str(w["id"]), Span: hours[0], Days: words(w["days"]), Min: integer(w["min_online"]), Force: ruleForce(w)})
		}
		s.Queues = append(s.Queues, q)
	}
	return nil
}

func (s *Shop) queue(id string) *Queue {
	for i := range s.Queues {
		if s.Queues[i].ID == id {
			return &s.Queues[i]
		}
	}
	return nil
}

func (s *Shop) readShifts() error {
	for _, t := range items(s.Settings["duty_turns"]) {
		hours, err := spans(t["hours"])
		if err != nil {
			return err
		}
		turn := Turn{ID: str(t["id"]), Name: text(t["name"]), Short: text(t["short"]), Hours: hours, On: words(t["on"]), Days: words(t["days"]), Heads: integer(t["heads"]), Force: ruleForce(t)}
		s.Turns = append(s.Turns, turn)
		if len(turn.On) == 0 {
			s.Shifts = append(s.Shifts, &Shift{ID: turn.ID, Name: turn.Name, Short: turn.Short, Kind: "duty", Segments: join(hours), Days: turn.Days, Base: turn.ID, Turns: []string{turn.ID}})
		}
	}
	for _, t := range items(s.Settings["shifts"]) {
		hours, err := spans(t["hours"])
		if err != nil {
			return err
		}
		one := Shift{ID: str(t["id"]), Name: text(t["name"]), Short: text(t["short"]), Kind: str(t["kind"]), Segments: join(hours), Days: words(t["days"])}
		if one.Short == (Text{}) {
			one.Short = Text{one.ID, one.ID}
		}
		if one.Name == (Text{}) {
			one.Name = Text{one.ID, one.ID}
		}
		one.Base, one.Plain, one.Sign = one.ID, one.Name, one.Short
		if b := str(t["break"]); b != "" {
			if one.Break, err = parseLength(b); err != nil {
				return err
			}
		}
		queues := words(t["queues"])
		if len(queues) == 0 {
			s.addShift(one)
			continue
		}
		for _, id := range queues {
			q := s.queue(id)
			if q == nil {
				return fmt.Errorf("shift %s: there is no queue %s", one.ID, id)
			}
			of := one
			of.ID, of.Queue = one.ID+"@"+id, id
			of.Name = Text{one.Name.Zh + "·" + q.Name.Zh, one.Name.En + " " + q.Name.En}
			short := q.Short
			if short == (Text{}) {
				short = Text{q.ID, q.ID}
			}
			of.Short = Text{one.Short.Zh + "·" + short.Zh, one.Short.En + "·" + short.En}
			s.addShift(of)
		}
	}
	return nil
}

// addShift adds a shift, and it with each duty turn that may be added to it.
func (s *Shop) addShift(one Shift) {
	alone := one
	s.Shifts = append(s.Shifts, &alone)
	for _, t := range s.Turns {
		for _, on := range t.On {
			if on != one.Base {
				continue
			}
			with := one
			with.ID = one.ID + "+" + t.ID
			with.Name = Text{one.Name.Zh + "+" + t.Name.Zh, one.Name.En + " + " + t.Name.En}
			with.Short = Text{one.Short.Zh + "+" + t.Short.Zh, one.Short.En + "+" + t.Short.En}
			with.Segments = join(append(append([]Span{}, one.Segments...), t.Hours...))
			with.Turns = []string{t.ID}
			s.Shifts = append(s.Shifts, &with)
		}
	}
}

func (s *Shop) turn(id string) *Turn {
	for i := range s.Turns {
		if s.Turns[i].ID == id {
			return &s.Turns[i]
		}
	}
	return nil
}

// OpenOn says whether the shift may be worked on d, its duty turns too.
func (s *Shop) OpenOn(sh *Shift, d Day) bool {
	if !sh.Days.Has(s.Calendar, d) {
		return false
	}
	for _, id := range sh.Turns {
		if t := s.turn(id); t != nil && !t.Days.Has(s.Calendar, d) {
			return false
		}
	}
	return true
}

// ByID finds a person by id.
func (s *Shop) ByID(id string) *Person {
	for _, p := range s.People {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// Find finds a person by id, or by a name that only one person has.
func (s *Shop) Find(who string) *Person {
	who = fold(who)
	if p := s.ByID(who); p != nil {
		return p
	}
	var found *Person
	for _, p := range s.People {
		if key(p.Name) == key(who) {
			if found != nil {
				return nil
			}
			found = p
		}
	}
	return found
}

func list(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、;；/", r) }) {
		if w = fold(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func named(sheet string, names []string) bool {
	for _, n := range names {
		if key(sheet) == key(n) {
			return true
		}
	}
	return false
}

// rowsOf gives the rows of the sheet that has one of the names, or, in a text file, of
// the one table where it has the headings.
func rowsOf(tables []table, names []string, cols []column) []record {
	for i := range tables {
		t := &tables[i]
		if t.sheet != "" && !named(t.sheet, names) {
			continue
		}
		if rows, _, ok := t.records(cols); ok {
			return rows
		}
	}
	return nil
}

func (s *Shop) readPeople() error {
	path := listFile(s.Dir, "people")
	if path == "" {
		return fmt.Errorf("%s: the staff list is missing", s.Dir)
	}
	tables, err := openTables(path)
	if err != nil {
		return err
	}
	for _, r := range rowsOf(tables, peopleSheets, peopleColumns) {
		p := &Person{ID: r.text("id"), Name: r.text("name"), Punch: r.text("punch"), Group: r.text("group"), Skills: list(r.text("skills")), MayWork: list(r.text("shifts")), Flags: map[string]bool{}}
		if p.Punch == "" {
			p.Punch = p.ID
		}
		p.Weekly = int(60*number(r.text("weekly")) + 0.5)
		p.Salary = number(strings.ReplaceAll(r.rawText("salary"), ",", ""))
		for _, w := range list(r.text("flags")) {
			f, ok := flagWords[key(w)]
			if !ok {
				f = key(w)
			}
			p.Flags[f] = true
		}
		for name, to := range map[string]**Day{"hired": &p.Hired, "left": &p.Left, "until": &p.Trainee} {
			if r.rawText(name) == "" {
				continue
			}
			m, err := r.when(name)
			if err != nil {
				return fmt.Errorf("%s: %w", filepath.Base(path), err)
			}
			d := m.day
			*to = &d
		}
		s.People = append(s.People, p)
	}
	return nil
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

func (s *Shop) readWishes(tables []table) error {
	for _, r := range rowsOf(tables, wishSheets, wishColumns) {
		p := s.Find(r.text("person"))
		if p == nil {
			continue
		}
		m, err := r.when("date")
		if err != nil {
			return err
		}
		w := Wish{Person: p.ID, Day: m.day, Text: r.text("wish"), Weight: 3}
		if x := integer(r.text("weight")); x > 0 {
			w.Weight = x
		}
		t := w.Text
		for _, no := range []string{"不要", "not ", "不上", "不"} {
			if rest, ok := strings.CutPrefix(strings.ToLower(t), no); ok {
				w.Not = true
				t = t[len(t)-len(rest):]
				break
			}
		}
		w.Shift = strings.TrimSpace(t)
		w.Off = isRest(w.Shift)
		s.Wishes = append(s.Wishes, w)
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

// Trainee says whether the person is in training on d and so counts for no cover.
func (s *Shop) Trainee(p *Person, d Day) bool {
	if p.Trainee != nil {
		return d <= *p.Trainee
	}
	if p.Flags["trainee"] {
		return true
	}
	weeks := integer(branch(s.Settings, "contract", "training")["weeks"])
	return weeks > 0 && p.Hired != nil && d < *p.Hired+Day(7*weeks)
}
