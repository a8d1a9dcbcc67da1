package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// Every command that docs/benchmarks.md and docs/scale.md name exists with its
// flags, and every Go benchmark that the page lists is in its package.
func TestBenchmarkPagesNameWhatExists(t *testing.T) {
	commands, benchmarks := 0, 0
	for _, page := range []string{"benchmarks.md", "scale.md"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "docs", page))
		if err != nil {
			t.Fatal(err)
		}
		doc := string(data)
		for _, m := range regexp.MustCompile("(?m)^(paiban [^\n]+)$|`(paiban [^`]+)`").FindAllStringSubmatch(doc, -1) {
			for _, line := range strings.Split(m[1]+m[2], " && ") {
				if words := strings.Fields(line); words[0] == "paiban" {
					commands++
					knownCommand(t, page, words[1:])
				}
			}
		}
		for _, row := range regexp.MustCompile("(?m)^\\| ([a-z/]+) \\| (`[A-Z][^|]*) \\|").FindAllStringSubmatch(doc, -1) {
			var source strings.Builder
			files, _ := filepath.Glob(filepath.Join("..", "..", row[1], "*_test.go"))
			for _, f := range files {
				text, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				source.Write(text)
			}
			for _, name := range regexp.MustCompile("`([A-Za-z0-9]+)").FindAllStringSubmatch(row[2], -1) {
				if benchmarks++; !strings.Contains(source.String(), "func Benchmark"+name[1]+"(") {
					t.Errorf("%s: %s has no Benchmark%s", page, row[1], name[1])
				}
			}
		}
	}
	if commands < 10 || benchmarks < 10 {
		t.Errorf("found %d commands and %d benchmarks, fewer than the pages have", commands, benchmarks)
	}
}

// knownCommand checks that args lead to a command that has the flags named.
func knownCommand(t *testing.T, page string, args []string) {
	t.Helper()
	a := &app{Getenv: func(string) string { return "" }, Stdout: os.Stdout, Stderr: os.Stderr}
	c, rest, err := newRootCmd(a).Find(args)
	if err != nil || !c.Runnable() {
		t.Errorf("%s: paiban %s: no such command (%v)", page, strings.Join(args, " "), err)
		return
	}
	c.InheritedFlags()
	for _, word := range rest {
		name, long := strings.CutPrefix(word, "--")
		var f *pflag.Flag
		switch name, _, _ = strings.Cut(name, "="); {
		case long:
			f = c.Flag(name)
		case len(word) == 2 && word[0] == '-':
			f = c.Flags().ShorthandLookup(word[1:])
		default:
			continue
		}
		if f == nil {
			t.Errorf("%s: paiban %s: there is no %s", page, strings.Join(args, " "), word)
		}
	}
}
