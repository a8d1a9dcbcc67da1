package solve

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve/bench"
)

// randomWard is a small problem like the published ones: runs, rest and weekends
// split what people could do by halves.
func randomWard(t *testing.T, rng *rand.Rand, days, people int) *schedule.Problem {
	var b strings.Builder
	fmt.Fprintf(&b, "SECTION_HORIZON\n%d\nSECTION_SHIFTS\nE,480,\nL,480,E\nSECTION_STAFF\n", days)
	for i := range people {
		most := days*2/3 - rng.IntN(2)
		fmt.Fprintf(&b, "%c,E=%d|L=%d,%d,%d,%d,2,%d,1\n", 'A'+i, days, 1+rng.IntN(days), most*480, (most-2)*480, 3+rng.IntN(2), 1+rng.IntN(2))
	}
	b.WriteString("SECTION_DAYS_OFF\n")
	for i := range people {
		fmt.Fprintf(&b, "%c,%d\n", 'A'+i, rng.IntN(days))
	}
	b.WriteString("SECTION_SHIFT_ON_REQUESTS\nSECTION_SHIFT_OFF_REQUESTS\n")
	for range people {
		fmt.Fprintf(&b, "%c,%d,%c,%d\n", 'A'+rng.IntN(people), rng.IntN(days), "EL"[rng.IntN(2)], 1+rng.IntN(3))
	}
	b.WriteString("SECTION_COVER\n")
	for d := range days {
		for _, shift := range "EL" {
			fmt.Fprintf(&b, "%d,%c,%d,100,%d\n", d, shift, rng.IntN(people+1), 1+rng.IntN(100))
		}
	}
	p, err := bench.ReadNRP(strings.NewReader(b.String()), "ward")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// wardBox is the box of everybody in a random ward, its linear program solved; nil where
// nothing better than the plan is left.
func wardBox(t *testing.T, rng *rand.Rand, days, people int) (*box, *plan, site) {
	m, plan := constructed(t, randomWard(t, rng, days, people))
	at := (&search{m: m}).everything()
	b := newWorker(m).newBox(m, plan, at.people, at.from, at.to, rootWork, forever)
	if b == nil || !b.generate(1000, b.start) {
		return nil, nil, at
	}
	return b, plan, at
}

// What counting missing heads adds to a bound is never too much, whatever it aims at,
// and leaves the linear program as it was.
func TestShortfallAgainstBruteForce(t *testing.T) {
	raised, tight := 0, 0
	for seed := range uint64(3000) {
		rng := rand.New(rand.NewPCG(seed, 31))
		b, plan, at := wardBox(t, rng, 7+rng.IntN(4), 2+rng.IntN(3))
		if b == nil {
			continue
		}
		m := b.m
		before, value := b.bound, b.fractional()
		bound := b.shortfall(b.start + rng.Int64N(100))
		if bound == before {
			continue
		}
		raised++
		want, exact := wholeValue(m, plan, at)
		if !exact {
			t.Fatalf("seed %d: not searched to the end", seed)
		}
		if m.ceil(bound) > want || bound < before {
			t.Fatalf("seed %d: bound %d became %d, best %d", seed, before, bound, want*scale)
		}
		if m.ceil(bound) == want {
			tight++
		}
		if b.generate(1000, b.start); b.tilt != 0 || math.Abs(b.fractional()-value) > 1e-3*(1+math.Abs(value)) {
			t.Fatalf("seed %d: the linear program came to %g, now to %g", seed, value, b.fractional())
		}
	}
	if raised < 30 || tight < 20 {
		t.Errorf("%d bounds raised, %d to the best", raised, tight)
	}
}
