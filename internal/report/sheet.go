package report

import (
	"cmp"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// font is on every Windows machine that has Chinese; others fall back to theirs.
const font = "Microsoft YaHei"

// look is how a cell is shown. The zero look is plain text, set to the left.
type look struct {
	Fill   string // RRGGBB; "" is none
	Color  string
	Bold   bool
	Size   float64 // points; 0 is 10
	Align  string  // center, right; "" is left
	Wrap   bool
	Shrink bool   // text too long for the cell is made smaller
	Border string // colour of a thin border all around; "" is none
	Thick  bool   // a thick border
	Format string // number format
}

// book is a workbook being made in one language.
type book struct {
	f     *excelize.File
	lang  lang.Lang
	looks map[look]int
	typed map[int]bool // styles of cells that people type into
	err   error        // the first that any step met
}

func newBook(l lang.Lang) *book {
	b := &book{f: excelize.NewFile(), lang: l, looks: map[look]int{}, typed: map[int]bool{}}
	b.do(b.f.SetDefaultFont(font))
	b.do(b.f.SetDocProps(&excelize.DocProperties{Creator: "paiban", LastModifiedBy: "paiban"}))
	full := true // formulas carry values, but programs calculate them again on opening
	b.do(b.f.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &full}))
	return b
}

// do keeps the first error, so that laying out a sheet reads as a list.
func (b *book) do(err error) { b.err = cmp.Or(b.err, err) }

func (b *book) say(t lang.Text) string { return t.In(b.lang) }

// style returns the id of a look.
func (b *book) style(k look) int {
	if id, ok := b.looks[k]; ok {
		return id
	}
	return b.newStyle(k)
}

// newStyle makes the style of a look that is new.
func (b *book) newStyle(k look) int {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: font, Size: cmp.Or(k.Size, 10), Bold: k.Bold, Color: k.Color},
		Alignment: &excelize.Alignment{Horizontal: k.Align, Vertical: "center", WrapText: k.Wrap, ShrinkToFit: k.Shrink},
	}
	if k.Align == "" && k.Border != "" {
		s.Alignment.Horizontal, s.Alignment.Indent = "left", 1
	}
	if k.Fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{k.Fill}}
	}
	if k.Border != "" {
		weight := 1
		if k.Thick {
			weight = 5
		}
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: k.Border, Style: weight})
		}
	}
	if k.Format != "" {
		s.CustomNumFmt = &k.Format
	}
	id, err := b.f.NewStyle(s)
	b.do(err)
	b.looks[k], b.typed[id] = id, k.Fill == typedFill
	return id
}

// sheet is a sheet being made: cells are set in any order and written at the
// end. Text always becomes a text cell, whatever it begins with, so that no
// name or note is ever taken for a formula.
type sheet struct {
	*book
	name    string
	rows    [][]any // [row-1][col-1] excelize.Cell or nil
	high    float64 // see even
	heights map[int]float64
	widths  map[int]float64
	natural map[int]int // widest text of a column, in half-width characters
	hidden  []int       // columns
	breaks  []int       // rows that begin a page
	merges  [][2]string
	panes   *excelize.Panes

	seal *seal // checksums of its cells, where they are wanted

	// Once the sheet is being written:
	w    *excelize.StreamWriter
	row  int   // the row being filled
	cell []any // its cells
}

// sheet adds a sheet; the first one takes the place of the empty one.
func (b *book) sheet(name string) *sheet {
	if len(b.looks) == 0 && b.f.SheetCount == 1 && b.f.GetSheetName(0) == "Sheet1" {
		b.do(b.f.SetSheetName("Sheet1", name))
		b.f.SetActiveSheet(0) // now, because it reads every sheet there is
	} else {
		_, err := b.f.NewSheet(name)
		b.do(err)
	}
	return &sheet{book: b, name: name, heights: map[int]float64{}, widths: map[int]float64{}, natural: map[int]int{}}
}

// hide takes a sheet off the tabs and off the list of hidden sheets. It must not be the
// first. excelize's own way would read back every sheet that is written.
func (b *book) hide(name string) {
	sheets := b.f.WorkBook.Sheets.Sheet
	i, err := b.f.GetSheetIndex(name)
	b.do(err)
	if err == nil && i > 0 {
		sheets[i].State = "veryHidden"
	}
}

// at returns the address of a cell: at(1, 2) is B1.
func at(row, col int) string {
	s, _ := excelize.CoordinatesToCellName(col, row)
	return s
}

// span returns the address of a block of cells.
func span(row, col, toRow, toCol int) string { return at(row, col) + ":" + at(toRow, toCol) }

// fixed returns an absolute address on this sheet, to be used from others.
func (s *sheet) fixed(row, col, toRow, toCol int) string {
	a, _ := excelize.CoordinatesToCellName(col, row, true)
	z, _ := excelize.CoordinatesToCellName(toCol, toRow, true)
	return "'" + s.name + "'!" + a + ":" + z
}

// set puts a number or a text into a cell.
func (s *sheet) set(row, col int, value any, k look) {
	s.put(row, col, excelize.Cell{Value: value, StyleID: s.style(k)})
	if t, ok := value.(string); ok && !k.Wrap && s.w == nil {
		s.measure(col, t)
	}
}

// measure takes a text into account for the width of its column, see fit.
func (s *sheet) measure(col int, t string) {
	s.natural[col] = max(s.natural[col], text.StringWidth(t))
}

// text puts a text in the book's language into a cell.
func (s *sheet) text(row, col int, t lang.Text, k look) { s.set(row, col, s.say(t), k) }

