// Package randomproblem makes small problems with rules of every kind, for tests that
// compare the optimiser with the checker and with exhaustive search.
package randomproblem

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/solve/bench"
)

// maker makes one problem. The order of its draws is that of its methods.
type maker struct {
	rng    *rand.Rand
	p      *schedule.Problem
	shifts int // that are not retired
}

// New makes a small problem that draws on every kind of rule, with people who bring a
// past, trainees, split shifts, shifts through midnight, combined shifts, shifts not open
// every day, and employment that begins or ends inside the horizon.
func New(rng *rand.Rand, people, days int) *schedule.Problem {
	m := &maker{rng: rng, p: &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 1) + workcal.Date(rng.IntN(40)), Days: days, Interval: 60,
		Queues: []schedule.Queue{{ID: "a"}, {ID: "b"}},
	}}
	m.addShifts()
	m.addPeople(people)
	m.addCover()
	m.addRules()
	if m.chance(0.5) {
		m.tellApart()
	}
	if m.chance(0.25) {
		m.addBreaks()
	}
	if m.chance(0.3) {
		m.addExtraWork()
	}
	return m.p
}

func (m *maker) chance(p float64) bool { return m.rng.Float64() < p }

func (m *maker) force() schedule.Force {
	if m.chance(0.4) {
		return schedule.Must()
	}
	return schedule.At(int64(1 + m.rng.IntN(20)))
}

func (m *maker) addShifts() {
	p, days := m.p, m.p.Days
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
		{ID: "B", Kind: schedule.Standby, Segments: seg(8, 20), Paid: 120, Queue: schedule.Any, Rests: days%2 == 0},
	}
	m.rng.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	p.Shifts = append(p.Shifts, pool[:2+m.rng.IntN(3)]...)
	for s := range p.Shifts {
		if m.chance(0.2) {
			set := make(schedule.DaySet, days)
			for d := range set {
				set[d] = m.chance(0.7)
			}
			p.Shifts[s].Days = set
		}
	}
	p.Shifts = append(p.Shifts, schedule.Shift{ID: "old", Kind: schedule.Late, Segments: seg(17, 25), Paid: 480, Queue: schedule.Any, Retired: true})
	m.shifts = len(p.Shifts) - 1
}

func (m *maker) addPeople(people int) {
	p, days, shifts := m.p, m.p.Days, m.shifts
	p.Holiday = make(schedule.DaySet, days)
	for d := range p.Holiday {
		p.Holiday[d] = m.chance(0.2)
	}
	for range people {
		who := schedule.Person{ID: "p", Last: days, Trainee: m.chance(0.15)}
		for s := range shifts {
			if m.chance(0.8) {
				who.Shifts = append(who.Shifts, s)
			}
		}
		if m.chance(0.2) {
			who.First = m.rng.IntN(days)
		} else if m.chance(0.2) {
			who.Last = m.rng.IntN(days + 1)
		}
		if m.chance(0.7) {
			for range m.rng.IntN(12) {
				if m.chance(0.4) {
					who.Past = append(who.Past, schedule.Off)
				} else {
					who.Past = append(who.Past, m.rng.IntN(shifts+1))
				}
			}
		}
		m.addAround(&who)
		p.People = append(p.People, who)
	}
}

// addAround adds what is known of the days after the horizon, and days of leave.
func (m *maker) addAround(who *schedule.Person) {
	if m.chance(0.4) {
		for range m.rng.IntN(9) {
			if m.chance(0.4) {
				who.Next = append(who.Next, schedule.Off)
			} else {
				who.Next = append(who.Next, m.rng.IntN(m.shifts+1))
			}
		}
	}
	if m.chance(0.3) {
		for d := -9; d < m.p.Days+9; d++ {
			if m.chance(0.2) {
				who.Leave = append(who.Leave, d)
			}
		}
	}
}

// bound is a random bound on a quantity of at most most.
func (m *maker) bound(most int) schedule.Bound {
	lo := m.rng.IntN(most + 1)
	hi := lo + m.rng.IntN(most-lo+1)
	b := schedule.Free()
	switch m.rng.IntN(5) {
	case 0:
		b = schedule.AtLeast(lo)
	case 1:
		b = schedule.AtMost(hi)
	case 2:
		b = schedule.Between(lo, hi)
	case 3:
		b = schedule.Between(lo/2, most).Prefer(lo, hi, int64(m.rng.IntN(9)), int64(m.rng.IntN(9)))
	case 4:
		b = b.Prefer(lo, hi, int64(m.rng.IntN(9)), int64(m.rng.IntN(9)))
	}
	return b
}

