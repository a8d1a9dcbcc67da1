package planner

import (
	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// sharing returns what queues of the demand need together where people are shared, see
// [workspace.Needs]; nil of one queue.
func (o *Outlook) sharing() func(queues []string, i int, everybody bool) int {
	if len(o.Demand) < 2 {
		return nil
	}
	index := map[string]int{}
	members := make([]staffing.Member, len(o.Demand))
	step := o.Workspace.Config.Interval
	for k := range o.Demand {
		d := &o.Demand[k]
		index[d.Queue.ID] = k
		members[k] = staffing.Member{Params: d.Queue.Staffing(), Volume: served(d.Queue, d.Volume, step), Own: d.heads(), Alone: d.Queue.Deferred}
	}
	pool, err := staffing.NewPool(step, members)
	if err != nil {
		return nil // the queues apart have been worked out, so that this does not come
	}
	return func(queues []string, i int, everybody bool) int {
		var known []int
		for _, id := range queues {
			if k, ok := index[id]; ok {
				known = append(known, k)
			}
		}
		return pool.Heads(known, i, everybody)
	}
}

// Pooling is what a horizon asks for where people with several skills are shared.
type Pooling struct {
	Heads    []int   // by interval, of all queues together
	Together float64 // head-hours
	Apart    float64 // head-hours if each queue had people of its own
}

// Pooled sums up what the queues of p need together. Service windows are not in it.
func (p *Planning) Pooled() (out Pooling) {
	hours := float64(p.Plan.Problem.Interval) / 60
	out.Heads = make([]int, p.Plan.Problem.Days*schedule.DayMinutes/p.Plan.Problem.Interval)
	for q := range p.Plan.Required {
		for i := range out.Heads {
			out.Heads[i] += p.Plan.Required[q][i]
			out.Together += hours * float64(p.Plan.Required[q][i])
			out.Apart += hours * float64(p.Plan.Apart[q][i])
		}
	}
	return out
}

// Saves is the head-hours that sharing people saves.
func (p *Pooling) Saves() float64 { return p.Apart - p.Together }

// Text says what sharing saves; nothing where it saves nothing.
func (p *Pooling) Text() lang.Text {
	if p.Saves() < .05 {
		return lang.Text{}
	}
	return lang.F("会几样的人在队列之间共用：合起来要 %.1f 人时，各排各的要 %.1f 人时，省 %.1f 人时",
		"people with several skills are shared between queues: %.1f head-hours together instead of %.1f apart, %.1f saved", p.Together, p.Apart, p.Saves())
}
