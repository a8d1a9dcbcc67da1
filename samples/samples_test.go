package samples

import (
	"bytes"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"

	"gonum.org/v1/gonum/floats"

	"paiban/internal/lang"
	"paiban/internal/workspace"
)

// TestEveryPreset makes every sample in both languages, twice: the bytes agree,
// and the workspace loads.
func TestEveryPreset(t *testing.T) {
	for _, preset := range workspace.Presets {
		for _, l := range []lang.Lang{lang.ZH, lang.EN} {
			t.Run(preset+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				a, b := t.TempDir(), t.TempDir()
				for _, dir := range []string{a, b} {
					if err := Write(dir, Options{Preset: preset, Lang: l, Sample: true}); err != nil {
						t.Fatal(lang.Tell(err, lang.EN))
					}
				}
				sameTree(t, a, b)
				w, err := workspace.Load(a)
				if err != nil {
					t.Fatal(lang.Tell(err, lang.EN))
				}
				series, notes, err := w.History()
				if err != nil {
					t.Fatal(lang.Tell(err, lang.EN))
				}
				if len(notes) > 0 {
					t.Errorf("the history has notes: %v", notes)
				}
				for i, q := range w.Config.Queues {
					want := int(volumeOff-volumeOn) * 1440 / specOf(preset).step // every interval of every day
					if s := series[i]; s.Queue != q.ID || s.Start != volumeOn || len(s.Values) != want || math.IsNaN(floats.Sum(s.Values)) {
						t.Errorf("queue %s read as %s from %v, %d values; want %d known ones from %v", q.ID, s.Queue, s.Start, len(s.Values), want, volumeOn)
					}
				}
			})
		}
	}
}

func specOf(preset string) *spec {
	for i := range specs {
		if specs[i].preset == preset {
			return &specs[i]
		}
	}
	return nil
}

func sameTree(t *testing.T, a, b string) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(a, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		n++
		rel, err := filepath.Rel(a, path)
		if err != nil {
			return err
		}
		one, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		two, err := os.ReadFile(filepath.Join(b, rel))
		if err != nil {
			return err
		}
		if !bytes.Equal(one, two) {
			t.Errorf("%s differs between two runs", rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 9 {
		t.Errorf("only %d files were written", n)
	}
}