// group is everybody or some people.
func (m *maker) group() schedule.People {
	if m.chance(0.5) {
		return nil
	}
	out := schedule.People{}
	for i := range m.p.People {
		if m.chance(0.5) {
			out = append(out, i)
		}
	}
	return out
}

// set is some shifts.
func (m *maker) set() (out []int) {
	for s := range m.shifts {
		if m.chance(0.5) {
			out = append(out, s)
		}
	}
	return out
}

// groups is one to three sets of shifts, some shifts in none.
func (m *maker) groups() [][]int {
	out := make([][]int, 1+m.rng.IntN(3))
	for s := range m.shifts {
		if g := m.rng.IntN(len(out) + 1); g < len(out) {
			out[g] = append(out[g], s)
		}
	}
	return out
}

// someDays is all days, or some.
func (m *maker) someDays() schedule.DaySet {
	if m.chance(0.8) {
		return nil
	}
	set := make(schedule.DaySet, m.p.Days)
	for d := range set {
		set[d] = m.chance(0.6)
	}
	return set
}

func (m *maker) period() schedule.Period { return schedule.Period(m.rng.IntN(4)) }

// perMost is the number of days in a stretch of a period.
func perMost(days int, q schedule.Period) int {
	if q == schedule.Horizon || q == schedule.Month {
		return days
	}
	return 7
}

func (m *maker) addCover() {
	p, people, days, shifts := m.p, len(m.p.People), m.p.Days, m.shifts
	for range 6 + m.rng.IntN(30) {
		d := m.rng.IntN(days)
		c := schedule.Cover{Day: d, Queue: m.rng.IntN(3) - 1, Shift: schedule.Any, Bound: m.bound(people)}
		if m.chance(0.3) {
			c.Shift = m.rng.IntN(shifts)
		} else {
			c.Span.Start = m.rng.IntN(26) * 60
			c.Span.End = c.Span.Start + 60*(1+m.rng.IntN(2))
		}
		p.Cover = append(p.Cover, c)
	}
}

// tellApart lets rows of cover count some people only, and heads of both queues together,
// and lets training end within the horizon.
func (m *maker) tellApart() {
	for k := range m.p.Cover {
		c := &m.p.Cover[k]
		if m.chance(0.5) {
			c.Who = m.group()
		}
		if c.Queue == 0 && c.Shift == schedule.Any && m.chance(0.3) {
			c.With = []int{1}
		}
	}
	for i := range m.p.People {
		if q := &m.p.People[i]; q.Trainee && m.chance(0.7) {
			q.Trained = m.rng.IntN(m.p.Days + 2)
		}
	}
}

// addBreaks gives one or two shifts breaks whose time is to be found, few ways each, so
// that every roster can still be tried, and adds rows and rules about them.
func (m *maker) addBreaks() {
	p := m.p
	for range 1 + m.rng.IntN(2) {
		t := &p.Shifts[m.rng.IntN(m.shifts)]
		g := t.Segments[m.rng.IntN(len(t.Segments))]
		if g.Len() < 240 {
			continue
		}
		b := schedule.Break{Length: 60, From: g.Start + 60, To: g.Start + 150, Paid: m.chance(0.3)}
		if m.chance(0.2) {
			b.Pieces = 2
		}
		t.Breaks = []schedule.Break{b}
	}
	for range m.rng.IntN(5) {
		at := m.rng.IntN(26) * 60
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.AwayAtOnce, Day: m.rng.IntN(p.Days), Span: schedule.Span{Start: at, End: at + 60}, Queue: m.rng.IntN(3) - 1, Who: m.group(), Shift: schedule.Any, Pause: true, Bound: m.bound(len(p.People))})
	}
	m.add(0.5, func() schedule.Rule {
		at := m.rng.IntN(20) * 60
		return schedule.MealTime{People: m.group(), Shifts: m.set(), Span: schedule.Span{Start: at, End: at + 60*(1+m.rng.IntN(4))}, Force: m.force()}
	})
}

