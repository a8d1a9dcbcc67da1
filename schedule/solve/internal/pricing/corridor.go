package pricing

// Trajectory tells what a counter has gained before each day, and at the end, on the way that
// a lane follows.
type Trajectory func(counter int) []int

// corridorRanges returns the primary's gains allowed before each day of w, which has all days,
// in its unit; nil where w has no lane.
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

// corridorDays is how many days' worth the sum may be ahead or behind.
const corridorDays = 5
