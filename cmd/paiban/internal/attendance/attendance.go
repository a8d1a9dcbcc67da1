// Package attendance is the group of commands paiban attendance.
package attendance

import (
	"context"

	"github.com/spf13/cobra"

	"paiban/attendance"
	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/punchflags"
	"paiban/internal/lang"
)

// New returns the group.
func New(a *cli.App) *cobra.Command {
	return cli.Group(&cobra.Command{Use: "attendance", Short: a.Say(lang.T("考勤：读打卡文件、算积分、核对导出结果", "Read punch files, score a month, check an export's own results"))},
		newImport(a),
		newScore(a),
		newExport(a),
		newAudit(a),
	)
}

// printMonth settles a month without writing it and has it printed: all of it with
// --json, else what say prints of it.
func printMonth(ctx context.Context, a *cli.App, o punchflags.Month, say func(*attendance.Sheet)) error {
	defer cli.BoundMemory()()
	s, err := punchflags.Settle(ctx, a, o, "")
	if err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(s.Document())
	}
	say(s.Sheet)
	return nil
}
