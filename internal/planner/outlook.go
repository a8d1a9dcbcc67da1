package planner

import (
	"context"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// Outlook is what a horizon is expected to bring and the heads that it asks for.
type Outlook struct {
	Workspace *workspace.Workspace
	Horizon   Horizon
	History   []forecast.Series
	Forecast  *forecast.Output // nil without history
	Demand    []QueueDemand    // of the queues that have history
	Notes     []lang.Text

	carriedIn   map[string][]float64 // contacts left over before the horizon, by queue whose work may wait: [k] came in the (k+1)-th interval before it
	carriedFrom map[string]lang.Text // where that is known from
}

// QueueDemand is what one queue needs, by interval of the horizon; an interval has
// the configuration's length.
type QueueDemand struct {
	Queue  *workspace.Queue
	Volume []float64 // contacts expected
	Low    []float64 // Low to High is a 90% interval
	High   []float64
	Errs   Errors // how errors of the forecast go together
	Needs  []staffing.Need
	Uplift []float64 // [step] what a scenario multiplied the volume by; nil is nothing
	Waits  *Waiting  // of a queue whose work may wait; else nil

	Guessed [][]bool // [rise of the scenario] the steps that it raises; nil is none
}

// Errors say how the errors of a forecast go together; see [simulate.Queue].
type Errors struct {
	Grain int       // minutes that an interval is about
	Day   []float64 // [day] width of the interval of a day over that of its parts; nil is unknown
	Week  float64   // the same of a week and its days; 0 is unknown
}

// Outlook forecasts a week and turns volume into heads; it asks nothing about the
// staff. With week nil it takes the one that follows the history, see [NextWeek].
func (pl *Planner) Outlook(ctx context.Context, week *workcal.Week) (*Outlook, error) {
	return pl.outlookOn(ctx, func(history []forecast.Series) Horizon {
		if week == nil {
			return pl.weekOf(NextWeek(history, pl.today(), pl.firstDay()))
		}
		return pl.weekOf(*week)
	})
}

// outlookOn is Outlook for the days that on chooses.
func (pl *Planner) outlookOn(ctx context.Context, on func(history []forecast.Series) Horizon) (*Outlook, error) {
	history, notes, err := pl.Workspace.History()
	if err != nil {
		return nil, err
	}
	o := &Outlook{Workspace: pl.Workspace, Horizon: on(history), History: history, Notes: notes}
	return o, pl.forecastOutlook(ctx, o)
}

// on is the part of o that lies on the days of h, which are among those of o.
func (o *Outlook) on(h Horizon) *Outlook {
	per := schedule.DayMinutes / o.Workspace.Config.Interval
	from := int(h.Start-o.Horizon.Start) * per
	part := &Outlook{Workspace: o.Workspace, Horizon: h, History: o.History, Notes: o.Notes}
	if from == 0 {
		part.carriedIn, part.carriedFrom = o.carriedIn, o.carriedFrom
	}
	for _, d := range o.Demand {
		d.Volume, d.Low, d.High = d.Volume[from:from+h.Days*per], d.Low[from:from+h.Days*per], d.High[from:from+h.Days*per]
		d.Needs = d.Needs[from : from+h.Days*per]
		d.Waits = nil // what is left over within o is known of all of it alone
		if d.Errs.Day != nil {
			d.Errs.Day = d.Errs.Day[from/per:][:h.Days]
		}
		part.Demand = append(part.Demand, d)
	}
	return part
}

// forecastOutlook forecasts every queue of o that has history and says which have none.
func (pl *Planner) forecastOutlook(ctx context.Context, o *Outlook) error {
	known := map[string]bool{}
	for _, s := range o.History {
		known[s.Queue] = true
	}
	for i := range o.Workspace.Config.Queues {
		if q := &o.Workspace.Config.Queues[i]; !known[q.ID] {
			o.Notes = append(o.Notes, lang.F("队列“%s”没有咨询量记录，只按在线窗口和班次人数排",
				"queue %q has no history of inquiries; it is planned only from its windows and headcounts", q.Name))
		}
	}
	if len(o.History) == 0 {
		return nil
	}
	o.Notes = append(o.Notes, staleHistory(o.History, o.Horizon.Start)...)
	out, err := pl.Forecast(ctx, forecast.Input{
		History: o.History, Events: o.Workspace.Events, Calendar: o.Workspace.Calendar,
		From: o.Horizon.Start, Days: o.Horizon.Days, Prior: forecast.HourShares,
	})
	if err != nil {
		return err
	}
	o.Forecast = out
	o.Notes = append(o.Notes, out.Imported...)
	if note, ok := handNote(out); ok {
		o.Notes = append(append(o.Notes, note), pl.closedHands(out)...)
	}
	step := o.Workspace.Config.Interval
	for _, f := range out.Queues {
		q := o.queue(f.Queue)
		d := QueueDemand{Queue: q, Volume: regrid(f.Point, f.Step, step), Low: regrid(f.Low, f.Step, step), High: regrid(f.High, f.Step, step)}
		d.Errs.Grain = f.Step
		d.Errs.Day, d.Errs.Week = f.Shares()
		if err := d.require(step); err != nil {
			return lang.Errorf("队列“%s”的人数算不出来", "the staffing of queue %q cannot be worked out", q.Name).Because(err)
		}
		o.Demand = append(o.Demand, d)
	}
	return pl.spreadDeferred(ctx, o)
}

// require works out the heads that the volume asks for, by steps of step minutes, in
// opening hours. Work that may wait is spread once all queues are known, see
// [Outlook.spread].
func (d *QueueDemand) require(step int) (err error) {
	if d.Queue.Deferred {
		return nil
	}
	if d.Needs, err = staffing.Require(d.Queue.Staffing(), served(d.Queue, d.Volume, step), step); err != nil {
		return err
	}
	for i := range d.Needs {
		// What is left over at closing time is finished by who is still there.
		if !d.Queue.OpenAt(i * step % schedule.DayMinutes) {
			d.Needs[i] = staffing.Need{}
		}
	}
	return nil
}

// queue returns the queue of the configuration that a forecast is about.
func (o *Outlook) queue(id string) *workspace.Queue {
	for i := range o.Workspace.Config.Queues {
		if q := &o.Workspace.Config.Queues[i]; q.ID == id {
			return q
		}
	}
	panic("a forecast of an unknown queue " + id)
}

// needs are the heads to roster that the demand asks for.
func (o *Outlook) needs() workspace.Needs {
	needs := workspace.Needs{Step: o.Workspace.Config.Interval, Together: o.sharing()}
	for _, d := range o.Demand {
		needs.Queues = append(needs.Queues, workspace.Need{Queue: d.Queue.ID, Heads: d.heads(), Contacts: d.Volume})
	}
	return needs
}

// heads are the agents to roster by interval, shrinkage included.
func (d *QueueDemand) heads() []int {
	heads := make([]int, len(d.Needs))
	for i, n := range d.Needs {
		heads[i] = n.Rostered
	}
	return heads
}

// served is volume, by steps of step minutes, as far as q is open for it.
func served(q *workspace.Queue, volume []float64, step int) []float64 {
	out := make([]float64, len(volume))
	for i, v := range volume {
		if q.OpenAt(i * step % schedule.DayMinutes) {
			out[i] = v
		}
	}
	return out
}

// regrid spreads contacts counted per from minutes evenly over steps of to
// minutes, or adds them up. One step divides the other or both divide a day.
func regrid(v []float64, from, to int) []float64 {
	if from == to {
		return v
	}
	out := make([]float64, len(v)*from/to)
	for i := range out {
		for m := i * to; m < (i+1)*to; {
			j := m / from
			end := min((j+1)*from, (i+1)*to)
			out[i] += v[j] * float64(end-m) / float64(from)
			m = end
		}
	}
	return out
}
