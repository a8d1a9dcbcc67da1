package simulate

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"paiban/schedule"
)

// Result is what the replications showed.
type Result struct {
	Replications int           `json:"replications"`
	Confidence   float64       `json:"confidence"`
	Days         int           `json:"days"`
	Step         int           `json:"step"`
	Queues       []QueueResult `json:"queues"`
	Load         Load          `json:"load"`      // over the horizon
	LoadDays     []Load        `json:"load_days"` // [day]
	Extension    []float64     `json:"extension"` // [agent] mean minutes worked past the ends of segments
}

// QueueResult is how one queue fared.
type QueueResult struct {
	Total   Figures    `json:"total"`
	Days    []Figures  `json:"days"`
	MaxLost float64    `json:"max_lost"` // share of contacts that may leave unanswered
	Steps   []Interval `json:"steps"`
	Wait    Times      `json:"wait"`   // from arrival to an agent, of contacts that came within the windows and got one
	Answer  Times      `json:"answer"` // from message to answer, of messages within the windows that got one; for calls the same as Wait
}

// Figures are what happened to a queue over some time. Counts are means over
// the replications. Arrived + Carried = Robot + Served + Abandoned + Left.
type Figures struct {
	Arrived   float64 `json:"arrived"`
	Robot     float64 `json:"robot"`
	Served    float64 `json:"served"` // to their end
	Abandoned float64 `json:"abandoned"`
	Left      float64 `json:"left"`              // not over when the simulation ended
	Carried   float64 `json:"carried,omitempty"` // left over before the horizon, of work that may wait

	Abandon    Estimate `json:"abandon"`     // share that left of the contacts not settled by the robot; told before any rate
	Judged     float64  `json:"judged"`      // turns, sessions or buyers that the platform counts; the rates mean nothing where it is 0
	Reply      Estimate `json:"reply"`       // reply rate by the platform's formula
	OnTime     Estimate `json:"on_time"`     // messages answered in time
	MissGate   float64  `json:"miss_gate"`   // share of replications with Reply at or below the gate
	MissTarget float64  `json:"miss_target"` // and below the target
	Missed     float64  `json:"missed"`      // and below the target, or with more customers lost than may be
	Backlog    Estimate `json:"backlog"`     // most contacts in line at once
	MaxBacklog int      `json:"max_backlog"` // and the most in any replication
}

// Interval is one step of a queue.
type Interval struct {
	Arrived float64 `json:"arrived"`
	Left    float64 `json:"left"` // of those, contacts that gave up waiting
	Judged  float64 `json:"judged"`
	Reply   float64 `json:"reply"`   // of the units that begin in it
	OnTime  float64 `json:"on_time"` // of the messages sent in it
	Backlog float64 `json:"backlog"` // mean of the most in line
	Present float64 `json:"present"` // agents at work, off breaks; one who serves several queues is shared out by their needs
	Need    int     `json:"need"`    // as given; 0 where unknown
}

// Load is how busy agents were, per agent and minute online.
type Load struct {
	Online    Estimate `json:"online"`    // agent-hours at the desk, pauses not counted
	Occupancy Estimate `json:"occupancy"` // share of Online spent typing or on calls
	Chats     Estimate `json:"chats"`     // mean chats held at once
	Extension Estimate `json:"extension"` // agent-minutes worked past the ends of segments
}

// Estimate is a mean over the replications and half the width of its confidence
// interval; with one replication Half is 0.
type Estimate struct {
	Mean float64 `json:"mean"`
	Half float64 `json:"half"`
}

// Times are seconds.
type Times struct {
	Mean Estimate `json:"mean"`
	P50  float64  `json:"p50"`
	P90  float64  `json:"p90"`
	P95  float64  `json:"p95"`
	P99  float64  `json:"p99"`
}

// ratio estimates E(y)/E(x) from a pair per replication.
type ratio struct{ n, x, y, xx, xy, yy float64 }

func (r *ratio) add(y, x float64) {
	r.n++
	r.x += x
	r.y += y
	r.xx += x * x
	r.xy += x * y
	r.yy += y * y
}

// estimate returns the ratio of the means and half of its interval, by the
// delta method; t is the quantile of Student's distribution.
func (r *ratio) estimate(t float64) Estimate {
	if r.x == 0 {
		return Estimate{}
	}
	e := Estimate{Mean: r.y / r.x}
	if r.n > 1 {
		// Residuals y − mean·x have mean 0.
		ss := max(0, r.yy-2*e.Mean*r.xy+e.Mean*e.Mean*r.xx)
		e.Half = t * math.Sqrt(ss/(r.n-1)/r.n) / (r.x / r.n)
	}
	return e
}

