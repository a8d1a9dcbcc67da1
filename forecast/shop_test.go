package forecast

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"paiban/internal/workcal"
)

// year is two years of a shop with growth, the promotions of the trade, the
// Spring Festival shutdown and two outages. Everything about it is known.
type year struct {
	shop
	events  []Event
	outages []Stamp // start of three dead hours each
}

// wave is a promotion of the trade: its first evening, the days after.
type wave struct {
	name           string
	month, day     int
	days           int
	evening, after float64
}

var waves = []wave{
	{"618", 6, 17, 3, 3.0, 1.6},
	{"双11 第二波", 11, 10, 2, 4.0, 2.2},
	{"年货节", 1, 8, 5, 1.6, 1.3},
}

func newYear(from workcal.Date, days int) *year {
	y := &year{shop: plainShop()}
	y.start, y.days, y.daily, y.growth = from, days, 1500, 1.3
	for n := 2023; n <= 2027; n++ {
		for _, w := range waves {
			d := workcal.DateOf(n, time.Month(w.month), w.day)
			y.events = append(y.events, Event{Name: w.name, From: Stamp{d, 20 * 60}, To: Stamp{d + workcal.Date(w.days), 0}})
		}
	}
	y.happen = func(d workcal.Date, m int) float64 {
		n, _, _ := d.Civil()
		for _, w := range waves {
			first := workcal.DateOf(n, time.Month(w.month), w.day)
			at := int(d-first)*1440 + m - 20*60
			switch {
			case at >= 0 && at < 240:
				return w.evening
			case at >= 240 && d < first+workcal.Date(w.days):
				return w.after
			}
		}
		if s, ok := workcal.SpringFestival.Date(n); ok && d >= s-3 && d < s+4 {
			return 0.25
		}
		return 1
	}
	return y
}

func (y *year) input(from workcal.Date, days int) Input {
	y.days = int(from - y.start)
	h := y.series("shop")
	for _, o := range y.outages {
		for k := range 3 {
			h.Values[int(o.Date-y.start)*24+o.Minute/60+k] = 0
		}
	}
	return Input{History: []Series{h}, Events: y.events, Calendar: workcal.New(nil), From: from, Days: days}
}

func TestYearOfAShop(t *testing.T) {
	y := newYear(workcal.DateOf(2024, 5, 6), 0)
	y.outages = []Stamp{{workcal.DateOf(2025, 3, 4), 600}, {workcal.DateOf(2026, 5, 20), 1200}}
	from := workcal.DateOf(2026, 6, 8)
	in := y.input(from, 14)
	out := run(t, in)
	f := out.Queues[0]
	// The evening of 17 June was seen in 2024 and 2025 at 3.0, the two days after
	// at 1.6; hours hold some 100 to 400 contacts, so that their own noise is below
	// 10% and the mean of two below 7%.
	for h := 20; h < 24; h++ {
		if got, want := f.Point[9*24+h], y.mean(from+9, h*60); math.Abs(got/want-1) > 0.2 {
			t.Errorf("17 June %d:00: %.0f, truth %.0f", h, got, want)
		}
	}
	total, truth := 0.0, 0.0
	for d := 10; d < 12; d++ {
		for h := 8; h < 24; h++ {
			total, truth = total+f.Point[d*24+h], truth+y.mean(from+workcal.Date(d), h*60)
		}
	}
	if math.Abs(total/truth-1) > 0.12 {
		t.Errorf("18 and 19 June: %.0f, truth %.0f", total, truth)
	}
	if got := wape(y.shop, f, from); got > 0.09 {
		t.Errorf("two weeks with 618: WAPE against the truth %.3f", got)
	}
	said := ""
	for _, s := range out.Explanation {
		said += s.EN + "\n"
	}
	if !strings.Contains(said, "Wed 17 June 20:00: 618, ×") || !strings.Contains(said, "from 2 past") {
		t.Errorf("explanation:\n%s", said)
	}
	if len(out.Cleaned) != 2 || !strings.Contains(out.Cleaned[0].EN, "2025-03-04 10:00–13:00") || !strings.Contains(out.Cleaned[1].EN, "2026-05-20 20:00–23:00") {
		t.Errorf("cleaned %v", out.Cleaned)
	}

	parts, _, err := Explain(context.Background(), in, Stamp{from + 9, 20*60 + 30})
	if err != nil || len(parts) != 1 {
		t.Fatal(parts, err)
	}
	p := parts[0]
	product, weights := p.Normal, 0.0
	for _, x := range p.Factors {
		product *= x.Factor
	}
	for _, m := range p.Members {
		weights += m.Weight
	}
	if p.At != (Stamp{from + 9, 20 * 60}) || p.Point != f.Point[9*24+20] || math.Abs(product/p.Point-1) > 1e-9 ||
		math.Abs(weights-1) > 1e-9 || len(p.Factors) != 1 || p.Factors[0].Name.ZH != "618" || math.Abs(p.Level*p.Weekday*p.Share/p.Normal-1) > 0.2 {
		t.Errorf("%+v", p)
	}
	if _, _, err := Explain(context.Background(), in, Stamp{from + 14, 0}); err == nil {
		t.Error("explained a day that is not forecast")
	}
}

