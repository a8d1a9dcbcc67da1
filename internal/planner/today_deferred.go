package planner

import (
	"slices"

	"paiban/schedule"
	"paiban/schedule/solve"
)

// deferredToday works out, for queues whose work may wait, what waits now, what is left at
// the end of the day and what will not be done in time: the roster of the week does what
// came, and on the day itself what is expected of it now.
func (d *Today) deferredToday() {
	d.owed = make([]float64, len(d.Queues))
	if d.Held.deferred() == nil {
		return
	}
	step := d.Workspace.Config.Interval
	now := &Outlook{Workspace: d.Workspace, Horizon: d.Horizon, History: d.History, carriedIn: d.carriedIn, carriedFrom: d.carriedFrom}
	today := d.day * schedule.DayMinutes / step
	for k := range d.Demand {
		q := QueueDemand{Queue: d.Demand[k].Queue, Volume: slices.Clone(d.Demand[k].Volume), Needs: d.Demand[k].Needs}
		for i := range d.History {
			if s := d.History[i]; s.Queue == q.Queue.ID {
				if days := int(d.Date - s.Start); days >= 0 && days*schedule.DayMinutes/s.Step < len(s.Values) {
					s.Values = s.Values[:days*schedule.DayMinutes/s.Step]
				}
				q.observe(&s, d.Horizon.Start, step)
			}
		}
		for i := range d.Queues {
			if d.Queues[i].Queue == q.Queue && d.Queues[i].step != nil {
				copy(q.Volume[today:], d.Queues[i].step)
			}
		}
		now.Demand = append(now.Demand, q)
	}
	now.spread()
	j := &Judged{Planning: &Planning{Outlook: now, Plan: d.Plan}, Result: &solve.Result{Roster: d.Read.Roster}}
	at, end := today+d.Minute/step, today+(d.Until+step-1)/step
	for demand, w := range j.worked() {
		i := slices.IndexFunc(d.Queues, func(q TodayQueue) bool { return q.Queue == demand.Queue })
		work := demand.Waits.Work
		waits := func(upTo int) (minutes float64) {
			for _, m := range work.Carried {
				minutes += m
			}
			for t := range min(upTo, len(w.Done)) {
				minutes += work.Work[t] - w.Done[t]
			}
			return max(0, minutes)
		}
		late := 0.0
		for t := max(0, at-work.Wait); t < min(end, len(w.Late)); t++ {
			late += w.Late[t] // its time may end on the days after, with their roster as it is
		}
		q := &d.Queues[i]
		q.Backlog, q.Left, q.Late = demand.Waits.Contacts(waits(at)), demand.Waits.Contacts(waits(end)), demand.Waits.Contacts(late)
		d.owed[i] = late
	}
}
