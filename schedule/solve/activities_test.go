package solve

import (
	"math/rand/v2"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
)

// smallActivities makes a roster of a few people on one or two days and an activity, small
// enough to try every placement.
func smallActivities(rng *rand.Rand) (*schedule.Problem, *schedule.Roster) {
	n, days := 2+rng.IntN(3), 1+rng.IntN(2)
	p := &schedule.Problem{Days: days, Interval: 60, Shifts: []schedule.Shift{
		{ID: "A", Segments: []schedule.Span{{Start: 540, End: 780}}, Paid: 240, Queue: schedule.Any},
		{ID: "B", Segments: []schedule.Span{{Start: 660, End: 900}}, Paid: 180, Queue: schedule.Any, Breaks: []schedule.Break{{Length: 60, From: 720, To: 780}}},
	}}
	for range n {
		p.People = append(p.People, schedule.Person{ID: string(rune('a' + len(p.People))), Shifts: []int{0, 1}, Last: days})
	}
	for d := range days {
		for t := 540; t < 900; t += 60 {
			low := rng.IntN(n + 1)
			p.Cover = append(p.Cover, schedule.Cover{Day: d, Span: schedule.Span{Start: t, End: t + 60}, Queue: schedule.Any, Shift: schedule.Any,
				Bound: schedule.Bound{HardMin: min(low, rng.IntN(2)), SoftMin: low, SoftMax: low, HardMax: schedule.NoMax, UnderCost: int64(rng.IntN(60)), OverCost: int64(rng.IntN(4))}})
		}
	}
	a := schedule.Activity{ID: "x", Name: lang.Same("x"), Length: 60, Hours: []schedule.Span{{Start: 600, End: 720}, {Start: 780, End: 840}}, Due: make([]int, n), Force: schedule.At(int64(20 + rng.IntN(100)))}
	if rng.IntN(2) == 0 {
		a.Force = schedule.Must()
	}
	for i := range a.Due {
		a.Due[i] = rng.IntN(2)
	}
	if rng.IntN(2) == 0 {
		a.Least, a.Most = 2, 2+rng.IntN(2)
	}
	p.Activities = []schedule.Activity{a}
	r := schedule.NewRoster(p)
	for i := range r.Cells {
		for d := range r.Cells[i] {
			r.Cells[i][d] = rng.IntN(3) - 1
		}
	}
	return p, r
}

// judged is the placement's cost as the checker has it.
func judged(p *schedule.Problem, r *schedule.Roster) (c activityCost) {
	for _, f := range schedule.Check(p, r).Findings {
		c.cost += f.Score.Cost
		if f.Rule == schedule.ActivitiesKey {
			c.hard += f.Score.Hard
		} else {
			c.window += f.Score.Hard
		}
	}
	return c
}

// No placement is better than the one found, of all that there are.
func TestPlaceActivitiesAgainstAll(t *testing.T) {
	worse := 0
	const cases = 400
	for seed := range uint64(cases) {
		p, r := smallActivities(rand.New(rand.NewPCG(seed, 7)))
		placed := PlaceActivities(p, r, 1, 100, 0)
		got := judged(p, placed)
		best := judged(p, r)
		try := r.Clone()
		a := &p.Activities[0]
		var place func(i int)
		place = func(i int) {
			if i == len(p.People) {
				if c := judged(p, try); c.less(best) {
					best = c
				}
				return
			}
			place(i + 1)
			if a.Due[i] == 0 {
				return
			}
			for d, s := range r.Cells[i] {
				if s == schedule.Off {
					continue
				}
				for _, at := range a.Times(&p.Shifts[s], r.BreaksAt(p, i, d)) {
					try.SetActivities(i, d, []schedule.ActivitySpan{{Span: at}})
					place(i + 1)
					try.SetActivities(i, d, nil)
				}
			}
		}
		if n := len(p.People); n <= 3 || p.Days == 1 {
			place(0)
		}
		if best.less(got) {
			worse++
			t.Errorf("seed %d: %+v, the best is %+v", seed, got, best)
		}
	}
	if worse > 0 {
		t.Errorf("%d of %d are not the best", worse, cases)
	}
}

// What is there stays, what is no longer possible goes, and the rest is placed around it.
func TestPlaceActivitiesKeeps(t *testing.T) {
	p := &schedule.Problem{Days: 2, Interval: 60, Shifts: []schedule.Shift{{ID: "A", Segments: []schedule.Span{{Start: 540, End: 1080}}, Paid: 540, Queue: schedule.Any}}}
	for _, id := range []string{"a", "b", "c"} {
		p.People = append(p.People, schedule.Person{ID: id, Shifts: []int{0}, Last: 2})
	}
	// At least two at every moment, of three: never two away at once.
	for at := 540; at < 1080; at += 60 {
		p.Cover = append(p.Cover, schedule.Cover{Span: schedule.Span{Start: at, End: at + 60}, Queue: schedule.Any, Shift: schedule.Any, Bound: schedule.AtLeast(2)})
	}
	p.Activities = []schedule.Activity{{ID: "x", Length: 60, Days: schedule.DaySet{true, false}, Hours: []schedule.Span{{Start: 600, End: 780}}, Due: []int{1, 1, 1}, Force: schedule.Must()}}
	r := schedule.NewRoster(p)
	for i := range r.Cells {
		r.Cells[i] = []int{0, schedule.Off}
	}
	r.SetActivities(0, 0, []schedule.ActivitySpan{{Span: schedule.Span{Start: 660, End: 720}}})
	r.SetActivities(1, 1, []schedule.ActivitySpan{{Span: schedule.Span{Start: 660, End: 720}}}) // a day off now
	got := PlaceActivities(p, r, 1, 50, 0)
	if at := got.ActivitiesAt(0, 0); len(at) != 1 || at[0].Start != 660 {
		t.Errorf("a attends at %v", at)
	}
	if at := got.ActivitiesAt(1, 1); len(at) != 0 {
		t.Errorf("b attends on a day off: %v", at)
	}
	if a := schedule.Check(p, got); a.Score != (schedule.Score{}) {
		t.Errorf("%v: %+v", a.Score, a.Findings)
	}
	// Hours for one alone: the other two are told why, with the hour.
	p.Activities[0].Hours = []schedule.Span{{Start: 600, End: 660}}
	got = PlaceActivities(p, schedule.NewRoster(p), 1, 50, 0)
	if got.Activities != nil {
		t.Errorf("activities on days off: %v", got.Activities)
	}
	r.Activities = nil
	a := schedule.Check(p, PlaceActivities(p, r, 1, 50, 0))
	if a.Score.Hard != 2 || len(a.Findings) != 2 {
		t.Fatalf("%v: %+v", a.Score, a.Findings)
	}
}
