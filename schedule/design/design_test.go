package design

import (
	"context"
	"math/rand/v2"
	"testing"

	"paiban/schedule"
)

// day makes a row of 24 hours with heads from hour from on.
func day(from int, heads ...int) []int {
	row := make([]int, 24)
	copy(row[from:], heads)
	return row
}

// The tour demand that a scheduling tool publishes with its README: 15 hours,
// shifts of 4 to 8 hours. Its heads add up to 95, and 95 staff-hours cover it:
// nothing is wasted.
func TestTourDemand(t *testing.T) {
	d := Demand{60, [][]int{day(0, 5, 5, 7, 8, 6, 6, 7, 7, 7, 9, 9, 6, 5, 4, 4)}}
	all := candidates(Limits{Grid: 60, MinPaid: 240, MaxPaid: 480, MaxSegment: 480, To: 900})
	// 12 starts for 4 hours, 11 for 5, 10 for 6, 9 for 7, 8 for 8.
	if len(all) != 50 {
		t.Fatalf("%d candidates, want 50", len(all))
	}
	p := Evaluate(d, all, 0)
	if p.Uncovered != 0 || p.Paid != 95*60 || !p.Exact {
		t.Errorf("%d minutes uncovered, %d hours paid, exact %v; want 0, 95, true", p.Uncovered, p.Paid/60, p.Exact)
	}
}

func TestCandidates(t *testing.T) {
	// Eight hours between 08:00 and 18:00 by the hour, at most 4 at a stretch:
	// 4 + 4 with a break of 1 or 2 hours. Break 1: 9 hours, starts 8 and 9;
	// break 2: 10 hours, start 8.
	got := candidates(Limits{Grid: 60, MinPaid: 480, MaxPaid: 480, MinSegment: 120, MaxSegment: 240, MinBreak: 60, MaxBreak: 120, From: 480, To: 1080})
	if len(got) != 3 {
		t.Errorf("%v", got)
	}
	for _, c := range got {
		if len(c.Segments) != 2 || c.Paid != 480 || c.Segments[0].Len() != 240 || c.Segments[1].Len() != 240 {
			t.Errorf("%v", c)
		}
	}
}

// wangdian's split shifts leave 12:00–14:00, 18:00–19:00 and 23:00–24:00 to
// nobody: one head wanted from 08:00 to 24:00 is uncovered for 4 hours with 16
// staff-hours. Two shifts of 8 hours cover all 16 hours at the same price: 8–16
// and 16–24, if people may work 8 hours at a stretch; with at most 5 hours at a
// stretch two split shifts must interlock: 8–12 + 16–20 and 12–16 + 20–24.
func TestHolesAreClosed(t *testing.T) {
	row := make([]int, 24)
	for h := 8; h < 24; h++ {
		row[h] = 1
	}
	d := Demand{60, [][]int{row, row}}
	today := []Template{{Segments: []schedule.Span{span(8, 12), span(14, 18)}, Paid: 480}, {Segments: []schedule.Span{span(14, 18), span(19, 23)}, Paid: 480}}
	was := Evaluate(d, today, 0)
	if was.Uncovered != 2*4*60 || was.Paid != 2*16*60 {
		t.Fatalf("today: %d minutes uncovered, %d paid", was.Uncovered, was.Paid)
	}
	for _, stretch := range []int{480, 300} {
		got := propose(context.Background(), d, Options{
			Limits: Limits{Grid: 60, MinPaid: 480, MaxPaid: 480, MinSegment: 120, MaxSegment: stretch, MinBreak: 60, MaxBreak: 240, From: 480, To: 1440},
			Most:   2, Today: today,
		})
		if got.Uncovered != 0 || got.Paid != was.Paid || len(got.Templates) != 2 {
			t.Errorf("stretch %d: %+v", stretch, got)
		}
	}
}

// Work past midnight covers the morning: 22:00–06:00.
func TestNight(t *testing.T) {
	row := make([]int, 24)
	for _, h := range []int{22, 23, 0, 1, 2, 3, 4, 5} {
		row[h] = 2
	}
	p := Evaluate(Demand{60, [][]int{row}}, []Template{{Segments: []schedule.Span{{Start: 1320, End: 1800}}, Paid: 480}}, 0)
	if p.Uncovered != 0 || p.Paid != 2*480 {
		t.Errorf("%+v", p)
	}
}

