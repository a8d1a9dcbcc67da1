package solve

// way tells what a counter has gained before each day, and at the end, on the way that
// a lane follows.
type way func(counter int) []int

// along returns the primary's gains allowed before each day of w, which has all days,
// in its unit; nil where w has no lane.
func (w *window) along(axes []axis) (out []span) {
	if w.lane == nil || w.primary < 0 {
		return nil
	}
	unit := axes[0].unit
	slack := laneDays * max(1, w.m.most(&w.m.people[w.person].counters[w.primary])/w.m.days) / unit
	for _, gain := range w.lane(w.primary) {
		out = append(out, span{gain/unit - slack, gain/unit + slack})
	}
	return out
}

// laneDays is how many days' worth the sum may be ahead or behind.
const laneDays = 5