// addExtraWork makes one shift overtime, in part or as a whole, and prices some.
func (m *maker) addExtraWork() {
	p := m.p
	t := &p.Shifts[m.rng.IntN(m.shifts)]
	last := t.Segments[len(t.Segments)-1]
	if t.Overtime = []schedule.Span{{Start: last.End - 120, End: last.End}}; t.Parts == nil && m.chance(0.5) {
		t.Parts = []string{"old"}
	}
	m.add(0.9, func() schedule.Rule {
		x := schedule.ExtraWork{People: m.group(), Shifts: m.set(), Worth: int64(m.rng.IntN(60)), Least: m.rng.IntN(3), Rate: int64(m.rng.IntN(2000)), Rent: int64(m.rng.IntN(2000)),
			Day: 60 * m.rng.IntN(4), Month: 60 * m.rng.IntN(9)}
		for range x.Shifts {
			var days []int64
			for range p.Days {
				days = append(days, int64(m.rng.IntN(5000)))
			}
			x.Price = append(x.Price, days)
		}
		if m.chance(0.5) {
			at := m.rng.IntN(26) * 60
			x.Booked = []schedule.Booked{{Day: m.rng.IntN(p.Days+4) - 2, Minutes: 60, At: schedule.Span{Start: at, End: at + 60}}}
		}
		return x
	})
}

// addRules adds rules of every kind with some chance, so that small problems stay small.
func (m *maker) addRules() {
	m.addDayRules()
	m.addWishes()
	m.addStretchRules()
}

// add adds rules made by f, again and again with half the chance.
func (m *maker) add(share float64, f func() schedule.Rule) {
	for m.chance(share) {
		m.p.Rules = append(m.p.Rules, f())
		share /= 2
	}
}

func (m *maker) addDayRules() {
	p, people, days, shifts := m.p, len(m.p.People), m.p.Days, m.shifts
	m.add(0.4, func() schedule.Rule {
		return schedule.Continuous{People: m.group(), Max: 60 * (6 + m.rng.IntN(10)), Force: m.force()}
	})
	m.add(0.6, func() schedule.Rule {
		r := schedule.Fair{What: schedule.Tally(m.rng.IntN(len(schedule.Tallies))), People: m.group(), Base: m.rng.IntN(4), Cost: int64(m.rng.IntN(6))}
		if m.chance(0.5) {
			for range people {
				r.Carry = append(r.Carry, m.rng.IntN(5))
				r.Plus = append(r.Plus, m.rng.IntN(3)-1)
			}
		}
		if r.What == schedule.PaidHours {
			r.Base *= 600
		}
		return r
	})
	m.add(0.2, func() schedule.Rule {
		r := schedule.Keep{Base: schedule.NewRoster(p), From: m.rng.IntN(3), Cost: int64(m.rng.IntN(9))}
		for i := range r.Base.Cells {
			for d := range r.Base.Cells[i] {
				r.Base.Cells[i][d] = m.rng.IntN(shifts+1) - 1
			}
		}
		return r
	})
	m.add(0.5, func() schedule.Rule {
		r := schedule.Meeting{People: m.group(), Days: []int{m.rng.IntN(days)}, Force: m.force()}
		if m.chance(0.7) {
			r.Span.Start = m.rng.IntN(26) * 60
			r.Span.End = r.Span.Start + 60
		}
		return r
	})
	m.add(0.6, func() schedule.Rule {
		r := schedule.MinRest{People: m.group(), Minutes: 60 * (6 + m.rng.IntN(34)), Force: m.force()}
		if m.chance(0.3) {
			r.After = m.set()
		}
		if m.chance(0.3) {
			r.Before = m.set()
		}
		return r
	})
}

func (m *maker) addWishes() {
	p, people, days, shifts := m.p, len(m.p.People), m.p.Days, m.shifts
	m.add(0.6, func() schedule.Rule {
		q := m.period()
		b := m.bound(perMost(days, q))
		b.HardMin, b.SoftMin = b.HardMin*480, b.SoftMin*480
		if b.SoftMax < schedule.NoMax {
			b.SoftMax *= 480
		}
		if b.HardMax < schedule.NoMax {
			b.HardMax *= 480
		}
		return schedule.Minutes{People: m.group(), Per: q, Total: b, Days: m.someDays()}
	})
	m.add(0.3, func() schedule.Rule {
		pin := schedule.Pin{Person: m.rng.IntN(people), Day: m.rng.IntN(days), Shift: m.rng.IntN(shifts+1) - 1}
		pin.Locked = pin.Day%2 == 0 && !slices.ContainsFunc(p.Rules, func(r schedule.Rule) bool {
			other, ok := r.(schedule.Pin)
			return ok && other.Person == pin.Person && other.Day == pin.Day
		})
		return pin
	})
	for range 1 + m.rng.IntN(4) {
		m.add(0.7, func() schedule.Rule {
			return schedule.Request{Person: m.rng.IntN(people), Day: m.rng.IntN(days), Shifts: m.set(), Want: m.chance(0.5), Cost: int64(m.rng.IntN(30))}
		})
	}
	m.add(0.6, func() schedule.Rule {
		q := m.period()
		r := schedule.RestDays{People: m.group(), Per: q, Min: m.rng.IntN(min(4, perMost(days, q)+1)), Force: m.force()}
		if q == schedule.Week && m.chance(0.5) {
			r.Every = 2 + m.rng.IntN(2)
			r.At = m.rng.IntN(r.Every)
		}
		return r
	})
}

