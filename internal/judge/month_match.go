package judge

import (
	"slices"
)

// What the alignment of punches with boundaries costs, docs/attendance.md "Matching".
const (
	costLate      = 4 // a minute late or early out
	costStay      = 2 // a minute of staying after the end
	costCome      = 1 // a minute of coming before the start
	costNoPunch   = 600 * costLate
	costOnLeave   = 120 * costLate
	costHint      = -600 * costLate // the export gives the punch this boundary
	unmatchedEdge = -1
)

// edge is one start or end at which a person has to clock.
type edge struct {
	in     bool
	at     wall // where leave has moved it
	plan   edgeHint
	excuse bool // leave covers it, so that it is neither late nor missing
	first  bool // the start of the day, where leave does not move it
	last   bool // the end of the day
	lo, hi wall // punches in its reach, both included
	id     string
	day    int // index of the work date among the days handed in
	punch  int // index of its punch, or unmatchedEdge
}

// edgeHint names a boundary as an export does: its planned moment and its work date.
type edgeHint struct {
	due  wall
	work string
}

// matchCost is what it costs that a punch at p stands for an edge.
func matchCost(e edge, p wall, flexEarly, flexLate int) int {
	off := int(p - e.at)
	if e.in {
		if off > 0 {
			return costLate * max(0, off-flexLate)
		}
		return costCome * max(0, -off-flexEarly)
	}
	if off < 0 {
		return costLate * max(0, -off-flexEarly)
	}
	return costStay * max(0, off-flexLate)
}

// matchPunches aligns sorted punches with sorted edges at the least sum of costs: order
// is kept, a punch stands for at most one edge, an edge without one costs as much as ten
// hours of lateness, or two where leave covers it. A start reaches from `before` minutes
// ahead of it to the end of its segment, an end from the start of the segment to `after`
// minutes behind it. Every pair is tried: O(punches × edges).
func matchPunches(edges []edge, punches []wall, hints map[wall]edgeHint, pol *monthPolicy) {
	cost := func(e edge, p wall) int {
		n := matchCost(e, p, int(pol.Flex.Early), int(pol.Flex.Late))
		if h, ok := hints[p]; ok && h == e.plan {
			n += costHint
		}
		return n
	}
	n, m := len(edges), len(punches)
	best := make([][]int, n+1) // best[i][j]: the last n-i edges and m-j punches
	for i := range best {
		best[i] = make([]int, m+1)
	}
	skip := func(e edge) int {
		if e.excuse {
			return costOnLeave
		}
		return costNoPunch
	}
	fits := func(e edge, p wall) bool {
		return p >= e.lo && p <= e.hi
	}
	for i := n - 1; i >= 0; i-- {
		best[i][m] = best[i+1][m] + skip(edges[i])
		for j := m - 1; j >= 0; j-- {
			best[i][j] = min(best[i][j+1], best[i+1][j]+skip(edges[i]))
			if fits(edges[i], punches[j]) {
				best[i][j] = min(best[i][j], best[i+1][j+1]+cost(edges[i], punches[j]))
			}
		}
	}
	defer betterPunches(edges, punches, pol)
	for i, j := 0, 0; i < n; {
		edges[i].punch = unmatchedEdge
		switch {
		case j < m && fits(edges[i], punches[j]) && best[i][j] == best[i+1][j+1]+cost(edges[i], punches[j]):
			edges[i].punch = j
			i, j = i+1, j+1
		case j < m && best[i][j] == best[i][j+1]:
			j++
		default:
			i++
		}
	}
}

// betterPunches gives a start that comes late an earlier punch that is in time and
// stands for nothing, and an end that comes early a later one, within reach, without
// passing the punches of the boundaries beside it and nearer to it than to those. The hours may slide before that.
func betterPunches(edges []edge, punches []wall, pol *monthPolicy) {
	slide, day := wall(0), -1
	for i := range edges {
		e := &edges[i]
		if e.day != day {
			slide, day = 0, e.day
		}
		if e.punch == unmatchedEdge {
			continue
		}
		from, to := 0, len(punches)
		for _, o := range edges[:i] {
			from = max(from, o.punch+1)
		}
		for k := len(edges) - 1; k > i; k-- {
			if edges[k].punch != unmatchedEdge {
				to = edges[k].punch
			}
		}
		if e.in && punches[e.punch] > e.at {
			for j := e.punch - 1; j >= from; j-- {
				if punches[j] <= e.at && punches[j] >= e.lo && (i == 0 || e.at-punches[j] < punches[j]-edges[i-1].at) {
					e.punch = j
					break
				}
			}
		}
		if e.first {
			slide = slideOf(punches[e.punch]-e.at, pol)
		}
		due := e.at
		if e.last {
			due += slide
		}
		if !e.in {
			for j := e.punch + 1; j < to && punches[e.punch] < due; j++ {
				if punches[j] <= e.hi && (i+1 == len(edges) || punches[j]-due < edges[i+1].at-punches[j]) {
					e.punch = j
				}
			}
		}
	}
}

// slideOf is how far flexible hours slide for a start that comes so many minutes late.
func slideOf(off wall, pol *monthPolicy) wall {
	return max(-wall(pol.Flex.Early), min(off, wall(pol.Flex.Late)))
}

// withoutRepeats sorts punches and drops each that comes within so many seconds of the
// one kept before it. Input and output are seconds.
func withoutRepeats(seconds []int64, repeat int64) []int64 {
	seconds = slices.Clone(seconds)
	slices.Sort(seconds)
	var kept []int64
	for _, s := range seconds {
		if len(kept) > 0 && s-kept[len(kept)-1] <= repeat {
			continue
		}
		kept = append(kept, s)
	}
	return kept
}
