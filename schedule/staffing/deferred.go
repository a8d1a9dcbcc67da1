package staffing

import "slices"

// Deferred is work that may wait for hours: mails, refund tickets. It is done in the
// order in which it came. Time goes by steps of equal length; amounts are minutes of
// heads on the roster, see [Params.HeadMinutes].
type Deferred struct {
	Work    []float64 // what comes in each step
	Carried []float64 // left over at the start: [k] came in the (k+1)-th step before it
	Wait    int       // whole steps of the promise, at least 1: what comes in step t is late where it is done after step t+Wait
}

// WaitSteps returns the whole steps of step minutes that fit into a promise of within
// seconds, at least one.
func WaitSteps(within float64, step int) int {
	return max(1, int(within/(float64(step)*60)+1e-9))
}

// HeadMinutes returns the minutes of heads on the roster that so many contacts of
// deferred work take: the share of the robot off, shrinkage and the limit of occupancy
// counted in. Nobody waits for the next message of a customer.
func (p Params) HeadMinutes(contacts float64) float64 {
	occupancy := p.MaxOccupancy
	if occupancy == 0 {
		occupancy = 1
	}
	return contacts * (1 - p.RobotShare) * p.Effort() / 60 / ((1 - p.Shrinkage) * occupancy)
}

// Effort returns the seconds of work in one contact that is handled alone: all of its
// answers, or the handling time where these are not known.
func (p Params) Effort() float64 {
	if p.Turns > 0 {
		return p.Turns * p.Typing
	}
	return p.AHT
}

// Waited is what became of deferred work.
type Waited struct {
	Done []float64 // in each step
	Late []float64 // of what came in each step: done after its time, or not done though its time is over
	Left []float64 // at the end, as [Deferred.Carried]

	CarriedLate float64 // the same as Late of what was left over at the start
}

// Sum returns the amounts of all steps.
func Sum(amounts []float64) (sum float64) {
	for _, a := range amounts {
		sum += a
	}
	return sum
}

// Replay works d off with so many minutes of heads in each step, first come first
// served, which is also the order of the deadlines. It is linear in the steps.
func (d *Deferred) Replay(capacity []float64) Waited {
	n := len(d.Work)
	w := Waited{Done: make([]float64, n), Late: make([]float64, n)}
	open := make([]float64, 0, len(d.Carried)+n) // what is not done yet, by step of arrival, the oldest first
	for k := len(d.Carried) - 1; k >= 0; k-- {
		open = append(open, d.Carried[k])
	}
	first := -len(d.Carried) // step of open[0]
	late := func(came int, amount float64) {
		if came < 0 {
			w.CarriedLate += amount
		} else {
			w.Late[came] += amount
		}
	}
	head := 0
	for t := range n {
		open = append(open, d.Work[t])
		for room := capacity[t]; head < len(open) && room > 0; {
			done := min(room, open[head])
			open[head] -= done
			room -= done
			w.Done[t] += done
			if came := first + head; t > came+d.Wait {
				late(came, done)
			}
			if open[head] > 0 {
				break
			}
			head++
		}
	}
	for k := head; k < len(open); k++ {
		if came := first + k; came+d.Wait < n {
			late(came, open[k])
		}
	}
	for k := len(open) - 1; k >= head; k-- {
		w.Left = append(w.Left, open[k])
	}
	return w
}

// Block is one way to have one head more: a shift on a day.
type Block struct {
	Steps []int     // whole steps of it in which the work may be done, ascending
	Yield []float64 // minutes of work in each of them
	Cost  int       // minutes on the roster
}

// reserve is the part of the deadline that a plan keeps free, so that a busy hour or a
// sick colleague does not make work late at once, and the part of it whose work may be
// left over when the horizon ends.
const reserve = 4

// Spread finds how often to take each block so that d is done in time: the flattest
// staffing found, with few heads. there is what heads do who are there anyway, in
// minutes by step; level is the number of heads already there, and says where it is
// crowded. Work is planned to be done a quarter of the deadline early, and at the end at
// most what came in the last such quarter is left. What comes so that nobody can be there
// in time is to be done as if it had come when somebody can.
//
// It goes through the steps in order. Where work falls due that is not done, it takes the
// block that does most of it; of equals the one with the fewest minutes, then where fewest
// heads are, then the first. At the end blocks that nothing needs are given back.
func (d *Deferred) Spread(there []float64, level []int, blocks []Block) (take []int) {
	s := &spreading{d: d, capacity: slices.Clone(there), level: slices.Clone(level), blocks: blocks, at: make([][]int, len(there)), take: make([]int, len(blocks))}
	for b := range blocks {
		for _, t := range blocks[b].Steps {
			s.at[t] = append(s.at[t], b)
		}
	}
	s.promise(there)
	for {
		s.play()
		t := s.missed(0)
		if t < 0 {
			break
		}
		if b := s.best(t); b >= 0 {
			s.add(b, 1)
		} else {
			s.putOff(t)
		}
	}
	for b := range slices.Backward(blocks) {
		for s.take[b] > 0 {
			s.add(b, -1)
			if s.play(); s.missed(0) >= 0 {
				s.add(b, 1)
				break
			}
		}
	}
	return s.take
}

