// Command paiban plans the roster of a customer-service team and settles its
// attendance.
package main

import (
	"context"
	"os"
	"os/signal"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/root"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends it at once
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	a := &cli.App{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: now, Getenv: os.Getenv, Dir: dir}
	code := root.Run(ctx, a, os.Args[1:])
	stop()
	os.Exit(code)
}
