package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/table"
)

// session runs one command line in dir and returns what it printed.
func session(t *testing.T, dir string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	a := &cli.App{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Dir: dir,
		Now:    func() time.Time { return time.Date(2026, time.November, 20, 16, 0, 0, 0, time.UTC) },
		Getenv: func(string) string { return "" },
	}
	code = run(context.Background(), a, args)
	return code, out.String(), errs.String()
}

// TestScheduleCheckNamesTheEditedCell breaks the weekly rest of somebody who had
// one rest day.
func TestScheduleCheckNamesTheEditedCell(t *testing.T) {
	dir := t.TempDir()
	if code, _, errs := session(t, dir, "init", "w", "--preset", "wangdian", "--sample"); code != 0 {
		t.Fatal(errs)
	}
	dir = filepath.Join(dir, "w")
	file := filepath.Join("rosters", "2026-W47.xlsx")
	check := func() (code int, cells []string) {
		code, out, errs := session(t, dir, "schedule", "check", file, "--json")
		var got struct {
			Files []struct {
				Findings []struct {
					Rule  string
					Cells []table.Pos
				}
			}
		}
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatalf("%v: %s%s", err, out, errs)
		}
		for _, f := range got.Files[0].Findings {
			if f.Rule == "rest-days" {
				for _, c := range f.Cells {
					cells = append(cells, fmt.Sprintf("%s%d", table.Letters(c.Col), c.Row))
				}
			}
		}
		return code, cells
	}
	if _, cells := check(); cells != nil {
		t.Fatalf("rest days are missing at %v before the edit", cells)
	}

	path := filepath.Join(dir, file)
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("班表")
	if err != nil {
		t.Fatal(err)
	}
	// The week begins in column D. The first row with one 休 and six shifts.
	r := slices.IndexFunc(rows, func(row []string) bool {
		return len(row) > 9 && strings.Count(strings.Join(row[3:10], " "), "休") == 1 && !strings.Contains(strings.Join(row[3:10], ""), "假")
	})
	c := 3 + slices.Index(rows[r][3:10], "休")
	worked := rows[r][3+(c-3+1)%7]
	cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
	if err := book.SetCellStr("班表", cell, worked); err != nil {
		t.Fatal(err)
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}

	if code, cells := check(); code != cli.ExitViolations || !slices.Equal(cells, []string{cell}) {
		t.Errorf("exit code %d, cells %v; want %d and %s", code, cells, cli.ExitViolations, cell)
	}
	code, out, _ := session(t, dir, "schedule", "check", file)
	where := fmt.Sprintf("2026-W47.xlsx:班表:%d:%s: %s ", r+1, table.Letters(c+1), rows[r][1])
	if code != cli.ExitViolations || !strings.Contains(out, where) || !strings.Contains(out, "只休息 0 天") {
		t.Errorf("exit code %d, does not name %q:\n%s", code, where, out)
	}
}
