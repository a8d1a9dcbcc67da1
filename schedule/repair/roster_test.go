package repair

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// small makes a random problem small enough to try every roster: two shifts that
// serve one queue, demand in both hard and soft rows, and some of the rules that
// shops have.
func small(rng *rand.Rand, people, days int) *schedule.Problem {
	chance := func(p float64) bool { return rng.Float64() < p }
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 23), Days: days, Interval: 60,
		Queues: []schedule.Queue{{ID: "q", Name: lang.Same("q")}},
		Shifts: []schedule.Shift{
			{ID: "E", Name: lang.T("早班", "early"), Kind: schedule.Early, Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480},
			{ID: "L", Name: lang.T("晚班", "late"), Kind: schedule.Late, Segments: []schedule.Span{{Start: 900, End: 1380}}, Paid: 480},
		},
	}
	for i := range people {
		q := schedule.Person{ID: string(rune('a' + i)), Name: string([]rune("甲乙丙丁")[i]), Last: days, Shifts: []int{0, 1}}
		if chance(0.2) {
			q.Shifts = []int{rng.IntN(2)}
		}
		for range rng.IntN(4) {
			q.Past = append(q.Past, rng.IntN(3)-1)
		}
		p.People = append(p.People, q)
	}
	for d := range days {
		for _, span := range []schedule.Span{{Start: 480, End: 540}, {Start: 900, End: 960}, {Start: 1320, End: 1380}} {
			b := schedule.Free().Prefer(1+rng.IntN(2), schedule.NoMax, int64(100*rng.IntN(9)), 0)
			if chance(0.25) {
				b = schedule.AtLeast(1)
			}
			if chance(0.6) {
				p.Cover = append(p.Cover, schedule.Cover{Day: d, Span: span, Shift: schedule.Any, Bound: b})
			}
		}
	}
	force := func() schedule.Force {
		if chance(0.6) {
			return schedule.Must()
		}
		return schedule.At(int64(100 * rng.IntN(8)))
	}
	for _, r := range []schedule.Rule{
		schedule.MinRest{Minutes: 660, Force: force()},
		schedule.RestDays{Per: schedule.Any7, Min: 1 + rng.IntN(3), Force: force()},
		schedule.WorkRun{Length: schedule.AtMost(1 + rng.IntN(3))},
		schedule.ShiftCount{Shifts: []int{1}, Per: schedule.Horizon, Count: schedule.AtMost(1 + rng.IntN(2))},
		schedule.Minutes{Per: schedule.Horizon, Total: schedule.Free().Prefer(480*(days-1), 480*days, 1, 1)},
		schedule.Request{Person: rng.IntN(people), Day: rng.IntN(days), Cost: 150},
		schedule.Unavailable{Person: rng.IntN(people), Day: rng.IntN(days), Whole: true},
		schedule.Meeting{Days: []int{rng.IntN(days)}, Force: force()},
		schedule.Pin{Person: rng.IntN(people), Day: rng.IntN(days), Shift: rng.IntN(3) - 1},
		schedule.Rotation{Kinds: []schedule.Kind{schedule.Early, schedule.Late}, Steady: force(), Turn: force()},
	} {
		if chance(0.35) {
			p.Rules = append(p.Rules, r)
		}
	}
	return p
}

// every calls f with every roster of p that people may work and that equals base
// before from; f must not keep it.
func every(p *schedule.Problem, base *schedule.Roster, from int, f func(*schedule.Roster)) {
	r := base.Clone()
	var walk func(k int)
	walk = func(k int) {
		if k == len(p.People)*p.Days {
			f(r)
			return
		}
		i, d := k/p.Days, k%p.Days
		if d < from {
			walk(k + 1)
			return
		}
		for _, r.Cells[i][d] = range append([]int{schedule.Off}, p.People[i].Shifts...) {
			walk(k + 1)
		}
	}
	walk(0)
}

