// Package solve is the optimiser: it finds the best roster of a
// [schedule.Problem] and a bound on how much better one could be.
package solve

import (
	"time"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Options configure a search. For the same problem, seed and iteration cap the result
// is the same, byte for byte, unless a time limit or cancellation ends the search. The
// number of workers does not matter.
type Options struct {
	TimeLimit  time.Duration    // 0 is none
	Iterations int              // cap on search iterations; 0 is none
	Seed       uint64           //
	Gap        float64          // end when no hard unit is left that need not be and (cost − bound) / cost is at most this; above 0, a small problem also ends once it no longer improves
	Workers    int              // 0 is all cores
	Start      *schedule.Roster // a roster to start from; may be nil
	Clock      func() time.Time // required with TimeLimit or Progress
	Progress   func(Progress)   // called a few times a second at most, never twice at once
}

// Progress is what is known during a search.
type Progress struct {
	Best    schedule.Score
	Bound   schedule.Score // no roster has a lower score
	Elapsed time.Duration
	Phase   lang.Text
}

// Status says how a search ended.
type Status string

const (
	Optimal   Status = "optimal"    // nothing better exists
	WithinGap Status = "within-gap" // proved to be within Options.Gap of the best
	Stopped   Status = "stopped"    // by time, iterations or cancellation
)

// Result is the best roster found. There always is one: where hard rules cannot all
// hold, Score.Hard is positive and Reasons name the conflicts.
type Result struct {
	Roster     *schedule.Roster
	Score      schedule.Score
	Bound      schedule.Score // no roster scores lower; Score of the roster when Optimal
	Kept       schedule.Score // no roster that keeps the hard rules of all who can keep them scores lower; only such are searched
	Status     Status
	Reasons    []lang.Text
	Iterations int
	Elapsed    time.Duration

	// CoverDuals is, for each row of Problem.Cover, what one more head there would
	// save, in units of cost; nil where the search computed none.
	CoverDuals []float64
}

// Gap returns (cost − bound) / cost, 0 when proved optimal, and 1 when hard
// rules are broken without proof that they must be.
func (r *Result) Gap() float64 {
	switch {
	case r.Status == Optimal || r.Score == r.Bound:
		return 0
	case r.Score.Hard > r.Bound.Hard || r.Score.Cost <= 0:
		return 1
	}
	return float64(r.Score.Cost-max(0, r.Bound.Cost)) / float64(r.Score.Cost)
}
