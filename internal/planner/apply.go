package planner

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/scenario"
	"paiban/schedule/solve"
)

// ApplyTask says which scenario becomes the week's plan.
type ApplyTask struct {
	StudyOptions        // Only is the scenario
	DryRun       bool   // write nothing
	Reason       string // for the history of the roster; "" is the scenario's name
}

// Applied is a scenario turned into a week's file and roster.
type Applied struct {
	*Studied
	Horizon  Horizon
	Turns    []scenario.Turn   // of Plan, by source, person and day
	Plan     *scenario.Outcome // what is added: the plan offered, else the one of the scenario
	Week     *workspace.WeekFile
	File     string               // path of the week's file
	Roster   string               // path of the roster
	Written  bool                 // both
	Backup   string               // the name under which the roster before is kept; "" is none
	Changes  []workspace.CellEdit // cells of the roster that differ
	Left     []lang.Text          // what of the scenario a week's file and roster cannot hold
	Before   schedule.Score       // of the roster without the plan
	Analysis *schedule.Analysis   // of the roster with it
}

// Apply works a scenario out and turns what it adds into the file of the week and the rows
// and cells of its roster: further people with their hours, and overtime agreed. The roster
// that is there is started from and goes into the history. A [lang.AskError] says that
// nothing can be applied.
func (pl *Planner) Apply(ctx context.Context, file *workspace.ScenarioFile, t ApplyTask) (*Applied, error) {
	s, err := pl.Study(ctx, file, t.StudyOptions)
	if err != nil {
		return nil, err
	}
	out := &Applied{Studied: s.Scenarios[0], Horizon: s.Horizon}
	out.Plan = out.Outcome
	if best := out.Best(); best != nil {
		out.Plan = best
	}
	week := s.Horizon.week()
	out.File, out.Roster = pl.Workspace.WeekFilePath(week), workspace.RosterPath(pl.Workspace.Root, week)
	if _, err := os.Stat(out.File); err == nil {
		return nil, lang.AskError{Err: lang.Errorf("%s 已经在了：这一周套用过方案", "%s is there: a scenario is applied to this week already", out.File).
			WithHint("要换方案：先 paiban schedule undo 撤销班表，再删掉这个文件", "for another one take the roster back with paiban schedule undo and delete the file first")}
	}
	i := slices.IndexFunc(file.Scenarios, func(s workspace.Scenario) bool { return s.ID == t.Only })
	out.Left = left(file, &file.Scenarios[i])
	if len(out.Plan.Turns) == 0 {
		return out, nil
	}
	turns := slices.Clone(out.Plan.Turns)
	slices.SortStableFunc(turns, func(x, y scenario.Turn) int {
		return slices.Compare([]int{x.Source, x.Head, x.Day}, []int{y.Source, y.Head, y.Day})
	})
	out.Turns = turns
	out.Week = out.weekFile(&file.Scenarios[i])
	return out, pl.apply(ctx, out, t)
}

