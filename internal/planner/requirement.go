package planner

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// Requirement is the heads that a horizon needs.
type Requirement struct {
	Horizon Horizon
	Step    int // minutes of an interval
	Queues  []QueueRequirement
	Notes   []lang.Text
	Pooling *Pooling // where the staff list tells who is shared; nil of one queue
}

// QueueRequirement has one value per interval from 00:00 of the first day on.
type QueueRequirement struct {
	Queue     *workspace.Queue
	Volume    []float64 // contacts expected; nil without history
	Online    []int     // agents at their desks that the volume needs
	Rostered  []int     // the same with shrinkage
	Minimum   []int     // online by the service windows
	Heads     []int     // to roster, the minimum included
	ReplyRate []float64
	Occupancy []float64
	Waits     *Waiting           // of a queue whose work may wait; else nil
	Lost      []float64          // share of contacts expected to leave unanswered
	Binds     []staffing.Binding // what asks for the last of Heads; "" where nobody is needed
}

// BindsText says in how many intervals each condition sets the heads; nothing where
// nobody is needed.
func (q *QueueRequirement) BindsText() lang.Text {
	var parts []lang.Text
	for _, b := range staffing.Bindings {
		n := 0
		for _, c := range q.Binds {
			if c == b.Key {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, lang.F("%s %d 个时段", "%s in %d intervals", b.Name, n))
		}
	}
	if parts == nil {
		return lang.Text{}
	}
	return lang.F("人数由什么决定：%s", "heads are set by: %s", lang.Join(parts, "、", ", "))
}

// Requirement gathers what every queue needs.
func (o *Outlook) Requirement() *Requirement {
	r := &Requirement{Horizon: o.Horizon, Step: o.Workspace.Config.Interval, Notes: o.Notes}
	steps := r.Horizon.Days * schedule.DayMinutes / r.Step
	for i := range o.Workspace.Config.Queues {
		q := &o.Workspace.Config.Queues[i]
		out := QueueRequirement{
			Queue: q, Online: make([]int, steps), Rostered: make([]int, steps), Minimum: o.minimum(q, steps),
			Heads: make([]int, steps), ReplyRate: make([]float64, steps), Occupancy: make([]float64, steps),
			Lost: make([]float64, steps), Binds: make([]staffing.Binding, steps),
		}
		for k := range o.Demand {
			if d := &o.Demand[k]; d.Queue == q {
				out.Volume, out.Waits = d.Volume, d.Waits
				for x, n := range d.Needs {
					out.Online[x], out.Rostered[x], out.ReplyRate[x], out.Occupancy[x] = n.Online, n.Rostered, n.ReplyRate, n.Occupancy
					out.Lost[x], out.Binds[x] = n.Lost, n.Binds
				}
			}
		}
		for x := range out.Heads {
			out.Heads[x] = max(out.Rostered[x], out.Minimum[x])
			switch {
			case out.Minimum[x] > out.Rostered[x], out.Waits != nil && out.Heads[x] > 0 && out.Minimum[x] == out.Heads[x]:
				out.Binds[x] = staffing.BindsMinimum
			case out.Waits != nil && out.Heads[x] > 0: // until the deadline all must be done
				out.Binds[x] = staffing.BindsLoad
			}
		}
		r.Queues = append(r.Queues, out)
	}
	if len(o.Demand) > 1 && len(o.Workspace.People) > 0 {
		// What a roster cannot be made of is told where one is made.
		if plan, err := o.Workspace.PlanDays(r.Horizon.Start, r.Horizon.Days, o.needs()); err == nil {
			p := (&Planning{Outlook: o, Plan: plan}).Pooled()
			r.Pooling = &p
		}
	}
	return r
}

// minimum returns the heads that the service windows of q ask for in each of so many
// intervals.
func (o *Outlook) minimum(q *workspace.Queue, steps int) []int {
	out := make([]int, steps)
	step := o.Workspace.Config.Interval
	for _, w := range q.Windows {
		for d := range o.Horizon.Days {
			if w.Force.Off() || !w.Days.Has(o.Workspace.Calendar.Day(o.Horizon.Start+workcal.Date(d))) {
				continue
			}
			from := d * schedule.DayMinutes
			for x := (from + w.Hours.Start) / step; x < steps && x*step < from+w.Hours.End; x++ {
				out[x] = max(out[x], w.Min)
			}
		}
	}
	return out
}
