package report

import (
	"fmt"
	"strconv"
	"strings"

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

// Headings under which people change a forecast in its workbook, and say why; see
// [ReadForecast].
var (
	adjustHead = lang.T("调整", "Adjust")
	whyHead    = lang.T("原因", "Why")
	pointHead  = lang.T("预测", "Point")
	modelHead  = lang.T("模型", "Model")
	dateHead   = lang.T("日期", "Date")
	timeHead   = lang.T("时间", "Time")
)

// asWrittenHead heads a hidden column with the points of a row as they were written, so
// that a figure typed over a point is noticed.
const asWrittenHead = "paiban"

// typedText is a cell that people type into; what they type stays as it is, so that
// +20% keeps its sign.
var typedText = look{Border: line, Color: ink, Align: "center", Fill: typedFill, Format: "@"}

// intervals lays out one row an interval: date, time, then point, low and high of each
// queue, the model's own where people have changed any, two columns to change it in, and
// of several queues the total. Queues of another step than the first have sheets of
// their own.
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
		s.block(1, 1, 2, 1, b.say(dateHead), headLook)
		s.block(1, 2, 2, 2, b.say(timeHead), headLook)
		next := 3
		var first []int // columns of the queues
		for _, q := range by[step] {
			first = append(first, next)
			heads := []lang.Text{pointHead, lang.T("低", "Low"), lang.T("高", "High")}
			if out.Queues[q].Model != nil {
				heads = append(heads, modelHead)
			}
			heads = append(heads, adjustHead, whyHead)
			s.merge(1, next, next+len(heads)-1, names[q], headLook)
			for i, t := range heads {
				s.text(2, next+i, t, headLook)
			}
			s.widths[next+len(heads)-1] = 16
			next += len(heads)
		}
		total := 0 // its column, where there is one
		if len(by[step]) > 1 {
			total = next
			s.block(1, total, 2, total, b.say(lang.T("合计", "Total")), headLook)
			next++
		}
		s.set(2, next, asWrittenHead, headLook)
		s.hidden = append(s.hidden, next)
		for i := range out.Days * 1440 / step {
			row, m, sum := 3+i, i*step, 0.0
			var written []string
			s.date(row, 1, out.From+workcal.Date(m/1440), day)
			s.set(row, 2, fmt.Sprintf("%02d:%02d", m%1440/60, m%60), centerLook)
			for j, q := range by[step] {
				f := &out.Queues[q]
				sum += f.Point[i]
				written = append(written, strconv.FormatFloat(f.Point[i], 'f', 4, 64))
				figures := []float64{f.Point[i], f.Low[i], f.High[i]}
				if f.Model != nil {
					figures = append(figures, f.Model[i])
				}
				for c, v := range figures {
					s.set(row, first[j]+c, v, number)
				}
				for c := range 2 {
					s.set(row, first[j]+len(figures)+c, "", typedText)
				}
			}
			if total > 0 {
				s.set(row, total, sum, number)
			}
			s.set(row, next, strings.Join(written, " "), centerLook)
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
