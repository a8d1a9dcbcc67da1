package workspace

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
)

func TestRestBetweenSomeShifts(t *testing.T) {
	const night = "shifts: [{id: N, name: 夜班, short: 夜, kind: night, hours: [\"22:00-30:00\"]}]\n"
	const any11 = "1234: at least 11 h between two shifts (hard)"
	for _, c := range []struct{ rule, planned, said string }{
		{"{length: 12h}", "1234: at least 12 h between two shifts (hard)", "两班之间至少隔 12 小时"},
		{"{length: 24h, after: [night]}", any11 + " | 1234: at least 24 h after night (hard)", "夜班之后至少隔 24 小时"},
		{"[{length: 32h, after: 夜班, before: early, force: 50}]", any11 + " | 1234: at least 32 h between night and early after it (soft, 50 each)", "夜班之后上早班之前至少隔 32 小时"},
		{"[{length: 10h}, {length: 14h, before: [E]}]", "1234: at least 10 h between two shifts (hard) | 1234: at least 14 h before Early (hard)", "早班之前至少隔 14 小时"},
		{"[{length: 24h, after: N}, {for: B组, length: 36h, after: N}]", any11 + " | 12: at least 24 h after 夜班 (hard) | 34: at least 36 h after 夜班 (hard)", "对 B组：夜班之后至少隔 36 小时"},
		{"{for: 兼职, length: 14h}", "14: at least 11 h between two shifts (hard) | 23: at least 14 h between two shifts (hard)", "对 兼职：两班之间至少隔 14 小时"},
		{"{force: off}", "", ""},
		{"[{force: off}, {length: 24h, after: night}]", "1234: at least 24 h after night (hard)", "夜班之后至少隔 24 小时"},
	} {
		w, err := shopOf(t, night+"rules: {rest_between_shifts: "+c.rule+"}", scopedStaff)
		if err != nil {
			t.Errorf("%s: %s", c.rule, lang.Tell(err, lang.EN))
			continue
		}
		got := planned(t, w, "min-rest")
		slices.Sort(got)
		if strings.Join(got, " | ") != c.planned {
			t.Errorf("%s: planned by %q, want %q", c.rule, got, c.planned)
		}
		if c.said != "" && !slices.ContainsFunc(w.Config.Sentences(), func(s Sentence) bool { return s.Text.ZH == c.said }) {
			t.Errorf("%s: it is not said: %s", c.rule, c.said)
		}
	}
	for rule, want := range map[string]string{
		"{after: night}":                "a length is missing",
		"{length: 100h, after: night}":  "is more than three days",
		"{length: 24h, after: 大夜}":      `there is no shift or kind of shift "大夜"`,
		"[{length: 24h}, {length: 9h}]": "is given twice for the same shifts",
		"{length: 24h, to: night}":      "unknown key",
	} {
		if _, err := shopOf(t, night+"rules: {rest_between_shifts: "+rule+"}", scopedStaff); err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) || strings.Count(lang.Tell(err, lang.EN), want) > 1 {
			t.Errorf("%s: told %v, want %s", rule, err, want)
		}
	}
}

// Without nights the entry says nothing, and one that is no longer than the rest between
// any two shifts neither.
func TestRestBetweenSomeShiftsIsJudged(t *testing.T) {
	for rule, want := range map[string]string{
		"{length: 24h, after: night}": "there is no night shift",
		"{length: 10h, after: late}":  "10 h after late is no longer than the 11 h between any two shifts",
	} {
		w, err := shopOf(t, "rules: {rest_between_shifts: "+rule+"}", scopedStaff)
		if err != nil {
			t.Fatal(lang.Tell(err, lang.EN))
		}
		if !slices.ContainsFunc(w.Lint(), func(l Lint) bool { return strings.Contains(l.What.EN, want) }) {
			t.Errorf("%s: lint does not say %q", rule, want)
		}
	}
}
