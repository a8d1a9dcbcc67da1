package punch

import (
	"slices"

	"paiban/attendance"
	"paiban/schedule"
)

// hoursStep is the grid on which boundaries of shifts are looked for, minutes.
const hoursStep = 5

// sideSums are the punches that stand for one side of the shift, and what they
// would count as lateness or early leave, for every person.
type sideSums struct {
	times [][]int // by person
	all   []int
}

// count returns how often, and by how many minutes, a person's punches lie past a
// boundary: after it on the side of a start, before it on that of an end.
func (s *sideSums) count(person, boundary int, start bool, g attendance.Grace) (times, minutes int) {
	for _, t := range s.times[person] {
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

// candidates are the boundaries worth trying: from three hours before the first
// punch to three hours after the last, −1 alone where the side has none.
func (s *sideSums) candidates() (out []int) {
	if len(s.all) == 0 {
		return []int{-1}
	}
	lo, hi := slices.Min(s.all)-180, slices.Max(s.all)+180
	for b := max(0, lo/hoursStep*hoursStep); b <= hi; b += hoursStep {
		out = append(out, b)
	}
	return out
}

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
	return cost + max(b-s.all[len(s.all)/2], s.all[len(s.all)/2]-b)
}

// sum is how often and by how many minutes.
type sum struct{ times, minutes int }

// fitSides returns the pairs of boundaries of the two segments that, under one
// grace, give most people exactly the clock's sums; nil where they are not nine
// in ten of those who have any, and of all.
func fitSides(a, b *sideSums, want []sum, start bool) (best [][2]int) {
	some := 0
	for _, w := range want {
		if w != (sum{}) {
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
					if of[i][p].times+os[j][p].times == w.times && of[i][p].minutes+os[j][p].minutes == w.minutes {
						hit++
						if w != (sum{}) {
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

// hoursOfSums finds the hours of the only shift there is by the clock's sums of
// lateness and early leave, on the cards where the clock has put the punches in
// their places. Sides that nobody missed follow from perDay, the minutes of work
// a day; without evidence for either starts or ends it finds nothing.
func (r *reader) hoursOfSums(perDay int) (segments []schedule.Span) {
	if len(r.placed) == 0 || len(r.out.Totals) == 0 || perDay == 0 {
		return nil
	}
	index := map[int]int{}
	var late, early []sum
	for i, t := range r.out.Totals {
		index[t.Person] = i
		late = append(late, sum{t.LateTimes, t.LateMinutes})
		early = append(early, sum{t.EarlyTimes, t.EarlyMinutes})
	}
	var sides [4]sideSums
	for k := range sides {
		sides[k].times = make([][]int, len(late))
	}
	for _, p := range r.placed {
		if i, ok := index[p.who]; ok && p.side < len(sides) {
			s := &sides[p.side]
			s.times[i], s.all = append(s.times[i], p.minute), append(s.all, p.minute)
		}
	}
	for k := range sides {
		slices.Sort(sides[k].all)
	}
	starts := fitSides(&sides[0], &sides[2], late, true)
	ends := fitSides(&sides[1], &sides[3], early, false)
	least := 0
	for _, s := range starts {
		for _, e := range ends {
			first, second := schedule.Span{Start: s[0], End: e[0]}, schedule.Span{Start: s[1], End: e[1]}
			if s[0] < 0 || first.Len() <= 0 || (s[1] < 0) != (e[1] < 0) {
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
