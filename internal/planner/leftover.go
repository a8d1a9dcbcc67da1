package planner

import (
	"context"
	"math"
	"slices"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
	"paiban/schedule/staffing"
)

// spreadDeferred spreads the work of o that may wait, what was left over before among it.
func (pl *Planner) spreadDeferred(ctx context.Context, o *Outlook) error {
	if o.deferred() == nil {
		return nil
	}
	left, from := pl.leftOver(ctx, o)
	if err := ctx.Err(); err != nil {
		return err
	}
	o.carriedIn, o.carriedFrom = map[string][]float64{}, map[string]lang.Text{}
	for _, d := range o.deferred() {
		q := d.Queue
		switch wait := staffing.WaitSteps(float64(q.Within), o.Workspace.Config.Interval); {
		case q.Backlog > 0: // came evenly within its time
			o.carriedIn[q.ID], o.carriedFrom[q.ID] = slices.Repeat([]float64{float64(q.Backlog) / float64(wait)}, wait), lang.T("paiban.yaml 里的 backlog", "backlog in paiban.yaml")
		case left[q.ID] != nil:
			o.carriedIn[q.ID], o.carriedFrom[q.ID] = left[q.ID], from
		}
	}
	o.spread()
	return nil
}

// leftOver works out what is left, at the start of o, of the work that may wait, in
// contacts by interval before it: the roster of the week before does what came in that
// week, or is forecast for it. It is nil where there is no such roster, or where it
// cannot be read, of which whoever plans by it is told elsewhere.
func (pl *Planner) leftOver(ctx context.Context, o *Outlook) (left map[string][]float64, from lang.Text) {
	h := Horizon{Start: o.Horizon.Start - 7, Days: 7, First: o.Horizon.First}
	rosters, err := pl.Workspace.Rosters()
	if err != nil || len(pl.Workspace.People) == 0 || !h.IsWeek() {
		return nil, from
	}
	path, err := rosters.Of(h.week())
	if err != nil {
		return nil, from
	}
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return nil, from
	}
	before, err := pl.came(ctx, o, h)
	if err != nil {
		return nil, from
	}
	before.spread()
	plan, err := before.Workspace.PlanDays(h.Start, h.Days, before.needs())
	if err != nil {
		return nil, from
	}
	m, err := match(before.Workspace, plan, file)
	if err != nil {
		return nil, from
	}
	// Nobody works off anything in hours of leave, whenever these came.
	j := (&Planning{Outlook: before, Plan: plan}).check(&solve.Result{Roster: m.Roster}, m.Who)
	left = map[string][]float64{}
	for d, w := range j.worked() {
		for _, minutes := range w.Left {
			left[d.Queue.ID] = append(left[d.Queue.ID], d.Waits.Contacts(minutes))
		}
	}
	return left, lang.F("按 %s 的班表算", "by the roster of %s", h)
}

// came is the outlook of the week h before o: what came in it, and where the history does
// not tell, what is forecast.
func (pl *Planner) came(ctx context.Context, o *Outlook, h Horizon) (*Outlook, error) {
	step := o.Workspace.Config.Interval
	out := &Outlook{Workspace: o.Workspace, Horizon: h, History: o.History}
	guess := map[string][]float64{}
	if last, known := forecast.LastDay(o.History); known && last < h.Last() {
		first := max(last+1, h.Start)
		f, err := pl.Forecast(ctx, forecast.Input{
			History: o.History, Events: o.Workspace.Events, Calendar: o.Workspace.Calendar,
			From: first, Days: int(h.Last()-first) + 1, Prior: forecast.HourShares,
		})
		if err != nil {
			return nil, err
		}
		for _, q := range f.Queues {
			skip := make([]float64, int(first-h.Start)*schedule.DayMinutes/step)
			guess[q.Queue] = append(skip, regrid(q.Point, q.Step, step)...)
		}
	}
	for k := range o.Demand {
		d := QueueDemand{Queue: o.Demand[k].Queue, Volume: make([]float64, h.Days*schedule.DayMinutes/step)}
		copy(d.Volume, guess[d.Queue.ID])
		for _, s := range o.History {
			if s.Queue == d.Queue.ID {
				d.observe(&s, h.Start, step)
			}
		}
		if err := d.require(step); err != nil {
			return nil, err
		}
		out.Demand = append(out.Demand, d)
	}
	return out, nil
}

// observe enters what a series counted into the volume of d, whose first day is start.
func (d *QueueDemand) observe(s *forecast.Series, start workcal.Date, step int) {
	per := schedule.DayMinutes / s.Step
	for day := range len(d.Volume) * step / schedule.DayMinutes {
		from := (int(start-s.Start) + day) * per
		if from < 0 || from+per > len(s.Values) || slices.ContainsFunc(s.Values[from:from+per], math.IsNaN) {
			continue
		}
		copy(d.Volume[day*schedule.DayMinutes/step:], regrid(s.Values[from:from+per], s.Step, step))
	}
}

// worked is what becomes of the work that may wait with the heads of the roster, who work
// as long as there is work: by the expected volume, without chance.
func (j *Judged) worked() map[*QueueDemand]staffing.Waited {
	p, cov := j.Plan.Problem, j.Coverage()
	var pools []*pool
	for _, o := range j.pools(len(cov.Total)) {
		for q := range j.Workspace.Config.Queues {
			if &j.Workspace.Config.Queues[q] == o.queue {
				o.heads = cov.Queues[q]
			}
		}
		pools = append(pools, o)
	}
	out := map[*QueueDemand]staffing.Waited{}
	for _, d := range j.deferred() {
		if d.Waits == nil {
			continue
		}
		q := slices.IndexFunc(p.Queues, func(q schedule.Queue) bool { return q.ID == d.Queue.ID })
		k := j.desk(d.Queue, pools, cov.Queues[q], 1)
		w := d.Waits.Work.Replay(k.there)
		k.work(w.Done)
		pools, out[d] = append(pools, k.own), w
	}
	return out
}

// lateTexts says of which work that may wait more is late, with the heads of the roster,
// than the target allows, and when it came.
func (j *Judged) lateTexts() (out []lang.Text) {
	worked, step := j.worked(), j.Workspace.Config.Interval
	for _, d := range j.deferred() {
		w, known := worked[d]
		if !known {
			continue
		}
		late, all := staffing.Sum(w.Late)+w.CarriedLate, staffing.Sum(d.Waits.Work.Work)+staffing.Sum(d.Waits.Work.Carried)
		if late <= (1-float64(d.Queue.Target))*all || d.Waits.Contacts(late) < 1 {
			continue
		}
		since := lang.T("期初积压的也在内", "what waited at the start among it")
		if first := slices.IndexFunc(w.Late, func(x float64) bool { return x > 0 }); first >= 0 && w.CarriedLate == 0 {
			at := first * step
			date := j.Horizon.Start + workcal.Date(at/schedule.DayMinutes)
			since = lang.F("从 %s %s %s 来的开始", "what came from %s %s %s on", schedule.Weekday(date), schedule.MonthDay(date), schedule.Clock(at%schedule.DayMinutes))
		}
		out = append(out, lang.F("%s：按这份班表约 %.0f 件（%.0f%%）不能在 %s内做完（%s）；期末剩 %.0f 件", "%s: with this roster about %.0f (%.0f%%) are not done within %s (%s); %.0f are left at the end",
			d.Queue.Name, d.Waits.Contacts(late), 100*late/all, d.Queue.Within.Text(), since, d.Waits.Contacts(staffing.Sum(w.Left))))
	}
	return out
}
