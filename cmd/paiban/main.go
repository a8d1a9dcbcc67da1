// Command paiban plans the roster of a customer-service team and settles its
// attendance.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"

	"paiban/internal/lang"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	a := &app{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now, Getenv: os.Getenv, Dir: dir}
	code := run(ctx, a, os.Args[1:])
	stop()
	os.Exit(code)
}

// run executes one command line and returns the exit code.
func run(ctx context.Context, a *app, args []string) int {
	root := newRootCmd(a)
	root.SetArgs(args)
	root.SetIn(a.Stdin)
	root.SetOut(a.Stdout)
	root.SetErr(a.Stderr)
	err := root.ExecuteContext(ctx)
	code := exitCode(err)
	if _, silent := err.(exitError); err != nil && !silent {
		fmt.Fprintln(a.Stderr, lang.T("错误：", "error: ").In(a.lang)+lang.Tell(err, a.lang))
	}
	return code
}

func newRootCmd(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "paiban",
		Short:         "Rosters and attendance for customer-service teams (客服排班与考勤)",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			return a.resolveLang()
		},
	}
	root.PersistentFlags().StringVar(&a.langFlag, "lang", "", "language of output: zh or en")
	root.PersistentFlags().BoolVar(&a.JSON, "json", false, "print JSON for machines")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(
		group(&cobra.Command{Use: "schedule", Short: "Plan, check and mend rosters"}),
		group(&cobra.Command{Use: "bench", Short: "Reproduce published benchmarks"}),
	)
	return root
}
