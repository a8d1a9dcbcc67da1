package planner

import (
	"testing"

	"paiban/internal/workspace"
	"paiban/schedule"
)

// 12:00-14:00 is asked for by a window and by the requirement, on one day of two
// 18:00-19:00 as well: 2 + 2 + 1 hours on 2 days. The third day has no hole.
func TestHoleTimeCountsEachHourOnce(t *testing.T) {
	noon, evening := schedule.Span{Start: 720, End: 840}, schedule.Span{Start: 1080, End: 1140}
	p := &Planning{Plan: &workspace.Plan{Problem: &schedule.Problem{Days: 3}, Holes: []workspace.Hole{
		{Day: 0, Span: noon, Why: schedule.Window}, {Day: 0, Span: noon}, {Day: 0, Span: evening}, {Day: 1, Span: noon},
	}}}
	if minutes, days := p.HoleTime(); minutes != 300 || days != 2 {
		t.Errorf("%d minutes on %d days, want 300 on 2", minutes, days)
	}
}
