package planner

import (
	"context"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/simulate"
)

// Checked is a roster file judged by the rules of its workspace.
type Checked struct {
	File     *report.RosterFile
	Analysis schedule.Analysis
	Findings []Finding   // what breaks the same rule on days that follow each other is one
	Notes    []lang.Text // what of the cells is not used; when nobody is online

	Plan *workspace.Plan // of the days of the file
	Read *report.Matched // the cells in its terms
}

// Finding is a broken rule in the terms of the file.
type Finding struct {
	Rule   string // key
	Hard   bool
	Score  schedule.Score
	Person string // ID; "" is nobody
	Name   string
	From   *workcal.Date // the days it speaks of, both included; nil is none
	To     *workcal.Date
	Span   string      // of the day; "" is all of it
	Queue  string      // ID; "" is none
	Cells  []table.Pos // of the person, edited ones alone where there are any; for cover, the day's heading
	What   lang.Text
	Fix    lang.Text
}

// Check judges a roster file by the rules of the workspace. The requirement of a
// forecast is no rule.
func (pl *Planner) Check(file *report.RosterFile) (*Checked, error) {
	plan, err := pl.Workspace.PlanDays(file.Start, file.Days, workspace.Needs{})
	if err != nil {
		return nil, err
	}
	return pl.checkOn(plan, file)
}

// checkOn is Check with the plan of the days of the file made already.
func (pl *Planner) checkOn(plan *workspace.Plan, file *report.RosterFile) (*Checked, error) {
	m, err := match(pl.Workspace, plan, file)
	if err != nil {
		return nil, err
	}
	// As it was posted: a shift into hours of leave that came later is a breach.
	out := &Checked{File: file, Analysis: schedule.Check(plan.Problem, m.Posted), Notes: m.Notes, Plan: plan, Read: m}
	p := Planning{Plan: plan}
	if t := p.UnstaffedText(); !t.IsZero() {
		out.Notes = append(out.Notes, t)
	}
	if t := onlyTyped(plan, m); !t.IsZero() {
		out.Notes = append(out.Notes, t)
	}
	for k, who := range m.Who {
		if who != nil {
			out.Analysis.Add(plan.Rotas[k].Check(plan.Problem, m.Posted, who)...)
		}
	}
	for _, f := range schedule.Coalesce(out.Analysis.Findings) {
		out.Findings = append(out.Findings, inFile(plan.Problem, m, file, f))
	}
	return out, nil
}

// onlyTyped reminds of leave that stands in the cells of a roster and not in the leave
// list; it is zero where there is none.
func onlyTyped(plan *workspace.Plan, m *report.Matched) lang.Text {
	var all []lang.Text
	for i, words := range m.Leave {
		for d, word := range words {
			if word != "" && plan.Leave[i][d].IsZero() {
				all = append(all, lang.F("%s %s %s", "%s on %s (%s)", plan.Problem.People[i].Name, plan.Problem.Date(d), word))
			}
		}
	}
	if all == nil {
		return lang.Text{}
	}
	const most = 5
	if n := len(all); n > most {
		all = append(all[:most:most], lang.F("等 %d 天", "… (%d days in all)", n))
	}
	return lang.F("只写在班表里、leave.xlsx 里没有的假：%s；也记到 leave.xlsx，重排和考勤才知道", "leave that stands in the roster alone and not in leave.xlsx: %s; enter it there too, so that planning again and attendance know", lang.Join(all, "、", ", "))
}

// inFile puts a finding into the terms of the file.
func inFile(p *schedule.Problem, m *report.Matched, file *report.RosterFile, f schedule.Finding) Finding {
	out := Finding{Rule: f.Rule, Hard: f.Hard(), Score: f.Score, What: f.Why, Fix: f.Fix}
	days := f.Days
	if days == (schedule.Stretch{}) && f.Day != schedule.Any {
		days = schedule.Stretch{From: f.Day, To: f.Day + 1}
	}
	if days.From < days.To {
		from, to := p.Date(days.From), p.Date(days.To-1)
		out.From, out.To = &from, &to
	}
	if f.Span.Len() > 0 {
		out.Span = f.Span.String()
	}
	if f.Queue != schedule.Any {
		out.Queue = p.Queues[f.Queue].ID
	}
	if f.Person == schedule.Any {
		if f.Day != schedule.Any {
			out.Cells = []table.Pos{m.Heading(f.Day)}
		}
		return out
	}
	out.Person, out.Name = p.People[f.Person].ID, p.People[f.Person].Name
	var edited []table.Pos
	for d := max(0, days.From); d < min(p.Days, days.To); d++ {
		pos := m.Pos(f.Person, d)
		if d == f.Day || f.Day == schedule.Any {
			out.Cells = append(out.Cells, pos)
		}
		if slices.Contains(file.Edited, pos) {
			edited = append(edited, pos)
		}
	}
	if edited != nil {
		out.Cells = edited
	}
	return out
}

// Effect is what the edits of a generated week did, apart from breaking rules or
// not: each figure as generated, then as it stands.
type Effect struct {
	Short [2]float64 // head-hours fewer than required
	Hours [2]float64 // paid
	Fair  [2]int64   // cost of unfairness
	Cost  [2]int64   // of all soft rules together
	Reply []ReplyEffect
}

// ReplyEffect is which share of customers one queue loses over the week, and its reply
// rate, both simulated.
type ReplyEffect struct {
	Queue string // ID
	Name  lang.Text
	Lost  [2]simulate.Lost
	Rate  [2]float64
}

// Effect compares an edited week with what was generated; nil where nothing was
// edited or it is not known what was generated.
func (pl *Planner) Effect(ctx context.Context, file *report.RosterFile) (*Effect, error) {
	if len(file.Edited) == 0 || !pl.horizonOf(file).IsWeek() {
		return nil, nil
	}
	original := file.Original()
	if original == nil {
		return nil, nil
	}
	out := &Effect{}
	for k, f := range []*report.RosterFile{original, file} {
		j, err := pl.Read(ctx, f)
		if err != nil {
			return nil, err
		}
		if err := j.Simulate(ctx); err != nil {
			return nil, err
		}
		p := j.Plan.Problem
		out.Short[k] = j.ShortHours()
		for _, row := range j.Result.Roster.Cells {
			for _, s := range row {
				if s != schedule.Off {
					out.Hours[k] += float64(p.Shifts[s].Worked()) / 60
				}
			}
		}
		out.Fair[k], out.Cost[k] = j.Analysis.ByRule[schedule.Fair{}.Key()].Cost, j.Analysis.Score.Cost
		if j.Simulated == nil {
			continue
		}
		for q := range j.Simulated.Queues {
			if k == 0 {
				out.Reply = append(out.Reply, ReplyEffect{Queue: p.Queues[q].ID, Name: p.Queues[q].Name})
			}
			out.Reply[q].Lost[k] = j.Simulated.Queues[q].Lost()
			out.Reply[q].Rate[k] = j.Simulated.Queues[q].Total.Reply.Mean
		}
	}
	return out, nil
}
