package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"paiban/cmd/paiban/internal/cli"

	"github.com/xuri/excelize/v2"

	"paiban/internal/workcal"
)

// edit changes a workbook as a person with a spreadsheet program does.
func edit(t *testing.T, path string, change func(*excelize.File)) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	change(f)
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// settled is what a test looks at of a person's month.
type settled struct {
	Person      struct{ ID string }
	Score       float64
	Missing     int
	Absent      float64
	Corrections int
}

// monthOf decodes what --json prints, by id of the person.
func monthOf(t *testing.T, stdout string) map[string]settled {
	t.Helper()
	var m struct{ People []settled }
	if err := json.Unmarshal([]byte(stdout), &m); err != nil {
		t.Fatal(err)
	}
	out := map[string]settled{}
	for _, p := range m.People {
		out[p.Person.ID] = p
	}
	return out
}

// What HR types into the workbook is in the next run's results; a figure changed
// by hand stops it, unless forced, and then there is a copy.
func TestMonthReadsBackWhatWasTyped(t *testing.T) {
	dir := t.TempDir()
	paiban := func(args ...string) (stdout, stderr string, code int) {
		code, stdout, stderr = session(t, dir, append([]string{"--lang", "en"}, args...)...)
		return stdout, stderr, code
	}
	if _, stderr, code := paiban("init", "shop", "--preset", "wangdian", "--sample"); code != 0 {
		t.Fatal(stderr)
	}
	dir = filepath.Join(dir, "shop")
	stdout, stderr, code := paiban("month", "--month", "2026-10", "--json")
	if code != 0 {
		t.Fatal(stderr)
	}
	before := monthOf(t, stdout)
	book := filepath.Join(dir, "attendance", "2026-10.xlsx")

	// The first question about a missing punch, and the first person's quality.
	var id, first string
	edit(t, book, func(f *excelize.File) {
		rows, err := f.GetRows("Punch missing")
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range rows {
			if len(r) > 6 && strings.HasPrefix(r[6], "missing: ") {
				id = r[0]
				at := strings.Fields(r[6])[2] // missing: end 23:00; …
				cell, _ := excelize.CoordinatesToCellName(8, i+1)
				f.SetCellValue("Punch missing", cell, strings.Trim(at, ";"))
			}
		}
		first, _ = f.GetCellValue("Scores", "A5")
		f.SetCellValue("Scores", "D5", 10) // quality, of 30
	})
	if id == "" {
		t.Fatal("the sample has no missing punch to ask about")
	}
	stdout, stderr, code = paiban("month", "--json")
	if code != 0 {
		t.Fatal(stderr)
	}
	after := monthOf(t, stdout)
	if after[id].Missing != before[id].Missing-1 || after[id].Corrections != before[id].Corrections+1 {
		t.Errorf("%s: before %+v, after %+v", id, before[id], after[id])
	}
	if after[first].Score != before[first].Score-20 {
		t.Errorf("%s: score %v, then %v", first, before[first].Score, after[first].Score)
	}

	edit(t, book, func(f *excelize.File) { f.SetCellValue("Summary", "U8", 999) })
	if _, stderr, code = paiban("month"); code != cli.ExitBadInput || !strings.Contains(stderr, "Summary:8:U") || !strings.Contains(stderr, "--force") {
		t.Errorf("code %d: %s", code, stderr)
	}
	if _, stderr, code = paiban("month", "--force"); code != 0 || !strings.Contains(stderr, "2026-10.bak-20261120-160000.xlsx") {
		t.Errorf("code %d: %s", code, stderr)
	}
	if _, err := os.Stat(filepath.Join(dir, "attendance", "2026-10.bak-20261120-160000.xlsx")); err != nil {
		t.Error(err)
	}
	// What was typed survives the forced run.
	if stdout, _, _ = paiban("month", "--json"); monthOf(t, stdout)[first].Score != after[first].Score {
		t.Error("the typed score is gone")
	}
}

