package staffing

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// same fails unless got is want to the digits that want is printed with.
func same(t *testing.T, what string, got float64, want string) {
	t.Helper()
	decimals := len(want) - strings.IndexByte(want, '.') - 1
	if s := strconv.FormatFloat(got, 'f', decimals, 64); s != want && strings.TrimPrefix(s, "0") != want {
		t.Errorf("%s: %s, want %s", what, s, want)
	}
}

func evaluate(t *testing.T, p Params, volume float64, step, n int) Performance {
	t.Helper()
	perf, err := Evaluate(p, volume, step, n)
	if err != nil {
		t.Fatal(err)
	}
	return perf
}

func need(t *testing.T, p Params, volume float64, step int) Need {
	t.Helper()
	needs, err := Require(p, []float64{volume}, step)
	if err != nil {
		t.Fatal(err)
	}
	return needs[0]
}

// Erlang C oracles, recomputed independently with a textbook calculator's
// published example as the first.
func TestErlangC(t *testing.T) {
	first := Params{AHT: 180, Within: 20, Target: .8, MaxOccupancy: .85, Shrinkage: .3}
	n := need(t, first, 100, 30) // 100 × 180 s / 1800 s = 10 erlangs
	if n.Online != 14 || n.Rostered != 20 {
		t.Errorf("100 per 30 min: %d online, %d rostered, want 14 and 20", n.Online, n.Rostered)
	}
	e := evaluate(t, first, 100, 30, 14)
	same(t, "14 agents: P(wait)", e.Wait, ".174131933595050") // .1741319335950498
	same(t, "14 agents: service level", e.ReplyRate, ".8883500191794669")
	same(t, "14 agents: occupancy", e.Occupancy, ".7142857")
	same(t, "14 agents: ASA", e.ASA, "7.83594")

	e = evaluate(t, first, 100, 30, 11)
	same(t, "11 agents: P(wait)", e.Wait, ".6821182")
	same(t, "11 agents: service level", e.ReplyRate, ".3896138")

	e = evaluate(t, Params{AHT: 240, Within: 15, Target: .8}, 360, 30, 55)
	same(t, "55 agents: occupancy", e.Occupancy, ".8727")
	same(t, "55 agents: P(wait)", e.Wait, ".238701")
	same(t, "55 agents: service level", e.ReplyRate, ".845883")
	same(t, "55 agents: ASA", e.ASA, "8.184")

	minute := Params{AHT: 180, Within: 60, Target: .8}
	if n := need(t, minute, 200, 30); n.Online != 23 {
		t.Errorf("200 per 30 min: %d agents, want 23", n.Online)
	}
	same(t, "22 agents", evaluate(t, minute, 200, 30, 22).ReplyRate, ".7084")
	same(t, "23 agents", evaluate(t, minute, 200, 30, 23).ReplyRate, ".8471")

	hour := Params{AHT: 180, Within: 20, Target: .8}
	n = need(t, hour, 100, 60)
	if n.Online != 8 {
		t.Errorf("100 an hour: %d agents, want 8", n.Online)
	}
	same(t, "8 agents", n.ReplyRate, ".8801")

	// 96 × 180 s / 1800 s = 9.6 erlangs: 10 agents, fewer than round(A+1).
	n = need(t, Params{AHT: 180, Within: 900, Target: .8}, 96, 30)
	if n.Online != 10 {
		t.Errorf("9.6 erlangs: %d agents, want 10", n.Online)
	}
	same(t, "10 agents", n.ReplyRate, ".88")
}