// summer adds up replications in their order.
type summer struct {
	m   *model
	opt Options

	total [][]sums // [queue][day, the horizon last]
	steps [][]step // [queue][step]
	load  []load   // [day, the horizon last]
	wait  []pooled
	reply []pooled
	ext   []float64
}

// sums are the running sums of one queue over one stretch of time.
type sums struct {
	arrived, robot, served, abandoned, judged float64
	carried                                   float64
	reply, onTime, abandon, backlog           ratio
	missGate, missTarget, missed              float64
	maxBacklog                                int32
}

type step struct{ arrived, left, judged, good, turns, onTime, backlog float64 }

type load struct{ online, occupancy, chats, extension ratio }

type pooled struct {
	mean ratio
	hist []uint64
}

func newSummer(m *model, opt Options) *summer {
	s := &summer{m: m, opt: opt, ext: make([]float64, len(m.agents)), load: make([]load, m.in.Days+1)}
	for range m.queues {
		s.total = append(s.total, make([]sums, m.in.Days+1))
		s.steps = append(s.steps, make([]step, m.steps))
		s.wait = append(s.wait, pooled{hist: make([]uint64, buckets)})
		s.reply = append(s.reply, pooled{hist: make([]uint64, buckets)})
	}
	return s
}

func (s *summer) add(r *run) {
	days, perDay := s.m.in.Days, schedule.DayMinutes/s.m.in.Step
	for q := range s.m.queues {
		in := &s.m.in.Queues[q]
		var whole cell
		for d := range days {
			var day cell
			for i := d * perDay; i < (d+1)*perDay; i++ {
				c := &r.cells[q][i]
				day.merge(c)
				s.steps[q][i].add(c)
			}
			s.total[q][d].add(&day, in)
			whole.merge(&day)
		}
		s.total[q][days].add(&whole, in)
		s.wait[q].add(&r.wait[q])
		s.reply[q].add(&r.answer[q])
	}
	var whole pulse
	for d := range days {
		var day pulse
		for _, p := range r.pulses[d*perDay : (d+1)*perDay] {
			day.merge(p)
		}
		s.load[d].add(day)
		whole.merge(day)
	}
	whole.merge(r.pulses[s.m.steps])
	s.load[days].add(whole)
	for i, x := range r.extension {
		s.ext[i] += x
	}
}

func (c *cell) merge(d *cell) {
	c.arrived += d.arrived
	c.robot += d.robot
	c.carried += d.carried
	c.served += d.served
	c.abandoned += d.abandoned
	c.turns += d.turns
	c.onTime += d.onTime
	c.judged += d.judged
	c.good += d.good
	c.backlog = max(c.backlog, d.backlog)
}

func (p *pulse) merge(o pulse) {
	p.online += o.online
	p.busy += o.busy
	p.open += o.open
	p.extension += o.extension
}

func (s *sums) add(c *cell, q *Queue) {
	s.arrived += float64(c.arrived)
	s.robot += float64(c.robot)
	s.carried += float64(c.carried)
	s.served += float64(c.served)
	s.abandoned += float64(c.abandoned)
	s.judged += float64(c.judged)
	s.reply.add(float64(c.good), float64(c.judged))
	s.onTime.add(float64(c.onTime), float64(c.turns))
	s.abandon.add(float64(c.abandoned), float64(c.arrived-c.robot))
	s.backlog.add(float64(c.backlog), 1)
	s.maxBacklog = max(s.maxBacklog, c.backlog)
	missed := float64(c.abandoned) > q.Params.Filled().MaxLost*float64(c.arrived-c.robot)
	if c.judged > 0 {
		rate := float64(c.good) / float64(c.judged)
		missed = missed || rate < q.Params.Target
		s.missGate += float64(one(q.Gate > 0 && rate <= q.Gate))
		s.missTarget += float64(one(rate < q.Params.Target))
	}
	s.missed += float64(one(missed))
}

func (s *step) add(c *cell) {
	s.arrived += float64(c.arrived)
	s.left += float64(c.abandoned)
	s.judged += float64(c.judged)
	s.good += float64(c.good)
	s.turns += float64(c.turns)
	s.onTime += float64(c.onTime)
	s.backlog += float64(c.backlog)
}

