package attendance

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// A policy decodes over the defaults, with tiers flat in their lines.
func TestPolicyYAML(t *testing.T) {
	p := DefaultPolicy()
	err := yaml.NewDecoder(strings.NewReader(`
day_boundary: 05:30
grace: {minutes: 5, inclusive: true}
late:
  - {from: 1, per_minute: 1}
  - {from: 5, fine: 10.5, level: serious}
  - {from: 31, absent: 0.5, level: absent}
corrections: {free: 2, beyond: {absent: 0.5}}
fines: [{id: conduct, name: {zh: 违纪, en: misconduct}, amount: 20}]
`), yaml.Strict()).Decode(&p)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	if p.DayBoundary != 330 || p.Late[0].PerMinute != 100 || p.Late[1].Fine != 1050 || p.Late[2].Absent != 0.5 ||
		p.Late[2].Level != Absent || p.Missing.None != 1 || p.Corrections.Beyond.Absent != 0.5 || p.Fines[0].Amount != 2000 {
		t.Errorf("decoded %+v", p)
	}
	if err := yaml.NewDecoder(strings.NewReader("grce: {minutes: 5}"), yaml.Strict()).Decode(&p); err == nil {
		t.Error("an unknown key passed")
	}
}

func TestPolicyValidate(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Policy)
		want   string
	}{
		{"tiers out of order", func(p *Policy) { p.Late = []Tier{{From: 5}, {From: 5}} }, "late[1].from"},
		{"negative fine", func(p *Policy) { p.Early = []Tier{{From: 1, Effect: Effect{Fine: -1}}} }, "early[0]"},
		{"items do not add up", func(p *Policy) { p.Score.Items = []Item{{ID: "a", Points: 20}} }, "score.items"},
		{"unknown loss", func(p *Policy) { p.Full.LostBy = []string{"lateness"} }, "lost_by"},
		{"unknown overtime", func(p *Policy) { p.Overtime.By = "maybe" }, "overtime.by"},
		{"a day that ends at noon and a minute", func(p *Policy) { p.DayBoundary = 12*60 + 1 }, "day_boundary: 12:01"},
		{"repeats over an hour", func(p *Policy) { p.RepeatSeconds = 3601 }, "repeat_seconds: 3601"},
		{"matched two days off", func(p *Policy) { p.Before = 1441 }, "before: 1441"},
		{"matched before the end", func(p *Policy) { p.After = -1 }, "after: -1"},
		{"a gap below nothing", func(p *Policy) { p.JoinGap = -1 }, "join_gap: -1"},
		{"leave excuses something else", func(p *Policy) { p.LeaveExcuses = "all" }, `leave_excuses: "all" must be time or edge`},
		{"a day of an hour less a minute", func(p *Policy) { p.DayMinutes = 59 }, "day_minutes: 59"},
		{"hours that slide all day", func(p *Policy) { p.Flex.Late = 721 }, "flex: minutes"},
		{"negative grace", func(p *Policy) { p.Grace.Minutes = -1 }, "attendance.grace.minutes"},
		{"negative early grace", func(p *Policy) { p.EarlyGrace.Minutes = -1 }, "early_grace.minutes"},
		{"a tier from 0", func(p *Policy) { p.Early = []Tier{{From: 0}} }, "early[0].from: 0 must be at least 1"},
		{"a level of its own", func(p *Policy) { p.Late = []Tier{{From: 1, Level: "grave"}} }, "late[0].level"},
		{"every −1st time", func(p *Policy) { p.LateRepeat.Nth = -1 }, "late_repeat.nth"},
		{"four days absent", func(p *Policy) { p.LateRepeat.Absent = 3.5 }, "late_repeat.absent: 3.5"},
		{"more than a day attended", func(p *Policy) { p.Missing.Attended = 1.5 }, "missing.attended"},
		{"absent for a week", func(p *Policy) { p.Missing.None = 3.5 }, "missing.none"},
		{"a bonus for missing", func(p *Policy) { p.Missing.Each.Fine = -1 }, "missing.each"},
		{"−2 corrections", func(p *Policy) { p.Corrections.Free = -2 }, "corrections.free: -2"},
		{"a bonus for corrections", func(p *Policy) { p.Corrections.Beyond.Points = -1 }, "corrections.beyond"},
		{"pay withheld 11 times", func(p *Policy) { p.Absence.PayFactor = 11 }, "absence.pay_factor"},
		{"a bonus for absence", func(p *Policy) { p.Absence.Day.PerMinute = -1 }, "absence.day"},
		{"a negative bonus", func(p *Policy) { p.Full.Bonus = -1 }, "full_attendance.bonus"},
		{"negative steps", func(p *Policy) { p.Overtime.Step = -1 }, "attendance.overtime: minutes"},
		{"hours of another kind", func(p *Policy) { p.Hours = "free" }, "attendance.hours"},
		{"a period of a week", func(p *Policy) { p.Period = "week" }, "attendance.period: "},
		{"hours below nothing", func(p *Policy) { p.PeriodHours = -1 }, "period_hours"},
		{"a cap below the base", func(p *Policy) { p.Score.Cap = 79 }, "score.cap: the cap 79 is below the base 80"},
		{"13 months last", func(p *Policy) { p.Score.LastMonths = 13 }, "score.last_months"},
		{"an item twice", func(p *Policy) { p.Score.Items = []Item{{ID: "a", Points: 40}, {ID: "a", Points: 40}} }, `score.items[1].id: "a"`},
		{"an item that takes", func(p *Policy) { p.Score.Items = []Item{{ID: "a", Points: -1, Extra: true}} }, "score.items[0].points"},
		{"a symbol of nothing", func(p *Policy) { p.Symbols = []Symbol{{ID: "holiday", Mark: "H"}} }, "symbols[0]"},
		{"a symbol without a mark", func(p *Policy) { p.Symbols = []Symbol{{ID: "late"}} }, "symbols[0]"},
		{"columns without a time", func(p *Policy) { p.PunchColumns = []PunchColumn{{"店员", "name"}} }, "punch_columns"},
		{"a fine without a key", func(p *Policy) { p.Fines = []Fine{{Amount: 1}} }, "fines[0]"},
		{"all at once, in order", func(p *Policy) { p.Before, p.Hours, p.Score.Cap = -1, "", 0 }, "minutes\nattendance.hours: \"\" must be standard or comprehensive\nattendance.score.cap"},
	} {
		p := DefaultPolicy()
		c.change(&p)
		if err := p.Validate(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want it to name %s", c.name, err, c.want)
		}
	}
	p := DefaultPolicy()
	if err := p.Validate(); err != nil {
		t.Errorf("default: %v", err)
	}
}

