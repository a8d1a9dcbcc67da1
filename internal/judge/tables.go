package judge

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// table is one sheet as it stands: shown is what a person sees, raw what is stored, so
// that a date in a cell is a number there. merged repeats a merged cell's value in
// every cell of its range.
type table struct {
	file, sheet string
	hidden      bool
	shown, raw  [][]string
	merged      map[[2]int]bool   // cells that a merged range fills, its first cell left out
	formulas    map[string]string // formulas without a value, by cell, of the first 200 rows
}

// listFile finds NAME.xlsx, .csv, .tsv or .txt in dir, in this order; "" where there is none.
func listFile(dir, name string) string {
	for _, ext := range []string{".xlsx", ".csv", ".tsv", ".txt"} {
		p := filepath.Join(dir, name+ext)
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	return ""
}

// openTables reads every sheet of a workbook, or the one table of a text file. It tells
// a workbook by its first bytes, not by its name.
func openTables(path string) ([]table, error) {
	return openSheets(path, "all", func(string, bool, []table) bool { return true })
}

// read keeps what was read of the last files, by their content: a judge who looks at
// each week of a year reads each roster many times. Nobody changes a table once it is
// read.
var read = struct {
	sync.Mutex
	tables map[string][]table
}{tables: map[string][]table{}}

// most files that are kept.
const mostRead = 200

// openSheets reads the sheets of a workbook that want asks for, by name, whether they are
// hidden, and what is read so far. which names what want asks for.
func openSheets(path, which string, want func(name string, hidden bool, sofar []table) bool) ([]table, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(data, []byte("PK")) {
		return textTable(path, data)
	}
	sum := sha256.Sum256(data)
	key := which + filepath.Base(path) + string(sum[:])
	read.Lock()
	tables, known := read.tables[key]
	read.Unlock()
	if known {
		return tables, nil
	}
	if tables, err = workbookTables(path, data, want); err != nil {
		return nil, err
	}
	read.Lock()
	defer read.Unlock()
	if len(read.tables) >= mostRead {
		clear(read.tables)
	}
	read.tables[key] = tables
	return tables, nil
}

func workbookTables(path string, data []byte, want func(string, bool, []table) bool) ([]table, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	defer f.Close()
	var all []table
	for _, sheet := range f.GetSheetList() {
		t := table{file: filepath.Base(path), sheet: sheet, merged: map[[2]int]bool{}}
		visible, err := f.GetSheetVisible(sheet)
		t.hidden = err != nil || !visible
		if !want(sheet, t.hidden, all) {
			continue
		}
		if t.shown, err = f.GetRows(sheet); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", t.file, sheet, err)
		}
		if t.raw, err = f.GetRows(sheet, excelize.Options{RawCellValue: true}); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", t.file, sheet, err)
		}
		if !t.hidden {
			t.uncomputed(f)
		}
		ranges, err := f.GetMergeCells(sheet)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", t.file, sheet, err)
		}
		for _, m := range ranges {
			t.fill(m.GetStartAxis(), m.GetEndAxis())
		}
		all = append(all, t)
	}
	return all, nil
}

// uncomputed notes the formulas that have no value yet: nobody has opened and saved the
// file since they were written.
func (t *table) uncomputed(f *excelize.File) {
	wide := 0
	for _, row := range t.shown[:min(20, len(t.shown))] {
		wide = max(wide, len(row))
	}
	for r := range min(200, len(t.shown)) {
		for c := range min(60, wide) {
			if t.at(t.shown, r, c) != "" {
				continue
			}
			name := place(r, c)
			if text, err := f.GetCellFormula(t.sheet, name); err == nil && text != "" {
				if t.formulas == nil {
					t.formulas = map[string]string{}
				}
				t.formulas[name] = text
			}
		}
	}
}

// fill writes the value of a merged range's first cell into its other cells.
func (t *table) fill(start, end string) {
	c1, r1, err1 := excelize.CellNameToCoordinates(start)
	c2, r2, err2 := excelize.CellNameToCoordinates(end)
	if err1 != nil || err2 != nil || r1 > len(t.shown) {
		return
	}
	shown, raw := t.at(t.shown, r1-1, c1-1), t.at(t.raw, r1-1, c1-1)
	for r := r1 - 1; r < min(r2, len(t.shown)); r++ {
		for c := c1 - 1; c < min(c2, 400); c++ {
			if r == r1-1 && c == c1-1 {
				continue
			}
			put(&t.shown[r], c, shown)
			if r < len(t.raw) {
				put(&t.raw[r], c, raw)
			}
			t.merged[[2]int{r, c}] = true
		}
	}
}

