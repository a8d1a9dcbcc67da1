package solve_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"paiban/schedule"
	"paiban/schedule/solve"
	"paiban/schedule/solve/bench"
)

// BenchmarkSolve measures quality and speed: problems that are proved end by
// themselves, so that ns/op says how fast; the others get two seconds, so that
// %gap and cost say how good.
func BenchmarkSolve(b *testing.B) {
	run := func(name string, limit time.Duration, problem func(b *testing.B) *schedule.Problem) {
		b.Run(name, func(b *testing.B) {
			p := problem(b)
			var r *solve.Result
			for b.Loop() {
				var err error
				r, err = solve.Solve(context.Background(), p, solve.Options{Seed: 1, TimeLimit: limit, Clock: time.Now})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(100*r.Gap(), "%gap")
			b.ReportMetric(float64(r.Score.Cost), "cost")
			b.ReportMetric(float64(r.Score.Hard), "hard")
		})
	}
	for _, n := range []string{"week", "fortnight", "month"} {
		run("nrp="+n, time.Minute, func(b *testing.B) *schedule.Problem {
			return readInstance(b, filepath.Join("testdata", n+".txt"))
		})
	}
	for _, size := range [][2]int{{12, 7}, {50, 7}, {50, 28}} {
		run(fmt.Sprintf("team=%dx%d", size[0], size[1]), 2*time.Second, func(*testing.B) *schedule.Problem {
			return bench.Team(size[0], size[1], 30, 1)
		})
	}
}
