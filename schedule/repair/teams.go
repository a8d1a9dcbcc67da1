package repair

import (
	"paiban/schedule"
)

// alone returns the problem of person i with everybody else as in r: the heads of
// the others are taken off the limits of each row of cover. Its scores differ from
// those of p by a constant.
func alone(p *schedule.Problem, i int, r *schedule.Roster) *schedule.Problem {
	q := *p
	q.People, q.Rules, q.Cover = []schedule.Person{p.People[i]}, rulesOf(p, schedule.Alone(i)), nil
	others := r.Clone()
	for d := range others.Cells[i] {
		others.Cells[i][d] = schedule.Off
	}
	for k, n := range heads(p, others) {
		c := p.Cover[k].Of(schedule.Alone(i))
		c.Bound = fewer(c.Bound, n)
		if c.Bound != schedule.Free().Prefer(0, schedule.NoMax, c.Bound.UnderCost, c.Bound.OverCost) {
			q.Cover = append(q.Cover, c)
		}
	}
	return &q
}

// hire returns p with one more person, who is like i but has no past, no absence,
// no wish and nothing fixed.
func hire(p *schedule.Problem, i int) *schedule.Problem {
	q := *p
	one := p.People[i]
	one.ID, one.Name, one.First, one.Last = "", "", 0, p.Days
	one.Past, one.Next, one.Leave = nil, nil, nil
	var grown schedule.Team
	for k := range p.People {
		grown = append(grown, k)
	}
	grown = append(grown, i)
	q.People, q.Rules, q.Cover = nil, rulesOf(p, grown), nil
	for _, c := range p.Cover {
		q.Cover = append(q.Cover, c.Of(grown))
	}
	q.People = append(append(q.People, p.People...), one)
	return &q
}

// rulesOf returns the rules of p as they are for another team.
func rulesOf(p *schedule.Problem, t schedule.Team) (out []schedule.Rule) {
	for _, rule := range p.Rules {
		if own := rule.Of(t); own != nil {
			out = append(out, own)
		}
	}
	return out
}

// fewer returns b for a count that leaves n heads out.
func fewer(b schedule.Bound, n int) schedule.Bound {
	less := func(limit int) int {
		if limit == schedule.NoMax {
			return limit
		}
		return max(0, limit-n)
	}
	b.HardMin, b.SoftMin, b.SoftMax, b.HardMax = less(b.HardMin), less(b.SoftMin), less(b.SoftMax), less(b.HardMax)
	return b
}
