package attendance

import (
	"testing"
	"time"

	"paiban/internal/workcal"
)

// The week from Monday 26 October to Sunday 1 November 2026 lies in two months:
// October has six of its days, November the Sunday. In neither is a holiday or a
// shifted working day from the 19th to the 15th. annual counts the days of annual
// leave that a month takes where from to to is leave and every other day a shift,
// and everybody works at weekends too.
func annual(month workcal.Month, from, to workcal.Date, known bool) (n float64) {
	calendar := workcal.New(nil)
	first := month.First()
	plans := make([]Planned, month.Days())
	away := func(d workcal.Date) bool { return d >= from && d <= to }
	for i := range plans {
		plans[i] = shift(office)
		if away(first + workcal.Date(i)) {
			plans[i] = Planned{Kind: LeaveDay, Leave: Annual}
		}
	}
	RestInLeaveWeeks(plans, first, func(d workcal.Date) bool { return known && away(d) }, calendar)
	in := Input{Month: month, People: []Person{{ID: "1"}}, Plans: [][]Planned{plans}, Calendar: calendar}
	return Settle(in, DefaultPolicy()).People[0].LeaveDays[Annual]
}

func TestRestInLeaveWeeks(t *testing.T) {
	october, november := workcal.Month{Year: 2026, Month: time.October}, workcal.Month{Year: 2026, Month: time.November}
	oct := func(d int) workcal.Date { return workcal.DateOf(2026, time.October, d) }
	nov := func(d int) workcal.Date { return workcal.DateOf(2026, time.November, d) }
	for _, c := range []struct {
		name      string
		month     workcal.Month
		from, to  workcal.Date
		forgotten bool // nothing is known outside the month
		want      float64
	}{
		{name: "a week inside the month: five working days, not seven", month: october, from: oct(19), to: oct(25), want: 5},
		{name: "six days of a week are six: the Sunday is worked", month: october, from: oct(19), to: oct(24), want: 6},
		{name: "a week and a day are six: Monday to Monday", month: november, from: nov(2), to: nov(9), want: 6},
		{name: "two weeks are ten", month: november, from: nov(2), to: nov(15), want: 10},
		// The edges of the month. The first of November is the only day of its week
		// in the month.
		{name: "one day of leave on Sunday the first", month: november, from: nov(1), to: nov(1), want: 1},
		{name: "the first week of November and the Sunday before it", month: november, from: nov(1), to: nov(8), want: 1 + 5},
		{name: "leave on the last Saturday alone", month: october, from: oct(31), to: oct(31), want: 1},
		{name: "from Monday to the last Saturday, the Sunday is worked", month: october, from: oct(26), to: oct(31), want: 6},
		{name: "over the edge, the days before it", month: october, from: oct(26), to: nov(1), want: 5},
		{name: "over the edge, the day after it", month: november, from: oct(26), to: nov(1), want: 0},
		{name: "from Tuesday over the edge, the days before it", month: october, from: oct(27), to: nov(1), want: 5},
		{name: "from Tuesday over the edge, the day after it", month: november, from: oct(27), to: nov(1), want: 1},
		{name: "nothing is known of the days before", month: november, from: oct(26), to: nov(1), forgotten: true, want: 1},
		{name: "nothing is known of the day after", month: october, from: oct(26), to: nov(1), forgotten: true, want: 6},
	} {
		if got := annual(c.month, c.from, c.to, !c.forgotten); got != c.want {
			t.Errorf("%s: %v days of annual leave, want %v", c.name, got, c.want)
		}
	}
}
