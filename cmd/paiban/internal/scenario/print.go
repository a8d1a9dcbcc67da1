package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/schedule"
	"paiban/schedule/scenario"
)

func pct(x float64) string { return fmt.Sprintf("%.1f%%", 100*x) }

// each joins what say returns for every queue.
func each(list []scenario.Queue, say func(*scenario.Queue) string) string {
	var out []string
	for i := range list {
		out = append(out, say(&list[i]))
	}
	return strings.Join(out, " / ")
}

func rate(q *scenario.Queue) string {
	return fmt.Sprintf("%s ± %.1f", pct(q.Reply.Mean), 100*q.Reply.Half)
}

func lost(list []scenario.Queue) string {
	return each(list, func(q *scenario.Queue) string { return pct(q.Abandon) })
}

// reply gives the reply rates, where too many customers leave after what is lost.
func reply(a *cli.App, list []scenario.Queue, say func(*scenario.Queue) string) string {
	return each(list, func(q *scenario.Queue) string {
		if !q.Lost().TooMany() {
			return say(q)
		}
		return a.Say(lang.F("走 %s，%s", "%s lost, %s", pct(q.Abandon), say(q)))
	})
}

// risks says how likely each queue misses its gate, or its target where it has
// no gate.
func gateRisk(list []scenario.Queue) string {
	return each(list, func(q *scenario.Queue) string {
		if q.Gate == 0 {
			return "-"
		}
		return fmt.Sprintf("%.0f%%", 100*q.MissGate)
	})
}

// targetRisk is the risk of a reply rate below the target or of more customers lost than may
// be.
func targetRisk(list []scenario.Queue) string {
	return each(list, func(q *scenario.Queue) string { return fmt.Sprintf("%.0f%%", 100*q.Missed) })
}

// printHeading says what is compared, and which figures under it people have changed.
func printHeading(a *cli.App, s *planner.Study) {
	fmt.Fprintln(a.Stdout, a.Say(heading(s)))
	for _, n := range s.Notes {
		fmt.Fprintln(a.Stdout, a.Say(n))
	}
}

// printComparison prints the scenarios side by side.
func printComparison(a *cli.App, s *planner.Study) {
	printHeading(a, s)
	fmt.Fprintln(a.Stdout)
	if len(s.Scenarios[0].Queues) > 1 {
		names := each(s.Scenarios[0].Queues, func(q *scenario.Queue) string { return a.Say(q.Name) })
		fmt.Fprintln(a.Stdout, a.Say(lang.F("多个队列依次为：%s", "queues in this order: %s", names)))
	}
	g := &cli.Grid{Right: []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, Head: a.Heads(
		lang.T("方案", "Scenario"), lang.T("咨询量", "Contacts"), lang.T("需求人时", "Needed h"), lang.T("本店人时", "Own h"),
		lang.T("加人时", "Added h"), lang.T("仍缺人时", "Short h"), lang.T("没等到人", "Lost"), lang.T("回复率", "Reply rate"), lang.T("低于处罚线", "Below gate"),
		lang.T("不达标", "Below target"), lang.T("费用（元）", "Cost (yuan)"), lang.T("比基准", "vs first"))}
	base := s.Scenarios[0]
	for _, o := range s.Scenarios {
		volume := each(o.Queues, func(q *scenario.Queue) string { return fmt.Sprintf("%.0f", q.Volume) })
		g.Add(a.Say(o.Name), volume, fmt.Sprintf("%.0f", o.Required), fmt.Sprintf("%.0f", o.Own), fmt.Sprintf("%.0f", o.Added), fmt.Sprintf("%.0f", o.Unmet),
			lost(o.Queues), each(o.Queues, rate), gateRisk(o.Queues), targetRisk(o.Queues), fmt.Sprintf("%.0f", o.Total), fmt.Sprintf("%+.0f", o.Total-base.Total))
	}
	a.PrintGrid(g)
	fmt.Fprintln(a.Stdout)
	fmt.Fprintln(a.Stdout, a.Say(lang.T("倍数估错时各方案的回复率（低于目标的可能）：", "Reply rate of each plan if the uplift differs from the guess (chance of missing the target):")))
	g = &cli.Grid{Head: a.Heads(lang.T("方案", "Scenario")), Right: []int{1, 2, 3}}
	for _, f := range planner.Swings {
		g.Head = append(g.Head, a.Say(report.Swing(f)))
	}
	for _, o := range s.Scenarios {
		row := []string{a.Say(o.Name)}
		for _, t := range o.Sensitivity {
			row = append(row, reply(a, t.Queues, func(q *scenario.Queue) string {
				return fmt.Sprintf("%s (%.0f%%)", pct(q.Reply.Mean), 100*q.Missed)
			}))
		}
		g.Add(row...)
	}
	a.PrintGrid(g)
	for _, o := range s.Scenarios {
		printFrontier(a, s, o)
	}
	printCheapest(a, s)
}

