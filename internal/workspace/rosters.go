package workspace

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// Rosters says which files of rosters/ count. The rule, for every command:
//
//   - rosters/2026-W48.xlsx and its repairs 2026-W48_repair1.xlsx,
//     2026-W48_repair2.xlsx, … are one roster. The file that was changed last is
//     the roster; the others do not count. Of files that were changed within two
//     seconds of each other, as after a copy of the whole folder, the repair with
//     the greater number is the later one. The same holds for any other name and
//     its repairs.
//   - A roster may be .xlsx, .xls or .csv. Of files that differ in the ending alone
//     the one changed last is the roster, of those changed together the first in this
//     order.
//   - Any other workbook, such as the month sheet 10月.xlsx, speaks of the days in
//     its headings. On a day of which a file named for its week speaks too, the
//     week's file counts; of two others, the one whose name sorts last.
//   - Backups never count, nor does anything else that [FilesIn] leaves out.
type Rosters struct {
	Paths []string // those that count; of several that speak of a day the last one counts
	Left  []LeftOut

	weeks map[workcal.Week]string // path of the roster of each week

	who func(name string) (id string, ok bool) // knows the people of rosters without IDs; nil where there is no staff
}

// rosterKinds are the endings of rosters; the first is that of those that are written.
var rosterKinds = []string{".xlsx", ".xls", ".csv"}

const (
	// sameTime is how far apart the times of two files may be that were written
	// together: FAT and zip archives count in steps of two seconds.
	sameTime = 2 * time.Second
)

var repairName = regexp.MustCompile(`_repair(\d+)$`)

// BaseName returns the name, without ending, of the roster that a file holds: its
// own, less the _repairN of a repair. n is the number of the repair, 0 for none.
func BaseName(path string) (base string, n int) {
	base = withoutKind(filepath.Base(path))
	if m := repairName.FindStringSubmatch(base); m != nil {
		n, _ = strconv.Atoi(m[1])
		base = strings.TrimSuffix(base, m[0])
	}
	return base, n
}

// RosterPath returns where the roster of a week is written.
func RosterPath(root string, week workcal.Week) string {
	return filepath.Join(root, rostersDir, week.String()+rosterKinds[0])
}

// Rosters lists the rosters of the workspace.
func (w *Workspace) Rosters() (*Rosters, error) {
	r, err := RostersIn(w.Root)
	if err == nil {
		r.who = w.idOfName
	}
	return r, err
}

// idOfName returns the ID of the only person with a name.
func (w *Workspace) idOfName(name string) (id string, ok bool) {
	i, err := w.PersonByWord(name)
	if err != nil {
		return "", false
	}
	return w.People[i].ID, true
}

// RostersIn lists the rosters of the workspace at root by their names and times;
// it opens none of them.
func RostersIn(root string) (*Rosters, error) {
	paths, left, err := FilesIn(filepath.Join(root, rostersDir), rosterKinds...)
	if err != nil {
		return nil, err
	}
	versions := map[string][]version{}
	for _, path := range paths {
		base, n := BaseName(path)
		v := version{path: path, repair: n}
		if info, err := os.Stat(path); err == nil {
			v.changed = info.ModTime()
		} // else reading it tells what is wrong
		versions[base] = append(versions[base], v)
	}
	r := &Rosters{Left: left, weeks: map[workcal.Week]string{}}
	var weeks []workcal.Week
	for _, path := range paths {
		base, _ := BaseName(path)
		all := versions[base]
		if all == nil {
			continue // told already
		}
		delete(versions, base)
		current := latest(all)
		for _, v := range all {
			if v.path != current.path {
				r.Left = append(r.Left, LeftOut{Path: v.path, Why: Superseded, For: current.path})
			}
		}
		if week, err := workcal.ParseWeek(base); err == nil {
			r.weeks[week] = current.path
			weeks = append(weeks, week)
		} else {
			r.Paths = append(r.Paths, current.path)
		}
	}
	slices.Sort(r.Paths)
	slices.SortFunc(weeks, byMonday)
	for _, week := range weeks {
		r.Paths = append(r.Paths, r.weeks[week])
	}
	return r, nil
}

// version is one file of a roster that was repaired.
type version struct {
	path    string
	repair  int // 0 is the roster itself
	changed time.Time
}

