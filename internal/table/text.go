package table

import (
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"paiban/internal/lang"
)

// Text turns the bytes of a text file into a string as the readers of this
// package do: UTF-8, UTF-16 by its mark, or GB18030. It reports false where that
// cannot be read.
func Text(data []byte) (string, bool) { return decode(data) }

// decode turns the bytes of a text file into a string: by its byte order mark,
// else as UTF-8 where it is valid, else as GB18030, of which GBK is a part. It
// reports false where that leaves more than one sign in a hundred unreadable.
func decode(data []byte) (string, bool) {
	var enc encoding.Encoding
	switch {
	case len(data) >= 2 && data[0] == 0xff && data[1] == 0xfe:
		enc = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case len(data) >= 2 && data[0] == 0xfe && data[1] == 0xff:
		enc = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	case len(data) >= 3 && data[0] == 0xef && data[1] == 0xbb && data[2] == 0xbf:
		return strings.ToValidUTF8(string(data[3:]), "\ufffd"), true
	case utf8.Valid(data):
		return string(data), true
	default:
		if mostlyUTF8(data) {
			return strings.ToValidUTF8(string(data), "\ufffd"), true
		}
		enc = simplifiedchinese.GB18030
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return string(data), false
	}
	s := string(out)
	return s, strings.Count(s, "\ufffd")*100 <= utf8.RuneCountInString(s)
}

// mostlyUTF8 reports whether what is not ASCII in data is UTF-8 except for a sign
// cut in two here and there. Hardly two bytes in a row of GBK are UTF-8.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 2: // as Chinese takes
			good++
		}
		data = data[n:]
	}
	return good > 4*bad
}

// text is a delimited or plain text file, decoded.
type text struct {
	s      string
	delim  byte // 0: plain, one cell a line
	limits Limits
}

func openText(data []byte, limits Limits) (Format, book, error) {
	s, ok := decode(data)
	controls, nuls := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == 0:
			nuls++
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a:
			controls++
		}
	}
	// Clocks that lose power leave runs of NUL in their logs; anything else
	// below the space is rare in text.
	if !ok || controls*100 > len(s) || nuls*2 > len(s) {
		return "", nil, notTable(lang.T("认不出的二进制数据", "binary data of an unknown kind"))
	}
	if nuls > 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	if strings.TrimSpace(s) == "" {
		return "", nil, &Problem{What: lang.T("文件里没有内容", "there is nothing in the file"),
			Hint: lang.T("重新导出一次", "export it again")}
	}
	t := &text{s, delimiter(s), limits}
	if t.delim == 0 {
		return Plain, t, nil
	}
	return Delim, t, nil
}

func (t *text) sheets() []string { return []string{""} }
func (t *text) close() error     { return nil }

func (t *text) merged(int) ([]area, error) { return nil, nil }

// delimiter looks at the first lines and takes the separator that cuts most of
// them into equally many fields; 0 where none cuts at least half of them.
func delimiter(s string) byte {
	const candidates = "\t,;"
	var counts [len(candidates)][]int
	lines := 0
	for line := range strings.Lines(s[:min(len(s), 1<<16)]) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		quoted := false
		var n [len(candidates)]int
		for i := 0; i < len(line); i++ {
			if line[i] == '"' {
				quoted = !quoted
			} else if k := strings.IndexByte(candidates, line[i]); k >= 0 && !quoted {
				n[k]++
			}
		}
		for k := range n {
			counts[k] = append(counts[k], n[k])
		}
		if lines++; lines == 100 {
			break
		}
	}
	best, most := byte(0), 0
	for k := range counts {
		cut, same := 0, map[int]int{}
		for _, n := range counts[k] {
			if n > 0 {
				cut++
				same[n]++
			}
		}
		usual := 0
		for _, n := range same {
			usual = max(usual, n)
		}
		if cut*2 >= lines && cut > 0 && usual > most {
			best, most = candidates[k], usual
		}
	}
	return best
}

func (t *text) rows(int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		sp := splitter{rest: t.s, delim: t.delim, unclosed: 100}
		row := Row{}
		for sp.rest != "" {
			row.Number++
			row.Cells = row.Cells[:0]
			for col := 1; ; col++ {
				cell, last := sp.field()
				if cell != "" {
					row.Cells = append(row.Cells, Cell{Col: col, Text: cell})
				}
				if last {
					break
				}
				if col >= t.limits.Cols {
					yield(row, wideRow(row.Number, t.limits))
					return
				}
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// splitter cuts delimited text into fields (RFC 4180, read leniently): a quote
// that is never closed is an ordinary sign, so that one stray quote does not
// swallow the rows after it.
type splitter struct {
	rest     string
	delim    byte
	unclosed int // how many more times to look for a closing quote in vain
}

// field takes the next field and reports whether it is the last of its row.
func (sp *splitter) field() (cell string, last bool) {
	if sp.delim != 0 && sp.unclosed > 0 && strings.HasPrefix(sp.rest, `"`) {
		if cell, rest, ok := sp.quoted(); ok {
			sp.rest = rest
			return cell, sp.end()
		}
		sp.unclosed--
	}
	i := 0
	for i < len(sp.rest) && sp.rest[i] != '\n' && sp.rest[i] != '\r' && (sp.delim == 0 || sp.rest[i] != sp.delim) {
		i++
	}
	cell, sp.rest = sp.rest[:i], sp.rest[i:]
	return cell, sp.end()
}

// end steps over what ended a field and reports whether it ended the row too.
func (sp *splitter) end() bool {
	switch {
	case sp.rest == "":
		return true
	case strings.HasPrefix(sp.rest, "\r\n"):
		sp.rest = sp.rest[2:]
		return true
	}
	c := sp.rest[0]
	sp.rest = sp.rest[1:]
	return c == '\n' || c == '\r'
}

// quoted reads a field in quotes, in which a quote is doubled. It reports false
// where no quote before a separator closes it within the longest cell.
func (sp *splitter) quoted() (cell, rest string, ok bool) {
	s := sp.rest[:min(len(sp.rest), DefaultLimits.CellBytes)]
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			i++
			continue
		}
		if i+1 == len(sp.rest) || sp.rest[i+1] == sp.delim || sp.rest[i+1] == '\n' || sp.rest[i+1] == '\r' {
			return strings.ReplaceAll(s[1:i], `""`, `"`), sp.rest[i+1:], true
		}
		return "", "", false
	}
	return "", "", false
}

// Garbled reports whether s holds the mark that a program leaves where it could
// not decode a character: the text was read in a wrong encoding and saved, and
// what it said is gone.
func Garbled(s string) bool { return strings.ContainsRune(s, '\uFFFD') }

// GarbledText says that s is garbled.
func GarbledText(s string) lang.Text {
	return lang.F("文字已经损坏：%s", "the text is damaged: %s", s)
}

// GarbledHint says how to get it back.
var GarbledHint = lang.T("文件曾用错误的编码打开并保存过（GBK 当成 UTF-8），文字找不回来；请从原系统重新导出，导出后不要另存",
	"the file was once opened in the wrong encoding (GBK as UTF-8) and saved, which cannot be undone: export it again and do not save it in between")
