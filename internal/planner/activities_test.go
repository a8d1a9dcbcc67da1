package planner

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// trainingShop has four people on one shift of two halves, 08–12 and 14–18, two of them each
// day, and a training of two hours a week.
func trainingShop(t *testing.T) string {
	t.Helper()
	return shop(t, strings.ReplaceAll(oneShift, "HEADS", "{min: 2, force: hard}")+`
activities:
  - {id: t, name: {zh: 培训, en: Training}, length: 2h, hours: ["08:00-12:00", "14:00-18:00"], group_max: 1, force: 50}
`).Workspace.Root
}

// A week that is planned has what is due, the file says it, a check of the file finds nothing,
// and publishing and undoing keep it.
func TestActivitiesOfAWeek(t *testing.T) {
	dir := trainingShop(t)
	pl := on(t, dir, week48-1, "")
	j, err := pl.Roster(t.Context(), planOn(t, pl), fast, Output{})
	if err != nil {
		t.Fatal(err)
	}
	sums := j.Activities()
	if len(sums) != 1 || sums[0].Due != 4 || sums[0].Given != 4 || len(sums[0].Sessions) != 4 || j.Result.Score != j.Analysis.Score {
		t.Fatalf("%+v; score %v, checker %v", sums, j.Result.Score, j.Analysis.Score)
	}
	if lines := j.ActivityLines(); len(lines) != 1 || !strings.HasPrefix(lines[0].EN, "Training: 4 attendances due, 4 placed: ") {
		t.Errorf("%v", lines)
	}
	read := func() *Checked {
		t.Helper()
		file, err := workspace.ReadRoster(j.Path)
		if err != nil {
			t.Fatal(err)
		}
		c, err := on(t, dir, week48-1, "").Check(file)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	same := func(when string) {
		t.Helper()
		c := read()
		for i := range c.Plan.Problem.People {
			for d := range 7 {
				if !slices.Equal(c.Read.Posted.ActivitiesAt(i, d), j.Result.Roster.ActivitiesAt(i, d)) {
					t.Errorf("%s: %v on day %d, was %v", when, c.Read.Posted.ActivitiesAt(i, d), d, j.Result.Roster.ActivitiesAt(i, d))
				}
			}
		}
		if n := c.Analysis.ByRule[schedule.ActivitiesKey]; n != (schedule.Score{}) {
			t.Errorf("%s: activities score %v: %v", when, n, c.Findings)
		}
	}
	same("as planned")
	if _, err := on(t, dir, week48-1, "Dora").Publish(t.Context(), j.Path); err != nil {
		t.Fatal(err)
	}
	same("published")
	who := sick(t, dir, j.Path, week48, week48+2)
	if c := read(); c.Analysis.ByRule[schedule.ActivitiesKey].Hard != 0 {
		t.Errorf("after %s is sick: %v", who, c.Findings)
	}
	if _, err := on(t, dir, week48, "Dora").Undo(j.Path, true); err != nil {
		t.Fatal(err)
	}
	same("taken back")
}

// Half a day of leave over a training drops it or moves it, and the repair says so; whoever
// keeps theirs keeps its time.
func TestLeaveOverAnActivity(t *testing.T) {
	dir := trainingShop(t)
	pl := on(t, dir, week48-1, "")
	j, err := pl.Roster(t.Context(), planOn(t, pl), fast, Output{})
	if err != nil {
		t.Fatal(err)
	}
	p := j.Plan.Problem
	s := j.Activities()[0].Sessions[0]
	i := s.People[0]
	file, err := workspace.ReadRoster(j.Path)
	if err != nil {
		t.Fatal(err)
	}
	day := week48
	day += workcal.Date(s.Day)
	r, err := on(t, dir, week48-1, "Dora").Repair(t.Context(), j.Path, file, RepairTask{Absences: []Absence{{Person: p.People[i].ID, From: day, To: day, Span: s.Span, Kind: "SICK"}}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(r.Activities, func(x lang.Text) bool { return strings.Contains(x.EN, p.PersonName(i)) }) {
		t.Errorf("nothing is said of %s: %v", p.PersonName(i), r.Activities)
	}
	now, err := workspace.ReadRoster(j.Path)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range now.Activities {
		if row.ID == p.People[i].ID && row.Date == day && row.At.Overlap(s.Span) > 0 {
			t.Errorf("%s attends while on leave: %+v", row.ID, row)
		}
		kept := func(o report.RosterBreak) bool { return o.ID == row.ID && o.Date == row.Date && o.At == row.At }
		if row.ID != p.People[i].ID && !slices.ContainsFunc(file.Activities, kept) {
			t.Errorf("%s is moved for nothing: %+v", row.ID, row)
		}
	}
}

// What is changed is told for each person: dropped, moved, added.
func TestActivityChanges(t *testing.T) {
	p, r := pair()
	p.Activities = []schedule.Activity{{ID: "x", Name: lang.T("培训", "training"), Length: 60, Due: []int{1, 1}}}
	at := func(h int) []schedule.ActivitySpan {
		return []schedule.ActivitySpan{{Span: schedule.Span{Start: 60 * h, End: 60*h + 60}}}
	}
	before, after := r.Clone(), r.Clone()
	before.SetActivities(0, 0, at(10))
	after.SetActivities(0, 0, at(15))
	after.SetActivities(1, 0, at(16))
	got := activityChanges(p, before, after)
	if len(got) != 2 || !strings.Contains(got[0].EN, "moves from") || !strings.Contains(got[1].EN, "2 has the training") {
		t.Errorf("%v", got)
	}
	if got = activityChanges(p, after, before); len(got) != 2 || !strings.Contains(got[1].EN, "is dropped") {
		t.Errorf("%v", got)
	}
	if got = activityChanges(p, after, after.Clone()); got != nil {
		t.Errorf("nothing has changed: %v", got)
	}
}

// Two of two are at the meeting at ten and one must be on the queues: the window stands, one
// attends, and the other is told. The bound never lies above the score.
func TestMeetingAgainstAWindow(t *testing.T) {
	p, _ := pair()
	p.Activities = []schedule.Activity{{ID: "m", Name: lang.T("例会", "meeting"), Length: 60, Hours: []schedule.Span{{Start: 600, End: 660}}, Due: []int{1, 1}, Force: schedule.Must()}}
	res, err := solve.Solve(t.Context(), p, solve.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	withActivities(p, res, 0)
	a := schedule.Check(p, res.Roster)
	if res.Score != a.Score || a.Score.Hard != 1 || res.Score.Less(res.Bound) || res.Status == solve.Optimal {
		t.Fatalf("score %v, checker %v, bound %v: %+v", res.Score, a.Score, res.Bound, a.Findings)
	}
	if f := a.Findings[0]; f.Rule != schedule.ActivitiesKey || !strings.Contains(f.Why.EN, "10:00-11:00") || !strings.Contains(f.Why.EN, "service window") {
		t.Errorf("%+v", f)
	}
}
