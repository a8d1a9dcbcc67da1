package workspace

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"paiban/forecast"
	"paiban/internal/report"
	"paiban/internal/workcal"
)

// aKept is a forecast of two queues for two days from w48's Monday, one of them changed
// in one hour.
func aKept() forecast.Kept {
	k := forecast.Kept{Made: forecast.Stamp{Date: w48.Monday() - 3, Minute: 16 * 60}, Known: w48.Monday() - 4, From: w48.Monday(), Days: 2, Version: "v1"}
	for i, id := range []string{"service", "售后, 二组"} {
		f := forecast.Forecast{Queue: id, Step: 60}
		for h := range 48 {
			f.Point, f.Low, f.High = append(f.Point, float64(h)+.25), append(f.Low, float64(h)), append(f.High, float64(h)+1.5)
		}
		if i == 1 {
			f.Model = append([]float64(nil), f.Point...)
			f.Model[20] = 100
		}
		k.Queues = append(k.Queues, f)
	}
	return k
}

func TestKeptForecastsComeBack(t *testing.T) {
	w := &Workspace{Root: t.TempDir()}
	k := aKept()
	path, err := w.KeepForecast(k)
	if want := filepath.Join(w.Root, "forecasts", "kept", "2026-11-23_2026-11-24_made-2026-11-20.csv"); err != nil || path != want {
		t.Fatalf("%s, %v; want %s", path, err, want)
	}
	kept, notes, err := w.KeptForecasts(k.From, k.From+1)
	if err != nil || notes != nil || len(kept) != 1 || !reflect.DeepEqual(kept[0], k) {
		t.Fatalf("%+v, %v, %v; want %+v", kept, notes, err, k)
	}
	for _, days := range [][2]workcal.Date{{k.From - 7, k.From}, {k.From + 2, k.From + 9}} {
		if kept, _, err := w.KeptForecasts(days[0], days[1]); err != nil || kept != nil {
			t.Errorf("of %v: %d kept, %v", days, len(kept), err)
		}
	}
}

// The same said again on the same day leaves the file alone, something else replaces it,
// another day has a file of its own.
func TestKeepForecastAgain(t *testing.T) {
	w := &Workspace{Root: t.TempDir()}
	k := aKept()
	path, err := w.KeepForecast(k)
	if err != nil {
		t.Fatal(err)
	}
	first, _ := os.ReadFile(path)
	k.Made.Minute, k.Version = 17*60, "v2"
	if _, err := w.KeepForecast(k); err != nil {
		t.Fatal(err)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, first) {
		t.Errorf("the same forecast was written again:\n%s", now)
	}
	k.Queues[0].Point[3] = 7
	if _, err := w.KeepForecast(k); err != nil {
		t.Fatal(err)
	}
	if now, err := ReadKept(path); err != nil || now.Queues[0].Point[3] != 7 || now.Made != k.Made || now.Version != "v2" {
		t.Errorf("another forecast was not written: %v, %+v", err, now.Made)
	}
	k.Made.Date++
	if other, err := w.KeepForecast(k); err != nil || other == path {
		t.Errorf("the next day's forecast is in %s, %v", other, err)
	}
}

// A spreadsheet saves dates and numbers in its own way.
func TestReadKeptSavedAgain(t *testing.T) {
	k := aKept()
	data, _ := keptCSV(k)
	text := strings.NewReplacer("2026-11-23 0", "2026/11/23 ", "2026-11-24", "2026/11/24", "made,2026-11-20 16:00", "made,2026/11/20 16:00,,,,", "\r\n", "\n").Replace(string(data))
	path := filepath.Join(t.TempDir(), "kept.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := ReadKept(path); err != nil || !reflect.DeepEqual(got, k) {
		t.Errorf("%v, %+v", err, got)
	}
}

