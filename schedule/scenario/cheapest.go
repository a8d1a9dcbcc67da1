package scenario

import (
	"context"

	"paiban/schedule/simulate"
)

// reserve is how far beyond the requirement [Cheapest] goes on adding: a
// requirement is reckoned for the forecast, a stated confidence asks for more.
const reserve = 1.5

// Point is one plan on the frontier from no additions to all of them.
type Point struct {
	Turns      int     `json:"turns"`
	Cost       float64 `json:"cost"`
	Queues     []Queue `json:"queues"`
	Confidence float64 `json:"confidence"` // that every queue reaches its target
	PerPoint   float64 `json:"per_point"`  // yuan for each further point of reply rate since the point before, of the queue that is worst there; 0 where it did not rise
}

// Frontier is what more money buys.
type Frontier struct {
	Points []Point  `json:"points"`
	Best   *Outcome `json:"best"` // the cheapest that keeps the promise; nil where none does
}

// points is how many plans of the frontier are simulated at first.
const points = 9

// Cheapest looks along the order in which [Evaluate] adds turns, and beyond the
// requirement, for the first plan in which every queue reaches its target with
// the confidence asked for. It is the cheapest of that order, which is not
// proved to be the cheapest of all.
func Cheapest(ctx context.Context, c *Case, confidence float64, opt simulate.Options) (*Frontier, error) {
	p, err := newPlanner(c)
	if err != nil {
		return nil, err
	}
	all := p.extend(p.fill(1), reserve)
	tried := map[int]*Outcome{}
	try := func(n int) (*Outcome, error) {
		if tried[n] == nil {
			o, err := c.outcome(ctx, all[:n], opt)
			if err != nil {
				return nil, err
			}
			tried[n] = o
		}
		return tried[n], nil
	}
	f := &Frontier{}
	low, high := -1, -1 // the last plan that fails and the first that keeps the promise
	for k := range points {
		n := len(all) * k / (points - 1)
		if k > 0 && n == len(all)*(k-1)/(points-1) {
			continue
		}
		o, err := try(n)
		if err != nil {
			return nil, err
		}
		f.add(o)
		if o.Confidence() >= confidence && high < 0 {
			high = n
		} else if high < 0 {
			low = n
		}
	}
	if high < 0 {
		return f, nil
	}
	for high-low > 1 {
		mid := (low + high) / 2
		o, err := try(mid)
		if err != nil {
			return nil, err
		}
		if o.Confidence() >= confidence {
			high = mid
		} else {
			low = mid
		}
	}
	f.Best = tried[high]
	return f, nil
}

// Confidence returns the share of replications in which the queue that fares
// worst reaches its target.
func (o *Outcome) Confidence() float64 {
	worst := 1.0
	for _, q := range o.Queues {
		worst = min(worst, 1-q.MissTarget)
	}
	return worst
}

func (f *Frontier) add(o *Outcome) {
	p := Point{Turns: len(o.Turns), Cost: o.Total, Queues: o.Queues, Confidence: o.Confidence()}
	if n := len(f.Points); n > 0 {
		last := &f.Points[n-1]
		worst := 0
		for q := range last.Queues {
			if last.Queues[q].Reply.Mean-last.Queues[q].Target < last.Queues[worst].Reply.Mean-last.Queues[worst].Target {
				worst = q
			}
		}
		if rise := 100 * (p.Queues[worst].Reply.Mean - last.Queues[worst].Reply.Mean); rise > 0 {
			p.PerPoint = (p.Cost - last.Cost) / rise
		}
	}
	f.Points = append(f.Points, p)
}
