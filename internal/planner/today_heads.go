package planner

import (
	"math"
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// todayStep is the grid of a day under way, minutes: breaks begin at quarters of an hour.
const todayStep = 15

// hand is somebody and when they are at work, by quarter of the day.
type hand struct {
	person int    // index into the people of the problem
	serves []int  // queues, ascending
	there  []bool // [quarter]
}

// require works out the heads that each quarter of the day needs, of queues that answer at
// once.
func (d *Today) require() error {
	interval := d.Workspace.Config.Interval
	d.step = todayStep
	if interval%todayStep != 0 {
		d.step = interval
	}
	d.first = (d.Minute + d.step - 1) / d.step
	quarters := 2 * schedule.DayMinutes / d.step
	o := &Outlook{Workspace: d.Workspace, Horizon: Horizon{Start: d.Date, Days: 2, First: d.Horizon.First}}
	d.need, d.most = make([][]int, len(d.Queues)), make([][]int, len(d.Queues))
	for i := range d.Queues {
		q := &d.Queues[i]
		d.need[i], d.most[i] = make([]int, quarters), make([]int, quarters)
		if q.Queue.Deferred {
			continue
		}
		d.live = append(d.live, i)
		minimum := o.minimum(q.Queue, 2*schedule.DayMinutes/interval)
		for _, side := range []struct {
			volume []float64
			heads  []int
		}{{q.step, d.need[i]}, {q.high, d.most[i]}} {
			demand := QueueDemand{Queue: q.Queue, Volume: side.volume}
			if side.volume != nil {
				if err := demand.require(interval); err != nil {
					return lang.Errorf("队列“%s”的人数算不出来", "the staffing of queue %q cannot be worked out", q.Queue.Name).Because(err)
				}
			}
			for k := range side.heads {
				x := k * d.step / interval
				side.heads[k] = minimum[x]
				if demand.Needs != nil {
					side.heads[k] = max(side.heads[k], demand.Needs[x].Rostered)
				}
			}
		}
	}
	d.rates = newReplyRates(d)
	return nil
}

// present finds who is at work when: by the roster as it was posted, less hours of leave,
// with overtime that is approved already.
func (d *Today) present() {
	p := d.Plan.Problem
	for i := range p.People {
		if h, ok := d.handOf(i); ok {
			d.hands = append(d.hands, h)
		}
	}
}

// handOf is one person of the roster; ok is false for those who are not there at all.
func (d *Today) handOf(i int) (h hand, ok bool) {
	p := d.Plan.Problem
	h = hand{person: i, there: make([]bool, 2*schedule.DayMinutes/d.step)}
	line := p.Timeline(d.Read.Posted, i)
	for day := d.day - 1; day <= d.day+1; day++ {
		s, known := line.At(day)
		if !known || s == schedule.Off || !p.People[i].CountsOn(day) {
			continue
		}
		for _, g := range p.Shifts[s].Presence(p.AwayOn(d.Read.Posted, i, day)) {
			h.mark(g.Shift((day-d.day)*schedule.DayMinutes), d.step, true)
		}
		if day <= d.day || h.serves == nil {
			h.serves = d.serves(i, s)
		}
	}
	for _, g := range d.approved(i) {
		h.mark(g, d.step, true)
		if h.serves == nil {
			h.serves = d.serves(i, schedule.Off)
		}
	}
	for _, g := range d.away(i) {
		h.mark(g, d.step, false)
	}
	return h, slices.Contains(h.there, true) && h.serves != nil
}

// mark says of each quarter that a span holds that somebody is there, or of each that it
// touches that they are not.
func (h *hand) mark(g schedule.Span, step int, there bool) {
	for k := range h.there {
		q := schedule.Span{Start: k * step, End: (k + 1) * step}
		if there && g.Contains(q) || !there && g.Overlap(q) > 0 {
			h.there[k] = there
		}
	}
}

// serves lists the queues that person i can serve on shift s, on any with Off.
func (d *Today) serves(i, s int) (out []int) {
	p := d.Plan.Problem
	for q := range p.Queues {
		if p.People[i].Can(q) && (s == schedule.Off || p.Shifts[s].Serves(q)) {
			out = append(out, q)
		}
	}
	return out
}

// approved is the overtime of person i that is approved for the day and says when.
func (d *Today) approved(i int) (out []schedule.Span) {
	for _, o := range d.Workspace.Overtime {
		if o.Person == d.Plan.People[i] && o.Date == d.Date && o.To > o.From {
			out = append(out, d.onDay(o.From, o.To))
		}
	}
	return out
}

// away is when person i is on leave of some hours or has gone, and what the cell of the
// roster says of it: 早(14-18假).
func (d *Today) away(i int) (out []schedule.Span) {
	k := d.Plan.People[i]
	out = slices.Clone(d.gone[k])
	for _, l := range d.Workspace.Leave {
		kind, _ := attendance.FindLeaveKind(l.Type.ZH)
		if l.Person == k && !kind.Present() {
			if g := d.onDay(l.From, l.To); g.Len() > 0 && g.End > 0 && g.Start < 2*schedule.DayMinutes {
				out = append(out, g)
			}
		}
	}
	_, hours := hoursLeft(d.cellText(i))
	return append(out, hours...)
}

// cellText is what the cell of person i says.
func (d *Today) cellText(i int) string {
	for _, r := range d.File.People {
		if r.ID == d.Plan.Problem.People[i].ID && d.day < len(r.Cells) {
			return r.Cells[d.day]
		}
	}
	return ""
}

// onDay puts two stamps in minutes from 00:00 of the day.
func (d *Today) onDay(from, to attendance.Stamp) schedule.Span {
	start := attendance.On(d.Date, 0)
	return schedule.Span{Start: int(from - start), End: int(to - start)}
}

// assign shares the people who are there in a quarter among the queues so that as few
// heads as possible are missing: one more at a time, those who serve already move where
// that makes room (augmenting paths, H. W. Kuhn, 1955). left holds those whom no queue
// needs.
func assign(there [][]int, need []int) (got []int, left []int) {
	got = make([]int, len(need))
	at := slices.Repeat([]int{-1}, len(there))
	var place func(k int, seen []bool) bool
	place = func(k int, seen []bool) bool {
		for _, q := range there[k] {
			if q >= len(need) || seen[q] {
				continue
			}
			seen[q] = true
			if got[q] < need[q] {
				at[k] = q
				got[q]++
				return true
			}
			for other, on := range at {
				if on == q && place(other, seen) {
					at[k] = q // the other one has gone to a queue that lacked somebody
					return true
				}
			}
		}
		return false
	}
	for k := range there {
		if !place(k, make([]bool, len(need))) {
			left = append(left, k)
		}
	}
	return got, left
}

// quarter is one quarter of the day with the people who are there.
func (d *Today) quarter(hands []hand, k int) (there [][]int) {
	for i := range hands {
		if hands[i].there[k] {
			there = append(there, hands[i].serves)
		}
	}
	return there
}

// missing is how many heads live queues lack in a quarter, by queue and in all.
func (d *Today) missing(hands []hand, k int, need [][]int) (short []int, sum int) {
	want := make([]int, len(need))
	for q := range need {
		want[q] = need[q][k]
	}
	got, _ := assign(d.quarter(hands, k), want)
	for q := range want {
		short = append(short, want[q]-got[q])
		sum += want[q] - got[q]
	}
	return short, sum
}

// online is who is there for each queue in a quarter: those it needs, and the others on the
// first live queue that they can serve.
func (d *Today) online(hands []hand, k int) (heads []int) {
	want := make([]int, len(d.need))
	for q := range want {
		want[q] = d.need[q][k]
	}
	there := d.quarter(hands, k)
	heads, left := assign(there, want)
	for _, i := range left {
		best := -1
		for _, q := range there[i] {
			if q < len(d.Queues) && (best < 0 || d.Queues[best].Queue.Deferred && !d.Queues[q].Queue.Deferred) {
				best = q
			}
		}
		if best >= 0 {
			heads[best]++
		}
	}
	return heads
}

// state fills in who is there and who is short, by queue and span, as the roster is.
func (d *Today) state() {
	for i := range d.Queues {
		q := &d.Queues[i]
		for range d.Spans {
			q.Need, q.Heads = append(q.Need, 0), append(q.Heads, 0)
		}
	}
	for x, s := range d.Spans {
		n := 0.0
		for k := s.Start / d.step; k*d.step < s.End; k++ {
			part := float64(s.Overlap(schedule.Span{Start: k * d.step, End: (k + 1) * d.step}))
			heads := d.online(d.hands, k)
			n += part
			for i := range d.Queues {
				d.Queues[i].Need[x] += part * float64(d.need[i][k])
				d.Queues[i].Heads[x] += part * float64(heads[i])
			}
		}
		for i := range d.Queues {
			d.Queues[i].Need[x] /= n
			d.Queues[i].Heads[x] /= n
		}
	}
	for i := range d.Queues {
		d.Queues[i].Short = d.shortBySpan(d.hands, i)
		d.Queues[i].Reply = d.rates.of(d.hands, i)
	}
}

// shortBySpan is the head-hours that queue i lacks in each span.
func (d *Today) shortBySpan(hands []hand, i int) (out []float64) {
	for _, s := range d.Spans {
		sum := 0.0
		for k := s.Start / d.step; k*d.step < s.End; k++ {
			short, _ := d.missing(hands, k, d.need)
			sum += float64(short[i]*s.Overlap(schedule.Span{Start: k * d.step, End: (k + 1) * d.step})) / 60
		}
		out = append(out, sum)
	}
	return out
}

// replyRates works out the share of contacts answered in time, by what so many people at
// their desks achieve against the volume of an interval, see [staffing.Evaluate].
type replyRates struct {
	d     *Today
	known map[[3]int]float64
}

func newReplyRates(d *Today) *replyRates { return &replyRates{d, map[[3]int]float64{}} }

// of is the share of queue i in the rest of the day, weighed by volume; 1 where nothing
// comes. A queue whose work may wait has no rate of its own here.
func (r *replyRates) of(hands []hand, i int) float64 {
	d, q := r.d, &r.d.Queues[i]
	if q.Queue.Deferred || q.step == nil {
		return 1
	}
	sum, all, interval := 0.0, 0.0, d.Workspace.Config.Interval
	for k := d.Minute / d.step; k*d.step < d.Until; k++ {
		part := float64(schedule.Span{Start: d.Minute, End: d.Until}.Overlap(schedule.Span{Start: k * d.step, End: (k + 1) * d.step})) / float64(interval)
		x := k * d.step / interval
		if q.step[x] <= 0 || !q.Queue.OpenAt(k*d.step%schedule.DayMinutes) {
			continue
		}
		v := q.step[x] * part
		all += v
		sum += v * r.at(i, x, d.online(hands, k)[i])
	}
	if all == 0 {
		return 1
	}
	return sum / all
}

// at is the share with so many heads on the roster in an interval, of whom the shrinkage is
// not at the desk: between two whole numbers of people it lies in proportion.
func (r *replyRates) at(i, x, heads int) float64 {
	key := [3]int{i, x, heads}
	if rate, ok := r.known[key]; ok {
		return rate
	}
	q := &r.d.Queues[i]
	desk := float64(heads) * (1 - float64(q.Queue.Shrinkage))
	low := math.Floor(desk)
	rate := r.whole(i, x, int(low))
	if part := desk - low; part > 0 {
		rate += part * (r.whole(i, x, int(low)+1) - rate)
	}
	r.known[key] = rate
	return rate
}

func (r *replyRates) whole(i, x, n int) float64 {
	if n < 1 {
		return 0
	}
	q := &r.d.Queues[i]
	perf, err := staffing.Evaluate(q.Queue.Staffing(), q.step[x], r.d.Workspace.Config.Interval, n)
	if err != nil { // they cannot keep up and nobody loses patience: the queue only grows
		return 0
	}
	return perf.ReplyRate
}