// The festival moved from 2025-01-29 to 2026-02-17 and its shutdown with it.
func TestYearWithItsShutdown(t *testing.T) {
	y := newYear(workcal.DateOf(2024, 1, 1), 0)
	from := workcal.DateOf(2026, 2, 9)
	out := run(t, y.input(from, 21))
	if got := wape(y.shop, out.Queues[0], from); got > 0.12 {
		t.Errorf("three weeks with the Spring Festival: WAPE against the truth %.3f", got)
	}
}

// A promotion that is under way and goes better than the last one is expected
// to go on so: the first day was 4.5 and 3.3 times normal instead of 4.0 and 2.2.
func TestPromotionUnderWay(t *testing.T) {
	past := Event{Name: "大促", From: Stamp{monday + 30, 0}, To: Stamp{monday + 36, 0}}
	now := Event{Name: "大促", From: Stamp{monday + 80, 0}, To: Stamp{monday + 86, 0}}
	s := plainShop()
	s.daily = 2000
	s.happen = func(d workcal.Date, _ int) float64 {
		switch {
		case d >= monday+30 && d < monday+36:
			return 2
		case d >= monday+80 && d < monday+86:
			return 3
		}
		return 1
	}
	s.days = 83
	in := Input{History: []Series{s.series("a")}, Events: []Event{past, now}, From: monday + 83, Days: 7}
	p := run(t, in).Queues[0].Point
	// Three of six days were seen at 1.5 times the past: shrunk as by one more day
	// at 1 that makes 2·1.5^(3/4) = 2.71.
	total, normal := 0.0, 0.0
	for h := 8; h < 24; h++ {
		total += p[24+h]
		normal += s.mean(monday+84, h*60) / 3
	}
	if got := total / normal; math.Abs(got-2.71) > 0.2 {
		t.Errorf("the rest of the promotion is taken for %.2f of normal, want about 2.7", got)
	}
}

// Complaints and returns follow a promotion: 1.8 times normal for four days
// after each of two, and so after the third.
func TestAftermath(t *testing.T) {
	s := plainShop()
	s.daily = 2000
	var events []Event
	ends := []workcal.Date{monday + 21, monday + 60, monday + 86}
	for _, d := range ends {
		events = append(events, Event{Name: "sale", From: Stamp{d - 2, 0}, To: Stamp{d, 0}})
	}
	s.happen = func(d workcal.Date, _ int) float64 {
		for _, e := range ends {
			switch {
			case d >= e-2 && d < e:
				return 2.5
			case d >= e && d < e+4:
				return 1.8
			}
		}
		return 1
	}
	out := run(t, Input{History: []Series{s.series("a")}, Events: events, From: monday + 84, Days: 14})
	for d, want := range map[int]float64{0: 2.5, 1: 2.5, 2: 1.6, 5: 1.6, 9: 1} {
		total, normal := 0.0, 0.0
		for h := 8; h < 24; h++ {
			total += out.Queues[0].Point[d*24+h]
			normal += s.mean(monday+84+workcal.Date(d), h*60) / s.happen(monday+84+workcal.Date(d), 0)
		}
		// Days are smoothed and the aftermath is shrunk to none by half a span.
		if got := total / normal; math.Abs(got-want) > 0.25 {
			t.Errorf("day %d: %.2f of normal, want about %.1f", d, got, want)
		}
	}
}

func TestBacktest(t *testing.T) {
	s := plainShop()
	s.days = 20 * 7
	in := Input{History: []Series{s.series("a"), s.series("b")}, From: monday + 20*7}
	trial, err := Backtest(context.Background(), in, 3, 14, 14)
	if err != nil {
		t.Fatal(err)
	}
	all := trial.Scores[0][AllSlots]
	// Three origins, two queues, 14 days of 16 open hours; nothing special.
	if len(trial.Origins) != 3 || trial.Origins[0] != in.From-14 || trial.Weeks != 2 || all[Engine].Slots != 3*2*14*16 || trial.Scores[0][Special][Engine].Slots != 0 {
		t.Errorf("%v %+v", trial.Origins, all)
	}
	// Counts of mean 37 miss their own mean by 0.8/√37 = 13%; the last week adds
	// noise of the same size, a mean of four weeks a quarter of its variance:
	// 13%·√2 = 18.6% and 13%·√1.25 = 14.7%.
	for m, want := range map[Method]float64{Engine: 0.135, LastWeek: 0.186, MeanWeeks: 0.147} {
		if got := all[m].WAPE; math.Abs(got-want) > 0.012 {
			t.Errorf("%s: WAPE %.3f, want about %.3f", MethodKeys[m], got, want)
		}
	}
	if all[Engine].Coverage < 0.86 || all[Engine].Coverage > 0.96 || all[Engine].Pinball <= 0 || math.Abs(all[Engine].Bias) > 0.03 {
		t.Errorf("%+v", all[Engine])
	}
	if short, err := Backtest(context.Background(), in, 99, 14, 14); err != nil || len(short.Origins) != 9 {
		// 20 weeks: origins 2, 4, … 18 weeks from the end have two weeks before them.
		t.Errorf("%v %v", short.Origins, err)
	}
}
