package staffing

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Four steps; 10 minutes come in each of the first two, and each may wait until the end of the next.
func TestReplay(t *testing.T) {
	for _, c := range []struct {
		name     string
		d        Deferred
		capacity []float64
		done     []float64
		late     []float64
		left     []float64
		carried  float64
	}{
		{"at once", Deferred{Work: []float64{10, 10, 0, 0}, Wait: 1}, []float64{10, 10, 0, 0}, []float64{10, 10, 0, 0}, []float64{0, 0, 0, 0}, nil, 0},
		{"just in time", Deferred{Work: []float64{10, 10, 0, 0}, Wait: 1}, []float64{0, 10, 10, 0}, []float64{0, 10, 10, 0}, []float64{0, 0, 0, 0}, nil, 0},
		// The first ten are done in step 2, one step too late; the others in step 3, as late.
		{"one step late", Deferred{Work: []float64{10, 10, 0, 0}, Wait: 1}, []float64{0, 0, 10, 10}, []float64{0, 0, 10, 10}, []float64{10, 10, 0, 0}, nil, 0},
		// Six of the first are in time, the other four and all the rest are not done.
		{"never", Deferred{Work: []float64{10, 10, 0, 0}, Wait: 1}, []float64{6, 0, 0, 0}, []float64{6, 0, 0, 0}, []float64{4, 10, 0, 0}, []float64{0, 0, 10, 4}, 0},
		// What came last may still wait: its time ends after the end.
		{"left over", Deferred{Work: []float64{0, 0, 0, 10}, Wait: 1}, []float64{9, 9, 9, 3}, []float64{0, 0, 0, 3}, []float64{0, 0, 0, 0}, []float64{7}, 0},
		// Two steps before the start 5 came, one step before 3. The 5 were due before step 0.
		{"carried in", Deferred{Work: []float64{0, 0}, Carried: []float64{3, 5}, Wait: 1}, []float64{6, 6}, []float64{6, 2}, []float64{0, 0}, nil, 5 + 2},
	} {
		w := c.d.Replay(c.capacity)
		if !slices.Equal(w.Done, c.done) || !slices.Equal(w.Late, c.late) || w.CarriedLate != c.carried || Sum(w.Left) != Sum(c.left) || len(c.left) > 0 && !slices.Equal(w.Left, c.left) {
			t.Errorf("%s: %+v", c.name, w)
		}
	}
}

// Item by item: every minute is an item of its own, and each minute of capacity takes
// the item with the earliest deadline. That is what Replay says in amounts.
func TestReplayIsEarliestDeadlineFirst(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 1))
	for range 2000 {
		n := 1 + rng.IntN(8)
		d := Deferred{Work: make([]float64, n), Carried: make([]float64, rng.IntN(4)), Wait: 1 + rng.IntN(4)}
		type item struct{ came, due int }
		var items []item
		for k := range d.Carried {
			d.Carried[k] = float64(rng.IntN(3))
			for range int(d.Carried[k]) {
				items = append(items, item{-1 - k, -k + d.Wait})
			}
		}
		capacity := make([]float64, n)
		for t := range n {
			d.Work[t], capacity[t] = float64(rng.IntN(4)), float64(rng.IntN(4))
			for range int(d.Work[t]) {
				items = append(items, item{t, t + d.Wait + 1})
			}
		}
		late, left := 0, 0
		for step := range n {
			for range int(capacity[step]) {
				best := -1
				for k, x := range items {
					if x.came <= step && (best < 0 || x.due < items[best].due) {
						best = k
					}
				}
				if best < 0 {
					break
				}
				if step >= items[best].due {
					late++
				}
				items = slices.Delete(items, best, best+1)
			}
		}
		for _, x := range items {
			left++
			if x.due <= n {
				late++
			}
		}
		w := d.Replay(capacity)
		if got := Sum(w.Late) + w.CarriedLate; got != float64(late) || Sum(w.Left) != float64(left) {
			t.Fatalf("%+v with %v: late %v, left %v, want %d and %d", d, capacity, got, Sum(w.Left), late, left)
		}
		if in, out := Sum(d.Work)+Sum(d.Carried), Sum(w.Done)+Sum(w.Left); in != out {
			t.Fatalf("%v minutes came, %v were done or are left", in, out)
		}
	}
}

