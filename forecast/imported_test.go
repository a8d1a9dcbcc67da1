package forecast

import (
	"math"
	"strings"
	"testing"

	"paiban/internal/lang"
)

// somebodys are the counts of queue on the first day of the horizon, from hours on.
func somebodys(queue string, step int, at map[int]float64) Series {
	s := Series{Queue: queue, Start: adjustMonday - 1, Step: step, Values: make([]float64, 3*1440/step)}
	for i := range s.Values {
		s.Values[i] = math.NaN()
	}
	for i, v := range at {
		s.Values[1440/step+i] = v
	}
	return s
}

func TestImport(t *testing.T) {
	for _, c := range []struct {
		name string
		list []Imported
		a    map[int]float64 // hours of queue a
		b    map[int]float64 // half hours of queue b
	}{
		{"hours are taken", []Imported{{Hours: []Series{somebodys("a", 60, map[int]float64{9: 33, 12: 5})}}}, map[int]float64{9: 33, 10: 10, 12: 5}, map[int]float64{18: 2.5}},
		// 80 over 20:00 and 21:00 are 40 each; b has 5 in each half hour of them, 8 an hour.
		{"coarser ones keep the model's hours", []Imported{{Hours: []Series{somebodys("a", 120, map[int]float64{10: 80}), somebodys("b", 60, map[int]float64{20: 8})}}}, map[int]float64{20: 40, 21: 40}, map[int]float64{40: 4, 41: 4, 42: 5}},
		{"finer ones are added up", []Imported{{Hours: []Series{somebodys("a", 30, map[int]float64{18: 3, 19: 4, 20: 9})}}}, map[int]float64{9: 7, 10: 10}, nil},
		// 120 for the 60 of the day.
		{"a total keeps the model's hours", []Imported{{Days: []DayTotal{{"a", adjustMonday, 120}}}}, map[int]float64{9: 20, 20: 40, 33: 10}, nil},
		{"hours go before the total of a file", []Imported{{Days: []DayTotal{{"a", adjustMonday, 120}}, Hours: []Series{somebodys("a", 60, map[int]float64{9: 33})}}}, map[int]float64{9: 33, 20: 40}, nil},
		{"the later file counts", []Imported{{Hours: []Series{somebodys("a", 60, map[int]float64{9: 33, 10: 34})}}, {Hours: []Series{somebodys("a", 60, map[int]float64{9: 44})}}}, map[int]float64{9: 44, 10: 34}, nil},
		{"another queue", []Imported{{Hours: []Series{somebodys("c", 60, map[int]float64{9: 33})}}}, map[int]float64{9: 10}, nil},
	} {
		o := flatOutput()
		o.Import(c.list)
		for h, want := range c.a {
			if got := o.Queues[0].Point[h]; math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: hour %d of a has %v, want %v", c.name, h, got, want)
			}
		}
		for h, want := range c.b {
			if got := o.Queues[1].Point[h]; math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: half hour %d of b has %v, want %v", c.name, h, got, want)
			}
		}
	}
}

// The model's own stays beside it, adjustments go on top, and the explanation says which
// days come from which file.
func TestImportTells(t *testing.T) {
	o := flatOutput()
	o.Explanation = []lang.Text{lang.Same("the story")}
	o.Import([]Imported{
		{Source: "a.csv", Hours: []Series{somebodys("a", 60, map[int]float64{9: 33, 20: 30})}},
		{Source: "b.csv", Hours: []Series{somebodys("a", 60, map[int]float64{9: 44})}},
		{Source: "old.csv", Days: []DayTotal{{"a", adjustMonday - 9, 5}}},
	})
	o.Adjust([]Adjustment{percent(handOn(0, 0, 9, 10), 50)})
	a := &o.Queues[0]
	if a.Point[9] != 66 || a.Model[9] != 10 || a.Low[20] != 15 || a.High[20] != 60 || o.Queues[1].Model != nil {
		t.Errorf("%v of %v, %v to %v", a.Point[9], a.Model[9], a.Low[20], a.High[20])
	}
	if got := o.Applied[0]; got.Model != 10 || got.Was != 44 || got.Now != 66 {
		t.Errorf("applied %+v", got)
	}
	if o.sourceOf(a, 9) != "b.csv" || o.sourceOf(a, 20) != "a.csv" || o.sourceOf(a, 21) != "" {
		t.Errorf("taken from %v", a.source)
	}
	var said []string
	for _, l := range o.Explanation {
		said = append(said, l.EN)
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{
		"the forecast of 2026-11-09 is that of forecasts/a.csv", "no file of forecasts/ has 2026-11-10: the model's own is used",
		"forecasts/a.csv and forecasts/b.csv have the same hours; the later name counts, b.csv", "forecasts/old.csv ends on 2026-10-31 and has none of the days forecast",
		"set by hand: 2026-11-09 09:00–10:00, a, +50%: 66 instead of 44 (the model: 10)", "the story",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("not said: %s\n%s", want, all)
		}
	}
}
