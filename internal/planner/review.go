package planner

import (
	"context"
	"math"
	"slices"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/review"
	"paiban/schedule/simulate"
	"paiban/schedule/staffing"
)

// There says when somebody was at work on a date by the punches, in minutes of the date;
// known is false where they do not tell.
type There func(id string, date workcal.Date) (spans []schedule.Span, known bool)

// ReviewTask says which week is looked back on, and by what.
type ReviewTask struct {
	Week    workcal.Week
	There   There                // nil where there are no punches: everybody counts as there
	Replies []workspace.Observed // reply rates of the past; nil where nobody knows them
}

// Review is a week that is over: what was forecast, asked for, rostered, and there, and
// what made heads short and replies late.
type Review struct {
	Horizon Horizon
	Path    string // of the roster
	Step    int    // minutes of an interval
	Queues  []QueueReview
	Causes  review.Causes // of all queues, in head-minutes
	Late    review.Late   // of all queues
	Missed  []Missed      // who was not there when rostered, most first
	Punched bool          // the punches of at least one person and day are known
	Kept    bool          // the forecast is the one that was kept before the week
	Notes   []lang.Text
}

// QueueReview is a queue of a review. Slices have one value per interval from 00:00 of the
// first day on; those of intervals that are not known are zero.
type QueueReview struct {
	Queue    *workspace.Queue
	Known    []bool // what came in the interval is known, and the queue was open
	Forecast []float64
	Came     []float64
	Heads    []review.Heads
	Causes   review.Causes // head-minutes
	Late     review.Late   // contacts
	Contacts float64       // who came in intervals that are known, robots' left out
	Expected float64       // contacts that the forecast said for the same intervals
	Judged   float64       // contacts of the intervals whose replies count in Late
}

// Reply is the share of contacts answered in time.
func (q *QueueReview) Reply() float64 { return 1 - q.Late.Total()/q.Judged }

// Missed is somebody who was not there while rostered.
type Missed struct {
	Person  *workspace.Person
	Date    workcal.Date
	Minutes int
	All     bool // not there at all that day
}

// Review looks back on a week. It is an error where there is no roster of the week or no
// count of any of its days.
func (pl *Planner) Review(ctx context.Context, t ReviewTask) (*Review, error) {
	h := pl.weekOf(t.Week)
	path, notes, err := pl.RosterPath(t.Week)
	if err != nil {
		return nil, err
	}
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return nil, err
	}
	history, more, err := pl.Workspace.History()
	if err != nil {
		return nil, err
	}
	r := &Review{Horizon: h, Path: path, Step: pl.Workspace.Config.Interval, Notes: slices.Concat(notes, more)}
	asked, err := pl.asked(ctx, r, history)
	if err != nil {
		return nil, err
	}
	came, known, err := r.came(asked)
	if err != nil {
		return nil, err
	}
	plan, err := came.Workspace.PlanDays(h.Start, h.Days, came.needs())
	if err != nil {
		return nil, err
	}
	p := &Planning{Outlook: came, Plan: plan}
	m, err := match(p.Workspace, p.Plan, file)
	if err != nil {
		return nil, err
	}
	r.Notes = append(r.Notes, m.Notes...)
	in := p.simulation(m.Posted)
	in.Agents = online(in.Agents)
	rostered, err := simulate.Present(in)
	if err != nil {
		return nil, err
	}
	r.miss(p, m, in, t.There)
	present, err := simulate.Present(in)
	if err != nil {
		return nil, err
	}
	for i := range came.Demand {
		d := &came.Demand[i]
		q := QueueReview{Queue: d.Queue, Known: known[d.Queue.ID], Forecast: served(d.Queue, asked.Demand[i].Volume, r.Step), Came: served(d.Queue, d.Volume, r.Step)}
		at := slices.IndexFunc(pl.Workspace.Config.Queues, func(o workspace.Queue) bool { return o.ID == d.Queue.ID })
		q.count(asked.Demand[i].Needs, d.Needs, rostered[at], present[at])
		observed := observedReplies(d.Queue, r.Step, h, t.Replies)
		if t.Replies != nil && observed == nil {
			r.Notes = append(r.Notes, lang.F("回复率文件里没有“%s”在 %s 的回复率，晚回的咨询按在岗的人推算", "the file of reply rates has none of %s in %s: late replies are those expected of who was there", d.Queue.Name, h))
		}
		if err := q.late(r.Step, observed); err != nil {
			return nil, err
		}
		q.Causes = q.Causes.Times(float64(r.Step))
		r.Queues = append(r.Queues, q)
		r.Causes, r.Late = r.Causes.Plus(q.Causes), r.Late.Plus(q.Late)
	}
	return r, nil
}

