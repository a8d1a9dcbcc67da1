package attendance

import (
	"fmt"

	"github.com/spf13/cobra"

	"paiban/attendance/punch"
	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/punchflags"
	"paiban/internal/lang"
)

func newAudit(a *cli.App) *cobra.Command {
	return &cobra.Command{
		Use:   "audit EXPORT",
		Short: a.Say(lang.T("核对导出表自己的结果", "Recompute an export's own results and compare")),
		Long: a.Say(lang.T(
			"用导出表里的原始打卡、班次和审批，重新算出每人每天的迟到、早退、缺卡、旷工、出勤，\n与导出表自己的结果逐项比较，列出每一处不同和原因。\n宽限、弹性等设置由导出表自己的数字推断，并写出来。有不同时退出码 4。",
			"Recompute lateness, early leave, missing punches, absence and attendance of every\nperson-day from the export's raw punches, shifts and approvals, compare them with\nthe export's own results, and list every difference with its cause. Settings such\nas grace periods are inferred from the export's numbers and printed. The exit code is\n4 if anything differs.")),
		Example: `  paiban attendance audit dingtalk.xlsx
  paiban attendance audit dingtalk.xlsx --json > audit.json`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, files []string) error {
			exports, err := punchflags.Read(c.Context(), a, files, nil)
			if err != nil {
				return err
			}
			audit, err := exports[0].Audit()
			if err != nil {
				return err
			}
			if a.JSON {
				err = a.PrintJSON(audit)
			} else {
				printAudit(a, audit)
			}
			if err == nil && len(audit.Differences) > 0 {
				return cli.ExitError(cli.ExitViolations)
			}
			return err
		},
	}
}

func printAudit(a *cli.App, x *punch.Audit) {
	fields := &cli.Grid{Right: []int{1, 2, 3}}
	for _, t := range []lang.Text{lang.T("项目", "Field"), lang.T("比较", "Compared"), lang.T("相同", "Equal"), lang.T("不同", "Different")} {
		fields.Head = append(fields.Head, a.Say(t))
	}
	for _, f := range punch.AuditFields {
		c := x.Fields[f.Key]
		fields.Add(a.Say(f.Name), fmt.Sprint(c.Compared), fmt.Sprint(c.Equal), fmt.Sprint(c.Compared-c.Equal))
	}
	a.PrintGrid(fields)
	fmt.Fprintln(a.Stdout)
	if len(x.Differences) > 0 {
		diff := &cli.Grid{}
		for _, t := range []lang.Text{lang.T("姓名", "Name"), lang.T("日期", "Date"), lang.T("项目", "Field"), lang.T("导出表", "Export"), lang.T("重算", "Recomputed"), lang.T("原因", "Cause"), lang.T("位置", "Place")} {
			diff.Head = append(diff.Head, a.Say(t))
		}
		for _, d := range x.Differences {
			diff.Add(d.Person, d.Date.String(), a.Say(punch.FieldName(d.Field)), fmt.Sprint(d.Theirs), fmt.Sprint(d.Ours), a.Say(d.Why), d.Where.String())
		}
		a.PrintGrid(diff)
	}
	fmt.Fprintln(a.Stderr, a.Say(lang.F("%s：%d 个人天，%d 处不同", "%s: %d person-days, %d differences", x.Layout, x.PersonDays, len(x.Differences))))
	for _, t := range x.SettingWords() {
		fmt.Fprintln(a.Stderr, a.Say(lang.F("  推断：%s", "  inferred: %s", t)))
	}
}
