package attendance

import (
	"fmt"
	"strings"
	"testing"
)

// Shifts with an unpaid break whose time nobody knows, judgement by judgement: what
// happened at the boundaries, present or away, missing punches, the share of the
// day. Office hours are 540 minutes with a break of 60: 480 are planned, and of so
// many leave is a share. The split shift is 2·240 with a break of 30: 450 planned.
func TestWorkWithBreaks(t *testing.T) {
	leave := func(k LeaveKind, from, to string) Leave {
		return Leave{Kind: k, Name: string(k), From: On(monday, clk(from)), To: On(monday, clk(to))}
	}
	graced, tiers, halves := DefaultPolicy(), DefaultPolicy(), DefaultPolicy()
	graced.Grace = Grace{Minutes: 10}
	tiers.Late = []Tier{{From: 31, Level: Absent, Effect: Effect{Absent: 0.5}}}
	halves.Missing = Missing{Attended: 0.5, None: 1, Each: Effect{Fine: Yuan(5)}}
	for _, c := range []struct {
		name    string
		shift   string
		unpaid  int
		punches string
		policy  Policy
		leave   []Leave
		want    string
		worked  int
		rules   string
	}{
		// Boundaries.
		{"in time: 540 − 60", office, 60, "08:55 18:05", DefaultPolicy(), nil, "ok late=0 early=0 miss=0 absent=0 att=1 [08:55 18:05]", 480, ""},
		{"half an hour late: 510 − 60", office, 60, "09:30 18:00", DefaultPolicy(), nil, "late late=30 early=0 miss=0 absent=0 att=1 [09:30 18:00]", 450, "late"},
		{"what the grace passes is worked", office, 60, "09:05 18:00", graced, nil, "ok late=0 early=0 miss=0 absent=0 att=1 [09:05 18:00]", 480, "grace"},
		{"the end of the grace is late: 530 − 60", office, 60, "09:10 18:00", graced, nil, "late late=10 early=0 miss=0 absent=0 att=1 [09:10 18:00]", 470, "late"},
		{"gone after two hours, 420 early: 120 − 60", office, 60, "09:00 11:00", DefaultPolicy(), nil, "early late=0 early=420 miss=0 absent=0 att=1 [09:00 11:00]", 60, "early"},
		{"gone before a break was due", office, 60, "09:00 09:40", DefaultPolicy(), nil, "early late=0 early=500 miss=0 absent=0 att=1 [09:00 09:40]", 40, "early"},
		{"a gap of half an hour is not clocked: 240 + 270 and no break more", "08:00-12:00 12:30-17:00", 0, "07:58 17:02", DefaultPolicy(), nil, "ok late=0 early=0 miss=0 absent=0 att=1 [07:58 17:02]", 510, ""},
		{"a split shift: 480 − 30", split, 30, "07:55 12:03 13:58 18:01", DefaultPolicy(), nil, "ok late=0 early=0 miss=0 absent=0 att=1 [07:55 12:03 13:58 18:01]", 450, ""},

		// Leave, outing or absence.
		{"on leave all day", office, 60, "", DefaultPolicy(), []Leave{leave(Sick, "00:00", "24:00")}, "leave late=0 early=0 miss=0 absent=0 att=0 [- -]", 0, ""},
		{"on an outing all day", office, 60, "", DefaultPolicy(), []Leave{leave(Outing, "08:00", "20:00")}, "away late=0 early=0 miss=0 absent=0 att=1 [- -]", 0, ""},
		{"neither punch nor leave", office, 60, "", DefaultPolicy(), nil, "absent late=0 early=0 miss=0 absent=1 att=0 [- -]", 0, "no-punch"},
		{"leave until one, 240 of 480, and not come", office, 60, "", DefaultPolicy(), []Leave{leave(Personal, "09:00", "13:00")}, "absent late=0 early=0 miss=0 absent=0.5 att=0 [- -]", 0, "no-punch"},
		{"an outing until one, and not come", office, 60, "", DefaultPolicy(), []Leave{leave(Outing, "09:00", "13:00")}, "absent late=0 early=0 miss=0 absent=0.5 att=0.5 [- -]", 0, "no-punch"},

		// Missing punches.
		{"no punch out: nobody knows how long", office, 60, "08:55", DefaultPolicy(), nil, "missing late=0 early=0 miss=1 absent=0 att=1 [08:55 -]", 0, "missing"},
		{"no punch out, half a day by the shop's rule", office, 60, "08:55", halves, nil, "missing late=0 early=0 miss=1 absent=0 att=0.5 [08:55 -]", 0, "missing"},
		{"no punch in at noon: 240 − 30", split, 30, "07:55 12:03 18:01", DefaultPolicy(), nil, "missing late=0 early=0 miss=1 absent=0 att=1 [07:55 12:03 - 18:01]", 210, "missing"},

		// The share of the day.
		{"leave until one, back at 13:20: 280 − 60", office, 60, "13:20 18:00", DefaultPolicy(), []Leave{leave(Personal, "09:00", "13:00")}, "leave late=0 early=0 miss=0 absent=0 att=0.5 [13:20 18:00]", 220, ""},
		{"leave until two, 300 of 480", office, 60, "14:00 18:00", DefaultPolicy(), []Leave{leave(Personal, "09:00", "14:00")}, "leave late=0 early=0 miss=0 absent=0 att=0.375 [14:00 18:00]", 180, ""},
		{"the same without a break, 300 of 480 too: a day of leave has 480", office, 0, "14:00 18:00", DefaultPolicy(), []Leave{leave(Personal, "09:00", "14:00")}, "ok late=0 early=0 miss=0 absent=0 att=0.375 [14:00 18:00]", 240, ""},
		{"leave all morning, 240 of 450: 240 − 30", split, 30, "13:58 18:01", DefaultPolicy(), []Leave{leave(Comp, "08:00", "12:00")}, "leave late=0 early=0 miss=0 absent=0 att=0.4667 [- - 13:58 18:01]", 210, ""},
		{"absence by lateness leaves half: 500 − 60", office, 60, "09:40 18:00", tiers, nil, "absent late=40 early=0 miss=0 absent=0.5 att=0.5 [09:40 18:00]", 440, "late"},
	} {
		plan := shift(c.shift)
		plan.Break = c.unpaid
		d := settleDays(c.policy, []Planned{plan}, punched(monday, c.punches), c.leave...)[0]
		d.Attended = float64(int(d.Attended*10000+0.5)) / 10000
		if got := say(d); got != c.want || d.Worked != c.worked || strings.Join(keys(d.Applied), " ") != c.rules {
			t.Errorf("%s:\n got %s, %d minutes worked, rules %v\nwant %s, %d, %s", c.name, got, d.Worked, keys(d.Applied), c.want, c.worked, c.rules)
		}
	}
}

// A shift that counts two days does so where whole days count (a clock's own rule);
// else no day is more than one.
func TestWorkOfTwoDays(t *testing.T) {
	for whole, want := range map[bool]float64{true: 2, false: 1} {
		p := DefaultPolicy()
		p.Attended.WholeDays = whole
		plan := shift(office)
		plan.Days = 2
		if d := settleDays(p, []Planned{plan}, punched(monday, "08:55 18:05"))[0]; d.Attended != want {
			t.Errorf("whole days %v: attended %v, want %v", whole, d.Attended, want)
		}
	}
}

// The question of a day goes with its judgement.
func TestWorkAsks(t *testing.T) {
	for punches, want := range map[string]QuestionKind{"": AboutAbsence, "08:55": AboutMissing, "08:55 18:00": ""} {
		if d := settleDays(DefaultPolicy(), []Planned{shift(office)}, punched(monday, punches))[0]; d.About != want {
			t.Errorf("%q: %s", punches, fmt.Sprint(d.About, " ", d.Question.EN))
		}
	}
}
