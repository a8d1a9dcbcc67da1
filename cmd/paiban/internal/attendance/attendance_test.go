package attendance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
)

// run runs a command of the group in a folder that holds the files given, by name.
func run(t *testing.T, files map[string]string, args ...string) (a *cli.App, stdout, stderr string, err error) {
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
	var out, talk bytes.Buffer
	a = &cli.App{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &talk, Dir: dir, Getenv: func(string) string { return "" },
		Now: func() time.Time { return time.Date(2026, time.November, 20, 16, 0, 0, 0, time.UTC) },
	}
	a.SetLang(lang.EN)
	c := New(a)
	c.PersistentFlags().BoolVar(&a.JSON, "json", false, "")
	c.SilenceErrors, c.SilenceUsage = true, true
	c.SetArgs(args)
	c.SetOut(io.Discard)
	c.SetErr(io.Discard)
	err = c.ExecuteContext(t.Context())
	return a, out.String(), talk.String(), err
}

const clock = `Name,Punch No,Date time
Zhao Yi,7,2026-10-01 08:05:10
Zhao Yi,7,2026-10-01 18:01:00
Qian Er,8,2026-10-02 00:10:00
Qian Er,8,yesterday
`

func TestImport(t *testing.T) {
	_, out, talk, err := run(t, map[string]string{"clock.csv": clock}, "import", "clock.csv")
	const want = "Name\tID\tPunch No\tDate\tTime\tSource\tPlace\n" +
		"Zhao Yi\t\t7\t2026-10-01\t08:05\tclocked\tclock.csv:2:C\n" +
		"Zhao Yi\t\t7\t2026-10-01\t18:01\tclocked\tclock.csv:3:C\n" +
		"Qian Er\t\t8\t2026-10-02\t00:10\tclocked\tclock.csv:4:C\n"
	if err != nil || out != want {
		t.Errorf("%v: %s\nwant\n%s", err, out, want)
	}
	for _, want := range []string{"clock.csv: list of people and times, 2 people, 3 punches, 0 planned person-days", `not used: clock.csv:5:C: "yesterday"`} {
		if !strings.Contains(talk, want) {
			t.Errorf("it says %q, want %q", talk, want)
		}
	}
}

