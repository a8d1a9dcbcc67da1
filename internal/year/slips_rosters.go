package year

import "math/rand/v2"

// rosterSlips are slips in a roster that is edited by hand.
var rosterSlips = []Slip{
	{"roster/unknown-word", func(w *World, kind string, r *rand.Rand) {
		typed(w, kind, r, func(b *board, id string) ([]string, func(*World, map[string][]string) bool) {
			b.set(id, 2, "待定")
			return []string{b.cell(id, 2)}, nil
		})
	}},
	{"roster/merged-cells", func(w *World, kind string, r *rand.Rand) {
		// A shift merged over four days is meant for all four.
		typed(w, kind, r, func(b *board, id string) ([]string, func(*World, map[string][]string) bool) {
			s := w.Profile.Shifts[1]
			var cells []string
			for at := 1; at <= 4; at++ {
				cells = append(cells, b.cell(id, at))
			}
			b.set(id, 1, s.Word)
			Must(b.f.MergeCell(b.sheet, cells[0], cells[3]))
			return cells, func(_ *World, rows map[string][]string) bool {
				for at := 1; at <= 4; at++ {
					if len(rows[id]) < 5 || rows[id][at] != s.ID {
						return false
					}
				}
				return true
			}
		})
	}},
	{"roster/formula-without-value", func(w *World, kind string, r *rand.Rand) {
		typed(w, kind, r, func(b *board, id string) ([]string, func(*World, map[string][]string) bool) {
			s := w.Profile.Shifts[0]
			b.set(id, 0, s.Word)
			Must(b.f.SetCellValue(b.sheet, b.cell(id, 1), nil)) // so that no value is stored
			Must(b.f.SetCellFormula(b.sheet, b.cell(id, 1), b.cell(id, 0)))
			return []string{b.cell(id, 1)}, func(_ *World, rows map[string][]string) bool {
				return len(rows[id]) > 1 && rows[id][1] == s.ID
			}
		})
	}},
}
