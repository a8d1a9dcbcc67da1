package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strconv"
	"strings"

	"paiban/internal/lang"
)

// xlsx streams SpreadsheetML (ECMA-376 part 1, 18) with the XML reader of the
// standard library. Excelize's row reader was measured beside it: it takes a
// sheet to be at its end where its XML is damaged, so that rows go missing
// without a word, and keeps large parts in temporary files; punches are personal.
type xlsx struct {
	parts     map[string]*zip.File // by name as partName gives it
	names     []string
	sheet     []string // part of each sheet
	strings   []string // shared ones
	isDate    []bool   // by cell style
	isPercent []bool   // likewise
	date1904  bool
	recalc    bool // the program that wrote the workbook leaves its formulas to others
	writer    bool // it was a library that gives every formula the kind of a text
	areas     map[int][]area
	limits    Limits
}

// Bounds of what lies around the sheets.
const (
	xlsxPart = 16 << 20 // bytes of a part that is read whole
	zipFiles = 10_000
)

func openXLSX(data []byte, limits Limits) (book, error) {
	// Entries of the directory, which is read whole: a workbook has some dozens.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > zipFiles {
		return nil, tooMuch(Pos{}, lang.F("压缩包里有 %d 个文件", "%d files in the archive", n))
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if err := checkZip(z, int64(len(data)), limits); err != nil {
		return nil, err
	}
	x := &xlsx{parts: map[string]*zip.File{}, limits: limits}
	for _, f := range z.File {
		x.parts[partName(f.Name)] = f
	}
	var app struct{ Application string }
	x.writer = x.decode("docprops/app.xml", &app) == nil && strings.Contains(app.Application, "Excelize")
	styles, texts, err := x.readWorkbook()
	if err == nil {
		err = x.readStyles(styles)
	}
	if err == nil {
		err = x.readStrings(texts)
	}
	return x, err
}

// checkZip looks at the directory of a zip file before anything is inflated. The
// inflater itself refuses a part that grows beyond the size it declares.
func checkZip(z *zip.Reader, packed int64, limits Limits) error {
	var size uint64
	found := false
	for _, f := range z.File {
		// Each by itself too, or a sum could run over.
		if size += f.UncompressedSize64; f.UncompressedSize64 > uint64(limits.UnzipBytes) {
			return bomb(f.UncompressedSize64)
		}
		switch name := partName(f.Name); {
		case name == "[content_types].xml":
			found = true
		case name == "xl/workbook.bin":
			return notTable(lang.T("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"))
		case name == "word/document.xml":
			return notTable(lang.T("Word 文档", "a Word document"))
		case name == "content.xml":
			return notTable(lang.T("OpenDocument 文档（.ods）", "an OpenDocument file (.ods)"))
		}
	}
	// Deflate reaches 1000:1, real workbooks up to some 50:1.
	if size > uint64(limits.UnzipBytes) || size > 64<<20 && size/uint64(packed) > 200 {
		return bomb(size)
	}
	if !found {
		return notTable(lang.T("压缩包", "an archive"))
	}
	return nil
}

func bomb(size uint64) *Problem {
	return tooMuch(Pos{}, lang.F("解压后有 %d MB，过大或像压缩炸弹", "%d MB when unpacked: too large, or a zip bomb", size>>20))
}

// partName makes names comparable: they are case-insensitive, and some writers
// use backslashes.
func partName(s string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(s, `\`, "/")), "/")
}

// open returns a decoder of a part; close what it comes with.
func (x *xlsx) open(part string) (*xml.Decoder, io.Closer, error) {
	f := x.parts[part]
	if f == nil {
		return nil, nil, fmt.Errorf("no part %s", part)
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, err
	}
	return newXML(r), r, nil
}

// decode reads a whole part into v.
func (x *xlsx) decode(part string, v any) error {
	if f := x.parts[part]; f != nil && f.UncompressedSize64 > xlsxPart {
		return fmt.Errorf("part %s has %d MB", part, f.UncompressedSize64>>20)
	}
	d, r, err := x.open(part)
	if err != nil {
		return err
	}
	defer r.Close()
	return d.Decode(v)
}

// relations are the links of a part to others.
type relations struct {
	Relationship []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"` // ends in /worksheet, /styles, …
		Target string `xml:"Target,attr"`
	}
}

