package solve

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// bruteForce returns the least of what person i's cells on [from, to) can come
// to by cost, rules included and the other days as in cells; never where the
// hard rules of somebody who is not elastic leave nothing.
func bruteForce(m *model, i, from, to int, cells []int16, cost []int64) int64 {
	best := never
	try := slices.Clone(cells)
	var walk func(d int, sum int64)
	walk = func(d int, sum int64) {
		if d == to {
			own := m.personScore(i, try)
			for k, c := range try { // the cells themselves are in cost already
				own = sub(own, m.people[i].own[m.at(k, int(c))])
			}
			if own.Hard == hardSpent(m, i) || m.people[i].elastic {
				best = min(best, sum+m.value(own)*scale)
			}
			return
		}
		for c := range m.cells {
			if v := cost[m.at(d, c)]; v < never {
				try[d] = int16(c)
				walk(d+1, sum+v)
			}
		}
	}
	walk(from, 0)
	return best
}

// hardSpent is the hard score that the past alone has cost person i.
func hardSpent(m *model, i int) (n int64) {
	for _, q := range m.people[i].parts {
		_, s := q.begin(i)
		n += s.Hard
	}
	return n
}

// evaluate is what bruteForce judges a row by.
func evaluate(m *model, i, from, to int, cells []int16, cost []int64) int64 {
	own := m.personScore(i, cells)
	var sum int64
	for d, c := range cells {
		own = sub(own, m.people[i].own[m.at(d, int(c))])
		if d >= from && d < to {
			sum += cost[m.at(d, int(c))]
		}
	}
	return sum + m.value(own)*scale
}

func randomCosts(m *model, i int, rng *rand.Rand) []int64 {
	cost := make([]int64, len(m.people[i].base))
	for k, v := range m.people[i].base {
		cost[k] = v
		if v < never {
			cost[k] += int64(rng.IntN(41)-20) * scale
		}
	}
	return cost
}

// Pricing finds what trying every roster row finds, over the whole horizon and
// over windows of it.
func TestPriceAgainstBruteForce(t *testing.T) {
	windows, elastic, charged := 0, 0, 0
	for seed := range uint64(1500) {
		rng := rand.New(rand.NewPCG(seed, 3))
		m, err := newModel(randomProblem(rng, 1+rng.IntN(2), 2+rng.IntN(5)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := prepare(m); err != nil {
			t.Fatal(err)
		}
		var p pricer
		for i := range m.people {
			cost := randomCosts(m, i, rng)
			row := make([]int16, m.days)
			want := bruteForce(m, i, 0, m.days, row, cost)
			if m.people[i].elastic {
				elastic++
			}
			w := newWindow(m, i, 0, m.days, nil, nil)
			if w == nil {
				if want < never {
					t.Fatalf("seed %d: no window, best is %d", seed, want)
				}
				continue
			}
			if m.people[i].loose {
				continue
			}
			priced := p.price(w, cost, row)
			if got := evaluate(m, i, 0, m.days, row, cost); got != want || priced+w.fixed != want {
				t.Fatalf("seed %d person %d: priced %d, best is %d", seed, i, got, want)
			}
			// Kept by charges, not counted, sums make a bound.
			w = newWindow(m, i, 0, m.days, nil, nil)
			w.most = 1
			if bound := p.price(w, cost, make([]int16, m.days)) + w.fixed; bound > want {
				t.Fatalf("seed %d person %d: charges give %d, best is %d", seed, i, bound, want)
			}
			if w.capped != nil {
				charged++
			}
			// Now a window inside the row just found.
			from := rng.IntN(m.days)
			to := from + 1 + rng.IntN(m.days-from)
			cost = randomCosts(m, i, rng)
			w = newWindow(m, i, from, to, row, nil)
			if w == nil {
				t.Fatalf("seed %d: no window [%d, %d) though its row is there", seed, from, to)
			}
			want = bruteForce(m, i, from, to, row, cost)
			priced = p.price(w, cost, row[from:to])
			for d, c := range row { // here the cells outside the window are not in cost
				if d < from || d >= to {
					want += m.value(m.people[i].own[m.at(d, int(c))]) * scale
				}
			}
			if got := priced + w.fixed; got != want {
				t.Fatalf("seed %d person %d [%d, %d): priced %d, best is %d", seed, i, from, to, got, want)
			}
			for range 5 { // what a window says of any cells is what the rules say
				for d := from; d < to; d++ {
					row[d] = int16(rng.IntN(m.cells))
				}
				if got, want := w.cost(row[from:to]), m.value(m.personScore(i, row)); got != want {
					t.Fatalf("seed %d person %d [%d, %d): %v cost %d, not %d", seed, i, from, to, row, got, want)
				}
			}
			windows++
		}
	}
	if windows < 1000 || elastic < 100 || charged < 100 {
		t.Errorf("only %d windows, %d elastic people and %d with charges were tried", windows, elastic, charged)
	}
}
