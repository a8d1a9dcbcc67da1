package forecast

import (
	"math"

	"paiban/internal/lang"
)

// week is the mean of past weeks, older ones fading, moved to the level of the
// last week; where the latest slots lie off it, that fades out along the lead.
type week struct {
	label lang.Text
	scale transform
	decay float64 // weight of a week against the next one
	catch float64 // share of a slot's deviation that moves the level
	fade  float64 // of the deviation, per slot of a 24-slot day
}

func (m week) name() lang.Text { return m.label }

func (m week) ahead(s *sample, origins []int, h int) [][]float64 {
	out := make([][]float64, len(origins))
	z := m.scale.apply(s.y)
	// level[t] is the mean of the week that ends with slot t.
	level := make([]float64, len(z))
	sum := 0.0
	for t, v := range z {
		sum += v
		if t >= s.week {
			sum -= z[t-s.week]
		}
		level[t] = sum / float64(min(t+1, s.week))
	}
	fade := math.Pow(m.fade, 24/float64(s.day))
	for k, n := range origins {
		if n < s.week {
			continue
		}
		num, den := make([]float64, s.week), make([]float64, s.week)
		for t := range n {
			if !s.observed(t) {
				continue
			}
			w := math.Pow(m.decay, float64((n-1-t)/s.week))
			mid := level[min(n-1, t+s.week/2)]
			num[t%s.week] += w * (z[t] - mid)
			den[t%s.week] += w
		}
		for i := range num {
			if den[i] > 0 {
				num[i] /= den[i]
			}
		}
		off := 0.0
		for t := max(0, n-s.week); t < n; t++ {
			off += m.catch * (z[t] - level[n-1] - num[t%s.week] - off)
		}
		out[k] = make([]float64, h)
		for i := range h {
			out[k][i] = m.scale.invert(level[n-1] + num[(n+i)%s.week] + off)
			off *= fade
		}
	}
	return out
}

// lastDay repeats the last day.
type lastDay struct{}

func (lastDay) name() lang.Text { return lang.T("最近一天", "last day") }

func (lastDay) ahead(s *sample, origins []int, h int) [][]float64 {
	out := make([][]float64, len(origins))
	for k, n := range origins {
		if n >= s.day {
			out[k] = SeasonalNaive(s.y[:n], s.day, h)
		}
	}
	return out
}
