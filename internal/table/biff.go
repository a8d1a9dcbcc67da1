package table

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"unicode/utf16"

	"paiban/internal/lang"
)

// Record types of BIFF ([MS-XLS] 2.3, and the older ones of Excel 5).
const (
	biffFormula    = 0x0006
	biffEOF        = 0x000A
	biffMulBlank   = 0x00BE
	biffMerged     = 0x00E5
	biffDateMode   = 0x0022
	biffFilePass   = 0x002F
	biffContinue   = 0x003C
	biffSheet      = 0x0085
	biffMulRK      = 0x00BD
	biffRString    = 0x00D6
	biffXF         = 0x00E0
	biffSST        = 0x00FC
	biffLabelSST   = 0x00FD
	biffDimensions = 0x0200
	biffNumber     = 0x0203
	biffLabel      = 0x0204
	biffBoolErr    = 0x0205
	biffString     = 0x0207
	biffRK         = 0x027E
	biffFormat     = 0x041E
	biffBOF        = 0x0809
	biff8          = 0x0600 // version, in BOF
	biffGlobals    = 0x0005 // kinds of substream, in BOF
	biffWorksheet  = 0x0010
)

var (
	errStrange   = errors.New("a record of a kind that no sheet has")
	errGoesOn    = errors.New("a sheet ends and its cells go on")
	errTruncated = errors.New("a record is cut short")
	errZeros     = errors.New("a stretch of it is zeros")
)

// xls reads BIFF records itself, because punch clocks write them without the OLE
// container that libraries require and in 8-bit GBK, and because it needs the results
// of formulas.
type xls struct {
	stream   []byte
	names    []string
	starts   []int // of each sheet's substream
	all      []int // of these and of charts and macros
	wide     bool  // BIFF8: strings say whether they are 8 or 16 bits wide
	strings  []string
	isDate   []bool // by XF: the cell shows a date
	date1904 bool
	most     int  // cells of a sheet
	sectors  bool // the stream lay in sectors of a container
}

// xlsCells is the most cells of a sheet that are kept in memory, because they come in
// any order: 30 columns of all 65,536 rows.
const xlsCells = 2_000_000

// openOLE opens an OLE container and the workbook stream in it.
func openOLE(data []byte, limits Limits) (book, error) {
	doc, err := openCompound(data)
	if err != nil {
		return nil, err
	}
	if doc.stream("EncryptedPackage") != nil {
		return nil, encrypted()
	}
	for _, name := range []string{"Workbook", "Book"} { // of BIFF8, and of BIFF5
		if e := doc.stream(name); e != nil {
			stream, err := doc.read(e)
			if err != nil {
				return nil, err
			}
			return readBIFF(stream, true, limits)
		}
	}
	return nil, notTable(lang.T("别的 Office 文档", "another kind of Office document"))
}

// record returns the record at offset at and where the next one starts.
func (x *xls) record(at int) (kind int, body []byte, next int, err error) {
	if at < 0 || at+4 > len(x.stream) {
		return 0, nil, 0, errTruncated
	}
	if kind = int(binary.LittleEndian.Uint16(x.stream[at:])); kind == 0 {
		return 0, nil, 0, errZeros // no record is of this kind
	}
	next = at + 4 + int(binary.LittleEndian.Uint16(x.stream[at+2:]))
	if next > len(x.stream) {
		return 0, nil, 0, errTruncated
	}
	if x.sectors && zeroSector(x.stream, at+4, next) && holdsCells(kind) {
		return 0, nil, 0, errZeros
	}
	return kind, x.stream[at+4 : next], next, nil
}

// zeroSector reports whether a whole sector of the stream between two offsets is
// zeros, as a bad copy leaves it.
func zeroSector(stream []byte, from, to int) bool {
	for at := (from + oleHead - 1) / oleHead * oleHead; at+oleHead <= to; at += oleHead {
		if !slices.ContainsFunc(stream[at:at+oleHead], func(b byte) bool { return b != 0 }) {
			return true
		}
	}
	return false
}

// holdsCells reports whether a kind of record holds cells or their texts. Pictures
// and what else stands in a sheet may be zeros at length.
func holdsCells(kind int) bool {
	switch kind {
	case biffSST, biffMulRK, biffMulBlank, biffLabel, biffRString, biffString, biffFormula:
		return true
	}
	return false
}

// openBIFF reads the globals of a workbook stream. A stream that starts with a
// worksheet, as access controllers write it, is one sheet without a name.
func openBIFF(stream []byte, limits Limits) (book, error) { return readBIFF(stream, false, limits) }

