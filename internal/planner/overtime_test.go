package planner

import (
	"os"
	"path/filepath"
	"testing"

	"paiban/attendance"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/scenario"
)

// staffOnEarly is a shop in which everybody works 08:00-17:00 on every day of the week
// from Monday 2026-11-23 but the last, and 15:00-24:00 on the last.
func staffOnEarly(t *testing.T, settings string, files map[string]string) (*overtime, *Planning) {
	t.Helper()
	pl := shopWith(t, settings, files)
	p, err := pl.Plan(t.Context(), weekOf(t, "2026-W48"))
	if err != nil {
		t.Fatal(err)
	}
	shift := map[string]int{}
	for s := range p.Plan.Problem.Shifts {
		shift[p.Plan.Problem.Shifts[s].ID] = s
	}
	r := &schedule.Roster{}
	for range p.Plan.Problem.People {
		row := make([]int, 7)
		for d := range row {
			row[d] = shift["E"]
		}
		row[6] = shift["L"]
		r.Cells = append(r.Cells, row)
	}
	return p.overtime(r), p
}

func shopWith(t *testing.T, settings string, files map[string]string) *Planner {
	t.Helper()
	dir := t.TempDir()
	files["paiban.yaml"] = "preset: douyin\nlang: zh\nname: {zh: 小店, en: Shop}\n" + `shifts:
  - {id: E, hours: [08:00-17:00], break: 1h}
  - {id: M, remove: true}
  - {id: L, hours: [15:00-24:00], break: 1h}
contract: {hours_day: 8h, force: off}
rules:
  rest_days_week: {force: off}
  rest_days_any_7: {force: off}
  days_in_a_row: {force: off}
` + settings
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return at(t, dir)
}

// hoursOf is overtime of a day, from and to in hours.
func hoursOf(day, from, to int) scenario.Turn {
	return scenario.Turn{Day: day, Spans: []schedule.Span{{Start: day*1440 + from*60, End: day*1440 + to*60}}}
}

// Who may stay after 17:00, and why not. Early ends at 17:00 and begins at 08:00: with 11
// hours of rest somebody may stay until 21:00, which the three hours of the law end at
// 20:00.
func TestWhoMayWorkOvertime(t *testing.T) {
	staff := "工号,姓名,标记,周工时,不可上时间,实习至\n1,安琪,,,,\n2,卜乐,孕期,,,\n3,程双,哺乳,,,\n4,丁一,未成年,,,\n5,方圆,,,周三 18:00-21:00,\n6,高飞,,56,,\n7,何其,,,,2026-11-25\n8,江月,,,,\n9,柯南,不上夜班,,,\n"
	o, p := staffOnEarly(t, "", map[string]string{
		"people.csv": staff,
		"leave.csv":  "姓名,类型,开始,结束,审批\n江月,事假,2026-11-24 18:00,2026-11-24 20:00,通过\n",
	})
	nov := workcal.DateOf(2026, 11, 1)
	p.Workspace.Overtime = []workspace.Overtime{{Date: nov + 22, Minutes: 120}, {Date: nov + 8, From: attendance.On(nov+8, 0), To: attendance.On(nov+8, 30*60)}, {Date: nov - 1, Minutes: 600}}
	for _, c := range []struct {
		who   int
		turns []scenario.Turn
		want  bool
		why   string
	}{
		{0, []scenario.Turn{hoursOf(1, 17, 20)}, true, "nothing forbids it: 36 − 32 hours are left of November"},
		{0, []scenario.Turn{hoursOf(1, 17, 20), hoursOf(2, 17, 19)}, false, "five hours beside 32 are above 36 a month"},
		{0, []scenario.Turn{hoursOf(0, 17, 18)}, true, "an hour beside the two that are approved"},
		{0, []scenario.Turn{hoursOf(0, 17, 19)}, false, "two beside two are above three a day"},
		{1, []scenario.Turn{hoursOf(1, 17, 18)}, false, "pregnant"},
		{2, []scenario.Turn{hoursOf(1, 17, 18)}, false, "nursing"},
		{3, []scenario.Turn{hoursOf(1, 17, 18)}, false, "minor"},
		{4, []scenario.Turn{hoursOf(2, 17, 18)}, true, "free until 18:00"},
		{4, []scenario.Turn{hoursOf(2, 17, 19)}, false, "not free on Wednesday from 18:00 on"},
		{4, []scenario.Turn{hoursOf(3, 17, 19)}, true, "free on Thursday"},
		{5, []scenario.Turn{hoursOf(1, 17, 20)}, true, "56 hours and one shift more"},
		{5, []scenario.Turn{hoursOf(1, 17, 20), hoursOf(2, 17, 20), hoursOf(3, 17, 20)}, false, "65 hours are above 64, eight shifts"},
		{6, []scenario.Turn{hoursOf(2, 17, 18)}, false, "in training"},
		{6, []scenario.Turn{hoursOf(3, 17, 18)}, true, "trained since Thursday"},
		{7, []scenario.Turn{hoursOf(1, 17, 18)}, true, "up to the leave"},
		{7, []scenario.Turn{hoursOf(1, 17, 19)}, false, "into the leave"},
		{8, []scenario.Turn{hoursOf(6, 13, 15)}, false, "a late shift is night work, which they do not do, with overtime or without"},
		{0, []scenario.Turn{hoursOf(6, 13, 15)}, true, "before a late shift, 20 hours after Saturday's end"},
		{7, []scenario.Turn{hoursOf(5, 17, 19), hoursOf(6, 6, 15)}, false, "nine hours"},
	} {
		if got := o.may(c.who, c.turns); got != c.want {
			t.Errorf("person %d, %v: %v, want %v: %s", c.who+1, c.turns, got, c.want, c.why)
		}
	}
}

