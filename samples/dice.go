package samples

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// dice are seeded random draws: the same shop and purpose give the same numbers
// on every machine, in either language.
type dice struct{ *rand.Rand }

func newDice(shop, purpose string) dice {
	h := fnv.New64a()
	h.Write([]byte(shop + "/" + purpose))
	return dice{rand.New(rand.NewPCG(h.Sum64(), 2026))}
}

// chance is true with probability p.
func (d dice) chance(p float64) bool { return d.Float64() < p }

// between returns a whole number of [lo, hi].
func (d dice) between(lo, hi int) int { return lo + d.IntN(hi-lo+1) }

// poisson draws a count with the given mean: by Knuth's product for small
// means, by the normal approximation (good to a count or so) from 60 on.
func (d dice) poisson(mean float64) int {
	if mean <= 0 {
		return 0
	}
	if mean >= 60 {
		return max(0, int(math.Round(mean+math.Sqrt(mean)*d.NormFloat64())))
	}
	n, p := 0, d.Float64()
	for limit := math.Exp(-mean); p > limit; n++ {
		p *= d.Float64()
	}
	return n
}
