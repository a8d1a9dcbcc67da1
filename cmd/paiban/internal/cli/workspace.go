package cli

import (
	"path/filepath"

	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// OpenWorkspace loads the workspace that the command was started in and takes
// its language.
func (a *App) OpenWorkspace() (*workspace.Workspace, error) { return a.openWith(workspace.LoadOn) }

// OpenUnstaffed is OpenWorkspace for commands that ask nothing about people.
func (a *App) OpenUnstaffed() (*workspace.Workspace, error) {
	return a.openWith(workspace.LoadUnstaffed)
}

func (a *App) openWith(load func(root string, today workcal.Date) (*workspace.Workspace, error)) (*workspace.Workspace, error) {
	root, err := workspace.Find(a.Dir)
	if err != nil {
		return nil, err
	}
	ws, err := load(root, workcal.DateFrom(a.Now()))
	if err != nil {
		return nil, err
	}
	if ws.LangSet {
		a.UseLang(ws.Lang)
	}
	ws.Lang = a.lang // what the user asked for wins in workbooks too
	return ws, nil
}

// WorkspaceOf loads the workspace that the command was started in or, outside
// of any, the one that path lies in.
func (a *App) WorkspaceOf(path string) (*workspace.Workspace, error) {
	root, err := workspace.Find(a.Dir)
	if err != nil {
		inside, other := workspace.Find(filepath.Dir(path))
		if other != nil {
			return nil, err
		}
		root = inside
		a.UseLangOf(root)
	}
	ws, err := workspace.LoadOn(root, workcal.DateFrom(a.Now()))
	if err != nil {
		return nil, err
	}
	if ws.LangSet {
		a.UseLang(ws.Lang)
	}
	ws.Lang = a.lang
	return ws, nil
}