func (m *maker) addStretchRules() {
	people, days, shifts := len(m.p.People), m.p.Days, m.shifts
	m.add(0.6, func() schedule.Rule { return schedule.RestRun{People: m.group(), Length: m.bound(5)} })
	m.add(0.6, func() schedule.Rule { return schedule.WorkRun{People: m.group(), Length: m.bound(5)} })
	m.add(0.5, func() schedule.Rule {
		r := schedule.Rotation{People: m.group(), Kinds: []schedule.Kind{schedule.Early, schedule.Late, schedule.Night}[:1+m.rng.IntN(3)], Steady: m.force(), Turn: m.force()}
		if m.chance(0.5) {
			r.Weeks, r.AfterRest = 1+m.rng.IntN(3), m.chance(0.6)
			r.At = m.rng.IntN(r.Weeks)
		}
		return r
	})
	m.add(0.6, func() schedule.Rule {
		q := m.period()
		return schedule.ShiftCount{People: m.group(), Shifts: m.set(), Per: q, Count: m.bound(perMost(days, q)), Days: m.someDays()}
	})
	m.add(0.5, func() schedule.Rule {
		var pairs [][2]int
		for range 1 + m.rng.IntN(3) {
			pairs = append(pairs, [2]int{m.rng.IntN(shifts + 1), m.rng.IntN(shifts)})
		}
		return schedule.Succession{People: m.group(), Pairs: pairs, Force: m.force()}
	})
	m.add(0.5, func() schedule.Rule {
		u := schedule.Unavailable{Person: m.rng.IntN(people), Day: m.rng.IntN(days + 1), Whole: m.chance(0.5)}
		u.Span.Start = m.rng.IntN(26) * 60
		u.Span.End = u.Span.Start + 120
		return u
	})
	m.add(0.5, func() schedule.Rule { return schedule.Weekends{People: m.group(), Worked: m.bound(2)} })
	m.add(0.5, func() schedule.Rule {
		return schedule.SplitRun{People: m.group(), Max: m.rng.IntN(4), Force: m.force()}
	})
	m.add(0.5, func() schedule.Rule { return schedule.ShiftRun{People: m.group(), Shifts: m.set(), Length: m.bound(4)} })
	m.add(0.4, func() schedule.Rule { return schedule.WholeWeekend{People: m.group(), Force: m.force()} })
	m.add(0.3, func() schedule.Rule {
		return schedule.Together{People: m.group(), By: m.group(), Groups: m.groups(), Excuse: m.chance(0.5), Force: m.force()}
	})
	m.add(0.3, func() schedule.Rule {
		return schedule.Apart{People: m.group(), Groups: m.groups(), Force: m.force()}
	})
	m.addTurns()
}

// addTurns adds rules about turns of work and rest.
func (m *maker) addTurns() {
	m.add(0.3, func() schedule.Rule {
		r := schedule.Cycle{People: m.group(), At: m.rng.IntN(9) - 4, Force: m.force()}
		for range 1 + m.rng.IntN(4) {
			r.Pattern = append(r.Pattern, m.set())
		}
		return r
	})
	m.add(0.4, func() schedule.Rule {
		return schedule.RestAfter{People: m.group(), Shifts: m.set(), Run: 1 + m.rng.IntN(3), Days: 1 + m.rng.IntN(3), Force: m.force()}
	})
	m.add(0.4, func() schedule.Rule {
		span := 1 + m.rng.IntN(4)
		return schedule.WeekendWindow{People: m.group(), Max: m.rng.IntN(span), Span: span, Force: m.force()}
	})
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