func (l *load) add(p pulse) {
	l.online.add(p.online/3600, 1)
	l.occupancy.add(p.busy, p.online)
	l.chats.add(p.open, p.online)
	l.extension.add(p.extension/60, 1)
}

func (p *pooled) add(t *times) {
	p.mean.add(t.sum, float64(t.n))
	for i, c := range t.hist {
		p.hist[i] += uint64(c)
	}
}

func (s *summer) result() *Result {
	n := float64(s.opt.Replications)
	t := 0.0
	if n > 1 {
		t = distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile((1 + s.opt.Confidence) / 2)
	}
	days := s.m.in.Days
	out := &Result{Replications: s.opt.Replications, Confidence: s.opt.Confidence, Days: days, Step: s.m.in.Step}
	present := s.m.present()
	for q := range s.m.queues {
		r := QueueResult{MaxLost: s.m.in.Queues[q].Params.Filled().MaxLost, Wait: s.wait[q].times(t), Answer: s.reply[q].times(t)}
		for d := range s.total[q] {
			r.Days = append(r.Days, s.total[q][d].figures(n, t))
		}
		r.Total, r.Days = r.Days[days], r.Days[:days]
		for i, c := range s.steps[q] {
			v := Interval{Arrived: c.arrived / n, Left: c.left / n, Judged: c.judged / n, Backlog: c.backlog / n, Present: present[q][i]}
			if c.judged > 0 {
				v.Reply = c.good / c.judged
			}
			if c.turns > 0 {
				v.OnTime = c.onTime / c.turns
			}
			if need := s.m.in.Queues[q].Need; need != nil {
				v.Need = need[i]
			}
			r.Steps = append(r.Steps, v)
		}
		out.Queues = append(out.Queues, r)
	}
	for d := range s.load {
		l := &s.load[d]
		out.LoadDays = append(out.LoadDays, Load{l.online.estimate(t), l.occupancy.estimate(t), l.chats.estimate(t), l.extension.estimate(t)})
	}
	out.Load, out.LoadDays = out.LoadDays[days], out.LoadDays[:days]
	for _, x := range s.ext {
		out.Extension = append(out.Extension, x/60/n)
	}
	return out
}

func (s *sums) figures(n, t float64) Figures {
	return Figures{
		Arrived: s.arrived / n, Robot: s.robot / n, Served: s.served / n, Abandoned: s.abandoned / n,
		Left: (s.arrived + s.carried - s.robot - s.served - s.abandoned) / n, Carried: s.carried / n,
		Judged: s.judged / n, Reply: s.reply.estimate(t), OnTime: s.onTime.estimate(t),
		MissGate: s.missGate / n, MissTarget: s.missTarget / n, Missed: s.missed / n,
		Abandon: s.abandon.estimate(t), Backlog: s.backlog.estimate(t), MaxBacklog: int(s.maxBacklog),
	}
}

func (p *pooled) times(t float64) Times {
	return Times{p.mean.estimate(t), quantile(p.hist, .5), quantile(p.hist, .9), quantile(p.hist, .95), quantile(p.hist, .99)}
}

// present returns the mean number of agents at work, off breaks, in each step for each
// queue.
func (m *model) present() [][]float64 {
	out := make([][]float64, len(m.queues))
	for q := range out {
		out[q] = make([]float64, m.steps)
	}
	for _, a := range m.agents {
		for _, g := range a.segments {
			for i := max(0, int(g.start/m.stepS)); i < m.steps && float64(i)*m.stepS < g.end; i++ {
				from, to := max(g.start, float64(i)*m.stepS), min(g.end, float64(i+1)*m.stepS)
				m.share(g.queues, i, g.there(from, to)/m.stepS, out)
			}
		}
	}
	return out
}

// share adds an agent who serves the queues of set to step i, by the needs
// there, or evenly where there are none.
func (m *model) share(set uint64, i int, part float64, out [][]float64) {
	need := func(q int) int {
		if n := m.in.Queues[q].Need; set&(1<<q) != 0 && n != nil {
			return n[i]
		}
		return 0
	}
	sum, served := 0, 0
	for q := range m.queues {
		sum += need(q)
		served += int(set >> q & 1)
	}
	for q := range m.queues {
		switch {
		case set&(1<<q) == 0:
		case sum > 0:
			out[q][i] += part * float64(need(q)) / float64(sum)
		default:
			out[q][i] += part / float64(served)
		}
	}
}
