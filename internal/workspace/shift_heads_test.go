package workspace

import (
	"fmt"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// TestHeadsByDay plans the week of Monday 7 to Sunday 13 December 2026; 12-12 is the
// Saturday. A letter of want is the minimum of a day, Monday first, - where there is no
// row.
func TestHeadsByDay(t *testing.T) {
	for _, c := range []struct{ heads, want, said string }{
		{"{min: 2}", "2222222", "Late: at least 2 people a day"},
		{"[{min: 2}]", "2222222", "Late: at least 2 people a day"},
		{"[{min: 3, days: [sat, sun]}, {min: 5, dates: [2026-12-12]}, {min: 2}]", "2222253",
			"Late, Sat, Sun: at least 3 people|Late, 2026-12-12: at least 5 people|Late, on other days: at least 2 people"},
		// The order does not matter, nor whether a date stands under days.
		{"[{min: 2}, {min: 5, days: 2026-12-12}, {min: 3, days: [周六, 周日]}]", "2222253", ""},
		// A date before a range of dates, that before a weekday, that before weekends.
		{"[{min: 1}, {min: 6, dates: 2026-12-11..2026-12-13}, {min: 7, dates: 2026-12-12}, {min: 3, days: fri}, {min: 4, days: weekends}]", "1111676", ""},
		{"[{min: 4, days: weekends}, {min: 3, days: sun}]", "-----43", ""},
		// The last of equals; one that is off asks for nobody on its days.
		{"[{min: 4, days: [sat, sun]}, {min: 3, days: weekends}]", "-----33", ""},
		{"[{min: 2}, {days: sun, force: off}]", "222222-", "Late, on other days: at least 2 people"},
		{"[{min: 2, days: [\"!sun\"]}, {min: 1}]", "2222221", ""},
	} {
		cfg, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nshifts: [{id: L, heads: "+c.heads+"}]\n"))
		if err != nil {
			t.Errorf("%s: %s", c.heads, lang.Tell(err, lang.EN))
			continue
		}
		w := team(t, "wangdian", 8)
		w.Config = cfg
		p, err := w.PlanDays(workcal.DateOf(2026, 12, 7), 7, Needs{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for d := range 7 {
			switch of := rows(p, schedule.Headcount, d); len(of) {
			case 0:
				got += "-"
			case 1:
				got += fmt.Sprint(of[0].Bound.HardMin)
			default:
				t.Errorf("%s: %d rows on day %d", c.heads, len(of), d)
			}
		}
		if got != c.want {
			t.Errorf("%s: planned by %s, want %s", c.heads, got, c.want)
		}
		var said []string
		for _, s := range cfg.Sentences() {
			if s.Key == "shifts.L.heads" {
				said = append(said, s.Text.EN)
			}
		}
		if c.said != "" && strings.Join(said, "|") != c.said {
			t.Errorf("%s: said %q, want %q", c.heads, said, c.said)
		}
	}
	for heads, want := range map[string]string{
		"[{min: 2, days: sat}, {min: 3, days: sat}]": "Sat is written twice",
		"[{min: 2}, {min: 3}]":                       "every day is written twice",
		"[{min: 2, dates: sat}]":                     "is no date",
		"[{min: 4, max: 3, days: sat}]":              "above the maximum",
	} {
		if _, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nshifts: [{id: L, heads: "+heads+"}]\n")); err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) {
			t.Errorf("%s: %v, want %s", heads, err, want)
		}
	}
}

// TestOneThingForAList is a mapping where things without id are listed: it stands for
// the only one, and changes what a preset says of it.
func TestOneThingForAList(t *testing.T) {
	cfg, err := ParseConfig("paiban.yaml", []byte("preset: duty\nshifts: [{id: W, heads: {max: 3}}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if h := cfg.shift("W").Heads; len(h) != 1 || h[0].Min != 1 || h[0].Max != 3 {
		t.Errorf("heads are %+v, want 1 to 3", h)
	}
}
