package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// State is what has become of a roster since it was planned. It travels in the
// workbook, on the hidden sheet.
type State struct {
	Published Stamp        // zero where it was not published
	Changes   []CellChange // since it was planned, the earliest first
}

// Stamp says when something was done, as the clock showed it, 2026-11-20 16:00, and by
// whom, "" where nobody knows.
type Stamp struct{ At, By string }

// IsZero reports whether nothing was done.
func (s Stamp) IsZero() bool { return s == Stamp{} }

// Text names the moment and the person: 11-20 16:00 王芳.
func (s Stamp) Text() lang.Text {
	at := s.At
	if len(at) == len("2026-11-20 16:00") {
		at = at[len("2026-"):]
	}
	return lang.Same(strings.TrimSpace(at + " " + s.By))
}

// CellChange is a cell of a person that was changed after the roster was planned.
type CellChange struct {
	ID       string
	Date     workcal.Date // of the cell
	On       workcal.Date // when it was changed
	Was, Now string       // as the cells showed it
}

// Text says how the roster stands.
func (s *State) Text() lang.Text {
	t := lang.T("还没有发布", "not published")
	if !s.Published.IsZero() {
		t = lang.F("已发布（%s）", "published (%s)", s.Published.Text())
	}
	if n := len(s.Changed()); n > 0 {
		t = lang.F("%s；排好以后改了 %d 格，最近一次 %s", "%s; cells changed since it was planned: %d, last on %s", t, n, s.Changes[len(s.Changes)-1].On.String()[5:])
	}
	return t
}

// IsZero reports whether nothing has become of the roster.
func (s *State) IsZero() bool { return s.Published.IsZero() && len(s.Changes) == 0 }

// Changed are the cells that differ from the roster as it was planned, or were changed
// to and fro, each with its last change.
func (s *State) Changed() (last []CellChange) {
	for _, c := range s.Changes {
		last = slices.DeleteFunc(last, func(o CellChange) bool { return o.ID == c.ID && o.Date == c.Date })
		last = append(last, c)
	}
	slices.SortStableFunc(last, func(x, y CellChange) int { return cmp.Compare(x.Date, y.Date) })
	return last
}

// Words says what was changed in a cell: 卢小满 11-25：白 → 病假.
func (c CellChange) Words(name string) lang.Text {
	return lang.F("%s %s：%s → %s", "%s %s: %s → %s", cmp.Or(name, c.ID), c.Date.String()[5:], shown(c.Was), shown(c.Now))
}

// shown is a cell in a sentence, in which an empty one would not be seen.
func shown(cell string) string { return cmp.Or(table.Clean(cell), "—") }

// lines are the rows of the hidden sheet that hold the state.
func (s *State) lines() (lines [][]string) {
	if !s.Published.IsZero() {
		lines = append(lines, []string{"published", s.Published.At, s.Published.By})
	}
	for _, c := range s.Changes {
		lines = append(lines, []string{"change", c.ID, c.Date.String(), c.On.String(), c.Was, c.Now})
	}
	return lines
}

// read takes a row of the hidden sheet.
func (s *State) read(row table.Row) {
	switch row.At(1) {
	case "published":
		s.Published = Stamp{row.At(2), row.At(3)}
	case "change":
		date, err := workcal.ParseDate(row.At(3))
		on, err2 := workcal.ParseDate(row.At(4))
		if err == nil && err2 == nil {
			s.Changes = append(s.Changes, CellChange{row.At(2), date, on, row.At(5), row.At(6)})
		}
	}
}

// changes are the marks of a roster's changed cells by person and day.
func (b *rosterBook) changes() map[[2]int]CellChange {
	marks := map[[2]int]CellChange{}
	for _, c := range b.w.State.Changed() {
		i := slices.IndexFunc(b.order, func(i int) bool { return plain(b.p.People[i].ID) == plain(c.ID) })
		if d := int(c.Date - b.p.Start); i >= 0 && d >= 0 && d < b.p.Days {
			marks[[2]int{b.order[i], d}] = c
		}
	}
	return marks
}

// changedCells are the addresses of the changed cells, row by row.
func (b *rosterBook) changedCells() (cells []string) {
	for _, i := range b.order {
		for d := range b.p.Days {
			if _, changed := b.marked[[2]int{i, d}]; changed {
				cells = append(cells, at(b.rowOf(i), b.day0+d))
			}
		}
	}
	return cells
}

