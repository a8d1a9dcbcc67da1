package design

import (
	"context"
	"testing"

	"paiban/schedule"
)

func span(a, b int) schedule.Span { return schedule.Span{Start: a * 60, End: b * 60} }

func template(paid int, spans ...schedule.Span) Template {
	return Template{Segments: spans, Paid: paid * 60}
}

// One head is wanted from 08:00 to 16:00 and today one shift of 4 hours covers
// half of it. The proposal covers all of it with 8 staff hours; the plan of the
// same hours has today's 4 to spend and so leaves 4 hours to nobody.
func TestSameHoursSpendNoMoreThanToday(t *testing.T) {
	d := Demand{60, [][]int{day(8, 1, 1, 1, 1, 1, 1, 1, 1)}}
	c := Compare(context.Background(), d, Options{
		Limits: Limits{Grid: 60, MinPaid: 240, MaxPaid: 240, MaxSegment: 240, From: 480, To: 960},
		Most:   2, Today: []Template{template(4, span(8, 12))},
	})
	if c.Today.Paid != 240 || c.Today.Uncovered != 240 || c.Proposal.Paid != 480 || c.Proposal.Uncovered != 0 || c.CutShort {
		t.Fatalf("today %d paid, %d uncovered; proposal %d, %d; cut short %v", c.Today.Paid, c.Today.Uncovered, c.Proposal.Paid, c.Proposal.Uncovered, c.CutShort)
	}
	if c.SameHours == nil || c.SameHours.Paid != 240 || c.SameHours.Uncovered != 240 {
		t.Errorf("the same hours: %+v, want 240 minutes paid and 240 uncovered", c.SameHours)
	}
}

// Two heads are wanted for 8 hours, and today a shift of 8 hours covers them with
// 16 staff hours; so does any proposal, and no third plan is needed.
func TestSameHoursOnlyWhereTheProposalTakesMore(t *testing.T) {
	d := Demand{60, [][]int{day(8, 2, 2, 2, 2, 2, 2, 2, 2)}}
	c := Compare(context.Background(), d, Options{
		Limits: Limits{Grid: 60, MinPaid: 480, MaxPaid: 480, MaxSegment: 480, From: 480, To: 960},
		Most:   1, Today: []Template{template(8, span(8, 16))},
	})
	if c.Proposal.Paid != 960 || c.SameHours != nil {
		t.Errorf("%d minutes paid, the same hours %+v", c.Proposal.Paid, c.SameHours)
	}
}

// Within a budget, today's templates may be the better ones: 4 hours cover 4 of
// the 5 wanted, a shift of 5 hours is above the budget and covers nothing.
func TestTodayMayBeBetterWithinTheBudget(t *testing.T) {
	d := Demand{60, [][]int{day(8, 1, 1, 1, 1, 1)}}
	p := withinBudget(d, []Template{template(5, span(8, 13))}, []Template{template(4, span(8, 12))}, 240)
	if p.Paid != 240 || p.Uncovered != 60 {
		t.Errorf("%d paid, %d uncovered; want 240, 60", p.Paid, p.Uncovered)
	}
}

func TestCompareSaysThatTheSearchWasCutShort(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	d := Demand{60, [][]int{day(8, 1, 1, 1, 1)}}
	c := Compare(ctx, d, Options{Limits: Limits{Grid: 60, MinPaid: 240, MaxPaid: 240, MaxSegment: 240, From: 480, To: 960}, Most: 1})
	if !c.CutShort {
		t.Error("the context had ended")
	}
}
