package pricing

import (
	"math/rand/v2"
	"slices"
	"testing"

	"paiban/schedule/solve/internal/fixed"
)

// TestLower compares the vector code with one value after another, for every
// length up to 40 and at every offset of a vector, and sees that nothing beyond is
// touched.
func TestLower(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	value := func() int64 {
		if rng.IntN(4) == 0 {
			return fixed.Infinity
		}
		return rng.Int64N(1<<50) - 1<<49
	}
	for n := range 41 {
		for at := range 4 {
			src, dst := make([]int64, n+8), make([]int64, n+8)
			for k := range src {
				src[k], dst[k] = value(), value()
			}
			want := slices.Clone(dst)
			by := value() / 2
			for k := at; k < at+n; k++ {
				want[k] = min(want[k], src[k]+by)
			}
			lowerTo(dst[at:at+n], src[at:at+n], by)
			if !slices.Equal(dst, want) {
				t.Fatalf("length %d, offset %d: %v, want %v", n, at, dst, want)
			}
		}
	}
}
