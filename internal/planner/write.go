package planner

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// Output says where a roster is written.
type Output struct {
	Path  string        // of the workbook; "" is the workspace's own place, rosters/2026-W48.xlsx
	HTML  bool          // a web report as well, exports/2026-W48.html
	From  *workcal.Date // plan the days from this one on, around the roster as it stands; nil is all days
	Force bool          // replace even a roster that somebody has edited, that was published or whose days are past
}

// Roster finds the roster of p, as [Planner.Solve] does, writes it where o says, and
// keeps the forecast that it rests on. A roster that somebody has edited or repaired, that
// was published, or of which days are past is not replaced without o.Force. The version
// before goes into rosters/history/.
func (pl *Planner) Roster(ctx context.Context, p *Planning, s Search, o Output) (*Judged, error) {
	plan := pl.roster
	if o.From != nil {
		plan = pl.rosterFrom
	}
	j, err := plan(ctx, p, s, o)
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
	v, err := pl.toReplace(path, p, o)
	if err != nil {
		return nil, err
	}
	file := v.file
	if file == nil { // the locks of the week hold in a roster that is written elsewhere too
		here, err := versionAt(workspace.RosterPath(p.Workspace.Root, p.Horizon.week()))
		if err != nil {
			return nil, err
		}
		file = p.inHand(here, p.Horizon)
	}
	locked := p.locks(file)
	j, err := pl.Solve(ctx, p, s)
	if err != nil {
		return nil, err
	}
	j.Locked = locked
	if v, err = pl.toReplace(path, p, o); err != nil {
		return nil, err
	}
	return j, pl.put(j, v, v, o, reason{what: workspace.Planned, why: lang.T("整份重排", "all days")})
}

// toReplace reads the file that a roster of p is to be written over, and refuses where it
// must stand.
func (pl *Planner) toReplace(path string, p *Planning, o Output) (*version, error) {
	v, err := versionAt(path)
	if err != nil || o.Force {
		return v, err
	}
	if err := p.lockedDays(v, pl.today()); err != nil {
		return nil, err
	}
	return v, v.guard(false)
}

// put writes the roster of j over the version v, and the page where one is wanted. base is
// the version that it was made from.
func (pl *Planner) put(j *Judged, v, base *version, o Output, r reason) error {
	doc := pl.Document(j)
	w, err := pl.replace(v, base, doc, r)
	if err != nil {
		return err
	}
	j.Path, j.Backup, j.Changes = w.path, w.kept, cellEdits(w.changes, doc)
	if !o.HTML {
		return nil
	}
	page := j.webPage()
	if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
		return err
	}
	if err := report.WriteHTML(page, doc); err != nil {
		return err
	}
	j.Page = page
	return nil
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

// Document is the roster workbook's view of j, in the workspace's language.
func (pl *Planner) Document(j *Judged) *report.Week {
	l := j.Workspace.Lang
	w := &report.Week{
		Lang: l, Shop: j.Workspace.ShopName().In(l), Title: j.Horizon.String(), Version: pl.Version, Inputs: j.Inputs, Preset: j.Workspace.Config.Preset,
		Problem: j.Plan.Problem, Roster: j.Result.Roster, Analysis: j.Analysis, Days: j.Plan.Days,
		Required: j.Plan.Required, Minimum: j.Plan.Minimum, Simulated: j.Simulated,
		Unstaffed: j.UnstaffedText(), Rotas: j.Duties, Leave: j.Plan.Leave, Denied: j.Denied, State: j.State, Locked: j.Locked,
		Notes: slices.Concat(j.Beside, j.Played, j.Plan.Notes, j.Result.Reasons, j.Notes),
	}
	if j.Title != "" {
		w.Title = j.Title
	}
	w.Month = j.Month
	w.Events = promotions(j.Workspace, j.Plan.Problem)
	for _, s := range j.Plan.Rules {
		w.Rules = append(w.Rules, report.RuleWords{Words: s.Text, Origin: s.Origin.Text()})
	}
	return w
}

// promotions names the events of each day of the horizon, in the order of the list.
func promotions(w *workspace.Workspace, p *schedule.Problem) []lang.Text {
	out := make([]lang.Text, p.Days)
	for d := range out {
		var names []lang.Text
		for _, e := range w.Events {
			if day := p.Date(d); e.From.Date <= day && (day < e.To.Date || day == e.To.Date && e.To.Minute > 0) && !slices.Contains(names, lang.Same(e.Name)) {
				names = append(names, lang.Same(e.Name))
			}
		}
		out[d] = lang.Join(names, "、", ", ")
	}
	return out
}
