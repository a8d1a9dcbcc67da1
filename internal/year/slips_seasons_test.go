package year

import (
	"flag"
	"strings"
	"testing"
	"time"
)

var (
	slipFlag   = flag.String("slip", "", "let the slips whose name has this happen in every shop and season, and say what they find")
	slipAtFlag = flag.String("slip-at", "", "with -slip: in this shop alone")
)

// TestSlipsInEverySeason lets every slip happen once, the slips taking turns with the
// shops and the seasons: the simulator itself must be able to go on at any time of the
// year. What a slip finds is the year's business, see TestYear. The short run takes a
// sample of the slips.
func TestSlipsInEverySeason(t *testing.T) {
	prog := build(t)
	turns := len(profiles)
	if !long() && *slipFlag == "" {
		turns *= 8 // a sample is enough beside TestYear
	}
	fridays := []time.Time{date(2025, 11, 28), date(2026, 3, 6), date(2026, 9, 4)}
	for k, p := range profiles {
		if *slipAtFlag != "" && *slipAtFlag != p.Name {
			continue
		}
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			for j, friday := range fridays {
				if *slipFlag == "" && j != k {
					continue
				}
				w, err := NewWorld(prog, newShop(p, *seedFlag), t.TempDir())
				if err != nil {
					t.Fatal(err)
				}
				happen := func(act, with string) {
					at := friday.Add(15 * time.Hour).Format("2006-01-02T15:04")
					if err := w.happen(Step{At: at, Act: act, With: with, Seed: *seedFlag}); err != nil {
						t.Errorf("%s %s: %v", act, with, err)
					}
				}
				happen("counts", layouts[0].Name)
				happen("plan", "")
				for i, s := range slips {
					if *slipFlag == "" && i%turns != k || !strings.Contains(s.Name, *slipFlag) {
						continue
					}
					w.Failures = nil
					happen("slip", s.Name)
					for _, f := range w.Failures {
						if *slipFlag != "" {
							t.Logf("|%s %s|%s|%s", p.Name, iso(friday), f.Kind, f.Says)
						}
					}
				}
			}
		})
	}
}
