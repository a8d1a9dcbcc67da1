package staffing

// rounding is how near to a full load counts as full: 100 contacts of 180 s in
// 30 minutes are 10 erlangs, though their product is a little less.
const rounding = 1e-12

// erlangB returns the share of contacts lost where load erlangs meet a number of
// lines and nobody waits (A. K. Erlang, 1917). The recursion runs on 1/B, which
// neither overflows nor cancels. Time is linear in lines.
func erlangB(load float64, lines int) float64 {
	if load <= 0 {
		if lines == 0 {
			return 1
		}
		return 0
	}
	inverse := 1.0
	for n := 1; n <= lines; n++ {
		inverse = 1 + inverse*float64(n)/load
	}
	return 1 / inverse
}

// erlangC returns the probability that a contact waits where load erlangs meet a
// number of agents and everybody waits until served; false where the load is not
// below the agents, so that the queue grows without end.
func erlangC(load float64, agents int) (wait float64, ok bool) {
	if load >= float64(agents)*(1-rounding) {
		return 0, false
	}
	b := erlangB(load, agents)
	return b / (1 - load/float64(agents)*(1-b)), true
}
