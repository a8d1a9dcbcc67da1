package solve

import (
	"sync"

	"gonum.org/v1/gonum/floats"
)

// inverse is the inverse of a basis. Pivots are kept aside as products of a
// column and a row, and added in together, column by column, when there are
// many: an entry is then fetched once for all of them.
type inverse struct {
	size  int
	at    []float64   // column after column
	loose []int32     // by column: −1, or the position where it is −1, and nothing elsewhere
	etas  []float64   // of the pivots kept aside, one after another: what times the row is added
	rows  [][]float64 // of the same
	kept  int         // pivots kept aside
}

// mostKept bounds the pivots kept aside.
const mostKept = 64

// minusOne makes it the inverse of minus one, of n rows.
func (v *inverse) minusOne(n int) {
	v.size, v.kept = n, 0
	v.at = make([]float64, n*n)
	v.etas = make([]float64, min(mostKept, 8+n/8)*n)
	v.rows = nil
	v.loose = make([]int32, n)
	for k := range n {
		v.at[k*n+k] = -1
		v.loose[k] = int32(k)
	}
}

// eta returns what times a row is added of the j-th pivot kept aside.
func (v *inverse) eta(j int) []float64 { return v.etas[j*v.size:][:v.size] }

// row writes row p into out.
func (v *inverse) row(out []float64, p int) {
	n := v.size
	for k, at := range v.loose {
		if at < 0 {
			out[k] = v.at[k*n+p]
		}
	}
	for j := range v.kept {
		if x := v.etas[j*n+p]; x != 0 {
			floats.AddScaled(out, x, v.rows[j])
		}
	}
	for k, at := range v.loose {
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
		v.at[k*v.size+p] += x
	}
}

// columns writes the sum of columns ks, each times its x, into out.
func (v *inverse) columns(out, xs []float64, ks ...int32) {
	n := v.size
	clear(out)
	for j, k := range ks {
		if p := v.loose[k]; p >= 0 {
			out[p] -= xs[j]
		} else {
			floats.AddScaled(out, xs[j], v.at[int(k)*n:][:n])
		}
	}
	for e := range v.kept {
		y := 0.0
		row := v.rows[e]
		for j, k := range ks {
			if v.loose[k] < 0 {
				y += xs[j] * row[k]
			}
		}
		if y != 0 {
			floats.AddScaled(out, y, v.eta(e))
		}
	}
}

// left writes the product of a row vector c and the inverse into out.
func (v *inverse) left(out, c []float64) {
	v.flush()
	n := v.size
	for k, p := range v.loose {
		if p >= 0 {
			out[k] = -c[p]
		} else {
			out[k] = floats.Dot(c, v.at[k*n:][:n])
		}
	}
}

// pivot brings in a column that is alpha in terms of the basis at position
// leave, whose row is given. The column that leaves, and that which comes in, may have
// −1 in a row, out and in, and nothing else; these are −1 where not.
func (v *inverse) pivot(row, alpha []float64, leave int, out, in int32) {
	if (v.kept+1)*v.size > len(v.etas) {
		v.flush()
	}
	if v.kept == len(v.rows) {
		v.rows = append(v.rows, make([]float64, v.size))
	}
	eta, own := v.eta(v.kept), v.rows[v.kept]
	v.kept++
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
		v.loose[out] = -1
	}
	if in >= 0 {
		v.loose[in] = int32(leave)
	}
}

// flush adds in the pivots kept aside. Where there are many rows, two halves of the
// columns are done side by side.
func (v *inverse) flush() {
	const large = 400
	n := v.size
	if n < large || v.kept == 0 {
		v.flushColumns(0, n)
	} else {
		var all sync.WaitGroup
		all.Go(func() { v.flushColumns(0, n/2) })
		v.flushColumns(n/2, n)
		all.Wait()
	}
	v.kept = 0
}

// flushColumns is flush of the columns [from, to).
func (v *inverse) flushColumns(from, to int) {
	const few = 8
	n := v.size
	var xs [mostKept]float64
	for k := from; k < to; k++ {
		column := v.at[k*n:][:n]
		some := 0
		for j := range v.kept {
			xs[j] = v.rows[j][k]
			if xs[j] != 0 {
				some++
			}
		}
		if some >= few {
			addProducts(column, v.etas, xs[:v.kept])
			continue
		}
		for j, x := range xs[:v.kept] {
			if x != 0 {
				floats.AddScaled(column, x, v.eta(j))
			}
		}
	}
}
