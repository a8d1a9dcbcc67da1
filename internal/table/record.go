package table

import (
	"iter"
	"regexp"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Column is a column that a table may have, found by its heading.
type Column struct {
	Key      string // by which the program asks for it
	Name     lang.Text
	Also     []string // other headings that mean the same
	Required bool     // the column must be there and no record may leave it empty
	Example  []string // what the example row of a template may hold there; nil is nothing
}

// names returns all headings of the column, the preferred ones first.
func (c Column) names() []string {
	names := []string{c.Name.ZH}
	if c.Name.EN != c.Name.ZH {
		names = append(names, c.Name.EN)
	}
	return append(names, c.Also...)
}

// Schema says what table is looked for in a book.
type Schema struct {
	Sheet    lang.Text // name of the sheet; zero where any sheet with the columns will do
	Also     []string  // other names of it
	Optional bool      // a book without a sheet of that name is no problem
	Columns  []Column
	Year     int // of dates that are written without one; 0 refuses them
}

// headerRows is how far down a heading row is looked for.
const headerRows = 20

// Records is a table found in a book: a heading row and the records below it.
type Records struct {
	Book   *Book
	Sheet  string
	Header Row // as it stands in the file

	schema   Schema
	sheet    int
	cols     map[string]int // column by key
	order    *DateOrder     // of its dates; nil before one is asked for
	names    [][]string     // see wanted
	problems *Problems
}

// Find looks for the table of schema in b. A sheet with the right name is taken
// first, else the first sheet with a heading row that holds all required
// columns. Where the table, or a required column, is missing it says so in
// problems and returns nil; nil without a problem means that an optional sheet is missing.
func (b *Book) Find(schema Schema, problems *Problems) *Records {
	sheets := b.Sheets()
	named := make([]int, 0, len(sheets))
	if !schema.Sheet.IsZero() {
		for i, s := range sheets {
			if schema.Calls(s) {
				named = append(named, i)
			}
		}
		if len(named) == 0 && schema.Optional && sheets[0] != "" {
			return nil
		}
	}
	try := named
	if len(try) == 0 {
		for i := range sheets {
			try = append(try, i)
		}
	}
	var best *Records
	for _, i := range try {
		r := b.On(i, schema, problems)
		if r == nil {
			return nil
		}
		if len(r.Missing()) == 0 && len(r.cols) > 0 {
			best = r
			break
		}
		if best == nil || len(r.cols) > len(best.cols) {
			best = r
		}
	}
	if missing := best.Missing(); (len(missing) > 0 || len(best.cols) == 0) && len(named) == 0 && len(sheets) > 1 && !schema.Sheet.IsZero() {
		problems.Add(Pos{File: b.Name},
			lang.F("没有工作表“%s”；有的是：%s", "there is no sheet %q; there are: %s", schema.Sheet, strings.Join(sheets, "、")),
			lang.F("把工作表改名为“%s”，或换一个文件", "rename the sheet to %q, or take another file", schema.Sheet))
		return nil
	}
	return best.Whole()
}

// Whole returns the records where the sheet has every required column and each heading
// once. Else it says in the problems what is wrong, and returns nil.
func (r *Records) Whole() *Records {
	missing, at := r.Missing(), Pos{File: r.Book.Name, Sheet: r.Sheet, Row: r.Header.Number}
	switch {
	case len(missing) == 0 && len(r.cols) > 0:
		return r.once()
	case r.Empty():
		r.problems.Add(at, lang.T("工作表是空的", "the sheet is empty"), lang.F("表头应有：%s", "the headings should be: %s", headings(r.schema.Columns)))
	case len(r.cols) == 0 && Garbled(r.found()):
		r.problems.Add(at, GarbledText(r.found()), GarbledHint)
	case len(r.cols) == 0:
		r.problems.Add(at, lang.F("前 %d 行里找不到表头；第一行是：%s", "no heading row among the first %d rows; the first one reads: %s", headerRows, r.found()),
			lang.F("表头应有：%s", "the headings should be: %s", headings(r.schema.Columns)))
	default:
		for _, c := range missing {
			r.problems.Add(at, lang.F("缺少“%s”列；这一行的表头是：%s", "there is no column %q; the headings of this row are: %s", c.Name, r.found()),
				lang.F("加上“%s”列（表头可写：%s）", "add the column %q (headings known: %s)", c.Name, strings.Join(c.names(), "、")))
		}
	}
	return nil
}

// On looks for the table of schema on the i-th sheet, whatever its name. It returns nil,
// and says so in problems, where the sheet cannot be read.
func (b *Book) On(i int, schema Schema, problems *Problems) *Records {
	r := &Records{Book: b, Sheet: b.Sheets()[i], schema: schema, sheet: i, problems: problems}
	if err := r.findHeader(); err != nil {
		*problems = append(*problems, err)
		return nil
	}
	return r
}

// Calls reports whether a sheet has one of the names that the schema gives it.
func (s Schema) Calls(sheet string) bool { return matches(sheet, s.Sheet, s.Also) }

// Empty reports whether nothing stands in the sheet.
func (r *Records) Empty() bool { return r.Header.Number == 0 }

// Known lists the keys of the columns that the sheet has, in the schema's order.
func (r *Records) Known() (keys []string) {
	for _, c := range r.schema.Columns {
		if r.Has(c.Key) {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

func headings(columns []Column) lang.Text {
	var names []lang.Text
	for _, c := range columns {
		if c.Required {
			names = append(names, c.Name)
		}
	}
	if len(names) == 0 {
		for _, c := range columns {
			names = append(names, c.Name)
		}
	}
	return lang.Join(names, "、", ", ")
}

// found lists the headings of the heading row, shortened.
func (r *Records) found() string {
	var names []string
	for _, c := range r.Header.Cells {
		if len(names) == 30 {
			names = append(names, "…")
			break
		}
		names = append(names, Clean(c.Text))
	}
	return strings.Join(names, "、")
}

var inBrackets = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】`)

// Heading reduces a heading to what matters in it: no blanks, no case, no width, no
// asterisks, no hyphens or underscores, nothing in brackets such as a unit, (必填)
// or 【必填】, no colon at the ends, 編號 as 编号. A heading all in brackets keeps its words. Every
// list that knows its columns by their headings compares them by it.
func Heading(s string) string {
	s = Simplified(strings.ToLower(Clean(s)))
	if t := inBrackets.ReplaceAllString(s, ""); strings.TrimSpace(t) != "" {
		s = t
	}
	return strings.Trim(ornaments.Replace(s), ":")
}

// ornaments are what headings are decorated with.
var ornaments = strings.NewReplacer(" ", "", "*", "", "_", "", "-", "")

func matches(s string, name lang.Text, also []string) bool {
	s = Heading(s)
	if s == "" {
		return false
	}
	if s == Heading(name.ZH) || s == Heading(name.EN) {
		return true
	}
	for _, a := range also {
		if s == Heading(a) {
			return true
		}
	}
	return false
}

// findHeader takes the row among the first ones that holds most columns.
func (r *Records) findHeader() *Problem {
	t := r.Book.top(r.sheet)
	if t.problem != nil {
		return t.problem
	}
	for _, row := range t.rows {
		if cols := r.columns(&row); len(cols) > len(r.cols) {
			r.cols, r.Header = cols, row
		}
	}
	if r.Header.Number == 0 && len(t.rows) > 0 {
		r.Header = t.rows[0]
	}
	return nil
}

// top is what stands in the first headerRows rows of a sheet, or why they cannot be read.
type top struct {
	rows    []Row
	problem *Problem
}

// top reads the first rows of a sheet once, since a sheet is compared with one schema
// after another.
func (b *Book) top(sheet int) top {
	t, ok := b.tops[sheet]
	if ok {
		return t
	}
	for row, err := range b.Rows(sheet) {
		if err != nil {
			t.problem = err.(*Problem)
			break
		}
		if row.Number > headerRows {
			break
		}
		t.rows = append(t.rows, clone(row))
	}
	if b.tops == nil {
		b.tops = map[int]top{}
	}
	b.tops[sheet] = t
	return t
}

func clone(row Row) Row { return Row{row.Number, append([]Cell(nil), row.Cells...)} }

// columns matches a row with the schema. Where several headings name one column
// the one first in the schema's order of names wins.
func (r *Records) columns(row *Row) map[string]int {
	cols := map[string]int{}
	folded := make([]string, len(row.Cells))
	for i, c := range row.Cells {
		if len(c.Text) < 200 { // no heading is longer
			folded[i] = Heading(c.Text)
		}
	}
	for k, c := range r.schema.Columns {
	names:
		for _, name := range r.wanted()[k] {
			for i, f := range folded {
				if f != "" && f == name {
					cols[c.Key] = row.Cells[i].Col
					break names
				}
			}
		}
	}
	return cols
}

// wanted are the headings of each column of the schema, reduced, worked out once.
func (r *Records) wanted() [][]string {
	if r.names == nil {
		for _, c := range r.schema.Columns {
			var names []string
			for _, name := range c.names() {
				names = append(names, Heading(name))
			}
			r.names = append(r.names, names)
		}
	}
	return r.names
}

// Missing lists the required columns that the sheet does not have.
func (r *Records) Missing() (missing []Column) {
	for _, c := range r.schema.Columns {
		if _, ok := r.cols[c.Key]; c.Required && !ok {
			missing = append(missing, c)
		}
	}
	return missing
}

// once refuses a heading that appears twice in the row, since either could be meant.
func (r *Records) once() *Records {
	ok := true
	for _, c := range r.schema.Columns {
		col, there := r.cols[c.Key]
		if !there {
			continue
		}
		want := Heading(r.Header.At(col))
		for _, h := range r.Header.Cells {
			if h.Col != col && Heading(h.Text) == want {
				ok = false
				r.problems.Add(Pos{r.Book.Name, r.Sheet, r.Header.Number, h.Col},
					lang.F("表头 %q 出现了两次（另一个在 %s 列）", "the heading %q appears twice (also in column %s)", Clean(h.Text), Letters(col)),
					lang.T("删去或改名其中一个", "delete or rename one of them"))
				break
			}
		}
	}
	if !ok {
		return nil
	}
	return r
}

// Has reports whether the table has the column.
func (r *Records) Has(key string) bool { _, ok := r.cols[key]; return ok }

// Col returns the column of key, from 1; 0 if the table does not have it.
func (r *Records) Col(key string) int { return r.cols[key] }

// Record is one row below the headings. Its getters interpret a cell as what
// the column should hold. A cell that is not that, or is empty in a required
// column, is added to the problems, and the getter reports false (or returns
// nothing); an empty cell of another column only reports false. So is a cell
// whose value the file does not hold (see [Broken]), and one that a cell merged
// over several columns covers; those that a cell merged over several rows covers
// have its text.
type Record struct {
	Row    Row
	r      *Records
	failed *bool
	told   *[]string // keys of the cells that hold nothing to be read
}

// All streams the records. Rows without anything in them are left out, and the
// example row of a template as it was made. Rows that somebody may have meant
// otherwise are among the records: see [Record.Aside]. A file that cannot be read on is
// a problem and ends the stream.
func (r *Records) All() iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		*r.problems = append(*r.problems, r.Book.LostLines()...)
		for row, err := range r.Book.Filled(r.sheet, r.Header.Number) {
			if err != nil {
				*r.problems = append(*r.problems, err.(*Problem))
				return
			}
			if row.Number <= r.Header.Number || blank(row) {
				continue
			}
			rec := &Record{Row: row, r: r, failed: new(bool), told: new([]string)}
			if rec.untouched() {
				continue
			}
			if !yield(rec) {
				return
			}
		}
	}
}

func blank(row Row) bool {
	for _, c := range row.Cells {
		if Clean(c.Text) != "" {
			return false
		}
	}
	return true
}

// OK reports whether no getter has found fault with the record so far.
func (rec *Record) OK() bool { return !*rec.failed }

// Pos returns the place of the cell under key, or of the row where the table
// does not have the column.
func (rec *Record) Pos(key string) Pos {
	return Pos{rec.r.Book.Name, rec.r.Sheet, rec.Row.Number, rec.r.cols[key]}
}

// Problem adds a problem at the cell under key.
func (rec *Record) Problem(key string, what, hint lang.Text) {
	*rec.failed = true
	rec.r.problems.Add(rec.Pos(key), what, HintFor(rec.Raw(key), hint))
}

// HintFor returns what to do about a cell that holds text: hint, or, where its
// value is not in the file, how to get it.
func HintFor(text string, hint lang.Text) lang.Text {
	if what, how, broken := Broken(text); broken {
		return lang.F("%s：%s", "%s: %s", what, how)
	}
	return hint
}

// Has reports whether the table has the column.
func (rec *Record) Has(key string) bool { return rec.r.Has(key) }

// Given reports whether the cell under key holds anything.
func (rec *Record) Given(key string) bool { return Clean(rec.Row.At(rec.r.cols[key])) != "" }

// Raw returns the cell under key as the file stores it.
func (rec *Record) Raw(key string) string { return rec.Row.At(rec.r.cols[key]) }

// Text returns the cell under key, cleaned; "" where it is empty.
func (rec *Record) Text(key string) string {
	s := Clean(rec.Raw(key))
	if what, hint, broken := rec.unreadable(key); broken {
		if !slices.Contains(*rec.told, key) {
			*rec.told = append(*rec.told, key)
			*rec.failed = true
			rec.r.problems.Add(rec.Pos(key), lang.F("“%s”：%s", "%s: %s", rec.r.name(key), what), hint)
		}
		return ""
	}
	if s == "" {
		rec.empty(key)
	}
	return s
}

// unreadable reports whether what stands in the cell under key is not its value.
func (rec *Record) unreadable(key string) (what, hint lang.Text, unreadable bool) {
	if rec.Row.MergedAt(rec.r.cols[key]) == Across {
		return MergedText, MergedHint, true
	}
	return Broken(rec.Raw(key))
}

// ID returns the cell under key as an identifier; see [ParseID]. One that has lost
// digits is a problem; see [LostDigits].
func (rec *Record) ID(key string) string {
	s := rec.Text(key)
	if c := rec.Row.cell(rec.r.cols[key]); s != "" && LostDigits(c.Text, c.Number) {
		rec.Problem(key, LostDigitsText(s), LostDigitsHint)
	}
	return ParseID(s)
}

// Int returns the cell under key as a whole number.
func (rec *Record) Int(key string) (int, bool) {
	return get(rec, key, ParseInt, lang.T("整数", "a whole number"), lang.T("只填数字，如 8", "write digits only, such as 8"))
}

// Float returns the cell under key as a number.
func (rec *Record) Float(key string) (float64, bool) {
	return get(rec, key, ParseFloat, lang.T("数字", "a number"), lang.T("只填数字，如 7.5", "write a number, such as 7.5"))
}

// Bool returns the cell under key as yes or no.
func (rec *Record) Bool(key string) (bool, bool) {
	return get(rec, key, ParseBool, lang.T("是或否", "yes or no"), lang.T("填 是 或 否", "write yes or no"))
}

// Date returns the cell under key as a date; see [ParseDate]. The order of day,
// month and year is that of the whole table; see [DateOrder].
func (rec *Record) Date(key string) (date workcal.Date, ok bool) {
	if rec.unclear(key) {
		return 0, false
	}
	return get(rec, key, func(s string) (workcal.Date, bool) { return rec.r.order.Date(s, rec.r.schema.Year) },
		lang.T("日期，或者没有这一天", "a date, or there is no such day"), lang.T("写成 2026-11-21", "write it as 2026-11-21"))
}

// DateOf reads a date that is part of a cell, as [Record.Date] reads a whole one.
func (rec *Record) DateOf(s string) (workcal.Date, bool) {
	return rec.r.dateOrder().Date(s, rec.r.schema.Year)
}

// Moment returns the cell under key as a date with or without a time of day; see
// [ParseMoment] and [DateOrder].
func (rec *Record) Moment(key string) (m Moment, ok bool) {
	if rec.unclear(key) {
		return m, false
	}
	return get(rec, key, func(s string) (Moment, bool) { return rec.r.order.Moment(s, rec.r.schema.Year) },
		lang.T("日期和时间，或者没有这一天、这一刻", "a date and time, or there is no such day or time"), lang.T("写成 2026-11-21 08:30", "write it as 2026-11-21 08:30"))
}

// unclear adds a problem where the date under key has two meanings. The order of
// the table is known from then on.
func (rec *Record) unclear(key string) bool {
	what, hint, unclear := rec.r.dateOrder().Unclear(rec.Raw(key))
	if unclear {
		rec.Problem(key, what, hint)
	}
	return unclear
}

// dateOrder returns the order of the dates in all columns of the table.
func (r *Records) dateOrder() *DateOrder {
	if r.order != nil {
		return r.order
	}
	r.order = &DateOrder{Today: r.Book.Today}
	for row, err := range r.Book.Rows(r.sheet) {
		if err != nil {
			break // told by whoever reads the records
		}
		if row.Number <= r.Header.Number || (&Record{Row: row, r: r}).untouched() {
			continue
		}
		for _, col := range r.cols {
			if c := row.cell(col); c != nil {
				r.order.See(c.Text)
			}
		}
	}
	return r.order
}

// Minute returns the cell under key as a time of day in minutes from midnight;
// see [ParseMinute].
func (rec *Record) Minute(key string) (int, bool) {
	return get(rec, key, ParseMinute, lang.T("时间", "a time of day"),
		lang.T("写成 08:30；次日凌晨写成 25:30 或 次日 01:30", "write it as 08:30, or after midnight as 25:30 or +1 01:30"))
}

// get interprets the cell under key by parse.
func get[T any](rec *Record, key string, parse func(string) (T, bool), kind, hint lang.Text) (value T, ok bool) {
	s := rec.Text(key)
	if s == "" {
		return value, false
	}
	if v, ok := parse(s); ok {
		return v, true
	}
	rec.Problem(key, lang.F("%s的值 %q 不是%s", "%s: %q is not %s", rec.r.name(key), s, kind), hint)
	return value, false
}

// empty adds a problem where a required column is left empty, once a record.
func (rec *Record) empty(key string) {
	for _, c := range rec.r.schema.Columns {
		if c.Key == key && c.Required {
			rec.Problem(key, lang.F("“%s”没有填", "%s is empty", c.Name), lang.T("填上，或删去整行", "fill it in, or delete the row"))
		}
	}
}

// name returns the heading under which the column stands in the file.
func (r *Records) name(key string) string {
	return Clean(r.Header.At(r.cols[key]))
}

// Shown returns the cell under key as a spreadsheet shows it where that is a percentage;
// see [Row.Shown].
func (rec *Record) Shown(key string) string { return Clean(rec.Row.Shown(rec.r.cols[key])) }
