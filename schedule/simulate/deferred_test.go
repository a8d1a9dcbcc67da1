package simulate

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"paiban/schedule"
	"paiban/schedule/staffing"
)

// spreadHeads asks for the heads of a deferred queue over a week of half-hours, on shifts of
// some hours each day, and returns an agent for each head asked for and their head-hours.
func spreadHeads(p staffing.Params, volume []float64, shifts ...schedule.Span) (agents []Agent, hours float64) {
	d := staffing.Deferred{Work: make([]float64, len(volume)), Wait: staffing.WaitSteps(p.Within, 30)}
	for i, v := range volume {
		d.Work[i] = p.HeadMinutes(v)
	}
	var blocks []staffing.Block
	var spans []schedule.Span
	for _, s := range shifts {
		for day := range 7 {
			b := staffing.Block{Cost: s.Len()}
			at := s.Shift(day * schedule.DayMinutes)
			for t := at.Start / 30; t < min(at.End/30, len(volume)); t++ {
				b.Steps, b.Yield = append(b.Steps, t), append(b.Yield, 30)
			}
			blocks, spans = append(blocks, b), append(spans, at)
		}
	}
	take := d.Spread(make([]float64, len(volume)), make([]int, len(volume)), blocks)
	for b, n := range take {
		for range n {
			agents = append(agents, Agent{Segments: []Segment{{Span: spans[b], Queues: []int{0}}}})
			hours += float64(spans[b].Len()) / 60
		}
	}
	return agents, hours
}

// With exactly the heads that the requirement asks for, nearly all is done in time, though
// the week is another one than was forecast each time: the forecast is off by a tenth
// either way, and customers come by chance.
func TestSpreadHeadsKeepThePromise(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 3))
	thirds := []schedule.Span{{Start: 480, End: 960}, {Start: 960, End: 1440}, {Start: 0, End: 480}}
	halves := []schedule.Span{{Start: 0, End: 720}, {Start: 720, End: 1440}}
	byDay, longDay := []schedule.Span{{Start: 540, End: 1080}, {Start: 780, End: 1320}}, []schedule.Span{{Start: 480, End: 1320}}
	oneShift := []schedule.Span{{Start: 540, End: 1080}}
	worst, sum, n := 1.0, 0.0, 0
	for k := range 40 {
		p := staffing.Params{
			AHT: 120 + 600*rng.Float64(), Target: .95, Formula: staffing.FirstReply,
			Shrinkage: .3 * rng.Float64(), MaxOccupancy: .8 + .1*rng.Float64(),
		}
		p.Within = []float64{2, 4, 12, 24, 48}[k%5] * 3600
		// A promise can be kept only where somebody can be there within it.
		shifts := [][][]schedule.Span{{thirds, halves}, {thirds, halves}, {thirds, longDay}, {thirds, byDay, oneShift}, {thirds, byDay, oneShift}}[k%5]
		shift := shifts[k/5%len(shifts)]
		volume, low, high := make([]float64, 7*48), make([]float64, 7*48), make([]float64, 7*48)
		perDay := math.Exp(math.Log(50) + rng.Float64()*math.Log(20))
		for i := range volume {
			volume[i] = perDay / 48 * (1 + .8*math.Sin(2*math.Pi*float64(i%48-16)/48))
			sd := math.Sqrt(volume[i] + .01*volume[i]*volume[i])
			low[i], high[i] = max(0, volume[i]-z90*sd), volume[i]+z90*sd
		}
		agents, hours := spreadHeads(p, volume, shift...)
		in := Input{Days: 7, Step: 30, Agents: agents, Policy: DefaultPolicy(), Queues: []Queue{{Params: p, Volume: volume, Low: low, High: high, Grain: 30, Deferred: true}}}
		// Half of the variance of the error is common to a day, none to the week.
		wide := 0.0
		for i := range 48 {
			wide += (high[i] - low[i]) / (2 * z90)
		}
		in.Queues[0].DayShare, in.Queues[0].WeekShare = slices.Repeat([]float64{math.Sqrt(perDay+.01*perDay*perDay/2) / wide}, 7), 1/math.Sqrt(7)
		r, err := Run(context.Background(), in, Options{Seed: uint64(k), Replications: 20})
		if err != nil {
			t.Fatal(err)
		}
		got := r.Queues[0].Total.Reply.Mean
		t.Logf("%2d: %2.0f h, %3.0f s each, %3.0f a day, %d shifts: %.0f head-hours for %.0f of work, %.2f%% in time",
			k, p.Within/3600, p.AHT, perDay, len(shift), hours, p.HeadMinutes(staffing.Sum(volume))/60, 100*got)
		worst, sum, n = min(worst, got), sum+got, n+1
	}
	if t.Logf("mean %.2f%%, worst %.2f%%", 100*sum/float64(n), 100*worst); worst < .95 || sum < .99*float64(n) {
		t.Errorf("in time: worst %.1f%%, mean %.1f%%", 100*worst, 100*sum/float64(n))
	}
}

