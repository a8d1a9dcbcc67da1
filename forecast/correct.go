package forecast

import "math"

// correction is learnt across series: boosted trees find what the blends of all of
// them got wrong from their rolling origins, by lead, by what the members say and by
// how the blend missed lately ([nearRun.clues]). Misses are counted in units of their
// series, and absolutely, so that no series rules.
//
// The series fall into two halves, each with trees of its own. The past of one half,
// corrected by the other's trees, shows how good the correction is where it has not
// seen the actuals; what is to come is corrected by the mean of both.
type correction struct {
	runs  []*nearRun
	trees [2]*forest // nil where too few series are known
}

// A half with fewer series teaches nothing.
const leastAlike = 20

var correctionTrees = boost{loss: absoluteLoss, trees: 150, rate: 0.08, leaves: 32, least: 100, rows: 0.3, cols: 0.5}

// half is the one that series i belongs to.
func half(i int) int { return i % 2 }

// learnCorrection learns from all runs; those of nil or unlike others are left out.
func learnCorrection(runs []*nearRun) *correction {
	c := &correction{runs: runs}
	var count [2]int
	for i, n := range runs {
		if n.alike() {
			count[half(i)]++
		}
	}
	if min(count[0], count[1]) < leastAlike {
		return c
	}
	each(2, func(k int) {
		var x [][]float64
		var y []float64
		for i, n := range runs {
			if half(i) != k || !n.alike() {
				continue
			}
			for o := range n.now() {
				if n.point[o] == nil {
					continue
				}
				n.clues(o, func(lead int, row []float64) {
					miss := n.miss[o][lead]
					if math.IsNaN(miss) {
						return
					}
					if x == nil {
						x = make([][]float64, len(row))
					}
					for j, v := range row {
						x[j] = append(x[j], v)
					}
					y = append(y, miss)
				})
			}
		}
		t := correctionTrees
		t.seed = uint64(k)
		c.trees[k] = t.fit(x, y, nil)
	})
	return c
}

// point returns the corrected forecast of series i from its origin o: what is to come by
// both halves' trees, the past by those that have not seen it.
func (c *correction) point(i, o int) []float64 {
	n := c.runs[i]
	p := n.point[o]
	if c.trees[0] == nil || !n.alike() || p == nil {
		return p
	}
	out := make([]float64, len(p))
	n.clues(o, func(lead int, row []float64) {
		miss := c.trees[1-half(i)].at(row)
		if o == n.now() {
			miss = (miss + c.trees[half(i)].at(row)) / 2
		}
		out[lead] = max(0, p[lead]+miss*n.unit(p[lead]))
	})
	return out
}
