package schedule

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"paiban/cmd/paiban/internal/apptest"
	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/planner"
	"paiban/internal/workcal"
)

const lastWeek = "rosters/2026-W47.xlsx"

func TestWrongUse(t *testing.T) {
	s := apptest.Shop(t, "recharge")
	for want, lines := range map[int][]string{
		cli.ExitUsage: {
			"design --grid 20m", "design --shifts 13", "design --week 48", "explain --week 48", "explain --week 2026-W47 " + lastWeek,
			"explain --why nobody " + lastWeek, "explain --why nobody:2026-11-16 " + lastWeek, "repair --price 0 " + lastWeek, "repair --max-changes -1 " + lastWeek,
			"repair --absent nobody:11-17 " + lastWeek, "repair --swap a:b " + lastWeek, "require --agents 3", "require --volume 10 --week 2026-W48",
			"require --calibrate x.csv -o y.csv", "require --queue q", "require --volume 10 --interval 90s", "require -o x.pdf", "solve --week 48",
			"export 2026-W47 --csv -o people.xlsx",
		},
		cli.ExitBadInput: {
			"check none.xlsx", "check people.xlsx", "export 2026-W50", "explain --fairness --week 2026-W50", "solve --start none.xlsx", "solve --problem none.json",
			"require --calibrate none.csv", "repair none.xlsx",
		},
	} {
		for _, line := range lines {
			if code, err := s.Run(t, New, strings.Fields(line)...); code != want || s.Out.Len() > 0 {
				t.Errorf("%s: exit code %d, want %d (%v); printed %q", line, code, want, err, s.Out)
			}
		}
	}
}

// What repair is asked in words comes to the planner as dates and names.
func TestRepairTask(t *testing.T) {
	s := apptest.New(t.TempDir())
	day := func(d int) workcal.Date { return workcal.DateOf(2026, 11, d) }
	o := repairOptions{absent: []string{"王芳:11-25..26:病假", "E07:11-27"}, swap: []string{"甲:乙:2026-11-28,11-30"}, from: "11-24", most: 2, pick: 1, price: 90, priced: true, out: "x.xlsx", force: true}
	got, err := o.task(s.App, day(23))
	if err != nil {
		t.Fatal(err)
	}
	from, price := day(24), int64(90)
	want := planner.RepairTask{
		Absences: []planner.Absence{{Person: "王芳", From: day(25), To: day(26), Kind: "病假"}, {Person: "E07", From: day(27), To: day(27)}},
		Swaps:    []planner.SwapDays{{A: "甲", B: "乙", From: day(28), To: day(28)}, {A: "甲", B: "乙", From: day(30), To: day(30)}},
		From:     &from, Price: &price, Most: 2, Pick: 1, Path: filepath.Join(s.Dir, "x.xlsx"), Force: true,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	o = repairOptions{price: 600}
	if got, err := o.task(s.App, day(23)); err != nil || got.Price != nil || got.From != nil {
		t.Errorf("nothing asked: %+v (%v)", got, err)
	}
}

// A generated roster breaks nothing and prints nothing; for machines it says so.
func TestCheck(t *testing.T) {
	s := apptest.Shop(t, "recharge")
	if code, err := s.Run(t, New, "check", lastWeek); code != cli.ExitOK || s.Out.Len() > 0 {
		t.Fatalf("exit code %d (%v):\n%s", code, err, s.Out)
	}
	s.JSON = true
	if code, err := s.Run(t, New, "check", lastWeek, "--all"); code != cli.ExitOK {
		t.Fatal(err)
	}
	var got struct {
		Schema string
		Files  []checkedJSON
	}
	if err := json.Unmarshal(s.Out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Files) != 1 || !got.Files[0].Generated || got.Files[0].Days != 7 || got.Files[0].Effect != nil || len(got.Files[0].Findings) == 0 {
		t.Errorf("%+v", got)
	}
	for _, f := range got.Files[0].Findings {
		if f.Hard {
			t.Errorf("%+v", f)
		}
	}
}

// Where files go that are exported: into exports/ by the title, or where -o says, which
// is a file for one format and else a folder.
func TestExportTargets(t *testing.T) {
	dir := t.TempDir()
	exports, named := filepath.Join(dir, "exports"), filepath.Join(dir, "out")
	pick := func(flags ...string) (asked []format) {
		for _, k := range formats {
			for _, f := range flags {
				if k.flag == f {
					asked = append(asked, k)
				}
			}
		}
		return asked
	}
	folder := formats[slices.IndexFunc(formats, func(k format) bool { return k.ext == "" })].flag // writes a folder
	there := filepath.Join(dir, "there.csv")
	if err := os.WriteFile(there, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		asked []format
		named string
		force bool
		want  []string // nil is an error
	}{
		{"all", formats, "", false, []string{
			filepath.Join(exports, "W_48.html"), filepath.Join(exports, "W_48.png"), filepath.Join(exports, "W_48.csv"), filepath.Join(exports, "W_48.xlsx"), filepath.Join(exports, "W_48")}},
		{"two in a folder", pick("html", folder), named, false, []string{filepath.Join(named, "W_48.html"), filepath.Join(named, "W_48")}},
		{"one file", pick("csv"), named + ".CSV", false, []string{named + ".CSV"}},
		{"a format that is a folder", pick(folder), named, false, []string{named}},
		{"another ending", pick("csv"), named + ".html", false, nil},
		{"a file that is there", pick("csv"), there, false, nil},
		{"replaced", pick("csv"), there, true, []string{there}},
	} {
		o := exportOptions{out: c.named, force: c.force}
		got, err := o.targets(c.asked, c.named, exports, "W 48")
		if (err == nil) != (c.want != nil) || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v (%v), want %v", c.name, got, err, c.want)
		}
	}
}

