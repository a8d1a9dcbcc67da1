package schedule

import "paiban/internal/lang"

// Keep charges Cost for each cell of the horizon that differs from Base, from
// day From on; before From a difference breaks a hard rule (the past is pinned).
type Keep struct {
	Base *Roster
	From int
	Cost int64
}

// Key is the stable name of the rule.
func (Keep) Key() string { return "keep" }

// Words says the rule.
func (k Keep) Words() lang.Text {
	return lang.F("尽量不改动原班表（每格 %d），已过去的日子不变", "change the earlier roster as little as possible (%d a cell); days gone by stay", k.Cost)
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
				Rule: k.Key(), Score: Score{Cost: k.Cost}, Person: i, Day: d, Queue: Any,
				Why: lang.F("%s %s 由%s改成了%s", "%s on %s changed from %s to %s", p.who(i), p.on(d), p.shiftText(was), p.shiftText(s)),
			}
			if d < k.From {
				f.Score = Score{Hard: 1}
				f.Fix = lang.F("%s 已过去，改回%s", "%s has gone by: put back %s", p.on(d), p.shiftText(was))
			}
			out = append(out, f)
		}
	}
	return out
}
