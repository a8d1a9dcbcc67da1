package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/simulate"
	"paiban/schedule/solve"
)

type weekOptions struct {
	week      string
	out       string
	html      bool
	force     bool
	timeLimit time.Duration
	seed      uint64
	gap       float64

	iterations int              // cap on the search; 0 is none
	start      *schedule.Roster // to start from; may be nil
	workers    int              // of the search; 0 is all cores
}

func newWeekCmd(a *cli.App) *cobra.Command {
	var o weekOptions
	var all, part string
	c := &cobra.Command{
		Use:   "week",
		Short: a.Say(lang.T("排一周的班：预测 → 需求 → 班表", "Plan a week: forecast, requirement, roster")),
		Long: a.Say(lang.T(
			"读工作文件夹里的员工、请假、咨询量和以往班表，预测每小时咨询量，算出每个时段需要的人数，\n排出班表，由独立的检查程序复核，写到 rosters/YYYY-Www.xlsx。\n\n不指定 --week 时排历史数据之后的那一周。硬规则不能全部满足时仍写出最好的班表，\n逐条说明哪里让步，退出码 4。手工改过的班表不会被覆盖，除非加 --force（旧文件留作备份）。\n\n--all 排一个文件夹里的每个工作文件夹，各核并行，一个出错不影响其他；所依据的文件没有变化的\n班表原样保留，所以可以随时重跑。最后的退出码取最坏的一个。",
			"Read staff, leave, inquiries and earlier rosters of the workspace, forecast hourly\nvolume, work out the heads needed in each interval, find the roster, have it checked\nindependently and write rosters/YYYY-Www.xlsx.\n\nWithout --week it plans the week that follows the history. Where hard rules cannot\nall hold, the best roster is written all the same, what gave way is named, and the\nexit code is 4. A roster edited by hand is not overwritten without --force, which\nkeeps the old file as a backup.\n\n--all plans every workspace in a folder, on all cores; one that fails does not stop\nthe others. A roster stands while the files that it was planned from are the same, so\nit may be run again at any time. The exit code is the worst of theirs.")),
		Example: `  paiban week
  paiban week --week 2026-W48 --time-limit 30s
  paiban week --json > week.json
  paiban week --all shops --week 2026-W48`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case all == "" && part != "":
				return cli.NewUsageError(lang.Errorf("--shard 要和 --all 一起用", "--shard goes with --all").
					WithHint("写成 --all 文件夹 --shard 0/4", "write --all DIR --shard 0/4"))
			case all == "":
				return runWeek(c.Context(), a, o)
			case o.out != "":
				return cli.NewUsageError(lang.Errorf("-o 不能和 --all 一起用", "-o does not go with --all").
					WithHint("每个工作文件夹的班表写在它自己的 rosters/ 里", "each workspace has its roster in its own rosters/"))
			}
			return runWeekAll(c.Context(), a, o, all, part)
		},
	}
	c.Flags().StringVar(&all, "all", "", a.Say(lang.T("排这个文件夹里（包括各级子文件夹）的每个工作文件夹", "plan every workspace in this folder and below it")))
	c.Flags().StringVar(&part, "shard", "", a.Say(lang.T("只排其中一份：0/4 到 3/4，或 auto/4（编号取自 JOB_COMPLETION_INDEX）", "with --all, one part alone: 0/4 to 3/4, or auto/4 with the number from JOB_COMPLETION_INDEX")))
	c.Flags().StringVar(&o.week, "week", "", a.Say(lang.T("排哪一周，如 2026-W48", "the week to plan, such as 2026-W48")))
	c.Flags().StringVarP(&o.out, "output", "o", "", a.Say(lang.T("写到这个文件，代替 rosters/YYYY-Www.xlsx", "write this file instead of rosters/YYYY-Www.xlsx")))
	c.Flags().BoolVar(&o.html, "html", false, a.Say(lang.T("另写一页网页报告 exports/YYYY-Www.html", "also write a web report, exports/YYYY-Www.html")))
	c.Flags().BoolVar(&o.force, "force", false, a.Say(lang.T("覆盖手工改过的班表，旧文件留作备份", "replace a roster edited by hand; the old file is kept as a backup")))
	c.Flags().DurationVar(&o.timeLimit, "time-limit", 10*time.Second, a.Say(lang.T("求解最多用多久", "how long the search may take")))
	c.Flags().Uint64Var(&o.seed, "seed", 1, a.Say(lang.T("随机种子；同一种子结果相同", "random seed")))
	c.Flags().Float64Var(&o.gap, "gap", 0.001, a.Say(lang.T("证明离最优不超过这个比例就停；0 为一直算到证明最优", "stop when proved this close to the best; 0 searches until nothing better exists")))
	return c
}

