package settlement

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// summaryRow returns what the summary shows of a person, by heading. Columns that are
// hidden are left out.
func summaryRow(t *testing.T, s *Settled, id string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(s.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	name := f.GetSheetName(0)
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 0 && r[0] == id })
	if i < 0 {
		return nil
	}
	out := map[string]string{}
	for c, head := range rows[2] {
		column, _ := excelize.ColumnNumberToName(c + 1)
		if shown, err := f.GetColVisible(name, column); err != nil || !shown {
			continue
		}
		out[head] = ""
		if c < len(rows[i]) {
			out[head] = rows[i][c]
		}
	}
	return out
}

// The summary says who was there for a part of the month and since when, how many days
// count for pay, and the base pay beside the deductions; it lists nobody who was not
// employed. November has no statutory day: ten days of duty are ten days of pay.
func TestPartOfTheMonth(t *testing.T) {
	ws := shop(t, map[string]string{
		"people.csv": "工号,姓名,月薪,入职,离职\nA1,苏晓禾,4350,,\nB2,林一,,2026-11-03,2026-11-04\nC3,周周,,2026-12-01,\nD4,程程,,,2026-10-31\nE5,陈冬,,2026-12-07,\n",
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 08:55", "A1 苏晓禾 2026-11-03 08:55 18:05", "A1 苏晓禾 2026-11-04 08:55 18:05",
			"B2 林一 2026-11-03 08:55 18:05", "B2 林一 2026-11-04 08:55 18:05", "E5 陈冬 2026-11-04 09:00"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日 日", "B2 林一 休 日 日", "C3 周周 日 日 日"),
	})
	s := written(t, ws)
	a, b := summaryRow(t, s, "A1"), summaryRow(t, s, "B2")
	if a["Due (days)"] != "3" || a["Paid (days)"] != "3" || a["Base pay"] != "4350" || a["Hired"] != "" {
		t.Errorf("A1: %v", a)
	}
	if b["Paid (days)"] != "2" || b["Hired"] != "2026-11-03" || b["Left"] != "2026-11-04" || b["Base pay"] != "" || !strings.Contains(b["Note"], "hired on 2026-11-03; left on 2026-11-04") {
		t.Errorf("B2: %v", b)
	}
	for _, empty := range []string{"Group", "Times late", "Sick leave (days)", "Full-attendance bonus"} {
		if _, shown := a[empty]; shown {
			t.Errorf("the column %s is shown, though nobody has any", empty)
		}
	}
	if summaryRow(t, s, "C3") != nil || summaryRow(t, s, "D4") != nil {
		t.Error("somebody is listed who was not employed")
	}
	if e := summaryRow(t, s, "E5"); !strings.Contains(e["Note"], "hired on 2026-12-07, after the month") {
		t.Errorf("somebody who clocked before being hired: %v", e)
	}
	has(t, "a roster of somebody who is not employed", s.notesEN(), "2026-W45.xlsx:班表:4:C: 周周 has a shift, yet the staff list says hired on 2026-12-01")
	hasNot(t, "nothing is planned for the others", s.notesEN(), "程程", "陈冬")

	// Nobody came or left: the dates are there and hidden.
	ws = shop(t, map[string]string{
		"people.csv":            "工号,姓名,入职\nA1,苏晓禾,2024-03-01\n",
		"punches/2026-11/a.csv": punches("A1 苏晓禾 " + aDay),
	})
	if _, shown := summaryRow(t, written(t, ws), "A1")["Hired"]; shown {
		t.Error("the date of hire is shown, though nobody came in the month")
	}
}
