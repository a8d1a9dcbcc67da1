package solve

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Where the simplex says that nothing improves, the program is solved: everybody
// has weight one, rows have the heads that columns give, and, by multipliers found from
// scratch, no variable off its bound would rather be on it, nor one on it off.
// Columns come in between and are banned, and slopes change, as in column generation,
// dives and branches. On the way, what pivots keep up to date equals what is computed
// from scratch.
func TestSimplexEndsAtTheOptimum(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 400 {
		s, first := randomProgram(rng)
		s.begin(first)
		for range 4 {
			s.optimise(1 + rng.IntN(6))
			checkKept(t, s)
			if !s.optimise(10_000) {
				t.Fatal("not solved in 10000 pivots")
			}
			checkSolved(t, s)
			for range 5 {
				addRandom(s, rng, int32(rng.IntN(s.people)))
			}
			j := int32(rng.IntN(len(s.cols)))
			s.cols[j].banned = rng.IntN(2) == 0
			from, to := s.segAt[rng.IntN(s.rows)], int32(0) // a row's slopes from some segment on
			for to = from; to < int32(len(s.segs)) && s.segs[to].row == s.segs[from].row; to++ {
			}
			by := float64(rng.IntN(100))
			for k := from + rng.Int32N(to-from); k < to; k++ {
				s.segs[k].slope += by
			}
			s.computeDuals()
		}
	}
}

func randomProgram(rng *rand.Rand) (s *simplex, first []int32) {
	s = &simplex{rows: 1 + rng.IntN(12), people: 1 + rng.IntN(8), groupAt: []int32{0}, segAt: []int32{0}, worth: 1e-6}
	for range 2 + rng.IntN(10) { // groups of one to three rows
		at := rng.Perm(s.rows)
		for _, r := range at[:min(s.rows, 1+rng.IntN(3))] {
			s.group = append(s.group, int32(r))
		}
		s.groupAt = append(s.groupAt, int32(len(s.group)))
	}
	for r := range s.rows {
		slope := float64(rng.IntN(200) - 150)
		for range 1 + rng.IntN(4) {
			s.segs = append(s.segs, segment{row: int32(r), width: float64(1 + rng.IntN(3)), slope: slope})
			slope += float64(rng.IntN(60))
		}
		s.segs[len(s.segs)-1].width = 1000
		s.segAt = append(s.segAt, int32(len(s.segs)))
	}
	if rng.IntN(2) == 0 { // heads that are there anyway, so that columns may take some away
		s.base = make([]float64, s.rows)
		for r := range s.base {
			s.base[r] = 30
		}
	}
	for i := range int32(s.people) {
		first = append(first, addRandom(s, rng, i))
		for range rng.IntN(10) {
			addRandom(s, rng, i)
		}
	}
	return s, first
}

func addRandom(s *simplex, rng *rand.Rand, person int32) int32 {
	c := column{person: person, cost: float64(rng.IntN(100)), sign: 1}
	if s.base != nil && person%2 == 1 {
		c.sign = -1
	}
	for range rng.IntN(4) {
		c.groups = append(c.groups, int32(rng.IntN(len(s.groupAt)-1)))
	}
	return s.add(c)
}

// checkKept compares multipliers, reduced costs and values, which pivots keep up to
// date, with those computed from scratch.
func checkKept(t *testing.T, s *simplex) {
	t.Helper()
	const tol = 1e-6
	dual, mu := slices.Clone(s.dual), slices.Clone(s.mu)
	s.computeDuals()
	for r, x := range s.dual {
		if math.Abs(x-dual[r]) > tol*(1+math.Abs(x)) {
			t.Fatalf("row %d: multiplier %g, kept as %g", r, x, dual[r])
		}
	}
	for i, x := range s.mu {
		if math.Abs(x-mu[i]) > tol*(1+math.Abs(x)) {
			t.Fatalf("person %d: multiplier %g, kept as %g", i, x, mu[i])
		}
	}
	for _, j := range s.active {
		if gain := s.reduced(j); s.cols[j].state != basic && math.Abs(gain-s.gain[j]) > tol*(1+math.Abs(gain)) {
			t.Fatalf("column %d: reduced cost %g, kept as %g", j, gain, s.gain[j])
		}
	}
	checkBalance(t, s)
}

// checkBalance adds up weights of people and heads of rows.
func checkBalance(t *testing.T, s *simplex) {
	t.Helper()
	const tol = 1e-6
	weight, heads := make([]float64, s.people), make([]float64, s.rows)
	copy(heads, s.base)
	s.weights(func(j int32, x float64) {
		if x < -tol || s.cols[j].state != basic {
			t.Fatalf("column %d has weight %g, state %d", j, x, s.cols[j].state)
		}
		weight[s.cols[j].person] += x
		for _, g := range s.cols[j].groups {
			for _, r := range s.rowsOf(g) {
				heads[r] += x * s.cols[j].sign
			}
		}
	})
	for i, x := range weight {
		if math.Abs(x-1) > tol {
			t.Fatalf("person %d has weight %g", i, x)
		}
	}
	for k := range s.segs {
		if s.segs[k].state == atUpper {
			heads[s.segs[k].row] -= s.segs[k].width
		}
	}
	for p, v := range s.basis {
		if s.owner(v) < 0 {
			heads[s.segs[v].row] -= s.value[p]
		}
	}
	for r, x := range heads {
		if math.Abs(x) > tol {
			t.Fatalf("row %d is off by %g heads", r, x)
		}
	}
}

func checkSolved(t *testing.T, s *simplex) {
	t.Helper()
	const tol = 1e-6
	checkBalance(t, s)
	used := map[int32]bool{}
	s.weights(func(j int32, _ float64) { used[j] = true })
	at := map[int32]float64{} // values of basic segments
	for p, v := range s.basis {
		if s.owner(v) < 0 {
			at[v] = s.value[p]
		}
	}
	s.computeDuals()
	for k := range s.segs {
		g := &s.segs[k]
		switch gain := g.slope + s.dual[g.row]; g.state {
		case atLower:
			if gain < -tol {
				t.Fatalf("segment %d at 0 has reduced cost %g", k, gain)
			}
		case atUpper:
			if gain > tol {
				t.Fatalf("segment %d at its width has reduced cost %g", k, gain)
			}
		case basic:
			x, ok := at[int32(k)]
			if !ok || x < -tol || x > g.width+tol || math.Abs(gain) > tol {
				t.Fatalf("basic segment %d has value %g of %g (there: %v), reduced cost %g", k, x, g.width, ok, gain)
			}
		}
	}
	for j := range s.cols {
		c := &s.cols[j]
		if c.banned {
			continue
		}
		gain := s.reduced(int32(j))
		if gain < -tol || used[int32(j)] && math.Abs(gain) > tol || used[int32(j)] != (c.state == basic) {
			t.Fatalf("column %d, in the basis: %v, state %d, reduced cost %g", j, used[int32(j)], c.state, gain)
		}
	}
}
