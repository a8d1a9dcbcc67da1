package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// ConfigFile is the name of the file that makes a folder a workspace.
const ConfigFile = "paiban.yaml"

// Workspace is a user's folder, read.
type Workspace struct {
	Root     string
	Today    workcal.Date // of the clock; 0 where it does not say
	Config   *Config
	Lang     lang.Lang // of roster cells and workbooks; the configuration's where it names one
	LangSet  bool      // the configuration names a language
	Calendar *workcal.Calendar

	People       []Person
	Leave        []Leave
	Requests     []Request
	Swaps        []Swap
	Corrections  []Correction
	Daily        []DailyLeave
	Availability []Availability
	Overtime     []Overtime
	Events       []forecast.Event
	ByHand       []HandEntry           // the rows of forecasts/adjustments.csv
	Adjustments  []forecast.Adjustment // what they change, in order

	unstaffed bool        // an empty staff list is not an error
	states    []int       // columns of states and results of the list that is being read, besides its status
	stray     []lang.Text // what to tell of files that a forecast does not read
	noStaff   bool        // the staff list cannot be read in full, so People may lack somebody

	// Notes tell what was left out while reading, and why.
	Notes []lang.Text

	noteDays [][2]workcal.Date // the days that each of Notes is about, half-open; zero is all
}

// Find returns the workspace that dir lies in: the nearest folder upwards that
// contains paiban.yaml.
func Find(dir string) (root string, err error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for d := abs; ; d = filepath.Dir(d) {
		info, err := os.Stat(filepath.Join(d, ConfigFile))
		if err == nil && !info.IsDir() {
			return d, nil
		}
		if d == filepath.Dir(d) {
			none := lang.Errorf("%s 和它的上级文件夹里都没有 %s", "neither %s nor any folder above it contains %s", abs, ConfigFile)
			if name := misnamed(abs); name != "" {
				return "", none.WithHint("这里有 %s：把它改名为 %s（先让系统显示文件扩展名）", "there is %s: rename it to %s, with the endings of file names shown", name, ConfigFile).Because(fs.ErrNotExist)
			}
			return "", none.WithHint("到工作文件夹里运行，或先用 paiban init 新建一个", "run it inside a workspace, or make one with: paiban init DIR --preset NAME").Because(fs.ErrNotExist)
		}
	}
}

// otherNames are what editors and systems make of the name of paiban.yaml: another
// ending, one more, a number or a word of a copy.
var otherNames = regexp.MustCompile(`(?i)^paiban(\s*-?\s*(\(\d+\)|（\d+）|副本|复制|copy))*(\.ya?ml)?(\.(txt|ya?ml|bak))?$`)

// misnamed returns the file in dir that is paiban.yaml under another name, "" where there
// is none.
func misnamed(dir string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "" // only a hint hangs on it
	}
	for _, e := range entries {
		if e.Type().IsRegular() && strings.Contains(e.Name(), ".") && otherNames.MatchString(e.Name()) {
			return e.Name()
		}
	}
	return ""
}

var langLine = regexp.MustCompile(`(?m)^\x{feff}?lang:[ \t]*["']?([A-Za-z_-]+)`)

// Language returns the language that paiban.yaml of the workspace at root names.
// It reads nothing else of the file, so that errors in the file can be reported in
// that language.
func Language(root string) (lang.Lang, bool) {
	src, err := readYAML(filepath.Join(root, ConfigFile))
	if m := langLine.FindSubmatch(src); err == nil && m != nil {
		return lang.Parse(string(m[1]))
	}
	return 0, false
}

// readText reads a YAML file. It refuses devices and pipes, which may never end or
// never begin, and files larger than any that people write.
func readText(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, lang.Errorf("读不了 %s", "cannot read %s", path).Because(err)
	case info.IsDir():
		return nil, lang.Errorf("%s 是文件夹", "%s is a folder", path).WithHint("指明里面的文件", "name a file in it")
	case !info.Mode().IsRegular():
		return nil, lang.Errorf("%s 不是普通文件", "%s is not a regular file", path).WithHint("换成一个普通的文件", "put a regular file in its place")
	case info.Size() > maxConfig:
		return nil, lang.Errorf("%s 有 %d 字节，超过 %d", "%s has %d bytes, more than %d", filepath.Base(path), info.Size(), maxConfig).
			WithHint("只写与预设不同的地方", "write only what differs from the preset")
	}
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, lang.Errorf("读不了 %s", "cannot read %s", path).Because(err)
	}
	return src, nil
}

// readYAML reads a YAML file in whatever code it was saved: a text editor of Chinese
// Windows may write GBK, and what PowerShell prints into a file is UTF-16.
func readYAML(path string) ([]byte, error) {
	src, err := readText(path)
	if err != nil {
		return nil, err
	}
	text, ok := table.Text(src)
	if !ok {
		return nil, lang.Errorf("%s 的编码读不出来", "the encoding of %s is not understood", filepath.Base(path)).
			WithHint("用 UTF-8 另存一次", "save it as UTF-8")
	}
	return []byte(strings.TrimPrefix(text, "\ufeff")), nil
}

// LoadConfig reads paiban.yaml of a workspace and lays it over its preset.
func LoadConfig(root string) (*Config, error) {
	src, err := readYAML(filepath.Join(root, ConfigFile))
	if err != nil {
		return nil, err
	}
	return ParseConfig(ConfigFile, src)
}

