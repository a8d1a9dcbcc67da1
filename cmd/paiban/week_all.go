package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"sync/atomic"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// How the week of a workspace came out.
const (
	shopPlanned     = "planned"     // a roster was found and written
	shopUnchanged   = "unchanged"   // the roster there rests on the same files and stands
	shopEdited      = "edited"      // the roster there is somebody's own and stands
	shopFailed      = "failed"      // nothing was written
	shopInterrupted = "interrupted" // cut short: the best roster so far was written, or none
)

var shopWords = map[string]lang.Text{
	shopPlanned:     lang.T("已排", "planned"),
	shopUnchanged:   lang.T("没有变化", "unchanged"),
	shopEdited:      lang.T("手工改过，未动", "edited, left alone"),
	shopFailed:      lang.T("失败", "failed"),
	shopInterrupted: lang.T("已中断", "interrupted"),
}

// shopWeek is the week of one workspace among many; --json prints one a line.
type shopWeek struct {
	Schema    string  `json:"schema"`
	Workspace string  `json:"workspace"` // slash path from the folder searched
	Week      string  `json:"week,omitempty"`
	State     string  `json:"state"`
	Exit      int     `json:"exit"` // code with which `paiban week` alone would end
	File      string  `json:"file,omitempty"`
	People    int     `json:"people"`
	Hard      int64   `json:"hard"`        // hard rules broken
	Short     float64 `json:"short_hours"` // head-hours; of a roster planned now
	Gap       float64 `json:"gap"`         // proved; of a roster planned now
	Seconds   float64 `json:"seconds"`
	Error     string  `json:"error,omitempty"`

	search float64 // seconds in the optimiser
}

// runWeekAll plans the week in every workspace at and below dir that belongs to
// the part, as many at once as there are cores, each search on one core. It says
// how each went in order of their paths and ends with the worst of their codes.
func runWeekAll(ctx context.Context, a *cli.App, o weekOptions, dir, part string) error {
	week, err := weekNamed(o.week)
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
	shops, closed, err := findWorkspaces(root)
	if errors.Is(err, fs.ErrNotExist) {
		return lang.Errorf("没有文件夹 %s", "there is no folder %s", dir).Because(err)
	} else if err != nil {
		return err
	}
	for _, name := range closed {
		fmt.Fprintln(a.Stderr, a.Say(lang.F("注意：文件夹 %s 打不开，没有看", "note: the folder %s cannot be opened and was not looked into", name)))
	}
	if len(shops) == 0 {
		return lang.Errorf("%s 里没有工作文件夹", "there is no workspace in %s", dir).
			WithHint("工作文件夹里有 paiban.yaml；用 paiban init 新建", "a workspace contains paiban.yaml; make one with: paiban init DIR --preset NAME")
	}
	shops = mine.of(shops)

	return tellAll(a, len(shops), shopWeeks(ctx, a, o, week, root, shops))
}

// shopWeeks plans the week in every one of shops, slash paths below root, and
// yields how each went, in their order, as soon as that is known.
func shopWeeks(ctx context.Context, a *cli.App, o weekOptions, week *workcal.Week, root string, shops []string) iter.Seq[shopWeek] {
	workers := min(runtime.GOMAXPROCS(0), len(shops))
	if workers > 1 {
		o.workers = 1
	}
	var next atomic.Int64
	done := make([]chan shopWeek, len(shops))
	for i := range done {
		done[i] = make(chan shopWeek, 1)
	}
	for range workers {
		go func() {
			for i := int(next.Add(1)) - 1; i < len(shops); i = int(next.Add(1)) - 1 {
				done[i] <- planShop(ctx, a, o, week, root, shops[i])
			}
		}()
	}
	return func(yield func(shopWeek) bool) {
		for _, d := range done {
			if !yield(<-d) {
				return
			}
		}
	}
}

