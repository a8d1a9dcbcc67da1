package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"paiban": func() {
			dir, err := os.Getwd()
			if err != nil {
				panic(err)
			}
			// Every session starts on the same Friday afternoon.
			friday, start := time.Date(2026, time.November, 20, 16, 0, 0, 0, time.UTC), time.Now()
			a := &app{
				Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Dir: dir, Getenv: os.Getenv,
				Now: func() time.Time { return friday.Add(time.Since(start)) },
			}
			os.Exit(run(context.Background(), a, os.Args[1:]))
		},
	})
}

// TestScripts runs testdata/script/*.txt, each a session of a user.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// exits CODE COMMAND ARGS… runs a command that must end with CODE.
			"exits": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: exits code command [args...]")
				}
				got := 0
				if err := ts.Exec(args[1], args[2:]...); err != nil {
					var exit *exec.ExitError
					if !errors.As(err, &exit) {
						ts.Fatalf("%v", err)
					}
					got = exit.ExitCode()
				}
				if strconv.Itoa(got) != args[0] {
					ts.Fatalf("exit code %d, want %s", got, args[0])
				}
			},
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("PAIBAN_LANG", "en")
			return nil
		},
	})
}
