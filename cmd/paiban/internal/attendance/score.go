package attendance

import (
	"strconv"

	"github.com/spf13/cobra"

	"paiban/attendance"
	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/punchflags"
	"paiban/internal/lang"
)

func newScore(a *cli.App) *cobra.Command {
	var o punchflags.Month
	c := &cobra.Command{
		Use:   "score [--month YYYY-MM]",
		Short: a.Say(lang.T("积分的每一分：项目、扣分和依据", "Every point of the scores: items, deductions and their evidence")),
		Long: a.Say(lang.T(
			"结算一个月（与 paiban month 相同），但不写文件：逐人列出得分的每一项，考勤扣分和罚款逐条写明日期、规则和依据。",
			"Settle a month as paiban month does, but write nothing. List every item of each\nperson's score, and every deduction and fine with its date, rule and evidence.")),
		Example: "  paiban attendance score --month 2026-10",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return printMonth(c.Context(), a, o, func(s *attendance.Sheet) { printScores(a, s) })
		},
	}
	punchflags.AddMonth(a, c, &o)
	return c
}

// printScores prints a line for every item, every rule that cost something, and
// the total of each person.
func printScores(a *cli.App, sheet *attendance.Sheet) {
	g := &cli.Grid{Right: []int{4, 5, 6}}
	for _, t := range []lang.Text{
		lang.T("工号", "ID"), lang.T("姓名", "Name"), lang.T("日期", "Date"), lang.T("项目", "Item"), lang.T("分", "Points"), lang.T("罚款", "Fine"), lang.T("旷工（天）", "Absent"), lang.T("依据", "Evidence"),
	} {
		g.Head = append(g.Head, a.Say(t))
	}
	number := func(f float64) string {
		if f == 0 {
			return ""
		}
		return cli.Figure(f)
	}
	for i := range sheet.People {
		m := &sheet.People[i]
		rule := func(date string, r attendance.Applied, where string) {
			if r.Points != 0 || r.Fine != 0 || r.Absent != 0 {
				g.Add(m.Person.ID, m.Person.Name, date, a.Say(r.Text), number(-r.Points), number(r.Fine.Yuan()), number(r.Absent), where)
			}
		}
		for _, s := range m.Scores {
			if s.ID == "attendance" { // told rule by rule below
				continue
			}
			points, why := strconv.FormatFloat(s.Points, 'f', -1, 64), ""
			switch {
			case s.State == attendance.NotYet && s.Judge.IsZero():
				points, why = "", a.Say(lang.T("还没有打分", "not scored yet"))
			case s.State == attendance.NotYet:
				points, why = "", a.Say(lang.F("还没有打分（%s）", "not scored yet (by %s)", s.Judge))
			case s.State == attendance.TooFew || s.State == attendance.NoFigure:
				points, why = "", a.Say(s.Evidence[0].Text)
			case len(s.Evidence) == 1:
				why = a.Say(s.Evidence[0].Text)
			}
			g.Add(m.Person.ID, m.Person.Name, "", a.Say(s.Name), points, "", "", why)
		}
		for d := range m.Days {
			day := &m.Days[d]
			for _, r := range day.Applied {
				rule(day.Date.String(), r, a.Say(day.Against()))
			}
		}
		for _, r := range m.Applied {
			rule("", r, "")
		}
		if m.Rank > 0 {
			g.Add(m.Person.ID, m.Person.Name, "", a.Say(lang.F("得分，第 %d 名", "score, rank %d", m.Rank)), strconv.FormatFloat(m.Score, 'f', -1, 64), number(m.Fines.Yuan()), number(m.Absent), "")
		}
		for _, f := range m.Flags {
			g.Add(m.Person.ID, m.Person.Name, "", a.Say(lang.T("标记", "flag")), "", "", "", a.Say(f.Text))
		}
	}
	a.PrintGrid(g)
}
