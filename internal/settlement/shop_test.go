package settlement

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// The month of most tests: 30 days from a Sunday on, no holiday and no shifted working
// day among them. It is settled when it is over.
var (
	november = workcal.Month{Year: 2026, Month: time.November}
	december = time.Date(2026, time.December, 5, 16, 0, 0, 0, time.UTC)
)

func nov(day int) workcal.Date { return november.First() + workcal.Date(day-1) }

// config is a shop with a day shift that has an unpaid break of an hour, and an
// evening shift without.
const config = `preset: recharge
name: {zh: 小店, en: Little shop}
shifts:
  - {id: D, name: {zh: 日班, en: Day}, short: {zh: 日, en: D}, kind: day, hours: [09:00-18:00], break: 1h}
  - {id: L, name: {zh: 晚班, en: Evening}, short: {zh: 晚, en: L}, kind: late, hours: [16:00-24:00]}
`

// shop makes a workspace with two people and whatever files says beside, by path. An
// .xlsx is given as lines of words: a sheet 班表 with a word in each cell.
func shop(t *testing.T, files map[string]string) *workspace.Workspace {
	t.Helper()
	all := map[string]string{
		"paiban.yaml": config,
		"people.csv":  "工号,姓名,月薪,入职,离职\nA1,苏晓禾,4350,,\nB2,林一,4350,,\n",
	}
	maps.Copy(all, files)
	root := t.TempDir()
	for name, text := range all {
		put(t, filepath.Join(root, name), text)
	}
	return load(t, root)
}

func load(t *testing.T, root string) *workspace.Workspace {
	t.Helper()
	ws, err := workspace.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(path) != ".xlsx" {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "班表"); err != nil {
		t.Fatal(err)
	}
	for r, line := range strings.Split(text, "\n") {
		for c, word := range strings.Fields(line) {
			cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
			if err := f.SetCellStr("班表", cell, word); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

// roster is a roster of days from a date on: a line for each person.
func roster(from workcal.Date, lines ...string) string {
	days := 0
	for _, l := range lines {
		days = max(days, len(strings.Fields(l))-2)
	}
	head := []string{"工号", "姓名"}
	for d := range days {
		head = append(head, (from + workcal.Date(d)).String())
	}
	return strings.Join(append([]string{strings.Join(head, " ")}, lines...), "\n")
}

// punches is a list of punches: lines of an ID, a name, a date and times.
func punches(lines ...string) string {
	out := "工号,姓名,打卡时间\n"
	for _, l := range lines {
		w := strings.Fields(l)
		for _, at := range w[3:] {
			out += w[0] + "," + w[1] + "," + w[2] + " " + at + "\n"
		}
	}
	return out
}

func settler(ws *workspace.Workspace) *Settler {
	return &Settler{Workspace: ws, Lang: lang.EN, Clock: func() time.Time { return december }}
}

func settle(t *testing.T, ws *workspace.Workspace, o Options) *Settled {
	t.Helper()
	s, err := settler(ws).Settle(context.Background(), o)
	if err != nil {
		t.Fatalf("%s", lang.Tell(err, lang.EN))
	}
	return s
}

// settleBare settles exports without a workspace.
func settleBare(t *testing.T, files ...string) *Settled {
	t.Helper()
	st := settler(nil)
	st.Dir = t.TempDir()
	var o Options
	for i, text := range files {
		o.Punches = append(o.Punches, filepath.Join(st.Dir, string(rune('a'+i))+".csv"))
		put(t, o.Punches[i], text)
	}
	s, err := st.Settle(context.Background(), o)
	if err != nil {
		t.Fatalf("%s", lang.Tell(err, lang.EN))
	}
	return s
}

// refused settles and returns what is said against it.
func refused(t *testing.T, ws *workspace.Workspace, o Options) string {
	t.Helper()
	_, err := settler(ws).Settle(context.Background(), o)
	if err == nil {
		t.Fatal("it was settled")
	}
	return lang.Tell(err, lang.EN)
}

func person(t *testing.T, s *Settled, id string) *attendance.Month {
	t.Helper()
	i := slices.IndexFunc(s.Sheet.People, func(m attendance.Month) bool { return m.Person.ID == id || m.Person.Name == id })
	if i < 0 {
		t.Fatalf("there is no %s", id)
	}
	return &s.Sheet.People[i]
}

func (s *Settled) notesEN() string {
	var all []string
	for _, n := range s.Notes {
		all = append(all, n.EN)
	}
	return strings.Join(all, "\n")
}

// has checks that a text holds each of the parts.
func has(t *testing.T, what, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%s: %q is not in %q", what, p, text)
		}
	}
}

func hasNot(t *testing.T, what, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if strings.Contains(text, p) {
			t.Errorf("%s: %q is in %q", what, p, text)
		}
	}
}

// settleAndWrite settles as the options say and writes the workbook.
func settleAndWrite(t *testing.T, ws *workspace.Workspace, o Options) *Settled {
	t.Helper()
	s := settle(t, ws, o)
	if err := s.Write(false); err != nil {
		t.Fatalf("%s", lang.Tell(err, lang.EN))
	}
	return s
}
