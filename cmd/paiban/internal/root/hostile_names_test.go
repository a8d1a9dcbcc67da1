package root

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/table"
)

// sly are names that mean harm to whatever shows them, as people.csv has them;
// the last column of none holds a word that our own output has.
var sly = []string{
	`=HYPERLINK("http://sly.example","甲")`,
	`+1+cmd|' /C sly'!A0`,
	`-2+3+cmd|' /C sly'!A0`,
	`@SUM(sly)`,
	"\t=sly()",
	"\r=sly(1)",
	`＝sly(2)`,
	`<script>sly(3)</script>`,
	`"><img src=x onerror=sly(4)>`,
	"乙\x1b[2J\x1b]0;sly\x07",
	"丙\u009b31m\u202esly",
	"丁;X-SLY:1\\nX-SLY:2",
	`{{sly}}`,
	`../../sly`,
	`CON`,
}

// slyShop is a workspace whose people, shop and queue have such names, with
// punches of a month; it runs commands in it.
func slyShop(t *testing.T) (dir string, paiban func(args ...string) (stdout string)) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "shop")
	paiban = func(args ...string) string {
		t.Helper()
		var out, talk bytes.Buffer
		friday := time.Date(2026, time.November, 20, 16, 0, 0, 0, time.UTC)
		start := time.Now()
		a := &cli.App{Stdout: &out, Stderr: &talk, Dir: t.TempDir(), Getenv: func(string) string { return "" },
			Now: func() time.Time { return friday.Add(time.Since(start)) }}
		if code := Run(context.Background(), a, append([]string{"-C", dir, "--lang", "en"}, args...)); code != cli.ExitOK && code != cli.ExitViolations {
			t.Fatalf("paiban %s: exit code %d: %s", strings.Join(args, " "), code, talk.String())
		}
		for _, said := range []string{out.String(), talk.String()} {
			if i := strings.IndexFunc(said, func(r rune) bool {
				return unicode.IsControl(r) && !strings.ContainsRune("\n\t\r", r) || unicode.Is(unicode.Bidi_Control, r)
			}); i >= 0 {
				t.Errorf("paiban %s prints %q", strings.Join(args, " "), said[max(0, i-20):min(len(said), i+20)])
			}
		}
		return out.String()
	}
	paiban("init", dir, "--preset", "wangdian")
	if err := os.Remove(filepath.Join(dir, "people.xlsx")); err != nil {
		t.Fatal(err)
	}
	write := func(name string, rows [][]string) {
		t.Helper()
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	people, punches := [][]string{{"工号", "姓名", "组"}}, [][]string{{"工号", "姓名", "打卡时间"}}
	for i, name := range sly {
		id := fmt.Sprintf("A%02d", i)
		people = append(people, []string{id, name, "=sly(5)"})
		for day := 12; day < 17; day++ {
			punches = append(punches, []string{id, name, fmt.Sprintf("2026-10-%d 08:%02d", day, i)}, []string{id, name, fmt.Sprintf("2026-10-%d 18:01", day)})
		}
	}
	punches = append(punches, []string{"=sly(6)", "=sly(7)", "=sly(8)"}) // is told as not used
	write("people.csv", people)
	write("punches/2026-10/clock.csv", punches)
	inquiries := [][]string{{"日期", "小时", "咨询量"}}
	for day := 1; day <= 30; day++ {
		for hour := 8; hour < 23; hour++ {
			inquiries = append(inquiries, []string{fmt.Sprintf("2026-10-%02d", day), fmt.Sprint(hour), fmt.Sprint(20 + (hour*day)%7)})
		}
	}
	write("inquiries/october.csv", inquiries)
	config, err := os.ReadFile(filepath.Join(dir, "paiban.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	config = append(regexp.MustCompile(`(?m)^name:.*$`).ReplaceAll(config, nil), `
name: "=sly(9)<script>sly(10)</script>\e[31m"
queues: [{id: service, name: "=sly(11)\r\nX-SLY:3"}]
shifts: [{id: E, name: "=sly(12)<img>\r\nX-SLY:4"}]
`...)
	if err := os.WriteFile(filepath.Join(dir, "paiban.yaml"), config, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, paiban
}

// inertBook checks a workbook: no formula, rule, name or link of it has anything
// of theirs, and what they are called stands in it as text.
func inertBook(t *testing.T, path string) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	runs := regexp.MustCompile(`(?s)<(f|c:f|formula|formula1|formula2|definedName|hyperlink|Relationship)\b[^>]*/?>[^<]*`)
	quoted := regexp.MustCompile(`"([^"]|"")*"`)
	seen := false
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range runs.FindAll(part, -1) {
			// A text between quotes in a formula is compared with, and not run.
			if strings.Contains(strings.ToLower(quoted.ReplaceAllString(html.UnescapeString(string(m)), "")), "sly") {
				t.Errorf("%s: %s runs %.200s", filepath.Base(path), f.Name, m)
			}
		}
		seen = seen || bytes.Contains(part, []byte("sly("))
	}
	if !seen {
		t.Errorf("%s names nobody", filepath.Base(path))
	}
	if b, err := table.Open(path, table.Limits{}); err != nil {
		t.Error(err)
	} else {
		for i := range b.Sheets() {
			for _, err := range b.Rows(i) {
				if err != nil {
					t.Error(err)
				}
			}
		}
		b.Close()
	}
}

