package attendance

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

var monday = workcal.DateOf(2026, 10, 12)

// clk reads "08:30", or "25:10" for ten past one on the next day.
func clk(s string) int {
	var h, m int
	if _, err := fmt.Sscanf(s, "%d:%d", &h, &m); err != nil {
		panic(s)
	}
	return h*60 + m
}

// shift reads "08:00-12:00 14:00-18:00"; "" is a rest day.
func shift(s string) Planned {
	if s == "" {
		return Planned{Kind: Rest}
	}
	p := Planned{Kind: Work, Shift: s}
	for _, f := range strings.Fields(s) {
		a, b, _ := strings.Cut(f, "-")
		p.Segments = append(p.Segments, schedule.Span{Start: clk(a), End: clk(b)})
	}
	return p
}

// punched reads times of one date.
func punched(d workcal.Date, times string) (out []Punch) {
	for _, f := range strings.Fields(times) {
		out = append(out, Punch{At: On(d, clk(f)), Source: Clocked})
	}
	return out
}

// settleDays settles one person whose month starts on monday.
func settleDays(p Policy, plans []Planned, punches []Punch, leave ...Leave) []Day {
	s := days{policy: &p, person: &Person{ID: "1"}, first: monday, leave: leave}
	return s.run(plans, punches, 0, len(plans))
}

// say prints a day shortly: result, late minutes, early minutes, missing,
// absent, attended, and the punch of each boundary.
func say(d Day) string {
	s := fmt.Sprintf("%s late=%d early=%d miss=%d absent=%v att=%v [", d.Result, Minutes(d.Late), Minutes(d.Early), d.Missing, d.Absent, d.Attended)
	for i, e := range d.Edges {
		if i > 0 {
			s += " "
		}
		if e.Punch < 0 {
			s += "-"
			continue
		}
		s += schedule.Clock(d.Punches[e.Punch].At.From(d.Date))
	}
	return s + "]"
}

const (
	office = "09:00-18:00"
	split  = "08:00-12:00 14:00-18:00"
)

