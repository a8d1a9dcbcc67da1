package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Together asks that each of People works a shift only where one of By works one of the
// same group on that day: a trainee only with a mentor. Two rules, each the other way
// round, keep a couple on the same shifts. Groups are sets of shifts that count as the
// same, by index, no shift in two of them; a shift in none asks for nobody. Where Excuse
// is set, a day asks for nothing on which everybody of By is absent ([Unavailable], for
// the whole of it or for any hours of it) or not employed. A person alone on a day is one
// unit.
type Together struct {
	People People
	By     People
	Groups [][]int
	Excuse bool
	Force  Force
}

func init() { register[Together](lang.T("同班", "together")) }

// Key is the stable name of the rule.
func (Together) Key() string { return "together" }

// Words says the rule.
func (c Together) Words() lang.Text {
	return lang.F("只和指定的人同班%s", "works only together with the people named%s", c.Force.words())
}

// Check returns who works without whom.
func (c Together) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range c.People.All(p) {
		by := c.others(p, i)
		for d := range p.Days {
			s := r.Cells[i][d]
			g := groupOf(c.Groups, s)
			if g == nil || c.excused(p, by, d) || slices.ContainsFunc(by, func(j int) bool { return slices.Contains(g, r.Cells[j][d]) }) {
				continue
			}
			f := Finding{Rule: c.Key(), Score: c.Force.Score(1), Person: i, Day: d, Queue: Any}
			names := p.names(by)
			f.Why = lang.F("%s %s 上%s，%s没有同班", "%s has %[3]s on %[2]s without %[4]s", p.PersonName(i), p.DayText(d), p.ShiftText(s), names)
			f.Fix = lang.F("给 %s %s 换到%s上的班，或改为休息", "give %s on %s the shift of %s, or a rest day", p.PersonName(i), p.DayText(d), names)
			if by == nil {
				f.Why = lang.F("%s %s 上%s，没有可以同班的人", "%s has %[3]s on %[2]s, and there is nobody to work with", p.PersonName(i), p.DayText(d), p.ShiftText(s))
				f.Fix = lang.F("%s %s 改为休息", "give %s a rest day on %s", p.PersonName(i), p.DayText(d))
			}
			out = append(out, f)
		}
	}
	return out
}

// groupOf returns the group that shift s is in, nil where it is in none.
func groupOf(groups [][]int, s int) []int {
	for _, g := range groups {
		if s != Off && slices.Contains(g, s) {
			return g
		}
	}
	return nil
}

// others lists those of By who are not person i.
func (c Together) others(p *Problem, i int) (by []int) {
	for _, j := range c.By.All(p) {
		if j != i {
			by = append(by, j)
		}
	}
	return by
}

func (c Together) excused(p *Problem, by []int, d int) bool {
	return c.Excuse && !slices.ContainsFunc(by, func(j int) bool {
		return d >= p.People[j].First && d < p.People[j].Last && !p.excused(j, d)
	})
}

// Demands returns, for each person and day on which the rule asks for something, the
// people of whom one must be there.
func (c Together) Demands(p *Problem, each func(person, day int, by []int)) {
	for _, i := range c.People.All(p) {
		by := c.others(p, i)
		for d := range p.Days {
			if !c.excused(p, by, d) {
				each(i, d, by)
			}
		}
	}
}

// someNames names people, the first of very many.
func (p *Problem) someNames(who []int) lang.Text {
	const most = 6
	var names []lang.Text
	for _, i := range who[:min(most, len(who))] {
		names = append(names, lang.Same(p.PersonName(i)))
	}
	if len(who) > most {
		names = append(names, lang.F("等 %d 人", "others (%d people)", len(who)))
	}
	return lang.Join(names, "、", ", ")
}

// names lists people for a sentence.
func (p *Problem) names(who []int) lang.Text {
	var names []lang.Text
	for _, i := range who {
		names = append(names, lang.Same(p.PersonName(i)))
	}
	return lang.Join(names, "、", " or ")
}

// Hard returns the rule where it is hard.
func (c Together) Hard() []Rule { return c.Force.hard(c) }

// Atoms is one limit for each person.
func (c Together) Atoms(p *Problem) (out []Atom) {
	for _, i := range c.People.All(p) {
		out = append(out, Atom{Rule: c.For(People{i}), Words: lang.F("只和%s同班", "works only together with %s", p.names(c.others(p, i))), Person: i, Day: Any})
	}
	return out
}

// For returns the rule for other people.
func (c Together) For(who People) Rule { c.People = who; return c }

// Of returns the rule for another team. Where nobody of By is in it, nobody can be
// worked with, unless absence excuses.
func (c Together) Of(t Team) Rule {
	in, ok := t.people(c.People)
	by, some := t.people(c.By)
	if !ok || !some && c.Excuse {
		return nil
	}
	if !some {
		by = People{}
	}
	c.People, c.By = in, by
	return c
}

// Relax drops the rule.
func (c Together) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(c, subject)
}

func (c Together) validate(v *validator) {
	v.people(c.People)
	v.people(c.By)
	v.groups(c.Groups)
	v.force(c.Force)
}

// groups reports shifts that are not there, and one in two groups.
func (v *validator) groups(groups [][]int) {
	seen := map[int]bool{}
	for _, g := range groups {
		v.shifts(g)
		for _, s := range g {
			v.need(!seen[s], "%s：第 %d 个班次在两组里", "%s: shift %d is in two groups", v.what, s)
			seen[s] = true
		}
	}
}
