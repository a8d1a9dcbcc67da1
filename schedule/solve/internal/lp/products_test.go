package lp

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The vector code gives what one product after another gives, to the last bit, for
// every length up to 70, and touches nothing beyond.
func TestAddProducts(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	random := func(n int) []float64 {
		out := make([]float64, n)
		for k := range out {
			out[k] = rng.NormFloat64()
		}
		return out
	}
	for n := range 71 {
		for _, m := range []int{0, 1, 2, 9} {
			dst, rows, xs := random(n+8), random(n*m), random(m)
			want := slices.Clone(dst)
			addEachProduct(want[:n], rows, xs)
			addProducts(dst[:n], rows, xs)
			if !slices.Equal(dst, want) {
				t.Fatalf("length %d, %d rows: %v, want %v", n, m, dst, want)
			}
		}
	}
}
