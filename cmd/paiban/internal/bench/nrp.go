package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/schedule"
	"paiban/schedule/solve"
	"paiban/schedule/solve/bench"
)

// benchLine is what a benchmark says of one problem; --json prints one a line.
type benchLine struct {
	Instance string       `json:"instance"`
	Cost     int64        `json:"cost"`
	Bound    int64        `json:"bound"`
	Status   solve.Status `json:"status"`
	Seconds  float64      `json:"seconds"`
	Hard     int64        `json:"hard,omitempty"` // hard rules broken, where any are
	// BoundHard is how many any roster breaks, at least; the bound is on the cost of those
	// that break no more. Nil where Hard is 0.
	BoundHard *int64  `json:"bound_hard,omitempty"`
	PeakMiB   float64 `json:"peak_mib,omitempty"` // memory taken from the system so far
}

// solverFlags are the options that every command with a search has.
type solverFlags struct {
	time       time.Duration
	seed       uint64
	gap        float64
	iterations int
}

func (f *solverFlags) add(a *cli.App, c *cobra.Command, limit time.Duration) {
	c.Flags().DurationVar(&f.time, "time", limit, a.Say(lang.T("每个问题最多用多久", "how long to search, per problem")))
	c.Flags().Uint64Var(&f.seed, "seed", 1, a.Say(lang.T("随机种子", "seed of the search")))
	cli.ShareVar(c.Flags(), &f.gap, "gap", 0, a.Say(lang.T("与下界相差不超过此比例（0 至 1）即停", "stop when proved this close to the best (0 to 1)")))
	c.Flags().IntVar(&f.iterations, "iterations", 0, a.Say(lang.T("搜索步数上限；0 为不限", "cap on search iterations; 0 is none")))
}

// check refuses values that make no sense.
func (f *solverFlags) check() error {
	if f.time <= 0 || f.gap < 0 || f.gap > 1 || f.iterations < 0 {
		return cli.NewUsageError(lang.Errorf("--time 必须大于 0，--gap 必须在 0 到 1 之间，--iterations 不能为负",
			"--time must be above 0, --gap between 0 and 1, --iterations not negative"))
	}
	return nil
}

// solveBench solves p, has the checker recompute the cost, and reports.
func solveBench(ctx context.Context, a *cli.App, name string, p *schedule.Problem, f *solverFlags) (benchLine, *schedule.Roster, error) {
	show := a.Progress()
	began := a.Now()
	res, err := solve.Solve(ctx, p, solve.Options{TimeLimit: f.time, Seed: f.seed, Gap: f.gap, Iterations: f.iterations, Clock: a.Now, Progress: show.Search})
	show.Done()
	if err != nil {
		return benchLine{}, nil, err
	}
	line := benchLine{Instance: name, Bound: res.Bound.Cost, Status: res.Status, Seconds: a.Now().Sub(began).Seconds()}
	checked := schedule.Check(p, res.Roster).Score
	if line.Cost, line.Hard = checked.Cost, checked.Hard; line.Hard > 0 {
		line.BoundHard = &res.Bound.Hard
	}
	if checked != res.Score {
		return line, nil, fmt.Errorf("%s: the search scored %v, the checker %v", name, res.Score, checked)
	}
	return line, res.Roster, nil
}

// printBench prints one line of results, JSON or text.
func printBench(a *cli.App, l benchLine) error {
	if a.JSON {
		return json.NewEncoder(a.Stdout).Encode(l)
	}
	gap := "~"
	if l.Hard == 0 && l.Cost > 0 {
		gap = fmt.Sprintf("%.2f%%", 100*float64(l.Cost-l.Bound)/float64(l.Cost))
	}
	cost, bound := fmt.Sprint(l.Cost), fmt.Sprint(l.Bound)
	if l.Hard > 0 { // costs compare only where as many hard rules are broken
		hard := func(n int64) string { return lang.F("（硬规则差 %d）", " (%d hard)", n).In(a.Lang()) }
		cost += hard(l.Hard)
		bound += hard(*l.BoundHard)
	}
	_, err := fmt.Fprintf(a.Stdout, "%s\t%s\t%s\t%s\t%s\t%.1f\n", l.Instance, cost, bound, gap, l.Status, l.Seconds)
	return err
}

