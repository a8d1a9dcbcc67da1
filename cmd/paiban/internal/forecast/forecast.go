// Package forecast is the group of commands `paiban forecast`: contact volume
// expected, tested on the past, and explained.
package forecast

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// New is the group of commands about forecasts.
func New(a *cli.App) *cobra.Command {
	return cli.Group(&cobra.Command{Use: "forecast", Short: a.Say(lang.T("预测咨询量", "Forecast contact volume"))},
		newRunCmd(a),
		newAccuracyCmd(a),
		newBacktestCmd(a),
		newExplainCmd(a),
		newAdjustCmd(a),
	)
}

// options are the flags that say what is forecast.
type options struct {
	weeks   int
	from    string
	events  string
	uplifts []string
	through workcal.Date // a day that the forecast should reach
}

func (o *options) flags(a *cli.App, c *cobra.Command) {
	c.Flags().IntVar(&o.weeks, "weeks", 2, a.Say(lang.T("预测几周", "how many weeks to forecast")))
	c.Flags().StringVar(&o.from, "from", "", a.Say(lang.T("从哪一天起，如 2026-11-23；默认是历史之后的周一", "first day, such as 2026-11-23; else the Monday after the history")))
	c.Flags().StringVar(&o.events, "events", "", a.Say(lang.T("另一个活动文件，与 events.csv 一起用", "another file of events, used along with events.csv")))
	c.Flags().StringArrayVar(&o.uplifts, "uplift", nil, a.Say(lang.T("活动的倍数，如 618=1.8；可多次", "uplift of an event, such as 618=1.8; may be repeated")))
}

// task is the forecast asked for.
func (o *options) task(a *cli.App) (t planner.ForecastTask, err error) {
	if o.weeks < 1 || o.weeks > 53 {
		return t, cli.NewUsageError(lang.Errorf("--weeks 是 %d", "--weeks is %d", o.weeks).WithHint("1 到 53", "give 1 to 53"))
	}
	t = planner.ForecastTask{Weeks: o.weeks, Through: o.through}
	if o.from != "" {
		if t.From, err = workcal.ParseDate(o.from); err != nil {
			return t, cli.NewUsageError(lang.Errorf("--from %q 不是日期", "--from %q is not a date", o.from).WithHint("写成 2026-11-23", "write it as 2026-11-23"))
		}
	}
	if o.events != "" {
		t.Events = a.Path(o.events)
	}
	for _, u := range o.uplifts {
		name, value, ok := strings.Cut(u, "=")
		v, err := strconv.ParseFloat(value, 64)
		if !ok || err != nil || !(v > 0 && v <= 1000) {
			return t, cli.NewUsageError(lang.Errorf("看不懂 --uplift %q", "--uplift %q is not understood", u).WithHint("写成 618=1.8", "write it as 618=1.8"))
		}
		t.Uplifts = append(t.Uplifts, planner.Uplift{Event: name, Factor: v})
	}
	return t, nil
}

func newRunCmd(a *cli.App) *cobra.Command {
	var o options
	var out []string
	c := &cobra.Command{
		Use:   "run",
		Short: a.Say(lang.T("预测每小时的咨询量", "Forecast hourly contact volume")),
		Long: a.Say(lang.T(
			"由 inquiries/ 里的历史、节假日和活动预测每个队列每个时段的咨询量，给出 90% 区间，\n说明哪些日子不同于平时、依据是什么、历史里清理了什么。\n\n屏幕上列出每天的合计和高峰；每个时段的数字用 -o 写到 .xlsx 或 .csv，或用 --json 取得。",
			"Forecast the volume of every queue and interval from the history in inquiries/,\nthe calendar and the events, with 90% intervals. List the days that differ from\nnormal, the reason for each, and what was cleaned from the history.\n\nThe days' totals and peaks are printed; -o writes every interval to .xlsx or .csv,\n--json prints it.")),
		Example: `  paiban forecast run
  paiban forecast run --weeks 4 --uplift 双12=1.8 -o forecast.xlsx -o forecast.csv`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return run(c.Context(), a, o, out) },
	}
	o.flags(a, c)
	c.Flags().StringArrayVarP(&out, "output", "o", nil, a.Say(lang.T("写到此文件（.xlsx 或 .csv）；可多次", "write this file (.xlsx or .csv); may be repeated")))
	return c
}

