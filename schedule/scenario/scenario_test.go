package scenario

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/simulate"
	"paiban/schedule/staffing"
)

// shop is a case of one queue over days from Monday 2026-11-23, of agents who
// each work spans of hours on every day, at 20 yuan an hour.
func shop(days int, need func(hour int) int, agents ...[]schedule.Span) *Case {
	p := staffing.Params{Concurrency: 3, Turns: 4, Typing: 20, Think: 40, Patience: 600, Within: 180, Target: .9, Formula: staffing.PerTurn}
	c := &Case{Factors: Legal, Input: simulate.Input{Days: days, Step: 60, Policy: simulate.DefaultPolicy(), Queues: []simulate.Queue{{Params: p}}}}
	q := &c.Input.Queues[0]
	calendar := workcal.New(nil)
	for d := range days {
		c.Days = append(c.Days, calendar.Day(workcal.DateOf(2026, time.November, 23)+workcal.Date(d)))
		for h := range 24 {
			q.Need = append(q.Need, need(h))
			q.Volume = append(q.Volume, 20*float64(need(h)))
		}
	}
	for _, spans := range agents {
		var a simulate.Agent
		var paid []int
		for d := range days {
			paid = append(paid, 0)
			for _, s := range spans {
				s = s.Shift(d * schedule.DayMinutes)
				a.Segments = append(a.Segments, simulate.Segment{Span: s, Queues: []int{0}})
				paid[d] += s.Len()
			}
		}
		c.Input.Agents = append(c.Input.Agents, a)
		c.Hourly = append(c.Hourly, 20)
		c.Paid = append(c.Paid, paid)
	}
	return c
}

func hours(from, to int) schedule.Span { return schedule.Span{Start: from * 60, End: to * 60} }

func between(from, to, heads int) func(int) int {
	return func(h int) int {
		if from <= h && h < to {
			return heads
		}
		return 0
	}
}

func evaluate(t *testing.T, c *Case) *Outcome {
	t.Helper()
	o, err := Evaluate(context.Background(), c, simulate.Options{Seed: 1, Replications: 8})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) < 1e-9) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// spans lists the spans of turns, sorted.
func spans(turns []Turn) (out []schedule.Span) {
	for _, t := range turns {
		out = append(out, t.Spans...)
	}
	slices.SortFunc(out, func(a, b schedule.Span) int { return a.Start - b.Start })
	return out
}

func TestNothingOffered(t *testing.T) {
	// 08:00-20:00 needs 2 and has 1 until 18:00: 10 + 2·2 head-hours short.
	c := shop(1, between(8, 20, 2), []schedule.Span{hours(8, 18)})
	o := evaluate(t, c)
	near(t, "required", o.Required, 24)
	near(t, "own", o.Own, 10)
	near(t, "unmet", o.Unmet, 14)
	near(t, "cost", o.Total, 200)
	if len(o.Turns) != 0 || o.UnmetSteps[0][19] != 2 || o.UnmetSteps[0][7] != 0 {
		t.Errorf("turns %v, short %v", o.Turns, o.UnmetSteps)
	}
}

// Overtime fills the two hours after the shift, not more: nobody is needed
// later. Monday is a workday (150%), so that 2 h cost 2·20·1.5 = 60.
func TestOvertime(t *testing.T) {
	c := shop(1, between(8, 20, 1), []schedule.Span{hours(8, 18)})
	c.Sources = []Source{{ID: "ot", Kind: Overtime, Longest: 180, Total: 36 * 60, MinRest: 660}}
	o := evaluate(t, c)
	near(t, "unmet", o.Unmet, 0)
	near(t, "added", o.Added, 2)
	near(t, "cost of overtime", o.Costs[1].Yuan, 60)
	if got := o.Input.Agents[0].Segments[0].Span; got != hours(8, 20) {
		t.Errorf("works %v", got)
	}
	if got := c.Input.Agents[0].Segments[0].Span; got != hours(8, 18) {
		t.Errorf("the case was changed: %v", got)
	}
	// An hour a person and day leaves one.
	c.Sources[0].Longest = 60
	near(t, "unmet with an hour a day", evaluate(t, c).Unmet, 1)
	c.Sources[0].Longest, c.Sources[0].Total = 180, 60
	near(t, "unmet with an hour in all", evaluate(t, c).Unmet, 1)
}

