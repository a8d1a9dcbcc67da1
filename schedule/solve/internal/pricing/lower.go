package pricing

// lowerEach lowers dst to src plus by, where that is less. They are of one length.
func lowerEach(dst, src []int64, by int64) {
	dst = dst[:len(src)]
	for k, v := range src {
		dst[k] = min(dst[k], v+by)
	}
}
