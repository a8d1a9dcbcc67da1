package forecast

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

var adjustMonday = workcal.DateOf(2026, 11, 9)

// flatOutput is a forecast of two days: queue a has 10 an hour from 09:00 to 11:00 and 20
// from 20:00 to 22:00, 60 a day; queue b half of it, by half hours. Intervals are half of
// the point to twice.
func flatOutput() *Output {
	a, b := make([]float64, 48), make([]float64, 96)
	for d := range 2 {
		for h, v := range map[int]float64{9: 10, 10: 10, 20: 20, 21: 20} {
			a[d*24+h] = v
			b[d*48+2*h], b[d*48+2*h+1] = v/4, v/4
		}
	}
	out := &Output{From: adjustMonday, Days: 2}
	for i, v := range [][]float64{a, b} {
		f := Forecast{Queue: string(rune('a' + i)), Step: 60 / (i + 1), Point: v}
		for _, x := range v {
			f.Low, f.High = append(f.Low, x/2), append(f.High, x*2)
		}
		out.Queues = append(out.Queues, f)
	}
	return out
}

func handStamp(day, minute int) Stamp { return Stamp{adjustMonday + workcal.Date(day), minute} }

// handOn makes an adjustment of queue a on the days [from, to], the hours [start, end).
func handOn(from, to, start, end int) Adjustment {
	return Adjustment{Queue: "a", From: handStamp(from, start*60), To: handStamp(to, end*60)}
}

func valued(a Adjustment, v float64) Adjustment { a.Value = v; return a }
func percent(a Adjustment, p float64) Adjustment {
	a.Relative, a.Percent = true, p
	return a
}

