package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Rotation turns people through Kinds week by week. Of two working days that
// follow each other (days off skipped, and days whose kind is not in Kinds),
// the later one has the same kind in the same calendar week (else Steady, one
// unit) and the next kind of the cycle in a later week (else Turn, one unit).
// The last kind known from the past carries in. Days of the horizon are charged, and
// the first day after it that is known to have a kind.
type Rotation struct {
	People       People
	Kinds        []Kind // cycle: Early, Late
	Steady, Turn Force
}

func init() { register[Rotation](lang.T("轮换", "rotation")) }

// Key is the stable name of the rule.
func (Rotation) Key() string { return "rotation" }

// Words says the rule.
func (o Rotation) Words() lang.Text {
	var names []lang.Text
	for _, k := range o.Kinds {
		names = append(names, k.Text())
	}
	return lang.F("按周轮换 %s：同一周内班别不变%s，下一周换下一种%s", "weekly rotation %s: the same kind within a week%s, the next kind in the next%s",
		lang.Join(names, "→", " → "), o.Steady.words(), o.Turn.words())
}

// Check returns the days on which the kind is not the one due.
func (o Rotation) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range o.People.All(p) {
		t := p.Around(r, i)
		last, lastDay := -1, 0 // index into Kinds
		for k, s := range t.Cells {
			if s == Off {
				continue
			}
			day := t.First + k
			at := slices.Index(o.Kinds, p.Shifts[s].Kind)
			if at < 0 {
				continue
			}
			if last >= 0 && day >= 0 && lastDay < p.Days {
				due, force := last, o.Steady
				if p.Week(day) != p.Week(lastDay) {
					due, force = (last+1)%len(o.Kinds), o.Turn
				}
				if score := force.Score(1); at != due && score != (Score{}) {
					out = append(out, Finding{
						Rule: o.Key(), Score: score, Person: i, Day: p.answers(lastDay, day), Days: Stretch{lastDay, day + 1}, Queue: Any,
						Why: lang.F("%s %s 上%s；%s 上的是%s，按轮换应上%s", "%s works %[3]s on %[2]s; after %[5]s on %[4]s the rotation asks for %[6]s",
							p.PersonName(i), p.DayText(day), o.Kinds[at].Text(), p.DayText(lastDay), o.Kinds[last].Text(), o.Kinds[due].Text()),
						Fix: lang.F("%s 换成%s", "change %s to %s", p.DayText(day), o.Kinds[due].Text()),
					})
				}
			}
			last, lastDay = at, day
		}
	}
	return out
}

// Hard returns the turn and the steady kind by themselves, where they are hard.
func (o Rotation) Hard() (out []Rule) {
	if o.Steady.Hard {
		out = append(out, Rotation{People: o.People, Kinds: o.Kinds, Steady: o.Steady})
	}
	if o.Turn.Hard {
		out = append(out, Rotation{People: o.People, Kinds: o.Kinds, Turn: o.Turn})
	}
	return out
}

// Atoms is one limit for each person.
func (o Rotation) Atoms(p *Problem) []Atom { return atomsOf(p, o, o.People) }

// For returns the rule for other people.
func (o Rotation) For(who People) Rule { o.People = who; return o }

// Of returns the rule for another team.
func (o Rotation) Of(t Team) Rule { return ruleOf(o, t, o.People) }

// Relax drops the rule.
func (o Rotation) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(o, subject)
}

func (o Rotation) validate(v *validator) {
	v.people(o.People)
	v.need(len(o.Kinds) > 0, "%s：没有要轮换的班别", "%s: no kinds to rotate through", v.what)
	for k, kind := range o.Kinds {
		v.need(!slices.Contains(o.Kinds[:k], kind), "%s：%s 在循环里写了两次", "%s: the cycle names %s twice", v.what, kind.Text())
	}
	v.force(o.Steady)
	v.force(o.Turn)
}
