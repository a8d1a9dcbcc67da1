package scenario

import (
	"context"
	"strings"
	"testing"

	"paiban/schedule"
	"paiban/schedule/simulate"
)

// impatient is a shop of one agent whose replies are in time although many customers
// leave before they get one: the target is low, so that the limit on lost customers
// decides, 5% where nothing is set.
func impatient() *Case {
	c := shop(1, between(8, 20, 3), []schedule.Span{hours(8, 20)})
	q := &c.Input.Queues[0]
	q.Params.Target, q.Params.Patience = .3, 120
	c.Sources = []Source{{ID: "temps", Kind: Extra, Queues: []int{0}, Heads: 6, Spans: []schedule.Span{hours(8, 14), hours(14, 20)}, Price: 200}}
	return c
}

// A week on target by its reply rate that loses more customers than may be is not reached:
// the plan offered loses no more, and without anybody to add none is offered.
func TestLostCustomersAreNotOnTarget(t *testing.T) {
	opt := simulate.Options{Seed: 3, Replications: 20}
	alone := impatient()
	alone.Sources = nil
	o, err := Evaluate(context.Background(), alone, opt)
	if err != nil {
		t.Fatal(err)
	}
	if q := o.Queues[0]; q.MissTarget != 0 || q.Abandon <= .05 || q.Missed != 1 || o.Confidence() != 0 {
		t.Errorf("one agent: below the target in %v of the weeks, %v lost, missed in %v, confidence %v", q.MissTarget, q.Abandon, q.Missed, o.Confidence())
	}
	f, err := Cheapest(context.Background(), alone, .9, opt)
	if err != nil {
		t.Fatal(err)
	}
	if f.Best != nil {
		t.Errorf("nobody can be added, %.1f%% are lost, and a plan is offered", 100*f.Best.Queues[0].Abandon)
	}
	if says := Advice(f.Points, f.Best, .9).EN; !strings.Contains(says, "leave unanswered, at most 5% may") {
		t.Errorf("advice: %s", says)
	}

	more := impatient()
	if f, err = Cheapest(context.Background(), more, .9, opt); err != nil {
		t.Fatal(err)
	}
	if f.Best == nil || len(f.Best.Turns) == 0 || f.Best.Queues[0].Abandon > .05 || f.Check.AtLeast < .9 {
		t.Errorf("with temps: %+v, check %+v", f.Best, f.Check)
	}

	// Who sets no limit on lost customers has enough with one agent.
	free := impatient()
	free.Input.Queues[0].Params.MaxLost = 1
	if f, err = Cheapest(context.Background(), free, .9, opt); err != nil {
		t.Fatal(err)
	}
	if f.Best == nil || len(f.Best.Turns) != 0 {
		t.Errorf("without a limit: %+v", f.Best)
	}
}

// The queue furthest from its promise is worst, by reply or by customers lost: 3 points
// below its target, or 4 points more lost than the 1% that may be.
func TestWorstByReplyOrByLost(t *testing.T) {
	p := Point{Queues: []Queue{
		{Target: .9, Reply: simulate.Estimate{Mean: .87}, MaxLost: .05},
		{Target: .9, Reply: simulate.Estimate{Mean: .98}, MaxLost: .01, Abandon: .05},
	}}
	if p.Worst() != 1 {
		t.Errorf("the worst queue is %d", p.Worst())
	}
	p.Queues[1].Abandon = .02
	if p.Worst() != 0 {
		t.Errorf("with fewer lost the worst queue is %d", p.Worst())
	}
}
