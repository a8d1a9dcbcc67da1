package forecast

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// growing is the state of fitting a [boost].
type growing struct {
	boost
	rng   *rand.Rand
	bins  binning
	col   [][]uint8 // [feature][row]
	w     []float64 // by row, mean 1
	left  []float64 // by row: what the trees so far leave over
	grad  []float64 // by row: negative gradient times weight
	order []int32   // rows of the tree under way, those of a leaf together
	spare []int32
	apart []int32    // rows that the tree under way does not see
	both  []binSum   // by row: grad and w
	sums  []binSum   // room for some rows
	unit  [2]float64 // of the gradients and weights in both
	moved []weighted // room for some rows
	use   []int      // features of the tree under way
	pool  [][][]binSum
}

// binSum is the gradient (upper half) and weight (lower) of some rows as integers in
// growing.unit: one addition adds both, and sums do not depend on their order. All
// rows together stay below 2³¹ of each.
type binSum int64

// whole is the units that all rows together have.
const whole = 1 << 30

func (g *growing) sum(grad, weight float64) binSum {
	return binSum(math.Round(grad/g.unit[0]))<<32 + binSum(math.Round(weight/g.unit[1]))
}

func (g *growing) gradient(s binSum) float64 { return float64(s>>32) * g.unit[0] }

func (g *growing) weight(s binSum) float64 { return float64(s&(1<<32-1)) * g.unit[1] }

// growingLeaf is a leaf that may be split further.
type growingLeaf struct {
	node     int32
	from, to int // in order
	total    binSum
	whole    float64    // squared gradient over weight of all of it
	hist     [][]binSum // by place in use
	split    split
}

// split is the best way to part a leaf in two.
type split struct {
	gain    float64 // 0 where there is none
	feature int
	cut     uint8
	set     *[4]uint64
}

// grow adds one tree, takes it off what is left, and returns it.
func (g *growing) grow() tree {
	g.slope()
	in, out := g.sampleRows()
	g.sampleCols()
	tr := tree{{}}
	leaves := []*growingLeaf{{from: 0, to: len(in)}}
	g.fill(leaves[0])
	g.search(leaves[0])
	for len(leaves) < g.leaves {
		best := leaves[0]
		for _, l := range leaves {
			if l.split.gain > best.split.gain {
				best = l
			}
		}
		if best.split.gain <= 0 {
			break
		}
		right := g.part(&tr, best)
		leaves = append(leaves, right)
		if len(leaves) == g.leaves {
			break
		}
		small, large := best, right
		if small.to-small.from > large.to-large.from {
			small, large = large, small
		}
		g.inherit(small, large, best)
		g.search(small)
		g.search(large)
	}
	for _, l := range leaves {
		rows := g.order[l.from:l.to]
		v := g.rate * g.best(rows)
		tr[l.node].value = v
		for _, i := range rows {
			g.left[i] -= v
		}
		g.release(l)
	}
	for _, i := range out {
		g.left[i] -= tr.value(func(j int) uint8 { return g.col[j][i] })
	}
	return tr
}

// sampleRows puts the rows that a tree sees first in order, and returns them and the
// others, both ascending.
func (g *growing) sampleRows() (in, others []int32) {
	rows := g.allRows()
	if g.rows == 0 || g.rows >= 1 {
		return rows, nil
	}
	k, out := 0, g.apart[:0]
	for i := range rows {
		if g.rng.Float64() < g.rows {
			rows[k] = int32(i)
			k++
		} else {
			out = append(out, int32(i))
		}
	}
	g.apart = out
	copy(rows[k:], out)
	return rows[:k], out
}

// sampleCols draws the features that a tree sees.
func (g *growing) sampleCols() {
	p := len(g.col)
	g.use = g.use[:0]
	for j := range p {
		g.use = append(g.use, j)
	}
	if k := max(1, int(g.cols*float64(p)+0.5)); g.cols > 0 && k < p {
		g.rng.Shuffle(p, func(i, j int) { g.use[i], g.use[j] = g.use[j], g.use[i] })
		g.use = g.use[:k]
		slices.Sort(g.use)
	}
}

// fill adds up the gradients of l by feature and bin.
func (g *growing) fill(l *growingLeaf) {
	l.hist = g.blank()
	rows := g.order[l.from:l.to]
	sums := g.sums[:len(rows)]
	l.total = 0
	for k, i := range rows {
		sums[k] = g.both[i]
		l.total += sums[k]
	}
	for u, j := range g.use {
		col, hist := g.col[j], (*[256]binSum)(l.hist[u])
		for k, i := range rows {
			hist[col[i]] += sums[k]
		}
	}
}

