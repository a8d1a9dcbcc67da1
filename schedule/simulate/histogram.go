package simulate

import "math"

// histogram counts times in seconds in buckets whose width is at most 1/32 of
// their lower edge, from 1/16 s to 2^22 s (48 days); what lies outside falls
// into the first or last bucket.
type histogram [buckets]uint32

const (
	perOctave = 32
	lowExp    = -4
	highExp   = 22
	buckets   = (highExp-lowExp)*perOctave + 1 // bucket 0 is [0, 2^lowExp)
)

func (h *histogram) add(seconds float64) {
	if seconds < 1.0/16 {
		h[0]++
		return
	}
	frac, exp := math.Frexp(seconds) // frac in [½, 1)
	i := (exp-1-lowExp)*perOctave + int((frac-0.5)*2*perOctave) + 1
	h[min(i, buckets-1)]++
}

// edge returns the lower edge of bucket i.
func edge(i int) float64 {
	if i == 0 {
		return 0
	}
	i--
	return math.Ldexp(1+float64(i%perOctave)/perOctave, i/perOctave+lowExp)
}

// quantile returns the time that a share p of the counts does not exceed,
// interpolated within its bucket; 0 where nothing was counted.
func quantile(h []uint64, p float64) float64 {
	var n uint64
	for _, c := range h {
		n += c
	}
	if n == 0 {
		return 0
	}
	rest := p * float64(n)
	for i, c := range h {
		if c > 0 && float64(c) >= rest {
			if i == 0 {
				return 0 // at once, or as good as
			}
			return edge(i) + (edge(i+1)-edge(i))*rest/float64(c)
		}
		rest -= float64(c)
	}
	return edge(len(h))
}
