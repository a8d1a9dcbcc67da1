package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// keepPart holds the part of a page between <!-- NAME: … --> and <!-- end NAME -->
// to text; with -update it is written instead.
func keepPart(t *testing.T, page, name, text string) {
	t.Helper()
	src := readDoc(t, page)
	at := strings.Index(src, "<!-- "+name+":")
	if at < 0 {
		t.Fatalf("%s has no line that begins with <!-- %s:", page, name)
	}
	from := at + strings.Index(src[at:], "\n") + 1
	to := strings.Index(src, "<!-- end "+name+" -->")
	if to < from {
		t.Fatalf("%s has no line <!-- end %s -->", page, name)
	}
	text = "\n" + strings.TrimSpace(text) + "\n\n"
	switch {
	case src[from:to] == text:
	case *update:
		writeDoc(t, page, src[:from]+text+src[to:])
	default:
		t.Errorf("%s is not what the program does; go test ./cmd/paiban/internal/docs -run %s -update\n%s", page, t.Name(), cmp.Diff(strings.Split(src[from:to], "\n"), strings.Split(text, "\n")))
	}
}

var link = regexp.MustCompile(`\]\(([^)#\s]+)(#[^)]*)?\)`)

// TestDocsLinks follows every link from one page to another file.
func TestDocsLinks(t *testing.T) {
	for _, page := range docPages(t) {
		for _, m := range link.FindAllStringSubmatch(readDoc(t, page), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s: the link to %s leads nowhere", page, m[1])
			}
		}
	}
}