// 11 hours of rest before 08:00 end a day at 21:00; a shop that keeps 14 hours, at 18:00. A
// shop that does not keep the law's three hours may have four. Protected people stay
// protected where a shop has switched its rule off.
func TestOvertimeByRulesOfTheShop(t *testing.T) {
	staff := map[string]string{"people.csv": "工号,姓名,标记\n1,安琪,\n2,卜乐,孕期\n"}
	o, _ := staffOnEarly(t, "  rest_between_shifts: {length: 14h}\n", staff)
	if !o.may(0, []scenario.Turn{hoursOf(1, 17, 18)}) || o.may(0, []scenario.Turn{hoursOf(1, 17, 19)}) {
		t.Error("14 hours of rest end at 18:00")
	}
	if o.may(0, []scenario.Turn{hoursOf(1, 17, 18), hoursOf(2, 7, 8)}) {
		t.Error("13 hours between the overtime of two days")
	}
	o, _ = staffOnEarly(t, "  protection: {force: off}\ncosts: {overtime_within_law: false}\n", staff)
	if !o.may(0, []scenario.Turn{hoursOf(1, 17, 21)}) || o.may(0, []scenario.Turn{hoursOf(1, 17, 22)}) {
		t.Error("11 hours of rest end at 21:00")
	}
	if o.may(1, []scenario.Turn{hoursOf(1, 17, 18)}) {
		t.Error("overtime of somebody pregnant")
	}
}

// Overtime is priced by what a settlement pays: on a rostered Saturday as on a working
// day, unless the shop keeps office hours; on 1 October, a statutory holiday, three times,
// and what of it lies after midnight on the 4th, no longer one, as on a working day.
func TestOvertimeIsPricedAsSettled(t *testing.T) {
	staff := map[string]string{"people.csv": "工号,姓名\n1,安琪\n"}
	o, p := staffOnEarly(t, "", staff)
	evening := schedule.Span{Start: 17 * 60, End: 19 * 60}
	if got := o.classes(5, evening); got != [3]int{120} {
		t.Errorf("a rostered Saturday: %v", got)
	}
	p.Plan.Problem.Start = workcal.DateOf(2026, 9, 28) // 1 October is day 3
	if got := o.classes(3, evening); got != [3]int{2: 120} {
		t.Errorf("1 October: %v", got)
	}
	if got := o.classes(5, schedule.Span{Start: 23 * 60, End: 25 * 60}); got != [3]int{60, 0, 60} {
		t.Errorf("from 3 to 4 October: %v", got)
	}
	o, _ = staffOnEarly(t, "attendance: {overtime: {rest_days: true}}\n", staff)
	if got := o.classes(5, evening); got != [3]int{1: 120} {
		t.Errorf("a Saturday of office hours: %v", got)
	}
}
