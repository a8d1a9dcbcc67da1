package cli

import (
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
		Workspace: ws, Clock: a.Now, Version: Version(), Lock: a.Lock,
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

// WeekFlag reads --week; nil where none is named.
func WeekFlag(name string) (*workcal.Week, error) {
	if name == "" {
		return nil, nil
	}
	w, err := workcal.ParseWeek(name)
	if err != nil {
		return nil, NewUsageError(lang.Errorf("--week %q 不是一周", "--week %q is not a week", name).
			WithHint("写成 2026-W48", "write it as 2026-W48"))
	}
	return &w, nil
}