// PersonName is the name of somebody of the week.
func (a *Applied) PersonName(id string) string {
	for _, p := range a.planned.Plan.Problem.People {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

// left says what of a scenario is no matter of a week's roster.
func left(f *workspace.ScenarioFile, s *workspace.Scenario) (out []lang.Text) {
	for i := range s.Queues {
		for _, k := range s.Queues[i].GivenKeys() {
			if strings.HasPrefix(k, "handed_") {
				out = append(out, lang.F("队列 %s 的 %s：交给服务商的咨询，班表里没有；和服务商说好", "queue %s, %s: contacts handed out are no part of a roster; agree them with the provider", s.Queues[i].ID, k))
			} else {
				out = append(out, lang.F("队列 %s 的 %s：长期的设置，要改就改 paiban.yaml", "queue %s, %s: a lasting setting; change it in paiban.yaml", s.Queues[i].ID, k))
			}
		}
	}
	if len(f.Volume)+len(s.Volume) > 0 {
		out = append(out, lang.T("volume 的倍数：写进 events.csv，或用 paiban forecast adjust", "the uplifts of volume: write them into events.csv, or use paiban forecast adjust"))
	}
	for i := range s.People {
		if p := &s.People[i]; p.Kind != "overtime" && p.Kind != "rest_day" && (p.Pace > 0 && p.Pace < 1 || p.Chats > 0) {
			out = append(out, lang.F("%s 的 pace 和 chats：班表把每人都算一个", "%s, pace and chats: in a roster everybody counts as one", p.ID))
		}
	}
	return out
}

// weekFile is what the plan adds as the file of the week.
func (a *Applied) weekFile(s *workspace.Scenario) *workspace.WeekFile {
	week := a.Horizon.week()
	f := &workspace.WeekFile{Week: week.String(), Plan: a.Case.ID}
	date := func(t *scenario.Turn) workcal.Date { return a.Case.Days[t.Day].Date }
	for i := range a.Turns {
		t := &a.Turns[i]
		src := &a.Case.Sources[t.Source]
		if src.Kind != scenario.Extra {
			for _, g := range t.Spans {
				f.Overtime = append(f.Overtime, workspace.WeekOvertime{Person: t.Person, Date: date(t), Hours: workspace.Span(g.Shift(-t.Day * schedule.DayMinutes))})
			}
			continue
		}
		shift := fmt.Sprintf("%s-%s", week, src.ID)
		k := slices.IndexFunc(f.Shifts, func(s workspace.WeekShift) bool { return s.ID == shift })
		if k < 0 {
			k = len(f.Shifts)
			sh := workspace.WeekShift{ID: shift, Name: lang.F("%s%d", "%s %d", src.Name, week.Number)}
			for _, g := range src.Spans {
				sh.Hours = append(sh.Hours, workspace.Span(g))
			}
			f.Shifts = append(f.Shifts, sh)
		}
		if day := workspace.DayName(date(t).String()); !slices.Contains(f.Shifts[k].Days, day) {
			f.Shifts[k].Days = append(f.Shifts[k].Days, day)
		}
		id := fmt.Sprintf("%s-%d", shift, t.Head)
		n := slices.IndexFunc(f.People, func(p workspace.WeekPerson) bool { return p.ID == id })
		if n < 0 {
			n = len(f.People)
			f.People = append(f.People, workspace.WeekPerson{ID: id, Name: a.Case.Who(t).ZH, From: date(t), To: date(t), Shift: shift, Queues: s.People[t.Source].Queues})
		}
		f.People[n].From, f.People[n].To = min(f.People[n].From, date(t)), max(f.People[n].To, date(t))
	}
	for k := range f.Shifts {
		slices.Sort(f.Shifts[k].Days)
	}
	slices.SortStableFunc(f.Overtime, func(x, y workspace.WeekOvertime) int {
		return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.Person, y.Person), cmp.Compare(x.Hours.Start, y.Hours.Start))
	})
	for k := range f.Overtime {
		f.Overtime[k].ID = fmt.Sprint(k + 1)
	}
	return f
}

// apply makes the roster with the plan and writes it with the week's file.
func (pl *Planner) apply(ctx context.Context, a *Applied, t ApplyTask) error {
	week := a.Horizon.week()
	base, err := pl.standing(ctx, a)
	if err != nil {
		return err
	}
	with, err := pl.Workspace.With(a.Week)
	if err != nil {
		return err
	}
	next := *pl
	next.Workspace = with
	p, err := next.Plan(ctx, &week)
	if err != nil {
		return err
	}
	posted, roster, who := a.moved(base, p)
	a.Before = schedule.Check(base.plan.Problem, base.roster).Score
	j := p.check(&solve.Result{Roster: roster}, who)
	a.Analysis = &j.Analysis
	shown := *j.Result
	shown.Roster = posted
	j.Result = &shown
	if base.file != nil {
		j.Title, j.State = base.file.Title, base.file.State
	}
	doc := next.Document(j)
	a.Changes = cellEdits(report.Diff(base.file, doc, pl.today()), doc)
	if t.DryRun {
		return nil
	}
	return next.writeApplied(a, base, doc, t)
}

