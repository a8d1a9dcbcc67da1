package forecast

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"paiban/internal/workcal"
)

// Whatever the history: any step, length, gaps, zeros, huge counts, events in
// any place. The forecast is finite, not negative, within its interval, and the
// same on every run.
func TestRunHoldsOnAnything(t *testing.T) {
	cal := workcal.New(nil)
	rapid.Check(t, func(t *rapid.T) {
		start := workcal.DateOf(2025, 12, 1) + workcal.Date(rapid.IntRange(0, 400).Draw(t, "start"))
		in := Input{Days: rapid.IntRange(1, 20).Draw(t, "days")}
		if rapid.Bool().Draw(t, "calendar") {
			in.Calendar = cal
		}
		in.From = start + workcal.Date(rapid.IntRange(0, 90).Draw(t, "history"))
		for range rapid.IntRange(1, 3).Draw(t, "queues") {
			step := rapid.SampledFrom([]int{30, 45, 60, 90, 480, 1440}).Draw(t, "step")
			n := rapid.IntRange(0, 100*1440/step).Draw(t, "steps")
			level := rapid.SampledFrom([]float64{0, 0.2, 5, 300, 1e7}).Draw(t, "level")
			seed := rapid.Uint64().Draw(t, "seed")
			s := Series{Queue: "q", Start: start + workcal.Date(rapid.IntRange(-5, 5).Draw(t, "late")), Step: step}
			for i := range n {
				// A cheap hash: some slots unknown, some zero, the others around level.
				seed = seed*6364136223846793005 + 1442695040888963407
				v := math.Floor(level * float64(seed>>40) / float64(1<<23))
				switch seed >> 33 % 11 {
				case 0:
					v = math.NaN()
				case 1:
					v = 0
				}
				if i%7 == 3 && level > 100 {
					v *= 40
				}
				s.Values = append(s.Values, v)
			}
			in.History = append(in.History, s)
		}
		for range rapid.IntRange(0, 4).Draw(t, "events") {
			from := Stamp{start + workcal.Date(rapid.IntRange(-10, 120).Draw(t, "from")), rapid.IntRange(0, 1440).Draw(t, "minute")}
			in.Events = append(in.Events, Event{
				Name: rapid.SampledFrom([]string{"a", "b", "2026 a"}).Draw(t, "name"), From: from,
				To:     Stamp{from.Date + workcal.Date(rapid.IntRange(-1, 40).Draw(t, "length")), 600},
				Uplift: rapid.SampledFrom([]float64{0, 0, 0.1, 5}).Draw(t, "uplift"),
			})
		}
		out, err := Run(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range out.Queues {
			for i, v := range f.Point {
				if !(v >= 0 && f.Low[i] >= 0 && f.Low[i] <= v && v <= f.High[i]) || math.IsInf(f.High[i], 0) {
					t.Fatalf("step %d: %v [%v, %v]", i, v, f.Low[i], f.High[i])
				}
			}
		}
		again, err := Run(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		for q, f := range out.Queues {
			for i, v := range f.Point {
				if again.Queues[q].Point[i] != v {
					t.Fatalf("queue %d step %d: %v, then %v", q, i, v, again.Queues[q].Point[i])
				}
			}
		}
	})
}

// The same of a plain series, from none at all to some weeks.
func TestAheadHoldsOnAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.SampledFrom([]int{1, 4, 24}).Draw(t, "day")
		y := make([]float64, rapid.IntRange(0, 60*day).Draw(t, "length"))
		level := rapid.SampledFrom([]float64{0, 1, 1e9}).Draw(t, "level")
		noise := rapid.SampledFrom([]uint64{1, 5, 1000}).Draw(t, "noise")
		seed := rapid.Uint64().Draw(t, "seed")
		for i := range y {
			seed = seed*6364136223846793005 + 1442695040888963407
			y[i] = level * float64(seed>>40%noise)
		}
		h := rapid.IntRange(1, 3*day).Draw(t, "ahead")
		b := AheadAll(context.Background(), [][]float64{y}, day, h, 0.95)[0]
		if len(b.Point) != h || len(b.Low) != h || len(b.High) != h {
			t.Fatalf("%d points", len(b.Point))
		}
		for i, v := range b.Point {
			if !(v >= 0 && b.Low[i] >= 0 && b.Low[i] <= v && v <= b.High[i]) || math.IsInf(b.High[i], 0) {
				t.Fatalf("slot %d: %v [%v, %v]", i, v, b.Low[i], b.High[i])
			}
		}
	})
}
