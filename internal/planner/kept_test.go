package planner

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// keptFiles lists what the planner's workspace has kept.
func keptFiles(t *testing.T, pl *Planner) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(pl.Workspace.Root, "forecasts", "kept"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// A task's forecast is kept unless it tries something out; one of days that are over is
// not, and of a week that has begun the days to come are.
func TestKeepForecast(t *testing.T) {
	pl := sample(t, "recharge")
	today := workcal.DateFrom(pl.Clock())
	for _, c := range []struct {
		name  string
		task  ForecastTask
		want  string
		known workcal.Date // last day of the history that it rests on
	}{
		{"an uplift tried out", ForecastTask{Weeks: 1, Uplifts: []Uplift{{"双11", 2}}}, "", 0},
		{"another file of events", ForecastTask{Weeks: 1, Events: "events.csv"}, "", 0},
		{"a week that is over", ForecastTask{Weeks: 1, From: today - 7}, "", 0},
		{"a week that has begun", ForecastTask{Weeks: 1, From: today - 4}, "2026-11-21_2026-11-22_made-2026-11-20.csv", today - 5},
		{"the next two weeks", ForecastTask{Weeks: 2}, "2026-11-23_2026-12-06_made-2026-11-20.csv", today - 1},
	} {
		plain := c.task
		plain.Uplifts, plain.Events = nil, ""
		in, _, err := pl.ForecastInput(plain)
		if err != nil {
			t.Fatal(err)
		}
		out, err := pl.Forecast(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if notes := pl.KeepForecast(c.task, in, out); notes != nil {
			t.Errorf("%s: %v", c.name, notes)
		}
		if got := strings.Join(keptFiles(t, pl), " "); got != c.want {
			t.Errorf("%s: kept %q, want %q", c.name, got, c.want)
		}
		if c.want == "" {
			continue
		}
		// The history of the sample ends on Thursday, the day before; a forecast does not
		// look at its own days.
		kept, _, err := pl.Workspace.KeptForecasts(today+1, today+30)
		if err != nil || len(kept) != 1 || kept[0].Known != c.known || kept[0].Made != (forecast.Stamp{Date: today, Minute: 16 * 60}) {
			t.Errorf("%s: %+v, %v", c.name, kept, err)
		}
		if err := os.RemoveAll(filepath.Join(pl.Workspace.Root, "forecasts")); err != nil {
			t.Fatal(err)
		}
	}
}

// A forecast that cannot be kept, because the folder is a file or somebody else is
// writing, is a note.
func TestKeepForecastCannot(t *testing.T) {
	pl := sample(t, "recharge")
	in, _, err := pl.ForecastInput(ForecastTask{Weeks: 1})
	if err != nil {
		t.Fatal(err)
	}
	out := &forecast.Output{From: in.From, Days: 1, Queues: []forecast.Forecast{{Queue: "a", Step: 1440, Point: []float64{1}, Low: []float64{0}, High: []float64{2}}}}
	pl.Lock = func(string) (func(), error) { return nil, lang.Errorf("别人在写", "somebody is writing") }
	if notes := pl.KeepForecast(ForecastTask{}, in, out); len(notes) != 1 || !strings.Contains(notes[0].EN, "could not be kept") || !strings.Contains(notes[0].EN, "somebody is writing") {
		t.Errorf("locked: %v", notes)
	}
	pl.Lock = nil
	if err := os.RemoveAll(filepath.Join(pl.Workspace.Root, "forecasts")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(pl.Workspace.Root, "forecasts"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if notes := pl.KeepForecast(ForecastTask{}, in, out); len(notes) != 1 || !strings.Contains(notes[0].EN, "cannot make the folder") {
		t.Errorf("a file in the place of the folder: %v", notes)
	}
}

// The roster of a week keeps its forecast. A week later the counts have come, and the two
// are compared; the second week of a forecast has not come yet.
func TestAccuracy(t *testing.T) {
	pl := sample(t, "recharge")
	if _, _, err := pl.Accuracy(AccuracyTask{Weeks: 8}); err == nil || !strings.Contains(err.Error(), "no forecast of these days was kept") {
		t.Errorf("nothing kept: %v", err)
	}
	p, err := pl.Plan(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pl.Roster(t.Context(), p, quick, Output{}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(keptFiles(t, pl), " "); got != "2026-11-23_2026-11-29_made-2026-11-20.csv" {
		t.Errorf("kept %q", got)
	}
	if _, _, err := pl.Accuracy(AccuracyTask{Weeks: 8}); err == nil || !strings.Contains(err.Error(), "the kept forecasts begin on 2026-11-23 and the history ends on 2026-11-19") {
		t.Errorf("nothing came yet: %v", err)
	}
	// What comes is what was said, a fifth more on Saturday.
	queue := p.Forecast.Queues[0]
	var text strings.Builder
	text.WriteString("time,inquiries\n")
	monday := workcal.DateOf(2026, time.November, 23)
	for i, v := range queue.Point {
		m := i * queue.Step
		if m/1440 == 5 {
			v *= 1.2
		}
		fmt.Fprintf(&text, "%v %02d:%02d,%.0f\n", monday+workcal.Date(m/1440), m%1440/60, m%60, v)
	}
	if err := os.WriteFile(filepath.Join(pl.Workspace.Root, "inquiries", "w48.csv"), []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		task AccuracyTask
		days int
	}{
		{AccuracyTask{Weeks: 8}, 7},
		{AccuracyTask{Weeks: 1}, 7},
		{AccuracyTask{From: monday + 5}, 2},
		{AccuracyTask{From: monday, Through: monday + 1}, 2},
		{AccuracyTask{Weeks: 1, Queue: queue.Queue}, 7},
	} {
		a, notes, err := pl.Accuracy(c.task)
		if err != nil || len(a.Days) != c.days {
			t.Errorf("%+v: %+v, %v, %v", c.task, a, notes, err)
		} else if c.days == 7 && a.Days[0].Date != monday+5 {
			t.Errorf("%+v: the worst day is %v, want Saturday", c.task, a.Days[0].Date)
		}
	}
	var ask lang.AskError
	if _, _, err := pl.Accuracy(AccuracyTask{Weeks: 1, Queue: "nobody"}); !errors.As(err, &ask) || !strings.Contains(err.Error(), "there is no queue") {
		t.Errorf("an unknown queue: %v", err)
	}
}