// Nobody's salary is known: unpaid time is reckoned from the shop's usual pay and
// says so; without that too nothing is deducted, and that is said. Flags are words.
func TestMonthWithoutSalaries(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := session(t, dir, "--lang", "en", "init", "shop", "--preset", "wangdian", "--sample"); code != 0 {
		t.Fatal(stderr)
	}
	dir = filepath.Join(dir, "shop")
	edit(t, filepath.Join(dir, "people.xlsx"), func(f *excelize.File) {
		rows, _ := f.GetRows("People")
		for r, row := range rows {
			for c, text := range row {
				if text == "Salary" {
					for k := r + 2; k <= len(rows); k++ {
						cell, _ := excelize.CoordinatesToCellName(c+1, k)
						f.SetCellValue("People", cell, nil)
					}
				}
			}
		}
	})
	code, _, stderr := session(t, dir, "--lang", "en", "month")
	if code != 0 || !strings.Contains(stderr, "reckoned from costs.monthly_pay, 4500 yuan: ") {
		t.Errorf("code %d: %s", code, stderr)
	}
	config := filepath.Join(dir, "paiban.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, append(text, "\ncosts: {monthly_pay: 0}\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, stderr = session(t, dir, "--lang", "en", "month")
	if code != 0 || !strings.Contains(stderr, "no salary is known, so nothing is deducted") {
		t.Errorf("code %d: %s", code, stderr)
	}
}

// The export is cut after the 15th: nobody is absent for the rest of the month,
// and it is said.
func TestMonthOfACutExport(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := session(t, dir, "--lang", "en", "init", "shop", "--preset", "wangdian", "--sample"); code != 0 {
		t.Fatal(stderr)
	}
	dir = filepath.Join(dir, "shop")
	_, whole, _ := session(t, dir, "--lang", "en", "month", "--json", "-o", "whole.xlsx")
	files, _ := filepath.Glob(filepath.Join(dir, "punches", "2026-10", "*.xlsx"))
	for _, path := range files {
		edit(t, path, func(f *excelize.File) {
			for _, sheet := range f.GetSheetList() {
				rows, _ := f.GetRows(sheet)
				for r := len(rows); r > 0; r-- {
					if late := regexp.MustCompile(`2026[-/]10[-/](1[6-9]|[23]\d)`); late.MatchString(strings.Join(rows[r-1], " ")) && r > 5 {
						f.RemoveRow(sheet, r)
					}
				}
			}
		})
	}
	code, stdout, stderr := session(t, dir, "--lang", "en", "month", "--json")
	if code != 0 {
		t.Fatal(stderr)
	}
	if !strings.Contains(stdout, "the punches end on 2026-10-15; 16 days after that are not judged") {
		t.Errorf("nothing is said of the end: %.600s", stdout)
	}
	before := monthOf(t, whole)
	for id, m := range monthOf(t, stdout) {
		if m.Absent > before[id].Absent {
			t.Errorf("%s is absent %v days, %v with all punches", id, m.Absent, before[id].Absent)
		}
	}
}

// The week from 26 October lies in two months. What the roster says of its days in
// October decides whether leave on Sunday 1 November is a day of leave or the rest
// day of a week of leave; where no roster does, the leave list decides.
func TestMonthLeaveOnTheFirst(t *testing.T) {
	const week = "年假 年假 年假 年假 年假 年假 年假"
	for _, c := range []struct {
		name, roster, from string
		start              int // the roster's first day in October
		want               float64
	}{
		{"the days before are worked", "日 日 日 日 日 日 年假", "2026-11-01", 26, 1},
		{"the days before are leave", week, "2026-10-26", 26, 0},
		{"the roster is right, not the list", "日 日 日 日 日 日 年假", "2026-10-26", 26, 1},
		{"no roster of October, a list of the week", "年假", "2026-10-26", 32, 0},
		{"no roster of October, a list from Tuesday", "年假", "2026-10-27", 32, 1},
	} {
		dir := t.TempDir()
		roster := []any{}
		heads := []any{"工号", "姓名"}
		for i, s := range strings.Fields("A1 苏晓禾 " + c.roster) {
			if roster = append(roster, s); i > 1 {
				heads = append(heads, workcal.DateOf(2026, 10, c.start+i-2).String())
			}
		}
		f := excelize.NewFile()
		f.SetSheetName("Sheet1", "班表")
		f.SetSheetRow("班表", "A1", &heads)
		f.SetSheetRow("班表", "A2", &roster)
		for name, text := range map[string]string{
			"paiban.yaml":             "preset: recharge\nname: 小店\nshifts:\n  - {id: D, name: {zh: 日班, en: 日班}, short: {zh: 日, en: 日}, kind: day, hours: [09:00-18:00], break: 1h}\n",
			"people.csv":              "工号,姓名,月薪\nA1,苏晓禾,4350\n",
			"leave.csv":               "工号或姓名,类型,开始,结束,状态\nA1,年假," + c.from + ",2026-11-01,已批准\n",
			"punches/2026-11/log.csv": "工号,姓名,打卡时间\nA1,苏晓禾,2026-11-02 08:55\nA1,苏晓禾,2026-11-02 18:02\n",
			"rosters/note.txt":        "",
		} {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SaveAs(filepath.Join(dir, "rosters", "2026-W44.xlsx")); err != nil {
			t.Fatal(err)
		}
		code, stdout, stderr := session(t, dir, "month", "--month", "2026-11", "--json")
		var m struct {
			People []struct {
				Leave map[string]float64 `json:"leave_days"`
			}
		}
		if err := json.Unmarshal([]byte(stdout), &m); err != nil || code != 0 {
			t.Fatalf("%s: %v %s", c.name, err, stderr)
		}
		if got := m.People[0].Leave["annual"]; got != c.want {
			t.Errorf("%s: %v days of annual leave, want %v", c.name, got, c.want)
		}
	}
}
