package forecast

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// drawRows draws n rows of p features: even ones any number, odd ones names 0 … 6.
func drawRows(n, p int, seed uint64) (x [][]float64, kinds []bool) {
	rng := rand.New(rand.NewPCG(seed, 2))
	x, kinds = make([][]float64, p), make([]bool, p)
	for j := range x {
		kinds[j] = j%2 == 1
		for range n {
			v := math.Round(rng.NormFloat64()*50) / 50
			if kinds[j] {
				v = float64(rng.IntN(7))
			}
			x[j] = append(x[j], v)
		}
	}
	return x, kinds
}

// rowOf returns row i of x[feature][row].
func rowOf(x [][]float64, i int) (row []float64) {
	for _, col := range x {
		row = append(row, col[i])
	}
	return row
}

// A step after 0.3 of one feature and four names of seven of the other, without noise:
// three splits of one tree tell all four values. The absolute losses see signs only,
// so that they need some trees more.
func TestBoostStep(t *testing.T) {
	x, kinds := drawRows(2000, 2, 1)
	odd := map[float64]bool{0: true, 2: true, 5: true, 6: true}
	truth := func(a, b float64) float64 {
		v := 10.0
		if a > 0.3 {
			v += 5
		}
		if odd[b] {
			v -= 3
		}
		return v
	}
	var y []float64
	for i := range x[0] {
		y = append(y, truth(x[0][i], x[1][i]))
	}
	for _, loss := range []treeLoss{squaredLoss, absoluteLoss, quantileLoss} {
		trees := 1
		if loss != squaredLoss {
			trees = 8
		}
		f := boost{loss: loss, tau: 0.5, trees: trees, rate: 1, leaves: 4, least: 20, kinds: kinds}.fit(x, y, nil)
		for _, a := range []float64{-3, 0.2, 0.4, 9} {
			for name := range 7 {
				b := float64(name)
				if got := f.at([]float64{a, b}); math.Abs(got-truth(a, b)) > 1e-9 {
					t.Errorf("loss %d at %v, %v: %v, want %v", loss, a, b, got, truth(a, b))
				}
			}
		}
	}
}

// Without row sampling each tree of a small step makes the loss it is grown for less
// or leaves it.
func TestBoostLossFalls(t *testing.T) {
	x, kinds := drawRows(600, 5, 3)
	rng := rand.New(rand.NewPCG(4, 4))
	var y, w []float64
	for i := range x[0] {
		y = append(y, x[0][i]*x[2][i]+math.Mod(x[1][i], 3)+rng.NormFloat64())
		w = append(w, 0.5+rng.Float64())
	}
	for loss, of := range map[treeLoss]func(miss float64) float64{
		squaredLoss:  func(r float64) float64 { return r * r },
		absoluteLoss: math.Abs,
		quantileLoss: func(r float64) float64 { return max(0.9*r, -0.1*r) },
	} {
		last := math.Inf(1)
		f := boost{loss: loss, tau: 0.9, trees: 60, rate: 0.1, leaves: 8, least: 10, kinds: kinds}.fit(x, y, w)
		all := f.trees
		for n := range all {
			f.trees = all[:n]
			sum := 0.0
			for i := range y {
				sum += w[i] * of(y[i]-f.at(rowOf(x, i)))
			}
			if sum > last+1e-9 {
				t.Fatalf("loss %d: %v after %d trees, %v before", loss, sum, n, last)
			}
			last = sum
		}
		if len(all) < 60 {
			t.Errorf("loss %d: %d trees", loss, len(all))
		}
	}
}

// The first split of a tree is the best of all ways to part a few rows in two, found
// by trying every one: each of the 2ⁿ subsets of names, each place in an order.
func TestBoostBestSplit(t *testing.T) {
	for seed := range uint64(200) {
		x, kinds := drawRows(24, 2, seed)
		rng := rand.New(rand.NewPCG(seed, 9))
		var y []float64
		for range 24 {
			y = append(y, rng.NormFloat64())
		}
		const least = 3
		gain := func(in func(i int) bool) float64 {
			var sum, n [2]float64
			for i, v := range y {
				k := 0
				if in(i) {
					k = 1
				}
				sum[k], n[k] = sum[k]+v, n[k]+1
			}
			if n[0] < least || n[1] < least {
				return 0
			}
			whole := sum[0] + sum[1]
			return sum[0]*sum[0]/n[0] + sum[1]*sum[1]/n[1] - whole*whole/24
		}
		best := 0.0
		for _, cut := range x[0] {
			best = max(best, gain(func(i int) bool { return x[0][i] <= cut }))
		}
		ordered := best
		for set := range 1 << 7 {
			best = max(best, gain(func(i int) bool { return set>>int(x[1][i])&1 != 0 }))
		}
		f := boost{trees: 1, rate: 1, leaves: 2, least: least, kinds: kinds}.fit(x, y, nil)
		if len(f.trees) == 0 {
			t.Fatalf("seed %d: no split, the best gains %v", seed, best)
		}
		// With the mean taken off first the gain of the whole is 0 and the rest the same.
		// Names of few rows are ordered by a shrunk mean, which may miss a little.
		if got := f.trees[0][0].gain; got > best*(1+1e-6) || got < ordered*(1-1e-6) || got < 0.8*best {
			t.Errorf("seed %d: the split gains %v, the best %v", seed, got, best)
		}
	}
}

