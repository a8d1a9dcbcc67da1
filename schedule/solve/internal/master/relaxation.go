package master

import (
	"math"

	"paiban/schedule/solve/internal/fixed"
)

// dayRelaxation minimises a sum of convex piecewise linear functions of lines. A line
// is a variable, a row (a sum of variables) or the sum of all variables. The bounds of
// a variable are steep breakpoints, so that any point is feasible.
//
// The method walks from vertex to vertex along edges, past as many breakpoints as the
// descent allows. At a vertex as many lines as there are variables rest at a
// breakpoint; table gives the others as functions of these.
type dayRelaxation struct {
	n            int // variables
	lines        int
	table        []float64 // by line and place: growth of the line per unit of the line resting there
	y            []float64 // by line: value
	segment      []int32   // by line: index of its slope or, at rest, of its breakpoint
	place        []int32   // by line: place, −1 if not at rest
	lineAt       []int32   // by place: line
	breakpoints  [][]float64
	slopes       [][]float64 // one more than breakpoints
	lo, hi       []int32     // bounds of variables
	perturbation []float64   // by line: displacement of its breakpoints, against degeneracy
	slopeAt      []float64   // by place: sum of the slopes of all lines not at rest
	direction    []float64
	work         int64
	steep        float64
}

func (e *dayRelaxation) total() int { return e.lines - 1 }

// begin sets up the relaxation of d with all variables at their lower bounds.
func (e *dayRelaxation) begin(d *daySubproblem) {
	n, lines := len(d.in), len(d.in)+len(d.f)+1
	if e.lines == 0 {
		e.n, e.lines = n, lines
		e.table, e.y, e.segment = make([]float64, n*lines), make([]float64, lines), make([]int32, lines)
		e.place, e.lineAt, e.slopeAt, e.direction = make([]int32, lines), make([]int32, n), make([]float64, n), make([]float64, lines)
		e.lo, e.hi = make([]int32, n), make([]int32, n)
		e.breakpoints, e.slopes, e.perturbation = make([][]float64, lines), make([][]float64, lines), make([]float64, lines)
		noise := uint64(88172645463325252)
		for k := range e.perturbation {
			noise ^= noise << 13
			noise ^= noise >> 7
			noise ^= noise << 17
			e.perturbation[k] = 1e-5 * (0.5 + float64(noise>>40)/(1<<25))
		}
		for r, f := range d.f {
			k := n + r
			e.slopes[k] = append(e.slopes[k], slope(f, 0))
			for h := 1; h < len(f)-1; h++ {
				if s := slope(f, h); s != slope(f, h-1) {
					e.breakpoints[k] = append(e.breakpoints[k], float64(h)+e.perturbation[k])
					e.slopes[k] = append(e.slopes[k], s)
				}
			}
		}
	}
	e.steep = 1
	for r := range d.f {
		s := e.slopes[n+r]
		e.steep += max(math.Abs(s[0]), math.Abs(s[len(s)-1]))
	}
	for _, v := range d.mu {
		e.steep = max(e.steep, math.Abs(float64(v))/fixed.Unit)
	}
	e.steep *= 4
	copy(e.lo, d.lo)
	copy(e.hi, d.hi)
	for c := range n {
		e.breakpoints[c] = append(e.breakpoints[c][:0], 0, 0)
		e.bounds(c)
		e.slopes[c] = append(e.slopes[c][:0], -e.steep, float64(d.mu[c])/fixed.Unit, e.steep)
	}
	e.breakpoints[lines-1] = append(e.breakpoints[lines-1][:0], float64(d.maxHeads)+e.perturbation[lines-1])
	e.slopes[lines-1] = append(e.slopes[lines-1][:0], 0, e.steep)
	clear(e.table)
	clear(e.y)
	for k := range e.place {
		e.place[k] = -1
	}
	for c := range n {
		e.place[c], e.lineAt[c], e.segment[c] = int32(c), int32(c), 0
		e.y[c] = e.breakpoints[c][0]
		e.table[c*n+c] = 1
		e.table[(lines-1)*n+c] = 1
		e.y[lines-1] += e.y[c]
		for _, r := range d.in[c] {
			e.table[(n+int(r))*n+c] = 1
			e.y[n+int(r)] += e.y[c]
		}
	}
	for k := n; k < lines; k++ {
		e.locate(k)
	}
}

func slope(f []int64, h int) float64 {
	if len(f) < 2 {
		return 0
	}
	return float64(f[h+1] - f[h])
}

// bounds places the breakpoints of variable c.
func (e *dayRelaxation) bounds(c int) {
	const gap = 1e-7 // keeps the two breakpoints apart
	e.breakpoints[c][0], e.breakpoints[c][1] = float64(e.lo[c])+e.perturbation[c], float64(e.hi[c])+e.perturbation[c]+gap
}