func TestUnstableIsAnError(t *testing.T) {
	p := Params{AHT: 180, Within: 20, Target: .8}
	for _, n := range []int{1, 9, 10} { // 10 erlangs
		if perf, err := Evaluate(p, 100, 30, n); err == nil || !strings.Contains(err.Error(), "cannot keep up") {
			t.Errorf("%d agents for 10 erlangs: %+v, %v; want an error", n, perf, err)
		}
	}
	if c, ok := erlangC(10, 10); ok {
		t.Errorf("erlangC(10, 10) = %v, want none", c)
	}
	chat := Params{Concurrency: 3, Turns: 5, Typing: 30, Think: 60, Within: 180, Target: .9}
	if perf, err := Evaluate(chat, 100, 30, 2); err == nil {
		t.Errorf("2 agents for 100 chats of 150 s of typing each: %+v, want an error", perf)
	}
	chat.Patience = 60 // now the line cannot grow without end
	if perf := evaluate(t, chat, 100, 30, 2); perf.Abandon < .5 {
		// 2 agents who always type write 1/15 answers a second, that is 24 chats of
		// 5 turns in 30 minutes: 76 of 100 leave at least.
		t.Errorf("abandoned %v, want more than half", perf.Abandon)
	}
}

func TestErlangA(t *testing.T) {
	p := Params{AHT: 180, Patience: 300, Within: 20, Target: .8}
	e := evaluate(t, p, 100, 30, 14)
	same(t, "14 agents: P(wait)", e.Wait, ".14526")
	same(t, "14 agents: P(abandon)", e.Abandon, ".013984")
	same(t, "14 agents: occupancy", e.Occupancy, ".704297")
	same(t, "14 agents: service level", e.ReplyRate, ".916792")
	for _, c := range []struct {
		patience              float64
		serviceLevel, abandon string
	}{{180, ".8751", ".0322"}, {300, ".8582", ".0250"}, {600, ".8376", ".0165"}} {
		p.Patience = c.patience
		e := evaluate(t, p, 100, 30, 13)
		same(t, "13 agents: service level", e.ReplyRate, c.serviceLevel)
		same(t, "13 agents: P(abandon)", e.Abandon, c.abandon)
	}
}

func TestErlangB(t *testing.T) {
	same(t, "1 erlang, 1 line", erlangB(1, 1), ".5")
	same(t, "1 erlang, 2 lines", erlangB(1, 2), ".2")
	// Tables: 10 erlangs need 17 lines to lose at most 2%.
	if at16, at17 := erlangB(10, 16), erlangB(10, 17); at16 <= .02 || at17 > .02 {
		t.Errorf("10 erlangs: 16 lines lose %v, 17 lose %v; want 2%% between them", at16, at17)
	}
	if b := erlangB(1e4, 1e4); math.IsNaN(b) || math.Abs(b-math.Sqrt(2/(math.Pi*1e4))) > 1e-4 {
		t.Errorf("10,000 erlangs on as many lines: %v, want about √(2/πn)", b) // A. Jagerman, 1974
	}
}

func TestTurns(t *testing.T) {
	for _, c := range []struct {
		k             int
		reply, within string
	}{{2, "40.0", ".992564"}, {3, "54.0", ".979674"}, {5, "95.71", ".894830"}} {
		turns := NewTurns(c.k, 30, 60)
		same(t, "R", turns.Reply, c.reply)
		same(t, "P(R ≤ 180 s)", turns.Within(180), c.within)
	}
	// Customers who write back at once: all k messages are always with the agent.
	if turns := NewTurns(4, 30, 0); turns.Reply != 120 || math.Abs(turns.Busy-1) > 1e-12 {
		t.Errorf("no think time: %+v, want replies after 4 × 30 s", turns)
	}
	// One chat: nobody ahead, exponential typing.
	if got, want := NewTurns(1, 30, 60).Within(30), 1-math.Exp(-1); math.Abs(got-want) > 1e-15 {
		t.Errorf("one chat: %v, want %v", got, want)
	}
}

// The mean reply time must be the integral of the probability of a later reply.
func TestTurnsMeanAgreesWithDistribution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 12).Draw(t, "k")
		turns := NewTurns(k, rapid.Float64Range(1, 60).Draw(t, "typing"), rapid.Float64Range(0, 300).Draw(t, "think"))
		mean, step := 0.0, turns.Reply/500
		for x := step / 2; x < 40*turns.Reply; x += step { // midpoints
			mean += (1 - turns.Within(x)) * step
		}
		if math.Abs(mean-turns.Reply) > 1e-3*turns.Reply {
			t.Fatalf("∫ P(R > x) dx = %v, R = %v", mean, turns.Reply)
		}
	})
}

