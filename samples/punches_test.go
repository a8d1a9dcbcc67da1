package samples

import (
	"path/filepath"
	"strings"
	"testing"

	"paiban/attendance/punch"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workspace"
)

// TestPunchesReadBack reads each sample's exports: nothing is dropped but what
// was put in to be dropped, and every punch arrives.
func TestPunchesReadBack(t *testing.T) {
	for _, preset := range workspace.Presets {
		for _, l := range []lang.Lang{lang.ZH, lang.EN} {
			cfg, err := workspace.Preset(preset)
			if err != nil {
				t.Fatal(err)
			}
			s := newShop(cfg, l, 0)
			files, err := s.punches(s, s.clocked)
			if err != nil {
				t.Fatal(err)
			}
			got := 0
			for _, f := range files {
				book, err := table.Read(filepath.Base(f.path), f.data, table.Limits{})
				if err != nil {
					t.Fatal(lang.Tell(err, lang.EN))
				}
				export, err := punch.Read(book)
				if err != nil {
					t.Fatalf("%s/%v: %s", preset, l, lang.Tell(err, lang.EN))
				}
				book.Close()
				got += len(export.Punches)
				for _, d := range export.Dropped {
					if !strings.Contains(d.What, "2000-01-01") {
						t.Errorf("%s/%v: %v: %s %s", preset, l, d.Where, d.What, d.Why.In(lang.EN))
					}
				}
			}
			if want := len(s.clocked); got < want || got > want+4 { // besides these the stranger or the visitor
				t.Errorf("%s/%v: %d punches read back of %d", preset, l, got, want)
			}
		}
	}
}
