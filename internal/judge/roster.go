package judge

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Roster is one file in rosters/ as a person reads it.
type Roster struct {
	File  string // base name
	First Day
	Days  int
	Rows  []Row
	Tally []map[string]string // of each row: what stands in 工时, 出勤, 休息, 请假, 晚班, 夜班
	Wrote map[string][]string // the hidden copy of what was generated, by id; nil where there is none
	Marks []mark              // changed cells, as the hidden copy has them
	at    map[string]int      // row of an id

	Published bool
}

// mark is a cell that was changed after the roster was planned or published.
type mark struct{ Person, Date, Was, Now string }

// Row is one person's row. Cells[i] is the day First+i.
type Row struct {
	Person *Person // nil where the staff list lacks the id
	ID     string
	Cells  []Cell
}

// Cell is what one day of one person says.
type Cell struct {
	Text    string
	Shift   *Shift // what is worked, leave of some hours taken off; nil where nothing is
	Off     bool   // 休 or empty
	Leave   string // a word for leave stands there
	Gone    bool   // not employed
	Place   string // D7, or "" where the file has no such cell
	Bad     bool   // the text is not understood
	Formula bool   // it is a formula that no program has computed
	Locked  bool   // it ends with a lock mark
	Rests   []Span // where the breaks lie, in minutes of the date; nil where nothing says
}

// Worked says whether the person has a shift that day.
func (c Cell) Worked() bool { return c.Shift != nil }

// Cell gives the cell of a person on a date; ok is false where the file does not speak of it.
func (r *Roster) Cell(id string, d Day) (Cell, bool) {
	if d < r.First || int(d-r.First) >= r.Days {
		return Cell{}, false
	}
	if r.at == nil {
		r.at = map[string]int{}
		for i, row := range r.Rows {
			r.at[row.ID] = i
		}
	}
	i, ok := r.at[id]
	if !ok {
		return Cell{}, false
	}
	return r.Rows[i].Cells[d-r.First], true
}

var rosterName = regexp.MustCompile(`^(\d{4}-W\d{2})(?:_repair(\d+))?\.(?:xlsx|xls|csv)$`)

// ignored tells a file that is no roster: hidden ones, notes, downloads, backups.
func ignored(name string) bool {
	low := strings.ToLower(name)
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || strings.Contains(low, ".bak") {
		return true
	}
	for _, end := range []string{".tmp", ".part", ".crdownload"} {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	base := strings.TrimSuffix(low, filepath.Ext(low))
	if base == "说明" || base == "readme" {
		return true
	}
	switch filepath.Ext(low) {
	case ".xlsx", ".csv", ".xls":
		return false
	}
	return true
}

// RosterOf is the file that is the roster of the week that begins on monday: of the week's
// own file and its repairs the one changed last; of those within two seconds of each other
// the last repair. "" where there is none.
func (s *Shop) RosterOf(monday Day) string {
	entries, err := os.ReadDir(filepath.Join(s.Dir, "rosters"))
	if err != nil {
		return ""
	}
	type file struct {
		name   string
		repair int
		mod    time.Time
	}
	var of []file
	for _, e := range entries {
		m := rosterName.FindStringSubmatch(e.Name())
		if e.IsDir() || ignored(e.Name()) || m == nil || m[1] != s.WeekName(monday) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue
		}
		n, _ := strconv.Atoi(m[2])
		of = append(of, file{e.Name(), n, info.ModTime()})
	}
	if len(of) == 0 {
		return ""
	}
	newest := of[0].mod
	for _, f := range of {
		if f.mod.After(newest) {
			newest = f.mod
		}
	}
	best := file{repair: -1}
	for _, f := range of {
		if newest.Sub(f.mod) <= 2*time.Second && f.repair > best.repair {
			best = f
		}
	}
	return filepath.Join(s.Dir, "rosters", best.name)
}

// Rosters gives the rosters that count for the days [from, to): the one of each week,
// then every other file of rosters/, the name that sorts last first. Plan looks into
// them in this order. Files that cannot be read are left out and named in err.
func (s *Shop) Rosters(from, to Day) (out []*Roster, err error) {
	var failed []string
	add := func(path string) {
		r, e := s.RosterFile(path)
		if e != nil {
			failed = append(failed, e.Error())
			return
		}
		if r.First < to && from < r.First+Day(r.Days) {
			out = append(out, r)
		}
	}
	for w := s.WeekStart(from); w < to; w += 7 {
		if path := s.RosterOf(w); path != "" {
			add(path)
		}
	}
	entries, _ := os.ReadDir(filepath.Join(s.Dir, "rosters"))
	for i := len(entries) - 1; i >= 0; i-- {
		name := entries[i].Name()
		if entries[i].IsDir() || ignored(name) || rosterName.MatchString(name) {
			continue
		}
		add(filepath.Join(s.Dir, "rosters", name))
	}
	if len(failed) > 0 {
		err = fmt.Errorf("%s", strings.Join(failed, "; "))
	}
	return out, err
}

// Plan is what the rosters that count say of a person on a date; ok is false where none
// speaks of it. It reads each file once; Forget makes it read again.
func (s *Shop) Plan(id string, d Day) (Cell, bool) {
	if s.weeks == nil {
		s.weeks = map[Day]*Roster{}
		s.others = s.otherRosters()
	}
	w := s.WeekStart(d)
	r, read := s.weeks[w]
	if !read {
		if path := s.RosterOf(w); path != "" {
			r, _ = s.RosterFile(path)
		}
		s.weeks[w] = r
	}
	if r != nil {
		if c, ok := r.Cell(id, d); ok {
			return c, true
		}
	}
	for _, r := range s.others {
		if c, ok := r.Cell(id, d); ok {
			return c, true
		}
	}
	return Cell{}, false
}

// otherRosters gives the files of rosters/ that are named after no week, the name that
// sorts last first.
func (s *Shop) otherRosters() (out []*Roster) {
	entries, _ := os.ReadDir(filepath.Join(s.Dir, "rosters"))
	for i := len(entries) - 1; i >= 0; i-- {
		name := entries[i].Name()
		if entries[i].IsDir() || ignored(name) || rosterName.MatchString(name) {
			continue
		}
		if r, err := s.RosterFile(filepath.Join(s.Dir, "rosters", name)); err == nil {
			out = append(out, r)
		}
	}
	return out
}

// Forget makes Plan read the folder again.
func (s *Shop) Forget() { s.weeks, s.others = nil, nil }
