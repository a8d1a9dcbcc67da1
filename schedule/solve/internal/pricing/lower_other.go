//go:build !amd64

package pricing

// lowerTo lowers dst to src plus by, where that is less. They are of one length.
func lowerTo(dst, src []int64, by int64) { lowerEach(dst, src, by) }
