package schedule

import "paiban/internal/lang"

// Weekends bounds the number of weekends worked in the horizon; a weekend is
// worked when its Saturday or its Sunday is. Days outside the horizon do not
// count.
type Weekends struct {
	People People
	Worked Bound // weekends
}

func init() { register[Weekends](lang.T("周末", "weekends")) }

// Key is the stable name of the rule.
func (Weekends) Key() string { return "weekends" }

// Words says the rule.
func (w Weekends) Words() lang.Text {
	return lang.F("上班的周末数：%s", "weekends worked: %s", w.Worked.words(weekendsText))
}

// Check returns who works too many weekends, or too few.
func (w Weekends) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range w.People.All(p) {
		n, counted := 0, p.Start.Monday()-7 // counted is the Monday of the last weekend worked
		for d, s := range r.Cells[i] {
			if monday := p.Date(d).Monday(); s != Off && p.Weekend(d) && monday != counted {
				n, counted = n+1, monday
			}
		}
		hard, cost := w.Worked.Judge(n)
		if hard == 0 && cost == 0 {
			continue
		}
		why, limit := w.Worked.miss(n, hard > 0, weekendsText)
		f := Finding{
			Rule: w.Key(), Score: Score{hard, cost}, Person: i, Day: Any, Days: Stretch{0, p.Days}, Queue: Any,
			Why: lang.F("%s 有 %s 上班，%s", "%s works %s, %s", p.PersonName(i), weekendsText(n), why),
			Fix: lang.F("让 %s 再上 %s", "%[2]s more for %[1]s", p.PersonName(i), weekendsText(limit-n)),
		}
		if n > limit {
			f.Fix = lang.F("让 %s 在其中 %s 休息周六和周日两天", "give %s both days off on %s", p.PersonName(i), weekendsText(n-limit))
		}
		out = append(out, f)
	}
	return out
}

// Hard returns the hard limits one by one.
func (w Weekends) Hard() (out []Rule) {
	for _, w.Worked = range w.Worked.Sides() {
		out = append(out, w)
	}
	return out
}

// Atoms is one limit for each person.
func (w Weekends) Atoms(p *Problem) []Atom { return atomsOf(p, w, w.People) }

// For returns the rule for other people.
func (w Weekends) For(who People) Rule { w.People = who; return w }

// Of returns the rule for another team.
func (w Weekends) Of(t Team) Rule { return ruleOf(w, t, w.People) }

// Relax moves the limit by one weekend.
func (w Weekends) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	step := dropped(w, subject)
	if w.Worked.HardMax < NoMax {
		step = lang.F("允许 %s 上 %d 个周末", "let %s work %d weekends", subject, w.Worked.HardMax+1)
	}
	var ok bool
	if w.Worked, ok = w.Worked.Relaxed(1); !ok {
		return nil, step
	}
	return w, step
}

func (w Weekends) validate(v *validator) {
	v.people(w.People)
	v.bound(w.Worked)
}
