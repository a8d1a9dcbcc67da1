package design

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// few is how many sets are judged exhaustively rather than searched.
const few = 5000

// search looks for the best set among a pool of templates.
type search struct {
	ctx      context.Context
	interval int
	rows     [][]int // different ones
	times    []int   // how often each occurs
	first    []int   // row of the demand that each is
	index    []int   // of each row of the demand
	pool     []Template
	shapes   []shape
	budget   int
	today    int // how many of the pool, from the first, are in use today
}

// value is what a set is worth; less is better.
type value struct{ uncovered, paid, templates, fresh int }

func (v value) less(w value) bool { return v.compare(w) < 0 }

func (v value) compare(w value) int {
	return cmp.Or(cmp.Compare(v.uncovered, w.uncovered), cmp.Compare(v.paid, w.paid), cmp.Compare(v.templates, w.templates), cmp.Compare(v.fresh, w.fresh))
}

var worst = value{uncovered: math.MaxInt}

func newSearch(d Demand, pool []Template, budget int) *search {
	s := &search{ctx: context.Background(), interval: d.Interval, pool: pool, budget: budget}
	for r, row := range d.Rows {
		k := slices.IndexFunc(s.first, func(f int) bool { return slices.Equal(d.Rows[f], row) && alike(pool, f, r) })
		if k < 0 {
			k = len(s.rows)
			s.rows, s.times, s.first = append(s.rows, row), append(s.times, 0), append(s.first, r)
		}
		s.times[k]++
		s.index = append(s.index, k)
	}
	for _, t := range pool {
		s.shapes = append(s.shapes, shape{covers: d.covers(t), paid: t.Paid})
	}
	return s
}

// alike reports whether the same templates may be worked on two rows.
func alike(pool []Template, a, b int) bool {
	for _, t := range pool {
		if t.Rows != nil && t.Rows[a] != t.Rows[b] {
			return false
		}
	}
	return true
}

// of returns the shapes of a set on a row; what may not be worked then covers
// nothing.
func (s *search) of(set []int, k int) []shape {
	out := make([]shape, len(set))
	for n, t := range set {
		out[n] = s.shapes[t]
		if rows := s.pool[t].Rows; rows != nil && !rows[s.first[k]] {
			out[n].covers = nil
		}
	}
	return out
}

// judge values a set; a value that is not less than best may be returned as
// soon as that is sure.
func (s *search) judge(set []int, best value) value {
	v := value{templates: len(set)}
	for _, t := range set {
		if t >= s.today {
			v.fresh++
		}
	}
	if s.budget > 0 {
		p := s.plan(set)
		v.uncovered, v.paid = p.Uncovered, p.Paid
		return v
	}
	shapes := make([][]shape, len(s.rows))
	for k, row := range s.rows {
		shapes[k] = s.of(set, k)
		reach := make([]bool, len(row))
		for _, sh := range shapes[k] {
			for _, i := range sh.covers {
				reach[i] = true
			}
		}
		for i, n := range row {
			if !reach[i] {
				v.uncovered += n * s.interval * s.times[k]
			}
		}
	}
	if v.uncovered > best.uncovered {
		return worst
	}
	for k, row := range s.rows {
		cutoff := math.MaxInt32
		if v.uncovered == best.uncovered {
			if cutoff = (best.paid - v.paid) / s.times[k]; cutoff < 0 {
				return worst
			}
		}
		_, paid, _, _ := evaluate(row, shapes[k], s.interval, cutoff)
		v.paid += paid * s.times[k]
	}
	return v
}

// plan puts people on the templates of a set, within the budget.
func (s *search) plan(set []int) Plan {
	p := Plan{Exact: true}
	for _, t := range set {
		p.Templates = append(p.Templates, s.pool[t])
	}
	shapes := make([][]shape, len(s.rows))
	done := make([][]int, len(s.rows))
	for k, row := range s.rows {
		shapes[k] = s.of(set, k)
		heads, _, _, exact := evaluate(row, shapes[k], s.interval, math.MaxInt32)
		done[k] = heads
		p.Exact = p.Exact && exact
	}
	spare := make([][]int, len(s.index)) // heads above the demand, by row of it
	for r, k := range s.index {
		heads := slices.Clone(done[k])
		p.Heads = append(p.Heads, heads)
		spare[r] = make([]int, len(s.rows[k]))
		for i, n := range s.rows[k] {
			spare[r][i] = -n
		}
		for t, n := range heads {
			p.Paid += n * shapes[k][t].paid
			for _, i := range shapes[k][t].covers {
				spare[r][i] += n
			}
		}
	}
	for s.budget > 0 && p.Paid > s.budget {
		if !s.trim(&p, shapes, spare) {
			break
		}
	}
	for _, row := range spare {
		for _, n := range row {
			p.Uncovered += max(0, -n) * s.interval
		}
	}
	return p
}

