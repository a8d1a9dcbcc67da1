package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Succession forbids, or charges for, shift Pairs[i][1] on the day after shift
// Pairs[i][0]. Each such pair of days, one of them in the horizon, is one unit.
type Succession struct {
	People People
	Pairs  [][2]int
	Force  Force
}

func init() { register[Succession](lang.T("前后班次", "shifts after each other")) }

// Key is the stable name of the rule.
func (Succession) Key() string { return "succession" }

// Words says the rule.
func (c Succession) Words() lang.Text {
	return lang.F("有 %d 种前后两天的班次组合不相接%s", "%d combinations of shifts do not follow each other on the next day%s", len(c.Pairs), c.Force.words())
}

// Check returns the pairs of days, on the later one or, where that is after the
// horizon, on the earlier one.
func (c Succession) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range c.People.All(p) {
		t := p.Around(r, i)
		for d := 0; d <= p.Days; d++ {
			before, _ := t.At(d - 1)
			s, _ := t.At(d)
			if before == Off || s == Off || !slices.Contains(c.Pairs, [2]int{before, s}) {
				continue
			}
			out = append(out, Finding{
				Rule: c.Key(), Score: c.Force.Score(1), Person: i, Day: p.answers(d-1, d), Days: Stretch{d - 1, d + 1}, Queue: Any,
				Why: lang.F("%s %s 上%s，第二天 %s 不能接%s", "%s has %[3]s on %[2]s, which %[5]s on %[4]s may not follow",
					p.PersonName(i), p.DayText(d-1), p.ShiftText(before), p.DayText(d), p.ShiftText(s)),
				Fix: lang.F("%s 换一个班次或休息", "use another shift on %s, or rest", p.DayText(d)),
			})
		}
	}
	return out
}

// Hard returns the rule where it is hard.
func (c Succession) Hard() []Rule { return c.Force.hard(c) }

// Atoms is one limit for each person.
func (c Succession) Atoms(p *Problem) []Atom { return atomsOf(p, c, c.People) }

// For returns the rule for other people.
func (c Succession) For(who People) Rule { c.People = who; return c }

// Of returns the rule for another team.
func (c Succession) Of(t Team) Rule { return ruleOf(c, t, c.People) }

// Relax drops the rule.
func (c Succession) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(c, subject)
}

func (c Succession) validate(v *validator) {
	v.people(c.People)
	for _, pair := range c.Pairs {
		v.shifts(pair[:])
	}
	v.force(c.Force)
}
