package table

import (
	"encoding/binary"
	"errors"
	"unicode/utf16"
)

// What compound files ([MS-CFB]) are made of. Sectors have numbers below
// oleRegular; those from it on end a chain.
const (
	oleRegular   = 0xFFFFFFFA
	oleHead      = 512
	oleEntry     = 128 // bytes of an entry of the directory
	oleStream    = 2   // kind of entry
	oleMini      = 64  // bytes of the small sectors
	oleMiniBelow = 4096
)

var errCircle = errors.New("a chain of sectors goes in a circle")

// oleFile is a compound file in memory. The sizes that the file states are not
// trusted: no part that is read can be longer than the file, so a few hundred bytes
// cannot ask for gigabytes.
type oleFile struct {
	data      []byte
	size      int    // of a sector
	fat       []byte // the sector after each one, 4 bytes each
	miniFAT   []byte // the same for small sectors
	mini      []byte // the small sectors
	directory []byte
}

func openCompound(data []byte) (*oleFile, error) {
	if len(data) < oleHead {
		return nil, errTruncated
	}
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(data[at:]) }
	shift := binary.LittleEndian.Uint16(data[30:])
	if shift != 9 && shift != 12 {
		return nil, errors.New("sectors of an unknown size")
	}
	o := &oleFile{data: data, size: 1 << shift}
	// The table lies in sectors that the header lists and, where they are more
	// than fit there, a chain of lists whose last entries point onwards.
	list, more := data[76:oleHead], u32(68)
	for left := u32(44); left > 0; left-- {
		if len(list) == 0 {
			s := o.sector(more)
			if len(s) < o.size {
				return nil, errTruncated
			}
			list, more = s[:o.size-4], binary.LittleEndian.Uint32(s[o.size-4:])
		}
		s := o.sector(binary.LittleEndian.Uint32(list))
		if len(s) < o.size {
			return nil, errTruncated
		}
		if o.fat, list = append(o.fat, s...), list[4:]; len(o.fat) > len(data) {
			return nil, errCircle
		}
	}
	var err error
	if o.directory, err = o.chain(u32(48)); err != nil {
		return nil, err
	}
	if len(o.directory) < oleEntry {
		return nil, errTruncated
	}
	if o.miniFAT, err = o.chain(u32(60)); err != nil {
		return nil, err
	}
	o.mini, err = o.chain(binary.LittleEndian.Uint32(o.directory[116:])) // of the root
	return o, err
}

// sector returns sector n: short if the file ends in it, nil if there is none.
func (o *oleFile) sector(n uint32) []byte {
	return slot(o.data, (int64(n)+1)*int64(o.size), o.size)
}

func (o *oleFile) miniSector(n uint32) []byte {
	return slot(o.mini, int64(n)*oleMini, oleMini)
}

func slot(data []byte, at int64, size int) []byte {
	if at >= int64(len(data)) {
		return nil
	}
	return data[at:min(at+int64(size), int64(len(data)))]
}

// chain returns all of the sectors from n on.
func (o *oleFile) chain(n uint32) ([]byte, error) {
	out, err := follow(n, len(o.data), o.fat, o.sector)
	if len(out) == len(o.data) { // the header alone makes a file longer
		err = errCircle
	}
	return out, err
}

// follow joins the sectors from n on, one after the other as the table tells,
// up to size bytes.
func follow(n uint32, size int, table []byte, sector func(uint32) []byte) (out []byte, err error) {
	for n < oleRegular && len(out) < size {
		s := sector(n)
		if s == nil {
			return nil, errTruncated
		}
		if out = append(out, s...); len(out) >= size {
			break
		}
		next := slot(table, 4*int64(n), 4)
		if len(next) < 4 {
			return nil, errTruncated
		}
		n = binary.LittleEndian.Uint32(next)
	}
	return out[:min(len(out), size)], nil
}

// stream returns the entry of the directory for a stream of the root folder, nil
// where there is none. Embedded objects, which may be workbooks too, lie in
// folders of their own.
func (o *oleFile) stream(name string) []byte {
	entry := func(n uint32) []byte { return slot(o.directory, int64(n)*oleEntry, oleEntry) }
	u32 := binary.LittleEndian.Uint32
	// Siblings are a binary tree that hangs on the root.
	seen := map[uint32]bool{}
	for todo := []uint32{u32(o.directory[76:])}; len(todo) > 0; {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		e := entry(n)
		if len(e) < oleEntry || seen[n] {
			continue
		}
		seen[n] = true
		todo = append(todo, u32(e[68:]), u32(e[72:]))
		if e[66] == oleStream && oleName(e) == name {
			return e
		}
	}
	return nil
}

// oleName returns the name of an entry; its length counts bytes and a NUL.
func oleName(e []byte) string {
	var units []uint16
	for i := 0; i+2 < min(int(binary.LittleEndian.Uint16(e[64:])), 64); i += 2 {
		units = append(units, binary.LittleEndian.Uint16(e[i:]))
	}
	return string(utf16.Decode(units))
}

// read returns what the stream of an entry holds.
func (o *oleFile) read(entry []byte) ([]byte, error) {
	start, size := binary.LittleEndian.Uint32(entry[116:]), int64(binary.LittleEndian.Uint32(entry[120:]))
	if size > int64(len(o.data)) {
		return nil, errTruncated
	}
	table, sector := o.fat, o.sector
	if size < oleMiniBelow {
		table, sector = o.miniFAT, o.miniSector
	}
	out, err := follow(start, int(size), table, sector)
	if err == nil && int64(len(out)) < size {
		err = errTruncated
	}
	return out, err
}
