package solve_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve"
	"paiban/schedule/solve/bench"
)

// readInstance reads an instance in the format of the Shift Scheduling Benchmark.
func readInstance(t testing.TB, path string) *schedule.Problem {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := bench.ReadNRP(f, filepath.Base(path))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// published returns the path of a published instance. These are for an extra run only,
// with PAIBAN_SHARED naming the folder that has data/nrp:
//
//	PAIBAN_SHARED=/path/to/shared go test -run Published ./schedule/solve
func published(t testing.TB, name string) string {
	t.Helper()
	root := os.Getenv("PAIBAN_SHARED")
	if root == "" {
		t.Skip("an extra run on published instances: set PAIBAN_SHARED to the folder that has data/nrp")
	}
	return filepath.Join(root, "data", "nrp", name)
}

// checkOptimum solves an instance and expects a roster of a given cost, proved.
func checkOptimum(t *testing.T, path string, want int64) {
	t.Helper()
	p := readInstance(t, path)
	r, err := solve.Solve(context.Background(), p, solve.Options{Iterations: 2000})
	if err != nil {
		t.Fatal(err)
	}
	if r.Status != solve.Optimal || r.Score != (schedule.Score{Cost: want}) {
		t.Errorf("%s: %v, %v, want %d proved", path, r.Score, r.Status, want)
	}
	if got := schedule.Check(p, r.Roster).Score; got != r.Score {
		t.Errorf("%s: scored %v, checked %v", path, r.Score, got)
	}
}

// Invented instances in the published format are proved at their optimum: that of
// week.txt is found by TestWeekAgainstEveryRoster too, the others by this program alone.
func TestInventedOptima(t *testing.T) {
	for name, want := range map[string]int64{"week": 406, "fortnight": 115, "month": 57} {
		checkOptimum(t, filepath.Join("testdata", name+".txt"), want)
	}
}

// The published optima, in an extra run; see published.
func TestPublishedOptima(t *testing.T) {
	for name, want := range map[string]int64{"Instance1.txt": 607, "Instance2.txt": 828, "Instance3.txt": 1001} {
		checkOptimum(t, published(t, name), want)
	}
}

// row is what one person could work, and what that costs apart from cover.
type row struct {
	cells []int
	cost  int64
}

// rowsOf lists every row of person i that breaks no hard rule, judged by the checker.
func rowsOf(p *schedule.Problem, i int) (out []row) {
	one := *p
	one.People, one.Cover, one.Rules = p.People[i:i+1], nil, nil
	for _, r := range p.Rules {
		if own := r.Of(schedule.Alone(i)); own != nil {
			one.Rules = append(one.Rules, own)
		}
	}
	cells := make([]int, p.Days)
	var walk func(d int)
	walk = func(d int) {
		if d == p.Days {
			if s := schedule.Check(&one, &schedule.Roster{Cells: [][]int{cells}}).Score; s.Hard == 0 {
				out = append(out, row{append([]int(nil), cells...), s.Cost})
			}
			return
		}
		for s := schedule.Off; s < len(p.Shifts); s++ {
			cells[d] = s
			walk(d + 1)
		}
	}
	walk(0)
	return out
}

// The optimum of the smallest instance is the least cost of all rosters. What this tries
// shares no code with the optimiser: rows are judged by the checker, cover by its bounds.
func TestWeekAgainstEveryRoster(t *testing.T) {
	p := readInstance(t, filepath.Join("testdata", "week.txt"))
	var rows [][]row
	for i := range p.People {
		rows = append(rows, rowsOf(p, i))
	}
	heads := make([]int, len(p.Cover))
	cover := make([]int64, len(p.Cover)*(len(p.People)+1)) // by cover row and heads
	for k, c := range p.Cover {
		for n := range len(p.People) + 1 {
			hard, cost := c.Bound.Judge(n)
			if hard != 0 {
				t.Fatal("cover is soft in this format")
			}
			cover[k*(len(p.People)+1)+n] = cost
		}
	}
	count := func(r *row, by int) {
		for k, c := range p.Cover {
			if r.cells[c.Day] == c.Shift {
				heads[k] += by
			}
		}
	}
	best := int64(math.MaxInt64)
	var walk func(i int, cost int64)
	walk = func(i int, cost int64) {
		if i == len(rows) {
			for k, n := range heads {
				cost += cover[k*(len(p.People)+1)+n]
			}
			best = min(best, cost)
			return
		}
		for k := range rows[i] {
			count(&rows[i][k], 1)
			walk(i+1, cost+rows[i][k].cost)
			count(&rows[i][k], -1)
		}
	}
	walk(0, 0)
	if best != 406 {
		t.Errorf("the best of all rosters costs %d, want 406", best)
	}
}
