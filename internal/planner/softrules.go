package planner

import (
	"cmp"
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// SoftRule is what a soft rule, or all of one name, gave way by.
type SoftRule struct {
	Rule   string // key
	Name   lang.Text
	Cost   int64
	Places int       // findings
	People int       // they speak of
	Worst  lang.Text // the finding that costs most
}

// SoftRules sums up the soft findings by rule, those that cost most first.
func SoftRules(a schedule.Analysis) []SoftRule {
	out := []SoftRule{}
	var most []int64
	var people []map[int]bool
	for _, f := range schedule.Coalesce(a.Findings) {
		if f.Hard() || f.Score.Cost == 0 {
			continue
		}
		i := slices.IndexFunc(out, func(s SoftRule) bool { return s.Rule == f.Rule })
		if i < 0 {
			i = len(out)
			out = append(out, SoftRule{Rule: f.Rule, Name: ruleName(f.Rule)})
			most, people = append(most, 0), append(people, map[int]bool{})
		}
		s := &out[i]
		s.Cost += f.Score.Cost
		s.Places++
		if f.Person != schedule.Any {
			people[i][f.Person] = true
			s.People = len(people[i])
		}
		if f.Score.Cost > most[i] {
			most[i], s.Worst = f.Score.Cost, f.Why
		}
	}
	slices.SortStableFunc(out, func(s, t SoftRule) int { return cmp.Compare(t.Cost, s.Cost) })
	return out
}

// ruleName is the short name of what a finding is about: a kind of rule, a kind of
// cover, or the daily duties.
func ruleName(key string) lang.Text {
	for _, k := range schedule.CoverKinds {
		if k.Key == key {
			return k.Name
		}
	}
	if k, ok := schedule.RuleKindOf(key); ok {
		return k.Name
	}
	switch key {
	case "rota":
		return lang.T("轮值", "daily duties")
	case schedule.ActivitiesKey:
		return lang.T("会议培训", "activities")
	}
	return lang.Same(key)
}
