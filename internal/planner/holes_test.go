package planner

import (
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/simulate"
	"paiban/schedule/solve"
)

// A week from a Monday on with holes: noon every day, by window and requirement;
// the evening on working days; one night. Of 10 contacts an hour from 10:00 to 20:00 noon
// is 2 hours of 10, 20%.
func holed(queues int, holes ...workspace.Hole) *Planning {
	p := &schedule.Problem{Start: workcal.DateOf(2026, 11, 23), Days: 7, Interval: 60}
	ws := &workspace.Workspace{Config: &workspace.Config{Interval: 60}}
	for k := range queues {
		id := string(rune('a' + k))
		p.Queues = append(p.Queues, schedule.Queue{ID: id, Name: lang.Same(id)})
		ws.Config.Queues = append(ws.Config.Queues, workspace.Queue{ID: id})
	}
	out := &Planning{Outlook: &Outlook{Workspace: ws}, Plan: &workspace.Plan{Problem: p, Holes: holes}}
	for d := range 7 {
		out.Plan.Days = append(out.Plan.Days, workcal.Day{Date: p.Date(d), Work: d < 5})
	}
	volume := make([]float64, 7*24)
	for d := range 7 {
		for h := 10; h < 20; h++ {
			volume[d*24+h] = 10
		}
	}
	for k := range ws.Config.Queues {
		out.Demand = append(out.Demand, QueueDemand{Queue: &ws.Config.Queues[k], Volume: volume})
	}
	return out
}

func TestUnstaffed(t *testing.T) {
	hole := func(day, from, to, queue int) workspace.Hole {
		return workspace.Hole{Day: day, Span: schedule.Span{Start: from * 60, End: to * 60}, Queue: queue, Why: schedule.Window}
	}
	var noon, evening []workspace.Hole
	for d := range 7 {
		asked := hole(d, 12, 13, 0) // the requirement asks for a part of it too
		asked.Why = schedule.Requirement
		noon = append(noon, asked, hole(d, 12, 14, 0))
		if d < 5 {
			evening = append(evening, hole(d, 18, 19, 0))
		}
	}
	unable := hole(3, 10, 20, 1)
	unable.People = true
	for _, c := range []struct {
		queues int
		holes  []workspace.Hole
		zh, en string
	}{
		{1, nil, "", ""},
		{1, noon, "每天 12:00-14:00 没有人在线（没有班次），这时来的咨询约占 20%", "nobody is online 12:00-14:00 every day (no shift), when about 20% of inquiries come"},
		// 5 of 70 hours are 7%.
		{1, append(append([]workspace.Hole{}, noon...), evening...),
			"每天 12:00-14:00 没有人在线（没有班次），这时来的咨询约占 20%；工作日 18:00-19:00 没有人在线（没有班次），这时来的咨询约占 7%",
			"nobody is online 12:00-14:00 every day (no shift), when about 20% of inquiries come; nobody is online 18:00-19:00 on working days (no shift), when about 7% of inquiries come"},
		// One day of seven of queue b.
		{2, []workspace.Hole{unable}, "11-26 10:00-20:00“b” 没有人在线（没有能上的人），这时来的咨询约占 14%", "nobody is online 10:00-20:00 on 11-26 for b (nobody is able to), when about 14% of inquiries come"},
	} {
		if got := holed(c.queues, c.holes...).UnstaffedText(); got.ZH != c.zh || got.EN != c.en {
			t.Errorf("%q\n%q\nwant\n%q\n%q", got.ZH, got.EN, c.zh, c.en)
		}
	}
	p := holed(1, noon...)
	p.Outlook = nil // a roster that is checked has no volume
	if got := p.UnstaffedText().EN; got != "nobody is online 12:00-14:00 every day (no shift)" {
		t.Error(got)
	}
}

// The closing sentence does not stop at the verdict where nobody is online at some hours.
func TestClosingNamesTheExceptions(t *testing.T) {
	p := holed(1, workspace.Hole{Day: 0, Span: schedule.Span{Start: 480, End: 510}})
	p.Plan.Problem.Shifts = []schedule.Shift{{ID: "D", Segments: []schedule.Span{{Start: 540, End: 1080}}, Paid: 480}}
	p.Plan.Problem.People = []schedule.Person{{ID: "1", Shifts: []int{0}, Last: 7}}
	p.Plan.Problem.Cover = []schedule.Cover{{Why: schedule.Window, Span: schedule.Span{Start: 540, End: 1080}, Shift: schedule.Any, Bound: schedule.AtLeast(1)}}
	r := schedule.NewRoster(p.Plan.Problem)
	r.Cells[0][0] = 0
	j := &Judged{Planning: p, Result: &solve.Result{Roster: r}, Analysis: schedule.Check(p.Plan.Problem, r)}
	want := j.Verdict().Text().EN + "; nobody is online 08:00-08:30 on 11-23 (no shift)"
	if got := j.Closing().EN; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p.Plan.Holes = nil
	if got := j.Closing(); got != j.Verdict().Text() || j.Told() != nil {
		t.Errorf("nothing to except: %q, %v", got.EN, j.Told())
	}
	// One of five customers finds nobody, and one of twenty may: rules that hold are not all.
	j.Simulated = &simulate.Result{Queues: []simulate.QueueResult{{MaxLost: .05, Total: simulate.Figures{Abandon: simulate.Estimate{Mean: .2}}}}}
	want = j.Verdict().Text().EN + "; simulated, 20% of customers leave unanswered, at most 5% may"
	if got := j.Closing().EN; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	j.Simulated.Queues[0].Total.Abandon.Mean = .05
	if got := j.Closing(); got != j.Verdict().Text() {
		t.Errorf("as many as may: %q", got.EN)
	}
}
