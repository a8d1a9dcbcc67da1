package schedule

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/schedule/staffing"
)

// requireOptions are the flags of schedule require.
type requireOptions struct {
	volume   float64
	interval time.Duration
	agents   int

	week, out, calibrate, queue string // without volume

	aht, typing, think, patience, within time.Duration
	params                               staffing.Params // the rest
}

func newRequire(a *cli.App) *cobra.Command {
	var o requireOptions
	c := &cobra.Command{
		Use:   "require",
		Short: a.Say(lang.T("由咨询量算需要多少人", "Work out how many agents a contact volume needs")),
		Long: a.Say(lang.T(
			"在工作文件夹里：预测一周的咨询量，列出每天、每个时段、每个队列要排的人数；-o 另写一个文件\n"+
				"（.xlsx 带热力图和图表，或 .csv）。不指定 --week 时是历史数据之后的那一周。\n\n"+
				"--calibrate FILE：用自己店的历史（时间、咨询量、回复率、在线人数四列）推算打字和顾客间隔时长\n"+
				"（或处理时长），给出 95% 区间和可以写进 paiban.yaml 的几行。\n\n"+
				"计算器（不需要工作文件夹）：每个时段来 --volume 次咨询时，最少要几人在线才能达到目标；给出 --agents 时，算这些人能做到什么。\n"+
				"电话类（同时接待 1 人）：只需 --aht，即 Erlang C；有 --patience 时为 Erlang A。\n"+
				"在线聊天：--concurrency 为同时接待上限，再给 --turns、--typing、--think（消息轮数、每轮打字时长、顾客再次发言前的时长）；\n"+
				"只给 --aht 时按 5 轮、四分之一时间在打字估计。给了 --patience 时，等不及离开的顾客最多 --max-lost。时长写成 20s、3m、1h；比例写成 80% 或 0.8。",
			"In a workspace: forecast the volume of a week and list the heads to roster for each\n"+
				"day, interval and queue; -o writes them to a file as well (.xlsx with heat maps and\n"+
				"charts, or .csv). Without --week it is the week that follows the history.\n\n"+
				"--calibrate FILE works out typing and think time (or the handling time) from the\n"+
				"shop's own history, a table of time, inquiries, reply rate and agents online. It\n"+
				"gives 95% intervals and the lines for paiban.yaml.\n\n"+
				"A calculator, without a workspace: for --volume contacts an interval, the fewest\n"+
				"agents online that reach the target; with --agents, what that many achieve.\n"+
				"Phone-like queues (one contact at a time) need --aht alone, that is Erlang C, or\n"+
				"Erlang A with --patience. Chat queues have --concurrency chats an agent at most and\n"+
				"--turns, --typing and --think: messages a chat, time to write an answer, time until\n"+
				"the customer writes again; with --aht alone a chat is taken for 5 turns, a quarter\n"+
				"of it typing. With --patience at most --max-lost of the customers leave unanswered.\n"+
				"Times are written 20s, 3m, 1h; shares 80% or 0.8.")),
		Example: `  paiban schedule require --week 2026-W48 -o requirement-2026-W48.xlsx
  paiban schedule require --calibrate replies.xlsx
  paiban schedule require --volume 100 --interval 30m --aht 180s --target 80% --within 20s --shrinkage 30%
  paiban schedule require --volume 100 --aht 180s --within 20s --patience 5m --agents 13 --json
  paiban schedule require --volume 120 --concurrency 5 --turns 6 --typing 25s --think 50s --target 0.9 --within 3m --formula session`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			changed := c.Flags().Changed
			if !changed("volume") {
				if _, given := anyOf(changed, calculatorFlags); given {
					return cli.NewUsageError(lang.Errorf("缺少 --volume", "--volume is missing").
						WithHint("给出每个时段的咨询量，如 --volume 100 --interval 30m；工作文件夹的参数写在 paiban.yaml 里", "give the contacts in an interval, such as --volume 100 --interval 30m; a workspace has its figures in paiban.yaml"))
				}
				if o.calibrate == "" {
					if changed("queue") {
						return cli.NewUsageError(lang.Errorf("--queue 只和 --calibrate 一起用", "--queue goes with --calibrate only").
							WithHint("一周的需求总是列出全部队列", "the requirement of a week always lists every queue"))
					}
					return requireWeek(c.Context(), a, o.week, o.out)
				}
				if name, given := anyOf(changed, []string{"week", "output"}); given {
					return cli.NewUsageError(lang.Errorf("--%s 不能和 --calibrate 一起用", "--%s does not go with --calibrate", name).
						WithHint("校准从历史文件里学出参数，不用给", "calibration takes the figures from the history"))
				}
				return requireCalibrate(a, o.calibrate, o.queue)
			}
			if name, given := anyOf(changed, []string{"week", "output", "calibrate", "queue"}); given {
				return cli.NewUsageError(lang.Errorf("--%s 不能和 --volume 一起用", "--%s does not go with --volume", name).
					WithHint("计算器不读工作文件夹", "the calculator reads no workspace"))
			}
			if changed("aht") && changed("turns") {
				return cli.NewUsageError(lang.Errorf("--aht 和 --turns 只能给一个", "give --aht or --turns, not both").
					WithHint("聊天的处理时长由 --turns、--typing、--think 得出", "the handling time of a chat follows from --turns, --typing and --think"))
			}
			if o.interval < time.Minute || o.interval%time.Minute != 0 {
				return cli.NewUsageError(lang.Errorf("--interval 必须是整分钟（%v）", "--interval must be whole minutes (%v)", o.interval).WithHint("写成 30m", "write it as 30m"))
			}
			return calculate(a, o, changed("agents"))
		},
	}
	f, say := c.Flags(), func(zh, en string) string { return a.Say(lang.T(zh, en)) }
	f.StringVar(&o.week, "week", "", a.Say(cli.WeekHelp))
	f.StringVarP(&o.out, "output", "o", "", say("写到此文件（.xlsx 或 .csv）", "write this file (.xlsx or .csv)"))
	f.StringVar(&o.calibrate, "calibrate", "", say("用这份历史推算处理参数", "work out the handling figures from this history"))
	f.StringVar(&o.queue, "queue", "", say("历史属于哪个队列（文件里没有队列列时）", "the queue of the history, if the file does not say"))
	f.Float64Var(&o.volume, "volume", 0, say("每个时段的咨询量", "contacts an interval"))
	f.DurationVar(&o.interval, "interval", 30*time.Minute, say("时段长度", "length of an interval"))
	f.IntVar(&o.agents, "agents", 0, say("不求人数，只算这些人在线时的表现", "do not search; show what this many agents online achieve"))
	f.DurationVar(&o.aht, "aht", 0, say("一次咨询的平均处理时长", "mean handling time of a contact"))
	f.IntVar(&o.params.Concurrency, "concurrency", 1, say("一人同时接待上限", "chats an agent holds at most"))
	f.Float64Var(&o.params.Turns, "turns", 0, say("一次会话中要回复的消息轮数", "messages of a chat that need an answer"))
	f.DurationVar(&o.typing, "typing", 0, say("写一次回复的平均时长", "mean time to write an answer"))
	f.DurationVar(&o.think, "think", 0, say("顾客再次发言前的平均时长", "mean time until the customer writes again"))
	f.DurationVar(&o.patience, "patience", 0, say("顾客排队的平均耐心；0 为一直等", "mean time a customer waits in line; 0 means without limit"))
	cli.ShareVar(f, &o.params.RobotShare, "robot-share", 0, say("机器人独立解决的比例", "share of contacts that a robot handles by itself"))
	cli.ShareVar(f, &o.params.Target, "target", 0.8, say("目标回复率", "share to answer in time"))
	f.DurationVar(&o.within, "within", 20*time.Second, say("承诺的回复时长", "promised time to answer"))
	f.StringVar((*string)(&o.params.Formula), "formula", string(staffing.PerTurn), a.Say(lang.F("聊天回复率口径：%s", "reply-rate formula of chats: %s", formulaList())))
	cli.ShareVar(f, &o.params.MaxOccupancy, "max-occupancy", 1, say("最高繁忙度", "occupancy limit"))
	cli.ShareVar(f, &o.params.MaxLost, "max-lost", staffing.DefaultMaxLost, say("最多有多少顾客等不及离开（给了 --patience 时）", "share of customers who may leave unanswered, with --patience"))
	cli.ShareVar(f, &o.params.Shrinkage, "shrinkage", 0, say("损耗率：排班时间中不能接待的比例", "share of rostered time not available for contacts"))
	f.IntVar(&o.params.MinOnline, "min-online", 0, say("最少在线人数", "least number online"))
	return c
}

