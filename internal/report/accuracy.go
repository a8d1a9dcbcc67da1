package report

import (
	"math"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/schedule"
)

// AccuracyBook is what the workbook on the accuracy of forecasts shows.
type AccuracyBook struct {
	Lang     lang.Lang
	Shop     string
	Accuracy *forecast.Accuracy
	Days     int // how many of the worst days are listed
}

// accuracyHeads are the headings of the tables behind the first. The last is of the model
// without what people have changed.
var accuracyHeads = []lang.Text{
	lang.T("预测", "Said"), lang.T("实际", "Came"), lang.T("偏差", "Bias"), lang.T("误差", "Error"), lang.T("90% 区间内", "Within 90%"),
	lang.T("上周同时段", "Last week"), lang.T("前四周均值", "Mean of 4 weeks"), lang.T("模型自己", "Model alone"),
}

// accuracyGroups are the headings above the parts of the table.
var accuracyGroups = map[string]lang.Text{
	"week": lang.T("周", "Week"), "all": lang.T("合计", "All"), "day": lang.T("哪种日子", "Kind of day"), "hour": lang.T("一天里的时段", "Time of day"), "lead": lang.T("提前多少天预测", "Days between making and day"),
}

// WriteAccuracy writes to path how forecasts compare with what came: one page with the
// verdict, the tables, and the worst days with their causes.
func WriteAccuracy(path string, r *AccuracyBook) error {
	b := newBook(r.Lang)
	defer b.f.Close()
	s := b.sheet(b.say(accuracySheet))
	heads := accuracyHeads
	if r.Accuracy.All.Changed == 0 {
		heads = heads[:len(heads)-1]
	}
	wide := 1 + len(heads)
	title := b.say(lang.F("预测准不准 %s – %s", "Accuracy of the forecasts, %s – %s", r.Accuracy.From, r.Accuracy.Through))
	if r.Shop != "" {
		title = r.Shop + "　" + title
	}
	s.merge(1, 1, wide, title, look{Bold: true, Size: 14, Color: headFill})
	s.heights[1] = 24
	full := 20 + accuracyWide*float64(wide-1)
	sentence := func(row int, t lang.Text, k look) {
		k.Wrap = true
		s.merge(row, 1, wide, b.say(t), k)
		s.heights[row] = 3 + 14*float64(lines(b.say(t), full))
	}
	sentence(2, lang.T("误差 = 每小时差了多少加起来 ÷ 实际，简单方法并列在右；每天取那天之前最后一次预测；红字：简单方法更准", "Error: the misses of each hour, added up, by what came; the simple methods beside it. Each day by the last forecast made before it. Red: a simple method was better."), look{Size: 9, Color: faint})
	row := 3
	for _, t := range r.Accuracy.Verdict() {
		sentence(row, t, look{Color: ink, Bold: row == 3})
		row++
	}
	row = s.accuracyTable(row+1, heads, r.Accuracy)
	s.worstDays(row+1, wide, r)
	s.widths[1] = 20
	for c := 2; c <= wide; c++ {
		s.widths[c] = accuracyWide
	}
	s.page("portrait", 1)
	s.flush()
	if b.err != nil {
		return b.err
	}
	return Save(b.f, path)
}

// accuracySheet is the sheet's name, by which the file is known to be this program's.
var accuracySheet = lang.T("预测准不准", "Forecast accuracy")

// accuracyWide is the width of the columns of figures, in half-width characters.
const accuracyWide = 11

// accuracyTable lays out the rows of a from row on, and returns the row after them.
func (s *sheet) accuracyTable(row int, heads []lang.Text, a *forecast.Accuracy) int {
	count, share, name := formatted("#,##0"), formatted("0.0%"), textLook
	signed := formatted("+0.0%;-0.0%;0.0%")
	by := ""
	for _, r := range a.Rows() {
		if r.By != by && r.By != "all" {
			s.text(row, 1, accuracyGroups[r.By], headLook)
			for c, t := range heads {
				s.text(row, 2+c, t, headLook)
			}
			s.heights[row] = 30
			row++
		}
		by = r.By
		name.Bold = r.By == "all"
		s.text(row, 1, r.Label, name)
		s.set(row, 2, r.Said, count)
		s.set(row, 3, r.Came, count)
		worse := share
		if r.Missed > min(r.LastMissed, r.MeanMissed) {
			worse.Color, worse.Bold = badText, true
		}
		for c, v := range []float64{r.Bias(), r.Error(), r.Within(), r.LastWeek(), r.MeanWeeks(), r.Own()}[:len(heads)-2] {
			k := share
			switch c {
			case 0:
				k = signed
			case 1:
				k = worse
			}
			if math.IsNaN(v) || math.IsInf(v, 0) {
				s.set(row, 4+c, "—", centerLook)
			} else {
				s.set(row, 4+c, v, k)
			}
		}
		row++
	}
	return row
}

// badText is the colour of a figure that a simple method betters.
const badText = "C00000"

// worstDays lists the worst days with their causes from row on.
func (s *sheet) worstDays(row, wide int, r *AccuracyBook) {
	for c, t := range []lang.Text{lang.T("差得最多的日子", "Worst days"), lang.T("队列", "Queue"), lang.T("预测", "Said"), lang.T("实际", "Came")} {
		s.text(row, 1+c, t, headLook)
	}
	s.merge(row, 5, wide, s.say(lang.T("原因", "Cause")), headLook)
	s.heights[row] = 20
	count := formatted("#,##0")
	queue := centerLook
	queue.Shrink = true
	for _, d := range r.Accuracy.Days[:min(r.Days, len(r.Accuracy.Days))] {
		row++
		s.set(row, 1, d.Date.String()+" "+s.say(schedule.Weekday(d.Date)), textLook)
		s.text(row, 2, d.Name, queue)
		s.set(row, 3, d.Said, count)
		s.set(row, 4, d.Came, count)
		why := s.say(d.Why)
		s.merge(row, 5, wide, why, wrapLook)
		s.heights[row] = 4 + 14*float64(lines(why, float64(wide-4)*accuracyWide))
	}
}
