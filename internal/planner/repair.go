package planner

import (
	"context"
	"fmt"
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

	Path    string // where to write; "" is beside the roster as NAME_repair1.xlsx
	InPlace bool   // replace the roster's file; the old one is kept as a backup
	Force   bool   // replace even a file that somebody has edited
}

// Repaired is a roster with the ways to repair it.
type Repaired struct {
	*Held
	Task    repair.Task
	Absent  bool // somebody was said to be away
	Found   *repair.Result
	Pick    int         // index of the plan that is written
	Written string      // path; "" where nothing was
	Backup  string      // the name under which the file replaced is kept; "" is none
	Rotas   []lang.Text // duties that go to others
}

// Repair changes the roster of a file as little as possible after what t says has
// happened, and writes the plan advised or picked. A [lang.AskError] says that t does not
// fit the roster.
func (pl *Planner) Repair(ctx context.Context, path string, file *report.RosterFile, t RepairTask) (*Repaired, error) {
	r := &Repaired{Absent: len(t.Absences) > 0}
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
	r.keepSwaps()
	target, backup, err := r.target(t)
	if err != nil {
		return nil, err
	}
	r.Found, err = repair.Roster(ctx, r.Plan.Problem, r.Task, repair.Options{Each: repairEach, Total: repairTotal, Seed: 1, Clock: pl.Clock})
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
	if len(r.Chosen().Changes) == 0 || t.DryRun {
		return r, nil
	}
	return r, r.write(ctx, pl, target, backup)
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
			pl.away(k, date, what)
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
// has, as far as both are there.
func (r *Repaired) keepSwaps() {
	p := r.Plan.Problem
	for _, s := range r.Plan.Swaps {
		for _, i := range []int{s.A, s.B} {
			again := slices.ContainsFunc(r.Task.Swaps, func(t repair.Swap) bool { return t.Day == s.Day && (t.A == i || t.B == i) })
			if r.Plan.Leave[i][s.Day].IsZero() && !again {
				p.Rules = append(p.Rules, schedule.Pin{Person: i, Day: s.Day, Shift: r.Read.Roster.Cells[i][s.Day]})
			}
		}
	}
}

// target says where the repaired roster goes, before anything is searched for.
func (r *Repaired) target(t RepairTask) (path, backup string, err error) {
	switch {
	case t.DryRun:
		return "", "", nil
	case t.InPlace && !workspace.Written(r.Path):
		return "", "", lang.AskError{Err: lang.Errorf("%s 不是 .xlsx 文件，不能原地改写", "%s is no .xlsx file and cannot be replaced in place", filepath.Base(r.Path)).
			WithHint("不写 --in-place，修补后的班表会另存为 .xlsx", "leave --in-place out: the repaired roster is written beside it as .xlsx")}
	case t.InPlace:
		if r.File.Changed() && !t.Force {
			return "", "", lang.Errorf("%s 生成之后被人改过，没有覆盖", "%s was edited since it was generated and is left as it is", r.Path).
				WithHint("加 --force（旧文件会留作备份），或不写 --in-place", "use --force (the old file is kept as a backup), or leave --in-place out")
		}
		backup, err = freeName(r.Path)
		return r.Path, backup, err
	case t.Path != "":
		backup, err = guardRoster(t.Path, t.Force)
		return t.Path, backup, err
	}
	base, _ := workspace.BaseName(r.Path)
	for n := 1; ; n++ {
		path = filepath.Join(filepath.Dir(r.Path), fmt.Sprintf("%s_repair%d.xlsx", base, n))
		if _, err := os.Lstat(path); os.IsNotExist(err) {
			return path, "", nil
		} else if err != nil {
			return "", "", err
		}
	}
}

// write has the chosen plan judged, with the daily duties, and writes its workbook.
func (r *Repaired) write(ctx context.Context, pl *Planner, path, backup string) error {
	p, plan := r.Plan.Problem, r.Chosen()
	who := r.duties(plan.Roster, r.Task.From)
	for k := range who {
		for d, i := range who[k] {
			if was := r.Read.Who[k][d]; i != was && i != schedule.Any {
				r.Rotas = append(r.Rotas, lang.F("%s %s 由 %s 值", "%s on %s goes to %s", r.Plan.Rotas[k].Name, p.DayText(d), p.People[i].Name))
			}
		}
	}
	j, err := r.judge(ctx, &solve.Result{Roster: plan.Roster}, 1, who)
	if err != nil {
		return err
	}
	j.Title = r.File.Title
	doc := pl.Document(j)
	var notes []lang.Text
	for _, c := range plan.Changes {
		notes = append(notes, c.Words(p))
	}
	doc.Notes = slices.Concat(notes, r.Rotas, doc.Notes)
	if err := writeRoster(path, backup, doc); err != nil {
		return err
	}
	r.Written, r.Backup = path, backup
	return nil
}
