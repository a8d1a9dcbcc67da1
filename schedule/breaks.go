package schedule

import (
	"fmt"
	"slices"
)

// BreakShort is a stretch of a day in which breaks cannot all be taken while as many stay
// online as must.
type BreakShort struct {
	Day  int
	Span Span  // within which the breaks lie
	Row  Cover // the queues and people that it is about
}

// BreaksShort returns, for each day, where the least number of a hard window cannot be
// kept while people take their breaks, wherever these lie. A break, the unpaid minutes
// of a shift, is taken at one stretch in the middle half of the longest segment, as in
// package simulate. Cover counts people on their break as present; so this is no
// finding. What is returned is certain: breaks that come in pieces would not fit either.
func BreaksShort(p *Problem, r *Roster) (out []BreakShort) {
	groups := map[string][]Cover{} // windows of like heads, by day
	var keys []string
	for _, c := range p.Cover {
		if c.Why != Window || c.Shift != Any || c.Bound.HardMin == 0 {
			continue
		}
		k := fmt.Sprint(c.Day, c.Queue, c.With, c.Who)
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], c)
	}
	present := p.segments(r)
	for _, k := range keys {
		if b := p.breaksOf(r, &present, groups[k]); len(b.pauses) > 0 {
			if span, short := b.short(); short {
				out = append(out, BreakShort{Day: groups[k][0].Day, Span: span, Row: groups[k][0]})
			}
		}
	}
	return out
}

// pause is a break: its length and where it may lie, in minutes of the day.
type pause struct {
	room Span
	long int
}

// breaksDay is what must be online on a day, who is there and what breaks they take.
type breaksDay struct {
	rows   []Cover
	at     []Span // segments of those who count, in minutes of the day
	pauses []pause
}

func (p *Problem) breaksOf(r *Roster, present *segments, rows []Cover) (b breaksDay) {
	row := &rows[0]
	b.rows = rows
	for k, day := range present.days {
		off := (present.first + k - row.Day) * DayMinutes
		for _, s := range day {
			if row.Who.Has(s.person) && row.ServedBy(&p.Shifts[s.shift]) {
				b.at = append(b.at, s.Shift(off))
			}
		}
	}
	for i := range p.People {
		s := r.Cells[i][row.Day]
		if s == Off || !p.People[i].CountsOn(row.Day) || !row.Who.Has(i) || !row.ServedBy(&p.Shifts[s]) || p.Shifts[s].Break() == 0 {
			continue
		}
		longest := slices.MaxFunc(p.Shifts[s].Segments, func(a, b Span) int { return a.Len() - b.Len() })
		long := p.Shifts[s].Break()
		edge := min(longest.Len()/4, (longest.Len()-long)/2)
		b.pauses = append(b.pauses, pause{Span{longest.Start + edge, longest.End - edge}, long})
	}
	return b
}

// spare returns the cuts of the day at which something changes, and how many may be on
// their break between one cut and the next.
func (b *breaksDay) spare() (cuts, spare []int) {
	for _, s := range b.at {
		cuts = append(cuts, s.Start, s.End)
	}
	for _, c := range b.rows {
		cuts = append(cuts, c.Span.Start, c.Span.End)
	}
	for _, x := range b.pauses {
		cuts = append(cuts, x.room.Start, x.room.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for k := 1; k < len(cuts); k++ {
		piece, heads, least := Span{cuts[k-1], cuts[k]}, 0, 0
		for _, s := range b.at {
			if s.Contains(piece) {
				heads++
			}
		}
		for _, c := range b.rows {
			if c.Span.Contains(piece) {
				least = max(least, c.Bound.HardMin)
			}
		}
		spare = append(spare, max(0, heads-least))
	}
	return cuts, spare
}

// short reports whether the breaks do not fit, and around which of them: one that is
// never free for long enough, or all together.
func (b *breaksDay) short() (Span, bool) {
	cuts, spare := b.spare()
	all := b.pauses[0].room
	for _, x := range b.pauses {
		all = Span{min(all.Start, x.room.Start), max(all.End, x.room.End)}
		free, best := 0, 0
		for k, n := range spare {
			if free += (Span{cuts[k], cuts[k+1]}).Overlap(x.room); n == 0 {
				free = 0
			}
			best = max(best, free)
		}
		if best < x.long {
			return x.room, true
		}
	}
	return all, !b.fit(cuts, spare)
}

// fit reports whether all breaks fit, in pieces of any length: minute by minute, each
// piece of the day takes as many as may be away, and no break twice (a flow of the most
// minutes, by augmenting paths).
func (b *breaksDay) fit(cuts, spare []int) bool {
	pieces := len(spare)
	left := make([]int, pieces) // minutes that a piece can still take
	for k, n := range spare {
		left[k] = n * (cuts[k+1] - cuts[k])
	}
	given := make([][]int, len(b.pauses)) // minutes of each break in each piece
	room := func(x, k int) int { return (Span{cuts[k], cuts[k+1]}).Overlap(b.pauses[x].room) - given[x][k] }
	var push func(x, want int, seen []bool) int
	push = func(x, want int, seen []bool) int {
		for k := range pieces {
			n := min(want, room(x, k))
			if n <= 0 || seen[k] {
				continue
			}
			seen[k] = true
			n = min(n, max(left[k], 0))
			if n > 0 {
				left[k] -= n
				given[x][k] += n
				return n
			}
			for y := range b.pauses { // another break gives its place here up
				if m := min(want, room(x, k), given[y][k]); y != x && m > 0 {
					if m = push(y, m, seen); m > 0 {
						given[y][k] -= m
						given[x][k] += m
						return m
					}
				}
			}
		}
		return 0
	}
	for x := range given {
		given[x] = make([]int, pieces)
	}
	for x := range b.pauses {
		for need := b.pauses[x].long; need > 0; {
			n := push(x, need, make([]bool, pieces))
			if n == 0 {
				return false
			}
			need -= n
		}
	}
	return true
}
