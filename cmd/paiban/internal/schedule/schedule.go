// Package schedule is the group of commands `paiban schedule`: rosters checked,
// found, repaired, explained, exported, and what they need.
package schedule

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workspace"
)

// New is the group of commands `paiban schedule`.
func New(a *cli.App) *cobra.Command {
	return cli.Group(&cobra.Command{Use: "schedule", Short: a.Say(lang.T("排班：检查、求解、调整", "Plan, check and repair rosters"))},
		newSolve(a),
		newCheck(a),
		newRequire(a),
		newExport(a),
		newDesign(a),
		newRepair(a),
		newPublish(a),
		newHistory(a),
		newUndo(a),
		newExplain(a),
	)
}

// open reads a roster file and makes the planner of its workspace: the one that the
// command was started in or, outside of any, the one that the file lies in.
func open(a *cli.App, path string) (*planner.Planner, *report.RosterFile, error) {
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return nil, nil, err
	}
	ws, err := a.WorkspaceOf(path)
	if err != nil {
		return nil, nil, err
	}
	tell(a, file.Notes)
	return a.Planner(ws), file, nil
}

// tell prints notes to standard error.
func tell(a *cli.App, notes []lang.Text) {
	for _, n := range notes {
		fmt.Fprintln(a.Stderr, a.Say(n))
	}
}

// tellOther tells that the file at path is not the roster of its week, where another
// file of it counts.
func tellOther(a *cli.App, rosters *workspace.Rosters, path string) {
	if by, ok := rosters.Instead(path); ok {
		tell(a, []lang.Text{lang.F("%s 不是现在的班表，%s 才是", "%s is not the roster that counts, %s is", filepath.Base(path), filepath.Base(by))})
	}
}