// locate finds the slope of line k, which is not at rest.
func (e *dayRelaxation) locate(k int) {
	s := int32(0)
	for _, x := range e.breakpoints[k] {
		if e.y[k] > x {
			s++
		}
	}
	e.segment[k] = s
}

// setBounds changes the bounds of variable c.
func (e *dayRelaxation) setBounds(c int, lo, hi int32) {
	e.lo[c], e.hi[c] = lo, hi
	e.bounds(c)
	j := e.place[c]
	if j < 0 {
		e.locate(c)
		return
	}
	by := e.breakpoints[c][e.segment[c]] - e.y[c]
	if by == 0 {
		return
	}
	for k := range e.lines {
		if x := e.table[k*e.n+int(j)]; x != 0 {
			e.y[k] += by * x
			if e.place[k] < 0 {
				e.locate(k)
			}
		}
	}
}

// multiplier is the slope of line k at the vertex.
func (e *dayRelaxation) multiplier(k int) float64 {
	if j := e.place[k]; j >= 0 {
		return -e.slopeAt[j]
	}
	return e.slopes[k][e.segment[k]]
}

// descend walks until no edge descends.
func (e *dayRelaxation) descend() {
	const worth = 1e-7
	for range 40 + 10*e.lines {
		e.computeSlopes()
		place, dir, best := -1, 1.0, worth
		for j, k := range e.lineAt {
			q := e.segment[k]
			if v := -(e.slopeAt[j] + e.slopes[k][q+1]); v > best {
				place, dir, best = j, 1, v
			}
			if v := e.slopeAt[j] + e.slopes[k][q]; v > best {
				place, dir, best = j, -1, v
			}
		}
		if place < 0 || !e.walk(place, dir, best) {
			return
		}
	}
	e.computeSlopes()
}

// computeSlopes computes slopeAt.
func (e *dayRelaxation) computeSlopes() {
	e.work += int64(e.n * e.lines / 4)
	clear(e.slopeAt)
	for k := range e.lines {
		if e.place[k] >= 0 {
			continue
		}
		s := e.slopes[k][e.segment[k]]
		if s == 0 {
			continue
		}
		for j, x := range e.table[k*e.n:][:e.n] {
			e.slopeAt[j] += s * x
		}
	}
}

// walk moves the line resting in a place in direction dir, downhill by fall per unit,
// until the descent ends. The line that reaches its breakpoint there comes to rest. It
// reports false where the descent has no end.
func (e *dayRelaxation) walk(place int, dir, fall float64) bool {
	const tiny = 1e-9
	n := e.n
	mover := int(e.lineAt[place])
	// The mover leaves its breakpoint in the direction of the walk.
	from := e.segment[mover]
	if dir > 0 {
		e.segment[mover]++
	}
	e.place[mover] = -1
	for k := range e.lines {
		e.direction[k] = e.table[k*n+place] * dir
	}
	done := 0.0
	for {
		leave, step := -1, math.Inf(1)
		for k, x := range e.direction {
			if x < tiny && x > -tiny || e.place[k] >= 0 {
				continue
			}
			s := e.segment[k]
			var t float64
			if x > 0 {
				if int(s) == len(e.breakpoints[k]) {
					continue
				}
				t = (e.breakpoints[k][s] - e.y[k]) / x
			} else {
				if s == 0 {
					continue
				}
				t = (e.breakpoints[k][s-1] - e.y[k]) / x
			}
			if t < step {
				step, leave = t, k
			}
		}
		if leave < 0 {
			e.place[mover], e.segment[mover] = int32(place), from
			return false
		}
		done = max(done, step)
		s := e.segment[leave]
		x := e.direction[leave]
		rise := 0.0
		if x > 0 {
			rise = x * (e.slopes[leave][s+1] - e.slopes[leave][s])
		} else {
			rise = x * (e.slopes[leave][s-1] - e.slopes[leave][s])
		}
		if fall -= rise; fall > 0 {
			if x > 0 {
				e.segment[leave]++
			} else {
				e.segment[leave]--
			}
			continue
		}
		for k, x := range e.direction {
			if x != 0 {
				e.y[k] += done * x
			}
		}
		q := s
		if x < 0 {
			q--
		}
		e.y[leave] = e.breakpoints[leave][q]
		e.segment[leave] = q
		e.place[leave], e.lineAt[place] = int32(place), int32(leave)
		if leave != mover {
			e.pivot(leave, place)
		}
		return true
	}
}

// pivot rewrites the table for line k resting in a place.
func (e *dayRelaxation) pivot(k, place int) {
	n := e.n
	e.work += int64(n * e.lines / 4)
	own := e.table[k*n:][:n]
	inv := 1 / own[place]
	for l := range e.lines {
		if l == k {
			continue
		}
		row := e.table[l*n:][:n]
		x := row[place] * inv
		if x == 0 {
			continue
		}
		for j, v := range own {
			row[j] -= x * v
		}
		row[place] = x
	}
	clear(own)
	own[place] = 1
}