// rostered is a planned week with its roster, checked.
type rostered struct {
	*planning
	result   *solve.Result
	analysis schedule.Analysis
	duties   []report.Duty
	denied   []report.Denial

	simulated *simulate.Result // nil without history
	played    []lang.Text      // what the simulation shows, in words

	title string // of the horizon; "" is the week's

	path, backup string // of the file written, and of the one it replaced; "" is none
}

// weekNamed reads --week; nil where none is named.
func weekNamed(name string) (*workcal.Week, error) {
	if name == "" {
		return nil, nil
	}
	w, err := workcal.ParseWeek(name)
	if err != nil {
		return nil, cli.NewUsageError(lang.Errorf("--week %q 不是一周", "--week %q is no week", name).
			WithHint("写成 2026-W48", "write it as 2026-W48"))
	}
	return &w, nil
}

func runWeek(ctx context.Context, a *cli.App, o weekOptions) error {
	week, err := weekNamed(o.week)
	if err != nil {
		return err
	}
	ws, err := a.OpenWorkspace()
	if err != nil {
		return err
	}
	p, err := planWeek(ctx, a, ws, week)
	if err != nil {
		return err
	}
	r, err := rosterWeek(ctx, a, p, o)
	if err != nil {
		return err
	}
	if err := printWeek(a, r); err != nil {
		return err
	}
	return r.outcome(ctx)
}

// rosterWeek finds the roster of a planned week and writes it where o says, under
// the rules for rosters that somebody has edited.
func rosterWeek(ctx context.Context, a *cli.App, p *planning, o weekOptions) (*rostered, error) {
	path := o.out
	if path == "" {
		path = workspace.RosterPath(p.ws.Root, p.week)
		if err := guardRepair(p, o.force); err != nil {
			return nil, err
		}
	} else {
		path = a.Path(path)
	}
	release, err := a.Lock(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	defer release()
	// Before the search, so that nobody waits for a roster that is not written;
	// and after it, for somebody may have edited the file meanwhile.
	if _, err := guardRoster(path, o.force); err != nil {
		return nil, err
	}
	r, err := solveWeek(ctx, a, p, o)
	if err != nil {
		return nil, err
	}
	backup, err := guardRoster(path, o.force)
	if err != nil {
		return nil, err
	}
	r.path, r.backup = path, backup
	if backup != "" {
		if err := report.Keep(path, backup); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	doc := r.document(a)
	if err := report.WriteRoster(path, doc); err != nil {
		return nil, err
	}
	if !o.html {
		return r, nil
	}
	page := p.webPage()
	if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
		return nil, err
	}
	if err := report.WriteHTML(page, doc); err != nil {
		return nil, err
	}
	fmt.Fprintln(a.Stderr, a.Say(lang.F("网页报告：%s", "web report: %s", page)))
	return r, nil
}

// outcome is the exit code of a roster that was written.
func (r *rostered) outcome(ctx context.Context) error {
	switch {
	case ctx.Err() != nil:
		return cli.ExitError(cli.ExitInterrupted)
	case r.analysis.Score.Hard > 0:
		return cli.ExitError(cli.ExitViolations)
	}
	return nil
}

// guardRepair refuses to plan a week anew whose roster is a repair: the absences
// that it was made for may stand nowhere else.
func guardRepair(p *planning, force bool) error {
	rosters, err := p.ws.Rosters()
	if err != nil || force {
		return err
	}
	if repaired, ok := rosters.Repaired(p.week); ok {
		return lang.Errorf("%s 的班表修补过（%s），没有重排", "the roster of %s was repaired (%s) and is not planned anew", p.week, filepath.Base(repaired)).
			WithHint("要接着修补就用 paiban schedule repair %s；要重排就加 --force，重排后修补过的文件不再算数", "use paiban schedule repair %s to repair it further, or --force to plan anew; the repair then no longer counts", repaired)
	}
	return nil
}

// guardRoster refuses to replace a roster that somebody has edited, or a file
// that is none; with force it returns the name under which to keep it.
func guardRoster(path string, force bool) (backup string, err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	if !force {
		edited, err := rosterEdited(path)
		if err != nil {
			return "", err
		}
		if !edited {
			return "", nil
		}
		return "", lang.Errorf("%s 生成之后被人改过，没有覆盖", "%s was edited since it was generated and is left as it is", path).
			WithHint("要重排就加 --force（旧文件会留作备份），或用 -o 写到别处", "use --force to plan anew (the old file is kept as a backup), or -o to write elsewhere")
	}
	return freeName(path)
}

func rosterEdited(path string) (bool, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return false, err
	}
	defer book.Close()
	f, err := report.ReadRoster(book)
	if err != nil {
		return true, nil // not as we wrote it, whatever it is
	}
	return f.Changed(), nil
}

