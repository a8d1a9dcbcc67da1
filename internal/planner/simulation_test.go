package planner

import (
	"strings"
	"testing"
	"time"

	"paiban/internal/workcal"
	"paiban/samples"
	"paiban/schedule"
	"paiban/schedule/simulate"
)

// played plans the sample week of a preset and simulates its roster.
func played(t *testing.T, preset string) (*simulate.Input, *simulate.Result) {
	t.Helper()
	pl := sample(t, preset)
	week, err := workcal.ParseWeek(samples.Week)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pl.Plan(t.Context(), &week)
	if err != nil {
		t.Fatal(err)
	}
	r, err := pl.Solve(t.Context(), p, Search{TimeLimit: 500 * time.Millisecond, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	in := p.simulation(r.Result.Roster)
	res, err := simulate.Run(t.Context(), *in, simulate.Options{Seed: 1, Replications: 10})
	if err != nil {
		t.Fatal(err)
	}
	return in, res
}

// The split shifts of wangdian leave 12:00-14:00, 18:00-19:00 and 23:00-24:00 of
// its window 08:00-24:00 to nobody: who writes at 13:00, when the last
// have finished their chats, is not answered in 3 minutes; who writes at night
// does not count.
func TestSimulationSeesTheHolesOfSplitShifts(t *testing.T) {
	in, res := played(t, "wangdian")
	per := schedule.DayMinutes / in.Step
	for i, s := range res.Queues[0].Steps {
		minute := i % per * in.Step
		hole := minute >= 720 && minute < 840 || minute >= 1080 && minute < 1140 || minute >= 1380
		switch {
		case minute < 480:
			if s.Judged != 0 || s.Arrived != 0 {
				t.Errorf("%s of day %d, closed: %+v", schedule.Clock(minute), i/per, s)
			}
		case hole != (s.Present == 0):
			t.Errorf("%s of day %d: %v present", schedule.Clock(minute), i/per, s.Present)
		case minute == 780 && s.OnTime > .05:
			t.Errorf("13:00 of day %d: %.2f answered in time by nobody", i/per, s.OnTime)
		case minute == 600 && s.OnTime < .9:
			t.Errorf("10:00 of day %d: only %.2f answered in time", i/per, s.OnTime)
		}
	}
	if got := res.Summary(in)[0].EN; !strings.Contains(got, "leave unanswered") {
		t.Errorf("the summary does not tell of those who left: %s", got)
	}
}

// Each shop of multishop has its own agents, and all of them have work.
func TestSimulationOfSeveralQueues(t *testing.T) {
	_, res := played(t, "multishop")
	if len(res.Queues) != 3 {
		t.Fatalf("%d queues", len(res.Queues))
	}
	for q, r := range res.Queues {
		if f := r.Total; f.Arrived == 0 || f.Served < .9*(f.Arrived-f.Robot) || f.Reply.Mean < .8 {
			t.Errorf("queue %d: %+v", q, f)
		}
	}
}

// Kuaishou asks shops to be online 08:00-24:00 and judges 08:00-23:00: what is
// written at 23:30 comes in and counts for nothing.
func TestSimulationJudgesTheMeasuredWindowAlone(t *testing.T) {
	in, res := played(t, "kuaishou")
	per := schedule.DayMinutes / in.Step
	for i, s := range res.Queues[0].Steps {
		switch minute := i % per * in.Step; {
		case minute >= 1380 && (s.Judged != 0 || s.Arrived == 0):
			t.Errorf("%s of day %d: %+v", schedule.Clock(minute), i/per, s)
		case minute == 1320 && s.Judged == 0:
			t.Errorf("22:00 of day %d is not judged", i/per)
		}
	}
}
