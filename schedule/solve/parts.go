package solve

import (
	"fmt"
	"slices"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// part is a rule that remembers: a small automaton over the days of one person.
// Charges are made as early as they are certain, so that a hard rule prunes.
type part interface {
	// id orders parts and tells them apart; people share a part by its id.
	id() int
	// sig tells cells apart: cells of equal sig move every state alike.
	sig(cell int) string
	// begin returns the state before day 0 of person i and what the past has
	// already spent.
	begin(i int) (state int32, spent schedule.Score)
	// step returns the state after working cell on day, and its charge.
	step(state int32, day, cell int) (int32, schedule.Score)
	// end charges the state after the last day.
	end(state int32) schedule.Score
}

type partID int

func (p partID) id() int { return int(p) }

// addPart gives part to the people in who.
func (m *model) addPart(q part, who []int) {
	for _, i := range who {
		m.people[i].parts = append(m.people[i].parts, q)
	}
}

// nextID returns an id that no part has yet.
func (m *model) nextID() partID { m.ids++; return partID(m.ids) }

// finite reports whether a maximum can ever bind.
func finite(n int) bool { return n < schedule.NoMax }

// over returns what n costs above the maxima of b, under what it costs below the
// minima.
func over(b schedule.Bound, n int) schedule.Score {
	b.HardMin, b.SoftMin = 0, 0
	h, c := b.Judge(n)
	return schedule.Score{Hard: h, Cost: c}
}

func under(b schedule.Bound, n int) schedule.Score {
	b.HardMax, b.SoftMax = schedule.NoMax, schedule.NoMax
	h, c := b.Judge(n)
	return schedule.Score{Hard: h, Cost: c}
}

func sub(a, b schedule.Score) schedule.Score {
	return schedule.Score{Hard: a.Hard - b.Hard, Cost: a.Cost - b.Cost}
}

// top is the value from which on b charges every unit alike.
func top(b schedule.Bound) int {
	t := max(b.HardMin, b.SoftMin)
	if finite(b.SoftMax) && b.OverCost > 0 {
		t = max(t, b.SoftMax)
	}
	if finite(b.HardMax) {
		t = max(t, b.HardMax)
	}
	return t
}

// runPart bounds runs of worked days, or of days off. State: twice the length
// of the run so far, plus one where it is exempt from the minimum.
type runPart struct {
	partID
	m      *model
	work   bool
	bounds []schedule.Bound
	top    int
}

func (m *model) addRun(work bool, bounds []schedule.Bound, who []int) {
	q := &runPart{partID: m.nextID(), m: m, work: work, bounds: bounds}
	for _, b := range bounds {
		q.top = max(q.top, top(b)+1)
	}
	m.addPart(q, who)
}

func (q *runPart) sig(cell int) string { return fmt.Sprint(cell > 0) }

func (q *runPart) begin(i int) (int32, schedule.Score) {
	past := q.m.p.People[i].Past
	n := 0
	for n < len(past) && (past[len(past)-1-n] != schedule.Off) == q.work {
		n++
	}
	exempt := int32(0)
	if n == len(past) {
		exempt = 1
	}
	// Not capped: on day 0 the whole excess of a run from the past is charged.
	return int32(2*n) + exempt, schedule.Score{}
}

func (q *runPart) step(state int32, day, cell int) (int32, schedule.Score) {
	n, exempt := int(state/2), state%2
	var s schedule.Score
	if (cell > 0) == q.work {
		for _, b := range q.bounds {
			s = s.Add(over(b, n+1))
			if day > 0 {
				s = sub(s, over(b, n))
			}
		}
		return int32(2*min(n+1, q.top)) + exempt, s
	}
	if day > 0 && n > 0 && exempt == 0 {
		for _, b := range q.bounds {
			s = s.Add(under(b, n))
		}
	}
	return 0, s
}

func (q *runPart) end(int32) schedule.Score { return schedule.Score{} }

// tailPart judges pairs of shifts that follow each other: forbidden successions
// and minimum rest. State: 0 where the last shift no longer matters, else
// 1 + class*reach + days since it, less one.
type tailPart struct {
	partID
	m     *model
	reach int                  // days after which no pair is charged
	class []int                // by shift, −1 where nothing can follow badly
	cost  [][][]schedule.Score // [class][gap−1][shift]
	group []int                // by shift: shifts that behave alike
}

func (m *model) addTails(succ *ruleSet[schedule.Succession], rest *ruleSet[schedule.MinRest]) {
	var both ruleSet[func(prev, gap, next int) schedule.Score]
	for i, set := range [][][]int{succ.of, rest.of} {
		for k := range []int{len(succ.rules), len(rest.rules)}[i] {
			var who schedule.People = []int{}
			for person, of := range set {
				if slices.Contains(of, k) {
					who = append(who, person)
				}
			}
			f := m.succession(succ, k)
			if i == 1 {
				f = m.minRest(rest, k)
			}
			both.add(m.p, who, f)
		}
	}
	both.each(m.addTail)
}

func (m *model) succession(succ *ruleSet[schedule.Succession], k int) func(prev, gap, next int) schedule.Score {
	return func(prev, gap, next int) (s schedule.Score) {
		if gap == 1 && slices.Contains(succ.rules[k].Pairs, [2]int{prev, next}) {
			s = succ.rules[k].Force.Score(1)
		}
		return s
	}
}

func (m *model) minRest(rest *ruleSet[schedule.MinRest], k int) func(prev, gap, next int) schedule.Score {
	return func(prev, gap, next int) (s schedule.Score) {
		r := rest.rules[k]
		if gap*schedule.DayMinutes+m.p.Shifts[next].Start()-m.p.Shifts[prev].End() < r.Minutes {
			s = r.Force.Score(1)
		}
		return s
	}
}

func (m *model) addTail(charges []func(prev, gap, next int) schedule.Score, who []int) {
	n := len(m.p.Shifts)
	const farthest = 15 // days; a rest rule longer than that is not about shifts
	pair := func(prev, gap, next int) (s schedule.Score) {
		for _, f := range charges {
			s = s.Add(f(prev, gap, next))
		}
		return s
	}
	q := &tailPart{partID: m.nextID(), m: m, class: make([]int, n), group: make([]int, n)}
	for gap := 1; gap <= farthest; gap++ {
		for prev := range n {
			for next := range n {
				if pair(prev, gap, next) != (schedule.Score{}) {
					q.reach = gap
				}
			}
		}
	}
	if q.reach == 0 {
		return
	}
	rows := map[string]int{}
	column := make([]string, n)
	for prev := range n {
		row := make([][]schedule.Score, q.reach)
		free := true
		for g := range row {
			row[g] = make([]schedule.Score, n)
			for next := range n {
				row[g][next] = pair(prev, g+1, next)
				free = free && row[g][next] == schedule.Score{}
			}
		}
		q.class[prev] = -1
		if free {
			continue
		}
		key := fmt.Sprint(row)
		c, ok := rows[key]
		if !ok {
			c = len(q.cost)
			rows[key] = c
			q.cost = append(q.cost, row)
		}
		q.class[prev] = c
	}
	groups := map[string]int{}
	for s := range n {
		for _, row := range q.cost {
			for g := range row {
				column[s] += fmt.Sprint(row[g][s])
			}
		}
		key := fmt.Sprint(q.class[s], column[s])
		if _, ok := groups[key]; !ok {
			groups[key] = len(groups)
		}
		q.group[s] = groups[key]
	}
	m.addPart(q, who)
}

func (q *tailPart) sig(cell int) string {
	if cell == 0 {
		return ""
	}
	return fmt.Sprint(q.group[cell-1])
}

func (q *tailPart) begin(i int) (int32, schedule.Score) {
	past := q.m.p.People[i].Past
	for gap := 1; gap <= q.reach && gap <= len(past); gap++ {
		if s := past[len(past)-gap]; s != schedule.Off {
			if q.class[s] < 0 {
				return 0, schedule.Score{}
			}
			return int32(1 + q.class[s]*q.reach + gap - 1), schedule.Score{}
		}
	}
	return 0, schedule.Score{}
}

func (q *tailPart) step(state int32, _, cell int) (int32, schedule.Score) {
	if cell == 0 {
		if state == 0 || int(state-1)%q.reach == q.reach-1 {
			return 0, schedule.Score{}
		}
		return state + 1, schedule.Score{}
	}
	var s schedule.Score
	if state > 0 {
		s = q.cost[int(state-1)/q.reach][int(state-1)%q.reach][cell-1]
	}
	if q.class[cell-1] < 0 {
		return 0, s
	}
	return int32(1 + q.class[cell-1]*q.reach), s
}

func (q *tailPart) end(int32) schedule.Score { return schedule.Score{} }

// rotationPart turns kinds week by week. State: 0 where no kind is known, else
// 1 + twice the index of the last kind, plus one where it is of the week at hand.
type rotationPart struct {
	partID
	m *model
	r schedule.Rotation
}

func (m *model) addRotation(r schedule.Rotation) {
	m.addPart(&rotationPart{m.nextID(), m, r}, r.People.All(m.p))
}

func (q *rotationPart) kind(s int) int { return slices.Index(q.r.Kinds, q.m.p.Shifts[s].Kind) }

func (q *rotationPart) sig(cell int) string {
	if cell == 0 {
		return "-1"
	}
	return fmt.Sprint(q.kind(cell - 1))
}

func (q *rotationPart) begin(i int) (int32, schedule.Score) {
	past := q.m.p.People[i].Past
	for n := 1; n <= len(past); n++ {
		s := past[len(past)-n]
		if s == schedule.Off || q.kind(s) < 0 {
			continue
		}
		state := int32(1 + 2*q.kind(s))
		if q.m.p.Date(-n).Monday() == q.m.p.Date(-1).Monday() {
			state++
		}
		return state, schedule.Score{}
	}
	return 0, schedule.Score{}
}

func (q *rotationPart) step(state int32, day, cell int) (int32, schedule.Score) {
	if state > 0 && q.m.p.Date(day) == q.m.p.Date(day).Monday() {
		state -= (state - 1) % 2 // a new week: the last kind is of an earlier one
	}
	if cell == 0 {
		return state, schedule.Score{}
	}
	at := q.kind(cell - 1)
	if at < 0 {
		return state, schedule.Score{}
	}
	var s schedule.Score
	if state > 0 {
		due, force := int(state-1)/2, q.r.Steady
		if (state-1)%2 == 0 {
			due, force = (due+1)%len(q.r.Kinds), q.r.Turn
		}
		if at != due {
			s = force.Score(1)
		}
	}
	return int32(1 + 2*at + 1), s
}

func (q *rotationPart) end(int32) schedule.Score { return schedule.Score{} }

// weekendPart remembers whether the weekend at hand is worked already. The
// weekends themselves are a counter; see [counter].
type weekendPart struct {
	partID
	m *model
}

func (q *weekendPart) sig(cell int) string { return fmt.Sprint(cell > 0) }

func (q *weekendPart) begin(int) (int32, schedule.Score) { return 0, schedule.Score{} }

func (q *weekendPart) step(state int32, day, cell int) (int32, schedule.Score) {
	if q.m.date(day).Weekday() != 6 && !q.sunday(day) {
		return 0, schedule.Score{}
	}
	if cell > 0 {
		state = 1
	}
	if q.sunday(day) {
		state = 0
	}
	return state, schedule.Score{}
}

func (q *weekendPart) sunday(day int) bool { return q.m.date(day).Weekday() == 0 }

func (q *weekendPart) end(int32) schedule.Score { return schedule.Score{} }

func (m *model) date(day int) workcal.Date { return m.p.Date(day) }

// addWeekends counts weekends worked.
func (m *model) addWeekends(r schedule.Weekends) {
	if m.weekend == nil {
		m.weekend = &weekendPart{m.nextID(), m}
	}
	for _, i := range r.People.All(m.p) {
		if !slices.Contains(m.people[i].parts, part(m.weekend)) {
			m.people[i].parts = append(m.people[i].parts, m.weekend)
		}
		m.addCounter(i, counter{weekends: true, judge: judgeBound(r.Worked, 0, true)})
	}
}