// A shift of weekends helps nobody on the other row: one head for 8 hours on two
// rows, a shift for the second alone.
func TestRowsOfATemplate(t *testing.T) {
	row := day(8, 1, 1, 1, 1, 1, 1, 1, 1)
	p := Evaluate(Demand{60, [][]int{row, row}}, []Template{{Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480, Rows: []bool{false, true}}}, 0)
	if p.Uncovered != 480 || p.Paid != 480 || p.Heads[0][0] != 0 || p.Heads[1][0] != 1 {
		t.Errorf("%+v", p)
	}
}

// With a budget of one shift the better of two is kept: heads 2 over 8 hours,
// one shift of 8 hours: 8 head-hours stay uncovered.
func TestBudget(t *testing.T) {
	p := Evaluate(Demand{60, [][]int{day(8, 2, 2, 2, 2, 2, 2, 2, 2)}}, []Template{{Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480}}, 480)
	if p.Paid != 480 || p.Uncovered != 480 || p.Heads[0][0] != 1 {
		t.Errorf("%+v", p)
	}
}

// brute is the cheapest cover of a row by trying every number of people, up to
// the highest demand, on every template.
func brute(d Demand, templates []Template) (uncovered, paid int) {
	s := newSearch(d, templates, 0)
	for _, row := range d.Rows {
		most := 0
		for _, n := range row {
			most = max(most, n)
		}
		bestU, bestP := 1<<30, 1<<30
		need := append([]int(nil), row...)
		var try func(t, cost int)
		try = func(t, cost int) {
			if t == len(templates) {
				u := 0
				for _, n := range need {
					u += max(0, n) * d.Interval
				}
				if u < bestU || u == bestU && cost < bestP {
					bestU, bestP = u, cost
				}
				return
			}
			for range most + 1 {
				try(t+1, cost)
				for _, i := range s.shapes[t].covers {
					need[i]--
				}
				cost += templates[t].Paid
			}
			for _, i := range s.shapes[t].covers {
				need[i] += most + 1
			}
		}
		try(0, 0)
		uncovered, paid = uncovered+bestU, paid+bestP
	}
	return uncovered, paid
}

// small draws a demand of two days of 8 hours with up to 3 heads and candidates
// of 3 to 5 hours, split ones too.
func small(rng *rand.Rand) (Demand, []Template) {
	d := Demand{Interval: 60}
	for range 2 {
		var heads []int
		for range 8 {
			heads = append(heads, rng.IntN(4))
		}
		d.Rows = append(d.Rows, day(8, heads...))
	}
	return d, candidates(Limits{Grid: 60, MinPaid: 180, MaxPaid: 300, MinSegment: 60, MaxSegment: 300, MinBreak: 60, MaxBreak: 120, From: 480, To: 960})
}

func TestEvaluateAgreesWithBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for n := range 60 {
		d, all := small(rng)
		var set []Template
		for range 3 {
			set = append(set, all[rng.IntN(len(all))])
		}
		got := Evaluate(d, set, 0)
		uncovered, paid := brute(d, set)
		if got.Uncovered != uncovered || got.Paid != paid || !got.Exact {
			t.Errorf("case %d: %d uncovered, %d paid; by brute force %d, %d", n, got.Uncovered, got.Paid, uncovered, paid)
		}
	}
}

// The search finds what going through all pairs of templates finds.
func TestSearchAgreesWithAllSets(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 12 {
		d, all := small(rng)
		s := newSearch(d, all, 0)
		exact := s.judge(s.all(2), worst)
		got := s.judge(s.improve(2), worst)
		if got != exact {
			t.Errorf("case %d: the search finds %+v, all sets of %d candidates have %+v", n, got, len(all), exact)
		}
	}
}

// Whatever today's templates are, the proposal is no worse: alone and within
// the staff hours of today.
func TestNeverWorseThanToday(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for n := range 8 {
		d, all := small(rng)
		today := []Template{all[rng.IntN(len(all))], all[rng.IntN(len(all))], all[rng.IntN(len(all))]}
		was := Evaluate(d, today, 0)
		for _, budget := range []int{0, was.Paid} {
			got := propose(context.Background(), d, Options{
				Limits: Limits{Grid: 60, MinPaid: 240, MaxPaid: 240, MaxSegment: 240, From: 480, To: 960}, Most: 3, Today: today, Budget: budget,
			})
			if got.Uncovered > was.Uncovered || got.Uncovered == was.Uncovered && got.Paid > was.Paid || budget > 0 && got.Paid > budget {
				t.Errorf("case %d budget %d: %d uncovered for %d, today %d for %d", n, budget, got.Uncovered, got.Paid, was.Uncovered, was.Paid)
			}
		}
	}
}
