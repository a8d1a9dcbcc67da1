package samples

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// workbook fills the columns of f, sheet by sheet, with rows of cells by column
// key. A sheet without rows shows its example row instead, which readers skip.
func workbook(f workspace.File, cfg *workspace.Config, l lang.Lang, rows map[string][]record) ([]byte, error) {
	b := newBook(strings.TrimSuffix(f.Name, ".xlsx"))
	known := vocabulary(cfg, l)
	for _, s := range f.Sheets {
		cols := make([]column, len(s.Columns))
		for i, c := range s.Columns {
			cols[i] = column{Head: c.Name.In(l), Note: c.Note.In(l), Required: c.Required, Width: widths[c.Key], Format: formats[c.Key]}
			if c.Required {
				cols[i].Note = strings.TrimSpace(pick(l, "必填。", "Required. ") + cols[i].Note)
			}
			if words := known[c.Key]; words != nil {
				cols[i].Note += pick(l, "\n可写：", "\nHere: ") + strings.Join(words, pick(l, "、", ", "))
				cols[i].Choices = words
			}
			for _, v := range c.Values {
				cols[i].Choices = append(cols[i].Choices, v.In(l))
			}
		}
		cells := [][]any{}
		for _, r := range rows[s.Key] {
			cells = append(cells, r.cells(s))
		}
		example := -1
		if len(cells) == 0 {
			example = 0
			cells = append(cells, exampleRow(s, l))
		}
		b.form(s.Name.In(l), cols, cells, example)
	}
	b.page(pick(l, "说明", "How to"), howTo(f, known, l))
	return b.bytes()
}

// vocabulary lists, by column key, the words that the rule system knows: queues,
// shifts and duty turns.
func vocabulary(cfg *workspace.Config, l lang.Lang) map[string][]string {
	var queues, shifts, turns []string
	for _, q := range cfg.Queues {
		queues = append(queues, q.ID)
	}
	for _, s := range cfg.Shifts {
		shifts = append(shifts, s.Name.In(l))
	}
	for _, t := range cfg.DutyTurns {
		turns = append(turns, t.Name.In(l))
	}
	wishes := []string{pick(l, "休", "off")}
	for _, w := range append(append([]string{}, shifts...), turns...) {
		wishes = append(wishes, w, pick(l, "不要 ", "not ")+w)
	}
	return map[string][]string{"skills": queues, "shifts": shifts, "wish": wishes}
}

// record is one row, cells by column key.
type record map[string]any

func (r record) cells(s workspace.Sheet) []any {
	out := make([]any, len(s.Columns))
	used := 0
	for i, c := range s.Columns {
		v, ok := r[c.Key]
		if ok {
			out[i] = v
			used++
		}
	}
	if used != len(r) {
		panic(fmt.Sprintf("samples: sheet %s has no column for one of %v", s.Key, r))
	}
	return out
}

func exampleRow(s workspace.Sheet, l lang.Lang) []any {
	out := make([]any, len(s.Columns))
	for i, c := range s.Columns {
		v := c.Example.In(l)
		if d, err := workcal.ParseDate(v); err == nil && formats[c.Key] == dateFormat {
			out[i] = d
		} else if v != "" {
			out[i] = v
		}
	}
	return out
}

const dateFormat = "yyyy-mm-dd"

// formats make Excel keep what is typed: ids with their zeros, dates as dates.
// From and to stay text, as they hold a date or a date with a time.
var formats = map[string]string{
	"id": "@", "punch": "@", "person": "@", "from": "@", "to": "@", "time": "@", "a": "@", "b": "@",
	"hired": dateFormat, "left": dateFormat, "trainee_until": dateFormat, "date": dateFormat,
}

// widths leave room for what will be typed, in characters.
var widths = map[string]float64{
	"id": 12, "name": 12, "group": 12, "skills": 18, "shifts": 14, "hired": 12, "left": 12, "trainee_until": 12, "date": 12,
	"flags": 14, "note": 28, "person": 14, "from": 18, "to": 18, "substitute": 12, "status": 10, "wish": 16, "reason": 24, "a": 12, "b": 12, "type": 10, "time": 12,
}

// howTo tells what a workbook is for, in the words of its columns.
func howTo(f workspace.File, known map[string][]string, l lang.Lang) []string {
	lines := []string{
		"# " + pick(l, "怎么填", "How to fill this in"),
		pick(l, "深色表头必填，浅色表头可以空着；鼠标停在表头上看填写说明。", "Dark headings are required, light ones may stay empty; rest the mouse on a heading to read what goes in."),
		pick(l, "灰色的“示例”行不会被读取，可以删掉，也可以留着。", "The grey Example row is never read; delete it or keep it."),
		pick(l, "列的顺序可以变，可以加自己的列，表头名不要改。", "Columns may stand in any order and you may add your own; keep the headings."),
		pick(l, "填错的地方，命令会指出工作表、行、列，并说明怎么改。", "If something is wrong, the command names the sheet, row and column and says what to do."),
	}
	for _, s := range f.Sheets {
		lines = append(lines, "", "# "+s.Name.In(l))
		for _, c := range s.Columns {
			line := c.Name.In(l)
			if c.Required {
				line += pick(l, "（必填）", " (required)")
			}
			if n := c.Note.In(l); n != "" {
				line += pick(l, "：", ": ") + n
			}
			if words := known[c.Key]; words != nil {
				line += pick(l, "。可写：", ". Here: ") + strings.Join(words, pick(l, "、", ", "))
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// list writes the columns of a csv file and its rows, or its example row. It
// begins with a byte order mark and ends lines as Windows does, because Excel
// and Notepad must open it as UTF-8.
func list(f workspace.File, l lang.Lang, rows []record) []byte {
	s := f.Sheets[0]
	lines := [][]string{nil}
	for _, c := range s.Columns {
		lines[0] = append(lines[0], c.Name.In(l))
	}
	cells := [][]any{}
	for _, r := range rows {
		cells = append(cells, r.cells(s))
	}
	if len(cells) == 0 {
		example := make([]any, len(s.Columns))
		for i, c := range s.Columns {
			v := c.Example.In(l)
			if v == "" && c.Required {
				v = c.Values[0].In(l)
			}
			example[i] = v
		}
		if !strings.HasPrefix(shown(example[0]), pick(l, "示例", "Example")) {
			example[0] = "# " + shown(example[0]) // as good a mark of a row not to be read
		}
		cells = append(cells, example)
	}
	for _, row := range cells {
		var line []string
		for _, v := range row {
			line = append(line, shown(v))
		}
		lines = append(lines, line)
	}
	return csvBytes(lines, ',')
}

// csvBytes joins lines into UTF-8 text with a byte order mark.
func csvBytes(lines [][]string, comma rune) []byte {
	var buf bytes.Buffer
	buf.WriteString("\ufeff")
	w := csv.NewWriter(&buf)
	w.Comma, w.UseCRLF = comma, true
	_ = w.WriteAll(lines) // a bytes.Buffer does not fail, and no field holds a bad rune
	return buf.Bytes()
}