// spreading is a search of [Deferred.Spread]. Amounts are sums from the start on, what
// was carried in among them.
type spreading struct {
	d        *Deferred
	capacity []float64
	level    []int
	blocks   []Block
	at       [][]int // the blocks of each step
	take     []int

	due  []float64 // [step] to be done by its end
	came []float64 // [step] by its end
	done []float64 // [step] by its end, with the capacity now
}

// promise works out what is to be done by when. Where nobody can be there within the
// deadline, the deadline runs from when somebody can. Whatever came earlier is due no
// later than what comes after it.
func (s *spreading) promise(there []float64) {
	n, wait := len(there), s.d.Wait
	early := max(1, wait-wait/reserve)
	next := make([]int, n+1) // first step from here on in which somebody can work
	next[n] = n
	last := -1
	for t := n - 1; t >= 0; t-- {
		next[t] = next[t+1]
		if there[t] > 0 || len(s.at[t]) > 0 {
			next[t], last = t, max(last, t)
		}
	}
	s.due, s.came, s.done = make([]float64, n), make([]float64, n), make([]float64, n)
	latest := 0
	falls := func(came int, amount float64) {
		from := next[max(0, min(came, n))]
		by := came + early - 1
		if by < from {
			by = came + wait - 1
		}
		if by < from && came+wait >= from {
			by = from
		}
		if by < from {
			by = from + early - 1
		}
		if came <= last-wait/reserve {
			by = min(by, last)
		}
		if latest = max(latest, by); latest < n {
			s.due[latest] += amount
		}
	}
	sum := 0.0
	for k := len(s.d.Carried) - 1; k >= 0; k-- {
		falls(-1-k, s.d.Carried[k])
		sum += s.d.Carried[k]
	}
	for t, work := range s.d.Work {
		falls(t, work)
		sum += work
		s.came[t] = sum
	}
	for t := 1; t < n; t++ {
		s.due[t] += s.due[t-1]
	}
}

// play works everything off.
func (s *spreading) play() {
	before := 0.0
	for t, c := range s.capacity {
		before = min(s.came[t], before+c)
		s.done[t] = before
	}
}

// lookBack is how many deadlines before a missed step a block is looked for at most.
const lookBack = 3

// tiny is below any amount of work that matters, in minutes.
const tiny = 1e-6

// missed returns the first step from one on by which not all is done that is due; −1 is
// none.
func (s *spreading) missed(from int) int {
	for t := from; t < len(s.due); t++ {
		if s.done[t] < s.due[t]-tiny {
			return t
		}
	}
	return -1
}

// best returns the block that does most of what is missed at step t; −1 where none does
// anything.
func (s *spreading) best(t int) int {
	back := max(0, t+1-lookBack*s.d.Wait)
	from := t // the work has piled up since then: what is done earlier leaves nobody free
	for from > back && s.done[from-1] < s.came[from-1]-tiny {
		from--
	}
	lack := s.due[t] - s.done[t]
	best, most, load := -1, tiny, 0.0
	var seen []int
	for u := from; u <= t; u++ {
		for _, b := range s.at[u] {
			if len(seen) > 0 && slices.Contains(seen, b) {
				continue
			}
			seen = append(seen, b)
			gain := min(lack, s.gain(b, from, t))
			l := s.crowd(b)
			x, y := &s.blocks[b], &s.blocks[max(best, 0)]
			switch {
			case gain > most+tiny,
				best >= 0 && gain > most-tiny && (x.Cost < y.Cost || x.Cost == y.Cost && (l < load-tiny || l < load+tiny && b < best)):
				best, most, load = b, max(most, gain), l
			}
		}
	}
	return best
}

// gain returns how much more is done by the end of step t with block b once more.
func (s *spreading) gain(b, from, t int) float64 {
	x := &s.blocks[b]
	before := 0.0
	if from > 0 {
		before = s.done[from-1]
	}
	k, _ := slices.BinarySearch(x.Steps, from)
	for u := from; u <= t; u++ {
		c := s.capacity[u]
		if k < len(x.Steps) && x.Steps[k] == u {
			c += x.Yield[k]
			k++
		}
		before = min(s.came[u], before+c)
	}
	return before - s.done[t]
}

// crowd is the mean number of heads there throughout a block.
func (s *spreading) crowd(b int) float64 {
	sum := 0
	for _, t := range s.blocks[b].Steps {
		sum += s.level[t]
	}
	return float64(sum) / float64(len(s.blocks[b].Steps))
}

func (s *spreading) add(b, n int) {
	s.take[b] += n
	for k, t := range s.blocks[b].Steps {
		s.capacity[t] += float64(n) * s.blocks[b].Yield[k]
		s.level[t] += n
	}
}

// putOff moves what is missed at step t, and no block can do, to the step after it.
func (s *spreading) putOff(t int) { s.due[t] = s.done[t] }
