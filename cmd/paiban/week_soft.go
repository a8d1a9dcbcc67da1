package main

import (
	"cmp"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
)

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
	if key == "rota" {
		return lang.T("轮值", "daily duties")
	}
	return lang.Same(key)
}

// softRule is what a soft rule, or all of one name, gave way by.
type softRule struct {
	Rule   string    `json:"rule"`
	Name   lang.Text `json:"name"`
	Cost   int64     `json:"cost"`
	Places int       `json:"places"` // findings
	People int       `json:"people"` // they speak of
	Worst  lang.Text `json:"worst"`  // the finding that costs most
}

// softRules sums up the soft findings by rule, those that cost most first.
func softRules(a schedule.Analysis) []softRule {
	out := []softRule{}
	var most []int64
	var people []map[int]bool
	for _, f := range schedule.Coalesce(a.Findings) {
		if f.Hard() || f.Score.Cost == 0 {
			continue
		}
		i := slices.IndexFunc(out, func(s softRule) bool { return s.Rule == f.Rule })
		if i < 0 {
			i = len(out)
			out = append(out, softRule{Rule: f.Rule, Name: ruleName(f.Rule)})
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
	slices.SortStableFunc(out, func(s, t softRule) int { return cmp.Compare(t.Cost, s.Cost) })
	return out
}

// softLines says what gave way though the verdict is good. Heads that are short
// and requests denied are left to their own tables.
func (r *rostered) softLines() (lines []lang.Text) {
	for _, s := range softRules(r.analysis) {
		if s.Rule == schedule.Requirement.String() || s.Rule == "request" {
			continue
		}
		switch {
		case s.Places == 1:
			lines = append(lines, lang.F("%s：%s", "%s: %s", s.Name, s.Worst))
		case s.People > 0:
			lines = append(lines, lang.F("%[1]s：%[2]d 处，涉及 %[3]d 人；如 %[4]s", "%[1]s: %[2]d times, %[3]d people; such as %[4]s", s.Name, s.Places, s.People, s.Worst))
		default:
			lines = append(lines, lang.F("%[1]s：%[2]d 处；如 %[3]s", "%[1]s: %[2]d times; such as %[3]s", s.Name, s.Places, s.Worst))
		}
	}
	return lines
}

// holeLine says how much of what was asked for no shift covers; the notes tell
// where.
func holeLine(plan *workspace.Plan) lang.Text {
	minutes := 0
	days := map[int]bool{}
	for d := range plan.Problem.Days {
		var spans []schedule.Span
		for _, h := range plan.Holes {
			if h.Day == d {
				spans = append(spans, h.Span)
			}
		}
		slices.SortFunc(spans, func(a, b schedule.Span) int { return cmp.Compare(a.Start, b.Start) })
		end := 0
		for _, s := range spans {
			minutes += max(0, s.End-max(s.Start, end))
			end = max(end, s.End)
			days[d] = true
		}
	}
	if minutes == 0 {
		return lang.Text{}
	}
	return lang.F("有 %d 天共 %.4g 小时没有班次覆盖，虽然要求有人（见“请留意”）", "%.4[2]g hours on %[1]d days need people, but no shift covers them (see the notes)", len(days), float64(minutes)/60)
}
