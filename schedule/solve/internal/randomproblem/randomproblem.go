// Package randomproblem makes small problems with rules of every kind, for tests that
// compare the optimiser with the checker and with exhaustive search.
package randomproblem

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/solve/bench"
)

// New makes a small problem that draws on every rule type, with people
// who bring a past, trainees, split shifts, shifts through midnight, combined
// shifts, shifts not open every day, and employment that begins or ends inside
// the horizon.
func New(rng *rand.Rand, people, days int) *schedule.Problem {
	chance := func(p float64) bool { return rng.Float64() < p }
	force := func() schedule.Force {
		if chance(0.4) {
			return schedule.Must()
		}
		return schedule.At(int64(1 + rng.IntN(20)))
	}
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 1) + workcal.Date(rng.IntN(40)), Days: days, Interval: 60,
		Queues: []schedule.Queue{{ID: "a"}, {ID: "b"}},
	}
	seg := func(v ...int) (out []schedule.Span) {
		for i := 0; i < len(v); i += 2 {
			out = append(out, schedule.Span{Start: v[i] * 60, End: v[i+1] * 60})
		}
		return out
	}
	pool := []schedule.Shift{
		{ID: "E", Kind: schedule.Early, Segments: seg(8, 16), Paid: 480, Queue: 0},
		{ID: "L", Kind: schedule.Late, Segments: seg(15, 24), Paid: 480, Queue: schedule.Any},
		{ID: "S", Kind: schedule.Day, Segments: seg(8, 12, 14, 18), Paid: 450, Queue: 1},
		{ID: "N", Kind: schedule.Night, Segments: seg(22, 30), Paid: 480, Queue: schedule.Any},
		{ID: "S+D", Kind: schedule.Duty, Segments: seg(8, 12, 14, 18, 19, 22), Paid: 630, Queue: 1, Parts: []string{"S", "D"}},
		{ID: "H", Kind: schedule.Early, Segments: seg(0, 10), Paid: 300, Queue: 0},
	}
	rng.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	p.Shifts = append(p.Shifts, pool[:2+rng.IntN(3)]...)
	for s := range p.Shifts {
		if chance(0.2) {
			set := make(schedule.DaySet, days)
			for d := range set {
				set[d] = chance(0.7)
			}
			p.Shifts[s].Days = set
		}
	}
	p.Shifts = append(p.Shifts, schedule.Shift{ID: "old", Kind: schedule.Late, Segments: seg(17, 25), Paid: 480, Queue: schedule.Any, Retired: true})
	shifts := len(p.Shifts) - 1
	p.Holiday = make(schedule.DaySet, days)
	for d := range p.Holiday {
		p.Holiday[d] = chance(0.2)
	}
	for range people {
		who := schedule.Person{ID: "p", Last: days, Trainee: chance(0.15)}
		for s := range shifts {
			if chance(0.8) {
				who.Shifts = append(who.Shifts, s)
			}
		}
		if chance(0.2) {
			who.First = rng.IntN(days)
		} else if chance(0.2) {
			who.Last = rng.IntN(days + 1)
		}
		if chance(0.7) {
			for range rng.IntN(12) {
				if chance(0.4) {
					who.Past = append(who.Past, schedule.Off)
				} else {
					who.Past = append(who.Past, rng.IntN(shifts+1))
				}
			}
		}
		p.People = append(p.People, who)
	}
	bound := func(most int) schedule.Bound {
		lo := rng.IntN(most + 1)
		hi := lo + rng.IntN(most-lo+1)
		b := schedule.Free()
		switch rng.IntN(5) {
		case 0:
			b = schedule.AtLeast(lo)
		case 1:
			b = schedule.AtMost(hi)
		case 2:
			b = schedule.Between(lo, hi)
		case 3:
			b = schedule.Between(lo/2, most).Prefer(lo, hi, int64(rng.IntN(9)), int64(rng.IntN(9)))
		case 4:
			b = b.Prefer(lo, hi, int64(rng.IntN(9)), int64(rng.IntN(9)))
		}
		return b
	}
	group := func() schedule.People {
		if chance(0.5) {
			return nil
		}
		out := schedule.People{}
		for i := range people {
			if chance(0.5) {
				out = append(out, i)
			}
		}
		return out
	}
	set := func() (out []int) {
		for s := range shifts {
			if chance(0.5) {
				out = append(out, s)
			}
		}
		return out
	}
	period := func() schedule.Period { return schedule.Period(rng.IntN(4)) }
	perMost := func(q schedule.Period) int {
		if q == schedule.Horizon || q == schedule.Month {
			return days
		}
		return 7
	}
	for range 6 + rng.IntN(30) {
		d := rng.IntN(days)
		c := schedule.Cover{Day: d, Queue: rng.IntN(3) - 1, Shift: schedule.Any, Bound: bound(people)}
		if chance(0.3) {
			c.Shift = rng.IntN(shifts)
		} else {
			c.Span.Start = rng.IntN(26) * 60
			c.Span.End = c.Span.Start + 60*(1+rng.IntN(2))
		}
		p.Cover = append(p.Cover, c)
	}
	// Each rule type is there with some chance, so that small problems stay small.
	add := func(share float64, f func() schedule.Rule) {
		for chance(share) {
			p.Rules = append(p.Rules, f())
			share /= 2
		}
	}
	add(0.4, func() schedule.Rule {
		return schedule.Continuous{People: group(), Max: 60 * (6 + rng.IntN(10)), Force: force()}
	})
	add(0.6, func() schedule.Rule {
		r := schedule.Fair{What: schedule.Tally(rng.IntN(len(schedule.Tallies))), People: group(), Base: rng.IntN(4), Cost: int64(rng.IntN(6))}
		if chance(0.5) {
			for range people {
				r.Carry = append(r.Carry, rng.IntN(5))
			}
		}
		return r
	})
	add(0.2, func() schedule.Rule {
		r := schedule.Keep{Base: schedule.NewRoster(p), From: rng.IntN(3), Cost: int64(rng.IntN(9))}
		for i := range r.Base.Cells {
			for d := range r.Base.Cells[i] {
				r.Base.Cells[i][d] = rng.IntN(shifts+1) - 1
			}
		}
		return r
	})
	add(0.5, func() schedule.Rule {
		r := schedule.Meeting{People: group(), Days: []int{rng.IntN(days)}, Force: force()}
		if chance(0.7) {
			r.Span.Start = rng.IntN(26) * 60
			r.Span.End = r.Span.Start + 60
		}
		return r
	})
	add(0.6, func() schedule.Rule {
		return schedule.MinRest{People: group(), Minutes: 60 * (6 + rng.IntN(34)), Force: force()}
	})
	add(0.6, func() schedule.Rule {
		q := period()
		b := bound(perMost(q))
		b.HardMin, b.SoftMin = b.HardMin*480, b.SoftMin*480
		if b.SoftMax < schedule.NoMax {
			b.SoftMax *= 480
		}
		if b.HardMax < schedule.NoMax {
			b.HardMax *= 480
		}
		return schedule.Minutes{People: group(), Per: q, Total: b}
	})
	add(0.3, func() schedule.Rule {
		return schedule.Pin{Person: rng.IntN(people), Day: rng.IntN(days), Shift: rng.IntN(shifts+1) - 1}
	})
	for range 1 + rng.IntN(4) {
		add(0.7, func() schedule.Rule {
			return schedule.Request{Person: rng.IntN(people), Day: rng.IntN(days), Shifts: set(), Want: chance(0.5), Cost: int64(rng.IntN(30))}
		})
	}
	add(0.6, func() schedule.Rule {
		q := period()
		return schedule.RestDays{People: group(), Per: q, Min: rng.IntN(min(4, perMost(q)+1)), Force: force()}
	})
	add(0.6, func() schedule.Rule { return schedule.RestRun{People: group(), Length: bound(5)} })
	add(0.6, func() schedule.Rule { return schedule.WorkRun{People: group(), Length: bound(5)} })
	add(0.5, func() schedule.Rule {
		return schedule.Rotation{People: group(), Kinds: []schedule.Kind{schedule.Early, schedule.Late, schedule.Night}[:1+rng.IntN(3)], Steady: force(), Turn: force()}
	})
	add(0.6, func() schedule.Rule {
		q := period()
		return schedule.ShiftCount{People: group(), Shifts: set(), Per: q, Count: bound(perMost(q))}
	})
	add(0.5, func() schedule.Rule {
		var pairs [][2]int
		for range 1 + rng.IntN(3) {
			pairs = append(pairs, [2]int{rng.IntN(shifts + 1), rng.IntN(shifts)})
		}
		return schedule.Succession{People: group(), Pairs: pairs, Force: force()}
	})
	add(0.5, func() schedule.Rule {
		u := schedule.Unavailable{Person: rng.IntN(people), Day: rng.IntN(days), Whole: chance(0.5)}
		u.Span.Start = rng.IntN(26) * 60
		u.Span.End = u.Span.Start + 120
		return u
	})
	add(0.5, func() schedule.Rule { return schedule.Weekends{People: group(), Worked: bound(2)} })
	add(0.5, func() schedule.Rule {
		return schedule.SplitRun{People: group(), Max: rng.IntN(4), Force: force()}
	})
	return p
}