// One agent, 08:00-18:00 (600 minutes), items of about a minute that may wait four hours.
func items(carried ...float64) Input {
	in := Input{
		Days: 1, Step: 60, Policy: DefaultPolicy(),
		Agents: []Agent{{Segments: []Segment{{Span: schedule.Span{Start: 480, End: 1080}, Queues: []int{0}}}}},
		Queues: []Queue{{Params: staffing.Params{AHT: 60, Within: 4 * 3600, Target: .9, Formula: staffing.FirstReply}, Volume: make([]float64, 24), Deferred: true, Carried: carried}},
	}
	return in
}

func play(t *testing.T, in Input) *Result {
	t.Helper()
	r, err := Run(context.Background(), in, Options{Seed: 5, Replications: 40})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestItemsWaitForTheOpening(t *testing.T) {
	in := items()
	// The 60 of 02:00 are too late at 08:00 already, and take until about 09:00. What came
	// x minutes after 05:00 must be done by x minutes after 09:00, and is done about then: half
	// is in time.
	in.Queues[0].Volume[2], in.Queues[0].Volume[5] = 60, 60
	r := play(t, in)
	f := r.Queues[0].Total
	if got := r.Queues[0].Steps[5].Reply; got < .35 || got > .65 {
		t.Errorf("of what came at 05:00 %.0f%% are in time", 100*got)
	}
	if got := r.Queues[0].Steps[2].Reply; got != 0 {
		t.Errorf("of what came at 02:00 %.0f%% are in time", 100*got)
	}
	if f.Left != 0 || f.Abandoned != 0 || math.Abs(f.Served-f.Arrived) > 1e-9 {
		t.Errorf("%+v", f)
	}
}

// 300 are left over: 100 of 00:00-01:00 before, whose time is over at 04:00 at the latest;
// 200 of five hours before, too late already. The agent does 600 minutes of work a day.
func TestItemsCarriedIn(t *testing.T) {
	r := play(t, items(100, 0, 0, 0, 200))
	f := r.Queues[0].Total
	if f.Carried != 300 || f.Arrived != 0 || f.Served != 300 {
		t.Errorf("%+v", f)
	}
	// Those that were too late before count there and not again.
	if f.Judged != 100 || f.Reply.Mean != 0 {
		t.Errorf("judged %v, in time %v", f.Judged, f.Reply.Mean)
	}
}

// 900 come between 08:00 and 17:00 for 600 minutes of work: about 300 are left over, and
// nobody stays for them.
func TestItemsLeftOver(t *testing.T) {
	in := items()
	for h := 8; h < 17; h++ {
		in.Queues[0].Volume[h] = 100
	}
	r := play(t, in)
	f := r.Queues[0].Total
	if math.Abs(f.Left-300) > 15 || r.Load.Extension.Mean > 0 || math.Abs(f.Arrived-f.Served-f.Left) > 1e-9 {
		t.Errorf("%+v, %v minutes after the end", f, r.Load.Extension.Mean)
	}
	if said := r.Summary(&in)[0].EN; !strings.Contains(said, "left over for the days after") {
		t.Error(said)
	}
}

// Two agents answer chats, at half an hour's work of typing in an hour, and between them
// tickets. The chats fare as they do without the tickets, and the tickets are done in the
// time that is left.
func TestItemsGiveWayToChats(t *testing.T) {
	chats := Queue{Params: staffing.Params{Concurrency: 3, Turns: 4, Typing: 30, Think: 60, Within: 60, Target: .8}, Volume: make([]float64, 24)}
	tickets := Queue{Params: staffing.Params{AHT: 300, Within: 12 * 3600, Target: .9, Formula: staffing.FirstReply}, Volume: make([]float64, 24), Deferred: true}
	for h := 8; h < 18; h++ {
		chats.Volume[h], tickets.Volume[h] = 30, 8 // 60 and 40 of 120 minutes
	}
	in := Input{Days: 1, Step: 60, Policy: DefaultPolicy(), Queues: []Queue{chats, tickets}}
	for range 2 {
		in.Agents = append(in.Agents, Agent{Segments: []Segment{{Span: schedule.Span{Start: 480, End: 1110}, Queues: []int{0, 1}}}})
	}
	both := play(t, in)
	in.Queues[1].Volume = make([]float64, 24)
	alone := play(t, in)
	a, b := both.Queues[0].Total.Reply, alone.Queues[0].Total.Reply
	if math.Abs(a.Mean-b.Mean) > 2*(a.Half+b.Half) || a.Half > .03 {
		t.Errorf("chats in time: %.3f ± %.3f with tickets, %.3f ± %.3f without", a.Mean, a.Half, b.Mean, b.Half)
	}
	if f := both.Queues[1].Total; f.Reply.Mean < .98 || f.Left > .1*f.Arrived {
		t.Errorf("tickets: %+v", f)
	}
}
