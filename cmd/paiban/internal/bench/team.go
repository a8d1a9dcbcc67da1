package bench

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/schedule/solve/bench"
)

func newTeamCmd(a *cli.App) *cobra.Command {
	var f solverFlags
	var agents, days []int
	var interval time.Duration
	var dump string
	var breaks bool
	c := &cobra.Command{
		Use:   "team",
		Short: a.Say(lang.T("求解按种子生成的在线客服团队", "Solve seeded, realistic chat teams")),
		Long: a.Say(lang.T(
			"生成客服团队（14 种班次，其中 4 种两头班；08:00 至 24:00 始终有人在线；周休、轮班、\n请假、意愿、技能），逐个求解，打印代价、下界、差距、秒数和内存峰值。种子同时决定\n问题和搜索。--dump 把整个问题写成 JSON，供其他求解器在同一问题上比较。",
			"Make chat teams (14 kinds of shift, four of them split; somebody online from 08:00\nto 24:00; weekly rest, rotation, leave, requests, skills), solve each, and print\ncost, lower bound, gap, seconds and peak memory. The seed decides both the problem\nand the search. --dump writes the whole problem as JSON, so that other solvers can\nbe run on the very same problem.")),
		Example: `  paiban bench team --agents 12,50 --days 7 --time 10s
  paiban bench team --agents 50 --days 7 --breaks --time 20s
  paiban bench team --agents 200 --days 28 --interval 30m --json --dump problems`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			step := int(interval / time.Minute)
			if interval != time.Duration(step)*time.Minute || step != 15 && step != 30 && step != 60 {
				return cli.NewUsageError(lang.Errorf("--interval 只能是 15m、30m 或 60m", "--interval must be 15m, 30m or 60m"))
			}
			for _, n := range append(append([]int{}, agents...), days...) {
				if n < 1 || n > 2000 {
					return cli.NewUsageError(lang.Errorf("人数和天数要在 1 到 2000 之间，%d 不行", "agents and days must be between 1 and 2000, not %d", n))
				}
			}
			return benchTeam(c.Context(), a, agents, days, step, breaks, dump, &f)
		},
	}
	f.add(a, c, time.Minute)
	c.Flags().IntSliceVar(&agents, "agents", []int{12, 50, 200, 500}, a.Say(lang.T("团队人数", "sizes of teams")))
	c.Flags().IntSliceVar(&days, "days", []int{7, 28}, a.Say(lang.T("排班天数", "lengths of horizons, in days")))
	c.Flags().DurationVar(&interval, "interval", 30*time.Minute, a.Say(lang.T("需求的时段长度", "length of an interval of demand")))
	c.Flags().BoolVar(&breaks, "breaks", false, a.Say(lang.T("8 小时的班在中间一半时间里休息一小时，由求解安排", "shifts of eight hours have an hour off somewhere in their middle half, placed by the search")))
	c.Flags().StringVar(&dump, "dump", "", a.Say(lang.T("把问题写到此文件夹：<名称>.json", "write the problems to this folder: <name>.json")))
	return c
}

func benchTeam(ctx context.Context, a *cli.App, agents, days []int, step int, breaks bool, dump string, f *solverFlags) error {
	if dump != "" {
		if err := os.MkdirAll(a.Path(dump), 0o755); err != nil {
			return err
		}
	}
	printBenchHead(a)
	for _, n := range agents {
		for _, d := range days {
			name := fmt.Sprintf("team-%dx%d-%dm-s%d", n, d, step, f.seed)
			p := bench.Team(n, d, step, f.seed)
			if breaks {
				name += "-breaks"
				bench.AddBreaks(p)
			}
			if dump != "" {
				if err := a.WriteProblem(filepath.Join(a.Path(dump), name+".json"), name, p); err != nil {
					return err
				}
			}
			line, _, err := solveBench(ctx, a, name, p, f)
			if err != nil {
				return err
			}
			line.PeakMiB = peakMiB()
			if err := printBench(a, line); err != nil {
				return err
			}
			if ctx.Err() != nil {
				return cli.ExitError(cli.ExitInterrupted)
			}
		}
	}
	return nil
}

// peakMiB returns the most memory that the process has held: what the system
// counted where it tells (Linux), else what the runtime has taken.
func peakMiB() float64 {
	if f, err := os.Open("/proc/self/status"); err == nil {
		defer f.Close()
		scan := bufio.NewScanner(f)
		for scan.Scan() {
			var kib float64
			if line, ok := strings.CutPrefix(scan.Text(), "VmHWM:"); ok {
				if _, err := fmt.Sscan(line, &kib); err == nil {
					return math.Round(kib/102.4) / 10
				}
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return math.Round(float64(m.Sys)/(1<<20)*10) / 10
}
