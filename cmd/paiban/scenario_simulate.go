package main

import (
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/simulate"
)

// simulation puts the planned week and a roster of it to the simulation. Volume
// outside opening hours is left out, as it is in the requirement; a queue
// without history has no contacts.
func (p *planning) simulation(r *schedule.Roster) *simulate.Input {
	problem := p.plan.Problem
	in := &simulate.Input{
		Start: problem.Start, Days: problem.Days, Step: problem.Interval,
		Agents: simulate.FromRoster(problem, r), Policy: simulate.DefaultPolicy(),
	}
	steps := problem.Days * schedule.DayMinutes / problem.Interval
	for i := range p.ws.Config.Queues {
		q := &p.ws.Config.Queues[i]
		out := simulate.Queue{
			Name: q.Name, Params: q.Staffing(), Gate: float64(q.Gate), Windows: p.measured(q),
			Volume: make([]float64, steps),
		}
		for _, d := range p.demand {
			if d.queue != q {
				continue
			}
			out.Low, out.High, out.Need = make([]float64, steps), make([]float64, steps), p.plan.Required[i]
			for k := range steps {
				if isOpen(q, k*problem.Interval%schedule.DayMinutes) {
					out.Volume[k], out.Low[k], out.High[k] = d.volume[k], d.low[k], d.high[k]
				}
			}
		}
		in.Queues = append(in.Queues, out)
	}
	return in
}

// measured returns when messages of q are judged: in the windows that are
// measured, else in all that the shop has.
func (p *planning) measured(q *workspace.Queue) []simulate.Window {
	var measured, all []simulate.Window
	for _, w := range q.Windows {
		out := simulate.Window{Span: schedule.Span(w.Hours), Days: make(schedule.DaySet, len(p.plan.Days))}
		for d, day := range p.plan.Days {
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
