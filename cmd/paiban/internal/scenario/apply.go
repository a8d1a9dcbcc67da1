package scenario

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/scenario"
)

// applyOptions are the flags of apply.
type applyOptions struct {
	options
	dry    bool
	reason string
}

func newApply(a *cli.App) *cobra.Command {
	var o applyOptions
	c := &cobra.Command{
		Use:   "apply FILE.yaml",
		Short: a.Say(lang.T("把一个方案变成这一周的班表：加人、加班", "Turn a scenario into the week: people added, overtime agreed")),
		Long: a.Say(lang.T(
			"算出 --plan 指定的方案，从这一周已有的班表出发，把它加的写进去：\n临时工、外包坐席、借调的人各占一行，时段和加班记进 weeks/2026-W48.yaml。\n之前的班表留在 rosters/history/。改了哪些格逐格列出；方案里班表装不下的逐条说明。\n加 --optimise 就用找到的最省方案，只看不写用 --dry-run。",
			"Work out the scenario that --plan names and put what it adds into the week, starting\nfrom the roster that is there: temps, outsourced seats and borrowed people get a row\neach; their hours and overtime agreed go into weeks/2026-W48.yaml. The roster before\ngoes into rosters/history/. Every cell that changes is listed, and so is what of the\nscenario a roster cannot hold. With --optimise the cheapest plan found is taken;\n--dry-run writes nothing.")),
		Example: "  paiban scenario apply scenarios/double11.yaml --plan temps --dry-run\n  paiban scenario apply scenarios/double11.yaml --plan mix --optimise",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o.file = args[0]
			return apply(c.Context(), a, o)
		},
	}
	o.flags(a, c)
	c.Flags().StringVar(&o.only, "plan", "", a.Say(lang.T("方案的 id", "id of the scenario")))
	c.Flags().StringVar(&o.reason, "reason", "", a.Say(lang.T("为什么改，记进改动记录", "why, for the history of the roster")))
	c.Flags().BoolVarP(&o.dry, "dry-run", "n", false, a.Say(lang.T("只列出来，不写文件", "list it and write nothing")))
	return c
}

func apply(ctx context.Context, a *cli.App, o applyOptions) error {
	if o.only == "" {
		return cli.NewUsageError(lang.Errorf("没有 --plan：套用哪个方案？", "no --plan: which scenario is to be applied?").WithHint("写方案的 id，如 --plan temps", "give the id of a scenario, such as --plan temps"))
	}
	if err := o.valid(); err != nil {
		return err
	}
	pl, err := a.PlannerHere()
	if err != nil {
		return err
	}
	if !o.dry {
		release, err := a.Lock(pl.Workspace.Root)
		if err != nil {
			return err
		}
		defer release()
		if pl, err = a.PlannerHere(); err != nil { // as it is now that nobody else writes
			return err
		}
	}
	file, err := pl.Workspace.ReadScenarios(a.Path(o.file))
	if err != nil {
		return err
	}
	r, err := pl.Apply(ctx, file, planner.ApplyTask{StudyOptions: o.study(), DryRun: o.dry, Reason: o.reason})
	if errors.Is(err, context.Canceled) {
		return cli.ExitError(cli.ExitInterrupted)
	}
	if err != nil {
		return err
	}
	if a.JSON {
		err = a.PrintJSON(applyToJSON(r))
	} else {
		printApplied(a, r)
	}
	if err == nil && r.Analysis != nil && r.Analysis.Score.Hard > r.Before.Hard {
		return cli.ExitError(cli.ExitViolations)
	}
	return err
}

// printApplied says what is written, cell by cell, and what is not.
func printApplied(a *cli.App, r *planner.Applied) {
	say := func(t lang.Text) { fmt.Fprintln(a.Stdout, a.Say(t)) }
	say(lang.F("%s  方案 %s：%s", "%s  scenario %s: %s", r.Horizon, r.Case.ID, r.Name))
	if r.Week == nil {
		say(lang.T("这个方案不加人，没有要写的", "this scenario adds nobody; nothing is written"))
	} else {
		for _, o := range r.Week.Overtime {
			say(lang.F("  • %s %s 加班 %s", "  • %s %s overtime %s", r.PersonName(o.Person), o.Date, o.Hours))
		}
		for i := range r.Turns {
			if t := &r.Turns[i]; t.Head > 0 {
				say(lang.F("  • 加 %s %s %s", "  • add %s %s %s", r.Case.Who(t), r.Case.Days[t.Day].Date, t.Clock()))
			}
		}
		for _, c := range r.Changes {
			say(lang.F("  • %s", "  • %s", c.Words()))
		}
	}
	for _, t := range r.Left {
		say(lang.F("没有套用：%s", "not applied: %s", t))
	}
	if r.Analysis != nil && r.Analysis.Score.Hard > r.Before.Hard {
		say(lang.F("这样排违反了更多必须遵守的规则：%s", "this breaks more hard rules than before: %s", broken(r)))
	}
	if r.Written {
		say(lang.F("已写入 %s 和 %s", "Wrote %s and %s", r.Roster, r.File))
		if r.Backup != "" {
			say(lang.F("之前的版本留作 %s；要退回就运行 paiban schedule undo，再删掉 %s", "The version before is kept as %s; to go back run paiban schedule undo and delete %s", filepath.Base(r.Backup), filepath.Base(r.File)))
		}
	} else if r.Week != nil {
		say(lang.T("没有写文件", "nothing is written"))
	}
}

// broken lists the hard findings of the roster with the plan.
func broken(r *planner.Applied) lang.Text {
	var all []lang.Text
	for i := range r.Analysis.Findings {
		if f := &r.Analysis.Findings[i]; f.Hard() {
			all = append(all, f.Why)
		}
	}
	return lang.Join(all, "；", "; ")
}

// applyJSON is a [planner.Applied].
type applyJSON struct {
	Schema   string               `json:"schema"`
	Week     string               `json:"week"`
	Plan     string               `json:"plan"`
	File     string               `json:"file"`
	Roster   string               `json:"roster"`
	Written  bool                 `json:"written"`
	Backup   string               `json:"backup"`
	Overtime []overtimeJSON       `json:"overtime"`
	People   []weekPersonJSON     `json:"people"`
	Turns    []scenario.Turn      `json:"turns"` // all that is added
	Changes  []workspace.CellEdit `json:"changes"`
	Left     []lang.Text          `json:"not_applied"`
	Before   schedule.Score       `json:"before"`
	Score    *schedule.Score      `json:"score,omitempty"`
}

type overtimeJSON struct {
	Person string `json:"person"`
	Date   string `json:"date"`
	Hours  string `json:"hours"`
}

type weekPersonJSON struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	From  string `json:"from"`
	To    string `json:"to"`
	Hours string `json:"hours"`
}

func applyToJSON(r *planner.Applied) applyJSON {
	out := applyJSON{
		Schema: "paiban/scenario-apply/1", Week: r.Horizon.String(), Plan: r.Case.ID, File: r.File, Roster: r.Roster, Written: r.Written, Backup: r.Backup,
		Turns: append([]scenario.Turn{}, r.Turns...), Overtime: []overtimeJSON{}, People: []weekPersonJSON{}, Changes: append([]workspace.CellEdit{}, r.Changes...), Left: append([]lang.Text{}, r.Left...), Before: r.Before,
	}
	if r.Analysis != nil {
		out.Score = &r.Analysis.Score
	}
	if r.Week == nil {
		return out
	}
	for _, o := range r.Week.Overtime {
		out.Overtime = append(out.Overtime, overtimeJSON{o.Person, o.Date.String(), o.Hours.String()})
	}
	hours := map[string]string{}
	for _, s := range r.Week.Shifts {
		var spans []string
		for _, h := range s.Hours {
			spans = append(spans, h.String())
		}
		hours[s.ID] = strings.Join(spans, " ")
	}
	for _, p := range r.Week.People {
		out.People = append(out.People, weekPersonJSON{p.ID, p.Name, p.From.String(), p.To.String(), hours[p.Shift]})
	}
	return out
}
