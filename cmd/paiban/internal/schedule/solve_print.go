package schedule

import (
	"fmt"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/view"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// printSolved prints a roster found, how good it is, and why where hard rules
// gave way.
func printSolved(a *cli.App, s *solved) error {
	if a.JSON {
		return a.PrintJSON(s.json())
	}
	p, res := s.Plan.Problem, s.Result
	say := func(t lang.Text) { fmt.Fprintln(a.Stdout, a.Say(t)) }
	title := lang.Same(s.name)
	if s.Workspace != nil {
		title = lang.F("%s  %s", "%s  %s", s.Workspace.ShopName(), s.name)
	}
	say(lang.F("%s（%s 至 %s）", "%s (%s to %s)", title, p.Start, p.Date(p.Days-1)))
	view.Roster(a, s.Judged)
	view.Verdict(a, s.Judged)
	view.Unstaffed(a, s.Planning)
	if b := s.base; b != nil {
		say(against(b, schedule.Check(p, res.Roster).Score))
	}
	found := lang.F("代价 %d，下界 %d", "cost %d, bound %d", res.Score.Cost, res.Bound.Cost)
	if res.Score.Hard > 0 { // then costs of other numbers of breaks do not compare
		found = lang.F("硬规则差 %d 处，至少差 %d 处", "%d hard rules broken, at least %d must be", res.Score.Hard, res.Bound.Hard)
	}
	say(lang.F("搜索 %.1f 秒，%d 步；%s", "searched %.1f s, %d steps; %s", res.Elapsed.Seconds(), res.Iterations, found))
	if len(res.Reasons) > 0 {
		say(lang.T("\n原因", "\nWhy"))
		a.Bullets(res.Reasons, 8)
	}
	view.Notes(a, s.Judged)
	if s.Path != "" {
		view.Written(a, s.Judged)
	}
	return nil
}

// against compares a roster of the given score to the one that it started from.
func against(b *planner.Base, now schedule.Score) lang.Text {
	if !now.Less(b.Score) {
		return lang.F("比 %s 更好的没有找到", "nothing better than %s was found", b.File)
	}
	hard := lang.Text{}
	if now.Hard < b.Score.Hard {
		hard = lang.F("硬规则差的由 %d 处减到 %d 处，", "hard rules broken %d → %d, ", b.Score.Hard, now.Hard)
	}
	return lang.F("与 %s 相比：%s代价 %d → %d，改了 %s", "compared with %s: %scost %d → %d, %s changed",
		b.File, hard, b.Score.Cost, now.Cost, lang.Count(b.Changed, "格", "cell", "cells"))
}

// solvedJSON is what `paiban schedule solve --json` prints; Schema changes with
// its meaning.
type solvedJSON struct {
	Schema     string             `json:"schema"`
	Name       string             `json:"name"` // the week, or the name of the problem
	From       workcal.Date       `json:"from"` // the first day
	Days       int                `json:"days"`
	File       string             `json:"file,omitempty"`
	Verdict    lang.Text          `json:"verdict"`
	Status     solve.Status       `json:"status"`
	Score      schedule.Score     `json:"score"`
	Bound      schedule.Score     `json:"bound"`
	Gap        float64            `json:"gap"`
	Seconds    float64            `json:"seconds"`
	Iterations int                `json:"iterations"`
	Start      *baseJSON          `json:"start"` // the roster started from; null where none
	Roster     []view.PersonJSON  `json:"roster"`
	Findings   []schedule.Finding `json:"findings"` // hard ones
	Reasons    []lang.Text        `json:"reasons"`
	Overtime   []planner.Chosen   `json:"overtime,omitempty"` // that the roster has chosen
}

// baseJSON is a [planner.Base].
type baseJSON struct {
	File    string         `json:"file"`
	Score   schedule.Score `json:"score"`
	Changed int            `json:"changed_cells"` // in which the new roster differs
}

func (s *solved) json() solvedJSON {
	p, res := s.Plan.Problem, s.Result
	return solvedJSON{
		Schema: "paiban/solve/1", Name: s.name, From: p.Start, Days: p.Days, File: s.Path,
		Verdict: s.Closing(), Status: res.Status, Score: s.Analysis.Score, Bound: res.Bound, Gap: res.Gap(),
		Seconds: res.Elapsed.Seconds(), Iterations: res.Iterations, Start: (*baseJSON)(s.base),
		Roster:   view.RosterJSON(p, res.Roster),
		Findings: append([]schedule.Finding{}, s.Analysis.Hard()...),
		Reasons:  append([]lang.Text{}, res.Reasons...),
		Overtime: s.Overtime(),
	}
}