func printBenchHead(a *cli.App) {
	if !a.JSON {
		fmt.Fprintln(a.Stdout, a.Say(lang.T("实例\t代价\t下界\t差距\t状态\t秒", "instance\tcost\tbound\tgap\tstatus\tseconds")))
	}
}

func newNRPCmd(a *cli.App) *cobra.Command {
	var f solverFlags
	var out string
	c := &cobra.Command{
		Use:   "nrp FILE...",
		Short: a.Say(lang.T("求解公开的排班基准实例", "Solve published shift scheduling instances")),
		Long: a.Say(lang.T(
			"读入 Shift Scheduling Benchmark Instances（T. Curtois）格式的文件，逐个求解，\n打印代价、证明的下界、差距和秒数。代价由独立的检查器重新计算。",
			"Read files in the format of the Shift Scheduling Benchmark Instances\n(T. Curtois), solve each, and print its cost, the proved lower bound, the gap\nand the seconds taken. The cost is recomputed by the independent checker.")),
		Example: `  paiban bench nrp Instance1.txt Instance2.txt
  paiban bench nrp Instance8.txt --time 10m --seed 2 --json --out rosters`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return benchNRP(c.Context(), a, args, out, &f)
		},
	}
	f.add(a, c, time.Minute)
	c.Flags().StringVarP(&out, "out", "o", "", a.Say(lang.T("把班表写到此文件夹：<实例>.csv，每行一人：编号，然后每天一格", "write rosters to this folder: <instance>.csv, a line per employee: id, then a cell a day")))
	return c
}

func benchNRP(ctx context.Context, a *cli.App, files []string, out string, f *solverFlags) error {
	var all []instance
	for _, name := range files {
		in, err := os.Open(a.Path(name))
		if err != nil {
			return err
		}
		p, err := bench.ReadNRP(in, filepath.Base(name))
		in.Close()
		if err != nil {
			return err
		}
		name = strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
		all = append(all, instance{name, p, func(r *schedule.Roster) []rosterFile {
			return []rosterFile{{name + ".csv", rosterCSV(p, r)}}
		}})
	}
	return benchInstances(ctx, a, all, out, f)
}

// instance is a published problem and the files that hold a roster of it.
type instance struct {
	name    string
	problem *schedule.Problem
	files   func(*schedule.Roster) []rosterFile
}

type rosterFile struct {
	name string
	text []byte
}

// benchInstances solves instances one by one, prints a line for each, and writes their
// rosters to the folder out, where one is named. All have been read before any is solved.
func benchInstances(ctx context.Context, a *cli.App, all []instance, out string, f *solverFlags) error {
	if out != "" {
		if err := os.MkdirAll(a.Path(out), 0o755); err != nil {
			return err
		}
	}
	printBenchHead(a)
	for _, one := range all {
		line, roster, err := solveBench(ctx, a, one.name, one.problem, f)
		if err != nil {
			return err
		}
		if err := printBench(a, line); err != nil {
			return err
		}
		if out != "" {
			for _, file := range one.files(roster) {
				if err := report.WriteFile(filepath.Join(a.Path(out), file.name), file.text); err != nil {
					return err
				}
			}
		}
		if ctx.Err() != nil {
			return cli.ExitError(cli.ExitInterrupted)
		}
	}
	return nil
}

// rosterCSV writes a line per person in file order: the id, then the shift id or
// nothing for each day.
func rosterCSV(p *schedule.Problem, r *schedule.Roster) []byte {
	var b bytes.Buffer
	for i, row := range r.Cells {
		b.WriteString(p.People[i].ID)
		for _, s := range row {
			b.WriteByte(',')
			if s != schedule.Off {
				b.WriteString(p.Shifts[s].ID)
			}
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}
