package workspace

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/schedule"
)

func TestActivitiesThatCannotBeMeant(t *testing.T) {
	for _, c := range []struct{ entry, want string }{
		{"{id: a, name: x}", "say how long it lasts"},
		{"{id: a, length: 1h}", "a name is missing"},
		{"{id: a, name: x, length: 13h}", "is longer than a shift"},
		{"{id: a, name: x, length: 2h, hours: [\"09:00-10:00\"]}", "does not hold 2 h"},
		{"{id: a, name: x, length: 1h, times: 8}", "8 is not between 1 and 7"},
		{"{id: a, name: x, length: 1h, total: 4h}", "total and by go together"},
		{"{id: a, name: x, length: 1h, by: 2026-12-20}", "total and by go together"},
		{"{id: a, name: x, length: 1h, total: 4h, by: 2026-12-20, times: 2}", "with total, leave times out"},
		{"{id: a, name: x, length: 90m, total: 4h, by: 2026-12-20}", "is no multiple of"},
		{"{id: a, name: x, length: 1h, group_min: 5, group_max: 2}", "a group of 5 to 2 is not possible"},
		{"{id: a, name: x, length: 1h, group_minimum: 5}", "group_minimum"},
	} {
		_, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nactivities:\n  - "+c.entry+"\n"))
		if err == nil || !strings.Contains(lang.Tell(err, lang.EN), c.want) || !strings.Contains(lang.Tell(err, lang.EN), "paiban.yaml:3") {
			t.Errorf("%s: %v, want %q with its line", c.entry, err, c.want)
		}
	}
}

func TestNobodyOfAnActivity(t *testing.T) {
	files := map[string]string{"paiban.yaml": "preset: wangdian\nactivities: [{id: a, name: x, length: 1h, for: 新人}]\n", "people.csv": "工号,姓名\n1,An\n"}
	_, err := Load(testWorkspace(t, files))
	if err == nil || !strings.Contains(lang.Tell(err, lang.ZH), "activities[a].for") {
		t.Errorf("an unknown name: %v", err)
	}
}

// Of four hours by Sunday 2026-12-06, in hours: two weeks, so two of them in the first. One
// that an earlier roster has leaves three, again two in the first week; a weekly one is due
// once in each week whose last day for it is planned.
func TestDueActivities(t *testing.T) {
	monday := workcal.DateOf(2026, 11, 23)
	const entries = "activities:\n" +
		"  - {id: t, name: {zh: 培训, en: Training}, length: 1h, total: 4h, by: 2026-12-06}\n" +
		"  - {id: m, name: {zh: 例会, en: Meeting}, hours: \"14:00-14:30\", days: [wed]}\n"
	due := func(w *Workspace, start workcal.Date, days int, past ...report.RosterBreak) (out []int) {
		t.Helper()
		b := &builder{w: w, c: w.Config, plan: &Plan{Problem: &schedule.Problem{Start: start, Days: days}}}
		b.p = b.plan.Problem
		b.p.People = []schedule.Person{{ID: w.People[0].ID, Last: days}}
		b.plan.People = []int{0}
		b.activities(&pastRosters{files: []*report.RosterFile{{Start: start - 7, Days: 7, Activities: past}}})
		for _, a := range b.p.Activities {
			out = append(out, a.Due[0])
		}
		return out
	}
	w := team(t, "wangdian", 1)
	cfg, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\n"+entries))
	if err != nil {
		t.Fatal(err)
	}
	w.Config = cfg
	had := func(day workcal.Date, what string) report.RosterBreak {
		return report.RosterBreak{ID: w.People[0].ID, Date: day, What: what}
	}
	for _, c := range []struct {
		name string
		got  []int
		want []int
	}{
		{"the first week", due(w, monday, 7), []int{2, 1}},
		{"with one before", due(w, monday, 7, had(monday-3, "培训")), []int{2, 1}},
		{"with three before", due(w, monday, 7, had(monday-3, "培训"), had(monday-4, "Training"), had(monday-5, "t")), []int{1, 1}},
		{"with something else before", due(w, monday, 7, had(monday-3, "插花")), []int{2, 1}},
		{"the last week", due(w, monday+7, 7), []int{4, 1}},
		{"after it", due(w, monday+14, 7), []int{1}},
		{"both weeks at once", due(w, monday, 14), []int{2, 2, 1, 1}},
		{"two days before the meeting", due(w, monday, 2), []int{2}},
		{"from the meeting on", due(w, monday+2, 5), []int{2, 1}},
		{"two days after it", due(w, monday+3, 4), []int{2}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v are due, want %v", c.name, c.got, c.want)
		}
	}
}

func TestActivitiesThatNobodyCanAttend(t *testing.T) {
	for _, c := range []struct{ entry, want string }{
		{"{id: a, name: x, length: 1h}", ""},
		{"{id: a, name: x, length: 5h}", "no shift has 5 h within its hours"},            // halves of four hours
		{"{id: a, name: x, hours: \"12:00-13:00\"}", "no shift has 1 h"},                 // between the halves
		{"{id: a, name: x, length: 1h, group_min: 4}", "at least 4 together, and 3 att"}, // of three people
		{"{id: a, name: x, length: 1h, times: 3, days: [mon, tue]}", "3 times a week on 2 days"},
	} {
		cfg, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nactivities:\n  - "+c.entry+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		w := team(t, "wangdian", 3)
		w.Config = cfg
		said := ""
		for _, l := range w.Lint() {
			if l.Key == "activities.a" {
				said += l.What.EN
			}
		}
		if c.want == "" && said != "" || !strings.Contains(said, c.want) {
			t.Errorf("%s: lint says %q, want %q", c.entry, said, c.want)
		}
	}
}
