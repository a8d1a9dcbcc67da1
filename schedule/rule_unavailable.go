package schedule

import "paiban/internal/lang"

// Unavailable is leave, a fixed day off or blocked hours: always hard. Whole
// days forbid any shift with that work date; otherwise no segment may overlap
// Span (minutes of Day, a shift begun the day before reckoned through midnight).
// Each shift of the horizon that does is one unit.
type Unavailable struct {
	Person int
	Day    int
	Whole  bool
	Span   Span
	What   lang.Text // 年假, 病假, 休息, …
}

// Key is the stable name of the rule.
func (Unavailable) Key() string { return "unavailable" }

// Words says the rule.
func (u Unavailable) Words() lang.Text {
	return lang.F("%s期间不排班（必须）", "no shift during %s (hard)", u.name())
}

func (u Unavailable) name() lang.Text {
	if u.What.IsZero() {
		return lang.T("不可排班", "unavailability")
	}
	return u.What
}

// Check returns the shifts that fall into it.
func (u Unavailable) Check(p *Problem, r *Roster) (out []Finding) {
	t := p.Timeline(r, u.Person)
	days := []int{u.Day}
	when := p.on(u.Day)
	if !u.Whole {
		days = p.overlapping(t, u.Day, u.Span)
		when = lang.F("%s %s", "%s %s", when, u.Span.Text())
	}
	for _, d := range days {
		s, _ := t.At(d)
		if d < 0 || s == Off {
			continue
		}
		out = append(out, Finding{
			Rule: u.Key(), Score: Score{Hard: 1}, Person: u.Person, Day: d, Queue: Any,
			Why: lang.F("%s %s %s，却排了 %s 的%s", "%s is unavailable on %s (%s) but has %[5]s of %[4]s", p.who(u.Person), when, u.name(), p.on(d), p.timed(s)),
			Fix: lang.F("把 %s 改为休息，或请别人替班", "make %s a rest day, or have somebody stand in", p.on(d)),
		})
	}
	return out
}
