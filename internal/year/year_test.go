package year

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"
)

var (
	shopFlag = flag.String("shop", "", "play this shop alone")
	seedFlag = flag.Uint64("seed", 1, "seed of the first year")
	weekFlag = flag.Int("weeks", 4, "weeks to play")
)

func TestYear(t *testing.T) {
	prog, err := Build(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range profiles {
		if *shopFlag != "" && p.Name != *shopFlag {
			continue
		}
		t.Run(p.Name, func(t *testing.T) {
			began := time.Now()
			w, err := Year(p.Name, *seedFlag, *weekFlag).Play(prog, t.TempDir(), nil)
			if err != nil {
				t.Error(err)
			}
			kinds := map[string][]Failure{}
			for _, f := range w.Failures {
				kinds[f.Kind] = append(kinds[f.Kind], f)
			}
			for _, k := range slices.Sorted(maps.Keys(kinds)) {
				fmt.Printf("%4d %s\n     step %d %s\n", len(kinds[k]), k, kinds[k][0].Step, kinds[k][0].Says)
			}
			fmt.Println(time.Since(began))
		})
	}
}
