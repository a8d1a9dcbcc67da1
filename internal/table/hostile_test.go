//go:build linux

package table

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What no file may cost, however it was made.
const (
	mostTime   = 10 * time.Second // of the processor
	mostMemory = 512 << 10        // KB
)

// packed is a file of an archive whose content is begin, times times middle, and
// end. Its sizes are written as declared, or as they are where that is 0.
type packed struct {
	name               string
	begin, middle, end string
	times              int
	declared           uint64
}

// archive makes a zip file without ever holding what is in it: the middle is
// deflated once, in blocks that can follow each other.
func archive(t *testing.T, parts ...packed) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		block := func(s string) []byte {
			var b bytes.Buffer
			w, err := flate.NewWriter(&b, flate.BestCompression)
			if err == nil {
				_, err = w.Write([]byte(s))
			}
			if err == nil {
				err = w.Flush() // ends at a byte
			}
			if err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
		body := append(block(p.begin), bytes.Repeat(block(p.middle), p.times)...)
		body = append(append(body, block(p.end)...), 1, 0, 0, 0xff, 0xff) // a last, empty block
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate, CompressedSize64: uint64(len(body)), UncompressedSize64: p.declared}
		if p.declared == 0 {
			h.UncompressedSize64 = uint64(len(p.begin) + p.times*len(p.middle) + len(p.end))
		}
		w, err := z.CreateRaw(h)
		if err == nil {
			_, err = w.Write(body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// hostileBook is a workbook with one sheet, whose parts may be anything.
func hostileBook(t *testing.T, parts ...packed) []byte {
	t.Helper()
	usual := []packed{
		{name: "[Content_Types].xml", begin: `<Types/>`},
		{name: "xl/workbook.xml", begin: `<workbook xmlns:r="` + relation + `"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>`},
		{name: "xl/_rels/workbook.xml.rels", begin: `<Relationships><Relationship Id="rId1" Type="` + relation + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId3" Type="` + relation + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{name: "xl/worksheets/sheet1.xml", begin: `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`},
	}
	for _, p := range parts {
		for i := range usual {
			if usual[i].name == p.name {
				usual[i].name = ""
			}
		}
	}
	var all []packed
	for _, p := range append(usual, parts...) {
		if p.name != "" {
			all = append(all, p)
		}
	}
	return archive(t, all...)
}

// sheetOf is a sheet of times times middle.
func sheetOf(begin, middle, end string, times int) packed {
	const each = 10_000 // many at once, so that a small archive is enough
	return packed{name: "xl/worksheets/sheet1.xml", begin: `<worksheet><sheetData>` + begin,
		middle: strings.Repeat(middle, each), end: end + `</sheetData></worksheet>`, times: times / each}
}

// noise is text that deflates about 50:1, as real sheets do, so that no bound on
// the ratio catches it.
func noise(size int) string {
	var b strings.Builder
	seed := uint32(1)
	for b.Len() < size {
		seed = seed*1664525 + 1013904223
		b.WriteString("<!-- " + strings.Repeat("x", 100) + string(rune('a'+seed>>28)) + string(rune('a'+seed>>24&15)) + " -->")
	}
	return b.String()
}

// longBombs take seconds each. Others of their kind are in every run: many rows, many
// cells, much text.
var longBombs = map[string]bool{"a sheet of noise, 400 MB": true, "12 million empty strings": true, "BIFF: 10 million cells": true}

// TestBombs reads files made to cost more than they weigh. Each is read in a
// process of its own, which must end in time, within its memory, and with a
// sentence; some of them are sound and must be read.
func TestBombs(t *testing.T) {
	if path := os.Getenv("PAIBAN_BOMB"); path != "" {
		readAllOf(path)
	}
	sheet1 := "xl/worksheets/sheet1.xml"
	const mb = 1 << 20
	head := func(set map[int]uint32) []byte { // an OLE header that claims much
		data := ole("Workbook", stream8())
		for at, v := range set {
			binary.LittleEndian.PutUint32(data[at:], v)
		}
		return data
	}
	mulRK := rec(biffMulRK, uint16(0), uint16(0), make([]byte, 6*1000), uint16(0))
	biff := func(kind uint16) []byte { return rec(biffBOF, uint16(biff8), kind, uint32(0)) }
	for _, c := range []struct {
		name string
		data func() []byte
		want string
	}{
		{"4 GB of blanks", func() []byte {
			return hostileBook(t, packed{name: sheet1, middle: strings.Repeat(" ", mb), times: 4096})
		}, "zip bomb"},
		{"4 GB that say they are 1 KB", func() []byte {
			return hostileBook(t, packed{name: sheet1, begin: "<worksheet>", middle: strings.Repeat(" ", mb), times: 4096, declared: 1024})
		}, "damaged"},
		{"sizes whose sum is 0", func() []byte {
			return hostileBook(t, packed{name: sheet1, middle: strings.Repeat(" ", mb), times: 4096, declared: 1 << 63}, packed{name: "x", declared: 1 << 63})
		}, "zip bomb"},
		{"tags in tags, in a sheet", func() []byte { return hostileBook(t, sheetOf("", "<a>", "", 20_000_000)) }, "100 deep"},
		{"tags in tags, in strings", func() []byte {
			return hostileBook(t, packed{name: "xl/sharedStrings.xml", begin: "<sst><si>", middle: strings.Repeat("<t>", 100_000), times: 200})
		}, "100 deep"},
		{"tags in tags, in the workbook", func() []byte {
			return hostileBook(t, packed{name: "xl/workbook.xml", middle: strings.Repeat("<sheets>", 100_000), times: 10})
		}, "100 deep"},
		{"a large workbook part", func() []byte {
			return hostileBook(t, packed{name: "xl/workbook.xml", begin: "<workbook><sheets>", middle: strings.Repeat(`<sheet name="x"/>`, 10_000), times: 300})
		}, "part xl/workbook.xml has"},
		{"12 million empty strings", func() []byte {
			return hostileBook(t, packed{name: "xl/sharedStrings.xml", begin: "<sst>", middle: strings.Repeat("<si/>", 10_000), end: "</sst>", times: 1200})
		}, "128 MB of text"},
		{"one string of 60 MB", func() []byte {
			return hostileBook(t, packed{name: "xl/sharedStrings.xml", begin: "<sst><si><t>", middle: strings.Repeat("x", mb), end: "</t></si></sst>", times: 60})
		}, "131072 bytes"},
		{"one string in 5 million pieces", func() []byte {
			return hostileBook(t, packed{name: "xl/sharedStrings.xml", begin: "<sst><si><t>", middle: strings.Repeat("x<!---->", 10_000), end: "</t></si></sst>", times: 500})
		}, "131072 bytes"},
		{"one cell in 5 million pieces", func() []byte {
			return hostileBook(t, sheetOf(`<row r="1"><c><v>`, "x<!---->", `</v></c></row>`, 5_000_000))
		}, "131072 bytes"},
		{"one formula in 5 million pieces", func() []byte {
			return hostileBook(t, sheetOf(`<row r="1"><c><f>`, "x<!---->", `</f></c></row>`, 5_000_000))
		}, "131072 bytes"},
		{"a comment of 60 MB", func() []byte {
			return hostileBook(t, packed{name: sheet1, begin: "<worksheet><!--", middle: strings.Repeat("x", mb), times: 60})
		}, "more than 1 MB"},
		{"a document type that grows", func() []byte {
			return hostileBook(t, packed{name: sheet1, begin: `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>`})
		}, "damaged"},
		{"a row of 4 million cells", func() []byte { return hostileBook(t, sheetOf(`<row r="1">`, "<c><v>1</v></c>", `</row>`, 4_000_000)) }, "16384 columns"},
		{"a cell 4 million times", func() []byte {
			return hostileBook(t, sheetOf(`<row r="1">`, `<c r="A1"><v>1</v></c>`, `</row>`, 2_000_000))
		}, "16384 columns"},
		{"2 million rows", func() []byte { return hostileBook(t, sheetOf("", `<row><c><v>1</v></c></row>`, "", 2_000_000)) }, "1048576 rows"},
		{"a sheet that says it is full", func() []byte {
			return hostileBook(t, packed{name: sheet1, begin: `<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`})
		}, "1 rows"},
		{"a sheet of noise, 400 MB", func() []byte {
			return hostileBook(t, packed{name: sheet1, begin: "<worksheet>", middle: noise(mb), end: "</worksheet>", times: 400})
		}, "0 rows"},
		{"one part for 900 sheets", func() []byte {
			return hostileBook(t, packed{name: "xl/workbook.xml", begin: `<workbook xmlns:r="` + relation + `"><sheets>` + strings.Repeat(`<sheet name="S" r:id="rId1"/>`, 900) + `</sheets></workbook>`}, packed{name: sheet1, begin: "<worksheet>", middle: noise(mb), end: "</worksheet>", times: 50})
		}, "0 rows"},
		{"an archive of 300,000 files", func() []byte {
			return append([]byte("PK\x03\x04"), bytes.Repeat([]byte("PK\x01\x02"+strings.Repeat("\x00", 42)), 300_000)...)
		}, "300000 files"},
		{"OLE: 4 billion directory sectors", func() []byte { return head(map[int]uint32{40: 1<<32 - 1}) }, "3 rows"},
		{"OLE: 4 billion table sectors", func() []byte { return head(map[int]uint32{44: 1<<32 - 1}) }, "damaged"},
		{"OLE: 4 billion small sectors", func() []byte { return head(map[int]uint32{64: 1<<32 - 1}) }, "3 rows"},
		{"OLE: a directory in a circle", func() []byte { return head(map[int]uint32{512 + 4: 1}) }, "circle"},
		{"OLE: a stream longer than a file", func() []byte { return head(map[int]uint32{1024 + 128 + 120: 1<<32 - 1}) }, "damaged"},
		{"BIFF: 10 million cells", func() []byte { return join(biff(biffWorksheet), bytes.Repeat(mulRK, 10_000), rec(biffEOF)) }, "2000000 cells"},
		{"BIFF: 20 million empty strings", func() []byte {
			return join(biff(5), rec(biffSST, uint32(1), uint32(1<<32-1), make([]byte, 8000)), bytes.Repeat(rec(biffContinue, make([]byte, 8001)), 7000))
		}, "128 MB of text"},
		{"BIFF: streams in streams", func() []byte { return join(biff(biffWorksheet), bytes.Repeat(biff(biffWorksheet), 4_000_000)) }, "damaged"},
		{"text: 60 million commas", func() []byte { return []byte("a,b\nc,d\n" + strings.Repeat("x,", 30*mb)) }, "16384 columns"},
		{"text: 60 million lines", func() []byte { return []byte("a,b\n" + strings.Repeat("\n", 60*mb)) }, "1048576 rows"},
		{"text: 60 million quotes", func() []byte { return []byte("a,b\n" + strings.Repeat(`"`, 60*mb)) }, "bytes"},
		{"text: 15 million quotes of a cell", func() []byte { return []byte("a,b\n" + strings.Repeat("\"\n,", 15*mb)) }, "rows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if longBombs[c.name] && os.Getenv("PAIBAN_LONG") == "" {
				t.Skip("the long run: set PAIBAN_LONG")
			}
			data := c.data()
			if len(data) > int(DefaultLimits.FileBytes) {
				t.Fatalf("%d MB: refused for its size alone", len(data)>>20)
			}
			path := filepath.Join(t.TempDir(), "bomb")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute) // others may need the machine
			defer cancel()
			cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestBombs$")
			cmd.Env = append(os.Environ(), "PAIBAN_BOMB="+path)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %.2000s", err, out)
			}
			var peak int // KB
			if _, err := fmt.Sscanf(string(out), "VmHWM: %d kB", &peak); err != nil {
				t.Fatalf("%v: %.300s", err, out)
			}
			spent := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			if !strings.Contains(string(out), c.want) || peak > mostMemory || spent > mostTime {
				t.Errorf("%v, %d MB: %.300s, want %q", spent, peak>>10, out, c.want)
			}
			t.Logf("%d KB in, %v, %d MB: %.100s", len(data)>>10, spent, peak>>10, out)
		})
	}
}

// readAllOf reads every row of the file at path, says what memory that took and
// how many rows there are or why it stopped, and ends the process.
func readAllOf(path string) {
	book, err := Open(path, Limits{})
	rows := 0
	if err == nil {
		for i := range book.Sheets() {
			for _, e := range book.Rows(i) {
				if e != nil {
					err = e
				}
				rows++
			}
		}
	}
	// The peak since this program began; what Rusage tells includes its parent's.
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmHWM:") {
			os.Stdout.WriteString(line)
		}
	}
	if err != nil {
		os.Stdout.WriteString("refused: " + err.Error() + "\n")
	} else {
		os.Stdout.WriteString("read: " + number(float64(rows)) + " rows\n")
	}
	os.Exit(0)
}
