package judge

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// example is a day of docs/attendance-policy.md: the plan, the punches, and what else.
type example struct {
	plan, punches, also string
}

// exampleMonth settles days that begin on Monday 2026-10-12 for one person with 4350
// yuan a month, so that a day is 4350 / 21.75 = 200 yuan.
func exampleMonth(t *testing.T, settings string, days ...example) ([]dayResult, monthSum) {
	t.Helper()
	all := tree{}
	if err := yaml.Unmarshal([]byte(settings), &all); err != nil {
		t.Fatal(err)
	}
	s := &Shop{Settings: all}
	j, err := s.newMonthJudge("2026-10", Evidence{})
	if err != nil {
		t.Fatal(err)
	}
	m := monthPerson{id: "A", month: "2026-10"}
	moment := func(day Day, text string) time.Time {
		minute, err := parseTime(text)
		if err != nil {
			t.Fatal(err)
		}
		return day.Time().Add(time.Duration(minute) * time.Minute)
	}
	for i, e := range days {
		day := Date(2026, time.October, 12+i)
		plan := dayPlan{date: day.String(), kind: "work"}
		for _, span := range strings.Fields(e.plan) {
			if span == "off" {
				plan.kind, plan.class = "rest", 1
				continue
			}
			x, err := parseSpan(span)
			if err != nil {
				t.Fatal(err)
			}
			plan.segs = append(plan.segs, [2]int{x.Start, x.End})
		}
		m.plans = append(m.plans, plan)
		for _, p := range strings.Fields(e.punches) {
			j.ev.Punches = append(j.ev.Punches, Punch{ID: "A", Time: moment(day, p)})
		}
		f := strings.Fields(e.also)
		switch {
		case len(f) == 0:
		case f[0] == "correction":
			j.ev.Corrections = append(j.ev.Corrections, Punch{ID: "A", Time: moment(day, f[1])})
		default:
			from, to, _ := strings.Cut(f[len(f)-1], "-")
			a := Approval{ID: "A", From: moment(day, from), To: moment(day, to), Overtime: f[0] == "overtime"}
			if f[0] == "leave" {
				a.Kind = f[1]
			}
			j.ev.Approvals = append(j.ev.Approvals, a)
		}
	}
	p := &judgedPerson{Person: &Person{ID: "A", Salary: 4350}, employed: j.days}
	p.days = personMonth(m, &j.pol, j.ev)
	sum := j.sumOf(p)
	return p.days, sum
}

const exampleTiers = `attendance:
  late:
    - {from: 1, fine: 10}
    - {from: 31, level: serious, fine: 30}
    - {from: 61, level: absent, absent: 0.5}
  early: [{from: 1, fine: 10}]
`

// what writes a day's result in one line.
func what(d dayResult) string {
	return fmt.Sprintf("late %s early %s missing %d absent %s attended %s fine %s", offences(d.late), offences(d.early), d.missing, figure(d.absent), figure(d.attended), figure(d.fine))
}