// date puts a date into a cell.
func (s *sheet) date(row, col int, d workcal.Date, k look) {
	const epoch = 25569 // 1970-01-01 in the 1900 system
	s.put(row, col, excelize.Cell{Value: int(d) + epoch, StyleID: s.style(k)})
}

// formula puts a formula and the value it has now into a cell.
func (s *sheet) formula(row, col int, formula string, value any, k look) {
	s.put(row, col, excelize.Cell{Formula: formula, Value: value, StyleID: s.style(k)})
}

func (s *sheet) put(row, col int, c excelize.Cell) {
	if s.w != nil {
		if row != s.row {
			s.write()
			s.row = row
		}
		for len(s.cell) < col {
			s.cell = append(s.cell, nil)
		}
		s.cell[col-1] = c
		return
	}
	for len(s.rows) < row {
		s.rows = append(s.rows, nil)
	}
	for len(s.rows[row-1]) < col {
		s.rows[row-1] = append(s.rows[row-1], nil)
	}
	s.rows[row-1][col-1] = c
}

// merge joins the cells of a row from col to toCol, all in the same look.
func (s *sheet) merge(row, col, toCol int, value any, k look) {
	s.block(row, col, row, toCol, value, k)
}

// block joins a block of cells, all in the same look.
func (s *sheet) block(row, col, toRow, toCol int, value any, k look) {
	for r := row; r <= toRow; r++ {
		for c := col; c <= toCol; c++ {
			s.put(r, c, excelize.Cell{StyleID: s.style(k)})
		}
	}
	s.put(row, col, excelize.Cell{Value: value, StyleID: s.style(k)})
	if toRow > row || toCol > col {
		s.merges = append(s.merges, [2]string{at(row, col), at(toRow, toCol)})
	}
}

// fit sets the widths of columns to what they hold, within limits in half-width
// characters.
func (s *sheet) fit(from, to int, least, most float64) {
	for c := from; c <= to; c++ {
		s.widths[c] = min(most, max(least, float64(s.natural[c])*1.1+2))
	}
}

// freeze keeps the rows above row and the columns before col in sight.
func (s *sheet) freeze(row, col int) {
	pane := "bottomRight"
	if col == 1 {
		pane = "bottomLeft"
	}
	s.panes = &excelize.Panes{Freeze: true, XSplit: col - 1, YSplit: row - 1, TopLeftCell: at(row, col), ActivePane: pane}
}

// page sets up printing on A4, one page wide and tall pages high (0: as many as
// it takes).
func (s *sheet) page(orientation string, tall int) {
	yes, paper, wide := true, 9, 1
	margin, narrow := 0.4, 0.3
	s.do(s.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	s.do(s.f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}))
	s.do(s.f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &narrow, Right: &narrow, Top: &margin, Bottom: &margin, Horizontally: &yes}))
	s.do(s.f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&C&P / &N"}))
}

// pageAt sets up printing on A4 at a scale in percent; pages end where the sheet says.
func (s *sheet) pageAt(orientation string, scale uint) {
	paper := 9
	margin, narrow := 0.4, 0.3
	yes := true
	s.do(s.f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, AdjustTo: &scale}))
	s.do(s.f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &narrow, Right: &narrow, Top: &margin, Bottom: &margin, Horizontally: &yes}))
}

// even gives every row that has no height of its own the same one, in points, so
// that charts laid over them keep their places whatever the font at hand.
func (s *sheet) even(high float64) {
	fixed := true
	s.high = high
	s.do(s.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{DefaultRowHeight: &high, CustomHeight: &fixed}))
}

// stream begins to write the sheet: what has been set goes out, and from now on each
// row as soon as the next is begun, so that a long sheet takes no more memory than a
// short one. Widths, heights, hidden columns, panes, charts, validations and the like
// must have been set before.
func (s *sheet) stream() {
	if s.err != nil {
		return
	}
	w, err := s.f.NewStreamWriter(s.name)
	if err != nil {
		s.do(err)
		return
	}
	for _, c := range sorted(s.widths) {
		s.do(w.SetColWidth(c, c, s.widths[c]))
	}
	for _, c := range s.hidden {
		s.do(w.SetColVisible(c, c, false))
	}
	if s.panes != nil {
		s.do(w.SetPanes(s.panes))
	}
	s.w = w
	for i, row := range s.rows {
		s.row, s.cell = i+1, row
		s.write()
	}
	s.rows, s.cell, s.natural = nil, nil, map[int]int{}
}

// write writes the row being filled.
func (s *sheet) write() {
	if len(s.cell) == 0 {
		return
	}
	var opts []excelize.RowOpts
	if h := cmp.Or(s.heights[s.row], s.high); h > 0 {
		opts = []excelize.RowOpts{{Height: h}}
	}
	s.do(s.w.SetRow(at(s.row, 1), s.cell, opts...))
	if s.seal != nil {
		s.seal.add(s.row, s.cell, s.typed)
	}
	s.cell = s.cell[:0]
}

// flush writes the rest of the sheet.
func (s *sheet) flush() {
	if s.w == nil {
		s.stream()
	}
	if s.err != nil {
		return
	}
	s.write()
	for _, r := range s.breaks {
		s.do(s.w.InsertPageBreak(at(r, 1)))
	}
	for _, m := range s.merges {
		s.do(s.w.MergeCell(m[0], m[1]))
	}
	s.do(s.w.Flush())
}

// lines estimates how many lines a text takes in a width of half-width
// characters.
func lines(t string, width float64) (n int) {
	for _, line := range strings.Split(t, "\n") {
		n += 1 + int(float64(text.StringWidth(line))*1.05/width)
	}
	return n
}
