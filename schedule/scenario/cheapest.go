package scenario

import (
	"cmp"
	"context"
	"slices"

	"paiban/schedule/simulate"
)

// reserves are the multiples of the requirement up to which [Cheapest] adds turns: a
// requirement is for the forecast, a stated confidence needs more.
var reserves = []float64{1, 1.5, 2, 3}

// Point is one plan on the frontier from no additions to all of them.
type Point struct {
	Turns      int     `json:"turns"`
	Cost       float64 `json:"cost"`
	Queues     []Queue `json:"queues"`
	Confidence float64 `json:"confidence"` // that every queue reaches its target and loses no more customers than may be
	PerPoint   float64 `json:"per_point"`  // yuan for each further point of reply rate since the point before, of the queue that is worst there; 0 where it did not rise
}

// Frontier is what more money buys.
type Frontier struct {
	Points []Point  `json:"points"`
	Best   *Outcome `json:"best"`  // the cheapest found that keeps the promise, as played in its check; nil where none is known
	Check  *Check   `json:"check"` // of Best, or of the last plan that was checked in vain
}

// points is how many plans of the frontier are simulated.
const points = 7

// How many plans without some turns, and with a cheaper turn in the place of
// another, are simulated.
const (
	trims = 12
	swaps = 6
)

// Cheapest finds the cheapest plan that keeps the promise, every queue on target, with no
// more customers lost than may be, with the confidence given. A plan that is picked in some weeks looks better in these than it is:
// the one offered is therefore played again in weeks of its own and must keep the promise
// there, by a lower bound. Where it does not, more is bought, or none is offered.
//
// The search looks along the order in which [Evaluate] adds turns, and beyond the
// requirement, for the first plan in which every queue is on target in enough of its
// weeks: half as many may miss as the promise lets, or as many where no plan does better. It then removes turns that are not needed, the most expensive
// first and many at once where possible; tries plans without each source; and
// replaces turns by cheaper ones. It does not prove that no other mix is cheaper.
func Cheapest(ctx context.Context, c *Case, confidence float64, opt simulate.Options) (*Frontier, error) {
	p, err := newPlanner(c)
	if err != nil {
		return nil, err
	}
	s := &seeker{ctx: ctx, c: c, confidence: confidence, aim: 1 - (1-confidence)/2, opt: opt}
	all := p.all()
	f, err := s.search(p, all)
	if err != nil {
		return nil, err
	}
	if f.Best == nil && f.Points[len(f.Points)-1].Confidence < confidence {
		return f, nil
	}
	if f.Best == nil {
		s.aim = confidence
		if f, err = s.search(p, all); err != nil {
			return nil, err
		}
	}
	f.Check = &Check{}
	f.Best, *f.Check, err = s.verified(p, f.Best, all)
	return f, err
}