// formulaList lists the keys of the reply-rate formulas with their names.
func formulaList() lang.Text {
	var list []lang.Text
	for _, f := range staffing.ReplyFormulas {
		list = append(list, lang.F("%s %s", "%s (%s)", string(f.Key), f.Name))
	}
	return lang.Join(list, "、", ", ")
}

// calculatorFlags mean nothing without a volume.
var calculatorFlags = []string{
	"interval", "agents", "aht", "concurrency", "turns", "typing", "think", "patience", "robot-share",
	"target", "within", "formula", "max-occupancy", "max-lost", "shrinkage", "min-online",
}

func anyOf(changed func(string) bool, names []string) (string, bool) {
	for _, n := range names {
		if changed(n) {
			return n, true
		}
	}
	return "", false
}

// requirement is the answer of the calculator.
type requirement struct {
	Schema       string  `json:"schema"`
	Agents       int     `json:"agents"` // at their desks
	Rostered     int     `json:"rostered"`
	Binds        string  `json:"binds,omitempty"` // what asks for the last of the agents
	Wait         float64 `json:"wait_probability"`
	ServiceLevel float64 `json:"service_level"`
	Occupancy    float64 `json:"occupancy"`
	ASA          float64 `json:"asa_seconds"`
	Abandon      float64 `json:"abandon"`
}

