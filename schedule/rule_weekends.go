package schedule

import "paiban/internal/lang"

// Weekends bounds the number of weekends worked in the horizon; a weekend is
// worked when its Saturday or its Sunday is. Days outside the horizon do not
// count.
type Weekends struct {
	People People
	Worked Bound // weekends
}

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
			Why: lang.F("%s 有 %s 上班，%s", "%s works %s, %s", p.who(i), weekendsText(n), why),
			Fix: lang.F("让 %s 再上 %s", "%[2]s more for %[1]s", p.who(i), weekendsText(limit-n)),
		}
		if n > limit {
			f.Fix = lang.F("让 %s 在其中 %s 休息周六和周日两天", "give %s both days off on %s", p.who(i), weekendsText(n-limit))
		}
		out = append(out, f)
	}
	return out
}
