package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// MinRest asks for at least Minutes between the end of a shift and the start of
// the next one. Each pair of shifts closer than that, one of them in the horizon or
// one on either side of it, is one unit.
type MinRest struct {
	People  People
	Minutes int
	After   []int     `json:",omitempty"` // the earlier shift is one of these; nil is any
	Before  []int     `json:",omitempty"` // the later one is; nil is any
	What    lang.Text `json:",omitzero"`  // these pairs in words: 夜班之后; zero for any two
	Force   Force
}

func init() { register[MinRest](lang.T("班次间隔", "rest between shifts")) }

// Key is the stable name of the rule.
func (MinRest) Key() string { return "min-rest" }

// Words says the rule.
func (m MinRest) Words() lang.Text {
	what := m.What
	if what.IsZero() {
		what = lang.T("两个班之间", "between two shifts")
	}
	return lang.F("%s至少休息 %s%s", "at least %[2]s %[1]s%[3]s", what, Duration(m.Minutes), m.Force.words())
}

// binds reports whether the rule is about shift s and shift t after it.
func (m MinRest) binds(s, t int) bool {
	return (m.After == nil || slices.Contains(m.After, s)) && (m.Before == nil || slices.Contains(m.Before, t))
}

// Check returns the pairs that are too close, on the day of the later shift or, where
// that is after the horizon, of the earlier one.
func (m MinRest) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range m.People.All(p) {
		t := p.Around(r, i)
		prev, prevDay := Off, 0
		for k, s := range t.Cells {
			if p.Resting(s) {
				continue
			}
			day := t.First + k
			if prev != Off && day >= 0 && prevDay < p.Days && m.binds(prev, s) {
				end := p.Shifts[prev].End() - (day-prevDay)*DayMinutes // in minutes of day
				if gap := p.Shifts[s].Start() - end; gap < m.Minutes {
					out = append(out, Finding{
						Rule: m.Key(), Score: m.Force.Score(1), Person: i, Day: p.answers(prevDay, day), Days: Stretch{prevDay, day + 1}, Queue: Any,
						Why: lang.F("%s %s 的%s 之后只休息 %s，%s 又上%s，少于 %s",
							"%s has only %[4]s between %[3]s on %[2]s and %[6]s on %[5]s; %[7]s are needed",
							p.PersonName(i), p.DayText(prevDay), p.timed(prev), Duration(max(0, gap)), p.DayText(day), p.timed(s), Duration(m.Minutes)),
						Fix: m.fix(p, i, prev, prevDay, s, day, end),
					})
				}
			}
			prev, prevDay = s, day
		}
	}
	return out
}

// Hard returns the rule where it is hard.
func (m MinRest) Hard() []Rule { return m.Force.hard(m) }

// Atoms is one limit for each person.
func (m MinRest) Atoms(p *Problem) []Atom { return atomsOf(p, m, m.People) }

// For returns the rule for other people.
func (m MinRest) For(who People) Rule { m.People = who; return m }

// Of returns the rule for another team.
func (m MinRest) Of(t Team) Rule { return ruleOf(m, t, m.People) }

// Relax cuts the rest to the next shorter one that a pair of shifts on days next
// to each other has.
func (m MinRest) Relax(p *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	next := 0
	for s := range p.Shifts {
		for t := range p.Shifts {
			gap := p.Shifts[t].Start() + DayMinutes - p.Shifts[s].End()
			if gap < m.Minutes && m.binds(s, t) && !p.Shifts[s].Retired && !p.Shifts[t].Retired {
				next = max(next, gap)
			}
		}
	}
	if next == 0 {
		return nil, dropped(m, subject)
	}
	step := lang.F("%s 两班之间的休息从 %s 减到 %s", "for %s, cut the rest between shifts from %s to %s", subject, Duration(m.Minutes), Duration(next))
	m.Minutes = next
	return m, step
}

func (m MinRest) validate(v *validator) {
	v.people(m.People)
	v.shifts(m.After)
	v.shifts(m.Before)
	v.force(m.Force)
}

// fix names an earlier shift for the day before, where the person may work one,
// and how late the later shift would have to begin; end is that of the earlier
// shift in minutes of day.
func (m MinRest) fix(p *Problem, i, prev, prevDay, s, day, end int) lang.Text {
	later := lang.F("让 %s %s 从 %s 以后开始", "let %s start no earlier than %[3]s on %[2]s", p.PersonName(i), p.DayText(day), Clock(end+m.Minutes))
	if end+m.Minutes >= DayMinutes {
		later = lang.F("让 %s %s 休息", "give %s %s off", p.PersonName(i), p.DayText(day))
	}
	if prevDay < 0 {
		return later
	}
	latest := p.Shifts[s].Start() + (day-prevDay)*DayMinutes - m.Minutes // in minutes of prevDay
	for _, e := range p.People[i].Shifts {
		if p.eligible(i, e, prevDay) && p.Shifts[e].End() <= latest {
			return lang.F("把 %s 的%s换成%s，或%s", "change %s from %s to %s, or %s", p.DayText(prevDay), p.ShiftText(prev), p.ShiftText(e), later)
		}
	}
	return later
}