// ParseConfig reads a configuration; file is its name in messages.
func ParseConfig(file string, src []byte) (*Config, error) {
	// The preset must be known before anything can be laid over it, so the
	// document is read once for its name alone. What is wrong elsewhere is
	// reported by the second reading.
	probe := Config{Attendance: attendance.DefaultPolicy()}
	err := decode(file, src, FromWorkspace, &probe)
	if probe.Preset == "" {
		if err != nil {
			return nil, err
		}
		e := lang.Errorf("%s 里没有 preset", "%s names no preset", file)
		e.Hint = lang.F("加一行 preset: wangdian；可选 %s", "add a line, preset: wangdian; there are %s", strings.Join(Presets, ", "))
		return nil, e
	}
	c, err := Preset(probe.Preset)
	if err != nil {
		var e *lang.Error
		if errors.As(err, &e) {
			e.What = lang.F("%s：%s", "%s: %s", file, e.What)
		}
		return nil, err
	}
	preset := c.Attendance.Score
	preset.Items = slices.Clone(preset.Items)
	where, err := decodePlaces(file, src, FromWorkspace, c)
	if err != nil {
		return nil, err
	}
	c.Attendance.Score.Items = sharedItems(&c.Attendance.Score, &preset, probe.Attendance.Score.Items)
	for i := range c.Queues {
		q := &c.Queues[i]
		_, q.ownColumns = where["queues["+q.ID+"].columns"]
	}
	return c, c.validate(file, where)
}

// Load reads the workspace at root: configuration, calendar, people, leave and
// events. Every bad place of every file is reported at once; that nobody is in
// the staff list is one.
func Load(root string) (*Workspace, error) { return LoadOn(root, 0) }

// LoadOn is [Load] on a day of the clock, by which dates with a short year are read.
func LoadOn(root string, today workcal.Date) (*Workspace, error) { return load(root, today, false) }

// LoadUnstaffed is [LoadOn] for what is asked of a workspace before it has people:
// that there are none yet is told in Notes.
func LoadUnstaffed(root string, today workcal.Date) (*Workspace, error) {
	return load(root, today, true)
}

func load(root string, today workcal.Date, unstaffed bool) (*Workspace, error) {
	c, err := LoadConfig(root)
	if err != nil {
		return nil, err
	}
	w := &Workspace{Root: root, Today: today, Config: c, unstaffed: unstaffed}
	if l, ok := lang.Parse(c.Lang); ok && c.Lang != "" {
		w.Lang, w.LangSet = l, true
	}
	var problems table.Problems
	w.loadHolidays(&problems)
	w.loadPeople(&problems)
	w.checkNames(&problems)
	w.checkPairs(&problems)
	w.checkRotas(&problems)
	w.checkActivities(&problems)
	w.loadLeave(&problems)
	w.loadAvailability(&problems)
	w.loadWeeks(&problems)
	w.loadEvents(&problems)
	w.loadAdjustments(&problems)
	w.noteRemarks()
	w.noteUnused()
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return w, nil
}

// ShopName returns the name of the shop.
func (w *Workspace) ShopName() lang.Text { return w.Config.Name }

// listKinds are the endings that a list of the workspace may have, besides its own.
var listKinds = []string{".xlsx", ".csv", ".xls"}

// nameOf returns the name of the file that is read for a list: its own or, where that is
// not there, the same with another ending; "" where there is none.
func (w *Workspace) nameOf(list string) string { return nameIn(w.Root, list) }

func nameIn(dir, list string) string {
	for _, kind := range append([]string{filepath.Ext(list)}, listKinds...) {
		name := withoutKind(list) + kind
		if _, err := os.Lstat(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
			return name
		}
	}
	return ""
}

// open opens a list of the workspace, see nameOf. It returns nil where there is none.
func (w *Workspace) open(list string, problems *table.Problems) *table.Book {
	return w.openIn(w.Root, list, problems)
}

func (w *Workspace) openIn(dir, list string, problems *table.Problems) *table.Book {
	name := nameIn(dir, list)
	if name == "" {
		return nil
	}
	book, err := table.Open(filepath.Join(dir, name), table.Limits{})
	if err != nil {
		addError(problems, name, err)
		return nil
	}
	book.Today = w.Today
	return book
}

// addError adds err, which a table made, to problems.
func addError(problems *table.Problems, file string, err error) {
	var p *table.Problem
	if errors.As(err, &p) {
		*problems = append(*problems, p)
		return
	}
	problems.Add(table.Pos{File: file}, lang.Same(err.Error()), lang.Text{})
}

// schema returns s as the table package looks for it.
func (s *Sheet) schema(optional bool) table.Schema {
	out := table.Schema{Sheet: s.Name, Also: s.Also, Optional: optional}
	for _, c := range s.Columns {
		column := table.Column{Key: c.Key, Name: c.Name, Also: c.Also, Required: c.Required}
		switch {
		case !c.Example.IsZero():
			column.Example = []string{c.Example.ZH, c.Example.EN}
		case c.Required && c.Values != nil:
			column.Example = []string{c.Values[0].ZH, c.Values[0].EN} // as templates have it
		}
		out.Columns = append(out.Columns, column)
	}
	return out
}

func (w *Workspace) note(zh, en string, args ...any) {
	w.noteOn(0, 0, lang.F(zh, en, args...))
}

// noteOn notes what matters to the days [from, to) alone.
func (w *Workspace) noteOn(from, to workcal.Date, what lang.Text) {
	w.Notes, w.noteDays = append(w.Notes, what), append(w.noteDays, [2]workcal.Date{from, to})
}

// notesOn returns the notes that matter to the days [from, to).
func (w *Workspace) notesOn(from, to workcal.Date) (out []lang.Text) {
	for i, n := range w.Notes {
		if on := w.noteDays[i]; on[0] == on[1] || on[0] < to && from < on[1] {
			out = append(out, n)
		}
	}
	return out
}
