package bench

import (
	"encoding/json"
	"io"

	"paiban/schedule"
)

// dump is a whole problem as JSON. Field names are those of package schedule,
// whose documentation is the documentation of the format; a rule is its key and
// its fields. People null is everybody; 2147483647 is no maximum; −1 is any
// queue, any shift, or a day off.
type dump struct {
	Format   string            `json:"format"`
	Name     string            `json:"name"`
	Start    string            `json:"start"` // date of day 0
	Days     int               `json:"days"`
	Interval int               `json:"interval"` // minutes
	Queues   []schedule.Queue  `json:"queues"`
	Shifts   []schedule.Shift  `json:"shifts"`
	People   []schedule.Person `json:"people"`
	Cover    []dumpCover       `json:"cover"`
	Rules    []dumpRule        `json:"rules"`
	Holiday  schedule.DaySet   `json:"holiday"`
}

type dumpCover struct {
	Why   string         `json:"why"`
	Day   int            `json:"day"`
	Span  schedule.Span  `json:"span"`
	Queue int            `json:"queue"`
	Shift int            `json:"shift"`
	Bound schedule.Bound `json:"bound"`
}

type dumpRule struct {
	Rule   string        `json:"rule"`
	Fields schedule.Rule `json:"fields"`
}

// Dump writes p as JSON for other solvers. Periods are 0 horizon, 1 calendar
// week, 2 calendar month, 3 any seven days; kinds and tallies are indexes into
// schedule.Kinds and schedule.Tallies.
func Dump(w io.Writer, name string, p *schedule.Problem) error {
	d := dump{Format: "paiban-problem-1", Name: name, Start: p.Start.String(), Days: p.Days, Interval: p.Interval,
		Queues: p.Queues, Shifts: p.Shifts, People: p.People, Holiday: p.Holiday}
	for _, c := range p.Cover {
		d.Cover = append(d.Cover, dumpCover{c.Why.String(), c.Day, c.Span, c.Queue, c.Shift, c.Bound})
	}
	for _, r := range p.Rules {
		d.Rules = append(d.Rules, dumpRule{r.Key(), r})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	return enc.Encode(d)
}
