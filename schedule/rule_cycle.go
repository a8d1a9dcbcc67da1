package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Cycle asks people to work by a fixed pattern that begins anew every len(Pattern) days:
// on day d of the horizon the shifts of Pattern[(d+At) mod len(Pattern)], one of them, or
// a day off where there are none. A day on which the cell is another is one unit; who is
// Unavailable that day, for the whole of it or for hours, or not employed, is excused.
type Cycle struct {
	People  People
	Pattern [][]int // shifts of each day of the cycle; an empty list is a day off
	At      int     // place in Pattern on day 0
	Force   Force
}

func init() { register[Cycle](lang.T("固定轮班", "fixed cycle")) }

// Key is the stable name of the rule.
func (Cycle) Key() string { return "cycle" }

// Words says the rule.
func (c Cycle) Words() lang.Text {
	return lang.F("按 %d 天一轮的固定班次上班%s", "work by a fixed cycle of %d days%s", len(c.Pattern), c.Force.words())
}

// On returns the shifts that the cycle has on a day.
func (c Cycle) On(day int) []int {
	n := len(c.Pattern)
	return c.Pattern[((day+c.At)%n+n)%n]
}

// keeps reports whether cell s is what the cycle has on a day.
func (c Cycle) keeps(s, day int) bool {
	due := c.On(day)
	return s == Off && len(due) == 0 || slices.Contains(due, s)
}

// excused reports whether person i need not follow the cycle on a day.
func (c Cycle) excused(p *Problem, i, day int) bool {
	return day < p.People[i].First || day >= p.People[i].Last || p.excused(i, day)
}

// Check returns the days that are not as the cycle has them.
func (c Cycle) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range c.People.All(p) {
		for d, s := range r.Cells[i] {
			if c.keeps(s, d) || c.excused(p, i, d) {
				continue
			}
			due := p.ShiftText(Off)
			if on := c.On(d); len(on) > 0 {
				due = p.shiftList(on)
			}
			out = append(out, Finding{
				Rule: c.Key(), Score: c.Force.Score(1), Person: i, Day: d, Queue: Any,
				Why: lang.F("%s %s 是%s，按固定轮班应为%s", "%s has %[3]s on %[2]s; the cycle has %[4]s", p.PersonName(i), p.DayText(d), p.ShiftText(s), due),
				Fix: lang.F("%s 换成%s", "change %s to %s", p.DayText(d), due),
			})
		}
	}
	return out
}

// Hard returns the rule where it is hard.
func (c Cycle) Hard() []Rule { return c.Force.hard(c) }

// Atoms is the cycle of one person.
func (c Cycle) Atoms(p *Problem) []Atom { return atomsOf(p, c, c.People) }

// For returns the rule for other people.
func (c Cycle) For(who People) Rule { c.People = who; return c }

// Of returns the rule for another team.
func (c Cycle) Of(t Team) Rule { return ruleOf(c, t, c.People) }

// Relax drops the rule.
func (c Cycle) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(c, subject)
}

func (c Cycle) validate(v *validator) {
	v.people(c.People)
	v.need(len(c.Pattern) > 0, "%s：循环里没有一天", "%s: the cycle has no days", v.what)
	for _, on := range c.Pattern {
		v.shifts(on)
	}
	v.force(c.Force)
}
