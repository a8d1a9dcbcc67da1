package docs

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// glossaryLine is a line of the glossary in schedule/doc.go: the term, two
// blanks or more, the Chinese, two blanks or more, the meaning.
var glossaryLine = regexp.MustCompile(`^//\t(\S.*?) {2,}(\S+) {2,}(\S.*)$`)

// TestDocsGlossary keeps docs/glossary.md: the glossary of schedule/doc.go, and
// the words that the program itself knows, from the lists it reads and prints by.
func TestDocsGlossary(t *testing.T) {
	var terms strings.Builder
	terms.WriteString("| term | 中文 | meaning |\n|---|---|---|\n")
	n := 0
	for _, line := range strings.Split(readDoc(t, "../../../../schedule/doc.go"), "\n") {
		if m := glossaryLine.FindStringSubmatch(line); m != nil {
			fmt.Fprintf(&terms, "| %s | %s | %s |\n", m[1], m[2], m[3])
			n++
		}
	}
	if n < 20 {
		t.Errorf("schedule/doc.go has %d terms: is its glossary still written the same way?", n)
	}
	keepPart(t, "../../../../docs/glossary.md", "terms", terms.String())

	var words strings.Builder
	list := func(head string, rows [][3]string) {
		fmt.Fprintf(&words, "**%s**\n\n| word | 中文 | |\n|---|---|---|\n", head)
		for _, r := range rows {
			fmt.Fprintf(&words, "| %s | %s | %s |\n", r[0], r[1], r[2])
		}
		words.WriteByte('\n')
	}
	row := func(name lang.Text, more string) [3]string { return [3]string{name.EN, name.ZH, more} }
	var kinds, covers, tallies, formulas, flags, results, leave, grave [][3]string
	for _, k := range schedule.Kinds {
		kinds = append(kinds, row(k.Name, "`"+k.Key+"`"))
	}
	for _, k := range schedule.CoverKinds {
		covers = append(covers, row(k.Name, "`"+k.Key+"`"))
	}
	for _, k := range schedule.Tallies {
		tallies = append(tallies, row(k.Name, "`"+k.Key+"`"))
	}
	for _, f := range staffing.ReplyFormulas {
		formulas = append(formulas, row(f.Name, "`"+string(f.Key)+"`: "+f.Means.EN))
	}
	for _, k := range workspace.Flags {
		flags = append(flags, row(k.Name, "`"+string(k.Flag)+"`"))
	}
	for _, r := range attendance.Results() {
		results = append(results, row(r.Text(), r.Means().EN))
	}
	for _, k := range attendance.LeaveKinds {
		leave = append(leave, row(k.Text(), "`"+string(k)+"`"))
	}
	for _, s := range workspace.Severities {
		grave = append(grave, row(s.Name, "`"+string(s.Severity)+"`"))
	}
	list("Kinds of shift · 班次类别", kinds)
	list("What asks for heads · 人数要求", covers)
	list("Burdens that are shared · 分担", tallies)
	list("Reply-rate formulas · 回复率口径", formulas)
	list("Flags of people · 标记", flags)
	list("Results of a day · 考勤结果", results)
	list("Kinds of leave · 假别", leave)
	list("What rules lint says · 级别", grave)
	keepPart(t, "../../../../docs/glossary.md", "words", words.String())
}
