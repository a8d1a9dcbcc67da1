package report

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// RosterFile is a roster workbook read back, as it stands: written by paiban and
// perhaps edited since, or made by hand in the same layout (a heading row with
// 工号/ID and a date over each day column).
type RosterFile struct {
	Name   string // of the file
	Sheet  string
	Start  workcal.Date
	Days   int
	People []RosterRow
	Rotas  []RosterRow // Name is the rota's

	// Generated is whether the file says what was generated; then Title, Preset and
	// Inputs (see Week) are known, and Edited lists the cells that differ, those of
	// people added or left out by the first cell of their row.
	Generated bool
	Title     string
	Preset    string
	Inputs    string
	Edited    []table.Pos

	head int         // row of the heading
	name int         // column of names; 0 is none
	was  *rosterMeta // nil where Generated is false
	cols []int       // column of each day
}

// RosterRow is one row: a person's, or a rota's.
type RosterRow struct {
	ID, Name string
	Row      int      // in the sheet, from 1; 0 where the row is gone
	Cells    []string // [day], as written
}

var rosterSchema = table.Schema{
	Sheet: rosterSheet, Also: []string{"排班表", "排班", "schedule"},
	Columns: []table.Column{
		{Key: "id", Name: lang.T("工号", "ID"), Also: []string{"员工编号", "编号"}, Required: true},
		{Key: "name", Name: lang.T("姓名", "Name"), Also: []string{"员工姓名", "员工"}},
	},
}

