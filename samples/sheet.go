package samples

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// made is the fixed moment written into every workbook, so that the same input
// gives the same bytes.
const made = "2026-11-20T09:00:00Z"

// column is one column of a sheet to be filled in.
type column struct {
	Head     string
	Note     string   // shown when the mouse rests on the header; "" is none
	Choices  []string // dropdown; other values are let through, for lists and free text
	Format   string   // number format of the cells below; "" is general
	Width    float64  // at least this wide, in characters; 0 is as wide as the texts
	Required bool
}

// book writes one workbook. Errors of the library are kept and told by bytes,
// as all its calls are checked alike.
type book struct {
	f     *excelize.File
	first bool
	head  map[bool]int // header style by Required
	plain map[string]int
	err   error
}

func newBook(title string) *book {
	b := &book{f: excelize.NewFile(), first: true, head: map[bool]int{}, plain: map[string]int{}}
	b.keep(b.f.SetDocProps(&excelize.DocProperties{Title: title, Creator: "paiban", LastModifiedBy: "paiban", Created: made, Modified: made}))
	return b
}

func (b *book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

// add makes the next sheet.
func (b *book) add(name string) {
	if b.first {
		b.keep(b.f.SetSheetName("Sheet1", name))
		b.first = false
		return
	}
	_, err := b.f.NewSheet(name)
	b.keep(err)
}

// landscape makes a sheet print on sideways pages as wide as it is.
func (b *book) landscape(name string) {
	sideways, fit, wide, high, a4 := "landscape", true, 1, 0, 9
	b.keep(b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &sideways, FitToWidth: &wide, FitToHeight: &high, Size: &a4}))
	b.keep(b.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// fillRows is how far down dropdowns and formats reach in a sheet to fill in.
const fillRows = 500

// form writes a sheet to be filled in by hand: a styled, frozen header with
// notes, formats and dropdowns, then rows. The row at index example, if any, is
// set in grey.
func (b *book) form(name string, cols []column, rows [][]any, example int) {
	b.add(name)
	for i, c := range cols {
		letter := table.Letters(i + 1)
		width := max(c.Width, textWidth(c.Head)+3)
		for _, r := range rows {
			width = max(width, textWidth(shown(r[i]))+2)
		}
		b.keep(b.f.SetColWidth(name, letter, letter, min(width, 48)))
		b.keep(b.f.SetColStyle(name, letter, b.cellStyle(c.Format, false)))
		b.set(name, i+1, 1, c.Head, b.headStyle(c.Required))
		if c.Note != "" {
			lines := 1 + strings.Count(c.Note, "\n")
			for _, line := range strings.Split(c.Note, "\n") {
				lines += int(textWidth(line)) / 34
			}
			b.keep(b.f.AddComment(name, excelize.Comment{Cell: letter + "1", Author: "paiban", Text: c.Note, Width: 270, Height: uint(24 + 19*lines)}))
		}
		if len(c.Choices) > 0 {
			dv := excelize.NewDataValidation(true)
			dv.SetSqref(fmt.Sprintf("%s2:%s%d", letter, letter, fillRows))
			b.keep(dv.SetDropList(c.Choices))
			dv.ShowErrorMessage = false // several values in one cell are allowed
			b.keep(b.f.AddDataValidation(name, dv))
		}
	}
	for r, row := range rows {
		for i, v := range row {
			b.set(name, i+1, r+2, v, b.cellStyle(cols[i].Format, r == example))
		}
	}
	b.landscape(name)
	b.keep(b.f.SetRowHeight(name, 1, 22))
	b.keep(b.f.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}))
}

// data writes a sheet as a system exports one: titles, a plain header, rows.
func (b *book) data(name string, titles []string, heads []string, rows [][]any) {
	b.add(name)
	for i, t := range titles {
		b.set(name, 1, i+1, t, 0)
	}
	at := len(titles) + 1
	for i, h := range heads {
		letter := table.Letters(i + 1)
		width := textWidth(h) + 2
		if len(rows) > 0 {
			width = max(width, textWidth(shown(rows[0][i]))+2)
		}
		b.keep(b.f.SetColWidth(name, letter, letter, width))
		b.set(name, i+1, at, h, b.headStyle(false))
	}
	for r, row := range rows {
		for i, v := range row {
			style := 0
			switch v.(type) {
			case workcal.Date:
				style = b.cellStyle("yyyy-mm-dd", false)
			case moment:
				style = b.cellStyle("yyyy-mm-dd hh:mm", false)
			}
			b.set(name, i+1, at+1+r, v, style)
		}
	}
	b.keep(b.f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: at, TopLeftCell: fmt.Sprintf("A%d", at+1), ActivePane: "bottomLeft"}))
}

