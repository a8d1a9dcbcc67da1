package lp

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
		s.Begin(first)
		for range 4 {
			s.Optimise(1 + rng.IntN(6))
			checkKept(t, s)
			if !s.Optimise(10_000) {
				t.Fatal("not solved in 10000 pivots")
			}
			checkSolved(t, s)
			for range 5 {
				addRandom(s, rng, int32(rng.IntN(s.People)))
			}
			j := int32(rng.IntN(len(s.Columns)))
			s.Columns[j].Banned = rng.IntN(2) == 0
			from, to := s.SegmentsAt[rng.IntN(s.Rows)], int32(0) // a row's slopes from some segment on
			for to = from; to < int32(len(s.Segments)) && s.Segments[to].Row == s.Segments[from].Row; to++ {
			}
			by := float64(rng.IntN(100))
			for k := from + rng.Int32N(to-from); k < to; k++ {
				s.Segments[k].Slope += by
			}
			s.ComputeDuals()
		}
	}
}

func randomProgram(rng *rand.Rand) (s *Simplex, first []int32) {
	s = &Simplex{Rows: 1 + rng.IntN(12), People: 1 + rng.IntN(8), GroupsAt: []int32{0}, SegmentsAt: []int32{0}, MinReducedCost: 1e-6}
	for range 2 + rng.IntN(10) { // groups of one to three rows
		at := rng.Perm(s.Rows)
		for _, r := range at[:min(s.Rows, 1+rng.IntN(3))] {
			s.Groups = append(s.Groups, int32(r))
		}
		s.GroupsAt = append(s.GroupsAt, int32(len(s.Groups)))
	}
	for r := range s.Rows {
		slope := float64(rng.IntN(200) - 150)
		for range 1 + rng.IntN(4) {
			s.Segments = append(s.Segments, Segment{Row: int32(r), Width: float64(1 + rng.IntN(3)), Slope: slope})
			slope += float64(rng.IntN(60))
		}
		s.Segments[len(s.Segments)-1].Width = 1000
		s.SegmentsAt = append(s.SegmentsAt, int32(len(s.Segments)))
	}
	if rng.IntN(2) == 0 { // heads that are there anyway, so that columns may take some away
		s.Base = make([]float64, s.Rows)
		for r := range s.Base {
			s.Base[r] = 30
		}
	}
	for i := range int32(s.People) {
		first = append(first, addRandom(s, rng, i))
		for range rng.IntN(10) {
			addRandom(s, rng, i)
		}
	}
	return s, first
}

func addRandom(s *Simplex, rng *rand.Rand, person int32) int32 {
	c := Column{Person: person, Cost: float64(rng.IntN(100)), Sign: 1}
	if s.Base != nil && person%2 == 1 {
		c.Sign = -1
	}
	for range rng.IntN(4) {
		c.Groups = append(c.Groups, int32(rng.IntN(len(s.GroupsAt)-1)))
	}
	return s.Add(c)
}

// checkKept compares multipliers, reduced costs and values, which pivots keep up to
// date, with those computed from scratch.
func checkKept(t *testing.T, s *Simplex) {
	t.Helper()
	const tol = 1e-6
	dual, mu := slices.Clone(s.RowDuals), slices.Clone(s.personDuals)
	s.ComputeDuals()
	for r, x := range s.RowDuals {
		if math.Abs(x-dual[r]) > tol*(1+math.Abs(x)) {
			t.Fatalf("row %d: multiplier %g, kept as %g", r, x, dual[r])
		}
	}
	for i, x := range s.personDuals {
		if math.Abs(x-mu[i]) > tol*(1+math.Abs(x)) {
			t.Fatalf("person %d: multiplier %g, kept as %g", i, x, mu[i])
		}
	}
	for _, j := range s.active {
		if gain := s.ReducedCost(j); s.Columns[j].state != basic && math.Abs(gain-s.reducedCosts[j]) > tol*(1+math.Abs(gain)) {
			t.Fatalf("column %d: reduced cost %g, kept as %g", j, gain, s.reducedCosts[j])
		}
	}
	checkBalance(t, s)
}

// checkBalance adds up weights of people and heads of rows.
func checkBalance(t *testing.T, s *Simplex) {
	t.Helper()
	const tol = 1e-6
	weight, heads := make([]float64, s.People), make([]float64, s.Rows)
	copy(heads, s.Base)
	s.Weights(func(j int32, x float64) {
		if x < -tol || s.Columns[j].state != basic {
			t.Fatalf("column %d has weight %g, state %d", j, x, s.Columns[j].state)
		}
		weight[s.Columns[j].Person] += x
		for _, g := range s.Columns[j].Groups {
			for _, r := range s.RowsOf(g) {
				heads[r] += x * s.Columns[j].Sign
			}
		}
	})
	for i, x := range weight {
		if math.Abs(x-1) > tol {
			t.Fatalf("person %d has weight %g", i, x)
		}
	}
	for k := range s.Segments {
		if s.Segments[k].state == atUpper {
			heads[s.Segments[k].Row] -= s.Segments[k].Width
		}
	}
	for p, v := range s.vars {
		if s.owner(v) < 0 {
			heads[s.Segments[v].Row] -= s.value[p]
		}
	}
	for r, x := range heads {
		if math.Abs(x) > tol {
			t.Fatalf("row %d is off by %g heads", r, x)
		}
	}
}

func checkSolved(t *testing.T, s *Simplex) {
	t.Helper()
	const tol = 1e-6
	checkBalance(t, s)
	used := map[int32]bool{}
	s.Weights(func(j int32, _ float64) { used[j] = true })
	at := map[int32]float64{} // values of basic segments
	for p, v := range s.vars {
		if s.owner(v) < 0 {
			at[v] = s.value[p]
		}
	}
	s.ComputeDuals()
	for k := range s.Segments {
		g := &s.Segments[k]
		switch gain := g.Slope + s.RowDuals[g.Row]; g.state {
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
			if !ok || x < -tol || x > g.Width+tol || math.Abs(gain) > tol {
				t.Fatalf("basic segment %d has value %g of %g (there: %v), reduced cost %g", k, x, g.Width, ok, gain)
			}
		}
	}
	for j := range s.Columns {
		c := &s.Columns[j]
		if c.Banned {
			continue
		}
		gain := s.ReducedCost(int32(j))
		if gain < -tol || used[int32(j)] && math.Abs(gain) > tol || used[int32(j)] != (c.state == basic) {
			t.Fatalf("column %d, in the basis: %v, state %d, reduced cost %g", j, used[int32(j)], c.state, gain)
		}
	}
}
