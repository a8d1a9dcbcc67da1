package judge

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// punchGrid is one sheet as text. A merged cell has its text in each of its cells in the
// first ten rows, where headings stand.
type punchGrid struct {
	file, sheet string
	rows        [][]string
	date1904    bool
}

// at is a cell, "" outside.
func (g *punchGrid) at(row, col int) string {
	if row < 0 || row >= len(g.rows) || col < 0 || col >= len(g.rows[row]) {
		return ""
	}
	return g.rows[row][col]
}

// readGrids reads every visible sheet of a workbook, or a text file as one sheet.
func readGrids(path string) ([]punchGrid, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readXLSX(name, data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return readXLS(name, data)
	}
	return []punchGrid{{file: name, sheet: name, rows: textRows(decodeText(data))}}, nil
}

func readXLSX(name string, data []byte) ([]punchGrid, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer f.Close()
	props, _ := f.GetWorkbookProps()
	var out []punchGrid
	for _, sheet := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(sheet); err != nil || !visible {
			continue
		}
		rows, err := f.GetRows(sheet)
		if err != nil {
			return nil, fmt.Errorf("%s:%s: %w", name, sheet, err)
		}
		g := punchGrid{file: name, sheet: sheet, rows: rows, date1904: props.Date1904 != nil && *props.Date1904}
		merged, err := f.GetMergeCells(sheet)
		if err != nil {
			return nil, fmt.Errorf("%s:%s: %w", name, sheet, err)
		}
		for _, m := range merged {
			c1, r1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
			c2, r2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
			if err1 != nil || err2 != nil || r1 > 10 {
				continue
			}
			text := g.at(r1-1, c1-1)
			for r := r1 - 1; r < min(r2, 10) && r < len(g.rows); r++ {
				for c := c1 - 1; c < min(c2, 400); c++ {
					for len(g.rows[r]) <= c {
						g.rows[r] = append(g.rows[r], "")
					}
					g.rows[r][c] = text
				}
			}
		}
		out = append(out, g)
	}
	return out, nil
}

// decodeText turns bytes into text: by byte order mark, else UTF-8 where it is valid,
// else GB18030.
func decodeText(data []byte) string {
	for _, b := range []struct {
		mark   string
		endian unicode.Endianness
	}{{"\xff\xfe", unicode.LittleEndian}, {"\xfe\xff", unicode.BigEndian}} {
		if bytes.HasPrefix(data, []byte(b.mark)) {
			text, _ := unicode.UTF16(b.endian, unicode.UseBOM).NewDecoder().Bytes(data)
			return string(text)
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if utf8.Valid(data) {
		return string(data)
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil {
		return string(data)
	}
	return string(text)
}

// textRows cuts text into cells at tabs, else commas, else runs of blanks.
func textRows(text string) [][]string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	switch {
	case strings.Contains(text, "\t"):
		var out [][]string
		for _, line := range strings.Split(text, "\n") {
			cells := strings.Split(line, "\t")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			out = append(out, cells)
		}
		return out
	case strings.Contains(text, ","):
		r := csv.NewReader(strings.NewReader(text))
		r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = -1, true, true
		if rows, err := r.ReadAll(); err == nil {
			return rows
		}
	}
	var out [][]string
	for _, line := range strings.Split(text, "\n") {
		out = append(out, strings.Fields(line))
	}
	return out
}

var (
	punchDate = regexp.MustCompile(`(\d{2,4})[-/.年](\d{1,2})[-/.月](\d{1,2})`)
	timeText  = regexp.MustCompile(`(次日\s*|\+1\s+)?(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(\s*\+)?`)
)

// parseDate reads a date from a cell: text with year, month and day in this order, a
// year of two digits in this century, a serial number of a workbook, or milliseconds
// since 1970. The second result is the text behind the date.
func (g *punchGrid) parseDate(s string) (date time.Time, rest string, ok bool) {
	s = strings.TrimSpace(s)
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		if v > 1e11 {
			t := time.UnixMilli(int64(v)).UTC().Add(8 * time.Hour)
			return t.Truncate(24 * time.Hour), "", true
		}
		if v < 20000 || v > 80000 {
			return time.Time{}, "", false
		}
		if g.date1904 {
			v += 1462
		}
		base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		seconds := int64(math.Round(v * 86400))
		t := base.Add(time.Duration(seconds) * time.Second)
		day := t.Truncate(24 * time.Hour)
		if t.Equal(day) {
			return day, "", true
		}
		return day, t.Format("15:04:05"), true
	}
	m := punchDate.FindStringSubmatchIndex(s)
	if m == nil {
		return time.Time{}, "", false
	}
	y, _ := strconv.Atoi(s[m[2]:m[3]])
	mo, _ := strconv.Atoi(s[m[4]:m[5]])
	d, _ := strconv.Atoi(s[m[6]:m[7]])
	if y < 100 {
		y += 2000
	}
	t := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC)
	if int(t.Month()) != mo || t.Day() != d || y < 2001 || y > 2099 {
		return time.Time{}, "", false
	}
	return t, s[m[1]:], true
}

// parseTimes reads the times of a cell as seconds from midnight: glued, on lines of
// their own, behind 次日, before a plus sign, or a fraction of a day.
func parseTimes(s string) []int {
	if v, err := strconv.ParseFloat(strings.TrimSpace(s), 64); err == nil {
		if v > 0 && v < 2 {
			return []int{int(math.Round(v * 86400))}
		}
		return nil
	}
	var out []int
	for _, m := range timeText.FindAllStringSubmatch(s, -1) {
		h, _ := strconv.Atoi(m[2])
		mi, _ := strconv.Atoi(m[3])
		sec, _ := strconv.Atoi(m[4])
		if mi > 59 || sec > 59 || h > 47 {
			continue
		}
		if m[1] != "" || m[5] != "" {
			h += 24
		}
		out = append(out, h*3600+mi*60+sec)
	}
	return out
}

// parseMoment reads a date with a time.
func (g *punchGrid) parseMoment(s string) (time.Time, bool) {
	day, rest, ok := g.parseDate(s)
	if !ok {
		return time.Time{}, false
	}
	times := parseTimes(rest)
	if len(times) == 0 {
		return time.Time{}, false
	}
	return day.Add(time.Duration(times[0]) * time.Second), true
}

// plainHeading makes a heading comparable: no blanks, no width, no unit in brackets.
func plainHeading(s string) string {
	s = strings.NewReplacer("（", "(", "）", ")", "\n", "", "\r", "", " ", "", "　", "", "*", "").Replace(strings.ToLower(s))
	if i := strings.Index(s, "("); i > 0 {
		s = s[:i]
	}
	return s
}
