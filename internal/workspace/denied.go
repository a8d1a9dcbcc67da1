package workspace

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/schedule"
)

// Denied returns the wishes that a roster does not grant, as the report shows
// them.
func (p *Plan) Denied(r *schedule.Roster) (out []report.Denial) {
	base := schedule.Check(p.Problem, r)
	for _, w := range p.Wishes {
		if w.Rule.Granted(r) {
			continue
		}
		out = append(out, report.Denial{Person: w.Rule.Person, Day: w.Rule.Day, Wish: w.Words, Why: p.why(w, r, &base)})
	}
	return out
}

// why says what a denied wish gave way to: of the rules that the best way of
// granting it, everything else staying as it is, would hurt, the worst hit.
func (p *Plan) why(w Wish, r *schedule.Roster, base *schedule.Analysis) lang.Text {
	q, pr := w.Rule, p.Problem
	if q.Want {
		may := slices.ContainsFunc(q.Shifts, func(s int) bool { return pr.People[q.Person].May(s) && pr.Shifts[s].Days.Has(q.Day) })
		if !may {
			return lang.T("当天不能上这个班", "the shift cannot be worked that day")
		}
	}
	try := r.Clone()
	options := []int{schedule.Off}
	if q.Want {
		options = q.Shifts
	} else if q.Shifts != nil {
		options = append(options, pr.People[q.Person].Shifts...)
	}
	var best schedule.Analysis
	found := false
	for _, s := range options {
		if s != schedule.Off && (!pr.People[q.Person].May(s) || !pr.Shifts[s].Days.Has(q.Day)) || !q.Want && slices.Contains(q.Shifts, s) {
			continue
		}
		try.Cells[q.Person][q.Day] = s
		if a := schedule.Check(pr, try); !found || a.Score.Less(best.Score) {
			best, found = a, true
		}
	}
	if !found {
		return lang.T("没有别的班可上", "there is no other shift to work")
	}
	worst, by := lang.T("整体安排", "the plan as a whole"), schedule.Score{}
	for _, name := range ruleNames {
		now, was := best.ByRule[name.key], base.ByRule[name.key]
		more := schedule.Score{Hard: now.Hard - was.Hard, Cost: now.Cost - was.Cost}
		if name.key != "request" && by.Less(more) {
			worst, by = name.text, more
		}
	}
	if by.Hard > 0 {
		return lang.F("满足它会违反：%s", "granting it would break: %s", worst)
	}
	return lang.F("让位于：%s", "it gave way to: %s", worst)
}

// ruleNames names the keys under which the checker reports, in order.
var ruleNames = func() (out []struct {
	key  string
	text lang.Text
}) {
	add := func(key string, text lang.Text) {
		out = append(out, struct {
			key  string
			text lang.Text
		}{key, text})
	}
	for _, k := range schedule.CoverKinds {
		add(k.Key, k.Name)
	}
	add("rest-days", lang.T("休息天数", "rest days"))
	add("min-rest", lang.T("班次间隔", "rest between shifts"))
	add("work-run", lang.T("连续上班天数", "days in a row"))
	add("rest-run", lang.T("连休天数", "days off in a row"))
	add("minutes", lang.T("工时", "paid hours"))
	add("rotation", lang.T("早晚班轮换", "rotation"))
	add("continuous", lang.T("连续工作时长", "continuous work"))
	add("meeting", lang.T("例会", "meeting"))
	add("fair", lang.T("公平分担", "fair shares"))
	add("shift-count", lang.T("班次次数", "number of shifts"))
	add("unavailable", lang.T("请假", "leave"))
	return out
}()
