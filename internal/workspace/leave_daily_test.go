package workspace

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Nursing leave of dates is an hour of each day at the end of the shift, and in the words
// of the row: E is 08–12 and 14–18, so 17–18 is free. Nobody works the whole shift then.
func TestNursingLeaveIsAnHourADay(t *testing.T) {
	const staff = "工号,姓名\n1,妈妈\n2,别人\n"
	withLeave := func(row string) (*Workspace, error) {
		return Load(testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": staff, "leave.csv": "工号或姓名,类型,开始,结束,时长\n" + row + "\n"}))
	}
	for row, want := range map[string]string{ // what is left of E; "" is leave of whole days
		"妈妈,哺乳假,2026-11-01,2027-06-30,":                 "08:00-12:00 14:00-17:00",
		"妈妈,哺乳假,2026-11-01,2027-06-30,每天1小时":            "08:00-12:00 14:00-17:00",
		"妈妈,哺乳假,2026-11-01,2027-06-30,1小时":              "08:00-12:00 14:00-17:00",
		"妈妈,哺乳假（上班晚到半小时）,2026-11-01,2027-06-30,":        "08:30-12:00 14:00-18:00",
		"妈妈,哺乳假,2026-11-01,2027-06-30,每天两小时，晚到":         "10:00-12:00 14:00-18:00",
		"妈妈,哺乳,2026-11-01,2027-06-30,90分钟/天":            "08:00-12:00 14:00-16:30",
		"妈妈,nursing,2026-11-01,2027-06-30,1 hour a day": "08:00-12:00 14:00-17:00",
		"妈妈,哺乳假,2026-11-23,2026-11-29,7小时":              "08:00-12:00 14:00-17:00", // one of each of seven days
		"妈妈,哺乳假,2026-11-01 09:00,2027-06-30 10:00,":     "08:00-09:00 10:00-12:00 14:00-18:00",
		"妈妈,事假,2026-11-01,2027-06-30,每天1小时":             "08:00-12:00 14:00-17:00",
		"妈妈,哺乳假,2026-11-01,2027-06-30,242天":             "",
		"妈妈,哺乳假（全天）,2026-11-01,2027-06-30,":             "",
		"妈妈,事假,2026-11-01,2027-06-30,":                  "",
		"妈妈,哺乳假,2026-11-30,2027-06-30,":                 "08:00-12:00 14:00-18:00", // not yet
	} {
		w, err := withLeave(row)
		if err != nil {
			t.Fatalf("%s: %s", row, lang.Tell(err, lang.EN))
		}
		planned := plan(t, w, Needs{})
		p, e := planned.Problem, shift(t, planned, "E")
		r := schedule.NewRoster(p)
		r.Cells[0][1] = p.CutOf(0, 1, e)
		var left []string
		for _, g := range p.Shifts[r.Cells[0][1]].Segments {
			left = append(left, g.String())
		}
		broken := slices.ContainsFunc(schedule.Check(p, r).Findings, func(f schedule.Finding) bool {
			return f.Hard() && f.Person == 0 && (f.Rule == "unavailable" || f.Rule == "shift-count" && strings.Contains(f.Why.ZH, "减时"))
		})
		if got := strings.Join(left, " "); want != "" && (got != want || broken) || want == "" && !broken {
			t.Errorf("%s: left is %s, broken %t", row, got, broken)
		}
		if want != "" && len(p.People[0].Leave) > 0 {
			t.Errorf("%s: %v are days of leave", row, p.People[0].Leave)
		}
		if r.Cells[0][1] == e {
			continue
		}
		r.Cells[0][1] = e // somebody has typed the whole shift
		if !slices.ContainsFunc(schedule.Check(p, r).Findings, func(f schedule.Finding) bool { return f.Hard() && f.Person == 0 }) {
			t.Errorf("%s: the whole shift is no breach", row)
		}
	}
	_, err := withLeave("妈妈,哺乳假,2026-11-01,2027-06-30,每天几小时")
	if err == nil || !strings.Contains(lang.Tell(err, lang.EN), "how many hours a day") {
		t.Errorf("told %v", err)
	}
}
