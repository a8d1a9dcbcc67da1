package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paiban/internal/workcal"
)

// What a file says of a day that is not over: counts, totals so far by their heading, a row
// for each contact; not a total of the day, nor another day.
func TestReadSoFar(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"paiban.yaml": "preset: douyin\nlang: zh\nqueues:\n  - {id: service, columns: [咨询量, 累计咨询量]}\n", "people.csv": "工号,姓名\n1,安琪\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ws, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	day := workcal.DateOf(2026, 11, 20)
	for _, c := range []struct {
		name, text string
		want       []float64 // from 08:00 on
		refused    string
	}{
		{"counts", "时间,咨询量\n2026-11-20 08:00,20\n2026-11-20 09:00,40\n2026-11-20 10:00,60\n", []float64{20, 40, 60}, ""},
		{"totals so far", "时间,累计咨询量\n2026-11-20 08:00,20\n2026-11-20 09:00,60\n2026-11-20 10:00,120\n", []float64{20, 40, 60}, ""},
		{"contacts", "会话ID,开始时间\n1,2026-11-20 08:10:00\n2,2026-11-20 08:50:00\n3,2026-11-20 09:01:00\n4,2026-11-20 09:01:30\n5,2026-11-20 09:07:00\n", []float64{2, 3}, ""},
		{"a total", "日期,咨询量\n2026-11-20,420\n", nil, "does not say until when"},
		{"yesterday", "时间,咨询量\n2026-11-19 08:00,20\n2026-11-19 09:00,40\n", nil, "no counts of 2026-11-20"},
		{"no counts", "姓名,班次\n安琪,早\n", nil, "no time column"},
	} {
		path := filepath.Join(t.TempDir(), "sofar.csv")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := ws.ReadSoFar(path, day)
		if c.refused != "" {
			if err == nil || !strings.Contains(err.Error(), c.refused) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		s := got.Series[0]
		if from := 8 * 60 / s.Step; s.Start != day || len(s.Values) < from+len(c.want) || !slices.Equal(s.Values[from:from+len(c.want)], c.want) {
			t.Errorf("%s: from %s %v", c.name, s.Start, s.Values)
		}
	}
}
