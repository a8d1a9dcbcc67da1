package planner

import (
	"cmp"
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
	Spread staffing.Waited   // what becomes of it with the heads asked for
	Since  lang.Text         // where what was left over before is known from; zero where nothing was
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
	all := []lang.Text{lang.F("可以等，%s内做完就行：摊到有人的时段，共 %.1f 人时", "may wait for up to %s: spread over the hours people are there, %.1f head-hours", q.Queue.Within.Text(), t.Asked)}
	if t.AtOnce > 0 {
		all = append(all, lang.F("来了就回要 %.1f 人时", "answered at once it would be %.1f", t.AtOnce))
	}
	if t.Beside >= .5 {
		all = append(all, lang.F("另有 %.1f 人时由其他队列的人空闲时做", "%.1f more are done by people of other queues between contacts", t.Beside))
	}
	if t.Before >= .5 {
		all = append(all, lang.F("期初积压 %.0f 件（%s）", "%.0f wait at the start (%s)", t.Before, q.Waits.Since))
	}
	if t.After >= .5 {
		all = append(all, lang.F("期末剩 %.0f 件，转到下一期", "%.0f are left at the end, for the days after", t.After))
	}
	if t.Late >= .5 {
		all = append(all, lang.F("%.0f 件这样也赶不上：时限内没有人能上班，或前面积压的太多", "%.0f are late even so: nobody can be at work in their time, or too much waits before them", t.Late))
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
			d.Waits.Since = o.carriedFrom[d.Queue.ID]
		}
	}
	for _, d := range o.deferred() {
		pools = append(pools, o.spreadOne(d, pools, level))
	}
}

// deferred lists the queues whose work may wait, the shortest promise first.
func (o *Outlook) deferred() (out []*QueueDemand) {
	for k := range o.Demand {
		if d := &o.Demand[k]; d.Queue.Deferred {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b *QueueDemand) int { return cmp.Compare(a.Queue.Within, b.Queue.Within) })
	return out
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

// left returns the minutes, as [staffing.Params.HeadMinutes] counts them for the queue of
// k, that the heads of p have left for it in interval t.
func (p *pool) left(k *desk, t int) float64 {
	free := float64(p.heads[t]*k.step)*(1-float64(p.queue.Shrinkage))*k.busiest - p.busy[t]
	return max(0, free) / k.minute
}

// occupancy is the most of the time at the desk that a plan spends on contacts of q.
func occupancy(q *workspace.Queue) float64 { return cmp.Or(float64(q.MaxOccupancy), 1) }

// desk is a queue whose work may wait, with the heads that are there for it.
type desk struct {
	own    *pool
	pools  []*pool   // of the queues that come before it
	shares []float64 // of the heads of each pool who can serve it
	there  []float64 // minutes that all of them have for it, as [staffing.Params.HeadMinutes] counts them
	mine   []float64 // of these, its own heads
	step   int

	busiest float64 // most of the time at the desk that is spent on contacts
	minute  float64 // minutes on contacts in one of there
}

// desk opens a desk for q with its own heads by interval. A plan keeps to the limit of
// occupancy; people who have work do it, busiest 1.
func (o *Outlook) desk(q *workspace.Queue, pools []*pool, heads []int, busiest float64) *desk {
	k := &desk{
		busiest: busiest, minute: (1 - float64(q.Shrinkage)) * occupancy(q),
		own: &pool{queue: q, heads: heads, busy: make([]float64, len(heads))}, pools: pools, shares: make([]float64, len(pools)),
		there: make([]float64, len(heads)), mine: make([]float64, len(heads)), step: o.Workspace.Config.Interval,
	}
	for i, p := range pools {
		k.shares[i] = o.together(p.queue, q)
	}
	for t, n := range heads {
		if !q.OpenAt(t * k.step % schedule.DayMinutes) {
			continue
		}
		k.mine[t] = float64(n*k.step) * busiest / occupancy(q)
		k.there[t] = k.mine[t]
		for i, p := range pools {
			k.there[t] += k.shares[i] * p.left(k, t)
		}
	}
	return k
}

// work takes what is done from the time of the heads: its own work first, the others do
// the rest.
func (k *desk) work(done []float64) {
	for t := range done {
		k.own.busy[t] = min(done[t], k.mine[t]) * k.minute
		rest, beside := done[t]-k.mine[t], k.there[t]-k.mine[t]
		if rest <= 0 || beside <= 0 {
			continue
		}
		for i, p := range k.pools {
			p.busy[t] += rest * k.minute * k.shares[i] * p.left(k, t) / beside
		}
	}
}

// spreadOne asks for the heads of one queue and returns what they leave for the next. The
// pools lose what it takes from them.
func (o *Outlook) spreadOne(d *QueueDemand, pools []*pool, level []int) *pool {
	q, w, steps := d.Queue, d.Waits, len(d.Volume)
	blocks := o.blocks(q)
	covered := make([]bool, steps)
	for _, b := range blocks {
		for _, t := range b.Steps {
			covered[t] = true
		}
	}
	heads := o.minimum(q, steps)
	for t := range heads {
		if !covered[t] {
			heads[t] = 0
		}
		level[t] += heads[t]
	}
	k := o.desk(q, pools, heads, occupancy(q))
	for t := range k.there {
		if !covered[t] {
			k.there[t] = 0
		}
	}
	more := make([]float64, steps) // heads at their desks: who is on a break is not
	for b, n := range w.Work.Spread(k.there, level, blocks) {
		for x, t := range blocks[b].Steps {
			minutes := float64(n) * blocks[b].Yield[x]
			more[t] += minutes / float64(k.step)
			k.mine[t] += minutes
			k.there[t] += minutes
		}
	}
	for t := range heads {
		heads[t] += int(more[t] + 1e-9)
	}
	w.Spread = w.Work.Replay(k.there)
	d.Needs = make([]staffing.Need, steps)
	for t := range steps {
		n := &d.Needs[t]
		n.Volume, n.ReplyRate = d.Volume[t]*(1-float64(q.RobotShare)), 1
		n.Online, n.Rostered = heads[t], heads[t]
		if w.Work.Work[t] > 0 {
			n.ReplyRate = 1 - w.Spread.Late[t]/w.Work.Work[t]
		}
		if k.there[t] > 0 {
			n.Occupancy = occupancy(q) * w.Spread.Done[t] / k.there[t]
		}
	}
	k.work(w.Spread.Done)
	return k.own
}

// blocks are the shifts of the horizon that serve a queue, one for each day.
func (o *Outlook) blocks(q *workspace.Queue) (out []staffing.Block) {
	c := o.Workspace.Config
	step, per := c.Interval, schedule.DayMinutes/c.Interval
	for i := range c.Shifts {
		share := c.Shifts[i].AtDesk(q, step)
		for d := range o.Horizon.Days {
			if !c.Shifts[i].Days.Has(o.Workspace.Calendar.Day(o.Horizon.Start + workcal.Date(d))) {
				continue
			}
			var b staffing.Block
			for x, part := range share {
				if t := d*per + x; part > 0 && t < o.Horizon.Days*per && q.OpenAt(x*step%schedule.DayMinutes) {
					b.Steps, b.Yield = append(b.Steps, t), append(b.Yield, part*float64(step))
				}
				b.Cost += int(part*float64(step) + .5)
			}
			if len(b.Steps) > 0 {
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
