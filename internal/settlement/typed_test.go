package settlement

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// staying is a shop where A1 stays from 18:00 to 20:05 on the second and clocks on the
// seventh, a Saturday off, and B2 lacks a punch on the third and is absent on the
// fourth. Overtime counts where approved and clocked.
func staying(t *testing.T) *Settled {
	t.Helper()
	ws := shop(t, map[string]string{
		"paiban.yaml": config + "attendance:\n  overtime: {by: both, min_minutes: 30, step: 30}\n",
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 08:55 20:05", "A1 苏晓禾 2026-11-03 08:55 18:05", "A1 苏晓禾 2026-11-04 08:55 18:05", "A1 苏晓禾 2026-11-07 09:00 12:00",
			"B2 林一 2026-11-02 08:55 18:05", "B2 林一 2026-11-03 08:55", "B2 林一 2026-11-09 08:55"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日 日 休 休 休 休", "B2 林一 日 日 日 休 休 休 休"),
	})
	return written(t, ws)
}

// again is a copy of a settled shop in a folder of its own.
func again(t *testing.T, s *Settled) *Settled {
	t.Helper()
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS(s.workspace.Root)); err != nil {
		t.Fatal(err)
	}
	return &Settled{Path: filepath.Join(root, "attendance", "2026-11.xlsx"), workspace: load(t, root)}
}

// What is typed beside a question about overtime is read back: it counts, or a word
// says why not. It stays in the workbook, run after run.
func TestOvertimeTyped(t *testing.T) {
	first := staying(t)
	for i, c := range []struct {
		sheet, id, answer string
		workday, rest     float64 // hours
		said              string  // "" is nothing
	}{
		{"Overtime to approve", "A1", "同意", 2, 0, ""},
		{"Overtime to approve", "A1", "1", 1, 0, ""},
		{"Overtime to approve", "A1", "不同意", 0, 0, ""},
		{"Overtime to approve", "A1", "3小时", 2, 0, `4:I: of the answer "3小时" not all counts: 3 hours are approved and 2 hours are clocked`},
		{"Overtime to approve", "A1", "20分钟", 0, 0, "less than 30 minutes does not count"},
		{"Overtime to approve", "A1", "手机没电，组长知道", 0, 0, `Overtime to approve:4:I: the answer "手机没电,组长知道" changed nothing: it is not understood`},
		{"Rest day worked", "A1", "是加班", 0, 3, ""},
		{"Rest day worked", "A1", "调班", 0, 0, ""},
		{"Punch missing", "B2", "手机没电，组长知道", 0, 0, `the answer "手机没电,组长知道" changed nothing: this cell is only kept; to correct the punch`},
		{"Absence", "B2", "年假", 0, 0, "write leave into leave.xlsx"},
	} {
		s := again(t, first)
		typeInto(t, s.Path, c.sheet, "Answer", c.id, c.answer)
		for run := range max(1, 2-i) { // the first answer twice
			s = written(t, load(t, s.workspace.Root))
			if a := person(t, s, "A1"); a.Overtime[0] != c.workday || a.Overtime[1] != c.rest {
				t.Errorf("%s, %s, run %d: overtime %v", c.sheet, c.answer, run, a.Overtime)
			}
			if c.said == "" {
				hasNot(t, c.answer, s.notesEN(), "changed nothing")
			} else {
				has(t, c.answer, s.notesEN(), c.said)
			}
			if got := typedAnswer(t, s.Path, c.id, 9); got != c.answer {
				t.Errorf("%s, %s, run %d: the workbook has %q", c.sheet, c.answer, run, got)
			}
		}
	}
}

// typedAnswer finds what stands in a column of the sheets of questions and of the
// answered in a person's rows.
func typedAnswer(t *testing.T, path, id string, col int) (found string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList()[4:] {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if len(row) >= col && row[0] == id && len(row) <= 10 && row[col-1] != "" {
				found += row[col-1]
			}
		}
	}
	return found
}

// An answer to one question is no answer to another one about the same day: once the
// punch is corrected to 20:00 the two hours after the end are asked about, and the yes
// to the correction does not grant them. Both answers stay.
func TestAnswersToTwoQuestions(t *testing.T) {
	s := staying(t)
	typeInto(t, s.Path, "Punch missing", "Correction", "B2", "20:00")
	typeInto(t, s.Path, "Punch missing", "Answer", "B2", "是")
	for range 2 {
		s = written(t, load(t, s.workspace.Root))
		if b := person(t, s, "B2"); b.Overtime[0] != 0 || b.Missing != 0 || b.Days[2].About != "overtime" {
			t.Fatalf("overtime %v, %d missing, asked about %q", b.Overtime, b.Missing, b.Days[2].About)
		}
		hasNot(t, "the correction has its effect", s.notesEN(), "changed nothing")
	}
	typeInto(t, s.Path, "Overtime to approve", "Answer", "B2", "yes")
	for range 2 {
		s = written(t, load(t, s.workspace.Root))
		if b := person(t, s, "B2"); b.Overtime[0] != 2 {
			t.Fatalf("overtime %v", b.Overtime)
		}
	}
	if got, times := typedAnswer(t, s.Path, "B2", 9), typedAnswer(t, s.Path, "B2", 8); got != "是yes" && got != "yes是" || times != "20:00" {
		t.Errorf("the workbook has %q and %q", got, times)
	}
}

// A correction that stands for nothing, and answers about who is not in the month any
// more, are told.
func TestTypedInVain(t *testing.T) {
	s := staying(t)
	typeInto(t, s.Path, "Punch missing", "Correction", "B2", "03:00")
	typeInto(t, s.Path, "Overtime to approve", "Answer", "A1", "yes")
	s = written(t, load(t, s.workspace.Root))
	has(t, "a time far from the end", s.notesEN(), `Punch missing:4:H: the answer "2026-11-03 03:00" changed nothing: 2026-11-03 03:00 is no missing start or end of that day (Day)`)
	put(t, s.workspace.Root+"/people.csv", "工号,姓名,月薪,入职,离职\nB2,林一,4350,,\n")
	has(t, "somebody who is gone", settle(t, load(t, s.workspace.Root), Options{}).notesEN(), `the answer "yes" changed nothing: the person or the day is not in this month`)
}
