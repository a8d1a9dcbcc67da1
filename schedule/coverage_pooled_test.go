package schedule

import (
	"math/rand/v2"
	"testing"
)

// Four heads on a shift 22:00-06:00, as in TestHeadsAreSharedOut: 甲 can serve queue 0, 乙
// queue 1, 丙 and 丁 both. At 23:00 each queue needs some by itself and both fewer
// together.
func TestPooledShort(t *testing.T) {
	p, r := one("|N", "|N", "|N", "|N", "|N")
	p.People[0].Skills, p.People[1].Skills, p.People[4].Skills = []int{0}, []int{1}, []int{}
	for _, c := range []struct{ first, second, both, want int }{
		{3, 3, 4, 0}, // 丙 and 丁 stand in for each other
		{3, 3, 5, 1},
		{3, 3, 6, 2}, // nothing is saved
		{4, 1, 4, 1}, // 乙 cannot serve the first
		{0, 0, 0, 0},
	} {
		got := PooledShort(p, r, func(queues []int, i int) int {
			switch {
			case i != 23:
				return 0
			case len(queues) == 2:
				return c.both
			case queues[0] == 0:
				return c.first
			}
			return c.second
		})
		if got[23] != c.want || got[22] != 0 {
			t.Errorf("%+v: %d short", c, got[23])
		}
	}
}

// Where queues need together what they need apart, as many are short as heads shared out
// among the queues leave.
func TestPooledShortAgreesWithCoverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(22, 6))
	p, r := one("|N", "|N", "|N", "|N", "|N")
	for range 300 {
		for i := range p.People {
			p.People[i].Skills = [][]int{nil, {0}, {1}, {}}[rng.IntN(4)]
		}
		want := make([][]int, 2)
		for q := range want {
			for range p.Days * 24 {
				want[q] = append(want[q], rng.IntN(5))
			}
		}
		cov := CoverageOf(p, r, want)
		short := PooledShort(p, r, func(queues []int, i int) (n int) {
			for _, q := range queues {
				n += want[q][i]
			}
			return n
		})
		for i := range short {
			if n := max(0, want[0][i]-cov.Queues[0][i]) + max(0, want[1][i]-cov.Queues[1][i]); n != short[i] {
				t.Fatalf("interval %d: %d short by sets, %d by sharing out", i, short[i], n)
			}
		}
	}
}