// The spread keeps every planned deadline, and takes at most the minutes of one longest
// block more than the cheapest way that keeps them, by trying all ways.
func TestSpreadAgainstAllWays(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 2))
	same, all := 0, 0
	for range 400 {
		n := 4 + rng.IntN(5)
		d := Deferred{Work: make([]float64, n), Wait: 1 + rng.IntN(4)}
		there, level := make([]float64, n), make([]int, n)
		for t := range n {
			d.Work[t] = float64(rng.IntN(40))
			if rng.IntN(3) == 0 {
				there[t] = 10
			}
		}
		var blocks []Block
		for range 1 + rng.IntN(4) {
			from := rng.IntN(n)
			to := min(n, from+1+rng.IntN(4))
			b := Block{Yield: slices.Repeat([]float64{30}, to-from), Cost: 30 * (to - from)}
			for t := from; t < to; t++ {
				b.Steps = append(b.Steps, t)
			}
			blocks = append(blocks, b)
		}
		take := d.Spread(there, level, blocks)
		// The promise is worked out anew, as Spread may put off what nobody can do.
		keeps := func(take []int) float64 {
			s := &spreading{d: &d, capacity: slices.Clone(there), level: slices.Clone(level), blocks: blocks, at: make([][]int, n), take: make([]int, len(blocks))}
			for b := range blocks {
				for _, t := range blocks[b].Steps {
					s.at[t] = append(s.at[t], b)
				}
			}
			s.promise(there)
			for b, k := range take {
				s.add(b, k)
			}
			s.play()
			short := 0.0
			for t := range s.due {
				short = max(short, s.due[t]-s.done[t])
			}
			return short
		}
		cost := func(take []int) (sum, longest int) {
			for b, k := range take {
				sum, longest = sum+k*blocks[b].Cost, max(longest, blocks[b].Cost)
			}
			return sum, longest
		}
		got := keeps(take)
		fewest, possible := math.MaxInt, math.Inf(1)
		var try func(b int, way []int)
		try = func(b int, way []int) {
			if b == len(blocks) {
				short := keeps(way)
				if possible = min(possible, short); short < tiny {
					sum, _ := cost(way)
					fewest = min(fewest, sum)
				}
				return
			}
			for k := range 4 {
				way[b] = k
				try(b+1, way)
			}
			way[b] = 0
		}
		try(0, make([]int, len(blocks)))
		if possible > tiny {
			continue // some deadline cannot be kept by these blocks at all
		}
		if all++; got > tiny {
			t.Fatalf("%+v with %v there and %+v: take %v leaves %v undone", d, there, blocks, take, got)
		}
		sum, longest := cost(take)
		if sum == fewest {
			same++
		}
		if sum > fewest+longest {
			t.Errorf("%+v with %v there and %+v: %d minutes, %d would do", d, there, blocks, sum, fewest)
		}
	}
	if all < 100 || same < all*4/5 {
		t.Errorf("the fewest minutes in %d of %d", same, all)
	}
}

// Mail comes day and night, 1 head-hour an hour; people work 09:00-18:00. What comes at
// night is done in the morning and nothing asks for anybody at night.
func TestNightMailIsDoneByDay(t *testing.T) {
	d := Deferred{Work: make([]float64, 7*24), Wait: 24}
	var blocks []Block
	for day := range 7 {
		b := Block{Yield: slices.Repeat([]float64{60}, 9), Cost: 540}
		for h := 9; h < 18; h++ {
			b.Steps = append(b.Steps, 24*day+h)
		}
		blocks = append(blocks, b)
	}
	for t := range d.Work {
		d.Work[t] = 60
	}
	take := d.Spread(make([]float64, 7*24), make([]int, 7*24), blocks)
	capacity := make([]float64, 7*24)
	for b, k := range take {
		// 24 head-hours a day in turns of nine hours are 2.67 heads: two on some days, three
		// on the others, never four.
		if k < 2 || k > 3 {
			t.Errorf("day %d has %d heads of %v", b, k, take)
		}
		for _, step := range blocks[b].Steps {
			capacity[step] += 60 * float64(k)
		}
	}
	if w := d.Replay(capacity); Sum(w.Late) > 0 || Sum(w.Left) > 12*60 {
		t.Errorf("%v heads: %v minutes late, %v left", take, Sum(w.Late), Sum(w.Left))
	}
}

// A promise of two hours while nobody is there for fifteen: the two hours run from the
// opening, and the morning is not asked to do the night in an hour.
func TestClosedLongerThanTheDeadline(t *testing.T) {
	d := Deferred{Work: slices.Repeat([]float64{10}, 24), Wait: 2}
	b := Block{Yield: slices.Repeat([]float64{60}, 9), Cost: 540}
	for h := 9; h < 18; h++ {
		b.Steps = append(b.Steps, h)
	}
	// By 11:00 what came until 10:00 is due, 100 minutes, and then 10 an hour: one head.
	if take := d.Spread(make([]float64, 24), make([]int, 24), []Block{b}); take[0] != 1 {
		t.Errorf("%d heads", take[0])
	}
}

func TestHeadMinutes(t *testing.T) {
	// Ten mails of 6 minutes, a tenth by the robot: 54 minutes; with 20% away and at most
	// 90% busy 54/(0.8·0.9) = 75.
	p := Params{AHT: 360, RobotShare: .1, Shrinkage: .2, MaxOccupancy: .9}
	if got := p.HeadMinutes(10); math.Abs(got-75) > 1e-9 {
		t.Errorf("%v", got)
	}
	// Two answers of 30 s: one minute; nobody waits between them.
	if got := (Params{Turns: 2, Typing: 30, Think: 600}).HeadMinutes(10); math.Abs(got-10) > 1e-9 {
		t.Errorf("%v", got)
	}
	for _, c := range []struct {
		within float64
		step   int
		want   int
	}{{86400, 30, 48}, {7200, 30, 4}, {600, 30, 1}, {3600 * 1.25, 60, 1}} {
		if got := WaitSteps(c.within, c.step); got != c.want {
			t.Errorf("%v s in steps of %d min: %d, want %d", c.within, c.step, got, c.want)
		}
	}
}
