package forecast

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workspace"
)

// adjustOptions are the flags of `forecast adjust`.
type adjustOptions struct {
	day, hours, queue string
	value, percent    string
	who, why          string
	from              string
	remove            int
	undo              bool
}

func newAdjustCmd(a *cli.App) *cobra.Command {
	var o adjustOptions
	c := &cobra.Command{
		Use:   "adjust [FILE.xlsx]",
		Short: a.Say(lang.T("手工调整预测", "Change the forecast by hand")),
		Long: a.Say(lang.T(
			"把你比模型更清楚的数记下来：某天、某几个小时、某个队列改成多少，或多百分之几，谁改的、为什么。\n记在 forecasts/adjustments.csv 里，排班、需求、模拟、方案都按改过的数算，模型自己的数留在旁边。\n\n--value 是数量：写了 --hours 就是每小时，没写就是全天；--percent 是在模型上加减百分之几。\n带上 forecast run -o 写出的工作簿，就把里面“调整”列填的数读进来。不带任何参数，列出现有的调整。",
			"Record what you know better than the model: the volume of a day, of some hours, of a\nqueue, or a percentage more or less, who changed it and why. It stands in\nforecasts/adjustments.csv. Rosters, requirements, simulations and scenarios use it; the\nmodel's own figure stays beside it.\n\n--value is contacts: an hour with --hours, else a day. --percent changes the model's\nfigure. With a workbook that forecast run -o has written, take what is typed there under\nAdjust. Without arguments, list the adjustments.")),
		Example: `  paiban forecast adjust --day 2026-12-11 --hours 20:00-23:00 --percent +30 --who 王丽 --why 直播加场
  paiban forecast adjust --day 2026-12-12~2026-12-13 --value 5000 --why "last year's count"
  paiban forecast adjust forecast.xlsx --who 王丽
  paiban forecast adjust
  paiban forecast adjust --undo`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				if o.from != "" {
					return cli.NewUsageError(lang.Errorf("文件写了两次：%s 和 --from %s", "two files: %s and --from %s", args[0], o.from).WithHint("只写一个", "name one"))
				}
				o.from = args[0]
			}
			return adjust(c.Context(), a, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.day, "day", "", a.Say(lang.T("哪一天，如 2026-12-11；几天写 2026-12-11~2026-12-13", "which day, such as 2026-12-11; several: 2026-12-11~2026-12-13")))
	f.StringVar(&o.hours, "hours", "", a.Say(lang.T("哪几个小时，如 20:00-23:00；不写是全天", "which hours, such as 20:00-23:00; else the whole day")))
	f.StringVar(&o.queue, "queue", "", a.Say(lang.T("哪个队列；不写是全部，各按比例", "which queue; else all, each keeping its share")))
	f.StringVar(&o.value, "value", "", a.Say(lang.T("改成多少：有 --hours 是每小时，否则是全天", "contacts: an hour with --hours, else a day")))
	f.StringVar(&o.percent, "percent", "", a.Say(lang.T("多或少百分之几，如 +30、-20", "per cent more or less, such as +30 or -20")))
	f.StringVar(&o.who, "who", "", a.Say(lang.T("谁改的", "who changes it")))
	f.StringVar(&o.why, "why", "", a.Say(lang.T("为什么", "why")))
	f.StringVar(&o.from, "from", "", a.Say(lang.T("读这个预测工作簿里“调整”列填的数", "take what is typed under Adjust in this workbook of a forecast")))
	f.IntVar(&o.remove, "remove", 0, a.Say(lang.T("删掉文件里第几行的调整", "remove the adjustment in this row of the file")))
	f.BoolVar(&o.undo, "undo", false, a.Say(lang.T("删掉最后一行调整", "remove the last adjustment")))
	return c
}

// check says which of the flags do not go together, and what is to be done.
func (o *adjustOptions) check() (writes bool, err error) {
	one := 0
	for _, on := range []bool{o.day != "", o.from != "", o.remove != 0, o.undo} {
		if on {
			one++
		}
	}
	rest := o.hours != "" || o.queue != "" || o.value != "" || o.percent != ""
	switch {
	case one > 1:
		return false, cli.NewUsageError(lang.Errorf("--day、文件、--remove、--undo 只能用一个", "only one of --day, a file, --remove and --undo at a time").WithHint("分几次运行", "run it once for each"))
	case o.day == "" && rest:
		return false, cli.NewUsageError(lang.Errorf("没有写 --day", "--day is missing").WithHint("例如 --day 2026-12-11", "such as --day 2026-12-11"))
	case o.day == "" && o.why != "" || one == 0 && o.who != "":
		return false, cli.NewUsageError(lang.Errorf("没有写要调整什么", "nothing to change is named").WithHint("加上 --day，和 --value 或 --percent", "add --day, and --value or --percent"))
	case o.day != "" && (o.value == "") == (o.percent == ""):
		return false, cli.NewUsageError(lang.Errorf("--value 和 --percent 要写一个", "give one of --value and --percent").WithHint("例如 --value 120，或 --percent +30", "such as --value 120 or --percent +30"))
	}
	return one > 0, nil
}

