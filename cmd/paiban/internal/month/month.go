// Package month is the command paiban month.
package month

import (
	"context"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/punchflags"
	"paiban/internal/lang"
)

// Options are the flags of paiban month.
type Options struct {
	punchflags.Month
	Output string
	Force  bool
	Slips  bool
}

// New returns the command.
func New(a *cli.App) *cobra.Command { return newWith(a, Run) }

func newWith(a *cli.App, run func(context.Context, *cli.App, Options) error) *cobra.Command {
	var o Options
	c := &cobra.Command{
		Use:   "month [--month YYYY-MM] [--punches FILE…] [-o FILE]",
		Short: a.Say(lang.T("打卡结算：考勤结果、积分和工资考勤表", "Settle a month: punches to results, scores and the payroll sheet")),
		Long: a.Say(lang.T(
			"把一个月的打卡、班表、请假和补卡算成每人每天的结果，再按店里的规则算出积分、全勤奖、扣款，写成工作簿。\n\n在工作文件夹里：默认取最近的 punches/YYYY-MM，计划来自班表，没有班表的日子用导出表自己的班次，写到 attendance/YYYY-MM.xlsx。\n不在工作文件夹里：用 --punches 指明导出文件，按通用规则（只记录，不罚款）结算其中所有人。\n\n工作簿里黄色格子可以填（得分、罚款次数、补卡时间、答复），再运行时会读回。其他格子改过的，不加 --force 不会覆盖。\n\n--slips 在考勤表旁边另写 YYYY-MM_slips.xlsx：每人一页的考勤确认单，有每天的班次、打卡、结果，有合计和签字栏。",
			"Turn a month of punches, rosters, leave and corrections into a result for every\nperson and day, then into scores, bonuses and deductions by the shop's rules. The\nresult is a workbook.\n\nInside a workspace the command settles the latest folder punches/YYYY-MM and writes\nattendance/YYYY-MM.xlsx. Plans come from the rosters; days without a roster use the\nshifts in the export. Elsewhere, name the exports with --punches: everybody in them\nis settled by a generic policy that records and fines nothing.\n\nFill in the yellow cells of the workbook (points, fines, corrections, answers); the\nnext run reads them back. A workbook that was edited anywhere else is not replaced\nwithout --force, which keeps the old file as a backup.\n\nWith --slips the command also writes YYYY-MM_slips.xlsx beside the workbook: a page\nfor each person to sign, with the days, the sums and a line for the signature.")),
		Example: `  paiban month
  paiban month --month 2026-10 --json
  paiban month --slips
  paiban month --punches dingtalk.xlsx -o april.xlsx`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return run(c.Context(), a, o) },
	}
	punchflags.AddMonth(a, c, &o.Month)
	c.Flags().StringVarP(&o.Output, "output", "o", "", a.Say(lang.T("写到此文件", "write the workbook to this file")))
	c.Flags().BoolVar(&o.Force, "force", false, a.Say(lang.T("覆盖改过的考勤表，旧文件留作备份", "replace a workbook that was edited; the old file is kept as a backup")))
	c.Flags().BoolVar(&o.Slips, "slips", false, a.Say(lang.T("另写每人一页的考勤确认单，供打印签字", "also write a slip of attendance for each person to sign, a page each")))
	return c
}

// Run settles a month, writes its workbook and prints its figures.
func Run(ctx context.Context, a *cli.App, o Options) error {
	// A month of many people runs on office laptops: memory counts more than a second.
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	dir := a.Dir
	if o.Output != "" {
		dir = filepath.Dir(a.Path(o.Output))
	}
	release, err := a.Lock(dir)
	if err != nil {
		return err
	}
	defer release()
	defer cli.BoundMemory()()
	s, err := punchflags.Settle(ctx, a, o.Month, o.Output)
	if err != nil {
		return err
	}
	if o.Slips {
		s.AskForSlips()
	}
	if err := s.Write(o.Force); err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(s.Document())
	}
	printPeople(a, s.Sheet)
	tell(a, s)
	return nil
}
