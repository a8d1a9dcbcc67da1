package planner

import (
	"slices"
	"testing"
	"time"

	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule/staffing"
)

// In steps of 6 hours, Monday 23 and Tuesday 24: at least 2 from 06:00 to 18:00 every
// day, 3 from 12:00 to 30:00 on Mondays, which reaches into Tuesday; 9 by a rule that
// is off.
func TestMinimumOfWindows(t *testing.T) {
	monday := workcal.DateOf(2026, time.November, 23)
	o := &Outlook{Workspace: &workspace.Workspace{Config: &workspace.Config{Interval: 360}, Calendar: workcal.New(nil)}, Horizon: Horizon{Start: monday, Days: 2}}
	window := func(day workspace.DayName, from, to, least int, cost int64) workspace.Window {
		return workspace.Window{Hours: workspace.Span{Start: from * 60, End: to * 60}, Days: workspace.Days{day}, Min: least, Force: workspace.Force{Cost: cost}}
	}
	q := &workspace.Queue{Windows: []workspace.Window{window("all", 6, 18, 2, 1), window("mon", 12, 30, 3, 1), window("all", 0, 24, 9, 0)}}
	if got, want := o.minimum(q, 8), []int{0, 2, 3, 3, 3, 2, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("minimum %v, want %v", got, want)
	}
}

// In steps of 12 hours: the volume asks for 1 and 4 to roster, a window for 2 by day and
// by night.
func TestHeadsAreTheMoreOfVolumeAndWindow(t *testing.T) {
	ws := &workspace.Workspace{Config: &workspace.Config{Interval: 720}, Calendar: workcal.New(nil)}
	ws.Config.Queues = []workspace.Queue{{ID: "q", Windows: []workspace.Window{{Hours: workspace.Span{End: 1440}, Days: workspace.Days{"all"}, Min: 2, Force: workspace.Force{Cost: 1}}}}}
	o := &Outlook{
		Workspace: ws, Horizon: Horizon{Start: workcal.DateOf(2026, time.November, 23), Days: 1},
		Demand: []QueueDemand{{Queue: &ws.Config.Queues[0], Volume: []float64{30, 90}, Needs: []staffing.Need{{Online: 1, Rostered: 1, Binds: staffing.BindsTarget}, {Online: 3, Rostered: 4, Binds: staffing.BindsOccupancy}}}},
	}
	q := o.Requirement().Queues[0]
	if !slices.Equal(q.Heads, []int{2, 4}) || !slices.Equal(q.Rostered, []int{1, 4}) || !slices.Equal(q.Online, []int{1, 3}) {
		t.Errorf("heads %v, rostered %v, online %v", q.Heads, q.Rostered, q.Online)
	}
	if want := []staffing.Binding{staffing.BindsMinimum, staffing.BindsOccupancy}; !slices.Equal(q.Binds, want) {
		t.Errorf("bound by %v, want %v", q.Binds, want)
	}
	if got, want := q.BindsText().EN, "heads are set by: occupancy in 1 intervals, minimum online in 1 intervals"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
