package repair

import (
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// relieve tries a step away from each part of each conflict and tells what it
// buys for the whole problem.
func (x *explainer) relieve(out []Conflict, all []atom) []Conflict {
	if len(out) == 0 || x.err != nil {
		return out
	}
	before, proved, ok := x.measure(x.p, all)
	if !ok {
		return out
	}
	for n := range out {
		core := x.cores[n]
		for k := 0; k < len(core) && !x.late(); {
			end := k
			for end < len(core) && core[end].group == core[k].group {
				end++
			}
			what, changed := relax(x.p, core[k:end])
			var next []atom
			for _, a := range all {
				if j := slices.IndexFunc(core[k:end], func(b atom) bool { return same(a, b) }); j < 0 {
					next = append(next, a)
				} else if changed[j] != nil {
					eased := *changed[j]
					eased.group = -1 - eased.group // no longer like the others of its group
					next = append(next, eased)
				}
			}
			k = end
			if after, sure, ok := x.measure(x.p, next); ok {
				out[n].Relief = append(out[n].Relief, Relief{what, before, after, proved && sure})
			}
		}
		if s := bestHire(x.p, core); s >= 0 && !x.late() {
			grown := hire(x.p, s)
			if after, sure, ok := x.measure(grown, atomsOf(grown)); ok {
				out[n].Relief = append(out[n].Relief, Relief{
					lang.F("增加一名和 %s 一样的员工", "add somebody like %s", who(x.p, s)), before, after, proved && sure,
				})
			}
		}
		slices.SortStableFunc(out[n].Relief, func(a, b Relief) int { return int(a.After - b.After) })
	}
	return out
}

// measure returns the least by which atoms must be broken, in units of hard
// rules and heads, and whether that is proved.
func (x *explainer) measure(p *schedule.Problem, atoms []atom) (units int64, proved, ok bool) {
	if x.err != nil || x.late() {
		return 0, false, false
	}
	r, err := x.solve(only(p, atoms), nil, 0)
	if err != nil {
		x.err = err
		return 0, false, false
	}
	return r.Score.Hard + r.Score.Cost, r.Score == r.Bound, true
}

// relax says the least step that eases atoms of one group and returns them
// eased, nil where the step is to drop one.
func relax(p *schedule.Problem, atoms []atom) (what lang.Text, eased []*atom) {
	eased = make([]*atom, len(atoms))
	var people, days []int
	for k := range atoms {
		a := atoms[k]
		if a.person != schedule.Any && !slices.Contains(people, a.person) {
			people = append(people, a.person)
		}
		if a.day != schedule.Any {
			days = append(days, a.day)
		}
		if step(p, &a) {
			eased[k] = &a
		}
	}
	who := peopleNames(p, people)
	if len(people) == len(p.People) && len(people) > 1 {
		who = lang.T("所有人", "everybody")
	}
	to := eased[0] // nil where it is dropped
	switch r := atoms[0].rule.(type) {
	case nil:
		b := atoms[0].row.Bound
		at := rowWords(p, atoms[0].row)
		if b.HardMax < schedule.NoMax {
			return lang.F("%s，%s：放宽到 %d 人", "%s, %s: allow %d", dayNames(p, days), at, b.HardMax+1), eased
		}
		return lang.F("%s，%s：降到 %d 人", "%s, %s: make do with %d", dayNames(p, days), at, b.HardMin-1), eased
	case schedule.Unavailable:
		return lang.F("请 %s 改期或取消%s（%s）", "ask %s to move or cancel %s (%s)", who, limitWords(p, &atoms[0]), dayNames(p, days)), eased
	case schedule.Pin:
		return lang.F("取消 %s 的指定（%s）", "lift what is fixed for %s (%s)", who, dayNames(p, days)), eased
	case schedule.Meeting:
		return lang.F("%s 可以不参加%s", "excuse %s from the %s", who, r.What), eased
	case schedule.MinRest:
		if to != nil {
			return lang.F("%s 两班之间的休息从 %s 减到 %s", "for %s, cut the rest between shifts from %s to %s", who, schedule.Duration(r.Minutes), schedule.Duration(to.rule.(schedule.MinRest).Minutes)), eased
		}
	case schedule.RestDays:
		return lang.F("%s 少休 1 天（%s）", "one rest day less for %s (%s)", who, r.Words()), eased
	case schedule.WorkRun:
		if b := r.Length; b.HardMax < schedule.NoMax {
			return lang.F("允许 %s 连续上班 %d 天", "allow %s %d days in a row", who, b.HardMax+1), eased
		}
		return lang.F("允许 %s 只连续上班 %d 天", "allow %s a run of only %d days of work", who, r.Length.HardMin-1), eased
	case schedule.RestRun:
		if b := r.Length; b.HardMax < schedule.NoMax {
			return lang.F("允许 %s 连休 %d 天", "allow %s %d days off in a row", who, b.HardMax+1), eased
		}
		return lang.F("允许 %s 只连休 %d 天", "allow %s only %d days off in a row", who, r.Length.HardMin-1), eased
	case schedule.Weekends:
		if b := r.Worked; b.HardMax < schedule.NoMax {
			return lang.F("允许 %s 上 %d 个周末", "allow %s %d weekends", who, b.HardMax+1), eased
		}
	case schedule.ShiftCount:
		if b := r.Count; b.HardMax < schedule.NoMax {
			return lang.F("允许 %s 多上一次（%s）", "allow %s one more (%s)", who, r.Words()), eased
		}
		return lang.F("允许 %s 少上一次（%s）", "allow %s one less (%s)", who, r.Words()), eased
	case schedule.Minutes:
		if b := r.Total; b.HardMax < schedule.NoMax {
			return lang.F("允许 %s 多上一个班的工时（%s）", "allow %s the hours of one more shift (%s)", who, r.Words()), eased
		}
		return lang.F("允许 %s 少上一个班的工时（%s）", "allow %s the hours of one shift less (%s)", who, r.Words()), eased
	}
	return lang.F("对 %s 取消这条规则：%s", "lift for %s: %s", who, atoms[0].rule.Words()), eased
}

// step eases an atom by one unit of its limit. It reports false where easing it
// means to drop it.
func step(p *schedule.Problem, a *atom) bool {
	by := func(b *schedule.Bound, n int) bool {
		if b.HardMax < schedule.NoMax {
			*b = schedule.AtMost(b.HardMax + n)
			return true
		}
		*b = schedule.AtLeast(b.HardMin - n)
		return b.HardMin > 0
	}
	switch r := a.rule.(type) {
	case nil:
		return by(&a.row.Bound, 1)
	case schedule.MinRest:
		// The next shorter rest that some pair of shifts on neighbouring days has.
		next := 0
		for s := range p.Shifts {
			for t := range p.Shifts {
				gap := p.Shifts[t].Start() + schedule.DayMinutes - p.Shifts[s].End()
				if gap < r.Minutes && !p.Shifts[s].Retired && !p.Shifts[t].Retired {
					next = max(next, gap)
				}
			}
		}
		r.Minutes = next
		a.rule = r
		return next > 0
	case schedule.RestDays:
		r.Min--
		a.rule = r
		return r.Min > 0
	case schedule.WorkRun:
		ok := by(&r.Length, 1)
		a.rule = r
		return ok
	case schedule.RestRun:
		ok := by(&r.Length, 1)
		a.rule = r
		return ok
	case schedule.Weekends:
		ok := by(&r.Worked, 1)
		a.rule = r
		return ok
	case schedule.ShiftCount:
		ok := by(&r.Count, 1)
		a.rule = r
		return ok
	case schedule.Minutes:
		long := 0
		for s := range p.Shifts {
			if !p.Shifts[s].Retired {
				long = max(long, p.Shifts[s].Paid)
			}
		}
		ok := by(&r.Total, long)
		a.rule = r
		return ok
	}
	return false
}

// bestHire returns whom a new agent should be like to help with the rows of a
// core: whoever may work the shifts that count for most of them; −1 where no row
// asks for more heads.
func bestHire(p *schedule.Problem, core []atom) int {
	best, most := -1, 0
	for i := range p.People {
		if p.People[i].Trainee || p.People[i].First > 0 || p.People[i].Last < p.Days {
			continue
		}
		n := 0
		for k := range core {
			a := &core[k]
			if a.rule == nil && a.row.Bound.HardMin > 0 && slices.ContainsFunc(p.People[i].Shifts, func(s int) bool {
				return p.Shifts[s].Days.Has(a.row.Day) && touches(p, &a.row, s, a.row.Day)
			}) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// hire returns p with one more person, like i but without a past, absences,
// wishes or anything fixed.
func hire(p *schedule.Problem, i int) *schedule.Problem {
	q := *p
	one := p.People[i]
	one.ID, one.Name, one.Past, one.First, one.Last = "", "", nil, 0, p.Days
	q.People = append(slices.Clone(p.People), one)
	q.Rules = slices.Clone(p.Rules)
	for k, rule := range q.Rules {
		who, of, ok := crowd(rule)
		if f, is := rule.(schedule.Fair); is && f.Carry != nil {
			f.Carry = append(slices.Clone(f.Carry), f.Carry[i])
			q.Rules[k] = f
			_, of, _ = crowd(f)
		}
		if ok && who != nil && slices.Contains(who, i) {
			q.Rules[k] = of(append(slices.Clone(who), len(p.People)))
		}
	}
	q.Rules = slices.DeleteFunc(q.Rules, func(r schedule.Rule) bool { _, keep := r.(schedule.Keep); return keep })
	return &q
}
