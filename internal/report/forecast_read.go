package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// ForecastEdit is a figure that somebody has typed beside an interval of the workbook of
// a forecast.
type ForecastEdit struct {
	Date   workcal.Date
	Minute int    // of the day, where the interval begins
	Step   int    // minutes
	Queue  string // by its name in the workbook
	Change string // as typed
	Why    string
	Own    bool // the forecast beside it is the model's own
	Pos    table.Pos
}

// forecastSheetRead is a sheet of intervals being read back.
type forecastSheetRead struct {
	book     *table.Book
	name     string
	head     int // row of the headings
	date, at int // columns
	written  int
	queues   []forecastColumns
	step     int
	edits    []ForecastEdit
	problems *table.Problems
}

// forecastColumns are the columns of a queue; 0 is none.
type forecastColumns struct {
	name                      string
	point, model, change, why int
}

// ReadForecast reads what people have typed under 调整 into the workbook of a forecast,
// known by its headings. Every cell that cannot be read is a problem, and so is a figure
// typed over a forecast. A workbook without such columns is an error.
func ReadForecast(b *table.Book) ([]ForecastEdit, error) {
	var problems table.Problems
	var edits []ForecastEdit
	found := false
	for i, name := range b.Sheets() {
		r := &forecastSheetRead{book: b, name: name, problems: &problems}
		if r.findHead(i) {
			found = true
			r.rows(i)
			edits = append(edits, r.edits...)
		}
	}
	if !found {
		problems.Add(table.Pos{File: b.Name}, lang.F("这里没有带“%s”列的预测表", "there is no sheet of a forecast with a column %q", adjustHead),
			lang.T("用 paiban forecast run -o 预测.xlsx 写出来的文件", "take the file that paiban forecast run -o forecast.xlsx has written"))
	}
	return edits, problems.Err()
}

// findHead finds the headings: the names of the queues above, and below them what each
// column holds.
func (r *forecastSheetRead) findHead(sheet int) bool {
	var above table.Row
	for row, err := range r.book.Rows(sheet) {
		if err != nil || row.Number > 10 {
			return false
		}
		if slices.ContainsFunc(row.Cells, func(c table.Cell) bool { return headed(c, adjustHead) }) && r.columns(above, row) {
			r.head = row.Number
			return true
		}
		above = table.Row{Number: row.Number, Cells: slices.Clone(row.Cells)}
	}
	return false
}

func headed(c table.Cell, t lang.Text) bool {
	h := table.Heading(c.Text)
	return h == table.Heading(t.ZH) || h == table.Heading(t.EN)
}

// columns takes the columns of a row of headings and the names of the queues over them.
func (r *forecastSheetRead) columns(above, row table.Row) bool {
	for _, c := range slices.Concat(above.Cells, row.Cells) {
		switch {
		case headed(c, dateHead):
			r.date = c.Col
		case headed(c, timeHead):
			r.at = c.Col
		}
	}
	name := func(col int) (name string) {
		for _, c := range above.Cells {
			if c.Col <= col && c.Col != r.date && c.Col != r.at {
				name = table.Clean(c.Text)
			}
		}
		return name
	}
	for _, c := range row.Cells {
		if table.Clean(c.Text) == asWrittenHead {
			r.written = c.Col
		}
		if headed(c, pointHead) {
			r.queues = append(r.queues, forecastColumns{name: name(c.Col), point: c.Col})
		}
		if len(r.queues) == 0 {
			continue
		}
		switch q := &r.queues[len(r.queues)-1]; {
		case headed(c, modelHead):
			q.model = c.Col
		case headed(c, adjustHead):
			q.change = c.Col
		case headed(c, whyHead):
			q.why = c.Col
		}
	}
	return r.date > 0 && r.at > 0 && len(r.queues) > 0
}

// rows reads the rows below the headings. The step is the shortest time between two
// rows of a day.
func (r *forecastSheetRead) rows(sheet int) {
	var minutes []int
	for row, err := range r.book.Rows(sheet) {
		if err != nil {
			*r.problems = append(*r.problems, err.(*table.Problem))
			return
		}
		if row.Number <= r.head {
			continue
		}
		date, ok := table.ParseDate(row.At(r.date), 0)
		minute, ok2 := table.ParseMinute(row.At(r.at))
		if ok && ok2 {
			minutes = append(minutes, int(date)*1440+minute)
		}
		r.row(row, date, minute, ok && ok2)
	}
	slices.Sort(minutes)
	r.step = 60
	for i := 1; i < len(minutes); i++ {
		if d := minutes[i] - minutes[i-1]; d > 0 {
			r.step = min(r.step, d)
		}
	}
	for i := range r.edits {
		r.edits[i].Step = r.step
	}
}

// row reads one interval.
func (r *forecastSheetRead) row(row table.Row, date workcal.Date, minute int, known bool) {
	pos := func(col int) table.Pos { return table.Pos{File: r.book.Name, Sheet: r.name, Row: row.Number, Col: col} }
	written := strings.Fields(row.At(r.written))
	for i, q := range r.queues {
		change, why := table.Clean(row.Shown(q.change)), table.Clean(row.At(q.why))
		if i < len(written) {
			was, err1 := strconv.ParseFloat(written[i], 64)
			now, isNumber := table.ParseFloat(row.At(q.point))
			if err1 == nil && (!isNumber || math.Abs(was-now) > .051) {
				r.problems.Add(pos(q.point), lang.F("“%s”的预测由 %.1f 改成了 %q", "the forecast of %s was changed from %.1f to %q", q.name, was, row.At(q.point)),
					lang.F("预测的格不读；改成的数写到右边的“%s”里", "a forecast is not read back; write the new figure under %q to its right", adjustHead))
				continue
			}
		}
		switch what, hint, broken := table.Broken(row.At(q.change)); {
		case change == "" && why == "":
		case change == "":
			r.problems.Add(pos(q.why), lang.F("写了原因 %q，“%s”是空的", "there is a reason, %q, and nothing under %s", why, adjustHead), lang.T("填上改成多少，或删去原因", "write what becomes of the volume, or delete the reason"))
		case broken:
			r.problems.Add(pos(q.change), what, hint)
		case !known:
			r.problems.Add(pos(r.date), lang.F("日期 %q 或时间 %q 看不懂，不知道 %q 是改哪个时段", "the date %q or the time %q is not understood, so that it is not known what %q is for", row.At(r.date), row.At(r.at), change),
				lang.T("把这一行的日期和时间改回原样", "put back the date and the time of this row"))
		default:
			own := true
			if model, ok := table.ParseFloat(row.At(q.model)); q.model > 0 && ok {
				point, ok := table.ParseFloat(row.At(q.point))
				own = ok && math.Abs(model-point) < .051
			}
			r.edits = append(r.edits, ForecastEdit{Date: date, Minute: minute, Queue: q.name, Change: change, Why: why, Own: own, Pos: pos(q.change)})
		}
	}
}
