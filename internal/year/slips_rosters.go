package year

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// rosterSlips are slips in a roster that is edited by hand.
var rosterSlips = slices.Concat(editSlips, posted, handSlips)

// editSlips are cells of a workbook that the program wrote.
var editSlips = []Slip{
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
	{"roster/shift-in-full", func(w *World, kind string, r *rand.Rand) {
		w.retyped(kind, r, func(s Shift) string { return s.Word + "班" })
	}},
	{"roster/shift-by-full-width-id", func(w *World, kind string, r *rand.Rand) {
		w.retyped(kind, r, func(s Shift) string { return string(rune(s.ID[0]) - 'A' + 'Ａ') })
	}},
	{"roster/shift-in-small-letters", func(w *World, kind string, r *rand.Rand) {
		w.retyped(kind, r, func(s Shift) string { return strings.ToLower(s.ID) + " " })
	}},
	{"roster/shift-cut-in-brackets", func(w *World, kind string, r *rand.Rand) { w.odd(kind, r, w.Profile.Shifts[0].Word+"（少14-18）") }},
	{"roster/shift-and-a-remark", func(w *World, kind string, r *rand.Rand) { w.odd(kind, r, w.Profile.Shifts[1].Word+"（待定）") }},
	{"roster/two-shifts-in-a-cell", func(w *World, kind string, r *rand.Rand) {
		w.odd(kind, r, w.Profile.Shifts[0].Word+"/"+w.Profile.Shifts[1].Word)
	}},
}

// retyped is the Tuesday of somebody typed anew in another spelling of a shift.
func (w *World) retyped(kind string, r *rand.Rand, spell func(Shift) string) {
	typed(w, kind, r, func(b *board, id string) ([]string, func(*World, map[string][]string) bool) {
		s := w.Profile.Shifts[r.IntN(len(w.Profile.Shifts))]
		b.set(id, 1, spell(s))
		return []string{b.cell(id, 1)}, func(_ *World, rows map[string][]string) bool { return len(rows[id]) > 1 && rows[id][1] == s.ID }
	})
}

// odd is a word on somebody's Tuesday that says more than a shift.
func (w *World) odd(kind string, r *rand.Rand, word string) {
	typed(w, kind, r, func(b *board, id string) ([]string, func(*World, map[string][]string) bool) {
		b.set(id, 1, word)
		return []string{b.cell(id, 1)}, nil
	})
}