// Overtime is paid by the classes of its minutes: 60 min at 150%, 30 at 200% and 30 at
// 300% are 1.5 + 1 + 1.5 = 4 hours' pay. Without classes a Saturday of the roster is a
// working day, as settled, and a statutory holiday is one.
func TestOvertimePayClass(t *testing.T) {
	near(t, "hours", Legal.Hours([3]int{60, 30, 30}), 4)
	saturday := shop(6, between(8, 16, 1), []schedule.Span{hours(8, 16)})
	near(t, "an hour on Saturday", saturday.price(0, 5, schedule.Span{Start: 5*1440 + 960, End: 5*1440 + 1020}), 30)
	saturday.Classes = func(day int, span schedule.Span) [3]int {
		if day != 5 || span != hours(16, 17) {
			t.Errorf("asked about %v of day %d", span, day)
		}
		return [3]int{1: 60}
	}
	near(t, "an hour on a Saturday off", saturday.price(0, 5, schedule.Span{Start: 5*1440 + 960, End: 5*1440 + 1020}), 40)
	// A roster's hours on a statutory day are paid three times: 8·20·(3−1) extra.
	c := shop(1, between(8, 16, 1), []schedule.Span{hours(8, 16)})
	c.Days[0].Statutory = true
	o := evaluate(t, c)
	near(t, "own", o.Costs[0].Yuan, 160)
	near(t, "extra pay", o.Costs[1].Yuan, 320)
	near(t, "total", o.Total, 480)
	near(t, "an hour of overtime on it", c.price(0, 0, hours(16, 17)), 60)
}

// Whoever may not work overtime is offered none, whatever they have room for; what is
// asked about contains what they have already.
func TestOvertimeThatMayNotBe(t *testing.T) {
	c := shop(1, between(8, 22, 2), []schedule.Span{hours(8, 18)}, []schedule.Span{hours(8, 18)})
	c.Sources = []Source{{ID: "ot", Kind: Overtime, Longest: 240, Total: 36 * 60}}
	c.May = func(agent int, turns []Turn) bool {
		sum := 0.0
		for _, t := range turns {
			sum += t.Hours()
		}
		return agent == 1 && sum <= 2
	}
	o := evaluate(t, c)
	near(t, "added", o.Added, 2)
	for _, turn := range o.Turns {
		if turn.Agent != 1 {
			t.Errorf("overtime of agent %d", turn.Agent)
		}
	}
}

// A turn that costs nothing comes before any that costs something, the longer of two first.
func TestFreeTurns(t *testing.T) {
	c := shop(1, between(8, 20, 1))
	c.Sources = []Source{
		{ID: "paid", Kind: Extra, Queues: []int{0}, Heads: 1, Spans: []schedule.Span{hours(8, 20)}, Price: .01},
		{ID: "short", Kind: Extra, Queues: []int{0}, Heads: 1, Spans: []schedule.Span{hours(8, 10)}},
		{ID: "free", Kind: Extra, Queues: []int{0}, Heads: 1, Spans: []schedule.Span{hours(8, 16)}},
	}
	o := evaluate(t, c)
	if len(o.Turns) != 2 || o.Turns[0].From != "free" || o.Turns[1].From != "paid" {
		t.Errorf("turns %+v", o.Turns)
	}
}

// The gap of a split shift is filled from either side, never twice; 11 hours of
// rest keep a late end from being followed by an early start.
func TestOvertimeInGapsAndRest(t *testing.T) {
	c := shop(1, between(8, 18, 1), []schedule.Span{hours(8, 12), hours(14, 18)})
	c.Sources = []Source{{ID: "ot", Kind: Overtime, Longest: 180, Total: 36 * 60, MinRest: 660}}
	o := evaluate(t, c)
	near(t, "unmet", o.Unmet, 0)
	near(t, "added", o.Added, 2)
	for i := range 60 * 24 {
		n := 0
		for _, g := range o.Input.Agents[0].Segments {
			if g.Start <= i && i < g.End {
				n++
			}
		}
		if n > 1 {
			t.Fatalf("at work twice at %s", schedule.Clock(i))
		}
	}
	// 10:00-22:00 on both days leaves 12 hours of rest, one of which may go: of
	// 08:00-24:00 four hours are short on the first day and four on the second,
	// at 3 h a day the two nights can give 3 + 3 except for the rest between them.
	c = shop(2, between(8, 24, 1), []schedule.Span{hours(10, 22)})
	c.Sources = []Source{{ID: "ot", Kind: Overtime, Longest: 180, Total: 36 * 60, MinRest: 660}}
	o = evaluate(t, c)
	got := spans(o.Turns)
	for i := 1; i < len(got); i++ {
		if got[i-1].Start < schedule.DayMinutes && got[i].Start >= schedule.DayMinutes && got[i].Start-got[i-1].End < 660 {
			t.Errorf("rest of %d minutes: %v", got[i].Start-got[i-1].End, got)
		}
	}
	// 2 h before 10:00 of day 0, 1 h between the days, 2 h after 22:00 of day 1.
	near(t, "added", o.Added, 5)
}

