package forecast

import (
	"context"
	"math"
	"reflect"
	"strings"
	"testing"

	"paiban/internal/workcal"
)

func run(t *testing.T, in Input) *Output {
	t.Helper()
	out, err := Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range out.Queues {
		if want := in.Days * 1440 / f.Step; len(f.Point) != want || len(f.Low) != want || len(f.High) != want {
			t.Fatalf("%s: %d points, %d low, %d high, want %d", f.Queue, len(f.Point), len(f.Low), len(f.High), want)
		}
		for i, v := range f.Point {
			if !(v >= 0 && f.Low[i] >= 0 && f.Low[i] <= v && v <= f.High[i]) || math.IsInf(f.High[i], 0) {
				t.Fatalf("%s step %d: %v [%v, %v]", f.Queue, i, v, f.Low[i], f.High[i])
			}
		}
	}
	return out
}

// wape is Σ|f − truth| / Σ truth over the open slots of the horizon.
func wape(s shop, f Forecast, from workcal.Date) float64 {
	a, b := 0.0, 0.0
	for i, v := range f.Point {
		m := i * f.Step
		if y := s.mean(from+workcal.Date(m/1440), m%1440); !math.IsNaN(y) {
			a, b = a+math.Abs(v-y), b+y
		}
	}
	return a / b
}

func TestRecoversTheWeek(t *testing.T) {
	// 600 a day in 16 open hours is 37 an hour. The mean of 12 weeks' Poisson
	// counts has a relative error of 1/√(12·37) = 4.7%, its mean absolute value
	// 0.8 of that, in steps of other lengths more or less by the root.
	s := plainShop()
	for _, step := range []int{15, 30, 60, 120, 480} {
		s.step = step
		from := s.start + 84
		out := run(t, Input{History: []Series{s.series("a")}, From: from, Days: 14})
		if got := wape(s, out.Queues[0], from); got > 0.8/math.Sqrt(12*37*float64(step)/60)+0.02 {
			t.Errorf("step %d: WAPE against the truth %.3f", step, got)
		}
		if len(out.Explanation) != 0 || len(out.Cleaned) != 0 {
			t.Errorf("step %d: nothing happened, yet %v %v", step, out.Explanation, out.Cleaned)
		}
	}
}

func TestAnyHistoryLength(t *testing.T) {
	for _, step := range []int{5, 60, 1440} {
		for _, days := range []int{0, 1, 2, 6, 7, 13, 14, 15, 21, 29} {
			s := plainShop()
			s.step, s.days, s.opens, s.closes = step, days, 0, 1440
			out := run(t, Input{History: []Series{s.series("a")}, From: s.start + workcal.Date(days), Days: 3})
			total := 0.0
			for _, v := range out.Queues[0].Point {
				total += v
			}
			// Three days of 600, Monday's 660 to Saturday's 552.
			if days > 0 && (total < 1400 || total > 2200) || days == 0 && total != 0 {
				t.Errorf("step %d, %d days: three days hold %.0f", step, days, total)
			}
			if days < 14 && len(out.Explanation) == 0 {
				t.Errorf("step %d, %d days: the explanation does not say how little there is", step, days)
			}
		}
	}
}

func TestColdStartTakesThePriorThenSiblings(t *testing.T) {
	prior := make([]float64, 24)
	prior[10], prior[20] = 1, 3
	s := plainShop()
	s.days, s.noise, s.opens = 84, 0, 0
	young := Series{Queue: "young", Start: s.start + 83, Step: 1440 / 2, Values: []float64{40, 60}}
	// One day of two halves: the prior puts 10 o'clock into the first half and
	// three times as much into the second; one seen day weighs as much as the prior.
	out := run(t, Input{History: []Series{young}, From: s.start + 84, Days: 1, Prior: prior})
	p := out.Queues[0].Point
	if got := p[1] / (p[0] + p[1]); math.Abs(got-(0.6+0.75)/2) > 0.05 {
		t.Errorf("second half holds %.3f of the day, want between the seen 0.6 and the prior's 0.75", got)
	}
	// With a sibling on the same grid its weekdays are borrowed: Monday's index
	// is 1.10, Saturday's 0.92.
	young = Series{Queue: "young", Start: s.start + 82, Step: 60}
	young.Values = append(young.Values, s.series("").Values[82*24:]...)
	out = run(t, Input{History: []Series{s.series("old"), young}, From: s.start + 84, Days: 7})
	q := out.Queues[1].Point
	if got := sum(q[:24]) / sum(q[5*24:6*24]); math.Abs(got-1.10/0.92) > 0.06 {
		t.Errorf("Monday is %.2f of Saturday, want about 1.20", got)
	}
}

