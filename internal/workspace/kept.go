package workspace

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// keptDir holds forecasts as they were said when they were made, a file for each.
const keptDir = "forecasts/kept"

// keptName is the name of such a file: first day, last day, the day on which it was
// made.
var keptName = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)_made-(\d{4}-\d\d-\d\d)\.csv$`)

// longestKept bounds the days of a kept forecast: no command forecasts further.
const longestKept = 53*7 + 400

// mostKept bounds a contact count of a kept forecast.
const mostKept = 1e9

// KeepForecast writes k to the workspace. One made on the same day of the same days
// takes the place of the other; where it says the same, the file stays as it is. It
// returns the path.
func (w *Workspace) KeepForecast(k forecast.Kept) (path string, err error) {
	dir := filepath.Join(w.Root, filepath.FromSlash(keptDir))
	path = filepath.Join(dir, fmt.Sprintf("%s_%s_made-%s.csv", k.From, k.From+workcal.Date(k.Days-1), k.Made.Date))
	data, said := keptCSV(k)
	if old, err := os.ReadFile(path); err == nil && bytes.HasSuffix(old, said) {
		return path, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return path, lang.Errorf("建不了文件夹 %s", "cannot make the folder %s", dir).Because(err)
	}
	return path, report.WriteFile(path, data)
}

// keptCSV is the file of k, and its end, which two forecasts that say the same share.
func keptCSV(k forecast.Kept) (data, said []byte) {
	clock := func(d workcal.Date, m int) string { return fmt.Sprintf("%v %02d:%02d", d, m/60, m%60) }
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	var b bytes.Buffer
	b.WriteString("\ufeff")
	out := csv.NewWriter(&b)
	out.UseCRLF = true
	write := func(cells ...string) { _ = out.Write(cells) } // into memory
	write("# 留存的预测，paiban forecast accuracy 拿它与实际比较 / a forecast as it was made; paiban forecast accuracy compares it with what came")
	write("made", clock(k.Made.Date, k.Made.Minute))
	write("version", report.Inert(k.Version))
	out.Flush()
	head := b.Len()
	write("history ends", k.Known.String())
	write("time", "queue", "point", "low", "high", "model")
	for _, f := range k.Queues {
		for i, v := range f.Point {
			m, own := i*f.Step, ""
			if f.Model != nil && f.Model[i] != v {
				own = number(f.Model[i])
			}
			write(clock(k.From+workcal.Date(m/1440), m%1440), report.Inert(f.Queue), number(v), number(f.Low[i]), number(f.High[i]), own)
		}
	}
	out.Flush()
	return b.Bytes(), b.Bytes()[head:]
}

// KeptForecasts reads the kept forecasts that speak of any of the days [from, to), in
// order of their names. A file that cannot be read as a whole is left out; notes name it
// and say what is wrong.
func (w *Workspace) KeptForecasts(from, to workcal.Date) (kept []forecast.Kept, notes []lang.Text, err error) {
	paths, left, err := FilesIn(filepath.Join(w.Root, filepath.FromSlash(keptDir)), ".csv")
	if err != nil {
		return nil, nil, err
	}
	for _, l := range left {
		if l.Why == OtherKind || l.Why == Folder {
			notes = append(notes, lang.F("forecasts/kept/%s 不是留存的预测，没有读", "forecasts/kept/%s is no kept forecast and is not read", filepath.Base(l.Path)))
		}
	}
	for _, path := range paths {
		name := filepath.Base(path)
		g := keptName.FindStringSubmatch(name)
		if g == nil {
			notes = append(notes, lang.F("forecasts/kept/%s 的文件名不是留存的预测的样子，没有读", "forecasts/kept/%s is not named like a kept forecast and is not read", name))
			continue
		}
		first, err1 := workcal.ParseDate(g[1])
		last, err2 := workcal.ParseDate(g[2])
		if errors.Join(err1, err2) == nil && (first >= to || last < from) {
			continue
		}
		k, err := ReadKept(path)
		if err == nil && (k.From != first || k.From+workcal.Date(k.Days-1) != last || k.Made.Date.String() != g[3]) {
			err = &table.Problem{Pos: table.Pos{File: name}, What: lang.T("里面的日期与文件名不符", "its days are not those of its name"), Hint: keptHint}
		}
		if err != nil {
			cause := lang.Cause(err)
			notes = append(notes, lang.F("留存的预测读不了，没有算进去：%s", "a kept forecast cannot be read and is left out: %s", cause))
			continue
		}
		kept = append(kept, k)
	}
	return kept, notes, nil
}

var keptHint = lang.T("删掉这个文件，或放回原来的", "delete the file, or put back the one that was there")

// ReadKept reads a file that [Workspace.KeepForecast] has written, also after a
// spreadsheet has saved it again. Every queue must have all of its days. An error is a
// *table.Problem.
func ReadKept(path string) (k forecast.Kept, err error) {
	book, err := table.Open(path, table.Limits{FileBytes: 16 << 20, Rows: 1 << 19, Cols: 64})
	if err != nil {
		return k, err
	}
	defer book.Close()
	r := keptReader{pos: table.Pos{File: book.Name}}
	if lost := book.LostLines(); len(lost) > 0 {
		return k, lost[0]
	}
	for row, err := range book.Rows(0) {
		if err != nil {
			return k, err
		}
		r.pos.Row = row.Number
		if p := r.row(&row); p != nil {
			return k, p
		}
	}
	r.pos.Row = 0
	return r.whole()
}

// keptReader gathers the rows of a kept forecast.
type keptReader struct {
	pos         table.Pos // of the row being read
	kept        forecast.Kept
	made, known bool
	rows        bool // the headings have come
	starts      []int
}

func (r *keptReader) wrong(col int, zh, en string, args ...any) *table.Problem {
	at := r.pos
	at.Col = col
	return &table.Problem{Pos: at, What: lang.F(zh, en, args...), Hint: keptHint}
}

func (r *keptReader) row(row *table.Row) *table.Problem {
	first := table.Clean(row.At(1))
	if r.rows {
		return r.hour(row)
	}
	switch table.Heading(first) {
	case "made":
		m, ok := table.ParseMoment(row.At(2), 0)
		if !ok {
			return r.wrong(2, "时间 %q 看不懂", "the time %q is not understood", table.Clean(row.At(2)))
		}
		r.kept.Made, r.made = forecast.Stamp{Date: m.Date, Minute: m.Minute()}, true
	case "historyends":
		d, ok := table.ParseDate(row.At(2), 0)
		if !ok {
			return r.wrong(2, "日期 %q 看不懂", "the date %q is not understood", table.Clean(row.At(2)))
		}
		r.kept.Known, r.known = d, true
	case "version":
		r.kept.Version = table.Clean(row.At(2))
	case "time":
		r.rows = true
	}
	return nil
}

// hour takes a row of the forecast: those of a queue follow each other in even steps.
func (r *keptReader) hour(row *table.Row) *table.Problem {
	m, ok := table.ParseMoment(row.At(1), 0)
	if !ok {
		return r.wrong(1, "时间 %q 看不懂", "the time %q is not understood", table.Clean(row.At(1)))
	}
	var v [4]float64 // point, low, high, model
	for i := range v {
		cell := table.Clean(row.At(3 + i))
		if i == 3 && cell == "" {
			v[3] = v[0]
			continue
		}
		if v[i], ok = table.ParseFloat(cell); !ok || !(v[i] >= 0 && v[i] <= mostKept) {
			return r.wrong(3+i, "%q 不是咨询量", "%q is no contact volume", cell)
		}
	}
	id, at := table.Clean(row.At(2)), int(m.Date)*1440+m.Minute()
	if n := len(r.kept.Queues); n == 0 || r.kept.Queues[n-1].Queue != id {
		if id == "" || slices.ContainsFunc(r.kept.Queues, func(f forecast.Forecast) bool { return f.Queue == id }) {
			return r.wrong(2, "队列 %q 的行没有连在一起", "the rows of queue %q do not stand together", id)
		}
		r.kept.Queues = append(r.kept.Queues, forecast.Forecast{Queue: id, Step: 1440})
		r.starts = append(r.starts, at)
	}
	i := len(r.kept.Queues) - 1
	f := &r.kept.Queues[i]
	if len(f.Point) == 1 {
		f.Step = at - r.starts[i]
	}
	if f.Step <= 0 || 1440%f.Step != 0 || at != r.starts[i]+len(f.Point)*f.Step || m.Second%60 != 0 {
		return r.wrong(1, "%q 没有接上前一行", "%q does not follow the row before it", table.Clean(row.At(1)))
	}
	f.Point, f.Low, f.High, f.Model = append(f.Point, v[0]), append(f.Low, v[1]), append(f.High, v[2]), append(f.Model, v[3])
	return nil
}

// whole returns what was read, where it is all there.
func (r *keptReader) whole() (forecast.Kept, error) {
	k := r.kept
	if !r.made || !r.known || len(k.Queues) == 0 {
		return k, r.wrong(0, "不是完整的留存预测：要有 made、history ends 和每个时段的行", "it is no whole kept forecast: made, history ends and the rows of the hours belong to it")
	}
	first := &k.Queues[0]
	k.From, k.Days = workcal.Date(floorDay(r.starts[0])), len(first.Point)*first.Step/1440
	for i := range k.Queues {
		f := &k.Queues[i]
		if r.starts[i] != int(k.From)*1440 || len(f.Point)*f.Step != k.Days*1440 || k.Days == 0 || k.Days > longestKept {
			return k, r.wrong(0, "队列 %s 的行不齐", "the rows of queue %s are not all there", f.Queue)
		}
		if slices.Equal(f.Model, f.Point) {
			f.Model = nil // nobody changed anything
		}
	}
	return k, nil
}

func floorDay(minute int) int {
	if minute < 0 {
		return (minute - 1439) / 1440
	}
	return minute / 1440
}
