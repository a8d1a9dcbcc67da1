package forecast

import (
	"math"
	"slices"
	"strings"
	"testing"

	"paiban/internal/workcal"
)

// quarters is a queue with four intervals a day from monday on.
func quarters(days ...[4]float64) Series {
	s := Series{Queue: "a", Start: monday, Step: 360}
	for _, d := range days {
		s.Values = append(s.Values, d[:]...)
	}
	return s
}

// keptDays says the same of each interval of so many days.
func keptDays(made, known, from, days int, point, low, high float64) Kept {
	f := Forecast{Queue: "a", Step: 360}
	for range 4 * days {
		f.Point, f.Low, f.High = append(f.Point, point), append(f.Low, low), append(f.High, high)
	}
	return Kept{Made: Stamp{monday + workcal.Date(made), 960}, Known: monday + workcal.Date(known), From: monday + workcal.Date(from), Days: days, Queues: []Forecast{f}}
}

// Five weeks of 10, 20, 30, 40 and 50 contacts in every interval. On the Friday of the
// fourth week, from a history to the Thursday, 45 in [40, 48] are said of the fifth; on
// its Wednesday 52 in [45, 60] of Thursday to Sunday.
//
//	last made before: Mon–Wed 12 × |50−45| = 60, Thu–Sun 16 × |50−52| = 32
//	                  said 12 × 45 + 16 × 52 = 1372 of 28 × 50 = 1400; 16 within
//	last week:        Mon–Wed, of week 4: 12 × 10 = 120. Thu–Sun, made on Wednesday from
//	                  a history to Tuesday, the same: 16 × 10 = 160
//	mean of 4 weeks:  (10+20+30+40)/4 = 25, 28 × 25 = 700
//	leads 1–2:        Thu, Fri of the second: 8 × 2 = 16
//	leads 3–7:        Mon–Fri of the first, 20 × 5, Sat and Sun of the second, 8 × 2
//	leads 8–14:       Sat, Sun of the first: 8 × 5 = 40
func TestTrack(t *testing.T) {
	var days [][4]float64
	for d := range 35 {
		v := float64(10 * (d/7 + 1))
		days = append(days, [4]float64{v, v, v, v})
	}
	in := Input{History: []Series{quarters(days...)}, From: monday, Days: 42}
	kept := []Kept{keptDays(30, 29, 31, 4, 52, 45, 60), keptDays(25, 24, 28, 14, 45, 40, 48), keptDays(31, 30, 31, 1, 999, 0, 999)}
	a := Track(in, kept)
	want := Tally{Hours: 28, Held: 16, Said: 1372, Came: 1400, Missed: 92, LastMissed: 280, MeanMissed: 700}
	if a.All != want {
		t.Errorf("all: %+v, want %+v", a.All, want)
	}
	if a.From != monday+28 || a.Through != monday+34 || len(a.Weeks) != 1 || a.Weeks[0].Tally != want {
		t.Errorf("%v to %v, weeks %+v", a.From, a.Through, a.Weeks)
	}
	for b, w := range []Tally{{Hours: 8, Missed: 16}, {Hours: 28, Missed: 116}, {Hours: 8, Missed: 40}, {}, {}} {
		if got := a.Leads[b]; got.Hours != w.Hours || got.Missed != w.Missed {
			t.Errorf("lead up to %d: %d hours missed by %v, want %d and %v", LeadEnds[b], got.Hours, got.Missed, w.Hours, w.Missed)
		}
	}
	if a.Kinds[Workdays].Hours != 20 || a.Kinds[Weekends].Hours != 8 || a.Hours[6].Hours != 7 || a.Hours[7].Hours != 0 {
		t.Errorf("kinds %+v, hours %+v", a.Kinds, a.Hours)
	}
	// 28 days of counts nobody forecast; of the 14 days of the first the second week has not come.
	if a.Unsaid != 28 || a.Unknown != 7 {
		t.Errorf("%d days unsaid, %d unknown; want 28 and 7", a.Unsaid, a.Unknown)
	}
	if len(a.Days) != 7 || a.Days[0].Date != monday+28 || a.Days[6].Date != monday+34 {
		t.Errorf("the worst day is %v of %d, want %v of 7", a.Days[0].Date, len(a.Days), monday+28)
	}
}

