package schedule

import (
	"cmp"
	"slices"

	"paiban/internal/lang"
)

// Break is a pause within a shift, such as a meal, for which the roster finds the time.
// Nobody counts as cover on a break.
type Break struct {
	Length   int  // minutes
	From, To int  // it begins no earlier than From and ends no later than To, minutes of the work date
	Pieces   int  `json:",omitempty"` // it may also be taken in so many equal pieces; 0 and 1 are in one
	Paid     bool `json:",omitempty"`
}

// Piece is the length of a part of b where it is taken in pieces, in minutes.
func (b *Break) Piece() int { return b.Length / max(1, b.Pieces) }

// Paused is where the breaks of a cell of a roster lie.
type Paused struct {
	Shift int    // the shift of the cell they were placed for; breaks of another are not looked at
	At    []Span // ascending, minutes of the work date; nil is not placed
}

// BreaksAt returns where the breaks of person i lie on a day of the horizon, in minutes
// of the work date. Breaks that are not placed lie where [Shift.MiddleBreaks] says.
func (r *Roster) BreaksAt(p *Problem, i, day int) []Span {
	s := r.Cells[i][day]
	if s == Off || len(p.Shifts[s].Breaks) == 0 {
		return nil
	}
	if at := r.PlacedAt(i, day); at != nil {
		return at
	}
	return p.Shifts[s].MiddleBreaks()
}

// PlacedAt returns where the breaks of a cell were placed, nil where they were not.
func (r *Roster) PlacedAt(i, day int) []Span {
	if r.Breaks == nil {
		return nil
	}
	if at := r.Breaks[i][day]; at.Shift == r.Cells[i][day] {
		return at.At
	}
	return nil
}

// PlaceBreaks says where the breaks of a cell lie; nil is not placed.
func (r *Roster) PlaceBreaks(i, day int, at []Span) {
	if r.Breaks == nil {
		if at == nil {
			return
		}
		r.Breaks = make([][]Paused, len(r.Cells))
		for k := range r.Breaks {
			r.Breaks[k] = make([]Paused, len(r.Cells[k]))
		}
	}
	r.Breaks[i][day] = Paused{r.Cells[i][day], at}
}

// mostWays bounds in how many ways the breaks of a shift are tried.
const mostWays = 64

// Ways lists the ways to place the breaks of s: each break whole or in pieces, within one
// segment and its own room, beginning at multiples of step minutes where its room allows
// that, and no two at once. The way nearest to the middle comes first. Where there are
// very many, the step is doubled. A shift without breaks has one way, nil.
func (s *Shift) Ways(step int) [][]Span {
	if len(s.Breaks) == 0 {
		return [][]Span{nil}
	}
	ways := s.waysOf(step)
	for len(ways) > mostWays && step < DayMinutes/4 {
		step *= 2
		ways = s.waysOf(step)
	}
	middle := s.MiddleBreaks()
	if len(ways) == 0 {
		return [][]Span{middle}
	}
	slices.SortStableFunc(ways, func(a, b []Span) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(distance(a, middle), distance(b, middle)))
	})
	return ways
}

// distance adds up how many minutes the breaks of a begin away from those of b.
func distance(a, b []Span) (n int) {
	for k := range a {
		d := a[k].Start - b[min(k, len(b)-1)].Start
		n += max(d, -d)
	}
	return n
}

func (s *Shift) waysOf(step int) (out [][]Span) {
	var place func(k int, taken []Span)
	place = func(k int, taken []Span) {
		if k == len(s.Breaks) {
			out = append(out, taken)
			return
		}
		b := &s.Breaks[k]
		for _, at := range s.starts(b, b.Length, step) {
			if !clashes(taken, at) {
				place(k+1, insert(taken, at))
			}
		}
		if b.Pieces > 1 {
			s.inPieces(b, b.Pieces, step, taken, func(with []Span) { place(k+1, with) })
		}
	}
	place(0, nil)
	slices.SortFunc(out, func(a, b []Span) int {
		return slices.CompareFunc(a, b, func(x, y Span) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End)) })
	})
	return slices.CompactFunc(out, slices.Equal[[]Span])
}

// inPieces calls f with every way to add n more pieces of b, in order of time and with
// work between them.
func (s *Shift) inPieces(b *Break, n, step int, taken []Span, f func([]Span)) {
	var add func(left, after int, taken []Span)
	add = func(left, after int, taken []Span) {
		if left == 0 {
			f(taken)
			return
		}
		for _, at := range s.starts(b, b.Piece(), step) {
			if at.Start > after && !clashes(taken, at) {
				add(left-1, at.End, insert(taken, at))
			}
		}
	}
	add(n, -1, taken)
}

// starts lists the spans of some length that a break may take.
func (s *Shift) starts(b *Break, length, step int) (out []Span) {
	for _, g := range s.Segments {
		from, to := max(b.From, g.Start), min(b.To, g.End)
		first := (from + step - 1) / step * step
		if first+length > to {
			first = from
		}
		for at := first; at+length <= to; at += step {
			out = append(out, Span{at, at + length})
		}
	}
	return out
}

// clashes reports whether t meets or touches one of some spans: two breaks that touch
// would be one long one.
func clashes(taken []Span, t Span) bool {
	return slices.ContainsFunc(taken, func(s Span) bool { return t.Start <= s.End && s.Start <= t.End })
}

