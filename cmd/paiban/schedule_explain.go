package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/repair"
)

// explainOptions are the flags of schedule explain.
type explainOptions struct {
	week     string
	why      string
	worth    bool
	fairness bool
}

func newScheduleExplainCmd(a *cli.App) *cobra.Command {
	var o explainOptions
	c := &cobra.Command{
		Use:   "explain [FILE]",
		Short: a.Say(lang.T("解释班表：规则冲突、为什么这样排、加一个人值多少、谁分担多少", "Explain: rules in conflict, why somebody is on, what one more is worth, fairness")),
		Long: a.Say(lang.T(
			"不带选项：这一周必须遵守的规则能不能同时满足；不能时列出最小的一组冲突（规则、人、日子），\n以及每条出路和它能解决多少，退出码 4。\n--why 姓名:日期   为什么这样排：不这样排的最好办法，谁要为此付出什么。\n--worth          多一名员工、某天某班多一人能省多少（重排验证）。\n--fairness       最近八周晚班、夜班、周末、节假日、值班由谁分担。\n\nFILE 是班表文件；不写时用 --week 那一周（默认历史数据之后的那一周）在 rosters/ 里的班表，有修补过的用最后修补的。",
			"Without a flag: whether the hard rules of the week can hold together; where they\ncannot, a smallest set of rules, people and days in conflict, each way out and what it\nbuys, and exit code 4.\n--why NAME:DATE  why somebody is rostered so: the best roster without it, and whom it\n                 costs what.\n--worth          what one more agent, or one more head on a shift, would save; found by\n                 planning again.\n--fairness       who has borne the late, night, weekend, holiday and duty shifts of the\n                 last eight weeks.\n\nFILE is a roster; without it, that of --week in rosters/ (the week that follows the\nhistory unless given), the last repair of it where there is one.")),
		Example: `  paiban schedule explain --week 2026-W48
  paiban schedule explain --why "王芳:2026-11-28"
  paiban schedule explain --worth
  paiban schedule explain rosters/2026-W48.xlsx --fairness --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return scheduleExplain(c.Context(), a, args, o) },
	}
	f := c.Flags()
	f.StringVar(&o.week, "week", "", a.Say(lang.T("哪一周，如 2026-W48", "the week, such as 2026-W48")))
	f.StringVar(&o.why, "why", "", a.Say(lang.T("姓名或工号:日期", "NAME or ID:DATE")))
	f.BoolVar(&o.worth, "worth", false, a.Say(lang.T("多一名员工、多一个班值多少", "what one more agent or shift is worth")))
	f.BoolVar(&o.fairness, "fairness", false, a.Say(lang.T("各周分担的账", "the ledger of fairness over weeks")))
	c.MarkFlagsMutuallyExclusive("why", "worth", "fairness")
	return c
}

// explainTime is how long an explanation may search.
func explainTime(a *cli.App, each time.Duration) repair.Options {
	return repair.Options{Each: each, Total: 2500 * time.Millisecond, Seed: 1, Clock: a.Now}
}

func scheduleExplain(ctx context.Context, a *cli.App, args []string, o explainOptions) error {
	var week *workcal.Week
	if o.week != "" {
		w, err := workcal.ParseWeek(o.week)
		if err != nil {
			return cli.NewUsageError(lang.Errorf("--week %q 不是一周", "--week %q is no week", o.week).WithHint("写成 2026-W48", "write it as 2026-W48"))
		}
		if len(args) > 0 {
			return cli.NewUsageError(lang.Errorf("--week 和 FILE 只能写一个", "give --week or FILE, not both").
				WithHint("文件里已经有是哪一周", "the file says which week it is"))
		}
		week = &w
	}
	var h *held
	path, err := rosterPath(a, args, week)
	if err != nil && (o.why != "" || o.fairness) {
		return err
	}
	// Conflicts are the week's, whatever roster there is, unless a file is named;
	// what more is worth is found sooner from a roster.
	if len(args) > 0 || err == nil && (o.why != "" || o.fairness || o.worth) {
		if h, err = openRoster(a, path); err != nil {
			return err
		}
		if err := h.planDays(ctx, a); err != nil {
			return err
		}
	} else {
		ws, err := a.OpenWorkspace()
		if err != nil {
			return err
		}
		p, err := planWeek(ctx, a, ws, week)
		if err != nil {
			return err
		}
		h = &held{planning: p}
	}
	switch {
	case o.why != "":
		err = explainWhy(ctx, a, h, o.why)
	case o.worth:
		err = explainWorth(ctx, a, h)
	case o.fairness:
		err = explainFairness(a, h)
	default:
		err = explainConflicts(ctx, a, h)
	}
	if ctx.Err() != nil {
		return cli.ExitError(cli.ExitInterrupted)
	}
	return err
}

// rosterPath finds the roster that is meant: the file given, else the roster of
// the week.
func rosterPath(a *cli.App, args []string, week *workcal.Week) (string, error) {
	if len(args) > 0 {
		return a.Path(args[0]), nil
	}
	ws, err := a.OpenWorkspace()
	if err != nil {
		return "", err
	}
	if week == nil {
		history, _, err := ws.History()
		if err != nil {
			return "", err
		}
		w := nextWeek(history, workcal.DateFrom(a.Now()))
		week = &w
	}
	return rosterOfWeek(a, ws, *week)
}

// rosterOfWeek finds the roster of a week and tells which files of it do not count.
func rosterOfWeek(a *cli.App, ws *workspace.Workspace, week workcal.Week) (string, error) {
	rosters, err := ws.Rosters()
	if err != nil {
		return "", err
	}
	for _, n := range rosters.Notes(week.Monday(), week.Monday()+7) {
		fmt.Fprintln(a.Stderr, a.Say(n))
	}
	return rosters.Of(week)
}

// explainWhy answers --why NAME:DATE.
func explainWhy(ctx context.Context, a *cli.App, h *held, arg string) error {
	parts := fields(arg)
	if len(parts) != 2 {
		return cli.NewUsageError(lang.Errorf("--why %q 看不懂", "--why %q is not understood", arg).
			WithHint("写成 姓名:2026-11-28", "write it as NAME:2026-11-28"))
	}
	i, err := h.person(parts[0])
	if err != nil {
		return err
	}
	date, last, err := h.dates("--why", parts[1])
	if err != nil {
		return err
	}
	if last != date {
		return cli.NewUsageError(lang.Errorf("--why 一次只问一天", "--why asks about one day at a time").
			WithHint("写成 姓名:2026-11-28", "write it as NAME:2026-11-28"))
	}
	d, err := h.day(date)
	if err != nil {
		return err
	}
	p := h.plan.Problem
	if word := h.m.Leave[i][d]; word != "" {
		return cli.NewUsageError(lang.Errorf("%s 那天是%s，不是排班决定的", "%s has %s that day: no roster decides that", p.People[i].Name, word).
			WithHint("请假在 leave.xlsx 里改", "leave is changed in leave.xlsx"))
	}
	// A day gone by is asked about as if it could still be changed.
	from := min(d, max(0, int(workcal.DateFrom(a.Now())-p.Start)))
	r, err := repair.Why(ctx, p, h.m.Roster, i, d, from, explainTime(a, 2*time.Second))
	if err != nil {
		return err
	}
	return printWhy(a, h, r)
}

// explainWorth answers --worth.
func explainWorth(ctx context.Context, a *cli.App, h *held) error {
	var start *schedule.Roster
	if h.m != nil {
		start = h.m.Roster
	}
	base, all, err := repair.WorthMore(ctx, h.plan.Problem, start, 3, 4, explainTime(a, 600*time.Millisecond))
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(x, y repair.Worth) int {
		switch {
		case y.Saves().Less(x.Saves()):
			return -1
		case x.Saves().Less(y.Saves()):
			return 1
		}
		return 0
	})
	return printWorth(a, h, base, all)
}

// explainFairness answers --fairness.
func explainFairness(a *cli.App, h *held) error {
	p := h.plan.Problem
	l := repair.Account(p, h.m.Roster, func(day int) bool { return h.ws.Calendar.Day(p.Date(day)).Statutory })
	return printLedger(a, h, l)
}

// explainConflicts answers without a flag.
func explainConflicts(ctx context.Context, a *cli.App, h *held) error {
	p := h.plan.Problem
	doubts := repair.Precheck(p)
	found, proved, err := repair.Conflicts(ctx, p, 3, explainTime(a, 400*time.Millisecond))
	if err != nil {
		return err
	}
	if err := printConflicts(a, h, doubts, found, proved); err != nil {
		return err
	}
	if len(doubts) > 0 || len(found) > 0 {
		return cli.ExitError(cli.ExitViolations)
	}
	return nil
}

// label names what is explained: the file, or the week.
func (h *held) label() string {
	if h.file != nil {
		return h.file.Name
	}
	return strings.TrimSpace(h.week.String())
}
