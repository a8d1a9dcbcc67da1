// Package week is the command `paiban week`: it plans the roster of a week, or of
// every workspace in a folder.
package week

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/view"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// options are the flags of the command.
type options struct {
	week  string
	from  string
	month string
	weeks int
	timed bool // a time limit was given
	planner.Search
	planner.Output
}

// New is the command `paiban week`.
func New(a *cli.App) *cobra.Command {
	var o options
	var all, part string
	c := &cobra.Command{
		Use:   "week",
		Short: a.Say(lang.T("排一周的班：预测 → 需求 → 班表", "Plan a week: forecast, requirement, roster")),
		Long: a.Say(lang.T(
			"读工作文件夹里的员工、请假、咨询量和以往班表，预测每小时咨询量，算出每个时段需要的人数，\n排出班表，由独立的检查程序复核，写到 rosters/YYYY-Www.xlsx。\n\n不指定 --week 时排历史数据之后的那一周。硬规则不能全部满足时仍写出最好的班表，\n逐条说明哪里让步，退出码 4。\n\n手工改过的、已发布的、改动过的、有日子已经过去的班表不会整份重排：有人请假用 schedule repair，\n从某天起重排用 --from，之前的日子和锁住的格子（后面有“!”）不动，改了哪几格逐一列出；\n要整份重排加 --force。之前的版本都留在 rosters/history/。\n\n--month 或 --weeks 把几周放在一起排：月休、周末、夜班和公平一起定。每周的班表照样写到\nrosters/YYYY-Www.xlsx，它们就是班表；整月一张表（姓名 × 1…31）写到 exports/YYYY-MM.xlsx，\n用来张贴，改过某一周以后用 paiban schedule export 2026-12 --xlsx 再出一张。月初那一周如果上个月\n已经排过，就保留不动。\n\n--all 排一个文件夹里的每个工作文件夹，各核并行，一个出错不影响其他；所依据的文件没有变化的\n班表原样保留，所以可以随时重跑。最后的退出码取最坏的一个。",
			"Read staff, leave, inquiries and earlier rosters of the workspace, forecast the hourly\nvolume, work out the heads needed in each interval, find the roster, check it\nindependently and write rosters/YYYY-Www.xlsx.\n\nWithout --week it plans the week that follows the history. If the hard rules cannot\nall hold, it still writes the best roster, names the rules that are broken, and ends\nwith exit code 4.\n\nA roster that was edited by hand, published or changed, or of which days are past, is\nnot planned again as a whole: use schedule repair after an absence, or --from to plan the\ndays from one on. Earlier days and locked cells (those with ! behind) stay, and every\ncell that changes is listed. --force plans all of it again. The version before always\nstays in rosters/history/.\n\n--month or --weeks plans several weeks at once, so that rest of the month, weekends,\nnights and fairness are decided together. Each week is still written to\nrosters/YYYY-Www.xlsx, and these files are the rosters. One sheet of all days (name ×\n1…31) goes to exports/YYYY-MM.xlsx to be posted; after a change of a week make it again\nwith: paiban schedule export 2026-12 --xlsx. A week that began in the month before and\nhas a roster stays as it is.\n\n--all plans every workspace in a folder, on all cores; one that fails does not stop\nthe others. A roster is kept as long as the files it was planned from do not change,\nso you can run it again at any time. The exit code is the worst of all.")),
		Example: `  paiban week
  paiban week --week 2026-W48 --time-limit 30s
  paiban week --week 2026-W48 --from 11-26
  paiban week --month 2026-12
  paiban week --week 下周 --weeks 4
  paiban week --json > week.json
  paiban week --all shops --week 2026-W48`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case all != "" && (o.weeks != 0 || o.month != ""):
				return cli.NewUsageError(lang.Errorf("--weeks 和 --month 不能和 --all 一起用", "--weeks and --month do not go with --all").
					WithHint("--all 一次排一周", "--all plans one week at a time"))
			case o.month != "" && (o.week != "" || o.weeks != 0):
				return cli.NewUsageError(lang.Errorf("--month 不能和 --week、--weeks 一起用", "--month does not go with --week or --weeks").
					WithHint("整月写 --month 2026-12；几周写 --week 2026-W49 --weeks 4", "write --month 2026-12 for a month, or --week 2026-W49 --weeks 4 for some weeks"))
			case o.from != "" && (o.month != "" || c.Flags().Changed("weeks")):
				return cli.NewUsageError(lang.Errorf("--from 不能和 --month、--weeks 一起用", "--from does not go with --month or --weeks").
					WithHint("一周一周重排：--week 2026-W49 --from 12-02", "plan one week at a time: --week 2026-W49 --from 12-02"))
			case o.month != "" || c.Flags().Changed("weeks"):
				o.timed = c.Flags().Changed("time-limit")
				return runStretch(c.Context(), a, o)
			case all == "" && part != "":
				return cli.NewUsageError(lang.Errorf("--shard 要和 --all 一起用", "--shard goes with --all").
					WithHint("写成 --all 文件夹 --shard 0/4", "write --all DIR --shard 0/4"))
			case all == "":
				return run(c.Context(), a, o)
			case o.from != "":
				return cli.NewUsageError(lang.Errorf("--from 不能和 --all 一起用", "--from does not go with --all").
					WithHint("在那一家店的工作文件夹里运行", "run it in the workspace of the one shop"))
			case o.Path != "":
				return cli.NewUsageError(lang.Errorf("-o 不能和 --all 一起用", "-o does not go with --all").
					WithHint("每个工作文件夹的班表写在它自己的 rosters/ 里", "each workspace has its roster in its own rosters/"))
			}
			return runAll(c.Context(), a, o, all, part)
		},
	}
	c.Flags().StringVar(&all, "all", "", a.Say(lang.T("排这个文件夹里（包括各级子文件夹）的每个工作文件夹", "plan every workspace in this folder and below it")))
	c.Flags().StringVar(&part, "shard", "", a.Say(lang.T("只排其中一份：0/4 到 3/4，或 auto/4（编号取自 JOB_COMPLETION_INDEX）", "with --all, only one part: 0/4 to 3/4, or auto/4 with the number from JOB_COMPLETION_INDEX")))
	c.Flags().StringVar(&o.week, "week", "", a.Say(cli.WeekHelp))
	c.Flags().StringVar(&o.month, "month", "", a.Say(lang.T("一起排一个月所在的各周：2026-12、12月、下月", "plan the weeks of a month at once: 2026-12, December, 'next month'")))
	c.Flags().IntVar(&o.weeks, "weeks", 0, a.Say(lang.T("一起排几周，从 --week 那一周起", "plan so many weeks at once, from --week on")))
	c.Flags().StringVar(&o.from, "from", "", a.Say(lang.T("从这一天起重排，之前的日子和锁住的格子不动", "plan the days from this one on; earlier days and locked cells stay")))
	c.Flags().StringVarP(&o.Path, "output", "o", "", a.Say(lang.T("写到这个文件，代替 rosters/YYYY-Www.xlsx", "write this file instead of rosters/YYYY-Www.xlsx")))
	c.Flags().BoolVar(&o.HTML, "html", false, a.Say(lang.T("另写一页网页报告 exports/YYYY-Www.html", "also write a web report, exports/YYYY-Www.html")))
	c.Flags().BoolVar(&o.Force, "force", false, a.Say(lang.T("手工改过、已发布或已经开始的班表也整份重排；之前的版本留在 rosters/history/", "plan all of it again even if it was edited by hand, published or has begun; the version before stays in rosters/history/")))
	c.Flags().DurationVar(&o.TimeLimit, "time-limit", 10*time.Second, a.Say(lang.T("求解最多用多久；几周一起排时默认每周 10 秒、最多 1 分钟", "time limit of the search; several weeks at once have 10 s a week by default, a minute at most")))
	c.Flags().IntVar(&o.Iterations, "iterations", 0, a.Say(lang.T("搜索步数上限，结果与电脑快慢无关；0 为不限", "cap on search steps, the same result on any computer; 0 is none")))
	c.Flags().Uint64Var(&o.Seed, "seed", 1, a.Say(lang.T("随机种子；同一种子结果相同", "random seed")))
	cli.ShareVar(c.Flags(), &o.Gap, "gap", 0.001, a.Say(lang.T("证明离最优不超过这个比例就停；0 为一直算到证明最优", "stop when proved this close to the best; 0 searches until nothing better exists")))
	return c
}