// Grace 5: minutes that count for 0, 4, 5, 6 and 20 minutes late.
func TestGrace(t *testing.T) {
	for _, c := range []struct {
		g    Grace
		want [5]int
	}{
		{Grace{}, [5]int{0, 4, 5, 6, 20}},
		{Grace{Minutes: 5}, [5]int{0, 0, 5, 6, 20}},
		{Grace{Minutes: 5, Inclusive: true}, [5]int{0, 0, 0, 6, 20}},
		{Grace{Minutes: 5, Inclusive: true, Subtract: true}, [5]int{0, 0, 0, 1, 15}},
		{Grace{Minutes: 5, Subtract: true}, [5]int{0, 0, 1, 1, 15}},
	} {
		var got [5]int
		for i, m := range []int{0, 4, 5, 6, 20} {
			got[i] = c.g.Apply(m)
		}
		if got != c.want {
			t.Errorf("%+v: got %v, want %v", c.g, got, c.want)
		}
	}
}

func TestValidateColumns(t *testing.T) {
	for _, c := range []struct {
		columns []PunchColumn
		ok      bool
	}{
		{nil, true},
		{[]PunchColumn{{"谁", "name"}, {"何时", "moment"}}, true},
		{[]PunchColumn{{"谁", "id"}, {"日", "date"}, {"点", "time"}}, true},
		{[]PunchColumn{{"谁", "id"}, {"点", "time"}}, false},
		{[]PunchColumn{{"何时", "moment"}}, false},
		{[]PunchColumn{{"谁", "who"}, {"何时", "moment"}}, false},
	} {
		if err := ValidateColumns(c.columns); (err == nil) != c.ok {
			t.Errorf("%v: %v", c.columns, err)
		}
	}
}

// A tier that takes more than a missing punch, by any of what it takes, makes not
// clocking cheaper. 2 yuan a minute from 30 minutes on are 60 yuan.
func TestCheaperMissing(t *testing.T) {
	each := Effect{Fine: 5000, Points: 5, Absent: 0.25}
	for _, c := range []struct {
		late, early []Tier
		from        int
		isEarly     bool
	}{
		{[]Tier{{From: 1, Effect: each}}, []Tier{{From: 1, Effect: each}}, 0, false},
		{[]Tier{{From: 1, Effect: each}, {From: 31, Effect: Effect{Fine: 5001}}}, nil, 31, false},
		{[]Tier{{From: 30, Effect: Effect{PerMinute: 200}}}, nil, 30, false},
		{nil, []Tier{{From: 16, Effect: Effect{Points: 6}}}, 16, true},
		{nil, []Tier{{From: 16, Effect: Effect{Absent: 0.5}}}, 16, true},
	} {
		p := DefaultPolicy()
		p.Late, p.Early, p.Missing.Each = c.late, c.early, each
		if tier, early, ok := p.CheaperMissing(); tier.From != c.from || early != c.isEarly || ok != (c.from > 0) {
			t.Errorf("%+v: %+v, %v, %v", c, tier, early, ok)
		}
	}
}
