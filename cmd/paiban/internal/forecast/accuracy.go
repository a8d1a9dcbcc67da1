package forecast

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// How many of the worst days are shown on the screen and in the workbook.
const (
	worstShown   = 5
	worstWritten = 10
)

// accuracyOptions are the flags of forecast accuracy.
type accuracyOptions struct {
	weeks    int
	from, to string
	queue    string
	files    []string
}

func newAccuracyCmd(a *cli.App) *cobra.Command {
	var o accuracyOptions
	c := &cobra.Command{
		Use:   "accuracy",
		Short: a.Say(lang.T("当时的预测和后来的实际相比", "Compare the forecasts that were made with what came")),
		Long: a.Say(lang.T(
			"forecast run 和排班（week、schedule solve）每次都把预测留存在 forecasts/kept/。这里拿它们与后来的\n咨询量相比：按周、哪种日子、一天里的时段、提前多少天，与“上周同时段”“前四周均值”并排；\n简单方法更好时会照实说，也说手工改的数有没有用。差得最多的日子排在前面，逐天说明原因。\n\n每天取那天之前最后一次预测；按提前天数看时，每一档取其中最后一次。当天或事后做的预测不算。",
			"forecast run and every roster that is planned (week, schedule solve) keep their\nforecast in forecasts/kept/. Compare those with the counts that came: by week, kind of\nday, time of day and days ahead, beside two simple methods: the same hour of the last\nweek, and its mean over four weeks. If a simple method was better, the output says so;\nit also says whether changes by hand helped. The worst days come first, each with its\ncause.\n\nEach day is judged by the last forecast made before it; by days ahead, by the last one\nof each band. A forecast made on the day itself or later does not count.")),
		Example: "  paiban forecast accuracy\n  paiban forecast accuracy --weeks 13 -o accuracy.xlsx\n  paiban forecast accuracy --from 2026-11-01 --to 2026-11-15 --json",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return accuracy(a, o) },
	}
	f := c.Flags()
	f.IntVar(&o.weeks, "weeks", 8, a.Say(lang.T("最近几周，以历史结尾的那一周为最后一周", "how many weeks, the last of them the one in which the history ends")))
	f.StringVar(&o.from, "from", "", a.Say(lang.T("从哪一天起，如 2026-11-01", "first day, such as 2026-11-01")))
	f.StringVar(&o.to, "to", "", a.Say(lang.T("到哪一天为止；默认到历史的结尾", "last day; else the end of the history")))
	f.StringVar(&o.queue, "queue", "", a.Say(lang.T("只看这个队列（id 或名称）", "only this queue (id or name)")))
	f.StringArrayVarP(&o.files, "output", "o", nil, a.Say(lang.T("写到此文件（.xlsx 或 .csv）；可多次", "write this file (.xlsx or .csv); may be repeated")))
	c.MarkFlagsMutuallyExclusive("weeks", "from")
	return c
}

// task is what is asked for.
func (o *accuracyOptions) task() (t planner.AccuracyTask, err error) {
	if o.weeks < 1 || o.weeks > 520 {
		return t, cli.NewUsageError(lang.Errorf("--weeks 是 %d", "--weeks is %d", o.weeks).WithHint("1 到 520", "give 1 to 520"))
	}
	t = planner.AccuracyTask{Weeks: o.weeks, Queue: o.queue}
	for _, f := range []struct {
		name, text string
		to         *workcal.Date
	}{{"--from", o.from, &t.From}, {"--to", o.to, &t.Through}} {
		if f.text == "" {
			continue
		}
		if *f.to, err = workcal.ParseDate(f.text); err != nil {
			return t, cli.NewUsageError(lang.Errorf("%s %q 不是日期", "%s %q is not a date", f.name, f.text).WithHint("写成 2026-11-23", "write it as 2026-11-23"))
		}
	}
	if t.From != 0 && t.Through != 0 && t.Through < t.From {
		return t, cli.NewUsageError(lang.Errorf("--to %s 早于 --from %s", "--to %s is before --from %s", t.Through, t.From).WithHint("检查两个日期", "check both dates"))
	}
	return t, writable(o.files)
}

