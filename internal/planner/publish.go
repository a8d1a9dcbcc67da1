package planner

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// PublishedRoster is a roster that was published, and how it stands.
type PublishedRoster struct {
	*Judged
	Again bool // it had been published before
}

// Publish stamps the roster of a file with the moment and who published it. What was
// edited by hand since it was planned is part of it from then on. From then on the week is
// not planned again as a whole, and every change is marked.
func (pl *Planner) Publish(ctx context.Context, path string) (*PublishedRoster, error) {
	v, err := versionAt(path)
	if err != nil {
		return nil, err
	}
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return nil, err
	}
	rosters, err := pl.Workspace.Rosters()
	if err != nil {
		return nil, err
	}
	if by, ok := rosters.Instead(path); ok {
		return nil, lang.Errorf("%s 不是现在的班表，%s 才是，没有发布", "%s is not the roster that counts, %s is; it is not published", filepath.Base(path), filepath.Base(by)).
			WithHint("发布 %s，或先移走它", "publish %s, or move it away first", filepath.Base(by))
	}
	if !file.Generated && file.Sheets > 1 {
		return nil, lang.Errorf("%s 里还有别的工作表，改写会丢掉它们，没有发布", "%s has other sheets, which would be lost; it is not published", filepath.Base(path)).
			WithHint("把这一期的班表单独存成一个文件", "save the roster of these days as a file of its own")
	}
	j, err := pl.Read(ctx, file)
	if err != nil {
		return nil, err
	}
	if err := j.Simulate(ctx); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := &PublishedRoster{Judged: j, Again: !file.State.Published.IsZero()}
	w, err := pl.replace(v, v, pl.Document(j), reason{what: workspace.Published, mark: out.Again})
	if err != nil {
		return nil, err
	}
	j.Path, j.Backup = w.path, w.kept
	now, err := workspace.ReadRoster(w.path)
	if err != nil {
		return nil, err
	}
	j.State = now.State
	return out, nil
}

// UndoneChange is a change of a roster that was taken back.
type UndoneChange struct {
	Change workspace.RosterChange // that was taken back
	Path   string                 // of the roster
	Kept   string                 // path of the version that was taken back
	Cells  []workspace.CellEdit
}

// Undo takes back the last change of the roster at path: the version before it is the
// roster again, and the one that it takes the place of goes into history/. Cells that
// somebody has edited by hand since are not taken back without force.
func (pl *Planner) Undo(path string, force bool) (*UndoneChange, error) {
	h, err := workspace.ReadHistory(path)
	if err != nil {
		return nil, err
	}
	last := h.Last()
	if last == nil {
		return nil, lang.AskError{Err: lang.Errorf("%s 没有可以撤销的改动", "%s has no change to take back", filepath.Base(path)).
			WithHint("用 paiban schedule history 看有哪些改动", "paiban schedule history lists the changes")}
	}
	v, err := versionAt(path)
	if err != nil {
		return nil, err
	}
	if v.edited() > 0 && v.file.Generated && !force {
		return nil, lang.Errorf("%s 在上次改动之后又被手工改了 %s，没有撤销", "%s was edited by hand in %s after its last change, which is not taken back", filepath.Base(path), lang.Count(v.edited(), "处", "place", "places")).
			WithHint("手工改的也不要了就加 --force（之前的版本留在 history/）；只改回几格就直接在表里改", "use --force to give up what was edited by hand too (the version before stays in history/), or change the cells back yourself")
	}
	old := h.File(last)
	data, err := os.ReadFile(old)
	if err != nil {
		return nil, lang.Errorf("改动之前的版本 %s 不在了", "the version before the change, %s, is gone", old).Because(err).
			WithHint("从别处恢复它，或用 paiban schedule repair 改回去", "put it back from elsewhere, or use paiban schedule repair")
	}
	before, err := workspace.ReadRoster(old)
	if err != nil {
		return nil, err
	}
	out := &UndoneChange{Change: *last, Path: strings.TrimSuffix(path, filepath.Ext(path)) + filepath.Ext(old)}
	if out.Kept, err = h.Keep(pl.Clock()); err != nil {
		return nil, err
	}
	if err := report.WriteFile(out.Path, data); err != nil {
		return nil, err
	}
	if out.Path != path {
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	if v.file != nil {
		out.Cells = namedCells(v.file, before, pl.today())
	}
	last.Gone = true
	return out, h.Add(pl.Clock(), out.Kept, workspace.RosterChange{
		By: pl.User, What: workspace.Undone, Why: taken(last), Edited: v.edited(), Cells: out.Cells,
	})
}

// taken names the change that was taken back.
func taken(c *workspace.RosterChange) lang.Text {
	t := lang.F("%s %s", "%s %s", c.At[:min(len(c.At), 16)], c.What.Words())
	if c.Why.IsZero() {
		return t
	}
	return lang.F("%s：%s", "%s: %s", t, c.Why)
}

// namedCells are the cells in which two files differ.
func namedCells(before, after *report.RosterFile, today workcal.Date) (cells []workspace.CellEdit) {
	names := map[string]string{}
	for _, r := range slices.Concat(before.People, after.People) { // the later name counts
		names[r.ID] = r.Name
	}
	for _, c := range report.Compare(before, after, today) {
		cells = append(cells, workspace.CellEdit{Person: c.ID, Name: names[c.ID], Date: c.Date, Was: c.Was, Now: c.Now})
	}
	return cells
}

// RosterPast is what has become of the roster at path.
type RosterPast struct {
	File    *report.RosterFile
	Changes []workspace.RosterChange // the earliest first
	Edits   []workspace.CellEdit     // by hand, since the last change
}

// Past tells what has become of a roster since it was planned.
func (pl *Planner) Past(path string) (*RosterPast, error) {
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return nil, err
	}
	h, err := workspace.ReadHistory(path)
	if err != nil {
		return nil, err
	}
	out := &RosterPast{File: file, Changes: h.Changes}
	if was := file.Original(); was != nil {
		out.Edits = namedCells(was, file, pl.today())
	}
	return out, nil
}
