package schedule

import "paiban/internal/lang"

// SplitRun asks for at most Max split shifts in a row: shifts of two segments or
// more, on days that follow each other. A day off or a shift in one piece ends the
// run. A run continues from the known past. Each day by which a run that has a day
// in the horizon is too long is one unit.
type SplitRun struct {
	People People
	Max    int // days
	Force  Force
}

func init() { register[SplitRun](lang.T("连续分段班", "split shifts in a row")) }

// Key is the stable name of the rule.
func (SplitRun) Key() string { return "split-run" }

// Words says the rule.
func (c SplitRun) Words() lang.Text {
	return lang.F("分段班最多连续上 %s%s", "at most %s of split shifts in a row%s", daysText(c.Max), c.Force.words())
}

// Check returns the runs that are too long.
func (c SplitRun) Check(p *Problem, r *Roster) []Finding {
	split := func(s int) bool { return s != Off && p.Shifts[s].Split() }
	return checkRuns(p, r, c.People, split, c.Force.AtMost(c.Max), func(i int, n Stretch, _ bool) Finding {
		return Finding{
			Rule: c.Key(), Person: i,
			Why: lang.F("%s %s 连续上 %s分段班，超过 %s", "%s has split shifts on %[3]s in a row (%[2]s); the limit is %[4]s",
				p.PersonName(i), p.run(n), daysText(n.len()), daysText(c.Max)),
			Fix: lang.F("把%s换成不分段的班次，或改为休息", "give a shift in one piece on %s, or a rest day", p.between(max(0, n.From), min(n.To, p.Days))),
		}
	})
}

// Split reports whether the shift has more than one segment.
func (s *Shift) Split() bool { return len(s.Segments) > 1 }

// Hard returns the rule where it is hard.
func (c SplitRun) Hard() []Rule { return c.Force.hard(c) }

// Atoms is one limit for each person.
func (c SplitRun) Atoms(p *Problem) []Atom { return atomsOf(p, c, c.People) }

// For returns the rule for other people.
func (c SplitRun) For(who People) Rule { c.People = who; return c }

// Of returns the rule for another team.
func (c SplitRun) Of(t Team) Rule { return ruleOf(c, t, c.People) }

// Relax allows one day more.
func (c SplitRun) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	c.Max++
	return c, lang.F("允许 %s 连续上 %d 天分段班", "let %s work split shifts on %[2]d days in a row", subject, c.Max)
}

func (c SplitRun) validate(v *validator) {
	v.people(c.People)
	v.need(c.Max >= 0, "%s：%d 天不成立", "%s: %d days make no sense", v.what, c.Max)
	v.force(c.Force)
}
