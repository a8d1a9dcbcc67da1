package month

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/punchflags"
	"paiban/internal/lang"
	"paiban/internal/settlement"
	"paiban/internal/workcal"
)

// session is an app in a folder that holds the files given, by name, and what it says.
func session(t *testing.T, files map[string]string) (a *cli.App, out, talk *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, talk = &bytes.Buffer{}, &bytes.Buffer{}
	a = &cli.App{
		Stdin: strings.NewReader(""), Stdout: out, Stderr: talk, Dir: dir, Getenv: func(string) string { return "" },
		Now: func() time.Time { return time.Date(2026, time.November, 20, 16, 0, 0, 0, time.UTC) },
	}
	a.SetLang(lang.EN)
	return a, out, talk
}

const april = `Punch No,Name,Date,Shift,Times
7,Zhao Yi,2026-04-07,Early 08:00-17:00,08:05 17:02
7,Zhao Yi,2026-04-08,Early 08:00-17:00,07:55 17:02
8,Qian Er,2026-04-07,Early 08:00-17:00,07:58 17:10
8,Qian Er,2026-04-08,Early 08:00-17:00,
8,Qian Er,2047-02-30,,08:00
`

// shop is a workspace whose plan stands in the export.
var shop = map[string]string{
	"paiban.yaml":           "preset: recharge\nlang: en\nname: {zh: 小店, en: Shop}\n",
	"people.csv":            "工号,姓名,考勤号\nA7,Zhao Yi,7\nA8,Qian Er,8\n",
	"punches/2026-04/a.csv": april,
}

func TestFlags(t *testing.T) {
	a, _, _ := session(t, nil)
	var got Options
	c := newWith(a, func(_ context.Context, _ *cli.App, o Options) error { got = o; return nil })
	c.SetArgs([]string{"--month", "2026-10", "--punches", "a.csv", "--punches", "b,c.csv", "--map", "x=name", "-o", "out.xlsx", "--force", "--slips"})
	if err := c.Execute(); err != nil {
		t.Fatal(err)
	}
	if want := (Options{punchflags.Month{Month: "2026-10", Punches: []string{"a.csv", "b,c.csv"}, Map: "x=name"}, "out.xlsx", true, true}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	c.SetArgs([]string{"2026-10"})
	c.SetOut(io.Discard)
	c.SetErr(io.Discard)
	if err := c.Execute(); err == nil {
		t.Error("a month is taken as an argument")
	}
}

// A bare export: a line for every person, and what was written.
func TestBareExport(t *testing.T) {
	a, out, talk := session(t, map[string]string{"april.csv": april})
	o := Options{Month: punchflags.Month{Punches: []string{"april.csv"}}}
	if err := Run(t.Context(), a, o); err != nil {
		t.Fatal(err)
	}
	const want = "ID\tName\tDue\tAttended\tLate\tMinutes\tEarly\tMissing\tAbsent\tLeave\tOvertime\tBonus\tDeduction\tScore\tRank\tFlags\n" +
		"7\tZhao Yi\t2\t2\t1\t5\t0\t0\t0\t0\t0\t0\t0\t\t\t\n" +
		"8\tQian Er\t2\t1\t0\t0\t0\t0\t1\t0\t0\t0\t0\t\t\t\n"
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out, want)
	}
	for _, want := range []string{"1 lines of the punch files were not used", "attendance-2026-04.xlsx: 2 people, 1 questions to ask: Absence 1\n"} {
		if !strings.Contains(talk.String(), want) {
			t.Errorf("it says %q, want %q", talk, want)
		}
	}
	out.Reset()
	a.Tty = true // on a terminal nothing stands for none
	if err := Run(t.Context(), a, o); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "0") {
		t.Errorf("%s", out)
	}
}