// freeName returns a name beside path that is not taken: NAME.bak1.xlsx, ….
func freeName(path string) (string, error) {
	ext := filepath.Ext(path)
	for n := 1; n < 1000; n++ {
		name := path[:len(path)-len(ext)] + ".bak" + itoa(n) + ext
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
	}
	return "", lang.Errorf("%s 的备份太多了", "there are too many backups of %s", path).WithHint("删掉一些 .bak 文件", "delete some of the .bak files")
}

// solveWeek finds the roster, hands out the daily duties and has all of it
// checked.
func solveWeek(ctx context.Context, a *cli.App, p *planning, o weekOptions) (*rostered, error) {
	res, err := search(ctx, a, o, func(so solve.Options) (*solve.Result, error) { return solvePlan(ctx, p.plan, so) })
	if err != nil {
		return nil, err
	}
	r := &rostered{planning: p, result: res}
	return r, r.judge(ctx, o.seed, nil)
}

// search runs a search with its progress on the terminal. One that was stopped
// before it had a whole roster is an error.
func search(ctx context.Context, a *cli.App, o weekOptions, find func(solve.Options) (*solve.Result, error)) (*solve.Result, error) {
	show := a.Progress()
	begun := false // there is a whole roster, though not a good one yet
	res, err := find(solve.Options{
		TimeLimit: o.timeLimit, Iterations: o.iterations, Seed: o.seed, Gap: o.gap, Start: o.start, Workers: o.workers, Clock: a.Now,
		Progress: func(s solve.Progress) {
			begun = begun || ctx.Err() == nil
			show.Search(s)
		},
	})
	show.Done()
	if err == nil && !begun {
		err = ctx.Err()
	}
	return res, err
}

// solvePlan finds the roster of a plan. Where two people agreed to exchange their
// shifts, these are exchanged and the days around them planned again to suit; if
// that cannot be, the swap stands, and the checker tells what it breaks.
func solvePlan(ctx context.Context, plan *workspace.Plan, o solve.Options) (*solve.Result, error) {
	first, err := solve.Solve(ctx, plan.Problem, o)
	if err != nil || !plan.Exchange(first.Roster) {
		return first, err
	}
	first.Score, first.Status = schedule.Check(plan.Problem, first.Roster).Score, solve.Stopped
	if ctx.Err() != nil {
		return first, nil
	}
	o.Start = first.Roster
	fixed := plan.Exchanged(first.Roster)
	second, err := solve.Solve(ctx, fixed, o)
	if err == nil {
		second.Elapsed, second.Iterations = first.Elapsed+second.Elapsed, first.Iterations+second.Iterations
	}
	if err != nil || first.Score.Less(schedule.Check(fixed, second.Roster).Score) {
		return first, err
	}
	return second, nil
}

