//go:build !amd64

package lp

// addProducts adds to dst each of the rows, which have the length of dst, times its x.
func addProducts(dst, rows, xs []float64) { addEachProduct(dst, rows, xs) }