func put(row *[]string, c int, v string) {
	for len(*row) <= c {
		*row = append(*row, "")
	}
	(*row)[c] = v
}

func (t *table) at(cells [][]string, r, c int) string {
	if r < 0 || r >= len(cells) || c < 0 || c >= len(cells[r]) {
		return ""
	}
	return cells[r][c]
}

func textTable(path string, data []byte) ([]table, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
		data = decoded
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	line, _, _ := bytes.Cut(data, []byte("\n"))
	if bytes.Count(line, []byte("\t")) > bytes.Count(line, []byte(",")) {
		r.Comma = '\t'
	}
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return []table{{file: filepath.Base(path), shown: rows, raw: rows, merged: map[[2]int]bool{}}}, nil
}

// column is one heading with the words that are read as it.
type column struct {
	name     string
	words    []string
	required bool
}

// record is one row under known headings.
type record struct {
	t     *table
	row   int // from 0
	place map[string]int
}

func (r record) text(name string) string {
	c, ok := r.place[name]
	if !ok {
		return ""
	}
	return fold(r.t.at(r.t.shown, r.row, c))
}

func (r record) rawText(name string) string {
	c, ok := r.place[name]
	if !ok {
		return ""
	}
	return fold(r.t.at(r.t.raw, r.row, c))
}

// moment is a date, with a time of day where one is written.
type moment struct {
	day   Day
	min   int
	timed bool
}

func (r record) when(name string) (moment, error) {
	m, err := parseMoment(r.rawText(name))
	if err != nil {
		return m, fmt.Errorf("%s row %d: %w", r.t.sheet, r.row+1, err)
	}
	return m, nil
}

var unit = regexp.MustCompile(`[(（].*?[)）]`)

func headingKey(s string) string {
	return strings.TrimRight(key(unit.ReplaceAllString(fold(s), "")), "*")
}

// records finds the headings within the first 20 rows and gives the rows below them
// that hold anything in a required column. ok is false where no row has the required
// headings.
func (t *table) records(columns []column) (rows []record, heading int, ok bool) {
	for h := 0; h < min(20, len(t.shown)); h++ {
		place := map[string]int{}
		for _, col := range columns {
		words:
			for _, w := range col.words {
				for c, cell := range t.shown[h] {
					if headingKey(cell) == headingKey(w) {
						place[col.name] = c
						break words
					}
				}
			}
		}
		complete := true
		for _, col := range columns {
			if _, found := place[col.name]; col.required && !found {
				complete = false
			}
		}
		if !complete {
			continue
		}
		for i := h + 1; i < len(t.shown); i++ {
			r := record{t: t, row: i, place: place}
			if first := strings.ToLower(firstCell(t.shown[i])); strings.HasPrefix(first, "示例") || strings.HasPrefix(first, "example") || strings.HasPrefix(first, "#") {
				continue
			}
			for _, col := range columns {
				if col.required && r.text(col.name) != "" {
					rows = append(rows, r)
					break
				}
			}
		}
		return rows, h, true
	}
	return nil, 0, false
}

func firstCell(row []string) string {
	for _, c := range row {
		if c = fold(c); c != "" {
			return c
		}
	}
	return ""
}

var dateText = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(.+))?$`)

// parseMoment reads a stored date of a workbook (a number of days since 1899-12-30) and
// the written forms 2026-11-28, 2026/11/28, 2026年11月28日, with a time behind or not.
func parseMoment(s string) (moment, error) {
	s = fold(s)
	if x, err := strconv.ParseFloat(s, 64); err == nil && x > 20000 && x < 80000 {
		total := int(x*1440 + 0.5)
		m := moment{day: Date(1899, 12, 30) + Day(total/1440), min: total % 1440}
		m.timed = m.min > 0
		return m, nil
	}
	p := dateText.FindStringSubmatch(s)
	if p == nil {
		return moment{}, fmt.Errorf("date (%s) is not understood", s)
	}
	y, _ := strconv.Atoi(p[1])
	mo, _ := strconv.Atoi(p[2])
	d, _ := strconv.Atoi(p[3])
	m := moment{day: Date(y, 1, 1)}
	t := fmt.Sprintf("%04d-%02d-%02d", y, mo, d)
	var err error
	if m.day, err = ParseDay(t); err != nil {
		return moment{}, err
	}
	if p[4] != "" {
		if m.min, err = parseTime(p[4]); err != nil {
			return moment{}, err
		}
		m.timed = true
	}
	return m, nil
}
