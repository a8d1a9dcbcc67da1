package punch

import (
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// layout is one way an export is laid out.
type layout struct {
	key  string
	name lang.Text
	// spot reports whether a sheet has the layout, from its first rows.
	spot func(r *reader, sheet int) bool
	// also reports whether a sheet that no layout spots belongs to the sheets that
	// this one spots: sums, plans, results. Nil: none does.
	also func(r *reader, sheet int) bool
	// read reads the sheets that the layout spots, in order.
	read func(r *reader, sheets []int) error
	// turn says when the layout is read: 0 is punches, 1 requests, which name people
	// with fewer numbers, 2 sheets kept by people, which count only for those of whom
	// no other sheet has punches.
	turn int
}

// eachSheet reads sheets one by one.
func eachSheet(read func(r *reader, sheet int) error) func(*reader, []int) error {
	return func(r *reader, sheets []int) error {
		for _, i := range sheets {
			if err := read(r, i); err != nil {
				return err
			}
		}
		return nil
	}
}

// layouts are tried in order on every sheet: those with titles and headings of their
// own, the lists, and what has no headings at all.
func layouts() []layout {
	return []layout{dingtalk, wecom, clockBook, feishuMonth, ennoLog, approvals, manualSheet, personTimeList, cardLog, clockLog}
}

// headRows is how far down a sheet its headings are looked for.
const headRows = 20

// Read reads an export of any known layout, each sheet by its own; of a file without
// any the error names the sheets and headings found. Lines that cannot be used are in
// Dropped, sheets that nothing is read of too. Symbols are those of the shop, for
// manual sheets.
func Read(b *table.Book, symbols ...attendance.Symbol) (*Export, error) {
	r := &reader{book: b, people: map[string]int{}, blanks: map[string]int{}, symbols: symbols}
	r.out.Files = []string{b.Name}
	if err := r.peek(); err != nil {
		return nil, err
	}
	if err := r.readSheets(); err != nil {
		return nil, err
	}
	r.joinPeople()
	r.onceInTheBook()
	r.suspectNumbers()
	r.out.Made = r.made()
	return r.result()
}

// result returns what was read; a file without anything usable is an error
// that lists what is wrong with its lines. A list of requests may be empty, or hold
// none that was approved.
func (r *reader) result() (*Export, error) {
	if r.out.any() || r.requests && (r.out.Rows == 0 || r.refused > 0) {
		return &r.out, nil
	}
	var problems table.Problems
	problems.Add(table.Pos{File: r.book.Name},
		lang.F("认得版式（%s），但读不出一次打卡：%d 行都用不上", "the layout is known (%s), but the file has no punch: none of its %d lines can be used", r.out.Name, len(r.out.Dropped)),
		lang.T("换一个导出文件，或检查导出的日期范围", "use another export, or check its range of dates"))
	for i, d := range r.out.Dropped {
		if i == mostProblems {
			break
		}
		problems.Add(d.Where, d.Why, lang.Text{})
	}
	return nil, problems
}

// any reports whether anything of use was read.
func (e *Export) any() bool {
	return len(e.Punches)+len(e.Shifts)+len(e.Leave)+len(e.Overtime)+len(e.Corrections)+len(e.Returns) > 0
}

// mostProblems is how many bad lines an error lists.
const mostProblems = 20

// reader is a file being read.
type reader struct {
	book       *table.Book
	heads      []head
	out        Export
	people     map[string]int // index of a person by key
	placed     []placed       // of clocks that match punches themselves
	exceptions []exception    // days out of order, of clocks that list them
	symbols    []attendance.Symbol
	requests   bool                 // a sheet is a list of requests
	refused    int                  // requests that were not approved
	planned    map[workDay]int      // index of a plan that is put together from several rows
	lists      map[int]*listColumns // by sheet, once they are looked for
	blanks     map[string]int       // cells with a stroke, by sheet kept by hand
	ordered    map[int]bool         // sheets whose order of day and month was told
	layoutOf   []int                // index of the layout of each sheet, see readSheets
	clocked    map[string]bool      // names and numbers of those whom a sheet kept by hand is not read for
}

// head is the first rows of a sheet.
type head struct {
	name string
	rows []table.Row // text cleaned
}

// peek reads the first rows of every sheet.
func (r *reader) peek() error {
	for _, l := range r.book.Lost {
		r.out.Rows++
		r.drop(table.Pos{File: r.book.Name, Row: l.Row}, l.Text, l.Why)
	}
	for i, name := range r.book.Sheets() {
		h := head{name: name}
		for row, err := range r.book.Rows(i) {
			if err != nil {
				return err
			}
			if row.Number > headRows {
				break
			}
			own := table.Row{Number: row.Number}
			for _, c := range row.Cells {
				if s := table.Clean(c.Text); s != "" {
					own.Cells = append(own.Cells, table.Cell{Col: c.Col, Text: s})
				}
			}
			if len(own.Cells) > 0 {
				h.rows = append(h.rows, own)
			}
		}
		r.heads = append(r.heads, h)
	}
	return nil
}

// short cuts s to n characters.
func short(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}

// pos is a place in a sheet.
func (r *reader) pos(sheet, row, col int) table.Pos {
	return table.Pos{File: r.book.Name, Sheet: r.heads[sheet].name, Row: row, Col: col}
}

// drop reports something that is not used.
func (r *reader) drop(at table.Pos, what string, why lang.Text) {
	r.out.Dropped = append(r.out.Dropped, Dropped{at, short(table.Clean(what), 60), why})
}

// note tells something that the reader decided.
func (r *reader) note(text lang.Text) { r.out.Notes = append(r.out.Notes, text) }

// line puts the first cells of a row together, to show what was dropped.
func line(row *table.Row) string {
	var cells []string
	for i, c := range row.Cells {
		if i == 8 {
			break
		}
		cells = append(cells, table.Clean(c.Text))
	}
	return strings.Join(cells, " ")
}

// person returns the index of the person with the given marks, a new one where
// nobody has the key yet. The key is the first mark that is not empty.
func (r *reader) person(p Person) int {
	p.Name, p.Left = plainName(p.Name)
	switch {
	case p.Punch != "":
		p.Key = p.Punch
	case p.ID != "":
		p.Key = p.ID
	default:
		p.Key = p.Name
	}
	// Two people of one number and different names are two people: clocks hand
	// numbers on.
	k := p.Key + "\x00" + p.Name
	if i, ok := r.people[k]; ok {
		q := &r.out.People[i]
		q.Left = q.Left || p.Left
		for _, f := range []struct{ to, from *string }{{&q.ID, &p.ID}, {&q.Group, &p.Group}, {&q.Dept, &p.Dept}} {
			if *f.to == "" {
				*f.to = *f.from
			}
		}
		return i
	}
	r.people[k] = len(r.out.People)
	r.out.People = append(r.out.People, p)
	return len(r.out.People) - 1
}

// plainName takes blanks and the mark （离职） off a name.
func plainName(s string) (name string, left bool) {
	s = table.Clean(s)
	for _, m := range []string{"(离职)", "(已离职)", "[离职]", "【离职】"} {
		if t := strings.ReplaceAll(s, m, ""); t != s {
			s, left = strings.TrimSpace(t), true
		}
	}
	return table.ParseName(s), left
}
