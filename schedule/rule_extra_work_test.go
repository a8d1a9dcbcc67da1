package schedule

import (
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// A is 10:00-18:00 of two days in November and one in December 2026. A+ is an hour longer
// and R the work of a day off, five hours; prices are 10 and 100 yuan, a hundred yuan count
// 400, so 40 and 400 a day.
func TestExtraWork(t *testing.T) {
	span := func(from, to int) Span { return Span{60 * from, 60 * to} }
	p := &Problem{
		Start: workcal.DateOf(2026, 11, 29), Days: 3, Interval: 60,
		Shifts: []Shift{
			{ID: "A", Segments: []Span{span(10, 18)}, Paid: 480, Queue: Any},
			{ID: "A+", Segments: []Span{span(10, 19)}, Paid: 540, Queue: Any, Parts: []string{"A"}, Overtime: []Span{span(18, 19)}},
			{ID: "R", Segments: []Span{span(10, 15)}, Paid: 300, Queue: Any, Overtime: []Span{span(10, 15)}},
		},
		People: []Person{{ID: "a", Name: "甲", Shifts: []int{0, 1, 2}, Last: 3}},
	}
	price := [][]int64{{1000, 1000, 1000}, {10000, 10000, 10000}}
	const longer, off = 1, 2
	for _, c := range []struct {
		name string
		row  []int
		rule ExtraWork
		want Score
	}{
		{"nothing", []int{0, Off, 0}, ExtraWork{Rent: 500}, Score{}},
		{"an hour and a day off", []int{longer, off, Off}, ExtraWork{}, Score{Cost: 440}},
		// Two hours are booked on the first day: with the hour three of three, then of two.
		{"at the limit of a day", []int{longer, Off, Off}, ExtraWork{Day: 180, Booked: []Booked{{Minutes: 120}}}, Score{Cost: 40}},
		{"beyond it", []int{longer, Off, Off}, ExtraWork{Day: 120, Booked: []Booked{{Minutes: 120}}}, Score{Hard: 1, Cost: 40}},
		{"a day off has no such limit", []int{off, Off, Off}, ExtraWork{Day: 120}, Score{Cost: 400}},
		{"on hours that are approved", []int{longer, Off, Off}, ExtraWork{Booked: []Booked{{Minutes: 60, At: span(18, 19)}}}, Score{Hard: 1, Cost: 40}},
		// November: 300 minutes and 30 booked before the horizon are 30 above 300; December has 60.
		{"the month", []int{Off, off, longer}, ExtraWork{Month: 300, Booked: []Booked{{Day: -9, Minutes: 30}}}, Score{Hard: 30, Cost: 440}},
		// What was booked beyond the limit is nobody's to take away: the 60 chosen are.
		{"a month that is full", []int{longer, Off, Off}, ExtraWork{Month: 300, Booked: []Booked{{Day: -9, Minutes: 500}}}, Score{Hard: 60, Cost: 40}},
		// Two of three days worked, a third paid at 25 yuan, and 5 of rent: 30 yuan, 120.
		{"least days and rent", []int{longer, longer, Off}, ExtraWork{Least: 3, Rate: 2500, Rent: 500}, Score{Cost: 200}},
	} {
		c.rule.Shifts, c.rule.Price, c.rule.Worth = []int{longer, off}, price, 400
		var got Score
		for _, f := range c.rule.Check(p, &Roster{Cells: [][]int{c.row}}) {
			got = got.Add(f.Score)
			if f.Why.ZH == "" || f.Why.ZH == f.Why.EN {
				t.Errorf("%s: not said in both languages: %v", c.name, f.Why)
			}
		}
		if got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	f := ExtraWork{Shifts: []int{longer}, Price: price[:1], Worth: 400}.Check(p, &Roster{Cells: [][]int{{longer, Off, Off}}})
	if want := lang.T("甲 11-29 周日 加班 18:00-19:00，10 元", "甲 Sun 11-29: overtime 18:00-19:00, 10 yuan"); len(f) != 1 || f[0].Why != want {
		t.Errorf("%v, want %v", f, want)
	}
	// The contract is about 480 minutes of the longer shift, a cap about 540.
	for normal, want := range map[bool]int{true: 480, false: 540} {
		if got := (Minutes{Normal: normal}).Paid(&p.Shifts[longer]); got != want {
			t.Errorf("normal hours %v: %d minutes, want %d", normal, got, want)
		}
	}
}
