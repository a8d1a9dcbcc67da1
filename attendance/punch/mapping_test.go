package punch

import (
	"strings"
	"testing"

	"paiban/attendance"
	"paiban/internal/table"
)

func TestReadMapped(t *testing.T) {
	for _, c := range []struct {
		name, text string
		columns    []attendance.PunchColumn
		want       []string
	}{
		{"by headings", "店员,哪天,几点\n甲一,2026-10-01,08:02 18:05\n", []attendance.PunchColumn{{Heading: "店员", Is: "name"}, {Heading: "哪天", Is: "date"}, {Heading: "几点", Is: "time"}},
			[]string{"甲一 2026-10-01 08:02", "甲一 2026-10-01 18:05"}},
		{"by letters, no headings", "x,007,2026-10-01 08:02\nx,007,2026-10-01 18:05\n", []attendance.PunchColumn{{Heading: "B", Is: "id"}, {Heading: "C", Is: "moment"}},
			[]string{" 2026-10-01 08:02", " 2026-10-01 18:05"}},
	} {
		b, err := table.Read("m.csv", []byte(c.text), table.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		e, err := ReadMapped(b, c.columns)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		same(t, c.name, list(e), c.want...)
	}
	b, _ := table.Read("m.csv", []byte("店员,哪天\n甲一,2026-10-01\n"), table.Limits{})
	if _, err := ReadMapped(b, []attendance.PunchColumn{{Heading: "店员", Is: "name"}, {Heading: "几点", Is: "moment"}}); err == nil || !strings.Contains(err.Error(), "几点") {
		t.Errorf("got %v", err)
	}
}
