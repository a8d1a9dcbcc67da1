package bench

import (
	"fmt"
	"math"
	"math/rand/v2"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// AddBreaks gives the unsplit shifts of a team that are eight hours long an hour off,
// which may lie anywhere in their middle half.
func AddBreaks(p *schedule.Problem) {
	for s := range p.Shifts {
		if g := p.Shifts[s].Segments; len(g) == 1 && g[0].Len() == 8*60 {
			quarter := g[0].Len() / 4
			p.Shifts[s].Breaks = []schedule.Break{{Length: 60, From: g[0].Start + quarter, To: g[0].End - quarter}}
		}
	}
}

// Team makes a chat team of the given size over days, with demand on a grid of
// interval minutes: two queues (one below 20 agents) and people who serve one or both, 14 kinds of
// shift of which four are split, service from 08:00 to 24:00 with somebody
// always online, a weekly rest day, eleven hours between shifts, weekly hours,
// rotation of early and late, late shifts and weekends shared, leave, requests,
// and two weeks of history. The same arguments give the same problem.
func Team(agents, days, interval int, seed uint64) *schedule.Problem {
	t := &team{rng: rand.New(rand.NewPCG(seed, uint64(agents)<<32|uint64(days))), agents: agents}
	t.p = &schedule.Problem{Start: workcal.DateOf(2026, 11, 23), Days: days, Interval: interval,
		Queues: []schedule.Queue{{ID: "presale", Name: lang.T("售前", "presale")}, {ID: "aftersale", Name: lang.T("售后", "aftersale")}}}
	if agents < 20 { // a small team serves one stream
		t.p.Queues = []schedule.Queue{{ID: "chat", Name: lang.T("客服", "chat")}}
	}
	t.shifts()
	t.people()
	t.cover()
	t.rules()
	return t.p
}

type team struct {
	rng    *rand.Rand
	p      *schedule.Problem
	agents int
	perQ   int // shifts of one queue
}

func (t *team) shifts() {
	kinds := []struct {
		id       string
		kind     schedule.Kind
		segments []float64 // hours
	}{
		{"E1", schedule.Early, []float64{8, 12, 12.5, 16.5}},
		{"E2", schedule.Early, []float64{8, 16}},
		{"E3", schedule.Early, []float64{9, 13, 14, 18}},
		{"E4", schedule.Early, []float64{8, 14}},
		{"M1", schedule.Mid, []float64{10, 14, 15, 19}},
		{"M2", schedule.Mid, []float64{11, 19}},
		{"M3", schedule.Mid, []float64{12, 20}},
		{"S1", schedule.Mid, []float64{8, 12, 18, 22}},
		{"S2", schedule.Mid, []float64{10, 14, 18, 22}},
		{"L1", schedule.Late, []float64{14, 18, 19, 23}},
		{"L2", schedule.Late, []float64{15, 23}},
		{"L3", schedule.Late, []float64{16, 24}},
		{"L4", schedule.Late, []float64{12, 16, 20, 24}},
		{"L5", schedule.Late, []float64{18, 24}},
	}
	t.perQ = len(kinds)
	for q := range t.p.Queues {
		for _, k := range kinds {
			s := schedule.Shift{ID: k.id + "@" + t.p.Queues[q].ID, Name: lang.Same(k.id), Short: lang.Same(k.id), Kind: k.kind, Queue: q}
			for i := 0; i < len(k.segments); i += 2 {
				g := schedule.Span{Start: int(k.segments[i] * 60), End: int(k.segments[i+1] * 60)}
				s.Segments = append(s.Segments, g)
				s.Paid += g.Len()
			}
			t.p.Shifts = append(t.p.Shifts, s)
		}
	}
}

// people: two fifths serve presale, two fifths aftersale, the others both. The
// past is two weeks of five days' work, early in one week and late in the other.
func (t *team) people() {
	for i := range t.agents {
		who := schedule.Person{ID: fmt.Sprintf("a%03d", i+1), Name: fmt.Sprintf("a%03d", i+1), Last: t.p.Days}
		skill := i % 5
		for s := range t.p.Shifts {
			if skill == 4 || skill%len(t.p.Queues) == t.p.Shifts[s].Queue {
				who.Shifts = append(who.Shifts, s)
			}
		}
		rest := t.rng.IntN(6)
		late := t.rng.IntN(2)
		queue := skill % len(t.p.Queues)
		for d := -14; d < 0; d++ {
			switch weekday := (d + 14) % 7; {
			case weekday == rest || weekday == rest+1:
				who.Past = append(who.Past, schedule.Off)
			case (d < -7) == (late == 0):
				who.Past = append(who.Past, queue*t.perQ+10)
			default:
				who.Past = append(who.Past, queue*t.perQ+1)
			}
		}
		t.p.People = append(t.p.People, who)
	}
}

// cover asks for heads by a day's curve with peaks at 11, 15 and 21 h, more at
// weekends, so that some nine tenths of what forty hours a week allow are used.
func (t *team) cover() {
	curve := func(h float64) float64 {
		peak := func(at, wide float64) float64 { return math.Exp(-(h - at) * (h - at) / (2 * wide * wide)) }
		return 0.35 + 0.6*peak(11, 1.6) + 0.45*peak(15.5, 1.8) + 0.9*peak(21, 1.7)
	}
	p := t.p
	perDay := (24 - 8) * 60 / p.Interval
	sum := 0.0
	for i := range perDay {
		sum += curve(8 + (float64(i)+0.5)*float64(p.Interval)/60)
	}
	heads := float64(t.agents) * 40 / 7 * 60 / float64(p.Interval) * 0.9 // head-intervals a day
	share := []float64{0.55, 0.45}
	if len(p.Queues) == 1 {
		share = []float64{1}
	}
	for d := range p.Days {
		level := 0.95 + 0.1*t.rng.Float64()
		if p.Weekend(d) {
			level *= 1.1
		}
		for q := range p.Queues {
			for i := range perDay {
				span := schedule.Span{Start: 480 + i*p.Interval, End: 480 + (i+1)*p.Interval}
				need := int(math.Round(heads * share[q] * level * curve(float64(span.Start)/60+0.25) / sum * (0.95 + 0.1*t.rng.Float64())))
				row := schedule.Cover{Why: schedule.Requirement, Day: d, Span: span, Queue: q, Shift: schedule.Any}
				row.Bound = schedule.Free().Prefer(need, need+1, 300, 20)
				p.Cover = append(p.Cover, row)
				row.Bound = schedule.Free().Prefer(need*2/3, schedule.NoMax, 600, 0)
				p.Cover = append(p.Cover, row)
				row.Why, row.Bound = schedule.Window, schedule.AtLeast(1)
				p.Cover = append(p.Cover, row)
			}
		}
	}
}

func (t *team) rules() {
	p := t.p
	add := func(r ...schedule.Rule) { p.Rules = append(p.Rules, r...) }
	add(
		schedule.MinRest{Minutes: 11 * 60, Force: schedule.Must()},
		schedule.WorkRun{Length: schedule.AtMost(6).Prefer(0, 5, 0, 60)},
		schedule.RestDays{Per: schedule.Week, Min: 1, Force: schedule.Must()},
		schedule.RestDays{Per: schedule.Week, Min: 2, Force: schedule.At(100)},
		schedule.Minutes{Per: schedule.Week, Total: schedule.AtMost(48*60).Prefer(36*60, 40*60, 1, 1)},
		schedule.Continuous{Max: 8 * 60, Force: schedule.Must()},
		schedule.Rotation{Kinds: []schedule.Kind{schedule.Early, schedule.Late}, Steady: schedule.At(30), Turn: schedule.At(20)},
		schedule.Fair{What: schedule.LateShifts, Base: p.Days * 2 / 7, Cost: 10},
		schedule.Fair{What: schedule.WeekendDays, Base: p.Days / 7, Cost: 15},
	)
	for i := range p.People {
		for d := range p.Days {
			switch x := t.rng.Float64(); {
			case x < 0.02:
				add(schedule.Unavailable{Person: i, Day: d, Whole: true, What: lang.T("年假", "leave")})
			case x < 0.05:
				add(schedule.Request{Person: i, Day: d, Want: false, Cost: int64(20 * (1 + t.rng.IntN(5)))})
			case x < 0.07:
				add(schedule.Request{Person: i, Day: d, Shifts: t.kind(schedule.Early), Want: true, Cost: int64(20 * (1 + t.rng.IntN(5)))})
			}
		}
	}
}

// kind lists the shifts of a kind.
func (t *team) kind(k schedule.Kind) (out []int) {
	for s := range t.p.Shifts {
		if t.p.Shifts[s].Kind == k {
			out = append(out, s)
		}
	}
	return out
}
