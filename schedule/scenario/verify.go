package scenario

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Check is a plan played on weeks of its own, which had no part in finding it.
type Check struct {
	Weeks    int     `json:"weeks"`
	OnTarget int     `json:"on_target"` // weeks in which the queue with the worst result reached its target and lost no more customers than may be
	AtLeast  float64 `json:"at_least"`  // the share of such weeks among all that may come, at least; see [wrongly]
}

// wrongly is the chance that any plan is offered whose share of weeks on target is below
// what its check says. It is shared evenly among all looks at all plans that may be
// checked, so that neither looking early nor trying again flatters (Bonferroni).
const wrongly = .05

// looks are how many weeks of a check are played before each look at it: few are enough
// for a plan that is much better or worse than asked for.
var looks = []int{100, 200, 600}

// checks is how many plans are checked at most.
const checks = 5

// atLeast is the one-sided lower bound of Clopper and Pearson (1934) for a share of which
// k of n were seen; it is wrong with the chance alpha at most.
func atLeast(k, n int, alpha float64) float64 {
	if k == 0 {
		return 0
	}
	return distuv.Beta{Alpha: float64(k), Beta: float64(n-k) + 1}.Quantile(alpha)
}

// check plays turns on weeks of their own until the bound reaches the confidence asked
// for, or fewer weeks than asked for are on target. The outcome is that of the last weeks
// played. try numbers the plans checked; each has other weeks.
func (s *seeker) check(turns []Turn, try int) (*Outcome, Check, error) {
	var c Check
	missed := make([]int, len(s.c.Input.Queues))
	var o *Outcome
	for look, weeks := range looks {
		opt := s.opt
		opt.Replications = weeks
		// Seeds are mixed before use: any other number gives other weeks.
		opt.Seed += 1_000_003 * uint64(1+try*len(looks)+look)
		var err error
		if o, err = s.c.outcome(s.ctx, turns, opt); err != nil {
			return nil, c, err
		}
		for q := range o.Queues {
			missed[q] += int(math.Round(o.Queues[q].Missed * float64(weeks)))
		}
		c.Weeks += weeks
		c.OnTarget = c.Weeks - slices.Max(missed)
		c.AtLeast = atLeast(c.OnTarget, c.Weeks, wrongly/float64(checks*len(looks)))
		if c.AtLeast >= s.confidence || float64(c.OnTarget) < s.confidence*float64(c.Weeks) {
			break
		}
	}
	return o, c, nil
}

// verified looks for the first plan whose check holds: that of o, then of plans that buy
// more, each on target in more of the weeks in which the search looks, in the end
// everything of all. best is nil where no check holds; the last one tells how far it was.
func (s *seeker) verified(p *planner, o *Outcome, all []Turn) (best *Outcome, last Check, err error) {
	turns := all
	if o != nil {
		turns = o.Turns
	}
	for try := range checks {
		if best, last, err = s.check(turns, try); err != nil || last.AtLeast >= s.confidence {
			return best, last, err
		}
		s.aim = 1 - (1-s.aim)/2
		more := p.extend(turns, reserves[len(reserves)-1])
		if len(more) == len(turns) {
			break
		}
		if turns, err = s.longer(turns, more, try == checks-2); err != nil {
			return nil, last, err
		}
	}
	return nil, last, nil
}

// longer returns the shortest part of more, which begins with turns, that is longer than
// turns and keeps the promise in the weeks of the search. Where none does it is a quarter
// of the way, and all of more where it is the last chance.
func (s *seeker) longer(turns, more []Turn, last bool) ([]Turn, error) {
	if last {
		return more, nil
	}
	low, high, found := len(turns), len(more), false
	for high-low > 1 {
		mid := (low + high) / 2
		if o, err := s.keeps(more[:mid]); err != nil {
			return nil, err
		} else if o != nil {
			high, found = mid, true
		} else {
			low = mid
		}
	}
	if !found {
		high = len(turns) + (len(more)-len(turns)+3)/4
	}
	return more[:high], nil
}