// The list of punches is written into its place in the JSON of each file, which stays
// well-formed whether a file has any or none.
func TestImportJSON(t *testing.T) {
	_, out, talk, err := run(t, map[string]string{"a.csv": clock, "b.csv": "Punch No,Name,Date,Shift,Times\n9,Sun San,2026-10-01,Early 08:00-17:00,\n", "c.csv": clock}, "import", "a.csv", "b.csv", "c.csv", "--json")
	if err != nil || talk != "" {
		t.Fatalf("%v, %s", err, talk)
	}
	var got struct {
		Schema string
		Files  []struct {
			File    string
			People  []struct{ Name string }
			Punches []struct {
				Person int
				At     string
				Where  string
			}
			Dropped []struct{ Where string }
		}
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got.Schema != "paiban.attendance.import/1" || len(got.Files) != 3 {
		t.Fatalf("%s", out)
	}
	for i, want := range []struct{ punches, dropped int }{{3, 1}, {0, 0}, {3, 1}} {
		f := got.Files[i]
		if len(f.Punches) != want.punches || f.Punches == nil || len(f.Dropped) != want.dropped || f.Dropped == nil {
			t.Errorf("%s has %d punches and %d lines not used, want %+v", f.File, len(f.Punches), len(f.Dropped), want)
		}
	}
	if p := got.Files[2].Punches[2]; p.Person != 1 || p.At != "2026-10-02 00:10" || p.Where != "c.csv:4:C" {
		t.Errorf("%+v", p)
	}
	// It is as the encoder would indent it.
	var plain bytes.Buffer
	if err := json.Indent(&plain, []byte(out), "", "  "); err != nil || plain.String() != out {
		t.Errorf("%v: it is not indented alike", err)
	}
}

// Of many lines that are not used, twenty are told one by one.
func TestImportOfManyBadLines(t *testing.T) {
	bad := clock
	for i := range 30 {
		bad += fmt.Sprintf("Qian Er,8,odd %d\n", i)
	}
	_, _, talk, err := run(t, map[string]string{"clock.csv": bad}, "import", "clock.csv")
	if err != nil || strings.Count(talk, "not used:") != 20 || !strings.Contains(talk, " 11 more lines not used") {
		t.Errorf("%v: %s", err, talk)
	}
}

func TestImportByColumns(t *testing.T) {
	odd := map[string]string{"odd.csv": "Clerk,Which day,What time\nZhao Yi,2026-10-01,08:05\n"}
	if _, _, _, err := run(t, odd, "import", "odd.csv"); cli.ExitCode(err) != cli.ExitBadInput {
		t.Errorf("an unknown layout: %v", err)
	}
	if _, out, _, err := run(t, odd, "import", "odd.csv", "--map", "Clerk=name，Which day = date,What time=time"); err != nil || !strings.Contains(out, "\nZhao Yi\t\t\t2026-10-01\t08:05\t") {
		t.Errorf("%v: %s", err, out)
	}
	if _, _, _, err := run(t, odd, "import", "odd.csv", "--map", "Clerk=who"); cli.ExitCode(err) != cli.ExitUsage {
		t.Errorf("no such meaning: %v", err)
	}
}

// DingTalk's daily sheet with its own results, of which one is wrong: exit code 4.
func TestAudit(t *testing.T) {
	daily := map[string]string{"daily.csv": `每日统计表 统计日期：2026-04-01 至 2026-04-02,,,,,,,,,,,,
姓名,UserId,日期,班次,上班1打卡时间,上班1打卡结果,下班1打卡时间,下班1打卡结果,关联的审批单,出勤天数,迟到时长,早退时长,旷工天数
Zhao Yi,u1,26-04-01 星期三,早 08:00-17:00,07:58,正常,17:01,正常,,1,0,0,0
Zhao Yi,u1,26-04-02 星期四,早 08:00-17:00,08:05,迟到,17:01,正常,,1,9,0,0
`, "clock.csv": clock}
	_, out, talk, err := run(t, daily, "audit", "daily.csv")
	if cli.ExitCode(err) != cli.ExitViolations || !strings.Contains(out, "late minutes\t2\t1\t1\n") || !strings.Contains(out, "\nZhao Yi\t2026-04-02\tlate minutes\t9\t5\t") {
		t.Errorf("%v: %s", err, out)
	}
	if !strings.Contains(talk, "2 person-days, 1 differences") || !strings.Contains(talk, "inferred: ") {
		t.Errorf("it says %q", talk)
	}
	_, out, _, err = run(t, daily, "audit", "daily.csv", "--json")
	var got struct {
		PersonDays int `json:"person_days"`
	}
	if json.Unmarshal([]byte(out), &got) != nil || got.PersonDays != 2 || cli.ExitCode(err) != cli.ExitViolations {
		t.Errorf("%v: %s", err, out)
	}
	if _, _, _, err := run(t, daily, "audit", "clock.csv"); cli.ExitCode(err) != cli.ExitBadInput {
		t.Errorf("nothing to audit: %v", err)
	}
}

// shop scores people; its workbook of the month is there already and is no workbook.
var shop = map[string]string{
	"paiban.yaml":             "preset: wangdian\nlang: en\nname: {zh: 小店, en: Shop}\n",
	"people.csv":              "工号,姓名,考勤号\nA7,Zhao Yi,7\nA8,Qian Er,8\n",
	"punches/2026-04/a.csv":   "Punch No,Name,Date,Shift,Times\n7,Zhao Yi,2026-04-07,Early 08:00-17:00,08:05 17:02\n8,Qian Er,2026-04-07,Early 08:00-17:00,07:58 17:02\n",
	"attendance/2026-04.xlsx": "mine",
}

// Score and export settle a month as month does and write nothing, so that nothing
// stands in their way.
func TestScoreAndExportWriteNothing(t *testing.T) {
	for _, c := range []struct {
		command string
		want    []string
	}{
		{"score", []string{"\nA7\tZhao Yi\t\tScore, rank 2\t19\t\t\t\n", "\nA8\tQian Er\t\tScore, rank 1\t20\t\t\t\n", "A7\tZhao Yi\t2026-04-07\t"}},
		{"export", []string{"\nA7\tZhao Yi\t2026-04-07\tEarly\t08:00-17:00\t08:05 17:02\tlate\t1\t1\t5\t0\t0\t0\t0\t0\t0\t1\t"}},
	} {
		a, out, talk, err := run(t, shop, c.command)
		if err != nil || talk != "" {
			t.Fatalf("%s: %v, %s", c.command, err, talk)
		}
		for _, want := range c.want {
			if !strings.Contains(strings.ToLower(out), strings.ToLower(want)) {
				t.Errorf("%s prints %s, want %q", c.command, out, want)
			}
		}
		if mine, _ := os.ReadFile(filepath.Join(a.Dir, "attendance", "2026-04.xlsx")); string(mine) != "mine" {
			t.Errorf("%s has written", c.command)
		}
		_, out, _, err = run(t, shop, c.command, "--month", "2026-04", "--json")
		if err != nil || !strings.HasPrefix(out, "{\n  \"schema\": \"paiban.month/1\",\n  \"month\": \"2026-04\"") {
			t.Errorf("%s --json: %v: %.100s", c.command, err, out)
		}
	}
	if _, _, _, err := run(t, nil, "score"); cli.ExitCode(err) != cli.ExitBadInput {
		t.Errorf("no workspace: %v", err)
	}
}
