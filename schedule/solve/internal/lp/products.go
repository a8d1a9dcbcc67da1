package lp

// addEachProduct adds to dst the rows, each of its length, times xs.
func addEachProduct(dst, rows, xs []float64) {
	for j, x := range xs {
		row := rows[j*len(dst):][:len(dst)]
		for k, v := range row {
			dst[k] += float64(x * v) // rounded before it is added, as by vector code
		}
	}
}
