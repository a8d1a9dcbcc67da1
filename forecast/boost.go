package forecast

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// boost grows regression trees one after another, each on what the sum of those
// before leaves over (Friedman 2001), on features cut into at most 255 bins. The
// leaf that gains most is split next (Ke et al. 2017).
type boost struct {
	loss   treeLoss
	tau    float64 // of the quantile loss
	trees  int
	rate   float64 // by which each tree is shrunk
	leaves int     // most leaves of a tree
	least  float64 // weight of a leaf; the mean row weighs 1
	ridge  float64 // weight of rows of no gradient that each leaf is taken to hold as well
	rows   float64 // share of rows that a tree sees, 0 is all
	cols   float64 // share of features that a tree sees, 0 is all
	bins   int     // most bins of a feature, 0 is 255
	kinds  []bool  // features whose values 0 … 253 are names without an order; nil is none
	seed   uint64
}

// treeLoss is what the trees make small.
type treeLoss int

const (
	squaredLoss treeLoss = iota
	absoluteLoss
	quantileLoss // of boost.tau
)

// forest is a fitted boost.
type forest struct {
	bins  binning
	base  float64
	trees []tree
}

// tree is its nodes, the root first. A leaf has no left child.
type tree []treeNode

type treeNode struct {
	feature     int
	cut         uint8      // bins up to it go left
	set         *[4]uint64 // or, where it is not nil, the bins in it
	left, right int32
	value       float64
	gain        float64 // of the split
}

func (n *treeNode) goesLeft(bin uint8) bool {
	if n.set != nil {
		return n.set[bin>>6]>>(bin&63)&1 != 0
	}
	return bin <= n.cut
}

// value returns what tr says of a row, whose bin of each feature is given.
func (tr tree) value(bin func(feature int) uint8) float64 {
	i := int32(0)
	for tr[i].left != 0 {
		if n := &tr[i]; n.goesLeft(bin(n.feature)) {
			i = n.left
		} else {
			i = n.right
		}
	}
	return tr[i].value
}

// at returns the forecast of a row of features. A row outside what was taught gets
// the value of the nearest bin; an unknown feature (NaN) is lower than all others.
func (f *forest) at(x []float64) float64 {
	var room [64]uint8
	row := room[:0]
	for j, v := range x {
		row = append(row, f.bins.of(j, v))
	}
	v := f.base
	for _, tr := range f.trees {
		v += tr.value(func(j int) uint8 { return row[j] })
	}
	return v
}

// fit teaches trees the rows x[feature][row] → y, row i with weight w[i] (nil is 1
// for all). The cost grows with rows × features × the logarithm of leaves × trees.
// The same input gives the same forest.
func (b boost) fit(x [][]float64, y, w []float64) *forest {
	n := len(y)
	g := &growing{boost: b, rng: rand.New(rand.NewPCG(b.seed, 1)), w: unitMean(w, n), bins: newBinning(x, b.kinds, b.bins)}
	for j := range x {
		g.col = append(g.col, g.bins.column(j, x[j]))
	}
	g.grad, g.order, g.left = make([]float64, n), make([]int32, n), make([]float64, n)
	g.spare, g.both, g.sums, g.moved = make([]int32, n), make([]binSum, n), make([]binSum, n), make([]weighted, n)
	copy(g.left, y)
	f := &forest{bins: g.bins, base: g.best(g.allRows())}
	for i := range g.left {
		g.left[i] -= f.base
	}
	for range b.trees {
		tr := g.grow()
		if len(tr) < 2 {
			break
		}
		f.trees = append(f.trees, tr)
	}
	return f
}

// unitMean returns w (nil is 1 for all n rows) scaled to a mean of 1.
func unitMean(w []float64, n int) []float64 {
	out := make([]float64, n)
	mean := sumOf(w) / float64(max(1, n))
	for i := range out {
		out[i] = 1
		if w != nil && mean > 0 {
			out[i] = w[i] / mean
		}
	}
	return out
}

// allRows puts every row in order and returns it.
func (g *growing) allRows() []int32 {
	for i := range g.order {
		g.order[i] = int32(i)
	}
	return g.order
}

// slope sets the negative gradient of the loss at every row, and both.
func (g *growing) slope() {
	g.slopes()
	all := 0.0
	for _, v := range g.grad {
		all += math.Abs(v)
	}
	g.unit = [2]float64{max(all, 1e-300) / whole, float64(max(1, len(g.grad))) / whole}
	for i, v := range g.grad {
		g.both[i] = g.sum(v, g.w[i])
	}
}

func (g *growing) slopes() {
	up, down := 1.0, 1.0
	switch g.loss {
	case squaredLoss:
		for i, r := range g.left {
			g.grad[i] = r * g.w[i]
		}
		return
	case quantileLoss:
		up, down = g.tau, 1-g.tau
	case absoluteLoss:
	}
	for i, r := range g.left {
		switch {
		case r > 0:
			g.grad[i] = up * g.w[i]
		case r < 0:
			g.grad[i] = -down * g.w[i]
		default:
			g.grad[i] = 0
		}
	}
}

// best returns the constant that makes the loss of what is left of rows least,
// shrunk by the ridge. It may reorder g.moved.
func (g *growing) best(rows []int32) float64 {
	if g.loss == squaredLoss {
		sum, weight := 0.0, g.ridge
		for _, i := range rows {
			sum, weight = sum+g.left[i]*g.w[i], weight+g.w[i]
		}
		if weight == 0 {
			return 0
		}
		return sum / weight
	}
	v, weight := g.moved[:len(rows)], 0.0
	for k, i := range rows {
		v[k] = weighted{g.left[i], g.w[i]}
		weight += g.w[i]
	}
	share := 0.5
	if g.loss == quantileLoss {
		share = g.tau
	}
	if weight == 0 {
		return 0
	}
	return weightedQuantile(v, share*weight) * weight / (weight + g.ridge)
}

// weighted is a value and its weight.
type weighted struct{ v, w float64 }

// weightedQuantile returns the least value up to which v weighs want or more; it
// reorders v (quickselect; expected linear time).
func weightedQuantile(v []weighted, want float64) float64 {
	for len(v) > 16 {
		a, b, c := v[0].v, v[len(v)/2].v, v[len(v)-1].v
		pivot := max(min(a, b), min(max(a, b), c))
		// v[:lo] is below the pivot, v[lo:hi] equal to it, v[hi:] above.
		lo, i, hi := 0, 0, len(v)
		below, equal := 0.0, 0.0
		for i < hi {
			switch x := v[i]; {
			case x.v < pivot:
				below += x.w
				v[lo], v[i] = v[i], v[lo]
				lo, i = lo+1, i+1
			case x.v > pivot:
				hi--
				v[hi], v[i] = v[i], v[hi]
			default:
				equal += x.w
				i++
			}
		}
		switch {
		case want <= below && lo > 0:
			v = v[:lo]
		case want <= below+equal || hi == len(v):
			return pivot
		default:
			want, v = want-below-equal, v[hi:]
		}
	}
	slices.SortFunc(v, func(a, b weighted) int { return cmp.Compare(a.v, b.v) })
	for _, x := range v {
		if want -= x.w; want <= 1e-12 {
			return x.v
		}
	}
	if len(v) == 0 {
		return math.NaN()
	}
	return v[len(v)-1].v
}
