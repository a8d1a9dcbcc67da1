package planner

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule/staffing"
)

// Hours of 18:00-26:00 hold from 18:00 to midnight and, on the next day, until 02:00.
// In steps of two hours the ten from 00:00 bring 10 contacts each: 1 is before 02:00,
// 3 are from 18:00 on.
func TestOpenHoursReachPastMidnight(t *testing.T) {
	night := &workspace.Queue{Open: []workspace.Span{{Start: 18 * 60, End: 26 * 60}}}
	for minute, want := range map[int]bool{0: true, 119: true, 120: false, 12 * 60: false, 1079: false, 1080: true, 1439: true} {
		if got := night.OpenAt(minute); got != want {
			t.Errorf("minute %d: open %v, want %v", minute, got, want)
		}
	}
	got := served(night, slices.Repeat([]float64{10}, 24), 120) // two days
	day := []float64{10, 0, 0, 0, 0, 0, 0, 0, 0, 10, 10, 10}
	if want := slices.Concat(day, day); !slices.Equal(got, want) {
		t.Errorf("served %v, want %v", got, want)
	}
}

func TestOpenHours(t *testing.T) {
	twice := &workspace.Queue{Open: []workspace.Span{{Start: 480, End: 720}, {Start: 840, End: 1440}}}
	for minute, want := range map[int]bool{0: false, 479: false, 480: true, 719: true, 720: false, 840: true, 1439: true} {
		if got := twice.OpenAt(minute); got != want {
			t.Errorf("minute %d: open %v, want %v", minute, got, want)
		}
	}
	if !(&workspace.Queue{}).OpenAt(180) {
		t.Error("a queue without hours of its own is closed at 03:00")
	}
}

func TestRegrid(t *testing.T) {
	for _, c := range []struct {
		from, to int
		v, want  []float64
	}{
		{60, 60, []float64{4, 8}, []float64{4, 8}},
		{60, 30, []float64{4, 8}, []float64{2, 2, 4, 4}},
		{30, 60, []float64{1, 2, 3, 4}, []float64{3, 7}},
		// 40 minutes of the first 60 are 20 and 20 of the next; 3·(40/60) = 2, 3·(20/60) + 6·(20/60) = 3, 6·(40/60) = 4.
		{60, 40, []float64{3, 6}, []float64{2, 3, 4}},
	} {
		if got := regrid(c.v, c.from, c.to); !slices.Equal(got, c.want) {
			t.Errorf("%v from %d to %d minutes: %v, want %v", c.v, c.from, c.to, got, c.want)
		}
	}
}

// Closed from 02:00 to 08:00, nobody is needed then, whatever is left over at closing
// time; where it is open somebody is.
func TestNobodyIsNeededWhileClosed(t *testing.T) {
	pl := sample(t, "recharge")
	pl.Workspace.Config.Queues[0].Open = []workspace.Span{{Start: 8 * 60, End: 26 * 60}}
	o, err := pl.Outlook(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if o.Horizon.String() != "2026-W48" || len(o.Demand) != 1 {
		t.Fatalf("%s with %d queues", o.Horizon, len(o.Demand))
	}
	step := pl.Workspace.Config.Interval
	needed := map[string]int{}
	for i, n := range o.Demand[0].Needs {
		switch minute := i * step % 1440; {
		case minute >= 120 && minute < 480:
			if n.Rostered != 0 {
				t.Fatalf("%d heads at minute %d of a closed queue", n.Rostered, minute)
			}
		case minute < 120:
			needed["night"] += n.Rostered
		default:
			needed["day"] += n.Rostered
		}
	}
	if needed["night"] == 0 || needed["day"] == 0 {
		t.Errorf("heads needed while open: %v", needed)
	}
}

// A queue that has no history is planned by its windows, and a note says so.
func TestQueueWithoutHistory(t *testing.T) {
	pl := sample(t, "recharge")
	pl.Workspace.Config.Queues = append(pl.Workspace.Config.Queues, workspace.Queue{ID: "new"})
	o, err := pl.Outlook(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Demand) != 1 || o.Demand[0].Queue.ID == "new" || !slices.ContainsFunc(o.Notes, func(n lang.Text) bool { return strings.Contains(n.EN, "no history") }) {
		t.Errorf("%d queues, notes %v", len(o.Demand), o.Notes)
	}
}

// Chats with pauses of ten minutes that begin before 20:00 go on after it: at 19:00 there
// are 200. Who is there still finishes them; nobody is asked for after closing time. The
// 200 who write at 07:00, before it opens, are not served and ask for nobody at 08:00.
func TestChatsLeftOverAskForNobody(t *testing.T) {
	q := &workspace.Queue{
		ID: "service", Concurrency: 5, Turns: 6, Typing: 20, Think: 600, Within: 180, Target: .9, Patience: 600, Formula: staffing.PerTurn,
		Open: []workspace.Span{{Start: 8 * 60, End: 20 * 60}},
	}
	d := &QueueDemand{Queue: q, Volume: make([]float64, 24)}
	d.Volume[7], d.Volume[19], d.Volume[20] = 200, 200, 50
	if err := d.require(60); err != nil {
		t.Fatal(err)
	}
	if d.Needs[8].Rostered != 0 || d.Needs[19].Rostered == 0 || d.Needs[20] != (staffing.Need{}) {
		t.Errorf("at 08:00 %+v, at 19:00 %+v, at 20:00 %+v", d.Needs[8], d.Needs[19], d.Needs[20])
	}
}