// With one slot an agent, one turn and no think time the chat level is M/M/n.
func TestChatLevelWithOneSlotIsErlangC(t *testing.T) {
	p := Params{Concurrency: 1, Turns: 1, Typing: 180, Within: 20, Target: .8, Formula: FirstReply}
	e := evaluate(t, p, 100, 30, 14)
	same(t, "P(wait)", e.Wait, ".174132")
	same(t, "ASA", e.ASA, "7.83594")
	same(t, "occupancy", e.Occupancy, ".7142857")
	// Five turns that together last as long: 5 × 20 s and 4 × 20 s.
	p.Turns, p.Typing, p.Think = 5, 20, 20
	same(t, "P(wait), five turns", evaluate(t, p, 100, 30, 14).Wait, ".174132")
}

// Erlang A with customers who wait for days is Erlang C; the two go different
// ways through the code.
func TestEndlessPatienceIsErlangC(t *testing.T) {
	p := Params{AHT: 180, Within: 20, Target: .8}
	c := evaluate(t, p, 100, 30, 12)
	p.Patience = 30 * 86400
	a := evaluate(t, p, 100, 30, 12)
	if math.Abs(a.Wait-c.Wait) > 1e-3 || math.Abs(a.ReplyRate-c.ReplyRate) > 1e-3 {
		t.Errorf("Erlang A %+v, Erlang C %+v", a, c)
	}
}

// params draws a queue and a load that n agents can carry.
func params(t *rapid.T) (p Params, volume float64, n int) {
	p = Params{
		Concurrency: rapid.IntRange(1, 6).Draw(t, "concurrency"),
		Turns:       float64(rapid.IntRange(1, 10).Draw(t, "turns")),
		Typing:      rapid.Float64Range(5, 60).Draw(t, "typing"),
		Think:       rapid.Float64Range(0, 120).Draw(t, "think"),
		Patience:    rapid.SampledFrom([]float64{0, 60, 600}).Draw(t, "patience"),
		Within:      rapid.SampledFrom([]float64{20, 60, 180}).Draw(t, "within"),
		Target:      .8,
		Formula:     rapid.SampledFrom([]ReplyFormula{PerTurn, PerSession, PerPersonDay, FirstReply}).Draw(t, "formula"),
	}
	if rapid.Bool().Draw(t, "call") {
		p = Params{AHT: p.Turns * p.Typing, Patience: p.Patience, Within: p.Within, Target: .8}
	}
	n = rapid.IntRange(1, 40).Draw(t, "n")
	m, err := newModel(p)
	if err != nil {
		t.Fatal(err)
	}
	volume = 1800 * float64(n) * m.capacity * rapid.Float64Range(.01, .99).Draw(t, "load")
	return p, volume, n
}

// Whoever is not lost is served: contacts ended per second, by the chain's own
// rates, must equal those that arrived and stayed.
func TestFlowIsConserved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, volume, n := params(t)
		m, _ := newModel(p)
		rate := m.rate(volume, 30)
		c, ok := m.newChain(rate, n)
		if !ok {
			t.Fatal("no equilibrium")
		}
		perf, _ := m.evaluate(rate, n)
		ended := m.mean(c, n, m.end) * float64(n)
		if math.Abs(ended-rate*(1-perf.Abandon)) > 1e-9*rate {
			t.Fatalf("%v in, %v abandoned, %v ended", rate, perf.Abandon, ended)
		}
		for name, v := range map[string]float64{"wait": perf.Wait, "reply rate": perf.ReplyRate, "occupancy": perf.Occupancy, "abandon": perf.Abandon} {
			if !(v >= 0 && v <= 1+1e-9) {
				t.Fatalf("%s is %v: %+v", name, v, perf)
			}
		}
	})
}

