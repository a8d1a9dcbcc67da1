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
	unknownCounts bool  // an unknown day adds one; otherwise it lifts the minimum
	idle          []int // days, ascending, that add nothing
	leave         bool  // an idle day is no part of the stretch: it lowers the minimum

	counts func(k int) bool // whether the k-th stretch is judged; nil where all are
}

// idleDays lists the days that do not count.
func idleDays(days schedule.DaySet) (out []int) {
	for d := range days {
		if !days[d] {
			out = append(out, d)
		}
	}
	return out
}

// value is what a cell on day adds.
func (q *sum) value(day, cell int) int {
	if q.away(day) {
		return 0
	}
	return q.by[cell]
}

func (q *sum) away(day int) bool {
	_, found := slices.BinarySearch(q.idle, day)
	return found
}

// due is the bound for the days [from, to), which leave may shorten.
func (q *sum) due(from, to int) schedule.Bound {
	b := q.bound
	if !q.leave {
		return b
	}
	there := 0
	for d := from; d < to; d++ {
		if !q.away(d) {
			there++
		}
	}
	b.HardMin, b.SoftMin = min(b.HardMin, there), min(b.SoftMin, there)
	return b
}

// unknown adds a day of which nothing is known to a total, and reports whether the total
// is known all the same.
func (q *sum) unknown(day int, n *int) bool {
	if q.unknownCounts && !q.away(day) {
		*n++
	}
	return q.unknownCounts
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

// addCounter gives person i a counter. Counters that add up the same quantity, or a
// multiple of it, become one.
func (m *Model) addCounter(i int, c Counter) {
	q := &m.People[i]
	for k := range q.Counters {
		t := &q.Counters[k]
		if t.Weekends != c.Weekends || !slices.Equal(t.Days, c.Days) {
			continue
		}
		one, many := *t, c // of many, each unit of one is f
		f, ok := multiple(one.By, many.By)
		if !ok {
			one, many = c, *t
			if f, ok = multiple(one.By, many.By); !ok {
				continue
			}
		}
		*t = one
		t.Judge = func(n int) schedule.Score { return one.Judge(n).Add(many.Judge(many.Start + (n-one.Start)*f)) }
		t.Spent = one.Spent.Add(many.Spent)
		return
	}
	q.Counters = append(q.Counters, c)
}

// multiple returns the f for which b is f times a, 1 at least, and whether there is one.
func multiple(a, b []int) (f int, ok bool) {
	if len(a) != len(b) {
		return 0, false
	}
	for k := range a {
		if a[k] > 0 {
			f = b[k] / a[k]
			break
		}
	}
	if f < 1 {
		return 1, slices.Equal(a, b)
	}
	for k := range a {
		if f*a[k] != b[k] {
			return 0, false
		}
	}
	return f, true
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
	if q.counts != nil && !q.counts(0) {
		return
	}
	w := stretches[0]
	var days schedule.DaySet
	if len(q.idle) > 0 {
		days = make(schedule.DaySet, m.Days)
		for d := range days {
			days[d] = !q.away(d)
		}
	}
	for _, i := range who {
		n, known := m.before(i, q, w)
		plus, ends := m.beyond(i, q, w)
		m.addCounter(i, Counter{By: q.by, Days: days, Start: n, Judge: judgeBound(q.due(w.From, w.To), plus, known && ends)})
	}
}

// before returns what person i has of q on the days of w before day 0, and whether all
// these days are known.
func (m *Model) before(i int, q sum, w schedule.Stretch) (n int, known bool) {
	known = true
	for d := w.From; d < 0; d++ {
		if s, ok := m.Problem.People[i].At(d); ok {
			n += q.value(d, s+1)
		} else {
			known = q.unknown(d, &n) && known
		}
	}
	return n, known
}

// beyond is before for the days of w after the horizon.
func (m *Model) beyond(i int, q sum, w schedule.Stretch) (n int, known bool) {
	known = true
	next := m.next(i)
	for d := m.Problem.Days; d < w.To; d++ {
		if k := d - m.Problem.Days; k < len(next) {
			n += q.value(d, next[k]+1)
		} else {
			known = q.unknown(d, &n) && known
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
	if !q.judges(q.stretches[0]) {
		return 0, schedule.Score{}
	}
	n, known := q.m.before(i, q.sum, q.stretches[0])
	state := int32(2 * min(n, q.top))
	if !known {
		state++
	}
	return state, overScore(q.bound, n)
}

func (q *stretchResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	w := q.of(day)
	if !q.judges(w) {
		return 0, schedule.Score{}
	}
	n, exempt := int(state/2), state%2
	by := q.value(day, cell)
	s := Sub(overScore(q.bound, n+by), overScore(q.bound, n))
	n = min(n+by, q.top)
	if day != w.To-1 {
		return int32(2*n) + exempt, s
	}
	if exempt == 0 {
		s = s.Add(underScore(q.due(w.From, w.To), n))
	}
	return 0, s
}

// judges reports whether a stretch is one that the rule is about.
func (q *stretchResource) judges(w schedule.Stretch) bool {
	return q.counts == nil || q.counts(slices.Index(q.stretches, w))
}

func (q *stretchResource) of(day int) schedule.Stretch {
	for _, w := range q.stretches {
		if day < w.To {
			return w
		}
	}
	panic("solve: day outside every stretch")
}

// End judges the stretch that goes on after the horizon.
func (q *stretchResource) End(i int, state int32) schedule.Score {
	w := q.stretches[len(q.stretches)-1]
	if i < 0 || w.To <= q.m.Problem.Days || !q.judges(w) {
		return schedule.Score{}
	}
	n, exempt := int(state/2), state%2
	plus, known := q.m.beyond(i, q.sum, w)
	s := Sub(overScore(q.bound, n+plus), overScore(q.bound, n))
	if exempt == 0 && known {
		s = s.Add(underScore(q.due(w.From, w.To), n+plus))
	}
	return s
}

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
			h[k] = q.value(k-6, s+1)
		}
	}
	return q.state(h), schedule.Score{}
}

// judge returns the score of the seven days from a day on.
func (q *slidingResource) judge(from int, days []int) schedule.Score {
	n, known := 0, true
	for k, v := range days {
		if v >= 0 {
			n += v
		} else {
			known = q.unknown(from+k, &n) && known
		}
	}
	return judgeBound(q.due(from, from+7), 0, known)(n)
}

func (q *slidingResource) Step(state int32, day, cell int) (int32, schedule.Score) {
	h := q.history[state]
	days := [7]int{h[0], h[1], h[2], h[3], h[4], h[5], q.value(day, cell)}
	return q.state([6]int(days[1:])), q.judge(day-6, days[:])
}

// End judges the stretches that begin on the last six days.
func (q *slidingResource) End(i int, state int32) (s schedule.Score) {
	days := append(append([]int{}, q.history[state][:]...), -1, -1, -1, -1, -1, -1)
	next := q.m.next(i)
	for k := range min(6, len(next)) {
		days[6+k] = q.value(q.m.Problem.Days+k, next[k]+1)
	}
	for k := range 6 {
		s = s.Add(q.judge(q.m.Problem.Days-6+k, days[k:min(k+7, len(days))]))
	}
	return s
}
