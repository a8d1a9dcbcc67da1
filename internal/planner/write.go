package planner

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workspace"
)

// Output says where a roster is written.
type Output struct {
	Path  string // of the workbook; "" is the workspace's own place, rosters/2026-W48.xlsx
	HTML  bool   // a web report as well, exports/2026-W48.html
	Force bool   // replace even a roster that somebody has edited; the old file is kept
}

// Roster finds the roster of p, as [Planner.Solve] does, writes it where o says, and
// keeps the forecast that it rests on. A roster that somebody has edited or repaired is
// not replaced without o.Force, which keeps the old file as a backup.
func (pl *Planner) Roster(ctx context.Context, p *Planning, s Search, o Output) (*Judged, error) {
	j, err := pl.roster(ctx, p, s, o)
	if err == nil {
		j.Notes = append(j.Notes, pl.keep(p.History, p.Forecast)...)
	}
	return j, err
}

func (pl *Planner) roster(ctx context.Context, p *Planning, s Search, o Output) (*Judged, error) {
	path := o.Path
	if path == "" {
		path = workspace.RosterPath(p.Workspace.Root, p.Horizon.week())
		if err := guardRepair(p, o.Force); err != nil {
			return nil, err
		}
	}
	release, err := pl.lock(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	defer release()
	// Before the search, so that nobody waits for a roster that is not written;
	// and after it, for somebody may have edited the file meanwhile.
	if _, err := guardRoster(path, o.Force); err != nil {
		return nil, err
	}
	j, err := pl.Solve(ctx, p, s)
	if err != nil {
		return nil, err
	}
	backup, err := guardRoster(path, o.Force)
	if err != nil {
		return nil, err
	}
	doc := pl.Document(j)
	if err := writeRoster(path, backup, doc); err != nil {
		return nil, err
	}
	j.Path, j.Backup = path, backup
	if !o.HTML {
		return j, nil
	}
	page := p.webPage()
	if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
		return nil, err
	}
	if err := report.WriteHTML(page, doc); err != nil {
		return nil, err
	}
	j.Page = page
	return j, nil
}

// writeRoster writes a roster's workbook and keeps the file that it replaces under
// the name backup, unless that is "".
func writeRoster(path, backup string, doc *report.Week) error {
	if backup != "" {
		if err := report.Keep(path, backup); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return report.WriteRoster(path, doc)
}

// guardRepair refuses to plan a week again whose roster is a repair: the absences
// that it was made for may stand nowhere else. So it does where the roster is of a kind
// that is not written, which somebody has put there.
func guardRepair(p *Planning, force bool) error {
	rosters, err := p.Workspace.Rosters()
	if err != nil || force {
		return err
	}
	if path, err := rosters.Of(p.Horizon.week()); err == nil && !workspace.Written(path) {
		return lang.Errorf("%s 的班表是 %s，没有重排", "the roster of %s is %s and is not planned again", p.Horizon, filepath.Base(path)).
			WithHint("要重排就加 --force，重排后这个文件不再算数；或把它移走", "use --force to plan again, and this file no longer counts, or move it away")
	}
	if repaired, ok := rosters.Repaired(p.Horizon.week()); ok {
		return lang.Errorf("%s 的班表修补过（%s），没有重排", "the roster of %s was repaired (%s) and is not planned again", p.Horizon, filepath.Base(repaired)).
			WithHint("要接着修补就用 paiban schedule repair %s；要重排就加 --force，重排后修补过的文件不再算数", "use paiban schedule repair %s to repair it further, or --force to plan again; the repair then no longer counts", repaired)
	}
	return nil
}

// guardRoster refuses to replace a roster that somebody has edited, or a file
// that is none; with force it returns the name under which to keep it.
func guardRoster(path string, force bool) (backup string, err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	if !force {
		edited, err := rosterEdited(path)
		if err != nil || !edited {
			return "", err
		}
		return "", lang.Errorf("%s 生成之后被人改过，没有覆盖", "%s was edited since it was generated and is left as it is", path).
			WithHint("要重排就加 --force（旧文件会留作备份），或用 -o 写到别处", "use --force to plan again (the old file is kept as a backup), or -o to write elsewhere")
	}
	return freeName(path)
}

// rosterEdited reports whether the file at path is other than it was written: a
// roster that somebody has edited, or no roster at all.
func rosterEdited(path string) (bool, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return false, err
	}
	defer book.Close()
	f, err := report.ReadRoster(book, 0)
	if err != nil {
		return true, nil // not as we wrote it, whatever it is
	}
	return f.Changed(), nil
}

// freeName returns a name beside path that is not taken: NAME.bak1.xlsx, ….
func freeName(path string) (string, error) {
	ext := filepath.Ext(path)
	for n := 1; n < 1000; n++ {
		name := fmt.Sprintf("%s.bak%d%s", path[:len(path)-len(ext)], n, ext)
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
	}
	return "", lang.Errorf("%s 的备份太多了", "there are too many backups of %s", path).WithHint("删掉一些 .bak 文件", "delete some of the .bak files")
}

// Document is the roster workbook's view of j, in the workspace's language.
func (pl *Planner) Document(j *Judged) *report.Week {
	l := j.Workspace.Lang
	w := &report.Week{
		Lang: l, Shop: j.Workspace.ShopName().In(l), Title: j.Horizon.String(), Version: pl.Version, Inputs: j.Inputs, Preset: j.Workspace.Config.Preset,
		Problem: j.Plan.Problem, Roster: j.Result.Roster, Analysis: j.Analysis, Days: j.Plan.Days,
		Required: j.Plan.Required, Minimum: j.Plan.Minimum, Simulated: j.Simulated,
		Rotas: j.Duties, Leave: j.Plan.Leave, Denied: j.Denied,
		Notes: slices.Concat(j.Played, j.Plan.Notes, j.Result.Reasons, j.Notes),
	}
	if j.Title != "" {
		w.Title = j.Title
	}
	w.Month = j.Month
	for _, s := range j.Plan.Rules {
		w.Rules = append(w.Rules, report.RuleWords{Words: s.Text, Origin: s.Origin.Text()})
	}
	return w
}
