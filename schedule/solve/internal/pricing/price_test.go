package pricing_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
	"paiban/schedule/solve/internal/randomproblem"
)

// bruteForce returns the least of what person i's cells on [from, to) can come
// to by cost, rules included and the other days as in cells; never where the
// hard rules of somebody who is not elastic leave nothing.
func bruteForce(m *model.Model, i, from, to int, cells []int16, cost []int64) int64 {
	best := fixed.Infinity
	try := slices.Clone(cells)
	var walk func(d int, sum int64)
	walk = func(d int, sum int64) {
		if d == to {
			own := m.PersonScore(i, try)
			for k, c := range try { // the cells themselves are in cost already
				own = model.Sub(own, m.People[i].CellScore[m.Cell(k, int(c))])
			}
			if own.Hard == hardSpent(m, i) || m.People[i].Elastic {
				best = min(best, sum+m.Value(own)*fixed.Unit)
			}
			return
		}
		for c := range m.Cells {
			if v := cost[m.Cell(d, c)]; v < fixed.Infinity {
				try[d] = int16(c)
				walk(d+1, sum+v)
			}
		}
	}
	walk(from, 0)
	return best
}

// hardSpent is the hard score that the past alone has cost person i.
func hardSpent(m *model.Model, i int) (n int64) {
	for _, q := range m.People[i].Resources {
		_, s := q.Start(i)
		n += s.Hard
	}
	return n
}

// evaluate is what bruteForce judges a row by.
func evaluate(m *model.Model, i, from, to int, cells []int16, cost []int64) int64 {
	own := m.PersonScore(i, cells)
	var sum int64
	for d, c := range cells {
		own = model.Sub(own, m.People[i].CellScore[m.Cell(d, int(c))])
		if d >= from && d < to {
			sum += cost[m.Cell(d, int(c))]
		}
	}
	return sum + m.Value(own)*fixed.Unit
}

func randomCosts(m *model.Model, i int, rng *rand.Rand) []int64 {
	cost := make([]int64, len(m.People[i].CellCost))
	for k, v := range m.People[i].CellCost {
		cost[k] = v
		if v < fixed.Infinity {
			cost[k] += int64(rng.IntN(41)-20) * fixed.Unit
		}
	}
	return cost
}

// Pricing finds what trying every roster row finds, over the whole horizon and over
// some of its days.
func TestPriceAgainstBruteForce(t *testing.T) {
	networks, elastic, relaxed := 0, 0, 0
	for seed := range uint64(1500) {
		rng := rand.New(rand.NewPCG(seed, 3))
		m, err := model.New(randomproblem.New(rng, 1+rng.IntN(2), 2+rng.IntN(5)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := localsearch.Prepare(m); err != nil {
			t.Fatal(err)
		}
		var p pricing.Pricer
		for i := range m.People {
			cost := randomCosts(m, i, rng)
			row := make([]int16, m.Days)
			want := bruteForce(m, i, 0, m.Days, row, cost)
			if m.People[i].Elastic {
				elastic++
			}
			w := pricing.New(m, i, 0, m.Days, nil, nil)
			if w == nil {
				if want < fixed.Infinity {
					t.Fatalf("seed %d: no network, best is %d", seed, want)
				}
				continue
			}
			if m.People[i].Incomplete {
				continue
			}
			priced := p.Price(w, cost, row)
			if got := evaluate(m, i, 0, m.Days, row, cost); got != want || priced+w.FixedCost != want {
				t.Fatalf("seed %d person %d: priced %d, best is %d", seed, i, got, want)
			}
			// With relaxed resources, the cost is a lower bound.
			w = pricing.New(m, i, 0, m.Days, nil, nil)
			w.MaxValues = 1
			if bound := p.Price(w, cost, make([]int16, m.Days)) + w.FixedCost; bound > want {
				t.Fatalf("seed %d person %d: penalties give %d, best is %d", seed, i, bound, want)
			}
			if w.Relaxed != nil {
				relaxed++
			}
			// Now a network inside the row just found.
			from := rng.IntN(m.Days)
			to := from + 1 + rng.IntN(m.Days-from)
			cost = randomCosts(m, i, rng)
			w = pricing.New(m, i, from, to, row, nil)
			if w == nil {
				t.Fatalf("seed %d: no network [%d, %d) though its row is there", seed, from, to)
			}
			want = bruteForce(m, i, from, to, row, cost)
			priced = p.Price(w, cost, row[from:to])
			for d, c := range row { // here the cells outside the network are not in cost
				if d < from || d >= to {
					want += m.Value(m.People[i].CellScore[m.Cell(d, int(c))]) * fixed.Unit
				}
			}
			if got := priced + w.FixedCost; got != want {
				t.Fatalf("seed %d person %d [%d, %d): priced %d, best is %d", seed, i, from, to, got, want)
			}
			for range 5 { // what a network says of any cells is what the rules say
				for d := from; d < to; d++ {
					row[d] = int16(rng.IntN(m.Cells))
				}
				if got, want := w.Cost(row[from:to]), m.Value(m.PersonScore(i, row)); got != want {
					t.Fatalf("seed %d person %d [%d, %d): %v cost %d, not %d", seed, i, from, to, row, got, want)
				}
			}
			networks++
		}
	}
	if networks < 1000 || elastic < 100 || relaxed < 100 {
		t.Errorf("only %d networks, %d elastic people and %d with relaxed resources were tried", networks, elastic, relaxed)
	}
}