// printScenarios prints each scenario in full.
func printScenarios(a *cli.App, s *planner.Study) {
	printHeading(a, s)
	fmt.Fprintln(a.Stdout)
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout, a.Say(lang.F(zh, en, args...))) }
	for _, o := range s.Scenarios {
		say("【%s】%s", "[%s] %s", o.ID, o.Name)
		say("需求 %.0f 人时，本店 %.0f，增加 %.0f，仍缺 %.0f", "needed %.0f head-hours, own %.0f, added %.0f, still short %.0f", o.Required, o.Own, o.Added, o.Unmet)
		for _, line := range o.Result.Summary(o.Input) {
			fmt.Fprintln(a.Stdout, "  "+a.Say(line))
		}
		g := &cli.Grid{Right: []int{1, 2}, Head: a.Heads(lang.T("费用", "Cost"), lang.T("人时", "Hours"), lang.T("元", "Yuan"))}
		for _, c := range o.Costs {
			g.Add(a.Say(c.Name), fmt.Sprintf("%.1f", c.Hours), fmt.Sprintf("%.0f", c.Yuan))
		}
		g.Add(a.Say(lang.T("合计", "Total")), "", fmt.Sprintf("%.0f", o.Total))
		a.PrintGrid(g)
		if o.Risk > 0 {
			say("低于处罚线的预期处罚 %.0f 元，未计入合计", "expected cost of missing a gate: %.0f yuan, not in the total", o.Risk)
		}
		printTurns(a, o)
		for _, t := range o.Case.Hires(o.Hired) {
			fmt.Fprintln(a.Stdout, a.Say(t))
		}
		printFrontier(a, s, o)
		fmt.Fprintln(a.Stdout)
	}
}

// printTurns lists what is added, day by day, and whose overtime it is.
func printTurns(a *cli.App, o *planner.Studied) {
	if len(o.Turns) == 0 {
		return
	}
	g := &cli.Grid{Right: []int{3, 4}, Head: a.Heads(lang.T("日期", "Date"), lang.T("来源", "Source"), lang.T("时段", "Hours"), lang.T("人数", "Heads"), lang.T("元", "Yuan"), lang.T("谁", "Who"))}
	for d := range o.Input.Days {
		for k := range o.Case.Sources {
			type line struct {
				hours string
				who   []string
				yuan  float64
			}
			var lines []line
			for i := range o.Turns {
				t := &o.Turns[i]
				if t.Day != d || t.Source != k {
					continue
				}
				hours := a.Say(t.Clock())
				at := slices.IndexFunc(lines, func(l line) bool { return l.hours == hours })
				if at < 0 {
					at = len(lines)
					lines = append(lines, line{hours: hours})
				}
				lines[at].who = append(lines[at].who, a.Say(o.Case.Who(t)))
				lines[at].yuan += t.Price
			}
			for _, l := range lines {
				date := o.Case.Days[d].Date
				g.Add(a.Say(lang.F("%s %s", "%s %s", schedule.MonthDay(date), schedule.Weekday(date))), a.Say(o.Case.Sources[k].Name), l.hours, strconv.Itoa(len(l.who)), fmt.Sprintf("%.0f", l.yuan),
					strings.Join(l.who, a.Say(lang.T("、", ", "))))
			}
		}
	}
	a.PrintGrid(g)
}

