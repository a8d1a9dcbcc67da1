package workspace

import (
	"strings"
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// What of a staff list cannot be told apart or was left from the template is refused with
// its cell.
func TestStaffListsThatAreRefused(t *testing.T) {
	for list, says := range map[string]string{
		"姓名,组\n王芳,一组\n李娜,一组\n王 芳,二组\n":       `people.csv:4:A: 有两个 "王 芳"，另一个在第 2 行`,
		"工号,姓名\n示例 A01,王芳\nA2,李娜\n":          `people.csv:2:A: 工号还是模板里的示例 "示例 A01"`,
		"ID,Name\nExample A01,Ann\nA2,Ben\n": `people.csv:2:A: 工号还是模板里的示例 "Example A01"`,
		"工号,姓名\nA1,王芳\n,李娜\n":                "people.csv:3:A: “工号”没有填",
		"序号,电话\n1,138\n":                     "表头应有：工号、姓名",
	} {
		_, err := Load(testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": list}))
		if err == nil || !strings.Contains(lang.Tell(err, lang.ZH), says) {
			t.Errorf("%q: %v, want %q", list, err, says)
		}
	}
}

// An event may be called #双11# or 例行大促; only the row of the template as it was made is
// an example, and in a text file a line that begins with # and a blank is a comment.
func TestEventsThatBeginLikeCommentsAreKept(t *testing.T) {
	w, err := Load(testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nA1,王芳\n",
		"events.csv": "名称,开始,结束,队列,倍数\n示例 双11,2026-11-10 20:00,2026-11-12 00:00,,2.5\n#双11#,2026-11-23 20:00,2026-11-24 00:00,,2\n例行大促,2026-11-25 20:00,2026-11-26 00:00,,2\n# 直播,2026-11-27 20:00,2026-11-28 00:00,,2\n"}))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range w.Events {
		names = append(names, e.Name)
	}
	if got := strings.Join(names, " "); got != "#双11# 例行大促" || !saidOnce(w.Notes, "events.csv", "第 5 行（注释）") {
		t.Errorf("events %s, notes %v", got, w.Notes)
	}
}

// A month sheet with names alone is the history of people who have IDs: 王芳, early until
// Friday 27 and off on the last weekend of November.
func TestMonthSheetWithNamesIsHistory(t *testing.T) {
	row := strings.Repeat("早,", 27) + "休,休,早\n"
	heads := ""
	for d := range 30 {
		heads += "," + workcal.Date(d).String()[8:] // 1970-01-01 and on
	}
	w, err := Load(testWorkspace(t, map[string]string{"paiban.yaml": "preset: douyin\n", "people.csv": "工号,姓名\nA1,王芳\nA2,李娜\n",
		"rosters/11月.csv": "2026年11月排班表\n姓名" + heads + "\n王芳," + row + "李娜," + row}))
	if err != nil {
		t.Fatal(err)
	}
	plan, err := w.PlanDays(workcal.DateOf(2026, time.December, 1), 7, Needs{})
	if err != nil {
		t.Fatal(err)
	}
	past := plan.Problem.People[0].Past
	if len(past) != 30 || past[26] < 0 || past[27] >= 0 || past[28] >= 0 || past[29] < 0 {
		t.Errorf("the past is %v", past)
	}
}