// judge has the roster checked and played, with the daily duties and the
// wishes. who has the duties already handed out, [rota][day]; a rota without any
// is handed out.
func (r *rostered) judge(ctx context.Context, seed uint64, who [][]int) error {
	problem, roster := r.plan.Problem, r.result.Roster
	r.analysis = schedule.Check(problem, roster)
	for k, rota := range r.plan.Rotas {
		d := report.Duty{Rota: rota}
		if who != nil && who[k] != nil {
			d.Who = who[k]
		} else {
			d.Who = rota.Assign(problem, roster)
		}
		r.analysis.Add(rota.Check(problem, roster, d.Who)...)
		r.duties = append(r.duties, d)
	}
	if err := r.simulate(ctx, seed); err != nil {
		return err
	}
	for _, w := range r.plan.Wishes {
		if !w.Rule.Granted(roster) {
			r.denied = append(r.denied, report.Denial{
				Person: w.Rule.Person, Day: w.Rule.Day, Wish: w.Words,
				Why: whyDenied(problem, roster, r.analysis, w),
			})
		}
	}
	return nil
}

// simulate plays the roster against the forecast, so that the reply rate is told
// as the platform would measure it. An interrupted week is not simulated.
func (r *rostered) simulate(ctx context.Context, seed uint64) error {
	if len(r.demand) == 0 || ctx.Err() != nil {
		return nil
	}
	in := r.simulation(r.result.Roster)
	res, err := simulate.Run(ctx, *in, simulate.Options{Seed: seed})
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	r.simulated, r.played = res, res.Summary(in)
	return nil
}

// whyDenied says what granting the wish would break or cost: of all ways to
// grant it by changing at most one other day of the same person, it takes the
// best and names the rule that suffers most.
func whyDenied(p *schedule.Problem, r *schedule.Roster, before schedule.Analysis, w workspace.Wish) lang.Text {
	q := w.Rule
	options := append([]int{schedule.Off}, p.People[q.Person].Shifts...)
	try := r.Clone()
	row := try.Cells[q.Person]
	var best schedule.Analysis
	found := false
	judge := func() {
		if a := schedule.Check(p, try); !found || a.Score.Less(best.Score) {
			best, found = a, true
		}
	}
	for _, s := range options {
		row[q.Day] = s
		if !q.Granted(try) {
			continue
		}
		judge()
		for d, was := range row {
			if d == q.Day {
				continue
			}
			for _, row[d] = range options {
				judge()
			}
			row[d] = was
		}
	}
	if !found {
		return lang.T("本人没有能满足它的班次", "there is no shift this person may work that would grant it")
	}
	known := map[lang.Text]schedule.Score{}
	for _, f := range before.Findings {
		known[f.Why] = f.Score
	}
	var worst lang.Text
	var most schedule.Score
	for _, f := range best.Findings {
		if _, old := known[f.Why]; !old && most.Less(f.Score) {
			most, worst = f.Score, f.Why
		}
	}
	if worst.IsZero() {
		return lang.T("让位给人手和公平", "it gave way to cover and fairness")
	}
	return lang.F("如果让 %s %s，最好的排法也会有：%s", "if %s has this wish granted (%s), even the best roster has: %s", p.PersonName(q.Person), w.Words, worst)
}

// document is the roster workbook's view of r.
func (r *rostered) document(a *cli.App) *report.Week {
	w := &report.Week{
		Lang: a.Lang(), Shop: a.Say(r.ws.ShopName()), Title: r.week.String(), Version: cli.Version(), Inputs: r.inputs, Preset: r.ws.Config.Preset,
		Problem: r.plan.Problem, Roster: r.result.Roster, Analysis: r.analysis, Days: r.plan.Days,
		Required: r.plan.Required, Minimum: r.plan.Minimum, Simulated: r.simulated,
		Rotas: r.duties, Leave: r.plan.Leave, Denied: r.denied,
		Notes: slices.Concat(r.played, r.plan.Notes, r.result.Reasons, r.notes),
	}
	if r.title != "" {
		w.Title = r.title
	}
	for _, s := range r.plan.Rules {
		w.Rules = append(w.Rules, report.RuleWords{Words: s.Text, Origin: s.Origin.Text()})
	}
	return w
}
