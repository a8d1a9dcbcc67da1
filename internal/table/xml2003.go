package table

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// xmlSheets is an "XML spreadsheet 2003" (SpreadsheetML), which many systems export
// under the name .xls. It is read as a stream, each time anew.
type xmlSheets struct {
	text   string
	names  []string
	limits Limits
}

var (
	xml2003     = regexp.MustCompile(`urn:schemas-microsoft-com:office:spreadsheet|(?i:<\?mso-application\s+progid="excel\.sheet")`)
	declaration = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)
)

func openXML2003(data []byte, limits Limits) (book, error) {
	s, _ := decode(data)
	// It is decoded already, whatever its first line names.
	x := &xmlSheets{text: declaration.ReplaceAllString(s, ""), limits: limits}
	err := x.walk(-1, nil, nil)
	if err == nil && len(x.names) == 0 {
		err = notTable(lang.T("没有工作表的 XML 文本", "XML text without a sheet"))
	}
	return x, err
}

func (x *xmlSheets) sheets() []string { return x.names }
func (x *xmlSheets) close() error     { return nil }

func (x *xmlSheets) rows(sheet int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		row := Row{Number: 1}
		err := x.walk(sheet, func(r Row) bool { row = r; return yield(r, nil) }, nil)
		if err != nil && err != errEnough {
			yield(row, err)
		}
	}
}

func (x *xmlSheets) merged(sheet int) (out []area, err error) {
	_ = x.walk(sheet, func(Row) bool { return len(out) < mostAreas }, func(a area) { out = append(out, a) })
	return out, nil
}

// walk reads to the end of a sheet, counted from 0, and gives its rows and merged
// cells; sheet −1 lists the names of all.
func (x *xmlSheets) walk(sheet int, row func(Row) bool, merge func(area)) error {
	d := newXML(strings.NewReader(x.text))
	now := -1
	r := Row{}
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "Worksheet":
			now++
			r = Row{}
			if sheet < 0 {
				x.names = append(x.names, spreadAttr(e, "Name"))
				if len(x.names) > x.limits.Sheets {
					return tooMuch(Pos{}, lang.F("有超过 %d 张工作表", "more than %d sheets", x.limits.Sheets))
				}
			}
			if sheet >= 0 && now > sheet {
				return nil
			}
		case "Row":
			if sheet < 0 || now != sheet {
				if err := d.Skip(); err != nil {
					return noEOF(err)
				}
				continue
			}
			if err := index(e, &r.Number, x.limits.Rows); err != nil {
				return err
			}
			r.Cells = r.Cells[:0]
			if err := x.row(d, &r, merge); err != nil {
				return err
			}
			if !row(r) {
				return errEnough
			}
		}
	}
}

// spreadAttr returns an attribute of the spreadsheet's namespace.
func spreadAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// index steps to the row or cell just opened: the one it names, which comes after the
// last one, or the next.
func index(e xml.StartElement, at *int, most int) error {
	*at++
	if s := spreadAttr(e, "Index"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < *at {
			return fmt.Errorf("%s %q after %d", e.Name.Local, s, *at-1)
		}
		*at = n
	}
	if *at > most {
		return tooMuch(Pos{}, lang.F("第 %d 行或列，超过 %d", "row or column %d, more than %d", *at, most))
	}
	return nil
}

// row reads the cells of the row just opened, to its end.
func (x *xmlSheets) row(d *xml.Decoder, r *Row, merge func(area)) error {
	col := 0
	for {
		tok, err := d.Token()
		if err != nil {
			return noEOF(err)
		}
		switch e := tok.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if e.Name.Local != "Cell" {
				if err := d.Skip(); err != nil {
					return noEOF(err)
				}
				continue
			}
			if err := index(e, &col, x.limits.Cols); err != nil {
				return err
			}
			c := Cell{Col: col, Formula: spreadAttr(e, "Formula") != ""}
			if err := x.cell(d, &c); err != nil {
				return err
			}
			if c.Text == "" && c.Formula {
				c.Text = unvalued("") // never calculated
			}
			if c.Text != "" {
				r.Cells = append(r.Cells, c)
			}
			across, _ := strconv.Atoi(spreadAttr(e, "MergeAcross"))
			down, _ := strconv.Atoi(spreadAttr(e, "MergeDown"))
			across, down = max(across, 0), max(down, 0)
			if across > x.limits.Cols || down > x.limits.Rows {
				return tooMuch(Pos{Row: r.Number, Col: col}, lang.F("合并单元格盖住超过 %d 格", "merged cells cover more than %d cells", x.limits.Cols))
			}
			if merge != nil && across+down > 0 {
				merge(area{r.Number, col, r.Number + down, col + across})
			}
			col += across
		}
	}
}

// cell reads the value of the cell just opened, to its end.
func (x *xmlSheets) cell(d *xml.Decoder, c *Cell) error {
	for {
		tok, err := d.Token()
		if err != nil {
			return noEOF(err)
		}
		switch e := tok.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if e.Name.Local != "Data" { // a comment, a phonetic text
				if err := d.Skip(); err != nil {
					return noEOF(err)
				}
				continue
			}
			text, err := x.data(d)
			if err != nil {
				return err
			}
			switch spreadAttr(e, "Type") {
			case "Number":
				c.Text, c.Number = strings.TrimSpace(text), true
			case "DateTime":
				c.Text, c.Number = serialOf(strings.TrimSpace(text))
			case "Boolean", "Error":
				c.Text = strings.TrimSpace(text)
			default:
				if c.Text = text; c.Formula && text == "" {
					c.Formula = false // its result is an empty text
				}
			}
		}
	}
}

// data reads all text of the element just opened, to its end, formatted or not.
func (x *xmlSheets) data(d *xml.Decoder) (string, error) {
	var s bytes.Buffer
	for depth := 1; depth > 0; {
		tok, err := d.Token()
		if err != nil {
			return "", noEOF(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if s.Len()+len(e) > x.limits.CellBytes {
				return "", longCell(Pos{}, x.limits)
			}
			s.Write(e)
		}
	}
	return s.String(), nil
}

// serialOf returns a date and time of the form 2026-10-01T08:55:00.000 as the number
// that a cell would hold; a time of day alone is on the last day of 1899.
func serialOf(s string) (text string, isNumber bool) {
	t, err := time.Parse("2006-01-02T15:04:05.999", s)
	if err != nil {
		return s, false
	}
	days := workcal.DateFrom(t) - epoch1900
	if days < 61 { // the system has a 29 February 1900
		days--
	}
	seconds := float64(t.Hour()*3600+t.Minute()*60+t.Second()) + float64(t.Nanosecond())/1e9
	return number(float64(days) + seconds/86400), true
}
