// Package problemfile writes and reads a whole rostering problem as JSON, format
// paiban-problem-1, so that any solver can be run on the very same problem.
//
// Field names are those of package schedule, whose documentation is the
// documentation of the format; a rule is its key and its fields. Days count from
// 0, the date start, minutes from midnight of the work date, and spans are
// half-open. People null is everybody; 2147483647 is no maximum; −1 is any queue,
// any shift, or a day off. Periods are 0 horizon, 1 calendar week, 2 calendar
// month, 3 any seven days; kinds and tallies are indexes into schedule.Kinds and
// schedule.Tallies.
package problemfile

import (
	"encoding/json"
	"io"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

const format = "paiban-problem-1"

// file is the whole of a problem file.
type file struct {
	Format   string            `json:"format"`
	Name     string            `json:"name"`
	Start    string            `json:"start"` // date of day 0
	Days     int               `json:"days"`
	Interval int               `json:"interval"` // minutes
	Weeks    workcal.FirstDay  `json:"week_starts,omitempty"`
	Queues   []schedule.Queue  `json:"queues"`
	Shifts   []schedule.Shift  `json:"shifts"`
	People   []schedule.Person `json:"people"`
	Cover    []cover           `json:"cover"`
	Rules    []rule            `json:"rules"`
	Holiday  schedule.DaySet   `json:"holiday"`
}

type cover struct {
	Why   coverWord      `json:"why"`
	Day   int            `json:"day"`
	Span  schedule.Span  `json:"span"`
	Queue int            `json:"queue"`
	With  []int          `json:"with,omitempty"`
	Who   []int          `json:"who,omitzero"` // null is everybody, [] is nobody
	Shift int            `json:"shift"`
	Pause bool           `json:"pause,omitempty"`
	Bound schedule.Bound `json:"bound"`
}

// coverWord is a schedule.CoverKind by its key.
type coverWord schedule.CoverKind

func (w coverWord) MarshalText() ([]byte, error) { return []byte(schedule.CoverKind(w).String()), nil }

func (w *coverWord) UnmarshalText(b []byte) error {
	for k := range schedule.CoverKinds {
		if schedule.CoverKinds[k].Key == string(b) {
			*w = coverWord(k)
			return nil
		}
	}
	return lang.Errorf("没有覆盖要求 %q", "there is no kind of cover %q", string(b))
}

// rule is a rule by its key and fields.
type rule struct {
	Rule   string        `json:"rule"`
	Fields schedule.Rule `json:"fields"`
}

func (r *rule) UnmarshalJSON(b []byte) error {
	var raw struct {
		Rule   string          `json:"rule"`
		Fields json.RawMessage `json:"fields"`
	}
	if err := strictJSON(b, &raw); err != nil {
		return err
	}
	kind, ok := schedule.RuleKindOf(raw.Rule)
	if !ok {
		return lang.Errorf("没有规则 %q", "there is no rule %q", raw.Rule)
	}
	var err error
	r.Rule = raw.Rule
	r.Fields, err = kind.Read(func(into any) error { return strictJSON(raw.Fields, into) })
	return err
}

// Write writes p under a name.
func Write(w io.Writer, name string, p *schedule.Problem) error {
	f := file{Format: format, Name: name, Start: p.Start.String(), Days: p.Days, Interval: p.Interval, Weeks: p.WeekStarts,
		Queues: p.Queues, Shifts: p.Shifts, People: p.People, Holiday: p.Holiday}
	for _, c := range p.Cover {
		f.Cover = append(f.Cover, cover{coverWord(c.Why), c.Day, c.Span, c.Queue, c.With, c.Who, c.Shift, c.Pause, c.Bound})
	}
	for _, r := range p.Rules {
		f.Rules = append(f.Rules, rule{r.Key(), r})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	return enc.Encode(f)
}