// A roster is exported as CSV, which names each person; without a Chinese font the
// picture alone is left out of all formats, and it alone is an error.
func TestExport(t *testing.T) {
	s := apptest.Shop(t, "recharge")
	if code, err := s.Run(t, New, "export", "2026-W47", "--csv"); code != cli.ExitOK {
		t.Fatal(err)
	}
	path := filepath.Join(s.Dir, "exports", "2026-W47.csv")
	data, err := os.ReadFile(path)
	if err != nil || strings.Count(string(data), "\n") < 7 || strings.TrimSpace(s.Out.String()) != path {
		t.Errorf("%s: %q (%v)", s.Out, data, err)
	}
	if code, err := s.Run(t, New, "export", "2026-W47", "--font", "none.ttf"); code != cli.ExitOK || strings.Contains(s.Out.String(), ".png") || s.Talk.Len() == 0 {
		t.Errorf("exit code %d (%v): %s, beside %s", code, err, s.Out, s.Talk)
	}
	if code, _ := s.Run(t, New, "export", "2026-W47", "--png", "--font", "none.ttf"); code != cli.ExitBadInput {
		t.Errorf("a picture without a font: exit code %d", code)
	}
}

// The calculator: 100 contacts of 3 minutes in half an hour are 10 Erlang, so more than
// 10 agents are needed.
func TestCalculate(t *testing.T) {
	s := apptest.New(t.TempDir())
	s.JSON = true
	var got requirement
	if code, err := s.Run(t, New, "require", "--volume", "100", "--aht", "180s"); code != cli.ExitOK {
		t.Fatal(err)
	}
	if err := json.Unmarshal(s.Out.Bytes(), &got); err != nil || got.Agents <= 10 || got.ServiceLevel < .8 {
		t.Errorf("%+v (%v)", got, err)
	}
	enough := got.Agents
	if code, err := s.Run(t, New, "require", "--volume", "100", "--aht", "180s", "--agents", "11"); code != cli.ExitOK {
		t.Fatal(err)
	}
	if err := json.Unmarshal(s.Out.Bytes(), &got); err != nil || got.Agents != 11 || enough > 11 && got.ServiceLevel >= .8 {
		t.Errorf("%+v (%v), enough are %d", got, err, enough)
	}
}
