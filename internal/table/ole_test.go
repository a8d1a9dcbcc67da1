package table

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ole puts a stream into an OLE container ([MS-CFB], version 3): the header,
// one sector of allocation table, one of directory, then the stream, padded to
// the 4,096 bytes below which streams live elsewhere.
func ole(name string, stream []byte) []byte {
	const sector, end, free, isFAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
	stream = append([]byte(nil), stream...)
	for len(stream) < 4096 || len(stream)%sector != 0 {
		stream = append(stream, 0)
	}
	le := binary.LittleEndian
	head := make([]byte, sector)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le.PutUint16(head[24:], 0x3E)
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[28:], 0xFFFE)
	le.PutUint16(head[30:], 9)    // sectors of 1 << 9 bytes
	le.PutUint16(head[32:], 6)    // short ones of 1 << 6
	le.PutUint32(head[44:], 1)    // sectors of the table
	le.PutUint32(head[48:], 1)    // where the directory starts
	le.PutUint32(head[56:], 4096) // shorter streams are short
	le.PutUint32(head[60:], end)
	le.PutUint32(head[68:], end)
	for i := 76; i < sector; i += 4 {
		le.PutUint32(head[i:], free)
	}
	le.PutUint32(head[76:], 0) // the table is sector 0

	table := make([]byte, sector)
	for i := 0; i < sector; i += 4 {
		le.PutUint32(table[i:], free)
	}
	le.PutUint32(table[0:], isFAT)
	le.PutUint32(table[4:], end)
	last := 1 + len(stream)/sector
	for i := 2; i <= last; i++ {
		le.PutUint32(table[4*i:], uint32(i+1))
	}
	le.PutUint32(table[4*last:], end)

	directory := make([]byte, sector)
	entry := func(i int, name string, kind byte, child, start, size uint32) {
		e := directory[128*i:]
		for k, c := range name {
			le.PutUint16(e[2*k:], uint16(c))
		}
		le.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		le.PutUint32(e[68:], free)
		le.PutUint32(e[72:], free)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], size)
	}
	entry(0, "Root Entry", 5, 1, end, 0)
	entry(1, name, 2, free, 2, uint32(len(stream)))
	return join(head, table, directory, stream)
}

func TestOLE(t *testing.T) {
	want, err := dump(t, stream8())
	if err != nil {
		t.Fatal(err)
	}
	got, err := dump(t, ole("Workbook", stream8()))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for name, want := range map[string]string{"EncryptedPackage": "password", "WordDocument": "another kind of Office document"} {
		if _, err := dump(t, ole(name, nil)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", name, err, want)
		}
	}
}

// A short stream lies in sectors of 64 bytes inside the stream of the root; and a
// workbook that is embedded in another, in a folder of its own, is not it.
func TestOLEShortStream(t *testing.T) {
	const end = 0xFFFFFFFE
	data, sector, le := ole("Workbook", make([]byte, 8192)), 512, binary.LittleEndian
	stream := stream8()
	if len(stream) >= 4096 || len(stream) <= 2*64 {
		t.Fatalf("%d bytes", len(stream))
	}
	// Sectors: 0 table, 1 directory, 2 table of small sectors, 3… small sectors.
	le.PutUint32(data[60:], 2)
	table, small := data[sector:], data[3*sector:]
	le.PutUint32(table[4*2:], end)
	for i := range small[:sector] {
		small[i] = 0xff
	}
	n := (len(stream) + 63) / 64
	for i := range n {
		// From the last to the first, so that the order must be followed.
		copy(data[4*sector+64*(n-1-i):], append(stream[64*i:min(64*i+64, len(stream)):min(64*i+64, len(stream))], make([]byte, 64)...)[:64])
		next := uint32(n - 2 - i)
		if i == n-1 {
			next = end
		}
		le.PutUint32(small[4*(n-1-i):], next)
	}
	entry := func(i int) []byte { return data[2*sector+128*i:] }
	le.PutUint32(entry(0)[116:], 3) // where the small sectors are
	le.PutUint32(entry(1)[116:], uint32(n-1))
	le.PutUint32(entry(1)[120:], uint32(len(stream)))
	// A folder to the left, with a workbook in it that is none.
	copy(entry(2), entry(1)[:128])
	copy(entry(3), entry(1)[:128])
	entry(2)[66], entry(2)[0] = 1, 'M'
	le.PutUint32(entry(2)[76:], 3)
	le.PutUint32(entry(3)[116:], 0)
	le.PutUint32(entry(1)[68:], 2)

	want, err := dump(t, stream)
	if err != nil {
		t.Fatal(err)
	}
	got, err := dump(t, data)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
