package planner

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/forecast"
	"paiban/internal/workcal"
)

// Four times the volume of Wednesday from 20:00 to 22:00 asks for more heads then and for
// as many elsewhere; an explanation and a forecast say the same.
func TestAdjustmentsRaiseTheRequirement(t *testing.T) {
	pl := sample(t, "recharge")
	wednesday := workcal.DateOf(2026, time.November, 25)
	plain, err := pl.Outlook(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	pl.Workspace.Adjustments = []forecast.Adjustment{{
		From: forecast.Stamp{Date: wednesday, Minute: 20 * 60}, To: forecast.Stamp{Date: wednesday, Minute: 22 * 60}, Relative: true, Percent: 300,
	}}
	raised, err := pl.Outlook(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	step := pl.Workspace.Config.Interval
	was, now := plain.Requirement().Queues[0], raised.Requirement().Queues[0]
	for x := range was.Heads {
		minute := x*step - 2*1440
		inside := minute >= 20*60 && minute < 22*60
		switch {
		case inside && (now.Rostered[x] <= was.Rostered[x] || now.Volume[x] < 3.99*was.Volume[x]):
			t.Errorf("interval %d: %d heads for %.1f contacts, before %d for %.1f", x, now.Rostered[x], now.Volume[x], was.Rostered[x], was.Volume[x])
		case !inside && now.Volume[x] != was.Volume[x]:
			t.Errorf("interval %d outside the hours: %v instead of %v", x, now.Volume[x], was.Volume[x])
		}
	}
	in, _, err := pl.ForecastInput(ForecastTask{Weeks: 1})
	if err != nil {
		t.Fatal(err)
	}
	out, err := pl.Forecast(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := pl.ExplainForecast(t.Context(), in, forecast.Stamp{Date: wednesday, Minute: 20 * 60})
	if err != nil {
		t.Fatal(err)
	}
	if k := (2*24 + 20) * 60 / out.Queues[0].Step; parts[0].Point != out.Queues[0].Point[k] || parts[0].Model != out.Queues[0].Model[k] || len(parts[0].ByHand) != 1 {
		t.Errorf("explained %v of %v, forecast %v of %v", parts[0].Point, parts[0].Model, out.Queues[0].Point[k], out.Queues[0].Model[k])
	}
}

// A forecast of others that lies in the workspace takes the place of the model's for the
// hours it has; an adjustment works on it. Both raise the requirement, and notes say so.
func TestImportedForecastIsUsed(t *testing.T) {
	pl := sample(t, "recharge")
	dir := filepath.Join(pl.Workspace.Root, "forecasts")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "theirs.csv"), []byte("date,hour,forecast\n2026-11-25,20,400\n2026-11-25,21,300\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	wednesday := workcal.DateOf(2026, time.November, 25)
	pl.Workspace.Adjustments = []forecast.Adjustment{{
		From: forecast.Stamp{Date: wednesday, Minute: 21 * 60}, To: forecast.Stamp{Date: wednesday, Minute: 22 * 60}, Relative: true, Percent: 50,
	}}
	o, err := pl.Outlook(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	per := 60 / pl.Workspace.Config.Interval
	for hour, want := range map[int]float64{20: 400, 21: 450} {
		sum := 0.0
		for k := range per {
			sum += o.Requirement().Queues[0].Volume[(2*24+hour)*per+k]
		}
		if math.Abs(sum-want) > 1e-6 {
			t.Errorf("%d:00 has %v, want %v", hour, sum, want)
		}
	}
	var said []string
	for _, n := range o.Notes {
		said = append(said, n.EN)
	}
	if all := strings.Join(said, "\n"); !strings.Contains(all, "the forecast of 2026-11-25 is that of forecasts/theirs.csv") || !strings.Contains(all, "the forecast uses 1 figure set by hand: 2026-11-25 21:00–22:00 +50%") {
		t.Errorf("notes: %s", all)
	}
}

// Scenarios say that they begin with a forecast that people have changed, and what their
// own uplifts do to it.
func TestScenariosSayWhatTheyRestOn(t *testing.T) {
	monday := workcal.DateOf(2026, time.November, 23)
	out := &forecast.Output{From: monday, Days: 1, Queues: []forecast.Forecast{{Queue: "q", Step: 60, Point: make([]float64, 24), Low: make([]float64, 24), High: make([]float64, 24)}}}
	if notes := changedByPeople(out); notes != nil {
		t.Errorf("nothing was changed: %v", notes)
	}
	out.Adjust([]forecast.Adjustment{{Queue: "q", From: forecast.Stamp{Date: monday}, To: forecast.Stamp{Date: monday, Minute: 1440}, Value: 24}})
	if notes := changedByPeople(out); len(notes) != 2 || notes[0].EN != "the forecast uses 1 figure set by hand: 2026-11-23 24 a day" || !strings.Contains(notes[1].EN, "multiplies it") {
		t.Errorf("notes: %v", notes)
	}
}
