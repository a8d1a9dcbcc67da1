package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

func newScheduleCheckCmd(a *cli.App) *cobra.Command {
	var all bool
	c := &cobra.Command{
		Use:   "check FILE...",
		Short: a.Say(lang.T("检查班表（手工改过的也行），列出每处违反规则的格子", "Check rosters, hand-edited ones too, and list every broken rule with its cell")),
		Long: a.Say(lang.T(
			"按工作文件夹的规则检查班表文件。没有违反必须遵守的规则时不输出，退出码 0；否则每处一条：文件:工作表:行:列，哪里不对，怎么改，退出码 4。\n跨几天的规则（如每周休息）指出该员工改过的格子；没有改过的，指出涉及的全部格子。",
			"Judge roster files by the rules of the workspace. Nothing is printed and the exit\ncode is 0 when every hard rule holds; else one entry each: FILE:SHEET:ROW:COL, what\nis wrong, what would mend it, and exit code 4. A rule over several days, such as\nthe weekly rest, names the cells that were edited; where none were, all it covers.")),
		Example: `  paiban schedule check rosters/2026-W48.xlsx
  paiban schedule check rosters/*.xlsx --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return scheduleCheck(c.Context(), a, args, all) },
	}
	c.Flags().BoolVar(&all, "all", false, a.Say(lang.T("也列出只是“尽量”的规则", "list soft rules as well")))
	return c
}

// checkedFile is the judgement of one roster file.
type checkedFile struct {
	File      string           `json:"file"`
	Start     workcal.Date     `json:"start"`
	Days      int              `json:"days"`
	Generated bool             `json:"generated"` // by paiban, and known how it was then
	Edited    []table.Pos      `json:"edited"`    // cells that differ from it
	Score     schedule.Score   `json:"score"`
	Findings  []checkedFinding `json:"findings"` // soft ones only with --all
	Effect    *editEffect      `json:"effect"`   // of the edits; null where there are none
}

// checkedFinding is one broken rule, the indexes replaced by what they stand for.
type checkedFinding struct {
	Rule   string         `json:"rule"`
	Hard   bool           `json:"hard"`
	Score  schedule.Score `json:"score"`
	Person string         `json:"person,omitempty"` // id
	Name   string         `json:"name,omitempty"`
	From   *workcal.Date  `json:"from,omitempty"` // the days it speaks of, both included
	To     *workcal.Date  `json:"to,omitempty"`
	Span   string         `json:"span,omitempty"`
	Queue  string         `json:"queue,omitempty"` // id
	Cells  []table.Pos    `json:"cells,omitempty"` // of the person, edited ones alone where there are any; for cover, the day's heading
	What   lang.Text      `json:"what"`
	Fix    lang.Text      `json:"fix"`
}

func scheduleCheck(ctx context.Context, a *cli.App, paths []string, all bool) error {
	var ws *workspace.Workspace
	files := []checkedFile{}
	hard := 0
	for _, path := range paths {
		path = a.Path(path)
		roster, err := readRoster(path)
		if err != nil {
			return err
		}
		if ws == nil {
			if ws, err = a.WorkspaceOf(path); err != nil {
				return err
			}
		}
		file, err := judge(ws, roster, all)
		if err != nil {
			return err
		}
		for _, f := range file.Findings {
			if f.Hard {
				hard++
			}
		}
		if file.Effect, err = effectOfEdits(ctx, a, ws, roster); err != nil {
			return err
		}
		files = append(files, *file)
	}
	if a.JSON {
		if err := a.PrintJSON(struct {
			Schema string        `json:"schema"`
			Files  []checkedFile `json:"files"`
		}{"paiban/schedule-check/1", files}); err != nil {
			return err
		}
	} else {
		for i := range files {
			printFindings(a, &files[i])
			printEffect(a, &files[i])
		}
	}
	if hard > 0 {
		return cli.ExitError(cli.ExitViolations)
	}
	return nil
}

func readRoster(path string) (*report.RosterFile, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	return report.ReadRoster(book)
}

// matchRoster reads a roster file in the terms of a plan of its workspace.
func matchRoster(ws *workspace.Workspace, plan *workspace.Plan, file *report.RosterFile) (*report.Matched, error) {
	var leave []string
	for _, l := range ws.Leave {
		leave = append(leave, l.Type.ZH, l.Type.EN)
	}
	var rotas []lang.Text
	for _, r := range plan.Rotas {
		rotas = append(rotas, r.Name)
	}
	return file.Match(plan.Problem, rotas, leave...)
}

// judge checks a roster file by the rules of its workspace.
func judge(ws *workspace.Workspace, roster *report.RosterFile, all bool) (*checkedFile, error) {
	plan, err := ws.PlanDays(roster.Start, roster.Days, workspace.Needs{})
	if err != nil {
		return nil, err
	}
	p := plan.Problem
	m, err := matchRoster(ws, plan, roster)
	if err != nil {
		return nil, err
	}
	analysis := schedule.Check(p, m.Roster)
	for k, who := range m.Who {
		if who != nil {
			analysis.Add(plan.Rotas[k].Check(p, m.Roster, who)...)
		}
	}
	out := &checkedFile{
		File: roster.Name, Start: roster.Start, Days: roster.Days, Generated: roster.Generated,
		Edited: append([]table.Pos{}, roster.Edited...), Score: analysis.Score, Findings: []checkedFinding{},
	}
	for _, f := range schedule.Coalesce(analysis.Findings) {
		if f.Hard() || all {
			out.Findings = append(out.Findings, told(p, m, roster, f))
		}
	}
	return out, nil
}

// told puts a finding into the terms of the file.
func told(p *schedule.Problem, m *report.Matched, roster *report.RosterFile, f schedule.Finding) checkedFinding {
	out := checkedFinding{Rule: f.Rule, Hard: f.Hard(), Score: f.Score, What: f.Why, Fix: f.Fix}
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
		if slices.Contains(roster.Edited, pos) {
			edited = append(edited, pos)
		}
	}
	if edited != nil {
		out.Cells = edited
	}
	return out
}

// printFindings prints one entry a finding, as messages about files are printed.
func printFindings(a *cli.App, file *checkedFile) {
	for _, f := range file.Findings {
		where := table.Pos{File: file.File}.String()
		for i, c := range f.Cells {
			// Of further cells of the row the columns suffice: 9:D,F or 9:D-J.
			switch last := i == len(f.Cells)-1; {
			case i == 0:
				where = c.String()
			case c.Col > f.Cells[i-1].Col+1:
				where += "," + table.Letters(c.Col)
			case last || f.Cells[i+1].Col > c.Col+1:
				where += "-" + table.Letters(c.Col)
			}
		}
		soft := ""
		if !f.Hard {
			soft = a.Say(lang.T("（尽量）", "(soft) "))
		}
		fmt.Fprintf(a.Stdout, "%s: %s%s\n", where, soft, a.Say(f.What))
		if !f.Fix.IsZero() {
			fmt.Fprintf(a.Stdout, "  %s%s\n", a.Say(lang.T("提示：", "hint: ")), a.Say(f.Fix))
		}
	}
}