func readBIFF(stream []byte, sectors bool, limits Limits) (_ book, err error) {
	defer rescue(&err)
	x := &xls{stream: stream, sectors: sectors, most: min(limits.Cells, xlsCells)}
	kind, body, next, err := x.record(0)
	if err != nil {
		return nil, err
	}
	if kind != biffBOF || len(body) < 4 {
		return nil, notTable(lang.T("Excel 4 或更早的工作表", "a worksheet of Excel 4 or older"))
	}
	x.wide = binary.LittleEndian.Uint16(body) == biff8
	if binary.LittleEndian.Uint16(body[2:]) == biffWorksheet {
		x.names, x.starts = []string{""}, []int{0}
		return x, nil
	}
	formats := map[int]string{}
	var xfs []int
	for kind != biffEOF {
		if kind, body, next, err = x.record(next); err != nil {
			return nil, err
		}
		switch kind {
		case biffFilePass:
			return nil, encrypted()
		case biffDateMode:
			x.date1904 = len(body) > 0 && body[0] == 1
		case biffSheet:
			if len(body) < 8 {
				return nil, errTruncated
			}
			x.all = append(x.all, int(binary.LittleEndian.Uint32(body)))
			if body[5] == 0 { // a worksheet, not a chart or a macro
				name, err := x.text(body[7:], int(body[6]))
				if err != nil {
					return nil, err
				}
				x.names = append(x.names, name)
				x.starts = append(x.starts, int(binary.LittleEndian.Uint32(body)))
			}
		case biffSST:
			parts := [][]byte{body}
			for {
				k, more, after, err := x.record(next)
				if err != nil || k != biffContinue {
					break
				}
				if x.sectors && zeroSector(x.stream, next+4, after) {
					return nil, errZeros
				}
				parts, next = append(parts, more), after
			}
			if x.strings, err = readSST(parts); err != nil {
				return nil, err
			}
		case biffFormat:
			if len(body) < 5 {
				return nil, errTruncated
			}
			n, skip := int(body[2]), 3
			if x.wide {
				n, skip = int(binary.LittleEndian.Uint16(body[2:])), 4
			}
			if formats[int(binary.LittleEndian.Uint16(body))], err = x.text(body[skip:], n); err != nil {
				return nil, err
			}
		case biffXF:
			if len(body) < 4 {
				return nil, errTruncated
			}
			xfs = append(xfs, int(binary.LittleEndian.Uint16(body[2:])))
		}
	}
	for _, f := range xfs {
		x.isDate = append(x.isDate, dateFormat(f, formats[f]))
	}
	if len(x.names) == 0 {
		return nil, errors.New("no sheets")
	}
	return x, nil
}

// text reads a string of n signs: 8 bits each in the shop's own code page, or in
// BIFF8 after a flag that says whether they are 8 (Latin-1) or 16 bits wide.
func (x *xls) text(b []byte, n int) (string, error) {
	if !x.wide {
		if len(b) < n {
			return "", errTruncated
		}
		s, _ := decode(b[:n])
		return s, nil
	}
	if len(b) < 1 {
		return "", errTruncated
	}
	r := sstReader{parts: [][]byte{b[1:]}}
	return r.chars(n, b[0]&1 != 0)
}

// sstReader reads the shared strings, which run over from record to record.
type sstReader struct {
	parts [][]byte
	at    int // in parts[0]
}

// take returns the next n bytes, across records.
func (r *sstReader) take(n int) ([]byte, error) {
	var out []byte
	for {
		if len(r.parts) == 0 {
			return nil, errTruncated
		}
		have := r.parts[0][r.at:]
		if len(have) >= n-len(out) {
			r.at += n - len(out)
			return append(out, have[:n-len(out)]...), nil
		}
		out = append(out, have...)
		r.parts, r.at = r.parts[1:], 0
	}
}

// chars reads n signs. Where they run over, the next record starts with a flag
// of its own.
func (r *sstReader) chars(n int, wide bool) (string, error) {
	units := make([]uint16, 0, min(n, 1<<15))
	for len(units) < n {
		if len(r.parts) == 0 {
			return "", errTruncated
		}
		have := r.parts[0][r.at:]
		if len(have) == 0 {
			r.parts, r.at = r.parts[1:], 0
			if len(r.parts) == 0 || len(r.parts[0]) == 0 {
				return "", errTruncated
			}
			wide, r.at = r.parts[0][0]&1 != 0, 1
			continue
		}
		if !wide {
			units, r.at = append(units, uint16(have[0])), r.at+1
			continue
		}
		if len(have) < 2 {
			return "", errTruncated
		}
		units, r.at = append(units, binary.LittleEndian.Uint16(have)), r.at+2
	}
	return string(utf16.Decode(units)), nil
}

