package schedule

import (
	"time"

	"paiban/internal/lang"
)

// WholeWeekend asks for both days of a weekend or none: a weekend of which exactly one
// of Saturday and Sunday is worked is one unit. A weekend is judged where its Sunday is
// in the horizon and its Saturday is too, or is known.
type WholeWeekend struct {
	People People
	Force  Force
}

func init() { register[WholeWeekend](lang.T("整个周末", "whole weekends")) }

// Key is the stable name of the rule.
func (WholeWeekend) Key() string { return "whole-weekend" }

// Words says the rule.
func (w WholeWeekend) Words() lang.Text {
	return lang.F("周六、周日要么都上班，要么都休息%s", "Saturday and Sunday are both worked or both off%s", w.Force.words())
}

// Check returns the weekends that are worked by half, on their Sunday.
func (w WholeWeekend) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range w.People.All(p) {
		t := p.Around(r, i)
		for d := 0; d <= p.Days; d++ {
			if p.Date(d).Weekday() != time.Sunday {
				continue
			}
			saturday, before := t.At(d - 1)
			s, known := t.At(d)
			if !before || !known || (saturday == Off) == (s == Off) {
				continue
			}
			worked, free := d-1, d
			if s != Off {
				worked, free = d, d-1
			}
			out = append(out, Finding{
				Rule: w.Key(), Score: w.Force.Score(1), Person: i, Day: p.answers(d-1, d), Days: Stretch{d - 1, d + 1}, Queue: Any,
				Why: lang.F("%s %s 上班、%s 休息，周末不完整", "%s works on %s and is off on %s: half a weekend", p.PersonName(i), p.DayText(worked), p.DayText(free)),
				Fix: lang.F("%s 也休息，或 %s 也上班", "rest on %s as well, or work on %s as well", p.DayText(worked), p.DayText(free)),
			})
		}
	}
	return out
}

// Hard returns the rule where it is hard.
func (w WholeWeekend) Hard() []Rule { return w.Force.hard(w) }

// Atoms is one limit for each person.
func (w WholeWeekend) Atoms(p *Problem) []Atom { return atomsOf(p, w, w.People) }

// For returns the rule for other people.
func (w WholeWeekend) For(who People) Rule { w.People = who; return w }

// Of returns the rule for another team.
func (w WholeWeekend) Of(t Team) Rule { return ruleOf(w, t, w.People) }

// Relax drops the rule.
func (w WholeWeekend) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(w, subject)
}

func (w WholeWeekend) validate(v *validator) {
	v.people(w.People)
	v.force(w.Force)
}
