package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// RestAfter asks for at least Days days off in a row after a run of Run days or more on
// Shifts, such as nights, before any shift follows. A run continues from the known past.
// Each day too few is a unit, where the next shift is in the horizon, or is known after it
// and the run ends before. A shift of Shifts that follows the run directly is of the run;
// another shift that does leaves no day off at all.
type RestAfter struct {
	What   lang.Text // 夜班, …; zero is the list of Shifts
	People People
	Shifts []int
	Run    int // days
	Days   int // days off
	Force  Force
}

func init() { register[RestAfter](lang.T("连班后休息", "days off after a run")) }

// Key is the stable name of the rule.
func (RestAfter) Key() string { return "rest-after" }

func (c RestAfter) name() lang.Text {
	if c.What.IsZero() {
		return lang.T("这几种班", "these shifts")
	}
	return c.What
}

// Words says the rule.
func (c RestAfter) Words() lang.Text {
	if c.Run <= 1 {
		return lang.F("上完%s至少休息 %s%s", "after %s at least %s off%s", c.name(), daysText(c.Days), c.Force.words())
	}
	return lang.F("%s连上 %s以后至少休息 %s%s", "after %[1]s on %[2]s in a row at least %[3]s off%[4]s", c.name(), daysText(c.Run), daysText(c.Days), c.Force.words())
}

// Check returns the shifts that come too soon after a run.
func (c RestAfter) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range c.People.All(p) {
		t := p.Around(r, i)
		run, off, last := 0, 0, 0 // the latest run, the days off since, its last day
		for k, s := range t.Cells {
			day := t.First + k
			in := s != Off && slices.Contains(c.Shifts, s)
			switch {
			case s == Off:
				off++
				continue
			case in && off == 0:
				run, last = run+1, day
				continue
			case run >= c.Run && run > 0 && off < c.Days && day >= 0 && last < p.Days:
				out = append(out, Finding{
					Rule: c.Key(), Score: c.Force.Score(int64(c.Days - off)), Person: i, Day: day, Days: Stretch{last, day + 1}, Queue: Any,
					Why: lang.F("%s 到 %s 连上%s %s，之后只休息 %s，%s 又上%s，少于 %s", "%s has %[3]s on %[4]s in a row to %[2]s, then %[5]s off before %[7]s on %[6]s; %[8]s are needed",
						p.PersonName(i), p.DayText(last), c.shifts(p), daysText(run), daysText(off), p.DayText(day), p.ShiftText(s), daysText(c.Days)),
					Fix: lang.F("让 %s %s 休息", "give %s %s off", p.PersonName(i), p.DayText(day)),
				})
			}
			run, off = 0, 0
			if in {
				run, last = 1, day
			}
		}
	}
	return out
}

func (c RestAfter) shifts(p *Problem) lang.Text {
	if c.What.IsZero() {
		return p.shiftList(c.Shifts)
	}
	return c.What
}

// Hard returns the rule where it is hard.
func (c RestAfter) Hard() []Rule { return c.Force.hard(c) }

// Atoms is one limit for each person.
func (c RestAfter) Atoms(p *Problem) []Atom { return atomsOf(p, c, c.People) }

// For returns the rule for other people.
func (c RestAfter) For(who People) Rule { c.People = who; return c }

// Of returns the rule for another team.
func (c RestAfter) Of(t Team) Rule { return ruleOf(c, t, c.People) }

// Relax asks for one day less.
func (c RestAfter) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	step := lang.F("%s 少休 1 天（%s）", "one day off fewer for %s (%s)", subject, c.Words())
	if c.Days--; c.Days <= 0 {
		return nil, step
	}
	return c, step
}

func (c RestAfter) validate(v *validator) {
	v.people(c.People)
	v.shifts(c.Shifts)
	v.need(c.Run >= 1 && c.Run <= 31 && c.Days >= 1 && c.Days <= 31, "%s：连上 %d 天后休 %d 天不成立", "%s: %[3]d days off after %[2]d make no sense", v.what, c.Run, c.Days)
	v.force(c.Force)
}