// mark says on which day a cell was changed.
func (c CellChange) mark() lang.Text {
	return lang.F("%s 改", "changed on %s", c.On.String()[5:])
}

// note says it with what was there before.
func (c CellChange) note() lang.Text {
	return lang.F("%s，原来是 %s", "%s, was %s", c.mark(), shown(c.Was))
}

// changeLine lists the changed cells in one sentence, zero where there are none.
func (b *rosterBook) changeLine() lang.Text {
	const most = 12
	var all []lang.Text
	changed := b.w.State.Changed()
	for _, c := range changed {
		name := c.ID
		for i := range b.p.People {
			if plain(b.p.People[i].ID) == plain(c.ID) {
				name = b.names[i]
			}
		}
		all = append(all, lang.F("%s（%s）", "%s (%s)", c.Words(name), c.mark()))
	}
	if all == nil {
		return lang.Text{}
	}
	if n := len(all); n > most {
		all = append(all[:most], lang.F("等 %d 格", "… (%d in all)", n))
	}
	return lang.F("黄色的格子改过：%s", "cells in yellow were changed: %s", lang.Join(all, "；", "; "))
}

// Diff lists the cells of people in which a workbook of w would differ from a roster
// file, by date and row. before is nil where there was none. What means the same, such
// as a shift by its name and by its sign, is no difference, nor is a lock.
func Diff(before *RosterFile, w *Week, on workcal.Date) (changes []CellChange) {
	if before == nil {
		return nil
	}
	b := newRosterBook(w)
	defer b.f.Close()
	words := NewWords(b.p.Shifts, b.leaveTexts()...)
	rows := map[string]RosterRow{}
	for _, r := range before.People {
		rows[plain(r.ID)] = r
	}
	for d := range b.p.Days {
		at := int(b.p.Date(d) - before.Start)
		for _, i := range b.order {
			row, ok := rows[before.key(&b.p.People[i])]
			if !ok || at < 0 || at >= len(row.Cells) {
				continue
			}
			was, now := row.Cells[at], b.texts[i][d]
			if !words.Alike(was, now) {
				changes = append(changes, CellChange{b.p.People[i].ID, b.p.Date(d), on, table.Clean(was), now})
			}
		}
	}
	return changes
}

// key is what the row of a person is found by: the ID, or the name in a sheet without IDs.
func (f *RosterFile) key(who *schedule.Person) string {
	if f.Named {
		return plain(who.Name)
	}
	return plain(who.ID)
}

// Edits lists the cells that somebody has edited since the roster was generated, as
// changes made on a day.
func (f *RosterFile) Edits(on workcal.Date) (changes []CellChange) {
	was := f.Original()
	if was == nil {
		return nil
	}
	for k, r := range f.People {
		for d, text := range r.Cells {
			if old := was.People[k].Cells[d]; unlocked(plain(text)) != unlocked(plain(old)) {
				changes = append(changes, CellChange{r.ID, f.Start + workcal.Date(d), on, table.Clean(old), table.Clean(text)})
			}
		}
	}
	slices.SortStableFunc(changes, func(x, y CellChange) int { return cmp.Compare(x.Date, y.Date) })
	return changes
}

// Compare lists the cells in which two roster files differ on the days that both have, as
// changes made on a day, by date and row. Somebody whom one of them lacks has empty cells
// there; those who are only in the earlier file come last on each day.
func Compare(before, after *RosterFile, on workcal.Date) (changes []CellChange) {
	key := func(r *RosterRow) string { return plain(r.ID) }
	if before.Named != after.Named { // the IDs of one are names
		key = func(r *RosterRow) string { return plain(nameKey(r.Name)) }
	}
	was, now := before.rowsBy(key), after.rowsBy(key)
	rows := slices.Clone(after.People)
	for _, r := range before.People {
		if now[key(&r)] == nil {
			rows = append(rows, r)
		}
	}
	for date := max(before.Start, after.Start); date < min(before.end(), after.end()); date++ {
		for _, r := range rows {
			k := key(&r)
			old, text := before.cellOf(was[k], date), after.cellOf(now[k], date)
			if unlocked(plain(old)) != unlocked(plain(text)) {
				changes = append(changes, CellChange{r.ID, date, on, table.Clean(old), table.Clean(text)})
			}
		}
	}
	return changes
}

// end is the day after the last one of f.
func (f *RosterFile) end() workcal.Date { return f.Start + workcal.Date(f.Days) }

