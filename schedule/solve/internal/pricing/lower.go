package pricing

// lowerEach sets each value of dst to the smaller of itself and that of src plus by.
// Both have the same length.
func lowerEach(dst, src []int64, by int64) {
	dst = dst[:len(src)]
	for k, v := range src {
		dst[k] = min(dst[k], v+by)
	}
}
