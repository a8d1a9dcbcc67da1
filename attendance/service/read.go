package service

import (
	"fmt"
	"regexp"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// headRows is how far down a sheet its headings are looked for.
const headRows = 20

// Read reads a report. of is the month whose folder it lies in, which rows without a date
// are of; mapping names columns that are not known by their headings. A file without any
// sheet that names people and figures is an error that lists the headings found.
func Read(b *table.Book, of workcal.Month, mapping []attendance.ServiceColumn) (*Export, error) {
	r := &reader{book: b, of: of, mapping: mapping, out: Export{File: b.Name}}
	for _, l := range b.Lost {
		r.drop(table.Pos{File: b.Name, Row: l.Row}, l.Text, l.Why)
	}
	found := false
	var seen []string
	for i, name := range b.Sheets() {
		c, titles, heads, err := r.headings(i)
		if err != nil {
			return nil, err
		}
		if c.fit() == 0 {
			if heads != "" {
				seen = append(seen, heads)
				r.idle = append(r.idle, name)
			}
			continue
		}
		found = true
		if err := r.sheet(i, c, titles); err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, r.unknown(seen)
	}
	for _, name := range r.idle {
		r.drop(table.Pos{File: b.Name, Sheet: name}, name, lang.T("这张表没有认出客服和指标的列，没有读", "no columns of agents and figures are known on this sheet; it is not read"))
	}
	if len(r.out.Rows) == 0 {
		var problems table.Problems
		problems.Add(table.Pos{File: b.Name}, lang.T("表头认得，但没有一行用得上", "the headings are known, but no line can be used"), lang.T("换一个导出文件，或检查导出的日期范围", "use another export, or check its range of dates"))
		for i, d := range r.out.Dropped {
			if i == 10 {
				break
			}
			problems.Add(d.Where, d.Why, lang.Text{})
		}
		return nil, problems
	}
	return &r.out, nil
}

// reader is a file being read.
type reader struct {
	book    *table.Book
	of      workcal.Month
	mapping []attendance.ServiceColumn
	out     Export
	idle    []string // sheets without columns that are known
}

// unknown says that a file is no report, with the headings found.
func (r *reader) unknown(seen []string) error {
	heads := strings.Join(seen, "；")
	if table.Garbled(heads) {
		return &table.Problem{Pos: table.Pos{File: r.book.Name, Row: 1}, What: table.GarbledText(heads), Hint: table.GarbledHint}
	}
	if heads == "" {
		return &table.Problem{Pos: table.Pos{File: r.book.Name}, What: lang.T("文件是空的", "the file is empty"), Hint: lang.T("重新导出一次", "export it again")}
	}
	return &table.Problem{Pos: table.Pos{File: r.book.Name},
		What: lang.F("认不出是谁的什么数据；看到的是：%s", "whose figures these are is not known; what stands there: %s", short(heads, 200)),
		Hint: lang.T("要有客服（姓名、工号或账号）一列和至少一列指标；表头不同的，在 paiban.yaml 的 attendance.service_columns 里对照", "it needs a column of agents (name, ID or account) and at least one of figures; map other headings under attendance.service_columns in paiban.yaml")}
}

// headings finds the row of headings of a sheet. titles is what stands above it, heads the
// first row with text, to be shown.
func (r *reader) headings(sheet int) (best columns, titles, heads string, err error) {
	var above []string
	var rowText string
	for row, err := range r.book.Rows(sheet) {
		if err != nil {
			return best, "", "", err
		}
		if row.Number > headRows {
			break
		}
		var texts []string
		for _, c := range row.Cells {
			if s := table.Clean(c.Text); s != "" && len(texts) < 30 {
				texts = append(texts, s)
			}
		}
		text := strings.Join(texts, "、")
		if heads == "" || len(texts) > 2 && !strings.Contains(heads, "、") {
			heads = text
		}
		if c := find(&row, r.mapping); c.fit() > best.fit() {
			best, titles, rowText = c, strings.Join(above, " "), text
		}
		above = append(above, text)
	}
	best.platform = platformOf(r.book.Name + " " + r.book.Sheets()[sheet] + " " + titles + " " + rowText)
	return best, titles, heads, nil
}

// sums are the words of rows that add up others.
var sums = regexp.MustCompile(`^(合计|总计|小计|共计|总和|平均|均值)|^(汇总|全部|整体|店铺|全店|本店|团队|人均|中位数|最大值|最小值|标准|目标)(合计|汇总|平均|均值|数据|值)*$|^(grand|sub|team|shop)?(totals?|sum|average|avg|mean|overall|median|target)$`)

// sheet reads the rows of a sheet.
func (r *reader) sheet(i int, c columns, titles string) error {
	name := r.book.Sheets()[i]
	at := func(row, col int) table.Pos { return table.Pos{File: r.book.Name, Sheet: name, Row: row, Col: col} }
	r.tellColumns(&c, at)
	order := table.DateOrder{Today: r.book.Today}
	for row, err := range r.book.Filled(i, c.header) {
		if err != nil {
			return err
		}
		if row.Number <= c.header {
			continue
		}
		for _, col := range []int{c.date, c.from, c.to} {
			if col > 0 {
				order.See(row.At(col))
			}
		}
		for k := range c.figures {
			if f := &c.figures[k]; f.unit == attendance.Share && !r.aside(&row, &c) {
				f.shares.see(row.At(f.col), strings.HasSuffix(row.Shown(f.col), "%"))
			}
		}
	}
	whole, said := r.wholeSheet(name, titles)
	if c.date == 0 && c.from == 0 && !said {
		r.out.Notes = append(r.out.Notes, lang.F("%v：没有日期列，当作 %v 整月的数", "%v: there is no column of dates; the figures are taken as those of the whole of %v", at(c.header, 0), r.of))
	}
	for row, err := range r.book.Filled(i, c.header) {
		if err != nil {
			return err
		}
		if row.Number > c.header {
			r.row(&row, &c, &order, whole, at)
		}
	}
	return nil
}

// wholeSheet returns the dates of a sheet whose rows have none, and whether the sheet or
// the file says so.
func (r *reader) wholeSheet(name, titles string) (days, bool) {
	for _, text := range []string{titles, name, strings.TrimSuffix(r.book.Name, ".xlsx")} {
		if d, ok := spanIn(text); ok {
			return d, true
		}
	}
	return month(r.of), strings.Contains(titles+name+r.book.Name, r.of.String())
}

// tellColumns tells of the columns that are not used.
func (r *reader) tellColumns(c *columns, at func(row, col int) table.Pos) {
	list := func(cells []table.Cell) lang.Text {
		var names []lang.Text
		for _, cell := range cells {
			names = append(names, lang.F("%s（%s）", "%[2]s (%[1]s)", table.Letters(cell.Col), short(table.Clean(cell.Text), 30)))
		}
		return lang.Join(names, "、", ", ")
	}
	if c.unused != nil {
		r.out.Notes = append(r.out.Notes, lang.F("%v：没有用的列：%s；要用就在 paiban.yaml 的 attendance.service_columns 里对照，不用就写 ignore", "%v: columns that are not used: %s; map them under attendance.service_columns in paiban.yaml, or name them with ignore", at(c.header, 0), list(c.unused)))
	}
	if c.again != nil {
		r.out.Notes = append(r.out.Notes, lang.F("%v：这些列和别的列说的是同一项，没有用：%s", "%v: these columns say what another one says and are not used: %s", at(c.header, 0), list(c.again)))
	}
}

// aside reports whether a row adds up others or repeats the headings.
func (r *reader) aside(row *table.Row, c *columns) bool {
	for _, col := range []int{c.account, c.name, c.id, c.date, 1} {
		if col > 0 && sums.MatchString(heading(row.At(col))) && !strings.Contains(row.At(col), ":") && !strings.Contains(row.At(col), "：") {
			return true
		}
	}
	again := find(row, nil)
	return again.fit() > 2
}

// row takes a row.
func (r *reader) row(row *table.Row, c *columns, order *table.DateOrder, whole days, at func(row, col int) table.Pos) {
	var line []string
	for i, cell := range row.Cells {
		if text := table.Clean(cell.Text); text != "" && i < 8 {
			line = append(line, text)
		}
	}
	if line == nil {
		return
	}
	r.out.Lines++
	what := strings.Join(line, " ")
	if r.aside(row, c) {
		r.drop(at(row.Number, 0), what, lang.T("合计、平均或表头，不是一个人的数", "a total, a mean or headings: not the figures of one person"))
		return
	}
	out := Row{Where: at(row.Number, 0), Who: Agent{Platform: c.platform}}
	cell := func(col int) string {
		if col == 0 || row.MergedAt(col) == table.Across {
			return ""
		}
		return table.Clean(row.At(col))
	}
	out.Who.Account, out.Who.Name, out.Who.ID, out.Who.Shop = cell(c.account), cell(c.name), table.ParseID(cell(c.id)), cell(c.shop)
	for _, s := range []*string{&out.Who.Account, &out.Who.Name, &out.Who.ID} {
		if blank(*s) {
			*s = ""
		}
	}
	if out.Who.Account+out.Who.Name+out.Who.ID == "" {
		r.drop(at(row.Number, max(c.account, c.name, c.id)), what, lang.T("没有写是谁", "it does not say who"))
		return
	}
	when, why := r.when(row, c, order, whole)
	if !why.IsZero() {
		r.drop(at(row.Number, max(c.date, c.from)), what, why)
		return
	}
	out.From, out.To = when.from, when.to
	for k := range c.figures {
		f := &c.figures[k]
		text := row.At(f.col)
		if blank(text) {
			continue
		}
		v, why := f.read(row)
		if !why.IsZero() {
			r.drop(at(row.Number, f.col), fmt.Sprintf("%s %s", f.heading, text), why)
			continue
		}
		out.Cells = append(out.Cells, Cell{f.metric, v, f.col})
	}
	if out.Cells == nil {
		r.drop(at(row.Number, 0), what, lang.T("这一行没有数", "there is no figure in this line"))
		return
	}
	r.out.Rows = append(r.out.Rows, out)
}

// when reads the dates of a row, or says why they cannot be.
func (r *reader) when(row *table.Row, c *columns, order *table.DateOrder, whole days) (days, lang.Text) {
	read := func(col int) (days, lang.Text) {
		text := row.At(col)
		if what, _, unclear := order.Unclear(text); unclear {
			return days{}, what
		}
		d, ok := span(text, order, r.of.Year)
		switch {
		case !ok:
			return d, lang.F("日期 %q 看不懂", "the date %q is not understood", short(table.Clean(text), 40))
		case table.Far(d.from, r.book.Today):
			return d, table.FarText(d.from)
		}
		return d, lang.Text{}
	}
	switch {
	case c.from > 0 && c.to > 0:
		a, why := read(c.from)
		if !why.IsZero() {
			return a, why
		}
		b, why := read(c.to)
		if !why.IsZero() {
			return b, why
		}
		if b.to <= a.from || b.to-a.from > 400 {
			return a, lang.T("结束早于开始，或相差太久", "the end is before the start, or too far from it")
		}
		return days{a.from, b.to}, lang.Text{}
	case c.date > 0:
		return read(c.date)
	case c.from > 0:
		return read(c.from)
	}
	return whole, lang.Text{}
}

// read reads the cell of a column of figures.
func (f *figureColumn) read(row *table.Row) (v float64, why lang.Text) {
	text := row.At(f.col)
	if what, _, broken := table.Broken(text); broken {
		return 0, what
	}
	if row.MergedAt(f.col) != 0 {
		return 0, table.MergedText
	}
	percent := strings.HasSuffix(row.Shown(f.col), "%")
	ok := false
	switch f.unit {
	case attendance.Share:
		if f.shares.unclear() && !percent && !strings.HasSuffix(table.Clean(text), "%") && table.Clean(text) != "0" {
			return 0, lang.F("%q 这一列有大于 1 的数，也有小于 1 的数，%q 是比率还是百分之几？都写成百分比，如 93%%", "the column %q has numbers above 1 and below 1: is %q a share or percents? Write all of them as 93%%", f.heading, short(table.Clean(text), 20))
		}
		v, ok = f.shares.read(text, percent)
	case attendance.Seconds:
		v, ok = seconds(text, f.minutes)
	case attendance.Count, attendance.Sum, attendance.Marks:
		v, ok = amount(text)
	}
	if !ok {
		return 0, lang.F("“%s”的值 %q 不能用：%s", "%s: %q cannot be used: %s", f.heading, short(table.Clean(text), 30), wanted(f.unit))
	}
	return v, lang.Text{}
}

// drop reports something that is not used.
func (r *reader) drop(at table.Pos, what string, why lang.Text) {
	r.out.Dropped = append(r.out.Dropped, Dropped{at, short(table.Clean(what), 60), why})
}

// short cuts s to n characters.
func short(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}
