package judge

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/xuri/excelize/v2"
)

// presets is a rule system of one page: what a shop starts from in the tests.
var presets = fstest.MapFS{
	"base.yaml": {Data: []byte(`
interval: 30
contract: {hours_day: 8h, force: 60}
rules:
  rest_between_shifts: {length: 11h, force: hard}
  days_in_a_row: {max: 6, force: 200}
`)},
	"plain.yaml": {Data: []byte(`
queues:
  - id: service
    name: {zh: 接待, en: Reception}
    windows:
      - {id: day, hours: 08:00-18:00, min_online: 1, force: hard}
shifts:
  - {id: E, name: {zh: 早班, en: Early}, short: {zh: 早, en: E}, kind: early, hours: [08:00-17:00], break: 1h}
  - {id: L, name: {zh: 晚班, en: Late}, short: {zh: 晚, en: L}, kind: late, hours: [14:00-18:00, 19:00-23:00]}
  - {id: N, name: {zh: 夜班, en: Night}, short: {zh: 夜, en: N}, kind: night, hours: [22:00-06:00]}
rules:
  split_in_a_row: {max: 3, force: off}
`)},
}

// shopOf writes a workspace: name to text, the rosters as rosters/NAME.csv.
func shopOf(t *testing.T, files map[string]string) *Shop {
	t.Helper()
	dir := t.TempDir()
	if _, ok := files["people.csv"]; !ok {
		files["people.csv"] = "ID,Name,Group,Skills,Hired,Left,Flags\nA,An,one,,,,\nB,Bo,one,,,,\n"
	}
	if _, ok := files["paiban.yaml"]; !ok {
		files["paiban.yaml"] = "preset: plain\n"
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(dir, presets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func day(t *testing.T, s string) Day {
	t.Helper()
	d, err := ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Lists with ids merge by id, remove drops, others are replaced; a rule that was off and
// is written without a force must hold.
func TestSettingsMerge(t *testing.T) {
	s := shopOf(t, map[string]string{"paiban.yaml": `
preset: plain
shifts:
  - {id: L, remove: true}
  - {id: E, hours: [09:00-18:00]}
  - {id: X, hours: [10:00-14:00]}
rules:
  split_in_a_row: {max: 2}
  rest_between_shifts: {length: 12h}
`})
	var ids []string
	for _, sh := range s.Shifts {
		ids = append(ids, sh.ID)
	}
	if got := len(ids); got != 3 || ids[0] != "E" || ids[1] != "N" || ids[2] != "X" {
		t.Errorf("shifts %v, want E N X", ids)
	}
	if e := s.Shifts[0]; e.Segments[0] != (Span{540, 1080}) || e.Break != 60 || e.Name.Zh != "早班" {
		t.Errorf("E is %+v: new hours, the rest from the preset", *e)
	}
	of := s.of(&Person{ID: "nobody"})
	if r := of.splitRun; !r.Force.Hard || r.Max != 2 {
		t.Errorf("split_in_a_row %+v: was off, written without a force, is hard", r)
	}
	if r := of.between; len(r) != 1 || r[0].Length != 720 || !r[0].Force.Hard {
		t.Errorf("rest between shifts %+v", r)
	}
	if r := of.workRun; r.Max != 6 || r.Force.Cost != 200 {
		t.Errorf("days in a row %+v", r)
	}
}

// Only rows without a status or approved count; a date in To is included, a time is not.
func TestLeaveThatCounts(t *testing.T) {
	s := shopOf(t, map[string]string{"leave.csv": `员工,类型,开始,结束,状态
An,年假,2026-11-25,2026-11-26,
A,事假,2026-11-28 14:00,2026-11-28 18:00,已批准
A,事假,2026-11-29,2026-11-29,待批准
A,病假,2026-11-30,2026-11-30,驳回
`})
	for date, want := range map[string]string{
		"2026-11-24": "[]", "2026-11-25": "[00:00-24:00]", "2026-11-26": "[00:00-24:00]",
		"2026-11-27": "[]", "2026-11-28": "[14:00-18:00]", "2026-11-29": "[]", "2026-11-30": "[]",
	} {
		got := "["
		for _, sp := range s.LeaveOn("A", day(t, date)) {
			got += sp.String()
		}
		if got += "]"; got != want {
			t.Errorf("leave on %s is %s, want %s", date, got, want)
		}
	}
}

func TestCells(t *testing.T) {
	s := shopOf(t, map[string]string{"paiban.yaml": `
preset: plain
queues: [{id: after, name: {zh: 售后, en: Aftersale}}]
shifts:
  - {id: Q, name: {zh: 中班, en: Mid}, short: {zh: 中, en: M}, hours: [10:00-19:00], queues: [service, after]}
duty_turns:
  - {id: D, name: {zh: 值班, en: Duty}, short: {zh: 值, en: d}, hours: [17:00-20:00], on: [E], heads: 1}
`, "people.csv": "ID,Name\nA,An\n"})
	d := day(t, "2026-11-28")
	for text, want := range map[string]string{
		"早": "E", "e": "E", " Early ": "E", "早班": "E", "08:00-17:00": "E", "8-17": "E", "８：００－１７：００": "E",
		"中·after": "Q@after", "早+值": "E+D", "E+D": "E+D", "Q@after": "Q@after", "22-6": "N", "中班·售后": "Q@after",
		"L (less 14-18)": "L", "晚(14-18假)": "L", "晚（少14-18）": "", "L-14:00-18:00/2026-11-28": "L", "xyz": "",
	} {
		c := s.cell(text, d)
		got := ""
		if c.Shift != nil {
			got = c.Shift.ID
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	// 14:00-18:00 off the late shift leaves its second segment.
	if sh := s.cell("晚(14-18假)", d).Shift; len(sh.Segments) != 1 || sh.Segments[0] != (Span{1140, 1380}) {
		t.Errorf("the late shift less 14-18 is %v", sh.Segments)
	}
	// The turn begins when the early shift ends: one piece, 08:00-20:00.
	if sh := s.cell("早+值", d).Shift; len(sh.Segments) != 1 || sh.Segments[0] != (Span{480, 1200}) {
		t.Errorf("the early shift with its turn is %v", sh.Segments)
	}
	for text, want := range map[string]Cell{"休": {Off: true}, "": {Off: true}, "年假": {Leave: "annual"}, "—": {Gone: true}, "xyz": {Bad: true}} {
		c := s.cell(text, d)
		if c.Off != want.Off || c.Leave != want.Leave || c.Gone != want.Gone || c.Bad != want.Bad {
			t.Errorf("%q is %+v", text, c)
		}
	}
}

// Of a week's files the one changed last counts; within two seconds the last repair; a
// backup never.
func TestRosterOfTheWeek(t *testing.T) {
	row := func(cell string) string { return "ID,Name,2026-11-23,2026-11-24\nA,An," + cell + ",休\n" }
	s := shopOf(t, map[string]string{
		"rosters/2026-W48.csv": row("早"), "rosters/2026-W48_repair1.csv": row("晚"),
		"rosters/2026-W48_repair2.csv": row("夜"), "rosters/2026-W48.bak1.csv": row("休"),
	})
	at := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	touch := func(name string, after time.Duration) {
		if err := os.Chtimes(filepath.Join(s.Dir, "rosters", name), at, at.Add(after)); err != nil {
			t.Fatal(err)
		}
	}
	touch("2026-W48.bak1.csv", time.Hour)
	for _, c := range []struct {
		plain, one, two time.Duration
		want            string
	}{
		{0, time.Minute, 2 * time.Minute, "N"},
		{3 * time.Minute, time.Minute, 2 * time.Minute, "E"},
		{2 * time.Minute, 2*time.Minute + time.Second, time.Minute, "L"},
	} {
		touch("2026-W48.csv", c.plain)
		touch("2026-W48_repair1.csv", c.one)
		touch("2026-W48_repair2.csv", c.two)
		s.Forget()
		cell, ok := s.Plan("A", day(t, "2026-11-23"))
		if !ok || cell.Shift == nil || cell.Shift.ID != c.want {
			t.Errorf("changed at %v %v %v: %+v counts, want %s", c.plain, c.one, c.two, cell, c.want)
		}
	}
}

// A merged range speaks for all its cells, and a stored date is a heading.
func TestRosterWorkbook(t *testing.T) {
	s := shopOf(t, map[string]string{})
	f := excelize.NewFile()
	defer f.Close()
	set := func(cell string, v any) {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	set("A1", "十一月")
	for i, v := range []any{"工号", "姓名", time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), "11-24", "11月25日", "工时"} {
		name, _ := excelize.CoordinatesToCellName(i+1, 2)
		set(name, v)
	}
	set("A3", "A")
	set("C3", "早")
	if err := f.MergeCell("Sheet1", "C3", "E3"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.Dir, "2026-W48.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	r, err := s.RosterFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if r.First != day(t, "2026-11-23") || r.Days != 3 || len(r.Rows) != 1 {
		t.Fatalf("%+v", r)
	}
	for i, c := range r.Rows[0].Cells {
		if c.Shift == nil || c.Shift.ID != "E" {
			t.Errorf("day %d is %+v, want the early shift", i, c)
		}
	}
	if p := r.Rows[0].Cells[2].Place; p != "E3" {
		t.Errorf("place %s, want E3", p)
	}
}

// 2026: National Day from 1 to 7 October, three days statutory, 10 October made up. 2027
// is not announced: its statutory days alone.
func TestCalendar(t *testing.T) {
	c := Calendar{}
	for date, want := range map[string]Class{
		"2026-10-01": Statutory, "2026-10-04": Restday, "2026-10-07": Restday, "2026-10-10": Workday, "2026-10-11": Restday,
		"2026-11-23": Workday, "2026-11-28": Restday, "2027-10-01": Statutory, "2027-10-04": Workday, "2027-02-05": Statutory,
	} {
		if got := c.Class(day(t, date)); got != want {
			t.Errorf("%s is %v, want %v", date, got, want)
		}
	}
}
