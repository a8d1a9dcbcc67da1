package report

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// RosterFile is a roster workbook read back, as it stands: written by paiban and
// perhaps edited since, or made by hand. A roster made by hand has a heading row with
// 工号/ID and over each day column its date, or the number of the day below a title,
// in a sheet or in a file that names the month.
type RosterFile struct {
	Name   string // of the file
	Sheet  string
	Start  workcal.Date
	Days   int
	People []RosterRow
	Rotas  []RosterRow // Name is the rota's
	Breaks []RosterBreak

	Activities []RosterBreak // who attends what

	Notes []lang.Text // what was not read, and what had to be assumed

	// Generated is whether the file says what was generated; then Title, Preset and
	// Inputs (see Week) are known, and Edited lists the cells that differ, those of
	// people added or left out by the first cell of their row.
	Generated bool
	Title     string
	Preset    string
	Inputs    string
	Edited    []table.Pos
	State     State

	// Named is whether the sheet has no IDs: the ID of a row is the name then, until
	// [RosterFile.Identify] finds whose it is.
	Named bool

	head int         // row of the heading
	name int         // column of names; 0 is none
	was  *rosterMeta // nil where Generated is false
	cols []int       // column of each day

	Sheets int // of its file

	loose bool // something was edited that is not locked
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
		{Key: "id", Name: lang.T("工号", "ID"), Also: []string{"员工编号", "编号", "员工工号", "人员编号", "员工号"}, Required: true},
		{Key: "name", Name: lang.T("姓名", "Name"), Also: append([]string{"员工姓名", "员工", "名字"}, corners()...)},
	},
}

