// Package root is the tree of commands, and how one command line is run.
package root

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/attendance"
	"paiban/cmd/paiban/internal/bench"
	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/forecast"
	"paiban/cmd/paiban/internal/help"
	"paiban/cmd/paiban/internal/month"
	"paiban/cmd/paiban/internal/open"
	"paiban/cmd/paiban/internal/review"
	"paiban/cmd/paiban/internal/rules"
	"paiban/cmd/paiban/internal/scenario"
	"paiban/cmd/paiban/internal/schedule"
	"paiban/cmd/paiban/internal/setup"
	"paiban/cmd/paiban/internal/today"
	"paiban/cmd/paiban/internal/week"
	"paiban/internal/lang"
)

// Run executes one command line and returns the exit code.
func Run(ctx context.Context, a *cli.App, args []string) int {
	out, talk := cli.NewScreen(a.Stdout), cli.NewScreen(a.Stderr)
	a.Stdout, a.Stderr = out, talk
	defer out.Flush()
	defer talk.Flush()
	cobra.MousetrapHelpText = "" // a click opens the page
	args = open.Started(args)
	err := a.ResolveLang(args)
	if err == nil || help.Completing(args) {
		root := New(a)
		root.SetArgs(args)
		root.SetIn(a.Stdin)
		root.SetOut(a.Stdout)
		root.SetErr(a.Stderr)
		var c *cobra.Command
		c, err = root.ExecuteContextC(ctx)
		err = cli.CobraError(c, err)
	}
	code := cli.ExitCode(err)
	var silent cli.ExitError
	switch {
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.Stderr, a.Say(lang.T("已中断，什么都没有写", "interrupted; nothing was written")))
	case code == cli.ExitInterrupted:
		fmt.Fprintln(a.Stderr, a.Say(lang.T("已中断", "interrupted")))
	case err != nil && !errors.As(err, &silent):
		fmt.Fprintln(a.Stderr, a.Say(lang.T("错误：", "error: "))+lang.Tell(err, a.Lang()))
	}
	return code
}

// New is the tree of commands; all of them stand on a.
func New(a *cli.App) *cobra.Command {
	root := cli.Group(&cobra.Command{
		Use:   "paiban",
		Short: a.Say(lang.T("客服团队的排班与考勤", "Rosters and attendance for customer-service teams")),
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			a.Command = c.CommandPath()
			return a.CheckFlags(c)
		},
		SilenceErrors: true,
		SilenceUsage:  true,
	},
		open.New(a),
		setup.New(a),
		month.New(a),
		attendance.New(a),
		week.New(a),
		today.New(a),
		newDemoCmd(a),
		rules.New(a),
		forecast.New(a),
		scenario.New(a),
		schedule.New(a),
		review.New(a),
		bench.New(a),
	)
	root.PersistentFlags().String("lang", "", a.Say(lang.T("输出语言：zh 或 en", "language of output: zh or en")))
	root.PersistentFlags().BoolVar(&a.JSON, "json", false, a.Say(lang.T("输出 JSON，供程序读取", "print JSON for machines")))
	root.PersistentFlags().StringVarP(&a.Dir, "dir", "C", a.Dir, a.Say(lang.T("在此文件夹中运行", "run as if started in this folder")))
	root.Version = cli.Version()
	root.Flags().Bool("version", false, a.Say(lang.T("打印版本", "print the version")))
	root.SetVersionTemplate("paiban {{.Version}}\n")
	root.SetFlagErrorFunc(cli.FlagError)
	root.PersistentFlags().Lookup("dir").DefValue = "" // help need not say where it was asked for
	help.Add(a, root, New)
	cli.UsageArgs(root)
	help.AddFlags(a, root)
	help.AddCompletions(a, root)
	cli.SayUsage(a, root)
	return root
}
