package schedule

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
)

// designOptions are the flags of schedule design.
type designOptions struct {
	week                         string
	most                         int
	grid, minDay, maxDay         time.Duration
	minPart, minBreak, maxBreak  time.Duration
	noSplit, yaml, withoutRoster bool
	timeLimit                    time.Duration
}

func newDesign(a *cli.App) *cobra.Command {
	var o designOptions
	c := &cobra.Command{
		Use:   "design",
		Short: a.Say(lang.T("按需求设计班次，和现在的班次比较", "Design shifts that fit the demand and compare them with today's")),
		Long: a.Say(lang.T(
			"由一周的需求（预测和在线窗口）找出最多 --shifts 种班次，先让没人的时段最少，再让人时最少，\n和现在的班次比较：哪些空档补上了，多花多少人时；再让同一批人、按同样的规则各排一次，看实际结果。\n每天工时默认与现在的班次相同；连续工作上限取自规则。最后给出可写进 paiban.yaml 的几行。",
			"Find at most --shifts shifts for the demand of a week (forecast and service\nwindows). They leave as few hours as possible without anybody, and then take the\nfewest staff hours. The output compares them with today's shifts: which gaps close,\nand at what cost. Then it rosters the same people by the same rules with either set.\nA day's work is as long as today's unless you set it; the longest time without a\nbreak comes from the rules. The lines for paiban.yaml come last.")),
		Example: `  paiban schedule design
  paiban schedule design --shifts 3 --grid 30m
  paiban schedule design --min-day 4h --max-day 8h --yaml`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return designShifts(c.Context(), a, o) },
	}
	f := c.Flags()
	f.StringVar(&o.week, "week", "", a.Say(cli.WeekHelp))
	f.IntVarP(&o.most, "shifts", "k", 4, a.Say(lang.T("最多几种班次", "number of shifts at most")))
	f.DurationVar(&o.grid, "grid", time.Hour, a.Say(lang.T("上下班时间的间隔：15m、30m 或 1h", "grid of starts and ends: 15m, 30m or 1h")))
	f.DurationVar(&o.minDay, "min-day", 0, a.Say(lang.T("每天最短工时", "shortest day's work")))
	f.DurationVar(&o.maxDay, "max-day", 0, a.Say(lang.T("每天最长工时", "longest day's work")))
	f.DurationVar(&o.minPart, "min-part", 2*time.Hour, a.Say(lang.T("分段班每段最短", "shortest part of a split shift")))
	f.DurationVar(&o.minBreak, "min-break", time.Hour, a.Say(lang.T("分段班中间最少休息", "shortest break of a split shift")))
	f.DurationVar(&o.maxBreak, "max-break", 4*time.Hour, a.Say(lang.T("分段班中间最多休息", "longest break of a split shift")))
	f.BoolVar(&o.noSplit, "no-split", false, a.Say(lang.T("不要分段班", "no split shifts")))
	f.BoolVar(&o.yaml, "yaml", false, a.Say(lang.T("只输出 paiban.yaml 的那几行", "print only the lines for paiban.yaml")))
	f.BoolVar(&o.withoutRoster, "no-roster", false, a.Say(lang.T("不试排班表", "do not try the shifts on a roster")))
	f.DurationVar(&o.timeLimit, "time-limit", 5*time.Second, a.Say(lang.T("找班次、每次试排各最多用多久", "time limit of the search, and of each roster")))
	return c
}

func designShifts(ctx context.Context, a *cli.App, o designOptions) error {
	week, err := a.WeekFlag(o.week)
	if err != nil {
		return err
	}
	if o.grid != 15*time.Minute && o.grid != 30*time.Minute && o.grid != time.Hour {
		return cli.NewUsageError(lang.Errorf("--grid 不能是 %v", "--grid cannot be %v", o.grid).WithHint("用 15m、30m 或 1h", "use 15m, 30m or 1h"))
	}
	if o.most < 1 || o.most > 12 {
		return cli.NewUsageError(lang.Errorf("--shifts 不能是 %d", "--shifts cannot be %d", o.most).WithHint("用 1 到 12", "use 1 to 12"))
	}
	pl, err := a.PlannerHere()
	if err != nil {
		return err
	}
	p, err := pl.Plan(ctx, week)
	if err != nil {
		return err
	}
	d, err := pl.Design(ctx, p, o.planner())
	if errors.Is(err, context.Canceled) {
		return cli.ExitError(cli.ExitInterrupted)
	}
	if err != nil {
		return err
	}
	switch {
	case o.yaml:
		fmt.Fprint(a.Stdout, d.YAML())
		return nil
	case a.JSON:
		return a.PrintJSON(designToJSON(d))
	}
	printDesign(a, d)
	return nil
}

// planner puts the flags into the planner's terms.
func (o *designOptions) planner() planner.DesignOptions {
	minutes := func(t time.Duration) int { return int(t / time.Minute) }
	out := planner.DesignOptions{
		Most: o.most, Grid: minutes(o.grid), MinDay: minutes(o.minDay), MaxDay: minutes(o.maxDay),
		MinPart: minutes(o.minPart), MinBreak: minutes(o.minBreak), MaxBreak: minutes(o.maxBreak),
		TimeLimit: o.timeLimit, Rosters: !o.withoutRoster && !o.yaml,
	}
	if o.noSplit {
		out.MaxBreak = 0
	}
	return out
}
