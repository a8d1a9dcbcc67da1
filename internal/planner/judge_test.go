package planner

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// One person who works a day shift on both days, with one head asked for on each. The
// wish to be off on the first day would leave it to nobody: the requirement suffers.
func TestWhyDenied(t *testing.T) {
	p := &schedule.Problem{
		Start: 20780, Days: 2, Interval: 60, Holiday: make([]bool, 2),
		Queues: []schedule.Queue{{ID: "q", Name: lang.Same("q")}},
		Shifts: []schedule.Shift{{ID: "D", Name: lang.Same("day"), Short: lang.Same("D"), Queue: schedule.Any, Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480}},
		People: []schedule.Person{{ID: "A", Name: "A", Shifts: []int{0}, Last: 2}, {ID: "B", Name: "B", Last: 2}},
	}
	for d := range 2 {
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.Headcount, Day: d, Queue: schedule.Any, Shift: 0, Bound: schedule.Between(1, 1)})
	}
	off := schedule.Request{Person: 0, Day: 0, Cost: 5}
	p.Rules = []schedule.Rule{off}
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	r := &schedule.Roster{Cells: [][]int{{0, 0}, {schedule.Off, schedule.Off}}}
	before := schedule.Check(p, r)
	why := whyDenied(p, r, before, workspace.Wish{Rule: off, Words: lang.T("休息", "a day off")})
	if !strings.Contains(why.EN, "A gets this wish (a day off)") || !strings.Contains(why.ZH, "如果让 A 休息") {
		t.Errorf("it says %v", why)
	}
	if !slices.Equal(r.Cells[0], []int{0, 0}) {
		t.Errorf("the roster was changed to %v", r.Cells)
	}
	// Somebody who may work no shift cannot be given one.
	work := schedule.Request{Person: 1, Day: 0, Shifts: []int{0}, Want: true, Cost: 5}
	if why := whyDenied(p, r, before, workspace.Wish{Rule: work, Words: lang.Same("D")}); !strings.Contains(why.EN, "may work no shift") {
		t.Errorf("it says %v", why)
	}
}

// A must work one day of two, 480 minutes, and works the first; on it one head is
// preferred, which costs 3. To be off on the first day A works the second instead, and
// the first is left alone: that is what the wish costs. That nobody may work the shift
// that is asked for as well is no news.
func TestWhyDeniedNamesWhatTheBestWayCosts(t *testing.T) {
	shift := func(id string, start int) schedule.Shift {
		return schedule.Shift{ID: id, Name: lang.Same(id), Short: lang.Same(id), Queue: schedule.Any, Segments: []schedule.Span{{Start: start, End: start + 480}}, Paid: 480}
	}
	p := &schedule.Problem{
		Start: 20780, Days: 2, Interval: 60, Holiday: make([]bool, 2),
		Queues: []schedule.Queue{{ID: "q", Name: lang.Same("q")}},
		Shifts: []schedule.Shift{shift("D", 480), shift("N", 960)},
		People: []schedule.Person{{ID: "A", Name: "A", Shifts: []int{0}, Last: 2}},
		Cover: []schedule.Cover{
			{Why: schedule.Headcount, Day: 0, Queue: schedule.Any, Shift: 0, Bound: schedule.Free().Prefer(1, 9, 3, 0)},
			{Why: schedule.Headcount, Day: 0, Queue: schedule.Any, Shift: 1, Bound: schedule.AtLeast(5)},
		},
	}
	off := schedule.Request{Person: 0, Day: 0, Cost: 1}
	p.Rules = []schedule.Rule{schedule.Minutes{Per: schedule.Horizon, Total: schedule.Between(480, 480)}, off}
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	now := &schedule.Roster{Cells: [][]int{{0, schedule.Off}}}
	instead := schedule.Check(p, &schedule.Roster{Cells: [][]int{{schedule.Off, 0}}})
	i := slices.IndexFunc(instead.Findings, func(f schedule.Finding) bool { return f.Score == schedule.Score{Cost: 3} })
	if i < 0 {
		t.Fatalf("%+v", instead.Findings)
	}
	why := whyDenied(p, now, schedule.Check(p, now), workspace.Wish{Rule: off, Words: lang.T("休息", "a day off")})
	if want := instead.Findings[i].Why; !strings.HasSuffix(why.EN, want.EN) || !strings.HasSuffix(why.ZH, want.ZH) {
		t.Errorf("it says %v, want %v", why, want)
	}
}
