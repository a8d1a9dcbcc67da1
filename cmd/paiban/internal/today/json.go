package today

import (
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/schedule"
)

// dayJSON is a [planner.Today].
type dayJSON struct {
	Schema   string        `json:"schema"`
	Date     string        `json:"date"`
	At       string        `json:"at"`
	Until    string        `json:"until"`
	Roster   string        `json:"roster"`
	Missing  *lang.Text    `json:"missing,omitempty"`
	Notes    []lang.Text   `json:"notes,omitempty"`
	Queues   []queueJSON   `json:"queues"`
	Measures []measureJSON `json:"measures"`
	Yuan     float64       `json:"yuan"`
	Early    []earlyJSON   `json:"may_go_early"`
	Entries  []entryJSON   `json:"entries"`
	Written  string        `json:"written,omitempty"`
	Backup   string        `json:"backup,omitempty"`
}

type queueJSON struct {
	ID           string     `json:"id"`
	Name         lang.Text  `json:"name"`
	KnownTo      string     `json:"known_to,omitempty"`
	Came         float64    `json:"came"`
	Expected     float64    `json:"came_forecast"`
	Level        float64    `json:"level"`
	LevelLow     float64    `json:"level_low"`
	LevelHigh    float64    `json:"level_high"`
	Rest         float64    `json:"rest"`
	RestLow      float64    `json:"rest_low"`
	RestHigh     float64    `json:"rest_high"`
	RestForecast float64    `json:"rest_forecast"`
	Short        float64    `json:"short_hours"`
	ShortAfter   float64    `json:"short_hours_after"`
	Reply        float64    `json:"reply_rate"`
	ReplyAfter   float64    `json:"reply_rate_after"`
	Deferred     bool       `json:"deferred,omitempty"`
	Backlog      float64    `json:"backlog,omitempty"`
	Left         float64    `json:"left,omitempty"`
	Late         float64    `json:"late,omitempty"`
	Spans        []spanJSON `json:"spans"`
}

type spanJSON struct {
	From       string  `json:"from"`
	To         string  `json:"to"`
	Volume     float64 `json:"volume"`
	Low        float64 `json:"low"`
	High       float64 `json:"high"`
	Need       float64 `json:"need"`
	There      float64 `json:"there"`
	Short      float64 `json:"short_hours"`
	ShortAfter float64 `json:"short_hours_after"`
}

type measureJSON struct {
	Number int                 `json:"number"`
	Kind   planner.MeasureKind `json:"kind"`
	ID     string              `json:"id"`
	Name   string              `json:"name"`
	From   string              `json:"from"`
	To     string              `json:"to"`
	Was    []string            `json:"breaks_before,omitempty"`
	Now    []string            `json:"breaks,omitempty"`
	Yuan   float64             `json:"yuan"`
	Factor float64             `json:"factor,omitempty"`
	Gain   float64             `json:"head_hours"`
	Reply  []effectJSON        `json:"reply_rate"`
	Text   lang.Text           `json:"text"`
}

type effectJSON struct {
	Queue  string  `json:"queue"`
	Before float64 `json:"before"`
	After  float64 `json:"after"`
}

type earlyJSON struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	From  string  `json:"from"`
	To    string  `json:"to"`
	Hours float64 `json:"hours"`
}

type entryJSON struct {
	Sheet lang.Text `json:"sheet"`
	Row   lang.Text `json:"row"`
	Why   lang.Text `json:"why"`
}

func clocks(spans []schedule.Span) (out []string) {
	for _, s := range spans {
		out = append(out, s.String())
	}
	return out
}

func toJSON(d *planner.Today) dayJSON {
	out := dayJSON{
		Schema: "paiban/today/1", Date: d.Date.String(), At: schedule.Clock(d.Minute), Until: schedule.Clock(d.Until), Roster: d.Path,
		Notes: d.Notes, Queues: []queueJSON{}, Measures: []measureJSON{}, Early: []earlyJSON{}, Entries: []entryJSON{},
		Written: d.Written, Backup: d.Backup,
	}
	if !d.Missing.IsZero() {
		out.Missing = &d.Missing
	}
	p := d.Plan.Problem
	for i := range d.Queues {
		out.Queues = append(out.Queues, queueToJSON(d, &d.Queues[i]))
	}
	for k := range d.Measures {
		m := &d.Measures[k]
		j := measureJSON{
			Number: k + 1, Kind: m.Kind, ID: p.People[m.Person].ID, Name: p.People[m.Person].Name, From: schedule.Clock(m.Span.Start), To: schedule.Clock(m.Span.End),
			Was: clocks(m.Was), Now: clocks(m.Now), Yuan: m.Yuan, Factor: m.Factor, Gain: m.Gain, Text: d.Text(m),
		}
		for i := range d.Queues {
			if !d.Queues[i].Queue.Deferred {
				j.Reply = append(j.Reply, effectJSON{d.Queues[i].Queue.ID, m.Before[i], m.After[i]})
			}
		}
		out.Yuan += m.Yuan
		out.Measures = append(out.Measures, j)
	}
	for _, o := range d.Offers {
		out.Early = append(out.Early, earlyJSON{p.People[o.Person].ID, p.People[o.Person].Name, schedule.Clock(o.Span.Start), schedule.Clock(o.Span.End), float64(o.Span.Len()) / 60})
	}
	for _, e := range d.Entries {
		out.Entries = append(out.Entries, entryJSON{e.Sheet, e.Row, e.Why})
	}
	return out
}

func queueToJSON(d *planner.Today, q *planner.TodayQueue) queueJSON {
	j := queueJSON{
		ID: q.Queue.ID, Name: q.Queue.Name, Level: 1, LevelLow: 1, LevelHigh: 1, Rest: q.Rest.Point, RestLow: q.Rest.Low, RestHigh: q.Rest.High, RestForecast: q.Was,
		Short: planner.ShortHours(q.Short), ShortAfter: planner.ShortHours(q.After), Reply: q.Reply, ReplyAfter: q.ReplyAfter,
		Deferred: q.Queue.Deferred, Backlog: q.Backlog, Left: q.Left, Late: q.Late, Spans: []spanJSON{},
	}
	if q.Known {
		j.Came, j.Expected, j.Level, j.LevelLow, j.LevelHigh = q.Came.Seen, q.Came.Expected, q.Came.Level, q.Came.Low, q.Came.High
		if q.Last > 0 {
			j.KnownTo = schedule.Clock(q.Last)
		}
	}
	for x, s := range d.Spans {
		o := spanJSON{From: schedule.Clock(s.Start), To: schedule.Clock(s.End), Need: q.Need[x], There: q.Heads[x], Short: q.Short[x], ShortAfter: q.After[x]}
		if q.Known {
			o.Volume, o.Low, o.High = q.Volume[x], q.Low[x], q.High[x]
		}
		j.Spans = append(j.Spans, o)
	}
	return j
}