// search returns the frontier along all and the cheapest plan that is on target in enough
// weeks of the search.
func (s *seeker) search(p *planner, all []Turn) (*Frontier, error) {
	c, ctx, opt := s.c, s.ctx, s.opt
	f := &Frontier{}
	low, high := -1, len(all)+1 // the last plan that fails and the first that keeps the promise
	for _, n := range stops(len(all)) {
		o, err := c.outcome(ctx, all[:n], opt)
		if err != nil {
			return nil, err
		}
		f.add(o)
		if high > len(all) {
			if s.enough(o) {
				high, f.Best = n, o
			} else {
				low = n
			}
		}
	}
	if f.Best == nil {
		return f, nil
	}
	var err error
	if f.Best, err = s.shortest(p, all, low, f.Best); err != nil {
		return nil, err
	}
	for i := range c.Sources {
		if f.Best, err = s.withoutSource(i, f.Points[0].Cost, f.Best); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// all lists everything that is worth adding, the best first.
func (p *planner) all() (turns []Turn) {
	for _, r := range reserves {
		turns = p.extend(turns, r)
	}
	return turns
}

// shortest returns the shortest prefix of turns that keeps the promise, made cheaper
// where possible. It is longer than low and at most as long as that of o, which keeps
// it.
func (s *seeker) shortest(p *planner, turns []Turn, low int, o *Outcome) (*Outcome, error) {
	for high := len(o.Turns); high-low > 1; {
		mid := (low + high) / 2
		if less, err := s.keeps(turns[:mid]); err != nil {
			return nil, err
		} else if less != nil {
			high, o = mid, less
		} else {
			low = mid
		}
	}
	o, err := s.trim(o)
	if err != nil {
		return nil, err
	}
	return s.swap(p, o)
}

// withoutSource looks for a plan without source i that costs less than best; base
// is what the case costs without additions.
func (s *seeker) withoutSource(i int, base float64, best *Outcome) (*Outcome, error) {
	used := slices.ContainsFunc(best.Turns, func(t Turn) bool { return t.Source == i })
	if !used || len(s.c.Sources) == 1 {
		return best, nil
	}
	c := *s.c
	c.Sources = slices.Clone(c.Sources)
	c.Sources[i].Heads, c.Sources[i].Longest = 0, 0
	p, err := newPlanner(&c)
	if err != nil {
		return nil, err
	}
	turns := p.all()
	n := 0
	for n < len(turns) && base+c.yuan(turns[:n+1]) < best.Total {
		n++
	}
	o, err := s.keeps(turns[:n])
	if err != nil || o == nil {
		return best, err
	}
	if o, err = s.shortest(p, turns, -1, o); err != nil || o.Total >= best.Total {
		return best, err
	}
	return o, nil
}

// seeker tries plans of a case.
type seeker struct {
	ctx        context.Context
	c          *Case
	confidence float64 // asked for
	aim        float64 // share of the weeks of the search that must be on target
	opt        simulate.Options
}

func (s *seeker) enough(o *Outcome) bool { return o.Confidence() >= s.aim }

// keeps returns the outcome of turns where they keep the promise, else nil. It gives
// a plan up that has failed too often after a quarter of the replications.
func (s *seeker) keeps(turns []Turn) (*Outcome, error) {
	first := s.opt
	first.Replications /= 4
	if first.Replications >= 2 {
		o, err := s.c.outcome(s.ctx, turns, first)
		if err != nil {
			return nil, err
		}
		failed := (1 - o.Confidence()) * float64(first.Replications)
		if failed > (1-s.aim)*float64(s.opt.Replications)+.5 {
			return nil, nil
		}
	}
	o, err := s.c.outcome(s.ctx, turns, s.opt)
	if err != nil || !s.enough(o) {
		return nil, err
	}
	return o, nil
}

// trim leaves out turns of o that are not needed: parts of the list from the most
// expensive on, first halves of it, in the end single turns.
func (s *seeker) trim(o *Outcome) (*Outcome, error) {
	tries := 0
	for size := (len(o.Turns) + 1) / 2; size > 0 && tries < trims; {
		spared := false
		for at := 0; at < len(o.Turns) && tries < trims; {
			rest, sound := s.c.without(o.Turns, at, at+size)
			if sound {
				tries++
				less, err := s.keeps(rest)
				if err != nil {
					return nil, err
				}
				if less != nil && less.Total < o.Total { // a day that is paid for anyway stays
					o, spared = less, true
					continue
				}
			}
			at += size
		}
		if size == 1 && !spared {
			break
		}
		size = max(1, size/2)
	}
	return o, nil
}

// swap replaces turns of o by cheaper ones of the same day, the most expensive turns
// first. Of the turns offered it tries the two that cover most.
func (s *seeker) swap(p *planner, o *Outcome) (*Outcome, error) {
	tries := 0
	for i := 0; i < len(o.Turns) && tries < swaps; i++ {
		rest, sound := s.c.without(o.Turns, i, i+1)
		if !sound {
			continue
		}
		gone := o.Turns[byPrice(o.Turns)[i]]
		short := p.short(rest, reserves[len(reserves)-1])
		offers := slices.DeleteFunc(p.offers(rest), func(t Turn) bool { return t.Day != gone.Day || t.Price >= gone.Price })
		slices.SortStableFunc(offers, func(a, b Turn) int {
			return cmp.Or(cmp.Compare(p.gain(short, &b, false), p.gain(short, &a, false)), cmp.Compare(a.Price, b.Price))
		})
		for _, t := range offers[:min(2, len(offers))] {
			tries++
			less, err := s.keeps(append(slices.Clone(rest), t))
			if err != nil {
				return nil, err
			}
			if less != nil && less.Total < o.Total {
				o = less
				i-- // the list has changed
				break
			}
		}
	}
	return o, nil
}

// byPrice returns the indexes of turns, the most expensive first.
func byPrice(turns []Turn) []int {
	rank := make([]int, len(turns))
	for i := range rank {
		rank[i] = i
	}
	slices.SortStableFunc(rank, func(a, b int) int { return cmp.Compare(turns[b].Price, turns[a].Price) })
	return rank
}

// without returns turns in their order, except those of the ranks [from, to) by
// price, and whether the rest is sound: overtime that lengthens other overtime
// cannot stand alone.
func (c *Case) without(turns []Turn, from, to int) (rest []Turn, sound bool) {
	dropped := byPrice(turns)[from:min(to, len(turns))]
	want := worked(c.Input.Agents)
	for i := range turns {
		if !slices.Contains(dropped, i) {
			rest = append(rest, turns[i])
			for _, g := range turns[i].Spans {
				want += g.Len()
			}
		}
	}
	return rest, worked(c.with(rest).Agents) == want
}

// worked returns the minutes of all segments of agents.
func worked(agents []simulate.Agent) (minutes int) {
	for _, a := range agents {
		for _, g := range a.Segments {
			minutes += g.Len()
		}
	}
	return minutes
}

// Confidence returns the share of replications in which the queue with the worst
// result reaches its target and loses no more customers than may be.
func (o *Outcome) Confidence() float64 {
	worst := 1.0
	for _, q := range o.Queues {
		worst = min(worst, 1-q.Missed)
	}
	return worst
}

func (f *Frontier) add(o *Outcome) {
	p := Point{Turns: len(o.Turns), Cost: o.Total, Queues: o.Queues, Confidence: o.Confidence()}
	if n := len(f.Points); n > 0 {
		last := &f.Points[n-1]
		q := worst(last.Queues)
		if rise := 100 * (p.Queues[q].Reply.Mean - last.Queues[q].Reply.Mean); rise > 0 {
			p.PerPoint = (p.Cost - last.Cost) / rise
		}
	}
	f.Points = append(f.Points, p)
}
