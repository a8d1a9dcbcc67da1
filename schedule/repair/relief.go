package repair

import (
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// relieve tries one step out of each part of each conflict, and measures what it
// gains for the whole problem.
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
			p := withoutLeave(x.p, core[k:end], changed)
			k = end
			if after, sure, ok := x.measure(p, next); ok {
				out[n].Relief = append(out[n].Relief, Relief{what, before, after, proved && sure})
			}
		}
		if s := bestHire(x.p, core); s >= 0 && !x.late() {
			grown := hire(x.p, s)
			if after, sure, ok := x.measure(grown, atomsOf(grown)); ok {
				out[n].Relief = append(out[n].Relief, Relief{
					lang.F("增加一名和 %s 一样的员工", "add somebody like %s", x.p.PersonName(s)), before, after, proved && sure,
				})
			}
		}
		slices.SortStableFunc(out[n].Relief, func(a, b Relief) int { return int(a.After - b.After) })
	}
	return out
}

// withoutLeave returns p where days of leave that a step cancels are days like others, on
// which people may rest.
func withoutLeave(p *schedule.Problem, atoms []atom, changed []*atom) *schedule.Problem {
	q := *p
	q.People = slices.Clone(p.People)
	for k, a := range atoms {
		if u, ok := a.Rule.(schedule.Unavailable); ok && u.Whole && changed[k] == nil {
			who := &q.People[u.Person]
			who.Leave = slices.DeleteFunc(slices.Clone(who.Leave), func(d int) bool { return d == u.Day })
		}
	}
	return &q
}

// measure returns in how many places atoms must be broken at least, and whether that is
// proved: a place is a head, a day or a limit of hours, by however many minutes it is
// passed.
func (x *explainer) measure(p *schedule.Problem, atoms []atom) (units int64, proved, ok bool) {
	if x.err != nil || x.late() {
		return 0, false, false
	}
	q := only(p, atoms)
	r, err := x.solve(q, nil, 0)
	if err != nil {
		x.err = err
		return 0, false, false
	}
	for _, f := range schedule.Check(q, r.Roster).Findings {
		switch {
		case f.Rule == (schedule.Minutes{}).Key():
			units++
		default:
			units += f.Score.Hard + f.Score.Cost
		}
	}
	return units, r.Score == r.Bound, true
}

// relax says the least step that eases the atoms of one group, and returns them
// eased; nil stands for one that the step drops. Of locked cells one is unlocked.
func relax(p *schedule.Problem, atoms []atom) (what lang.Text, eased []*atom) {
	if pin, ok := atoms[0].Rule.(schedule.Pin); ok && pin.Locked && len(atoms) > 1 {
		what, eased = relax(p, atoms[:1])
		for k := range atoms[1:] {
			eased = append(eased, &atoms[1+k])
		}
		return what, eased
	}
	var people, days []int
	for _, a := range atoms {
		if a.Person != schedule.Any && !slices.Contains(people, a.Person) {
			people = append(people, a.Person)
		}
		if a.Day != schedule.Any {
			days = append(days, a.Day)
		}
	}
	subject, when := peopleNames(p, people), dayNames(p, days)
	if len(people) == len(p.People) && len(people) > 1 {
		subject = lang.T("所有人", "everybody")
	}
	for k, a := range atoms {
		var step lang.Text
		var ok bool
		if a.Rule == nil {
			step = lang.F("%s，%s：降到 %d 人", "%s, %s: lower it to %d", when, a.Words, a.row.Bound.HardMin-1)
			if a.row.Bound.HardMax < schedule.NoMax {
				step = lang.F("%s，%s：放宽到 %d 人", "%s, %s: raise it to %d", when, a.Words, a.row.Bound.HardMax+1)
			}
			a.row.Bound, ok = a.row.Bound.Relaxed(1)
		} else {
			a.Rule, step = a.Rule.Relax(p, subject, when)
			ok = a.Rule != nil
		}
		if k == 0 {
			what = step
		}
		if !ok {
			eased = append(eased, nil)
			continue
		}
		eased = append(eased, &a)
	}
	return what, eased
}

// bestHire returns the person that a new agent should be like to help with the rows
// of a core: the one whose shifts count for most of them. It is −1 if no row asks for
// more heads.
func bestHire(p *schedule.Problem, core []atom) int {
	best, most := -1, 0
	for i := range p.People {
		if p.People[i].Trainee || p.People[i].First > 0 || p.People[i].Last < p.Days {
			continue
		}
		n := 0
		for k := range core {
			a := &core[k]
			if a.Rule == nil && a.row.Bound.HardMin > 0 && a.row.Who.Has(i) && slices.ContainsFunc(p.People[i].Shifts, func(s int) bool {
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
