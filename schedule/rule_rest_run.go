package schedule

import "paiban/internal/lang"

// RestRun bounds the number of days off in a row, with the same exemptions at
// the edges as [WorkRun].
type RestRun struct {
	People People
	Length Bound // days
}

// Key is the stable name of the rule.
func (RestRun) Key() string { return "rest-run" }

// Words says the rule.
func (w RestRun) Words() lang.Text {
	return lang.F("连休天数：%s", "days off in a row: %s", w.Length.words(daysText))
}

// Check returns the runs that are out of bounds.
func (w RestRun) Check(p *Problem, r *Roster) []Finding {
	return checkRuns(p, r, w.People, false, w.Length, func(i int, n Stretch, hard bool) Finding {
		why, limit := w.Length.miss(n.len(), hard, daysText)
		f := Finding{
			Rule: w.Key(), Person: i,
			Why: lang.F("%s %s 至 %s 连休 %s，%s", "%s is off for %[4]s in a row, %[2]s to %[3]s, %[5]s", p.who(i), p.on(n.From), p.on(n.To-1), daysText(n.len()), why),
			Fix: lang.T("把前后的一天也改为休息", "rest on a day before or after as well"),
		}
		if n.len() > limit {
			f.Fix = lang.T("在这几天里排一个班", "give a shift on one of these days")
		}
		return f
	})
}
