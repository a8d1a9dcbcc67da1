package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// ShiftCount bounds how often any of Shifts is worked per period. Where a
// stretch begins before day 0 the known past counts, and where it ends after the
// horizon the known days there; a stretch with days of which nothing is known is held
// only to the maximum.
type ShiftCount struct {
	What   lang.Text // 晚班, 夜班, …
	People People
	Shifts []int
	Per    Period
	Count  Bound
	Days   DaySet `json:",omitempty"` // days of the horizon that count; nil is all
}

func init() { register[ShiftCount](lang.T("班次次数", "numbers of shifts")) }

// Key is the stable name of the rule.
func (ShiftCount) Key() string { return "shift-count" }

// Words says the rule.
func (c ShiftCount) Words() lang.Text {
	return lang.F("%[2]s%[1]s：%[3]s", "%s %s: %s", c.What, periodWords[c.Per], c.Count.words(timesText))
}

// Check returns the stretches that are out of bounds.
func (c ShiftCount) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range c.People.All(p) {
		t := p.Around(r, i)
		for _, w := range p.Stretches(c.Per) {
			n, known := t.sum(w, func(day, s int) int {
				if c.Days.Has(day) && slices.Contains(c.Shifts, s) {
					return 1
				}
				return 0
			})
			hard, cost := c.Count.judge(n, known)
			if hard == 0 && cost == 0 {
				continue
			}
			what := c.What
			if what.IsZero() {
				what = p.shiftList(c.Shifts)
			}
			why, limit := c.Count.miss(n, hard > 0, timesText)
			f := Finding{
				Rule: c.Key(), Score: Score{hard, cost}, Person: i, Day: Any, Days: w, Queue: Any,
				Why: lang.F("%s %s 上%s %s，%s", "%s has %[3]s %[4]s in %[2]s, %[5]s", p.PersonName(i), p.period(c.Per, w), what, timesText(n), why),
				Fix: lang.F("再给 %s 排 %s%s", "give %s %[3]s %[2]s more", p.PersonName(i), timesText(limit-n), what),
			}
			if n > limit {
				f.Fix = lang.F("把其中 %s%s换给别人", "hand %[2]s on to somebody else, %[1]s", timesText(n-limit), what)
			}
			out = append(out, f)
		}
	}
	return out
}

// Hard returns the hard limits one by one.
func (c ShiftCount) Hard() (out []Rule) {
	for _, c.Count = range c.Count.Sides() {
		out = append(out, c)
	}
	return out
}

// Atoms is one limit for each person.
func (c ShiftCount) Atoms(p *Problem) []Atom { return atomsOf(p, c, c.People) }

// For returns the rule for other people.
func (c ShiftCount) For(who People) Rule { c.People = who; return c }

// Of returns the rule for another team.
func (c ShiftCount) Of(t Team) Rule { return ruleOf(c, t, c.People) }

// Relax moves the limit by one.
func (c ShiftCount) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	step := lang.F("允许 %s 少上一次（%s）", "let %s work one fewer (%s)", subject, c.Words())
	if c.Count.HardMax < NoMax {
		step = lang.F("允许 %s 多上一次（%s）", "let %s work one more (%s)", subject, c.Words())
	}
	var ok bool
	if c.Count, ok = c.Count.Relaxed(1); !ok {
		return nil, step
	}
	return c, step
}

func (c ShiftCount) validate(v *validator) {
	v.people(c.People)
	v.shifts(c.Shifts)
	v.days(c.Days)
	v.period(c.Per)
	v.bound(c.Count)
}
