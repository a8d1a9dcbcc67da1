package solve

import "gonum.org/v1/gonum/floats"

// inverse is the inverse of a basis. Pivots are kept aside as products of a
// column and a row, and added in together, column by column, when there are
// many: an entry is then fetched once for all of them.
type inverse struct {
	size int         // of a column
	at   []float64   // column after column
	etas [][]float64 // of the pivots kept aside: what times the row is added
	rows [][]float64
	kept int // pivots kept aside
}

// clear makes all entries zero.
func (v *inverse) clear() {
	clear(v.at)
	v.kept = 0
}

// add adds x to the entry of row p and column k.
func (v *inverse) add(p, k int, x float64) { v.at[k*v.size+p] += x }

// row writes row p into out.
func (v *inverse) row(out []float64, p int) {
	n := v.size
	for k := range out {
		out[k] = v.at[k*n+p]
	}
	for j := range v.kept {
		if x := v.etas[j][p]; x != 0 {
			floats.AddScaled(out, x, v.rows[j])
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
		floats.AddScaled(out, xs[j], v.at[int(k)*n:][:n])
	}
	for e := range v.kept {
		y := 0.0
		for j, k := range ks {
			y += xs[j] * v.rows[e][k]
		}
		if y != 0 {
			floats.AddScaled(out, y, v.etas[e])
		}
	}
}

// left writes the product of a row vector c and the inverse into out.
func (v *inverse) left(out, c []float64) {
	v.flush()
	n := v.size
	for k := range out {
		out[k] = floats.Dot(c, v.at[k*n:][:n])
	}
}

// pivot brings in a column that is alpha in terms of the basis at position
// leave, whose row is given.
func (v *inverse) pivot(row, alpha []float64, leave int) {
	const most = 64
	if v.kept == min(most, 8+v.size/8) {
		v.flush()
	}
	if v.kept == len(v.etas) {
		v.etas = append(v.etas, make([]float64, v.size))
		v.rows = append(v.rows, make([]float64, v.size))
	}
	eta, own := v.etas[v.kept], v.rows[v.kept]
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
}

// flush adds in the pivots kept aside.
func (v *inverse) flush() {
	n := v.size
	for k := range n {
		column := v.at[k*n:][:n]
		for j := range v.kept {
			if x := v.rows[j][k]; x != 0 {
				floats.AddScaled(column, x, v.etas[j])
			}
		}
	}
	v.kept = 0
}