func sum(v []float64) (s float64) {
	for _, x := range v {
		s += x
	}
	return s
}

func TestClosedHoursAndGaps(t *testing.T) {
	s := plainShop()
	in := s.series("a")
	for d := 20; d < 30; d++ { // ten days lost
		for h := range 24 {
			in.Values[d*24+h] = math.NaN()
		}
	}
	in.Values = in.Values[:80*24] // the export ends four days before the horizon
	out := run(t, Input{History: []Series{in}, From: s.start + 84, Days: 7})
	for i, v := range out.Queues[0].Point {
		if closed := i%24 < 8; closed != (v == 0) {
			t.Fatalf("hour %d: %.1f, closed %v", i%24, v, closed)
		}
	}
	if got := wape(s, out.Queues[0], s.start+84); got > 0.06 {
		t.Errorf("WAPE against the truth %.3f", got)
	}
}

func TestZeroQueue(t *testing.T) {
	in := Series{Queue: "a", Start: monday, Step: 60, Values: make([]float64, 30*24)}
	out := run(t, Input{History: []Series{in}, From: monday + 30, Days: 7})
	if got := sum(out.Queues[0].High); got != 0 {
		t.Errorf("a queue without a single contact is forecast with up to %.1f", got)
	}
}

func TestHistoryInTheHorizonIsNotUsed(t *testing.T) {
	s := plainShop()
	a := s.series("a")
	b := a
	b.Values = append([]float64(nil), a.Values...)
	for i := 70 * 24; i < len(b.Values); i++ {
		b.Values[i] = 1e6
	}
	in := Input{From: monday + 70, Days: 7}
	in.History = []Series{a}
	x := run(t, in)
	in.History = []Series{b}
	if y := run(t, in); !reflect.DeepEqual(x, y) {
		t.Error("counts after From changed the forecast")
	}
}

func TestOutageAndDoubleExport(t *testing.T) {
	s := plainShop()
	clean := s.series("a")
	bad := clean
	bad.Values = append([]float64(nil), clean.Values...)
	for h := 14; h < 18; h++ { // Thursday 2026-05-14
		bad.Values[73*24+h] = 0
	}
	for h := range 24 { // Tuesday 2026-05-19
		bad.Values[78*24+h] *= 2
	}
	out := run(t, Input{History: []Series{bad}, From: monday + 84, Days: 7})
	if len(out.Cleaned) != 2 || !strings.Contains(out.Cleaned[0].EN, "2026-05-14 14:00–18:00") || !strings.Contains(out.Cleaned[0].EN, "outage") ||
		!strings.Contains(out.Cleaned[1].EN, "2026-05-19") || !strings.Contains(out.Cleaned[1].EN, "halved") {
		t.Errorf("cleaned: %v", out.Cleaned)
	}
	// Halving restores the truth; four hours of one of twelve weeks hardly matter.
	ref := run(t, Input{History: []Series{clean}, From: monday + 84, Days: 7})
	for i, v := range out.Queues[0].Point {
		if w := ref.Queues[0].Point[i]; math.Abs(v-w) > 0.05*w+0.5 {
			t.Errorf("step %d: %.2f, without the faults %.2f", i, v, w)
		}
	}
}

// evening is a promotion from 20:00 for 28 hours that triples the first four
// hours and adds half to the rest.
func evening(from workcal.Date) (Event, func(d workcal.Date, m int) float64) {
	e := Event{Name: "618", From: Stamp{from, 20 * 60}, To: Stamp{from + 2, 0}}
	return e, func(d workcal.Date, m int) float64 {
		switch at := int(d-from)*1440 + m; {
		case at >= 20*60 && at < 24*60:
			return 3
		case at >= 24*60 && at < 48*60:
			return 1.5
		}
		return 1
	}
}

