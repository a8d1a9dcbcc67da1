package schedule

import "paiban/internal/lang"

// Eligible is always in force, whether listed or not: a person works only
// shifts among Person.Shifts, on days of Shift.Days, within employment. Each
// cell that does not is one hard unit.
type Eligible struct{}

func init() { register[Eligible](lang.T("可上的班次", "shifts people may work")) }

// Key is the stable name of the rule.
func (Eligible) Key() string { return "eligible" }

// Words says the rule.
func (Eligible) Words() lang.Text {
	return lang.T("只排本人可以上的班次，只在该班次开放的日期和在职期间（必须）",
		"people work only shifts they may work, on days the shift is open, while employed (hard)")
}

// Check returns the cells that break the rule.
func (e Eligible) Check(p *Problem, r *Roster) (out []Finding) {
	for i := range p.People {
		who := &p.People[i]
		for d, s := range r.Cells[i] {
			if s == Off {
				continue
			}
			var why, fix lang.Text
			switch {
			case d < who.First || d >= who.Last:
				why = lang.F("%s %s 不在职，却排了%s", "%s is not employed on %s but has %s", p.PersonName(i), p.DayText(d), p.ShiftText(s))
				fix = lang.F("把 %s 改为休息", "leave %s empty", p.DayText(d))
			case !who.May(s):
				why = lang.F("%s 不能上%[3]s（%[2]s）", "%s may not work %[3]s (%[2]s)", p.PersonName(i), p.DayText(d), p.ShiftText(s))
				if b, ok := who.Barred[s]; ok {
					why = lang.F("%s：%s", "%s: %s", why, b)
				}
				fix = lang.F("换成本人可上的班次：%s", "use a shift that this person may work: %s", p.mayOn(i, d))
			case !p.Shifts[s].Days.Has(d):
				why = lang.F("%[3]s在 %[2]s 不开，却排给了 %[1]s", "%[3]s is not open on %[2]s but is given to %[1]s", p.PersonName(i), p.DayText(d), p.ShiftText(s))
				fix = lang.F("换成当天开的班次：%s", "use a shift that is open that day: %s", p.mayOn(i, d))
			default:
				continue
			}
			out = append(out, Finding{Rule: e.Key(), Score: Score{Hard: 1}, Person: i, Day: d, Queue: Any, Why: why, Fix: fix})
		}
	}
	return out
}

// Hard returns nothing: what people may work is a fact that no roster is planned
// against, and no rule that could give way.
func (Eligible) Hard() []Rule { return nil }

// Atoms returns nothing.
func (Eligible) Atoms(*Problem) []Atom { return nil }

// For returns nothing: the rule is about everybody.
func (Eligible) For(People) Rule { return nil }

// Of returns the rule.
func (e Eligible) Of(Team) Rule { return e }

// Relax drops the rule.
func (e Eligible) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(e, subject)
}

func (Eligible) validate(*validator) {}

// others returns the rules of p but Eligible, which is always in force.
func (p *Problem) others() (out []Rule) {
	for _, rule := range p.Rules {
		if _, is := rule.(Eligible); !is {
			out = append(out, rule)
		}
	}
	return out
}

// eligible reports whether person i may work shift s on day.
func (p *Problem) eligible(i, s, day int) bool {
	who := &p.People[i]
	return day >= who.First && day < who.Last && who.May(s) && p.Shifts[s].Days.Has(day)
}

// mayOn names the shifts that person i may work on day.
func (p *Problem) mayOn(i, day int) lang.Text {
	var names []lang.Text
	for _, s := range p.People[i].Shifts {
		if p.eligible(i, s, day) {
			names = append(names, p.ShiftText(s))
		}
	}
	return lang.Join(append(names, p.ShiftText(Off)), "、", ", ")
}
