package table

import (
	"bufio"
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

var (
	mergeCell = []byte("mergeCell")
	mergeRef  = regexp.MustCompile(`^[^>]*\bref="([A-Za-z]{1,3}\d{1,7}):([A-Za-z]{1,3}\d{1,7})"`)
)

// merged finds the merged cells of a sheet. They stand behind all its rows, so the
// bytes are searched for them, which takes a tenth of the time of reading the rows.
func (x *xlsx) merged(sheet int) ([]area, error) {
	if out, ok := x.areas[sheet]; ok {
		return out, nil
	}
	f := x.parts[x.sheet[sheet]]
	if f == nil {
		return nil, nil // told by whoever reads the rows
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out []area
	in := bufio.NewReaderSize(r, 1<<16)
	for {
		have, err := in.Peek(1 << 16)
		i := bytes.Index(have, mergeCell)
		switch {
		case i < 0 && err != nil:
			// Damage is told by whoever reads the rows.
			if x.areas == nil {
				x.areas = map[int][]area{}
			}
			x.areas[sheet] = out
			return out, nil
		case i < 0:
			_, _ = in.Discard(len(have) - len(mergeCell))
			continue
		case i > len(have)-100 && err == nil:
			_, _ = in.Discard(i) // see all of it
			continue
		}
		if g := mergeRef.FindSubmatch(have[i+len(mergeCell):]); g != nil && have[i+len(mergeCell)] == ' ' {
			a := area{row: rowOf(g[1]), col: columnOf(string(g[1])), lastRow: rowOf(g[2]), lastCol: columnOf(string(g[2]))}
			if a.lastRow >= a.row && a.lastCol >= a.col {
				out = append(out, a)
			}
			if len(out) > mostAreas {
				return nil, fmt.Errorf("more than %d merged cells", mostAreas)
			}
		}
		_, _ = in.Discard(i + len(mergeCell))
	}
}

// rowOf returns the row of a reference like AB12.
func rowOf(ref []byte) int {
	n, _ := strconv.Atoi(string(bytes.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")))
	return n
}
