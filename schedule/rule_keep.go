package schedule

import "paiban/internal/lang"

// Keep charges Cost for each cell of the horizon that differs from Base, from
// day From on; before From a difference breaks a hard rule (the past is pinned). Who
// is on standby in Base is called in at half of it, for that is what standby is for.
type Keep struct {
	Base *Roster
	From int
	Cost int64
}

func init() { register[Keep](lang.T("保持原班", "shifts kept")) }

// Key is the stable name of the rule.
func (Keep) Key() string { return "keep" }

// Words says the rule.
func (k Keep) Words() lang.Text {
	return lang.F("尽量不改动原班表（每格 %d），已过去的日子不变", "change the earlier roster as little as possible (%d a cell); past days stay as they are", k.Cost)
}

// Check returns the cells that differ.
func (k Keep) Check(p *Problem, r *Roster) (out []Finding) {
	for i := range p.People {
		for d, s := range r.Cells[i] {
			was := k.Base.Cells[i][d]
			if s == was {
				continue
			}
			f := Finding{
				Rule: k.Key(), Score: Score{Cost: k.price(p, was, s)}, Person: i, Day: d, Queue: Any,
				Why: lang.F("%s %s 由%s改成了%s", "%s on %s changed from %s to %s", p.PersonName(i), p.DayText(d), p.ShiftText(was), p.ShiftText(s)),
			}
			if d < k.From {
				f.Score = Score{Hard: 1}
				f.Fix = lang.F("%s 已过去，改回%s", "%s is past: put %s back", p.DayText(d), p.ShiftText(was))
			}
			out = append(out, f)
		}
	}
	return out
}

// price is what a change from one cell to another costs.
func (k Keep) price(p *Problem, was, now int) int64 {
	if was != Off && !p.atWork(was) && p.atWork(now) {
		return k.Cost - k.Cost/2
	}
	return k.Cost
}

// Hard returns the rule for the past days, if there are any: they stay, and later
// changes are free.
func (k Keep) Hard() []Rule {
	if k.From <= 0 {
		return nil
	}
	k.Cost = 0
	return []Rule{k}
}

// Atoms is the whole rule: past days are never in question one by one.
func (k Keep) Atoms(*Problem) []Atom {
	return []Atom{{Rule: k, Words: k.Words(), Person: Any, Day: Any}}
}

// For returns nothing: the rule is about the roster.
func (Keep) For(People) Rule { return nil }

// Of returns the rule for another team. It is nil if somebody is new: they have no
// earlier roster.
func (k Keep) Of(t Team) Rule {
	if t.repeats() {
		return nil
	}
	base := &Roster{}
	for _, i := range t {
		base.Cells = append(base.Cells, k.Base.Cells[i])
	}
	k.Base = base
	return k
}

// Relax drops the rule.
func (k Keep) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(k, subject)
}

func (k Keep) validate(v *validator) {
	ok := k.Base != nil && len(k.Base.Cells) == len(v.p.People)
	for i := 0; ok && i < len(k.Base.Cells); i++ {
		ok = len(k.Base.Cells[i]) == v.p.Days
	}
	v.need(ok, "%s：原班表的人数或天数不符", "%s: the earlier roster has other people or days", v.what)
}
