package staffing

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// past makes a history by the model itself: a number of days of 14 hours, busy at
// 20:00, with agents for about load of their capacity; each contact's answer is
// in time by chance, as often as the model says.
func past(t *testing.T, p Params, days int, load float64, seed uint64) (out []Observation) {
	t.Helper()
	m, err := newModel(p)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	for d := range days {
		var day []Observation
		var volume []float64
		for h := 9; h < 23; h++ {
			n := float64(3 + rng.IntN(4))
			if h%3 == 0 {
				n += .5 // somebody was there for half of the hour
			}
			v := math.Round(n * m.capacity * 3600 * load * (.6 + .4*math.Exp(-math.Pow(float64(h-20)/3, 2))) * (.8 + .4*rng.Float64()))
			day = append(day, Observation{Start: d*1440 + h*60, Volume: v, Agents: n})
			volume = append(volume, v)
		}
		for i, rate := range m.spread(volume, 60) {
			o := &day[i]
			n, part := math.Modf(o.Agents)
			r := (1-part)*m.reply(rate, int(n)) + part*m.reply(rate, int(n)+1)
			o.Reply = distuv.Binomial{N: o.Volume, P: r, Src: rng}.Rand() / o.Volume
		}
		out = append(out, day...)
	}
	return out
}

func figure(c *Calibration, f Figure) Estimate {
	for _, e := range c.Fitted {
		if e.Figure == f {
			return e
		}
	}
	return Estimate{}
}

// holds fails unless e is within a tenth of the truth.
func (e Estimate) holds(t *testing.T, truth float64) {
	t.Helper()
	if math.Abs(math.Log(e.Value/truth)) > .1 || !(e.Low < e.Value && e.Value < e.High) {
		t.Errorf("%s: %.4g (%.4g to %.4g), in truth %g", e.Figure, e.Value, e.Low, e.High, truth)
	}
}

func TestCalibrateFindsTheTruth(t *testing.T) {
	truth := Params{Concurrency: 5, Turns: 6, Typing: 22, Think: 45, Within: 90, Target: .9, Patience: 600, Formula: PerSession}
	given := truth
	given.Typing, given.Think = 40, 20
	c, err := Calibrate(given, 60, past(t, truth, 40, .95, 3))
	if err != nil {
		t.Fatal(err)
	}
	figure(c, FigureTyping).holds(t, truth.Typing)
	if e := figure(c, FigureThink); c.ThinkHeld || math.Abs(math.Log(e.Value/truth.Think)) > .2 {
		t.Errorf("think: %+v, held: %v; in truth %v", e, c.ThinkHeld, truth.Think)
	}
	m, _ := newModel(truth)
	c.Capacity.holds(t, m.capacity*3600)
	if c.Days != 40 || c.Intervals != 40*14 {
		t.Errorf("%d days, %d intervals, want 40 and 560", c.Days, c.Intervals)
	}
	// An hour has some 100 sessions: chance alone makes √(.8·.2/100) = .04.
	if c.After > .05 || c.Before < 3*c.After || c.Explained < .5 {
		t.Errorf("rates off by %.3f, before %.3f; explained %.2f", c.After, c.Before, c.Explained)
	}
	if c.Params.Typing != c.Fitted[0].Value {
		t.Errorf("the parameters have %v, fitted %v", c.Params.Typing, c.Fitted[0].Value)
	}
}

func TestCalibrateCalls(t *testing.T) {
	truth := Params{AHT: 240, Within: 30, Target: .8, Patience: 240}
	given := truth
	given.AHT = 100
	c, err := Calibrate(given, 60, past(t, truth, 30, .9, 4))
	if err != nil {
		t.Fatal(err)
	}
	figure(c, FigureAHT).holds(t, 240)
	c.Capacity.holds(t, 15) // 3600/240
}

// The intervals are to hold the truth in 95 of 100 histories. Of 60, fewer than
// 52 would come about once in 700 times.
func TestCalibrationIntervalsHold(t *testing.T) {
	truth := Params{AHT: 240, Within: 30, Target: .8}
	held := 0
	for seed := range uint64(60) {
		c, err := Calibrate(truth, 60, past(t, truth, 12, .85, 100+seed))
		if err != nil {
			t.Fatal(err)
		}
		if e := c.Fitted[0]; e.Low <= truth.AHT && truth.AHT <= e.High {
			held++
		}
	}
	t.Logf("the interval holds the truth in %d of 60 histories", held)
	if held < 52 {
		t.Errorf("the interval holds the truth in %d of 60 histories", held)
	}
}

// With room for everybody and a promise far longer than the typing, think time
// makes no difference, and it is left alone.
func TestCalibrateHoldsThinkTime(t *testing.T) {
	truth := Params{Concurrency: 12, Turns: 6, Typing: 25, Think: 40, Within: 60, Target: .9}
	given := truth
	given.Typing = 15
	c, err := Calibrate(given, 60, past(t, truth, 6, .5, 5))
	if err != nil {
		t.Fatal(err)
	}
	if !c.ThinkHeld || len(c.Fitted) != 1 || c.Params.Think != 40 {
		t.Errorf("%+v, want think time held at 40", c)
	}
	figure(c, FigureTyping).holds(t, 25)
}

func TestCalibrateRefuses(t *testing.T) {
	p := Params{Concurrency: 5, Turns: 6, Typing: 22, Think: 45, Within: 90, Target: .9}
	month := past(t, p, 30, .9, 6)
	idle := append([]Observation(nil), month...)
	for i := range idle {
		idle[i].Reply = 1
	}
	nobody := append([]Observation(nil), month...)
	for i := range nobody {
		nobody[i].Agents = 0
	}
	rng := rand.New(rand.NewPCG(7, 1))
	wild := append([]Observation(nil), month[:14*6]...)
	for i := range wild {
		wild[i].Reply, wild[i].Volume = float64(rng.IntN(2)), 1
	}
	for _, c := range []struct {
		name string
		seen []Observation
		want string
	}{
		{"nothing", nil, "too short: 0 intervals"},
		{"four days", month[:14*4], "too short: 56 intervals with contacts and agents, on 4 days"},
		{"nobody there", nobody, "too short: 0 intervals"},
		{"always in time", idle, "does not show how fast contacts are handled (not at all)"},
		{"without rhyme or reason", wild, "does not show how fast"},
	} {
		got, err := Calibrate(p, 60, c.seen)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %+v, %v; want an error %q", c.name, got, err, c.want)
		}
	}
	p.Typing = 0
	if _, err := Calibrate(p, 60, month); err == nil || !strings.Contains(err.Error(), "typing") {
		t.Errorf("impossible parameters: %v", err)
	}
}
