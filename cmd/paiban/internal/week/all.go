package week

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"math"
	"os"
	"slices"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
)

var shopWords = map[planner.ShopState]lang.Text{
	planner.ShopPlanned:     lang.T("已排", "planned"),
	planner.ShopUnchanged:   lang.T("没有变化", "unchanged"),
	planner.ShopEdited:      lang.T("手工改过，未动", "edited, left alone"),
	planner.ShopLocked:      lang.T("已发布或已开始，未动", "published or begun, left alone"),
	planner.ShopFailed:      lang.T("失败", "failed"),
	planner.ShopInterrupted: lang.T("已中断", "interrupted"),
}

// runAll plans the week in every workspace at and below dir that belongs to
// the part, as many at once as there are cores, each search on one core. It says
// how each went in order of their paths and ends with the worst of their codes.
func runAll(ctx context.Context, a *cli.App, o options, dir, part string) error {
	week, err := a.WeekFlag(o.week)
	if err != nil {
		return err
	}
	mine, err := parseShard(part, a.Getenv)
	if err != nil {
		return err
	}
	root := a.Path(dir)
	if info, err := os.Stat(root); err == nil && !info.IsDir() {
		return lang.Errorf("%s 是文件，不是文件夹", "%s is a file, not a folder", dir).WithHint("写上放着各店文件夹的那个文件夹", "name the folder that holds the workspaces")
	}
	shops, closed, err := planner.FindWorkspaces(root)
	if errors.Is(err, fs.ErrNotExist) {
		return lang.Errorf("没有文件夹 %s", "there is no folder %s", dir).Because(err)
	} else if err != nil {
		return err
	}
	for _, name := range closed {
		fmt.Fprintln(a.Stderr, a.Say(lang.F("注意：文件夹 %s 打不开，没有看", "note: the folder %s cannot be opened and was skipped", name)))
	}
	if len(shops) == 0 {
		return lang.Errorf("%s 里没有工作文件夹", "there is no workspace in %s", dir).
			WithHint("工作文件夹里有 paiban.yaml；用 paiban init 新建", "a workspace contains paiban.yaml; make one with: paiban init DIR --preset NAME")
	}
	shops = mine.Of(shops)

	return tellAll(a, len(shops), planner.Weeks(ctx, a.PlannerIn, a.Now, week, o.Search, o.Output, root, shops))
}

// allJSON is the week of one workspace among many; --json prints one a line.
type allJSON struct {
	Schema    string            `json:"schema"`
	Workspace string            `json:"workspace"` // slash path from the folder searched
	Week      string            `json:"week,omitempty"`
	State     planner.ShopState `json:"state"`
	Exit      int               `json:"exit"` // code with which `paiban week` alone would end
	File      string            `json:"file,omitempty"`
	People    int               `json:"people"`
	Hard      int64             `json:"hard"`        // hard rules broken
	Short     float64           `json:"short_hours"` // head-hours; of a roster planned now
	Gap       float64           `json:"gap"`         // proved; of a roster planned now
	Seconds   float64           `json:"seconds"`
	Error     string            `json:"error,omitempty"`
}

// shopJSON is how a workspace's week came out, for machines.
func shopJSON(a *cli.App, s planner.ShopWeek) allJSON {
	j := allJSON{
		Schema: "paiban/week-all/1", Workspace: s.Workspace, Week: s.Week, State: s.State, File: s.File, People: s.People,
		Hard: s.Hard, Short: s.Short, Gap: s.Gap, Seconds: math.Round(s.Elapsed.Seconds()*100) / 100,
	}
	switch {
	case s.State == planner.ShopInterrupted:
		j.Exit = cli.ExitInterrupted
	case s.Err != nil:
		j.Exit, j.Error = cli.ExitCode(s.Err), lang.Tell(s.Err, a.Lang())
	case s.Hard > 0:
		j.Exit = cli.ExitViolations
	}
	return j
}

// tellAll prints how each workspace went as it comes, in order, and returns the
// worst: an interruption, then an error of the program, bad input, rules broken.
func tellAll(a *cli.App, count int, weeks iter.Seq[planner.ShopWeek]) error {
	var worst cli.ExitError
	order := []cli.ExitError{cli.ExitOK, cli.ExitViolations, cli.ExitBadInput, cli.ExitUsage, cli.ExitInternal, cli.ExitInterrupted}
	g := &cli.Grid{Right: []int{3, 4, 5, 6, 7}}
	for _, h := range []lang.Text{
		lang.T("工作文件夹", "Workspace"), lang.T("周", "Week"), lang.T("结果", "Result"), lang.T("人数", "People"),
		lang.T("硬规则差", "Hard broken"), lang.T("缺口人时", "Short h"), lang.T("差距", "Gap"), lang.T("秒", "Seconds"),
	} {
		g.Head = append(g.Head, a.Say(h))
	}
	show := a.Progress()
	told := 0
	for s := range weeks {
		told++
		show.Say(lang.F("%d/%d 个工作文件夹", "%d of %d workspaces", told, count))
		j := shopJSON(a, s)
		if slices.Index(order, cli.ExitError(j.Exit)) > slices.Index(order, worst) {
			worst = cli.ExitError(j.Exit)
		}
		if j.Error != "" {
			show.Done()
			fmt.Fprintf(a.Stderr, "%s: %s%s\n", s.Workspace, a.Say(lang.T("错误：", "error: ")), j.Error)
		}
		if a.JSON {
			if err := json.NewEncoder(a.Stdout).Encode(j); err != nil {
				return err
			}
			continue
		}
		short, gap := "", ""
		if s.State == planner.ShopPlanned {
			short, gap = fmt.Sprintf("%.1f", s.Short), fmt.Sprintf("%.1f%%", 100*s.Gap)
		}
		g.Add(s.Workspace, s.Week, a.Say(shopWords[s.State]), fmt.Sprint(s.People), fmt.Sprint(s.Hard), short, gap, fmt.Sprintf("%.1f", j.Seconds))
	}
	show.Done()
	if !a.JSON {
		a.PrintGrid(g)
	}
	if worst != cli.ExitOK {
		return worst
	}
	return nil
}
