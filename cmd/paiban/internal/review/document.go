package review

import (
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/schedule"
	"paiban/schedule/review"
)

// reviewJSON is the document that --json prints. Heads are those of an interval, causes are
// in head-minutes, late in contacts.
type reviewJSON struct {
	Schema  string        `json:"schema"`
	Week    string        `json:"week"`
	From    string        `json:"from"`
	To      string        `json:"to"`
	Roster  string        `json:"roster"`
	Step    int           `json:"interval"` // minutes
	Kept    bool          `json:"forecast_kept"`
	Punched bool          `json:"punched"`
	Causes  review.Causes `json:"causes"`
	Late    review.Late   `json:"late"`
	Queues  []queueJSON   `json:"queues"`
	Short   []shortJSON   `json:"short"`
	Missed  []missedJSON  `json:"missed"`
	Advice  lang.Text     `json:"advice,omitzero"`
	Notes   []lang.Text   `json:"notes"`
}

type queueJSON struct {
	Queue    string         `json:"queue"`
	Name     lang.Text      `json:"name"`
	Contacts float64        `json:"contacts"`
	Forecast float64        `json:"forecast"`
	Reply    *float64       `json:"reply,omitempty"`
	Target   float64        `json:"target"`
	Causes   review.Causes  `json:"causes"`
	Late     review.Late    `json:"late"`
	Rows     []intervalJSON `json:"intervals"`
}

// intervalJSON is an interval that is known and in which somebody was asked for, rostered
// or needed.
type intervalJSON struct {
	Date     string  `json:"date"`
	Time     string  `json:"time"`
	Forecast float64 `json:"forecast"`
	Came     float64 `json:"came"`
	review.Heads
	Causes review.Causes `json:"causes"`
}

type shortJSON struct {
	Queue  string        `json:"queue"`
	Date   string        `json:"date"`
	From   string        `json:"from"`
	To     string        `json:"to"`
	Causes review.Causes `json:"causes"`
}

type missedJSON struct {
	Person  string `json:"person"`
	Name    string `json:"name"`
	Date    string `json:"date"`
	Minutes int    `json:"minutes"`
	AllDay  bool   `json:"all_day"`
}

func document(r *planner.Review) reviewJSON {
	out := reviewJSON{
		Schema: "paiban/review/1", Week: r.Horizon.String(), From: r.Horizon.Start.String(), To: r.Horizon.Last().String(), Roster: r.Path, Step: r.Step,
		Kept: r.Kept, Punched: r.Punched, Causes: r.Causes, Late: r.Late, Short: []shortJSON{}, Missed: []missedJSON{}, Advice: r.Advice(), Notes: append([]lang.Text{}, r.Notes...),
	}
	for i := range r.Queues {
		q := &r.Queues[i]
		o := queueJSON{
			Queue: q.Queue.ID, Name: q.Queue.Name, Contacts: q.Contacts, Forecast: q.Expected, Target: float64(q.Queue.Target),
			Causes: q.Causes, Late: q.Late, Rows: []intervalJSON{},
		}
		if q.Judged > 0 {
			reply := q.Reply()
			o.Reply = &reply
		}
		for x, known := range q.Known {
			if h := q.Heads[x]; known && h != (review.Heads{}) {
				date, at := r.At(x)
				o.Rows = append(o.Rows, intervalJSON{date.String(), schedule.Clock(at), q.Forecast[x], q.Came[x], h, h.Split().Times(float64(r.Step))})
			}
		}
		out.Queues = append(out.Queues, o)
	}
	for _, s := range r.Stretches() {
		out.Short = append(out.Short, shortJSON{s.Queue.Queue.ID, s.Date.String(), schedule.Clock(s.Span.Start), schedule.Clock(s.Span.End), s.Causes})
	}
	for _, m := range r.Missed {
		out.Missed = append(out.Missed, missedJSON{m.Person.ID, m.Person.Name, m.Date.String(), m.Minutes, m.All})
	}
	return out
}
