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
	"paiban/schedule/design"
	"paiban/schedule/solve"
)

// designOptions are the flags of schedule design.
type designOptions struct {
	week                         string
	most                         int
	grid, minDay, maxDay         time.Duration
	minPart, minBreak, maxBreak  time.Duration
	noSplit, yaml, withoutRoster bool
	timeLimit                    time.Duration
}

func newScheduleDesignCmd(a *cli.App) *cobra.Command {
	var o designOptions
	c := &cobra.Command{
		Use:   "design",
		Short: a.Say(lang.T("按需求设计班次，和现在的班次比较", "Design shifts that fit the demand and compare them with today's")),
		Long: a.Say(lang.T(
			"由一周的需求（预测和在线窗口）找出最多 --shifts 种班次，先让没人的时段最少，再让人时最少，\n和现在的班次比较：哪些空档补上了，多花多少人时；再让同一批人、按同样的规则各排一次，看实际结果。\n每天工时默认与现在的班次相同；连续工作上限取自规则。最后给出可写进 paiban.yaml 的几行。",
			"Find at most --shifts shifts for the demand of a week (forecast and service\nwindows). They leave as few hours as possible without anybody, and then take the\nfewest staff hours. The output compares them with today's shifts: which gaps close,\nand at what cost. Then it rosters the same people by the same rules with either set.\nA day's work is as long as today's unless you set it; the longest time without a\nbreak comes from the rules. The lines for paiban.yaml come last.")),
		Example: `  paiban schedule design
  paiban schedule design --shifts 3 --grid 30m
  paiban schedule design --min-day 4h --max-day 8h --yaml`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return scheduleDesign(c.Context(), a, o) },
	}
	f := c.Flags()
	f.StringVar(&o.week, "week", "", a.Say(lang.T("看哪一周的需求，如 2026-W48", "the week whose demand counts, such as 2026-W48")))
	f.IntVarP(&o.most, "shifts", "k", 4, a.Say(lang.T("最多几种班次", "number of shifts at most")))
	f.DurationVar(&o.grid, "grid", time.Hour, a.Say(lang.T("上下班时间的间隔：15m、30m 或 1h", "grid of starts and ends: 15m, 30m or 1h")))
	f.DurationVar(&o.minDay, "min-day", 0, a.Say(lang.T("每天最短工时", "shortest day's work")))
	f.DurationVar(&o.maxDay, "max-day", 0, a.Say(lang.T("每天最长工时", "longest day's work")))
	f.DurationVar(&o.minPart, "min-part", 2*time.Hour, a.Say(lang.T("分段班每段最短", "shortest part of a split shift")))
	f.DurationVar(&o.minBreak, "min-break", time.Hour, a.Say(lang.T("分段班中间最少休息", "shortest break of a split shift")))
	f.DurationVar(&o.maxBreak, "max-break", 4*time.Hour, a.Say(lang.T("分段班中间最多休息", "longest break of a split shift")))
	f.BoolVar(&o.noSplit, "no-split", false, a.Say(lang.T("不要分段班", "no split shifts")))
	f.BoolVar(&o.yaml, "yaml", false, a.Say(lang.T("只输出 paiban.yaml 的那几行", "print only the lines for paiban.yaml")))
	f.BoolVar(&o.withoutRoster, "no-roster", false, a.Say(lang.T("不试排班表", "do not try the shifts on a roster")))
	f.DurationVar(&o.timeLimit, "time-limit", 5*time.Second, a.Say(lang.T("找班次、每次试排各最多用多久", "time limit of the search, and of each roster")))
	return c
}

// designed is today's shifts and the proposal, on the same demand.
type designed struct {
	*planning
	demand design.Week
	shifts []int // by template of today: the shift that it is
	design.Comparison
	kept    []string // by template of the proposal: id of the shift of today that it is, or ""
	ids     []string // and the id that it has or gets
	used    []string // ids of paiban.yaml that those are made of
	rosters []designRoster
}

// designRoster is a week's roster with one set of shifts.
type designRoster struct {
	Hard      int64   `json:"hard"`
	Uncovered float64 `json:"uncovered_hours"`
	Staff     float64 `json:"staff_hours"`
}

func scheduleDesign(ctx context.Context, a *cli.App, o designOptions) error {
	var week *workcal.Week
	if o.week != "" {
		w, err := workcal.ParseWeek(o.week)
		if err != nil {
			return cli.NewUsageError(lang.Errorf("--week %q 不是一周", "--week %q is no week", o.week).
				WithHint("写成 2026-W48", "write it as 2026-W48"))
		}
		week = &w
	}
	if o.grid != 15*time.Minute && o.grid != 30*time.Minute && o.grid != time.Hour {
		return cli.NewUsageError(lang.Errorf("--grid 不能是 %v", "--grid cannot be %v", o.grid).WithHint("用 15m、30m 或 1h", "use 15m, 30m or 1h"))
	}
	if o.most < 1 || o.most > 12 {
		return cli.NewUsageError(lang.Errorf("--shifts 不能是 %d", "--shifts cannot be %d", o.most).WithHint("用 1 到 12", "use 1 to 12"))
	}
	ws, err := a.OpenWorkspace()
	if err != nil {
		return err
	}
	p, err := planWeek(ctx, a, ws, week)
	if err != nil {
		return err
	}
	d := &designed{planning: p, demand: design.NewWeek(p.plan.Problem, p.plan.Required, p.plan.Minimum)}
	if d.demand.HeadMinutes() == 0 {
		return lang.Errorf("这一周没有需求，没有班次可设计", "this week has no demand, so there are no shifts to design").
			WithHint("放入咨询量，或在 paiban.yaml 里写在线窗口", "add inquiries, or service windows in paiban.yaml")
	}
	limits, err := d.limits(o)
	if err != nil {
		return err
	}
	search, stop := context.WithTimeout(ctx, o.timeLimit)
	defer stop()
	options := design.Options{Limits: limits, Most: o.most}
	options.Today, d.shifts = d.demand.Today(p.plan.Problem)
	show := a.Progress()
	show.Say(lang.T("找班次…", "looking for shifts …"))
	d.Comparison = design.Compare(search, d.demand.Demand, options)
	show.Done()
	if ctx.Err() != nil {
		return cli.ExitError(cli.ExitInterrupted)
	}
	d.name()
	if !o.withoutRoster && !o.yaml {
		if err := d.tryRosters(ctx, a, o.timeLimit); err != nil {
			return err
		}
	}
	switch {
	case o.yaml:
		fmt.Fprint(a.Stdout, d.yaml())
		return nil
	case a.JSON:
		return a.PrintJSON(d.json())
	}
	d.print(a)
	return nil
}

// limits are those of the flags, else of today's shifts and of the rules.
func (d *designed) limits(o designOptions) (design.Limits, error) {
	minutes := func(t time.Duration) int { return int(t / time.Minute) }
	l := design.Limits{
		Grid: minutes(o.grid), MinPaid: minutes(o.minDay), MaxPaid: minutes(o.maxDay),
		MinSegment: minutes(o.minPart), MinBreak: minutes(o.minBreak), MaxBreak: minutes(o.maxBreak),
	}
	var worked []int
	for i := range d.ws.Config.Shifts {
		present := 0
		for _, h := range d.ws.Config.Shifts[i].Hours {
			present += schedule.Span(h).Len()
		}
		worked = append(worked, present-int(d.ws.Config.Shifts[i].Break))
	}
	stretch := 0
	if c := d.ws.Config.Rules.Continuous; !c.Force.Off() {
		stretch = int(c.Length)
	}
	if o.noSplit {
		l.MaxBreak = 0
	}
	l = l.Filled(d.demand.Demand, worked, stretch)
	if !l.Possible() {
		return l, cli.NewUsageError(lang.Errorf("每天工时不能是 %s 到 %s", "a day's work cannot be %s to %s", schedule.Duration(l.MinPaid), schedule.Duration(l.MaxPaid)).
			WithHint("用 --min-day 和 --max-day 给出，如 4h 到 8h", "set it with --min-day and --max-day, such as 4h to 8h"))
	}
	return l, nil
}

// name finds out which templates of the proposal are shifts of today and names
// the others.
func (d *designed) name() {
	taken := map[string]bool{}
	for i := range d.ws.Config.Shifts {
		taken[d.ws.Config.Shifts[i].ID] = true
	}
	for i := range d.ws.Config.DutyTurns {
		taken[d.ws.Config.DutyTurns[i].ID] = true
	}
	// Duty turns are the shop's to want: they stay, and so do the shifts that
	// they are worked on top of.
	for i := range d.ws.Config.DutyTurns {
		d.used = append(append(d.used, d.ws.Config.DutyTurns[i].ID), d.ws.Config.DutyTurns[i].On...)
	}
	for _, t := range d.Proposal.Templates {
		kept := ""
		if k, ok := design.ShiftOf(d.plan.Problem, t); ok {
			sh := &d.plan.Problem.Shifts[k]
			kept, _, _ = strings.Cut(sh.ID, "@")
			d.used = append(d.used, kept)
			for _, part := range sh.Parts {
				id, _, _ := strings.Cut(part, "@")
				d.used = append(d.used, id)
			}
		}
		id := kept
		if id == "" {
			id = t.NewID(taken)
		}
		taken[id] = true
		d.kept, d.ids = append(d.kept, kept), append(d.ids, id)
	}
}

// config is the configuration with the proposal: shifts that it does not use
// stay known for the past but nobody works them.
func (d *designed) config() *workspace.Workspace {
	ws, cfg := *d.ws, *d.ws.Config
	ws.Config = &cfg
	cfg.Shifts = nil
	var queues []string
	for _, s := range d.ws.Config.Shifts {
		if len(s.Queues) > 0 && queues == nil {
			queues = s.Queues
		}
		if !slices.Contains(d.used, s.ID) {
			s.Heads = workspace.Heads{}
		}
		cfg.Shifts = append(cfg.Shifts, s)
	}
	for k, t := range d.Proposal.Templates {
		if d.kept[k] != "" {
			continue
		}
		s := workspace.Shift{ID: d.ids[k], Name: t.Name(), Short: design.Short(d.ids[k]), Kind: workspace.ShiftKind(t.Kind()), Queues: queues}
		for _, g := range t.Segments {
			s.Hours = append(s.Hours, workspace.Span(g))
		}
		cfg.Shifts = append(cfg.Shifts, s)
	}
	cfg.Handovers = nil
	for _, h := range d.ws.Config.Handovers {
		if slices.Contains(d.used, h.From) && slices.Contains(d.used, h.To) {
			cfg.Handovers = append(cfg.Handovers, h)
		}
	}
	ws.People = slices.Clone(d.ws.People)
	for i := range ws.People {
		// Whoever may not work a shift of today's still may not; the new ones are
		// for everybody.
		var ids []string
		was := ws.People[i].Shifts
		for _, id := range slices.Concat(d.used, d.ids) {
			if was == nil || slices.Contains(was, id) || !slices.Contains(d.used, id) {
				ids = append(ids, id)
			}
		}
		ws.People[i].Shifts = ids
	}
	return &ws
}

// tryRosters rosters the same people with today's shifts and with the proposal.
func (d *designed) tryRosters(ctx context.Context, a *cli.App, limit time.Duration) error {
	needs := workspace.Needs{Step: d.ws.Config.Interval}
	for _, q := range d.planning.demand {
		heads := make([]int, len(q.needs))
		for i, n := range q.needs {
			heads[i] = n.Rostered
		}
		needs.Queues = append(needs.Queues, workspace.Need{Queue: q.queue.ID, Heads: heads})
	}
	changed, err := d.config().Plan(d.week, needs)
	if err != nil {
		return err
	}
	for _, p := range []*schedule.Problem{d.plan.Problem, changed.Problem} {
		show := a.Progress()
		res, err := solve.Solve(ctx, p, solve.Options{TimeLimit: limit, Seed: 1, Gap: 0.001, Clock: a.Now, Progress: show.Search})
		show.Done()
		if err != nil {
			return err
		}
		out := d.demand.Judge(p, res.Roster)
		d.rosters = append(d.rosters, designRoster{out.Hard, float64(out.Uncovered) / 60, float64(out.Staff) / 60})
	}
	return nil
}
