package simulate

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

func span(from, to int) schedule.Span { return schedule.Span{Start: from * 60, End: to * 60} }

// chats is a queue of brief chats that leave agents almost idle: 5 s an answer,
// 2 turns, 30 s between.
func chats() staffing.Params {
	return staffing.Params{Concurrency: 3, Turns: 2, Typing: 5, Think: 30, Within: 180, Target: .9, Formula: staffing.PerTurn}
}

// hours is a day's volume by hour: perHour in [from, to), none elsewhere.
func hours(perHour float64, from, to int) []float64 {
	v := make([]float64, 24)
	for h := from; h < to; h++ {
		v[h] = perHour
	}
	return v
}

// day is an input of one day and one queue; each agent works spans of hours.
func day(p staffing.Params, volume []float64, agents ...[]schedule.Span) Input {
	in := Input{Days: 1, Step: 60, Policy: DefaultPolicy(), Queues: []Queue{{Params: p, Volume: volume}}}
	for _, spans := range agents {
		var a Agent
		for _, s := range spans {
			a.Segments = append(a.Segments, Segment{Span: s, Queues: []int{0}})
		}
		in.Agents = append(in.Agents, a)
	}
	return in
}

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if !(math.Abs(got-want) <= by) {
		t.Errorf("%s is %.5g, want %.5g ± %.2g", what, got, want, by)
	}
}

// With an agent for each chat a reply takes just its typing, so that every
// message is in time with probability p = 1 − exp(−within/typing). A chat has N
// turns, P(N = k) = (1−1/T)^(k−1)/T, and a session is good with probability
// E(p^N) = (p/T)/(1 − p(1−1/T)). No chat lasts past midnight here, so that a
// person-day is a session.
func TestFormulas(t *testing.T) {
	const within, typing, turns = 60, 40, 4
	p := 1 - math.Exp(-within/float64(typing))
	session := p / turns / (1 - p*(1-1.0/turns))
	for formula, want := range map[staffing.ReplyFormula]float64{
		staffing.PerTurn: p, staffing.FirstReply: p, staffing.PerSession: session, staffing.PerPersonDay: session,
	} {
		params := staffing.Params{Concurrency: 1, Turns: turns, Typing: typing, Think: 20, Within: within, Formula: formula}
		in := day(params, hours(40, 8, 20), slices.Repeat([][]schedule.Span{{span(0, 24)}}, 60)...)
		r := simulate(t, in, 60).Queues[0].Total
		near(t, string(formula), r.Reply.Mean, want, r.Reply.Half)
		near(t, string(formula)+" on time", r.OnTime.Mean, p, r.OnTime.Half)
		units := r.Arrived // sessions, people and first replies
		if formula == staffing.PerTurn {
			units *= turns // turns a chat: 480 · 60 chats leave 1% of noise
		}
		near(t, string(formula)+" units", r.Judged, units, .02*units)
	}
}

// Chats that begin in the last hour of day 0 and last long count again on day 1
// for a person-day rule and never for a session rule.
func TestPersonDayCountsBothDays(t *testing.T) {
	p := chats()
	p.Turns, p.Think = 20, 600
	for formula, again := range map[staffing.ReplyFormula]bool{staffing.PerSession: false, staffing.PerPersonDay: true} {
		p.Formula = formula
		in := day(p, append(hours(20, 23, 24), hours(0, 0, 0)...), slices.Repeat([][]schedule.Span{{span(0, 48)}}, 20)...)
		in.Days = 2
		r := simulate(t, in, 10).Queues[0]
		near(t, "units of day 0", r.Days[0].Judged, r.Total.Arrived, 1e-9)
		if got := r.Days[1].Judged > 0; got != again {
			t.Errorf("%s: %v units on day 1", formula, r.Days[1].Judged)
		}
	}
}

