package year

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// board is a roster workbook opened by hand.
type board struct {
	f      *excelize.File
	path   string
	sheet  string
	rows   map[string]int // row of a person, from 1
	column int            // of the Monday, from 1
}

// openBoard opens the roster of the week that begins on mon as its supervisor does.
func (w *World) openBoard(mon time.Time) *board {
	b := w.openFile(filepath.Join("rosters", w.Rosters[w.weekName(mon)].File))
	if b.column == 0 || len(b.rows) == 0 {
		Must(fmt.Errorf("%s: no roster on the first sheet", b.path))
	}
	return b
}

// openFile opens a roster, whatever days it has.
func (w *World) openFile(path string) *board {
	f, err := excelize.OpenFile(w.Path(path))
	Must(err)
	b := &board{f: f, path: path, sheet: f.GetSheetList()[0], rows: map[string]int{}}
	rows, err := f.GetRows(b.sheet)
	Must(err)
	for y, row := range rows {
		if len(row) == 0 {
			continue
		}
		if row[0] == "工号" {
			b.column = 4
		}
		if _, ok := w.Person(row[0]); ok {
			b.rows[row[0]] = y + 1
		}
	}
	return b
}

// cell is the name of the cell of a person on a day of the week, 0 the Monday.
func (b *board) cell(id string, at int) string {
	name, err := excelize.CoordinatesToCellName(b.column+at, b.rows[id])
	Must(err)
	return name
}

func (b *board) set(id string, at int, word string) {
	Must(b.f.SetCellStr(b.sheet, b.cell(id, at), word))
}

// save saves the workbook as Excel does when somebody closes it.
func (b *board) save(w *World) {
	buf, err := b.f.WriteToBuffer()
	Must(err)
	Must(b.f.Close())
	w.Save(b.path, buf.Bytes())
}

// word is what a cell with the content c says in a Chinese roster.
func (w *World) word(c string) string {
	if s, ok := w.shift(c); ok {
		return s.Word
	}
	return "休"
}

// plain reports whether cell c is a shift or a rest day, without leave in it.
func (w *World) plain(id, c string, d time.Time) bool {
	_, isShift := w.shift(c)
	kind, _, _ := w.away(id, d)
	return kind == "" && (c == "" || isShift)
}

