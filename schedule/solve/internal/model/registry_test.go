package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"paiban/schedule"
)

// Every kind of rule that the vocabulary has, a type in a file rule_*.go with a
// method Check, is registered, and no other.
func TestEveryRuleIsRegistered(t *testing.T) {
	want := map[string]bool{}
	files, err := filepath.Glob("../../../rule_*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of rules: %v", err)
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil && fn.Name.Name == "Check" {
				want[fn.Recv.List[0].Type.(*ast.Ident).Name] = true
			}
		}
	}
	got := map[string]bool{}
	for kind := range compilers {
		got[kind.Name()] = true
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !got[name] {
			t.Errorf("schedule.%s has no compiler: see register", name)
		}
	}
	for name := range got {
		if !want[name] {
			t.Errorf("%s is registered but is no rule of schedule", name)
		}
	}
}

type unknownRule struct{ schedule.Eligible }

// A rule of a kind that is not registered is an error that names it.
func TestUnknownRuleIsNamed(t *testing.T) {
	p := &schedule.Problem{Days: 1, People: []schedule.Person{{ID: "a", Last: 1}}, Rules: []schedule.Rule{unknownRule{}}}
	m := &Model{Problem: p, Days: 1, Cells: 1, People: make([]Person, 1)}
	want := "rule 1 (model.unknownRule) is not known to the optimiser"
	if err := m.compileRules(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
