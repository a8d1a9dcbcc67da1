package table

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// rec makes a BIFF record of its parts: integers of their own width, floats,
// bytes.
func rec(kind uint16, parts ...any) []byte {
	var body []byte
	for _, p := range parts {
		var err error
		if body, err = binary.Append(body, binary.LittleEndian, p); err != nil {
			panic(err)
		}
	}
	head := binary.LittleEndian.AppendUint16(nil, kind)
	return append(binary.LittleEndian.AppendUint16(head, uint16(len(body))), body...)
}

func join(parts ...[]byte) (out []byte) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func gbk(s string) []byte {
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

// An access controller's file: records without a container, 8-bit GBK labels.
func rawBIFF() []byte {
	label := func(row, col uint16, s string) []byte {
		b := gbk(s)
		return rec(biffLabel, row, col, uint16(0), uint16(len(b)), b)
	}
	return join(
		rec(biffBOF, uint16(0), uint16(biffWorksheet), uint32(0)),
		label(0, 0, "姓名"), label(0, 1, "刷卡日期"),
		label(1, 1, "2021-09-01"), label(1, 0, "张三"), // out of order
		rec(biffEOF),
	)
}

func TestRawBIFF(t *testing.T) {
	got, err := dump(t, rawBIFF())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"1: A=姓名 B=刷卡日期", "2: A=张三 B=2021-09-01"}, got); d != "" {
		t.Error(d)
	}
}

// stream8 is a workbook stream of BIFF8 with everything that cells can be. The
// second shared string runs over into a Continue record, where it changes from
// 8 to 16 bits, as writers do.
func stream8() []byte {
	wide := func(s string) []byte {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			b = binary.LittleEndian.AppendUint16(b, u)
		}
		return b
	}
	globals := func(sheetAt uint32) []byte {
		return join(
			rec(biffBOF, uint16(biff8), uint16(5), uint32(0)),
			rec(biffDateMode, uint16(1)),
			rec(biffFormat, uint16(176), uint16(4), uint8(0), []byte("yyyy")),
			rec(biffXF, uint16(0), uint16(0), make([]byte, 16)),
			rec(biffXF, uint16(0), uint16(176), make([]byte, 16)),
			rec(biffSheet, sheetAt, uint8(0), uint8(0), uint8(2), uint8(1), wide("考勤")),
			rec(biffSST, uint32(2), uint32(2),
				uint16(2), uint8(1|8), uint16(1), wide("甲乙"), uint32(0), // with one formatting run
				uint16(4), uint8(0), []byte("ab")),
			rec(biffContinue, uint8(1), wide("丙丁")),
			rec(biffEOF),
		)
	}
	sheet := join(
		rec(biffBOF, uint16(biff8), uint16(biffWorksheet), uint32(0)),
		rec(biffLabelSST, uint16(0), uint16(0), uint16(0), uint32(0)),
		rec(biffLabelSST, uint16(0), uint16(1), uint16(0), uint32(1)),
		rec(biffNumber, uint16(1), uint16(0), uint16(0), 0.354166656732559), // 8:30 as a 32-bit float
		rec(biffNumber, uint16(1), uint16(1), uint16(1), 44885.0),           // a date of the 1904 system
		rec(biffRK, uint16(1), uint16(2), uint16(0), uint32(12345<<2|3)),    // 123.45: integer, hundredfold
		rec(biffMulRK, uint16(1), uint16(3), uint16(0), uint32(7<<2|2), uint16(0), uint32(math.Float64bits(1.5)>>32), uint16(4)),
		rec(biffFormula, uint16(2), uint16(0), uint16(0), 2.5, make([]byte, 6)),
		rec(biffFormula, uint16(2), uint16(1), uint16(0), []byte{0, 0, 0, 0, 0, 0, 0xff, 0xff}, make([]byte, 6)),
		rec(biffString, uint16(2), uint8(0), []byte("ok")),
		rec(biffFormula, uint16(2), uint16(2), uint16(0), []byte{1, 0, 1, 0, 0, 0, 0xff, 0xff}, make([]byte, 6)),
		rec(biffBoolErr, uint16(2), uint16(3), uint16(0), uint8(0x2a), uint8(1)),
		rec(biffLabel, uint16(2), uint16(4), uint16(0), uint16(1), uint8(1), wide("戊")),
		// A chart embedded in the sheet has cells of its own.
		rec(biffBOF, uint16(biff8), uint16(0x20), uint32(0)), rec(biffNumber, uint16(9), uint16(9), uint16(0), 9.0), rec(biffEOF),
		rec(biffEOF),
	)
	return append(globals(uint32(len(globals(0)))), sheet...)
}

func TestBIFF8(t *testing.T) {
	got, err := dump(t, stream8())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"1: A=甲乙 B=ab丙丁",
		"2: A=0.354166656732559 B=46347 C=123.45 D=7 E=1.5", // 44885 + 1462
		"3: A=2.5 B=ok C=1 D=#N/A E=戊",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestBIFFDamaged(t *testing.T) {
	whole := stream8()
	for n := 8; n < len(whole); n++ {
		if lines, err := dump(t, whole[:n]); err == nil {
			t.Fatalf("cut at %d of %d: no error, %q", n, len(whole), lines)
		}
	}
	locked := join(rec(biffBOF, uint16(biff8), uint16(5), uint32(0)), rec(biffFilePass, uint16(1)), rec(biffEOF))
	if _, err := dump(t, locked); err == nil || !strings.Contains(err.Error(), "password") {
		t.Errorf("a protected file: %v", err)
	}
}

// A record whose first bytes are damaged is no cell any more, and an end in the middle of
// a sheet leaves the rest out: both are told.
func TestBIFFOfDamagedRecords(t *testing.T) {
	folder := filepath.Join("..", "..", "attendance", "punch", "testdata", "exports")
	data, err := os.ReadFile(filepath.Join(folder, "clock_three_abreast.xls"))
	if err != nil {
		t.Fatal(err)
	}
	number := bytes.LastIndex(data, []byte{0x03, 0x02, 14, 0}) // of the last sheet
	for name, kind := range map[string][]byte{"of another kind": {0x00, 0x02}, "of no kind": {0xFD, 0x40}, "an end": {0x0A, 0x00}} {
		hurt := slices.Clone(data)
		copy(hurt[number:], kind)
		if name == "an end" {
			copy(hurt[number+2:], []byte{0, 0, 0x03, 0x02, 10, 0})
		}
		b, err := Read("f.xls", hurt, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range b.Sheets() {
			for _, e := range b.Rows(i) {
				if e != nil {
					err = e
				}
			}
		}
		if err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