// TestPolicyExamples works the examples of docs/attendance-policy.md.
func TestPolicyExamples(t *testing.T) {
	for _, c := range []struct {
		name, settings string
		days           []example
		want           []string
		sum            string
	}{
		{
			name: "tiers", settings: exampleTiers,
			days: []example{
				{"09:00-18:00", "09:00 18:00", ""}, {"09:00-18:00", "09:01 18:04", ""}, {"09:00-18:00", "09:40 18:00", ""},
				{"09:00-18:00", "10:15 18:00", ""}, {"09:00-18:00", "08:55 17:48", ""},
			},
			want: []string{
				"late  early  missing 0 absent 0 attended 1 fine 0",
				"late 1 early  missing 0 absent 0 attended 1 fine 10",
				"late 40 serious early  missing 0 absent 0 attended 1 fine 30",
				// 75 minutes are past 61: half a day is absence
				"late 75 absent early  missing 0 absent 0.5 attended 0.5 fine 0",
				// 18:00 - 17:48
				"late  early 12 missing 0 absent 0 attended 1 fine 10",
			},
			// 10 + 30 + 10; 0.5 × 200
			sum: "due 5 attended 4.5 late 3/116 early 1/12 absent 0.5 fines 50 withheld 100",
		},
		{
			name:     "grace that is subtracted",
			settings: "attendance:\n  grace: {minutes: 5, inclusive: true, subtract: true}\n  late: [{from: 1, per_minute: 2}]\n",
			days:     []example{{"09:00-18:00", "09:05 18:00", ""}, {"09:00-18:00", "09:09 18:00", ""}},
			want: []string{
				"late  early  missing 0 absent 0 attended 1 fine 0",
				// 9 - 5 minutes at 2 yuan
				"late 4 early  missing 0 absent 0 attended 1 fine 8",
			},
			sum: "due 2 attended 2 late 1/4 early 0/0 absent 0 fines 8 withheld 0",
		},
		{
			name:     "every third lateness",
			settings: "attendance:\n  late: [{from: 1, fine: 10}]\n  late_repeat: {nth: 3, absent: 0.5}\n",
			days:     []example{{"09:00-18:00", "09:02 18:00", ""}, {"09:00-18:00", "09:03 18:00", ""}, {"09:00-18:00", "09:04 18:00", ""}},
			want:     []string{"", "", "late 4 early  missing 0 absent 0.5 attended 0.5 fine 10"},
			sum:      "due 3 attended 2.5 late 3/9 early 0/0 absent 0.5 fines 30 withheld 100",
		},
		{
			name: "flexible start", settings: exampleTiers + "  flex: {late: 30}\n",
			days: []example{{"09:00-18:00", "09:20 18:20", ""}, {"09:00-18:00", "09:20 18:00", ""}},
			want: []string{
				"late  early  missing 0 absent 0 attended 1 fine 0",
				// the end slides to 18:20
				"late  early 20 missing 0 absent 0 attended 1 fine 10",
			},
			sum: "due 2 attended 2 late 0/0 early 1/20 absent 0 fines 10 withheld 0",
		},
		{
			name:     "missing punches and corrections",
			settings: "attendance:\n  missing: {attended: 0.5, each: {fine: 20}, none: 1}\n  corrections: {free: 1, beyond: {fine: 5}}\n",
			days: []example{
				{"09:00-18:00", "08:57", ""}, {"09:00-18:00", "08:57", "correction 18:00"},
				{"09:00-18:00", "18:03", "correction 09:00"}, {"09:00-18:00", "", ""},
			},
			want: []string{
				"late  early  missing 1 absent 0 attended 0.5 fine 20",
				"late  early  missing 0 absent 0 attended 1 fine 0",
				"late  early  missing 0 absent 0 attended 1 fine 5",
				"late  early  missing 0 absent 1 attended 0 fine 0",
			},
			sum: "due 4 attended 2.5 late 0/0 early 0/0 absent 1 fines 25 withheld 200",
		},
		{
			name:     "split and night",
			settings: "attendance:\n  missing: {attended: 0.5, each: {fine: 20}}\n",
			days: []example{
				{"08:00-12:00 14:00-18:00", "07:58 12:01 13:55 18:02", ""}, {"08:00-12:00 14:00-18:00", "07:58 18:02", ""}, {"20:00-28:00", "19:55 28:03", ""},
			},
			want: []string{
				"late  early  missing 0 absent 0 attended 1 fine 0",
				"late  early  missing 2 absent 0 attended 0.5 fine 40",
				"late  early  missing 0 absent 0 attended 1 fine 0",
			},
			sum: "due 3 attended 2.5 late 0/0 early 0/0 absent 0 fines 40 withheld 0",
		},
		{
			name: "a segment without any punch",
			days: []example{
				{"08:00-12:00 14:00-18:00", "13:55 18:02", ""}, {"08:00-12:00 13:00-17:00 18:00-20:00", "07:58 12:01 17:58 20:03", ""},
				{"08:00-12:00 14:00-18:00", "13:55 18:02", "leave annual 10:00-12:00"},
			},
			want: []string{
				// 240 of 480 minutes, 240 of 600, and 240 less 120 of leave of 480
				"late  early  missing 0 absent 0.5 attended 0.5 fine 0",
				"late  early  missing 0 absent 0.4 attended 0.6 fine 0",
				"late  early  missing 0 absent 0.25 attended 0.5 fine 0",
			},
			// 1.15 × 200
			sum: "due 3 attended 1.6 late 0/0 early 0/0 absent 1.15 fines 0 withheld 230",
		},
		{
			name: "leave takes its time", settings: exampleTiers + "  leave_excuses: time\n",
			days: []example{
				{"09:00-18:00", "11:00 18:00", "leave personal 09:00-11:00"}, {"09:00-18:00", "11:07 18:00", "leave personal 09:00-11:00"},
				{"09:00-18:00", "", "leave annual 09:00-18:00"},
			},
			want: []string{
				// 120 of 480 minutes are leave
				"late  early  missing 0 absent 0 attended 0.75 fine 0",
				"late 7 early  missing 0 absent 0 attended 0.75 fine 10",
				"late  early  missing 0 absent 0 attended 0 fine 0",
			},
			// 0.25 + 0.25 personal days at 200
			sum: "due 3 attended 1.5 late 1/7 early 0/0 absent 0 fines 10 withheld 100",
		},
		{
			name: "leave excuses its edge", settings: exampleTiers + "  leave_excuses: edge\n",
			days: []example{{"09:00-18:00", "11:07 18:00", "leave personal 09:00-11:00"}},
			want: []string{"late  early  missing 0 absent 0 attended 0.75 fine 0"},
			sum:  "due 1 attended 0.75 late 0/0 early 0/0 absent 0 fines 0 withheld 50",
		},
		{
			// No minute counts twice: 13:02-18:00 are 298 minutes, 88 of them leave.
			name: "leave in the middle", settings: exampleTiers,
			days: []example{{"09:00-18:00", "09:00 13:02", "leave personal 13:00-14:30"}},
			want: []string{"late  early 210 missing 0 absent 0 attended 0.8125 fine 10"},
			sum:  "due 1 attended 0.8125 late 0/0 early 1/210 absent 0 fines 10 withheld 37.5",
		},
		{
			name: "a forgotten punch out", settings: exampleTiers,
			// Monday's punch out is missing; Tuesday's must not move.
			days: []example{{"09:00-18:00", "08:58", ""}, {"09:00-18:00", "08:59 18:01", ""}},
			want: []string{"late  early  missing 1 absent 0 attended 1 fine 0", "late  early  missing 0 absent 0 attended 1 fine 0"},
			sum:  "due 2 attended 2 late 0/0 early 0/0 absent 0 fines 0 withheld 0",
		},
	} {
		days, s := exampleMonth(t, c.settings, c.days...)
		for i, want := range c.want {
			if got := what(days[i]); want != "" && got != want {
				t.Errorf("%s: day %d: %s, want %s", c.name, i+1, got, want)
			}
		}
		got := fmt.Sprintf("due %s attended %s late %d/%d early %d/%d absent %s fines %s withheld %s", figure(s.due), figure(s.attended), s.late, s.lateMin, s.early, s.earlyMin, figure(s.absent), figure(s.fines), figure(s.withheld))
		if got != c.sum {
			t.Errorf("%s: month: %s, want %s", c.name, got, c.sum)
		}
	}
}

