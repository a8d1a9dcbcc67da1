package report

import (
	"fmt"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

// lunches is the sample with an hour's break on its first shift, and where it lies for
// whoever works that shift.
func lunches(l lang.Lang) (w *Week, person, day int) {
	w = sample(l)
	person = -1
	s := w.Problem.Shifts
	for i, row := range w.Roster.Cells {
		for d, c := range row {
			if c == schedule.Off || s[c].Segments[0].Len() < 240 || person >= 0 {
				continue
			}
			g := s[c].Segments[0]
			s[c].Breaks = []schedule.Break{{Length: 60, From: g.Start + 60, To: g.Start + 240}}
			person, day = i, d
		}
	}
	w.Roster.PlaceBreaks(person, day, []schedule.Span{{Start: at60(w, person, day), End: at60(w, person, day) + 60}})
	return w, person, day
}

// at60 is two hours after the shift of a cell begins.
func at60(w *Week, i, d int) int { return w.Problem.Shifts[w.Roster.Cells[i][d]].Start() + 120 }

// Breaks are read back where they were written; one whose cell shows another shift now is
// not used, and that is told with its row; a time that is none is refused with its cell.
func TestBreaksAreReadBack(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		w, i, d := lunches(l)
		path := write(t, w)
		m, err := read(t, path).Match(w.Problem, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := schedule.Span{Start: at60(w, i, d), End: at60(w, i, d) + 60}
		if got := m.Roster.PlacedAt(i, d); len(got) != 1 || got[0] != want || len(m.Notes) > 0 {
			t.Errorf("read %v, want %v; notes %v", got, want, m.Notes)
		}
		if f := read(t, path); f.Changed() || f.Unlocked() {
			t.Errorf("as it was written it counts as edited: %v", f.Edited)
		}
		b := newRosterBook(w)
		row := 2
		for b.pauses[row-2].person != i || b.pauses[row-2].day != d {
			row++
		}
		sheet := breaksSheet.In(l)
		edit(t, path, sheet, map[string]string{at(row, 5): "7:00", at(row, 6): "08:00"})
		if m, err = read(t, path).Match(w.Problem, nil); err != nil || m.Roster.PlacedAt(i, d)[0].Start != 420 {
			t.Errorf("an edited time: %v, %v", err, m)
		}
		// Planning again would lose the time that somebody wrote.
		if f := read(t, path); !f.Unlocked() || len(f.Edited) != 1 || f.Edited[0].Sheet != sheet || f.Edited[0].Row != row {
			t.Errorf("an edited time is no edit: %v", f.Edited)
		}
		edit(t, path, sheet, map[string]string{at(row, 4): "?"})
		m, err = read(t, path).Match(w.Problem, nil)
		if err != nil || m.Roster.PlacedAt(i, d) != nil || len(m.Notes) != 1 || !strings.Contains(m.Notes[0].EN, sheet) {
			t.Errorf("a break of another shift: %v, %v", err, m.Notes)
		}
		edit(t, path, sheet, map[string]string{at(row, 5): "noon"})
		book, err := table.Open(path, table.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = ReadRoster(book, 0)
		book.Close()
		if err == nil || !strings.Contains(lang.Tell(err, lang.EN), fmt.Sprintf("%d:E: the time noon", row)) {
			t.Errorf("noon is read: %v", err)
		}
	}
}
