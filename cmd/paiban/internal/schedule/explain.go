package schedule

import (
	"context"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workcal"
)

// explainOptions are the flags of schedule explain.
type explainOptions struct {
	week     string
	why      string
	worth    bool
	fairness bool
}

func newExplain(a *cli.App) *cobra.Command {
	var o explainOptions
	c := &cobra.Command{
		Use:   "explain [FILE|WEEK]",
		Short: a.Say(lang.T("解释班表：规则冲突、为什么这样排、加一个人值多少、谁分担多少", "Explain a roster: conflicting rules, why somebody works, what one more person is worth, fairness")),
		Long: a.Say(lang.T(
			"不带选项：这一周必须遵守的规则能不能同时满足；不能时列出最小的一组冲突（规则、人、日子），\n以及每条出路和它能解决多少，退出码 4。\n--why 姓名:日期   为什么这样排：不这样排的最好办法，谁要为此付出什么。\n--worth          多一名员工、某天某班多一人能省多少（重排验证）。\n--fairness       最近八周晚班、夜班、周末、节假日、值班由谁分担。\n\nFILE 是班表文件；不写时用 --week 那一周（默认历史数据之后的那一周）在 rosters/ 里的班表；班表和修补过的以后来改过的文件为准。",
			"Without a flag: can the hard rules of the week hold together? If not, it lists a\nsmallest set of rules, people and days in conflict, each way out and what it solves,\nand ends with exit code 4.\n--why NAME:DATE  why somebody is rostered this way: the best roster without it, and\n                 what that costs whom.\n--worth          what one more agent, or one more head on a shift, would save; found by\n                 planning again.\n--fairness       who worked the late, night, weekend, holiday and duty shifts of the\n                 last eight weeks.\n\nFILE is a roster. Without it, the roster of --week in rosters/ counts (by default the\nweek that follows the history); of a roster and its repairs, the file changed last.")),
		Example: `  paiban schedule explain --week 2026-W48
  paiban schedule explain --why "王芳:2026-11-28"
  paiban schedule explain --worth
  paiban schedule explain rosters/2026-W48.xlsx --fairness --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return explain(c.Context(), a, args, o) },
	}
	f := c.Flags()
	f.StringVar(&o.week, "week", "", a.Say(cli.WeekHelp))
	f.StringVar(&o.why, "why", "", a.Say(lang.T("姓名或工号:日期", "NAME or ID:DATE")))
	f.BoolVar(&o.worth, "worth", false, a.Say(lang.T("多一名员工、多一个班值多少", "what one more agent or shift is worth")))
	f.BoolVar(&o.fairness, "fairness", false, a.Say(lang.T("各周分担的账", "late shifts, weekends and duties of each person over the weeks")))
	c.MarkFlagsMutuallyExclusive("why", "worth", "fairness")
	return c
}

func explain(ctx context.Context, a *cli.App, args []string, o explainOptions) error {
	week, err := a.WeekFlag(o.week)
	if err != nil {
		return err
	}
	if week != nil && len(args) > 0 {
		return cli.NewUsageError(lang.Errorf("--week 和 FILE 只能写一个", "give --week or FILE, not both").
			WithHint("文件里已经有是哪一周", "the file already says which week it is"))
	}
	h, pl, err := toExplain(ctx, a, args, week, o)
	if err != nil {
		return err
	}
	switch {
	case o.why != "":
		err = explainWhy(ctx, a, pl, h, o.why)
	case o.worth:
		err = explainWorth(ctx, a, pl, h)
	case o.fairness:
		err = printLedger(a, h, h.Fairness())
	default:
		err = explainConflicts(ctx, a, pl, h)
	}
	if ctx.Err() != nil {
		return cli.ExitError(cli.ExitInterrupted)
	}
	return err
}

// toExplain plans what is to be explained. Conflicts are the week's, whatever roster
// there is, unless a file is named; what more is worth is found sooner from a roster.
func toExplain(ctx context.Context, a *cli.App, args []string, week *workcal.Week, o explainOptions) (*planner.Held, *planner.Planner, error) {
	path, err := "", error(nil)
	if len(args) > 0 {
		if path, err = rosterPath(a, args[0]); err != nil {
			return nil, nil, err
		}
	} else if path, err = pathOfWeek(a, week); err != nil && (o.why != "" || o.fairness) {
		return nil, nil, err
	}
	if len(args) > 0 || err == nil && (o.why != "" || o.fairness || o.worth) {
		pl, file, err := open(a, path)
		if err != nil {
			return nil, nil, err
		}
		h, err := pl.Hold(ctx, path, file)
		if err == nil {
			tell(a, h.Read.Notes)
		}
		return h, pl, err
	}
	pl, err := a.PlannerHere()
	if err != nil {
		return nil, nil, err
	}
	p, err := pl.Plan(ctx, week)
	return &planner.Held{Planning: p}, pl, err
}

// explainWhy answers --why NAME:DATE.
func explainWhy(ctx context.Context, a *cli.App, pl *planner.Planner, h *planner.Held, arg string) error {
	parts := fields(arg)
	if len(parts) != 2 {
		return cli.NewUsageError(lang.Errorf("--why %q 看不懂", "--why %q is not understood", arg).
			WithHint("写成 姓名:2026-11-28", "write it as NAME:2026-11-28"))
	}
	date, last, err := dates("--why", parts[1], h.File.Start)
	if err != nil {
		return err
	}
	if last != date {
		return cli.NewUsageError(lang.Errorf("--why 一次只问一天", "--why asks about one day at a time").
			WithHint("写成 姓名:2026-11-28", "write it as NAME:2026-11-28"))
	}
	r, err := pl.Why(ctx, h, parts[0], date)
	if err != nil {
		return err
	}
	return printWhy(a, h, r)
}

// explainWorth answers --worth.
func explainWorth(ctx context.Context, a *cli.App, pl *planner.Planner, h *planner.Held) error {
	base, all, err := pl.Worth(ctx, h)
	if err != nil {
		return err
	}
	return printWorth(a, h, base, all)
}

// explainConflicts answers without a flag.
func explainConflicts(ctx context.Context, a *cli.App, pl *planner.Planner, h *planner.Held) error {
	if err := h.KeepLocks(); err != nil {
		return err
	}
	found, err := pl.Conflicts(ctx, h.Planning)
	if err != nil {
		return err
	}
	if err := printConflicts(a, h, found.Obstacles, found.Conflicts, found.Proved); err != nil {
		return err
	}
	if !found.Possible() {
		return cli.ExitError(cli.ExitViolations)
	}
	return nil
}
