package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/scenario"
	"paiban/schedule/simulate"
	"paiban/schedule/solve"
)

type scenarioOptions struct {
	file         string
	only         string
	week         string
	optimise     bool
	out          string
	force        bool
	timeLimit    time.Duration
	replications int
	seed         uint64
}

func newScenarioCmd(a *cli.App) *cobra.Command {
	return cli.Group(&cobra.Command{Use: "scenario", Short: a.Say(lang.T("假设方案：人手、费用、回复率", "What-if plans: hands, cost, reply rate"))},
		newScenarioRunCmd(a),
		newScenarioCompareCmd(a),
		newScenarioTemplateCmd(a),
	)
}

const scenarioExample = `  week: 2026-W46
  volume:
    - {from: 2026-11-10, to: 2026-11-11, hours: "20:00-24:00", low: 2, base: 3, high: 4.5}
  scenarios:
    - id: as-is
    - id: overtime
      people:
        - {id: ot, kind: overtime, longest: 2h}
    - id: temps
      people:
        - {id: temps, kind: temp, heads: 6, hours: ["14:00-18:00", "19:00-24:00"], pay_day: 220, pace: 60%, chats: 3}`

func newScenarioRunCmd(a *cli.App) *cobra.Command {
	var o scenarioOptions
	c := &cobra.Command{
		Use:   "run FILE.yaml",
		Short: a.Say(lang.T("逐个方案：需求、加人、费用、模拟的回复率", "Each scenario in full: requirement, hands added, cost, simulated reply rate")),
		Long: a.Say(lang.T(
			"读方案文件，对每个方案：按它的咨询量和接待参数算需求，用本店员工排出最好的班表，\n再用加班、临时工、外包坐席、借调补缺口（每元补得最多的先用），最后模拟这一周，\n给出回复率、低于处罚线的风险、各项费用和补不上的人时。",
			"Read a file of scenarios. For each: the requirement under its volume and handling,\nthe best roster of the shop's own people, overtime, temps, outsourced seats and\nborrowed people for the hours that are short (what covers most for a yuan first), and\nthe week simulated: reply rate, risk of missing the gate, cost by source, hours that\nstay short.")) + "\n\n" + scenarioExample,
		Example: "  paiban scenario run scenarios/double11.yaml\n  paiban scenario run scenarios/double11.yaml --only temps --optimise",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o.file = args[0]
			return runScenarios(c.Context(), a, o, func(s *study) error { return printScenarios(a, s) })
		},
	}
	o.flags(a, c)
	c.Flags().StringVar(&o.only, "only", "", a.Say(lang.T("只算这个方案", "this scenario alone")))
	return c
}

func newScenarioCompareCmd(a *cli.App) *cobra.Command {
	var o scenarioOptions
	c := &cobra.Command{
		Use:   "compare FILE.yaml",
		Short: a.Say(lang.T("方案并排比较，与第一个方案对照", "Scenarios side by side, against the first one")),
		Long: a.Say(lang.T(
			"各方案并排：需求、缺口、费用、回复率、风险，并与第一个方案比较；\n再看大促倍数（没写倍数就是咨询量）估错 30% 时各方案的回复率。",
			"Scenarios side by side: requirement, hours short, cost, reply rate and risk, each\nagainst the first; then the reply rate of each plan if the uplift (without\none, the volume) was guessed 30% too high or too low.")),
		Example: "  paiban scenario compare scenarios/double11.yaml -o double11.xlsx\n  paiban scenario compare scenarios/double11.yaml --optimise --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o.file = args[0]
			return runScenarios(c.Context(), a, o, func(s *study) error { return printComparison(a, s) })
		},
	}
	o.flags(a, c)
	c.Flags().StringVarP(&o.out, "output", "o", "", a.Say(lang.T("另写一个带图表的工作簿", "write a workbook with charts as well")))
	c.Flags().BoolVar(&o.force, "force", false, a.Say(lang.T("覆盖已有的工作簿", "replace a workbook that is there")))
	return c
}

func (o *scenarioOptions) flags(a *cli.App, c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.week, "week", "", a.Say(lang.T("哪一周，代替文件里的 week", "the week, instead of the file's")))
	f.BoolVar(&o.optimise, "optimise", false, a.Say(lang.T("找出以所要把握达标的最省方案，和每提高一个百分点的价格", "find the cheapest plan that reaches the target with the confidence asked for, and the price of each further point")))
	f.DurationVar(&o.timeLimit, "time-limit", 0, a.Say(lang.T("每张班表最多求解多久；0 按步数结束，同一种子结果相同", "how long the search for each roster may take; 0 ends it by its own count, so that one seed gives one result")))
	f.IntVar(&o.replications, "replications", 40, a.Say(lang.T("模拟多少次", "how often to simulate")))
	f.Uint64Var(&o.seed, "seed", 1, a.Say(lang.T("随机种子", "random seed")))
}

// studied is one scenario and what it comes to.
type studied struct {
	*scenario.Outcome
	Frontier *scenario.Frontier `json:"frontier,omitempty"`
	c        *scenario.Case
}