// The simple methods know what was known: on Friday from a history to Thursday, last
// week's Friday is not over yet, so that the Friday before is taken. 40 of Monday to
// Thursday, 30 of Friday to Sunday miss 50 by 10 × 16 + 20 × 12 = 400; the mean of
// four by 25 × 16 and, of the three that there are, (10+20+30)/3 = 20, by 30 × 12.
func TestTrackKnowsNoFuture(t *testing.T) {
	var days [][4]float64
	for d := range 35 {
		v := float64(10 * (d/7 + 1))
		days = append(days, [4]float64{v, v, v, v})
	}
	a := Track(Input{History: []Series{quarters(days...)}, From: monday, Days: 42}, []Kept{keptDays(25, 24, 28, 7, 45, 40, 48)})
	if a.All.LastMissed != 400 || a.All.MeanMissed != 760 {
		t.Errorf("last week misses by %v, the mean of four by %v; want 400 and 760", a.All.LastMissed, a.All.MeanMissed)
	}
}

// Counts by half hours, the forecast by hours: 30+30, 20+45 and one unknown, which is
// left out. 60 said of each: |60−60| + |65−60| = 5. An hour of which nothing was said and
// in which nothing came is left out too.
func TestTrackOtherSteps(t *testing.T) {
	s := Series{Queue: "a", Start: monday, Step: 30, Values: make([]float64, 48)}
	copy(s.Values, []float64{30, 30, 20, 45, 30, math.NaN()})
	f := Forecast{Queue: "a", Step: 60, Point: make([]float64, 24), Low: make([]float64, 24), High: make([]float64, 24)}
	for i := range 3 {
		f.Point[i], f.High[i] = 60, 62
	}
	k := Kept{Made: Stamp{Date: monday - 1}, Known: monday - 1, From: monday, Days: 1, Queues: []Forecast{f}}
	a := Track(Input{History: []Series{s}, From: monday, Days: 1}, []Kept{k})
	if a.All.Hours != 2 || a.All.Missed != 5 || a.All.Came != 125 || a.All.Held != 1 {
		t.Errorf("%+v, want 2 hours, missed by 5 of 125, one of them within", a.All)
	}
	for _, c := range [][3]int{{60, 30, 60}, {60, 60, 60}, {60, 90, 180}, {120, 60, 120}, {48, 60, 240}} {
		if got := common(c[0], c[1]); got != c[2] {
			t.Errorf("%d and %d minutes go into %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

// A forecast of two days by half hours, made on the first of them: its second day is
// kept, by the hour. What was made of days that are over is not kept.
func TestKeep(t *testing.T) {
	f := Forecast{Queue: "a", Step: 30}
	for i := range 96 {
		f.Point, f.Low, f.High, f.Model = append(f.Point, float64(i)), append(f.Low, 0), append(f.High, 100), append(f.Model, 1.2345)
	}
	out := &Output{From: monday, Days: 2, Queues: []Forecast{f}}
	k, ok := out.Keep(Stamp{monday, 600}, monday-1)
	if q := k.Queues[0]; !ok || k.From != monday+1 || k.Days != 1 || len(q.Point) != 24 || q.Step != 60 || q.Point[0] != 48+49 || q.High[23] != 200 || q.Model[5] != 2.47 {
		t.Errorf("%v %+v", ok, k)
	}
	if _, ok := out.Keep(Stamp{monday + 1, 0}, monday); ok {
		t.Error("days that are over are kept")
	}
}

// Of 48 half hours that err with a correlation of ½, √(½ + ½/48) of their widths is left in
// the day's total, and √(½ + ½/2) = .8660 in an hour's: 10 ± 4 twice is 20 ± 6.93. Where
// they err on their own it is √½: ± 5.66; where nothing tells, ± 8.
func TestKeepAddsWidths(t *testing.T) {
	for _, c := range []struct {
		dayShare  []float64
		low, high float64
	}{
		{nil, 12, 28},
		{[]float64{math.Sqrt(.5 + .5/48)}, 13.07, 26.93},
		{[]float64{math.Sqrt(1. / 48)}, 14.34, 25.66},
		{[]float64{1}, 12, 28},
	} {
		f := Forecast{Queue: "a", Step: 30, Point: slices.Repeat([]float64{10}, 48), Low: slices.Repeat([]float64{6}, 48), High: slices.Repeat([]float64{14}, 48), dayShare: c.dayShare}
		k, _ := (&Output{From: monday, Days: 1, Queues: []Forecast{f}}).Keep(Stamp{Date: monday - 1}, monday-1)
		if q := k.Queues[0]; q.Point[0] != 20 || q.Low[0] != c.low || q.High[0] != c.high {
			t.Errorf("share %v: %v to %v, want %v to %v", c.dayShare, q.Low[0], q.High[0], c.low, c.high)
		}
	}
}

// Each day has four intervals of which 100 in [80, 120] were said unless told otherwise.
func TestCauses(t *testing.T) {
	event := []Event{{Name: "618", From: Stamp{monday + 1, 0}, To: Stamp{monday + 2, 0}, Uplift: 2}}
	sunday := []Event{{Name: "618", From: Stamp{monday + 6, 0}, To: Stamp{monday + 7, 0}}}
	for _, c := range []struct {
		name  string
		days  [][4]float64 // from monday on
		of    int          // the day asked about
		in    Input
		said  func(f *Forecast)
		cause Cause
		words string
	}{
		{"all within", [][4]float64{{105, 95, 100, 110}}, 0, Input{}, nil, Chance, "4 of 4 hours"},
		{"at the ends of the intervals", [][4]float64{{80, 120, 80, 120}}, 0, Input{}, nil, Chance, "4 of 4 hours"},
		{"25 of 45 missed in one", [][4]float64{{125, 110, 90, 100}}, 0, Input{}, nil, OneHour, "00:00–06:00 alone"},
		{"25 of 55 missed in one", [][4]float64{{125, 115, 85, 100}}, 0, Input{}, nil, Scattered, "3 of 4"},
		{"two silent intervals of 200 said", [][4]float64{{100, 0, 0, 100}}, 0, Input{}, nil, Outage, "06:00–18:00: nothing came where about 200"},
		{"a silent day", [][4]float64{{0, 0, 0, 0}}, 0, Input{}, nil, Outage, "nothing came all day where about 400"},
		{"520 above the 480 of all upper ends", [][4]float64{{130, 130, 130, 130}}, 0, Input{}, nil, Unentered, "×1.30"},
		{"280 below the 320 of all lower ends", [][4]float64{{70, 70, 70, 70}}, 0, Input{}, nil, Quiet, "×0.70"},
		{"60 of 60 missed in one", [][4]float64{{100, 100, 100, 160}}, 0, Input{}, nil, OneHour, "18:00–24:00 alone: 100 said, 160 came"},
		{"one that lifts the day above all upper ends", [][4]float64{{100, 100, 100, 300}}, 0, Input{}, nil, OneHour, "18:00–24:00 alone: 100 said, 300 came"},
		{"75 of 75 missed in two above", [][4]float64{{100, 100, 135, 140}}, 0, Input{}, nil, Unentered, "12:00–24:00: 200 said, 275 came"},
		{"70 of 70 missed in two below", [][4]float64{{100, 100, 70, 60}}, 0, Input{}, nil, Quiet, "12:00–24:00: 200 said, only 130 came"},
		{"25 each, both ways", [][4]float64{{125, 75, 125, 75}}, 0, Input{}, nil, Scattered, "0 of 4"},
		{"50 came where nothing was said", [][4]float64{{100, 100, 100, 50}}, 0, Input{}, func(f *Forecast) { f.Point[3], f.Low[3], f.High[3] = 0, 0, 0 }, NewHours, "18:00–24:00"},
		{"the model missed by 0, the change by 50", [][4]float64{{100, 100, 100, 100}}, 0, Input{}, func(f *Forecast) {
			f.Model = append([]float64(nil), f.Point...)
			f.Point[2] = 150
		}, ByHand, "the model said 400, it was made 450, 400 came"},
		{"the model missed by 45 of the change's 50", [][4]float64{{100, 100, 100, 150}}, 0, Input{}, func(f *Forecast) {
			f.Model = append([]float64(nil), f.Point...)
			f.Model[3] = 105
		}, OneHour, ""},
		{"the model missed by 50 more", [][4]float64{{100, 100, 150, 100}}, 0, Input{}, func(f *Forecast) {
			f.Model = append([]float64(nil), f.Point...)
			f.Point[2], f.High[2] = 150, 180
		}, Chance, ""},
		{"an event of 200 said, 300 came", [][4]float64{{100, 100, 100, 100}, {300, 300, 300, 300}}, 1, Input{Events: event}, func(f *Forecast) {
			for i := 4; i < 8; i++ {
				f.Point[i], f.Low[i], f.High[i] = 200, 150, 250
			}
		}, EventFactor, "618 was too low: ×1.50 of what was said came; 2.0 was entered, 3.0 would have been right"},
		{"an event of 100 said, 80 came", [][4]float64{{100, 100, 100, 100}, {80, 80, 80, 80}}, 1, Input{Events: event}, nil, EventFactor, "618 was too high: ×0.80"},
		{"an event that came as said", [][4]float64{{100, 100, 100, 100}, {105, 100, 100, 95}}, 1, Input{Events: event}, nil, Chance, ""},
		{"the day after it", [][4]float64{{100, 100, 100, 100}, {100, 100, 100, 100}, {130, 130, 130, 130}}, 2, Input{Events: event}, nil, Aftermath, "after 618: ×1.30"},
		{"a holiday", [][4]float64{{60, 60, 60, 60}}, 0, Input{Holidays: []Holiday{{monday, "Founders' Day"}}}, nil, CalendarDay, "Founders' Day: ×0.60"},
		// 7 × 48 = 336 more than 2800 is beyond 3√2800 = 159; each interval is within its own.
		{"a week of 112", repeat(7, 112), 3, Input{}, nil, LevelChange, "7 days of this week all came off the same way, about ×1.12"},
		{"a day of 118 in a week of 112", append(repeat(6, 112), [4]float64{118, 118, 118, 118}), 6, Input{}, nil, LevelChange, ""},
		// 63 instead of 56 is within 3√56 = 22.
		{"a week of 9 a day where 8 were said", slices.Repeat([][4]float64{{2, 2, 2, 3}}, 7), 3, Input{}, func(f *Forecast) {
			for i := range f.Point {
				f.Point[i], f.Low[i], f.High[i] = 2, 0, 4
			}
		}, Chance, ""},
		{"a week of 112 with an event that came low", append(repeat(6, 112), repeat(1, 90)...), 4, Input{Events: sunday}, nil, LevelChange, "6 days"},
		{"an event that came as said in a week of 112", append(repeat(6, 112), repeat(1, 109)...), 6, Input{Events: sunday}, nil, Chance, ""},
		{"a week of 160", repeat(7, 160), 3, Input{}, nil, LevelChange, "×1.60 of what was said: the level changed, or a promotion"},
		{"a week of 108", repeat(7, 108), 3, Input{}, nil, Chance, ""},
		{"three days of 112", repeat(3, 112), 2, Input{}, nil, Chance, ""},
		{"a week of 112 with a day of 150", append(repeat(6, 112), [4]float64{150, 150, 150, 150}), 6, Input{}, nil, Unentered, "×1.50"},
		{"a week of 112 with a day of 99", append(repeat(6, 112), [4]float64{99, 99, 99, 99}), 2, Input{}, nil, Chance, ""},
	} {
		k := keptDays(-3, -4, 0, len(c.days), 100, 80, 120)
		if c.said != nil {
			c.said(&k.Queues[0])
		}
		c.in.History, c.in.From, c.in.Days = []Series{quarters(c.days...)}, monday, len(c.days)
		found := false
		for _, d := range Track(c.in, []Kept{k}).Days {
			if d.Date != monday+workcal.Date(c.of) {
				continue
			}
			found = true
			if d.Cause != c.cause || !strings.Contains(d.Why.EN, c.words) {
				t.Errorf("%s: %s, %q; want %s, %q", c.name, d.Cause, d.Why.EN, c.cause, c.words)
			}
		}
		if !found {
			t.Errorf("%s: the day is not there", c.name)
		}
	}
}

func repeat(days int, v float64) (out [][4]float64) {
	for range days {
		out = append(out, [4]float64{v, v, v, v})
	}
	return out
}

// 1000 came. Missed by 100, last week by 150, the mean of four by 200: a third less.
func TestAccuracyVerdict(t *testing.T) {
	for _, c := range []struct {
		name string
		t    Tally
		want string
	}{
		{"better", Tally{Hours: 200, Held: 180, Said: 1000, Came: 1000, Missed: 100, LastMissed: 150, MeanMissed: 200}, "the forecasts missed by 10.0%, the best simple method (last week) by 15.0%: 33% less"},
		{"worse", Tally{Hours: 200, Held: 180, Said: 1000, Came: 1000, Missed: 100, LastMissed: 150, MeanMissed: 80}, "the simple method was better: mean of 4 weeks missed by 8.0%, the forecasts by 10.0%"},
		{"narrow and low", Tally{Hours: 200, Held: 160, Said: 900, Came: 1000, Missed: 100, LastMissed: 100, MeanMissed: 100}, "0% less|only 80% of the hours|all in all 10% too few"},
		{"wide and high", Tally{Hours: 200, Held: 198, Said: 1100, Came: 1000, Missed: 100, LastMissed: 200, MeanMissed: 200}, "50% less|99% of the hours|all in all 10% too many"},
		{"too few hours for intervals", Tally{Hours: 24, Held: 12, Said: 1000, Came: 1000, Missed: 100, LastMissed: 200, MeanMissed: 200}, "50% less"},
		{"changes helped", Tally{Hours: 200, Held: 180, Said: 1000, Came: 1000, Missed: 100, LastMissed: 150, MeanMissed: 200, Changed: 5, ChangedCame: 100, ChangedMissed: 10, OwnMissed: 30}, "33% less|changed by hand or by an import: 5 hours, which missed by 10.0%, the model by 30.0%: the changes helped"},
		{"changes did not", Tally{Hours: 200, Held: 180, Said: 1000, Came: 1000, Missed: 100, LastMissed: 150, MeanMissed: 200, Changed: 1, ChangedCame: 100, ChangedMissed: 30, OwnMissed: 10}, "33% less|changed by hand or by an import: 1 hour, which missed by 30.0%, the model by 10.0%: the model alone was better"},
		{"nothing came", Tally{Hours: 10, Said: 50, Missed: 50}, "there were no contacts"},
	} {
		lines, want := (&Accuracy{All: c.t}).Verdict(), strings.Split(c.want, "|")
		if len(lines) != len(want) {
			t.Errorf("%s: %v, want %d lines", c.name, lines, len(want))
			continue
		}
		for i, l := range lines {
			if !strings.Contains(l.EN, want[i]) {
				t.Errorf("%s: %q, want %q in it", c.name, l.EN, want[i])
			}
		}
	}
}
