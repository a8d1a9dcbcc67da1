package lp

import (
	"sync"

	"gonum.org/v1/gonum/floats"
)

// inverse is the inverse of a basis. Pivots are kept aside as products of a
// column and a row, and added in together, column by column, when there are
// many: an entry is then fetched once for all of them.
type inverse struct {
	size      int
	columnsOf []float64   // column after column
	unit      []int32     // by column: −1, or the position where it is −1, and nothing elsewhere
	etas      []float64   // of the pivots kept aside, one after another: what times the row is added
	rows      [][]float64 // of the same
	pending   int         // pivots kept aside
}

// maxPending bounds the pivots kept aside.
const maxPending = 64

// reset makes it the inverse of minus one, of n rows.
func (v *inverse) reset(n int) {
	v.size, v.pending = n, 0
	v.columnsOf = make([]float64, n*n)
	v.etas = make([]float64, min(maxPending, 8+n/8)*n)
	v.rows = nil
	v.unit = make([]int32, n)
	for k := range n {
		v.columnsOf[k*n+k] = -1
		v.unit[k] = int32(k)
	}
}

// eta returns what times a row is added of the j-th pivot kept aside.
func (v *inverse) eta(j int) []float64 { return v.etas[j*v.size:][:v.size] }

// row writes row p into out.
func (v *inverse) row(out []float64, p int) {
	n := v.size
	for k, at := range v.unit {
		if at < 0 {
			out[k] = v.columnsOf[k*n+p]
		}
	}
	for j := range v.pending {
		if x := v.etas[j*n+p]; x != 0 {
			floats.AddScaled(out, x, v.rows[j])
		}
	}
	for k, at := range v.unit {
		switch {
		case int(at) == p:
			out[k] = -1
		case at >= 0:
			out[k] = 0
		}
	}
}

// addRow adds xs to row p.
func (v *inverse) addRow(p int, xs []float64) {
	for k, x := range xs {
		v.columnsOf[k*v.size+p] += x
	}
}

// columns writes the sum of columns ks, each times its x, into out.
func (v *inverse) columns(out, xs []float64, ks ...int32) {
	n := v.size
	clear(out)
	for j, k := range ks {
		if p := v.unit[k]; p >= 0 {
			out[p] -= xs[j]
		} else {
			floats.AddScaled(out, xs[j], v.columnsOf[int(k)*n:][:n])
		}
	}
	for e := range v.pending {
		y := 0.0
		row := v.rows[e]
		for j, k := range ks {
			if v.unit[k] < 0 {
				y += xs[j] * row[k]
			}
		}
		if y != 0 {
			floats.AddScaled(out, y, v.eta(e))
		}
	}
}

// leftProduct writes the product of a row vector c and the inverse into out.
func (v *inverse) leftProduct(out, c []float64) {
	v.flush()
	n := v.size
	for k, p := range v.unit {
		if p >= 0 {
			out[k] = -c[p]
		} else {
			out[k] = floats.Dot(c, v.columnsOf[k*n:][:n])
		}
	}
}

// pivot brings in a column that is alpha in terms of the basis at position
// leave, whose row is given. The column that leaves, and that which comes in, may have
// −1 in a row, out and in, and nothing else; these are −1 where not.
func (v *inverse) pivot(row, alpha []float64, leave int, out, in int32) {
	if (v.pending+1)*v.size > len(v.etas) {
		v.flush()
	}
	if v.pending == len(v.rows) {
		v.rows = append(v.rows, make([]float64, v.size))
	}
	eta, own := v.eta(v.pending), v.rows[v.pending]
	v.pending++
	inv := 1 / alpha[leave]
	const tiny = 1e-13
	for p, a := range alpha {
		if a < tiny && a > -tiny {
			a = 0
		}
		eta[p] = -a * inv
	}
	eta[leave] = inv - 1
	for k, x := range row {
		if x < tiny && x > -tiny {
			x = 0
		}
		own[k] = x
	}
	if out >= 0 {
		v.unit[out] = -1
	}
	if in >= 0 {
		v.unit[in] = int32(leave)
	}
}

// flush adds in the pivots kept aside. Where there are many rows, two halves of the
// columns are done side by side.
func (v *inverse) flush() {
	const large = 400
	n := v.size
	if n < large || v.pending == 0 {
		v.flushColumns(0, n)
	} else {
		var all sync.WaitGroup
		all.Go(func() { v.flushColumns(0, n/2) })
		v.flushColumns(n/2, n)
		all.Wait()
	}
	v.pending = 0
}

// flushColumns is flush of the columns [from, to).
func (v *inverse) flushColumns(from, to int) {
	const few = 8
	n := v.size
	var xs [maxPending]float64
	for k := from; k < to; k++ {
		column := v.columnsOf[k*n:][:n]
		some := 0
		for j := range v.pending {
			xs[j] = v.rows[j][k]
			if xs[j] != 0 {
				some++
			}
		}
		if some >= few {
			addProducts(column, v.etas, xs[:v.pending])
			continue
		}
		for j, x := range xs[:v.pending] {
			if x != 0 {
				floats.AddScaled(column, x, v.eta(j))
			}
		}
	}
}
