package docs

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/root"
	"paiban/internal/lang"
)

// update writes what the documentation should say instead of comparing:
//
//	go test ./cmd/paiban/internal/docs -run TestDocs -update
var update = flag.Bool("update", false, "write the generated parts and the transcripts of README*.md and docs/*.md anew")

// TestDocsTranscripts runs every ```console block of the READMEs and of docs/ and
// compares what it prints with what stands there. The blocks of one page are one
// session in a fresh folder: lines that begin with "$ " are typed, the others
// are printed; a line that is only … stands for any number of lines. What a
// user does with the mouse stands before a block, unseen by readers, as
//
//	<!-- do: setcell rosters/2026-W48.xlsx Roster E12 D -->
//
// where put FILE writes the last ```yaml block of the page above. A page named *.zh-CN.md is run in Chinese, the others in English. The test belongs to
// the long run, for it plans several weeks and compares plans for a promotion.
func TestDocsTranscripts(t *testing.T) {
	if os.Getenv("PAIBAN_LONG") == "" && !*update {
		t.Skip("the long run: set PAIBAN_LONG")
	}
	for _, page := range docPages(t) {
		src := readDoc(t, page)
		if !strings.Contains(src, "```console") {
			continue
		}
		t.Run(filepath.Base(page), func(t *testing.T) {
			s := newTypist(t, strings.HasSuffix(page, ".zh-CN.md"))
			out := s.play(src)
			if *update {
				writeDoc(t, page, out)
			} else if out != src {
				t.Errorf("a transcript is not what the commands print; go test ./cmd/paiban/internal/docs -run TestDocsTranscripts -update\n%s", cmp.Diff(strings.Split(src, "\n"), strings.Split(out, "\n")))
			}
		})
	}
}

// docPages lists the pages of the documentation, from the package's folder.
func docPages(t *testing.T) []string {
	t.Helper()
	var pages []string
	for _, pattern := range []string{"../../../../README*.md", "../../../../docs/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil || found == nil {
			t.Fatalf("%s: %v, %v", pattern, found, err)
		}
		pages = append(pages, found...)
	}
	return pages
}

