package repair

import (
	"slices"

	"paiban/schedule"
)

// hardOnly returns p without anything soft: what is left is 0 where every hard
// rule holds.
func hardOnly(p *schedule.Problem) *schedule.Problem {
	q := *p
	q.Rules, q.Cover = nil, slices.Clone(p.Cover)
	for k := range q.Cover {
		q.Cover[k].Bound = hardBound(q.Cover[k].Bound)
	}
	for _, rule := range p.Rules {
		q.Rules = append(q.Rules, hardSides(rule)...)
	}
	return &q
}

// hardBound returns b without its soft limits.
func hardBound(b schedule.Bound) schedule.Bound { return schedule.Between(b.HardMin, b.HardMax) }

// sides returns the hard limits of b one by one, as bounds of their own.
func sides(b schedule.Bound) (out []schedule.Bound) {
	if b.HardMin > 0 {
		out = append(out, schedule.AtLeast(b.HardMin))
	}
	if b.HardMax < schedule.NoMax {
		out = append(out, schedule.AtMost(b.HardMax))
	}
	return out
}

// hardSides returns the hard part of a rule, its limits one by one; nil where
// there is none. What it does not know, such as [schedule.Keep], is kept whole.
func hardSides(rule schedule.Rule) (out []schedule.Rule) {
	when := func(f schedule.Force) []schedule.Rule {
		if f.Hard {
			return []schedule.Rule{rule}
		}
		return nil
	}
	switch r := rule.(type) {
	case schedule.Eligible, schedule.Fair, schedule.Request:
		return nil
	case schedule.Keep:
		r.Cost = 0
		return []schedule.Rule{r}
	case schedule.Continuous:
		return when(r.Force)
	case schedule.Meeting:
		return when(r.Force)
	case schedule.MinRest:
		return when(r.Force)
	case schedule.RestDays:
		return when(r.Force)
	case schedule.Succession:
		return when(r.Force)
	case schedule.Minutes:
		for _, r.Total = range sides(r.Total) {
			out = append(out, r)
		}
		return out
	case schedule.ShiftCount:
		for _, r.Count = range sides(r.Count) {
			out = append(out, r)
		}
		return out
	case schedule.RestRun:
		for _, r.Length = range sides(r.Length) {
			out = append(out, r)
		}
		return out
	case schedule.WorkRun:
		for _, r.Length = range sides(r.Length) {
			out = append(out, r)
		}
		return out
	case schedule.Weekends:
		for _, r.Worked = range sides(r.Worked) {
			out = append(out, r)
		}
		return out
	case schedule.Rotation:
		if r.Steady.Hard {
			out = append(out, schedule.Rotation{People: r.People, Kinds: r.Kinds, Steady: r.Steady})
		}
		if r.Turn.Hard {
			out = append(out, schedule.Rotation{People: r.People, Kinds: r.Kinds, Turn: r.Turn})
		}
		return out
	}
	return []schedule.Rule{rule}
}

// crowd returns the people that a rule speaks of, nil being everybody, and how to
// make the same rule for others; ok is false for a rule that speaks of no set of
// people.
func crowd(rule schedule.Rule) (who schedule.People, of func(schedule.People) schedule.Rule, ok bool) {
	switch r := rule.(type) {
	case schedule.Continuous:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.Fair:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.Meeting:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.MinRest:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.Minutes:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.RestDays:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.RestRun:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.Rotation:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.ShiftCount:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.Succession:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.Weekends:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	case schedule.WorkRun:
		return r.People, func(w schedule.People) schedule.Rule { r.People = w; return r }, true
	}
	return nil, nil, false
}
