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
