package repair

import (
	"slices"

	"paiban/schedule"
)

// alone returns the problem of person i with everybody else as in r: what the
// others put on each row of cover is taken off its limits. Its scores differ
// from those of p by a constant.
func alone(p *schedule.Problem, i int, r *schedule.Roster) *schedule.Problem {
	q := *p
	q.People, q.Rules, q.Cover = []schedule.Person{p.People[i]}, nil, nil
	for _, rule := range p.Rules {
		if who, of, ok := crowd(rule); ok {
			if who != nil && !slices.Contains(who, i) {
				continue
			}
			if f, is := rule.(schedule.Fair); is && f.Carry != nil {
				f.Carry = f.Carry[i : i+1]
				_, of, _ = crowd(f)
			}
			q.Rules = append(q.Rules, of(nil))
			continue
		}
		switch f := rule.(type) {
		case schedule.Keep:
			f.Base = &schedule.Roster{Cells: f.Base.Cells[i : i+1]}
			q.Rules = append(q.Rules, f)
		case schedule.Pin:
			if f.Person == i {
				f.Person = 0
				q.Rules = append(q.Rules, f)
			}
		case schedule.Request:
			if f.Person == i {
				f.Person = 0
				q.Rules = append(q.Rules, f)
			}
		case schedule.Unavailable:
			if f.Person == i {
				f.Person = 0
				q.Rules = append(q.Rules, f)
			}
		default:
			q.Rules = append(q.Rules, rule)
		}
	}
	others := r.Clone()
	for d := range others.Cells[i] {
		others.Cells[i][d] = schedule.Off
	}
	for k, n := range heads(p, others) {
		c := p.Cover[k]
		c.Bound = fewer(c.Bound, n)
		if c.Bound != schedule.Free().Prefer(0, schedule.NoMax, c.Bound.UnderCost, c.Bound.OverCost) {
			q.Cover = append(q.Cover, c)
		}
	}
	return &q
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
