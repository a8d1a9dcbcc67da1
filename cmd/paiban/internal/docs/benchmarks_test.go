package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/root"
)

// Every command that docs/benchmarks.md and docs/scale.md name exists with its
// flags, and every Go benchmark that the page lists is in its package.
func TestBenchmarkPagesNameWhatExists(t *testing.T) {
	commands, benchmarks := 0, 0
	for _, page := range []string{"benchmarks.md", "scale.md"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "docs", page))
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
			files, _ := filepath.Glob(filepath.Join("..", "..", "..", "..", row[1], "*_test.go"))
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

// knownCommand checks that args lead to a command that takes them.
func knownCommand(t *testing.T, page string, args []string) {
	t.Helper()
	a := &cli.App{Getenv: func(string) string { return "" }, Stdout: os.Stdout, Stderr: os.Stderr}
	c, rest, err := root.New(a).Find(args)
	if err == nil {
		err = c.ParseFlags(rest)
	}
	if err == nil {
		err = c.ValidateArgs(c.Flags().Args())
	}
	if err != nil {
		t.Errorf("%s: paiban %s: %v", page, strings.Join(args, " "), err)
	}
}