// inherit gives the two parts of a leaf their sums: those of the small one are added
// up, those of the large one are what is left of the whole.
func (g *growing) inherit(small, large, whole *growingLeaf) {
	hist, total := whole.hist, whole.total
	g.fill(small)
	for u, j := range g.use {
		a, b := hist[u], small.hist[u]
		for k := range g.bins.count(j) {
			a[k] -= b[k]
		}
	}
	large.hist, large.total = hist, total-small.total
}

// part splits l as its split says. l becomes the left part; the right is returned.
func (g *growing) part(tr *tree, l *growingLeaf) *growingLeaf {
	n := treeNode{feature: l.split.feature, cut: l.split.cut, set: l.split.set, gain: l.split.gain}
	n.left, n.right = int32(len(*tr)), int32(len(*tr)+1)
	(*tr)[l.node] = n
	*tr = append(*tr, treeNode{}, treeNode{})
	var left [256]int
	for k := range left {
		if n.goesLeft(uint8(k)) {
			left[k] = 1
		}
	}
	rows, col := g.order[l.from:l.to], g.col[n.feature]
	a, b := 0, 0
	for _, i := range rows { // without a branch, which would be mispredicted half the time
		rows[a], g.spare[b] = i, i
		k := left[col[i]]
		a, b = a+k, b+1-k
	}
	copy(rows[a:], g.spare[:b])
	right := &growingLeaf{node: n.right, from: l.from + a, to: l.to}
	l.node, l.to = n.left, l.from+a
	return right
}

// search finds the best split of l.
func (g *growing) search(l *growingLeaf) {
	l.split = split{}
	if g.weight(l.total) < 2*g.least {
		return
	}
	d := g.gradient(l.total)
	l.whole = d * d / (g.weight(l.total) + g.ridge)
	for u, j := range g.use {
		hist := l.hist[u][:g.bins.count(j)]
		if g.bins.edges[j] == nil {
			g.searchNames(l, j, hist)
			continue
		}
		var a binSum
		for k := range hist[:len(hist)-1] {
			if hist[k] == 0 {
				continue
			}
			a += hist[k]
			if gain := g.gain(l, a); gain > l.split.gain {
				l.split = split{gain: gain, feature: j, cut: uint8(k)}
			}
		}
	}
}

// searchNames finds the best split of a feature without order: between its names
// sorted by their mean gradient (Fisher 1958).
func (g *growing) searchNames(l *growingLeaf, feature int, hist []binSum) {
	// Names of little weight are drawn to the middle, as if seen this often more.
	const shrink = 10.0
	var room [mostBins]uint8
	names := room[:0]
	for k := range hist {
		if g.weight(hist[k]) > 0 {
			names = append(names, uint8(k))
		}
	}
	slices.SortFunc(names, func(a, b uint8) int {
		x, y := g.gradient(hist[a])/(g.weight(hist[a])+shrink), g.gradient(hist[b])/(g.weight(hist[b])+shrink)
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
	})
	var a binSum
	best := 0
	for i, k := range names {
		a += hist[k]
		if gain := g.gain(l, a); gain > l.split.gain {
			l.split = split{gain: gain, feature: feature}
			best = i + 1
		}
	}
	if best == 0 {
		return
	}
	l.split.set = new([4]uint64)
	for _, k := range names[:best] {
		l.split.set[k>>6] |= 1 << (k & 63)
	}
}

// gain is by how much the squared gradients fall where a is parted from the rest of
// l; 0 where a part would be too light.
func (g *growing) gain(l *growingLeaf, a binSum) float64 {
	b := l.total - a
	wa, wb := g.weight(a), g.weight(b)
	// Weights are rounded to units, so that sums may lie off by some.
	if least := max(g.least*(1-1e-6), g.unit[1]); wa < least || wb < least {
		return 0
	}
	da, db := g.gradient(a), g.gradient(b)
	if gain := da*da/(wa+g.ridge) + db*db/(wb+g.ridge) - l.whole; gain > 1e-6*l.whole {
		return gain
	}
	return 0
}

// blank returns sums of zero for all features in use.
func (g *growing) blank() [][]binSum {
	if n := len(g.pool); n > 0 {
		h := g.pool[n-1]
		g.pool = g.pool[:n-1]
		for u, s := range h {
			clear(s[:g.bins.count(g.use[u])])
		}
		return h
	}
	h := make([][]binSum, len(g.use))
	for u := range h {
		h[u] = make([]binSum, 256)
	}
	return h
}

// release keeps the sums of l for other leaves.
func (g *growing) release(l *growingLeaf) {
	if l.hist != nil {
		g.pool = append(g.pool, l.hist)
		l.hist = nil
	}
}
