package workspace

import (
	"reflect"
	"slices"
	"testing"
)

// Each key that may be written under rules has its row, and each row its key, in
// one order.
func TestEachRuleKeyHasItsRow(t *testing.T) {
	var written, rows []string
	for _, f := range fieldsOf(reflect.TypeFor[Rules]()) {
		written = append(written, "rules."+f.name)
	}
	for _, k := range ruleKeys {
		rows = append(rows, k.Key)
	}
	if !slices.Equal(written, rows) {
		t.Errorf("keys of Rules %v\nrows %v", written, rows)
	}
}