// edit is a change by hand after the plan: two people swap a day. The checker must see
// exactly these cells, the judge judges the whole, and planning anew must refuse.
func edit(w *World, _ string, r *rand.Rand) {
	mon := w.nextWeek()
	week := w.weekName(mon)
	p := w.Rosters[week]
	if p == nil {
		return
	}
	at := r.IntN(7)
	d := mon.AddDate(0, 0, at)
	var ids []string
	for id, cells := range p.Cells {
		if q, ok := w.Person(id); ok && q.Employed(d) && w.plain(id, cells[at], d) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	r.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	i := slices.IndexFunc(ids, func(id string) bool { return p.Cells[id][at] != p.Cells[ids[0]][at] })
	if len(ids) == 0 || i < 0 {
		return
	}
	a, b := ids[0], ids[i]
	board := w.openBoard(mon)
	ca, cb := p.Cells[a], p.Cells[b]
	ca[at], cb[at] = cb[at], ca[at]
	p.Cells[a], p.Cells[b] = ca, cb
	board.set(a, at, w.word(ca[at]))
	board.set(b, at, w.word(cb[at]))
	want := []string{board.cell(a, at), board.cell(b, at)}
	p.Hand = true
	board.save(w)
	w.pass(time.Minute)

	said := w.check(mon)
	if said.Code != 0 && said.Code != 4 {
		w.Fail("edit/refused", "%s: %s", said, firstLine(said.Err))
		return
	}
	if got := edited(said); !slices.Equal(slices.Sorted(slices.Values(want)), got) {
		w.Fail("edit/not-seen", "%s: edited %v, said %v", said, want, got)
	}
	forces := r.IntN(2) == 1
	w.Aside(func(c *World) {
		before, err := readTree(c.Dir)
		Must(err)
		again := c.Run(slices.Concat([]string{"week", "--week", week, "--json"}, solving)...)
		after, err := readTree(c.Dir)
		Must(err)
		if again.Code != 3 || len(changed(before, after)) > 0 {
			c.Fail("edit/overwritten", "%s, though %s was edited by hand", again, p.File)
		}
		if !forces {
			return
		}
		forced := c.Run(slices.Concat([]string{"week", "--week", week, "--json", "--force"}, solving)...)
		kept, err := readTree(c.Dir)
		Must(err)
		if forced.Code != 0 && forced.Code != 4 || !slices.ContainsFunc(slices.Collect(values(kept)), func(s string) bool { return s == before["rosters/"+p.File] }) {
			c.Fail("edit/no-backup", "%s: the edited roster is nowhere in the folder", forced)
		}
	})
}

// illegal is a change by hand that nobody may make, tried in a copy: an early shift on
// the morning after a late one, also over Monday, or work on the rest days of a week. The checker must say
// what the judge says.
func illegal(w *World, with string, r *rand.Rand) {
	mon := w.nextWeek()
	if w.Rosters[w.weekName(mon)] == nil {
		return
	}
	w.Aside(func(c *World) {
		p := c.Rosters[c.weekName(mon)]
		ids := slices.Sorted(maps.Keys(p.Cells))
		id := ids[r.IntN(len(ids))]
		board := c.openBoard(mon)
		cells := p.Cells[id]
		early, late := c.Profile.Shifts[0], c.Profile.Shifts[1]
		put := func(at int, s Shift) {
			if q, ok := c.Person(id); ok && q.Employed(mon.AddDate(0, 0, at)) && c.plain(id, cells[at], mon.AddDate(0, 0, at)) {
				cells[at] = s.ID
				board.set(id, at, s.Word)
			}
		}
		switch with {
		case "rest-days":
			for at := range 7 {
				if cells[at] == "" {
					put(at, early)
				}
			}
		case "monday": // after a late Sunday of the week before
			if last := c.Rosters[c.weekName(mon.AddDate(0, 0, -7))]; last != nil {
				for _, other := range ids {
					if last.Cells[other][6] == late.ID && c.plain(other, p.Cells[other][0], mon) {
						id, cells = other, p.Cells[other]
						break
					}
				}
			}
			put(0, early)
		default:
			at := r.IntN(6)
			put(at, late)
			put(at+1, early)
		}
		p.Cells[id] = cells
		board.save(c)
		c.pass(time.Minute)
		c.check(mon)
	})
}

// again plans the week once more though nothing is new: the roster stays what it is. A week
// of a month that was planned at once is another problem by itself.
func again(w *World, _ string, _ *rand.Rand) {
	mon := w.nextWeek()
	p := w.Rosters[w.weekName(mon)]
	if p == nil || p.Hand || w.Profile.Months {
		return
	}
	w.Aside(func(c *World) {
		before := c.Rosters[c.weekName(mon)].Cells
		c.planWeek(mon)
		for id, cells := range c.Rosters[c.weekName(mon)].Cells {
			if cells != before[id] {
				c.Fail("week/again", "planned again, %s has %v, had %v, and nothing is new", id, cells, before[id])
				return
			}
		}
	})
}

// edited are the cells that `schedule check --json` calls edited, as names, sorted.
func edited(r Ran) []string {
	var doc struct {
		Files []struct {
			Edited []struct{ Row, Col int }
		}
	}
	_ = json.Unmarshal(r.Out, &doc) // no JSON is no edited cell, which is a failure
	var out []string
	for _, f := range doc.Files {
		for _, e := range f.Edited {
			name, err := excelize.CoordinatesToCellName(e.Col, e.Row)
			Must(err)
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func values(t tree) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, v := range t {
			if !yield(v) {
				return
			}
		}
	}
}

// typed puts content into cells of the roster of the coming week, in a copy, and
// requires that the checker refuses the file and names the cell, or reads it as want.
func typed(w *World, kind string, r *rand.Rand, change func(b *board, id string) (cells []string, right func(c *World, rows map[string][]string) bool)) {
	mon := w.nextWeek()
	if w.Rosters[w.weekName(mon)] == nil {
		w.planWeek(mon)
	}
	p := w.Rosters[w.weekName(mon)]
	if p == nil {
		return
	}
	b := w.openBoard(mon)
	var ids []string
	for id, cells := range p.Cells {
		all := true
		for i, c := range cells {
			all = all && w.plain(id, c, mon.AddDate(0, 0, i))
		}
		if all && b.rows[id] > 0 {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return
	}
	slices.Sort(ids)
	cells, right := change(b, ids[r.IntN(len(ids))])
	b.save(w)
	w.pass(time.Minute)
	out := w.Run("schedule", "export", b.path, "--csv", "--lang", "en", "-o", "exports/typed.csv")
	said := out.Said()
	if out.Code == 3 || namesCell(out.Err, cells[0]) {
		for _, c := range cells {
			if namesCell(said, c) {
				return
			}
		}
		w.Fail(kind+"/place-not-named", "%s: %s is nowhere in: %s", out, strings.Join(cells, " "), firstLine(out.Err))
		return
	}
	rows, err := readCSV(w.Path("exports", "typed.csv"))
	if err != nil {
		w.Fail(kind, "%s: %v", out, err)
		return
	}
	byID := map[string][]string{}
	for _, row := range rows {
		if len(row) >= 10 {
			byID[row[0]] = row[3:10]
		}
	}
	if right == nil || !right(w, byID) {
		w.Fail(kind, "%s: read without a word: %v", out, cells)
	}
}

// namesCell reports whether what was said names a cell, as E6, as a range that begins
// with it, or as row and column, 6:E.
func namesCell(said, cell string) bool {
	column := strings.TrimRight(cell, "0123456789")
	return regexp.MustCompile(`\b(` + cell + `|` + cell[len(column):] + `:` + column + `)\b`).MatchString(said)
}