// readSST reads the table of shared strings ([MS-XLS] 2.4.265); formatting runs
// and phonetic data are stepped over.
func readSST(parts [][]byte) ([]string, error) {
	r := &sstReader{parts: parts}
	head, err := r.take(8)
	if err != nil {
		return nil, err
	}
	n := int(binary.LittleEndian.Uint32(head[4:]))
	var out []string
	for size := 0; len(out) < n; {
		head, err := r.take(3)
		if err != nil {
			return out, nil // some writers count strings that they do not write
		}
		chars, flags := int(binary.LittleEndian.Uint16(head)), head[2]
		skip := 0
		if flags&8 != 0 {
			b, err := r.take(2)
			if err != nil {
				return nil, err
			}
			skip += 4 * int(binary.LittleEndian.Uint16(b))
		}
		if flags&4 != 0 {
			b, err := r.take(4)
			if err != nil {
				return nil, err
			}
			skip += int(binary.LittleEndian.Uint32(b))
		}
		s, err := r.chars(chars, flags&1 != 0)
		if err != nil {
			return nil, err
		}
		if _, err := r.take(skip); err != nil {
			return nil, err
		}
		if size += held(s); size > maxStrings {
			return nil, tooManyStrings()
		}
		out = append(out, s)
	}
	return out, nil
}

func (x *xls) sheets() []string { return x.names }
func (x *xls) close() error     { return nil }

// biffCell is a cell of a sheet: a text, or a number where text is "".
type biffCell struct {
	row, col uint16
	num      float64
	text     string
}

func (x *xls) rows(sheet int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		cells, err := x.cells(x.starts[sheet])
		// Writers may put the cells in any order; a later one replaces an earlier.
		slices.SortStableFunc(cells, func(a, b biffCell) int { return int(a.row) - int(b.row) })
		row := Row{}
		for i := 0; i < len(cells); {
			row.Number = int(cells[i].row) + 1
			row.Cells = row.Cells[:0]
			for ; i < len(cells) && int(cells[i].row)+1 == row.Number; i++ {
				c := Cell{Col: int(cells[i].col) + 1, Text: cells[i].text}
				if c.Text == "" {
					c.Text, c.Number = number(cells[i].num), true
				}
				row.Cells = append(row.Cells, c)
			}
			sortCells(&row)
			if !yield(row, nil) {
				return
			}
		}
		if err != nil {
			row.Number++
			yield(row, err)
		}
	}
}

// cells reads all cells of the substream at offset at that hold something. On an
// error it returns those before it as well.
func (x *xls) cells(at int) (cells []biffCell, err error) {
	s := biffCells{xls: x}
	defer func() { cells = s.cells }()
	defer rescue(&err) // an index past the end of a damaged record
	err = x.records(at, func(kind int, body []byte) error {
		if len(s.cells) > x.most {
			return tooMuch(Pos{}, lang.F("超过 %d 个单元格", "more than %d cells", x.most))
		}
		return s.take(kind, body)
	})
	return nil, err
}

// records takes the records of the worksheet at offset at one after the other.
func (x *xls) records(at int, take func(kind int, body []byte) error) error {
	kind, body, next, err := x.record(at)
	if err != nil {
		return err
	}
	if kind != biffBOF || len(body) < 4 || at > 0 && binary.LittleEndian.Uint16(body[2:]) == biffGlobals {
		return errors.New("no worksheet where one should be")
	}
	depth := 1 // charts embed substreams of their own
	sized := false
	for depth > 0 {
		if kind, body, next, err = x.record(next); err != nil {
			return err
		}
		if strange(kind) || depth == 1 && (kind == biffSST || kind == biffDimensions && sized) {
			return errStrange
		}
		sized = sized || kind == biffDimensions || x.wide && isCell(kind) // which they follow
		switch kind {
		case biffBOF:
			depth++
		case biffEOF:
			depth--
		}
		if depth == 1 {
			if err := take(kind, body); err != nil {
				return err
			}
		}
	}
	if kind, _, _, err := x.record(next); err == nil && x.wide {
		if isCell(kind) || kind == biffBOF && !slices.Contains(x.all, next) {
			return errGoesOn
		}
	}
	return nil
}

// isCell reports whether a kind of record is a cell that holds something.
func isCell(kind int) bool {
	switch kind {
	case biffNumber, biffRK, biffMulRK, biffLabelSST, biffLabel, biffBoolErr:
		return true
	}
	return false
}

// strange reports whether no workbook has records of a kind ([MS-XLS] 2.3): what looks like
// one is a cell whose first bytes are damaged.
func strange(kind int) bool {
	switch kind >> 8 {
	case 0x00, 0x01, 0x04, 0x08, 0x10:
		return false
	case 0x02:
		switch kind {
		case biffDimensions, 0x0201, biffNumber, biffLabel, biffBoolErr, 0x0206, biffString, 0x0208, 0x020B, 0x0218, 0x0221, 0x0225, 0x0231, 0x0236, 0x023D, 0x023E, 0x0243, biffRK, 0x0293:
			return false
		}
	case 0x09:
		return kind != biffBOF
	}
	return true
}