// rowsBy are the rows of people by what they are known by.
func (f *RosterFile) rowsBy(key func(*RosterRow) string) map[string]*RosterRow {
	rows := map[string]*RosterRow{}
	for k := range f.People {
		rows[key(&f.People[k])] = &f.People[k]
	}
	return rows
}

// cellOf is what a row of f says of a day of f; "" is nothing, or no row.
func (f *RosterFile) cellOf(r *RosterRow, date workcal.Date) string {
	if d := int(date - f.Start); r != nil && d < len(r.Cells) {
		return r.Cells[d]
	}
	return ""
}

// lockMarks stand behind what a cell holds and lock it: planning again keeps the cell.
// The first is the one that is written.
var lockMarks = []string{"!", "(锁)", "锁", "🔒"}

// unlocked takes the lock off a cell that [plain] has made plain.
func unlocked(k string) string {
	for _, m := range lockMarks {
		if bare, locked := strings.CutSuffix(k, m); locked {
			return bare
		}
	}
	return k
}

// Locked reports whether a cell is locked.
func (w *Words) Locked(text string) bool {
	k := plain(text)
	_, shift := w.shifts[k]
	return !shift && unlocked(k) != k
}

// LockedCell is a cell of a roster file that somebody has locked, in the terms of a
// problem.
type LockedCell struct {
	Person, Day int
	Shift       int    // or schedule.Off
	Leave       string // the word of leave; "" is none
}

// Locks returns the locked cells of the people and days of p. leave lists words of leave
// beyond [LeaveWords]. A cell that holds no word that is known is not locked.
func (f *RosterFile) Locks(p *schedule.Problem, leave ...string) (cells []LockedCell) {
	words := NewWords(p.Shifts, leave...)
	for _, r := range f.People {
		i := slices.IndexFunc(p.People, func(x schedule.Person) bool { return f.key(&x) == plain(r.ID) })
		for k, text := range r.Cells {
			d := int(f.Start-p.Start) + k
			if i < 0 || d < 0 || d >= p.Days || !words.Locked(text) {
				continue
			}
			s, off, ok := words.ParseOn(text, d)
			if s != schedule.Off {
				s = p.CutOf(i, d, s)
			}
			if ok {
				cells = append(cells, LockedCell{i, d, s, off})
			}
		}
	}
	return cells
}

// Alike reports whether two cells say the same, locked or not.
func (w *Words) Alike(x, y string) bool {
	if unlocked(plain(x)) == unlocked(plain(y)) {
		return true
	}
	s, leave, ok := w.Parse(x)
	t, leave2, ok2 := w.Parse(y)
	return ok && ok2 && s == t && plain(leave) == plain(leave2) && w.Unread(x) == "" && w.Unread(y) == "" && w.cutOff(x) == w.cutOff(y)
}

// cutOff is what stands in brackets behind a shift, "" where nothing does.
func (w *Words) cutOff(text string) string {
	_, inside, _ := strings.Cut(unlocked(plain(text)), "(")
	return inside
}

// locked reports whether the cell of person i on day d is locked.
func (b *rosterBook) locked(i, d int) bool { return b.w.Locked != nil && b.w.Locked[i][d] }

// written is the text of a cell in a file that is read back: with its lock.
func (b *rosterBook) written(i, d int) string {
	if b.locked(i, d) {
		return b.texts[i][d] + lockMarks[0]
	}
	return b.texts[i][d]
}

// counting is a formula that counts the cells of an area which show what cell shows,
// locked or not.
func counting(area, cell string) string {
	return fmt.Sprintf(`(COUNTIF(%[1]s,%[2]s)+COUNTIF(%[1]s,%[2]s&"!")+COUNTIF(%[1]s,%[2]s&"！"))`, area, cell)
}

// showing is a condition that a cell shows a word, locked or not.
func showing(cell, word string) string {
	return fmt.Sprintf("OR(%[1]s=%[2]s,%[1]s=%[3]s,%[1]s=%[4]s)", cell, literal(word), literal(word+"!"), literal(word+"！"))
}

// SameCells reports whether two roster files have the same words in the same cells.
func (f *RosterFile) SameCells(o *RosterFile) bool {
	same := func(x, y RosterRow) bool { return x.ID == y.ID && slices.Equal(x.Cells, y.Cells) }
	return f.Start == o.Start && slices.EqualFunc(f.People, o.People, same) && slices.EqualFunc(f.Rotas, o.Rotas, same)
}