// inertCells checks that no cell of a CSV or TSV begins as a formula.
func inertCells(t *testing.T, what, text string, comma rune) {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, comma == '\t'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	seen := false
	for _, row := range rows {
		for _, cell := range row {
			if first := []rune(cell + " ")[0]; strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) && strings.Trim(cell, "+-0123456789.,:% ") != "" {
				t.Errorf("%s: %q", what, cell)
			}
			seen = seen || strings.Contains(cell, "sly(")
		}
	}
	if !seen {
		t.Errorf("%s names nobody", what)
	}
}

func TestSlyNamesInRosters(t *testing.T) {
	dir, paiban := slyShop(t)
	paiban("week", "--week", "2026-W48", "--time-limit", "1s", "--html")
	inertBook(t, filepath.Join(dir, "rosters", "2026-W48.xlsx"))
	paiban("schedule", "check", filepath.Join(dir, "rosters", "2026-W48.xlsx"))
	exports := filepath.Join(dir, "out")
	for _, kind := range []string{"html", "csv", "ics"} {
		name := filepath.Join(exports, "w."+kind)
		if err := os.MkdirAll(exports, 0o755); err != nil {
			t.Fatal(err)
		}
		paiban("schedule", "export", "2026-W48", "--"+kind, "-o", name)
	}

	page, err := os.ReadFile(filepath.Join(exports, "w.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<img", "{{"} {
		if i := bytes.Index(page, []byte(bad)); i >= 0 && !(bad == "{{" && bytes.HasPrefix(page[i:], []byte("{{sly}}"))) {
			t.Errorf("the page has %q", page[i:min(len(page), i+80)])
		}
	}
	// Every attribute of every tag: nothing in it ends it before its quote.
	for _, tag := range regexp.MustCompile(`<[a-zA-Z][^<>]*>`).FindAll(page, -1) {
		if bytes.Contains(tag, []byte("onerror")) {
			t.Errorf("the page has %s", tag)
		}
	}
	for _, name := range []string{sly[7], sly[8]} {
		if !strings.Contains(html.UnescapeString(string(page)), name) {
			t.Errorf("the page does not name %q", name)
		}
	}

	text, err := os.ReadFile(filepath.Join(exports, "w.csv"))
	if err != nil {
		t.Fatal(err)
	}
	inertCells(t, "w.csv", string(text), ',')
	paiban("schedule", "check", filepath.Join(exports, "w.csv")) // who is who is known in it

	calendars, err := os.ReadDir(filepath.Join(exports, "w.ics"))
	if err != nil || len(calendars) == 0 {
		t.Fatalf("%d calendars, %v", len(calendars), err)
	}
	for _, f := range calendars {
		data, err := os.ReadFile(filepath.Join(exports, "w.ics", f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ics.ParseCalendar(bytes.NewReader(data)); err != nil || regexp.MustCompile(`(?m)^X-SLY`).Match(data) {
			t.Errorf("%s: %v: %s", f.Name(), err, data)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "..", "sly.ics")); err == nil {
		t.Error("a calendar stands outside its folder")
	}
}

func TestSlyNamesInAttendance(t *testing.T) {
	dir, paiban := slyShop(t)
	paiban("month", "--month", "2026-10")
	inertBook(t, filepath.Join(dir, "attendance", "2026-10.xlsx"))
	inertCells(t, "attendance export", paiban("attendance", "export", "--month", "2026-10"), '\t')
	inertCells(t, "attendance score, and who", paiban("attendance", "score", "--month", "2026-10")+"sly(\n", '\t') // it may have nobody to tell of
	clock := filepath.Join(dir, "punches", "2026-10", "clock.csv")
	inertCells(t, "attendance import", paiban("attendance", "import", clock), '\t')
	for _, args := range [][]string{{"attendance", "import", clock, "--json"}, {"month", "--month", "2026-10", "--json"}} {
		if said := paiban(args...); !json.Valid([]byte(said)) {
			t.Errorf("paiban %v prints no JSON: %.200s", args, said)
		}
	}
}

func TestSlyNamesInForecasts(t *testing.T) {
	dir, paiban := slyShop(t)
	out := func(name string) string { return filepath.Join(dir, name) }
	paiban("forecast", "run", "-o", out("f.xlsx"), "-o", out("f.csv"))
	paiban("schedule", "require", "-o", out("r.xlsx"))
	inertBook(t, out("f.xlsx"))
	inertBook(t, out("r.xlsx"))
}
