package report

import (
	"fmt"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// ForecastBook is what the workbook of a forecast shows.
type ForecastBook struct {
	Lang     lang.Lang
	Shop     string
	Names    []string // of the queues of Forecast
	Forecast *forecast.Output
	History  []forecast.Series
	Calendar *workcal.Calendar // nil knows no holidays
	Events   []forecast.Event
	Notes    []lang.Text // how the history was read
}

// The sheets besides the pages.
var (
	forecastSheet = lang.T("预测", "Forecast")
	storySheet    = lang.T("与平时不同", "Story")
	cleanedSheet  = lang.T("历史清理", "Cleaned")
	readingSheet  = lang.T("历史怎么读的", "Read")
)

// WriteForecast writes a forecast to path: a page of days and hours, every interval of
// every queue with its range, what differs from normal, what was cleaned from history,
// and how it was read.
func WriteForecast(path string, r *ForecastBook) error {
	b := newBook(r.Lang)
	defer b.f.Close()
	b.forecastPages(r)
	b.intervals(r.Names, r.Forecast)
	b.lines(storySheet, r.Forecast.Explanation)
	b.lines(cleanedSheet, r.Forecast.Cleaned)
	b.lines(readingSheet, r.Notes)
	if b.err != nil {
		return b.err
	}
	return Save(b.f, path)
}

// intervals lays out one row an interval: date, time, then point, low and high
// of each queue and, of several, the total. Queues of another step than the
// first have sheets of their own.
func (b *book) intervals(names []string, out *forecast.Output) {
	var steps []int
	by := map[int][]int{}
	for i, f := range out.Queues {
		if by[f.Step] == nil {
			steps = append(steps, f.Step)
		}
		by[f.Step] = append(by[f.Step], i)
	}
	day, number := centerLook, centerLook
	day.Format, number.Format = "yyyy-mm-dd", "0.0"
	for k, step := range steps {
		name := forecastSheet
		if k > 0 {
			name = lang.F("预测 %d 分钟", "Forecast %d min", step)
		}
		s := b.sheet(b.say(name))
		s.block(1, 1, 2, 1, b.say(lang.T("日期", "Date")), headLook)
		s.block(1, 2, 2, 2, b.say(lang.T("时间", "Time")), headLook)
		for j, q := range by[step] {
			s.merge(1, 3+3*j, 5+3*j, names[q], headLook)
			for i, t := range []lang.Text{lang.T("预测", "Point"), lang.T("低", "Low"), lang.T("高", "High")} {
				s.text(2, 3+3*j+i, t, headLook)
			}
		}
		total := 0 // its column, where there is one
		if n := len(by[step]); n > 1 {
			total = 3 + 3*n
			s.block(1, total, 2, total, b.say(lang.T("合计", "Total")), headLook)
		}
		for i := range out.Days * 1440 / step {
			row, m, sum := 3+i, i*step, 0.0
			s.date(row, 1, out.From+workcal.Date(m/1440), day)
			s.set(row, 2, fmt.Sprintf("%02d:%02d", m%1440/60, m%60), centerLook)
			for j, q := range by[step] {
				f := &out.Queues[q]
				sum += f.Point[i]
				for c, v := range []float64{f.Point[i], f.Low[i], f.High[i]} {
					s.set(row, 3+3*j+c, v, number)
				}
			}
			if total > 0 {
				s.set(row, total, sum, number)
			}
		}
		s.widths[1] = 13
		s.freeze(3, 3)
		s.page("portrait", 0)
		s.flush()
	}
}

// lines lays out sentences, one a row.
func (b *book) lines(name lang.Text, texts []lang.Text) {
	s := b.sheet(b.say(name))
	s.widths[1] = 110
	if len(texts) == 0 {
		texts = []lang.Text{lang.T("（无）", "(none)")}
	}
	for i, t := range texts {
		s.text(i+1, 1, t, look{Color: ink, Wrap: true})
	}
	s.page("portrait", 0)
	s.flush()
}
