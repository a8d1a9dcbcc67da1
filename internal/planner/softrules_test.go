package planner

import (
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Two people work too long in a row (100 and 300), one hour is short (50), one
// hard rule is broken, which is no soft one.
func TestSoftRulesAreSummedUp(t *testing.T) {
	finding := func(rule string, person int, s schedule.Score, why string) schedule.Finding {
		return schedule.Finding{Rule: rule, Person: person, Day: schedule.Any, Queue: schedule.Any, Score: s, Why: lang.Same(why)}
	}
	got := SoftRules(schedule.Analysis{Findings: []schedule.Finding{
		finding("min-rest", 0, schedule.Score{Hard: 1, Cost: 900}, "hard"),
		finding("window", schedule.Any, schedule.Score{Cost: 50}, "short"),
		finding("work-run", 0, schedule.Score{Cost: 100}, "15"),
		finding("work-run", 1, schedule.Score{Cost: 300}, "17"),
	}})
	want := []SoftRule{
		{Rule: "work-run", Name: lang.T("连续上班", "days in a row"), Cost: 400, Places: 2, People: 2, Worst: lang.Same("17")},
		{Rule: "window", Name: schedule.CoverKinds[schedule.Window].Name, Cost: 50, Places: 1, Worst: lang.Same("short")},
	}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
