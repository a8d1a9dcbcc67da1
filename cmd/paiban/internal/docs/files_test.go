package docs

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/root"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

const filesPage = "../../../../docs/file-formats.md"

// TestDocsFiles keeps docs/file-formats.md: what a workspace is read by, from
// the columns that the readers know, and what the commands write, from files
// they have written of the built-in samples in both languages.
func TestDocsFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("plans and settles samples")
	}
	var in strings.Builder
	for _, f := range workspace.Files {
		for _, s := range f.Sheets {
			head := "`" + f.Name + "`"
			if strings.HasSuffix(f.Name, ".xlsx") {
				head += ", sheet " + either(s.Name)
			}
			fmt.Fprintf(&in, "### %s\n\n", head)
			if s.Also != nil {
				fmt.Fprintf(&in, "The sheet may also be called %s.\n\n", strings.Join(s.Also, ", "))
			}
			writeColumns(&in, s.Columns)
		}
	}
	keepPart(t, filesPage, "columns", in.String())

	var hand strings.Builder
	writeColumns(&hand, workspace.AdjustmentsFile.Sheets[0].Columns)
	keepPart(t, filesPage, "adjustments", hand.String())
	var times strings.Builder
	writeColumns(&times, workspace.AvailabilityFile.Sheets[0].Columns)
	keepPart(t, filesPage, "availability", times.String())
	var history strings.Builder
	writeColumns(&history, workspace.InquiryColumns())
	keepPart(t, filesPage, "inquiries", history.String())
	var observed strings.Builder
	writeColumns(&observed, workspace.ObservedColumns())
	keepPart(t, filesPage, "calibration", observed.String())
	readExamples(t)

	out := writeEverything(t)
	keepPart(t, filesPage, "workbooks", out.books.String())
	keepPart(t, filesPage, "lists", out.lists.String())
	keepPart(t, filesPage, "json", out.keys.String())
}

func either(t lang.Text) string {
	if t.ZH == t.EN || t.ZH == "" {
		return t.EN
	}
	return t.ZH + " / " + t.EN
}

func writeColumns(page *strings.Builder, columns []workspace.Column) {
	page.WriteString("| heading | also read | what goes in | example |\n|---|---|---|---|\n")
	for _, c := range columns {
		name := either(c.Name)
		if c.Required {
			name += " *"
		}
		note := c.Note.EN
		if c.Note.ZH != "" && c.Note.ZH != note {
			note += " · " + c.Note.ZH
		}
		if c.Values != nil {
			var words []string
			for _, v := range c.Values {
				words = append(words, either(v))
			}
			note = strings.TrimPrefix(note+"; one of "+strings.Join(words, ", "), "; ")
		}
		fmt.Fprintf(page, "| %s | %s | %s | %s |\n", name, strings.Join(c.Also, ", "), note, either(lang.T(strings.TrimPrefix(c.Example.ZH, "示例 "), strings.TrimPrefix(c.Example.EN, "Example "))))
	}
	page.WriteByte('\n')
}

