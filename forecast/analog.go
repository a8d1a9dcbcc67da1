package forecast

import (
	"sort"

	"paiban/internal/lang"
)

// analog continues from the past days most like the last one, each moved to the
// last one's level.
type analog struct {
	scale transform
	near  int // days taken
}

func (analog) name() lang.Text { return lang.T("相似日", "like days") }

func (m analog) ahead(s *sample, origins []int, h int) [][]float64 {
	type match struct {
		end           int // slots known when it was the last day
		off, distance float64
	}
	z := m.scale.apply(s.y)
	out := make([][]float64, len(origins))
	n := float64(s.day)
	for k, o := range origins {
		var found []match
		for e := o - s.day; e >= s.day; e -= s.day {
			if e+h > o {
				continue
			}
			a := match{end: e}
			for i := 1; i <= s.day; i++ {
				a.off += (z[o-i] - z[e-i]) / n
			}
			for i := 1; i <= s.day; i++ {
				d := z[o-i] - z[e-i] - a.off
				a.distance += d * d / n
			}
			// Days of another level are a little less alike.
			a.distance += 0.1 * a.off * a.off
			found = append(found, a)
		}
		if len(found) < m.near {
			continue
		}
		sort.SliceStable(found, func(i, j int) bool { return found[i].distance < found[j].distance })
		out[k] = make([]float64, h)
		total := 0.0
		for _, a := range found[:m.near] {
			w := 1 / (a.distance + 1e-9)
			total += w
			for i := range h {
				out[k][i] += w * (z[a.end+i] + a.off)
			}
		}
		for i := range h {
			out[k][i] = m.scale.invert(out[k][i] / total)
		}
	}
	return out
}
