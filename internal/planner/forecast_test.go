package planner

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// The sample's history ends on Thursday 2026-11-19: the forecast begins on the Monday
// after, 11-23.
func TestForecastInput(t *testing.T) {
	pl := sample(t, "recharge")
	monday := workcal.DateOf(2026, time.November, 23)
	for _, c := range []struct {
		name string
		task ForecastTask
		from workcal.Date
		days int
	}{
		{"two weeks", ForecastTask{Weeks: 2}, monday, 14},
		{"from a day", ForecastTask{Weeks: 1, From: monday + 3}, monday + 3, 7},
		{"to a day within", ForecastTask{Weeks: 1, Through: monday + 6}, monday, 7},
		{"one day more is a week more", ForecastTask{Weeks: 1, Through: monday + 7}, monday, 14},
		{"400 days are 58 weeks", ForecastTask{Weeks: 1, Through: monday + 399}, monday, 58 * 7},
		{"further is not reached", ForecastTask{Weeks: 1, Through: monday + 400}, monday, 7},
	} {
		in, _, err := pl.ForecastInput(c.task)
		if err != nil || in.From != c.from || in.Days != c.days {
			t.Errorf("%s: %d days from %s (%v), want %d from %s", c.name, in.Days, in.From, err, c.days, c.from)
		}
	}
	in, err := pl.BacktestInput("")
	if last, _ := forecast.LastDay(in.History); err != nil || in.From != last+1 || last != monday-4 {
		t.Errorf("a backtest ends at %s, the history on %s (%v)", in.From, last, err)
	}
}

// An uplift is of the events of its name within the days, and of no others; the
// workspace's own stay as they are.
func TestUplifts(t *testing.T) {
	pl := sample(t, "recharge")
	monday := workcal.DateOf(2026, time.November, 23)
	on := func(name string, day workcal.Date) forecast.Event {
		return forecast.Event{Name: name, From: forecast.Stamp{Date: day}, To: forecast.Stamp{Date: day + 1}, Uplift: 1.2}
	}
	pl.Workspace.Events = []forecast.Event{on("618", monday+1), on("618", monday+20), on("other", monday+2)}
	in, _, err := pl.ForecastInput(ForecastTask{Weeks: 1, From: monday, Uplifts: []Uplift{{"618", 3}}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{3, 1.2, 1.2} {
		if in.Events[i].Uplift != want || pl.Workspace.Events[i].Uplift != 1.2 {
			t.Errorf("event %d has uplift %v, in the workspace %v", i, in.Events[i].Uplift, pl.Workspace.Events[i].Uplift)
		}
	}
	// The second ends at midnight before the 21st day.
	if _, _, err := pl.ForecastInput(ForecastTask{Weeks: 1, From: monday + 21, Uplifts: []Uplift{{"618", 3}}}); !errors.As(err, new(lang.AskError)) {
		t.Errorf("an event outside the days: %v", err)
	}
}

// A further file has the form of events.csv: its queue may be named in words.
func TestFurtherEvents(t *testing.T) {
	pl := sample(t, "recharge")
	queue := pl.Workspace.Config.Queues[0]
	path := filepath.Join(t.TempDir(), "more.csv")
	text := "name,from,to,queue\nsale,2026-11-24,2026-11-25," + queue.Name.ZH + "\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	known := len(pl.Workspace.Events)
	in, _, err := pl.ForecastInput(ForecastTask{Weeks: 1, Events: path})
	if err != nil || len(in.Events) != known+1 || in.Events[known].Queue != queue.ID || len(pl.Workspace.Events) != known {
		t.Errorf("%+v (%v)", in.Events, err)
	}
	if err := os.WriteFile(path, []byte("name,from,to\nsale,2026-11-24,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := pl.ForecastInput(ForecastTask{Weeks: 1, Events: path}); err == nil {
		t.Error("an event without an end is taken")
	}
}
