// Package scenario is the group of commands `paiban scenario`: what-if plans of a week.
package scenario

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/schedule/scenario"
)

// options are the flags of run and compare.
type options struct {
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

// New is the group of commands `paiban scenario`.
func New(a *cli.App) *cobra.Command {
	return cli.Group(&cobra.Command{Use: "scenario", Short: a.Say(lang.T("假设方案：人手、费用、回复率", "What-if plans: extra staff, cost, reply rate"))},
		newRun(a),
		newCompare(a),
		newHire(a),
		newApply(a),
		newTemplate(a),
	)
}

const example = `  week: 2026-W46
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

func newRun(a *cli.App) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "run FILE.yaml",
		Short: a.Say(lang.T("逐个方案：需求、加人、费用、模拟的回复率", "Each scenario in full: requirement, extra staff, cost, simulated reply rate")),
		Long: a.Say(lang.T(
			"读方案文件，对每个方案：按它的咨询量和接待参数算需求，用本店员工排出最好的班表，\n再用加班、临时工、外包坐席、借调补缺口（每元补得最多的先用），最后模拟这一周，\n给出回复率、低于处罚线的风险、各项费用和补不上的人时。",
			"Read a file of scenarios. For each one: work out the requirement from its volume and\nhandling figures; find the best roster of the shop's own people; fill the hours that\nare short with overtime, temps, outsourced seats and borrowed people (those that cover\nmost for a yuan first); then simulate the week. The output has the reply rate, the risk\nof missing the gate, the cost of each source, and the hours that stay short.")) + "\n\n" + example,
		Example: "  paiban scenario run scenarios/double11.yaml\n  paiban scenario run scenarios/double11.yaml --only temps --optimise",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o.file = args[0]
			return run(c.Context(), a, o, printScenarios)
		},
	}
	o.flags(a, c)
	c.Flags().StringVar(&o.only, "only", "", a.Say(lang.T("只算这个方案", "only this scenario")))
	return c
}

func newCompare(a *cli.App) *cobra.Command {
	var o options
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
			return run(c.Context(), a, o, printComparison)
		},
	}
	o.flags(a, c)
	c.Flags().StringVarP(&o.out, "output", "o", "", a.Say(lang.T("另写一个带图表的工作簿：比较、谁什么时候加、多花钱换来什么", "also write a workbook with charts: the comparison, who is added when, what more money buys")))
	c.Flags().BoolVar(&o.force, "force", false, a.Say(lang.T("覆盖已有的工作簿", "replace an existing workbook")))
	return c
}

func (o *options) flags(a *cli.App, c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.week, "week", "", a.Say(lang.T("哪一周，代替文件里的 week", "the week, instead of the file's")))
	f.BoolVar(&o.optimise, "optimise", false, a.Say(lang.T("找出以所要把握达标的最省方案，和每提高一个百分点的价格", "find the cheapest plan that reaches the target with the confidence asked for, and the price of each further point")))
	f.DurationVar(&o.timeLimit, "time-limit", 0, a.Say(lang.T("每张班表最多求解多久；0 按步数结束，同一种子结果相同", "time limit of the search for each roster; 0 ends it by its own count, so that the same seed gives the same result")))
	f.IntVar(&o.replications, "replications", 40, a.Say(lang.T("模拟多少次", "number of simulations")))
	f.Uint64Var(&o.seed, "seed", 1, a.Say(lang.T("随机种子", "random seed")))
}

// valid refuses flags out of range.
func (o *options) valid() error {
	if o.replications < 2 || o.replications > 10000 {
		return cli.NewUsageError(lang.Errorf("--replications %d 应在 2 到 10000 之间", "--replications %d is not between 2 and 10000", o.replications).
			WithHint("次数越多越准、越慢；不写就是默认值", "more are slower and more precise; leave it out for the usual number"))
	}
	return nil
}

func run(ctx context.Context, a *cli.App, o options, show func(*cli.App, *planner.Study)) error {
	if err := o.valid(); err != nil {
		return err
	}
	pl, err := a.PlannerHere()
	if err != nil {
		return err
	}
	book, err := newBook(a, o.out, o.force)
	if err != nil {
		return err
	}
	file, err := pl.Workspace.ReadScenarios(a.Path(o.file))
	if err != nil {
		return err
	}
	study, err := pl.Study(ctx, file, o.study())
	if errors.Is(err, context.Canceled) {
		return cli.ExitError(cli.ExitInterrupted)
	}
	if err != nil {
		return err
	}
	if book != "" {
		var all []*report.ScenarioPlan
		for _, r := range study.Scenarios {
			all = append(all, &report.ScenarioPlan{Outcome: r.Outcome, Case: r.Case, Best: r.Best(), Curve: r.Curve, Advice: r.Advice})
		}
		if err := a.Writing(book, func() error { return report.WriteScenarios(book, a.Lang(), a.Say(heading(study)), all) }); err != nil {
			return err
		}
	}
	if a.JSON {
		return a.PrintJSON(toJSON(study))
	}
	show(a, study)
	if book != "" {
		fmt.Fprintln(a.Stdout)
		fmt.Fprintln(a.Stdout, a.Say(lang.F("已写入 %s", "Wrote %s", book)))
	}
	return nil
}

// study is what the flags ask of the planner.
func (o *options) study() planner.StudyOptions {
	return planner.StudyOptions{
		Week: o.week, Only: o.only, Optimise: o.optimise, Curve: o.out != "", TimeLimit: o.timeLimit, Replications: o.replications, Seed: o.seed,
	}
}

// heading is the name of the study and its week.
func heading(s *planner.Study) lang.Text {
	name := s.Name
	if name.IsZero() {
		name = lang.T("方案", "Scenarios")
	}
	return lang.F("%s  %s", "%s  %s", name, s.Horizon)
}

// studyJSON is a [planner.Study].
type studyJSON struct {
	Schema    string         `json:"schema"`
	Week      string         `json:"week"`
	Name      lang.Text      `json:"name"`
	Scenarios []scenarioJSON `json:"scenarios"`
	Notes     []lang.Text    `json:"notes,omitempty"`
}

// scenarioJSON is a [planner.Studied].
type scenarioJSON struct {
	*scenario.Outcome
	Frontier *scenario.Frontier `json:"frontier,omitempty"`
	Curve    []scenario.Point   `json:"curve,omitempty"`
	Advice   *lang.Text         `json:"advice,omitempty"`
}

func toJSON(s *planner.Study) studyJSON {
	out := studyJSON{Schema: "paiban/scenario/1", Week: s.Horizon.String(), Name: s.Name, Notes: s.Notes}
	for _, r := range s.Scenarios {
		j := scenarioJSON{Outcome: r.Outcome, Frontier: r.Frontier, Curve: r.Curve}
		if !r.Advice.IsZero() {
			j.Advice = &r.Advice
		}
		out.Scenarios = append(out.Scenarios, j)
	}
	return out
}
