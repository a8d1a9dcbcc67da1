package workcal

import (
	"testing"
	"time"
)

// workdays are the office working days by month, 2007–2026: an oracle computed
// apart from this package.
var workdays = [][13]int{
	{2007, 20, 17, 22, 23, 18, 21, 22, 23, 22, 18, 22, 21},
	{2008, 22, 18, 21, 21, 21, 20, 23, 21, 21, 20, 20, 23},
	{2009, 17, 21, 22, 21, 19, 22, 23, 21, 23, 17, 21, 23},
	{2010, 20, 17, 23, 21, 20, 21, 22, 22, 22, 17, 22, 23},
	{2011, 21, 16, 23, 20, 21, 21, 21, 23, 21, 18, 22, 23},
	{2012, 17, 21, 23, 19, 22, 20, 22, 23, 21, 18, 22, 21},
	{2013, 22, 17, 21, 21, 22, 19, 23, 22, 21, 19, 21, 22},
	{2014, 22, 17, 21, 21, 21, 20, 23, 21, 22, 19, 20, 23},
	{2015, 21, 17, 22, 21, 20, 21, 23, 21, 21, 18, 21, 23},
	{2016, 20, 18, 23, 20, 21, 21, 21, 23, 21, 18, 22, 22},
	{2017, 19, 19, 23, 19, 21, 22, 21, 23, 22, 17, 22, 21},
	{2018, 22, 17, 22, 20, 22, 20, 22, 23, 21, 18, 22, 21},
	{2019, 22, 17, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22},
	{2020, 17, 20, 22, 22, 19, 21, 23, 21, 23, 17, 21, 23},
	{2021, 20, 17, 23, 22, 19, 21, 22, 22, 22, 17, 22, 23},
	{2022, 21, 16, 23, 21, 20, 21, 21, 23, 21, 18, 22, 22},
	{2023, 18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21},
	{2024, 22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22},
	{2025, 19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
	{2026, 21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23},
}

func TestWorkdaysByMonth(t *testing.T) {
	c := New(nil)
	for _, row := range workdays {
		for m := time.January; m <= time.December; m++ {
			if got := c.WorkdaysIn(Month{row[0], m}); got != row[m] {
				t.Errorf("%d-%02d: %d working days, want %d", row[0], m, got, row[m])
			}
		}
	}
}

func TestStatutoryDaysOfAYear(t *testing.T) {
	c := New(nil)
	for year := 2004; year <= 2026; year++ {
		want := 13 // since 2025
		switch {
		case year < 2008:
			want = 10
		case year < 2025:
			want = 11
		}
		got := 0
		for m := time.January; m <= time.December; m++ {
			got += c.StatutoryIn(Month{year, m})
		}
		if got != want {
			t.Errorf("%d: %d statutory days, want %d", year, got, want)
		}
	}
}

// The rule and the notices must name the same days, except for the two years in
// which Mid-Autumn and National Day coincide and a notice moved the day.
func TestRuleAgreesWithNotices(t *testing.T) {
	c := New(nil)
	moved := map[string]bool{"2009-10-06": true, "2020-10-04": true}
	for d := DateOf(2004, 1, 1); d <= DateOf(2026, 12, 31); d++ {
		byRule, _, _ := c.rule.IsHoliday(d.Time())
		if said := c.said[d].Statutory; said != byRule && !moved[d.String()] {
			t.Errorf("%v: statutory by notice %v, by rule %v", d, said, byRule)
		}
	}
}

func TestPayClass(t *testing.T) {
	c := New(nil)
	for s, want := range map[string]Class{
		"2009-10-06": Statutory, // ruling: Mid-Autumn fell on 3 October
		"2020-10-04": Statutory, // ruling: Mid-Autumn fell on 1 October
		"2015-09-03": RestDay,   // a day off by notice that is not a statutory one
		"2024-02-09": Workday,   // New Year's Eve, a statutory day only from 2025 on
		"2025-01-28": Statutory, // New Year's Eve
		"2024-05-02": RestDay,
		"2025-05-02": Statutory,
		"2026-10-01": Statutory,
		"2026-10-04": RestDay,
		"2026-10-10": Workday, // Saturday, makeup
		"2026-11-21": RestDay, // an ordinary Saturday
		"2026-11-23": Workday,
	} {
		d, _ := ParseDate(s)
		if got := c.Day(d).Class(); got != want {
			t.Errorf("%s: class %d, want %d", s, got, want)
		}
	}
}

func TestDay(t *testing.T) {
	c := New(nil)
	day := func(s string) Day { d, _ := ParseDate(s); return c.Day(d) }
	if d := day("2026-10-10"); !d.Work || !d.Makeup || d.Holiday || d.Name.EN != "National Day" {
		t.Errorf("a makeup Saturday: %+v", d)
	}
	if d := day("2020-10-01"); d.Festival.ZH != "中秋节、国庆节" || d.Name.EN != "Mid-Autumn Festival, National Day" {
		t.Errorf("two festivals: %+v", d)
	}
	if d := day("2026-03-03"); d.Festival.EN != "Lantern Festival" || !d.Work || !d.Name.IsZero() {
		t.Errorf("a festival that is worked: %+v", d)
	}
}

func TestYearWithoutNotice(t *testing.T) {
	d := DateOf(2027, time.February, 6) // Saturday, Spring Festival
	plain := New(nil)
	if got := plain.Day(d); got.Announced || !got.Statutory || !got.Holiday || got.Name.ZH != "春节" {
		t.Errorf("2027-02-06 by rule: %+v", got)
	}
	if got := plain.Day(d + 4); got.Holiday || !got.Work || got.Announced {
		t.Errorf("2027-02-10 is a Wednesday of which nothing is known: %+v", got)
	}
	user := New([]Arrangement{
		{Date: d, Name: "春节"},
		{Date: d + 4, Name: "春节"},
		{Date: d + 8, Name: "春节", Work: true}, // Sunday 14 February
	})
	if got := user.Day(d); !got.Announced || !got.Statutory {
		t.Errorf("the user's file does not say statutory, but the rule does: %+v", got)
	}
	if got := user.Day(d + 4); !got.Holiday || got.Statutory || got.Class() != RestDay {
		t.Errorf("a day off by the user's file: %+v", got)
	}
	if got := user.Day(d + 8); !got.Makeup || !got.Work || got.Class() != Workday {
		t.Errorf("a makeup Sunday by the user's file: %+v", got)
	}
	if got := user.Day(DateOf(2027, time.May, 2)); !got.Statutory {
		t.Errorf("the user's file has not come to May, the rule holds: %+v", got)
	}
}

func TestExtraReplacesNotice(t *testing.T) {
	d := DateOf(2026, time.October, 5)
	c := New([]Arrangement{{Date: d, Name: "大促", Work: true}})
	if got := c.Day(d); !got.Work || got.Holiday || got.Makeup || got.Name.EN != "大促" {
		t.Errorf("a Monday that the shop works: %+v", got)
	}
}

func TestFestivalDates(t *testing.T) {
	for _, c := range []struct {
		f    Festival
		want string
	}{
		{NewYearsEve, "2026-02-16"}, {SpringFestival, "2026-02-17"}, {Lantern, "2026-03-03"}, {Qingming, "2026-04-05"},
		{DragonBoat, "2026-06-19"}, {Qixi, "2026-08-19"}, {MidAutumn, "2026-09-25"}, {DoubleNinth, "2026-10-18"},
		{Laba, "2026-01-26"}, {NewYear, "2026-01-01"}, {NationalDay, "2026-10-01"},
	} {
		if got, ok := c.f.Date(2026); !ok || got.String() != c.want {
			t.Errorf("%s: %v %v, want %s", c.f.Text().EN, got, ok, c.want)
		}
	}
	if d, ok := SpringFestival.Date(2101); ok {
		t.Errorf("the lunar table ends in 2100, got %v", d)
	}
	if got := New(nil).Day(DateOf(2101, time.January, 1)); !got.Statutory {
		t.Errorf("1 January needs no table: %+v", got)
	}
}