// One agent more never does harm, and Require stops at the fewest that do.
func TestMoreAgentsAreBetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, volume, n := params(t)
		a, err := Evaluate(p, volume, 30, n)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Evaluate(p, volume, 30, n+1)
		if err != nil {
			t.Fatal(err)
		}
		if b.ReplyRate < a.ReplyRate-1e-9 || b.Occupancy > a.Occupancy+1e-9 || b.Wait > a.Wait+1e-9 || b.Abandon > a.Abandon+1e-9 {
			t.Fatalf("%d: %+v\n%d: %+v", n, a, n+1, b)
		}
		p.Target, p.MaxLost = a.ReplyRate-1e-9, 1
		if p.Target <= 0 {
			t.Skip()
		}
		needs, err := Require(p, []float64{volume}, 30)
		if err != nil {
			t.Fatal(err)
		}
		if needs[0].Online > n {
			t.Fatalf("%d agents are enough, Require returns %d", n, needs[0].Online)
		}
		if k := needs[0].Online - 1; k >= 1 {
			if fewer, err := Evaluate(p, volume, 30, k); err == nil && fewer.ReplyRate >= p.Target && p.Patience == 0 {
				t.Fatalf("%d agents are enough, Require returns %d", k, k+1)
			}
		}
	})
}

// A session of one turn is in time when its first reply is.
func TestFormulas(t *testing.T) {
	p := Params{Concurrency: 3, Turns: 1, Typing: 30, Think: 60, Within: 60, Target: .8}
	var rates []float64
	for _, f := range []ReplyFormula{FirstReply, PerTurn, PerSession, PerPersonDay} {
		p.Formula = f
		rates = append(rates, evaluate(t, p, 100, 30, 3).ReplyRate)
	}
	for _, r := range rates[1:] {
		if math.Abs(r-rates[0]) > 1e-12 {
			t.Errorf("one turn: %v, want all the same", rates)
		}
	}
	// With no load an answer takes typing alone, in time with q = 1 − e^(−60/30).
	// A session of a geometric number of turns of mean 4 then is in time with
	// q/4 + 3/4·q·(…) = (q/4) / (1 − 3q/4).
	p.Turns, p.Formula = 4, PerSession
	q := 1 - math.Exp(-2)
	if got, want := evaluate(t, p, 0, 30, 3).ReplyRate, q/4/(1-3*q/4); math.Abs(got-want) > 1e-12 {
		t.Errorf("a session with no load: %v, want %v", got, want)
	}
	p.Formula = PerTurn
	if got := evaluate(t, p, 0, 30, 3).ReplyRate; math.Abs(got-q) > 1e-12 {
		t.Errorf("a turn with no load: %v, want %v", got, q)
	}
}

func TestGuessedTurns(t *testing.T) {
	// The factors promised in the comment on guessTurns.
	p := Params{Concurrency: 5, AHT: 300, Within: 180, Target: .8}
	m, err := newModel(p)
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []string{"1.00", "1.88", "2.62", "3.18", "3.56"} {
		same(t, "capacity", m.end[k+1]*300, want)
	}
}

func TestRequire(t *testing.T) {
	p := Params{AHT: 180, Within: 20, Target: .8, MaxOccupancy: .85, Shrinkage: .3, MinOnline: 2, RobotShare: .5}
	// Half of 200 reach agents: the 10 erlangs of TestErlangC.
	if n := need(t, p, 200, 30); n.Online != 14 || n.Volume != 100 {
		t.Errorf("with a robot: %+v", n)
	}
	if n := need(t, p, 0, 30); n.Online != 2 || n.Rostered != 3 || n.ReplyRate != 1 { // 2/0.7 = 2.86
		t.Errorf("no contacts: %+v", n)
	}
	// Half answered in time would take fewer, but 10 erlangs keep 13 agents busy
	// for .769 of their time and 14 for .714.
	p.Target, p.MaxOccupancy = .5, .72
	if n := need(t, p, 200, 30); n.Online != 14 {
		t.Errorf("occupancy limit: %+v", n)
	}
}

