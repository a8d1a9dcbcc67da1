package root

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/help"
	"paiban/internal/lang"
	"paiban/samples"
)

// What a sample holds is on the page about files.
func TestFilesTopicIsWhole(t *testing.T) {
	dir := t.TempDir()
	if err := samples.Write(dir, samples.Options{Preset: "taobao", Lang: lang.EN, Sample: true}); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) < 5 {
		t.Fatalf("the sample holds %d things", len(entries))
	}
	for _, e := range entries {
		if !strings.Contains(help.FilesTopic().EN, "\n  "+e.Name()) {
			t.Errorf("%s is not on the page", e.Name())
		}
	}
}

// What the program reads from the environment is on the page about it.
func TestEnvironmentTopicIsWhole(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../*.go", "../*/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	read := regexp.MustCompile(`Getenv\("([A-Z_]+)"\)`)
	found := 0
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, "_test.go") || strings.Contains(f, "apptest") || strings.HasPrefix(string(src), "//go:build replay\n") {
			continue // the clock of a simulated year is in no released binary
		}
		for _, m := range read.FindAllStringSubmatch(string(src), -1) {
			found++
			if !strings.Contains(help.EnvironmentTopic().EN, "\n  "+m[1]) {
				t.Errorf("%s is read in %s and not on the page", m[1], f)
			}
		}
	}
	if found == 0 {
		t.Error("no variable is found in the source")
	}
}

// Every command, topic and flag is explained in the language asked for: English
// has no Chinese but in examples, Chinese is Chinese.
func TestHelpLanguages(t *testing.T) {
	han := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	}
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		a := &cli.App{Now: time.Now, Getenv: func(string) string { return "" }}
		a.SetLang(l)
		seen := 0
		var walk func(c *cobra.Command)
		walk = func(c *cobra.Command) {
			seen++
			said := map[string]string{"Short": c.Short}
			if c.Long != "" {
				said["Long"] = c.Long
			}
			c.LocalFlags().VisitAll(func(f *pflag.Flag) { said["--"+f.Name] = f.Usage })
			for what, s := range said {
				if han(s) != (l == lang.ZH) {
					t.Errorf("%s %s (%v): %q", c.CommandPath(), what, l, s)
				}
			}
			for _, sub := range c.Commands() {
				walk(sub)
			}
		}
		walk(New(a))
		if seen < 30 {
			t.Errorf("only %d commands are seen", seen)
		}
	}
}

// leftovers are the words in which cobra and its flags speak English.
var leftovers = regexp.MustCompile(`\[flags\]|\[command\]|\b(default|string|strings|stringArray|stringSlice|ints?|intSlice|u?int64|uint|float|float64|number|duration|help for|version for|Usage|Flags|Global|Examples|Aliases|Available|Additional|Use)\b`)

func TestChineseHelpIsChinese(t *testing.T) {
	commands := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		var out strings.Builder
		c.SetOut(&out)
		if err := c.Help(); err != nil {
			t.Fatal(err)
		}
		commands++
		for line := range strings.Lines(out.String()) {
			if word := leftovers.FindString(line); word != "" {
				t.Errorf("%s --help says %q: %s", c.CommandPath(), word, line)
			}
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	var a cli.App
	a.SetLang(lang.ZH)
	walk(New(&a))
	if commands < 30 {
		t.Errorf("only %d commands", commands)
	}
}
