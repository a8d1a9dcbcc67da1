package schedule

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/view"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/schedule/problemfile"
)

// solveOptions are the flags of schedule solve.
type solveOptions struct {
	week string
	planner.Search
	planner.Output
	from    string // roster to start from: a file or a week
	problem string // file to solve instead of a week
	dump    string // file for the problem of the week, written instead of solving it
}

func newSolve(a *cli.App) *cobra.Command {
	var o solveOptions
	c := &cobra.Command{
		Use:   "solve",
		Short: a.Say(lang.T("找一周最好的班表，并证明离最优最多差多少", "Find the best roster of a week and prove how close to the best it is")),
		Long: a.Say(lang.T(
			"和 paiban week 一样由预测和需求排出班表、复核、写到 rosters/YYYY-Www.xlsx，但搜索由你掌握：\n最多搜多久、离最优多近就停、从哪份班表开始。在终端里随时显示当前的代价、证明的下界和差距；\n按 Ctrl-C 停下来，写出当时最好的班表，退出码 130。\n\n最后一句话说明结果：没有更好的排法，或离最优最多差百分之几。硬规则不能全部满足时逐条说明\n是哪些要求互相冲突，退出码 4。手工改过的班表不会被覆盖，除非加 --force（旧文件留作备份）。\n\n--start 从一份班表（文件，或 rosters/ 里某一周的）开始改进，排它的那一周，并说明好了多少、\n改了几格。--problem 求解问题文件，不需要工作文件夹，结果打印出来。\n--dump 不搜索，只把这一周的问题写成这样的文件，供 --problem 或其他求解器使用。",
			"Plan a week as paiban week does, from forecast and requirement to a checked roster in\nrosters/YYYY-Www.xlsx, but control the search: how long it may take, how close to the\nbest is enough, which roster to start from. A terminal shows the cost, the proved bound\nand the gap during the search. Ctrl-C stops it, writes the best roster so far, and ends\nwith exit code 130.\n\nThe result is one sentence: nothing better exists, or the roster is within so many\npercent of the best possible. If the hard rules cannot all hold, it names the\nrequirements in conflict and ends with exit code 4. A roster edited by hand is not\noverwritten without --force, which keeps the old file as a backup.\n\n--start begins with a roster (a file, or the one of a week in rosters/), plans its week,\nand says how much better the new roster is and how many cells differ. --problem solves\na problem file, needs no workspace, and prints the result. --dump does not search: it\nwrites the problem of the week as such a file, for --problem or another solver.")),
		Example: `  paiban schedule solve --week 2026-W48 --time-limit 5m
  paiban schedule solve --start 2026-W48 --time-limit 10m --gap 0.005
  paiban schedule solve --iterations 500 --seed 7 -o rosters/try.xlsx
  paiban schedule solve --week 2026-W48 --dump w48.json
  paiban schedule solve --problem w48.json --json`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.problem != "" {
				return solveProblem(c.Context(), a, o)
			}
			return solveWeek(c.Context(), a, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.week, "week", "", a.Say(cli.WeekHelp))
	f.StringVar(&o.from, "start", "", a.Say(lang.T("从这份班表开始：文件，或一周如 2026-W48", "roster to start from: a file, or a week such as 2026-W48")))
	f.StringVar(&o.problem, "problem", "", a.Say(lang.T("求解这个问题文件（JSON）", "solve this problem file (JSON) instead of a week")))
	f.StringVar(&o.dump, "dump", "", a.Say(lang.T("不搜索，把这一周的问题写成这个文件（.json）", "write the problem of the week to this file (.json) instead of solving it")))
	f.DurationVar(&o.TimeLimit, "time-limit", time.Minute, a.Say(lang.T("最多搜多久；0s 为不限", "time limit of the search; 0s is no limit")))
	f.IntVar(&o.Iterations, "iterations", 0, a.Say(lang.T("搜索步数上限，结果与电脑快慢无关；0 为不限", "cap on search steps, the same result on any computer; 0 is none")))
	f.Uint64Var(&o.Seed, "seed", 1, a.Say(lang.T("随机种子", "random seed")))
	cli.ShareVar(f, &o.Gap, "gap", 0, a.Say(lang.T("证明离最优不超过这个比例就停，0.01 是 1%；0 为一直算到证明最优", "stop when proved this close to the best, 0.01 is 1%; 0 searches until nothing better exists")))
	f.StringVarP(&o.Path, "output", "o", "", a.Say(lang.T("写到这个文件，代替 rosters/YYYY-Www.xlsx", "write this file instead of rosters/YYYY-Www.xlsx")))
	f.BoolVar(&o.HTML, "html", false, a.Say(lang.T("另写一页网页报告 exports/YYYY-Www.html", "also write a web report, exports/YYYY-Www.html")))
	f.BoolVar(&o.Force, "force", false, a.Say(lang.T("手工改过、已发布或已经开始的班表也整份重排；之前的版本留在 rosters/history/", "plan all of it again even if it was edited by hand, published or has begun; the version before stays in rosters/history/")))
	c.MarkFlagsMutuallyExclusive("week", "start", "problem")
	c.MarkFlagsMutuallyExclusive("problem", "dump")
	for _, name := range []string{"output", "html", "force"} {
		c.MarkFlagsMutuallyExclusive("problem", name)
		c.MarkFlagsMutuallyExclusive("dump", name)
	}
	return c
}

// solved is a roster with what it is compared to.
type solved struct {
	*planner.Judged
	name string        // of the week or problem
	base *planner.Base // nil where the search started from nothing
}

func solveWeek(ctx context.Context, a *cli.App, o solveOptions) error {
	if o.dump != "" && !strings.EqualFold(filepath.Ext(o.dump), ".json") {
		return cli.NewUsageError(lang.Errorf("不知道 %q 该写成什么格式", "%q: unknown kind of file", o.dump).WithHint("用 .json", "name it .json"))
	}
	pl, p, held, err := weekToSolve(ctx, a, o)
	if err != nil {
		return err
	}
	if o.dump != "" {
		return dumpWeek(ctx, a, p, a.Path(o.dump))
	}
	if held != nil {
		o.Start = held.Start()
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
	s := &solved{j, p.Horizon.String(), nil}
	if held != nil {
		s.base = held.Compare(j.Result.Roster)
	}
	if err := printSolved(a, s); err != nil {
		return err
	}
	return view.Outcome(ctx, j)
}

// weekToSolve plans the week that o names, or that of the roster to start from, which
// is held.
func weekToSolve(ctx context.Context, a *cli.App, o solveOptions) (*planner.Planner, *planner.Planning, *planner.Held, error) {
	if o.from == "" {
		week, err := a.WeekFlag(o.week)
		if err != nil {
			return nil, nil, nil, err
		}
		pl, err := a.PlannerHere()
		if err != nil {
			return nil, nil, nil, err
		}
		p, err := pl.Plan(ctx, week)
		return pl, p, nil, err
	}
	path, err := rosterPath(a, o.from)
	if err != nil {
		return nil, nil, nil, err
	}
	pl, file, err := open(a, path)
	if err != nil {
		return nil, nil, nil, err
	}
	held, err := pl.HoldWeek(ctx, path, file)
	if err != nil {
		return nil, nil, nil, err
	}
	return pl, held.Planning, held, nil
}

// dumpWeek writes the problem of a week to path and says so.
func dumpWeek(ctx context.Context, a *cli.App, p *planner.Planning, path string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := a.WriteProblem(path, p.Horizon.String(), p.Plan.Problem); err != nil {
		return err
	}
	fmt.Fprintln(a.Stderr, a.Say(lang.F("问题文件：%s", "problem file: %s", path)))
	return nil
}

// solveProblem solves the problem file that o names and prints the result.
func solveProblem(ctx context.Context, a *cli.App, o solveOptions) error {
	path := a.Path(o.problem)
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	name, problem, err := problemfile.Read(f)
	if err != nil {
		return lang.Errorf("%s", "%s", filepath.Base(path)).Because(err)
	}
	j, err := a.Planner(nil).SolveProblem(ctx, name, problem, o.Search)
	if err != nil {
		return err
	}
	if err := printSolved(a, &solved{j, name, nil}); err != nil {
		return err
	}
	return view.Outcome(ctx, j)
}
