package forecast

import "math"

// across learns from many series together: trees are taught on the rolling origins of
// all of them.
//
// The series fall into two halves, each with trees of its own. The past of one half is
// asked of the other's trees, which have not seen its actuals, and so shows how good
// they are; what is to come is asked of both.
type across []*nearRun

// halves are the trees of the one half of the series and of the other.
type halves [2]*forest

// half is the one that series i belongs to.
func half(i int) int { return i % 2 }

// A half with fewer series teaches nothing.
const leastAlike = 20

// enough reports whether both halves have series to learn from.
func (a across) enough() bool {
	var count [2]int
	for i, n := range a {
		if n.alike() {
			count[half(i)]++
		}
	}
	return min(count[0], count[1]) >= leastAlike
}

// clues calls row with what is known about each lead of series i from its origin o; it
// may be called for none. The row is used until the next call.
type clues func(i, o int, row func(lead int, x []float64))

// teach grows trees that tell target from clues. Where target is NaN nothing is taught.
func (a across) teach(b boost, c clues, target func(i, o, lead int) float64) (h halves) {
	each(2, func(k int) {
		rows := 0
		for i, n := range a {
			if half(i) == k && n.alike() {
				rows += n.now() * n.h
			}
		}
		var x [][]float64
		y := make([]float64, 0, rows)
		for i, n := range a {
			if half(i) != k || !n.alike() {
				continue
			}
			for o := range n.now() {
				c(i, o, func(lead int, row []float64) {
					v := target(i, o, lead)
					if math.IsNaN(v) {
						return
					}
					for len(x) < len(row) {
						x = append(x, make([]float64, 0, rows))
					}
					for j, clue := range row {
						x[j] = append(x[j], clue)
					}
					y = append(y, v)
				})
			}
		}
		own := b
		own.seed += uint64(k)
		h[k] = own.fit(x, y, nil)
	})
	return h
}

// ask calls f with what the trees tell of each lead of series i from its origin o.
func (a across) ask(h halves, c clues, i, o int, f func(lead int, v float64)) {
	c(i, o, func(lead int, row []float64) {
		v := h[1-half(i)].at(row)
		if o == a[i].now() {
			v = (v + h[half(i)].at(row)) / 2
		}
		f(lead, v)
	})
}
