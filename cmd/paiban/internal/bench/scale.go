package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/settlement"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/samples"
)

type scaleOptions struct {
	agents     []int
	workspaces int
	preset     string
	timeLimit  time.Duration
	keep       string
}

// scaleLine is the whole loop at one size; --json prints one a line.
type scaleLine struct {
	Schema     string  `json:"schema"` // paiban/bench-scale/1
	Workspaces int     `json:"workspaces"`
	Agents     int     `json:"agents"`       // in all
	Init       float64 `json:"init_seconds"` // one of each kind; others like it are copies
	Week       float64 `json:"week_seconds"`
	Search     float64 `json:"search_seconds"` // of the week's, in the optimiser; several at once add up
	Again      float64 `json:"again_seconds"`  // the same week again, when nothing has changed; 0 for one workspace
	Month      float64 `json:"month_seconds"`
	CPU        float64 `json:"cpu_seconds,omitempty"` // of all of these, where the system tells
	Files      int     `json:"files"`
	MiB        float64 `json:"mib"`      // of all files
	PeakMiB    float64 `json:"peak_mib"` // memory taken from the system so far
}

func newScaleCmd(a *cli.App) *cobra.Command {
	o := scaleOptions{agents: []int{10, 100, 1000}, workspaces: 200, preset: "outsource", timeLimit: 10 * time.Second}
	c := &cobra.Command{
		Use:   "scale",
		Short: a.Say(lang.T("整个流程在各种规模下要多久", "How long the whole loop takes at any size")),
		Long: a.Say(lang.T(
			"在临时文件夹里走一遍整个流程：建示例、排一周的班、结算一个月的考勤。先是一个工作文件夹，\n人数各不相同；再是许多工作文件夹（各种班制轮流），用 week --all 一起排，再排一遍看跳过要多久。\n打印各步的秒数、其中求解的秒数、写了多少文件和内存峰值。内存峰值从进程开始算起，只增不减。",
			"Go through the whole loop in a temporary folder: make a sample, plan a week, settle\na month. First in one workspace of each size, then in many (each kind of shop in\nturn), planned together as by week --all, and once more to see what skipping costs.\nIt prints the seconds of each step and of the search within the week, the files\nwritten and the peak of memory, which counts from the start of the process.")),
		Example: `  paiban bench scale --agents 10,100 --workspaces 0
  paiban bench scale --json`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			for _, n := range o.agents {
				if n < 8 || n > 5000 {
					return cli.NewUsageError(lang.Errorf("--agents 要在 8 到 5000 之间，%d 不行", "--agents must be between 8 and 5000, not %d", n))
				}
			}
			if _, err := workspace.Preset(o.preset); err != nil {
				return cli.NewUsageError(err)
			}
			return benchScale(c.Context(), a, o)
		},
	}
	c.Flags().IntSliceVar(&o.agents, "agents", o.agents, a.Say(lang.T("单个工作文件夹的人数", "sizes of the single workspaces")))
	c.Flags().IntVar(&o.workspaces, "workspaces", o.workspaces, a.Say(lang.T("最后一起排的工作文件夹个数；0 为不做", "how many workspaces to plan together at the end; 0 leaves that out")))
	c.Flags().StringVar(&o.preset, "preset", o.preset, a.Say(lang.T("单个工作文件夹的班制", "rule system of the single workspaces")))
	c.Flags().DurationVar(&o.timeLimit, "time-limit", o.timeLimit, a.Say(lang.T("每次求解最多用多久", "how long each search may take")))
	c.Flags().StringVar(&o.keep, "keep", "", a.Say(lang.T("建在这个新文件夹里并留下", "make them in this new folder and keep them")))
	return c
}

func benchScale(ctx context.Context, a *cli.App, o scaleOptions) error {
	dir, err := "", error(nil)
	if o.keep != "" {
		dir = a.Path(o.keep)
		err = os.Mkdir(dir, 0o700)
	} else if dir, err = os.MkdirTemp("", "paiban-scale-"); err == nil {
		defer os.RemoveAll(dir)
	}
	if err != nil {
		return err
	}
	if !a.JSON {
		fmt.Fprintln(a.Stdout, a.Say(lang.T("工作文件夹\t人数\t新建秒\t排班秒\t其中求解\t再排秒\t考勤秒\tCPU 秒\t文件\tMiB\t内存峰值 MiB",
			"workspaces\tagents\tinit s\tweek s\tsearch s\tagain s\tmonth s\tcpu s\tfiles\tMiB\tpeak MiB")))
	}
	for _, n := range o.agents {
		root := filepath.Join(dir, fmt.Sprintf("agents-%d", n))
		if err := scale(ctx, a, o, root, []samples.Options{{Preset: o.preset, Agents: n}}); err != nil {
			return err
		}
	}
	if o.workspaces == 0 {
		return nil
	}
	var shops []samples.Options
	for i := range o.workspaces {
		shops = append(shops, samples.Options{Preset: workspace.Presets[i%len(workspace.Presets)]})
	}
	return scale(ctx, a, o, filepath.Join(dir, "workspaces"), shops)
}

