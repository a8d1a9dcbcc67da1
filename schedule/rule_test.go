package schedule

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Each kind of rule is registered from the file that its key names, and no file
// of a rule is left out.
func TestEachFileOfARuleIsRegistered(t *testing.T) {
	files, err := filepath.Glob("rule_*.go")
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.go") })
	var want []string
	for _, k := range RuleKinds() {
		want = append(want, "rule_"+strings.ReplaceAll(k.Key, "-", "_")+".go")
	}
	slices.Sort(want)
	if !slices.Equal(files, want) {
		t.Errorf("files of rules %v\nregistered %v", files, want)
	}
}