func accuracy(a *cli.App, o accuracyOptions) error {
	task, err := o.task()
	if err != nil {
		return err
	}
	ws, err := a.OpenUnstaffed()
	if err != nil {
		return err
	}
	acc, notes, err := a.Planner(ws).Accuracy(task)
	if err != nil || !a.JSON {
		for _, n := range notes {
			fmt.Fprintln(a.Stderr, a.Say(n))
		}
	}
	if err != nil {
		return err
	}
	for _, f := range o.files {
		path := a.Path(f)
		write := func() error {
			if strings.EqualFold(filepath.Ext(path), ".csv") {
				return report.WriteFile(path, accuracyCSV(a, acc))
			}
			return report.WriteAccuracy(path, &report.AccuracyBook{Lang: a.Lang(), Shop: a.Say(ws.ShopName()), Accuracy: acc, Days: worstWritten})
		}
		if err := a.Writing(path, write); err != nil {
			return err
		}
	}
	if a.JSON {
		return a.PrintJSON(accuracyToJSON(acc, notes))
	}
	printAccuracy(a, acc)
	return nil
}

// printAccuracy prints one screen: the verdict, the tables, the worst days.
func printAccuracy(a *cli.App, acc *forecast.Accuracy) {
	several := slices.ContainsFunc(acc.Days, func(d forecast.DayRecord) bool { return d.Queue != acc.Days[0].Queue })
	changed := acc.All.Changed > 0
	g := &cli.Grid{Right: []int{1, 2, 3, 4, 5, 6, 7, 8}}
	heads := []lang.Text{lang.F("%s – %s", "%s – %s", schedule.MonthDay(acc.From), schedule.MonthDay(acc.Through)), lang.T("预测", "said"), lang.T("实际", "came"), lang.T("偏差", "bias"), lang.T("误差", "error"),
		lang.T("区间内", "in 90%"), lang.T("上周", "last week"), lang.T("四周均", "4 weeks")}
	if changed {
		heads = append(heads, lang.T("模型", "model"))
	}
	g.Head = a.Heads(heads...)
	for _, r := range acc.Rows() {
		cells := []string{a.Say(r.Label), fmt.Sprintf("%.0f", r.Said), fmt.Sprintf("%.0f", r.Came), percent(r.Bias(), "%+.0f%%"), percent(r.Error(), "%.1f%%"), percent(r.Within(), "%.0f%%"), percent(r.LastWeek(), "%.1f%%"), percent(r.MeanWeeks(), "%.1f%%")}
		if changed {
			cells = append(cells, percent(r.Own(), "%.1f%%"))
		}
		g.Add(cells...)
	}
	a.PrintGrid(g)
	var worst []lang.Text
	for _, d := range acc.Days[:min(worstShown, len(acc.Days))] {
		day := lang.F("%s %s", "%s %s", d.Date, schedule.Weekday(d.Date))
		if several {
			day = lang.F("%s %s", "%s %s", day, d.Name)
		}
		worst = append(worst, lang.F("%s：预测 %.0f，实际 %.0f", "%s: %.0f said, %.0f came", day, d.Said, d.Came), lang.F("  %s", "  %s", d.Why))
	}
	a.Section(lang.T("差得最多的日子", "Worst days"), worst)
	a.Section(lang.T("结论", "Verdict"), acc.Verdict())
	if acc.Unsaid > 0 {
		fmt.Fprintln(a.Stderr, a.Say(lang.F("另有 %d 天（按队列计）有咨询量，但之前没有留存预测，没有算进去", "%d more days (counted by queue) have counts, but no forecast made before them was kept; they are left out", acc.Unsaid)))
	}
	if acc.Unknown > 0 {
		fmt.Fprintln(a.Stderr, a.Say(lang.F("另有 %d 天（按队列计）有预测，但 inquiries/ 里没有咨询量，没有算进去", "%d more days (counted by queue) have a forecast, but no counts in inquiries/; they are left out", acc.Unknown)))
	}
}

// percent prints a share, a dash where there is none; one that rounds to nothing has no
// sign.
func percent(v float64, format string) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "—"
	}
	if math.Abs(v) < .005 && strings.HasPrefix(format, "%+") {
		return "0%"
	}
	return fmt.Sprintf(format, 100*v)
}
