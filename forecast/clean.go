package forecast

import (
	"fmt"
	"math"
	"sort"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

const (
	// outageExpected is how many contacts must be missing in a run of zeros
	// before it is an outage: of Poisson counts, one run in e^12 is so by chance.
	outageExpected = 12
	// doubledSteps is how many counts in a row must all be even, and about twice
	// the normal, to be a double count: one run in 2^10 is even by chance.
	doubledSteps = 10
	// A day is unusual beyond both this factor and this many robust standard
	// deviations of the days' log ratios to normal.
	unusualFactor, unusualSDs = 1.6, 5
	// As many unusual days in a row are a new normal.
	unusualRun = 4
)

// faults finds what counting went wrong in g, given normal volume and which slots are
// special, repairs g in place and says what it did.
func faults(queue lang.Text, g *grid, normal []float64, isSpecial []bool) []lang.Text {
	return append(outages(queue, g, normal, isSpecial), doubled(queue, g, normal, isSpecial)...)
}

// outages blanks runs of zeros where many contacts were to be expected.
func outages(queue lang.Text, g *grid, normal []float64, isSpecial []bool) (said []lang.Text) {
	for i := 0; i < len(g.y); {
		j, lost, unknown := i, 0.0, 0
		for ; j < len(g.y) && !isSpecial[j] && (g.y[j] == 0 || j > i && math.IsNaN(g.y[j]) && unknown < g.slots); j++ {
			if g.y[j] == 0 {
				lost += normal[j]
				unknown = 0
			} else {
				unknown++
			}
		}
		j -= unknown
		if lost >= outageExpected {
			for k := i; k < j; k++ {
				g.y[k] = math.NaN()
			}
			said = append(said, lang.F("%[1]s %[2]s：一条咨询也没有，而平时约有 %.0[3]f 条；视为系统故障或停业，不计入历史",
				"%[1]s %[2]s: no contacts where about %.0[3]f are normal; taken for an outage or a closure and left out", queue, g.span(i, j), lost))
		}
		i = max(j, i+1)
	}
	return said
}

// doubled halves runs of even counts of about twice the normal.
func doubled(queue lang.Text, g *grid, normal []float64, isSpecial []bool) (said []lang.Text) {
	for i := 0; i < len(g.y); {
		j, steps := i, 0
		y, b := 0.0, 0.0
		for ; j < len(g.y) && !isSpecial[j] && (math.IsNaN(g.y[j]) || math.Mod(g.y[j], 2) == 0); j++ {
			if g.y[j] > 0 {
				steps++
				y, b = y+g.y[j], b+normal[j]
			}
		}
		if steps >= doubledSteps && y > 1.6*b && y < 2.5*b {
			for k := i; k < j; k++ {
				g.y[k] /= 2
			}
			said = append(said, lang.F("%[1]s %[2]s：每个数都是偶数，且约为平时的 %.1[3]f 倍；视为重复导出，已减半",
				"%[1]s %[2]s: every count is even and about %.1[3]f times the normal; taken for a double export and halved", queue, g.span(i, j), y/b))
		}
		i = max(j, i+1)
	}
	return said
}

// unusual blanks days that stand out and that no event explains.
func unusual(queue lang.Text, g *grid, normal []float64, isSpecial []bool) (said []lang.Text) {
	ratio := make([]float64, g.days) // log of the day's volume to normal
	var known []float64
	for d := range ratio {
		y, b, steps := 0.0, 0.0, 0
		for s := range g.slots {
			if t := d*g.slots + s; !isSpecial[t] && !math.IsNaN(g.y[t]) && normal[t] > 0 {
				y, b = y+g.y[t], b+normal[t]
				steps++
			}
		}
		ratio[d] = math.NaN()
		if b >= 30 && steps*2 >= g.slots/2 {
			ratio[d] = math.Log((y + 0.5) / (b + 0.5))
			known = append(known, math.Abs(ratio[d]))
		}
	}
	if len(known) < 14 {
		return nil
	}
	sort.Float64s(known)
	limit := max(math.Log(unusualFactor), unusualSDs*1.4826*known[len(known)/2])
	odd := func(d int) int {
		switch {
		case d < 0 || d >= g.days || !(math.Abs(ratio[d]) > limit):
			return 0
		case ratio[d] > 0:
			return 1
		}
		return -1
	}
	for d := 0; d < g.days; {
		sign, e := odd(d), d+1
		if sign == 0 {
			d = e
			continue
		}
		for odd(e) == sign {
			e++
		}
		if e-d < unusualRun {
			for ; d < e; d++ {
				if weekly(odd, d) >= habitTimes {
					continue
				}
				for s := range g.slots {
					g.y[d*g.slots+s] = math.NaN()
				}
				said = append(said, lang.F("%[1]s %[2]s：全天约为平时的 %.1[3]f 倍，原因不明，不计入平时；若是活动，请填进活动表",
					"%[1]s %[2]s: the day is %.1[3]f times the normal for no known reason and left out; if it was a promotion, enter it as an event",
					queue, g.start+workcal.Date(d), math.Exp(ratio[d])))
			}
		}
		d = e
	}
	return said
}

// weekly counts in how many weeks in a row a day like day d was odd in the same way.
func weekly(odd func(d int) int, d int) int {
	n := 1
	for e := d - 7; odd(e) == odd(d); e -= 7 {
		n++
	}
	for e := d + 7; odd(e) == odd(d); e += 7 {
		n++
	}
	return n
}

// span prints the slots [i, j): 2026-11-03 10:00–14:00.
func (g *grid) span(i, j int) string {
	if g.start+workcal.Date(i/g.slots) == g.start+workcal.Date((j-1)/g.slots) {
		return g.when(i) + "–" + clock((j-1)%g.slots*g.step+g.step)
	}
	return g.when(i) + " – " + g.when(j)
}

func (g *grid) when(i int) string {
	return fmt.Sprintf("%v %s", g.start+workcal.Date(i/g.slots), clock(i%g.slots*g.step))
}

func clock(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }
