package bench

import (
	"context"
	"fmt"
	"math"
	"path/filepath"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/backtest"
	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

func newCallsCmd(a *cli.App) *cobra.Command {
	var o struct {
		events, holidays, horizon string
		origins                   int
	}
	c := &cobra.Command{
		Use:   "calls FILE.csv",
		Short: a.Say(lang.T("呼叫中心的小时序列：回测并打分", "An hourly contact series: forecast its past and score it")),
		Long: a.Say(lang.T(
			"从若干个相隔两周的起点，只用起点之前的数据预测之后几周，与“上周同时段”和“前四周同时段均值”一起打分。\nFILE 有时间列（timestamp）和数量列（calls）；活动文件有 start_date、end_date、event，可有 feature（同类活动的名字）；\n假日文件有 date，可有 name。",
			"Forecast some weeks from origins two weeks apart. Each forecast uses only what was known\nat its origin. Score the forecasts, and two simple methods: the same hour of the last\nweek, and its mean over four weeks. FILE has a time column (timestamp) and a count column (calls). The\nevents file has start_date, end_date and event, and may have feature, a name that\nsimilar events share. The holidays file has date and may have name.")),
		Example: `  paiban bench calls bank_calls_hourly.csv
  paiban bench calls calls.csv --events events.csv --holidays holidays.csv --origins 6 --horizon 4w --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			days, err := backtest.ParseDays(o.horizon)
			if err != nil {
				return err
			}
			if o.origins < 1 {
				return cli.NewUsageError(lang.Errorf("--origins 是 %d", "--origins is %d", o.origins).WithHint("至少 1", "give 1 or more"))
			}
			var in forecast.Input
			s, err := readCalls(a.Path(args[0]))
			if err != nil {
				return err
			}
			in.History, in.From = []forecast.Series{s}, s.Start+workcal.Date(len(s.Values)/24)
			if o.events != "" {
				if in.Events, err = readEvents(a.Path(o.events)); err != nil {
					return err
				}
			}
			if o.holidays != "" {
				if in.Holidays, err = readBenchHolidays(a.Path(o.holidays)); err != nil {
					return err
				}
			}
			return benchCalls(c.Context(), a, in, o.origins, days)
		},
	}
	c.Flags().StringVar(&o.events, "events", "", a.Say(lang.T("活动文件", "file of events")))
	c.Flags().StringVar(&o.holidays, "holidays", "", a.Say(lang.T("假日文件", "file of holidays")))
	c.Flags().IntVar(&o.origins, "origins", 6, a.Say(lang.T("起点个数，相隔两周", "number of origins, two weeks apart")))
	c.Flags().StringVar(&o.horizon, "horizon", "4w", a.Say(lang.T("预测多远：4w 或 28d", "how far ahead: 4w or 28d")))
	return c
}

func benchCalls(ctx context.Context, a *cli.App, in forecast.Input, origins, days int) error {
	started := a.Now()
	trial, err := forecast.Backtest(ctx, in, origins, days, backtest.OriginsEvery)
	if ctx.Err() != nil {
		return cli.ExitError(cli.ExitInterrupted)
	}
	if err != nil {
		return err
	}
	if len(trial.Origins) == 0 {
		return backtest.TooShort()
	}
	seconds := a.Now().Sub(started).Seconds()
	if a.JSON {
		return a.PrintJSON(struct {
			backtest.JSON
			Seconds float64 `json:"seconds"`
		}{backtest.NewJSON(trial), seconds})
	}
	backtest.Print(a, trial)
	fmt.Fprintln(a.Stderr, a.Say(lang.F("%d 个起点，用时 %.1f 秒", "%d origins in %.1f s", len(trial.Origins), seconds)))
	return nil
}

// readCalls reads hourly counts. Hours without a row are unknown.
func readCalls(path string) (s forecast.Series, err error) {
	s = forecast.Series{Queue: "calls", Step: 60}
	schema := table.Schema{Columns: []table.Column{
		{Key: "at", Name: lang.T("时间", "timestamp"), Also: []string{"datetime", "time", "date_time", "date", "hour", "interval", "ds", "日期时间"}, Required: true},
		{Key: "count", Name: lang.T("数量", "calls"), Also: []string{"count", "volume", "contacts", "inquiries", "calls_offered", "offered", "arrivals", "value", "y", "咨询量", "来电"}, Required: true},
	}}
	values := map[int]float64{} // by hour since 1970
	first, last := math.MaxInt, math.MinInt
	err = readRecords(path, schema, func(rec *table.Record) {
		m, ok := anyMoment(rec, "at")
		v, ok2 := rec.Float("count")
		if !ok || !ok2 {
			return
		}
		if v < 0 {
			rec.Problem("count", lang.F("数量是 %v", "the count is %v", v), lang.T("应为 0 或正数", "it should be 0 or more"))
			return
		}
		h := int(m.Date)*24 + m.Minute()/60
		values[h] += v
		first, last = min(first, h), max(last, h)
	})
	if err != nil {
		return s, err
	}
	if len(values) == 0 {
		return s, lang.Errorf("%s 里没有数据", "%s holds no rows", filepath.Base(path))
	}
	s.Start = workcal.Date(first / 24)
	for h := int(s.Start) * 24; h < (last/24+1)*24; h++ {
		if v, ok := values[h]; ok {
			s.Values = append(s.Values, v)
		} else {
			s.Values = append(s.Values, math.NaN())
		}
	}
	return s, nil
}

func readBenchHolidays(path string) (days []forecast.Holiday, err error) {
	schema := table.Schema{Columns: []table.Column{
		{Key: "date", Name: lang.T("日期", "date"), Required: true},
		{Key: "name", Name: lang.T("名称", "name"), Also: []string{"holiday"}},
	}}
	err = readRecords(path, schema, func(rec *table.Record) {
		if m, ok := anyMoment(rec, "date"); ok {
			days = append(days, forecast.Holiday{Date: m.Date, Name: rec.Text("name")})
		}
	})
	return days, err
}
