package design

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// nodes caps the exact search through one row; a row that needs more keeps the
// best that was found.
const nodes = 200_000

// shape is a template in the terms of the demand's grid.
type shape struct {
	covers []int // intervals, ascending
	paid   int
}

// row is the search for the cheapest cover of one day by a set of shapes.
type row struct {
	interval int
	shapes   []shape
	at       [][]int // [interval]: shapes that cover it
	need     []int   // heads still missing; negative where there are more than wanted
	missing  int     // head-intervals still missing
	cheapest float64 // paid minutes for one head-interval, of the most useful shape
	heads    []int
	paid     int

	best      []int
	bestPaid  int
	limit     int
	visited   int
	seen      map[string]int // by what is still missing: the least paid to get there
	key       []byte
	uncovered int // head-minutes that no shape covers
}

// evaluate finds how many people to put on each shape so that all of need that
// shapes cover is covered at the fewest paid minutes. It branches on the first
// interval that misses somebody: one of the shapes that cover it has to come;
// equal choices in another order are left out. What is paid so far and what the
// missing head-intervals must cost at least bound the search, which runs with
// the allowed waste doubling, so that a cover without waste is found without
// going through all that have some. What is still missing may be reached in many
// ways, of which only the cheapest is followed. exact is false where it was cut short; paid
// more than cutoff may be reported as any such figure.
func evaluate(need []int, shapes []shape, interval, cutoff int) (heads []int, paid, uncovered int, exact bool) {
	r := &row{interval: interval, shapes: shapes, need: slices.Clone(need), at: make([][]int, len(need)), heads: make([]int, len(shapes))}
	r.cheapest = float64(1 << 30)
	for s, shape := range shapes {
		for _, i := range shape.covers {
			r.at[i] = append(r.at[i], s)
		}
		if n := len(shape.covers); n > 0 {
			r.cheapest = min(r.cheapest, float64(shape.paid)/float64(n))
		}
	}
	for i, n := range r.need {
		if len(r.at[i]) == 0 {
			r.uncovered += max(0, n) * interval
			r.need[i] = 0
		}
		r.missing += max(0, r.need[i])
		// Whoever covers most of what follows is tried first.
		slices.SortStableFunc(r.at[i], func(a, b int) int { return cmp.Compare(len(shapes[b].covers), len(shapes[a].covers)) })
	}
	least := max(int(float64(r.missing)*r.cheapest+0.999), r.apart())
	if least > cutoff {
		return nil, least, r.uncovered, true
	}
	r.greedy()
	for waste := interval; r.bestPaid > least; waste *= 2 {
		r.limit = min(r.bestPaid-1, least+waste-interval, cutoff)
		top := r.limit
		r.seen = map[string]int{}
		r.branch(0, 0)
		if r.visited > nodes {
			return r.best, r.bestPaid, r.uncovered, false
		}
		if r.bestPaid <= top || top >= cutoff || top >= r.bestPaid-1 {
			break
		}
	}
	return r.best, r.bestPaid, r.uncovered, true
}

// apart returns paid minutes that any cover takes: of intervals of which no shape
// covers two, each head needs a shift of its own. They are picked where most
// heads are missing.
func (r *row) apart() (paid int) {
	if len(r.shapes) > 64 {
		return 0
	}
	order := make([]int, 0, len(r.need))
	for i, n := range r.need {
		if n > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(r.need[j], r.need[i]) })
	taken := uint64(0)
	for _, i := range order {
		these, least := uint64(0), 1<<30
		for _, s := range r.at[i] {
			these |= 1 << s
			least = min(least, r.shapes[s].paid)
		}
		if these&taken == 0 {
			taken |= these
			paid += r.need[i] * least
		}
	}
	return paid
}

// greedy finds a first cover: again and again the shape that takes most of what
// is missing for its pay.
func (r *row) greedy() {
	for r.missing > 0 {
		best, gain := -1, 0.0
		for s := range r.shapes {
			n := 0
			for _, i := range r.shapes[s].covers {
				if r.need[i] > 0 {
					n++
				}
			}
			if g := float64(n) / float64(r.shapes[s].paid); g > gain {
				best, gain = s, g
			}
		}
		r.put(best)
	}
	r.best, r.bestPaid = slices.Clone(r.heads), r.paid
	for s := range r.heads {
		for r.heads[s] > 0 {
			r.take(s)
		}
	}
}

func (r *row) put(s int) {
	r.heads[s]++
	r.paid += r.shapes[s].paid
	for _, i := range r.shapes[s].covers {
		if r.need[i] > 0 {
			r.missing--
		}
		r.need[i]--
	}
}

func (r *row) take(s int) {
	r.heads[s]--
	r.paid -= r.shapes[s].paid
	for _, i := range r.shapes[s].covers {
		r.need[i]++
		if r.need[i] > 0 {
			r.missing++
		}
	}
}

// branch tries the shapes that cover the first interval from i on that misses
// somebody, from the from-th on where the interval is i itself.
func (r *row) branch(i, from int) {
	if r.visited++; r.visited > nodes || float64(r.paid)+float64(r.missing)*r.cheapest > float64(r.limit)+1e-6 {
		return
	}
	first := i
	for first < len(r.need) && r.need[first] <= 0 {
		first++
	}
	if first == len(r.need) {
		r.best, r.bestPaid = slices.Clone(r.heads), r.paid
		r.limit = r.paid - 1
		return
	}
	if first != i || from == 0 {
		from = 0
		r.key = r.key[:0]
		for _, n := range r.need[first:] {
			r.key = binary.AppendUvarint(r.key, uint64(max(0, n)))
		}
		if paid, ok := r.seen[string(r.key)]; ok && paid <= r.paid {
			return
		}
		r.seen[string(r.key)] = r.paid
	}
	for k := from; k < len(r.at[first]); k++ {
		s := r.at[first][k]
		r.put(s)
		r.branch(first, k)
		r.take(s)
	}
}
