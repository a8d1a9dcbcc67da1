package docs

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
)

// TestDocsMessages keeps docs/troubleshooting.md: every sentence by which the
// program refuses something, or says what it leaves out, is found in the source
// and stands there with what to do about it. The source is read as syntax: a
// sentence is a pair of strings, Chinese and English, that reaches lang.Errorf,
// table.Problems.Add or a function that passes it on to one of these.
func TestDocsMessages(t *testing.T) {
	found := readMessages(t, "../../../..")
	var page strings.Builder
	listed := map[string]bool{}
	for _, s := range troubles {
		fmt.Fprintf(&page, "## %s\n\n%s\n\n", s.title, s.about)
		var told []message
		for _, m := range found {
			if !s.has(m.file) {
				continue
			}
			listed[m.file] = true
			if k := slices.IndexFunc(told, func(o message) bool { return o.text == m.text && o.kind == m.kind }); k >= 0 {
				told[k].remedy = unique(slices.Concat(told[k].remedy, m.remedy))
			} else {
				told = append(told, m)
			}
		}
		for _, k := range []messageKind{refusal, notice} {
			writeMessages(&page, k, told)
		}
		if !s.remedy.IsZero() {
			fmt.Fprintf(&page, "If a message has nothing beside it: %s / %s.\n\n", s.remedy.ZH, s.remedy.EN)
		}
	}
	for _, m := range found {
		if !listed[m.file] {
			listed[m.file] = true
			t.Errorf("%s speaks to users, but no section of docs/troubleshooting.md is about it; see troubles", m.file)
		}
	}
	if len(found) < 400 {
		t.Errorf("only %d messages were found: does the search for them still fit the code?", len(found))
	}
	for _, m := range found {
		if m.kind == refusal && m.remedy == nil && !slices.ContainsFunc(troubles, func(s trouble) bool { return s.has(m.file) && !s.remedy.IsZero() }) {
			t.Errorf("%s: %q does not say what to do; give it a hint", m.file, m.text.EN)
		}
	}
	keepPart(t, "../../../../docs/troubleshooting.md", "messages", page.String())
}

func writeMessages(page *strings.Builder, k messageKind, told []message) {
	head := "| message | what to do |\n|---|---|\n"
	if k == notice {
		head = "Notices, by which nothing is refused:\n\n| notice |\n|---|\n"
	}
	for _, m := range told {
		if m.kind != k {
			continue
		}
		page.WriteString(head)
		head = ""
		page.WriteString("| " + inCell(m.text))
		if k == refusal {
			var remedies []string
			for _, r := range m.remedy {
				remedies = append(remedies, inCell(r))
			}
			page.WriteString(" | " + strings.Join(remedies, "<br>"))
		}
		page.WriteString(" |\n")
	}
	if head == "" {
		page.WriteByte('\n')
	}
}

// operand is where a sentence has a value of the moment.
var operand = regexp.MustCompile(`%(\[\d+\])?[-+#0 ]*[\d.]*[a-zA-Z]`)

// inCell puts a sentence into a cell of a table of Markdown, values as ….
func inCell(t lang.Text) string {
	plain := func(s string) string {
		s = strings.ReplaceAll(s, "%%", "\x00")
		s = operand.ReplaceAllString(s, "…")
		return strings.NewReplacer("\x00", "%", "\n", " ", "|", "\\|", "<", "&lt;", "*", "\\*", "_", "\\_").Replace(s)
	}
	zh, en := plain(t.ZH), plain(t.EN)
	if zh == en {
		return zh
	}
	return zh + "<br>" + en
}

// trouble is a section of docs/troubleshooting.md: what the user was doing.
type trouble struct {
	title, about string
	remedy       lang.Text // where the message itself says it all
	files        []string  // prefixes; the longest of all sections counts
}

func (s *trouble) has(file string) bool {
	best, mine := "", false
	for i := range troubles {
		for _, prefix := range troubles[i].files {
			if strings.HasPrefix(file, prefix) && len(prefix) > len(best) {
				best, mine = prefix, cmp.Compare(troubles[i].title, s.title) == 0
			}
		}
	}
	return mine
}