// asked is the outlook by which the week of r was planned: the forecast that was kept last
// before it began, else one made now from what was known then.
func (pl *Planner) asked(ctx context.Context, r *Review, history []forecast.Series) (*Outlook, error) {
	h := r.Horizon
	out := &Outlook{Workspace: pl.Workspace, Horizon: h, History: history}
	kept, notes, err := pl.Workspace.KeptForecasts(h.Start, h.Start+workcal.Date(h.Days))
	if err != nil {
		return nil, err
	}
	r.Notes = append(r.Notes, notes...)
	queues, ok := forecast.SaidBefore(kept, h.Start, h.Days)
	if r.Kept = ok; !ok {
		f, err := pl.Forecast(ctx, forecast.Input{
			History: forecast.Until(history, h.Start-1), Events: pl.Workspace.Events, Calendar: pl.Workspace.Calendar,
			From: h.Start, Days: h.Days, Prior: forecast.HourShares,
		})
		if err != nil {
			return nil, err
		}
		queues = f.Queues
		r.Notes = append(r.Notes, lang.T("这一周之前没有留存的预测，按当时已有的咨询量和现在的活动表重新预测",
			"no forecast of this week was kept before it began; one is made now from the counts known then and today's events"))
	}
	for _, s := range history {
		q := out.queue(s.Queue)
		if q.Deferred {
			r.Notes = append(r.Notes, lang.F("队列“%s”的工作可以晚些做，这里不拆分", "the work of queue %q may wait; it is not split here", q.Name))
			continue
		}
		d := QueueDemand{Queue: q, Volume: make([]float64, h.Days*schedule.DayMinutes/r.Step)}
		for _, f := range queues {
			if f.Queue == q.ID {
				d.Volume = regrid(f.Point, f.Step, r.Step)
			}
		}
		if err := d.require(r.Step); err != nil {
			return nil, err
		}
		out.Demand = append(out.Demand, d)
	}
	return out, nil
}

// came is the outlook of what came in the week, for the queues of asked, and the intervals,
// by queue, in which that is known and the queue was open.
func (r *Review) came(asked *Outlook) (out *Outlook, known map[string][]bool, err error) {
	h := r.Horizon
	out, known = &Outlook{Workspace: asked.Workspace, Horizon: h, History: asked.History}, map[string][]bool{}
	something := false
	for _, a := range asked.Demand {
		d := QueueDemand{Queue: a.Queue, Volume: slices.Repeat([]float64{math.NaN()}, len(a.Volume))}
		for _, s := range asked.History {
			if s.Queue == d.Queue.ID {
				d.observe(&s, h.Start, r.Step)
			}
		}
		in := make([]bool, len(d.Volume))
		per := schedule.DayMinutes / r.Step
		for day := range h.Days {
			if math.IsNaN(d.Volume[day*per]) {
				r.Notes = append(r.Notes, lang.F("%s 的 %s 没有咨询量，这一天不算", "there are no counts of %s on %s, which is left out", d.Queue.Name, h.Start+workcal.Date(day)))
				clear(d.Volume[day*per : (day+1)*per])
				continue
			}
			for x := day * per; x < (day+1)*per; x++ {
				in[x], something = d.Queue.OpenAt(x*r.Step%schedule.DayMinutes), true
			}
		}
		known[d.Queue.ID] = in
		d.Low, d.High = d.Volume, d.Volume // what came is certain
		if err := d.require(r.Step); err != nil {
			return nil, nil, err
		}
		out.Demand = append(out.Demand, d)
	}
	if !something {
		return nil, nil, lang.Errorf("%s 这一周没有咨询量，没有什么可以回顾", "there are no counts of %s to look back on", h).
			WithHint("把这一周的咨询量导出放进 inquiries/", "put the counts of the week into inquiries/")
	}
	return out, known, nil
}

