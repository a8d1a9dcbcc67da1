package judge

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Every kind that the package writes down is listed; a kind that is put together ends in
// a slash there and has at least one listed kind that begins with it.
func TestKindsAreListed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	kind := regexp.MustCompile(`^(roster|month)/[a-z-]+/`)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "kinds.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			if err != nil || !kind.MatchString(s) || strings.Contains(s, " ") {
				return true
			}
			if Kinds[s] != "" {
				return true
			}
			for k := range Kinds {
				if strings.HasSuffix(s, "/") && strings.HasPrefix(k, s) {
					return true
				}
			}
			t.Errorf("%s is no listed kind", s)
			return true
		})
	}
	for k, why := range Kinds {
		if why == "" {
			t.Errorf("%s says nothing", k)
		}
	}
}