// readExamples reads the csv blocks of the page under inquiries/ as they would be
// read there.
func readExamples(t *testing.T) {
	t.Helper()
	src := readDoc(t, filesPage)
	n := 0
	for _, m := range regexp.MustCompile("(?s)```csv\n(.*?)```").FindAllStringSubmatch(src, -1) {
		dir := t.TempDir()
		for name, text := range map[string]string{"paiban.yaml": "preset: multishop\nlang: en\n", "people.csv": "ID,Name\n1,An\n", "inquiries/a.csv": m[1]} {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		ws, err := workspace.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		series, _, err := ws.History()
		if err != nil || len(series) == 0 {
			t.Errorf("%s: an example of inquiries is not read: %v", m[1], err)
		}
		n++
	}
	if n < 3 {
		t.Errorf("only %d examples of inquiries were found", n)
	}
}

// written is what the commands write.
type written struct {
	books, lists, keys strings.Builder
}

func writeEverything(t *testing.T) *written {
	t.Helper()
	dirs := map[lang.Lang]string{}
	for _, l := range []lang.Lang{lang.EN, lang.ZH} {
		dirs[l] = t.TempDir()
		for _, preset := range []string{"taobao", "wangdian", "duty"} {
			dir := filepath.Join(dirs[l], preset)
			runDocs(t, dirs[l], l, "init", preset, "--preset", preset, "--sample")
			runDocs(t, dir, l, "month", "--month", "2026-10")
		}
		dir := filepath.Join(dirs[l], "taobao")
		runDocs(t, dir, l, "week")
		runDocs(t, dir, l, "forecast", "run", "-o", "forecast.xlsx")
		runDocs(t, dir, l, "forecast", "run", "-o", "forecast.csv")
		keepPast(t, dir)
		runDocs(t, dir, l, "forecast", "accuracy", "-o", "accuracy.xlsx", "-o", "accuracy.csv")
		runDocs(t, dir, l, "schedule", "require", "-o", "requirement.xlsx")
		runDocs(t, dir, l, "schedule", "require", "-o", "requirement.csv")
		runDocs(t, dir, l, "schedule", "export", "2026-W48", "--csv", "--force")
		runDocs(t, dir, l, "scenario", "compare", "scenarios/double11.yaml", "--replications", "2", "-o", "plans.xlsx")
		runDocs(t, dir, l, "scenario", "hire", "--from", "2026-12", "--months", "2", "-o", "hire.xlsx")
		days := runDocs(t, dir, l, "attendance", "export", "--month", "2026-10")
		if err := os.WriteFile(filepath.Join(dir, "days.tsv"), []byte(days), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := &written{}
	en, zh := dirs[lang.EN], dirs[lang.ZH]
	for _, b := range []struct {
		title string
		files []string
	}{
		{"`rosters/2026-W48.xlsx`, by `week`, `schedule solve`, `schedule repair`", []string{"taobao/rosters/2026-W48.xlsx"}},
		{"`attendance/2026-10.xlsx`, by `month`", []string{"taobao/attendance/2026-10.xlsx", "wangdian/attendance/2026-10.xlsx", "duty/attendance/2026-10.xlsx"}},
		{"`forecast run -o forecast.xlsx`", []string{"taobao/forecast.xlsx"}},
		{"`forecast accuracy -o accuracy.xlsx`", []string{"taobao/accuracy.xlsx"}},
		{"`schedule require -o requirement.xlsx`", []string{"taobao/requirement.xlsx"}},
		{"`scenario compare FILE -o plans.xlsx`", []string{"taobao/plans.xlsx"}},
		{"`scenario hire -o hire.xlsx`", []string{"taobao/hire.xlsx"}},
	} {
		fmt.Fprintf(&out.books, "### %s\n\n| sheet | headings |\n|---|---|\n", b.title)
		var names []string
		heads := map[string][]string{}
		for _, f := range b.files {
			mine, theirs := bookSheets(t, filepath.Join(en, f)), bookSheets(t, filepath.Join(zh, f))
			if len(mine) != len(theirs) {
				t.Errorf("%s has %d sheets in English and %d in Chinese", f, len(mine), len(theirs))
				continue
			}
			for i, s := range mine {
				o := theirs[i]
				name := either(lang.T(o.name, s.name))
				if s.hidden {
					name = "(hidden) " + name
				}
				if !slices.Contains(names, name) {
					names = append(names, name)
				}
				for _, h := range headings(o.heads, s.heads) {
					if !slices.Contains(heads[name], h) {
						heads[name] = append(heads[name], h)
					}
				}
			}
		}
		for _, name := range names {
			fmt.Fprintf(&out.books, "| %s | %s |\n", name, strings.Join(heads[name], ", "))
		}
		out.books.WriteByte('\n')
	}
	for _, f := range []string{"forecast.csv", "accuracy.csv", "requirement.csv", "exports/2026-W48.csv", "days.tsv"} {
		text := readDoc(t, filepath.Join(en, "taobao", f))
		lines := strings.SplitN(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\n", 3)
		fmt.Fprintf(&out.lists, "`%s`\n\n```\n%s\n%s\n…\n```\n\n", f, lines[0], lines[1])
	}
	out.keys.WriteString("| command | keys |\n|---|---|\n")
	for _, args := range [][]string{
		{"week", "--force"}, {"month", "--month", "2026-10", "--force"}, {"forecast", "run"}, {"forecast", "accuracy"}, {"schedule", "require"}, {"schedule", "check", "rosters/2026-W48.xlsx"}, {"review", "2026-W43"},
		{"today", "--at", "14:10"}, {"scenario", "hire", "--from", "2026-12", "--months", "2"},
		{"rules", "list"}, {"rules", "show"}, {"rules", "explain"}, {"rules", "lint"}, {"attendance", "import", "punches/2026-10/dingtalk.xlsx"},
	} {
		text := runDocs(t, filepath.Join(en, "taobao"), lang.EN, append(args, "--json")...)
		fmt.Fprintf(&out.keys, "| `paiban %s --json` | %s |\n", strings.Join(args, " "), jsonShape(t, text))
	}
	return out
}

// keepPast keeps a forecast of 10 contacts an hour on a day of the sample's history, as if
// it had been made the Friday before.
func keepPast(t *testing.T, dir string) {
	t.Helper()
	tens := slices.Repeat([]float64{10}, 24)
	monday := workcal.DateOf(2026, time.November, 16)
	k := forecast.Kept{
		Made: forecast.Stamp{Date: monday - 3, Minute: 16 * 60}, Known: monday - 4, From: monday, Days: 1,
		Queues: []forecast.Forecast{{Queue: "service", Step: 60, Point: tens, Low: tens, High: tens}},
	}
	if _, err := (&workspace.Workspace{Root: dir}).KeepForecast(k); err != nil {
		t.Fatal(err)
	}
}

// runDocs runs a command as a pipe would and returns its standard output.
func runDocs(t *testing.T, dir string, l lang.Lang, args ...string) string {
	t.Helper()
	s := newTypist(t, l == lang.ZH)
	var stdout, stderr bytes.Buffer
	env := map[string]string{"PAIBAN_LANG": l.String()}
	a := &cli.App{Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr, Dir: dir, Getenv: func(k string) string { return env[k] }, Now: s.now}
	if code := root.Run(context.Background(), a, args); code != cli.ExitOK && code != cli.ExitViolations {
		t.Fatalf("paiban %s: exit code %d\n%s%s", strings.Join(args, " "), code, stdout.String(), stderr.String())
	}
	return stdout.String()
}

type bookSheet struct {
	name   string
	hidden bool
	heads  []string
}

// bookSheets lists the sheets of a workbook with their headings: the first row of
// three filled cells or more.
func bookSheets(t *testing.T, path string) (out []bookSheet) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, name := range f.GetSheetList() {
		visible, err := f.GetSheetVisible(name)
		if err != nil {
			t.Fatal(err)
		}
		s := bookSheet{name: name, hidden: !visible}
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			r = slices.DeleteFunc(slices.Clone(r), func(c string) bool { return c == "" })
			if len(r) >= 3 && visible {
				s.heads = r
				break
			}
		}
		out = append(out, s)
	}
	return out
}

// dated is a heading that is a date, or a day of a month.
var dated = regexp.MustCompile(`^(\S+ )?\d{1,2}(-\d\d)?( \S+)?$`)

// headings says columns in both languages; days in a row are said by the first
// and the last.
func headings(zh, en []string) (out []string) {
	run := 0
	for i, e := range en {
		if dated.MatchString(e) {
			run++
			if i+1 < len(en) && dated.MatchString(en[i+1]) && run > 1 {
				continue
			}
			if run > 2 {
				out = append(out, "…")
			}
			out = append(out, e)
			continue
		}
		run = 0
		if i < len(zh) {
			e = either(lang.T(zh[i], e))
		}
		out = append(out, strings.ReplaceAll(e, "\n", " "))
	}
	return out
}

// jsonShape lists the keys of the JSON that a command prints, of a list those of
// its first entry.
func jsonShape(t *testing.T, text string) string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	var walk func(deep int) string
	walk = func(deep int) string {
		tok, err := d.Token()
		if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		switch tok {
		case json.Delim('['):
			first := ""
			for k := 0; d.More(); k++ {
				if s := walk(deep); k == 0 && strings.HasPrefix(s, "`") {
					first = s
				}
			}
			_, err = d.Token()
			if err != nil {
				t.Fatal(err)
			}
			return "[" + first + "]"
		case json.Delim('{'):
			var keys []string
			for d.More() {
				key, err := d.Token()
				if err != nil {
					t.Fatal(err)
				}
				inner := walk(deep + 1)
				if deep == 0 && key == "schema" {
					keys = append(keys, fmt.Sprintf("`schema` (%s)", inner))
				} else if strings.HasPrefix(inner, "[") && deep < 1 {
					keys = append(keys, fmt.Sprintf("`%v` %s", key, inner))
				} else {
					keys = append(keys, fmt.Sprintf("`%v`", key))
				}
			}
			if _, err := d.Token(); err != nil {
				t.Fatal(err)
			}
			return strings.Join(keys, ", ")
		}
		return fmt.Sprint(tok)
	}
	return walk(0)
}
