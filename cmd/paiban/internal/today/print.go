package today

import (
	"fmt"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/schedule"
)

func pct(x float64) string { return fmt.Sprintf("%.1f%%", 100*x) }

func show(a *cli.App, d *planner.Today) {
	a.PrintLine("", lang.F("%s %s %s，班表 %s", "%s %s %s, roster %s", schedule.Weekday(d.Date), d.Date, schedule.Clock(d.Minute), d.Label()))
	if !d.Missing.IsZero() {
		a.PrintLine("", d.Missing)
	}
	for _, n := range d.Notes {
		a.PrintLine("", n)
	}
	for i := range d.Queues {
		if q := &d.Queues[i]; q.Known || len(q.Queue.Windows) > 0 {
			showQueue(a, d, q)
		}
	}
	showMeasures(a, d)
	showOffers(a, d)
	showEntries(a, d)
	if d.Written != "" {
		fmt.Fprintln(a.Stdout)
		a.PrintLine("", lang.F("已写入 %s", "Wrote %s", a.Short(d.Written)))
		if d.Backup != "" {
			a.PrintLine("", lang.F("之前的版本：%s；撤销用 paiban schedule undo", "the version before: %s; paiban schedule undo takes it back", a.Short(d.Backup)))
		}
	}
}

// showQueue says what a queue has had, what it will have, and when it is short.
func showQueue(a *cli.App, d *planner.Today, q *planner.TodayQueue) {
	fmt.Fprintln(a.Stdout)
	a.PrintLine("", lang.F("【%s】", "[%s]", q.Queue.Name))
	if q.Known && q.Came.Slots > 0 {
		a.PrintLine("  ", lang.F("到 %s 来了 %.0f（预测 %.0f），今天按预测的 %.2f 倍算（90%%：%.2f 到 %.2f）",
			"by %s %.0f came (%.0f were forecast): the day is taken as %.2f times the forecast (90%%: %.2f to %.2f)",
			schedule.Clock(q.Last), q.Came.Seen, q.Came.Expected, q.Came.Level, q.Came.Low, q.Came.High))
	}
	if q.Known {
		a.PrintLine("  ", lang.F("到 %s 还会来 %.0f（90%%：%.0f 到 %.0f；原来预测 %.0f）", "until %s %.0f more will come (90%%: %.0f to %.0f; forecast before: %.0f)",
			schedule.Clock(d.Until), q.Rest.Point, q.Rest.Low, q.Rest.High, q.Was))
	}
	if q.Queue.Deferred {
		a.PrintLine("  ", lang.F("可以等：现在积压约 %.0f 件，今天结束时剩 %.0f 件，赶不上时限 %.0f 件", "may wait: about %.0f wait now, %.0f at the end of the day, %.0f will be late", q.Backlog, q.Left, q.Late))
		return
	}
	short := planner.ShortHours(q.Short)
	if short == 0 {
		a.PrintLine("  ", lang.F("人够：回复率约 %s", "enough people: reply rate about %s", pct(q.Reply)))
		return
	}
	a.PrintLine("  ", lang.F("共缺 %.1f 人时；回复率约 %s，照下面的办法约 %s（还缺 %.1f 人时）", "short of %.1f head-hours; reply rate about %s, with the measures below about %s (still short of %.1f)",
		short, pct(q.Reply), pct(q.ReplyAfter), planner.ShortHours(q.After)))
	g := &cli.Grid{Right: []int{1, 2, 3, 4, 5}, Head: a.Heads(lang.T("时段", "Time"), lang.T("预计来", "Contacts"), lang.T("90% 区间", "90%"), lang.T("要", "Need"), lang.T("在岗", "There"), lang.T("缺人时", "Short h"))}
	for x, s := range d.Spans {
		if q.Short[x] == 0 {
			continue
		}
		volume, between := "-", "-"
		if q.Known {
			volume, between = fmt.Sprintf("%.0f", q.Volume[x]), fmt.Sprintf("%.0f-%.0f", q.Low[x], q.High[x])
		}
		g.Add(s.String(), volume, between, cli.Figure(q.Need[x]), cli.Figure(q.Heads[x]), fmt.Sprintf("%.2f", q.Short[x]))
	}
	a.PrintGrid(g)
}

func showMeasures(a *cli.App, d *planner.Today) {
	fmt.Fprintln(a.Stdout)
	if len(d.Measures) == 0 {
		if d.Lacking() {
			a.PrintLine("", lang.T("没有合规又有用的办法：能挪的休息、能留的人、待命和休息的人都看过了", "nothing lawful would help: breaks, overtime, standby and people on rest days were all looked at"))
		} else {
			a.PrintLine("", lang.T("什么都不用做", "nothing needs to be done"))
		}
		return
	}
	a.PrintLine("", lang.T("怎么办（按顺序，每条的效果是在前面几条做了之后）：", "What to do (in this order; each effect is with those before it done):"))
	yuan := 0.0
	for k := range d.Measures {
		m := &d.Measures[k]
		yuan += m.Yuan
		a.PrintLine(fmt.Sprintf("%2d. ", k+1), d.Text(m))
		effect := []lang.Text{d.Price(m), lang.F("补上 %s 人时", "%s head-hours", cli.Figure(m.Gain))}
		for i := range d.Queues {
			if q := &d.Queues[i]; pct(m.Before[i]) != pct(m.After[i]) {
				effect = append(effect, lang.F("%s回复率 %s → %s", "%s reply rate %s to %s", q.Queue.Name, pct(m.Before[i]), pct(m.After[i])))
			}
		}
		a.PrintLine("    ", lang.Join(effect, "；", "; "))
	}
	a.PrintLine("", lang.F("合计 %.0f 元", "%.0f yuan in all", yuan))
}

func showOffers(a *cli.App, d *planner.Today) {
	if len(d.Offers) == 0 {
		return
	}
	fmt.Fprintln(a.Stdout)
	a.PrintLine("", lang.T("人多，可以问谁愿意早走（调休或年假；不扣工资也不省钱）：", "More than needed: who may be offered to go early (time off in lieu or annual leave):"))
	for _, o := range d.Offers {
		a.PrintLine("  ", lang.F("%s %s（%s）", "%s %s (%s)", d.Plan.Problem.PersonName(o.Person), o.Span, schedule.Duration(o.Span.Len())))
	}
}

func showEntries(a *cli.App, d *planner.Today) {
	if len(d.Entries) == 0 {
		return
	}
	fmt.Fprintln(a.Stdout)
	a.PrintLine("", lang.T("定了以后记进 leave.xlsx（考勤要用）：", "Once agreed, enter into leave.xlsx (attendance needs it):"))
	for _, e := range d.Entries {
		a.PrintLine("  ", lang.F("“%s”页：%s", "sheet %q: %s", e.Sheet, e.Row))
	}
}
