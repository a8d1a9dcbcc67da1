package scenario

import (
	"slices"
	"testing"

	"paiban/schedule"
)

// temps are two people at most for the hours 08:00-20:00, at a fifth of the pace on their
// first day and in full after four, for 100 yuan a day.
func temps(s Source) []Source {
	s.ID, s.Kind, s.Queues, s.Heads, s.Spans, s.Price = "t", Extra, []int{0}, 2, []schedule.Span{hours(8, 20)}, 100
	return []Source{s}
}

// onDays is a case over some days of which each needs so many heads from 08:00 to 20:00.
func onDays(heads ...int) *Case {
	c := shop(len(heads), between(8, 20, 1))
	for i := range c.Input.Queues[0].Need {
		c.Input.Queues[0].Need[i] *= heads[i/24]
	}
	return c
}

// Of 2, 1, 2 and 2 turns on four days the first person works on all, the second on three.
// Each is as fast as the days before have made them: .2 + .2 a day.
func TestPaceByDaysWorked(t *testing.T) {
	c := onDays(2, 1, 2, 2)
	c.Sources = temps(Source{Pace: .2, Ramp: 4})
	var turns []Turn
	for _, d := range []int{3, 0, 2, 0, 1, 3, 2} { // in whatever order they were added
		turns = append(turns, Turn{Day: d, Agent: none})
	}
	got := map[[2]int]float64{}
	for _, turn := range c.staffed(turns) {
		got[[2]int{turn.Head, turn.Day}] = turn.Pace
	}
	for at, want := range map[[2]int]float64{{1, 0}: .2, {1, 1}: .4, {1, 2}: .6, {1, 3}: .8, {2, 0}: .2, {2, 2}: .4, {2, 3}: .6} {
		near(t, "pace", got[at], want)
	}
	// Two days worked before the first.
	c.Sources[0].Worked = 2
	near(t, "pace after days before", c.staffed(turns)[1].Pace, .6)
}

// Whoever is taken for the last day alone is new there, whether the source begins on that
// day or could have begun before: nobody learns by the calendar.
func TestNobodyLearnsByTheCalendar(t *testing.T) {
	var pace [][]float64
	for _, days := range []schedule.DaySet{{false, false, true}, nil} {
		c := onDays(0, 0, 2)
		c.Sources = temps(Source{Pace: .2, Ramp: 2, Days: days})
		o := evaluate(t, c)
		var p []float64
		for _, turn := range o.Turns {
			if turn.Day != 2 {
				t.Errorf("a day is bought that nothing is missing on: %+v", turn)
			}
			p = append(p, turn.Pace)
		}
		pace = append(pace, p)
	}
	if !slices.Equal(pace[0], []float64{.2, .2}) || !slices.Equal(pace[0], pace[1]) {
		t.Errorf("pace %v", pace)
	}
}

// One head is missing on the last of four days. A temp who is paid for three days at least
// costs 300; the two days before are paid for, and practice makes the last worth .2 + .2·2
// of a head.
func TestLeastHire(t *testing.T) {
	c := onDays(0, 0, 0, 1)
	c.Sources = temps(Source{Pace: .2, Ramp: 4, Least: 3})
	c.Sources[0].Heads = 1
	o := evaluate(t, c)
	near(t, "cost", o.Costs[1].Yuan, 300)
	sum, last := 0.0, 0.0
	for _, turn := range o.Turns {
		sum += turn.Price
		if turn.Day == 3 {
			last = turn.Pace
		}
	}
	near(t, "price of all turns", sum, 300)
	near(t, "pace on the last day", last, .2+.2*2)
	if want := []Hired{{ID: "t", People: 1, Days: 3, Paid: 3, Yuan: 300}}; !slices.Equal(o.Hired, want) {
		t.Errorf("hired %+v, want %+v", o.Hired, want)
	}
	// In full from the first day nothing is learnt: one turn, for which three days are paid.
	c.Sources[0].Pace, c.Sources[0].Ramp = 0, 0
	o = evaluate(t, c)
	near(t, "cost of one turn", o.Turns[0].Price, 300)
	if want := []Hired{{ID: "t", People: 1, Days: 1, Paid: 3, Yuan: 300}}; !slices.Equal(o.Hired, want) {
		t.Errorf("hired %+v, want %+v", o.Hired, want)
	}
}

// Five days lack a head. A seat of 600 for the horizon serves all of them, a temp of 100 a
// day would be paid 500: the temp is cheaper. For six days the seat is.
func TestRent(t *testing.T) {
	for _, days := range []int{5, 7} {
		c := onDays(slices.Repeat([]int{1}, days)...)
		c.Sources = []Source{
			{ID: "seats", Kind: Extra, Queues: []int{0}, Heads: 1, Spans: []schedule.Span{hours(8, 20)}, Rent: 600},
			{ID: "temps", Kind: Extra, Queues: []int{0}, Heads: 1, Spans: []schedule.Span{hours(8, 20)}, Price: 100},
		}
		near(t, "a seat for all days", c.Sources[0].pay(days), 600)
		near(t, "a seat for one", c.Sources[0].pay(1), 600)
		near(t, "no seat", c.Sources[0].pay(0), 0)
		if o := evaluate(t, c); o.Total != min(600, 100*float64(days)) || o.Unmet != 0 {
			t.Errorf("%d days cost %v, %v h short: %+v", days, o.Total, o.Unmet, o.Costs)
		}
	}
}

// Two heads are missing for twelve hours. Temps who answer one chat at a time where a
// regular agent holds three can do a third: one message in typing and thinking, 60 s, where
// others answer one in 20 s. Two of them leave 2·12 − 2·12/3 head-hours short. At a pace of
// 2% an answer takes 1,000 s of the 180 promised: they count nothing and are not bought.
// Those who learn are, and do 2% on their first day.
func TestShortByWhatTheyCanDo(t *testing.T) {
	c := onDays(2)
	c.Sources = temps(Source{Chats: 1})
	near(t, "short", evaluate(t, c).Unmet, 16)
	c.Sources = temps(Source{Chats: 1, Pace: .02})
	o := evaluate(t, c)
	near(t, "short at a fiftieth", o.Unmet, 24)
	near(t, "added at a fiftieth", o.Added, 0)
	c.Sources = temps(Source{Chats: 1, Pace: .02, Ramp: 30})
	near(t, "short where they learn", evaluate(t, c).Unmet, 24-2*12*.02)
}
