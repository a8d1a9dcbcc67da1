package staffing

import "paiban/internal/lang"

// rounding is how near to a full load counts as full: 100 contacts of 180 s in
// 30 minutes are 10 erlangs, though their product is a little less.
const rounding = 1e-12

// ErlangB returns the share of contacts lost where load erlangs meet so many
// lines and nobody waits (A. K. Erlang, 1917). The recursion runs on 1/B, which
// neither overflows nor cancels. Time is linear in lines.
func ErlangB(load float64, lines int) float64 {
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

// ErlangC returns the probability that a contact waits where load erlangs meet
// so many agents and everybody waits until served. It is an error where the load
// is not below the agents: the queue then grows without end.
func ErlangC(load float64, agents int) (float64, error) {
	if load >= float64(agents)*(1-rounding) {
		return 0, lang.Errorf("%d 人接不住 %s 厄兰的负荷", "%d agents cannot keep up with a load of %s erlangs", agents, short(load))
	}
	b := ErlangB(load, agents)
	return b / (1 - load/float64(agents)*(1-b)), nil
}
