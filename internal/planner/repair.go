package planner

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/repair"
	"paiban/schedule/solve"
)

// How long each search of a repair may take, and all of them together.
const (
	repairEach  = 600 * time.Millisecond
	repairTotal = 1500 * time.Millisecond
)

// hardOnlyPrice is a price that only hard rules pay: where nothing has happened
// to a roster, a repair does not plan it a second time.
const hardOnlyPrice = 1_000_000

// Absence says that somebody, named by ID or name, is away from From to To, both
// included. Kind is the word for it; "" is leave.
type Absence struct {
	Person   string
	From, To workcal.Date
	Span     schedule.Span // hours of each of these days; zero is the whole day
	Kind     string
}

// SwapDays says that A and B, named by ID or name, exchange their shifts of the days
// From to To, both included.
type SwapDays struct {
	A, B     string
	From, To workcal.Date
}

// RepairTask says what has become of a roster and how it may be changed.
type RepairTask struct {
	Absences []Absence
	Swaps    []SwapDays
	From     *workcal.Date // the first day that may change; nil is the first absence or swap, else today
	Price    *int64        // what one more change must save, above 0; nil is [repair.Price], or where nothing has happened a price that only hard rules pay
	Most     int           // further changes at most; 0 is no limit
	Pick     int           // plan that is written, from 1; 0 is the one advised
	DryRun   bool          // write nothing

	Path   string // where to write; "" is over the roster, whose version before goes into history/
	Force  bool   // with Path, replace even a file that somebody has edited
	Reason string // in the words of whoever repairs it; "" is none
}

// Repaired is a roster with the ways to repair it.
type Repaired struct {
	*Held
	Task    repair.Task
	Found   *repair.Result
	Pick    int                  // index of the plan that is written
	Written string               // path; "" where nothing was
	Backup  string               // the name under which the file replaced is kept; "" is none
	Locked  [][]bool             // cells that somebody has locked, which stay
	Entries []LeaveEntry         // what is to be entered into leave.xlsx
	Changes []workspace.CellEdit // cells that differ from the roster as it was, or would
	Rotas   []lang.Text          // duties that go to others

	Activities []lang.Text // attendances that are dropped, moved or added
}

// Repair changes the roster of a file as little as possible after what t says has
// happened, and writes the plan advised or picked. A [lang.AskError] says that t does not
// fit the roster.
func (pl *Planner) Repair(ctx context.Context, path string, file *report.RosterFile, t RepairTask) (*Repaired, error) {
	r := &Repaired{}
	first, err := pl.absences(file, t.Absences)
	if err != nil {
		return nil, err
	}
	if r.Held, err = pl.Hold(ctx, path, file); err != nil {
		return nil, err
	}
	if err := r.task(pl.today, t, first); err != nil {
		return nil, err
	}
	r.keepSwaps(r.Task.Swaps)
	r.Locked = r.locks(file)
	r.entries(t)
	target, err := r.target(t)
	if err != nil {
		return nil, err
	}
	r.Found, err = repair.Roster(ctx, r.Plan.Problem.ToSolve(), r.Task, repair.Options{Each: repairEach, Total: repairTotal, Seed: 1, Clock: pl.Clock})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	r.Pick = r.Found.Choice
	if t.Pick > 0 {
		if t.Pick > len(r.Found.Plans) {
			return nil, lang.AskError{Err: lang.Errorf("没有方案 %d，只有 %d 个", "there is no plan %d, only %d", t.Pick, len(r.Found.Plans)).
				WithHint("不写 --plan 就列出所有方案", "without --plan all are listed")}
		}
		r.Pick = t.Pick - 1
	}
	return r, r.write(ctx, pl, target, t)
}

// Chosen is the plan that is written.
func (r *Repaired) Chosen() *repair.Plan { return &r.Found.Plans[r.Pick] }

// absences enters who is away into the leave of the workspace. It returns the first
// day, −1 where there is none.
func (pl *Planner) absences(file *report.RosterFile, list []Absence) (first int, err error) {
	first = -1
	for _, a := range list {
		k, err := pl.Workspace.PersonByWord(a.Person)
		if err != nil {
			return 0, lang.AskError{Err: err}
		}
		what := lang.T("请假", "leave")
		if a.Kind != "" {
			if what, err = pl.leaveWord(a.Kind); err != nil {
				return 0, err
			}
		}
		for date := a.From; date <= a.To; date++ {
			d, err := dayOf(file, date)
			if err != nil {
				return 0, err
			}
			if first < 0 || d < first {
				first = d
			}
			pl.awayFor(k, date, a.Span, what)
		}
	}
	return first, nil
}

