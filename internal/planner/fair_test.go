package planner

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/internal/workcal"
)

// oneShift is a shop with one shift that wants so many heads a day.
const oneShift = `preset: wangdian
queues: [{id: service, windows: [{id: main, force: off}]}]
handovers: [{id: early-late, remove: true}]
meetings: [{id: monday, remove: true}]
shifts:
  - {id: E, heads: HEADS}
  - {id: L, remove: true}
rules:
  rest_days_week: {min: 1, usual: 1, force: hard}
  rotation: {force: off, steady: off, kinds: [early, late]}
`

// shop writes a small shop of four people and makes its planner.
func shop(t *testing.T, yaml string, wishes ...[]any) *Planner {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("paiban.yaml", yaml)
	write("people.csv", "ID,Name\nT1,Anni\nT2,Boris\nT3,Chen\nT4,Dora\n")
	if wishes == nil {
		return at(t, dir)
	}
	book := excelize.NewFile()
	defer book.Close()
	for n, rows := range map[string][][]any{"Leave": {{"ID or name", "Type", "From", "To"}}, "Requests": append([][]any{{"ID or name", "Date", "Wish", "Weight"}}, wishes...)} {
		if _, err := book.NewSheet(n); err != nil {
			t.Fatal(err)
		}
		for k, row := range rows {
			cell, _ := excelize.CoordinatesToCellName(1, k+1)
			if err := book.SetSheetRow(n, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if err := book.SaveAs(filepath.Join(dir, "leave.xlsx")); err != nil {
		t.Fatal(err)
	}
	return at(t, dir)
}

var fast = Search{Iterations: 60, Seed: 1}

// Two heads a day for four equal people: 14 shifts a week, 28 in two, 7 each.
func TestScarceWorkIsShared(t *testing.T) {
	pl := shop(t, strings.ReplaceAll(oneShift, "HEADS", "{min: 2, max: 2, force: hard}"))
	for id, r := range roll(t, pl, "2026-W48", 2, fast) {
		if r.minutes != 7*480 {
			t.Errorf("%s has %d h in two weeks, want 56", id, r.minutes/60)
		}
	}
}

// Two of four wish every Sunday off, and three are needed each day, so that one can
// have it: in four weeks each has it twice. With six days in a row at a high price the
// rest day of everybody would stay where it is.
func TestWishedSundaysTakeTurns(t *testing.T) {
	var wishes [][]any
	for _, date := range []string{"2026-11-29", "2026-12-06", "2026-12-13", "2026-12-20"} {
		for _, id := range []string{"T1", "T2"} {
			wishes = append(wishes, []any{id, date, "off", 3})
		}
	}
	pl := shop(t, strings.ReplaceAll(oneShift, "HEADS", "{min: 3, force: hard}"), wishes...)
	got := roll(t, pl, "2026-W48", 4, fast)
	for _, id := range []string{"T1", "T2"} {
		if n := got[id].sundays; n != 2 {
			t.Errorf("%s has %d of four wished Sundays off, want 2", id, n)
		}
	}
}

// Everybody has worked on six weekends in a row, which is an even share. Two of four are
// enough on a day, so that each has a Saturday or a Sunday off in the week that follows.
func TestFreeWeekendsComeRound(t *testing.T) {
	pl := shop(t, strings.ReplaceAll(oneShift, "HEADS", "{min: 2, force: hard}"))
	dir := filepath.Join(pl.Workspace.Root, "rosters")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	first := workcal.DateOf(2026, 10, 12) // Monday of W42
	for k := range 6 {
		head, rows := "ID,Name", ""
		for d := range 7 {
			head += "," + (first + workcal.Date(7*k+d)).String()
		}
		for i, name := range []string{"Anni", "Boris", "Chen", "Dora"} {
			cells := []string{"E", "E", "E", "E", "E", "E", "E"}
			cells[i] = "off"
			rows += fmt.Sprintf("T%d,%s,%s\n", i+1, name, strings.Join(cells, ","))
		}
		name := filepath.Join(dir, fmt.Sprintf("2026-W%d.csv", 42+k))
		if err := os.WriteFile(name, []byte(head+"\n"+rows), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for id, r := range roll(t, pl, "2026-W48", 1, fast) {
		if r.free == 0 {
			t.Errorf("%s has no Saturday or Sunday off after six weekends at work", id)
		}
	}
}