// corners are the headings of a name column that name the dates beside it too, as 姓名\日期.
func corners() (out []string) {
	for _, name := range []string{"姓名", "员工", "人员", "name"} {
		for _, date := range []string{"日期", "日", "星期", "date", "day"} {
			for _, sep := range []string{`\`, "/", "|"} {
				out = append(out, name+sep+date, date+sep+name)
			}
		}
	}
	return out
}

// namedSchema is that of a roster without IDs, as shops post where names are unique.
var namedSchema = func() table.Schema {
	s := rosterSchema
	s.Columns = []table.Column{s.Columns[1]}
	s.Columns[0].Required = true
	return s
}()

// find finds the first sheet that is a roster, with IDs or else with names alone. What is
// wrong goes to problems.
func find(b *table.Book, problems *table.Problems) *table.Records {
	var aside table.Problems
	schema := rosterSchema
	if b.Find(rosterSchema, &aside) == nil && b.Find(namedSchema, &aside) != nil {
		schema = namedSchema
	}
	return b.Find(schema, problems)
}

// Identify gives the rows of a roster without IDs the IDs that id knows of their names.
func (f *RosterFile) Identify(id func(name string) (string, bool)) {
	if !f.Named {
		return
	}
	for i := range f.People {
		if known, ok := id(f.People[i].Name); ok {
			f.People[i].ID = known
		}
	}
}

// ReadRoster reads a roster workbook: its first sheet that is one. near is a day near
// those of the roster, by which a year is found that it does not name; 0 is unknown. Its
// error is a table.Problems.
func ReadRoster(b *table.Book, near workcal.Date) (*RosterFile, error) {
	files, err := ReadRosters(b, near)
	if err != nil {
		return nil, err
	}
	f := files[0]
	for _, o := range files[1:] {
		f.note("%s：工作表“%s”（%s 起 %d 天）没有看，这里只看“%s”", "%[1]s: the sheet %[2]q (%[4]d days from %[3]s) is not looked at here, only %[5]q", f.Name, o.Sheet, o.Start, o.Days, f.Sheet)
	}
	return f, nil
}

// ReadRosters reads the rosters of a workbook, the first sheet that is one and every
// other one of other days, as shops have that keep a sheet a month. A further sheet of
// the same days is not read, which the first one's notes tell.
func ReadRosters(b *table.Book, near workcal.Date) ([]*RosterFile, error) {
	var problems table.Problems
	recs := find(b, &problems)
	if recs == nil {
		return nil, problems.Err()
	}
	first, err := readSheet(b, recs, near, &problems)
	if err != nil {
		return nil, err
	}
	first.Breaks, first.Activities = readSpans(b, breakSchema, &problems), readSpans(b, activitySchema, &problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	first.compareSpans()
	first.noteUnread(b, activitySchema)
	files := []*RosterFile{first}
	for i, sheet := range b.Sheets() {
		if sheet == recs.Sheet || sheet == metaSheet || breakSchema.Calls(sheet) || activitySchema.Calls(sheet) {
			continue
		}
		var aside table.Problems // a sheet that is no roster may hold anything
		recs := b.On(i, rosterSchema, &aside)
		if recs != nil && recs.Missing() != nil && first.Named { // else any list of people would do
			recs = b.On(i, namedSchema, &aside)
		}
		if recs == nil || recs.Missing() != nil {
			continue
		}
		f, err := readSheet(b, recs, near, &aside)
		switch {
		case err != nil:
			return nil, err
		case f.Days == 0:
		case len(aside) > 0:
			first.note("%s：工作表“%s”没有读：%s", "%s: the sheet %q is not read: %s", b.Name, sheet, aside[0].What)
		case slices.ContainsFunc(files, func(o *RosterFile) bool {
			return f.Start < o.Start+workcal.Date(o.Days) && o.Start < f.Start+workcal.Date(f.Days)
		}):
			first.note("%s：工作表“%s”也有 %s 起的班，没有读，以“%s”为准；不要的删掉，要用的只留一张", "%s: the sheet %q has shifts from %s too and is not read, the sheet %q counts; keep one of them", b.Name, sheet, f.Start, first.Sheet)
		default:
			f.Breaks, f.Activities = first.Breaks, first.Activities
			files = append(files, f)
		}
	}
	return files, nil
}

func (f *RosterFile) note(zh, en string, args ...any) {
	f.Notes = append(f.Notes, lang.F(zh, en, args...))
}

// readSheet reads the sheet that recs found. What is wrong in it goes to problems.
func readSheet(b *table.Book, recs *table.Records, near workcal.Date, problems *table.Problems) (*RosterFile, error) {
	f := &RosterFile{Name: b.Name, Sheet: recs.Sheet, Sheets: len(b.Sheets()), head: recs.Header.Number, name: recs.Col("name"), Named: recs.Col("id") == 0}
	var was *rosterMeta
	if !slices.ContainsFunc(b.Sheets(), rosterSchema.Calls) || rosterSchema.Calls(recs.Sheet) {
		var err error
		if was, err = readMeta(b); err != nil {
			return nil, err
		}
	}
	heads, err := f.headRows(b)
	if err != nil {
		return nil, err
	}
	if f.days(heads, was, near, problems); f.Days == 0 {
		return f, nil
	}
	f.rows(recs, heads, problems)
	f.compare(was, problems)
	f.ofItsWeek(problems)
	return f, nil
}

// rows reads the rows of people and of rotas.
func (f *RosterFile) rows(recs *table.Records, heads *rosterHeads, problems *table.Problems) {
	idCol, seen := recs.Col("id"), map[string]int{}
	var stray []int
	for rec := range recs.All() {
		row := RosterRow{Row: rec.Row.Number}
		for _, col := range []int{idCol, f.name} {
			text := rec.Row.At(col)
			if what, hint, broken := table.Broken(text); broken && col > 0 {
				problems.Add(f.pos(row.Row, col), what, hint)
			}
			switch {
			case col == 0:
			case col == f.name:
				row.Name = table.Clean(Lively(text))
			default:
				row.ID = table.ParseID(Lively(text))
			}
		}
		for _, c := range f.cols {
			text := rec.Row.At(c)
			if what, hint, broken := table.Broken(text); broken && (row.ID != "" || row.Name != "") {
				problems.Add(f.pos(row.Row, c), what, hint)
			}
			row.Cells = append(row.Cells, Lively(text))
		}
		if is(row.ID, headsMark) {
			break
		}
		if f.Named && (is(row.Name, headsMark) || is(table.Clean(rec.Row.At(1)), headsMark)) {
			break
		}
		somebody := row.ID != "" && (row.Name != "" || f.name == 0) || f.Named && row.Name != "" && !counts(row.Cells)
		if row.Row == heads.row || weekRow(row.Cells) && (!somebody || is(row.ID, weekMark)) {
			continue
		}
		f.beyondTheMonth(heads, rec.Row, problems)
		_, aside := rec.Aside()
		switch {
		case is(row.ID, dutyMark):
			f.Rotas = append(f.Rotas, row)
		case row.ID == "" && row.Name == "":
			if !counts(row.Cells) {
				stray = append(stray, row.Row)
			}
		case aside, f.words(row):
		case f.Named && seen[nameKey(row.Name)] > 0:
			problems.Add(f.pos(row.Row, f.name), lang.F("%s 在第 %d 行已经有了", "%s is in row %d already", row.Name, seen[nameKey(row.Name)]), lang.T("每人只留一行；同名的人加一列工号", "keep one row for each person; where two have the same name add a column of IDs"))
		case f.Named:
			row.ID = nameKey(row.Name)
			seen[row.ID] = row.Row
			f.People = append(f.People, row)
		case row.ID == "":
			problems.Add(f.pos(row.Row, idCol), lang.F("%s 没有工号", "%s has no ID", row.Name), lang.T("填上员工表里的工号", "fill in the ID of the staff list"))
		case seen[row.ID] > 0:
			problems.Add(f.pos(row.Row, idCol), lang.F("工号 %s 在第 %d 行已经有了", "ID %s is in row %d already", row.ID, seen[row.ID]), lang.T("每人只留一行", "keep one row for each person"))
		default:
			seen[row.ID] = row.Row
			f.People = append(f.People, row)
		}
	}
	if stray != nil {
		f.note("%s：第 %v 行有内容，但没有工号和姓名，没有读", "%s: rows %v have no ID and no name and are not read", f.pos(0, 0), joined(stray))
	}
}

// weekMark may stand before the weekdays.
var weekMark = lang.T("星期", "weekday")

func is(s string, t lang.Text) bool {
	return s != "" && (plain(s) == plain(t.ZH) || plain(s) == plain(t.EN))
}

func (f *RosterFile) pos(row, col int) table.Pos {
	return table.Pos{File: f.Name, Sheet: f.Sheet, Row: row, Col: col}
}

// Pos returns the place of day d in a row.
func (f *RosterFile) Pos(r RosterRow, d int) table.Pos { return f.pos(r.Row, f.cols[d]) }
