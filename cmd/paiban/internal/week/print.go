package week

import (
	"fmt"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/view"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/schedule"
)

// printWeek shows the week day by day, its roster, and how good it is.
func printWeek(a *cli.App, j *planner.Judged) error {
	if a.JSON {
		return a.PrintJSON(toJSON(j))
	}
	p := j.Plan.Problem
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout, a.Say(lang.F(zh, en, args...))) }
	title := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout); say(zh, en, args...) }

	say("%s  %s（%s 至 %s）", "%s  %s (%s to %s)", j.Workspace.ShopName(), j.Horizon, p.Start, p.Date(p.Days-1))

	view.Unstaffed(a, j.Planning)

	g := &cli.Grid{Right: []int{1, 2, 3, 4, 5}}
	for _, h := range []lang.Text{
		lang.T("日期", "Date"), lang.T("预计咨询", "Inquiries"), lang.T("高峰/小时", "Peak/h"), lang.T("需求人时", "Needed h"),
		lang.T("在岗人时", "Rostered h"), lang.T("缺口人时", "Short h"), lang.T("最缺时段", "Worst"),
	} {
		g.Head = append(g.Head, a.Say(h))
	}
	for d, o := range j.Days() {
		worst := ""
		if o.Most > 0 {
			worst = a.Say(lang.F("%s 缺 %d 人", "%s: %d short", o.MostAt, o.Most))
		}
		g.Add(a.Say(view.DayHead(j, d)), fmt.Sprintf("%.0f", o.Volume), fmt.Sprintf("%.0f", o.Peak), fmt.Sprintf("%.1f", o.Required),
			fmt.Sprintf("%.1f", o.Rostered), fmt.Sprintf("%.1f", o.Short), worst)
	}
	fmt.Fprintln(a.Stdout)
	a.PrintGrid(g)
	if j.Forecast != nil && len(j.Forecast.Explanation) > 0 {
		title("预测说明", "Forecast")
		a.Bullets(j.Forecast.Explanation, 8)
	}

	view.Roster(a, j)
	view.Verdict(a, j)
	if soft := softLines(j); len(soft) > 0 {
		title("另有 %d 类“尽量”的规则没有全部满足", "%d kinds of soft rules do not fully hold", len(soft))
		a.Bullets(soft, 5)
	}
	if len(j.Played) > 0 {
		title("模拟这一周", "The week, simulated")
		a.Bullets(j.Played, 12)
	}
	if len(j.Result.Reasons) > 0 {
		title("原因", "Why")
		a.Bullets(j.Result.Reasons, 8)
	}
	if lines := j.ActivityLines(); len(lines) > 0 {
		title("会议培训", "Activities")
		a.Bullets(lines, 12)
	}
	if len(j.Denied) > 0 {
		title("没能满足的意愿", "Requests denied")
		var lines []lang.Text
		for _, d := range j.Denied {
			lines = append(lines, lang.F("%s %s 想%s：%s", "%s on %s asked for %s: %s", p.People[d.Person].Name, view.DayHead(j, d.Day), d.Wish, d.Why))
		}
		a.Bullets(lines, 8)
	}
	view.Notes(a, j)
	view.Written(a, j)
	return nil
}

// softLines says what gave way though the verdict is good. Heads that are short
// and requests denied are left to their own tables.
func softLines(j *planner.Judged) (lines []lang.Text) {
	for _, s := range planner.SoftRules(j.Analysis) {
		if s.Rule == schedule.Requirement.String() || s.Rule == "request" {
			continue
		}
		switch {
		case s.Places == 1:
			lines = append(lines, lang.F("%s：%s", "%s: %s", s.Name, s.Worst))
		case s.People > 0:
			lines = append(lines, lang.F("%[1]s：%[2]d 处，涉及 %[3]d 人；如 %[4]s", "%[1]s: %[2]d times, %[3]d people; for example %[4]s", s.Name, s.Places, s.People, s.Worst))
		default:
			lines = append(lines, lang.F("%[1]s：%[2]d 处；如 %[3]s", "%[1]s: %[2]d times; for example %[3]s", s.Name, s.Places, s.Worst))
		}
	}
	return lines
}
