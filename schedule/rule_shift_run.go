package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// ShiftRun bounds the number of days in a row on any of Shifts, such as nights. A day
// off or another shift ends the run. A run continues from the known past. A run that
// touches the last day of the horizon, or begins where nothing is known of the day
// before it, is exempt from the minimum.
type ShiftRun struct {
	What   lang.Text // 夜班, 晚班, …; zero is the list of Shifts
	People People
	Shifts []int
	Length Bound // days
}

func init() { register[ShiftRun](lang.T("连续同类班", "shifts of a kind in a row")) }

// Key is the stable name of the rule.
func (ShiftRun) Key() string { return "shift-run" }

// Words says the rule.
func (c ShiftRun) Words() lang.Text {
	if c.What.IsZero() {
		return lang.F("这几种班连续上的天数：%s", "these shifts on days in a row: %s", c.Length.words(daysText))
	}
	return lang.F("%s连续上的天数：%s", "%s on days in a row: %s", c.What, c.Length.words(daysText))
}

// Check returns the runs that are out of bounds.
func (c ShiftRun) Check(p *Problem, r *Roster) []Finding {
	what := c.What
	if what.IsZero() {
		what = p.shiftList(c.Shifts)
	}
	in := func(s int) bool { return s != Off && slices.Contains(c.Shifts, s) }
	return checkRuns(p, r, c.People, in, c.Length, func(i int, n Stretch, hard bool) Finding {
		why, limit := c.Length.miss(n.len(), hard, daysText)
		f := Finding{
			Rule: c.Key(), Person: i,
			Why: lang.F("%s %s 连续上%s %s，%s", "%s has %[3]s on %[4]s in a row (%[2]s), %[5]s", p.PersonName(i), p.run(n), what, daysText(n.len()), why),
			Fix: lang.F("在前后的一天也排%s，或把这几天都换掉", "put %s on a day before or after as well, or change all of these days", what),
		}
		if n.len() > limit {
			f.Fix = lang.F("把%s换成别的班次或休息", "give another shift or a rest day on %s", p.between(max(0, n.From), n.To))
		}
		return f
	})
}

// Hard returns the hard limits one by one.
func (c ShiftRun) Hard() (out []Rule) {
	for _, c.Length = range c.Length.Sides() {
		out = append(out, c)
	}
	return out
}

// Atoms is one limit for each person.
func (c ShiftRun) Atoms(p *Problem) []Atom { return atomsOf(p, c, c.People) }

// For returns the rule for other people.
func (c ShiftRun) For(who People) Rule { c.People = who; return c }

// Of returns the rule for another team.
func (c ShiftRun) Of(t Team) Rule { return ruleOf(c, t, c.People) }

// Relax moves the limit by one day.
func (c ShiftRun) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	step := lang.F("允许 %s 少连上一天（%s）", "let %s work one day fewer in a row (%s)", subject, c.Words())
	if c.Length.HardMax < NoMax {
		step = lang.F("允许 %s 多连上一天（%s）", "let %s work one day more in a row (%s)", subject, c.Words())
	}
	var ok bool
	if c.Length, ok = c.Length.Relaxed(1); !ok {
		return nil, step
	}
	return c, step
}

func (c ShiftRun) validate(v *validator) {
	v.people(c.People)
	v.shifts(c.Shifts)
	v.bound(c.Length)
}
