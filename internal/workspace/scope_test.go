package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// shopOf reads a workspace of a configuration and a staff list.
func shopOf(t *testing.T, yaml, staff string) (*Workspace, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"paiban.yaml": "preset: wangdian\n" + yaml + "\n", "people.csv": staff} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return Load(dir)
}

const scopedStaff = "工号,姓名,组,标记,合同,标签,周工时\n1,安妮,A组,,,,\n2,博瑞,A组,,兼职,资深,\n3,陈晨,B组,孕期,兼职,,\n4,丁丁,B组,,,资深 、组长,\n"

// planned lists the rules of a kind that a week is planned by, each with its people.
func planned(t *testing.T, w *Workspace, key string) (out []string) {
	t.Helper()
	plan, err := w.PlanDays(workcal.DateOf(2026, 11, 23), 7, Needs{})
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	for _, r := range plan.Problem.Rules {
		if r.Key() != key {
			continue
		}
		who := ""
		for i := range plan.Problem.People {
			if r.Of(schedule.Alone(i)) != nil {
				who += plan.Problem.People[i].ID
			}
		}
		out = append(out, who+": "+r.Words().EN)
	}
	return out
}

func TestRulesForSomePeople(t *testing.T) {
	for _, c := range []struct{ name, yaml, key, want string }{
		// The preset has at most 6 days in a row at a cost of 200.
		{"a mapping is for everybody", "rules: {days_in_a_row: {max: 5}}", "work-run",
			"1234: days worked in a row: preferably not above 5 days"},
		{"a group in place of the general rule", "rules: {days_in_a_row: [{max: 5}, {for: A组, max: 3}]}", "work-run",
			"12: days worked in a row: at most 3 days | 34: days worked in a row: preferably not above 5 days"},
		{"an entry with for alone leaves the preset's", "rules: {days_in_a_row: {for: 资深, max: 3, force: 9}}", "work-run",
			"13: days worked in a row: preferably not above 6 days | 24: days worked in a row: preferably not above 3 days"},
		{"the last that names a person holds", "rules: {days_in_a_row: [{for: [A组, 丁丁], max: 3}, {for: '2', max: 4}]}", "work-run",
			"14: days worked in a row: at most 3 days | 2: days worked in a row: at most 4 days | 3: days worked in a row: preferably not above 6 days"},
		{"off for a flag", "rules: {days_in_a_row: [{for: 孕期, force: off}]}", "work-run",
			"124: days worked in a row: preferably not above 6 days"},
		{"a contract, named in the staff list alone", "rules: {rest_days_week: [{for: 兼职, min: 3}]}", "rest-days",
			"14: rest days per calendar week: at least 1 (hard) | 23: rest days per calendar week: at least 3 (hard)"},
		{"rules of a contract, and for over it",
			"contracts: [{id: parttime, name: 兼职, rest_days_week: {min: 3}}]\nrules: {rest_days_week: [{for: 陈晨, min: 2}]}", "rest-days",
			"14: rest days per calendar week: at least 1 (hard) | 2: rest days per calendar week: at least 3 (hard) | 3: rest days per calendar week: at least 2 (hard)"},
		{"names in one text", "rules: {continuous_work: [{for: 安妮、B组, length: 5h}]}", "continuous",
			"134: no more than 5 h at work without a break (hard) | 2: no more than 8 h at work without a break (hard)"},
	} {
		w, err := shopOf(t, c.yaml, scopedStaff)
		if err != nil {
			t.Errorf("%s: %s", c.name, lang.Tell(err, lang.EN))
			continue
		}
		got := planned(t, w, c.key)
		slices.Sort(got)
		want := strings.Split(c.want, " | ")
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: planned by\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// A contract's hours are those of who has no weekly hours of their own.
func TestHoursOfContract(t *testing.T) {
	w, err := shopOf(t, "contracts: [{id: parttime, name: {zh: 兼职, en: Part-time}, hours_week: 20h}]",
		"工号,姓名,合同,周工时\n1,安妮,part-time,\n2,博瑞,兼职,16\n3,陈晨,,\n")
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	if a, b, c := w.People[0].Weekly, w.People[1].Weekly, w.People[2].Weekly; a != 20*60 || b != 16*60 || c != 0 {
		t.Errorf("weekly hours %v, %v, %v; want 20 h, 16 h, none", a, b, c)
	}
}

func TestNamesUnderFor(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"rules: {days_in_a_row: [{for: C组, max: 3}]}", `"C组" is no group, contract, tag or flag, and nobody in the staff list`},
		{"rules: {days_in_a_row: [{for: 兼值, max: 3}]}", `did you mean "兼职"?`},
		{"rules: {days_in_a_row: [{for: 组长, max: 3}]}", ""},
		{"rules: {days_in_a_row: [{for: 哺乳, max: 3}]}", ""}, // a flag that nobody has yet
		{"contracts: [{id: x, name: 组长}, {id: y, name: 兼职}]\nrules: {days_in_a_row: [{for: 组长, max: 3}]}", `"组长" means two things: a contract, a tag`},
		{"contracts: [{id: x, name: 全职}]", `there is no contract "兼职"`},
		{"rules: {days_in_a_row: [{for: [], max: 3}]}", "for names nobody"},
		{"rules: {days_in_a_row: [{max: 3}, {max: 4}]}", "days_in_a_row is given twice for everybody"},
		{"rules: {days_in_a_row: [{for: A组, max: 3, mix: 1}]}", `unknown key "mix"`},
		{"rules: {rest_days_week: [{for: A组, min: 9}]}", "rules.rest_days_week[A组]: 9 days make no sense"},
		{"contracts: [{id: x, name: 兼职, days_in_a_row: {min: 4, max: 2}}]", "contracts[x].days_in_a_row: 4 to 2 days make no sense"},
	} {
		_, err := shopOf(t, c.yaml, scopedStaff)
		got := ""
		if err != nil {
			got = lang.Tell(err, lang.EN)
		}
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: told %q, want %q", c.yaml, got, c.want)
		}
	}
}

func TestRulesForSomeInWords(t *testing.T) {
	w, err := shopOf(t, "contracts: [{id: parttime, name: 兼职, hours_week: 20h, rest_days_week: {min: 3}}]\n"+
		"rules: {days_in_a_row: [{max: 5}, {for: [A组, 丁丁], max: 3}], rest_days_week: [{for: 丁丁, force: off}]}", scopedStaff)
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	var said []string
	for _, s := range w.Config.Sentences() {
		said = append(said, s.Text.ZH)
	}
	for _, want := range []string{"合同“兼职”：每周 20 小时", "对 兼职：每周至少休 3 天", "连续上班不超过 5 天", "对 A组、丁丁：连续上班不超过 3 天", "对 丁丁：不用“每周休息”这条规则"} {
		if !slices.Contains(said, want) {
			t.Errorf("it is not said: %s\n%s", want, strings.Join(said, "\n"))
		}
	}
	told := ""
	for _, l := range w.Lint() {
		if l.Severity == Unlawful {
			told += l.Key + " " + l.What.EN + "\n"
		}
	}
	if want := "rules.rest_days_week for 丁丁: no rest day a week is guaranteed\n"; !strings.Contains(told, want) {
		t.Errorf("lint tells %q, want %q", told, want)
	}
}
