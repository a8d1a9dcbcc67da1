package lp

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// After any pivots, more of them than are kept aside, rows, columns and products
// are those of the inverse of the basis, computed by elimination.
func TestInverse(t *testing.T) {
	const n = 30
	rng := rand.New(rand.NewPCG(1, 1))
	basis := mat.NewDense(n, n, nil)
	v := &inverse{}
	v.reset(n)
	slack := make([]int32, n) // by position: the row where the column has −1, if nothing else
	for p := range n {
		basis.Set(p, p, -1)
		slack[p] = int32(p)
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-8*(1+math.Abs(want)) {
			t.Fatalf("%s: %g, want %g", what, got, want)
		}
	}
	weights := func(n int, x float64) []float64 { return slices.Repeat([]float64{x}, n) }
	row, alpha, sum := make([]float64, n), make([]float64, n), make([]float64, n)
	for range 200 {
		// A column of ones in a few rows, or of −1 in one that no other has, enters
		// where it has the largest entry.
		var ones []int32
		in, x := int32(-1), 1.0
		if k := int32(rng.IntN(n)); rng.IntN(3) == 0 && !slices.Contains(slack, k) {
			ones, in, x = []int32{k}, k, -1
		} else {
			for k := range int32(n) {
				if rng.IntN(4) == 0 {
					ones = append(ones, k)
				}
			}
		}
		v.columns(alpha, weights(len(ones), x), ones...)
		leave := 0
		for p, a := range alpha {
			if math.Abs(a) > math.Abs(alpha[leave]) {
				leave = p
			}
		}
		if math.Abs(alpha[leave]) < 0.1 {
			continue
		}
		v.row(row, leave)
		v.pivot(row, alpha, leave, slack[leave], in)
		slack[leave] = in
		for k := range n {
			basis.Set(k, leave, 0)
		}
		for _, k := range ones {
			basis.Set(int(k), leave, x)
		}
		var want mat.Dense
		if err := want.Inverse(basis); err != nil {
			t.Fatal(err)
		}
		p, k := rng.IntN(n), rng.IntN(n)
		v.row(row, p)
		near("row", row[k], want.At(p, k))
		v.columns(sum, weights(2, 2), int32(k), int32(p))
		near("columns", sum[p], 2*(want.At(p, k)+want.At(p, p)))
		if rng.IntN(10) == 0 {
			c := make([]float64, n)
			product := 0.0
			for p := range c {
				c[p] = rng.Float64()
				product += c[p] * want.At(p, k)
			}
			v.leftProduct(sum, c)
			near("left", sum[k], product)
		}
	}
}
