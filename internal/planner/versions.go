package planner

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// version is a roster file that is about to be changed.
type version struct {
	path  string
	there bool
	file  *report.RosterFile // nil where it is not there, or no roster
}

// versionAt reads what lies at path.
func versionAt(path string) (*version, error) {
	v := &version{path: path}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return v, nil
	} else if err != nil {
		return nil, err
	}
	v.there = true
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	book.Close() // it opens; what is in it is another matter
	if v.file, err = workspace.ReadRoster(path); err != nil {
		v.file = nil // not as we wrote it, whatever it is
	}
	return v, nil
}

// guard refuses to replace a file that holds what somebody has written, unless they have
// locked it, or that is no roster.
func (v *version) guard(force bool) error {
	if !v.there || force || v.file != nil && !v.file.Unlocked() {
		return nil
	}
	return lang.Errorf("%s 生成之后被人改过，没有覆盖", "%s was edited since it was generated and is left as it is", v.path).
		WithHint("只改几格用 paiban schedule repair，从某天起重排用 --from，改好的格子要保住就在后面加“!”；整份重排加 --force（之前的版本留在 rosters/history/），或用 -o 写到别处",
			"for a few cells use paiban schedule repair, to plan the days from one on use --from, to keep a cell put ! behind it; use --force to plan all of it again (the version before stays in rosters/history/), or -o to write elsewhere")
}

// edits are the cells that somebody has edited by hand, as changes of the day on which
// the file was written last.
func (v *version) edits() []report.CellChange {
	info, err := os.Stat(v.path)
	if v.file == nil || err != nil {
		return nil
	}
	return v.file.Edits(workcal.DateFrom(info.ModTime()))
}

// edited is how many cells somebody has edited by hand.
func (v *version) edited() int {
	if v.file == nil {
		return 0
	}
	return len(v.file.Edited)
}

// Why a version gives way to the next one.
type reason struct {
	what workspace.ChangeKind
	why  lang.Text
	mark bool // cells that differ are marked as changed
}

// written is what came of writing a roster.
type written struct {
	path    string
	kept    string // path of the version before; "" is none
	changes []report.CellChange
}

// replace writes a roster where the version v stands. That version goes into history/
// with the reason, unless the new one is the same to the byte. base is
// the version that the new roster was made from, v itself unless it goes elsewhere.
func (pl *Planner) replace(v, base *version, doc *report.Week, r reason) (w written, err error) {
	now := pl.Clock()
	target := v.path
	if !workspace.Written(target) {
		target = target[:len(target)-len(filepath.Ext(target))] + ".xlsx"
	}
	w.path, w.changes = target, report.Diff(base.file, doc, pl.today())
	if base.file != nil {
		doc.State = base.next(w.changes, r)
	}
	if r.what == workspace.Published {
		doc.State.Published = report.Stamp{At: now.Format("2006-01-02 15:04"), By: pl.User}
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return w, err
	}
	if !v.there {
		return w, report.WriteRoster(target, doc)
	}
	h, err := workspace.ReadHistory(v.path)
	if err != nil {
		return w, err
	}
	if w.kept, err = h.Keep(now); err != nil {
		return w, err
	}
	if err := report.WriteRoster(target, doc); err != nil {
		return w, err
	}
	if alike(w.kept, target) {
		err := os.Remove(w.kept)
		_ = os.Remove(filepath.Dir(w.kept)) // where nothing else is in it
		w.kept = ""
		return w, err
	}
	if target != v.path { // a .csv or .xls: the workbook takes its place, and history has it
		if err := os.Remove(v.path); err != nil {
			return w, err
		}
	}
	return w, h.Add(now, w.kept, workspace.RosterChange{
		By: pl.User, What: r.what, Why: r.why, Edited: v.edited(), Cells: cellEdits(w.changes, doc),
	})
}

// alike reports whether two files have the same bytes.
func alike(x, y string) bool {
	a, err := os.ReadFile(x)
	b, err2 := os.ReadFile(y)
	return err == nil && err2 == nil && bytes.Equal(a, b)
}

// next is the state of the roster that follows v. Whoever has v in hand finds marked what
// differs; a roster that was planned anew before anybody had it begins afresh.
func (v *version) next(changes []report.CellChange, r reason) (s report.State) {
	s.Published = v.file.State.Published
	if r.mark || !s.Published.IsZero() {
		s.Changes = slices.Concat(v.file.State.Changes, v.edits(), changes)
	}
	return s
}

// cellEdits names the people of changes.
func cellEdits(changes []report.CellChange, doc *report.Week) (cells []workspace.CellEdit) {
	names := map[string]string{}
	for i := range doc.Problem.People {
		names[doc.Problem.People[i].ID] = doc.Problem.People[i].Name
	}
	for _, c := range changes {
		cells = append(cells, workspace.CellEdit{Person: c.ID, Name: cmp.Or(names[c.ID], c.ID), Date: c.Date, Was: c.Was, Now: c.Now})
	}
	return cells
}
