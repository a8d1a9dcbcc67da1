package settlement

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// scored is a shop that scores people and lets a trainer judge their quality, with an
// activity fund that fines go into. A1 lacks a punch on the second.
func scored(t *testing.T) *workspace.Workspace {
	t.Helper()
	return shop(t, map[string]string{
		"paiban.yaml":           strings.Replace(config, "recharge", "wangdian", 1) + "attendance:\n  fund_fines: true\n  fines: [{id: phone, name: {zh: 玩手机, en: Phone}, amount: 20}]\n",
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 08:55", "B2 林一 2026-11-02 08:55 18:05", "A1 苏晓禾 2026-11-03 08:55 18:05", "B2 林一 2026-11-03 08:55 18:05"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日", "B2 林一 日 日"),
	})
}

// written settles the month of a shop and writes it.
func written(t *testing.T, ws *workspace.Workspace) *Settled {
	t.Helper()
	s := settle(t, ws, Options{})
	if err := s.Write(false); err != nil {
		t.Fatal(err)
	}
	return s
}

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

// typeInto types a value into the cell of a sheet below a heading, in the row that
// begins with an ID, or where id is "" into the first that is empty there.
func typeInto(t *testing.T, path, sheet, head, id string, value any) {
	t.Helper()
	edit(t, path, func(f *excelize.File) {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		col := -1
		for r, row := range rows {
			if col < 0 {
				col = slices.IndexFunc(row, func(s string) bool { return strings.HasPrefix(s, head) })
				continue
			}
			if id == "" && (len(row) <= col || row[col] == "") && r > 3 || id != "" && len(row) > 0 && row[0] == id {
				cell, _ := excelize.CoordinatesToCellName(col+1, r+1)
				if err := f.SetCellValue(sheet, cell, value); err != nil {
					t.Fatal(err)
				}
				return
			}
		}
		t.Fatalf("%s has no %s of %q", sheet, head, id)
	})
}

// What people type into the yellow cells is in the next run's results, and stays there
// for the run after it; it is no edit that stops anything.
func TestTypedAnswers(t *testing.T) {
	ws := scored(t)
	first := written(t, ws)
	if a := person(t, first, "A1"); a.Missing != 1 || first.Refused != nil || first.Questions()[attendance.AboutMissing] != 1 {
		t.Fatalf("%d missing, %v asked", a.Missing, first.Questions())
	}
	typeInto(t, first.Path, "Punch missing", "Correction", "A1", "18:02")
	typeInto(t, first.Path, "Punch missing", "Answer", "A1", "forgot it")
	typeInto(t, first.Path, "Marks trainer", "Service quality", "B2", 10)
	typeInto(t, first.Path, "Scores", "Phone", "B2", 2)
	typeInto(t, first.Path, "Scores", "Note", "B2", "spoken to")
	typeInto(t, first.Path, "Activity fund", "Out", "", 15)
	for _, run := range []string{"the next run", "the run after it"} {
		s := written(t, ws)
		a, b := person(t, s, "A1"), person(t, s, "B2")
		if a.Missing != 0 || a.Corrections != 1 || len(a.Days[1].Punches) != 2 {
			t.Errorf("%s: %d missing, %d corrections", run, a.Missing, a.Corrections)
		}
		if b.Score != person(t, first, "B2").Score+10 || b.Fines != attendance.Yuan(40) || b.Note != "spoken to" {
			t.Errorf("%s: score %v, fines %v, note %q", run, b.Score, b.Fines, b.Note)
		}
		if s.Sheet.FundBalance() != attendance.Yuan(25) {
			t.Errorf("%s: %v is left in the fund, want 40 of fines less 15", run, s.Sheet.FundBalance())
		}
		f, err := excelize.OpenFile(s.Path)
		if err != nil {
			t.Fatal(err)
		}
		cell, _ := f.GetCellValue("Answered", "I4")
		f.Close()
		if cell != "forgot it" {
			t.Errorf("%s: the answer is %q", run, cell)
		}
	}
}

// A workbook that would lose something is not replaced; by force it is, and a copy is
// kept under a name of its own. What was typed into it counts all the same.
func TestEditedWorkbook(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(t *testing.T, path string)
		said   string
		typed  bool // what was typed can still be read
	}{
		{"a figure", func(t *testing.T, path string) {
			edit(t, path, func(f *excelize.File) { _ = f.SetCellValue("Summary", "D4", 99) })
		}, "was edited after it was written (Summary:4:D)", true},
		{"a yellow cell that cannot be read", func(t *testing.T, path string) {
			typeInto(t, path, "Punch missing", "Correction", "A1", "in the evening")
		}, "cannot be read back", true},
		{"of another month", func(t *testing.T, path string) {
			ws := shop(t, map[string]string{"punches/2026-10/a.csv": punches("A1 苏晓禾 2026-10-02 08:55")})
			other := written(t, ws)
			if err := os.Rename(other.Path, path); err != nil {
				t.Fatal(err)
			}
		}, "is the workbook of 2026-10, so it is not replaced", false},
		{"none of ours", func(t *testing.T, path string) { put(t, path, "mine") }, "cannot be read back", false},
		{"no workbook at all", func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, "cannot be read back", false},
	} {
		ws := scored(t)
		path := written(t, ws).Path
		typeInto(t, path, "Marks trainer", "Service quality", "B2", 10)
		c.change(t, path)
		old, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := settle(t, ws, Options{})
		err = s.Write(false)
		if err == nil {
			t.Errorf("%s: it is replaced", c.name)
			continue
		}
		has(t, c.name, err.Error(), c.said)
		if now, _ := os.ReadFile(path); !bytes.Equal(now, old) {
			t.Errorf("%s: it has changed", c.name)
		}
		if err := s.Write(true); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if kept, _ := os.ReadFile(filepath.Join(ws.Root, "attendance", "2026-11.bak-20261205-160000.xlsx")); !bytes.Equal(kept, old) {
			t.Errorf("%s: no copy is kept, but of %d bytes", c.name, len(kept))
		}
		want := 0.0 // nobody has scored it
		if c.typed {
			want = 10
		}
		i := slices.IndexFunc(person(t, s, "B2").Scores, func(s attendance.Scored) bool { return s.ID == "quality" })
		if c.typed && person(t, s, "B2").Scores[i].Points != want || person(t, s, "B2").Scores[i].Typed != c.typed {
			t.Errorf("%s: the quality is %+v", c.name, person(t, s, "B2").Scores[i])
		}
		if again := settle(t, ws, Options{}); again.Refused != nil || again.Backup != "" {
			t.Errorf("%s: what was written is refused: %v", c.name, again.Refused)
		}
	}
}