// insert returns some ascending spans with one more.
func insert(spans []Span, t Span) []Span {
	k, _ := slices.BinarySearchFunc(spans, t.Start, func(s Span, at int) int { return cmp.Compare(s.Start, at) })
	return slices.Insert(slices.Clone(spans), k, t)
}

// MiddleBreaks places each break of s in the middle of its room, at a quarter of an hour
// where that fits, and as far from it as those before it ask for.
func (s *Shift) MiddleBreaks() (out []Span) {
	for k := range s.Breaks {
		b := &s.Breaks[k]
		best, far := Span{}, -1
		for _, at := range s.starts(b, b.Length, 15) {
			d := at.Start + at.End - b.From - b.To
			if d = max(d, -d); !clashes(out, at) && (far < 0 || d < far) {
				best, far = at, d
			}
		}
		if far >= 0 {
			out = insert(out, best)
		}
	}
	return out
}

// less returns the parts of some ascending spans that lie in none of others.
func less(spans, others []Span) (out []Span) {
	for _, g := range spans {
		at := g.Start
		for _, o := range others {
			if o.End <= at || o.Start >= g.End {
				continue
			}
			if o.Start > at {
				out = append(out, Span{at, o.Start})
			}
			at = o.End
		}
		if at < g.End {
			out = append(out, Span{at, g.End})
		}
	}
	return out
}

// Presence returns when somebody is at work on shift s with breaks at some spans,
// ascending, minutes of the work date.
func (s *Shift) Presence(breaks []Span) []Span {
	if len(breaks) == 0 {
		return s.AtWork()
	}
	return less(s.AtWork(), breaks)
}

// CoversOn reports whether somebody on shift s whose breaks lie at some spans is at work
// throughout t.
func (s *Shift) CoversOn(t Span, breaks []Span) bool {
	return s.Covers(t) && !slices.ContainsFunc(breaks, func(b Span) bool { return b.Overlap(t) > 0 })
}

// CanCover reports whether somebody on s can be at work throughout t: the breaks of the
// shift can lie elsewhere.
func (s *Shift) CanCover(t Span) bool {
	if !s.Covers(t) {
		return false
	}
	return !slices.ContainsFunc(s.Breaks, func(b Break) bool {
		if b.From >= t.End || b.To <= t.Start {
			return false
		}
		whole := func(sp Span) bool { return sp.Overlap(t) > 0 }
		return !slices.ContainsFunc(s.starts(&b, b.Piece(), 5), func(sp Span) bool { return !whole(sp) })
	})
}

// LongestStretches returns the stretches of work of s that breaks cannot make shorter: those
// of the way to place them whose longest stretch is the shortest.
func (s *Shift) LongestStretches() (out []Span) {
	longest := func(spans []Span) (n int) {
		for _, g := range spans {
			n = max(n, g.Len())
		}
		return n
	}
	for _, way := range s.Ways(15) {
		if at := s.Presence(way); out == nil || longest(at) < longest(out) {
			out = at
		}
	}
	return out
}

// inRoom reports whether t is a place for length minutes of b in shift s.
func (s *Shift) inRoom(b *Break, t Span) bool {
	return t.Start >= b.From && t.End <= b.To && s.Covers(t)
}

// breaksWrong says what is wrong with the place of the breaks of s, zero where nothing
// is. Every break must be taken, whole or in all its pieces, each within its room.
func (s *Shift) breaksWrong(at []Span) lang.Text {
	left := slices.Clone(at)
	take := func(b *Break, length, n int) bool {
		var used []int
		for k, t := range left {
			if len(used) < n && t.Len() == length && s.inRoom(b, t) {
				used = append(used, k)
			}
		}
		if len(used) < n {
			return false
		}
		for _, k := range slices.Backward(used) {
			left = slices.Delete(left, k, k+1)
		}
		return true
	}
	// The break with the least room chooses first.
	order := make([]int, len(s.Breaks))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &s.Breaks[a], &s.Breaks[b]
		return cmp.Compare(x.To-x.From-x.Length, y.To-y.From-y.Length)
	})
	for _, k := range order {
		b := &s.Breaks[k]
		if take(b, b.Length, 1) || b.Pieces > 1 && take(b, b.Piece(), b.Pieces) {
			continue
		}
		return lang.F("休息应有 %s，在 %s 之内", "a break of %s is due within %s", Duration(b.Length), Span{b.From, b.To})
	}
	if len(left) > 0 {
		return lang.F("休息 %s 不在班次的休息之列", "the shift has no break for %s", left[0])
	}
	return lang.Text{}
}

// checkBreaks returns the cells whose breaks are not as their shift has them. Breaks that
// are not placed are none of them: they lie in the middle, see [Roster.BreaksAt].
func checkBreaks(p *Problem, r *Roster) (out []Finding) {
	for i := range p.People {
		for d, s := range r.Cells[i] {
			at := r.PlacedAt(i, d)
			if s == Off || at == nil {
				continue
			}
			why := p.Shifts[s].breaksWrong(at)
			if why.IsZero() {
				continue
			}
			out = append(out, Finding{
				Rule: BreaksKey, Score: Score{Hard: 1}, Person: i, Day: d, Queue: Any,
				Why: lang.F("%s %s %s：%s", "%s %s %s: %s", p.PersonName(i), p.DayText(d), p.ShiftText(s), why),
				Fix: lang.F("把休息放到允许的时间，或删去所写的时间，由程序安排", "move the break, or clear its time and let the program place it"),
			})
		}
	}
	return out
}

// BreaksKey is the name of findings about breaks that are not as their shift has them.
const BreaksKey = "breaks"
