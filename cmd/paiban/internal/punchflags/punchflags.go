// Package punchflags holds the flags of the commands that read punch files or settle a
// month, and what they mean.
package punchflags

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"paiban/attendance"
	"paiban/attendance/punch"
	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/settlement"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// Month is what is settled, as it was typed.
type Month struct {
	Month   string   // --month
	Punches []string // --punches
	Map     string   // --map
}

// AddMonth adds --month, --punches and --map.
func AddMonth(a *cli.App, c *cobra.Command, o *Month) {
	c.Flags().StringVar(&o.Month, "month", "", a.Say(lang.T("月份，如 2026-10、10月、上月", "the month, such as 2026-10, 10 or 'last month'")))
	c.Flags().StringArrayVar(&o.Punches, "punches", nil, a.Say(lang.T("打卡导出文件，可以写多次", "a punch export; repeat the flag for several files")))
	AddMap(a, c, &o.Map)
}

// AddMap adds --map.
func AddMap(a *cli.App, c *cobra.Command, text *string) {
	c.Flags().StringVar(text, "map", "", a.Say(lang.F("认不出版式时的列对照：表头=含义，逗号隔开；含义有 %s", "columns of a file with an unknown layout, as HEADING=MEANING,…; meanings: %s", strings.Join(attendance.PunchRoles, ", "))))
}

// Columns reads what --map holds: 店员=name,哪天=date,几点=time.
func Columns(text string) (columns []attendance.PunchColumn, err error) {
	if text == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "，", ","), ",") {
		heading, is, _ := strings.Cut(part, "=")
		columns = append(columns, attendance.PunchColumn{Heading: strings.TrimSpace(heading), Is: strings.TrimSpace(is)})
	}
	if err := attendance.ValidateColumns(columns); err != nil {
		return nil, cli.NewUsageError(err)
	}
	return columns, nil
}

// Settle settles the month that o names, to be written to path, "" for the usual
// place; it writes nothing. Without a workspace there must be --punches.
func Settle(ctx context.Context, a *cli.App, o Month, path string) (*settlement.Settled, error) {
	opts := settlement.Options{}
	if o.Month != "" {
		// Without a workspace there are no folders of months.
		var have []workcal.Month
		if root, err := workspace.Find(a.Dir); err == nil {
			if have, err = workspace.PunchMonths(root); err != nil {
				return nil, err
			}
		}
		m, err := workspace.MonthByWords(o.Month, workcal.DateFrom(a.Now()), have)
		if err != nil {
			return nil, cli.NewUsageError(err)
		}
		opts.Month = m
	}
	ws, err := openWorkspace(a, len(o.Punches) > 0)
	if err != nil {
		return nil, err
	}
	if opts.Columns, err = Columns(o.Map); err != nil {
		return nil, err
	}
	for _, p := range o.Punches {
		opts.Punches = append(opts.Punches, a.Path(p))
	}
	if path != "" {
		opts.Path = a.Path(path)
	}
	show := a.Progress()
	defer show.Done()
	st := settlement.Settler{Workspace: ws, Dir: a.Dir, Lang: a.Lang(), Clock: a.Now, Progress: show.Say}
	return st.Settle(ctx, opts)
}

// openWorkspace opens the workspace that the command was started in. Where exports are
// named it may be missing: nil.
func openWorkspace(a *cli.App, named bool) (*workspace.Workspace, error) {
	_, missing := workspace.Find(a.Dir)
	if missing == nil {
		return a.OpenWorkspace()
	}
	var e *lang.Error
	switch {
	case named:
		return nil, nil
	case errors.As(missing, &e):
		return nil, e.WithHint("到工作文件夹里运行；或用 --punches 指明打卡文件", "run it inside a workspace, or name punch files with --punches")
	}
	return nil, missing
}

// Read reads the punch files that the command line names.
func Read(ctx context.Context, a *cli.App, files []string, columns []attendance.PunchColumn) ([]*punch.Export, error) {
	defer cli.BoundMemory()()
	show := a.Progress()
	defer show.Done()
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = a.Path(f)
	}
	return settlement.ReadExports(ctx, workcal.DateFrom(a.Now()), paths, columns, nil, show.Say)
}
