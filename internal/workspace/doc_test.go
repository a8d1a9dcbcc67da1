package workspace

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"paiban/attendance"
)

// TestReferenceNamesEveryKey keeps docs/configuration.md whole: each key of the
// configuration stands in it in backquotes. The attendance policy is another
// package's and described there as well.
func TestReferenceNamesEveryKey(t *testing.T) {
	src, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	var walk func(t reflect.Type) []string
	walk = func(t reflect.Type) (missing []string) {
		for t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || t == textType || t == reflect.TypeFor[Span]() || t == reflect.TypeFor[Force]() || t == reflect.TypeFor[OffsetOf]() || t == reflect.TypeFor[attendance.Policy]() {
			return nil
		}
		for _, f := range fieldsOf(t) {
			if !strings.Contains(text, "`"+f.name+"`") {
				missing = append(missing, f.name)
			}
			missing = append(missing, walk(t.FieldByIndex(f.index).Type)...)
		}
		return missing
	}
	for _, key := range walk(reflect.TypeFor[Config]()) {
		t.Errorf("docs/configuration.md does not name `%s`", key)
	}
}
