package main

import (
	"context"
	"fmt"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// editEffect is what the edits of a generated week did, beside breaking rules or
// not: each figure as generated, then as it stands.
type editEffect struct {
	Short [2]float64    `json:"short_hours"` // head-hours fewer than required
	Hours [2]float64    `json:"paid_hours"`
	Fair  [2]int64      `json:"fairness_cost"`
	Cost  [2]int64      `json:"cost"` // all soft rules together
	Reply []replyEffect `json:"reply"`
}

// replyEffect is the simulated reply rate of one queue over the week.
type replyEffect struct {
	Queue string     `json:"queue"`
	Name  lang.Text  `json:"name"`
	Rate  [2]float64 `json:"rate"`
}

// effectOfEdits compares an edited week with what was generated; nil where
// nothing was edited or it is not known what was generated.
func effectOfEdits(ctx context.Context, a *cli.App, ws *workspace.Workspace, file *report.RosterFile) (*editEffect, error) {
	week := workcal.WeekOf(file.Start)
	if len(file.Edited) == 0 || file.Days != 7 || file.Start != week.Monday() {
		return nil, nil
	}
	original := file.Original()
	if original == nil {
		return nil, nil
	}
	out := &editEffect{}
	for k, f := range []*report.RosterFile{original, file} {
		p, err := planWeek(ctx, a, ws, &week)
		if err != nil {
			return nil, err
		}
		r, err := p.read(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, d := range r.days() {
			out.Short[k] += d.Short
		}
		for _, row := range r.result.Roster.Cells {
			for _, s := range row {
				if s != schedule.Off {
					out.Hours[k] += float64(p.plan.Problem.Shifts[s].Paid) / 60
				}
			}
		}
		out.Fair[k], out.Cost[k] = r.analysis.ByRule[schedule.Fair{}.Key()].Cost, r.analysis.Score.Cost
		if r.simulated == nil {
			continue
		}
		for q := range r.simulated.Queues {
			if k == 0 {
				out.Reply = append(out.Reply, replyEffect{Queue: p.plan.Problem.Queues[q].ID, Name: p.plan.Problem.Queues[q].Name})
			}
			out.Reply[q].Rate[k] = r.simulated.Queues[q].Total.Reply.Mean
		}
	}
	return out, nil
}

// printEffect says what the edits did in one line each.
func printEffect(a *cli.App, file *checkedFile) {
	e := file.Effect
	if e == nil {
		return
	}
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout, a.Say(lang.F(zh, en, args...))) }
	say("%s：改了 %d 格，改动的影响：", "%s: %d cells edited; what that changed:", file.File, len(file.Edited))
	say("  缺口 %.1f → %.1f 人时", "  short %.1f → %.1f head-hours", e.Short[0], e.Short[1])
	for _, r := range e.Reply {
		say("  %s 模拟回复率 %.1f%% → %.1f%%", "  %s simulated reply rate %.1f%% → %.1f%%", r.Name, 100*r.Rate[0], 100*r.Rate[1])
	}
	say("  计薪 %.1f → %.1f 小时", "  paid %.1f → %.1f hours", e.Hours[0], e.Hours[1])
	say("  不公平的代价 %d → %d，全部“尽量”规则的代价 %d → %d", "  cost of unfairness %d → %d, of all soft rules %d → %d", e.Fair[0], e.Fair[1], e.Cost[0], e.Cost[1])
}
