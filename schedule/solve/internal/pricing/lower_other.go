//go:build !amd64

package pricing

// lowerTo sets each value of dst to the smaller of itself and that of src plus by. Both
// have the same length.
func lowerTo(dst, src []int64, by int64) { lowerEach(dst, src, by) }
