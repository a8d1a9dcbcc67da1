package main

import (
	"errors"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"paiban/attendance"
	"paiban/attendance/punch"
	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/table"
)

func newAttendanceCmd(a *cli.App) *cobra.Command {
	return cli.Group(&cobra.Command{Use: "attendance", Short: a.Say(lang.T("考勤：读打卡文件、算积分、核对导出结果", "Read punch files, score a month, audit what exports claim"))},
		newAttendanceImportCmd(a),
		newAttendanceScoreCmd(a),
		newAttendanceExportCmd(a),
		newAttendanceAuditCmd(a),
	)
}

// printMonth settles a month without writing it and has it printed: all of it with
// --json, else what print tells of it.
func printMonth(a *cli.App, o monthOptions, print func(*attendance.Sheet)) error {
	o.force = true // nothing is written, so nothing can be lost
	r, sheet, _, err := settleMonth(a, o)
	if err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(r.json(sheet))
	}
	print(sheet)
	return nil
}

// tidily bounds what is left lying about in memory, until done is called: of a
// full sheet, a million punches, that is more than what is needed of it. It costs
// a little time where there is so much, and nothing else.
func tidily() (done func()) {
	const most = 320 << 20 // bytes
	usual := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(usual, most))
	return func() { debug.SetMemoryLimit(usual) }
}

// readAll reads punch files named on the command line; what is wrong with each
// is reported together. columns, where there are any, name those of files whose
// layout is not known; symbols are those of the shop's own sheets.
func readAll(a *cli.App, files []string, columns []attendance.PunchColumn, symbols ...attendance.Symbol) (exports []*punch.Export, err error) {
	show := a.Progress()
	defer show.Done()
	defer tidily()()
	var bad []error
	for _, f := range files {
		f = a.Path(f)
		show.Say(lang.F("读 %s", "reading %s", filepath.Base(f)))
		e, err := readPunches(f, columns, symbols)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		exports = append(exports, e)
	}
	return exports, errors.Join(bad...)
}

// readPunches reads one export.
func readPunches(path string, columns []attendance.PunchColumn, symbols []attendance.Symbol) (*punch.Export, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	e, err := punch.Read(book, symbols...)
	if err != nil && len(columns) > 0 {
		return punch.ReadMapped(book, columns)
	}
	return e, err
}

// parseColumns reads 店员=name,哪天=date,几点=time.
func parseColumns(text string) (columns []attendance.PunchColumn, err error) {
	if text == "" {
		return nil, nil
	}
	for _, part := range strings.Split(strings.ReplaceAll(text, "，", ","), ",") {
		heading, is, _ := strings.Cut(part, "=")
		columns = append(columns, attendance.PunchColumn{Heading: strings.TrimSpace(heading), Is: strings.TrimSpace(is)})
	}
	if err := attendance.ValidateColumns(columns); err != nil {
		return nil, cli.NewUsageError(err)
	}
	return columns, nil
}

// addMapFlag adds --map.
func addMapFlag(a *cli.App, c *cobra.Command, text *string) {
	c.Flags().StringVar(text, "map", "", a.Say(lang.F("认不出版式时的列对照：表头=含义，逗号隔开；含义有 %s", "columns of files whose layout is not known: HEADING=MEANING, with commas; meanings are %s", strings.Join(attendance.PunchRoles, ", "))))
}
