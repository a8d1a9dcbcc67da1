package table

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/htmlindex"

	"paiban/internal/lang"
)

// web is a web page, as many office systems write it under the name .xls: the rows
// of all its tables, one after the other, or rows without the tags around them. Only
// its tokens are read, each time anew, so that it costs the memory of its text.
type web struct {
	names  []string
	pages  []string // decoded, one a sheet
	limits Limits
}

// Bounds of what a cell may ask for; both are those of the standard.
const (
	mostColspan = 1000
	mostRowspan = 65534
)

var (
	errCut    = errors.New("the web page ends within a table")
	errTag    = errors.New("a tag of the web page is broken")
	errStray  = errors.New("a cell of the web page has lost its beginning")
	errNoCell = errors.New("a row of the web page has text outside of its cells")
)

func openWeb(data []byte, limits Limits) (book, error) {
	w := &web{names: []string{""}, pages: []string{decodeWeb(data)}, limits: limits}
	return w, w.check()
}

// check refuses pages without a cell.
func (w *web) check() error {
	for _, page := range w.pages {
		if cellTag.MatchString(page) {
			return nil
		}
	}
	return notTable(lang.T("网页（HTML），里面没有表格", "a web page (HTML) without a table"))
}

var (
	cellTag  = regexp.MustCompile(`(?i)<t[dh][\s>]`)
	charsets = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([a-z0-9_:-]+)`)
)

// decodeWeb turns the bytes of a page into text: as those of a text file, unless the
// page names an encoding that is told apart from them by nothing else.
func decodeWeb(data []byte) string {
	if g := charsets.FindSubmatch(data[:min(len(data), 4096)]); g != nil {
		switch label := strings.ToLower(string(g[1])); {
		case strings.HasPrefix(label, "utf"), strings.HasPrefix(label, "gb"), strings.HasPrefix(label, "iso-8859"), label == "us-ascii":
		default:
			if enc, err := htmlindex.Get(label); err == nil {
				if out, err := enc.NewDecoder().Bytes(data); err == nil {
					return string(out)
				}
			}
		}
	}
	s, _ := decode(data)
	return s
}

func (w *web) sheets() []string { return w.names }
func (w *web) close() error     { return nil }

func (w *web) rows(sheet int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		p := page{limits: w.limits, yield: yield}
		if err := p.read(w.pages[sheet]); err != nil && err != errEnough {
			p.row.Number = max(p.row.Number, 1)
			yield(p.row, err)
		}
	}
}

// merged finds the cells that span several. Damage is told by whoever reads the rows.
func (w *web) merged(sheet int) ([]area, error) {
	p := page{limits: w.limits, keep: true}
	_ = p.read(w.pages[sheet])
	return p.areas, nil
}

// errEnough says that nobody wants more rows.
var errEnough = errors.New("enough")

// page reads the rows of a page. A table within a cell ends the row that the cell is
// in: pages that lay out their text in tables have the one that matters inside.
type page struct {
	limits Limits
	yield  func(Row, error) bool

	row    Row
	inRow  bool
	col    int // of the cell that is open, from 1; 0: none is
	next   int // the column after the last cell
	text   strings.Builder
	number string // that the open cell shows, where the page says it
	taken  []int  // by column, from 0: the last row that a cell above takes
	steps  int    // over such columns
	depth  int    // of open tables
	strays int    // ends of cells that have no beginning; some programs write each end twice
	closes bool   // rows are closed by their tags
	keep   bool   // areas are wanted
	areas  []area
}

func (p *page) read(text string) error {
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(xmlToken)
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			switch err := z.Err(); {
			case err != io.EOF:
				return err
			case p.depth > 0 || p.inRow && p.closes:
				return errCut
			case p.strays > 0 && 2*p.strays < p.row.Number:
				return errStray
			}
			return p.endRow()
		case html.TextToken:
			if p.col > 0 {
				if p.text.Len() > p.limits.CellBytes {
					return longCell(Pos{Row: p.row.Number, Col: p.col}, p.limits)
				}
				p.text.Write(z.Text())
			} else if p.inRow && strings.ContainsFunc(html.UnescapeString(string(z.Text())), wordSign) {
				return errNoCell
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			if bytes.IndexByte(name, '<') >= 0 {
				return errTag
			}
			tag := atom.Lookup(name)
			if err := p.start(tag, func() (key, value string, ok bool) {
				if !more {
					return "", "", false
				}
				var k, v []byte
				k, v, more = z.TagAttr()
				return string(k), string(v), true
			}); err != nil {
				return err
			}
			if kind == html.StartTagToken && (tag == atom.Script || tag == atom.Style || tag == atom.Title) {
				z.Next() // its text
			}
		case html.CommentToken, html.DoctypeToken: // nothing to read
		case html.EndTagToken:
			if bytes.LastIndexByte(z.Raw(), '<') > 0 {
				return errTag // the next tag is in it
			}
			name, _ := z.TagName()
			if err := p.end(atom.Lookup(name)); err != nil {
				return err
			}
		}
	}
}

// wordSign reports whether a sign is that of a word or a figure: blanks and marks between
// cells are nothing.
func wordSign(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

func (p *page) start(tag atom.Atom, attr func() (key, value string, ok bool)) error {
	switch tag {
	case atom.Table:
		p.depth++
		return p.endRow()
	case atom.Tr:
		if err := p.endRow(); err != nil {
			return err
		}
		return p.startRow()
	case atom.Td, atom.Th:
		if !p.inRow {
			if err := p.startRow(); err != nil {
				return err
			}
		}
		if err := p.endCell(); err != nil {
			return err
		}
		return p.startCell(attr)
	case atom.Br, atom.P, atom.Div, atom.Li:
		if p.col > 0 && strings.TrimSpace(p.text.String()) != "" {
			p.text.WriteByte(lineBreak)
		}
	}
	return nil
}

func (p *page) end(tag atom.Atom) error {
	switch tag {
	case atom.Td, atom.Th:
		if p.col == 0 && p.inRow {
			p.strays++
		}
		return p.endCell()
	case atom.Tr:
		p.closes = p.closes || p.inRow
		return p.endRow()
	case atom.Table:
		p.depth = max(p.depth-1, 0)
		return p.endRow()
	}
	return nil
}

func (p *page) startRow() error {
	p.row.Number++
	p.row.Cells = p.row.Cells[:0]
	p.inRow, p.next = true, 1
	if p.row.Number > p.limits.Rows {
		return tooMuch(Pos{Row: p.row.Number}, lang.F("超过 %d 行", "more than %d rows", p.limits.Rows))
	}
	return nil
}

func (p *page) startCell(attr func() (key, value string, ok bool)) error {
	cols, rows := 1, 1
	for {
		key, value, ok := attr()
		if !ok {
			break
		}
		if strings.Contains(key, "<") {
			return errTag
		}
		switch n, _ := strconv.Atoi(strings.TrimSpace(value)); key {
		case "colspan":
			cols = min(max(n, 1), mostColspan)
		case "rowspan":
			if rows = min(max(n, 1), mostRowspan); n == 0 && strings.TrimSpace(value) == "0" {
				rows = mostRowspan
			}
		case "x:num":
			p.number = value
		}
	}
	for p.next <= len(p.taken) && p.taken[p.next-1] >= p.row.Number {
		p.next++
		if p.steps++; p.steps > p.limits.Cells {
			return &Problem{Pos: Pos{Row: p.row.Number}, What: lang.F("合并单元格盖住超过 %d 格", "merged cells cover more than %d cells", p.limits.Cells),
				Hint: lang.T("取消合并，或删去空行", "unmerge them, or delete empty rows")}
		}
	}
	p.col = p.next
	p.next += cols
	if p.next-1 > p.limits.Cols {
		return wideRow(p.row.Number, p.limits)
	}
	if rows > 1 {
		for len(p.taken) < p.next-1 {
			p.taken = append(p.taken, 0)
		}
		for c := p.col; c < p.next; c++ {
			p.taken[c-1] = p.row.Number + rows - 1
		}
	}
	if p.keep && (rows > 1 || cols > 1) {
		if len(p.areas) >= mostAreas {
			return errEnough
		}
		p.areas = append(p.areas, area{p.row.Number, p.col, p.row.Number + rows - 1, p.next - 1})
	}
	return nil
}

// lineBreak stands for <br> until blanks are reduced.
const lineBreak = '\x00'

func (p *page) endCell() error {
	if p.col == 0 {
		return nil
	}
	lines := strings.Split(strings.TrimRight(p.text.String(), "\x00 \r\n\t"), "\x00")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(html.UnescapeString(l)), " ")
	}
	text := plainText(strings.Join(lines, "\n"))
	if strings.HasPrefix(text, "###") && p.number != "" {
		text = p.number // the column was too narrow
	}
	if text != "" {
		p.row.Cells = append(p.row.Cells, Cell{Col: p.col, Text: text})
	}
	p.col, p.number = 0, ""
	p.text.Reset()
	return nil
}

func (p *page) endRow() error {
	if !p.inRow {
		return nil
	}
	if err := p.endCell(); err != nil {
		return err
	}
	p.inRow = false
	if p.yield != nil && !p.yield(p.row, nil) {
		return errEnough
	}
	return nil
}