func run(ctx context.Context, a *cli.App, o options, files []string) error {
	if err := writable(files); err != nil {
		return err
	}
	task, err := o.task(a)
	if err != nil {
		return err
	}
	ws, err := a.OpenUnstaffed()
	if err != nil {
		return err
	}
	pl := a.Planner(ws)
	in, notes, err := pl.ForecastInput(task)
	if err != nil {
		return err
	}
	out, err := pl.Forecast(ctx, in)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := a.Writing(a.Path(f), func() error { return writeForecast(a, a.Path(f), ws, in, out, notes) }); err != nil {
			return err
		}
	}
	notes = append(notes, pl.KeepForecast(task, in, out)...)
	if a.JSON {
		return a.PrintJSON(struct {
			Schema  string              `json:"schema"`
			From    workcal.Date        `json:"from"`
			Days    int                 `json:"days"`
			Queues  []forecast.Forecast `json:"queues"`
			ByHand  []forecast.Applied  `json:"by_hand,omitempty"`
			Story   []lang.Text         `json:"story"`
			Cleaned []lang.Text         `json:"cleaned"`
			Notes   []lang.Text         `json:"notes"`
		}{"paiban/forecast/1", out.From, out.Days, out.Queues, out.Used(), out.Explanation, out.Cleaned, notes})
	}
	printDays(a, ws, out)
	a.Section(lang.T("与平时不同", "What differs from normal"), out.Explanation)
	a.Section(lang.T("历史的清理", "Cleaned from history"), out.Cleaned)
	for _, n := range notes {
		fmt.Fprintln(a.Stderr, a.Say(n))
	}
	return nil
}

// writable refuses files of a kind that cannot be written.
func writable(files []string) error {
	for _, f := range files {
		if e := strings.ToLower(filepath.Ext(f)); e != ".xlsx" && e != ".csv" {
			return cli.NewUsageError(lang.Errorf("不知道 %q 该写成什么格式", "%q: unknown kind of file", f).WithHint("用 .xlsx 或 .csv", "name it .xlsx or .csv"))
		}
	}
	return nil
}

// printDays prints the days' totals and peaks, and beside them the model's own where
// people have changed it.
func printDays(a *cli.App, ws *workspace.Workspace, out *forecast.Output) {
	g := &cli.Grid{Right: []int{2, 4}, Head: a.Heads(lang.T("日期", "date"), lang.T("队列", "queue"), lang.T("咨询量", "contacts"), lang.T("高峰", "peak"), lang.T("高峰每小时", "per hour at peak"))}
	changed := out.Changed()
	if changed {
		g.Head, g.Right = append(g.Head, a.Say(lang.T("模型", "model"))), append(g.Right, 5)
	}
	for d := range out.Days {
		date := (out.From + workcal.Date(d)).String()
		sum, ownSum := 0.0, 0.0
		for _, f := range out.Queues {
			total, peak, at := f.Day(d)
			when := ""
			if total > 0 {
				when = schedule.Clock(at)
			}
			own := f.OwnDay(d)
			sum, ownSum = sum+total, ownSum+own
			row := []string{date, queueName(a, ws, f.Queue), fmt.Sprintf("%.0f", total), when, fmt.Sprintf("%.0f", peak)}
			if changed {
				row = append(row, fmt.Sprintf("%.0f", own))
			}
			g.Add(row...)
		}
		if len(out.Queues) > 1 {
			row := []string{date, a.Say(lang.T("合计", "total")), fmt.Sprintf("%.0f", sum), "", ""}
			if changed {
				row = append(row, fmt.Sprintf("%.0f", ownSum))
			}
			g.Add(row...)
		}
	}
	a.PrintGrid(g)
}

func queueName(a *cli.App, ws *workspace.Workspace, id string) string {
	for i := range ws.Config.Queues {
		if q := &ws.Config.Queues[i]; q.ID == id {
			return a.Say(q.Name)
		}
	}
	return id
}

// writeForecast writes every interval, as a workbook or as CSV by the name.
func writeForecast(a *cli.App, path string, ws *workspace.Workspace, in forecast.Input, out *forecast.Output, notes []lang.Text) error {
	if strings.EqualFold(filepath.Ext(path), ".xlsx") {
		names := make([]string, len(out.Queues))
		for i, f := range out.Queues {
			names[i] = queueName(a, ws, f.Queue)
		}
		return report.WriteForecast(path, &report.ForecastBook{
			Lang: a.Lang(), Shop: a.Say(ws.ShopName()), Names: names, Forecast: out, History: in.History, Calendar: in.Calendar, Events: in.Events, Notes: notes,
		})
	}
	var b bytes.Buffer
	changed := out.Changed()
	b.WriteString("time,queue,point,low,high")
	if changed {
		b.WriteString(",model")
	}
	b.WriteString("\n")
	for _, f := range out.Queues {
		for i, v := range f.Point {
			m := i * f.Step
			fmt.Fprintf(&b, "%v %s,%s,%.2f,%.2f,%.2f", out.From+workcal.Date(m/schedule.DayMinutes), schedule.Clock(m%schedule.DayMinutes), cli.CSVCell(f.Queue), v, f.Low[i], f.High[i])
			if changed {
				fmt.Fprintf(&b, ",%.2f", f.Own()[i])
			}
			b.WriteString("\n")
		}
	}
	return report.WriteFile(path, b.Bytes())
}
