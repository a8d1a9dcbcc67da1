package model

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// sum is a quantity that is added up over the stretches of a period: paid minutes,
// shifts of a set, days off.
type sum struct {
	by            []int // by cell
	per           schedule.Period
	bound         schedule.Bound
	unknownCounts bool // an unknown day adds one; otherwise it lifts the minimum
}

// Counter is a quantity that is added up over the whole horizon and judged at its end.
// It is no part of the automaton but a number beside the state.
type Counter struct {
	By       []int           // by cell; nil with Weekends
	Days     schedule.DaySet // days that count; nil is all
	Weekends bool            // counts weekends worked, as weekendResource marks them
	Start    int             // total before day 0
	Judge    func(total int) schedule.Score
	Spent    schedule.Score // subtracted from what Judge returns

	// Set by FindHardRanges:
	Max              int  // the most that the horizon can add
	HardMin, HardMax int  // gains that break no hard rule
	HardBounded      bool // whether other gains are possible
}

// Gain returns what a cell on day adds, weekends left out.
func (c *Counter) Gain(day, cell int) int {
	if c.Weekends || !c.Days.Has(day) {
		return 0
	}
	return c.By[cell]
}

// addCounter gives person i a counter. Counters that add up the same quantity become
// one.
func (m *Model) addCounter(i int, c Counter) {
	q := &m.People[i]
	for k := range q.Counters {
		t := &q.Counters[k]
		if t.Weekends != c.Weekends || !slices.Equal(t.By, c.By) || !slices.Equal(t.Days, c.Days) {
			continue
		}
		one, two, shift := t.Judge, c.Judge, c.Start-t.Start
		t.Judge = func(n int) schedule.Score { return one(n).Add(two(n + shift)) }
		t.Spent = t.Spent.Add(c.Spent)
		return
	}
	q.Counters = append(q.Counters, c)
}

// judgeBound returns the score by b of a total plus a constant. The minimum applies
// only where whole.
func judgeBound(b schedule.Bound, plus int, whole bool) func(int) schedule.Score {
	return func(n int) schedule.Score {
		s := overScore(b, n+plus)
		if whole {
			s = s.Add(underScore(b, n+plus))
		}
		return s
	}
}

// addSum holds some people to a sum.
func (m *Model) addSum(q sum, people schedule.People) {
	who := people.All(m.Problem)
	stretches := m.Problem.Stretches(q.per)
	if q.per == schedule.Any7 {
		m.addResource(&slidingResource{resourceID: m.nextID(), m: m, sum: q, index: map[[6]int]int32{}}, who)
		return
	}
	if len(stretches) > 1 {
		m.addResource(&stretchResource{resourceID: m.nextID(), m: m, sum: q, stretches: stretches, top: saturation(q.bound) + 1}, who)
		return
	}
	w := stretches[0]
	for _, i := range who {
		n, known := m.before(i, q, w)
		plus, whole := 0, known && w.To <= m.Days
		if q.unknownCounts {
			plus, whole = w.To-min(w.To, m.Days), true
		}
		m.addCounter(i, Counter{By: q.by, Start: n, Judge: judgeBound(q.bound, plus, whole)})
	}
}

// before returns what person i has of q on the days of w before day 0, and whether all
// these days are known.
func (m *Model) before(i int, q sum, w schedule.Stretch) (n int, known bool) {
	known = true
	for d := w.From; d < 0; d++ {
		s, ok := m.Problem.People[i].At(d)
		switch {
		case ok:
			n += q.by[s+1]
		case q.unknownCounts:
			n++
		default:
			known = false
		}
	}
	return n, known
}

// stretchResource holds a sum to its bound in each of several consecutive stretches.
// State: twice the sum so far, plus one where the stretch is exempt from the minimum.
type stretchResource struct {
	resourceID
	m *Model
	sum
	stretches []schedule.Stretch
	top       int
}

func (q *stretchResource) Class(cell int) string { return fmt.Sprint(q.by[cell]) }

func (q *stretchResource) Start(i int) (int32, schedule.Score) {
	n, known := q.m.before(i, q.sum, q.stretches[0])
	state := int32(2 * min(n, q.top))
	if !known {
		state++
	}
	return state, overScore(q.bound, n)
}

func (q *stretchResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	n, exempt := int(state/2), state%2
	s := Sub(overScore(q.bound, n+q.by[cell]), overScore(q.bound, n))
	n = min(n+q.by[cell], q.top)
	last := day == q.m.Days-1
	to := q.of(day).To
	if day != to-1 && !last {
		return int32(2*n) + exempt, s
	}
	switch rest := to - 1 - day; {
	case q.unknownCounts:
		s = s.Add(underScore(q.bound, n+rest))
	case exempt == 0 && rest == 0:
		s = s.Add(underScore(q.bound, n))
	}
	return 0, s
}

func (q *stretchResource) of(day int) schedule.Stretch {
	for _, w := range q.stretches {
		if day < w.To {
			return w
		}
	}
	panic("solve: day outside every stretch")
}

func (q *stretchResource) End(int32) schedule.Score { return schedule.Score{} }

// slidingResource holds a sum to its bound in every seven consecutive days. State: the
// index of what each of the last six days added, −1 for an unknown day.
type slidingResource struct {
	resourceID
	m *Model
	sum
	index   map[[6]int]int32
	history [][6]int
}

func (q *slidingResource) state(h [6]int) int32 {
	n, ok := q.index[h]
	if !ok {
		n = int32(len(q.history))
		q.index[h] = n
		q.history = append(q.history, h)
	}
	return n
}

func (q *slidingResource) Class(cell int) string { return fmt.Sprint(q.by[cell]) }

func (q *slidingResource) Start(i int) (int32, schedule.Score) {
	var h [6]int
	for k := range h {
		h[k] = -1
		if s, ok := q.m.Problem.People[i].At(k - 6); ok {
			h[k] = q.by[s+1]
		}
	}
	return q.state(h), schedule.Score{}
}

// judge returns the score of one stretch of seven days.
func (q *slidingResource) judge(days []int) schedule.Score {
	n, known := 0, true
	for _, v := range days {
		switch {
		case v >= 0:
			n += v
		case q.unknownCounts:
			n++
		default:
			known = false
		}
	}
	return judgeBound(q.bound, 0, known)(n)
}

func (q *slidingResource) Step(state int32, _, cell int) (int32, schedule.Score) {
	h := q.history[state]
	days := [7]int{h[0], h[1], h[2], h[3], h[4], h[5], q.by[cell]}
	return q.state([6]int(days[1:])), q.judge(days[:])
}

func (q *slidingResource) End(state int32) (s schedule.Score) {
	days := append(append([]int{}, q.history[state][:]...), -1, -1, -1, -1, -1, -1)
	for k := 0; k < 6; k++ { // the stretches that begin on the last six days
		s = s.Add(q.judge(days[k : k+7][:min(7, len(days)-k)]))
	}
	return s
}
