package year

import (
	"flag"
	"strings"
	"testing"
	"time"
)

var slipFlag = flag.String("slip", "", "let the slips whose name has this happen in every shop and season, or in that of -shop, and say what they find")

// TestSlipsInEverySeason lets the slips that -slip names happen in every shop at three
// times of the year, and fails for what is not known. A year has every slip too.
func TestSlipsInEverySeason(t *testing.T) {
	if *slipFlag == "" {
		t.Skip("no -slip")
	}
	prog, known := build(t), knownKinds(t)
	fridays := []time.Time{date(2025, 11, 28), date(2026, 3, 6), date(2026, 9, 4)}
	for _, p := range classic {
		if *shopFlag != "" && *shopFlag != p.Name {
			continue
		}
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			for _, friday := range fridays {
				w, err := NewWorld(prog, newShop(p, *seedFlag), t.TempDir())
				if err != nil {
					t.Fatal(err)
				}
				w.alone = true // what happens is looked at at once
				ran := 0
				happen := func(act, with string) {
					at := friday.Add(15 * time.Hour).Format("2006-01-02T15:04")
					if err := w.happen(Step{At: at, Act: act, With: with, Seed: *seedFlag}); err != nil {
						t.Errorf("%s %s: %v", act, with, err)
					}
				}
				happen("counts", layouts[0].Name)
				happen("plan", "")
				for _, s := range slips {
					if !strings.Contains(s.Name, *slipFlag) {
						continue
					}
					w.Failures = nil
					happen("slip", s.Name)
					ran++
					for _, f := range w.Failures {
						t.Logf("|%s %s|%s|%s", p.Name, iso(friday), f.Kind, f.Says)
						if !isKnown(known, f.Kind) {
							t.Errorf("%s is not known", f.Kind)
						}
					}
				}
				if ran == 0 {
					t.Errorf("no slip is called like %s", *slipFlag)
				}
			}
		})
	}
}