// standing is the roster that a plan is laid over.
type standing struct {
	file   *report.RosterFile // nil where the week has none
	path   string
	plan   *workspace.Plan
	posted *schedule.Roster // as the cells say
	roster *schedule.Roster // less hours of leave
	who    [][]int
}

// standing reads the roster of the week, where there is one, else takes the one that the
// scenario found.
func (pl *Planner) standing(ctx context.Context, a *Applied) (*standing, error) {
	rosters, err := pl.Workspace.Rosters()
	if err != nil {
		return nil, err
	}
	path, err := rosters.Of(a.Horizon.week())
	if err != nil { // there is none yet
		return &standing{path: a.Roster, plan: a.planned.Plan, posted: a.own, roster: a.own}, nil
	}
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return nil, err
	}
	h, err := pl.Hold(ctx, path, file)
	if err != nil {
		return nil, err
	}
	a.Roster = path
	return &standing{file: file, path: path, plan: h.Plan, posted: h.Read.Posted, roster: h.Read.Roster, who: h.Read.Who}, nil
}

// moved returns the roster of b in the terms of p, with the turns of the further people:
// as its cells say, and less hours of leave.
func (a *Applied) moved(b *standing, p *Planning) (posted, roster *schedule.Roster, who [][]int) {
	to := p.Plan.Problem
	person, shift := map[string]int{}, map[string]int{}
	for i := range to.People {
		person[to.People[i].ID] = i
	}
	for s := range to.Shifts {
		shift[to.Shifts[s].ID] = s
	}
	posted, roster = schedule.NewRoster(to), schedule.NewRoster(to)
	set := func(i, d, s int, at []schedule.Span) {
		posted.Cells[i][d], roster.Cells[i][d] = s, to.CutOf(i, d, s)
		if at != nil {
			posted.PlaceBreaks(i, d, at)
			roster.PlaceBreaks(i, d, at)
		}
	}
	from := b.plan.Problem
	moved := make([]int, len(from.People))
	for i := range from.People {
		moved[i] = person[from.People[i].ID]
		for d, s := range b.posted.Cells[i] {
			if s != schedule.Off {
				set(moved[i], d, shift[from.Shifts[s].ID], b.posted.PlacedAt(i, d))
			}
			carryActivities(from, to, b.posted.ActivitiesAt(i, d), posted, moved[i], d)
			carryActivities(from, to, b.posted.ActivitiesAt(i, d), roster, moved[i], d)
		}
	}
	for i := range a.Turns {
		if t := &a.Turns[i]; t.Head > 0 {
			id := fmt.Sprintf("%s-%s", a.Horizon.week(), a.Case.Sources[t.Source].ID)
			set(person[fmt.Sprintf("%s-%d", id, t.Head)], t.Day, shift[id], nil)
		}
	}
	for _, days := range b.who {
		row := slices.Clone(days)
		for d, i := range row {
			if i != schedule.Any {
				row[d] = moved[i]
			}
		}
		who = append(who, row)
	}
	return posted, roster, who
}

// writeApplied writes the week's file, then the roster; without the roster the file is
// taken back.
func (pl *Planner) writeApplied(a *Applied, b *standing, doc *report.Week, t ApplyTask) error {
	v, err := versionAt(b.path)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(a.File), 0o755); err != nil {
		return err
	}
	if err := a.Week.Write(a.File); err != nil {
		return err
	}
	why := lang.F("套用方案 %s", "scenario %s applied", a.Case.ID)
	if t.Reason != "" {
		why = lang.Same(t.Reason)
	}
	w, err := pl.replace(v, v, doc, reason{what: workspace.Repaired, why: why, mark: true})
	if err != nil {
		_ = os.Remove(a.File) // the week is as it was
		return err
	}
	a.Written, a.Roster, a.Backup = true, w.path, w.kept
	return nil
}
