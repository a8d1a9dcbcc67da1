package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Rotation turns people through Kinds every so many calendar weeks, a term. Of two
// working days that follow each other (days off skipped, and days whose kind is not in
// Kinds), the later one has the next kind of the cycle where a turn is due between them
// (else Turn, one unit) and the same kind where none is (else Steady, one unit).
//
// A turn is due where the later day is of a later term. With AfterRest it is due where
// there is a day off between them, and none was due before in the term of the later day:
// who works on from one term into the next turns after their next day off. The term in
// which a person is first known to work is as if it had had its turn.
//
// The last kind known from the past carries in. Days of the horizon are charged, and
// the first day after it that is known to have a kind.
type Rotation struct {
	People       People
	Kinds        []Kind // cycle: Early, Late
	Weeks        int    `json:",omitempty"` // length of a term; 0 is 1
	At           int    `json:",omitempty"` // weeks of a term that are over when the week of day 0 begins
	AfterRest    bool   `json:",omitempty"`
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
	cycle, steady, turn := lang.Join(names, "→", " → "), o.Steady.words(), o.Turn.words()
	switch {
	case o.AfterRest:
		return lang.F("每 %d 周轮换 %s：休息日之后换下一种%s，别的时候班别不变%s", "rotation every %d weeks %s: the next kind after a day off%s, else the same kind%s", max(1, o.Weeks), cycle, turn, steady)
	case o.Weeks > 1:
		return lang.F("每 %d 周轮换 %s：这几周里班别不变%s，之后换下一种%s", "rotation every %d weeks %s: the same kind within them%s, the next kind after them%s", o.Weeks, cycle, steady, turn)
	}
	return lang.F("按周轮换 %s：同一周内班别不变%s，下一周换下一种%s", "weekly rotation %s: the same kind within a week%s, the next kind in the next%s", cycle, steady, turn)
}

// term numbers the terms; that of day 0 is 0.
func (o Rotation) term(p *Problem, day int) int {
	weeks, n := int(p.Week(day)-p.Week(0))/7+o.At, max(1, o.Weeks)
	return (weeks - (weeks%n+n)%n) / n
}

// Check returns the days on which the kind is not the one due.
func (o Rotation) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range o.People.All(p) {
		t := p.Around(r, i)
		last, lastDay := -1, 0     // index into Kinds
		turned, rested := 0, false // the latest term with a turn, and a day off since lastDay
		for k, s := range t.Cells {
			if s == Off {
				rested = true
				continue
			}
			day := t.First + k
			at := slices.Index(o.Kinds, p.Shifts[s].Kind)
			if at < 0 {
				continue
			}
			term := o.term(p, day)
			turn := term > turned && (rested || !o.AfterRest)
			if last >= 0 && day >= 0 && lastDay < p.Days {
				due, force := last, o.Steady
				if turn {
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
			if turn || last < 0 {
				turned = term
			}
			last, lastDay, rested = at, day, false
		}
	}
	return out
}

// Hard returns the turn and the steady kind by themselves, where they are hard.
func (o Rotation) Hard() (out []Rule) {
	if o.Steady.Hard {
		steady := o
		steady.Turn = Force{}
		out = append(out, steady)
	}
	if o.Turn.Hard {
		turn := o
		turn.Steady = Force{}
		out = append(out, turn)
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
	v.need(o.Weeks >= 0 && 0 <= o.At && o.At < max(1, o.Weeks), "%s：%d 周里已过 %d 周不成立", "%s: %[3]d of %[2]d weeks make no sense", v.what, o.Weeks, o.At)
	v.force(o.Steady)
	v.force(o.Turn)
}
