package forecast

import (
	"context"
	"fmt"
	"sort"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workspace"
	"paiban/schedule"
)

func newExplainCmd(a *cli.App) *cobra.Command {
	var o options
	var at string
	c := &cobra.Command{
		Use:     "explain --at TIME",
		Short:   a.Say(lang.T("说明一个预测数字的来历", "Explain one number of the forecast")),
		Long:    a.Say(lang.T("列出一个时段的预测由什么组成：日均水平、星期、时段占比、各方法及其权重、节假日和活动的倍数及依据。", "List what the forecast of one interval is made of: the level, the weekday, the\nshare of the day, the methods and their weights, and the factors of holidays and\nevents with their sources.")),
		Example: `  paiban forecast explain --at "2026-12-12 20:00"`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if at == "" {
				return cli.NewUsageError(lang.Errorf("没有指定 --at", "--at is missing").WithHint(`例如 --at "2026-12-12 20:00"`, `such as --at "2026-12-12 20:00"`))
			}
			m, ok := table.ParseMoment(at, 0)
			if !ok || !m.Timed {
				return cli.NewUsageError(lang.Errorf("--at %q 不是日期加时间", "--at %q is not a date and time", at).WithHint(`写成 "2026-12-12 20:00"`, `write it as "2026-12-12 20:00"`))
			}
			o.weeks, o.through = 1, m.Date
			task, err := o.task(a)
			if err != nil {
				return err
			}
			ws, err := a.OpenUnstaffed()
			if err != nil {
				return err
			}
			in, _, err := a.Planner(ws).ForecastInput(task)
			if err != nil {
				return err
			}
			return explain(c.Context(), a, ws, in, forecast.Stamp{Date: m.Date, Minute: min(m.Minute(), schedule.DayMinutes-1)})
		},
	}
	c.Flags().StringVar(&at, "at", "", a.Say(lang.T("哪个时段，如 \"2026-12-12 20:00\"", "which interval, such as \"2026-12-12 20:00\"")))
	c.Flags().StringVar(&o.from, "from", "", a.Say(lang.T("预测从哪一天起；默认是历史之后的周一", "first day of the forecast; else the Monday after the history")))
	return c
}

func explain(ctx context.Context, a *cli.App, ws *workspace.Workspace, in forecast.Input, at forecast.Stamp) error {
	all, err := a.Planner(ws).ExplainForecast(ctx, in, at)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(struct {
			Schema string           `json:"schema"`
			At     string           `json:"at"`
			Queues []forecast.Parts `json:"queues"`
		}{"paiban/forecast-explain/1", fmt.Sprintf("%v %s", at.Date, schedule.Clock(at.Minute)), all})
	}
	g := &cli.Grid{Right: []int{2}}
	for _, h := range []lang.Text{lang.T("队列", "queue"), lang.T("组成", "part"), lang.T("数值", "value"), lang.T("依据", "basis")} {
		g.Head = append(g.Head, a.Say(h))
	}
	for _, p := range all {
		name := queueName(a, ws, p.Queue)
		add := func(part lang.Text, value string, basis lang.Text) { g.Add(name, a.Say(part), value, a.Say(basis)) }
		add(lang.T("日均水平", "level, contacts a day"), fmt.Sprintf("%.0f", p.Level), lang.T("近期平常日子", "recent normal days"))
		add(lang.T("星期", "weekday"), fmt.Sprintf("× %.2f", p.Weekday), lang.Text{})
		add(lang.T("时段占全天", "share of the day"), fmt.Sprintf("× %.2f%%", 100*p.Share), lang.F("%s–%s", "%s–%s", schedule.Clock(p.At.Minute), schedule.Clock(p.At.Minute+p.Step)))
		add(lang.T("平时", "normal volume"), fmt.Sprintf("%.1f", p.Normal), lang.T("各方法加权", "the methods, weighted"))
		sort.SliceStable(p.Members, func(i, j int) bool { return p.Members[i].Weight > p.Members[j].Weight })
		for _, m := range p.Members {
			add(lang.F("· %s", "· %s", m.Member), fmt.Sprintf("%.0f%%", 100*m.Weight), lang.T("按以往误差定权", "weight by past errors"))
		}
		for _, f := range p.Factors {
			add(f.Name, fmt.Sprintf("× %.2f", f.Factor), lang.F("%[1]s，%.1[2]f–%.1[3]f 倍", "%[1]s, ×%.1[2]f–%.1[3]f", f.Basis, f.Low, f.High))
		}
		if p.ByHand != nil || p.Source != "" {
			add(lang.T("模型", "the model's own"), fmt.Sprintf("%.1f", p.Model), lang.Text{})
		}
		if p.Source != "" {
			add(lang.T("别人的预测", "somebody else's forecast"), "", lang.Same("forecasts/"+p.Source))
		}
		for _, h := range p.ByHand {
			add(lang.T("手工调整", "set by hand"), a.Say(h.Change()), h.Basis())
		}
		add(lang.T("预测", "forecast"), fmt.Sprintf("%.1f", p.Point), lang.F("90%% 区间 %.1f–%.1f", "90%% interval %.1f–%.1f", p.Low, p.High))
	}
	a.PrintGrid(g)
	return nil
}