func TestOvertimeExamples(t *testing.T) {
	days, s := exampleMonth(t, "attendance:\n  overtime: {by: both, min_minutes: 30, step: 30}\n",
		example{"09:00-18:00", "08:58 20:10", "overtime 18:00-20:00"},
		example{"09:00-18:00", "08:58 19:10", "overtime 18:00-20:00"}, // 70 minutes are down to 60
		example{"09:00-18:00", "08:58 20:10", ""},
		example{"off", "09:00 13:00", "overtime 09:00-13:00"})
	for i, want := range [][3]int{{120}, {60}, {}, {0, 240}} {
		if days[i].overtime != want {
			t.Errorf("day %d: %v, want %v", i+1, days[i].overtime, want)
		}
	}
	if s.overtime != [3]float64{3, 4, 0} {
		t.Errorf("month: %v", s.overtime)
	}
}

func TestBonusAndScore(t *testing.T) {
	full := "attendance:\n  full_attendance: {bonus: 200, lost_by: [late, early, missing, absent, personal], free_late: 1}\n"
	if _, s := exampleMonth(t, full, example{"09:00-18:00", "09:04 18:00", ""}, example{"09:00-18:00", "09:00 18:00", ""}); s.bonus != 200 {
		t.Errorf("one lateness is free: %v", s.bonus)
	}
	if _, s := exampleMonth(t, full, example{"09:00-18:00", "09:04 18:00", ""}, example{"09:00-18:00", "09:03 18:00", ""}); s.bonus != 0 {
		t.Errorf("two latenesses lose it: %v", s.bonus)
	}
	points := "attendance:\n  late: [{from: 1, points: 1}, {from: 11, points: 3}]\n  absence: {day: {points: 10}}\n  score: {base: 80, cap: 110, below: 60}\n"
	// 80 - 1 - 3 - 10
	if _, s := exampleMonth(t, points, example{"09:00-18:00", "09:04 18:00", ""}, example{"09:00-18:00", "09:20 18:00", ""}, example{"09:00-18:00", "", ""}); s.score != 66 {
		t.Errorf("score %v", s.score)
	}
}

