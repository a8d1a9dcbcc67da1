package planner

import (
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/simulate"
)

// simulation puts the planned horizon and a roster of it to the simulation. Volume
// outside opening hours is left out, as it is in the requirement; a queue
// without history has no contacts.
func (p *Planning) simulation(r *schedule.Roster) *simulate.Input {
	problem := p.Plan.Problem
	in := &simulate.Input{
		Start: problem.Start, Days: problem.Days, Step: problem.Interval,
		Agents: simulate.FromRoster(problem, r), Policy: simulate.DefaultPolicy(),
	}
	steps := problem.Days * schedule.DayMinutes / problem.Interval
	for i := range p.Workspace.Config.Queues {
		q := &p.Workspace.Config.Queues[i]
		out := simulate.Queue{
			Name: q.Name, Params: q.Staffing(), Gate: float64(q.Gate), Windows: p.measured(q),
			Volume: make([]float64, steps), Deferred: q.Deferred, Carried: p.carriedIn[q.ID],
		}
		for _, d := range p.Demand {
			if d.Queue != q {
				continue
			}
			out.Low, out.High, out.Need = make([]float64, steps), make([]float64, steps), p.Plan.Required[i]
			out.Grain, out.DayShare, out.WeekShare = d.Errs.Grain, d.Errs.Day, d.Errs.Week
			for k := range steps {
				if q.Deferred || q.OpenAt(k*problem.Interval%schedule.DayMinutes) {
					out.Volume[k], out.Low[k], out.High[k] = d.Volume[k], d.Low[k], d.High[k]
				}
			}
		}
		in.Queues = append(in.Queues, out)
	}
	return in
}

// measured returns when messages of q are judged: in the windows that are
// measured, else in all that the shop has.
func (p *Planning) measured(q *workspace.Queue) []simulate.Window {
	var measured, all []simulate.Window
	for _, w := range q.Windows {
		out := simulate.Window{Span: schedule.Span(w.Hours), Days: make(schedule.DaySet, len(p.Plan.Days))}
		for d, day := range p.Plan.Days {
			out.Days[d] = w.Days.Has(day)
		}
		all = append(all, out)
		if w.Measured {
			measured = append(measured, out)
		}
	}
	if measured != nil {
		return measured
	}
	return all
}
