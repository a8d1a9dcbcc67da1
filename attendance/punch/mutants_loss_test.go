//go:build linux

package punch

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"os"
	"strings"

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
	lines   map[string]bool // of a text file; nil of a workbook
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
	data, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
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
	if b.Format == table.Delim || b.Format == table.Plain {
		a.lines = map[string]bool{}
		for line := range bytes.Lines(data) {
			a.lines[string(bytes.TrimRight(line, "\r\n"))] = true
		}
	}
	return a
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
		number := 0
		for line := range strings.Lines(string(damaged)) {
			number++
			line = strings.TrimRight(line, "\r\n")
			if strings.TrimSpace(line) != "" && !a.lines[line] && !m.rows[number] {
				return "silent"
			}
		}
		return "other"
	case m.n < a.n:
		return "silent"
	}
	return "other"
}
