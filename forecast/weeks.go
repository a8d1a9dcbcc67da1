package forecast

import (
	"paiban/internal/lang"
)

// meanWeeks repeats the mean of the last weeks in which a slot of the week is known,
// level and shape both; it looks back twice as far.
type meanWeeks struct{ weeks int }

func (m meanWeeks) name() lang.Text {
	if m.weeks == 1 {
		return lang.T("上周同时段", "last week")
	}
	return lang.F("前 %d 周均值", "mean of %d weeks", m.weeks)
}

func (meanWeeks) guards() bool { return true }

func (m meanWeeks) ahead(s *sample, origins []int, h int) [][]float64 {
	out := make([][]float64, len(origins))
	for k, n := range origins {
		if n < s.week {
			continue
		}
		week := make([]float64, min(s.week, h))
		for i := range week {
			sum, known := 0.0, 0
			last := n + i - s.week
			for t, back := last, 0; t >= 0 && back < 2*m.weeks && known < m.weeks; t, back = t-s.week, back+1 {
				if s.observed(t) {
					sum += s.y[t]
					known++
				}
			}
			week[i] = s.y[last] // what is normal there
			if known > 0 {
				week[i] = sum / float64(known)
			}
		}
		out[k] = make([]float64, h)
		for i := range h {
			out[k][i] = week[i%s.week]
		}
	}
	return out
}
