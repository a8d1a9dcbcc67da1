package lp

// addEachProduct adds to dst each of the rows, which have the length of dst, times its
// x.
func addEachProduct(dst, rows, xs []float64) {
	for j, x := range xs {
		row := rows[j*len(dst):][:len(dst)]
		for k, v := range row {
			dst[k] += float64(x * v) // rounded before it is added, as in the vector code
		}
	}
}
