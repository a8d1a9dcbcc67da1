package schedule

import "paiban/internal/lang"

// WorkRun bounds the number of days worked in a row. A run continues from the
// known past and into the known days after the horizon; a day of leave ends it. It is
// exempt from the minimum where nothing is known of the day before it or after it, and
// where it ends or begins at leave or employment. Each run that a day of the horizon
// decides is judged once.
type WorkRun struct {
	People People
	Length Bound // days
}

func init() { register[WorkRun](lang.T("连续上班", "days in a row")) }

// Key is the stable name of the rule.
func (WorkRun) Key() string { return "work-run" }

// Words says the rule.
func (w WorkRun) Words() lang.Text {
	return lang.F("连续上班天数：%s", "days worked in a row: %s", w.Length.words(daysText))
}

// Check returns the runs that are out of bounds.
func (w WorkRun) Check(p *Problem, r *Roster) []Finding {
	return checkRuns(p, r, w.People, func(s int) bool { return !p.Resting(s) }, w.Length, func(i int, n Stretch, hard bool) Finding {
		why, limit := w.Length.miss(n.len(), hard, daysText)
		f := Finding{
			Rule: w.Key(), Person: i,
			Why: lang.F("%s %s 连续上班 %s，%s", "%s works %[3]s in a row (%[2]s), %[4]s", p.PersonName(i), p.run(n), daysText(n.len()), why),
			Fix: lang.T("在前后的一天也排班，或把这几天改为休息", "work on a day before or after as well, or rest on all of these days"),
		}
		if n.len() > limit {
			f.Fix = lang.F("把%s改为休息", "make %s a rest day", p.between(max(0, n.From), min(n.To, p.Days)))
		} else if day, ok := p.beside(n); ok {
			f.Fix = lang.F("%s 也排班", "work on %s as well", p.DayText(day))
		}
		return f
	})
}

// Hard returns the hard limits one by one.
func (w WorkRun) Hard() (out []Rule) {
	for _, w.Length = range w.Length.Sides() {
		out = append(out, w)
	}
	return out
}

// Atoms is one limit for each person.
func (w WorkRun) Atoms(p *Problem) []Atom { return atomsOf(p, w, w.People) }

// For returns the rule for other people.
func (w WorkRun) For(who People) Rule { w.People = who; return w }

// Of returns the rule for another team.
func (w WorkRun) Of(t Team) Rule { return ruleOf(w, t, w.People) }

// Relax moves the limit by one day.
func (w WorkRun) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	step := lang.F("允许 %s 只连续上班 %d 天", "let %s work only %d days in a row", subject, w.Length.HardMin-1)
	if w.Length.HardMax < NoMax {
		step = lang.F("允许 %s 连续上班 %d 天", "let %s work %d days in a row", subject, w.Length.HardMax+1)
	}
	var ok bool
	if w.Length, ok = w.Length.Relaxed(1); !ok {
		return nil, step
	}
	return w, step
}

func (w WorkRun) validate(v *validator) {
	v.people(w.People)
	v.bound(w.Length)
}
