package docs

import (
	"fmt"
	"strings"
	"testing"

	"paiban/schedule/staffing"
)

// TestDocsStaffing keeps the table of reply-rate formulas in docs/staffing.md.
func TestDocsStaffing(t *testing.T) {
	var b strings.Builder
	b.WriteString("| `formula` | | the reply rate is |\n|---|---|---|\n")
	for _, e := range staffing.ReplyFormulas {
		fmt.Fprintf(&b, "| `%s` | %s · %s | %s · %s |\n", e.Key, e.Name.ZH, e.Name.EN, e.Means.ZH, e.Means.EN)
	}
	keepPart(t, "../../../../docs/staffing.md", "formulas", b.String())
}
