package attendance

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"paiban/attendance"
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
		if c.Compared == 0 {
			continue // the export does not say
		}
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
	if x.AfterReport > 0 {
		fmt.Fprintln(a.Stderr, a.Say(lang.F("  %d 个人天没有比较：报表在 %v 生成，那时还没下班", "  %d person-days are not compared: they were not over at %v, when the report was made", x.AfterReport, x.Made)))
	}
	for _, t := range settingWords(x) {
		fmt.Fprintln(a.Stderr, a.Say(lang.F("  推断：%s", "  inferred: %s", t)))
	}
}

// settingWords says the inferred settings.
func settingWords(x *punch.Audit) (out []lang.Text) {
	s := x.Settings
	p := attendance.DefaultPolicy()
	p.Flex, p.Grace, p.EarlyGrace = s.Flex, s.Grace, s.EarlyGrace
	for _, t := range p.Words() {
		if strings.Contains(t.EN, "grace") || strings.Contains(t.EN, "flexible") {
			out = append(out, t)
		}
	}
	for _, shift := range slices.Sorted(maps.Keys(s.ShiftGrace)) {
		out = append(out, lang.F("班次“%s”：%s", "shift %q: %s", shift, s.ShiftGrace[shift].Words(lang.T("迟到", "lateness"))))
	}
	for _, period := range slices.Sorted(maps.Keys(s.PeriodHours)) {
		out = append(out, lang.F("时段“%s”：%s，由它自己的迟到早退推算", "period %q: %s, worked out from its lateness and early leave", period, s.PeriodHours[period].Text()))
	}
	if s.Overtime != nil {
		out = append(out, s.Overtime.Words()...)
	}
	if x.Fields["attended_days"].Compared == 0 {
		return out
	}
	yes := map[bool]lang.Text{true: lang.T("算出勤", "counts as attended"), false: lang.T("不算出勤", "does not count as attended")}
	out = append(out,
		lang.F("缺一次卡的一天算出勤 %v 天", "a day with one missing punch counts as %v days attended", s.OneMissing),
		lang.F("休息日打卡%s", "work on a rest day %s", yes[s.RestDayCounts]),
		lang.F("外出、出差而没有打卡的一天%s", "a day away on business without a punch %s", yes[s.AwayCounts]),
		lang.F("全天请假又打了卡的一天%s", "a full day of leave with punches %s", yes[s.LeaveDayCounts]))
	if s.AbsentLate > 0 {
		out = append(out, lang.F("迟到 %d 分钟起算旷工", "lateness of %d minutes or more is absence", s.AbsentLate))
	}
	return out
}