// planShop plans the week of one workspace. Whatever goes wrong is told in what
// it returns: a fault in one must not end the others.
func planShop(ctx context.Context, a *cli.App, o weekOptions, week *workcal.Week, root, name string) (s shopWeek) {
	began := a.Now()
	s = shopWeek{Schema: "paiban/week-all/1", Workspace: name}
	inner := *a
	inner.Dir, inner.Stdout, inner.Stderr = filepath.Join(root, filepath.FromSlash(name)), io.Discard, io.Discard
	err := ctx.Err()
	if err == nil {
		err = func() (err error) {
			defer func() {
				if fault := recover(); fault != nil {
					err = fmt.Errorf("%v\n%s", fault, debug.Stack())
				}
			}()
			return keepOrPlan(ctx, &inner, o, week, &s)
		}()
	}
	s.Exit = cli.ExitCode(err)
	var silent cli.ExitError
	switch {
	case s.Exit == cli.ExitInterrupted:
		s.State = shopInterrupted
	case err != nil && !errors.As(err, &silent):
		s.State, s.Error = shopFailed, lang.Tell(err, a.Lang())
	}
	s.Seconds = math.Round(a.Now().Sub(began).Seconds()*100) / 100
	return s
}

// keepOrPlan plans the week of the workspace that a stands in, unless the roster
// there stands. A roster that rests on the same files is checked once more.
func keepOrPlan(ctx context.Context, a *cli.App, o weekOptions, week *workcal.Week, s *shopWeek) error {
	ws, err := a.OpenWorkspace()
	if err != nil {
		return err
	}
	p, err := planWeek(ctx, a, ws, week)
	if err != nil {
		return err
	}
	path := workspace.RosterPath(ws.Root, p.week)
	s.Week, s.File, s.People = p.week.String(), path, len(p.plan.Problem.People)
	if !o.force {
		rosters, err := ws.Rosters()
		if err != nil {
			return err
		}
		if repaired, ok := rosters.Repaired(p.week); ok {
			s.State, s.File = shopEdited, repaired
			return nil
		}
		if s.State, err = p.standing(path, o.html); err != nil {
			return err
		}
	}
	switch s.State {
	case shopEdited:
		return nil
	case shopUnchanged:
		roster, err := readRoster(path)
		if err != nil {
			return err
		}
		checked, err := judge(ws, roster, false)
		if err != nil {
			return err
		}
		if s.Hard = checked.Score.Hard; s.Hard > 0 {
			return cli.ExitError(cli.ExitViolations)
		}
		return nil
	}
	r, err := rosterWeek(ctx, a, p, o)
	if err != nil {
		return err
	}
	s.State, s.Hard, s.Gap = shopPlanned, r.analysis.Score.Hard, r.result.Gap()
	s.search = r.result.Elapsed.Seconds()
	for _, d := range r.days() {
		s.Short += d.Short
	}
	return r.outcome(ctx)
}

// standing says whether the roster at path stands as it is: "" where it is to be
// planned, because there is none or it rests on files that have changed since.
// One that some other command or a person has changed is theirs. With html the
// web page must be there too.
func (p *planning) standing(path string, html bool) (state string, err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	roster, err := readRoster(path)
	switch {
	case err != nil || roster.Changed() || roster.Inputs == "":
		return shopEdited, nil
	case roster.Inputs != p.inputs:
		return "", nil
	}
	if html {
		if _, err := os.Stat(p.webPage()); errors.Is(err, fs.ErrNotExist) {
			return "", nil
		}
	}
	return shopUnchanged, nil
}

// tellAll prints how each workspace went as it comes, in order, and returns the
// worst: an interruption, then an error of the program, bad input, rules broken.
func tellAll(a *cli.App, count int, weeks iter.Seq[shopWeek]) error {
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
		if slices.Index(order, cli.ExitError(s.Exit)) > slices.Index(order, worst) {
			worst = cli.ExitError(s.Exit)
		}
		if s.Error != "" {
			show.Done()
			fmt.Fprintf(a.Stderr, "%s: %s%s\n", s.Workspace, a.Say(lang.T("错误：", "error: ")), s.Error)
		}
		if a.JSON {
			if err := json.NewEncoder(a.Stdout).Encode(s); err != nil {
				return err
			}
			continue
		}
		short, gap := "", ""
		if s.State == shopPlanned {
			short, gap = fmt.Sprintf("%.1f", s.Short), fmt.Sprintf("%.1f%%", 100*s.Gap)
		}
		g.Add(s.Workspace, s.Week, a.Say(shopWords[s.State]), itoa(s.People), fmt.Sprint(s.Hard), short, gap, fmt.Sprintf("%.1f", s.Seconds))
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
