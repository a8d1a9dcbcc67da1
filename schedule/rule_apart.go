package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Apart asks that on a day at most one of People works a shift of each group of Groups:
// never on the same shift, or, with all shifts in one group, never on the same day.
// Groups are sets of shifts by index, no shift in two of them. Each person more is one
// unit.
type Apart struct {
	People People
	Groups [][]int
	Force  Force
}

func init() { register[Apart](lang.T("不同班", "apart")) }

// Key is the stable name of the rule.
func (Apart) Key() string { return "apart" }

// Words says the rule.
func (c Apart) Words() lang.Text {
	return lang.F("指定的人不同班%s", "the people named never work together%s", c.Force.words())
}

// Check returns the days and groups with more than one of them.
func (c Apart) Check(p *Problem, r *Roster) (out []Finding) {
	for d := range p.Days {
		for _, g := range c.Groups {
			var who []int
			for _, i := range c.People.All(p) {
				if r.Cells[i][d] != Off && slices.Contains(g, r.Cells[i][d]) {
					who = append(who, i)
				}
			}
			if len(who) < 2 {
				continue
			}
			var has []lang.Text
			for _, i := range who {
				has = append(has, lang.F("%s 上%s", "%s has %s", p.PersonName(i), p.ShiftText(r.Cells[i][d])))
			}
			out = append(out, Finding{
				Rule: c.Key(), Score: c.Force.Score(int64(len(who) - 1)), Person: who[0], Day: d, Queue: Any,
				Why: lang.F("%s %s，不能一起上", "on %s %s; they may not work together", p.DayText(d), lang.Join(has, "，", ", ")),
				Fix: lang.F("把其中 %d 人换到别的班，或改为休息", "give %d of them another shift, or a rest day", len(who)-1),
			})
		}
	}
	return out
}

// Hard returns the rule where it is hard.
func (c Apart) Hard() []Rule { return c.Force.hard(c) }

// Atoms is the rule for each two people.
func (c Apart) Atoms(p *Problem) (out []Atom) {
	all := c.People.All(p)
	for k, i := range all {
		for _, j := range all[:k] {
			two := c
			two.People = People{j, i}
			out = append(out, Atom{Rule: two, Words: lang.F("不和 %s 一起上", "never works together with %s", p.PersonName(j)), Person: i, Day: Any})
		}
	}
	return out
}

// For returns nothing: the rule is about people together.
func (c Apart) For(People) Rule { return nil }

// Of returns the rule for another team.
func (c Apart) Of(t Team) Rule {
	in, ok := t.people(c.People)
	if !ok || len(in) == 1 {
		return nil
	}
	c.People = in
	return c
}

// Relax drops the rule.
func (c Apart) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(c, subject)
}

func (c Apart) validate(v *validator) {
	v.people(c.People)
	v.groups(c.Groups)
	v.force(c.Force)
}