func TestAdjust(t *testing.T) {
	both := func(a Adjustment) Adjustment { a.Queue = ""; return a }
	for _, c := range []struct {
		name string
		list []Adjustment
		want map[int]float64 // hour of queue a, from 00:00 of the first day
		b    float64         // first day of queue b; 0 is its own 30
	}{
		// 120 for 60: twice each hour; the second day stays.
		{"a day's total keeps the shape", []Adjustment{valued(handOn(0, 0, 0, 24), 120)}, map[int]float64{9: 20, 10: 20, 20: 40, 21: 40}, 0},
		{"each day of a range has the total", []Adjustment{valued(handOn(0, 1, 0, 24), 30)}, map[int]float64{9: 5, 20: 10, 33: 5, 44: 10}, 0},
		{"each hour of a range is set", []Adjustment{valued(handOn(0, 1, 20, 22), 50)}, map[int]float64{9: 10, 20: 50, 21: 50, 44: 50, 45: 50}, 0},
		{"an hour of nothing is set", []Adjustment{valued(handOn(0, 0, 15, 16), 7)}, map[int]float64{9: 10, 15: 7}, 0},
		{"zero closes", []Adjustment{valued(handOn(0, 0, 0, 24), 0)}, map[int]float64{9: 0, 20: 0, 33: 10}, 0},
		{"percent", []Adjustment{percent(handOn(0, 0, 20, 22), 20), percent(handOn(1, 1, 0, 24), -30)}, map[int]float64{9: 10, 20: 24, 33: 7, 44: 14}, 0},
		// 1.2 × 1.5 = 1.8.
		{"percents multiply", []Adjustment{percent(handOn(0, 0, 0, 24), 20), percent(handOn(0, 0, 20, 22), 50)}, map[int]float64{9: 12, 20: 36}, 0},
		{"a value replaces a percent", []Adjustment{percent(handOn(0, 0, 20, 21), 50), valued(handOn(0, 0, 20, 21), 25)}, map[int]float64{20: 25, 21: 20}, 0},
		{"a percent scales a value", []Adjustment{valued(handOn(0, 0, 20, 21), 25), percent(handOn(0, 0, 20, 21), 20)}, map[int]float64{20: 30, 21: 20}, 0},
		{"the later value counts", []Adjustment{valued(handOn(0, 0, 20, 21), 25), valued(handOn(0, 0, 20, 21), 35)}, map[int]float64{20: 35}, 0},
		// 120 less the 60 of 20:00 are 60 for the other 40: ×1.5.
		{"a day's total leaves the hours set before", []Adjustment{valued(handOn(0, 0, 20, 21), 60), valued(handOn(0, 0, 0, 24), 120)}, map[int]float64{9: 15, 20: 60, 21: 30}, 0},
		// The hours have 200 of 100 already, all 240 of the day are scaled by 100/240.
		{"a day's total below the hours set", []Adjustment{valued(handOn(0, 0, 20, 21), 200), valued(handOn(0, 0, 0, 24), 100)}, map[int]float64{9: 10 * 100. / 240, 20: 200 * 100. / 240}, 0},
		// Of 180 for both queues' 90 in all, a third is b's.
		{"all queues keep their shares", []Adjustment{both(valued(handOn(0, 0, 0, 24), 180))}, map[int]float64{9: 20, 20: 40}, 60},
		// An hour of a and two halves of b: 60 for 30, twice each.
		{"an hour of queues of other steps", []Adjustment{both(valued(handOn(0, 0, 20, 21), 60))}, map[int]float64{20: 40, 21: 20}, 40},
		{"an hour past midnight is of the next day", []Adjustment{valued(handOn(0, 0, 33, 34), 99)}, map[int]float64{9: 10, 33: 99}, 0},
		// Half an hour of 8 contacts and the half of 20 that is left.
		{"a part of an hour", []Adjustment{{Queue: "a", From: handStamp(0, 20*60), To: handStamp(0, 20*60+30), Value: 8}}, map[int]float64{20: 18}, 0},
		// 90 minutes at 30 an hour: 30 and 15, beside the half of 20 that is left.
		{"an hour and a half", []Adjustment{{Queue: "a", From: handStamp(0, 20*60), To: handStamp(0, 21*60+30), Value: 30}}, map[int]float64{20: 30, 21: 25}, 0},
		{"days outside", []Adjustment{valued(handOn(-3, -1, 0, 24), 5), valued(handOn(2, 9, 0, 24), 5)}, map[int]float64{9: 10, 33: 10}, 0},
		{"another queue", []Adjustment{{Queue: "c", From: handStamp(0, 0), To: handStamp(0, 1440), Value: 5}}, map[int]float64{9: 10}, 0},
	} {
		o := flatOutput()
		o.Adjust(c.list)
		for h, want := range c.want {
			if got := o.Queues[0].Point[h]; math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: hour %d has %v, want %v", c.name, h, got, want)
			}
		}
		if c.b == 0 {
			c.b = 30
		}
		if b, _, _ := o.Queues[1].Day(0); math.Abs(b-c.b) > 1e-9 {
			t.Errorf("%s: b has %v, want %v", c.name, b, c.b)
		}
	}
}

// What is changed keeps the model's own beside it, and its interval in proportion; what
// is not stays without a model of its own.
func TestAdjustKeepsTheModel(t *testing.T) {
	o := flatOutput()
	plain := flatOutput()
	o.Adjust([]Adjustment{valued(handOn(0, 0, 20, 21), 30), valued(handOn(0, 0, 15, 16), 8)})
	a := &o.Queues[0]
	if !slices.Equal(a.Model, plain.Queues[0].Point) || o.Queues[1].Model != nil {
		t.Errorf("model %v and %v", a.Model, o.Queues[1].Model)
	}
	// 15:00 had nothing, so that the ratios of the whole horizon hold: ½ and 2.
	if a.Low[20] != 15 || a.High[20] != 60 || a.Low[15] != 4 || a.High[15] != 16 || a.Low[9] != 5 {
		t.Errorf("intervals %v-%v, %v-%v", a.Low[20], a.High[20], a.Low[15], a.High[15])
	}
	if got := o.Applied[0]; got.Days != 1 || got.Model != 20 || got.Was != 20 || got.Now != 30 {
		t.Errorf("applied %+v", got)
	}
	if got := o.On(&Adjustment{From: handStamp(0, 20*60), To: handStamp(1, 21*60)}); len(got) != 4 || got[0] != (DayFigures{adjustMonday, "a", 20, 30}) || got[3] != (DayFigures{adjustMonday + 1, "b", 10, 10}) {
		t.Errorf("on the hours %+v", got)
	}
	// A second round works on the first and keeps the model of the first.
	o.Adjust([]Adjustment{percent(handOn(0, 0, 20, 21), 10)})
	if got := o.Applied[2]; got.Model != 20 || got.Was != 30 || math.Abs(got.Now-33) > 1e-9 || a.Model[20] != 20 {
		t.Errorf("applied again %+v", got)
	}
	// Days that are not forecast change nothing and say nothing.
	o = flatOutput()
	o.Adjust([]Adjustment{valued(handOn(7, 7, 0, 24), 30)})
	if o.Applied[0].Days != 0 || o.Queues[0].Model != nil || o.Explanation != nil {
		t.Errorf("outside: %+v, %v", o.Applied, o.Explanation)
	}
}

