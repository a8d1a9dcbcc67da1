package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Unavailable is leave, a fixed day off or blocked hours: always hard. Whole
// days forbid any shift with that work date, and one of the day before that runs into
// them; otherwise no segment may overlap Span (minutes of Day, a shift begun the day
// before counts on through midnight). Each shift of the horizon that does is one unit.
// Day may be the one after the horizon.
type Unavailable struct {
	Person int
	Day    int
	Whole  bool
	Span   Span
	What   lang.Text // 年假, 病假, 休息, …
}

func init() { register[Unavailable](lang.T("请假", "absences")) }

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
	when, span := p.DayText(u.Day), Span{0, DayMinutes}
	if !u.Whole {
		span = u.Span
		when = lang.F("%s %s", "%s %s", when, u.Span.Text())
	}
	days := p.overlapping(t, u.Day, span)
	if s, _ := t.At(u.Day); u.Whole && s != Off && !slices.Contains(days, u.Day) {
		days = append(days, u.Day) // it begins after midnight, and is of that date all the same
	}
	for _, d := range days {
		s, _ := t.At(d)
		if d < 0 || d >= p.Days || s == Off {
			continue
		}
		out = append(out, Finding{
			Rule: u.Key(), Score: Score{Hard: 1}, Person: u.Person, Day: d, Queue: Any,
			Why: lang.F("%s %s %s，却排了 %s 的%s", "%s is unavailable on %s (%s) but has %[5]s of %[4]s", p.PersonName(u.Person), when, u.name(), p.DayText(d), p.timed(s)),
			Fix: lang.F("把 %s 改为休息，或请别人替班", "make %s a rest day, or ask somebody else to work it", p.DayText(d)),
		})
	}
	return out
}

// Hard returns the rule: it is always hard.
func (u Unavailable) Hard() []Rule { return []Rule{u} }

// Atoms is the cell.
func (u Unavailable) Atoms(p *Problem) []Atom {
	return []Atom{{Rule: u, Words: u.name(), Person: u.Person, Day: u.Day, Days: []int{u.Day}}}
}

// For returns nothing: the rule is about one cell.
func (u Unavailable) For(People) Rule { return nil }

// Of returns the rule for another team.
func (u Unavailable) Of(t Team) Rule {
	var ok bool
	if u.Person, ok = t.person(u.Person); !ok {
		return nil
	}
	return u
}

// Relax moves the absence, or cancels it.
func (u Unavailable) Relax(_ *Problem, subject, days lang.Text) (Rule, lang.Text) {
	return nil, lang.F("请 %s 改期或取消%s（%s）", "ask %s to move or cancel %s (%s)", subject, u.name(), days)
}

func (u Unavailable) validate(v *validator) {
	v.need(v.in(u.Person, len(v.p.People)), "%s：没有第 %d 号员工", "%s: there is no person %d", v.what, u.Person)
	if !u.Whole {
		v.span(u.Span)
	}
}

// Narrow leaves nothing but a day off in the cell of a whole day.
func (u Unavailable) Narrow(room Room) {
	if u.Whole && u.Day >= 0 && u.Day < len(room[u.Person]) {
		room[u.Person][u.Day] = []int{Off}
	}
}

// Absences returns every Unavailable of p, in order.
func (p *Problem) Absences() (out []Unavailable) {
	for _, rule := range p.Rules {
		if u, ok := rule.(Unavailable); ok {
			out = append(out, u)
		}
	}
	return out
}

// excused reports whether some absence, of hours or of the whole day, is person
// i's on day d.
func (p *Problem) excused(i, d int) bool {
	for _, rule := range p.Rules {
		if u, ok := rule.(Unavailable); ok && u.Person == i && u.Day == d {
			return true
		}
	}
	return false
}