// fromFlag reads --from; nil where no day is named. A date without a year is of this one,
// or of the next one where it is the nearer.
func fromFlag(a *cli.App, text string) (*workcal.Date, error) {
	if text == "" {
		return nil, nil
	}
	today := workcal.DateFrom(a.Now())
	year, _, _ := today.Civil()
	day, ok := table.ParseDate(text, year)
	if next, _ := table.ParseDate(text, year+1); ok && abs(next-today) < abs(day-today) {
		day = next
	}
	if !ok {
		return nil, cli.NewUsageError(lang.Errorf("--from %q 不是日期", "--from %q is no date", text).
			WithHint("写成 2026-11-25", "write it as 2026-11-25"))
	}
	return &day, nil
}

func abs(d workcal.Date) workcal.Date { return max(d, -d) }

func run(ctx context.Context, a *cli.App, o options) error {
	week, err := a.WeekFlag(o.week)
	if err != nil {
		return err
	}
	if o.From, err = fromFlag(a, o.from); err != nil {
		return err
	}
	pl, err := a.PlannerHere()
	if err != nil {
		return err
	}
	if o.From != nil && week == nil {
		named := pl.WeekOf(*o.From)
		week = &named
	}
	p, err := pl.Plan(ctx, week)
	if err != nil {
		return err
	}
	if o.Path != "" {
		o.Path = a.Path(o.Path)
	}
	j, err := pl.Roster(ctx, p, o.Search, o.Output)
	if err != nil {
		return err
	}
	if j.Page != "" {
		fmt.Fprintln(a.Stderr, a.Say(lang.F("网页报告：%s", "web report: %s", j.Page)))
	}
	if err := printWeek(a, j); err != nil {
		return err
	}
	return view.Outcome(ctx, j)
}