// What is sent at night is answered in the morning, hours late; a platform that
// measures 08:00-23:00 does not count it, one that measures the whole day does.
func TestWindow(t *testing.T) {
	in := day(chats(), hours(30, 3, 4), []schedule.Span{span(8, 18)})
	r := simulate(t, in, 10).Queues[0]
	near(t, "night messages, always measured: first ones late", r.Total.Reply.Mean, .5, .05) // the first of 2 turns is late
	near(t, "median wait in hours", r.Wait.P50/3600, 4.5, .2)                                // 03:00-04:00 to 08:00
	in.Queues[0].Windows = []Window{{Span: span(8, 23)}}
	r = simulate(t, in, 10).Queues[0]
	near(t, "judged turns", r.Total.Judged, r.Total.Arrived, .15*r.Total.Arrived) // the second ones, sent after 08:00
	near(t, "their rate", r.Total.Reply.Mean, 1, 0.01)
	near(t, "served", r.Total.Served, r.Total.Arrived, 0)
	if r.Wait.Mean.Mean != 0 {
		t.Errorf("contacts outside the window count in the wait: %v", r.Wait)
	}
	in.Queues[0].Windows[0].Days = schedule.DaySet{false}
	if got := simulate(t, in, 2).Queues[0].Total.Judged; got != 0 {
		t.Errorf("%v messages judged on a day without a window", got)
	}
}

// Nobody comes: everybody leaves in the end, each a miss.
func TestNobody(t *testing.T) {
	p := chats()
	p.Patience = 60
	r := simulate(t, day(p, hours(50, 8, 12)), 10)
	f := r.Queues[0].Total
	near(t, "abandoned", f.Abandoned, f.Arrived, 0)
	near(t, "reply rate", f.Reply.Mean, 0, 0)
	near(t, "judged", f.Judged, f.Arrived, 0)
	// With patience without limit they stay, and are misses too.
	p.Patience = 0
	f = simulate(t, day(p, hours(50, 8, 12)), 10).Queues[0].Total
	near(t, "left", f.Left, f.Arrived, 0)
	near(t, "judged", f.Judged, f.Arrived, 0)
	near(t, "backlog", f.Backlog.Mean, f.Arrived, 0)
}

// A message that is younger than the promise when the simulation ends is not
// judged: half of those of the last 120 minutes, 60 minutes being promised.
func TestEndOfHorizon(t *testing.T) {
	p := chats()
	p.Within = 3600
	f := simulate(t, day(p, hours(100, 22, 24)), 40).Queues[0].Total
	near(t, "judged", f.Judged, f.Arrived/2, .03*f.Arrived)
	near(t, "reply rate", f.Reply.Mean, 0, 0)
}

func TestRobot(t *testing.T) {
	p := chats()
	p.RobotShare = .4
	f := simulate(t, day(p, hours(100, 8, 12), []schedule.Span{span(8, 13)}), 100).Queues[0].Total
	// 400 contacts · 100 replications: the share has a standard error of √(.24/40000) = .0025.
	near(t, "robot share", f.Robot/f.Arrived, .4, .01)
	// Two judged turns for each of the other 60%.
	near(t, "judged", f.Judged/f.Arrived, 1.2, .02)
}

// 12:00-14:00 is the gap of the split shift: who comes in it waits until 14:00.
func TestGapOfASplitShift(t *testing.T) {
	r := simulate(t, day(chats(), hours(20, 12, 13), []schedule.Span{span(8, 12), span(14, 18)}), 10)
	q := r.Queues[0]
	near(t, "wait in hours", q.Wait.P50/3600, 1.5, .1)
	near(t, "served", q.Total.Served, q.Total.Arrived, 0)
	near(t, "backlog", q.Steps[13].Backlog, q.Total.Arrived, 0)
	near(t, "backlog after", q.Steps[15].Backlog, 0, 0)
	near(t, "present in the gap", q.Steps[13].Present, 0, 0)
	near(t, "present after", q.Steps[14].Present, 1, 0)
}

