package forecast

import (
	"context"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/backtest"
	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
)

func newBacktestCmd(a *cli.App) *cobra.Command {
	var origins int
	var horizon, events string
	c := &cobra.Command{
		Use:   "backtest",
		Short: a.Say(lang.T("用历史检验预测有多准", "Test the forecast on the past")),
		Long: a.Say(lang.T(
			"从若干个相隔两周的起点，只用起点之前的历史预测之后几周，与当时的实际相比，\n并与“上周同时段”“前四周同时段均值”并排；简单方法更好时会照实说。",
			"Forecast the past from origins two weeks apart. Each forecast uses only what was known\nat its origin. Compare it with the actual volume, and with two simple methods: the same\nhour of the last week, and its mean over four weeks. If a simple method wins, the\noutput says so.")),
		Example: "  paiban forecast backtest\n  paiban forecast backtest --origins 6 --horizon 4w --json",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			days, err := backtest.ParseDays(horizon)
			if err != nil {
				return err
			}
			if origins < 1 {
				return cli.NewUsageError(lang.Errorf("--origins 是 %d", "--origins is %d", origins).WithHint("至少 1", "give 1 or more"))
			}
			ws, err := a.OpenUnstaffed()
			if err != nil {
				return err
			}
			if events != "" {
				events = a.Path(events)
			}
			in, err := a.Planner(ws).BacktestInput(events)
			if err != nil {
				return err
			}
			return runBacktest(c.Context(), a, in, origins, days)
		},
	}
	c.Flags().IntVar(&origins, "origins", 6, a.Say(lang.T("起点个数，相隔两周", "number of origins, two weeks apart")))
	c.Flags().StringVar(&horizon, "horizon", "2w", a.Say(lang.T("预测多远：4w 或 28d", "how far ahead: 4w or 28d")))
	c.Flags().StringVar(&events, "events", "", a.Say(lang.T("另一个活动文件，与 events.csv 一起用", "another file of events, used along with events.csv")))
	return c
}

func runBacktest(ctx context.Context, a *cli.App, in forecast.Input, origins, days int) error {
	t, err := forecast.Backtest(ctx, in, origins, days, backtest.OriginsEvery)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	if len(t.Origins) == 0 {
		return backtest.TooShort()
	}
	if a.JSON {
		return a.PrintJSON(struct {
			Schema string `json:"schema"`
			backtest.JSON
			Verdict lang.Text `json:"verdict"`
		}{"paiban/backtest/1", backtest.NewJSON(t), t.Verdict()})
	}
	backtest.Print(a, t)
	a.Section(lang.T("结论", "Verdict"), []lang.Text{t.Verdict()})
	return nil
}
