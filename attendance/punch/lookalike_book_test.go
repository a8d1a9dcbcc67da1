package punch

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// drawing is a sheet of an invented export. Rows and columns count from 1.
type drawing struct {
	name   string
	cells  map[[2]int]any
	merges [][4]int // first row, first column, last row, last column
}

func newDrawing(name string) *drawing { return &drawing{name: name, cells: map[[2]int]any{}} }

// put writes values into a row from col on; nil leaves a cell empty.
func (d *drawing) put(row, col int, values ...any) {
	for i, v := range values {
		if v != nil && v != "" {
			d.cells[[2]int{row, col + i}] = v
		}
	}
}

// at writes values into a row, each into its column: at(3, 1, "工号", 9, "姓名").
func (d *drawing) at(row int, columnsAndValues ...any) {
	for i := 0; i < len(columnsAndValues); i += 2 {
		d.put(row, columnsAndValues[i].(int), columnsAndValues[i+1])
	}
}

func (d *drawing) merge(row1, col1, row2, col2 int) {
	d.merges = append(d.merges, [4]int{row1, col1, row2, col2})
}

// places lists the cells in order.
func (d *drawing) places() (out [][2]int) {
	for p := range d.cells {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	return out
}

// xlsxOf makes a workbook as apps write it.
func xlsxOf(sheets ...*drawing) []byte {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			must(f.SetSheetName("Sheet1", s.name))
		} else if _, err := f.NewSheet(s.name); err != nil {
			panic(err)
		}
		name := func(row, col int) string {
			c, err := excelize.CoordinatesToCellName(col, row)
			must(err)
			return c
		}
		for _, p := range s.places() {
			must(f.SetCellValue(s.name, name(p[0], p[1]), s.cells[p]))
		}
		for _, m := range s.merges {
			must(f.MergeCell(s.name, name(m[0], m[1]), name(m[2], m[3])))
		}
	}
	var out bytes.Buffer
	must(f.Write(&out))
	return out.Bytes()
}

// record is a BIFF record of its parts, little-endian.
func record(kind uint16, parts ...any) []byte {
	var body []byte
	for _, p := range parts {
		var err error
		if body, err = binary.Append(body, binary.LittleEndian, p); err != nil {
			panic(err)
		}
	}
	return slices.Concat(binary.LittleEndian.AppendUint16(nil, kind), binary.LittleEndian.AppendUint16(nil, uint16(len(body))), body)
}

// wide is a string of BIFF8 in UTF-16, without its length.
func wide(s string) (b []byte, length uint16) {
	u := utf16.Encode([]rune(s))
	b = []byte{1}
	for _, c := range u {
		b = binary.LittleEndian.AppendUint16(b, c)
	}
	return b, uint16(len(u))
}

// xlsOf makes a workbook as stand-alone clocks write it: BIFF8 ([MS-XLS]) in an
// OLE container, text as shared strings, whole numbers as RK.
func xlsOf(sheets ...*drawing) []byte {
	const eof, boundSheet, sst, goesOn, labelSST, number, rk, mergeCells, bof = 0x0A, 0x85, 0xFC, 0x3C, 0xFD, 0x203, 0x27E, 0xE5, 0x809
	index := map[string]uint32{}
	total := uint32(0)
	var strings []string
	var bodies [][]byte
	for _, s := range sheets {
		body := record(bof, uint16(0x600), uint16(0x10), make([]byte, 12))
		for _, p := range s.places() {
			at := []uint16{uint16(p[0] - 1), uint16(p[1] - 1), 0}
			switch v := s.cells[p].(type) {
			case string:
				i, known := index[v]
				if !known {
					i = uint32(len(strings))
					index[v], strings = i, append(strings, v)
				}
				total++
				body = append(body, record(labelSST, at, i)...)
			case int:
				body = append(body, record(rk, at, uint32(v<<2|2))...)
			case float64:
				body = append(body, record(number, at, math.Float64bits(v))...)
			default:
				panic(v)
			}
		}
		merges := []uint16{uint16(len(s.merges))}
		for _, m := range s.merges {
			merges = append(merges, uint16(m[0]-1), uint16(m[2]-1), uint16(m[1]-1), uint16(m[3]-1))
		}
		bodies = append(bodies, slices.Concat(body, record(mergeCells, merges), record(eof)))
	}
	globals := func(first uint32) []byte {
		out := record(bof, uint16(0x600), uint16(5), make([]byte, 12))
		for i, s := range sheets {
			name, n := wide(s.name)
			out = append(out, record(boundSheet, first, uint8(0), uint8(0), uint8(n), name)...)
			first += uint32(len(bodies[i]))
		}
		// A record holds 8,224 bytes; whole strings go on in the next.
		kind, body := uint16(sst), binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, total), uint32(len(strings)))
		for _, s := range strings {
			text, n := wide(s)
			if len(body)+2+len(text) > 8224 {
				out = append(out, record(kind, body)...)
				kind, body = goesOn, nil
			}
			body = append(binary.LittleEndian.AppendUint16(body, n), text...)
		}
		return slices.Concat(out, record(kind, body), record(eof))
	}
	return oleOf("Workbook", slices.Concat(append([][]byte{globals(uint32(len(globals(0))))}, bodies...)...))
}

// oleOf puts a stream into an OLE container ([MS-CFB], version 3): the header, the
// allocation table, the directory, the stream.
func oleOf(name string, stream []byte) []byte {
	const sector, end, free, isTable = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
	le := binary.LittleEndian
	for len(stream) < 4096 || len(stream)%sector != 0 {
		stream = append(stream, 0)
	}
	n := len(stream) / sector
	tables := 1
	for tables*sector/4 < tables+1+n {
		tables++
	}
	head := make([]byte, sector)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{44: uint32(tables), 48: uint32(tables), 56: 4096, 60: end, 68: end} {
		le.PutUint32(head[at:], v)
	}
	for i := range 109 {
		v := uint32(free)
		if i < tables {
			v = uint32(i)
		}
		le.PutUint32(head[76+4*i:], v)
	}
	table := make([]byte, tables*sector)
	for i := range tables * sector / 4 {
		v := uint32(free)
		switch {
		case i < tables:
			v = isTable
		case i == tables, i == tables+n:
			v = end
		case i < tables+n:
			v = uint32(i + 1)
		}
		le.PutUint32(table[4*i:], v)
	}
	directory := make([]byte, sector)
	for i, e := range []struct {
		name               string
		kind               byte
		child, start, size uint32
	}{{"Root Entry", 5, 1, end, 0}, {name, 2, free, uint32(tables + 1), uint32(len(stream))}} {
		b := directory[128*i:]
		for k, c := range e.name {
			le.PutUint16(b[2*k:], uint16(c))
		}
		le.PutUint16(b[64:], uint16(2*len(e.name)+2))
		b[66], b[67] = e.kind, 1
		for at, v := range map[int]uint32{68: free, 72: free, 76: e.child, 116: e.start, 120: e.size} {
			le.PutUint32(b[at:], v)
		}
	}
	return slices.Concat(head, table, directory, stream)
}
