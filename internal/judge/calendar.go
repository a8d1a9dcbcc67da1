package judge

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// Class is what the calendar of the People's Republic of China says of a date.
type Class int

// The classes of a date. A rest day is a Saturday or Sunday that is not made up, or a
// day off of an official holiday that is paid like one; a statutory day is paid threefold.
const (
	Workday Class = iota
	Restday
	Statutory
)

// official holds the arrangements of the State Council for 2025 (notice of 2024-11-12)
// and 2026 (notice of 2025-11-04): days off, the statutory ones among them, and the
// weekend days that are worked for them.
var official = map[string]Class{}

// unannounced holds the first day of the lunar year, the dragon boat festival, the
// mid-autumn festival and Qingming of years whose arrangement is not announced.
var unannounced = map[int]struct{ spring, boat, moon, bright Day }{
	2027: {Date(2027, time.February, 6), Date(2027, time.June, 9), Date(2027, time.September, 15), Date(2027, time.April, 5)},
	2028: {Date(2028, time.January, 26), Date(2028, time.May, 28), Date(2028, time.October, 3), Date(2028, time.April, 4)},
}

func init() {
	set := func(c Class, from string, days int) {
		d, err := ParseDay(from)
		if err != nil {
			panic(err)
		}
		for i := range days {
			official[(d + Day(i)).String()] = c
		}
	}
	for _, r := range []struct {
		from string
		days int
	}{
		{"2025-01-01", 1}, {"2025-01-28", 8}, {"2025-04-04", 3}, {"2025-05-01", 5}, {"2025-05-31", 3}, {"2025-10-01", 8},
		{"2026-01-01", 3}, {"2026-02-15", 9}, {"2026-04-04", 3}, {"2026-05-01", 5}, {"2026-06-19", 3}, {"2026-09-25", 3}, {"2026-10-01", 7},
	} {
		set(Restday, r.from, r.days)
	}
	for _, r := range []struct {
		from string
		days int
	}{
		{"2025-01-01", 1}, {"2025-01-28", 4}, {"2025-04-04", 1}, {"2025-05-01", 2}, {"2025-05-31", 1}, {"2025-10-01", 3}, {"2025-10-06", 1},
		{"2026-01-01", 1}, {"2026-02-16", 4}, {"2026-04-05", 1}, {"2026-05-01", 2}, {"2026-06-19", 1}, {"2026-09-25", 1}, {"2026-10-01", 3},
	} {
		set(Statutory, r.from, r.days)
	}
	for _, d := range []string{
		"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
		"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
	} {
		set(Workday, d, 1)
	}
	// The regulation on public holidays (as of 2025): New Year 1 day, Spring Festival
	// 4 from the eve on, Qingming 1, Labour Day 2, Dragon Boat 1, Mid-Autumn 1,
	// National Day 3.
	for y, f := range unannounced {
		for _, r := range []struct {
			from Day
			days int
		}{
			{Date(y, time.January, 1), 1}, {f.spring - 1, 4}, {f.bright, 1}, {Date(y, time.May, 1), 2},
			{f.boat, 1}, {f.moon, 1}, {Date(y, time.October, 1), 3},
		} {
			set(Statutory, r.from.String(), r.days)
		}
	}
}

// Calendar is the official one with what the shop writes in holidays.csv.
type Calendar struct{ own map[Day]Class }

// Class says what a date is.
func (c Calendar) Class(d Day) Class {
	if k, ok := c.own[d]; ok {
		return k
	}
	if k, ok := official[d.String()]; ok {
		return k
	}
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return Restday
	}
	return Workday
}

// Working says whether the calendar has people work on the date.
func (c Calendar) Working(d Day) bool { return c.Class(d) == Workday }

func readHolidays(dir string) (Calendar, error) {
	c := Calendar{own: map[Day]Class{}}
	path := listFile(dir, "holidays")
	if path == "" {
		return c, nil
	}
	tables, err := openTables(path)
	if err != nil {
		return c, err
	}
	for _, t := range tables {
		rows, _, ok := t.records(holidayColumns)
		if !ok {
			continue
		}
		for _, r := range rows {
			when, err := r.when("date")
			if err != nil {
				return c, fmt.Errorf("%s: %w", filepath.Base(path), err)
			}
			switch kind := key(r.text("type")); {
			case kind == "上班" || kind == "workday":
				c.own[when.day] = Workday
			case yes(r.text("statutory")):
				c.own[when.day] = Statutory
			default:
				c.own[when.day] = Restday
			}
		}
	}
	return c, nil
}

func yes(s string) bool {
	switch strings.ToLower(fold(s)) {
	case "是", "yes", "y", "true", "1", "对", "√":
		return true
	}
	return false
}
