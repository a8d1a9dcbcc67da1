package workspace

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
)

// paired is preset wangdian with a staff of six: Dora and Emil are seniors, Fay is in
// training, and settings.
func paired(t *testing.T, settings string) (*Workspace, error) {
	t.Helper()
	return Load(testWorkspace(t, map[string]string{
		"paiban.yaml": "preset: wangdian\n" + settings + "\n",
		"people.csv":  "工号,姓名,标签,标记,组\n1,Anni,,,A\n2,Bo,,,A\n3,Cai,,,A\n4,Dora,senior,,B\n5,Emil,senior,,B\n6,Fay,,实习,B\n",
	}))
}

func TestSkillOnShift(t *testing.T) {
	for _, c := range []struct{ rule, rows, said string }{
		// A row for the shift of each day; the two seniors are 3 and 4.
		{"[{tag: senior, shifts: [E, L]}]", "E:1 L:1", "every day, Early and Late: at least 1 of senior"},
		{"{for: senior, min: 2, shifts: E, days: mon}", "E:2", "Mon, Early: at least 2 of senior"},
		{"[{tag: senior}]", "E:1 L:1", "every day, every shift: at least 1 of senior"},
		{"[{tag: senior, shifts: E}, {for: [Anni, Bo], shifts: L}]", "E:1 L:1", "every day, Early: at least 1 of senior|every day, Late: at least 1 of Anni, Bo"},
		{"[{skill: service, shifts: E}]", "E:1", "every day, Early: at least 1 of people for Reception"},
		// 08:00 to 10:00 in half hours.
		{"[{tag: senior, hours: 08:00-10:00}]", "08:00-08:30:1 08:30-09:00:1 09:00-09:30:1 09:30-10:00:1", "every day, every moment of 08:00-10:00: at least 1 of senior"},
		// No shift covers 07:00: what must hold stays broken; at a price it is a hole.
		{"[{tag: senior, hours: 07:00-08:30}]", "07:00-07:30:1 07:30-08:00:1 08:00-08:30:1", "every day, every moment of 07:00-08:30: at least 1 of senior"},
		{"[{tag: senior, force: off}]", "", ""},
	} {
		w, err := paired(t, "rules: {skill_on_shift: "+c.rule+"}")
		if err != nil {
			t.Errorf("%s: %s", c.rule, lang.Tell(err, lang.EN))
			continue
		}
		p := plan(t, w, Needs{})
		var got []string
		for _, r := range rows(p, schedule.SkillOnShift, 0) {
			name := r.Span.String()
			if r.Shift != schedule.Any {
				name = p.Problem.Shifts[r.Shift].ID
			}
			got = append(got, fmt.Sprintf("%s:%d", name, r.Bound.HardMin))
			if strings.HasPrefix(c.rule, "[{tag") && !strings.Contains(c.rule, "Anni") && !slices.Equal(r.Who, schedule.People{3, 4}) {
				t.Errorf("%s: asks for %v", c.rule, r.Who)
			}
		}
		var said []string
		for _, s := range w.Config.Sentences() {
			if s.Key == "rules.skill_on_shift" {
				said = append(said, s.Text.EN)
			}
		}
		if strings.Join(got, " ") != c.rows || strings.Join(said, "|") != c.said {
			t.Errorf("%s: rows %q, said %q; want %q and %q", c.rule, got, said, c.rows, c.said)
		}
	}
}

func TestPairs(t *testing.T) {
	for _, c := range []struct{ settings, rules, said string }{
		{"together: [{for: [Anni, Bo]}]", "together [0] [1] true|together [1] [0] true", "Anni, Bo work the same shifts"},
		{"together: {for: A, force: 80}", "together [0] [1] true|together [1] [2] true|together [2] [0] true", "A work the same shifts"},
		{"apart: [{for: [Anni, Bo]}, {for: senior, on: day}]", "apart [0 1]|apart [3 4]", "Anni, Bo: at most one on a shift|senior: at most one on a day"},
		{"mentor: [{for: 实习, with: senior}]", "together [5] [3 4] false", "实习: only together with senior, on the same shift"},
		{"apart: [{for: [Anni, Bo], force: off}]", "", ""},
	} {
		w, err := paired(t, "rules: {"+c.settings+"}")
		if err != nil {
			t.Errorf("%s: %s", c.settings, lang.Tell(err, lang.EN))
			continue
		}
		p := plan(t, w, Needs{})
		var got []string
		for _, r := range p.Problem.Rules {
			switch r := r.(type) {
			case schedule.Together:
				got = append(got, fmt.Sprint("together ", r.People, " ", r.By, " ", r.Excuse))
			case schedule.Apart:
				got = append(got, fmt.Sprint("apart ", r.People))
			}
		}
		var said []string
		for _, s := range w.Config.Sentences() {
			if strings.HasPrefix(s.Key, "rules.") && s.Topic == togetherPeople {
				said = append(said, s.Text.EN)
			}
		}
		if strings.Join(got, "|") != c.rules || strings.Join(said, "|") != c.said {
			t.Errorf("%s: rules %q, said %q; want %q and %q", c.settings, got, said, c.rules, c.said)
		}
	}
}

func TestPairsRefused(t *testing.T) {
	for settings, want := range map[string]string{
		"together: [{for: [Anni, Bob]}]":                      `rules.together: "Bob" is no group, contract, tag or flag`,
		"together: [{for: [Anni]}]":                           "rules.together: Anni is one person alone",
		"apart: [{force: hard}]":                              "rules.apart.for: nobody is named",
		"apart: [{for: [Anni, Bo], on: week}]":                `rules.apart.on: there is no "week"`,
		"mentor: [{for: Fay}]":                                "rules.mentor: for and with are needed",
		"mentor: [{for: Fay, with: boss}]":                    `rules.mentor: "boss" is no group`,
		"skill_on_shift: [{min: 1}]":                          "rules.skill_on_shift.tag: nobody is named",
		"skill_on_shift: [{tag: boss}]":                       `rules.skill_on_shift: "boss" is no group`,
		"skill_on_shift: [{tag: senior, shifts: X}]":          `rules.skill_on_shift.shifts: there is no "X"`,
		"skill_on_shift: [{tag: senior, hours: 22:00-26:00}]": "must lie within one day",
	} {
		if _, err := paired(t, "rules: {"+settings+"}"); err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) {
			t.Errorf("%s: %v, want %s", settings, err, want)
		}
	}
}
