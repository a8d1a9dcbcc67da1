package lp

import (
	"sync"

	"gonum.org/v1/gonum/floats"
)

// inverse is the explicit inverse of a basis. Pivots are kept as products of a column
// and a row, and are added in together when there are many: each entry is then fetched
// once for all of them.
type inverse struct {
	size      int
	columnsOf []float64   // entries, column by column
	unit      []int32     // by column: the position of its −1 where all other entries are zero, else −1
	etas      []float64   // columns of the pending pivots, one after another
	rows      [][]float64 // rows of the pending pivots
	pending   int         // number of pending pivots
}

// maxPending bounds the number of pending pivots.
const maxPending = 64

// reset makes v the inverse of the negative identity of n rows.
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

// eta returns the column of the j-th pending pivot.
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

// columns writes the sum of the columns ks, each times its x, into out.
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

// leftProduct writes the product of row vector c and the inverse into out.
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

// pivot replaces the basic column at position leave, whose row of the inverse is given,
// by a column that is alpha in terms of the basis. Where the leaving or the entering
// column has only one entry, −1, out and in are its row; otherwise they are −1.
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

// flush adds in the pending pivots. With many rows, two halves of the columns are done
// in parallel.
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

// flushColumns is flush for the columns [from, to).
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