// A segment that began before the horizon serves its first hours.
func TestNightShiftFromBefore(t *testing.T) {
	f := simulate(t, day(chats(), hours(20, 0, 5), []schedule.Span{span(-2, 6)}), 10).Queues[0].Total
	near(t, "served", f.Served, f.Arrived, 0)
	near(t, "reply rate", f.Reply.Mean, 1, .001)
}

// Chats of 20 turns, about 20 · 35 s, are open when the first agent's segment
// ends at 12:00.
func TestHandover(t *testing.T) {
	p := chats()
	p.Turns, p.Concurrency = 20, 8
	in := day(p, hours(12, 11, 12), []schedule.Span{span(8, 12)}, []schedule.Span{span(8, 16)})
	in.Policy = Policy{Handover: true, Extend: 60}
	r := simulate(t, in, 60)
	// A colleague has room: only the answer at hand is finished, 5 s if any.
	if got := r.Extension[0]; got > .1 {
		t.Errorf("the first agent stays %.2f min with a colleague to hand over to", got)
	}
	in.Policy.Handover = false
	r = simulate(t, in, 60)
	if got := r.Extension[0]; got < 5 || got > 60 {
		t.Errorf("the first agent stays %.2f min with about 1.2 chats of 11.7 min to finish", got)
	}
	near(t, "extension in all", r.Load.Extension.Mean, r.Extension[0]+r.Extension[1], 1e-6)
	near(t, "served", r.Queues[0].Total.Served, r.Queues[0].Total.Arrived, 0)
	// Alone and without leave to stay, the agent drops them: they are not over
	// at the end, and the messages that come are not answered.
	in.Agents = in.Agents[:1]
	in.Policy = Policy{Handover: true}
	r = simulate(t, in, 60)
	near(t, "extension", r.Extension[0], 0, .1)
	if f := r.Queues[0].Total; f.Left < 1 || f.Reply.Mean > .99 { // one miss for each, of about 12 · 20 messages
		t.Errorf("dropped chats: %v left, reply rate %v", f.Left, f.Reply.Mean)
	}
	// A colleague who comes at 14:00 takes them up.
	in.Agents = append(in.Agents, Agent{Segments: []Segment{{Span: span(14, 24), Queues: []int{0}}}})
	r = simulate(t, in, 60)
	near(t, "left after pick-up", r.Queues[0].Total.Left, 0, 0)
}

// In the last hour of the first agent new chats go to the second, who is slow:
// the wait is the same, the typing is not. Where the second leaves too, both
// take them.
func TestStop(t *testing.T) {
	p := chats()
	p.Turns, p.Think = 1, 0
	in := day(p, hours(6, 11, 12), []schedule.Span{span(8, 12)}, []schedule.Span{span(8, 18)})
	in.Policy = Policy{Stop: 60}
	in.Agents[1].Speed = .1
	r := simulate(t, in, 60).Queues[0]
	near(t, "mean answer of the slow one", r.Answer.Mean.Mean, 50, 15)
	in.Agents[1].Segments[0].End = 12 * 60
	r = simulate(t, in, 60).Queues[0]
	near(t, "mean answer of both in turn", r.Answer.Mean.Mean, 27.5, 8)
	near(t, "served", r.Total.Served, r.Total.Arrived, .5)
}

// Pauses take the share of shrinkage from idle agents: 10 agents · 10 h · 0.8.
// Breaks are none of it; it is a share of the rest: 10 · (10 − 1) · 0.8 and 10 · (10 − 3)
// · 0.8, wherever they lie.
func TestShrinkage(t *testing.T) {
	p := chats()
	p.Shrinkage = .2
	in := day(p, hours(0, 0, 0), slices.Repeat([][]schedule.Span{{span(8, 18)}}, 10)...)
	near(t, "agent-hours", simulate(t, in, 100).Load.Online.Mean, 80, .5)
	for minutes, want := range map[int]float64{60: 72, 180: 56} {
		for i := range in.Agents {
			in.Agents[i].Segments[0].Loose = minutes
		}
		near(t, "agent-hours with a break", simulate(t, in, 100).Load.Online.Mean, want, .7)
		for i := range in.Agents {
			in.Agents[i].Segments[0].Loose, in.Agents[i].Segments[0].Breaks = 0, []schedule.Span{{Start: 600, End: 600 + minutes}}
		}
		near(t, "agent-hours with a break that is placed", simulate(t, in, 100).Load.Online.Mean, want, .7)
		for i := range in.Agents {
			in.Agents[i].Segments[0].Breaks = nil
		}
	}
}

