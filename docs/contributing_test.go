// Package docs has tests of the pages that are written by hand: what they name is
// there.
package docs

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"paiban/internal/workspace"
)

const root = ".."

// repository returns the text files of the repository by their path.
func repository(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		switch {
		case d.IsDir() && (rel == ".git" || rel == "dist" || rel == "release" || rel == "paiban-demo"):
			return fs.SkipDir
		case d.IsDir() || !d.Type().IsRegular():
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if head := src[:min(len(src), 4096)]; !slices.Contains(head, 0) {
			files[rel] = string(src)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var (
	recipe   = regexp.MustCompile(`(?s)<!-- example: (.*?) -->(.*?)<!-- end example -->`)
	inTicks  = regexp.MustCompile("`([^`\n]+)`")
	firstRow = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")
)

// TestRecipesAreWhole compares the files that a recipe lists with those that know
// its example.
func TestRecipesAreWhole(t *testing.T) {
	files := repository(t)
	page := files["CONTRIBUTING.md"]
	recipes := recipe.FindAllStringSubmatch(page, -1)
	if len(recipes) != 4 {
		t.Fatalf("%d recipes, want those of a rule, a punch layout, a preset and an output", len(recipes))
	}
	for _, r := range recipes {
		var knows func(name, text string) bool
		if r[1] == "every preset" {
			knows = func(_, text string) bool {
				return !slices.ContainsFunc(workspace.Presets, func(p string) bool { return !strings.Contains(text, p) })
			}
		} else {
			words := regexp.MustCompile(r[1])
			knows = func(name, text string) bool { return words.MatchString(name) || words.MatchString(text) }
		}
		var want, listed []string
		for name, text := range files {
			if name != "CONTRIBUTING.md" && knows(name, text) {
				want = append(want, name)
			}
		}
		for _, row := range firstRow.FindAllStringSubmatch(r[2], -1) {
			listed = append(listed, row[1])
		}
		for _, name := range want {
			if !slices.Contains(listed, name) {
				t.Errorf("recipe of %q: it does not list %s", r[1], name)
			}
		}
		for _, name := range listed {
			if !slices.Contains(want, name) {
				t.Errorf("recipe of %q: it lists %s, which does not know the example", r[1], name)
			}
		}
	}
}

// TestPagesNameWhatIsThere looks for each path and each Go identifier or test that
// the pages for contributors name.
func TestPagesNameWhatIsThere(t *testing.T) {
	files := repository(t)
	var code strings.Builder
	for name, text := range files {
		if strings.HasSuffix(name, ".go") {
			code.WriteString(text)
		}
	}
	identifier := regexp.MustCompile(`^[A-Za-z]+(\.[A-Z][A-Za-z]*)?$`)
	source := code.String()
	for _, page := range []string{"CONTRIBUTING.md", "docs/architecture.md"} {
		for _, m := range inTicks.FindAllStringSubmatch(files[page], -1) {
			switch word := m[1]; {
			case strings.HasPrefix(word, "data/"): // of real data, which is elsewhere
			case strings.ContainsAny(word, " :[<-*…@+{("):
			case strings.Contains(word, "/") || strings.HasSuffix(word, ".go"):
				if _, err := os.Stat(filepath.Join(root, word)); err != nil {
					t.Errorf("%s: there is no %s", page, word)
				}
			case identifier.MatchString(word):
				if _, name, ok := strings.Cut(word, "."); ok {
					word = name
				}
				if !strings.Contains(source, word) {
					t.Errorf("%s: no code knows %s", page, word)
				}
			}
		}
	}
}

// TestArchitecturePicture looks for each package that the picture names.
func TestArchitecturePicture(t *testing.T) {
	picture, err := os.ReadFile("architecture.svg")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`<text class="pkg"[^>]*>([^<]+)<|(internal/[a-z]+)`).FindAllStringSubmatch(string(picture), -1)
	if len(names) < 10 {
		t.Fatalf("the picture names %d packages", len(names))
	}
	for _, m := range names {
		sources, err := filepath.Glob(filepath.Join(root, m[1]+m[2], "*.go"))
		if err != nil || len(sources) == 0 {
			t.Errorf("the picture names %s, which is no package", m[1]+m[2])
		}
	}
}

// TestLinksLeadSomewhere follows each link from one page to another file.
func TestLinksLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#\s]+)(#[^)]*)?\)`)
	count := 0
	for name, text := range repository(t) {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			count++
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", name, m[1])
			}
		}
	}
	if count < 50 {
		t.Errorf("only %d links", count)
	}
}
