//go:build linux

package punch

import (
	"fmt"
	"hash/maphash"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// account is what an export holds and says, in hashes, so that the accounts of large
// files are small.
type account struct {
	punches map[uint64]int // by person and moment: how many
	n       int
	words   map[uint64]bool // everything that the reader says of the file
	spoken  int
	rows    map[int]bool    // of the punches
	lines   map[string]bool // of formats in which a line may be lost whole; nil of others
}

var accountSeed = maphash.MakeSeed()

func accountOf(e *Export) *account {
	a := &account{punches: map[uint64]int{}, words: map[uint64]bool{}, rows: map[int]bool{}}
	for i := range e.Punches {
		p := &e.Punches[i]
		who := &e.People[p.Person]
		a.punches[maphash.String(accountSeed, fmt.Sprint(firstOf(who.Name, who.Key), p.At, p.Second))]++
		a.n++
		a.rows[p.Where.Row] = true
	}
	say := func(s string) { a.words[maphash.String(accountSeed, s)] = true }
	for i := range e.Dropped {
		say(fmt.Sprint(e.Dropped[i].Where, e.Dropped[i].What, e.Dropped[i].Why.ZH))
	}
	for _, n := range e.Notes {
		say(n.ZH)
	}
	for _, s := range e.Sheets {
		say(s.Sheet + s.Use.ZH)
	}
	a.spoken = len(e.Dropped) + len(e.Notes)
	return a
}

// soundAccount is the account of a file before it is damaged.
func soundAccount(path string) *account {
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		panic(lang.Tell(err, lang.EN))
	}
	defer b.Close()
	e, err := Read(b)
	if err != nil {
		panic(lang.Tell(err, lang.EN))
	}
	a := accountOf(e)
	if lineFormat(b) {
		a.lines = map[string]bool{}
		eachLine(b, func(_ int, line string) { a.lines[line] = true })
	}
	return a
}

// lineFormat reports whether a file is text of lines or tags: bytes that are missing from
// the middle of a line to the middle of a later one may leave a whole line, and what stood
// between them is gone without a trace.
func lineFormat(b *table.Book) bool {
	return b.Format == table.Delim || b.Format == table.Plain || b.Format == table.HTML || b.Format == table.XML
}

// eachLine gives the cells of each row as one text.
func eachLine(b *table.Book, each func(row int, line string)) {
	for i := range b.Sheets() {
		for row, err := range b.Rows(i) {
			if err != nil {
				return
			}
			text := ""
			for _, c := range row.Cells {
				text += "\x00" + c.Text
			}
			each(row.Number, text)
		}
	}
}

// fate compares what is read of a damaged file with what the sound one holds. Fewer
// punches without a word that the sound one does not have are a silent loss; so is a
// line of a text that became another one and is neither a punch nor named.
func (a *account) fate(m *account, damaged []byte) string {
	said := m.spoken > a.spoken
	for w := range m.words {
		said = said || !a.words[w]
	}
	lost := 0
	for k, n := range a.punches {
		lost += max(n-m.punches[k], 0)
	}
	switch {
	case lost == 0:
		return "settled"
	case said:
		return "told"
	case a.lines != nil:
		if b, err := table.Read("damaged", damaged, table.Limits{}); err == nil {
			silent := false
			eachLine(b, func(row int, line string) { silent = silent || !a.lines[line] && !m.rows[row] })
			b.Close()
			if silent {
				return "silent"
			}
		}
		return "other"
	case m.n < a.n:
		return "silent"
	}
	return "other"
}