// merged finds the merged cells of a sheet. Damage is told by whoever reads the rows.
func (x *xls) merged(sheet int) (out []area, err error) {
	defer func() { _ = recover() }() // an index past the end of a damaged record
	_ = x.records(x.starts[sheet], func(kind int, body []byte) error {
		if kind != biffMerged {
			return nil
		}
		for b := body[2:]; len(b) >= 8 && len(out) < mostAreas; b = b[8:] {
			u16 := func(i int) int { return int(binary.LittleEndian.Uint16(b[i:])) + 1 }
			if a := (area{row: u16(0), lastRow: u16(2), col: u16(4), lastCol: u16(6)}); a.row <= a.lastRow && a.col <= a.lastCol {
				out = append(out, a)
			}
		}
		return nil
	})
	return out, nil
}

// biffCells gathers the cells of a worksheet.
type biffCells struct {
	*xls
	cells                  []biffCell
	formulaRow, formulaCol uint16 // of the formula whose text follows
}

// take adds the cells of a record; records of other kinds have no cells.
func (s *biffCells) take(kind int, body []byte) error {
	u16 := func(i int) uint16 { return binary.LittleEndian.Uint16(body[i:]) }
	switch kind {
	case biffNumber:
		s.number(u16(0), u16(2), u16(4), float(body[6:]))
	case biffRK:
		s.number(u16(0), u16(2), u16(4), rk(binary.LittleEndian.Uint32(body[6:])))
	case biffMulRK:
		for i := 4; i+8 <= len(body); i += 6 {
			s.number(u16(0), u16(2)+uint16((i-4)/6), u16(i), rk(binary.LittleEndian.Uint32(body[i+2:])))
		}
	case biffLabelSST:
		i := int(binary.LittleEndian.Uint32(body[6:]))
		if i >= len(s.strings) {
			return fmt.Errorf("string %d of %d", i, len(s.strings))
		}
		s.label(u16(0), u16(2), s.strings[i])
	case biffLabel, biffRString:
		text, err := s.text(body[8:], int(u16(6)))
		if err != nil {
			return err
		}
		s.label(u16(0), u16(2), strings.ReplaceAll(text, "\x00", ""))
	case biffBoolErr:
		s.boolOrError(u16(0), u16(2), body[6], body[7] == 0)
	case biffFormula:
		s.formula(u16(0), u16(2), u16(4), body[6:])
	case biffString:
		text, err := s.text(body[2:], int(u16(0)))
		if err != nil {
			return err
		}
		s.label(s.formulaRow, s.formulaCol, text)
	}
	return nil
}

// formula takes the last result of a formula: eight bytes that are a number, or say
// that it is a text, which follows in a record of its own, a truth or an error.
func (s *biffCells) formula(row, col, xf uint16, result []byte) {
	switch {
	case binary.LittleEndian.Uint16(result[6:]) != 0xFFFF:
		s.number(row, col, xf, float(result))
	case result[0] == 0:
		s.formulaRow, s.formulaCol = row, col
	case result[0] == 1, result[0] == 2:
		s.boolOrError(row, col, result[2], result[0] == 1)
	}
}

func (s *biffCells) boolOrError(row, col uint16, v byte, truth bool) {
	if truth {
		s.put(row, col, float64(v), "")
		return
	}
	s.put(row, col, 0, biffError(v))
}

// number puts a number; a date of the system of 1904 becomes one of that of 1900.
func (s *biffCells) number(row, col, xf uint16, v float64) {
	if s.date1904 && v >= 1 && int(xf) < len(s.isDate) && s.isDate[xf] {
		v += to1900
	}
	s.put(row, col, v, "")
}

func (s *biffCells) label(row, col uint16, text string) {
	if text != "" {
		s.put(row, col, 0, text)
	}
}

func (s *biffCells) put(row, col uint16, num float64, text string) {
	s.cells = append(s.cells, biffCell{row, col, num, text})
}

// float reads the first eight bytes of b.
func float(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

// rk unpacks the short form of numbers ([MS-XLS] 2.5.217): the upper 30 bits of
// a float or an integer, perhaps a hundredfold.
func rk(u uint32) float64 {
	v := math.Float64frombits(uint64(u&^3) << 32)
	if u&2 != 0 {
		v = float64(int32(u) >> 2)
	}
	if u&1 != 0 {
		v /= 100
	}
	return v
}

func biffError(code byte) string {
	switch code {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	}
	return "#N/A"
}

func encrypted() *Problem {
	return &Problem{What: lang.T("文件有密码", "the file is protected by a password"),
		Hint: lang.T("打开后去掉密码，另存一份", "open it, remove the password and save a copy")}
}

// rescue turns a panic on a damaged file, an index past the end of a record,
// into an error.
func rescue(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%v", r)
	}
}
