// Command paiban plans the roster of a customer-service team and settles its
// attendance.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/attendance"
	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/month"
	"paiban/cmd/paiban/internal/scenario"
	"paiban/cmd/paiban/internal/schedule"
	"paiban/cmd/paiban/internal/week"
	"paiban/internal/lang"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends it at once
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	a := &cli.App{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now, Getenv: os.Getenv, Dir: dir}
	code := run(ctx, a, os.Args[1:])
	stop()
	os.Exit(code)
}

// run executes one command line and returns the exit code.
func run(ctx context.Context, a *cli.App, args []string) int {
	out, talk := cli.NewScreen(a.Stdout), cli.NewScreen(a.Stderr)
	a.Stdout, a.Stderr = out, talk
	defer out.Flush()
	defer talk.Flush()
	err := a.ResolveLang(args)
	if err == nil || completing(args) {
		root := newRootCmd(a)
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

func newRootCmd(a *cli.App) *cobra.Command {
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
		newInitCmd(a),
		month.New(a),
		attendance.New(a),
		week.New(a),
		newDemoCmd(a),
		newRulesCmd(a),
		newForecastCmd(a),
		scenario.New(a),
		schedule.New(a),
		cli.Group(&cobra.Command{Use: "bench", Short: a.Say(lang.T("复现公开基准测试", "Reproduce published benchmarks"))},
			newBenchNRPCmd(a),
			newBenchTeamCmd(a),
			newBenchM4Cmd(a),
			newBenchCallsCmd(a),
			newBenchScaleCmd(a),
		),
	)
	root.PersistentFlags().String("lang", "", a.Say(lang.T("输出语言：zh 或 en", "language of output: zh or en")))
	root.PersistentFlags().BoolVar(&a.JSON, "json", false, a.Say(lang.T("输出 JSON，供程序读取", "print JSON for machines")))
	root.PersistentFlags().StringVarP(&a.Dir, "dir", "C", a.Dir, a.Say(lang.T("在此文件夹中运行", "run as if started in this folder")))
	root.Version = cli.Version()
	root.Flags().Bool("version", false, a.Say(lang.T("打印版本", "print the version")))
	root.SetVersionTemplate("paiban {{.Version}}\n")
	root.SetFlagErrorFunc(cli.FlagError)
	root.PersistentFlags().Lookup("dir").DefValue = "" // help need not say where it was asked for
	root.SetHelpCommand(newHelpCmd(a))
	root.AddCommand(newCompletionCmd(a), newManCmd(a))
	root.AddCommand(topics(a)...)
	cli.UsageArgs(root)
	addHelpFlags(a, root)
	addCompletions(a, root)
	cli.SayUsage(a, root)
	return root
}