func readDoc(t *testing.T, path string) string {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

func writeDoc(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// typist is somebody at a terminal.
type typist struct {
	t    *testing.T
	root string
	dir  string
	lang string
	now  func() time.Time
	yaml []string // the last ```yaml block of the page
}

func newTypist(t *testing.T, chinese bool) *typist {
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s := &typist{t: t, root: root, dir: root, lang: lang.EN.String()}
	if chinese {
		s.lang = lang.ZH.String()
	}
	// So slow that a search ends by its proof, however busy the machine is; one
	// that finds none is ended by the test's own timeout.
	friday, start := time.Date(2026, time.November, 20, 16, 0, 0, 0, time.UTC), time.Now()
	s.now = func() time.Time { return friday.Add(time.Since(start) / 1000) }
	return s
}

// play runs the blocks of a page and returns the page as it should read.
func (s *typist) play(src string) string {
	var out, typed []string
	var printed []string // of the last command, as the page has it
	console, settings := false, false
	flush := func() {
		if typed == nil {
			return
		}
		got := s.do(typed[len(typed)-1])
		if *update || !matches(printed, got) {
			printed = refresh(printed, got)
		}
		out = append(out, printed...)
		typed, printed = nil, nil
	}
	for _, line := range strings.Split(src, "\n") {
		cmd, does := strings.CutPrefix(line, "<!-- do: ")
		switch {
		case does:
			s.do(strings.TrimSuffix(cmd, " -->"))
		case line == "```console":
			console = true
		case line == "```yaml":
			settings, s.yaml = true, nil
		case settings && line == "```":
			settings = false
		case settings:
			s.yaml = append(s.yaml, line)
		case console && line == "```":
			flush()
			console = false
		case console && strings.HasPrefix(line, "$ "):
			flush()
			typed = append(typed, line[2:])
		case console && typed != nil:
			printed = append(printed, line)
			continue
		case console:
			s.t.Errorf("a console block begins with %q, not with a command", line)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// do runs one line and returns what it prints.
func (s *typist) do(line string) []string {
	s.t.Helper()
	args, err := words(line)
	if err != nil || len(args) == 0 {
		s.t.Fatalf("$ %s: %v", line, err)
	}
	path := func(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }
	switch args[0] {
	case "paiban":
		return s.paiban(line, args[1:])
	case "cd":
		s.dir = path(args[1])
		if args[1] == "~" {
			s.dir = s.root
		}
		_, err = os.Stat(s.dir)
	case "cp":
		var b []byte
		if b, err = os.ReadFile(path(args[1])); err == nil {
			err = os.WriteFile(path(args[2]), b, 0o644)
		}
	case "put":
		err = os.WriteFile(path(args[1]), []byte(strings.Join(s.yaml, "\n")+"\n"), 0o644)
	case "setcell":
		var f *excelize.File
		if f, err = excelize.OpenFile(path(args[1])); err == nil {
			err = errors.Join(f.SetCellStr(args[2], args[3], args[4]), f.Save(), f.Close())
		}
	default:
		err = fmt.Errorf("no such command; the pages know paiban, cd, cp, put and setcell")
	}
	if err != nil {
		s.t.Fatalf("$ %s: %v", line, err)
	}
	return nil
}

func (s *typist) paiban(line string, args []string) []string {
	s.t.Helper()
	var printed bytes.Buffer
	env := map[string]string{"PAIBAN_LANG": s.lang, "NO_COLOR": "1"}
	a := &cli.App{
		Stdin: strings.NewReader(""), Stdout: &printed, Stderr: &printed, Dir: s.dir, Tty: true,
		Getenv: func(k string) string { return env[k] }, Now: s.now,
	}
	if code := root.Run(context.Background(), a, args); code == cli.ExitInternal || code == cli.ExitUsage {
		s.t.Errorf("$ %s: exit code %d\n%s", line, code, printed.String())
	}
	text := strings.ReplaceAll(printed.String(), s.dir+string(filepath.Separator), "")
	text = strings.ReplaceAll(text, s.root, "~")
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	if len(lines) == 1 && lines[0] == "" {
		return nil
	}
	return lines
}

// words splits a command line at blanks outside double quotes; from a # on it is
// a remark.
func words(line string) (out []string, err error) {
	word, quoted, begun := "", false, false
	for _, r := range line + " " {
		switch {
		case r == '"':
			quoted, begun = !quoted, true
		case r == '#' && !quoted && !begun:
			return out, nil
		case r == ' ' && !quoted:
			if begun {
				out = append(out, word)
			}
			word, begun = "", false
		default:
			word, begun = word+string(r), true
		}
	}
	if quoted {
		return nil, errors.New("a quote is not closed")
	}
	return out, nil
}

func elided(line string) bool { return strings.TrimSpace(line) == "…" }

// parts splits what a page shows at its lines of ….
func parts(want []string) (out [][]string) {
	out = [][]string{nil}
	for _, line := range want {
		if elided(line) {
			out = append(out, nil)
		} else {
			out[len(out)-1] = append(out[len(out)-1], line)
		}
	}
	return out
}

// matches reports whether want, whose lines of … stand for any lines, is got.
func matches(want, got []string) bool {
	p := parts(want)
	if len(p) == 1 {
		return slices.Equal(want, got)
	}
	first, last := p[0], p[len(p)-1]
	if len(first)+len(last) > len(got) || !slices.Equal(first, got[:len(first)]) || !slices.Equal(last, got[len(got)-len(last):]) {
		return false
	}
	rest := got[len(first) : len(got)-len(last)]
	for _, part := range p[1 : len(p)-1] {
		at := 0
		for at+len(part) <= len(rest) && !slices.Equal(part, rest[at:at+len(part)]) {
			at++
		}
		if at+len(part) > len(rest) {
			return false
		}
		rest = rest[at+len(part):]
	}
	return true
}

// refresh returns what a page should show of got: all of it, or, where the page
// leaves lines out, for each part that it shows the lines of got that are most
// like it, parts in order.
func refresh(want, got []string) []string {
	p := parts(want)
	if len(p) == 1 {
		return got
	}
	// best[k][n] is the most likeness of parts k… among got[n:], from[k][n] the
	// place of part k in it.
	best, from := make([][]float64, len(p)+1), make([][]int, len(p))
	best[len(p)] = make([]float64, len(got)+1)
	for k := len(p) - 1; k >= 0; k-- {
		best[k], from[k] = make([]float64, len(got)+1), make([]int, len(got)+1)
		for n := range best[k] {
			best[k][n] = -1
			for at := n; at+len(p[k]) <= len(got); at++ {
				if k == 0 && at > 0 || k == len(p)-1 && at+len(p[k]) < len(got) {
					continue // the first part is at the top, the last at the end
				}
				next := best[k+1][at+len(p[k])]
				if next < 0 {
					continue
				}
				for i, line := range p[k] {
					next += like(line, got[at+i])
				}
				if next > best[k][n] {
					best[k][n], from[k][n] = next, at
				}
			}
		}
	}
	if best[0][0] < 0 {
		return got // it has fewer lines than the page shows
	}
	var marks, out []string
	for _, line := range want {
		if elided(line) {
			marks = append(marks, line)
		}
	}
	n := 0
	for k := range p {
		if k > 0 {
			out = append(out, marks[k-1])
		}
		n = from[k][n]
		out = append(out, got[n:n+len(p[k])]...)
		n += len(p[k])
	}
	return out
}

// like says how alike two lines are: the share of their words, in place, that
// are the same.
func like(a, b string) float64 {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) == 0 || len(y) == 0 {
		if len(x) == len(y) {
			return 1
		}
		return 0
	}
	same := 0
	for i := range min(len(x), len(y)) {
		if x[i] == y[i] {
			same++
		}
	}
	return float64(same) / float64(max(len(x), len(y)))
}

func TestTranscriptMatching(t *testing.T) {
	got := []string{"head", "1", "2", "mid 7", "3", "end"}
	for _, c := range []struct {
		want []string
		ok   bool
		anew []string
	}{
		{got, true, got},
		{[]string{"head", "…", "end"}, true, []string{"head", "…", "end"}},
		{[]string{"…", "mid 7", "  …"}, true, []string{"…", "mid 7", "  …"}},
		{[]string{"1", "…"}, false, []string{"head", "…"}},                                // the first part is at the top
		{[]string{"head", "…", "mid 8", "…"}, false, []string{"head", "…", "mid 7", "…"}}, // likest
		{[]string{"head", "…", "fin"}, false, []string{"head", "…", "end"}},
		{[]string{"head", "end"}, false, got},
	} {
		if ok := matches(c.want, got); ok != c.ok {
			t.Errorf("%q matches: %v", c.want, ok)
		}
		if anew := refresh(c.want, got); !c.ok && !slices.Equal(anew, c.anew) {
			t.Errorf("%q becomes %q, want %q", c.want, anew, c.anew)
		}
	}
	for line, want := range map[string][]string{`paiban week -o "a b.xlsx" # so`: {"paiban", "week", "-o", "a b.xlsx"}, `x "" y`: {"x", "", "y"}} {
		if w, err := words(line); err != nil || !slices.Equal(w, want) {
			t.Errorf("%s: %q, %v", line, w, err)
		}
	}
}
