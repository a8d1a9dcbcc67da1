package solve

import "paiban/schedule"

// part is a rule that remembers: a small automaton over the days of one person.
// Charges are made as early as they are certain, so that a hard rule prunes.
type part interface {
	// id orders parts and tells them apart; people share a part by its id.
	id() int
	// sig tells cells apart: cells of equal sig move every state alike.
	sig(cell int) string
	// begin returns the state before day 0 of person i and what the past has
	// already spent.
	begin(i int) (state int32, spent schedule.Score)
	// step returns the state after working cell on day, and its charge.
	step(state int32, day, cell int) (int32, schedule.Score)
	// end charges the state after the last day.
	end(state int32) schedule.Score
}

// finite reports whether a maximum can ever bind.
func finite(n int) bool { return n < schedule.NoMax }

// over returns what n costs above the maxima of b, under what it costs below the
// minima.
func over(b schedule.Bound, n int) schedule.Score {
	b.HardMin, b.SoftMin = 0, 0
	h, c := b.Judge(n)
	return schedule.Score{Hard: h, Cost: c}
}

func under(b schedule.Bound, n int) schedule.Score {
	b.HardMax, b.SoftMax = schedule.NoMax, schedule.NoMax
	h, c := b.Judge(n)
	return schedule.Score{Hard: h, Cost: c}
}

func sub(a, b schedule.Score) schedule.Score {
	return schedule.Score{Hard: a.Hard - b.Hard, Cost: a.Cost - b.Cost}
}

// top is the value from which on b charges every unit alike.
func top(b schedule.Bound) int {
	t := max(b.HardMin, b.SoftMin)
	if finite(b.SoftMax) && b.OverCost > 0 {
		t = max(t, b.SoftMax)
	}
	if finite(b.HardMax) {
		t = max(t, b.HardMax)
	}
	return t
}
