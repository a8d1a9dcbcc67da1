package year

import "testing"

// Every slip runs in the shop that -shop names, one after the other; a year has each of
// them too. What fails must be a kind that is known.
func TestSlips(t *testing.T) {
	if *shopFlag == "" {
		t.Skip("no -shop")
	}
	known := knownKinds(t)
	for _, p := range profiles {
		if *shopFlag != "" && p.Name != *shopFlag {
			continue
		}
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			w, err := NewWorld(build(t), newShop(p, *seedFlag), t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range slips {
				w.Failures = nil
				if err := w.happen(Step{At: "2025-11-28T15:00", Act: "slip", With: s.Name, Seed: *seedFlag}); err != nil {
					t.Errorf("%s: %v", s.Name, err)
				}
				for _, f := range w.Failures {
					if _, ok := known[f.Kind]; !ok {
						t.Errorf("%s is not known: %s", f.Kind, f.Says)
					}
				}
			}
		})
	}
}