// A forecast of nothing takes a day's total evenly, with the interval of a Poisson count
// of ten: 1 ∓ 1.645/√10.
func TestAdjustWithoutHistory(t *testing.T) {
	o := &Output{From: adjustMonday, Days: 1, Queues: []Forecast{{Queue: "a", Step: 60, Point: make([]float64, 24), Low: make([]float64, 24), High: make([]float64, 24)}}}
	o.Adjust([]Adjustment{valued(handOn(0, 0, 0, 24), 240)})
	f := o.Queues[0]
	if total, _, _ := f.Day(0); total != 240 || f.Point[3] != 10 || math.Abs(f.Low[3]-4.798) > .001 || math.Abs(f.High[3]-15.202) > .001 {
		t.Errorf("%v, %v to %v", f.Point, f.Low[3], f.High[3])
	}
}

func TestAdjustTells(t *testing.T) {
	at := func(a Adjustment, row string) Adjustment { a.Source = lang.Same("f:" + row); return a }
	o := flatOutput()
	first := at(valued(handOn(0, 0, 20, 22), 30), "2")
	first.Who, first.Why = "Wang", "live show"
	o.Adjust([]Adjustment{
		first,
		at(valued(handOn(0, 0, 0, 24), 100), "3"),
		at(valued(handOn(0, 0, 21, 22), 40), "4"),
		at(percent(handOn(1, 1, 0, 24), 20), "5"),
		at(percent(handOn(1, 1, 0, 24), 20), "6"),
		at(percent(handOn(1, 1, 9, 10), 20), "7"),
	})
	var said []string
	for _, l := range o.Explanation {
		said = append(said, l.EN)
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{
		"2026-11-09 20:00–22:00, a, 30 an hour: 60 instead of the model's 40; live show (Wang)",
		"2026-11-09, a, 100 a day: 100 instead of 80 (the model: 60) (hours set by hand before keep their 60)",
		"f:2 and f:4 speak of the same time (2026-11-09 21:00–22:00); the later one, f:4, counts",
		"f:5 and f:6 are the same, so +20% counts twice; remove one",
		"relative width",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("not said: %s\n%s", want, all)
		}
	}
	if n := strings.Count(all, "speak of the same"); n != 1 {
		t.Errorf("%d contradictions:\n%s", n, all)
	}
	b, err := json.Marshal(o.Applied[0])
	if err != nil || !strings.Contains(string(b), `"from":"2026-11-09","to":"2026-11-09","hours":"20:00-22:00","value":30,"who":"Wang"`) {
		t.Errorf("%s (%v)", b, err)
	}
}

// The parts of a number name what has changed it.
func TestExplainByHand(t *testing.T) {
	in := Input{History: []Series{{Queue: "a", Start: adjustMonday - 28, Step: 60, Values: slices.Repeat([]float64{10}, 28*24)}}, From: adjustMonday, Days: 7}
	parts, o, err := Explain(t.Context(), in, handStamp(2, 20*60))
	if err != nil {
		t.Fatal(err)
	}
	o.Adjust([]Adjustment{percent(handOn(1, 3, 20, 21), 50), percent(handOn(2, 2, 21, 22), 50), percent(handOn(1, 1, 44, 45), 100)})
	p := &parts[0]
	p.Change(o)
	// 20:00 of the third day is in the first and, as 44:00 of the second, in the third.
	if len(p.ByHand) != 2 || p.ByHand[1].Percent != 100 || math.Abs(p.Point-3*p.Model) > 1e-9 || p.Model == 0 {
		t.Errorf("%+v", p)
	}
}
