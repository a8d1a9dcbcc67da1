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
	lost   []Lost
	limits Limits
}

func openText(data []byte, limits Limits) (Format, book, error) {
	s, ok := decode(data)
	if whole := strings.TrimRight(s, "\x00"); len(whole) < len(s) { // room that was never written
		if s = whole; !strings.HasSuffix(s, "\n") {
			s += "\x00" // the last line is cut
		}
	}
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
	var lost []Lost
	if nuls > 0 {
		s, lost = withoutNULs(s)
	}
	if strings.TrimSpace(s) == "" {
		return "", nil, &Problem{What: lang.T("文件里没有内容", "there is nothing in the file"),
			Hint: lang.T("重新导出一次", "export it again")}
	}
	t := &text{s, delimiter(s), lost, limits}
	if t.delim == 0 {
		return Plain, t, nil
	}
	return Delim, t, nil
}

func (t *text) sheets() []string { return []string{""} }
func (t *text) close() error     { return nil }

func (t *text) merged(int) ([]area, error) { return nil, nil }

// withoutNULs takes the NULs out of a text. Where a program pads its fields with them,
// so that most lines have some, that is all. Else they are what a clock that lost
// power left in place of the text, a piece of one line to a piece of another: such lines
// are emptied and come back as lost, or two halves would make a punch that nobody made.
func withoutNULs(s string) (string, []Lost) {
	lines, hurt := 0, 0
	for line := range strings.Lines(s) {
		if strings.TrimSpace(line) != "" {
			lines++
		}
		if strings.Contains(line, "\x00") {
			hurt++
		}
	}
	if hurt*2 > lines {
		return strings.ReplaceAll(s, "\x00", ""), nil
	}
	var out strings.Builder
	var lost []Lost
	number := 0
	for line := range strings.Lines(s) {
		number++
		if !strings.Contains(line, "\x00") {
			out.WriteString(line)
			continue
		}
		what := strings.Map(func(r rune) rune {
			if r == 0 {
				return '\uFFFD'
			}
			return r
		}, squeezed(line))
		lost = append(lost, Lost{Row: number, Text: Clean(what),
			Why: lang.F("这一行被 %d 个空字节（NUL）断开，多半是机器断过电", "the line is broken by %d NUL bytes: perhaps the clock lost power", strings.Count(line, "\x00"))})
		out.WriteByte('\n')
	}
	return out.String(), lost
}

// squeezed returns s with every run of NULs cut to one.
func squeezed(s string) string {
	for strings.Contains(s, "\x00\x00") {
		s = strings.ReplaceAll(s, "\x00\x00", "\x00")
	}
	return s
}

// plainText returns what a cell of a text file says. Programs that write for Excel mark
// a text by an apostrophe, or write it as a formula, ="A01", so that no digits are
// lost. An apostrophe before = + - @ stays: it keeps a text from being a formula.
func plainText(cell string) string {
	if len(cell) >= 3 && cell[0] == '=' && cell[1] == '"' && cell[len(cell)-1] == '"' {
		if inner := strings.ReplaceAll(cell[2:len(cell)-1], `""`, "\x00"); !strings.Contains(inner, `"`) {
			return strings.ReplaceAll(inner, "\x00", `"`)
		}
	}
	if len(cell) >= 2 && cell[0] == '\'' && !strings.ContainsRune("=+-@'", rune(cell[1])) && !strings.Contains(cell[1:], "'") {
		return cell[1:]
	}
	return cell
}

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
				if line[i] == '\t' && i+1 < len(line) && (strings.IndexByte(",;", line[i+1]) >= 0 || n[1]+n[2] > 0 && strings.TrimSpace(line[i:]) == "") {
					n[k]-- // behind a number that is to stay a text
				}
			}
		}
		for k := range n {
			counts[k] = append(counts[k], n[k])
		}
		if lines++; lines == 100 {
			break
		}
	}
	best, most, cuts := byte(0), 0, 0
	for k := range counts {
		cut, same := 0, map[int]int{}
		for _, n := range counts[k] {
			if n > 0 {
				cut++
				same[n]++
			}
		}
		usual, into := 0, 0
		for n, often := range same {
			if often > usual || often == usual && n > into {
				usual, into = often, n
			}
		}
		if cut*2 >= lines && cut > 0 && (usual > most || usual == most && into > cuts) {
			best, most, cuts = candidates[k], usual, into
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
				if cell = plainText(cell); cell != "" {
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
	if sp.delim != 0 && sp.unclosed > 0 && strings.HasPrefix(strings.TrimPrefix(sp.rest, "="), `"`) {
		if cell, rest, ok := sp.quoted(strings.TrimPrefix(sp.rest, "=")); ok {
			if sp.rest[0] == '=' { // ="A01"
				cell = `="` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
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

// quoted reads a field in quotes at the beginning of what is left, in which a quote is doubled. It reports false
// where no quote before a separator closes it within the longest cell.
func (sp *splitter) quoted(from string) (cell, rest string, ok bool) {
	s := from[:min(len(from), DefaultLimits.CellBytes)]
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			i++
			continue
		}
		if i+1 == len(from) || from[i+1] == sp.delim || from[i+1] == '\n' || from[i+1] == '\r' {
			return strings.ReplaceAll(s[1:i], `""`, `"`), from[i+1:], true
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
