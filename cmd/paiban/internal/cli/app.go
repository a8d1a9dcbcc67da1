package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/term"

	"paiban/internal/lang"
	"paiban/internal/workspace"
)

// App is what every command stands on: streams, clock and the global flags.
// Only main fills it from the process; tests fill it themselves.
type App struct {
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	Now    func() time.Time
	Getenv func(string) string
	Dir    string // where the command was started
	Tty    bool   // take standard output for a terminal, whatever it is

	JSON    bool
	Command string // that runs: "paiban week"
	lang    lang.Lang
	langSet bool // by --lang or PAIBAN_LANG; else the workspace's language wins
}

// Lang returns the language of output.
func (a *App) Lang() lang.Lang { return a.lang }

// Say returns t in the language of output.
func (a *App) Say(t lang.Text) string { return t.In(a.lang) }

// SetLang makes l the language of output.
func (a *App) SetLang(l lang.Lang) { a.lang = l }

// UseLang takes the workspace's language, unless the user named one.
func (a *App) UseLang(l lang.Lang) {
	if !a.langSet {
		a.lang = l
	}
}

// ResolveLang picks the language of everything said, help and usage errors
// included, before the command line is parsed: --lang, PAIBAN_LANG, the
// workspace that the command starts in, the locale, Chinese.
func (a *App) ResolveLang(args []string) error {
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
		a.UseLangOf(root)
	}
	if l, ok := lang.Parse(a.Getenv("PAIBAN_LANG")); ok {
		a.lang, a.langSet = l, true
	}
	if name, given := globalFlag(args, "--lang", ""); given {
		l, ok := lang.Parse(name)
		if !ok {
			return lang.AskError{Err: lang.Errorf("不认识的语言 %q", "unknown language %q", name).WithHint("用 zh 或 en", "use zh or en")}
		}
		a.lang, a.langSet = l, true
	}
	return nil
}

// UseLangOf takes the language that the workspace at root names, which can be
// told before the workspace loads and even where it does not.
func (a *App) UseLangOf(root string) {
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
func (a *App) Terminal() bool { return a.Tty || isTerminal(a.Stdout) }

// Live reports whether standard error is a terminal that can show progress.
func (a *App) Live() bool { return isTerminal(a.Stderr) }

func isTerminal(w io.Writer) bool {
	if s, ok := w.(*Screen); ok {
		w = s.w
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Path resolves a file name given on the command line.
func (a *App) Path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(a.Dir, name)
}

// Short shows a path as seen from where the command was started, if it lies
// there.
func (a *App) Short(path string) string {
	if rel, err := filepath.Rel(a.Dir, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}
