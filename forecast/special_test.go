package forecast

import (
	"math"
	"strings"
	"testing"

	"paiban/internal/workcal"
)

func TestEventKey(t *testing.T) {
	for name, want := range map[string]string{
		"618":                "618",
		"2026 618":           "618",
		"2026年618":           "618",
		"双十一 第一波":            "双11第一波",
		"Double 11, wave 2":  "双11wave2",
		"双12":                "双12",
		"1.1 折":              "11折",
		"12026":              "12026", // not a year
		"2026":               "2026",  // nothing would be left
		"3.8 Women's day!":   "38womensday",
		"2025 Year-end sale": "yearendsale",
	} {
		if got := eventKey(name); got != want {
			t.Errorf("%q has key %q, want %q", name, got, want)
		}
	}
}

// The Spring Festival fell on 2024-02-10, 2025-01-29 and falls on 2026-02-17. A
// shop that rests from the eve to the fifth day does so by the lunar calendar.
func TestMovingFestival(t *testing.T) {
	rest := func(d workcal.Date, _ int) float64 {
		y, _, _ := d.Civil()
		if s, ok := workcal.SpringFestival.Date(y); ok && d >= s-1 && d < s+5 {
			return 0.3
		}
		return 1
	}
	s := plainShop()
	s.start, s.happen, s.daily = workcal.DateOf(2023, 12, 4), rest, 2000
	from := workcal.DateOf(2026, 2, 9)
	s.days = int(from - s.start)
	out := run(t, Input{History: []Series{s.series("a")}, Calendar: workcal.New(nil), From: from, Days: 21})
	plain := s
	plain.happen = nil
	for d := range 21 {
		total, normal := 0.0, 0.0
		for h := 8; h < 24; h++ {
			total += out.Queues[0].Point[d*24+h]
			normal += plain.mean(from+workcal.Date(d), h*60)
		}
		// Two years were seen; a day's factor is its own for the most part.
		if got, want := total/normal, rest(from+workcal.Date(d), 0); math.Abs(got-want) > 0.12 {
			t.Errorf("%v: %.2f of normal, want %.1f", from+workcal.Date(d), got, want)
		}
	}
	// One sentence for the nine days of the break.
	if len(out.Explanation) != 1 || !strings.Contains(out.Explanation[0].ZH, "2月15日 周日–2月23日 周一：春节") || !strings.Contains(out.Explanation[0].EN, "2 past years") {
		t.Errorf("explanation %v", out.Explanation)
	}
	if len(out.Cleaned) != 0 {
		t.Errorf("cleaned %v", out.Cleaned)
	}
}

// 2026-02-14 is a Saturday worked in exchange for a day of the Spring Festival:
// an office that is closed at weekends gets a Friday.
func TestMakeupWorkday(t *testing.T) {
	s := plainShop()
	s.start = workcal.DateOf(2025, 10, 13)
	from := workcal.DateOf(2026, 2, 9)
	s.days = int(from - s.start)
	s.noise = 0
	h := s.series("a")
	for d := range s.days {
		if (s.start + workcal.Date(d)).Weekend() {
			for k := range 24 {
				h.Values[d*24+k] = math.NaN()
			}
		}
	}
	p := run(t, Input{History: []Series{h}, Calendar: workcal.New(nil), From: from, Days: 7}).Queues[0].Point
	friday, saturday, sunday := sum(p[4*24:5*24]), sum(p[5*24:6*24]), sum(p[6*24:7*24])
	if math.Abs(saturday/friday-1) > 0.3 || sunday != 0 {
		t.Errorf("Friday %.0f, Saturday worked %.0f, Sunday %.0f", friday, saturday, sunday)
	}
}

// 2026-02-14 and 2026-09-20 are weekend days worked. Where customers kept to
// their weekend on the first, they are expected to on the second.
func TestMakeupWorkdayThatIsAWeekend(t *testing.T) {
	s := plainShop()
	s.start, s.noise = workcal.DateOf(2026, 2, 2), 0
	from := workcal.DateOf(2026, 9, 14)
	s.days = int(from - s.start)
	s.happen = func(d workcal.Date, _ int) float64 {
		if d.Weekend() {
			return 0.4
		}
		return 1
	}
	out := run(t, Input{History: []Series{s.series("a")}, Calendar: workcal.New(nil), From: from, Days: 7})
	p := out.Queues[0].Point
	if got := sum(p[6*24:]) / sum(p[5*24:6*24]); math.Abs(got-0.98/0.92) > 0.1 {
		t.Errorf("the Sunday worked is %.2f of the Saturday, want 1.07 as on any weekend", got)
	}
	if len(out.Cleaned) != 0 {
		t.Errorf("cleaned %v", out.Cleaned)
	}
}

// Easter Monday fell on 2024-04-01 and 2025-04-21 and falls on 2026-04-06. Calls
// stop on it and are many on the day after, wherever it lies.
func TestHolidaysOfOthers(t *testing.T) {
	easter := []workcal.Date{workcal.DateOf(2024, 4, 1), workcal.DateOf(2025, 4, 21), workcal.DateOf(2026, 4, 6)}
	s := plainShop()
	s.start, s.daily = workcal.DateOf(2024, 1, 1), 2000
	from := workcal.DateOf(2026, 3, 30)
	s.days = int(from - s.start)
	s.happen = func(d workcal.Date, _ int) float64 {
		for _, e := range easter {
			switch d {
			case e:
				return 0.1
			case e + 1:
				return 1.5
			}
		}
		return 1
	}
	in := Input{History: []Series{s.series("a")}, From: from, Days: 14}
	for y, e := range easter {
		in.Holidays = append(in.Holidays, Holiday{e, []string{"Easter Monday 2024", "Easter Monday 2025", "Easter monday, 2026"}[y]})
	}
	p := run(t, in).Queues[0].Point
	for d, want := range map[int]float64{6: 1, 7: 0.1, 8: 1.5, 9: 1} {
		normal := 0.0
		for h := 8; h < 24; h++ {
			normal += s.mean(from+workcal.Date(d), h*60) / s.happen(from+workcal.Date(d), 0)
		}
		if got := sum(p[d*24:(d+1)*24]) / normal; math.Abs(got-want) > 0.1 {
			t.Errorf("%v: %.2f of normal, want %.1f", from+workcal.Date(d), got, want)
		}
	}
}

// The shorter of two events rules, and an event rules before another's tail.
func TestOwners(t *testing.T) {
	g := (&grid{start: 0, step: 60, slots: 24}).extend(3)
	in := Input{Events: []Event{
		{Name: "a", From: Stamp{0, 0}, To: Stamp{1, 0}},
		{Name: "long", From: Stamp{0, 12 * 60}, To: Stamp{3, 0}},
		{Name: "short", From: Stamp{1, 0}, To: Stamp{1, 120}},
	}}
	spans := specials(in, "q", 0, 3)
	owner := owners(g, spans)
	for slot, want := range map[int]string{0: "a", 13: "a", 24: "short", 25: "short", 26: "long", 71: "long"} {
		if i := owner[slot][1]; i < 0 || spans[i].key != want {
			t.Errorf("slot %d is not ruled by %s", slot, want)
		}
	}
}