// A file that is not whole, is another forecast than its name says, or is none, is left
// out and named with the place.
func TestKeptForecastsThatAreBroken(t *testing.T) {
	data, _ := keptCSV(aKept())
	whole := string(data)
	name := "2026-11-23_2026-11-24_made-2026-11-20.csv"
	for _, c := range []struct{ name, file, text, want string }{
		{"cut short", name, whole[:len(whole)-200], "row"},
		{"a row less", name, strings.Replace(whole, "2026-11-23 05:00,service,5.25,5,6.5,\r\n", "", 1), name + ":11:A: \"2026-11-23 06:00\" does not follow"},
		{"a row twice", name, strings.Replace(whole, "2026-11-23 05:00,service,5.25,5,6.5,\r\n", strings.Repeat("2026-11-23 05:00,service,5.25,5,6.5,\r\n", 2), 1), ":12:A:"},
		{"the last row away", name, whole[:strings.LastIndex(whole[:len(whole)-2], "\r\n")+2], "the rows of queue 售后, 二组 are not all there"},
		{"a word for a count", name, strings.Replace(whole, "5.25", "lots", 1), ":C: \"lots\" is no contact volume"},
		{"a negative count", name, strings.Replace(whole, "5.25", "-5", 1), "\"-5\" is no contact volume"},
		{"no date of making", name, strings.Replace(whole, "made,2026-11-20 16:00", "made,Friday", 1), ":2:B: the time \"Friday\""},
		{"no heading", name, "hello\n", "it is no whole kept forecast"},
		{"nothing", name, "", "the file is empty"},
		{"another name", "2026-11-23_2026-11-24_made-2026-11-19.csv", whole, "its days are not those of its name"},
		{"a name of somebody", "copy.csv", whole, "forecasts/kept/copy.csv is not named like a kept forecast"},
		{"another kind", "kept.xlsx", whole, "forecasts/kept/kept.xlsx is no kept forecast"},
	} {
		w := &Workspace{Root: t.TempDir()}
		dir := filepath.Join(w.Root, "forecasts", "kept")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		kept, notes, err := w.KeptForecasts(w48.Monday(), w48.Monday()+1)
		if err != nil || kept != nil || len(notes) != 1 || !strings.Contains(notes[0].EN, c.want) || !strings.Contains(notes[0].EN, c.file) {
			t.Errorf("%s: %d kept, %v, %v; want a note with %q", c.name, len(kept), notes, err, c.want)
		}
	}
}

// What a killed command left half written goes with the next lock.
func TestKeptForecastsAreSwept(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "forecasts", "kept")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(dir, strings.Replace(report.Unfinished, "*", "1", 1))
	if err := os.WriteFile(left, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	release, err := Lock(t.Context(), root, Holder{})
	if err != nil {
		t.Fatal(err)
	}
	release()
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("%s is still there", left)
	}
}

// FuzzReadKept reads any bytes as a kept forecast: it is refused in both languages, or is
// whole and comes back from what is written of it.
func FuzzReadKept(f *testing.F) {
	data, _ := keptCSV(aKept())
	f.Add(data)
	f.Add([]byte("made,2026-11-20\nhistory ends,2026-11-19\ntime,queue,point,low,high,model\n2026-11-23 00:00,a,1,0,2,\n2026-11-23 12:00,a,1,0,2,3\n"))
	f.Add([]byte("made,1\nhistory ends,2\ntime,queue\n45000,a,1e9,0,0\n"))
	root := f.TempDir()
	path := filepath.Join(root, "kept.csv")
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 64<<10 {
			return
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		k, err := ReadKept(path)
		told(t, err)
		if err != nil {
			return
		}
		for _, q := range k.Queues {
			if len(q.Point) != k.Days*1440/q.Step || len(q.Low) != len(q.Point) || len(q.High) != len(q.Point) || q.Model != nil && len(q.Model) != len(q.Point) {
				t.Fatalf("a forecast of %d days has %d points by %d minutes", k.Days, len(q.Point), q.Step)
			}
		}
		again, _ := keptCSV(k)
		if err := os.WriteFile(path, again, 0o600); err != nil {
			t.Fatal(err)
		}
		if back, err := ReadKept(path); err != nil || back.From != k.From || back.Days != k.Days || !reflect.DeepEqual(back.Queues, k.Queues) {
			t.Fatalf("%v\n%+v\n%+v", err, back, k)
		}
	})
}