// latest returns the version that was changed last; of those changed within
// sameTime of it, the repair with the greatest number, and of those the first kind.
func latest(all []version) version {
	last := slices.MaxFunc(all, func(v, o version) int { return v.changed.Compare(o.changed) })
	for _, v := range all {
		if last.changed.Sub(v.changed) <= sameTime && (v.repair > last.repair || v.repair == last.repair && kindOf(v.path) < kindOf(last.path)) {
			last.path, last.repair = v.path, v.repair
		}
	}
	return last
}

// kindOf is the place of a roster's ending among rosterKinds.
func kindOf(path string) int { return slices.Index(rosterKinds, strings.ToLower(filepath.Ext(path))) }

// Written reports whether a roster is of the kind that is written.
func Written(path string) bool { return kindOf(path) == 0 }

func byMonday(v, w workcal.Week) int { return cmp.Compare(v.Monday(), w.Monday()) }

// Weeks returns the weeks that have a roster, the earliest first.
func (r *Rosters) Weeks() (weeks []workcal.Week) {
	for w := range r.weeks {
		weeks = append(weeks, w)
	}
	slices.SortFunc(weeks, byMonday)
	return weeks
}

// Of returns the path of the roster of a week. Its error says how to make one.
func (r *Rosters) Of(week workcal.Week) (string, error) {
	path, ok := r.weeks[week]
	if !ok {
		return "", lang.Errorf("还没有 %s 的班表", "there is no roster of %s yet", week).
			WithHint("先运行 paiban week --week %s，或写出班表文件", "run paiban week --week %s first, or name a file", week)
	}
	return path, nil
}

// before returns the paths of the rosters that count, those of the week and of later
// ones left out, in order of name.
func (r *Rosters) before(week workcal.Week) (paths []string) {
	for _, path := range r.Paths {
		base, _ := BaseName(path)
		if of, err := workcal.ParseWeek(base); err != nil || of.Monday() < week.Monday() {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// Repaired returns the path of the roster of a week where it is a repair.
func (r *Rosters) Repaired(week workcal.Week) (path string, ok bool) {
	path = r.weeks[week]
	_, n := BaseName(path)
	return path, n > 0
}

// Instead returns the file of the same roster that counts instead of the one at path,
// where there is one.
func (r *Rosters) Instead(path string) (by string, ok bool) {
	mine, err := os.Stat(path)
	if err != nil {
		return "", false
	}
	for _, l := range r.Left {
		if l.Why != Superseded {
			continue
		}
		if other, err := os.Stat(l.Path); err == nil && os.SameFile(mine, other) {
			return l.For, true
		}
	}
	return "", false
}

// Notes tells which files of rosters/ do not count though somebody could believe
// it, those of weeks that lie wholly outside the days [from, to) left out.
func (r *Rosters) Notes(from, to workcal.Date) (notes []lang.Text) {
	for _, l := range r.Left {
		base, _ := BaseName(l.Path)
		if week, err := workcal.ParseWeek(base); err == nil && (week.Monday() >= to || week.Monday()+7 <= from) {
			continue
		}
		if l.Surprising() {
			notes = append(notes, l.Text())
		}
	}
	return notes
}

// HistoryNotes is Notes of the days before start that a roster which begins there
// looks back to.
func (r *Rosters) HistoryNotes(start workcal.Date) []lang.Text {
	return r.Notes(start-PastDays, start)
}

// Read reads the rosters that count, in the order of Paths, each sheet of other days for
// itself. near is a day near those that are asked for: a year that a file does not name
// is the one nearest to it. Its error is a table.Problems that names every file which
// cannot be read.
func (r *Rosters) Read(near workcal.Date) (files []*report.RosterFile, err error) {
	var problems table.Problems
	for _, path := range r.Paths {
		read, err := readRosters(path, near)
		var all table.Problems
		switch {
		case errors.As(err, &all):
			problems = append(problems, all...)
		case err != nil:
			addError(&problems, filepath.Base(path), err)
		default:
			for _, f := range read {
				if r.who != nil {
					f.Identify(r.who)
				}
			}
			files = append(files, read...)
		}
	}
	return files, problems.Err()
}

func readRosters(path string, near workcal.Date) ([]*report.RosterFile, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	return report.ReadRosters(book, near)
}

// ReadRoster reads the roster workbook at path, its first sheet that is one. A year that
// it does not name is the one nearest to the day on which the file was changed last.
func ReadRoster(path string) (*report.RosterFile, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	return report.ReadRoster(book, near(path))
}
