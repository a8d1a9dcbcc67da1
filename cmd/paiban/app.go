package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"paiban/internal/lang"
	"paiban/internal/workspace"
)

// app is what every command stands on: streams, clock and the global flags.
// Only main fills it from the process; tests fill it themselves.
type app struct {
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	Now    func() time.Time
	Getenv func(string) string
	Dir    string // where the command was started
	Tty    bool   // take standard output for a terminal, whatever it is

	JSON    bool
	command string // that runs: "paiban week"
	lang    lang.Lang
	langSet bool // by --lang or PAIBAN_LANG; else the workspace's language wins
}

// Lang returns the language of output.
func (a *app) Lang() lang.Lang { return a.lang }

// Say returns t in the language of output.
func (a *app) Say(t lang.Text) string { return t.In(a.lang) }

// UseLang takes the workspace's language, unless the user named one.
func (a *app) UseLang(l lang.Lang) {
	if !a.langSet {
		a.lang = l
	}
}

// resolveLang picks the language of everything said, help and usage errors
// included, before the command line is parsed: --lang, PAIBAN_LANG, the
// workspace that the command starts in, the locale, Chinese.
func (a *app) resolveLang(args []string) error {
	a.lang = lang.ZH
	for _, k := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if l, ok := lang.Parse(a.Getenv(k)); ok {
			a.lang = l
			break
		}
	}
	dir := a.Dir
	if d, given := globalFlag(args, "--dir", "-C"); given {
		dir = d
	}
	if root, err := workspace.Find(dir); err == nil {
		a.useLangOf(root)
	}
	if l, ok := lang.Parse(a.Getenv("PAIBAN_LANG")); ok {
		a.lang, a.langSet = l, true
	}
	if name, given := globalFlag(args, "--lang", ""); given {
		l, ok := lang.Parse(name)
		if !ok {
			return usageError{lang.Errorf("不认识的语言 %q", "unknown language %q", name).WithHint("用 zh 或 en", "use zh or en")}
		}
		a.lang, a.langSet = l, true
	}
	return nil
}

// useLangOf takes the language that the workspace at root names, which can be
// told before the workspace loads and even where it does not.
func (a *app) useLangOf(root string) {
	if l, ok := workspace.Language(root); ok {
		a.UseLang(l)
	}
}

// globalFlag returns the last value of a flag among args: --long V, --long=V,
// -s V, -sV; short "" is none.
func globalFlag(args []string, long, short string) (value string, given bool) {
	for i, arg := range args {
		name, v, joined := strings.Cut(arg, "=")
		switch {
		case arg == "--":
			return value, given
		case name == long && joined:
			value, given = v, true
		case arg == long || short != "" && arg == short:
			value, given = "", true
			if i+1 < len(args) {
				value = args[i+1]
			}
		case short != "" && strings.HasPrefix(arg, short):
			value, given = strings.TrimPrefix(arg[len(short):], "="), true
		}
	}
	return value, given
}

// Terminal reports whether standard output is a terminal, for aligned tables; a
// pipe gets plain TSV.
func (a *app) Terminal() bool { return a.Tty || isTerminal(a.Stdout) }

// Live reports whether standard error is a terminal that can show progress.
func (a *app) Live() bool { return isTerminal(a.Stderr) }

func isTerminal(w io.Writer) bool {
	if s, ok := w.(*screen); ok {
		w = s.w
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Exit codes, the same for every command.
const (
	exitOK          = 0
	exitInternal    = 1
	exitUsage       = 2
	exitBadInput    = 3
	exitViolations  = 4 // infeasible, or violations found
	exitInterrupted = 130
)

// usageError is a wrong use of the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func (e usageError) Tell(l lang.Lang) string { return lang.Tell(e.error, l) }

// exitError ends a command with a code after it has said all there is to say.
type exitError int

func (e exitError) Error() string { return "exit" }

// path resolves a file name given on the command line.
func (a *app) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(a.Dir, name)
}

// exitCode maps what a command returned to the process's exit code. Errors
// that can be told to a user are bad input; all others are our own fault.
func exitCode(err error) int {
	var code exitError
	var usage usageError
	var teller lang.Teller
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &code):
		return int(code)
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &teller), errors.As(err, &path), errors.As(err, &link):
		return exitBadInput
	}
	return exitInternal
}

// group is a command that only holds others: alone it prints its help, with an
// unknown word it is a usage error.
func group(c *cobra.Command, subs ...*cobra.Command) *cobra.Command {
	c.AddCommand(subs...)
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		err := lang.Errorf("%[2]s 没有命令 %[1]q", "unknown command %q for %q", args[0], c.CommandPath())
		if near := c.SuggestionsFor(args[0]); len(near) > 0 {
			err = err.WithHint("是不是 %s？", "did you mean %s?", strings.Join(near, ", "))
		} else {
			err = err.WithHint("`%s --help` 列出所有命令", "`%s --help` lists the commands", c.CommandPath())
		}
		return err
	}
	c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	return c
}

// usageArgs makes every complaint about arguments, in c and below, a usage error.
func usageArgs(c *cobra.Command) {
	if check := c.Args; check != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			if err := check(c, args); err != nil {
				return usageError{cobraError(c, err)}
			}
			return nil
		}
	}
	for _, sub := range c.Commands() {
		usageArgs(sub)
	}
}
