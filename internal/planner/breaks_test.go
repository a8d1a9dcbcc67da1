package planner

import (
	"testing"

	"paiban/internal/report"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// pair are two people on 09:00-18:00 with an hour's break between 12:00 and 14:00, one of
// whom must be there throughout.
func pair() (*schedule.Problem, *schedule.Roster) {
	p := &schedule.Problem{
		Start: 20780, Days: 1, Interval: 60, Queues: []schedule.Queue{{ID: "a"}},
		Shifts: []schedule.Shift{{ID: "D", Queue: schedule.Any, Segments: []schedule.Span{{Start: 540, End: 1080}}, Paid: 480, Breaks: []schedule.Break{{Length: 60, From: 720, To: 840}}}},
		People: []schedule.Person{{ID: "1", Shifts: []int{0}, Last: 1}, {ID: "2", Shifts: []int{0}, Last: 1}},
	}
	for h := 9; h < 18; h++ {
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.Window, Span: schedule.Span{Start: 60 * h, End: 60*h + 60}, Queue: schedule.Any, Shift: schedule.Any, Bound: schedule.AtLeast(1)})
	}
	return p, &schedule.Roster{Cells: [][]int{{0}, {0}}}
}

var (
	noon = []schedule.Span{{Start: 720, End: 780}}
	one  = []schedule.Span{{Start: 780, End: 840}}
)

// A roster without times of breaks gets such that its window holds; a time that the file
// has stays.
func TestRosterThatIsReadGetsItsBreaks(t *testing.T) {
	p, r := pair()
	r.PlaceBreaks(1, 0, noon)
	m := &report.Matched{Roster: r, Posted: r.Clone()}
	if err := placeBreaks(p, m); err != nil {
		t.Fatal(err)
	}
	for _, got := range []*schedule.Roster{m.Roster, m.Posted} {
		if a := schedule.Check(p, got); a.Score.Hard != 0 || got.PlacedAt(1, 0)[0] != noon[0] || got.PlacedAt(0, 0)[0] != one[0] {
			t.Errorf("%v: %v", got.Breaks, a.Findings)
		}
	}
}

// A change leaves breaks where they were, unless that costs something.
func TestBreaksStayThroughAChange(t *testing.T) {
	p, before := pair()
	before.PlaceBreaks(0, 0, noon)
	before.PlaceBreaks(1, 0, one)
	after := before.Clone()
	after.PlaceBreaks(0, 0, one)
	after.PlaceBreaks(1, 0, noon)
	if kept := keepBreaks(p, before, after); kept.PlacedAt(0, 0)[0] != noon[0] || kept.PlacedAt(1, 0)[0] != one[0] {
		t.Errorf("moved for nothing: %v", kept.Breaks)
	}
	before.PlaceBreaks(1, 0, noon) // both at once would leave nobody
	if kept := keepBreaks(p, before, after); kept.PlacedAt(1, 0)[0] == kept.PlacedAt(0, 0)[0] {
		t.Errorf("both at once: %v", kept.Breaks)
	}
}

// Of nine hours with an hour's break eight are on the roster, once: the hour is no head
// where it lies.
func TestHoursLeaveBreaksOutOnce(t *testing.T) {
	p, r := pair()
	r.PlaceBreaks(0, 0, noon)
	r.PlaceBreaks(1, 0, one)
	ws := &workspace.Workspace{Config: &workspace.Config{Interval: 60}}
	j := &Judged{
		Planning: &Planning{Outlook: &Outlook{Workspace: ws}, Plan: &workspace.Plan{Problem: p, Required: [][]int{make([]int, 24)}}},
		Result:   &solve.Result{Roster: r},
	}
	if d := j.Days()[0]; d.Rostered != 16 {
		t.Errorf("%v hours, want 16", d.Rostered)
	}
}