// Of all rosters the first plan has the fewest changes that break as few hard
// rules as any, and of these the least cost; the plan advised has the least cost
// with the price of its changes. What a plan says of itself is so.
func TestRepairAgainstBruteForce(t *testing.T) {
	const tries, price = 600, 300
	least, best, asked := 0, 0, 0
	for seed := range uint64(tries) {
		rng := rand.New(rand.NewPCG(seed, 71))
		people := 2 + rng.IntN(2)
		p := small(rng, people, 5-people) // 3^6 rosters
		// A roster to begin with: the best one except for a cell that somebody edited.
		r, err := newSearch(context.Background(), Options{Iterations: 400}).solve(p, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		base := r.Roster
		if rng.IntN(2) == 0 {
			base.Cells[0][1] = rng.IntN(3) - 1
		}
		ill, day := rng.IntN(len(p.People)), rng.IntN(p.Days)
		from := rng.IntN(day + 1)
		q := with(p, schedule.Unavailable{Person: ill, Day: day, Whole: true})
		got, err := Roster(context.Background(), q, Task{Base: base, From: from, Price: price}, Options{Iterations: 400})
		if err != nil {
			t.Fatal(err)
		}

		type key struct{ hard, a, b int64 }
		less := func(x, y key) bool {
			return x.hard < y.hard || x.hard == y.hard && (x.a < y.a || x.a == y.a && x.b < y.b)
		}
		count := func(r *schedule.Roster) (n int64) {
			for i := range r.Cells {
				for d, s := range r.Cells[i] {
					if s != base.Cells[i][d] {
						n++
					}
				}
			}
			return n
		}
		// judged is what a roster is worth by changes and by price.
		judged := func(r *schedule.Roster) (byChange, byPrice key) {
			s, n := schedule.Check(q, r).Score, count(r)
			return key{s.Hard, n, s.Cost}, key{s.Hard, s.Cost + price*n, 0}
		}
		wantLeast, wantBest := key{hard: 1 << 30}, key{hard: 1 << 30}
		every(q, base, from, func(r *schedule.Roster) {
			for _, rule := range q.Rules { // an absence may stand against a pin: it wins
				if u, ok := rule.(schedule.Unavailable); ok && u.Day >= from && r.Cells[u.Person][u.Day] != schedule.Off {
					return
				}
			}
			byChange, byPrice := judged(r)
			if less(byChange, wantLeast) {
				wantLeast = byChange
			}
			if less(byPrice, wantBest) {
				wantBest = byPrice
			}
		})

		first, choice := got.Plans[0], got.Plans[got.Choice]
		if first.Least {
			least++
			if k, _ := judged(first.Roster); k != wantLeast {
				t.Errorf("seed %d: fewest changes %v, brute force finds %v", seed, k, wantLeast)
			}
		}
		if choice.Proved {
			best++
			if _, k := judged(choice.Roster); k != wantBest {
				t.Errorf("seed %d: advised %v, brute force finds %v", seed, k, wantBest)
			}
		}
		for _, x := range got.Plans {
			n := 0
			for _, c := range x.Changes {
				if base.Cells[c.Person][c.Day] != c.Was || x.Roster.Cells[c.Person][c.Day] != c.Now || c.Was == c.Now || c.Day < from {
					t.Errorf("seed %d: change %+v is not one of the roster", seed, c)
				}
				if !c.Forced {
					n++
				}
			}
			if int64(len(x.Changes)) != count(x.Roster) || n != x.Asked || x.Analysis.Score != schedule.Check(q, x.Roster).Score {
				t.Errorf("seed %d: a plan does not tell what it is", seed)
			}
			asked += n
		}
	}
	if least < tries*3/4 || best < tries*3/4 || asked < tries/3 {
		t.Errorf("of %d: %d proved least, %d proved best, %d cells asked for", tries, least, best, asked)
	}
}

// Two work early and late, a third is off. The late one falls ill on both days;
// at least one late is a hard rule.
func TestRepairAsks(t *testing.T) {
	p := plain(3, 2)
	for d := range 2 {
		for s := range 2 {
			p.Cover = append(p.Cover, schedule.Cover{Why: schedule.Headcount, Day: d, Shift: s, Bound: schedule.AtLeast(1)})
		}
		p.Rules = append(p.Rules, schedule.Unavailable{Person: 1, Day: d, Whole: true})
	}
	base := &schedule.Roster{Cells: [][]int{{early, early}, {late, late}, {off, off}}}

	// 丙 takes both late shifts: two cells. Any other way changes 甲 as well.
	got, err := Roster(context.Background(), p, Task{Base: base}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	x := got.Plans[0]
	var words []string
	for _, c := range x.Changes {
		words = append(words, c.Words(p).ZH)
	}
	want := []string{"乙 11-23 周一 不上晚班", "请 丙 11-23 周一 由休息改上晚班", "乙 11-24 周二 不上晚班", "请 丙 11-24 周二 由休息改上晚班"}
	if !slices.Equal(words, want) || !x.Least || !x.Proved || x.Asked != 2 || got.Before.Score.Hard != 2 {
		t.Errorf("got %q, %d asked, %v before", words, x.Asked, got.Before.Score)
	}
	// The first day has gone by: only the second is repaired.
	if got, err = Roster(context.Background(), p, Task{Base: base, From: 1}, Options{}); err != nil {
		t.Fatal(err)
	}
	if x := got.Plans[0]; x.Asked != 1 || x.Roster.Cells[1][0] != late {
		t.Errorf("from the second day on: %+v", x.Changes)
	}
	// One change is not enough, and it says so.
	_, err = Roster(context.Background(), p, Task{Base: base, Most: 1}, Options{})
	if few, ok := err.(*TooFew); !ok || few.Need != 2 {
		t.Errorf("with one change allowed: %v", err)
	}
	// 甲 and 丙 swap the first day; it is not undone.
	if got, err = Roster(context.Background(), p, Task{Base: base, Swaps: []Swap{{0, 2, 0}}}, Options{}); err != nil {
		t.Fatal(err)
	}
	if x := got.Plans[got.Choice]; x.Roster.Cells[0][0] != off || x.Roster.Cells[2][0] != early || x.Analysis.Score.Hard != 1 {
		t.Errorf("with a swap: %v, %v", x.Roster.Cells, x.Analysis.Score)
	}
}

// 甲 falls ill on two days, each of which then lacks a head at 1000; 乙 and 丙
// are off and could come on either. Both days are worth a change at 600; with one
// change allowed one day is repaired, which no single price would advise.
func TestRepairWithin(t *testing.T) {
	p := plain(3, 2)
	for d := range 2 {
		p.Cover = append(p.Cover, schedule.Cover{Day: d, Span: schedule.Span{Start: 480, End: 540}, Shift: schedule.Any, Bound: schedule.Free().Prefer(1, schedule.NoMax, 1000, 0)})
		p.Rules = append(p.Rules, schedule.Unavailable{Person: 0, Day: d, Whole: true})
	}
	base := &schedule.Roster{Cells: [][]int{{early, early}, {off, off}, {off, off}}}
	for _, want := range []struct{ most, asked, short int }{{0, 2, 0}, {2, 2, 0}, {1, 1, 60}} {
		got, err := Roster(context.Background(), p, Task{Base: base, Most: want.most}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if x := got.Plans[got.Choice]; x.Asked != want.asked || x.Short != want.short || got.Short != 120 {
			t.Errorf("at most %d: %d asked, %d minutes short of %d before", want.most, x.Asked, x.Short, got.Short)
		}
		if x := got.Plans[0]; x.Asked != 0 || !x.Least {
			t.Errorf("at most %d: the least changes are %d", want.most, x.Asked)
		}
	}
}

// 甲 has the day off, 乙 the late shift; they swap. On the day after 甲 is posted on the
// early shift, which leaves too little rest, and 甲 has no rest day left: two rules are broken,
// and not the half of the swap that breaks them.
func TestSwapIsMadeWhole(t *testing.T) {
	p := plain(2, 1)
	p.Rules = append(p.Rules, schedule.MinRest{Minutes: 660, Force: schedule.Must()}, schedule.RestDays{Per: schedule.Horizon, Min: 1, Force: schedule.Must()})
	p.People[0].Next, p.People[1].Next = []int{early}, []int{off}
	base := &schedule.Roster{Cells: [][]int{{off}, {late}}}
	got, err := Roster(context.Background(), p, Task{Base: base, Swaps: []Swap{{0, 1, 0}}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for k, x := range got.Plans {
		if x.Roster.Cells[0][0] != late || x.Roster.Cells[1][0] != off || len(x.Changes) != 2 || x.Analysis.Score.Hard != 2 {
			t.Errorf("plan %d: %v, %d changes, %v", k+1, x.Roster.Cells, len(x.Changes), x.Analysis.Score)
		}
	}
}
