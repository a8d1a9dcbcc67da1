package bench

import (
	"time"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// openEnded is how long an event without an end is taken to work, in days: what
// a mailing sets off takes about two weeks to die down.
const openEnded = 15

// readEvents reads the events of a published data set: dates, and perhaps no ends.
func readEvents(path string) (events []forecast.Event, err error) {
	schema := table.Schema{Columns: []table.Column{
		{Key: "from", Name: lang.T("开始", "start_date"), Also: []string{"start", "from", "date", "开始时间"}, Required: true},
		{Key: "to", Name: lang.T("结束", "end_date"), Also: []string{"end", "to", "结束时间"}},
		{Key: "name", Name: lang.T("名称", "event"), Also: []string{"name", "活动", "活动名称"}, Required: true},
		{Key: "kind", Name: lang.T("类别", "feature"), Also: []string{"type", "kind"}},
		{Key: "queue", Name: lang.T("队列", "queue")},
		{Key: "uplift", Name: lang.T("倍数", "uplift"), Also: []string{"倍率"}},
	}}
	err = readRecords(path, schema, func(rec *table.Record) {
		e := forecast.Event{Name: rec.Text("name"), Queue: rec.Text("queue")}
		if k := rec.Text("kind"); k != "" {
			e.Name = k
		}
		from, ok := anyMoment(rec, "from")
		if !ok {
			return
		}
		e.From = forecast.Stamp{Date: from.Date, Minute: from.Minute()}
		e.To = forecast.Stamp{Date: from.Date + openEnded, Minute: from.Minute()}
		if rec.Given("to") {
			to, ok := anyMoment(rec, "to")
			if !ok {
				return
			}
			e.To = forecast.Stamp{Date: to.Date, Minute: to.Minute()}
			if !to.Timed {
				e.To.Minute = 1440 // that day included
			}
		}
		if e.To.Date < e.From.Date || e.To.Date == e.From.Date && e.To.Minute <= e.From.Minute {
			rec.Problem("to", lang.T("结束早于开始", "it ends before it starts"), lang.T("改正开始或结束时间", "correct the start or the end"))
			return
		}
		if v, ok := rec.Float("uplift"); ok {
			if v <= 0 {
				rec.Problem("uplift", lang.F("倍数是 %v", "the uplift is %v", v), lang.T("写平时的几倍，如 2.5；不知道就空着", "write the multiple of the normal volume, such as 2.5, or leave it empty"))
				return
			}
			e.Uplift = v
		}
		events = append(events, e)
	})
	return events, err
}

// anyMoment reads a date with or without a time, also as public data sets write
// it: with a time zone, whose clock is kept, or in the American order 11/1/2023.
func anyMoment(rec *table.Record, key string) (table.Moment, bool) {
	raw := table.Clean(rec.Raw(key))
	for _, layout := range []string{"1/2/2006", "1/2/2006 15:04", "1/2/2006 15:04:05", time.RFC3339, "2006-01-02 15:04:05Z07:00"} {
		if t, err := time.Parse(layout, raw); err == nil {
			return table.Moment{Date: workcal.DateFrom(t), Second: t.Hour()*3600 + t.Minute()*60 + t.Second(), Timed: layout != "1/2/2006"}, true
		}
	}
	return rec.Moment(key)
}

// readRecords hands each record of the table in the file at path to f and
// reports every bad cell.
func readRecords(path string, schema table.Schema, f func(*table.Record)) error {
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		return err
	}
	defer b.Close()
	var problems table.Problems
	if r := b.Find(schema, &problems); r != nil {
		for rec := range r.All() {
			f(rec)
		}
	}
	return problems.Err()
}
