package report

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/gofont/goregular"

	"paiban/internal/lang"
	"paiban/schedule"
)

var exported = time.Date(2026, time.November, 21, 9, 30, 0, 0, time.UTC)

// events reads a person's calendar back: UID to "start end summary".
func events(t *testing.T, w *Week, person int) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, c := range Calendars(w, exported) {
		if c.Person != person {
			continue
		}
		cal, err := ics.ParseCalendar(strings.NewReader(c.Data))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range cal.Events() {
			start, end := e.GetProperty(ics.ComponentPropertyDtStart), e.GetProperty(ics.ComponentPropertyDtEnd)
			if zone := start.ICalParameters["TZID"]; len(zone) != 1 || zone[0] != "Asia/Shanghai" {
				t.Errorf("event in zone %v", zone)
			}
			if out[e.Id()] != "" {
				t.Errorf("UID %s twice", e.Id())
			}
			out[e.Id()] = fmt.Sprintf("%s %s %s", start.Value, end.Value, e.GetProperty(ics.ComponentPropertySummary).Value)
		}
	}
	return out
}

// 周涛 works nights on Monday to Thursday, 22:00 to 06:00 of the day after, so
// four events; the split early shift of 陈晓明 makes two a day.
func TestCalendars(t *testing.T) {
	w := sample(lang.ZH)
	nights := events(t, w, 6)
	if want := (map[string]string{
		"2026-11-23-007-1@paiban": "20261123T220000 20261124T060000 夜班",
		"2026-11-24-007-1@paiban": "20261124T220000 20261125T060000 夜班",
		"2026-11-25-007-1@paiban": "20261125T220000 20261126T060000 夜班",
		"2026-11-26-007-1@paiban": "20261126T220000 20261127T060000 夜班",
	}); cmp.Diff(want, nights) != "" {
		t.Error(cmp.Diff(want, nights))
	}

	before := events(t, w, 0)
	// Early Monday and Tuesday, late Thursday to Sunday, two segments each.
	if len(before) != 12 {
		t.Errorf("%d events, want 12", len(before))
	}
	// The first turn of the cleaning is hers or his who comes first: 陈晓明's.
	if got := before["2026-11-23-001-1@paiban"]; got != "20261123T080000 20261123T120000 早班·售前 · 卫生值日" {
		t.Errorf("Monday morning: %q", got)
	}
	w.Roster.Cells[0][0] = 1 // from early to late: the events stay who they are
	after := events(t, w, 0)
	if got := after["2026-11-23-001-1@paiban"]; !strings.HasPrefix(got, "20261123T140000 20261123T180000") || len(after) != 12 {
		t.Errorf("moved to %q, %d events", got, len(after))
	}
}

func TestCalendarNames(t *testing.T) {
	w := sample(lang.ZH)
	w.Problem.People[0].Name = `../a:b`
	w.Problem.People[1].Name = `..?a?b`
	names := map[string]bool{}
	for _, c := range Calendars(w, exported) {
		if names[c.Name] || strings.ContainsAny(c.Name, `/\:?`) || strings.HasPrefix(c.Name, ".") {
			t.Errorf("file name %q", c.Name)
		}
		names[c.Name] = true
	}
	if len(names) != len(w.Problem.People) {
		t.Errorf("%d files for %d people", len(names), len(w.Problem.People))
	}
}

func TestCSVIsReadBack(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		w := sample(l)
		path := filepath.Join(t.TempDir(), "week.csv")
		if err := WriteCSV(path, w); err != nil {
			t.Fatal(err)
		}
		m, err := read(t, path).Match(w.Problem, []lang.Text{w.Rotas[0].Rota.Name})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(w.Roster, m.Roster); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(w.Rotas[0].Who, m.Who[0]); diff != "" {
			t.Error(diff)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v", info.Mode())
		}
	}
}

func TestCSVRunsNoFormula(t *testing.T) {
	w := sample(lang.EN)
	w.Problem.People[0].Name = `=HYPERLINK("x")`
	data, err := CSV(w)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte(`"'=HYPERLINK(""x"")"`)) {
		t.Errorf("the name is not kept from being a formula:\n%s", data)
	}
}

// The picture has a cell in the colour of its shift for each day worked.
func TestPicture(t *testing.T) {
	w := sample(lang.EN)
	data, err := Picture(w, goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	area := map[color.RGBA]int{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			r, g, b, _ := img.At(x, y).RGBA()
			area[color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}]++
		}
	}
	worked := map[schedule.Kind]int{}
	for _, row := range w.Roster.Cells {
		for _, s := range row {
			if s != schedule.Off {
				worked[w.Problem.Shifts[s].Kind]++
			}
		}
	}
	for _, k := range []schedule.Kind{schedule.Early, schedule.Late, schedule.Night} {
		// Letters and the legend take from and add to the cells' area; nine
		// tenths of it is surely there, and not much more.
		cells := float64(area[rgb(kindFill[k])]) / (cellWide * cellHigh)
		if n := float64(worked[k]); cells < 0.8*n || cells > 1.3*n+1 {
			t.Errorf("%v: the area of %.1f cells, %v days", k, cells, n)
		}
	}
	if _, err := Picture(w, []byte("no font")); err == nil || !strings.Contains(lang.Tell(err, lang.EN), "--font") {
		t.Errorf("a bad font: %v", err)
	}
}
