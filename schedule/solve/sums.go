package solve

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// sum is a quantity added up over the stretches of a period: paid minutes,
// shifts of a set, days off.
type sum struct {
	by            []int // by cell
	per           schedule.Period
	bound         schedule.Bound
	unknownCounts bool // days of which nothing is known add one, else they lift the minimum
}

// counter is a quantity added up over the whole horizon and judged at its end.
// It is kept apart from the automaton, as a number beside the state.
type counter struct {
	by       []int           // by cell; nil with weekends
	days     schedule.DaySet // days that count; nil is all
	weekends bool            // counts weekends worked, as weekendPart marks them
	start    int             // what is brought along
	judge    func(total int) schedule.Score
	spent    schedule.Score // taken off what judge says

	// Set by findRanges:
	most    int  // the most that can be gained over the horizon
	lo, hi  int  // gains that break no hard rule
	bounded bool // whether there are others
}

// inc returns what working cell on day adds, weekends apart.
func (c *counter) inc(day, cell int) int {
	if c.weekends || !c.days.Has(day) {
		return 0
	}
	return c.by[cell]
}

// addCounter gives person i a counter, as one with any that adds up the same.
func (m *model) addCounter(i int, c counter) {
	q := &m.people[i]
	for k := range q.counters {
		t := &q.counters[k]
		if t.weekends != c.weekends || !slices.Equal(t.by, c.by) || !slices.Equal(t.days, c.days) {
			continue
		}
		one, two, shift := t.judge, c.judge, c.start-t.start
		t.judge = func(n int) schedule.Score { return one(n).Add(two(n + shift)) }
		t.spent = t.spent.Add(c.spent)
		return
	}
	q.counters = append(q.counters, c)
}

// judgeBound judges a total plus a constant by b, its minimum only where whole.
func judgeBound(b schedule.Bound, plus int, whole bool) func(int) schedule.Score {
	return func(n int) schedule.Score {
		s := over(b, n+plus)
		if whole {
			s = s.Add(under(b, n+plus))
		}
		return s
	}
}

// addSum holds the people in who to q.
func (m *model) addSum(q sum, people schedule.People) {
	who := people.All(m.p)
	stretches := m.p.Stretches(q.per)
	if q.per == schedule.Any7 {
		m.addPart(&anyPart{partID: m.nextID(), m: m, sum: q, index: map[[6]int]int32{}}, who)
		return
	}
	if len(stretches) > 1 {
		m.addPart(&stretchPart{partID: m.nextID(), m: m, sum: q, stretches: stretches, top: top(q.bound) + 1}, who)
		return
	}
	w := stretches[0]
	for _, i := range who {
		n, known := m.before(i, q, w)
		plus, whole := 0, known && w.To <= m.days
		if q.unknownCounts {
			plus, whole = w.To-min(w.To, m.days), true
		}
		m.addCounter(i, counter{by: q.by, start: n, judge: judgeBound(q.bound, plus, whole)})
	}
}

// before returns what person i has of q in the days of w before day 0, and
// whether all of them are known.
func (m *model) before(i int, q sum, w schedule.Stretch) (n int, known bool) {
	known = true
	for d := w.From; d < 0; d++ {
		s, ok := m.p.People[i].At(d)
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

// stretchPart holds a sum to its bound in each of several stretches that follow
// one another. State: twice the sum so far, plus one where the stretch is exempt
// from the minimum.
type stretchPart struct {
	partID
	m *model
	sum
	stretches []schedule.Stretch
	top       int
}

func (q *stretchPart) sig(cell int) string { return fmt.Sprint(q.by[cell]) }

func (q *stretchPart) begin(i int) (int32, schedule.Score) {
	n, known := q.m.before(i, q.sum, q.stretches[0])
	state := int32(2 * min(n, q.top))
	if !known {
		state++
	}
	return state, over(q.bound, n)
}

func (q *stretchPart) step(state int32, day, cell int) (int32, schedule.Score) {
	n, exempt := int(state/2), state%2
	s := sub(over(q.bound, n+q.by[cell]), over(q.bound, n))
	n = min(n+q.by[cell], q.top)
	last := day == q.m.days-1
	to := q.of(day).To
	if day != to-1 && !last {
		return int32(2*n) + exempt, s
	}
	switch rest := to - 1 - day; {
	case q.unknownCounts:
		s = s.Add(under(q.bound, n+rest))
	case exempt == 0 && rest == 0:
		s = s.Add(under(q.bound, n))
	}
	return 0, s
}

func (q *stretchPart) of(day int) schedule.Stretch {
	for _, w := range q.stretches {
		if day < w.To {
			return w
		}
	}
	panic("solve: day outside every stretch")
}

func (q *stretchPart) end(int32) schedule.Score { return schedule.Score{} }

// anyPart holds a sum to its bound in every 7 days in a row. State: the index of
// what the last six days added, −1 where nothing is known of the day.
type anyPart struct {
	partID
	m *model
	sum
	index   map[[6]int]int32
	history [][6]int
}

func (q *anyPart) state(h [6]int) int32 {
	n, ok := q.index[h]
	if !ok {
		n = int32(len(q.history))
		q.index[h] = n
		q.history = append(q.history, h)
	}
	return n
}

func (q *anyPart) sig(cell int) string { return fmt.Sprint(q.by[cell]) }

func (q *anyPart) begin(i int) (int32, schedule.Score) {
	var h [6]int
	for k := range h {
		h[k] = -1
		if s, ok := q.m.p.People[i].At(k - 6); ok {
			h[k] = q.by[s+1]
		}
	}
	return q.state(h), schedule.Score{}
}

// judge charges one stretch of seven days.
func (q *anyPart) judge(days []int) schedule.Score {
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

func (q *anyPart) step(state int32, _, cell int) (int32, schedule.Score) {
	h := q.history[state]
	days := [7]int{h[0], h[1], h[2], h[3], h[4], h[5], q.by[cell]}
	return q.state([6]int(days[1:])), q.judge(days[:])
}

func (q *anyPart) end(state int32) (s schedule.Score) {
	days := append(append([]int{}, q.history[state][:]...), -1, -1, -1, -1, -1, -1)
	for k := 0; k < 6; k++ { // the stretches that begin on the last six days
		s = s.Add(q.judge(days[k : k+7][:min(7, len(days)-k)]))
	}
	return s
}