func TestSkills(t *testing.T) {
	in := day(chats(), hours(30, 9, 12), []schedule.Span{span(8, 18)})
	in.Queues = append(in.Queues, Queue{Params: chats(), Volume: hours(30, 9, 12)})
	r := simulate(t, in, 10)
	near(t, "served", r.Queues[0].Total.Served, r.Queues[0].Total.Arrived, 0)
	near(t, "served without the skill", r.Queues[1].Total.Served, 0, 0)
	in.Agents[0].Segments[0].Queues = []int{0, 1}
	r = simulate(t, in, 10)
	near(t, "served with it", r.Queues[1].Total.Served, r.Queues[1].Total.Arrived, 0)
	near(t, "shared out evenly", r.Queues[1].Steps[9].Present, .5, 0)
	in.Queues[0].Need, in.Queues[1].Need = slices.Repeat([]int{3}, 24), slices.Repeat([]int{1}, 24)
	near(t, "shared out by need", simulate(t, in, 1).Queues[1].Steps[9].Present, .25, 0)
}

// An agent holds at most as many chats as the queue, or the agent, allows; one
// who is on the phone holds nothing else.
func TestConcurrency(t *testing.T) {
	p := chats()
	p.Turns = 1e9 // chats that never end
	in := day(p, hours(100, 8, 9), []schedule.Span{span(8, 24)})
	in.Policy = Policy{}
	near(t, "held", simulate(t, in, 3).Load.Chats.Mean, 3, .02)
	in.Agents[0].Chats = 2
	near(t, "held by a trainee", simulate(t, in, 3).Load.Chats.Mean, 2, .02)
	in.Agents[0].Chats = 0
	in.Agents[0].Segments[0].Queues = []int{0, 1}
	call := staffing.Params{Concurrency: 1, AHT: 1e9, Within: 20, Formula: staffing.FirstReply}
	in.Queues = append(in.Queues, Queue{Params: call, Volume: hours(100, 8, 9)})
	in.Queues[0].Volume = hours(100, 9, 10) // after the call has begun
	near(t, "held by one on the phone", simulate(t, in, 3).Load.Chats.Mean, 1, .02)
}

func TestArrivalsFollowTheVolume(t *testing.T) {
	in := day(chats(), []float64{0, 5, 80, 0, 0, 20, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40})
	r := simulate(t, in, 400)
	for h, v := range in.Queues[0].Volume {
		// The mean of 400 Poisson counts; four standard errors.
		near(t, schedule.Clock(h*60), r.Queues[0].Steps[h].Arrived, v, 4*math.Sqrt(v/400))
	}
}

func TestSameSeedSameResult(t *testing.T) {
	in := busy()
	base := Options{Seed: 3, Replications: 7, Workers: 1}
	one, err := Run(context.Background(), in, base)
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{2, 3, 16} {
		opt := base
		opt.Workers = workers
		if many, err := Run(context.Background(), in, opt); err != nil {
			t.Fatal(err)
		} else if d := cmp.Diff(one, many); d != "" {
			t.Errorf("%d workers differ from one:\n%s", workers, d)
		}
	}
	other := base
	other.Seed = 4
	if many, _ := Run(context.Background(), in, other); cmp.Equal(one, many) {
		t.Error("another seed gives the same result")
	}
}

func TestCancel(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Run(ctx, busy(), Options{}); err != context.Canceled {
		t.Errorf("error is %v", err)
	}
}

