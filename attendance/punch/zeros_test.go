package punch

import (
	"os"
	"path/filepath"
	"testing"

	"paiban/internal/table"
)

// A bad copy leaves zeros where a sector of 512 bytes was. Wherever that is, the
// punches that are read are those of the whole file, or the loss is told: the file
// is refused, or lines of it are named as dropped.
func TestZeroedSectorsAreTold(t *testing.T) {
	for _, name := range []string{"clock_swipe_blocks.xls", "clock_standard_report.xls"} {
		data, err := os.ReadFile(filepath.Join("testdata", "exports", name))
		if err != nil {
			t.Fatal(err)
		}
		whole, err := readBytes(name, data)
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(data); at += 512 {
			hurt := append([]byte(nil), data...)
			clear(hurt[at:min(at+512, len(hurt))])
			e, err := readBytes(name, hurt)
			if err == nil && !samePunches(e, whole) && len(e.Dropped) <= len(whole.Dropped) {
				t.Errorf("%s: zeros from %d: %d of %d punches, and not a word", name, at, len(e.Punches), len(whole.Punches))
			}
		}
	}
}

func readBytes(name string, data []byte) (*Export, error) {
	b, err := table.Read(name, data, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer b.Close()
	return Read(b)
}

// samePunches reports whether two exports have the same punches of the same people.
func samePunches(a, b *Export) bool {
	return len(lostPunches(a, b))+len(lostPunches(b, a)) == 0
}

// lostPunches lists those of b that a lacks.
func lostPunches(a, b *Export) (lost []string) {
	have := map[string]int{}
	said := func(e *Export, i int) string {
		p := &e.Punches[i]
		return e.People[p.Person].Key + " " + e.People[p.Person].Name + " " + p.At.String()
	}
	for i := range a.Punches {
		have[said(a, i)]++
	}
	for i := range b.Punches {
		s := said(b, i)
		if have[s]--; have[s] < 0 {
			lost = append(lost, s)
		}
	}
	return lost
}