// The weighted quantile by selection is the one by sorting.
func TestWeightedQuantile(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for range 2000 {
		v := make([]weighted, 1+rng.IntN(60))
		total := 0.0
		for i := range v {
			v[i] = weighted{float64(rng.IntN(20)), float64(1 + rng.IntN(4))}
			total += v[i].w
		}
		sorted := slices.Clone(v)
		slices.SortFunc(sorted, func(a, b weighted) int { return int(a.v - b.v) })
		want, need := 0.0, math.Ceil(rng.Float64()*total)
		for sum, i := 0.0, 0; sum < need; i++ {
			sum += sorted[i].w
			want = sorted[i].v
		}
		if need == 0 {
			continue
		}
		if got := weightedQuantile(v, need); got != want {
			t.Fatalf("%v of %v: %v, want %v", need, sorted, got, want)
		}
	}
}

// The quantile loss of τ leaves a share τ of noise below the forecast; the absolute
// loss does not see outliers.
func TestBoostQuantile(t *testing.T) {
	x, kinds := drawRows(4000, 1, 6)
	rng := rand.New(rand.NewPCG(6, 6))
	y := make([]float64, len(x[0]))
	for i := range y {
		y[i] = rng.Float64()
		if i%10 == 0 {
			y[i] = 1e6
		}
	}
	f := boost{loss: quantileLoss, tau: 0.25, trees: 30, rate: 0.2, leaves: 4, least: 200, rows: 0.7, kinds: kinds}.fit(x, y, nil)
	below := 0.0
	for i := range y {
		if y[i] < f.at(rowOf(x, i)) {
			below++
		}
	}
	if share := below / float64(len(y)); math.Abs(share-0.25) > 0.03 {
		t.Errorf("%.3f of rows lie below the quantile of 0.25", share)
	}
	f = boost{loss: absoluteLoss, trees: 30, rate: 0.2, leaves: 4, least: 200, kinds: kinds}.fit(x, y, nil)
	if v := f.at([]float64{0}); v < 0 || v > 1 {
		t.Errorf("the median of rows in [0, 1] with a tenth at a million is %v", v)
	}
}

// A seed says everything: rows and features drawn at random, more rows than binning
// looks at, unknown values. Another seed is another forest.
func TestBoostSameBytes(t *testing.T) {
	x, kinds := drawRows(30_000, 4, 8)
	y := make([]float64, len(x[0]))
	for i := range y {
		y[i] = x[0][i] + x[1][i]*x[2][i]
		if i%7 == 0 {
			x[2][i] = math.NaN()
		}
	}
	b := boost{loss: absoluteLoss, trees: 5, rate: 0.1, leaves: 16, least: 20, rows: 0.5, cols: 0.6, kinds: kinds, seed: 3}
	one := b.fit(x, y, nil)
	if !reflect.DeepEqual(one, b.fit(x, y, nil)) {
		t.Error("the same seed gives another forest")
	}
	if b.seed = 4; reflect.DeepEqual(one, b.fit(x, y, nil)) {
		t.Error("another seed gives the same forest")
	}
	if v := one.at([]float64{0, 1, math.NaN(), 2}); math.IsNaN(v) {
		t.Error("an unknown feature makes the forecast unknown")
	}
}

// Nothing to learn from is no forest: no rows, one row, all alike, a feature that is
// never known.
func TestBoostNothing(t *testing.T) {
	b := boost{loss: absoluteLoss, trees: 3, rate: 0.1, leaves: 4, least: 1}
	for n, want := range map[int]float64{0: 0, 1: 7, 50: 7} {
		x, y := [][]float64{make([]float64, n), make([]float64, n)}, make([]float64, n)
		for i := range y {
			x[0][i], x[1][i], y[i] = float64(i), math.NaN(), 7
		}
		if got := b.fit(x, y, nil).at([]float64{3, 4}); got != want {
			t.Errorf("%d rows: %v, want %v", n, got, want)
		}
	}
}

func BenchmarkBoost(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		x, _ := drawRows(n, 12, 1)
		y := make([]float64, n)
		for i := range y {
			y[i] = x[0][i]*x[1][i] + x[2][i] - x[5][i]
		}
		for _, loss := range []treeLoss{squaredLoss, absoluteLoss} {
			b.Run(fmt.Sprintf("rows=%d/loss=%d", n, loss), func(b *testing.B) {
				for b.Loop() {
					boost{loss: loss, trees: 100, rate: 0.1, leaves: 31, least: 20}.fit(x, y, nil)
				}
			})
		}
	}
}