func TestLearnsThePromotionByTheHour(t *testing.T) {
	past, f := evening(monday + 50)
	coming, g := evening(monday + 85)
	coming.Name = "2027年 618"
	s := plainShop()
	s.daily = 3000
	s.happen = func(d workcal.Date, m int) float64 { return f(d, m) * g(d, m) }
	in := Input{History: []Series{s.series("a")}, Events: []Event{past, coming}, From: monday + 84, Days: 7}
	out := run(t, in)
	p := out.Queues[0].Point
	for h := 24; h < 72; h++ {
		m := h * 60
		if y := s.mean(in.From+workcal.Date(m/1440), m%1440); !math.IsNaN(y) && math.Abs(p[h]/y-1) > 0.25 {
			t.Errorf("day %d hour %d: %.0f, truth %.0f", h/24, h%24, p[h], y)
		}
	}
	if len(out.Explanation) != 1 || !strings.Contains(out.Explanation[0].EN, "from 1 past") {
		t.Errorf("explanation %v", out.Explanation)
	}
	// The user's figure rules the whole, the past its hours: the mean over the
	// promotion doubles with the uplift, the evening stays twice the next day.
	in.Events[1].Uplift = 4
	q := run(t, in).Queues[0].Point
	base := 0.0
	for h := 44; h < 72; h++ {
		if m := h * 60; h%24 >= 8 {
			base += s.mean(in.From+workcal.Date(m/1440), m%1440) / g(in.From+workcal.Date(m/1440), m%1440)
		}
	}
	if got := sum(q[44:72]) / base; math.Abs(got-4) > 0.3 {
		t.Errorf("uplift 4 gives %.2f", got)
	}
	if got := q[45] / p[45] / (q[60] / p[60]); math.Abs(got-1) > 1e-9 {
		t.Errorf("the uplift changed the hours by %.3f", got)
	}
}

func TestUnknownPromotionIsSaid(t *testing.T) {
	e, _ := evening(monday + 85)
	s := plainShop()
	out := run(t, Input{History: []Series{s.series("a")}, Events: []Event{e}, From: monday + 84, Days: 7})
	if len(out.Explanation) != 1 || !strings.Contains(out.Explanation[0].EN, "no uplift given") || !strings.Contains(out.Explanation[0].ZH, "5月26日") {
		t.Errorf("explanation %v", out.Explanation)
	}
	if got := wape(s, out.Queues[0], monday+84); got > 0.06 {
		t.Errorf("nothing is known of it, yet the forecast moved: WAPE %.3f", got)
	}
}

func TestUnexplainedDayIsLeftOut(t *testing.T) {
	s := plainShop()
	s.happen = func(d workcal.Date, _ int) float64 {
		if d == monday+80 {
			return 3.3
		}
		return 1
	}
	in := Input{History: []Series{s.series("a")}, From: monday + 84, Days: 7}
	out := run(t, in)
	if len(out.Cleaned) != 1 || !strings.Contains(out.Cleaned[0].EN, "2026-05-21") {
		t.Errorf("cleaned %v", out.Cleaned)
	}
	if got := wape(s, out.Queues[0], in.From); got > 0.06 {
		t.Errorf("WAPE %.3f", got)
	}
}

func TestIntervalCovers(t *testing.T) {
	// Poisson counts about a steady mean: 90% of 28 days × 16 hours × 5 seeds
	// = 2,240 new counts; the standard error of the share is 0.6%, a forecast
	// error shared by each seed's hours adds to it.
	in, n := 0.0, 0.0
	for seed := uint64(1); seed <= 5; seed++ {
		s := plainShop()
		s.noise, s.days = seed, 84+28
		all := s.series("a")
		f := run(t, Input{History: []Series{all}, From: monday + 84, Days: 28}).Queues[0]
		for i, y := range all.Values[84*24:] {
			if !math.IsNaN(y) {
				n++
				if y >= f.Low[i] && y <= f.High[i] {
					in++
				}
			}
		}
	}
	if got := in / n; got < 0.87 || got > 0.95 {
		t.Errorf("nominal 90%% intervals hold %.1f%%", 100*got)
	}
}

func TestRunRejects(t *testing.T) {
	s := Series{Queue: "a", Step: 60}
	for name, in := range map[string]Input{
		"no days":     {History: []Series{s}},
		"odd step":    {Days: 1, History: []Series{{Queue: "a", Step: 7}}},
		"zero step":   {Days: 1, History: []Series{{Queue: "a"}}},
		"short prior": {Days: 1, Prior: []float64{1}},
	} {
		if _, err := Run(context.Background(), in); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, Input{Days: 1, History: []Series{s}}); err == nil {
		t.Error("a cancelled run returned a forecast")
	}
}