// An independent event simulation (Poisson contacts, least-loaded routing, among equals
// the fewest unanswered messages, exponential typing and thinking) has 90.0% for 11
// agents and 91.8% for 24 in the first, 88.8% for 14, 90.7% for 15 in the second. In the
// first nobody can have more than 1 − e^(−30/12) = 91.8%, so that a tenth of a point is
// an agent.
func TestFirstReply(t *testing.T) {
	for _, c := range []struct {
		volume, typing, think, within float64
		from, to                      int
	}{{120, 12, 50, 30, 10, 14}, {200, 15, 45, 45, 14, 17}} {
		p := Params{Concurrency: 5, Turns: 6, Typing: c.typing, Think: c.think, Within: c.within, Target: .9, Formula: FirstReply}
		if n := need(t, p, c.volume, 30); n.Online < c.from || n.Online > c.to {
			t.Errorf("%v contacts: %d agents, want %d to %d", c.volume, n.Online, c.from, c.to)
		}
	}
}

// Of 20 contacts in 30 min 14 reach agents and ask for 14 × 6 × 20 s = 1680 s of
// writing, .933 of one agent's time. That stays above a limit of .85 however many of the
// customers leave, and one who leaves is one late turn of six: by turn one agent answers
// 90% in time while 13% leave. So it is for every formula.
func TestLeavingMakesNoTeamLargeEnough(t *testing.T) {
	for _, f := range ReplyFormulas {
		p := Params{
			Concurrency: 5, Turns: 6, Typing: 20, Think: 40, RobotShare: .3, Patience: 600, Within: 180,
			Target: .9, MaxOccupancy: .85, Formula: f.Key,
		}
		if n := need(t, p, 20, 30); n.Online != 2 || n.Lost > DefaultMaxLost {
			t.Errorf("%s: %+v, want 2 agents", f.Key, n)
		}
	}
	// Without a limit of occupancy and with half in time promised, the customers lost
	// alone ask for the second agent.
	p := Params{Concurrency: 5, Turns: 6, Typing: 20, Think: 40, RobotShare: .3, Patience: 600, Within: 180, Target: .5}
	if n := need(t, p, 20, 30); n.Online != 2 || n.Binds != BindsLost {
		t.Errorf("at most 5%% lost: %+v, want 2 agents", n)
	}
	p.MaxLost = 1
	if n := need(t, p, 20, 30); n.Online != 1 {
		t.Errorf("any share lost: %+v, want 1 agent", n)
	}
}

// What asks for the last agent of 100 contacts of 180 s in 30 min, 10 erlangs. 80% in
// 20 s take 14 agents, 13 have 79.6% and less: TestErlangC. 14 agents are busy for .714
// of their time, 13 for .769; where half in time is enough, a limit of .72 takes the
// 14th.
func TestWhatBinds(t *testing.T) {
	p := Params{AHT: 180, Within: 20, Target: .8}
	for _, c := range []struct {
		edit   func(*Params)
		volume float64
		want   Binding
	}{
		{func(*Params) {}, 100, BindsTarget},
		{func(p *Params) { p.Target, p.MaxOccupancy = .5, .72 }, 100, BindsOccupancy},
		{func(p *Params) { p.MinOnline = 20 }, 100, BindsMinimum},
		{func(p *Params) { p.MinOnline = 1 }, 0, BindsMinimum},
		{func(*Params) {}, 0, ""},
		// Hardly anybody waits for long where everybody leaves soon: .1 s.
		{func(p *Params) { p.Patience, p.Target, p.MaxLost = .1, .3, 1 }, 100, BindsLoad},
	} {
		p := p
		c.edit(&p)
		if n := need(t, p, c.volume, 30); n.Binds != c.want {
			t.Errorf("%+v: %+v, want %q", p, n, c.want)
		}
	}
}

