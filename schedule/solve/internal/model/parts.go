package model

import (
	"slices"

	"paiban/schedule"
)

// Parts divides the people into teams that have no row of cover in common: what one team
// works changes nothing for another, so each can be planned by itself, and the scores add
// up, beside Fixed. Who adds heads to no row is in a team with the others of that kind.
// Teams stand in the order of their first person.
func (m *Model) Parts() []schedule.Team {
	root := make([]int, len(m.People))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	first := make([]int, len(m.Rows)+1) // by row: somebody who adds heads to it; the last is for those who add none
	for r := range first {
		first[r] = -1
	}
	join := func(r, i int) {
		if first[r] < 0 {
			first[r] = i
			return
		}
		a, b := find(first[r]), find(i)
		root[max(a, b)] = min(a, b)
	}
	for i := range m.People {
		added := false
		for k, ok := range m.People[i].Allowed {
			if !ok {
				continue
			}
			shared, own := m.RowsFor(i, k)
			for _, r := range shared {
				join(int(r), i)
			}
			for _, r := range own {
				join(int(r), i)
			}
			added = added || len(shared)+len(own) > 0
		}
		if !added {
			join(len(m.Rows), i)
		}
	}
	for r := range m.Rows {
		if m.Rows[r].Past > 0 {
			for _, i := range m.fromPast(r) {
				join(r, i)
			}
		}
	}
	var parts []schedule.Team
	at := map[int]int{}
	for i := range root {
		k, seen := at[find(i)]
		if !seen {
			k = len(parts)
			at[find(i)] = k
			parts = append(parts, nil)
		}
		parts[k] = append(parts[k], i)
	}
	return parts
}

// fromPast lists who adds heads to row r by shifts of before day 0.
func (m *Model) fromPast(r int) (who []int) {
	p := m.Problem
	for i := range p.People {
		if slices.ContainsFunc(m.Rows[r].Sources, func(k int32) bool {
			c := &p.Cover[k]
			for from := c.Day - 2; from < 0; from++ {
				if s, _ := p.People[i].At(from); s != schedule.Off && m.counts(c, i, from) && Counts(p, c, s, from, m.lastBreaks(i, from, s)) {
					return true
				}
			}
			return false
		}) {
			who = append(who, i)
		}
	}
	return who
}

// Part returns the problem of a team of Parts and, by row of its cover, which of the
// problem that is. Rows that nobody can change are left out; see Fixed.
func (m *Model) Part(team schedule.Team) (*schedule.Problem, []int) {
	p := *m.Problem
	p.People, p.Cover, p.Rules = nil, nil, nil
	mine := make([]bool, len(m.Rows))
	for _, i := range team {
		p.People = append(p.People, m.Problem.People[i])
		for k, ok := range m.People[i].Allowed {
			if shared, _ := m.RowsFor(i, k); ok {
				for _, r := range shared {
					mine[r] = true
				}
			}
		}
	}
	for _, rule := range m.Problem.Rules {
		if own := rule.Of(team); own != nil {
			p.Rules = append(p.Rules, own)
		}
	}
	var from []int
	for r := range mine {
		if mine[r] {
			for _, c := range m.Rows[r].Sources {
				from = append(from, int(c))
			}
		}
	}
	slices.Sort(from)
	for _, c := range from {
		p.Cover = append(p.Cover, m.Problem.Cover[c].Of(team))
	}
	return &p, from
}
