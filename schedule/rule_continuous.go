package schedule

import "paiban/internal/lang"

// Continuous asks that nobody works longer than Max minutes without a break: a
// gap between segments, or one of the shift's Breaks; segments that touch (or overlap), also those of shifts on
// consecutive days, count as one. Each stretch that is longer and has a segment
// of the horizon is one unit; it goes on into the known days before and after.
type Continuous struct {
	People People
	Max    int // minutes
	Force  Force
}

func init() { register[Continuous](lang.T("连续工作时长", "continuous work")) }

// Key is the stable name of the rule.
func (Continuous) Key() string { return "continuous" }

// Words says the rule.
func (c Continuous) Words() lang.Text {
	return lang.F("连续工作不超过 %s，中间要有休息%s", "no more than %s at work without a break%s", Duration(c.Max), c.Force.words())
}

// Check returns the stretches that are too long.
func (c Continuous) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range c.People.All(p) {
		t := p.Around(r, i)
		var run Span // the stretch being built, minutes from day 0
		begun, last := 0, -1
		flush := func() {
			if run.Len() <= c.Max || last < 0 || begun >= p.Days {
				return
			}
			out = append(out, Finding{
				Rule: c.Key(), Score: c.Force.Score(1), Person: i, Day: max(begun, 0), Days: Stretch{begun, last + 1}, Queue: Any,
				Why: lang.F("%s %s 从 %s 起连续工作 %s，超过 %s",
					"%s works %[4]s without a break from %[3]s on %[2]s; the limit is %[5]s",
					p.PersonName(i), p.DayText(begun), Clock(run.Start-begun*DayMinutes), Duration(run.Len()), Duration(c.Max)),
				Fix: lang.F("把 %s 的班换成中间有休息的班次，或换成不超过 %s的班次",
					"give a split or shorter shift on %s, no stretch above %s", p.DayText(max(begun, 0)), Duration(c.Max)),
			})
		}
		for k, s := range t.Cells {
			if s == Off {
				continue
			}
			day := t.First + k
			for _, g := range p.Shifts[s].Presence(p.breaksAround(r, i, day)) {
				g = g.Shift(day * DayMinutes)
				if run.Len() > 0 && g.Start <= run.End {
					run.End = max(run.End, g.End)
				} else {
					flush()
					run, begun = g, day
				}
				last = day
			}
		}
		flush()
	}
	return out
}

// Hard returns the rule where it is hard.
func (c Continuous) Hard() []Rule { return c.Force.hard(c) }

// Atoms is one limit for each person.
func (c Continuous) Atoms(p *Problem) []Atom { return atomsOf(p, c, c.People) }

// For returns the rule for other people.
func (c Continuous) For(who People) Rule { c.People = who; return c }

// Of returns the rule for another team.
func (c Continuous) Of(t Team) Rule { return ruleOf(c, t, c.People) }

// Relax drops the rule.
func (c Continuous) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(c, subject)
}

func (c Continuous) validate(v *validator) {
	v.people(c.People)
	v.force(c.Force)
}
