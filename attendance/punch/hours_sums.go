package punch

import (
	"slices"

	"paiban/attendance"
	"paiban/schedule"
)

// mostDays is how many listed days, or people, are enough to find the hours.
const mostDays = 200

// hoursStep is the grid on which boundaries of shifts are looked for, minutes.
const hoursStep = 5

// farthest is how far a boundary may lie from the usual punch on its side, in
// minutes; where few have punched there, such as before their time, it is far.
const farthest = 6 * 60

// sideSums are the punches on one side of the shift, for everything of which the
// clock gives a sum: a person, or one day of a person.
type sideSums struct {
	times [][]int
	all   []int
}

// count returns how often, and by how many minutes, punches lie past a boundary:
// after a start, before an end.
func (s *sideSums) count(who, boundary int, start bool, g attendance.Grace) (times, minutes int) {
	for _, t := range s.times[who] {
		off := t - boundary
		if !start {
			off = -off
		}
		if m := g.Apply(off); off > 0 && m > 0 {
			times, minutes = times+1, minutes+m
		}
	}
	return times, minutes
}

// candidates are the boundaries to try: up to farthest minutes on either side of the
// usual punch, or −1 alone if the side has no punch.
func (s *sideSums) candidates() (out []int) {
	if len(s.all) == 0 {
		return []int{-1}
	}
	usual := s.usual() / hoursStep * hoursStep
	for b := max(0, usual-farthest); b <= usual+farthest; b += hoursStep {
		out = append(out, b)
	}
	return out
}

// usual is the median of the punches, which are sorted.
func (s *sideSums) usual() int { return s.all[len(s.all)/2] }

// unlikely ranks a boundary: far from the usual punch is worse, and so are odd
// minutes.
func (s *sideSums) unlikely(b int) int {
	if b < 0 {
		return 0
	}
	cost := 0
	for _, d := range []int{60, 30, 15} {
		if b%d != 0 {
			cost += 30
		}
	}
	return cost + max(b-s.usual(), s.usual()-b)
}

// sum is how often and by how many minutes; −1 times is unknown.
type sum struct{ times, minutes int }

func (s sum) is(w sum) bool { return s.minutes == w.minutes && (w.times < 0 || s.times == w.times) }

// fitSides returns the pairs of boundaries of the two segments that, under one
// grace, come to exactly the most of the clock's sums; nil where these are not
// nine in ten of those above zero, and of all.
func fitSides(a, b *sideSums, want []sum, start bool) (best [][2]int) {
	some := 0
	for _, w := range want {
		if w.minutes > 0 {
			some++
		}
	}
	if some == 0 {
		return nil
	}
	var graces []attendance.Grace
	for m := 0; m <= 30; m++ {
		graces = append(graces, attendance.Grace{Minutes: m, Inclusive: true}, attendance.Grace{Minutes: m, Inclusive: true, Subtract: true})
	}
	most := (9*len(want) + 9) / 10
	for _, g := range graces {
		sums := func(s *sideSums) (boundaries []int, out [][]sum) {
			boundaries = s.candidates()
			for _, c := range boundaries {
				row := make([]sum, len(want))
				for p := range row {
					if c >= 0 {
						row[p].times, row[p].minutes = s.count(p, c, start, g)
					}
				}
				out = append(out, row)
			}
			return boundaries, out
		}
		firsts, of := sums(a)
		seconds, os := sums(b)
		for i, c := range firsts {
			for j, d := range seconds {
				if d >= 0 && d <= c {
					continue
				}
				hit, hitSome := 0, 0
				for p, w := range want {
					if p-hit > len(want)-most {
						break // too many missed
					}
					if (sum{of[i][p].times + os[j][p].times, of[i][p].minutes + os[j][p].minutes}).is(w) {
						hit++
						if w.minutes > 0 {
							hitSome++
						}
					}
				}
				if hit < most || 10*hitSome < 9*some {
					continue
				}
				if hit > most {
					most, best = hit, nil
				}
				best = append(best, [2]int{c, d})
			}
		}
		if len(best) > 0 && most == len(want) {
			break // the least grace that explains everybody
		}
	}
	return best
}

// otherSide gives a shift of one segment the side that nobody missed.
func otherSide(starts, ends [][2]int, perDay int) (_, _ [][2]int) {
	shifted := func(from [][2]int, by int) (to [][2]int) {
		for _, b := range from {
			to = append(to, [2]int{b[0] + by, -1})
		}
		return to
	}
	switch {
	case len(ends) == 0:
		ends = shifted(starts, perDay)
	case len(starts) == 0:
		starts = shifted(ends, -perDay)
	}
	return starts, ends
}

// hoursOfSums finds the hours of the only shift there is by the clock's sums of
// lateness and early leave: of the days it lists, else of every person, whose
// cards tell where the clock has put the punches. Sides that nobody missed follow
// from perDay, the minutes of work a day, as far as it determines them; else it
// finds nothing.
func (r *reader) hoursOfSums(perDay int) (segments []schedule.Span) {
	if perDay == 0 || perDay > schedule.DayMinutes {
		return nil
	}
	var late, early []sum
	var sides [4]sideSums
	put := func(who, side, minute int) {
		s := &sides[side]
		for len(s.times) < len(late) {
			s.times = append(s.times, nil)
		}
		s.times[who], s.all = append(s.times[who], minute), append(s.all, minute)
	}
	for _, x := range r.exceptions {
		if x.late+x.early == 0 || len(late) == mostDays {
			continue
		}
		late, early = append(late, sum{-1, x.late}), append(early, sum{-1, x.early})
		for k, m := range x.clocks {
			if m >= 0 {
				put(len(late)-1, k, m)
			}
		}
	}
	if len(r.exceptions) == 0 {
		index := map[int]int{}
		for i, t := range r.out.Totals[:min(len(r.out.Totals), mostDays)] {
			index[t.Person] = i
			late, early = append(late, sum{t.LateTimes, t.LateMinutes}), append(early, sum{t.EarlyTimes, t.EarlyMinutes})
		}
		for _, p := range r.placed {
			if i, ok := index[p.who]; ok && p.side < len(sides) {
				put(i, p.side, p.minute)
			}
		}
	}
	for k := range sides {
		for len(sides[k].times) < len(late) {
			sides[k].times = append(sides[k].times, nil)
		}
	}
	for k := range sides {
		slices.Sort(sides[k].all)
	}
	starts := fitSides(&sides[0], &sides[2], late, true)
	ends := fitSides(&sides[1], &sides[3], early, false)
	if len(sides[2].all)+len(sides[3].all) == 0 {
		starts, ends = otherSide(starts, ends, perDay)
	}
	least := 0
	for _, s := range starts {
		for _, e := range ends {
			first, second := schedule.Span{Start: s[0], End: e[0]}, schedule.Span{Start: s[1], End: e[1]}
			if s[0] < 0 || len(sides[0].all) == 0 || len(sides[1].all) == 0 || first.Len() <= 0 || (s[1] < 0) != (e[1] < 0) {
				continue
			}
			found := []schedule.Span{first}
			if s[1] >= 0 {
				if second.Len() <= 0 || second.Start < first.End {
					continue
				}
				found = append(found, second)
			}
			total, cost := 0, 0
			for k, f := range found {
				total += f.Len()
				cost += sides[2*k].unlikely(f.Start) + sides[2*k+1].unlikely(f.End)
			}
			if total == perDay && (segments == nil || cost < least) {
				segments, least = found, cost
			}
		}
	}
	return segments
}