func TestOneDay(t *testing.T) {
	for _, c := range []struct{ name, shift, punches, want string }{
		{"on time", office, "08:52 18:04", "ok late=0 early=0 miss=0 absent=0 att=1 [08:52 18:04]"},
		{"to the minute", office, "09:00 18:00", "ok late=0 early=0 miss=0 absent=0 att=1 [09:00 18:00]"},
		{"late by 2", office, "09:02 18:04", "late late=2 early=0 miss=0 absent=0 att=1 [09:02 18:04]"},
		// 14:29 is 329 minutes after nine; it is the earlier of two punches.
		{"late by hours", office, "14:29 19:10", "late late=329 early=0 miss=0 absent=0 att=1 [14:29 19:10]"},
		{"early by 28", office, "08:21 17:32", "early late=0 early=28 miss=0 absent=0 att=1 [08:21 17:32]"},
		{"late and early", office, "09:10 17:50", "late+early late=10 early=10 miss=0 absent=0 att=1 [09:10 17:50]"},
		{"no punch out", office, "08:58", "missing late=0 early=0 miss=1 absent=0 att=1 [08:58 -]"},
		{"no punch in", office, "18:23", "missing late=0 early=0 miss=1 absent=0 att=1 [- 18:23]"},
		{"no punch", office, "", "absent late=0 early=0 miss=0 absent=1 att=0 [- -]"},
		// The earliest around the start and the latest around the end count.
		{"double punches", office, "08:20 08:40 12:05 12:40 18:02 18:10", "ok late=0 early=0 miss=0 absent=0 att=1 [08:20 18:10]"},
		{"split shift", split, "07:55 12:03 13:58 18:01", "ok late=0 early=0 miss=0 absent=0 att=1 [07:55 12:03 13:58 18:01]"},
		// Lateness is summed over both halves: 5 + 10.
		{"split, late twice", split, "08:05 12:03 14:10 18:01", "late late=15 early=0 miss=0 absent=0 att=1 [08:05 12:03 14:10 18:01]"},
		{"split, lunch out forgotten", split, "07:55 13:58 18:01", "missing late=0 early=0 miss=1 absent=0 att=1 [07:55 - 13:58 18:01]"},
		{"split, lunch in forgotten", split, "07:55 12:03 18:01", "missing late=0 early=0 miss=1 absent=0 att=1 [07:55 12:03 - 18:01]"},
		// A segment with neither of its punches is absence of its share: 4 h of 8.
		{"split, afternoon only", split, "13:50 18:01", "absent late=0 early=0 miss=0 absent=0.5 att=0.5 [- - 13:50 18:01]"},
		{"split, afternoon only, late", split, "14:10 18:01", "absent late=10 early=0 miss=0 absent=0.5 att=0.5 [- - 14:10 18:01]"},
		// 3 h of 8 and 1 h of 8; the middle one has a punch and lacks one.
		{"three segments, the middle one clocked once", "08:00-11:00 12:00-16:00 18:00-19:00", "11:55", "absent late=0 early=0 miss=1 absent=0.5 att=0.5 [- - 11:55 - - -]"},
		{"rest day worked", "", "09:00 15:00", "restwork late=0 early=0 miss=0 absent=0 att=0 []"},
		// Segments 30 minutes apart are clocked as one.
		{"joined segments", "08:00-12:00 12:30-17:00", "07:58 17:02", "ok late=0 early=0 miss=0 absent=0 att=1 [07:58 17:02]"},
	} {
		got := say(settleDays(DefaultPolicy(), []Planned{shift(c.shift)}, punched(monday, c.punches))[0])
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Known failures of other systems: each is two or three days in a row.
func TestAcrossDays(t *testing.T) {
	for _, c := range []struct {
		name   string
		shifts []string
		clock  string // minutes from monday 00:00
		want   []string
	}{
		{"a punch out at 07:10 after a night shift is not the next day's punch in",
			[]string{"21:30-29:30", "09:00-18:00"}, "21:20 31:10 32:50 42:05",
			[]string{"[21:20 31:10]", "[08:50 18:05]"}},
		{"night shift, then the next night, punch out late",
			[]string{"21:30-29:30", "21:30-29:30"}, "21:20 31:10 45:25 53:35",
			[]string{"[21:20 31:10]", "[21:25 29:35]"}},
		{"a missing punch out does not flip the next day",
			[]string{office, office, office}, "08:50 32:55 42:03 56:58 66:00",
			[]string{"[08:50 -]", "[08:55 18:03]", "[08:58 18:00]"}},
		{"a missing punch in does not flip the days after",
			[]string{office, office}, "18:03 32:58 42:01",
			[]string{"[- 18:03]", "[08:58 18:01]"}},
		{"late shift to midnight, punched out after it, early shift next",
			[]string{"15:30-24:00", "08:30-18:00"}, "15:25 24:12 32:25 42:03",
			[]string{"[15:25 24:12]", "[08:25 18:03]"}},
		{"late shift without punch out, early shift next",
			[]string{"15:30-24:00", "08:30-18:00"}, "15:25 32:25 42:03",
			[]string{"[15:25 -]", "[08:25 18:03]"}},
		{"worked on until 00:12",
			[]string{office, office}, "08:56 24:12 33:02 42:05",
			[]string{"[08:56 24:12]", "[09:02 18:05]"}},
		{"double punches on both sides of midnight",
			[]string{"14:00-18:00 19:00-23:00", ""}, "13:58 18:01 18:03 18:58 22:59 24:01",
			[]string{"[13:58 18:03 18:58 24:01]", "[]"}},
	} {
		var plans []Planned
		for _, s := range c.shifts {
			plans = append(plans, shift(s))
		}
		days := settleDays(DefaultPolicy(), plans, punched(monday, c.clock))
		for i, d := range days {
			if got := say(d); !strings.HasSuffix(got, c.want[i]) {
				t.Errorf("%s, day %d:\n got %s\nwant %s", c.name, i, got, c.want[i])
			}
		}
	}
}

// Minutes worked past midnight are counted once: 22:00–06:00 is 480, though the
// shift touches two dates.
func TestNightHoursOnce(t *testing.T) {
	d := settleDays(DefaultPolicy(), []Planned{shift("22:00-30:00"), shift("")}, punched(monday, "21:50 30:05"))
	if d[0].Worked != 480 || d[1].Worked != 0 || len(d[1].Punches) != 0 {
		t.Errorf("worked %d and %d, punches on the rest day %v", d[0].Worked, d[1].Worked, d[1].Punches)
	}
}

// A punch before the day boundary with no shift near belongs to the date before.
func TestDayBoundary(t *testing.T) {
	plans := []Planned{shift(""), shift(""), shift("00:00-08:00")}
	d := settleDays(DefaultPolicy(), plans, punched(monday, "20:00 27:30 28:30 47:55"))
	// 27:30 is 03:30 on Tuesday: Monday's. 28:30 is 04:30: Tuesday's. 47:55 is
	// five to midnight on Tuesday, for Wednesday's shift from 00:00.
	if len(d[0].Punches) != 2 || len(d[1].Punches) != 1 || d[2].Edges[0].Punch != 0 {
		t.Errorf("got %v / %v / %v", d[0].Punches, d[1].Punches, d[2].Punches)
	}
}

func TestLeave(t *testing.T) {
	leave := func(k LeaveKind, from, to string) Leave {
		return Leave{Kind: k, Name: string(k), From: On(monday, clk(from)), To: On(monday, clk(to))}
	}
	edge := DefaultPolicy()
	edge.LeaveExcuses = ByEdge
	for _, c := range []struct {
		name, shift, punches string
		policy               Policy
		leave                []Leave
		want                 string
	}{
		// 4 of 8 hours: half a day attended.
		{"half day off in the morning of a split shift", split, "13:55 18:02", DefaultPolicy(), []Leave{leave(Personal, "08:00", "12:00")},
			"leave late=0 early=0 miss=0 absent=0 att=0.5 [- - 13:55 18:02]"},
		{"late after the leave ends", office, "10:40 18:00", DefaultPolicy(), []Leave{leave(Personal, "09:00", "10:30")},
			"late late=10 early=0 miss=0 absent=0 att=0.8125 [10:40 18:00]"},
		{"two leaves in a row", office, "10:50 18:00", DefaultPolicy(), []Leave{leave(Personal, "10:00", "11:00"), leave(Personal, "09:00", "10:00")},
			"ok late=0 early=0 miss=0 absent=0 att=0.75 [10:50 18:00]"},
		{"late after the leave ends, boundary excused", office, "12:56 18:00", edge, []Leave{leave(Personal, "09:00", "12:00")},
			"leave late=0 early=0 miss=0 absent=0 att=0.625 [12:56 18:00]"},
		{"all day", office, "", DefaultPolicy(), []Leave{leave(Annual, "00:00", "24:00")},
			"leave late=0 early=0 miss=0 absent=0 att=0 [- -]"},
		{"all day, yet clocked", office, "08:55 12:01", DefaultPolicy(), []Leave{leave(Annual, "00:00", "24:00")},
			"leave late=0 early=0 miss=0 absent=0 att=0 [08:55 -]"},
		{"out of the house all day", office, "", DefaultPolicy(), []Leave{leave(Outing, "08:00", "20:00")},
			"away late=0 early=0 miss=0 absent=0 att=1 [- -]"},
		{"out in the afternoon, no punch out", office, "08:55", edge, []Leave{leave(Outing, "13:00", "18:30")},
			"away late=0 early=0 miss=0 absent=0 att=1 [08:55 -]"},
		{"morning excused, nothing after", office, "", edge, []Leave{leave(Comp, "08:30", "12:00")},
			"missing late=0 early=0 miss=1 absent=0 att=0 [- -]"},
		// Absent for the half that leave does not cover: 1 − 4/8.
		{"out in the morning, absent in the afternoon", split, "", DefaultPolicy(), []Leave{leave(Outing, "08:00", "12:00")},
			"absent late=0 early=0 miss=0 absent=0.5 att=0.5 [- - - -]"},
		{"morning of a split shift off, absent in the afternoon", split, "", DefaultPolicy(), []Leave{leave(Comp, "08:00", "12:00")},
			"absent late=0 early=0 miss=0 absent=0.5 att=0 [- - - -]"},
		{"morning off, absent in the afternoon", office, "", DefaultPolicy(), []Leave{leave(Comp, "09:00", "13:00")},
			"absent late=0 early=0 miss=0 absent=0.5 att=0 [- -]"},
	} {
		got := say(settleDays(c.policy, []Planned{shift(c.shift)}, punched(monday, c.punches), c.leave...)[0])
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// A shift with an hour of break somewhere: back at 12:56 from leave until noon is
// not late, however the policy reads.
func TestLeaveBesideUnknownBreak(t *testing.T) {
	plan := shift(office)
	plan.Break = 60
	l := Leave{Kind: Personal, From: On(monday, 9*60), To: On(monday, 12*60)}
	d := settleDays(DefaultPolicy(), []Planned{plan}, punched(monday, "12:56 18:00"), l)[0]
	if len(d.Late) != 0 || d.Result != OnLeave || d.Question.IsZero() {
		t.Errorf("%s, ask %v", say(d), d.Question)
	}
}

// Every punch of the month lies in exactly one day, in order, repeats apart;
// boundaries hold punches of their own day in order of time.
func TestPunchesConserved(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	shapes := []string{"", office, split, "15:30-24:00", "21:30-29:30", "00:00-08:00"}
	for n := 0; n < 300; n++ {
		var plans []Planned
		for d := 0; d < 10; d++ {
			plans = append(plans, shift(shapes[r.IntN(len(shapes))]))
		}
		var punches []Punch
		for k := 0; k < 40; k++ {
			punches = append(punches, Punch{At: On(monday+1, r.IntN(8*1440)), Source: Clocked})
		}
		kept, _ := tidy(punches, 60)
		seen := 0
		for _, d := range settleDays(DefaultPolicy(), plans, punches) {
			seen += len(d.Punches)
			last := -1
			for _, e := range d.Edges {
				if e.Punch >= 0 {
					if e.Punch <= last {
						t.Fatalf("punch %d stands for two boundaries or out of order: %+v", e.Punch, d)
					}
					last = e.Punch
				}
			}
		}
		if seen != len(kept) {
			t.Fatalf("%d punches in days, %d kept", seen, len(kept))
		}
	}
}

// Whatever happens, the days due are those attended, absent or on leave: HR adds
// up a line of the summary.
func TestDaysAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	p := DefaultPolicy()
	p.Late = []Tier{{From: 31, Level: Absent, Effect: Effect{Absent: 0.5}}}
	kinds := []LeaveKind{Personal, Sick, Annual, Comp, Other, Outing, Trip}
	for n := 0; n < 2000; n++ {
		plans := []Planned{shift([]string{office, split, "15:30-24:00"}[r.IntN(3)])}
		var punches []Punch
		for k := r.IntN(5); k > 0; k-- {
			punches = append(punches, Punch{At: On(monday, 7*60+r.IntN(18*60)), Source: Clocked})
		}
		var leave []Leave
		for k := r.IntN(3); k > 0; k-- {
			from := 8*60 + 30*r.IntN(20)
			leave = append(leave, Leave{Kind: kinds[r.IntN(len(kinds))], From: On(monday, from), To: On(monday, from+60*(1+r.IntN(12)))})
		}
		d := settleDays(p, plans, punches, leave...)[0]
		sum := d.Attended + d.Absent
		for k, v := range d.LeaveDays(p.DayMinutes) {
			if !k.Present() {
				sum += v
			}
		}
		if d.Due != 1 || sum < 1-1e-9 || sum > 1+1e-9 {
			t.Fatalf("adds up to %v: %s, leave %v, %+v", sum, say(d), d.Leave, leave)
		}
	}
}

// match finds the cheapest alignment: brute force agrees on small cases.
func TestMatchIsOptimal(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := 0; n < 500; n++ {
		p := DefaultPolicy()
		plans := []Planned{shift([]string{office, split, "21:30-29:30"}[r.IntN(3)])}
		bounds := p.bounds(plans, monday, make([][]dayLeave, len(plans)))
		var punches []Punch
		for k := r.IntN(6); k >= 0; k-- {
			punches = append(punches, Punch{At: On(monday, r.IntN(36*60))})
		}
		punches, _ = tidy(punches, 60)
		var best func(i, j int) int
		best = func(i, j int) int {
			if i == len(bounds) {
				return 0
			}
			c := costMissing + best(i+1, j)
			for k := j; k < len(punches); k++ {
				if m := bounds[i].cost(&punches[k], monday); m >= 0 {
					c = min(c, m+best(i+1, k+1))
				}
			}
			return c
		}
		got := 0
		for i, j := range align(bounds, punches, monday) {
			if j < 0 {
				got += costMissing
			} else {
				got += bounds[i].cost(&punches[j], monday)
			}
		}
		if want := best(0, 0); got != want {
			t.Fatalf("cost %d, least is %d: %v", got, want, punches)
		}
	}
}

// At most one punch stands for repeats within a minute, however long the chain.
func TestTidy(t *testing.T) {
	at := func(m, s int) Punch { return Punch{At: On(monday, m), Second: s} }
	kept, repeats := tidy([]Punch{at(480, 30), at(480, 0), at(481, 0), at(481, 1), at(490, 0)}, 60)
	// 8:00:00 keeps 8:00:30 and 8:01:00 away; 8:01:01 is 61 s on.
	if len(kept) != 3 || len(repeats) != 2 || kept[1].Second != 1 {
		t.Errorf("kept %v, repeats %v", kept, repeats)
	}
}
