// Package review is the command paiban review.
package review

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/settlement"
	"paiban/internal/table"
	"paiban/internal/workspace"
)

// options are the flags of paiban review.
type options struct {
	replies string
}

// mostStretches is how many stretches the screen shows.
const mostStretches = 5

// New returns the command.
func New(a *cli.App) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "review [WEEK]",
		Short: a.Say(lang.T("回顾过去的一周：缺的人时和晚回的咨询各因为什么", "Look back on a week: what made heads short and replies late")),
		Long: a.Say(lang.T(
			"把一周的咨询量、当时的预测、班表和打卡放在一起：来的咨询需要多少人（R*），预测要多少（R），\n排了多少（S），实际到了多少（C）。缺的人时 R* − C 逐时段拆成三份，加起来一点不差：\n预测（R* − R）、班表（R − S）、缺勤迟到（S − C）；帮了忙的一份不分摊。晚回的咨询同样逐步拆开，\n有回复率导出时（--replies）剩下的是接待快慢。\n\n不写周就看最近有班表、咨询量齐全的一周。周这样写：2026-W47、上周，或那一周里的一天。",
			"Put together what came in a week, what was forecast, the roster and the punches: the\nheads that the contacts needed (R*), those that the forecast asked for (R), those\nrostered (S) and those who were there (C). The head-hours short, R* − C, are split for\neach interval into parts that add up exactly: forecast (R* − R), roster (R − S), absence\nand lateness (S − C); a part that helped takes no share. Late replies are split in the\nsame steps; with exported reply rates (--replies) the rest is handling.\n\nWithout a week, the command takes the last one with a roster and all its counts. Write\na week as 2026-W47, 'last week' or a day of it.")),
		Example: "  paiban review\n  paiban review 2026-W47\n  paiban review 2026-W47 --replies replies.xlsx --json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			name := ""
			if len(args) > 0 {
				name = args[0]
			}
			return run(c.Context(), a, name, o)
		},
	}
	c.Flags().StringVar(&o.replies, "replies", "", a.Say(lang.T("回复率导出：时间、咨询量、回复率、在线人数（和 schedule require --calibrate 的一样）", "exported reply rates: time, inquiries, reply rate, agents online (as for schedule require --calibrate)")))
	return c
}

func run(ctx context.Context, a *cli.App, name string, o options) error {
	pl, err := a.PlannerHere()
	if err != nil {
		return err
	}
	week, err := a.WeekFlag(name)
	if err != nil {
		return err
	}
	if week == nil {
		w, err := pl.LastWeek()
		if err != nil {
			return err
		}
		week = &w
	}
	task := planner.ReviewTask{Week: *week}
	if o.replies != "" {
		if task.Replies, err = replies(a, pl.Workspace.Config, o.replies); err != nil {
			return err
		}
	}
	show := a.Progress()
	defer show.Done()
	st := settlement.Settler{Workspace: pl.Workspace, Dir: a.Dir, Lang: a.Lang(), Clock: a.Now, Progress: show.Say}
	h := planner.Week(*week, pl.Workspace.Config.FirstDay())
	there, notes, err := st.There(ctx, h.Start, h.Last())
	if err != nil {
		return err
	}
	task.There = there
	r, err := pl.Review(ctx, task)
	if err != nil {
		return err
	}
	r.Notes = append(r.Notes, notes...)
	show.Done()
	if a.JSON {
		return a.PrintJSON(document(r))
	}
	printReview(a, r)
	return nil
}

// replies reads the reply rates of a file.
func replies(a *cli.App, c *workspace.Config, name string) ([]workspace.Observed, error) {
	book, err := table.Open(a.Path(name), table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	return planner.Replies(c, book)
}

func printReview(a *cli.App, r *planner.Review) {
	fmt.Fprintln(a.Stdout, a.Say(lang.F("%s 回顾", "Review of %s", r.Horizon)))
	for i := range r.Queues {
		for _, line := range r.Verdict(&r.Queues[i]) {
			fmt.Fprintln(a.Stdout, "  "+a.Say(line))
		}
	}
	var short []lang.Text
	stretches := r.Stretches()
	for i := range stretches[:min(mostStretches, len(stretches))] {
		short = append(short, stretches[i].Words())
	}
	a.Section(lang.T("缺人最多的时段", "Where heads were short most"), short)
	if t := r.MissedWords(); !t.IsZero() {
		a.Section(lang.T("没到的人", "Who was not there"), []lang.Text{t})
	}
	if t := r.Advice(); !t.IsZero() {
		a.Section(lang.T("下周", "Next week"), []lang.Text{t})
	}
	a.Section(lang.T("请留意", "Note"), r.Notes)
}
