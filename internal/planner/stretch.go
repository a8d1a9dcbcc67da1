package planner

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// Stretch is several whole weeks that are planned at once, so that rest of a month,
// weekends, nights and fairness are decided together.
type Stretch struct {
	Horizon
	Month workcal.Month  // whose weeks they are; zero where weeks were counted
	Kept  []workcal.Week // weeks of the month before that have a roster, which stays
}

// mostWeeks is how many weeks are planned at once at most: a year.
const mostWeeks = 53

// WeeksFrom is the stretch of n weeks from a week on; nil is the one that follows the
// history.
func (pl *Planner) WeeksFrom(week *workcal.Week, n int) (Stretch, error) {
	if n < 1 || n > mostWeeks {
		return Stretch{}, lang.AskError{Err: lang.Errorf("一次排 %d 周不行", "%d weeks cannot be planned at once", n).
			WithHint("写 1 到 %d，如 4", "write 1 to %d, such as 4", mostWeeks)}
	}
	if week == nil {
		next, err := pl.NextWeek()
		if err != nil {
			return Stretch{}, err
		}
		week = &next
	}
	h := pl.weekOf(*week)
	h.Days *= n
	return Stretch{Horizon: h}, nil
}

// WeeksOf is the stretch of the weeks that a month has a day in. A week that begins in
// the month before and has a roster is that month's and stays as it is.
func (pl *Planner) WeeksOf(month workcal.Month) (Stretch, error) {
	first := pl.firstDay()
	h := Horizon{Start: first.Start(month.First()), First: first}
	end := first.Start(month.Last()) + 7
	out := Stretch{Month: month}
	if h.Start < month.First() {
		rosters, err := pl.Workspace.Rosters()
		if err != nil {
			return Stretch{}, err
		}
		if _, err := rosters.Of(h.week()); err == nil {
			out.Kept = append(out.Kept, h.week())
			h.Start += 7
		}
	}
	h.Days = int(end - h.Start)
	out.Horizon = h
	return out, nil
}

// Weeks are the calendar weeks of the stretch.
func (s Stretch) Weeks() (out []Horizon) {
	for d := s.Start; d <= s.Last(); d += 7 {
		out = append(out, Horizon{Start: d, Days: 7, First: s.First})
	}
	return out
}

// TimeLimit is how long the search for the roster of a horizon takes where nobody says
// it: ten seconds a week, a minute at most.
func (h Horizon) TimeLimit() time.Duration {
	return min(time.Minute, time.Duration(max(1, h.Days/7))*10*time.Second)
}

// Stretched is the roster of a stretch.
type Stretched struct {
	*Judged           // of all its days; Path is the workbook that is posted
	Weeks   []*Judged // of each week, as it stands in its own file
	Kept    []workcal.Week
}

// Rosters finds the roster of a stretch and writes it week by week to the files that are
// the rosters of these weeks, see [workspace.Rosters], and all of it to the workbook that
// is posted, exports/2026-12.xlsx or where o says. A week whose roster somebody has edited
// or repaired stops it before the search, without o.Force.
func (pl *Planner) Rosters(ctx context.Context, st Stretch, s Search, o Output) (*Stretched, error) {
	p, err := pl.PlanOn(ctx, st.Horizon)
	if err != nil {
		return nil, err
	}
	out, err := pl.rosters(ctx, p, st, s, o)
	if err == nil {
		out.Notes = append(out.Notes, pl.keep(p.History, p.Forecast)...)
	}
	return out, err
}