// busy is two overloaded days of two queues with every feature in use.
func busy() Input {
	a, b := chats(), chats()
	a.Typing, a.Patience, a.Shrinkage, a.RobotShare = 30, 300, .1, .2
	b.Concurrency, b.Turns, b.Formula = 5, 6, staffing.PerSession
	in := Input{Days: 2, Step: 30, Policy: DefaultPolicy(), Queues: []Queue{{Params: a}, {Params: b, Windows: []Window{{Span: span(8, 23)}}}}}
	for i := range 96 {
		v := 20 + 15*math.Sin(float64(i)/7)
		for q := range in.Queues {
			in.Queues[q].Volume = append(in.Queues[q].Volume, v)
			in.Queues[q].Low = append(in.Queues[q].Low, v/2)
			in.Queues[q].High = append(in.Queues[q].High, v*2)
		}
	}
	for i, queues := range [][]int{{0}, {1}, {0, 1}, {1, 0}, {0}} {
		from := 7 + 2*i
		in.Agents = append(in.Agents, Agent{Speed: 1 + float64(i)/10, Segments: []Segment{
			{span(from, from+5), queues, nil, 30}, {span(from+6, from+10), []int{1}, nil, 0}, {span(from+10, from+12), queues, nil, 0}, {span(from+24, from+33), queues, nil, 60},
		}})
	}
	return in
}

// Whatever the input, contacts are conserved and at the end nobody is at work
// and every count is back where it began.
func TestConservation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := Input{Days: rapid.IntRange(1, 2).Draw(t, "days"), Step: rapid.SampledFrom([]int{15, 60, 240}).Draw(t, "step")}
		in.Policy = Policy{rapid.IntRange(0, 40).Draw(t, "stop"), rapid.Bool().Draw(t, "handover"), rapid.IntRange(0, 60).Draw(t, "extend")}
		steps := in.Days * 1440 / in.Step
		for range rapid.IntRange(1, 3).Draw(t, "queues") {
			p := chats()
			p.Formula = rapid.SampledFrom([]staffing.ReplyFormula{staffing.PerTurn, staffing.PerSession, staffing.PerPersonDay, staffing.FirstReply}).Draw(t, "formula")
			p.Concurrency = rapid.IntRange(1, 20).Draw(t, "concurrency")
			p.Typing = rapid.Float64Range(1, 200).Draw(t, "typing")
			p.Patience = rapid.SampledFrom([]float64{0, 30, 3000}).Draw(t, "patience")
			p.Shrinkage = rapid.SampledFrom([]float64{0, .1, .6}).Draw(t, "shrinkage")
			if rapid.Bool().Draw(t, "call") {
				p.Turns, p.AHT, p.Concurrency = 0, p.Typing, 1
			}
			q := Queue{Params: p, Windows: []Window{{Span: span(8, 23)}}}
			for range steps {
				q.Volume = append(q.Volume, rapid.SampledFrom([]float64{0, 1, 40}).Draw(t, "volume")*float64(in.Step)/60)
			}
			in.Queues = append(in.Queues, q)
		}
		for range rapid.IntRange(0, 5).Draw(t, "agents") {
			a := Agent{Speed: 1, Chats: rapid.IntRange(0, 3).Draw(t, "chats")}
			at := rapid.IntRange(-300, 600).Draw(t, "from")
			for range rapid.IntRange(0, 4).Draw(t, "segments") {
				at += rapid.SampledFrom([]int{0, 10, 120}).Draw(t, "gap")
				g := Segment{Span: schedule.Span{Start: at, End: at + rapid.IntRange(1, 500).Draw(t, "length")}}
				g.Loose = min(g.Len(), rapid.SampledFrom([]int{0, 60}).Draw(t, "break"))
				for q := range in.Queues {
					if rapid.Bool().Draw(t, "serves") {
						g.Queues = append(g.Queues, q)
					}
				}
				at = g.End
				a.Segments = append(a.Segments, g)
			}
			in.Agents = append(in.Agents, a)
		}
		m, err := newModel(in)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.replicate(context.Background(), Options{Seed: rapid.Uint64().Draw(t, "seed"), Replications: 2, Workers: 1}, func(r *run) { verify(t, r) }); err != nil {
			t.Fatal(err)
		}
	})
}