// leaveWord returns a kind of leave, in both languages where it is a usual one. One that
// is neither usual nor in the leave list is refused: nobody could read it back from the
// roster.
func (pl *Planner) leaveWord(word string) (lang.Text, error) {
	var usual []lang.Text
	for _, t := range report.LeaveWords {
		if word == t.ZH || strings.EqualFold(word, t.EN) {
			return t, nil
		}
		usual = append(usual, t)
	}
	for _, l := range pl.Workspace.Leave {
		if word == l.Type.ZH || strings.EqualFold(word, l.Type.EN) {
			return l.Type, nil
		}
	}
	return lang.Text{}, lang.AskError{Err: lang.Errorf("%q 不是请假的种类", "%q is no kind of leave", word).
		WithHint("可以写 %s；别的先记进 leave.xlsx", "use one of %s; enter another kind in leave.xlsx first", lang.Join(usual, "、", ", "))}
}

// task puts t into the terms of the problem. first is the day of the first absence,
// −1 where there is none.
func (r *Repaired) task(today func() workcal.Date, t RepairTask, first int) error {
	r.Task = repair.Task{Base: r.Read.Roster, Most: t.Most}
	if t.Price != nil {
		r.Task.Price = *t.Price
	}
	for _, s := range t.Swaps {
		i, err := r.person(s.A)
		if err != nil {
			return err
		}
		j, err := r.person(s.B)
		if err != nil {
			return err
		}
		if i == j {
			return lang.AskError{Err: lang.Errorf("%s 不能和自己换班", "%s: nobody can swap with themselves", s.A).WithHint("换一个人", "name somebody else")}
		}
		for date := s.From; date <= s.To; date++ {
			d, err := dayOf(r.File, date)
			if err != nil {
				return err
			}
			r.Task.Swaps = append(r.Task.Swaps, repair.Swap{A: i, B: j, Day: d})
			if first < 0 || d < first {
				first = d
			}
		}
	}
	if first < 0 && t.Price == nil && !r.upset() {
		r.Task.Price = hardOnlyPrice
	}
	r.Task.From = max(first, 0)
	switch {
	case t.From != nil:
		var err error
		if r.Task.From, err = dayOf(r.File, *t.From); err != nil {
			return err
		}
		if first >= 0 && first < r.Task.From {
			return lang.AskError{Err: lang.Errorf("--from %s 晚于第一个缺勤或换班的日子 %s", "--from %s is after the first absence or swap on %s", *t.From, r.Plan.Problem.Date(first)).
				WithHint("不写 --from，或把它提前", "leave --from out, or set it earlier")}
		}
	case first < 0:
		now := int(today() - r.File.Start)
		if now >= r.File.Days {
			return lang.AskError{Err: lang.Errorf("班表 %s 的日子都过去了", "all days of the roster %s are past", r.File.Name).
				WithHint("用 --from 指定从哪天起改", "say with --from which day may change")}
		}
		r.Task.From = max(0, now)
	}
	return nil
}

// upset reports whether something has happened to the roster since it was
// generated: cells were edited, or leave was entered for days rostered.
func (r *Repaired) upset() bool {
	for i, days := range r.Plan.Leave {
		for d, leave := range days {
			if !leave.IsZero() && r.Read.Roster.Cells[i][d] != schedule.Off {
				return true
			}
		}
	}
	return r.File.Changed()
}

// keepSwaps fixes the exchanges agreed in the leave list, which the roster already
// has, as far as both are there and it is not exchanged again.
func (h *Held) keepSwaps(swaps []repair.Swap) {
	p := h.Plan.Problem
	for _, s := range h.Plan.Swaps {
		for _, i := range []int{s.A, s.B} {
			again := slices.ContainsFunc(swaps, func(t repair.Swap) bool { return t.Day == s.Day && (t.A == i || t.B == i) })
			if h.Plan.Leave[i][s.Day].IsZero() && !again {
				p.Rules = append(p.Rules, schedule.Pin{Person: i, Day: s.Day, Shift: h.Read.Roster.Cells[i][s.Day]})
			}
		}
	}
}

// target says which file is written over, before anything is searched for: the roster
// itself, or the one that t names.
func (r *Repaired) target(t RepairTask) (*version, error) {
	if t.DryRun {
		return nil, nil
	}
	if t.Path != "" && !sameFile(t.Path, r.Path) {
		v, err := versionAt(t.Path)
		if err != nil {
			return nil, err
		}
		return v, v.guard(t.Force)
	}
	rosters, err := r.Workspace.Rosters()
	if err != nil {
		return nil, err
	}
	if by, ok := rosters.Instead(r.Path); ok {
		return nil, lang.Errorf("%s 不是现在的班表，%s 才是，没有修补", "%s is not the roster that counts, %s is; it is not repaired", filepath.Base(r.Path), filepath.Base(by)).
			WithHint("修补 %s；要用 %s 的话先移走另一个", "repair %s; to use %s, move the other one away first", filepath.Base(by), filepath.Base(r.Path))
	}
	if !r.File.Generated && r.File.Sheets > 1 {
		return nil, lang.Errorf("%s 里还有别的工作表，改写会丢掉它们，没有修补", "%s has other sheets, which would be lost; it is not written over", filepath.Base(r.Path)).
			WithHint("用 -o 写到别处", "use -o to write elsewhere")
	}
	return versionAt(r.Path)
}