// readWorkbook lists the worksheets in their order, chart sheets left out, and
// returns the parts that hold cell styles and shared strings, "" where none.
func (x *xlsx) readWorkbook() (styles, texts string, err error) {
	workbook := "xl/workbook.xml"
	var root relations
	if x.decode("_rels/.rels", &root) == nil {
		for _, r := range root.Relationship {
			if strings.HasSuffix(r.Type, "/officeDocument") {
				workbook = partName(r.Target)
			}
		}
	}
	var w struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Calculation struct {
			OnLoad string `xml:"fullCalcOnLoad,attr"`
		} `xml:"calcPr"`
		Sheets []struct {
			Name string     `xml:"name,attr"`
			Attr []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := x.decode(workbook, &w); err != nil {
		return "", "", err
	}
	x.recalc = w.Calculation.OnLoad == "1" || w.Calculation.OnLoad == "true"
	x.date1904 = w.Properties.Date1904 == "1" || w.Properties.Date1904 == "true"
	var rels relations
	dir, file := path.Split(workbook)
	if err := x.decode(dir+"_rels/"+file+".rels", &rels); err != nil {
		return "", "", err
	}
	worksheets := map[string]string{} // part by id
	for _, r := range rels.Relationship {
		target := partName(r.Target)
		if !strings.HasPrefix(strings.ReplaceAll(r.Target, `\`, "/"), "/") {
			target = path.Join(dir, target)
		}
		switch path.Base(r.Type) {
		case "worksheet":
			worksheets[r.ID] = target
		case "styles":
			styles = target
		case "sharedStrings":
			texts = target
		}
	}
	taken := map[string]bool{} // no part is two sheets, or a small file could be read at length
	for _, s := range w.Sheets {
		for _, a := range s.Attr {
			if part, ok := worksheets[a.Value]; ok && a.Name.Local == "id" && !taken[part] {
				x.names, x.sheet = append(x.names, s.Name), append(x.sheet, part)
				taken[part] = true
			}
		}
	}
	if len(x.names) == 0 {
		err = errors.New("no sheets")
	}
	return styles, texts, err
}

// readStyles finds out which cell styles show a date, which matters in workbooks of
// the 1904 system only, and which show a percentage. Styles that cannot be read are an
// error where dates hang on them.
func (x *xlsx) readStyles(part string) error {
	if x.parts[part] == nil {
		return nil
	}
	var s struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Styles []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := x.decode(part, &s); err != nil {
		if x.date1904 {
			return err
		}
		return nil
	}
	codes := map[int]string{}
	for _, f := range s.Formats {
		codes[f.ID] = f.Code
	}
	for _, f := range s.Styles {
		x.isDate = append(x.isDate, dateFormat(f.Format, codes[f.Format]))
		x.isPercent = append(x.isPercent, percentFormat(f.Format, codes[f.Format]))
	}
	return nil
}

// readStrings reads the shared strings.
func (x *xlsx) readStrings(part string) error {
	if x.parts[part] == nil {
		return nil
	}
	d, r, err := x.open(part)
	if err != nil {
		return err
	}
	defer r.Close()
	for size := 0; ; {
		tok, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "si" {
			s, err := x.richText(d)
			if err != nil {
				return err
			}
			if size += held(s); size > maxStrings {
				return tooManyStrings()
			}
			x.strings = append(x.strings, s)
		}
	}
}

// richText reads the text of the element just opened, to its end: all its runs,
// without the phonetic ones.
func (x *xlsx) richText(d *xml.Decoder) (string, error) {
	var s strings.Builder
	for depth, inText := 1, false; depth > 0; {
		tok, err := d.Token()
		if err != nil {
			return "", noEOF(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if e.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", noEOF(err)
				}
				continue
			}
			depth++
			inText = e.Name.Local == "t"
		case xml.EndElement:
			depth--
			inText = false
		case xml.CharData:
			if !inText {
				continue
			}
			if s.Len()+len(e) > x.limits.CellBytes {
				return "", longCell(Pos{}, x.limits)
			}
			s.Write(e)
		}
	}
	return unescape(s.String()), nil
}

// noEOF turns the end of the file into an error, where a file must not end.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// unescape undoes _xHHHH_, by which signs are written that XML cannot hold
// (ECMA-376 part 1, 22.9.2.19); carriage returns, mostly.
func unescape(s string) string {
	i := strings.Index(s, "_x")
	if i < 0 {
		return s
	}
	var out strings.Builder
	for ; i >= 0; i = strings.Index(s, "_x") {
		out.WriteString(s[:i])
		s = s[i:]
		if len(s) >= 7 && s[6] == '_' {
			if v, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				out.WriteRune(rune(v))
				s = s[7:]
				continue
			}
		}
		out.WriteString(s[:2])
		s = s[2:]
	}
	out.WriteString(s)
	return out.String()
}

func (x *xlsx) sheets() []string { return x.names }
func (x *xlsx) close() error     { return nil }

func (x *xlsx) rows(sheet int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		row := Row{}
		d, r, err := x.open(x.sheet[sheet])
		if err != nil {
			yield(row, err)
			return
		}
		defer r.Close()
		for {
			tok, err := d.Token()
			if err == io.EOF {
				return
			}
			if err != nil {
				row.Number++
				yield(row, err)
				return
			}
			e, ok := tok.(xml.StartElement)
			if !ok || e.Name.Local != "row" {
				continue
			}
			row.Number++
			if s := attr(e, "r"); s != "" {
				if n, err := strconv.Atoi(s); err == nil && n > 0 {
					row.Number = n
				}
			}
			row.Cells = row.Cells[:0]
			if err := x.row(d, &row); err != nil {
				yield(row, err)
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// row reads the cells of the row just opened, to its end. A cell without a
// reference stands right of the one before it.
func (x *xlsx) row(d *xml.Decoder, row *Row) error {
	col, sorted := 0, true
	for {
		tok, err := d.Token()
		if err != nil {
			return noEOF(err)
		}
		switch e := tok.(type) {
		case xml.EndElement: // of the row: whatever opens within it is read to its end
			if !sorted {
				sortCells(row)
			}
			return nil
		case xml.StartElement:
			if e.Name.Local != "c" {
				if err := d.Skip(); err != nil {
					return noEOF(err)
				}
				continue
			}
			before := col
			if col++; attr(e, "r") != "" {
				if col = columnOf(attr(e, "r")); col == 0 {
					return fmt.Errorf("cell %q", attr(e, "r"))
				}
			}
			sorted = sorted && col > before
			kind, style := attr(e, "t"), attr(e, "s")
			s, made, err := x.cell(d, kind, style)
			if p, ok := err.(*Problem); ok {
				p.Pos.Col = col
			}
			if err != nil {
				return err
			}
			if s != "" {
				number := (kind == "" || kind == "n") && s[0] != '{'
				row.Cells = append(row.Cells, Cell{Col: col, Text: s, Formula: made, Number: number, Percent: number && flagged(x.isPercent, style)})
			}
			if len(row.Cells) > x.limits.Cols { // some more than once, perhaps
				return wideRow(row.Number, x.limits)
			}
		}
	}
}

// columnOf returns the column of a reference like AB12, 0 where it is none.
func columnOf(ref string) (col int) {
	for i := 0; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20 // upper case
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	return col
}

// cell reads the value of the cell just opened, to its end. A formula that was
// never calculated is read as its own text, {=A1+B1}, which no column takes for a
// value: an empty cell would go unnoticed (see [Broken]). Programs that do not
// calculate write no value, or an empty one that is no text, or 0 in a workbook that
// is to be calculated when it is opened. An empty text is the result of a formula,
// unless a library wrote it that has none. made reports whether there is a formula.
func (x *xlsx) cell(d *xml.Decoder, kind, style string) (text string, made bool, err error) {
	value, inline, formula := "", "", ""
	calculated := false
	for {
		tok, err := d.Token()
		if err != nil {
			return "", false, noEOF(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "v":
				value, err = x.plainText(d)
				calculated = value != "" && (value != "0" || !x.recalc || x.writer) || kind == "str" && !x.writer
			case "is":
				inline, err = x.richText(d)
				calculated = true
			case "f":
				formula, err = x.plainText(d)
				formula = unvalued(formula)
			default: // an extension
				err = d.Skip()
			}
			if err != nil {
				return "", false, noEOF(err)
			}
		case xml.EndElement:
			if formula != "" && !calculated {
				return formula, true, nil
			}
			text, err = x.value(kind, style, value, inline)
			return text, formula != "", err
		}
	}
}

// plainText reads the text of the element just opened, to its end.
func (x *xlsx) plainText(d *xml.Decoder) (string, error) {
	var s strings.Builder
	for {
		tok, err := d.Token()
		if err != nil {
			return "", noEOF(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if err := d.Skip(); err != nil {
				return "", noEOF(err)
			}
		case xml.EndElement:
			return s.String(), nil
		case xml.CharData:
			if s.Len()+len(e) > x.limits.CellBytes {
				return "", longCell(Pos{}, x.limits)
			}
			s.Write(e)
		}
	}
}

// value interprets what a cell holds by its kind.
func (x *xlsx) value(kind, style, value, inline string) (string, error) {
	switch kind {
	case "s":
		if value == "" {
			return "", nil
		}
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(x.strings) {
			return "", fmt.Errorf("shared string %s of %d", value, len(x.strings))
		}
		return x.strings[i], nil
	case "inlineStr":
		return inline, nil
	case "str":
		return unescape(value), nil
	case "", "n":
		value = strings.TrimSpace(value)
		if x.date1904 && flagged(x.isDate, style) {
			if v, err := strconv.ParseFloat(value, 64); err == nil && v >= 1 {
				value = number(v + to1900)
			}
		}
		return value, nil
	}
	return value, nil // b: 1 or 0; e: #N/A; d: an ISO date
}