// trim takes away the shift that covers least for its pay.
func (s *search) trim(p *Plan, shapes [][]shape, spare [][]int) bool {
	row, shift, least := -1, -1, math.Inf(1)
	for r, heads := range p.Heads {
		shapes := shapes[s.index[r]]
		for t, n := range heads {
			if n == 0 {
				continue
			}
			loss := 0
			for _, i := range shapes[t].covers {
				if spare[r][i] <= 0 {
					loss++
				}
			}
			if g := float64(loss) / float64(shapes[t].paid); g < least {
				row, shift, least = r, t, g
			}
		}
	}
	if row < 0 {
		return false
	}
	p.Heads[row][shift]--
	taken := shapes[s.index[row]][shift]
	p.Paid -= taken.paid
	for _, i := range taken.covers {
		spare[row][i]--
	}
	return true
}

// best returns the best set of at most most templates that is found.
func (s *search) best(most int) []int {
	if most < 1 || len(s.rows) == 0 {
		return nil
	}
	if sets(len(s.pool), most) <= few {
		return s.all(most)
	}
	return s.improve(most)
}

// sets returns how many sets of 1 … k of n things there are, at most few + 1.
func sets(n, k int) int {
	total, c := 0, 1
	for i := 1; i <= k; i++ {
		c = c * (n - i + 1) / i
		if total += c; total > few || c > few {
			return few + 1
		}
	}
	return total
}

// all judges every set.
func (s *search) all(most int) []int {
	best, found := worst, []int(nil)
	var set []int
	var grow func(from int)
	grow = func(from int) {
		for t := from; t < len(s.pool); t++ {
			set = append(set, t)
			if v := s.judge(set, best); v.less(best) {
				best, found = v, slices.Clone(set)
			}
			if len(set) < most {
				grow(t + 1)
			}
			set = set[:len(set)-1]
		}
	}
	grow(0)
	return found
}

// improve grows sets from several starts and exchanges templates for as long as
// that helps.
func (s *search) improve(most int) []int {
	best, found := worst, []int(nil)
	keep := func(set []int, v value) {
		if v.less(best) {
			best, found = v, set
		}
	}
	var today []int
	for t := range s.today {
		today = append(today, t)
	}
	if len(today) > 0 && len(today) <= most {
		keep(today, s.judge(today, worst))
		keep(s.climb(today, most))
	}
	keep(s.climb(nil, most))
	// Each template of the best set alone is another start.
	for _, t := range slices.Clone(found) {
		if s.ctx.Err() != nil {
			break
		}
		keep(s.climb([]int{t}, most))
	}
	return found
}

// climb adds to a set and exchanges its templates one by one, always by the best
// step, until no step improves; then it tries to exchange two at once.
func (s *search) climb(start []int, most int) ([]int, value) {
	set := slices.Clone(start)
	v := worst
	if len(set) > 0 {
		v = s.judge(set, worst)
	}
	for s.ctx.Err() == nil {
		next, w := s.step(set, v, most)
		if next == nil {
			if next, w = s.pair(set, v); next == nil {
				break
			}
		}
		set, v = next, w
	}
	return set, v
}

// step returns the best set that one addition, exchange or removal leads to, nil
// where none is better than v.
func (s *search) step(set []int, v value, most int) (found []int, best value) {
	best = v
	try := func(next []int) {
		if w := s.judge(next, best); w.less(best) {
			best, found = w, slices.Clone(next)
		}
	}
	for t := range s.pool {
		if s.ctx.Err() != nil {
			return found, best
		}
		if slices.Contains(set, t) {
			continue
		}
		if len(set) < most {
			try(append(slices.Clone(set), t))
		}
		for k := range set {
			next := slices.Clone(set)
			next[k] = t
			try(next)
		}
	}
	for k := range set {
		if len(set) > 1 {
			try(slices.Delete(slices.Clone(set), k, k+1))
		}
	}
	return found, best
}

// pairs is how many exchanges of two templates are tried at most.
const pairs = 6000

// pair exchanges two templates at once: each two of the set for each two of the
// most promising others, those that are best in place of one.
func (s *search) pair(set []int, v value) (found []int, best value) {
	if len(set) < 2 {
		return nil, v
	}
	type ranked struct {
		t int
		v value
	}
	var others []ranked
	for t := range s.pool {
		if s.ctx.Err() != nil {
			return nil, v
		}
		if slices.Contains(set, t) {
			continue
		}
		r := ranked{t, worst}
		for k := range set {
			next := slices.Clone(set)
			next[k] = t
			if w := s.judge(next, r.v); w.less(r.v) {
				r.v = w
			}
		}
		others = append(others, r)
	}
	slices.SortStableFunc(others, func(a, b ranked) int { return a.v.compare(b.v) })
	two := len(set) * (len(set) - 1) / 2
	n := min(len(others), 2+int(math.Sqrt(float64(2*pairs/two))))
	best = v
	for a := range n {
		for b := range a {
			if s.ctx.Err() != nil {
				return found, best
			}
			for i := range set {
				for j := range i {
					next := slices.Clone(set)
					next[i], next[j] = others[a].t, others[b].t
					if w := s.judge(next, best); w.less(best) {
						best, found = w, next
					}
				}
			}
		}
	}
	return found, best
}
