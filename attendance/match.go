package attendance

import (
	"cmp"
	"slices"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// boundary is one planned punch: the start or the end of a segment after leave
// is taken off it.
type boundary struct {
	day     int // index of its work date
	in      bool
	first   bool  // of its work date
	last    bool  // of its work date
	planned Stamp // as planned
	at      Stamp // as expected: moved by leave
	lo, hi  Stamp // punches within [lo, hi] may stand for it
	excused bool  // leave covers it: missing it costs nothing
	leave   *Leave
}

// Costs of a match, in units of a minute of coming early. Coming early and staying
// late are cheap, lateness and early leave cost more, and a missing punch costs as
// much as ten hours of lateness, so that a punch inside a shift always finds its
// boundary.
const (
	costEarlyIn  = 1
	costLate     = 4
	costEarlyOut = 4
	costLateOut  = 2
	costMissing  = 10 * 60 * costLate
	costExcused  = 2 * 60 * costLate // a missing punch that leave covers
	costOtherDay = 5 * 60 * costLate // against the work date that the export gives
	costOtherEnd = costMissing       // against the boundary that the export gives
)

// cost returns what it costs to let p stand for b, or −1 if it cannot.
func (b *boundary) cost(p *Punch, date workcal.Date) int {
	lo, hi := b.lo, b.hi
	if p.Work == date {
		// The export itself puts the punch on this work date, however far off.
		if b.first {
			lo -= schedule.DayMinutes / 2
		}
		if b.last {
			hi += schedule.DayMinutes
		}
	}
	if p.At < lo || p.At > hi {
		return -1
	}
	want := b.at
	if b.excused {
		// Any time between the plan and the end of the leave is equally good.
		want = max(min(b.planned, b.at), min(p.At, max(b.planned, b.at)))
	}
	d, c := int(p.At-want), 0
	switch {
	case b.in && d > 0:
		c = d * costLate
	case b.in:
		c = -d * costEarlyIn
	case d < 0:
		c = -d * costEarlyOut
	default:
		c = d * costLateOut
	}
	if p.Work != 0 && p.Work != date {
		c += costOtherDay
	}
	if p.For != 0 && p.For != b.planned {
		c += costOtherEnd
	}
	return c
}

// match aligns punches with boundaries and widens the result; it returns the
// punch of each boundary, −1 for none.
func match(bounds []boundary, punches []Punch, first workcal.Date) []int {
	known := map[Stamp]bool{}
	for i := range bounds {
		known[bounds[i].planned] = true
	}
	for j := range punches {
		// A boundary of other plans than these is of no use here.
		if !known[punches[j].For] {
			punches[j].For = 0
		}
	}
	got := align(bounds, punches, first)
	widen(bounds, punches, got, first)
	return got
}

// align assigns punches to boundaries, both in order of time, so that the sum
// of costs is least: an alignment of the two sequences by dynamic programming,
// O(len(bounds)·len(punches)). A punch stands for at most one boundary, order is
// kept, and punches and boundaries may stay unpaired; so a missing punch cannot push
// the following ones to the wrong boundary.
func align(bounds []boundary, punches []Punch, first workcal.Date) []int {
	n, m := len(bounds), len(punches)
	const alone, skip, pair = 0, 1, 2
	choice := make([]byte, (n+1)*(m+1))
	prev, cur := make([]int, m+1), make([]int, m+1)
	for j := 1; j <= m; j++ {
		choice[j] = skip
	}
	for i := 1; i <= n; i++ {
		b := &bounds[i-1]
		date := first + workcal.Date(b.day)
		missing := costMissing
		if b.excused {
			missing = costExcused
		}
		row := choice[i*(m+1):]
		cur[0] = prev[0] + missing
		for j := 1; j <= m; j++ {
			best, how := prev[j]+missing, byte(alone)
			// On equal cost the earlier punch stands: skip the later one.
			if cur[j-1] <= best {
				best, how = cur[j-1], skip
			}
			if c := b.cost(&punches[j-1], date); c >= 0 && prev[j-1]+c < best {
				best, how = prev[j-1]+c, pair
			}
			cur[j], row[j] = best, how
		}
		prev, cur = cur, prev
	}
	out := make([]int, n)
	for i, j := n, m; i > 0; {
		switch choice[i*(m+1)+j] {
		case alone:
			out[i-1] = -1
			i--
		case skip:
			j--
		case pair:
			out[i-1] = j - 1
			i, j = i-1, j-1
		}
	}
	return out
}

// widen lets the earliest of several punches around a start count as the punch
// in and the latest around an end as the punch out, as clocks do: an unpaired punch
// joins the nearer boundary.
func widen(bounds []boundary, punches []Punch, got []int, first workcal.Date) {
	ours := func(b *boundary, p *Punch) bool {
		return b.cost(p, first+workcal.Date(b.day)) >= 0 && (p.Work == 0 || p.Work == first+workcal.Date(b.day)) && (p.For == 0 || p.For == b.planned)
	}
	for i := range bounds {
		b := &bounds[i]
		if got[i] < 0 {
			continue
		}
		if b.in {
			floor := -1
			for k := i - 1; k >= 0 && floor < 0; k-- {
				floor = got[k]
			}
			for j := got[i] - 1; j > floor && ours(b, &punches[j]); j-- {
				if i > 0 && punches[j].At-bounds[i-1].at < b.at-punches[j].At {
					break // nearer to the end before
				}
				got[i] = j
			}
			continue
		}
		ceil := len(punches)
		for k := i + 1; k < len(bounds) && ceil == len(punches); k++ {
			if got[k] >= 0 {
				ceil = got[k]
			}
		}
		for j := got[i] + 1; j < ceil && ours(b, &punches[j]); j++ {
			if i+1 < len(bounds) && bounds[i+1].at-punches[j].At < punches[j].At-b.at {
				break // nearer to the start after
			}
			got[i] = j
		}
	}
}

// bounds lists the boundaries of a person's plans in order of time. Segments
// closer than the policy's JoinGap are one. Leave moves boundaries or excuses
// them, as the policy says.
func (p *Policy) bounds(plans []Planned, first workcal.Date, leave [][]dayLeave) []boundary {
	var out []boundary
	for day := range plans {
		pl := &plans[day]
		if pl.Kind != Work {
			continue
		}
		date := first + workcal.Date(day)
		segs := joined(pl.Segments, p.JoinGap)
		for k, s := range segs {
			in := boundary{day: day, in: true, first: k == 0, planned: On(date, s.Start), lo: On(date, s.Start-p.Before), hi: On(date, s.End-1)}
			end := boundary{day: day, last: k == len(segs)-1, planned: On(date, s.End), lo: On(date, s.Start+1), hi: On(date, s.End+p.After)}
			if k == len(segs)-1 {
				// Whoever works on past midnight may leave until the day boundary.
				end.hi = max(end.hi, On(date+1, int(p.DayBoundary)-1))
			}
			if k > 0 {
				in.lo = max(in.lo, On(date, segs[k-1].End))
			}
			if k+1 < len(segs) {
				end.hi = min(end.hi, On(date, segs[k+1].Start))
			}
			// If the time of the break is unknown, the end of the leave does not
			// say when the person had to be back.
			byEdge := p.LeaveExcuses == ByEdge || pl.Rough || pl.Break > 0
			excuse(&in, &end, leave[day], date, byEdge)
			out = append(out, in, end)
		}
	}
	// Plans may overlap across midnight in a bad roster; alignment needs order.
	slices.SortStableFunc(out, func(a, b boundary) int { return cmp.Compare(a.planned, b.planned) })
	return out
}

// excuse applies leave to the two boundaries of a segment: it moves them, or
// excuses them whole.
func excuse(in, end *boundary, leave []dayLeave, date workcal.Date, byEdge bool) {
	in.at, end.at = in.planned, end.planned
	// Leaves that touch are one span: move on as long as another leave follows.
	for moved := true; moved; {
		moved = false
		for i := range leave {
			l := &leave[i]
			from, to := On(date, l.span.Start), On(date, l.span.End)
			if from <= in.at && to > in.at {
				in.at, in.leave, moved = to, l.Leave, true
			}
			if to >= end.at && from < end.at {
				end.at, end.leave, moved = from, l.Leave, true
			}
		}
	}
	switch {
	case byEdge:
		// Leave that ends as the shift starts excuses the start as well.
		for i := range leave {
			l := &leave[i]
			if On(date, l.span.Start) <= in.planned && On(date, l.span.End) == in.planned && in.leave == nil {
				in.leave = l.Leave
			}
		}
		in.excused, end.excused = in.leave != nil, end.leave != nil
		if in.excused {
			in.at = min(in.at, end.planned)
		}
		if end.excused {
			end.at = max(end.at, in.planned)
		}
	case in.at >= end.planned || end.at <= in.planned:
		// All of the segment is on leave.
		if in.leave == nil {
			in.leave = end.leave
		}
		if end.leave == nil {
			end.leave = in.leave
		}
		in.excused, end.excused = true, true
		in.at, end.at = in.planned, end.planned
	}
	in.hi = max(in.hi, in.at)
	end.lo = min(end.lo, end.at)
}

// joined merges segments that lie at most gap minutes apart.
func joined(segs []schedule.Span, gap int) []schedule.Span {
	var out []schedule.Span
	for _, s := range segs {
		if n := len(out); n > 0 && s.Start-out[n-1].End <= gap {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// tidy sorts punches by time and leaves out repeats within seconds of the punch
// kept before, unless the export has them stand for different boundaries; of a
// punch and a correction that repeats it the clock's is kept.
func tidy(punches []Punch, seconds int) (kept, repeats []Punch) {
	sorted := slices.Clone(punches)
	slices.SortStableFunc(sorted, func(a, b Punch) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Second, b.Second), cmp.Compare(a.Source, b.Source))
	})
	for _, p := range sorted {
		if n := len(kept); n > 0 {
			last := kept[n-1]
			if d := int(p.At-last.At)*60 + p.Second - last.Second; (p.At == last.At || d <= seconds) && (p.For == 0 || last.For == 0 || p.For == last.For) {
				repeats = append(repeats, p)
				continue
			}
		}
		kept = append(kept, p)
	}
	return kept, repeats
}
