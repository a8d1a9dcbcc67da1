package model

import (
	"fmt"

	"paiban/schedule"
)

// pairResource scores pairs of shifts that follow each other: forbidden successions and
// minimum rest. State: 0 where the last shift no longer matters, else 1 + class*reach +
// the days since it, less one.
type pairResource struct {
	resourceID
	m     *Model
	reach int                  // days after which no pair costs anything
	class []int                // by shift, −1 where nothing that follows costs anything
	cost  [][][]schedule.Score // [class][gap−1][shift]
	group []int                // by shift: shifts that behave alike
	rests []bool               // by shift: it is as a day off; nil is none
}

// pairCost is the score of working shift next gap days after shift prev, with only days
// off between them.
type pairCost func(prev, gap, next int) schedule.Score

// addPair scores pairs of shifts that follow each other.
func (c *compilation) addPair(people schedule.People, cost pairCost) {
	c.pairs.add(c.Problem, people, cost)
}

// addGap is addPair where shifts that count as rest are as days off.
func (c *compilation) addGap(people schedule.People, cost pairCost) {
	c.gaps.add(c.Problem, people, cost)
}

// addPairs makes one resource of several costs of pairs. rests are the shifts that are as
// a day off, nil for none.
func (m *Model) addPairs(costs []pairCost, rests []bool, who []int) {
	n := len(m.Problem.Shifts)
	const farthest = 15 // days; a rest rule longer than that is not about shifts
	pair := func(prev, gap, next int) (s schedule.Score) {
		if rests != nil && (rests[prev] || rests[next]) {
			return s
		}
		for _, f := range costs {
			s = s.Add(f(prev, gap, next))
		}
		return s
	}
	q := &pairResource{resourceID: m.nextID(), m: m, class: make([]int, n), group: make([]int, n), rests: rests}
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
	m.addResource(q, who)
}

func (q *pairResource) Class(cell int) string {
	if q.off(cell) {
		return ""
	}
	return fmt.Sprint(q.group[cell-1])
}

// off reports whether a cell is as a day off.
func (q *pairResource) off(cell int) bool { return cell == 0 || q.rests != nil && q.rests[cell-1] }

func (q *pairResource) Start(i int) (int32, schedule.Score) {
	past := q.m.Problem.People[i].Past
	for gap := 1; gap <= q.reach && gap <= len(past); gap++ {
		if s := past[len(past)-gap]; !q.off(s + 1) {
			if q.class[s] < 0 {
				return 0, schedule.Score{}
			}
			return int32(1 + q.class[s]*q.reach + gap - 1), schedule.Score{}
		}
	}
	return 0, schedule.Score{}
}

func (q *pairResource) Step(state int32, _, cell int) (int32, schedule.Score) {
	if q.off(cell) {
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

func (q *pairResource) End(i int, state int32) schedule.Score {
	for k, s := range q.m.next(i) {
		if state == 0 {
			break
		}
		after, cost := q.Step(state, q.m.Days+k, s+1)
		if !q.off(s + 1) {
			return cost // the pairs after that are not of the horizon
		}
		state = after
	}
	return schedule.Score{}
}