// printFrontier prints what more money buys and the cheapest plan that will do.
func printFrontier(a *cli.App, s *planner.Study, o *planner.Studied) {
	if len(o.Curve) == 0 {
		return
	}
	fmt.Fprintln(a.Stdout)
	fmt.Fprintln(a.Stdout, a.Say(lang.F("%s：多花钱换来什么", "%s: what more money buys", o.Name)))
	g := &cli.Grid{Right: []int{0, 1, 2, 3, 4}, Head: a.Heads(lang.T("增加（人次）", "Turns added"), lang.T("费用（元）", "Cost (yuan)"), lang.T("回复率", "Reply rate"),
		lang.T("达标把握", "Confidence"), lang.T("每提高 1 点（元）", "Yuan a point"))}
	for _, p := range o.Curve {
		per := "-"
		if p.PerPoint > 0 {
			per = fmt.Sprintf("%.0f", p.PerPoint)
		}
		g.Add(strconv.Itoa(p.Turns), fmt.Sprintf("%.0f", p.Cost), reply(a, p.Queues, rate), fmt.Sprintf("%.0f%%", 100*p.Confidence), per)
	}
	a.PrintGrid(g)
	fmt.Fprintln(a.Stdout, a.Say(o.Advice))
	if o.Frontier == nil {
		return
	}
	b := o.Frontier.Best
	if c := o.Frontier.Check; b == nil && c != nil {
		fmt.Fprintln(a.Stdout, a.Say(lang.F("没有推荐的办法：这些来源（%s）买到最后，在另外 %d 周里检验，%d 周达标，说不准有 %.0f%% 的把握",
			"no plan is offered: the last one of these sources (%s), checked in %d other weeks, is on target in %d of them; that does not make %.0f%% sure", sourceNames(o.Case), c.Weeks, c.OnTarget, 100*s.Confidence)))
		return
	}
	if b == nil {
		fmt.Fprintln(a.Stdout, a.Say(lang.F("这些来源（%s）全用上也没有 %.0f%% 的把握达标", "even all of it (%s) does not reach the target with %.0f%% confidence", sourceNames(o.Case), 100*s.Confidence)))
		return
	}
	fmt.Fprintln(a.Stdout, a.Say(lang.F("找到的最省办法：%s；共 %.0f 元，回复率 %s。挑好后另用 %d 周检验，%d 周达标：把握至少 %.1f%%（要求 %.0f%%）",
		"cheapest found: %s; %.0f yuan in all, reply rate %s. Checked in %d other weeks, %d are on target: at least %.1f%% sure (asked for %.0f%%)",
		sourceHours(b), b.Total, reply(a, b.Queues, rate), o.Frontier.Check.Weeks, o.Frontier.Check.OnTarget, 100*o.Frontier.Check.AtLeast, 100*s.Confidence)))
}

// sourceHours says what a plan takes from each source.
func sourceHours(o *scenario.Outcome) lang.Text {
	var parts []lang.Text
	for _, c := range o.Costs {
		if used := slices.ContainsFunc(o.Turns, func(t scenario.Turn) bool { return t.From == c.ID }); used {
			parts = append(parts, lang.F("%s %.0f 人时 %.0f 元", "%s %.0f h for %.0f yuan", c.Name, c.Hours, c.Yuan))
		}
	}
	if parts == nil {
		return lang.T("不用加人", "nobody added")
	}
	return lang.Join(parts, "、", ", ")
}

// printCheapest names the scenario whose cheapest plan is the cheapest of all.
func printCheapest(a *cli.App, s *planner.Study) {
	best := s.Cheapest()
	if best != nil {
		fmt.Fprintln(a.Stdout)
		fmt.Fprintln(a.Stdout, a.Say(lang.F("以 %.0f%% 的把握达标，各方案中最省的是“%s”：%.0f 元", "cheapest of all scenarios on target with %.0f%% confidence: %s, %.0f yuan", 100*s.Confidence, best.Name, best.Frontier.Best.Total)))
	}
}

// sourceNames lists the sources of a case for people.
func sourceNames(c *scenario.Case) lang.Text {
	var names []lang.Text
	for _, s := range c.Sources {
		names = append(names, s.Name)
	}
	return lang.Join(names, "、", ", ")
}