// list makes adjustments of the flags.
func (o *adjustOptions) list(ws *workspace.Workspace) ([]forecast.Adjustment, error) {
	usage := func(err error) error {
		var e *lang.Error
		if errors.As(err, &e) {
			return cli.NewUsageError(e)
		}
		return err
	}
	days, err := workspace.ReadDays(o.day)
	if err != nil {
		return nil, usage(err)
	}
	spans, err := workspace.ReadHours(o.hours)
	if err != nil {
		return nil, usage(err)
	}
	text := o.value
	if text == "" {
		text = strings.TrimSuffix(strings.TrimSpace(o.percent), "%")
		if _, err := strconv.ParseFloat(text, 64); err == nil && !strings.HasPrefix(text, "+") && !strings.HasPrefix(text, "-") {
			text = "+" + text
		}
		text += "%"
	}
	a, err := workspace.ReadChange(text)
	if err != nil {
		return nil, usage(err)
	}
	if o.value != "" && a.Relative {
		return nil, cli.NewUsageError(lang.Errorf("--value %q 是百分比", "--value %q is a percentage", o.value).WithHint("用 --percent", "use --percent"))
	}
	if o.queue != "" {
		id, ok := ws.QueueByWord(o.queue)
		if !ok {
			var names []string
			for _, q := range ws.Config.Queues {
				names = append(names, q.ID)
			}
			return nil, cli.NewUsageError(lang.Errorf("没有队列 %q", "there is no queue %q", o.queue).WithHint("有：%s", "there are: %s", strings.Join(names, "、")))
		}
		a.Queue = id
	}
	a.From, a.To, a.Who, a.Why = days.From, days.To, o.who, o.why
	var list []forecast.Adjustment
	for _, s := range spans {
		a.From.Minute, a.To.Minute = s[0], s[1]
		list = append(list, a)
	}
	return list, nil
}

func adjust(ctx context.Context, a *cli.App, o adjustOptions) error {
	writes, err := o.check()
	if err != nil {
		return err
	}
	if !writes {
		ws, err := a.OpenUnstaffed()
		if err != nil {
			return err
		}
		return listAdjustments(ctx, a, ws)
	}
	release, err := a.Lock(a.Dir)
	if err != nil {
		return err
	}
	defer release()
	ws, err := a.OpenUnstaffed()
	if err != nil {
		return err
	}
	pl := a.Planner(ws)
	var done *planner.Adjusted
	switch {
	case o.day != "":
		list, err := o.list(ws)
		if err != nil {
			return err
		}
		done, err = pl.Adjust(ctx, list)
		if err != nil {
			return err
		}
	case o.from != "":
		if done, err = pl.TakeForecast(ctx, a.Path(o.from), o.who); err != nil {
			return err
		}
	default:
		row := o.remove
		if o.undo {
			if len(ws.ByHand) == 0 {
				return lang.Errorf("没有手工调整可以撤销", "there is no adjustment to undo").WithHint("不带参数运行 paiban forecast adjust 看现有的", "run paiban forecast adjust without arguments to see what there is")
			}
			row = ws.ByHand[len(ws.ByHand)-1].Row
		}
		if done, err = pl.Unadjust(ctx, row); err != nil {
			return err
		}
	}
	return printAdjusted(a, ws, done)
}

// printAdjusted prints what the days were and what they are.
func printAdjusted(a *cli.App, ws *workspace.Workspace, done *planner.Adjusted) error {
	if a.JSON {
		return a.PrintJSON(struct {
			Schema string `json:"schema"`
			File   string `json:"file"`
			*planner.Adjusted
		}{"paiban/forecast-adjust/1", a.Short(done.Path), done})
	}
	for _, d := range done.Said {
		fmt.Fprintln(a.Stdout, a.Say(d))
	}
	if len(done.Days) > 0 {
		g := &cli.Grid{Right: []int{3, 4, 5}, Head: a.Heads(lang.T("日期", "date"), lang.T("时段", "hours"), lang.T("队列", "queue"), lang.T("模型", "model"), lang.T("原来", "before"), lang.T("现在", "now"))}
		for _, d := range done.Days {
			g.Add(d.Date.String(), d.Hours, queueName(a, ws, d.Queue), fmt.Sprintf("%.0f", d.Model), fmt.Sprintf("%.0f", d.Was), fmt.Sprintf("%.0f", d.Now))
		}
		a.PrintGrid(g)
	}
	for _, n := range done.Notes {
		fmt.Fprintln(a.Stderr, a.Say(n))
	}
	return nil
}

// listAdjustments prints the adjustments that there are.
func listAdjustments(ctx context.Context, a *cli.App, ws *workspace.Workspace) error {
	list, err := a.Planner(ws).Adjustments(ctx)
	if err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(struct {
			Schema      string               `json:"schema"`
			File        string               `json:"file"`
			Adjustments []planner.HandEffect `json:"adjustments"`
		}{"paiban/forecast-adjustments/1", a.Short(ws.AdjustmentsPath()), append([]planner.HandEffect{}, list...)})
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Stdout, a.Say(lang.T("没有手工调整", "nothing is adjusted by hand")))
		return nil
	}
	g := &cli.Grid{Right: []int{0, 4, 5}, Head: a.Heads(lang.T("行", "row"), lang.T("日期和时段", "days and hours"), lang.T("队列", "queue"), lang.T("调整", "change"),
		lang.T("模型", "model"), lang.T("现在", "now"), lang.T("谁", "who"), lang.T("为什么", "why"), lang.T("状态", "state"))}
	for _, e := range list {
		queue := a.Say(lang.T("全部", "all"))
		if e.Queue != "" {
			queue = queueName(a, ws, e.Queue)
		}
		model, now := "", ""
		if e.State == planner.HandUsed {
			model, now = fmt.Sprintf("%.0f", e.Model), fmt.Sprintf("%.0f", e.Now)
		}
		g.Add(strconv.Itoa(e.Row), a.Say(e.Span()), queue, a.Say(e.Change()), model, now, e.Who, e.Why, a.Say(e.State.Text()))
	}
	a.PrintGrid(g)
	return nil
}
