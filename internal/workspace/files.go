package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// The folders of a workspace.
const (
	inquiriesDir = "inquiries" // counts of past inquiries
	punchesDir   = "punches"   // a folder of exports for each month
	serviceDir   = "service"   // a folder of agents' reports for each month
	rostersDir   = "rosters"
	forecastsDir = "forecasts" // figures set by hand, forecasts of others
)

// Reason says why a file in a folder of the workspace does not count.
type Reason int

// The reasons, in the order in which they are looked for.
const (
	Folder     Reason = iota // a folder inside the folder
	Hidden                   // .name: hidden files, and those that paiban is writing
	Locked                   // ~$name: Excel's and WPS's lock files, and what Word leaves
	System                   // Windows's own: Thumbs.db, desktop.ini
	Unfinished               // a download or copy that is not complete
	Readme                   // the notes that paiban init leaves: 说明.txt, README.txt
	Backup                   // NAME.bak1.xlsx, NAME.bak-20261120-160000.xlsx: kept by --force
	OtherKind                // not of the kind that the folder is read for
	Superseded               // another file of the same roster was changed later
)

// LeftOut is a file that does not count, and why.
type LeftOut struct {
	Path string // of the file
	Why  Reason
	For  string // Superseded: the path of the file that counts instead
}

// Surprising reports whether somebody could believe that the file counts, so
// that a command should tell of it: one of a kind that is not read, and one of two
// files of a roster that do not say the same.
func (l LeftOut) Surprising() bool {
	return l.Why == OtherKind || l.Why == Superseded && l.Differ()
}

// Text tells in one sentence why the file does not count.
func (l LeftOut) Text() lang.Text {
	name := filepath.Base(l.Path)
	switch l.Why {
	case Folder:
		return lang.F("%s 是文件夹，里面的文件不读", "%s is a folder; the files in it are not read", name)
	case Hidden:
		return lang.F("%s 是隐藏文件，不读", "%s is a hidden file and is not read", name)
	case Locked:
		return lang.F("%s 是 Office 的临时文件，不读", "%s is a temporary file of Office and is not read", name)
	case System:
		return lang.F("%s 是 Windows 的系统文件，不读", "%s is a file of Windows and is not read", name)
	case Unfinished:
		return lang.F("%s 没有下载或复制完，不读", "%s is an unfinished download or copy and is not read", name)
	case Readme:
		return lang.F("%s 是说明，不读", "%s is a note and is not read", name)
	case Backup:
		return lang.F("%s 是备份，不读", "%s is a backup and is not read", name)
	case OtherKind:
		return lang.F("%s 不是 .xlsx、.xls 或 .csv 文件，没有读；另存为 .xlsx 再放进来", "%s is no .xlsx, .xls or .csv file and is not read; save it as .xlsx", name)
	case Superseded:
		return l.supersededText()
	}
	panic("unknown reason")
}

// FilesIn lists the files of a folder that count, as paths in order of name, and
// those that do not with the reason. Every command that reads a whole folder of a
// workspace reads this list. kinds are the endings that the folder is read for,
// such as ".xlsx"; none means any. A folder that does not exist is empty.
func FilesIn(dir string, kinds ...string) (paths []string, left []LeftOut, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, lang.Errorf("读不了 %s", "cannot read %s", dir).Because(err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if why, out := leaveOut(e, kinds); out {
			left = append(left, LeftOut{Path: path, Why: why})
			continue
		}
		paths = append(paths, path)
	}
	return paths, left, nil
}

// leaveOut says whether an entry of a folder does not count, and why.
func leaveOut(e fs.DirEntry, kinds []string) (Reason, bool) {
	name := strings.ToLower(e.Name())
	ext, stem := filepath.Ext(name), withoutKind(name)
	switch {
	case e.IsDir():
		return Folder, true
	case strings.HasPrefix(name, "."):
		return Hidden, true
	case strings.HasPrefix(name, "~"):
		return Locked, true
	case name == "thumbs.db" || name == "desktop.ini":
		return System, true
	case ext == ".tmp" || ext == ".part" || ext == ".crdownload":
		return Unfinished, true
	case strings.HasPrefix(stem, "说明") || strings.HasPrefix(stem, "readme"):
		return Readme, true
	case strings.Contains(name, ".bak"):
		return Backup, true
	}
	return OtherKind, len(kinds) > 0 && !slices.Contains(kinds, ext)
}

// InputFiles lists the files that the roster of a week is planned from: settings,
// staff, leave, events, holidays, inquiries, what changes the forecast, and the rosters
// up to that week.
// Punches, later rosters and what is made of the roster are not among them. Paths
// are below root, in a fixed order.
func InputFiles(root string, week workcal.Week) (paths []string, err error) {
	top, _, err := FilesIn(root)
	if err != nil {
		return nil, err
	}
	tables := []string{PeopleFile.Name, LeaveFile.Name, AvailabilityFile.Name, EventsFile.Name, HolidaysFile.Name}
	for _, path := range top {
		base := filepath.Base(path)
		if base == ConfigFile || slices.ContainsFunc(tables, func(t string) bool { return withoutKind(t) == withoutKind(base) }) {
			paths = append(paths, path)
		}
	}
	inquiries, _, err := FilesIn(filepath.Join(root, inquiriesDir))
	if err != nil {
		return nil, err
	}
	changes, _, err := FilesIn(filepath.Join(root, forecastsDir))
	if err != nil {
		return nil, err
	}
	rosters, err := RostersIn(root)
	if err != nil {
		return nil, err
	}
	return slices.Concat(paths, inquiries, changes, rosters.before(week)), nil
}

// PunchMonths lists the months that have a folder in punches/, the earliest first.
func PunchMonths(root string) (months []workcal.Month, err error) {
	_, left, err := FilesIn(filepath.Join(root, punchesDir))
	for _, l := range left {
		if m, err := workcal.ParseMonth(filepath.Base(l.Path)); err == nil && l.Why == Folder {
			months = append(months, m)
		}
	}
	return months, err // in order of name, which is theirs
}

// PunchFiles lists the punch files of a month, see [FilesIn].
func PunchFiles(root string, month workcal.Month) (paths []string, left []LeftOut, err error) {
	return FilesIn(filepath.Join(root, punchesDir, month.String()))
}

// ServiceFiles lists the reports on agents' work in a month, see [FilesIn].
func ServiceFiles(root string, month workcal.Month) (paths []string, left []LeftOut, err error) {
	return FilesIn(filepath.Join(root, serviceDir, month.String()))
}

// withoutKind returns the name of a file without its ending.
func withoutKind(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }
