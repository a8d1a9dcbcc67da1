package schedule

import (
	"fmt"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
)

// effectJSON is a [planner.Effect].
type effectJSON struct {
	Short [2]float64  `json:"short_hours"` // head-hours fewer than required
	Hours [2]float64  `json:"paid_hours"`
	Fair  [2]int64    `json:"fairness_cost"`
	Cost  [2]int64    `json:"cost"` // all soft rules together
	Reply []replyJSON `json:"reply"`
}

// replyJSON is a [planner.ReplyEffect].
type replyJSON struct {
	Queue string     `json:"queue"`
	Name  lang.Text  `json:"name"`
	Lost  [2]float64 `json:"lost"` // share of customers who leave unanswered
	Rate  [2]float64 `json:"rate"`

	told bool // of those lost there is something to say
}

func effectToJSON(e *planner.Effect) *effectJSON {
	if e == nil {
		return nil
	}
	out := &effectJSON{Short: e.Short, Hours: e.Hours, Fair: e.Fair, Cost: e.Cost}
	for _, r := range e.Reply {
		out.Reply = append(out.Reply, replyJSON{r.Queue, r.Name, [2]float64{r.Lost[0].Share, r.Lost[1].Share}, r.Rate, r.Lost[0].Told() || r.Lost[1].Told()})
	}
	return out
}

// printEffect says what the edits did in one line each.
func printEffect(a *cli.App, file *checkedJSON) {
	e := file.Effect
	if e == nil {
		return
	}
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout, a.Say(lang.F(zh, en, args...))) }
	say("%s：改了 %s，改动的影响：", "%s: %s edited; effect of the edits:", file.File, lang.Count(len(file.Edited), "格", "cell", "cells"))
	say("  缺口 %.1f → %.1f 人时", "  short %.1f → %.1f head-hours", e.Short[0], e.Short[1])
	for _, r := range e.Reply {
		if r.told {
			say("  %s 模拟中没等到人就走的顾客 %.1f%% → %.1f%%", "  %s simulated customers who leave unanswered %.1f%% → %.1f%%", r.Name, 100*r.Lost[0], 100*r.Lost[1])
		}
		say("  %s 模拟回复率 %.1f%% → %.1f%%", "  %s simulated reply rate %.1f%% → %.1f%%", r.Name, 100*r.Rate[0], 100*r.Rate[1])
	}
	say("  计薪 %.1f → %.1f 小时", "  paid %.1f → %.1f hours", e.Hours[0], e.Hours[1])
	say("  不公平的代价 %d → %d，全部“尽量”规则的代价 %d → %d", "  cost of unfairness %d → %d, of all soft rules %d → %d", e.Fair[0], e.Fair[1], e.Cost[0], e.Cost[1])
}