func TestRequireRefuses(t *testing.T) {
	good := Params{Concurrency: 3, Turns: 5, Typing: 30, Think: 60, Within: 180, Target: .9, Formula: PerSession}
	for want, edit := range map[string]func(*Params){
		"handling time":    func(p *Params) { *p = Params{Target: .8} },
		"turns":            func(p *Params) { p.Turns = .5 },
		"typing":           func(p *Params) { p.Typing = 0 },
		"concurrency":      func(p *Params) { p.Concurrency = 101 },
		"patience":         func(p *Params) { p.Patience = math.NaN() },
		"robot":            func(p *Params) { p.RobotShare = 1 },
		"promised":         func(p *Params) { p.Within = -1 },
		"target":           func(p *Params) { p.Target = 1 },
		"occupancy":        func(p *Params) { p.MaxOccupancy = 2 },
		"may leave":        func(p *Params) { p.MaxLost = 2 },
		"shrinkage":        func(p *Params) { p.Shrinkage = 1 },
		"online":           func(p *Params) { p.MinOnline = -1 },
		"formula":          func(p *Params) { p.Formula = "x" },
		"no number of age": func(p *Params) { p.Within = 60 }, // q = 1 − e^−2, five turns: .6 at best
	} {
		p := good
		edit(&p)
		if needs, err := Require(p, []float64{10}, 30); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v %v", want, needs, err)
		}
	}
	for _, v := range []float64{-1, math.NaN(), math.Inf(1)} {
		if needs, err := Require(good, []float64{v}, 30); err == nil {
			t.Errorf("volume %v: %v", v, needs)
		}
	}
	if needs, err := Require(good, []float64{1e9}, 30); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("a billion contacts: %v %v", needs, err)
	}
}

// A peak shorter than a contact is not staffed as if it lasted, and what it
// leaves behind is not forgotten.
func TestPeakIsSpread(t *testing.T) {
	// Contacts of 30 min, intervals of 15: after one interval e^(−1/2) = .607 of
	// the old load is still there. In the peak the mean load is
	// 10 + (40 − 10) × (1 − (1−.607)/.5) = 16.4 erlangs against 40, and in the
	// interval after it 10 + (21.8 − 10) × (1−.607)/.5 = 19.3.
	p := Params{AHT: 1800, Within: 300, Target: .8}
	m, err := newModel(p)
	if err != nil {
		t.Fatal(err)
	}
	volume := []float64{5, 5, 20, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}
	rates := m.spread(volume, 15)
	same(t, "before", rates[1]*1800, "10.0")
	same(t, "peak", rates[2]*1800, "16.4")
	same(t, "after", rates[3]*1800, "19.3")
	total := 0.0
	for _, r := range rates {
		total += r * 900
	}
	// 95 contacts; what the peak left open at the end is e^(−6.5) of 11.8.
	if math.Abs(total-95) > .02 {
		t.Errorf("%v contacts' work is staffed, want 95", total)
	}
}

// After the last contacts of a day somebody stays until they are done, not for
// ever: 10 contacts an interval of 30 min that take 5 min are 1.67 open ones. In
// the first interval after them e^(−t/5) of that is, on average, 1.67/6 = .28
// open, in the second e^(−6) of it, .0007.
func TestLeftoversFade(t *testing.T) {
	needs, err := Require(Params{AHT: 300, Within: 60, Target: .8}, []float64{10, 0, 0, 0}, 30)
	if err != nil {
		t.Fatal(err)
	}
	if needs[0].Online < 2 || needs[1].Online < 1 || needs[2].Online != 0 || needs[3].Online != 0 {
		t.Errorf("%+v, want agents in the first two intervals only", needs)
	}
}

func BenchmarkRequireWeek(b *testing.B) {
	volume := make([]float64, 7*48)
	for i := range volume {
		volume[i] = 150 * math.Abs(math.Sin(float64(i)*.13)) * (1 + .1*math.Sin(float64(i*i)))
	}
	for name, p := range map[string]Params{
		"erlang-c": {AHT: 300, Within: 20, Target: .8},
		"erlang-a": {AHT: 300, Patience: 300, Within: 20, Target: .8},
		"chat":     {Concurrency: 5, Turns: 6, Typing: 25, Think: 50, Patience: 300, Within: 180, Target: .9, Formula: PerSession},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Require(p, volume, 30); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
