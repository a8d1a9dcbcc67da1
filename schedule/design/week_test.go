package design

import (
	"slices"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// shop is a problem of two days and two queues, by the hour.
func shop(queues ...int) *schedule.Problem {
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 23), Days: 2, Interval: 60,
		Queues: []schedule.Queue{{ID: "pre"}, {ID: "after"}},
	}
	for k, q := range queues {
		p.Shifts = append(p.Shifts, schedule.Shift{ID: string(rune('A' + k)), Segments: []schedule.Span{span(8, 16)}, Paid: 480, Queue: q})
	}
	return p
}

// heads is zero except for the hours given, each hour·1 head, over two days.
func heads(hours ...int) []int {
	row := make([]int, 48)
	for _, h := range hours {
		row[h]++
	}
	return row
}

// The larger of requirement and minimum counts, for each queue on its own where
// a shift serves one, added up where every shift serves all.
func TestWeekOfAProblem(t *testing.T) {
	required, minimum := [][]int{heads(8, 8, 9), heads(8)}, [][]int{heads(8, 24+10), heads()}
	w := NewWeek(shop(0, 1), required, minimum)
	if len(w.Rows) != 4 || w.Rows[0][8] != 2 || w.Rows[0][9] != 1 || w.Rows[1][10] != 1 || w.Rows[2][8] != 1 || w.HeadMinutes() != 5*60 {
		t.Errorf("queue by queue: %v", w.Rows)
	}
	w = NewWeek(shop(schedule.Any, schedule.Any), required, minimum)
	if len(w.Rows) != 2 || w.Rows[0][8] != 3 || w.Rows[0][9] != 1 || w.Rows[1][10] != 1 || w.HeadMinutes() != 5*60 {
		t.Errorf("added up: %v", w.Rows)
	}
}

// Two people have to be ready at 07:30 on the second day: the half hour before
// opening is wanted, and a shift that starts at 07:30 makes the grid 15 minutes.
func TestPreparationIsWanted(t *testing.T) {
	p := shop(0, 1)
	p.Shifts[0].Segments = []schedule.Span{{Start: 450, End: 930}}
	p.Cover = []schedule.Cover{
		{Why: schedule.PrepareBy, Day: 1, Span: schedule.Span{Start: 450, End: 480}, Queue: 1, Shift: schedule.Any, Bound: schedule.AtLeast(2)},
		{Why: schedule.Window, Day: 0, Span: span(8, 12), Queue: 0, Shift: schedule.Any, Bound: schedule.AtLeast(9)},
	}
	w := NewWeek(p, [][]int{heads(8), heads()}, [][]int{heads(), heads()})
	if w.Interval != 15 || len(w.Rows) != 4 {
		t.Fatalf("%d rows of %d minutes", len(w.Rows), w.Interval)
	}
	// One head for an hour, two for half an hour; windows come with the minimum.
	if w.Rows[0][32] != 1 || w.Rows[3][30] != 2 || w.Rows[3][31] != 2 || w.HeadMinutes() != 120 {
		t.Errorf("%d head-minutes: %v", w.HeadMinutes(), w.Rows)
	}
}

// Shifts of equal hours are one template; retired ones and what leave of some
// hours leaves of one are none. A shift of some days is a template of its own.
func TestTodaysTemplates(t *testing.T) {
	p := shop(0, 1, 0, 0, 0)
	p.Shifts[2].Days = schedule.DaySet{false, true}
	p.Shifts[3].Retired, p.Shifts[3].Segments = true, []schedule.Span{span(0, 8)}
	p.Shifts[4].Parts, p.Shifts[4].Segments = []string{"A"}, []schedule.Span{span(8, 12)}
	w := NewWeek(p, [][]int{heads(8), heads()}, [][]int{heads(), heads()})
	templates, shifts := w.Today(p)
	if len(templates) != 2 || !slices.Equal(shifts, []int{0, 2}) || templates[0].Rows != nil || !slices.Equal(templates[1].Rows, []bool{false, true, false, true}) {
		t.Fatalf("%+v are the shifts %v", templates, shifts)
	}
	for k, template := range templates {
		if s, ok := ShiftOf(p, template); !ok || s != shifts[k] {
			t.Errorf("template %d is shift %d, %v", k, s, ok)
		}
	}
	if s, ok := ShiftOf(p, template(8, span(0, 8))); ok {
		t.Errorf("a retired shift is taken for one in use: %d", s)
	}
}

// One head is wanted from 08:00 to 12:00 and from 18:00 to 20:00, on two days. A
// shift of 08:00–10:00 leaves two holes, of 2 hours each: 240 head-minutes over
// both days.
func TestHoles(t *testing.T) {
	row := day(8, 1, 1, 1, 1)
	row[18], row[19] = 1, 1
	d := Demand{60, [][]int{row, row}}
	got := d.Holes(&Plan{Templates: []Template{template(2, span(8, 10))}})
	if want := []Hole{{span(10, 12), 240}, {span(18, 20), 240}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	// Work past midnight covers the morning.
	if got := d.Holes(&Plan{Templates: []Template{template(8, span(18, 20), span(32, 36))}}); got != nil {
		t.Errorf("%v, want none", got)
	}
}

// One person works 08:00–16:00 on the first day only, where one head is wanted
// from 08:00 to 10:00 each day: 2 head-hours are uncovered for 8 staff hours.
func TestJudgeARoster(t *testing.T) {
	p := shop(0, 1)
	p.People = []schedule.Person{{ID: "1", Shifts: []int{0}, Last: 2}}
	w := NewWeek(p, [][]int{heads(8, 9, 24+8, 24+9), heads()}, [][]int{heads(), heads()})
	got := w.Judge(p, &schedule.Roster{Cells: [][]int{{0, schedule.Off}}})
	if got.Uncovered != 120 || got.Staff != 480 {
		t.Errorf("%+v, want 120 uncovered and 480 paid", got)
	}
}
