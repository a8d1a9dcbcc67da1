package forecast

import "math"

// Simple forecasts, last week and the mean of some weeks, guard the blend: they have
// weight only where, at the origins, they missed about as little as the blend of the
// other members, and most of it where they missed less. So no blend is much worse than
// what a planner makes of a table.

// guardSharpness is the power of the inverse error by which the blend and the simple
// forecasts are weighted against each other: 10% more error leaves a tenth.
const guardSharpness = 24

// guardHandicap is what the error of a simple forecast is multiplied by: the blend of
// many is the safer choice where both missed alike.
const guardHandicap = 1.1

// simple is a member that guards the blend.
type simple interface{ guards() bool }

func guards(m member) bool {
	s, ok := m.(simple)
	return ok && s.guards()
}

// guarded returns w, the weights of the other members in band g by all origins but skip,
// with what simple ones take of it.
func (r *rolling) guarded(w []float64, g, skip int) []float64 {
	var own float64
	errors := make([]float64, len(r.now)) // of simple members
	fresh, n := r.fresh(), 0.0
	for o, at := range r.origins {
		if o == skip || r.count[g][o] == 0 {
			continue
		}
		first := 0
		if g > 0 {
			first = r.ends[g-1]
		}
		for i := first; i < r.ends[g] && at+i < len(r.s.y); i++ {
			v, ok := r.blended(w, o, i)
			if !ok || !r.s.observed(at+i) {
				continue
			}
			n += fresh[o]
			own += fresh[o] * math.Abs(r.s.y[at+i]-v)
			for m, simple := range r.simple {
				switch {
				case !simple:
				case r.past[m][o] == nil:
					errors[m] = math.Inf(1)
				default:
					errors[m] += guardHandicap * fresh[o] * math.Abs(r.s.y[at+i]-r.past[m][o][i])
				}
			}
		}
	}
	if n == 0 {
		if g > 0 {
			return r.guarded(w, g-1, skip)
		}
		return w
	}
	best := own
	for m, simple := range r.simple {
		if simple {
			best = min(best, errors[m])
		}
	}
	tiny := 1e-9 * n
	share := func(e float64) float64 { return math.Pow((best+tiny)/(e+tiny), guardSharpness) }
	total := share(own)
	for m, simple := range r.simple {
		if simple {
			total += share(errors[m])
		}
	}
	out := make([]float64, len(w))
	for m := range w {
		out[m] = w[m] * share(own) / total
		if r.simple[m] {
			out[m] = share(errors[m]) / total
		}
	}
	return out
}
