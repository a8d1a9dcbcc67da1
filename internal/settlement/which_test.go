package settlement

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

const aDay = "2026-11-02 08:55 18:05"

func TestMonthOfFolders(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-09/a.csv":    punches("A1 苏晓禾 2026-09-02 08:55 18:05"),
		"punches/2026-11/a.csv":    punches("A1 苏晓禾 " + aDay),
		"punches/2026-11/b.csv":    punches("B2 林一 " + aDay),
		"punches/2026-10/note.txt": "not asked for",
		"punches/old/c.csv":        "no folder of a month",
	})
	if s := settle(t, ws, Options{}); s.Month != november || s.Path != filepath.Join(ws.Root, "attendance", "2026-11.xlsx") ||
		len(person(t, s, "A1").Days[1].Punches) != 2 || len(person(t, s, "B2").Days[1].Punches) != 2 {
		t.Errorf("the latest folder, every file of it: %v to %s", s.Month, s.Path)
	}
	september := workcal.Month{Year: 2026, Month: 9}
	if s := settle(t, ws, Options{Month: september}); s.Month != september {
		t.Errorf("the month asked for: %v", s.Month)
	}
	has(t, "no folder of that month", refused(t, ws, Options{Month: workcal.Month{Year: 2026, Month: 1}}), "there are no punch files in", "2026-01")
	has(t, "no folder at all", refused(t, shop(t, nil), Options{}), "there is no month folder in", "--punches")
}

// Bare exports tell their month themselves: that of most days.
func TestMonthOfExports(t *testing.T) {
	s := settleBare(t, punches("A1 甲 2026-10-31 08:55 18:05", "A1 甲 2026-11-02 08:55", "A1 甲 2026-11-03 08:55 18:05"))
	if s.Month != november || filepath.Base(s.Path) != "attendance-2026-11.xlsx" {
		t.Errorf("%v to %s", s.Month, s.Path)
	}
	has(t, "two months", s.notesEN(), "cover 2 months; 2026-11")
	hasNot(t, "one month", settleBare(t, punches("A1 甲 2026-11-02 08:55")).notesEN(), "months")

	// A workspace's month is its folder's, whatever the files hold most of.
	ws := shop(t, map[string]string{"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-10-30 08:55 18:05", "A1 苏晓禾 2026-10-31 08:55 18:05", "A1 苏晓禾 2026-11-02 08:55")})
	if s := settle(t, ws, Options{}); s.Month != november {
		t.Errorf("the folder's month: %v", s.Month)
	}
	// With rosters at hand everybody would be absent.
	put(t, filepath.Join(ws.Root, "punches", "2026-11", "a.csv"), punches("A1 苏晓禾 2026-10-30 08:55", "A1 苏晓禾 2026-09-30 08:55"))
	has(t, "nothing of the month", refused(t, ws, Options{}), "have no punches in 2026-11", "2026-09, 2026-10")
}

// A backup beside the exports is not read, and that is said: who puts a file there
// means it to count.
func TestFilesThatDoNotCount(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/log.csv":      punches("A1 苏晓禾 " + aDay),
		"punches/2026-11/log.bak1.csv": "nothing that can be read",
		"punches/2026-11/说明.txt":       "nothing that can be read",
		"punches/2026-11/~$log.xlsx":   "",
		"rosters/2026-W45.xlsx":        roster(nov(2), "A1 苏晓禾 日", "B2 林一 休"),
		"rosters/2026-W45.bak1.xlsx":   roster(nov(2), "A1 苏晓禾 看不懂", "B2 林一 晚"),
	})
	s := settle(t, ws, Options{})
	if p := person(t, s, "A1").Days[1].Plan; p.Shift != "Day" {
		t.Errorf("the kept backup of a roster counts: %+v", p)
	}
	has(t, "a backup of an export", s.notesEN(), "log.bak1.csv is a backup")
	hasNot(t, "what nobody takes for an export", s.notesEN(), "说明", "~$log", "W45")
}

// The workbook never takes the place of an export.
func TestOutputIsInput(t *testing.T) {
	dir := t.TempDir()
	export := filepath.Join(dir, "attendance-2026-11.xlsx")
	put(t, export, "工号 姓名 日期 打卡时间\nA1 苏晓禾 2026-11-02 08:55")
	link := filepath.Join(dir, "link.xlsx")
	if err := os.Symlink(export, link); err != nil {
		t.Skip(err)
	}
	for _, path := range []string{export, link, ""} { // "": its usual place is the export's
		st := settler(nil)
		st.Dir = dir
		if _, err := st.Settle(context.Background(), Options{Punches: []string{export}, Path: path}); !errors.As(err, new(lang.AskError)) {
			t.Errorf("to %q: %v", path, err)
		}
	}
}

func TestExportsThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "notes.txt"), "nothing here")
	_, err := ReadExports(context.Background(), 0, []string{filepath.Join(dir, "none.csv"), filepath.Join(dir, "notes.txt")}, nil, nil, nil)
	if err == nil {
		t.Fatal("they were read")
	}
	has(t, "all at once", err.Error(), "none.csv", "notes.txt")
}

// Whoever cancels is obeyed before a file is read and before the month is settled.
func TestCancelled(t *testing.T) {
	ws := shop(t, map[string]string{"punches/2026-11/a.csv": punches("A1 苏晓禾 " + aDay), "punches/2026-11/b.csv": punches("B2 林一 " + aDay)})
	for _, at := range []string{"reading a.csv", "reading b.csv"} {
		ctx, cancel := context.WithCancel(t.Context())
		st := settler(ws)
		last := ""
		st.Progress = func(t lang.Text) {
			if last = t.EN; last == at {
				cancel()
			}
		}
		if _, err := st.Settle(ctx, Options{}); !errors.Is(err, context.Canceled) || last != at {
			t.Errorf("cancelled when %s: %v, at %s", at, err, last)
		}
		cancel()
	}
}