// Ward is a small problem like the published ones: runs, rest and weekends
// split what people could do by halves.
func Ward(rng *rand.Rand, days, people int) *schedule.Problem {
	var b strings.Builder
	fmt.Fprintf(&b, "SECTION_HORIZON\n%d\nSECTION_SHIFTS\nE,480,\nL,480,E\nSECTION_STAFF\n", days)
	for i := range people {
		most := days*2/3 - rng.IntN(2)
		fmt.Fprintf(&b, "%c,E=%d|L=%d,%d,%d,%d,2,%d,1\n", 'A'+i, days, 1+rng.IntN(days), most*480, (most-2)*480, 3+rng.IntN(2), 1+rng.IntN(2))
	}
	b.WriteString("SECTION_DAYS_OFF\n")
	for i := range people {
		fmt.Fprintf(&b, "%c,%d\n", 'A'+i, rng.IntN(days))
	}
	b.WriteString("SECTION_SHIFT_ON_REQUESTS\nSECTION_SHIFT_OFF_REQUESTS\n")
	for range people {
		fmt.Fprintf(&b, "%c,%d,%c,%d\n", 'A'+rng.IntN(people), rng.IntN(days), "EL"[rng.IntN(2)], 1+rng.IntN(3))
	}
	b.WriteString("SECTION_COVER\n")
	for d := range days {
		for _, shift := range "EL" {
			fmt.Fprintf(&b, "%d,%c,%d,100,%d\n", d, shift, rng.IntN(people+1), 1+rng.IntN(100))
		}
	}
	p, err := bench.ReadNRP(strings.NewReader(b.String()), "ward")
	if err != nil {
		panic(err)
	}
	return p
}
