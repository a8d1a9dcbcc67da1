package staffing

import "math"

// Turns is the turn level: an agent with K open chats answers one message at a
// time, first come first served, in exponential time of mean S; the customer
// writes again after an exponential time of mean Z. That is the closed queue
// M/M/1//K (the machine repairman, C. Palm 1947), solved by mean value analysis
// (M. Reiser and S. Lavenberg, 1980).
type Turns struct {
	Reply      float64 // R, mean time from a message to its answer, waiting included
	Throughput float64 // X, answers per second
	Busy       float64 // share of time the agent writes
	ahead      []float64
	s          float64
}

// NewTurns solves the turn level for k chats, k ≥ 1, typing > 0, think ≥ 0.
// Time is linear in k.
func NewTurns(k int, typing, think float64) Turns {
	t := Turns{s: typing}
	q := 0.0 // mean messages at the agent with one chat fewer
	for i := 1; i <= k; i++ {
		t.Reply = typing * (1 + q)
		t.Throughput = float64(i) / (t.Reply + think)
		q = t.Throughput * t.Reply
	}
	t.Busy = t.Throughput * typing
	// By the arrival theorem a message finds the agent as a queue of k−1 chats
	// leaves it: p_j ∝ (k−1)!/(k−1−j)! · (S/Z)^j for j messages ahead. Built from
	// the far end, so that Z = 0 (all of them ahead, always) is no special case.
	t.ahead = make([]float64, k)
	w, sum := 1.0, 0.0
	for j := k - 1; j >= 0; j-- {
		t.ahead[j] = w
		sum += w
		w *= think / typing / float64(k-j)
	}
	for j := range t.ahead {
		t.ahead[j] /= sum
	}
	return t
}

// Within returns the probability that a message is answered within so many
// seconds: with j ahead of it, that at least j+1 answers are written by then.
func (t Turns) Within(seconds float64) float64 {
	if seconds <= 0 {
		return 0
	}
	x := seconds / t.s
	// term is the Poisson probability of j, below of at most j, answers.
	late, term, below := 0.0, math.Exp(-x), 0.0
	for j, p := range t.ahead {
		if j > 0 {
			term *= x / float64(j)
		}
		below += term
		late += p * below
	}
	return max(0, 1-late)
}