// posted are changes of the sheet as a whole. The roster is the one of the coming week.
var posted = []Slip{
	{"roster/cell-emptied", func(w *World, kind string, r *rand.Rand) {
		// The shift is taken out and the cell coloured: the checker tells the edit.
		mon, b, id := w.board(r)
		if b == nil {
			return
		}
		at := slices.IndexFunc(slices.Collect(days(w, mon, id)), func(c string) bool { return c != "" })
		if at < 0 {
			return
		}
		red, err := b.f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FF0000"}}})
		Must(err)
		Must(b.f.SetCellValue(b.sheet, b.cell(id, at), nil))
		Must(b.f.SetCellStyle(b.sheet, b.cell(id, at), b.cell(id, at), red))
		cell := b.cell(id, at)
		b.save(w)
		if said := w.check(mon); !slices.Contains(edited(said), cell) && !namesCell(told(said), cell) {
			w.Fail(kind, "%s: %s was emptied: %s", said, cell, firstLine(said.Err))
		}
	}},
	{"roster/rows-sorted", func(w *World, kind string, r *rand.Rand) {
		// Somebody sorted the rows: everybody keeps their week.
		mon, b, _ := w.board(r)
		if b == nil {
			return
		}
		rows := slices.Sorted(maps.Values(b.rows))
		lines, err := b.f.GetRows(b.sheet)
		Must(err)
		for i, y := range rows {
			from := lines[rows[len(rows)-1-i]-1]
			for x := range 20 {
				cell, err := excelize.CoordinatesToCellName(x+1, y)
				Must(err)
				v := ""
				if x < len(from) {
					v = from[x]
				}
				Must(b.f.SetCellStr(b.sheet, cell, v))
			}
		}
		b.save(w)
		w.pass(time.Minute)
		w.exported(kind, mon, b.path)
	}},
	{"roster/monday-deleted", func(w *World, kind string, r *rand.Rand) {
		mon, b, _ := w.board(r)
		if b == nil {
			return
		}
		column, err := excelize.ColumnNumberToName(b.column)
		Must(err)
		Must(b.f.RemoveCol(b.sheet, column))
		b.save(w)
		if said := w.check(mon); !strings.Contains(told(said), iso(mon)) {
			w.Fail(kind, "%s: the column of %s is gone, and not a word", said, iso(mon))
		}
	}},
	{"roster/row-deleted", func(w *World, kind string, r *rand.Rand) {
		mon, b, id := w.board(r)
		if b == nil {
			return
		}
		Must(b.f.RemoveRow(b.sheet, b.rows[id]))
		b.save(w)
		q, _ := w.Person(id)
		if said := w.check(mon); !strings.Contains(told(said), id) && !strings.Contains(told(said), q.Name) {
			w.Fail(kind, "%s: the row of %s is gone, and not a word", said, id)
		}
	}},
	{"roster/row-twice", func(w *World, kind string, r *rand.Rand) {
		mon, b, id := w.board(r)
		if b == nil {
			return
		}
		Must(b.f.DuplicateRow(b.sheet, b.rows[id]))
		b.save(w)
		if said := w.check(mon); said.Code != 3 || !strings.Contains(said.Err, id) {
			w.Fail(kind, "%s: %s has two rows: %s", said, id, firstLine(said.Err))
		}
	}},
	{"roster/row-above-inserted", func(w *World, kind string, r *rand.Rand) {
		mon, b, _ := w.board(r)
		if b == nil {
			return
		}
		Must(b.f.InsertRows(b.sheet, 1, 1))
		Must(b.f.SetCellStr(b.sheet, "A1", "12月班表，有事找组长"))
		b.save(w)
		w.pass(time.Minute)
		w.exported(kind, mon, b.path)
	}},
}

// board opens the roster of the coming week, planned where it is not yet, and chooses
// somebody on it.
func (w *World) board(r *rand.Rand) (mon time.Time, b *board, id string) {
	mon = w.nextWeek()
	if w.Rosters[weekName(mon)] == nil {
		w.planWeek(mon)
	}
	if w.Rosters[weekName(mon)] == nil {
		return mon, nil, ""
	}
	b = w.openBoard(mon)
	ids := slices.Sorted(maps.Keys(b.rows))
	return mon, b, ids[r.IntN(len(ids))]
}

// days are the cells of somebody in the week that begins on mon.
func days(w *World, mon time.Time, id string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, c := range w.Rosters[weekName(mon)].Cells[id] {
			if !yield(c) {
				return
			}
		}
	}
}

// exported requires that a roster is exported as it was posted, or refused by its name.
func (w *World) exported(kind string, mon time.Time, path string) {
	r := w.Run("schedule", "export", path, "--csv", "--lang", "en", "-o", "exports/typed.csv")
	if r.Code == 3 && r.named(path) {
		return
	}
	rows, err := readCSV(w.Path("exports", "typed.csv"))
	if err != nil {
		w.Fail(kind, "%s: %s %v", r, firstLine(r.Err), err)
		return
	}
	for _, row := range rows {
		cells, ok := w.Rosters[weekName(mon)].Cells[row[0]]
		if !ok || len(row) < 10 {
			continue
		}
		for i, got := range row[3:10] {
			if !w.sameCell(got, cells[i]) {
				w.Fail(kind, "%s: %s on %s is %q, posted %q", r, row[0], iso(mon.AddDate(0, 0, i)), got, cells[i])
				return
			}
		}
	}
}
