package solve

import "math"

// edges minimises a sum of convex piecewise linear functions of a few sums of
// variables, the relaxation of a day: it walks from corner to corner along edges,
// each to the end of the descent, past as many kinks as that takes. Lines are what
// the functions are of: the variables themselves, whose bounds are steep kinks, so
// that any point may be started from; the rows; and the sum of all. As many lines
// as there are variables rest at a kink; the others follow from these by table.
type edges struct {
	n      int // variables
	lines  int
	table  []float64 // by line and place: what the line gains by a step of the line at rest there
	y      []float64 // by line: value
	seg    []int32   // by line not at rest: slope it is on; by line at rest: kink it is at
	rest   []int32   // by line: place, −1 if not at rest
	at     []int32   // by place: line
	kinks  [][]float64
	slopes [][]float64 // one more than kinks
	lo, hi []int32     // bounds of variables
	hair   []float64   // by line: how far kinks are moved, against degeneracy
	grade  []float64   // by place: slope of all lines not at rest together
	jump   []float64
	work   int64
	steep  float64
}

func (e *edges) total() int { return e.lines - 1 }

// begin sets up the relaxation of d with all variables at their lower bounds.
func (e *edges) begin(d *day) {
	n, lines := len(d.in), len(d.in)+len(d.f)+1
	if e.lines == 0 {
		e.n, e.lines = n, lines
		e.table, e.y, e.seg = make([]float64, n*lines), make([]float64, lines), make([]int32, lines)
		e.rest, e.at, e.grade, e.jump = make([]int32, lines), make([]int32, n), make([]float64, n), make([]float64, lines)
		e.lo, e.hi = make([]int32, n), make([]int32, n)
		e.kinks, e.slopes, e.hair = make([][]float64, lines), make([][]float64, lines), make([]float64, lines)
		noise := uint64(88172645463325252)
		for k := range e.hair {
			noise ^= noise << 13
			noise ^= noise >> 7
			noise ^= noise << 17
			e.hair[k] = 1e-5 * (0.5 + float64(noise>>40)/(1<<25))
		}
		for r, f := range d.f {
			k := n + r
			e.slopes[k] = append(e.slopes[k], slope(f, 0))
			for h := 1; h < len(f)-1; h++ {
				if s := slope(f, h); s != slope(f, h-1) {
					e.kinks[k] = append(e.kinks[k], float64(h)+e.hair[k])
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
		e.steep = max(e.steep, math.Abs(float64(v))/scale)
	}
	e.steep *= 4
	clear(e.lo)
	copy(e.hi, d.able)
	for c := range n {
		e.kinks[c] = append(e.kinks[c][:0], 0, 0)
		e.bounds(c)
		e.slopes[c] = append(e.slopes[c][:0], -e.steep, float64(d.mu[c])/scale, e.steep)
	}
	e.kinks[lines-1] = append(e.kinks[lines-1][:0], float64(d.most)+e.hair[lines-1])
	e.slopes[lines-1] = append(e.slopes[lines-1][:0], 0, e.steep)
	clear(e.table)
	clear(e.y)
	for k := range e.rest {
		e.rest[k] = -1
	}
	for c := range n {
		e.rest[c], e.at[c], e.seg[c] = int32(c), int32(c), 0
		e.y[c] = e.kinks[c][0]
		e.table[c*n+c] = 1
		e.table[(lines-1)*n+c] = 1
		e.y[lines-1] += e.y[c]
		for _, r := range d.in[c] {
			e.table[(n+int(r))*n+c] = 1
			e.y[n+int(r)] += e.y[c]
		}
	}
	for k := n; k < lines; k++ {
		e.settle(k)
	}
}

func slope(f []int64, h int) float64 {
	if len(f) < 2 {
		return 0
	}
	return float64(f[h+1] - f[h])
}

// bounds places the kinks of variable c.
func (e *edges) bounds(c int) {
	const gap = 1e-7 // keeps the two apart
	e.kinks[c][0], e.kinks[c][1] = float64(e.lo[c])+e.hair[c], float64(e.hi[c])+e.hair[c]+gap
}

// settle finds the slope that line k, not at rest, is on.
func (e *edges) settle(k int) {
	s := int32(0)
	for _, x := range e.kinks[k] {
		if e.y[k] > x {
			s++
		}
	}
	e.seg[k] = s
}

// limit changes the bounds of variable c.
func (e *edges) limit(c int, lo, hi int32) {
	e.lo[c], e.hi[c] = lo, hi
	e.bounds(c)
	j := e.rest[c]
	if j < 0 {
		e.settle(c)
		return
	}
	by := e.kinks[c][e.seg[c]] - e.y[c]
	if by == 0 {
		return
	}
	for k := range e.lines {
		if x := e.table[k*e.n+int(j)]; x != 0 {
			e.y[k] += by * x
			if e.rest[k] < 0 {
				e.settle(k)
			}
		}
	}
}

// multiplier is the slope that line k has at the corner.
func (e *edges) multiplier(k int) float64 {
	if j := e.rest[k]; j >= 0 {
		return -e.grade[j]
	}
	return e.slopes[k][e.seg[k]]
}

// descend walks until no edge descends.
func (e *edges) descend() {
	const worth = 1e-7
	for range 40 + 10*e.lines {
		e.grades()
		place, dir, best := -1, 1.0, worth
		for j, k := range e.at {
			q := e.seg[k]
			if v := -(e.grade[j] + e.slopes[k][q+1]); v > best {
				place, dir, best = j, 1, v
			}
			if v := e.grade[j] + e.slopes[k][q]; v > best {
				place, dir, best = j, -1, v
			}
		}
		if place < 0 || !e.walk(place, dir, best) {
			return
		}
	}
	e.grades()
}

// grades computes the slope of all lines not at rest, by place.
func (e *edges) grades() {
	e.work += int64(e.n * e.lines / 4)
	clear(e.grade)
	for k := range e.lines {
		if e.rest[k] >= 0 {
			continue
		}
		s := e.slopes[k][e.seg[k]]
		if s == 0 {
			continue
		}
		for j, x := range e.table[k*e.n:][:e.n] {
			e.grade[j] += s * x
		}
	}
}

// walk moves the line at rest in a place in direction dir, downhill by fall a step,
// to where the descent ends; the line that has its kink there comes to rest. It
// reports false where there is no end.
func (e *edges) walk(place int, dir, fall float64) bool {
	const tiny = 1e-9
	n := e.n
	mover := int(e.at[place])
	// The mover leaves its kink in the direction of the walk.
	from := e.seg[mover]
	if dir > 0 {
		e.seg[mover]++
	}
	e.rest[mover] = -1
	for k := range e.lines {
		e.jump[k] = e.table[k*n+place] * dir
	}
	done := 0.0
	for {
		leave, step := -1, math.Inf(1)
		for k, x := range e.jump {
			if x < tiny && x > -tiny || e.rest[k] >= 0 {
				continue
			}
			s := e.seg[k]
			var t float64
			if x > 0 {
				if int(s) == len(e.kinks[k]) {
					continue
				}
				t = (e.kinks[k][s] - e.y[k]) / x
			} else {
				if s == 0 {
					continue
				}
				t = (e.kinks[k][s-1] - e.y[k]) / x
			}
			if t < step {
				step, leave = t, k
			}
		}
		if leave < 0 {
			e.rest[mover], e.seg[mover] = int32(place), from
			return false
		}
		done = max(done, step)
		s := e.seg[leave]
		x := e.jump[leave]
		rise := 0.0
		if x > 0 {
			rise = x * (e.slopes[leave][s+1] - e.slopes[leave][s])
		} else {
			rise = x * (e.slopes[leave][s-1] - e.slopes[leave][s])
		}
		if fall -= rise; fall > 0 {
			if x > 0 {
				e.seg[leave]++
			} else {
				e.seg[leave]--
			}
			continue
		}
		for k, x := range e.jump {
			if x != 0 {
				e.y[k] += done * x
			}
		}
		q := s
		if x < 0 {
			q--
		}
		e.y[leave] = e.kinks[leave][q]
		e.seg[leave] = q
		e.rest[leave], e.at[place] = int32(place), int32(leave)
		if leave != mover {
			e.pivot(leave, place)
		}
		return true
	}
}

// pivot rewrites the table for line k at rest in a place.
func (e *edges) pivot(k, place int) {
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
