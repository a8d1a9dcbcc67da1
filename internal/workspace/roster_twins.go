package workspace

import (
	"bytes"
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// posted is a cell of a roster: a person's day.
type posted struct {
	id   string
	date workcal.Date
}

// clash is what two files say of the same cells, where they do not agree.
type clash struct {
	cells int
	first posted
	name  string    // of the person of the first
	words [2]string // in the first cell, of either file
}

// Differ reports whether a file that does not count says something else than the one
// that counts instead. Files of the same bytes or the same cells do not, and nobody
// needs to be told of them; a file that cannot be read does.
func (l LeftOut) Differ() bool {
	_, differ := l.clash()
	return differ
}

// clash compares the cells of a file that does not count with those of the one that
// does. Nothing is known of the cells where one of them cannot be read.
func (l LeftOut) clash() (c clash, differ bool) {
	mine, err := os.ReadFile(l.Path)
	theirs, err2 := os.ReadFile(l.For)
	if err == nil && err2 == nil && bytes.Equal(mine, theirs) {
		return c, false
	}
	old, err := readRosters(l.Path, near(l.Path))
	now, err2 := readRosters(l.For, near(l.For))
	if err != nil || err2 != nil {
		return c, true
	}
	return c, c.compare(old, now)
}

// compare fills in what two files say differently. Cells that only one of them has do
// not count, unless nothing else is there to compare.
func (c *clash) compare(old, now []*report.RosterFile) (differ bool) {
	was, names := cellsOf(old)
	is, _ := cellsOf(now)
	common := c.compareCells(was, is, names)
	return c.cells > 0 || common == 0
}

// compareCells is compare of the cells read; it returns how many both have.
func (c *clash) compareCells(was, is map[posted]string, names map[string]string) (common int) {
	for _, at := range slices.SortedFunc(maps.Keys(was), func(x, y posted) int {
		return cmp.Or(cmp.Compare(x.date, y.date), cmp.Compare(x.id, y.id))
	}) {
		word, ok := is[at]
		if !ok {
			continue
		}
		common++
		if bareWord(word) == bareWord(was[at]) {
			continue
		}
		if c.cells++; c.cells == 1 {
			c.first, c.name, c.words = at, names[at.id], [2]string{was[at], word}
		}
	}
	return common
}

// cellsOf are the words of the people's cells of some sheets, the last of several that
// speak of a day, and the people's names.
func cellsOf(files []*report.RosterFile) (words map[posted]string, names map[string]string) {
	words, names = map[posted]string{}, map[string]string{}
	for _, f := range files {
		for _, row := range f.People {
			names[row.ID] = cmp.Or(row.Name, row.ID)
			for d, text := range row.Cells {
				words[posted{row.ID, f.Start + workcal.Date(d)}] = table.Clean(text)
			}
		}
	}
	return words, names
}

// text says how the first file differs from the second.
func (c clash) text(old, now string) lang.Text {
	if c.cells == 0 {
		return lang.F("%s 和 %s 写的不是一回事", "%s and %s do not say the same", old, now)
	}
	return lang.F("%[1]s 和 %[2]s 有 %[3]d 格不一样（如 %[4]s %[5]s：%[6]q 和 %[7]q）", "%[1]s and %[2]s differ in %[3]d cells (such as %[4]s on %[5]s: %[6]q and %[7]q)",
		old, now, c.cells, c.name, c.first.date, c.words[0], c.words[1])
}

// near is the day on which a file was changed last, by which a year is found that it
// does not name.
func near(path string) (day workcal.Date) {
	if info, err := os.Stat(path); err == nil {
		day = workcal.DateFrom(info.ModTime())
	}
	return day
}

// supersededText says which of two files of a roster holds, and why.
func (l LeftOut) supersededText() lang.Text {
	old, now := filepath.Base(l.Path), filepath.Base(l.For)
	c, _ := l.clash()
	return lang.F("同一份班表有两个文件，%s：以后来改过的 %s 为准，%s 不算；不要的那个移走", "two files hold the same roster; %s: %s was changed later and counts, %s does not; move away the one you do not need",
		c.text(old, now), now, old)
}

// Disagreements tells which of the files read say something else on the days [from, to)
// than a later one that counts there: a month sheet beside the roster of a week, or a
// copy that somebody has changed. files are in the order of [Rosters.Read].
func Disagreements(files []*report.RosterFile, from, to workcal.Date) (notes []lang.Text) {
	counts, holder := map[posted]string{}, map[posted]string{} // what counts, and the file that says so
	for _, f := range files {
		words, _ := cellsOf([]*report.RosterFile{f})
		for at, word := range words {
			if at.date >= from && at.date < to {
				counts[at], holder[at] = word, f.Name
			}
		}
	}
	for _, f := range files {
		was, names := cellsOf([]*report.RosterFile{f})
		maps.DeleteFunc(was, func(at posted, _ string) bool { return holder[at] == f.Name })
		var c clash
		if c.compareCells(was, counts, names); c.cells > 0 {
			by := holder[c.first]
			notes = append(notes, lang.F("%s：那几天以 %s 为准", "%s: %s counts on those days", c.text(f.Name, by), by))
		}
	}
	return notes
}
