package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"paiban/internal/workcal"
)

// TestFilesThatCount has one file of each kind that lies in such folders.
func TestFilesThatCount(t *testing.T) {
	root := testWorkspace(t, map[string]string{
		"d/hours.csv":                     "",
		"d/no-ending":                     "",
		"d/DECEMBER.XLSX":                 "",
		"d/.hidden.csv":                   "",
		"d/.paiban-123.tmp":               "",
		"d/.~lock.hours.xlsx#":            "",
		"d/~$hours.xlsx":                  "",
		"d/~WRL0001.tmp":                  "",
		"d/Thumbs.db":                     "",
		"d/desktop.ini":                   "",
		"d/hours.xlsx.crdownload":         "",
		"d/copy.tmp":                      "",
		"d/说明.txt":                        "",
		"d/README.md":                     "",
		"d/2026-W48.bak1.xlsx":            "",
		"d/2026-10.bak-20261120-160000.x": "",
		"d/history/2026-W48.xlsx":         "",
	})
	want := map[string]Reason{
		".hidden.csv": Hidden, ".paiban-123.tmp": Hidden, ".~lock.hours.xlsx#": Hidden,
		"~$hours.xlsx": Locked, "~WRL0001.tmp": Locked,
		"Thumbs.db": System, "desktop.ini": System,
		"hours.xlsx.crdownload": Unfinished, "copy.tmp": Unfinished,
		"说明.txt": Readme, "README.md": Readme,
		"2026-W48.bak1.xlsx": Backup, "2026-10.bak-20261120-160000.x": Backup,
		"history": Folder,
	}
	paths, left, err := FilesIn(filepath.Join(root, "d"))
	if err != nil {
		t.Fatal(err)
	}
	if got := bases(paths); !slices.Equal(got, []string{"DECEMBER.XLSX", "hours.csv", "no-ending"}) {
		t.Errorf("these count: %v", got)
	}
	for _, l := range left {
		name := filepath.Base(l.Path)
		if why, ok := want[name]; !ok || why != l.Why {
			t.Errorf("%s is left out for reason %d, want %d", name, l.Why, why)
		}
		if text := l.Text(); !strings.Contains(text.ZH, name) || !strings.Contains(text.EN, name) {
			t.Errorf("%s is not named: %v", name, text)
		}
		if l.Surprising() {
			t.Errorf("%s: nobody would take it for data", name)
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("not told: %v", want)
	}

	paths, left, err = FilesIn(filepath.Join(root, "d"), ".xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if got := bases(paths); !slices.Equal(got, []string{"DECEMBER.XLSX"}) {
		t.Errorf("of .xlsx these count: %v", got)
	}
	for _, name := range []string{"hours.csv", "no-ending"} {
		if !slices.ContainsFunc(left, func(l LeftOut) bool {
			return filepath.Base(l.Path) == name && l.Why == OtherKind && l.Surprising()
		}) {
			t.Errorf("%s is not told to be of another kind", name)
		}
	}

	if paths, left, err := FilesIn(filepath.Join(root, "none")); err != nil || len(paths)+len(left) > 0 {
		t.Errorf("a folder that is not there: %v, %v, %v", paths, left, err)
	}
}

func bases(paths []string) (names []string) {
	for _, p := range paths {
		names = append(names, filepath.Base(p))
	}
	return names
}

// TestRosterOfAWeek gives files their ages in minutes, the greatest the oldest. No two
// files say the same, so that each which does not count is told.
func TestRosterOfAWeek(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	w49 := workcal.WeekOf(w48.Monday() + 7)
	for name, c := range map[string]struct {
		ages  map[string]float64 // minutes
		want  []string           // in the order in which they are laid over each other
		of    string             // of W48
		left  []string           // surprisingly
		fixed bool               // W48 is a repair
	}{
		"the roster alone": {
			ages: map[string]float64{"2026-W48.xlsx": 5},
			want: []string{"2026-W48.xlsx"}, of: "2026-W48.xlsx",
		},
		"a repair is later than its roster": {
			ages: map[string]float64{"2026-W48.xlsx": 5, "2026-W48_repair1.xlsx": 1},
			want: []string{"2026-W48_repair1.xlsx"}, of: "2026-W48_repair1.xlsx", fixed: true, left: []string{"2026-W48.xlsx"},
		},
		"the roster was edited after the repair": {
			ages: map[string]float64{"2026-W48.xlsx": 1, "2026-W48_repair1.xlsx": 5},
			want: []string{"2026-W48.xlsx"}, of: "2026-W48.xlsx", left: []string{"2026-W48_repair1.xlsx"},
		},
		"a copy of the folder: the tenth repair is later than the ninth": {
			ages: map[string]float64{"2026-W48.xlsx": 1, "2026-W48_repair9.xlsx": 1, "2026-W48_repair10.xlsx": 1 + 1.0/60},
			want: []string{"2026-W48_repair10.xlsx"}, of: "2026-W48_repair10.xlsx", fixed: true, left: []string{"2026-W48.xlsx", "2026-W48_repair9.xlsx"},
		},
		"an older backup and a newer one do not count": {
			ages: map[string]float64{"2026-W48.xlsx": 5, "2026-W48.bak1.xlsx": 9, "2026-W48.bak2.xlsx": 1},
			want: []string{"2026-W48.xlsx"}, of: "2026-W48.xlsx",
		},
		"other sheets lie below the weeks, whatever their names": {
			ages: map[string]float64{"solo.xlsx": 1, "2026-W49.xlsx": 3, "2026-W48.xlsx": 5, "10月.xlsx": 2, "2026-11.xlsx": 1},
			want: []string{"10月.xlsx", "2026-11.xlsx", "solo.xlsx", "2026-W48.xlsx", "2026-W49.xlsx"}, of: "2026-W48.xlsx",
		},
		"another roster has repairs too": {
			ages: map[string]float64{"2026-W48.xlsx": 1, "solo.xlsx": 5, "solo_repair2.xlsx": 2},
			want: []string{"solo_repair2.xlsx", "2026-W48.xlsx"}, of: "2026-W48.xlsx", left: []string{"solo.xlsx"},
		},
		"a month sheet is not the roster of a week": {
			ages: map[string]float64{"2026-11.xlsx": 1},
			want: []string{"2026-11.xlsx"},
		},
		"a sheet of another kind is told": {
			ages: map[string]float64{"2026-W48.ods": 1},
			left: []string{"2026-W48.ods"},
		},
		"a roster may be CSV or an old workbook": {
			ages: map[string]float64{"2026-W48.csv": 1, "2026-W49.XLS": 1, "10月.csv": 1},
			want: []string{"10月.csv", "2026-W48.csv", "2026-W49.XLS"}, of: "2026-W48.csv",
		},
		"of two endings the file changed last counts": {
			ages: map[string]float64{"2026-W48.csv": 1, "2026-W48.xlsx": 5},
			want: []string{"2026-W48.csv"}, of: "2026-W48.csv", left: []string{"2026-W48.xlsx"},
		},
		"of two endings changed together the workbook counts": {
			ages: map[string]float64{"2026-W48.csv": 1, "2026-W48.xlsx": 1, "2026-W48.xls": 1},
			want: []string{"2026-W48.xlsx"}, of: "2026-W48.xlsx", left: []string{"2026-W48.csv", "2026-W48.xls"},
		},
		"the repair of a CSV roster": {
			ages: map[string]float64{"2026-W48.csv": 5, "2026-W48_repair1.xlsx": 1},
			want: []string{"2026-W48_repair1.xlsx"}, of: "2026-W48_repair1.xlsx", fixed: true, left: []string{"2026-W48.csv"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{}
			for f := range c.ages {
				files["rosters/"+f] = "what " + f + " says"
			}
			root := testWorkspace(t, files)
			for f, age := range c.ages {
				at := now.Add(-time.Duration(age * float64(time.Minute)))
				if err := os.Chtimes(filepath.Join(root, "rosters", f), at, at); err != nil {
					t.Fatal(err)
				}
			}
			r, err := RostersIn(root)
			if err != nil {
				t.Fatal(err)
			}
			if got := bases(r.Paths); !slices.Equal(got, c.want) {
				t.Errorf("these count: %v, want %v", got, c.want)
			}
			path, err := r.Of(w48)
			if (err == nil) != (c.of != "") || c.of != "" && filepath.Base(path) != c.of {
				t.Errorf("the roster of W48 is %s, %v; want %s", path, err, c.of)
			}
			if _, fixed := r.Repaired(w48); fixed != c.fixed {
				t.Errorf("a repair: %v, want %v", fixed, c.fixed)
			}
			notes := r.Notes(w48.Monday(), w48.Monday()+7)
			if len(notes) != len(c.left) {
				t.Errorf("%d notes %v, want one for each of %v", len(notes), notes, c.left)
			}
			for _, name := range c.left {
				if !slices.ContainsFunc(r.Left, func(l LeftOut) bool { return filepath.Base(l.Path) == name && l.Surprising() }) {
					t.Errorf("%s is not told", name)
				}
			}
			for _, week := range []workcal.Date{w48.Monday() - 7, w49.Monday()} {
				for _, n := range r.Notes(week, week+7) {
					if strings.Contains(n.EN, "W48") {
						t.Errorf("told in the week of %s: %s", week, n.EN)
					}
				}
			}
		})
	}
}

// Weeks come in order of time, not of name: week 9 of a year is before week 10, and the
// last week of 2026 before the first of 2027.
func TestWeeksThatHaveARoster(t *testing.T) {
	root := testWorkspace(t, map[string]string{
		"rosters/2027-W01.xlsx": "", "rosters/2026-W53.xlsx": "", "rosters/2026-W10.xlsx": "", "rosters/2026-W09_repair1.xlsx": "", "rosters/10月.xlsx": "",
	})
	r, err := RostersIn(root)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range r.Weeks() {
		got = append(got, w.String())
	}
	if want := []string{"2026-W09", "2026-W10", "2026-W53", "2027-W01"}; !slices.Equal(got, want) {
		t.Errorf("weeks %v, want %v", got, want)
	}
}

// Every roster that cannot be read is named at once: one is no workbook, two have no
// heading.
func TestRostersThatCannotBeRead(t *testing.T) {
	root := testWorkspace(t, map[string]string{"rosters/2026-W47.xlsx": "not a workbook"})
	for _, name := range []string{"2026-W48.xlsx", "10月.xlsx"} {
		workbook(t, filepath.Join(root, "rosters", name), []string{"班表"}, [][]any{{"备注"}, {"以后再填"}})
	}
	r, err := RostersIn(root)
	if err != nil {
		t.Fatal(err)
	}
	files, err := r.Read(0)
	if err == nil || len(files) != 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, path := range r.Paths {
		if !strings.Contains(err.Error(), filepath.Base(path)) {
			t.Errorf("%s is not named in\n%v", filepath.Base(path), err)
		}
	}
}

// TestInputsOfAWeek is what a roster rests on: other weeks' rosters up to its own,
// as they count, and nothing that is made of it.
func TestInputsOfAWeek(t *testing.T) {
	root := testWorkspace(t, map[string]string{
		"paiban.yaml": "", "people.csv": "", "leave.xlsx": "", "people.bak.csv": "", "notes.txt": "", ".paiban.lock": "",
		"inquiries/a.csv": "", "inquiries/说明.txt": "",
		"punches/2026-11/a.csv": "", "attendance/2026-10.xlsx": "",
		"rosters/10月.xlsx": "", "rosters/2026-W47.xlsx": "", "rosters/2026-W47.bak1.xlsx": "",
		"rosters/2026-W48.xlsx": "", "rosters/2026-W48_repair1.xlsx": "", "rosters/2026-W49.xlsx": "",
	})
	paths, err := InputFiles(root, w48)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range paths {
		rel, _ := filepath.Rel(root, p)
		got = append(got, filepath.ToSlash(rel))
	}
	want := []string{"leave.xlsx", "paiban.yaml", "people.csv", "inquiries/a.csv", "rosters/10月.xlsx", "rosters/2026-W47.xlsx"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestPunchMonths(t *testing.T) {
	root := testWorkspace(t, map[string]string{
		"punches/2026-11/a.csv": "", "punches/2026-10/~$b.xlsx": "", "punches/2026-10/b.xls": "", "punches/old/c.csv": "", "punches/2026-12": "",
	})
	months, err := PunchMonths(root)
	if err != nil || len(months) != 2 || months[0].String() != "2026-10" || months[1].String() != "2026-11" {
		t.Errorf("months %v, %v", months, err)
	}
	if paths, left, err := PunchFiles(root, months[0]); err != nil || !slices.Equal(bases(paths), []string{"b.xls"}) || len(left) != 1 {
		t.Errorf("files %v, left out %v, %v", paths, left, err)
	}
}
