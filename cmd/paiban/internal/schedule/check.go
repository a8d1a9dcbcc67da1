package schedule

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

func newCheck(a *cli.App) *cobra.Command {
	var all bool
	c := &cobra.Command{
		Use:   "check FILE|WEEK...",
		Short: a.Say(lang.T("检查班表（手工改过的也行），列出每处违反规则的格子", "Check rosters, also hand-edited ones, and list every broken rule with its cell")),
		Long: a.Say(lang.T(
			"按工作文件夹的规则检查班表：写文件，或写哪一周。没有违反必须遵守的规则时不输出，退出码 0；否则每处一条：文件:工作表:行:列，哪里不对，怎么改，退出码 4。\n跨几天的规则（如每周休息）指出该员工改过的格子；没有改过的，指出涉及的全部格子。",
			"Check rosters, named by file or by week, by the rules of the workspace. If every hard rule holds, nothing is\nprinted and the exit code is 0. Otherwise each broken rule has an entry\n(FILE:SHEET:ROW:COL, what is wrong, how to fix it), and the exit code is 4. A rule\nover several days, such as the weekly rest, names the cells that were edited; if none\nwere, it names all the cells it covers.")),
		Example: `  paiban schedule check 2026-W48
  paiban schedule check rosters/*.xlsx --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return check(c.Context(), a, args, all) },
	}
	c.Flags().BoolVar(&all, "all", false, a.Say(lang.T("也列出只是“尽量”的规则", "also list soft rules")))
	return c
}

// checkedJSON is the judgement of one roster file.
type checkedJSON struct {
	File      string         `json:"file"`
	Start     workcal.Date   `json:"start"`
	Days      int            `json:"days"`
	Generated bool           `json:"generated"` // by paiban, and known how it was then
	Edited    []table.Pos    `json:"edited"`    // cells that differ from it
	Score     schedule.Score `json:"score"`
	Findings  []findingJSON  `json:"findings"` // soft ones only with --all
	Effect    *effectJSON    `json:"effect"`   // of the edits; null where there are none
	State     stateJSON      `json:"state"`    // published or not, changed since it was planned
}

// findingJSON is a [planner.Finding].
type findingJSON struct {
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

func check(ctx context.Context, a *cli.App, paths []string, all bool) error {
	var pl *planner.Planner
	files := []checkedJSON{}
	hard := 0
	for _, word := range paths {
		path, err := rosterPath(a, word)
		if err != nil {
			return err
		}
		roster, err := workspace.ReadRoster(path)
		if err != nil {
			return err
		}
		if pl == nil {
			ws, err := a.WorkspaceOf(path)
			if err != nil {
				return err
			}
			pl = a.Planner(ws)
			rosters, err := ws.Rosters()
			if err != nil {
				return err
			}
			tell(a, rosters.HistoryNotes(roster.Start))
			tellOther(a, rosters, path)
		}
		tell(a, roster.Notes)
		checked, err := pl.Check(roster)
		if err != nil {
			return err
		}
		tell(a, checked.Notes)
		if s := &roster.State; !s.IsZero() {
			tell(a, []lang.Text{lang.F("%s：%s", "%s: %s", roster.Name, s.Text())})
		}
		file := toJSON(checked, all)
		hard += len(checked.Analysis.Hard())
		effect, err := pl.Effect(ctx, roster)
		if err != nil {
			return err
		}
		file.Effect = effectToJSON(effect)
		files = append(files, file)
	}
	if a.JSON {
		if err := a.PrintJSON(struct {
			Schema string        `json:"schema"`
			Files  []checkedJSON `json:"files"`
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

// toJSON puts the judgement of a file into its JSON; soft findings only with all.
func toJSON(c *planner.Checked, all bool) checkedJSON {
	out := checkedJSON{
		File: c.File.Name, Start: c.File.Start, Days: c.File.Days, Generated: c.File.Generated,
		Edited: append([]table.Pos{}, c.File.Edited...), Score: c.Analysis.Score, Findings: []findingJSON{},
		State: stateToJSON(&c.File.State),
	}
	for _, f := range c.Findings {
		if f.Hard || all {
			out.Findings = append(out.Findings, findingJSON(f))
		}
	}
	return out
}

// printFindings prints one entry a finding, as messages about files are printed.
func printFindings(a *cli.App, file *checkedJSON) {
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
