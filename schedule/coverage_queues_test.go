package schedule

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// All heads are those of a row of cover; the trainee is left out.
func TestCoverageAgreesWithCover(t *testing.T) {
	p, r := one("|ELN", "N|X-N", "|LNE", "D|NDX")
	p.People[2].Trainee = true
	got := CoverageOf(p, r)
	for day := range p.Days {
		for i := range got.PerDay {
			has := got.Total[day*got.PerDay+i]
			if sum := got.Queues[0][day*got.PerDay+i] + got.Queues[1][day*got.PerDay+i]; sum != has {
				t.Fatalf("day %d, %02d:00: the queues have %d heads of %d", day, i, sum, has)
			}
			p.Cover = []Cover{{Day: day, Span: Span{60 * i, 60*i + 60}, Queue: Any, Shift: Any, Bound: Between(has, has)}}
			if a := Check(p, r); len(a.Findings) > 0 {
				t.Fatalf("coverage %d; %s", has, a.Findings[0].Why.EN)
			}
		}
	}
	// 02:00 of day 0: the night of the past. 14:00 of day 0: the early shift and
	// the duty, the trainee left out.
	if a, b := got.Total[2], got.Total[14]; a != 1 || b != 2 {
		t.Errorf("02:00 has %d heads, 14:00 %d; want 1 and 2", a, b)
	}
}

// Four heads on a shift of any queue, 22:00-06:00: 甲 can serve queue 0, 乙 queue 1, 丙
// and 丁 both. 戊 can serve no queue.
func TestHeadsAreSharedOut(t *testing.T) {
	p, r := one("|N", "|N", "|N", "|N", "|N")
	p.People[0].Skills, p.People[1].Skills, p.People[4].Skills = []int{0}, []int{1}, []int{}
	for _, c := range []struct {
		minimum, required []int // by queue
		want              []int
	}{
		{nil, nil, []int{2, 2}},                   // nobody is wanted: as many here as there
		{nil, []int{3, 1}, []int{3, 1}},           // 丙 and 丁 go where they are wanted
		{nil, []int{1, 3}, []int{1, 3}},           //
		{nil, []int{4, 4}, []int{3, 1}},           // four are short whoever goes where; the first queue is first
		{nil, []int{1, 1}, []int{2, 2}},           // two to spare
		{[]int{0, 3}, []int{3, 0}, []int{1, 3}},   // the minimum is first: two of queue 0 are short
		{[]int{1, 1}, []int{1, 2}, []int{2, 2}},   //
		{[]int{0, 2}, []int{1, 1}, []int{2, 2}},   //
		{[]int{0, 9}, []int{9, 0}, []int{1, 3}},   //
		{[]int{2, 0}, []int{2, 2}, []int{2, 2}},   //
		{[]int{1, 0}, []int{1, 3}, []int{1, 3}},   // 甲 serves queue 0, so that 丙 and 丁 are free
		{[]int{0, 1}, []int{3, 1}, []int{3, 1}},   //
		{nil, []int{2, 1}, []int{3, 1}},           // 丁 is left over and both have enough; the first queue is first
		{[]int{}, []int{0, 2, 7}, []int{1, 3}},    // 甲 is to spare, so that 丁 goes where none is; lists may be short or long
		{[]int{0, 0}, []int{100, 0}, []int{3, 1}}, // 乙 cannot help
	} {
		wants := func(n []int) (out [][]int) {
			for _, x := range n {
				out = append(out, slices.Repeat([]int{x}, p.Days*24))
			}
			return out
		}
		got := CoverageOf(p, r, wants(c.minimum), wants(c.required))
		if have := []int{got.Queues[0][23], got.Queues[1][23]}; !slices.Equal(have, c.want) || got.Total[23] != 5 {
			t.Errorf("minimum %v, required %v: %v of %d, want %v", c.minimum, c.required, have, got.Total[23], c.want)
		}
	}
}

// The shortage that is left is the least: by Hall's theorem the most that any set of
// queues wants beyond those who can serve one of them.
func TestLeastShortage(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		queues := 1 + rng.IntN(4)
		var s queueShares
		var kinds [][]int
		for range rng.IntN(7) {
			able := []int{}
			for q := range queues {
				if rng.IntN(2) == 0 {
					able = append(able, q)
				}
			}
			s.add(able)
			kinds = append(kinds, able)
		}
		s.begin(queues)
		want := make([]int, queues)
		for range 2 { // wants grow; what was met stays met
			before := slices.Clone(s.heads)
			for q := range want {
				want[q] += rng.IntN(3)
			}
			s.meet(want)
			for q := range before {
				if s.heads[q] < before[q] {
					t.Fatalf("queue %d had %d and has %d", q, before[q], s.heads[q])
				}
			}
		}
		short, least := 0, 0
		for q := range want {
			short += want[q] - s.heads[q]
		}
		for set := range 1 << queues {
			lack := 0
			for q := range queues {
				if set>>q&1 == 1 {
					lack += want[q]
				}
			}
			for _, able := range kinds {
				if slices.ContainsFunc(able, func(q int) bool { return set>>q&1 == 1 }) {
					lack--
				}
			}
			least = max(least, lack)
		}
		if short != least {
			t.Fatalf("%v want %v: %d short, could be %d", kinds, want, short, least)
		}
	}
}