// calculate answers without a workspace: the agents that a volume needs, or what a
// fixed number achieves.
func calculate(a *cli.App, o requireOptions, fixed bool) error {
	p, step := o.params, int(o.interval/time.Minute)
	p.AHT, p.Typing, p.Think = o.aht.Seconds(), o.typing.Seconds(), o.think.Seconds()
	p.Patience, p.Within = o.patience.Seconds(), o.within.Seconds()
	if p.MaxLost == 0 {
		return cli.NewUsageError(lang.Errorf("--max-lost 必须大于 0", "--max-lost must be above 0").WithHint("不限写 100%%", "100%% is no limit"))
	}
	binds := staffing.Binding("")
	if !fixed {
		needs, err := staffing.Require(p, []float64{o.volume}, step)
		if err != nil {
			return err
		}
		o.agents, binds = needs[0].Online, needs[0].Binds
	}
	perf := staffing.Performance{ReplyRate: 1} // nobody for nothing
	if fixed || o.agents > 0 {
		var err error
		if perf, err = staffing.Evaluate(p, o.volume, step, o.agents); err != nil {
			return err
		}
	}
	r := requirement{
		"paiban/schedule-require/1", o.agents, p.Rostered(o.agents), string(binds),
		perf.Wait, perf.ReplyRate, perf.Occupancy, perf.ASA, perf.Abandon,
	}
	if a.JSON {
		return a.PrintJSON(r)
	}
	share := func(v float64) string { return fmt.Sprintf("%.1f%%", v*100) }
	g := cli.Grid{Head: []string{a.Say(lang.T("指标", "figure")), a.Say(lang.T("数值", "value"))}, Right: []int{1}}
	for _, line := range []struct {
		name  lang.Text
		value string
	}{
		{lang.T("在线人数", "agents online"), fmt.Sprint(r.Agents)},
		{lang.T("排班人数（含损耗）", "agents rostered, with shrinkage"), fmt.Sprint(r.Rostered)},
		{lang.T("及时回复率", "answered in time"), share(r.ServiceLevel)},
		{lang.T("繁忙度", "occupancy"), share(r.Occupancy)},
		{lang.T("需要排队的比例", "contacts that wait in line"), share(r.Wait)},
		{lang.T("平均排队（秒）", "mean wait in line (s)"), fmt.Sprintf("%.1f", r.ASA)},
		{lang.T("放弃率", "contacts that leave"), share(r.Abandon)},
	} {
		g.Add(a.Say(line.name), line.value)
	}
	if binds != "" {
		g.Add(a.Say(lang.T("人数取决于", "agents are set by")), a.Say(binds.Text()))
	}
	a.PrintGrid(&g)
	return nil
}