// ReadRoster reads a roster workbook. Its error is a table.Problems.
func ReadRoster(b *table.Book) (*RosterFile, error) {
	var problems table.Problems
	recs := b.Find(rosterSchema, &problems)
	if recs == nil {
		return nil, problems.Err()
	}
	f := &RosterFile{Name: b.Name, Sheet: recs.Sheet, head: recs.Header.Number}
	was, err := readMeta(b)
	if err != nil {
		return nil, err
	}
	f.days(recs, was, &problems)
	idCol, nameCol := recs.Col("id"), recs.Col("name")
	f.name = nameCol
	seen := map[string]int{}
rows:
	for rec := range recs.All() {
		row := RosterRow{ID: table.ParseID(lively(rec.Row.At(idCol))), Row: rec.Row.Number}
		if nameCol > 0 {
			row.Name = table.Clean(lively(rec.Row.At(nameCol)))
		}
		for _, c := range f.cols {
			row.Cells = append(row.Cells, lively(rec.Row.At(c)))
		}
		switch {
		case is(row.ID, headsMark):
			break rows
		case is(row.ID, dutyMark):
			f.Rotas = append(f.Rotas, row)
		case row.ID == "" && row.Name == "":
		case row.ID == "":
			problems.Add(f.pos(row.Row, idCol), lang.F("%s 没有工号", "%s has no ID", row.Name), lang.T("填上员工表里的工号", "fill in the ID of the staff list"))
		case seen[row.ID] > 0:
			problems.Add(f.pos(row.Row, idCol), lang.F("工号 %s 在第 %d 行已经有了", "ID %s is in row %d already", row.ID, seen[row.ID]), lang.T("每人只留一行", "keep one row for each person"))
		default:
			seen[row.ID] = row.Row
			f.People = append(f.People, row)
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	f.compare(was)
	return f, nil
}

func is(s string, t lang.Text) bool {
	return s != "" && (plain(s) == plain(t.ZH) || plain(s) == plain(t.EN))
}

// days finds the date columns.
func (f *RosterFile) days(recs *table.Records, was *rosterMeta, problems *table.Problems) {
	year := 0
	if was != nil {
		year, _, _ = was.start.Civil()
	}
	for _, c := range recs.Header.Cells {
		date, ok := table.ParseDate(c.Text, year)
		if !ok {
			continue
		}
		if len(f.cols) == 0 {
			f.Start = date
		} else if want := f.Start + workcal.Date(len(f.cols)); date != want {
			problems.Add(f.pos(recs.Header.Number, c.Col), lang.F("日期 %s 的位置应是 %s", "the date is %s where %s is expected", date, want),
				lang.T("日期列要一天接一天，不缺不重", "the date columns must follow each other day by day"))
			return
		}
		f.cols = append(f.cols, c.Col)
	}
	f.Days = len(f.cols)
	if f.Days == 0 {
		problems.Add(f.pos(recs.Header.Number, 0), lang.T("表头没有日期", "the heading has no dates"),
			lang.T("表头要有每天的日期，如 2026-11-23", "the heading needs a date over each day, such as 2026-11-23"))
	}
}

func (f *RosterFile) pos(row, col int) table.Pos {
	return table.Pos{File: f.Name, Sheet: f.Sheet, Row: row, Col: col}
}

// Pos returns the place of day d in a row.
func (f *RosterFile) Pos(r RosterRow, d int) table.Pos { return f.pos(r.Row, f.cols[d]) }

// rosterMeta is what the hidden sheet says was generated.
type rosterMeta struct {
	title, preset, inputs string
	start                 workcal.Date
	people, rotas         []RosterRow
}

// readMeta reads the hidden sheet; nil where there is none.
func readMeta(b *table.Book) (*rosterMeta, error) {
	i := slices.Index(b.Sheets(), metaSheet)
	if i < 0 {
		return nil, nil
	}
	m := &rosterMeta{}
	for row, err := range b.Rows(i) {
		if err != nil {
			return nil, err
		}
		v := row.At(2)
		switch row.At(1) {
		case "paiban":
			if v != rosterFormat {
				return nil, nil
			}
		case "title":
			m.title = v
		case "preset":
			m.preset = v
		case "inputs":
			m.inputs = v
		case "start":
			m.start, err = workcal.ParseDate(v)
			if err != nil {
				return nil, nil
			}
		case "person":
			m.people = append(m.people, metaRow(row))
		case "rota":
			m.rotas = append(m.rotas, metaRow(row))
		}
	}
	return m, nil
}

func metaRow(row table.Row) RosterRow {
	r := RosterRow{ID: row.At(2)}
	for _, c := range row.Cells {
		if c.Col > 2 {
			for len(r.Cells) < c.Col-2 {
				r.Cells = append(r.Cells, "")
			}
			r.Cells[c.Col-3] = c.Text
		}
	}
	return r
}

// compare lists what differs from what was generated.
func (f *RosterFile) compare(was *rosterMeta) {
	if was == nil {
		return
	}
	f.Generated, f.Title, f.Preset, f.Inputs, f.was = true, was.title, was.preset, was.inputs, was
	f.compareRows(f.People, was.people, func(r RosterRow) string { return r.ID })
	f.compareRows(f.Rotas, was.rotas, func(r RosterRow) string { return r.Name })
	if was.start != f.Start {
		f.Edited = append(f.Edited, f.pos(0, 0))
	}
}

func (f *RosterFile) compareRows(now, was []RosterRow, key func(RosterRow) string) {
	before := map[string]RosterRow{}
	for _, r := range was {
		before[plain(r.ID)] = r
	}
	found := 0
	for _, r := range now {
		old, ok := before[plain(key(r))]
		if !ok {
			f.Edited = append(f.Edited, f.pos(r.Row, 1))
			continue
		}
		found++
		for d, text := range r.Cells {
			text0 := ""
			if d < len(old.Cells) {
				text0 = old.Cells[d]
			}
			if plain(text) != plain(text0) {
				f.Edited = append(f.Edited, f.Pos(r, d))
			}
		}
	}
	if found < len(was) {
		f.Edited = append(f.Edited, f.pos(0, 0))
	}
}

// Original returns f with the cells of its people and rotas as they were
// generated; nil where that is not known, or where the days or the people are
// others now.
func (f *RosterFile) Original() *RosterFile {
	if f.was == nil || f.was.start != f.Start || len(f.was.people) != len(f.People) {
		return nil
	}
	o := *f
	restore := func(now, was []RosterRow, key func(RosterRow) string) []RosterRow {
		out := slices.Clone(now)
		for i := range out {
			k := slices.IndexFunc(was, func(r RosterRow) bool { return plain(r.ID) == plain(key(out[i])) })
			if k < 0 || len(was[k].Cells) > f.Days {
				return nil
			}
			out[i].Cells = append(slices.Clone(was[k].Cells), make([]string, f.Days-len(was[k].Cells))...)
		}
		return out
	}
	o.People = restore(f.People, f.was.people, func(r RosterRow) string { return r.ID })
	o.Rotas = restore(f.Rotas, f.was.rotas, func(r RosterRow) string { return r.Name })
	if o.People == nil || o.Rotas == nil && f.Rotas != nil {
		return nil
	}
	return &o
}

// Changed reports whether somebody has edited the roster since it was
// generated, or made it by hand.
func (f *RosterFile) Changed() bool { return !f.Generated || len(f.Edited) > 0 }

// Matched is a roster file in the terms of a problem.
type Matched struct {
	Roster *schedule.Roster
	Leave  [][]string // [person][day]: the word of leave, or ""
	Who    [][]int    // [rota][day]: who has the duty, or schedule.Any; nil where the file has no row of it
	rows   []RosterRow
	file   *RosterFile
	offset int
}

// Pos returns the place of person i's cell on day d of the problem.
func (m *Matched) Pos(i, d int) table.Pos { return m.file.Pos(m.rows[i], m.offset+d) }

// Heading returns the place of the date over day d of the problem.
func (m *Matched) Heading(d int) table.Pos { return m.file.pos(m.file.head, m.file.cols[m.offset+d]) }

// Match reads the cells of f as a roster of p, which must lie within the days of
// f and have the same people, by ID. leave lists words of leave beyond
// [LeaveWords]; rotas are the names of the rotas that p's team has. The error is
// a table.Problems with every cell that could not be understood.
func (f *RosterFile) Match(p *schedule.Problem, rotas []lang.Text, leave ...string) (*Matched, error) {
	var problems table.Problems
	m := &Matched{Roster: schedule.NewRoster(p), Leave: make([][]string, len(p.People)), rows: make([]RosterRow, len(p.People)), file: f, offset: int(p.Start - f.Start)}
	if m.offset < 0 || m.offset+p.Days > f.Days {
		problems.Add(f.pos(0, 0), lang.F("班表是 %s 起的 %d 天，要的是 %s 起的 %d 天", "the roster has %[2]d days from %[1]s; %[4]d days from %[3]s are needed", f.Start, f.Days, p.Start, p.Days), lang.T("换成同一期的班表", "give the roster of the same days"))
		return nil, problems.Err()
	}
	words := NewWords(p.Shifts, leave...)
	people := map[string]int{}
	for i := range p.People {
		people[plain(p.People[i].ID)] = i
		m.Leave[i] = make([]string, p.Days)
	}
	for _, r := range f.People {
		i, ok := people[plain(r.ID)]
		if !ok {
			problems.Add(f.pos(r.Row, 1), lang.F("工号 %s（%s）不在员工表里", "ID %s (%s) is not in the staff list", r.ID, r.Name), lang.T("在员工表里加上这个人，或删掉这一行", "add the person to the staff list, or delete the row"))
			continue
		}
		m.rows[i] = r
		if who := &p.People[i]; r.Name != "" && bareName(r.Name) != plain(who.Name) {
			problems.Add(f.pos(r.Row, f.name), lang.F("工号 %s 是 %s，这一行却写着 %q", "ID %s is %s, but the row says %q", who.ID, who.Name, r.Name), whose(p, r.Name))
		}
		for d := range p.Days {
			text := r.Cells[m.offset+d]
			s, off, ok := words.Parse(text)
			if !ok {
				problems.Add(m.Pos(i, d), lang.F("%s %s 的 %q 不是班次，也不是休息或请假", "%s on %s: %q is not a shift, rest day or leave", p.People[i].Name, p.Date(d), text), table.HintFor(text, words.Allowed()))
				continue
			}
			if s != schedule.Off {
				s = p.CutOf(i, d, s)
			}
			m.Roster.Cells[i][d], m.Leave[i][d] = s, off
		}
	}
	for i := range p.People {
		if who := &p.People[i]; m.rows[i].Row == 0 && who.First < who.Last {
			problems.Add(f.pos(0, 0), lang.F("班表里没有 %s（工号 %s）", "%s (ID %s) is not in the roster", who.Name, who.ID), lang.T("补上这一行，或在员工表里填离职日期", "add the row, or fill in the leaving date in the staff list"))
		}
	}
	m.Who = make([][]int, len(rotas))
	for k, name := range rotas {
		for _, r := range f.Rotas {
			if is(r.Name, name) {
				m.Who[k] = m.duty(p, r, &problems)
			}
		}
	}
	return m, problems.Err()
}

// bareName returns a name as it is compared, without the mark of a trainee.
func bareName(s string) string {
	return strings.TrimSuffix(strings.TrimSuffix(plain(s), plain(traineeMark.ZH)), plain(traineeMark.EN))
}

// whose is the hint for a row whose name is not that of its ID.
func whose(p *schedule.Problem, name string) lang.Text {
	for i := range p.People {
		if plain(p.People[i].Name) == bareName(name) {
			return lang.F("%s 的工号是 %s：改正工号，或改回姓名", "%s has ID %s: correct the ID or the name", p.People[i].Name, p.People[i].ID)
		}
	}
	return lang.T("改正姓名；换了人就写新人的工号，先加进员工表", "correct the name; for somebody new write their ID, after adding them to the staff list")
}

// duty reads the names in a rota's row.
func (m *Matched) duty(p *schedule.Problem, r RosterRow, problems *table.Problems) []int {
	who, names := make([]int, p.Days), personLabels(p.People)
	for d := range who {
		who[d] = schedule.Any
		text := plain(r.Cells[m.offset+d])
		if text == "" || text == "-" || text == "—" {
			continue
		}
		for i := range p.People {
			if text == plain(names[i]) || text == plain(p.People[i].ID) {
				who[d] = i
			}
		}
		if who[d] == schedule.Any {
			problems.Add(m.file.Pos(r, m.offset+d), lang.F("%s：没有叫 %q 的员工", "%s: there is nobody called %q", r.Name, r.Cells[m.offset+d]),
				lang.T("填班表里的一个姓名", "put one of the names in the roster"))
		}
	}
	return who
}