// The workspace's workbook is written; one that was edited is not, unless by force,
// which keeps a copy and says where.
func TestWorkspace(t *testing.T) {
	a, out, talk := session(t, shop)
	if err := Run(t.Context(), a, Options{}); err != nil {
		t.Fatal(err)
	}
	book := filepath.Join(a.Dir, "attendance", "2026-04.xlsx")
	f, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	_ = f.SetCellValue("Summary", "D4", 99)
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	f.Close()
	out.Reset()
	err = Run(t.Context(), a, Options{})
	if cli.ExitCode(err) != cli.ExitBadInput || !strings.Contains(lang.Tell(err, lang.EN), "--force") || out.Len() > 0 {
		t.Errorf("%v; it prints %q", err, out)
	}
	a.JSON = true
	if err := Run(t.Context(), a, Options{Force: true}); err != nil {
		t.Fatal(err)
	}
	var head struct{ Schema, Month, File, Preset string }
	if err := json.Unmarshal(out.Bytes(), &head); err != nil {
		t.Fatal(err)
	}
	if head.Schema != "paiban.month/1" || head.Month != "2026-04" || head.File != book || head.Preset != "recharge" {
		t.Errorf("%+v", head)
	}
	a.JSON = false
	put := filepath.Join(a.Dir, "out.xlsx")
	if err := os.WriteFile(put, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	talk.Reset()
	if err := Run(t.Context(), a, Options{Output: "out.xlsx", Force: true}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(talk.String(), " is kept as out.bak-20261120-160000.xlsx\n") {
		t.Errorf("it says %q", talk)
	}
}

// What is wrong, and the exit code that says so. Nothing is written.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		o    Options
		code int
		said string
	}{
		{"no month", Options{Month: punchflags.Month{Month: "2026-13", Punches: []string{"april.csv"}}}, cli.ExitUsage, "--month"},
		{"over the export", Options{Month: punchflags.Month{Punches: []string{"april.csv"}}, Output: "april.csv"}, cli.ExitUsage, "april.csv"},
		{"no such meaning of a column", Options{Month: punchflags.Month{Punches: []string{"april.csv"}, Map: "Name=who"}}, cli.ExitUsage, "name, id, punch_no"},
		{"no workspace and no export", Options{}, cli.ExitBadInput, "--punches"},
		{"no such export", Options{Month: punchflags.Month{Punches: []string{"none.csv"}}}, cli.ExitBadInput, "there is no file"},
	} {
		a, out, _ := session(t, map[string]string{"april.csv": april})
		err := Run(t.Context(), a, c.o)
		if cli.ExitCode(err) != c.code || !strings.Contains(lang.Tell(err, lang.EN), c.said) {
			t.Errorf("%s: exit code %d: %v", c.name, cli.ExitCode(err), err)
		}
		if books, _ := filepath.Glob(filepath.Join(a.Dir, "*.xlsx")); books != nil || out.Len() > 0 {
			t.Errorf("%s: %v is written, %q printed", c.name, books, out)
		}
	}
}

// Ctrl-C: exit code 130, nothing written.
func TestInterrupted(t *testing.T) {
	a, _, _ := session(t, shop)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Run(ctx, a, Options{}); cli.ExitCode(err) != cli.ExitInterrupted {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(filepath.Join(a.Dir, "attendance")); !os.IsNotExist(err) {
		t.Error("something is written")
	}
}

// Of many flags ten are told one by one; the questions are counted by kind.
func TestTell(t *testing.T) {
	a, _, talk := session(t, nil)
	s := &settlement.Settled{Month: workcal.Month{Year: 2026, Month: 4}, Path: filepath.Join(a.Dir, "x.xlsx"), Notes: []lang.Text{lang.Same("known")}, Sheet: &attendance.Sheet{
		Flags: []attendance.Flag{{Text: lang.Same("unlawful")}},
		People: []attendance.Month{
			{Person: attendance.Person{ID: "1"}, Flags: make([]attendance.Flag, 9)},
			{Person: attendance.Person{ID: "2", Name: "Li"}, Flags: make([]attendance.Flag, 4), Days: []attendance.Day{{About: attendance.AboutAbsence}, {About: attendance.AboutMissing}, {About: attendance.AboutMissing}}},
		},
	}}
	tell(a, s)
	said := talk.String()
	if !strings.HasPrefix(said, "note: known\nwarning: unlawful\nflag: 1, ") || strings.Count(said, "flag: ") != 10 || strings.Count(said, "flag: Li") != 1 ||
		!strings.Contains(said, "3 more flags") || !strings.HasSuffix(said, "Wrote x.xlsx: 2 people, 3 questions to ask: Punch missing 2, Absence 1\n") {
		t.Errorf("%s", said)
	}
}
