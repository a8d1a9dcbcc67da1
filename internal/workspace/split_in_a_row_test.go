package workspace

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Both shifts of preset wangdian are split, E 08–12 and 14–18, L 14–18 and 19–23;
// through is one in one piece.
const (
	through  = "shifts: [{id: T, name: x, short: t, kind: mid, hours: [\"10:00-18:00\"]}]\n"
	oneShift = "shifts: [{id: E, hours: [\"08:00-16:00\"]}, {id: L, hours: [\"15:00-23:00\"]}]\nhandovers: [{id: early-late, remove: true}]\n"
)

func TestSplitInARow(t *testing.T) {
	for _, c := range []struct {
		yaml string
		rule []schedule.Rule // what is planned by
		said string
		lint string // severity; empty where there is nothing to say
	}{
		{"", nil, "", ""},
		{through + "rules: {split_in_a_row: {max: 2}}", []schedule.Rule{schedule.SplitRun{Max: 2, Force: schedule.Must()}}, "split shifts at most 2 days in a row", ""},
		{through + "rules: {split_in_a_row: {max: 1, force: 80}}", []schedule.Rule{schedule.SplitRun{Max: 1, Force: schedule.At(80)}}, "split shifts at most 1 day in a row", ""},
		{through + "rules: {split_in_a_row: {max: 1, force: off}}", nil, "", ""},
		{"rules: {split_in_a_row: {max: 3}}", []schedule.Rule{schedule.SplitRun{Max: 3, Force: schedule.Must()}}, "split shifts at most 3 days in a row", "warning"},
		{oneShift + "rules: {split_in_a_row: {max: 3}}", []schedule.Rule{schedule.SplitRun{Max: 3, Force: schedule.Must()}}, "split shifts at most 3 days in a row", "note"},
	} {
		cfg, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\n"+c.yaml+"\n"))
		if err != nil {
			t.Errorf("%s: %s", c.yaml, lang.Tell(err, lang.EN))
			continue
		}
		w := team(t, "wangdian", 3)
		w.Config = cfg
		plan, err := w.PlanDays(workcal.DateOf(2026, 11, 23), 7, Needs{})
		if err != nil {
			t.Fatal(err)
		}
		var rules []schedule.Rule
		for _, r := range plan.Problem.Rules {
			if r.Key() == "split-run" {
				rules = append(rules, r)
			}
		}
		if !slices.EqualFunc(rules, c.rule, func(a, b schedule.Rule) bool { return a.Words() == b.Words() }) {
			t.Errorf("%s: planned by %v, want %v", c.yaml, rules, c.rule)
		}
		said, told := "", ""
		for _, s := range cfg.Sentences() {
			if s.Key == "rules.split_in_a_row" {
				said = s.Text.EN
			}
		}
		for _, l := range cfg.Lint() {
			if l.Key == "rules.split_in_a_row" {
				told = string(l.Severity)
			}
		}
		if said != c.said || told != c.lint {
			t.Errorf("%s: said %q, lint %q; want %q and %q", c.yaml, said, told, c.said, c.lint)
		}
	}
	_, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nrules: {split_in_a_row: {force: 80}}\n"))
	if err == nil || !strings.Contains(err.Error(), "rules.split_in_a_row.max: want 1 or more") {
		t.Errorf("no maximum: %v", err)
	}
}