// verify checks the books of a replication that is over.
func verify(t *rapid.T, r *run) {
	live, held := make([]int32, len(r.lines)), 0
	for i := range r.chats {
		if c := &r.chats[i]; c.live {
			live[c.queue]++
			held += one(c.agent != none)
		}
	}
	for q, l := range r.lines {
		var sum cell
		for i := range r.cells[q] {
			sum.merge(&r.cells[q][i])
		}
		if sum.arrived != sum.robot+sum.served+sum.abandoned+live[q] {
			t.Errorf("queue %d: %+v with %d left", q, sum, live[q])
		}
		if sum.good > sum.judged || sum.onTime > sum.turns {
			t.Errorf("queue %d: more in time than judged: %+v", q, sum)
		}
		if l.takers != 0 {
			t.Errorf("queue %d: %d agents take chats after the end", q, l.takers)
		}
	}
	if r.present != 0 || r.stayers != 0 {
		t.Errorf("%d at work and %d staying after the end", r.present, r.stayers)
	}
	if held != r.openings {
		t.Errorf("%d chats held, counted %d", held, r.openings)
	}
	for i := range r.agents {
		a := &r.agents[i]
		load, asked := int32(0), int32(0)
		for _, id := range a.open {
			load += r.m.queues[r.chats[id].queue].weight
			asked += int32(one(r.chats[id].asked))
		}
		if load != a.load || asked != a.asked || a.load > wholeAgent || a.phase != off {
			t.Errorf("agent %d: phase %d, load %d counted %d, asked %d counted %d", i, a.phase, load, a.load, asked, a.asked)
		}
	}
}

func TestBadInputIsNamedAllAtOnce(t *testing.T) {
	in := busy()
	in.Queues[0].Name = lang.T("售前", "presale")
	in.Queues[0].Params.Typing = 0
	in.Queues[0].Volume = in.Queues[0].Volume[:5]
	in.Queues[1].Params.RobotShare = 1
	in.Queues[1].Params.Formula = "per-mood"
	in.Agents[2].ID = "C03"
	in.Agents[2].Segments[1].Queues = []int{4}
	in.Agents[2].Segments[2].Start -= 60
	_, err := Run(context.Background(), in, Options{})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"presale: the typing time of 0 seconds", "presale: the volume has 5 steps", "queue 2: the robot share 1 ",
		`queue 2: unknown reply-rate formula "per-mood"`, "C03: there is no queue 4", "C03: 20:00-23:00 is empty or overlaps",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not said in: %v", want, err)
		}
	}
	if zh := lang.Tell(err, lang.ZH); !strings.Contains(zh, "售前：打字时间 0 秒应大于 0") || strings.Contains(zh, "%!") {
		t.Errorf("in Chinese: %s", zh)
	}
	if _, err := Run(context.Background(), Input{Days: 1, Step: 7}, Options{}); err == nil || !strings.Contains(err.Error(), "7 minutes") {
		t.Errorf("a step of 7 minutes: %v", err)
	}
}

// Every message is answered in time: the rate is 1, which is at a gate of 1 and
// so below none of less.
func TestRateAtTheGateMissesIt(t *testing.T) {
	p := chats()
	p.Typing = 1
	in := day(p, hours(5, 8, 20), []schedule.Span{span(0, 24)}, []schedule.Span{span(0, 24)})
	for gate, want := range map[float64]float64{0: 0, .999: 0, 1: 1} {
		in.Queues[0].Gate = gate
		r := simulate(t, in, 5).Queues[0].Total
		near(t, "reply rate", r.Reply.Mean, 1, 0)
		near(t, "risk of missing the gate", r.MissGate, want, 0)
	}
}