// What lasts longer than a month goes on from the workbook before, which lies beside
// the one being written.
func TestMonthBefore(t *testing.T) {
	ws := scored(t)
	october := workcal.Month{Year: 2026, Month: 10}
	put(t, filepath.Join(ws.Root, "punches", "2026-10", "a.csv"), punches("A1 苏晓禾 2026-10-12 08:55", "B2 林一 2026-10-12 08:55 18:05"))
	put(t, filepath.Join(ws.Root, "rosters", "2026-W42.xlsx"), roster(workcal.DateOf(2026, 10, 12), "A1 苏晓禾 日", "B2 林一 日"))
	lastPlace := func(o Options) *Settled {
		path := settle(t, ws, o).Path
		if err := settle(t, ws, o).Write(false); err != nil {
			t.Fatal(err)
		}
		typeInto(t, path, "Marks trainer", "Service quality", "A1", 1)
		s := settle(t, ws, o)
		if err := s.Write(false); err != nil {
			t.Fatal(err)
		}
		return s
	}
	if m := person(t, lastPlace(Options{Month: october}), "A1"); m.LastMonths != 1 {
		t.Fatalf("last in %d months, score %v", m.LastMonths, m.Score)
	}
	before := filepath.Join(ws.Root, "attendance", "2026-10.xlsx")
	typeInto(t, before, "Scores", "Phone", "B2", 3)
	if err := settle(t, ws, Options{Month: october}).Write(false); err != nil {
		t.Fatal(err)
	}
	s := lastPlace(Options{})
	if m := person(t, s, "A1"); m.LastMonths != 2 || s.Sheet.FundBefore != attendance.Yuan(60) {
		t.Errorf("last in %d months, %v in the fund before", m.LastMonths, s.Sheet.FundBefore)
	}
	if s := settle(t, ws, Options{Path: filepath.Join(t.TempDir(), "out.xlsx")}); s.Sheet.FundBefore != 0 {
		t.Error("a workbook beside which none of the month before lies has one")
	}
	put(t, before, "mine")
	has(t, "a workbook that cannot be read", settle(t, ws, Options{}).notesEN(), "last month's workbook cannot be read")
	if err := os.Remove(before); err != nil {
		t.Fatal(err)
	}
	hasNot(t, "none", settle(t, ws, Options{}).notesEN(), "last month's workbook")

	// The hours of a quarter go on from October, which opens it.
	put(t, filepath.Join(ws.Root, "paiban.yaml"), config+"attendance: {hours: comprehensive, period: quarter}\n")
	ws = load(t, ws.Root)
	has(t, "a quarter without its first month", settle(t, ws, Options{}).notesEN(), "there is no workbook of 2026-10, so the hours of the quarter are counted from this month")
	hasNot(t, "its first month", settle(t, ws, Options{Month: october}).notesEN(), "there is no workbook of")
}

// Unpaid time is priced by the salary, else by the shop's usual pay, else not at all;
// which is said of those whom it concerns.
func TestSalaries(t *testing.T) {
	files := map[string]string{
		"people.csv":            "工号,姓名,月薪\nA1,苏晓禾,\nB2,林一,4350\nC3,周周,\nD4,程程,\n",
		"punches/2026-11/a.csv": punches("C3 周周 2026-11-02 08:55 18:05", "C3 周周 2026-11-03 08:55 18:05"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 休", "B2 林一 日 休", "C3 周周 日 日", "D4 程程 事假 休"),
		"paiban.yaml":           config + "costs: {monthly_pay: 8700}\n",
	}
	s := settle(t, shop(t, files), Options{})
	has(t, "the usual pay", s.notesEN(), "costs.monthly_pay, 8700 yuan: 苏晓禾, 程程")
	hasNot(t, "a salary of their own, or nothing to price", s.notesEN(), "林一", "周周", "is not known")
	// A day of 21.75: 8700/21.75 = 400, 4350/21.75 = 200.
	if a, b := person(t, s, "A1").Withheld, person(t, s, "B2").Withheld; a != attendance.Yuan(400) || b != attendance.Yuan(200) {
		t.Errorf("%v and %v are withheld", a, b)
	}
	files["paiban.yaml"] = config + "costs: {monthly_pay: 0}\n"
	s = settle(t, shop(t, files), Options{})
	has(t, "no pay is known", s.notesEN(), "the salary of these people is not known, so nothing is deducted for absence and personal leave: 苏晓禾")
	if a := person(t, s, "A1").Withheld; a != 0 {
		t.Errorf("%v is withheld", a)
	}
}