// page writes a sheet of running text, one line a row; a line that starts with
// "# " is a heading.
func (b *book) page(name string, lines []string) {
	b.add(name)
	b.keep(b.f.SetColWidth(name, "A", "A", 100))
	bold, err := b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 12, Color: "1F4E79"}})
	b.keep(err)
	wrap, err := b.f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	b.keep(err)
	for i, line := range lines {
		style := wrap
		if h, ok := strings.CutPrefix(line, "# "); ok {
			line, style = h, bold
		}
		b.set(name, 1, i+1, line, style)
		b.keep(b.f.SetRowHeight(name, i+1, float64(18*(1+int(textWidth(line))/98))))
	}
	no := false
	b.keep(b.f.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no}))
}

// set writes one cell: dates as Excel dates, texts as texts.
func (b *book) set(sheet string, col, row int, v any, style int) {
	cell := fmt.Sprintf("%s%d", table.Letters(col), row)
	switch v := v.(type) {
	case nil:
	case string:
		if v != "" {
			b.keep(b.f.SetCellStr(sheet, cell, v))
		}
	case workcal.Date:
		b.keep(b.f.SetCellInt(sheet, cell, int64(serial(v))))
	case moment:
		b.keep(b.f.SetCellFloat(sheet, cell, v.serial(), -1, 64))
	case int:
		b.keep(b.f.SetCellInt(sheet, cell, int64(v)))
	default:
		panic(fmt.Sprintf("samples: a cell cannot hold %T", v))
	}
	if style != 0 {
		b.keep(b.f.SetCellStyle(sheet, cell, cell, style))
	}
}

// bytes ends the workbook.
func (b *book) bytes() ([]byte, error) {
	b.f.SetActiveSheet(0)
	buf, err := b.f.WriteToBuffer()
	b.keep(err)
	b.keep(b.f.Close())
	if b.err != nil {
		return nil, b.err
	}
	return buf.Bytes(), nil
}

func (b *book) headStyle(required bool) int {
	if s, ok := b.head[required]; ok {
		return s
	}
	fill := "5B7FA6" // optional: grey blue
	if required {
		fill = "1F4E79"
	}
	s, err := b.f.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Bold: true, Color: "FFFFFF"},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"},
	})
	b.keep(err)
	b.head[required] = s
	return s
}

func (b *book) cellStyle(format string, example bool) int {
	key := fmt.Sprint(format, example)
	if s, ok := b.plain[key]; ok {
		return s
	}
	style := &excelize.Style{Alignment: &excelize.Alignment{Vertical: "center"}}
	if format != "" {
		style.CustomNumFmt = &format
	}
	if example {
		style.Font = &excelize.Font{Italic: true, Color: "808080"}
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F2F2F2"}}
	}
	s, err := b.f.NewStyle(style)
	b.keep(err)
	b.plain[key] = s
	return s
}

// serial is the day number of the 1900 date system.
func serial(d workcal.Date) int { return int(d-workcal.DateOf(1970, 1, 1)) + 25569 }

// moment is a second of a date, in no time zone.
type moment struct {
	Date   workcal.Date
	Second int // of the day, [0, 86400)
}

// at makes a moment of a minute of the work date.
func at(d workcal.Date, minute int) moment { return moment{d, minute * 60}.norm() }

// norm carries whole days from the seconds to the date.
func (m moment) norm() moment {
	days := m.Second / 86400
	if m.Second < 0 {
		days-- // no punch lies a whole day before its date
	}
	return moment{m.Date + workcal.Date(days), m.Second - 86400*days}
}

func (m moment) serial() float64 { return float64(serial(m.Date)) + float64(m.Second)/86400 }

// before reports whether m is earlier than n.
func (m moment) before(n moment) bool {
	return m.Date < n.Date || m.Date == n.Date && m.Second < n.Second
}

// minute prints 2026-11-20 08:30, full with seconds.
func (m moment) minute() string { return m.Date.String() + " " + m.clock() }

func (m moment) full() string { return fmt.Sprintf("%s:%02d", m.minute(), m.Second%60) }

func (m moment) clock() string { return fmt.Sprintf("%02d:%02d", m.Second/3600, m.Second/60%60) }

// shown is what a cell of v will show, for its width.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case moment:
		return v.minute()
	}
	return fmt.Sprint(v)
}

// textWidth counts the columns that s takes, Chinese characters as two, in its
// widest line.
func textWidth(s string) float64 {
	var widest, w float64
	for _, r := range s {
		switch {
		case r == '\n':
			w = 0
			continue
		case unicode.In(r, unicode.Han) || r > 0x3000 && r < 0x3100 || r >= 0xff00 && r < 0xff60:
			w += 2
		default:
			w++
		}
		widest = max(widest, w)
	}
	return widest
}

// pick returns the text in the language of the workspace.
func pick(l lang.Lang, zh, en string) string { return lang.T(zh, en).In(l) }
