package judge

import (
	"fmt"
	"sort"
)

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
	Kind        string   // day early mid late night duty
	Segments    []Span   // ascending, not touching
	Break       int      // unpaid minutes within the segments
	Rests       []recess // breaks, paid or not; the roster says where each lies
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
		if err = one.readRests(items(t["breaks"])); err != nil {
			return err
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
