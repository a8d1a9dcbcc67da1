package pricing

// Trajectory returns the gains of a counter before each day, and at the end, along some
// cells that a corridor surrounds.
type Trajectory func(counter int) []int

// corridorRanges returns the allowed gains of the primary counter before each day of w,
// in its unit. w must span the horizon. The result is nil where w has no corridor.
func (w *Network) corridorRanges(axes []dimension) (out []gainSpan) {
	if w.corridor == nil || w.primary < 0 {
		return nil
	}
	unit := axes[0].unit
	slack := corridorDays * max(1, w.model.MaxGain(&w.model.People[w.Person].Counters[w.primary])/w.model.Days) / unit
	for _, gain := range w.corridor(w.primary) {
		out = append(out, gainSpan{gain/unit - slack, gain/unit + slack})
	}
	return out
}

// corridorDays is how many days' worth the sum may be above or below the trajectory.
const corridorDays = 5
