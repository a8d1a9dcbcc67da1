package workspace

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
)

// AdjustmentsPath returns the file that holds the adjustments of the forecast: the one
// that is there, else forecasts/adjustments.csv.
func (w *Workspace) AdjustmentsPath() string {
	dir := filepath.Join(w.Root, forecastsDir)
	if name := nameIn(dir, AdjustmentsFile.Name); name != "" {
		return filepath.Join(dir, name)
	}
	return filepath.Join(dir, AdjustmentsFile.Name)
}

// AppendAdjustments adds rows to the file of adjustments, one each, and begins it where
// there is none. made is when, in words. The rows that are there stay, whatever their
// columns; columns that are missing are added. The caller holds the lock of the workspace.
func (w *Workspace) AppendAdjustments(list []forecast.Adjustment, made string) error {
	f, err := w.openAdjustments()
	if err != nil {
		return err
	}
	for i := range list {
		a := &list[i]
		days := a.From.Date.String()
		if a.To.Date > a.From.Date {
			days += "~" + a.To.Date.String()
		}
		f.append(map[string]string{"date": days, "hours": HoursText(a), "queue": a.Queue, "change": changeText(a), "who": report.Inert(a.Who), "why": report.Inert(a.Why), "made": made})
	}
	return f.save()
}

// RemoveAdjustment removes the row of the file of adjustments that has the number, from
// 1; see [HandEntry]. The caller holds the lock of the workspace since before it read it.
func (w *Workspace) RemoveAdjustment(row int) error {
	f, err := w.openAdjustments()
	if err != nil {
		return err
	}
	if row > len(f.rows) || !slices.ContainsFunc(w.ByHand, func(e HandEntry) bool { return e.Row == row }) {
		return lang.Errorf("%s 没有第 %d 行调整", "%s has no adjustment in row %d", filepath.Base(f.path), row).WithHint("不带参数运行 paiban forecast adjust，看有哪些行", "run paiban forecast adjust without arguments to see the rows")
	}
	f.rows = append(f.rows[:row-1], f.rows[row:]...)
	return f.save()
}

// adjustFile is the file of adjustments being written again.
type adjustFile struct {
	w    *Workspace
	path string
	rows [][]string
	head int            // row of the headings, from 1
	cols map[string]int // by key, from 1
}

// openAdjustments reads the rows of the file as they stand. A workbook is not written:
// it may hold more than rows.
func (w *Workspace) openAdjustments() (*adjustFile, error) {
	f := &adjustFile{w: w, path: w.AdjustmentsPath(), head: 1, cols: map[string]int{}}
	if _, err := os.Stat(f.path); err != nil {
		f.rows = [][]string{nil}
		for _, key := range []string{"date", "hours", "queue", "change", "who", "why", "made"} {
			f.column(key)
		}
		return f, nil
	}
	book, err := table.Open(f.path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	if book.Format != table.Delim {
		return nil, lang.Errorf("%s 是 Excel 工作簿，没有动它", "%s is a workbook and is left as it is", filepath.Base(f.path)).
			WithHint("直接在里面加一行；要用命令，就另存为 adjustments.csv 并移走它", "add the row in it yourself, or save it as adjustments.csv and move it away")
	}
	var problems table.Problems
	records := book.Find(AdjustmentsFile.Sheets[0].schema(false), &problems)
	if records == nil {
		return nil, problems.Err()
	}
	f.head = records.Header.Number
	for _, key := range records.Known() {
		f.cols[key] = records.Col(key)
	}
	for row, err := range book.Rows(0) {
		if err != nil {
			return nil, err
		}
		var cells []string
		for _, c := range row.Cells {
			for len(cells) < c.Col {
				cells = append(cells, "")
			}
			cells[c.Col-1] = c.Text
		}
		f.rows = append(f.rows, cells)
	}
	return f, nil
}

// column returns the column of key, from 1, added to the headings where they lack it.
func (f *adjustFile) column(key string) int {
	if f.cols[key] == 0 {
		head := &f.rows[f.head-1]
		for _, c := range AdjustmentsFile.Sheets[0].Columns {
			if c.Key == key {
				*head = append(*head, c.Name.In(f.w.Lang))
			}
		}
		f.cols[key] = len(*head)
	}
	return f.cols[key]
}

// append adds a row of values by key.
func (f *adjustFile) append(values map[string]string) {
	var row []string
	for _, c := range AdjustmentsFile.Sheets[0].Columns {
		value := values[c.Key]
		if value == "" {
			continue
		}
		col := f.column(c.Key)
		for len(row) < col {
			row = append(row, "")
		}
		row[col-1] = value
	}
	f.rows = append(f.rows, row)
}

// save writes the rows, with a byte order mark for Excel.
func (f *adjustFile) save() error {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	enc := csv.NewWriter(&out)
	enc.UseCRLF = true
	for _, row := range f.rows {
		for len(row) < len(f.rows[f.head-1]) {
			row = append(row, "")
		}
		if err := enc.Write(row); err != nil {
			return err
		}
	}
	enc.Flush()
	if err := os.MkdirAll(filepath.Dir(f.path), 0o755); err != nil {
		return err
	}
	return report.WriteFile(f.path, out.Bytes())
}

// ReadHours reads hours as the file of adjustments has them, into spans of minutes of a
// day; the hint says how they are written.
func ReadHours(text string) (spans [][2]int, err error) {
	spans, what, ok := parseHours(text)
	if !ok {
		return nil, &lang.Error{What: what, Hint: hoursHint}
	}
	return spans, nil
}

// ReadChange reads what becomes of a volume, as the file of adjustments has it.
func ReadChange(text string) (a forecast.Adjustment, err error) {
	what, hint, ok := parseChange(text, &a)
	if !ok {
		return a, &lang.Error{What: what, Hint: hint}
	}
	return a, nil
}

// ReadDays reads a day, or the first and the last of several with ~ between them.
func ReadDays(text string) (a forecast.Adjustment, err error) {
	order := table.DateOrder{}
	parts := datesApart(text)
	first, ok := order.Date(parts[0], 0)
	last, last2 := order.Date(parts[len(parts)-1], 0)
	if !ok || !last2 || len(parts) > 2 || last < first || last-first >= longestAdjustment {
		return a, lang.Errorf("日子 %q 看不懂", "the days %q are not understood", text).WithHint("%s", "%s", adjustDatesHint)
	}
	a.From.Date, a.To.Date = first, last
	return a, nil
}
