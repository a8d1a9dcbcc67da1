package problemfile

import (
	"bytes"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/solve/bench"
)

// FuzzRead reads any bytes as a problem file. What is taken can be checked: a
// roster in which nobody works has a score.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := Write(&b, "x", bench.Team(3, 7, 120, 1)); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"format":"paiban-problem-1","start":"2026-11-23","days":1,"interval":60,"people":[{"ID":"a","Last":1}],"rules":[{"rule":"min-rest","fields":{}}]}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<16 {
			return
		}
		_, p, err := Read(bytes.NewReader(src))
		if err != nil {
			if lang.Tell(err, lang.ZH) == "" || lang.Tell(err, lang.EN) == "" {
				t.Fatalf("%T without words", err)
			}
			return
		}
		if len(p.People)*p.Days > 10_000 {
			return
		}
		r := schedule.NewRoster(p)
		schedule.Check(p, r)
	})
}
