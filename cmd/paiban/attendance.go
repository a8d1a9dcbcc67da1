package main

import (
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"paiban/attendance/punch"
	"paiban/internal/lang"
)

func newAttendanceCmd(a *app) *cobra.Command {
	return group(&cobra.Command{Use: "attendance", Short: a.Say(lang.T("考勤：读打卡文件、核对导出结果", "Read punch files, audit what exports claim"))},
		newAttendanceImportCmd(a),
		newAttendanceAuditCmd(a),
	)
}

// readAll reads punch files named on the command line; what is wrong with each
// is reported together.
func (a *app) readAll(files []string) (exports []*punch.Export, err error) {
	show := a.progress()
	defer show.done()
	var bad []error
	for _, f := range files {
		if !filepath.IsAbs(f) {
			f = filepath.Join(a.Dir, f)
		}
		show.say(lang.F("读 %s", "reading %s", filepath.Base(f)))
		e, err := readPunches(f)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		exports = append(exports, e)
	}
	return exports, errors.Join(bad...)
}