func (pl *Planner) rosters(ctx context.Context, p *Planning, st Stretch, s Search, o Output) (*Stretched, error) {
	release, err := pl.lock(p.Workspace.Root)
	if err != nil {
		return nil, err
	}
	defer release()
	for _, h := range st.Weeks() {
		if err := pl.mayWrite(p.Workspace, h, o.Force); err != nil {
			return nil, err
		}
	}
	for _, h := range st.Weeks() {
		v, err := versionAt(workspace.RosterPath(p.Workspace.Root, h.week()))
		if err != nil {
			return nil, err
		}
		p.locks(p.inHand(v, h))
	}
	j, err := pl.Solve(ctx, p, s)
	if err != nil {
		return nil, err
	}
	out := &Stretched{Judged: j, Kept: st.Kept}
	for _, h := range st.Weeks() {
		week, err := pl.writeWeek(ctx, j, h, s, o)
		if err != nil {
			return nil, err
		}
		out.Weeks = append(out.Weeks, week)
	}
	shown := st.Horizon
	if st.Month != (workcal.Month{}) {
		shown = pl.MonthOf(st.Month)
	}
	sheet, err := pl.Sheet(shown, st.Month)
	if err != nil {
		return nil, err
	}
	j.Path = cmp.Or(o.Path, filepath.Join(p.Workspace.Root, exportsDir, sheet.Title+".xlsx"))
	if err := os.MkdirAll(filepath.Dir(j.Path), 0o755); err != nil {
		return nil, err
	}
	doc := pl.Document(sheet)
	if err := report.WriteRoster(j.Path, doc); err != nil {
		return nil, err
	}
	if o.HTML {
		j.Page = filepath.Join(p.Workspace.Root, exportsDir, sheet.Title+".html")
		if err := report.WriteHTML(j.Page, doc); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// MonthOf is the horizon of a calendar month.
func (pl *Planner) MonthOf(month workcal.Month) Horizon {
	return Horizon{Start: month.First(), Days: month.Days(), First: pl.firstDay()}
}

// exportsDir holds what is made of rosters.
const exportsDir = "exports"

// mayWrite refuses to plan a week again whose roster is not as it was planned.
func (pl *Planner) mayWrite(ws *workspace.Workspace, h Horizon, force bool) error {
	p := &Planning{Outlook: &Outlook{Workspace: ws, Horizon: h}}
	if err := guardRepair(p, force); err != nil {
		return err
	}
	_, err := pl.toReplace(workspace.RosterPath(ws.Root, h.week()), p, Output{Force: force})
	return err
}

// writeWeek writes the days of h of a longer roster as the roster of their week. The
// weeks before are written already, so that they are its history.
func (pl *Planner) writeWeek(ctx context.Context, all *Judged, h Horizon, s Search, o Output) (*Judged, error) {
	p, err := all.on(h).plan()
	if err != nil {
		return nil, err
	}
	res := &solve.Result{Status: solve.Stopped, Roster: schedule.NewRoster(p.Plan.Problem)}
	who := carry(all, p, res.Roster)
	week, err := p.judge(ctx, res, s.Seed, who)
	if err != nil {
		return nil, err
	}
	res.Score = week.Analysis.Score
	v, err := pl.toReplace(workspace.RosterPath(p.Workspace.Root, h.week()), p, o)
	if err != nil {
		return nil, err
	}
	if v.file != nil {
		week.Locked = marked(p.Workspace, p.Plan.Problem, v.file)
	}
	return week, pl.put(week, v, v, Output{}, reason{what: workspace.Planned, why: lang.F("%s 一起重排", "planned again with %s", all.Horizon)})
}

// carry copies the cells of a longer roster that lie on the days of p, and returns who
// has the daily duties, [rota][day]. Shifts are known by their ids, people by theirs.
func carry(from *Judged, p *Planning, to *schedule.Roster) (who [][]int) {
	src, dst := from.Plan.Problem, p.Plan.Problem
	shift, person := map[string]int{}, map[string]int{}
	for s := range dst.Shifts {
		shift[dst.Shifts[s].ID] = s
	}
	for i := range dst.People {
		person[dst.People[i].ID] = i
	}
	offset := int(dst.Start - src.Start)
	for k := range src.People {
		i, there := person[src.People[k].ID]
		for d := range dst.Days {
			if d+offset < 0 || d+offset >= src.Days || !there {
				continue
			}
			carryActivities(src, dst, from.Result.Roster.ActivitiesAt(k, d+offset), to, i, d)
			s := from.Result.Roster.Cells[k][d+offset]
			if s == schedule.Off {
				continue
			}
			id, cut := src.Shifts[s].ID, src.Shifts[s].Cut()
			if cut {
				id = src.Shifts[s].Parts[0]
			}
			switch t, known := shift[id]; {
			case known && cut:
				to.Cells[i][d] = dst.CutOf(i, d, t)
			case known: // as it stands, also where hours of leave came later
				to.Cells[i][d] = t
				to.PlaceBreaks(i, d, from.Result.Roster.PlacedAt(k, d+offset))
			}
		}
	}
	for _, duty := range from.Duties {
		turns := make([]int, dst.Days)
		for d := range turns {
			turns[d] = schedule.Any
			if d+offset < 0 || d+offset >= len(duty.Who) {
				continue
			}
			if k := duty.Who[d+offset]; k != schedule.Any {
				if i, there := person[src.People[k].ID]; there {
					turns[d] = i
				}
			}
		}
		who = append(who, turns)
	}
	return who
}

// Sheet puts the rosters of the weeks that h touches together, as they stand in their
// files. month is the one whose sheet it is; zero is none. A week without a roster is an
// error: nobody should take its days for rest days.
func (pl *Planner) Sheet(h Horizon, month workcal.Month) (*Judged, error) {
	plan, err := pl.Workspace.PlanDays(h.Start, h.Days, workspace.Needs{})
	if err != nil {
		return nil, err
	}
	p := &Planning{Outlook: &Outlook{Workspace: pl.Workspace, Horizon: h}, Plan: plan}
	roster := schedule.NewRoster(plan.Problem)
	who := make([][]int, len(plan.Rotas))
	for k := range who {
		who[k] = slices.Repeat([]int{schedule.Any}, h.Days)
	}
	rosters, err := pl.Workspace.Rosters()
	if err != nil {
		return nil, err
	}
	var unread []lang.Text
	for d := h.First.Start(h.Start); d <= h.Last(); d += 7 {
		week := Horizon{Start: d, Days: 7, First: h.First}
		path, err := rosters.Of(week.week())
		if err != nil {
			return nil, err
		}
		part, err := pl.readPart(path, week, h)
		if err != nil {
			return nil, err
		}
		unread = append(unread, part.Unread...)
		at := int(part.Horizon.Start - h.Start)
		for k, turns := range carry(part, p, roster) {
			for x := range part.Horizon.Days {
				if k < len(who) {
					who[k][at+x] = turns[at+x]
				}
			}
		}
		for i, words := range part.Plan.Leave {
			k := slices.IndexFunc(plan.Problem.People, func(q schedule.Person) bool { return q.ID == part.Plan.Problem.People[i].ID })
			for x, word := range words {
				if k >= 0 && !word.IsZero() && plan.Leave[k] != nil {
					plan.Leave[k][at+x] = word
				}
			}
		}
	}
	j := p.check(&solve.Result{Status: solve.Stopped, Roster: roster}, who)
	j.Result.Score, j.Unread = j.Analysis.Score, unread
	j.Title, j.Month = h.String(), month
	if month != (workcal.Month{}) {
		j.Title = month.String()
	}
	return j, nil
}

// readPart reads the days of a week's roster that lie in h.
func (pl *Planner) readPart(path string, week, h Horizon) (*Judged, error) {
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return nil, err
	}
	from, to := max(week.Start, h.Start, file.Start), min(week.Last(), h.Last(), file.Start+workcal.Date(file.Days-1))
	if from > to {
		return nil, lang.Errorf("%s 里没有 %s 的班", "%s has no shifts of %s", filepath.Base(path), week).WithHint("检查表头的日期", "check the dates of its heading")
	}
	return pl.readOn(file, Horizon{Start: from, Days: int(to-from) + 1, First: h.First})
}