// count fills in the heads of each interval that is known and splits what was missing.
func (q *QueueReview) count(asked, needed []staffing.Need, rostered, present []float64) {
	q.Heads = make([]review.Heads, len(q.Known))
	for x, known := range q.Known {
		if known {
			q.Heads[x] = review.Heads{Needed: float64(needed[x].Rostered), Asked: float64(asked[x].Rostered), Rostered: rostered[x], Present: present[x]}
			q.Causes = q.Causes.Plus(q.Heads[x].Split())
			q.Contacts, q.Expected = q.Contacts+q.Came[x], q.Expected+q.Forecast[x]
		}
	}
}

// late splits the late contacts of the intervals that are known and, where replies were
// observed, see [observedReplies], of those alone.
func (q *QueueReview) late(step int, observed []float64) error {
	p := q.Queue.Staffing()
	expect := func(of func(review.Heads) float64) ([]float64, error) {
		agents := make([]float64, len(q.Heads))
		for x, n := range q.Heads {
			agents[x] = of(n) * (1 - p.Shrinkage)
		}
		return staffing.Expect(p, q.Came, step, agents)
	}
	var by [4][]float64
	for i, of := range []func(review.Heads) float64{
		func(n review.Heads) float64 { return n.Needed }, func(n review.Heads) float64 { return n.Asked },
		func(n review.Heads) float64 { return n.Rostered }, func(n review.Heads) float64 { return n.Present },
	} {
		var err error
		if by[i], err = expect(of); err != nil {
			return err
		}
	}
	for x, known := range q.Known {
		reply := -1.0
		if observed != nil {
			if reply = observed[x]; reply < 0 {
				continue
			}
		}
		if known {
			contacts := q.Came[x] * (1 - p.RobotShare)
			q.Judged += contacts
			q.Late = q.Late.Plus(review.Replies{Contacts: contacts, Observed: reply, Needed: by[0][x], Asked: by[1][x], Rostered: by[2][x], Present: by[3][x]}.Split())
		}
	}
	return nil
}

// observedReplies returns the reply rate of each interval of the horizon, below 0 where it
// is not known; nil where it is known of none.
func observedReplies(q *workspace.Queue, step int, h Horizon, replies []workspace.Observed) (out []float64) {
	for _, o := range replies {
		if o.Queue != q {
			continue
		}
		for _, s := range o.Seen {
			from := s.Start - int(h.Start)*schedule.DayMinutes
			for at := from; at < from+o.Step; at += step {
				if x := at / step; at >= 0 && x < h.Days*schedule.DayMinutes/step {
					if out == nil {
						out = slices.Repeat([]float64{-1}, h.Days*schedule.DayMinutes/step)
					}
					out[x] = s.Reply
				}
			}
		}
	}
	return out
}

// At is the date and the minute of the day at which interval x begins.
func (r *Review) At(x int) (workcal.Date, int) {
	at := x * r.Step
	return r.Horizon.Start + workcal.Date(at/schedule.DayMinutes), at % schedule.DayMinutes
}

// LastWeek is the last week whose days are all over by the history.
func (pl *Planner) LastWeek() (workcal.Week, error) {
	history, _, err := pl.Workspace.History()
	if err != nil {
		return workcal.Week{}, err
	}
	last, known := forecast.LastDay(history)
	if !known {
		return workcal.Week{}, lang.Errorf("inquiries/ 里没有咨询量，没有什么可以回顾", "inquiries/ has no counts to look back on").
			WithHint("把咨询量导出放进 inquiries/", "put the exports of inquiries into inquiries/")
	}
	w := pl.WeekOf(last)
	if pl.weekOf(w).Last() > last {
		w = pl.WeekOf(last - 7)
	}
	return w, nil
}

// Replies reads the reply rates of the past from a table, of the only queue where its rows
// name none; see [workspace.Config.ReadObserved].
func Replies(c *workspace.Config, book *table.Book) ([]workspace.Observed, error) {
	past, err := c.ReadObserved(book)
	if err != nil {
		return nil, err
	}
	return ofQueue(c, past, "")
}
