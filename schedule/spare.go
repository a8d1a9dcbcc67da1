package schedule

import (
	"cmp"
	"slices"
)

// Cell is what somebody works on a day.
type Cell struct{ Person, Day int }

// Spare finds shifts that can be taken off r, all of them together, so that no cover row
// that has the heads it asks for falls below, none that has too few gets fewer, and no
// hard rule breaks that holds. It takes one after the other, from the days that have
// most heads beyond what is asked for and there from the people who work most, so more
// may be possible. Trainees are left as they are. It checks each shift of r once.
func Spare(p *Problem, r *Roster) (out []Cell) {
	left := r.Clone()
	var cells []Cell
	worked := make([]int, len(p.People))
	for i, row := range r.Cells {
		for d, s := range row {
			if s != Off {
				worked[i]++
				if !p.People[i].Trainee {
					cells = append(cells, Cell{i, d})
				}
			}
		}
	}
	asks := floors(p)
	extra := make([]int, p.Days) // heads beyond what the rows of the day ask for
	for d, of := range asks {
		extra[d] = spareHeads(of, r)
	}
	slices.SortStableFunc(cells, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(extra[b.Day], extra[a.Day]), cmp.Compare(a.Day, b.Day), cmp.Compare(worked[b.Person], worked[a.Person]))
	})
	missing := make([]Score, p.Days)
	for d := range missing {
		missing[d] = coverScore(asks[d], left)
	}
	limits := hardLimits(p)
	for _, c := range cells {
		was := left.Cells[c.Person][c.Day]
		before := rulesScore(p, limits[c.Person], left)
		left.Cells[c.Person][c.Day] = Off
		if coverScore(asks[c.Day], left) != missing[c.Day] || before.Less(rulesScore(p, limits[c.Person], left)) {
			left.Cells[c.Person][c.Day] = was
			continue
		}
		out = append(out, c)
	}
	return out
}

// floors returns, for each day, the problem of the cover rows that a shift of the day
// can count for, each with nothing but its minimum: what is missing costs 1 a head.
func floors(p *Problem) []*Problem {
	out := make([]*Problem, p.Days)
	for d := range out {
		of := *p
		of.Cover, of.Rules = nil, nil
		out[d] = &of
	}
	for _, c := range p.Cover {
		c.Bound = Free().Prefer(max(c.Bound.SoftMin, c.Bound.HardMin), NoMax, 1, 0)
		for d := max(0, c.Day-2); d <= min(p.Days-1, c.Day+max(0, c.Span.End-1)/DayMinutes); d++ {
			out[d].Cover = append(out[d].Cover, c)
		}
	}
	return out
}

// spareHeads adds up by how many heads the rows of p have more than they ask for.
func spareHeads(p *Problem, r *Roster) (n int) {
	over := *p
	over.Cover = slices.Clone(p.Cover)
	for k := range over.Cover {
		b := &over.Cover[k].Bound
		*b = Free().Prefer(0, b.SoftMin, 0, 1)
	}
	return int(coverScore(&over, r).Cost)
}

func coverScore(p *Problem, r *Roster) (s Score) {
	for _, f := range checkCover(p, r) {
		s = s.Add(f.Score)
	}
	return s
}

func rulesScore(p *Problem, rules []Rule, r *Roster) (s Score) {
	for _, rule := range rules {
		for _, f := range rule.Check(p, r) {
			s = s.Add(f.Score)
		}
	}
	return s
}

// hardLimits returns the hard limits of p by the person they bind.
func hardLimits(p *Problem) [][]Rule {
	out := make([][]Rule, len(p.People))
	for _, rule := range p.others() {
		for _, h := range rule.Hard() {
			for _, a := range h.Atoms(p) {
				for i := range out {
					if a.Person == i || a.Person == Any {
						out[i] = append(out[i], a.Rule)
					}
				}
			}
		}
	}
	return out
}
