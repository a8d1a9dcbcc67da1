package planner

import (
	"context"
	"path/filepath"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/repair"
	"paiban/schedule/solve"
)

// rosterFrom plans the days of the roster of p from o.From on, whatever became of it, and
// leaves the earlier ones and every locked cell as they are.
func (pl *Planner) rosterFrom(ctx context.Context, p *Planning, s Search, o Output) (*Judged, error) {
	rosters, err := p.Workspace.Rosters()
	if err != nil {
		return nil, err
	}
	path, err := rosters.Of(p.Horizon.week())
	if err != nil {
		return nil, lang.AskError{Err: lang.Errorf("还没有 %s 的班表，没有之前的日子可以保留", "there is no roster of %s yet whose earlier days could stay", p.Horizon).
			WithHint("不写 --from", "leave --from out")}
	}
	release, err := pl.lock(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	defer release()
	v, err := versionAt(path)
	if err != nil {
		return nil, err
	}
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return nil, err
	}
	from, err := dayOf(file, *o.From)
	if err != nil {
		return nil, err
	}
	h, err := pl.Hold(ctx, path, file)
	if err != nil {
		return nil, err
	}
	h.keepSwaps(nil)
	locked := h.locks(file)
	res, err := pl.search(ctx, s, func(opt solve.Options) (*solve.Result, error) {
		return repair.From(ctx, h.Plan.Problem.ToSolve(), h.Read.Roster, from, opt)
	})
	if err != nil {
		return nil, err
	}
	res.Roster = keepActivities(h.Plan.Problem, h.Read.Roster, res.Roster, from)
	withActivities(h.Plan.Problem, res, from)
	j, err := h.judge(ctx, res, s.Seed, h.duties(res.Roster, from))
	if err != nil {
		return nil, err
	}
	j.Title, j.State, j.Locked = file.Title, file.State, locked
	asPosted(j.Result.Roster, h, from)
	if now, err := versionAt(path); err != nil {
		return nil, err
	} else if !now.same(v) {
		return nil, lang.Errorf("%s 在计算期间被人改过，没有覆盖", "%s was edited during the search and is left as it is", path).
			WithHint("再运行一次", "run it again")
	}
	target := v
	if o.Path != "" && !sameFile(o.Path, path) {
		if target, err = versionAt(o.Path); err == nil {
			err = target.guard(o.Force)
		}
		if err != nil {
			return nil, err
		}
	}
	return j, pl.put(j, target, v, o, reason{what: workspace.Planned, why: lang.F("从 %s 起重排", "from %s on", *o.From), mark: true})
}

// asPosted puts the cells before a day as the file has them: hours of leave that came
// later do not change what was posted for a day that stays.
func asPosted(r *schedule.Roster, h *Held, from int) {
	for i := range r.Cells {
		copy(r.Cells[i][:from], h.Read.Posted.Cells[i])
		for d := range from {
			r.PlaceBreaks(i, d, h.Read.Posted.PlacedAt(i, d))
			r.SetActivities(i, d, h.Read.Posted.ActivitiesAt(i, d))
		}
	}
}

// same reports whether two versions of a file have the same cells.
func (v *version) same(o *version) bool {
	return v.file != nil && o.file != nil && len(v.file.Edited) == len(o.file.Edited) && v.file.SameCells(o.file)
}