// study is a file of scenarios, evaluated.
type study struct {
	Schema    string     `json:"schema"`
	Week      string     `json:"week"`
	Name      lang.Text  `json:"name"`
	Scenarios []*studied `json:"scenarios"`

	confidence float64
}

// evaluate works out the plan, how it fares under other volumes and, where asked
// for, what more money buys.
func (r *studied) evaluate(ctx context.Context, confidence float64, optimise bool, opt simulate.Options) (err error) {
	if r.Outcome, err = scenario.Evaluate(ctx, r.c, opt); err != nil {
		return err
	}
	if err = r.Test(ctx, r.c, swings, opt); err == nil && optimise && len(r.c.Sources) > 0 {
		r.Frontier, err = scenario.Cheapest(ctx, r.c, confidence, opt)
	}
	return err
}

// swings are the uplifts, against the guess, that a comparison tries.
var swings = []float64{.7, 1, 1.3}

func runScenarios(ctx context.Context, a *cli.App, o scenarioOptions, show func(*study) error) error {
	if o.replications < 2 || o.replications > 10000 {
		return cli.NewUsageError(lang.Errorf("--replications %d 应在 2 到 10000 之间", "--replications %d is not between 2 and 10000", o.replications).
			WithHint("次数越多越准、越慢；不写就是默认值", "more are slower and surer; leave it out for the usual number"))
	}
	ws, err := a.OpenWorkspace()
	if err != nil {
		return err
	}
	path, book := a.Path(o.file), ""
	if o.out != "" {
		book = a.Path(o.out)
		if _, err := os.Stat(book); err == nil && !o.force {
			return lang.Errorf("%s 已经在了，没有覆盖", "%s is there already and is left as it is", book).
				WithHint("换一个文件名，或加 --force", "name another file, or use --force")
		}
	}
	file, err := ws.ReadScenarios(path)
	if err != nil {
		return err
	}
	if o.week != "" {
		file.Week = o.week
	}
	var week *workcal.Week
	if file.Week != "" {
		w, err := workcal.ParseWeek(file.Week)
		if err != nil {
			return lang.Errorf("week %q 不是一周", "week %q is no week", file.Week).WithHint("写成 2026-W46", "write it as 2026-W46")
		}
		week = &w
	}
	known := ws.Events
	if week != nil {
		ws.Events = file.Unknown(known, *week)
	}
	p, err := planWeek(ctx, a, ws, week)
	if err != nil {
		return err
	}
	ws.Events = known
	if len(p.demand) == 0 {
		return lang.Errorf("没有咨询量记录，无从预测", "there is no history of inquiries to forecast from").
			WithHint("把每小时咨询量放进 inquiries 文件夹", "put hourly inquiries into the folder inquiries")
	}
	out := &study{Schema: "paiban/scenario/1", Week: p.week.String(), Name: file.Name, confidence: float64(file.Confidence)}
	if out.confidence == 0 {
		out.confidence = .9
	}
	cs := &cases{base: p, file: file, done: map[string]*schedule.Roster{}, opt: solve.Options{
		Seed: o.seed, Gap: scenarioGap, Iterations: scenarioIterations, TimeLimit: o.timeLimit, Clock: a.Now,
	}}
	opt := simulate.Options{Seed: o.seed, Replications: o.replications}
	busy := a.Progress()
	defer busy.Done()
	for i := range file.Scenarios {
		if ctx.Err() != nil {
			return cli.ExitError(cli.ExitInterrupted)
		}
		s := &file.Scenarios[i]
		if o.only != "" && s.ID != o.only {
			continue
		}
		busy.Say(lang.F("方案 %s：%d/%d", "scenario %s: %d of %d", s.ID, i+1, len(file.Scenarios)))
		c, err := cs.make(ctx, s)
		if err != nil {
			return err
		}
		r := &studied{c: c}
		if err := r.evaluate(ctx, out.confidence, o.optimise, opt); ctx.Err() != nil {
			return cli.ExitError(cli.ExitInterrupted)
		} else if err != nil {
			return err
		}
		out.Scenarios = append(out.Scenarios, r)
	}
	busy.Done()
	if len(out.Scenarios) == 0 {
		return cli.NewUsageError(lang.Errorf("文件里没有方案 %q", "there is no scenario %q in the file", o.only).
			WithHint("写文件里某个方案的 id", "write the id of one that is in the file"))
	}
	if book != "" {
		var all []*scenario.Outcome
		for _, r := range out.Scenarios {
			all = append(all, r.Outcome)
		}
		if err := a.Writing(book, func() error { return report.WriteScenarios(book, a.Lang(), a.Say(out.heading()), all) }); err != nil {
			return err
		}
	}
	if a.JSON {
		return a.PrintJSON(out)
	}
	if err := show(out); err != nil || book == "" {
		return err
	}
	fmt.Fprintln(a.Stdout)
	fmt.Fprintln(a.Stdout, a.Say(lang.F("已写入 %s", "Wrote %s", book)))
	return nil
}

// heading is the name of the study and its week.
func (s *study) heading() lang.Text {
	name := s.Name
	if name.IsZero() {
		name = lang.T("方案", "Scenarios")
	}
	return lang.F("%s  %s", "%s  %s", name, s.Week)
}