// TestPunchesEnd: what the punches do not reach is neither missing nor absence.
func TestPunchesEnd(t *testing.T) {
	p := monthPerson{id: "A", plans: []dayPlan{
		{date: "2026-10-30", kind: "work", segs: [][2]int{{22 * 60, 30 * 60}}},
		{date: "2026-10-31", kind: "work", segs: [][2]int{{22 * 60, 30 * 60}}},
	}}
	at := func(s string) time.Time {
		x, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	pol, err := policyOf(nil)
	if err != nil {
		t.Fatal(err)
	}
	ev := Evidence{Until: at("2026-11-01 00:00")}
	for _, s := range []string{"2026-10-30 21:55", "2026-10-31 06:02", "2026-10-31 21:57"} {
		ev.Punches = append(ev.Punches, Punch{ID: "A", Time: at(s)})
	}
	got := personMonth(p, &pol, ev)
	// The night of the 31st ends on 1 November at 06:00, behind the last punch known.
	if got[1].missing != 0 || len(got[1].open) != 1 || got[1].due != 1 {
		t.Errorf("%+v", got[1])
	}
	ev.Until = at("2026-11-02 00:00")
	if got := personMonth(p, &pol, ev); got[1].missing != 1 {
		t.Errorf("%+v", got[1])
	}
}

// TestLogEndsInTheMorning: the log was taken at 15:00. The morning is over, the afternoon
// is not; a shift of which nothing is over is not judged.
func TestLogEndsInTheMorning(t *testing.T) {
	pol, err := policyOf(nil)
	if err != nil {
		t.Fatal(err)
	}
	split := monthPerson{id: "A", plans: []dayPlan{{date: "2026-10-30", kind: "work", segs: [][2]int{{480, 720}, {840, 1080}}}}}
	ev := Evidence{Until: time.Date(2026, 10, 30, 15, 0, 0, 0, time.UTC)}
	// No punch: 240 of 480 minutes are absence, the rest may still be worked.
	if r := personMonth(split, &pol, ev)[0]; r.absent != .5 || r.missing != 0 || len(r.open) != 2 || r.due != 1 {
		t.Errorf("%+v", r)
	}
	ev.Until = time.Date(2026, 10, 30, 11, 0, 0, 0, time.UTC)
	if r := personMonth(split, &pol, ev)[0]; r.absent != 0 || r.due != 0 || len(r.open) == 0 {
		t.Errorf("%+v", r)
	}
	// A night that ends on the morning of the first punches was clocked in the day before.
	night := monthPerson{id: "A", plans: []dayPlan{{date: "2026-10-30", kind: "work", segs: [][2]int{{0, 480}}}}}
	ev = Evidence{Since: time.Date(2026, 10, 30, 7, 0, 0, 0, time.UTC), Punches: []Punch{{ID: "A", Time: time.Date(2026, 10, 30, 8, 2, 0, 0, time.UTC)}}}
	if r := personMonth(night, &pol, ev)[0]; r.missing != 0 || len(r.open) != 1 || r.due != 1 {
		t.Errorf("%+v", r)
	}
}

// TestPaidDays: attended, leave that is paid, and a statutory holiday; personal leave is
// not paid, and nor is absence.
func TestPaidDays(t *testing.T) {
	_, s := exampleMonth(t, exampleTiers,
		example{"09:00-18:00", "08:55 18:02", ""},                           // 1
		example{"09:00-18:00", "11:00 18:00", "leave personal 09:00-11:00"}, // 1 - 120/480
		example{"09:00-18:00", "", "leave annual 09:00-18:00"},              // 1
		example{"09:00-18:00", "10:15 18:00", ""},                           // 75 minutes late: half a day is absence
		example{"off", "", ""})                                              // paid as overtime or not at all
	if s.paid != 3.25 {
		t.Errorf("paid %v", s.paid)
	}
}

// TestBetterPunch: of two punches the one in time counts, though it lies further off.
func TestBetterPunch(t *testing.T) {
	days, _ := exampleMonth(t, exampleTiers,
		example{"09:00-18:00", "08:00 09:01 17:50 18:40", ""},
		example{"08:00-12:00 14:00-18:00", "07:58 13:30 14:05 18:02", ""})
	if got := what(days[0]); got != "late  early  missing 0 absent 0 attended 1 fine 0" {
		t.Error(got)
	}
	// 13:30 ends the morning and cannot begin the afternoon too: late by 5 minutes.
	if got := what(days[1]); got != "late 5 early  missing 0 absent 0 attended 1 fine 10" {
		t.Error(got)
	}
}
