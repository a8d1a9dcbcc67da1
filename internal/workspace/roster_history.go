package workspace

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
)

// historyDir is the folder beside rosters that keeps what they were before each change.
const historyDir = "history"

// ChangeKind says what was done to a roster.
type ChangeKind string

// What is done to a roster.
const (
	Planned   ChangeKind = "planned"   // the week, or the days from one on, was planned again
	Repaired  ChangeKind = "repaired"  //
	Published ChangeKind = "published" //
	Undone    ChangeKind = "undone"    // the change before was taken back
)

// Words says it.
func (k ChangeKind) Words() lang.Text {
	switch k {
	case Planned:
		return lang.T("重排", "planned again")
	case Repaired:
		return lang.T("修补", "repaired")
	case Published:
		return lang.T("发布", "published")
	case Undone:
		return lang.T("撤销", "undone")
	}
	return lang.Same(string(k))
}

// RosterChange is one change of a roster.
type RosterChange struct {
	At     string     `json:"at"` // as the clock showed it: 2026-11-24 08:30:05
	By     string     `json:"by"` // "" where nobody knows
	What   ChangeKind `json:"what"`
	Why    lang.Text  `json:"why"`
	File   string     `json:"file"`   // the version before, by name; it lies in history/
	Edited int        `json:"edited"` // cells of it that somebody had edited by hand
	Cells  []CellEdit `json:"cells"`
	Gone   bool       `json:"taken_back"` // by an undo
}

// CellEdit is a cell of a roster that was changed.
type CellEdit struct {
	Person string       `json:"person"` // ID
	Name   string       `json:"name"`
	Date   workcal.Date `json:"date"`
	Was    string       `json:"was"`
	Now    string       `json:"now"`
}

// Words says it: 卢小满 11-25：白 → 病假.
func (c CellEdit) Words() lang.Text {
	return report.CellChange{ID: c.Person, Date: c.Date, Was: c.Was, Now: c.Now}.Words(c.Name)
}

// RosterHistory is what has become of one roster, the earliest change first. It is kept
// beside the roster in history/NAME.json, and the version before each change in
// history/NAME_20261124-083005.xlsx. All files of a roster, see [Rosters], have one
// history.
type RosterHistory struct {
	Changes []RosterChange

	roster string // path
}

// historyFormat is the version of the file.
const historyFormat = "paiban/roster-history/1"

type historyFile struct {
	Schema  string         `json:"schema"`
	Changes []RosterChange `json:"changes"`
}

// ReadHistory reads the history of the roster at path; it is empty where there is none.
func ReadHistory(path string) (*RosterHistory, error) {
	h := &RosterHistory{roster: path}
	data, err := os.ReadFile(h.path())
	if errors.Is(err, fs.ErrNotExist) {
		return h, nil
	}
	var file historyFile
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err == nil && file.Schema != historyFormat {
		err = fmt.Errorf("schema %q", file.Schema)
	}
	if err != nil {
		return nil, lang.Errorf("读不了班表的改动记录 %s", "cannot read the history of the roster, %s", h.path()).Because(err).
			WithHint("把它移走，以后的改动记在新的记录里；班表和 history/ 里的旧版本都还在", "move it away: later changes go into a new one; the roster and the versions in history/ are still there")
	}
	h.Changes = file.Changes
	return h, nil
}

func (h *RosterHistory) dir() string { return filepath.Join(filepath.Dir(h.roster), historyDir) }

func (h *RosterHistory) path() string {
	base, _ := BaseName(h.roster)
	return filepath.Join(h.dir(), base+".json")
}

// File returns the path of the version before a change.
func (h *RosterHistory) File(c *RosterChange) string { return filepath.Join(h.dir(), c.File) }

// Keep puts a copy of the roster into history/ before it is changed, and returns its
// path.
func (h *RosterHistory) Keep(now time.Time) (path string, err error) {
	if err := os.MkdirAll(h.dir(), 0o755); err != nil {
		return "", err
	}
	base, _ := BaseName(h.roster)
	name := base + now.Format("_20060102-150405")
	ext := filepath.Ext(h.roster)
	path = filepath.Join(h.dir(), name+ext)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			break
		} else if err != nil {
			return "", err
		}
		path = filepath.Join(h.dir(), fmt.Sprintf("%s-%d%s", name, n, ext))
	}
	return path, report.Keep(h.roster, path)
}

// Add writes down a change; kept is what Keep returned.
func (h *RosterHistory) Add(now time.Time, kept string, c RosterChange) error {
	c.At, c.File = now.Format(time.DateTime), filepath.Base(kept)
	if c.Cells == nil {
		c.Cells = []CellEdit{}
	}
	h.Changes = append(h.Changes, c)
	data, err := json.MarshalIndent(historyFile{historyFormat, h.Changes}, "", "  ")
	if err != nil {
		return err
	}
	return report.WriteFile(h.path(), append(data, '\n'))
}

// Last returns the last change that was not taken back; nil where there is none.
func (h *RosterHistory) Last() *RosterChange {
	for k := len(h.Changes) - 1; k >= 0; k-- {
		if c := &h.Changes[k]; !c.Gone && c.What != Undone {
			return c
		}
	}
	return nil
}
