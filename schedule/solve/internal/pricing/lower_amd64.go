package pricing

import "golang.org/x/sys/cpu"

//go:noescape
func lowerAVX2(dst, src *int64, n int, by int64)

var vectors = cpu.X86.HasAVX2

// lowerTo lowers dst to src plus by, where that is less. They are of one length.
func lowerTo(dst, src []int64, by int64) {
	if len(src) >= 4 && vectors {
		lowerAVX2(&dst[0], &src[0], len(src), by)
		return
	}
	lowerEach(dst, src, by)
}