// scale makes the shops below root, plans the week of all and settles the month
// of each.
func scale(ctx context.Context, a *cli.App, o scaleOptions, root string, shops []samples.Options) error {
	inner := *a
	inner.Stdout, inner.Stderr, inner.JSON = io.Discard, io.Discard, false
	week, err := workcal.ParseWeek(samples.Week)
	if err != nil {
		return err
	}
	line := scaleLine{Schema: "paiban/bench-scale/1", Workspaces: len(shops)}
	var dirs []string
	taken := cpuSeconds()
	watch := func(into *float64, step func() error) {
		began := a.Now()
		if err == nil && ctx.Err() == nil {
			err = step()
		}
		*into = math.Round(a.Now().Sub(began).Seconds()*100) / 100
	}
	watch(&line.Init, func() error {
		made := map[samples.Options]string{}
		for i, s := range shops {
			dirs = append(dirs, fmt.Sprintf("%04d", i))
			dir := filepath.Join(root, dirs[i])
			if like, again := made[s]; again {
				if err := os.CopyFS(dir, os.DirFS(like)); err != nil {
					return err
				}
				continue
			}
			made[s] = dir
			s.Lang, s.Sample = a.Lang(), true
			if err := samples.Create(dir, s); err != nil {
				return err
			}
		}
		return nil
	})
	plan := func(state planner.ShopState) func() error {
		return func() error {
			var failed error
			for s := range planner.Weeks(ctx, inner.PlannerIn, a.Now, &week, planner.Search{TimeLimit: o.timeLimit, Seed: 1, Gap: 0.001}, planner.Output{}, root, dirs) {
				line.Search += s.Search.Seconds()
				if failed == nil && s.State != state && ctx.Err() == nil {
					failed = fmt.Errorf("%s: %s", s.Workspace, s.State)
					if s.Err != nil {
						failed = fmt.Errorf("%w %s", failed, lang.Tell(s.Err, a.Lang()))
					}
				}
				if state == planner.ShopPlanned {
					line.Agents += s.People
				}
			}
			return failed
		}
	}
	watch(&line.Week, plan(planner.ShopPlanned))
	if len(shops) > 1 {
		watch(&line.Again, plan(planner.ShopUnchanged))
	}
	line.Search = math.Round(line.Search*100) / 100
	watch(&line.Month, func() error {
		for _, name := range dirs {
			if err := settleMonth(ctx, a, filepath.Join(root, name)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return cli.ExitError(cli.ExitInterrupted)
	}
	line.CPU = math.Round((cpuSeconds()-taken)*10) / 10
	var bytes int64
	err = filepath.WalkDir(root, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			line.Files, bytes = line.Files+1, bytes+info.Size()
		}
		return err
	})
	if err != nil {
		return err
	}
	line.MiB, line.PeakMiB = math.Round(float64(bytes)/(1<<20)*10)/10, peakMiB()
	if a.JSON {
		return json.NewEncoder(a.Stdout).Encode(line)
	}
	_, err = fmt.Fprintf(a.Stdout, "%d\t%d\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%d\t%.1f\t%.1f\n",
		line.Workspaces, line.Agents, line.Init, line.Week, line.Search, line.Again, line.Month, line.CPU, line.Files, line.MiB, line.PeakMiB)
	return err
}

// settleMonth settles the sample month of the workspace at root and writes its workbook.
func settleMonth(ctx context.Context, a *cli.App, root string) error {
	defer cli.BoundMemory()()
	month, err := workcal.ParseMonth(samples.Month)
	if err != nil {
		return err
	}
	ws, err := workspace.Load(root)
	if err != nil {
		return err
	}
	st := settlement.Settler{Workspace: ws, Lang: a.Lang(), Clock: a.Now}
	s, err := st.Settle(ctx, settlement.Options{Month: month})
	if err != nil {
		return err
	}
	return s.Write(false)
}
