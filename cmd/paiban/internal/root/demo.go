package root

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/samples"
)

func newDemoCmd(a *cli.App) *cobra.Command {
	preset := "wangdian"
	c := &cobra.Command{
		Use:   "demo [DIR]",
		Short: a.Say(lang.T("用内置示例走一遍：建示例、排班、结算考勤", "See it all on a built-in sample: make it, plan a week, settle a month")),
		Long: a.Say(lang.T(
			"新建一个示例文件夹（默认 paiban-demo），在里面排一周的班、结算一个月的考勤。\n等于依次运行 paiban init --sample、paiban week、paiban month。",
			"Make a sample workspace (paiban-demo unless named otherwise), plan a week in it and\nsettle a month: the same as paiban init --sample, paiban week and paiban month.")),
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			dir := "paiban-demo"
			if len(args) > 0 {
				dir = args[0]
			}
			return runDemo(c.Context(), a, dir, preset)
		},
	}
	c.Flags().StringVar(&preset, "preset", preset, a.Say(lang.F("班制：%v", "rule system: %v", workspace.Presets)))
	return c
}

func runDemo(ctx context.Context, a *cli.App, dir, preset string) error {
	for _, args := range [][]string{
		{"init", dir, "--preset", preset, "--sample"},
		{"-C", dir, "week", "--week", samples.Week},
		{"-C", dir, "month", "--month", samples.Month},
	} {
		fmt.Fprintln(a.Stdout, "$ paiban", strings.Join(args, " "))
		inner := *a
		root := New(&inner)
		for i := range args {
			if args[i] == dir {
				args[i] = a.Path(dir)
			}
		}
		root.SetArgs(append(args, "--lang", a.Lang().String()))
		// Conflicts that a sample names on purpose are no failure of the demo.
		var code cli.ExitError
		if err := root.ExecuteContext(ctx); err != nil && !(errors.As(err, &code) && code == cli.ExitViolations) {
			return err
		}
		fmt.Fprintln(a.Stdout)
	}
	fmt.Fprintln(a.Stdout, a.Say(lang.F("打开 %s 看班表。", "Open %s to see the roster.", filepath.Join(dir, "rosters", samples.Week+".xlsx"))))
	return nil
}
