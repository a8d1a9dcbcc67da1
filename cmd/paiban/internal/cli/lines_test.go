package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"
)

// No line is wider than a terminal, and nothing is lost.
func TestBrokenLines(t *testing.T) {
	for _, line := range []string{
		"short",
		strings.Repeat("排班", 50),
		strings.Repeat("word ", 40) + "end",
		"    " + strings.Repeat("x", 200),
	} {
		got := wrapped(line, "      ")
		for _, l := range got {
			if text.StringWidth(l) > lineWidth {
				t.Errorf("%q is %d wide", l, text.StringWidth(l))
			}
		}
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if bare(strings.Join(got, "")) != bare(line) {
			t.Errorf("%q became %q", line, got)
		}
	}
	// 16 words of five letters are 80 wide with the blank after the last one, which is not
	// needed there.
	if got := wrapped(strings.Repeat("word ", 16)+"end", "  "); !slices.Equal(got, []string{strings.TrimSpace(strings.Repeat("word ", 16)), "  end"}) {
		t.Errorf("%q", got)
	}
}
