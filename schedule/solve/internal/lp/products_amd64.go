package lp

import "golang.org/x/sys/cpu"

//go:noescape
func addProductsAVX2(dst *float64, n int, rows, xs *float64, m int)

// addProducts adds to dst each of the rows, which have the length of dst, times its x.
func addProducts(dst, rows, xs []float64) {
	if !cpu.X86.HasAVX2 {
		addEachProduct(dst, rows, xs)
		return
	}
	if len(dst) == 0 || len(xs) == 0 {
		return
	}
	addProductsAVX2(&dst[0], len(dst), &rows[0], &xs[0], len(xs))
	for p := len(dst) &^ 3; p < len(dst); p++ {
		for j, x := range xs {
			dst[p] += float64(x * rows[j*len(dst)+p])
		}
	}
}