// Three heads are short for four hours; two temps come, at half the pace. They
// take 2·0.5 of the 3.
func TestTemps(t *testing.T) {
	c := shop(2, between(18, 22, 3), nil...)
	c.Sources = []Source{{ID: "temps", Kind: Extra, Queues: []int{0}, Heads: 2, Spans: []schedule.Span{hours(18, 22)}, Days: schedule.DaySet{false, true}, Pace: .5, Chats: 2, Price: 150}}
	o := evaluate(t, c)
	near(t, "cost", o.Total, 300)
	near(t, "added", o.Added, 8)
	if len(o.Turns) != 2 || o.Turns[0].Day != 1 {
		t.Fatalf("turns %+v", o.Turns)
	}
	want := simulate.Agent{ID: "temps-1", Speed: .5, Chats: 2, Segments: []simulate.Segment{{Span: hours(42, 46), Queues: []int{0}}}}
	if d := cmp.Diff(want, o.Input.Agents[0]); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// The source that covers more for a yuan goes first: a temp of 4 h for 100
// before overtime of 30 an hour.
func TestCheapestHandsFirst(t *testing.T) {
	c := shop(1, between(8, 22, 1), []schedule.Span{hours(8, 18)})
	c.Sources = []Source{
		{ID: "ot", Kind: Overtime, Longest: 240, Total: 36 * 60},
		{ID: "temps", Kind: Extra, Queues: []int{0}, Heads: 3, Spans: []schedule.Span{hours(18, 22)}, Price: 100},
	}
	if o := evaluate(t, c); len(o.Turns) != 1 || o.Turns[0].Source != 1 {
		t.Errorf("turns %+v, want one temp", o.Turns)
	}
	c.Sources[1].Price = 130 // now 4 h of overtime at 20·1.5 are 120
	if o := evaluate(t, c); len(o.Turns) == 0 || o.Turns[0].Source != 0 {
		t.Errorf("turns %+v, want overtime", o.Turns)
	}
}

func TestHandedAndBreach(t *testing.T) {
	c := shop(1, between(8, 20, 2)) // nobody is there: every replication is below the gate
	c.Input.Queues[0].Gate = .7
	c.Breach = 3000
	c.Outsourced = []Outsourced{{lang.Same("provider"), 120, 2.5}}
	o := evaluate(t, c)
	near(t, "breach", o.Risk, 3000)
	near(t, "handed out", o.Total, 300)
}

func TestSensitivity(t *testing.T) {
	c := shop(1, between(8, 20, 2), []schedule.Span{hours(8, 20)}, []schedule.Span{hours(8, 20)})
	o := evaluate(t, c)
	test := func() {
		t.Helper()
		if err := o.Test(context.Background(), c, []float64{.5, 2}, simulate.Options{Seed: 1, Replications: 8}); err != nil {
			t.Fatal(err)
		}
	}
	test()
	half, double := o.Sensitivity[0].Queues[0], o.Sensitivity[1].Queues[0]
	near(t, "volume", double.Volume, 4*half.Volume)
	if half.Reply.Mean <= double.Reply.Mean {
		t.Errorf("reply rate %v at half the volume, %v at double", half.Reply.Mean, double.Reply.Mean)
	}
	// 12 hours of 40 contacts, one of which was guessed.
	// A guess of twice as many holds 20 of their own; twice what it adds is 60.
	c.Uplift = [][]float64{slices.Repeat([]float64{1}, 24)}
	c.Uplift[0][10] = 2
	o.Sensitivity = nil
	test()
	near(t, "volume with one hour of guess, half of what it adds", o.Sensitivity[0].Queues[0].Volume, 470)
	near(t, "volume with one hour of guess, twice what it adds", o.Sensitivity[1].Queues[0].Volume, 500)
	// No uplift stays none, and one of less than half does not fall below nothing.
	c.Uplift[0][10], c.Uplift[0][11] = 1, .4
	o.Sensitivity = nil
	test()
	near(t, "volume with an uplift of one and one of .4, half", o.Sensitivity[0].Queues[0].Volume, 440+40*.7/.4)
	near(t, "volume with an uplift of one and one of .4, twice", o.Sensitivity[1].Queues[0].Volume, 440)
}

// One of three heads is there; temps can be hired up to eight. The plan found
// keeps the promise in weeks of its own.
func TestCheapest(t *testing.T) {
	c := shop(1, between(8, 20, 3), []schedule.Span{hours(8, 20)})
	c.Input.Queues[0].Volume = slices.Repeat([]float64{0}, 24)
	for h := 8; h < 20; h++ {
		c.Input.Queues[0].Volume[h] = 130
	}
	c.Sources = []Source{{ID: "temps", Kind: Extra, Queues: []int{0}, Heads: 8, Spans: []schedule.Span{hours(8, 20)}, Price: 200}}
	opt := simulate.Options{Seed: 1, Replications: 20}
	f, err := Cheapest(context.Background(), c, .9, opt)
	if err != nil {
		t.Fatal(err)
	}
	if f.Best == nil || len(f.Best.Turns) == 0 {
		t.Fatalf("no plan: %+v", f.Points)
	}
	if f.Check == nil || f.Check.AtLeast < .9 || float64(f.Check.OnTarget) < .9*float64(f.Check.Weeks) {
		t.Errorf("check %+v", f.Check)
	}
	for i := 1; i < len(f.Points); i++ {
		if f.Points[i].Cost <= f.Points[i-1].Cost {
			t.Errorf("point %d costs %v after %v", i, f.Points[i].Cost, f.Points[i-1].Cost)
		}
	}
	// A source that gives nothing keeps no promise.
	c.Sources = nil
	if f, err = Cheapest(context.Background(), c, .9, opt); err != nil || f.Best != nil {
		t.Errorf("without sources: %v, %v", f.Best, err)
	}
}

// Every mix of up to 2 mornings, 3 evenings and 2 whole days is simulated: the
// cheapest that keeps the promise costs what the plan found does.
func TestCheapestAgainstEveryMix(t *testing.T) {
	const confidence = .9
	opt := simulate.Options{Seed: 1, Replications: 20}
	for _, load := range []float64{60, 90, 130} {
		c := shop(1, between(8, 20, 2), []schedule.Span{hours(8, 20)})
		c.Input.Queues[0].Volume = make([]float64, 24)
		for h := 8; h < 20; h++ {
			c.Input.Queues[0].Volume[h] = load
			if h >= 14 {
				c.Input.Queues[0].Volume[h] *= 1.5
			}
		}
		c.Sources = []Source{
			{ID: "mornings", Kind: Extra, Queues: []int{0}, Heads: 2, Spans: []schedule.Span{hours(8, 14)}, Price: 110},
			{ID: "evenings", Kind: Extra, Queues: []int{0}, Heads: 3, Spans: []schedule.Span{hours(14, 20)}, Price: 120},
			{ID: "days", Kind: Extra, Queues: []int{0}, Heads: 2, Spans: []schedule.Span{hours(8, 20)}, Price: 200},
		}
		p, err := newPlanner(c)
		if err != nil {
			t.Fatal(err)
		}
		best := math.Inf(1)
		for m := range 3 {
			for e := range 4 {
				for d := range 3 {
					turns := slices.Concat(slices.Repeat(p.people[:1], m), slices.Repeat(p.people[1:2], e), slices.Repeat(p.people[2:], d))
					o, err := c.outcome(context.Background(), turns, opt)
					if err != nil {
						t.Fatal(err)
					}
					if o.Confidence() >= confidence {
						best = min(best, o.Total)
					}
				}
			}
		}
		s := &seeker{ctx: context.Background(), c: c, aim: confidence, opt: opt}
		f, err := s.search(p, p.all())
		if err != nil {
			t.Fatal(err)
		}
		if math.IsInf(best, 1) != (f.Best == nil) {
			t.Fatalf("%v contacts an hour: the best mix costs %v, found %v", load, best, f.Best)
		}
		if f.Best != nil {
			near(t, "cost of the plan found", f.Best.Total, best)
		}
	}
}