// sameFile reports whether two paths lead to one file that is there.
func sameFile(x, y string) bool {
	a, err := os.Stat(x)
	b, err2 := os.Stat(y)
	return err == nil && err2 == nil && os.SameFile(a, b)
}

// next is the roster as the chosen plan has it, with the daily duties, and what of them
// goes to others.
func (r *Repaired) next() (*schedule.Roster, [][]int) {
	p, plan := r.Plan.Problem, r.Chosen()
	who := r.duties(plan.Roster, r.Task.From)
	r.Rotas = nil
	for k := range who {
		for d, i := range who[k] {
			if was := r.Read.Who[k][d]; i != was && i != schedule.Any {
				r.Rotas = append(r.Rotas, lang.F("%s %s 由 %s 值", "%s on %s goes to %s", r.Plan.Rotas[k].Name, p.DayText(d), p.People[i].Name))
			}
		}
	}
	next := keepActivities(p, r.Read.Roster, keepBreaks(p.ToSolve(), r.Read.Roster, plan.Roster), r.Task.From)
	r.Activities = activityChanges(p, r.Read.Roster, next)
	return next, who
}

// keepBreaks leaves the breaks of cells that stay where they are, where the roster after a
// change is as good so: nobody should have to eat at another time for nothing.
func keepBreaks(p *schedule.Problem, before, after *schedule.Roster) *schedule.Roster {
	kept := after.Clone()
	for i := range kept.Cells {
		for d, s := range kept.Cells[i] {
			if at := before.PlacedAt(i, d); s != schedule.Off && s == before.Cells[i][d] && at != nil {
				kept.PlaceBreaks(i, d, at)
			}
		}
	}
	if schedule.Check(p, after).Score.Less(schedule.Check(p, kept).Score) {
		return after
	}
	return kept
}

// document is the workbook of the roster j that the repair came to.
func (r *Repaired) document(pl *Planner, j *Judged) *report.Week {
	p := r.Plan.Problem
	posted := *j.Result
	posted.Roster = posted.Roster.Clone()
	asPosted(posted.Roster, r.Held, r.Task.From)
	j.Result, j.Title, j.State, j.Locked = &posted, r.File.Title, r.File.State, r.Locked
	doc := pl.Document(j)
	var notes []lang.Text
	for _, c := range r.Chosen().Changes {
		notes = append(notes, c.Words(p))
	}
	doc.Notes = slices.Concat(notes, r.Rotas, r.Activities, doc.Notes)
	return doc
}

// write has the chosen plan judged and writes its workbook, where it differs from the
// roster at all. Without a target it says what would differ.
func (r *Repaired) write(ctx context.Context, pl *Planner, v *version, t RepairTask) error {
	roster, who := r.next()
	j := r.check(&solve.Result{Roster: roster}, who)
	base, err := versionAt(r.Path)
	if err != nil {
		return err
	}
	r.Changes = cellEdits(report.Diff(r.File, r.document(pl, j), pl.today()), pl.Document(j))
	if v == nil || len(r.Changes) == 0 && len(r.Rotas) == 0 && len(r.Activities) == 0 {
		return nil
	}
	if !base.same(&version{file: r.File}) {
		return lang.Errorf("%s 在计算期间被人改过，没有覆盖", "%s was edited during the search and is left as it is", r.Path).WithHint("再运行一次", "run it again")
	}
	if err := j.simulate(ctx, 1); err != nil {
		return err
	}
	w, err := pl.replace(v, base, r.document(pl, j), reason{what: workspace.Repaired, why: r.why(t), mark: true})
	if err != nil {
		return err
	}
	r.Written, r.Backup = w.path, w.kept
	return nil
}

// why says for what a roster is repaired.
func (r *Repaired) why(t RepairTask) lang.Text {
	var all []lang.Text
	if t.Reason != "" {
		all = append(all, lang.Same(t.Reason))
	}
	for _, e := range r.Entries {
		all = append(all, e.Why)
	}
	if all == nil {
		return lang.T("违反规则的格子", "cells that break rules")
	}
	return lang.Join(all, "；", "; ")
}
