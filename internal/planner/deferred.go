package planner

import (
	"cmp"
	"context"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// Waiting is the work of a queue that may wait, and how it is spread over the horizon.
type Waiting struct {
	Work   staffing.Deferred // in minutes of heads on the roster, by interval
	There  []float64         // minutes by interval that heads of live queues have left for it
	Spread staffing.Waited   // what becomes of it with the heads asked for
	AtOnce []int             // heads to roster, by interval, if everybody were answered at once; nil where no number would do

	one float64 // minutes of one contact
}

// Contacts turns an amount of work into contacts.
func (w *Waiting) Contacts(minutes float64) float64 { return minutes / w.one }

// Told is what is said of work that may wait, in hours of heads on the roster and in
// contacts.
type Told struct {
	Within float64 `json:"within_hours"`
	Work   float64 `json:"work_hours"`    // that comes in the horizon
	Asked  float64 `json:"asked_hours"`   // heads asked for
	AtOnce float64 `json:"at_once_hours"` // that would be asked for if everybody were answered at once; 0 is unknown
	Beside float64 `json:"beside_hours"`  // done by heads of live queues between their contacts
	Before float64 `json:"backlog"`       // contacts left over at the start
	After  float64 `json:"left"`          // at the end
	Late   float64 `json:"late"`          // contacts that cannot be done in time
}

// Told sums the work of q up that may wait; it is zero for other queues. step is the
// minutes of an interval.
func (q *QueueRequirement) Told(step int) (t Told) {
	w := q.Waits
	if w == nil {
		return t
	}
	t = Told{
		Within: float64(q.Queue.Within) / 3600, Work: staffing.Sum(w.Work.Work) / 60,
		Before: w.Contacts(staffing.Sum(w.Work.Carried)), After: w.Contacts(staffing.Sum(w.Spread.Left)), Late: w.Contacts(staffing.Sum(w.Spread.Late) + w.Spread.CarriedLate),
	}
	for x, n := range q.Heads {
		t.Asked += float64(n*step) / 60
		if w.AtOnce != nil {
			t.AtOnce += float64(max(w.AtOnce[x], q.Minimum[x])*step) / 60
		}
		t.Beside += max(0, w.Spread.Done[x]-float64(q.Heads[x]*step)) / 60
	}
	return t
}

// WaitText says how the work of q that may wait was spread; zero for other queues.
func (q *QueueRequirement) WaitText(step int) lang.Text {
	if q.Waits == nil {
		return lang.Text{}
	}
	t := q.Told(step)
	all := []lang.Text{lang.F("可以等，%s内做完：摊到有人的时段，共 %.1f 人时", "may wait for up to %s: spread over the hours people are there, %.1f head-hours", q.Queue.Within.Text(), t.Asked)}
	if t.AtOnce > 0 {
		all = append(all, lang.F("来了就回要 %.1f 人时", "answered at once it would be %.1f", t.AtOnce))
	}
	if t.Beside >= .5 {
		all = append(all, lang.F("另有 %.1f 人时由其他队列的人空闲时做", "%.1f more are done by people of other queues between contacts", t.Beside))
	}
	if t.Before >= .5 {
		all = append(all, lang.F("期初积压 %.0f 件", "%.0f wait at the start", t.Before))
	}
	if t.After >= .5 {
		all = append(all, lang.F("期末剩 %.0f 件，转到下一期", "%.0f are left at the end, for the days after", t.After))
	}
	if t.Late >= .5 {
		all = append(all, lang.F("%.0f 件赶不上：时限内没有人能上班", "%.0f cannot be in time: nobody can be at work before their time is over", t.Late))
	}
	return lang.Join(all, "；", "; ")
}

// waiting is the work that d brings, with what was left over before, in contacts by
// interval before the horizon.
func (d *QueueDemand) waiting(carried []float64, step int) *Waiting {
	p := d.Queue.Staffing()
	w := &Waiting{
		Work: staffing.Deferred{Work: make([]float64, len(d.Volume)), Wait: staffing.WaitSteps(p.Within, step)},
		one:  p.HeadMinutes(1),
	}
	for i, v := range d.Volume {
		w.Work.Work[i] = p.HeadMinutes(v)
	}
	p.RobotShare = 0 // what waits, the robot has not settled
	for _, v := range carried {
		w.Work.Carried = append(w.Work.Carried, p.HeadMinutes(v))
	}
	// Only to be told beside: a promise that nobody could keep at once is none here.
	if needs, err := staffing.Require(d.Queue.Staffing(), d.Volume, step); err == nil {
		for _, n := range needs {
			w.AtOnce = append(w.AtOnce, n.Rostered)
		}
	}
	return w
}

// spread turns the work that may wait into heads, once the heads of the live queues are
// known: the queue with the shortest deadline first.
func (o *Outlook) spread() {
	step, steps := o.Workspace.Config.Interval, o.Horizon.Days*schedule.DayMinutes/o.Workspace.Config.Interval
	var late []*QueueDemand
	pools := o.pools(steps)
	level := make([]int, steps)
	for _, p := range pools {
		for t, n := range p.heads {
			level[t] += n
		}
	}
	for k := range o.Demand {
		if d := &o.Demand[k]; d.Queue.Deferred {
			d.Waits = d.waiting(o.carriedIn[d.Queue.ID], step)
			late = append(late, d)
		}
	}
	slices.SortStableFunc(late, func(a, b *QueueDemand) int { return cmp.Compare(a.Queue.Within, b.Queue.Within) })
	for _, d := range late {
		pools = append(pools, o.spreadOne(d, pools, level))
	}
}

// pool is the time that the heads of one queue leave for others, in minutes at their
// desks by interval.
type pool struct {
	queue *workspace.Queue
	heads []int
	busy  []float64 // minutes on contacts
}

// pools are the heads of the live queues.
func (o *Outlook) pools(steps int) (out []*pool) {
	for i := range o.Workspace.Config.Queues {
		q := &o.Workspace.Config.Queues[i]
		if q.Deferred {
			continue
		}
		p := &pool{queue: q, heads: o.minimum(q, steps), busy: make([]float64, steps)}
		for k := range o.Demand {
			if d := &o.Demand[k]; d.Queue == q {
				for t, n := range d.Needs {
					p.heads[t] = max(p.heads[t], n.Rostered)
					p.busy[t] = n.Occupancy * float64(n.Online*o.Workspace.Config.Interval)
				}
			}
		}
		out = append(out, p)
	}
	return out
}

// left returns the minutes, as [staffing.Params.HeadMinutes] counts them for queue q, that
// the heads of p have left for it in interval t.
func (p *pool) left(q *workspace.Queue, t, step int) float64 {
	occupancy := 1.0
	if q.MaxOccupancy > 0 {
		occupancy = float64(q.MaxOccupancy)
	}
	free := float64(p.heads[t]*step)*(1-float64(p.queue.Shrinkage))*occupancy - p.busy[t]
	return max(0, free) / ((1 - float64(q.Shrinkage)) * occupancy)
}

// spreadOne asks for the heads of one queue and returns what they leave for the next. The
// pools lose what it takes from them.
func (o *Outlook) spreadOne(d *QueueDemand, pools []*pool, level []int) *pool {
	c, q, w := o.Workspace.Config, d.Queue, d.Waits
	step, steps := c.Interval, len(d.Volume)
	blocks := o.blocks(q)
	covered := make([]bool, steps)
	for _, b := range blocks {
		for _, t := range b.Steps {
			covered[t] = true
		}
	}
	own := &pool{queue: q, heads: o.minimum(q, steps), busy: make([]float64, steps)}
	w.There = make([]float64, steps)
	shares := make([]float64, len(pools))
	for k, p := range pools {
		shares[k] = o.together(p.queue, q)
	}
	there := make([]float64, steps)
	for t := range steps {
		if !covered[t] {
			own.heads[t] = 0
			continue
		}
		for k, p := range pools {
			w.There[t] += shares[k] * p.left(q, t, step)
		}
		there[t] = w.There[t] + float64(own.heads[t]*step)
		level[t] += own.heads[t]
	}
	for b, n := range w.Work.Spread(there, level, blocks) {
		for _, t := range blocks[b].Steps {
			own.heads[t] += n
			there[t] += float64(n) * blocks[b].Yield
		}
	}
	w.Spread = w.Work.Replay(there)
	d.Needs = make([]staffing.Need, steps)
	occupancy := cmp.Or(float64(q.MaxOccupancy), 1)
	for t := range steps {
		n := &d.Needs[t]
		n.Volume, n.ReplyRate = d.Volume[t]*(1-float64(q.RobotShare)), 1
		n.Online, n.Rostered = own.heads[t], own.heads[t]
		if w.Work.Work[t] > 0 {
			n.ReplyRate = 1 - w.Spread.Late[t]/w.Work.Work[t]
		}
		if there[t] > 0 {
			n.Occupancy = occupancy * w.Spread.Done[t] / there[t]
		}
		// Its own heads work first; the others lose the rest.
		mine := there[t] - w.There[t]
		minutes := (1 - float64(q.Shrinkage)) * occupancy
		own.busy[t] = min(w.Spread.Done[t], mine) * minutes
		if rest := w.Spread.Done[t] - mine; rest > 0 {
			for k, p := range pools {
				p.busy[t] += rest * minutes * shares[k] * p.left(q, t, step) / w.There[t]
			}
		}
	}
	return own
}

// blocks are the shifts of the horizon that serve a queue, one for each day.
func (o *Outlook) blocks(q *workspace.Queue) (out []staffing.Block) {
	c, days := o.Workspace.Config, o.Horizon.Days
	step := c.Interval
	for i := range c.Shifts {
		s := &c.Shifts[i]
		if len(s.Queues) > 0 && !slices.Contains(s.Queues, q.ID) {
			continue
		}
		present := 0
		for _, h := range s.Hours {
			present += schedule.Span(h).Len()
		}
		for d := range days {
			if !s.Days.Has(o.Workspace.Calendar.Day(o.Horizon.Start + workcal.Date(d))) {
				continue
			}
			b := staffing.Block{Cost: present - int(s.Break), Yield: float64(step) * (1 - float64(s.Break)/float64(present))}
			for _, h := range s.Hours {
				from := d*schedule.DayMinutes + h.Start
				for t := (from + step - 1) / step; (t+1)*step <= d*schedule.DayMinutes+h.End && t < len(o.Demand[0].Volume); t++ {
					if q.OpenAt(t * step % schedule.DayMinutes) {
						b.Steps = append(b.Steps, t)
					}
				}
			}
			slices.Sort(b.Steps)
			if b.Steps = slices.Compact(b.Steps); len(b.Steps) > 0 {
				out = append(out, b)
			}
		}
	}
	return out
}

// together is the share of the heads of queue a who can serve queue b as well: on a shift
// that serves both, those with both skills.
func (o *Outlook) together(a, b *workspace.Queue) float64 {
	if !slices.ContainsFunc(o.Workspace.Config.Shifts, func(s workspace.Shift) bool { return len(s.Queues) == 0 }) {
		return 0
	}
	able, both := 0, 0
	for i := range o.Workspace.People {
		p := &o.Workspace.People[i]
		if p.Skills == nil || slices.Contains(p.Skills, a.ID) {
			able++
			if p.Skills == nil || slices.Contains(p.Skills, b.ID) {
				both++
			}
		}
	}
	if able == 0 {
		return 1 // no staff list yet
	}
	return float64(both) / float64(able)
}

// spreadDeferred spreads the work of o that may wait.
func (pl *Planner) spreadDeferred(ctx context.Context, o *Outlook) error {
	if !slices.ContainsFunc(o.Demand, func(d QueueDemand) bool { return d.Queue.Deferred }) {
		return nil
	}
	o.spread()
	return nil
}
