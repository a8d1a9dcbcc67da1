package main

import (
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// Two people work too long in a row (100 and 300), one hour is short (50), one
// hard rule is broken, which is no soft one.
func TestSoftRulesAreSummedUp(t *testing.T) {
	finding := func(rule string, person int, s schedule.Score, why string) schedule.Finding {
		return schedule.Finding{Rule: rule, Person: person, Day: schedule.Any, Queue: schedule.Any, Score: s, Why: lang.Same(why)}
	}
	got := softRules(schedule.Analysis{Findings: []schedule.Finding{
		finding("min-rest", 0, schedule.Score{Hard: 1}, "hard"),
		finding("window", schedule.Any, schedule.Score{Cost: 50}, "short"),
		finding("work-run", 0, schedule.Score{Cost: 100}, "15"),
		finding("work-run", 1, schedule.Score{Cost: 300}, "17"),
	}})
	want := []softRule{
		{Rule: "work-run", Name: lang.T("连续上班", "days in a row"), Cost: 400, Places: 2, People: 2, Worst: lang.Same("17")},
		{Rule: "window", Name: schedule.CoverKinds[schedule.Window].Name, Cost: 50, Places: 1, Worst: lang.Same("short")},
	}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// 12:00-14:00 is asked for by a window and by the requirement, on one day of two
// 18:00-19:00 as well: 2 + 2 + 1 hours on 2 days.
func TestHoleLineCountsEachHourOnce(t *testing.T) {
	noon, evening := schedule.Span{Start: 720, End: 840}, schedule.Span{Start: 1080, End: 1140}
	plan := &workspace.Plan{Problem: &schedule.Problem{Days: 2}, Holes: []workspace.Hole{
		{Day: 0, Span: noon, Why: schedule.Window}, {Day: 0, Span: noon}, {Day: 0, Span: evening}, {Day: 1, Span: noon},
	}}
	if got, want := holeLine(plan).EN, "5 hours on 2 days need people, but no shift covers them (see the notes)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
