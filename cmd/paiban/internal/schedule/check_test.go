package schedule

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/cmd/paiban/internal/apptest"
	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/table"
)

// The message about the weekly rest that somebody's edit took away begins with the
// place of the cell that was edited.
func TestCheckNamesTheEditedCell(t *testing.T) {
	s := apptest.Shop(t, "wangdian")
	path := filepath.Join(s.Dir, lastWeek)
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Roster")
	if err != nil {
		t.Fatal(err)
	}
	// The week begins in column D. The first row with one day off and six shifts.
	r := slices.IndexFunc(rows, func(row []string) bool {
		return len(row) > 9 && strings.Count(strings.Join(row[3:10], " "), "off") == 1 && !strings.Contains(strings.Join(row[3:10], ""), "leave")
	})
	c := 3 + slices.Index(rows[r][3:10], "off")
	cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
	if err := book.SetCellStr("Roster", cell, rows[r][3+(c-3+1)%7]); err != nil {
		t.Fatal(err)
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
	code, err := s.Run(t, New, "check", lastWeek)
	where := fmt.Sprintf("2026-W47.xlsx:Roster:%d:%s: %s rests on 0 days in the week", r+1, table.Letters(c+1), rows[r][1])
	if code != cli.ExitViolations || !strings.Contains(s.Out.String(), where) {
		t.Errorf("exit code %d (%v), does not say %q:\n%s", code, err, where, s.Out)
	}
}
