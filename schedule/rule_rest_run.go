package schedule

import "paiban/internal/lang"

// RestRun bounds the number of days off in a row, with the same exemptions at
// the edges as [WorkRun]. A day of leave is no day off: it ends the run, and a run
// beside it is not too short.
type RestRun struct {
	People People
	Length Bound // days
}

func init() { register[RestRun](lang.T("连休", "days off in a row")) }

// Key is the stable name of the rule.
func (RestRun) Key() string { return "rest-run" }

// Words says the rule.
func (w RestRun) Words() lang.Text {
	return lang.F("连休天数：%s", "days off in a row: %s", w.Length.words(daysText))
}

// Check returns the runs that are out of bounds.
func (w RestRun) Check(p *Problem, r *Roster) []Finding {
	return checkRuns(p, r, w.People, func(s int) bool { return s == Off }, w.Length, func(i int, n Stretch, hard bool) Finding {
		why, limit := w.Length.miss(n.len(), hard, daysText)
		f := Finding{
			Rule: w.Key(), Person: i,
			Why: lang.F("%s %s 连休 %s，%s", "%s is off for %[3]s in a row (%[2]s), %[4]s", p.PersonName(i), p.run(n), daysText(n.len()), why),
			Fix: lang.T("把前后的一天也改为休息", "add a day off just before or after"),
		}
		if n.len() > limit {
			f.Fix = lang.T("在这几天里排一个班", "give a shift on one of these days")
		} else if day, ok := p.beside(n); ok {
			f.Fix = lang.F("%s 也休息", "give %s off as well", p.DayText(day))
		}
		return f
	})
}

// Hard returns the hard limits one by one.
func (w RestRun) Hard() (out []Rule) {
	for _, w.Length = range w.Length.Sides() {
		out = append(out, w)
	}
	return out
}

// Atoms is one limit for each person.
func (w RestRun) Atoms(p *Problem) []Atom { return atomsOf(p, w, w.People) }

// For returns the rule for other people.
func (w RestRun) For(who People) Rule { w.People = who; return w }

// Of returns the rule for another team.
func (w RestRun) Of(t Team) Rule { return ruleOf(w, t, w.People) }

// Relax moves the limit by one day.
func (w RestRun) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	step := lang.F("允许 %s 只连休 %d 天", "let %s have only %d days off in a row", subject, w.Length.HardMin-1)
	if w.Length.HardMax < NoMax {
		step = lang.F("允许 %s 连休 %d 天", "let %s have %d days off in a row", subject, w.Length.HardMax+1)
	}
	var ok bool
	if w.Length, ok = w.Length.Relaxed(1); !ok {
		return nil, step
	}
	return w, step
}

func (w RestRun) validate(v *validator) {
	v.people(w.People)
	v.bound(w.Length)
}
