package solve

import "math/rand/v2"

// sway makes some rosters of the box cheaper than others that cost the same, each time
// others, but all together by less than half a unit of cost: so a level box ends where
// it has not been, and bounds are still valid, for nothing is dearer.
func (b *box) sway(seed uint64) {
	const all = 0.4 // units of cost, of everybody on every day
	b.bias = make([]int64, len(b.people)*(b.to-b.from)*b.m.cells)
	rng := rand.New(rand.NewPCG(seed, 2))
	most := int64(all * scale / float64(len(b.people)*(b.to-b.from)))
	for k := range b.bias {
		b.bias[k] = rng.Int64N(most + 1)
	}
	for n := range b.lp.cols {
		if c := &b.lp.cols[n]; int(c.person) < len(b.people) {
			c.cost -= b.biased(int(c.person), c.cells)
		}
	}
	b.lp.computeDuals()
}

// biased is what sway takes off the cost of cells of the j-th person.
func (b *box) biased(j int, cells []int16) float64 {
	if b.bias == nil {
		return 0
	}
	sum, at := int64(0), j*len(cells)*b.m.cells
	for k, c := range cells {
		sum += b.bias[at+k*b.m.cells+int(c)]
	}
	return float64(sum) / scale
}
