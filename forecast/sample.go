package forecast

import (
	"math"

	"paiban/internal/lang"
)

// sample is a series as the members see it: complete, on a grid where day and
// week slots make a season. Closed slots are not in it.
type sample struct {
	y    []float64
	seen []bool // whether y was observed; what was filled in teaches nothing. nil is all
	day  int    // slots a day
	week int    // slots a week, a multiple of day

	bounded bool    // no forecast leaves what its slot of the week has shown
	memory  float64 // slots in which the weight of an origin's errors halves; 0 is never
	far     bool    // days to weeks ahead, not hours
}

func (s *sample) observed(t int) bool { return s.seen == nil || s.seen[t] }

// member is one way to forecast a sample. ahead returns for each origin (the
// number of slots known then, ascending) the forecast of the h slots after it,
// nil where too little was known. It may look at no slot from the origin on.
type member interface {
	name() lang.Text
	ahead(s *sample, origins []int, h int) [][]float64
}

// transform makes multiplicative patterns additive, or leaves them.
type transform bool

const (
	raw   transform = false
	log1p transform = true
)

func (l transform) apply(y []float64) []float64 {
	z := make([]float64, len(y))
	for i, v := range y {
		z[i] = v
		if l == log1p {
			z[i] = math.Log1p(max(v, 0))
		}
	}
	return z
}

// invert undoes apply; results are never negative.
func (l transform) invert(z float64) float64 {
	if l == log1p {
		return max(0, math.Expm1(min(z, 50)))
	}
	return max(0, z)
}
