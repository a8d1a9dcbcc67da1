package cli

import (
	"cmp"
	"io"

	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// Planner plans for ws by the command's clock, under its lock, and shows on the
// terminal how the work stands.
func (a *App) Planner(ws *workspace.Workspace) *planner.Planner {
	show := a.Progress()
	return &planner.Planner{
		Workspace: ws, Clock: a.Now, Version: Version(), User: a.User(), Lock: a.Lock,
		Progress: func(s planner.Step) {
			switch {
			case s.Search != nil:
				show.Search(*s.Search)
			case s.Words.IsZero():
				show.Done()
			default:
				show.Say(s.Words)
			}
		},
	}
}

// User is who runs the command, as the system names them; "" is nobody known.
func (a *App) User() string {
	return cmp.Or(a.Getenv("USERNAME"), a.Getenv("USER"), a.Getenv("LOGNAME"))
}

// PlannerHere is the planner of the workspace that the command was started in.
func (a *App) PlannerHere() (*planner.Planner, error) {
	ws, err := a.OpenWorkspace()
	if err != nil {
		return nil, err
	}
	return a.Planner(ws), nil
}

// PlannerIn makes the planner of the workspace in a folder, in that workspace's
// language unless the user named one, and without a word on the terminal.
func (a *App) PlannerIn(dir string) (*planner.Planner, error) {
	inner := *a
	inner.Dir, inner.Stdout, inner.Stderr = dir, io.Discard, io.Discard
	return inner.PlannerHere()
}

// WeekHelp says how --week is written.
var WeekHelp = lang.T("哪一周：2026-W48、下周，或那一周里的一天，如 12-09", "the week: 2026-W48, next, or a day of it, such as 12-09")

// WeekFlag reads --week; nil where none is named.
func (a *App) WeekFlag(name string) (*workcal.Week, error) {
	if name == "" {
		return nil, nil
	}
	w, err := a.WeekByWords(name)
	if err != nil {
		return nil, NewUsageError(err)
	}
	return &w, nil
}

// MonthAhead reads the month of a roster, see [workspace.MonthByWords]; without a year it
// is the nearest one, of the half year to come too.
func (a *App) MonthAhead(words string) (workcal.Month, error) {
	today := workcal.DateFrom(a.Now())
	var ahead []workcal.Month
	for m := workcal.MonthOf(today); len(ahead) < 6; m = workcal.MonthOf(m.Last() + 1) {
		ahead = append(ahead, m)
	}
	return workspace.MonthByWords(words, today, ahead)
}

// WeekByWords reads a week as [workspace.WeekByWords] does, on the day that the clock
// shows and by the first day of the week that the workspace here names.
func (a *App) WeekByWords(words string) (workcal.Week, error) {
	var first workcal.FirstDay
	if root, err := workspace.Find(a.Dir); err == nil {
		if c, err := workspace.LoadConfig(root); err == nil { // else opening the workspace says what is wrong
			first = c.FirstDay()
		}
	}
	return workspace.WeekByWords(words, workcal.DateFrom(a.Now()), first)
}
