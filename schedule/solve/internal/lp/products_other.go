//go:build !amd64

package lp

// addProducts adds to dst the rows, each of its length, times xs.
func addProducts(dst, rows, xs []float64) { addEachProduct(dst, rows, xs) }
