package apptest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"paiban/cmd/paiban/internal/cli"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// Runner executes one command line and returns its exit code; root.Run is one.
type Runner func(ctx context.Context, a *cli.App, args []string) int

// Main runs the tests of a package whose scripts, or processes, call paiban.
func Main(m *testing.M, run Runner) {
	testscript.Main(m, map[string]func(){
		"paiban": func() {
			dir, err := os.Getwd()
			if err != nil {
				panic(err)
			}
			start := time.Now()
			a := &cli.App{
				Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Dir: dir, Getenv: os.Getenv,
				Now: func() time.Time { return Friday.Add(time.Since(start)) },
			}
			os.Exit(run(context.Background(), a, os.Args[1:]))
		},
	})
}

// Scripts runs testdata/script/*.txt of the package under test, each a session of a
// user.
func Scripts(t *testing.T) {
	t.Helper()
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		// [long] holds in the long run, which PAIBAN_LONG asks for.
		Condition: func(cond string) (bool, error) {
			if cond != "long" {
				return false, fmt.Errorf("unknown condition %q", cond)
			}
			return os.Getenv("PAIBAN_LONG") != "", nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"setcell": setCell,
			"newbook": newBook,
			"copydir": copyDir,
			"sample":  sample,
			"age":     age,
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
				if said := ts.ReadFile("stdout") + ts.ReadFile("stderr"); strings.Contains(said, "%!") {
					ts.Fatalf("a sentence lacks an operand: %s", said)
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

// setCell changes one cell of a workbook as a person would, leaving the rest:
//
//	setcell FILE SHEET CELL VALUE
//
// SHEET may be the number of the sheet, from 1.
func setCell(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: setcell file sheet cell value")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	sheet := args[1]
	if n, err := strconv.Atoi(sheet); err == nil {
		sheet = f.GetSheetName(n - 1)
	}
	ts.Check(f.SetCellStr(sheet, args[2], args[3]))
	ts.Check(f.Save())
}

// age makes a file look as if it had been changed so long ago:
//
//	age FILE DURATION
func age(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: age file duration")
	}
	d, err := time.ParseDuration(args[1])
	ts.Check(err)
	at := time.Now().Add(-d)
	ts.Check(os.Chtimes(ts.MkAbs(args[0]), at, at))
}

// copyDir copies a folder and all in it; the copy must not be there yet:
//
//	copydir FROM TO
func copyDir(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copydir from to")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

// sample makes a workspace with the English sample of a preset, as paiban init does;
// DIR must not be there yet:
//
//	sample DIR PRESET
func sample(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sample dir preset")
	}
	ts.Check(writeSample(ts.MkAbs(args[0]), args[1]))
}

// newBook makes a workbook of one sheet from a tab-separated file:
//
//	newbook FILE SHEET TSV
func newBook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: newbook file sheet tsv")
	}
	f := excelize.NewFile()
	defer f.Close()
	ts.Check(f.SetSheetName("Sheet1", args[1]))
	for r, line := range strings.Split(strings.TrimSuffix(ts.ReadFile(args[2]), "\n"), "\n") {
		for c, v := range strings.Split(line, "\t") {
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			ts.Check(err)
			ts.Check(f.SetCellStr(args[1], cell, v))
		}
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
}
