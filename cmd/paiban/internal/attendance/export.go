package attendance

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"paiban/attendance"
	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/punchflags"
	"paiban/internal/lang"
	"paiban/internal/settlement"
)

func newExport(a *cli.App) *cobra.Command {
	var o punchflags.Month
	c := &cobra.Command{
		Use:   "export [--month YYYY-MM]",
		Short: a.Say(lang.T("每人每天一行，供其他系统读取", "One line for every person and day, for other systems")),
		Long: a.Say(lang.T(
			"结算一个月（与 paiban month 相同），但不写工作簿：把每人每天的计划、打卡、结果和规则打到标准输出。\n在管道里是制表符分隔的文本；--json 给出全部细节。分钟、天、小时、元。",
			"Settle a month as paiban month does, but write no workbook. Print the plan, punches,\nresult and rules of every person and day, as tab-separated text in a pipe; --json\ngives every detail. Units are minutes, days, hours and yuan.")),
		Example: `  paiban attendance export --month 2026-10 > days.tsv
  paiban attendance export --month 2026-10 --json > month.json`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return printMonth(c.Context(), a, o, func(s *attendance.Sheet) { printDays(a, s) })
		},
	}
	punchflags.AddMonth(a, c, &o)
	return c
}

func printDays(a *cli.App, sheet *attendance.Sheet) {
	g := &cli.Grid{}
	for _, t := range []lang.Text{
		lang.T("工号", "ID"), lang.T("姓名", "Name"), lang.T("日期", "Date"), lang.T("班次", "Shift"), lang.T("计划", "Planned"), lang.T("打卡", "Clocked"), lang.T("结果", "Result"),
		lang.T("应出勤", "Due"), lang.T("实出勤", "Attended"), lang.T("迟到分钟", "Minutes late"), lang.T("早退分钟", "Minutes early"), lang.T("缺卡", "Missing"), lang.T("旷工", "Absent"),
		lang.T("请假分钟", "Minutes of leave"), lang.T("加班分钟", "Minutes of overtime"), lang.T("罚款", "Fine"), lang.T("扣分", "Points"), lang.T("规则", "Rules"),
	} {
		g.Head = append(g.Head, a.Say(t))
	}
	for i := range sheet.People {
		m := &sheet.People[i]
		for d := range m.Days {
			day := &m.Days[d]
			var spans, rules []string
			for _, s := range day.Plan.Segments {
				spans = append(spans, s.String())
			}
			for k := range day.Applied {
				rules = append(rules, a.Say(day.Applied[k].Words()))
			}
			clocked := attendance.Clocks(day)
			if len(day.Punches) == 0 {
				clocked = ""
			}
			g.Add(m.Person.ID, m.Person.Name, day.Date.String(), day.Plan.Shift, strings.Join(spans, " "), clocked, a.Say(day.Result.Text()),
				cli.Figure(day.Due), cli.Figure(day.Attended), strconv.Itoa(attendance.Minutes(day.Late)), strconv.Itoa(attendance.Minutes(day.Early)), strconv.Itoa(day.Missing), cli.Figure(day.Absent),
				strconv.Itoa(settlement.MinutesAway(day)), strconv.Itoa(day.Overtime[0]+day.Overtime[1]+day.Overtime[2]), cli.Figure(day.Fine().Yuan()), cli.Figure(day.Points()), strings.Join(rules, "; "))
		}
	}
	a.PrintGrid(g)
}
