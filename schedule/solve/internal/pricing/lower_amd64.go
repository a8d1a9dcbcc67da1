package pricing

import "golang.org/x/sys/cpu"

//go:noescape
func lowerAVX2(dst, src *int64, n int, by int64)

var vectors = cpu.X86.HasAVX2

// lowerTo sets each value of dst to the smaller of itself and that of src plus by. Both
// have the same length.
func lowerTo(dst, src []int64, by int64) {
	if len(src) >= 4 && vectors {
		lowerAVX2(&dst[0], &src[0], len(src), by)
		return
	}
	lowerEach(dst, src, by)
}
