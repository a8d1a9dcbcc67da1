package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

const (
	onePage   = 42 // more days than these go over several pages
	pageWords = 12 // sentences of a kind on the page; all of them are on their own sheet
	chartOver = 17 // rows that the chart lies over
)

// forecastDay is one day of the page: of a queue, or of several together.
type forecastDay struct {
	date   workcal.Date
	hours  [24]float64
	total  forecast.Total
	beside forecast.Beside
}

// forecastPages lays out a page for each queue and, of several, one of all before them.
func (b *book) forecastPages(r *ForecastBook) {
	all := make([]int, len(r.Forecast.Queues))
	for i := range all {
		all[i] = i
	}
	overview := b.say(lang.T("总览", "Overview"))
	b.forecastPage(overview, "", r, all)
	if len(all) == 1 {
		return
	}
	taken := map[string]bool{strings.ToLower(overview): true}
	for _, name := range []lang.Text{forecastSheet, storySheet, cleanedSheet, readingSheet} {
		taken[strings.ToLower(b.say(name))] = true
	}
	for i, name := range r.Names {
		b.forecastPage(sheetName(name, i, taken), name, r, all[i:i+1])
	}
}

// days adds up the days of some queues; weeks holds the totals of each seven of them.
// The intervals of queues are added as if they erred together.
func (r *ForecastBook) days(queues []int) (days []forecastDay, weeks []forecast.Total) {
	days = make([]forecastDay, r.Forecast.Days)
	weeks = make([]forecast.Total, (len(days)+6)/7)
	for d := range days {
		days[d] = forecastDay{date: r.Forecast.From + workcal.Date(d), beside: forecast.Beside{LastWeek: math.NaN(), LastYear: math.NaN(), SameDate: math.NaN()}}
	}
	add := func(to *forecast.Total, t forecast.Total) {
		to.Point, to.Low, to.High = to.Point+t.Point, to.Low+t.Low, to.High+t.High
	}
	for _, q := range queues {
		f := &r.Forecast.Queues[q]
		slots := schedule.DayMinutes / f.Step
		for i, v := range f.Point {
			days[i/slots].hours[i%slots*f.Step/60] += v
		}
		for d := range days {
			add(&days[d].total, f.Total(d, 1))
		}
		for w := range weeks {
			add(&weeks[w], f.Total(7*w, min(7, len(days)-7*w)))
		}
		k := slices.IndexFunc(r.History, func(s forecast.Series) bool { return s.Queue == f.Queue })
		if k < 0 {
			continue
		}
		for d, c := range r.History[k].Compare(r.Forecast.From, len(days)) {
			to := &days[d].beside
			to.LastWeek, to.LastYear = plus(to.LastWeek, c.LastWeek), plus(to.LastYear, c.LastYear)
			to.SameDate = plus(to.SameDate, c.SameDate)
		}
	}
	return days, weeks
}

// plus adds b to a, either of which may be unknown (NaN).
func plus(a, b float64) float64 {
	switch {
	case math.IsNaN(a):
		return b
	case math.IsNaN(b):
		return a
	}
	return a + b
}

// remark says what is special on a day. An event is of a date, not of a weekday, so that
// what came on its date a year ago stands there too.
func (r *ForecastBook) remark(l lang.Lang, day forecastDay) string {
	var out []string
	d, event := day.date, false
	if r.Calendar != nil {
		if name := r.Calendar.Day(d).Name; !name.IsZero() {
			out = append(out, name.In(l))
		}
	}
	for _, e := range r.Events {
		to := e.To.Date
		if e.To.Minute == 0 {
			to--
		}
		if d >= e.From.Date && d <= to && !slices.Contains(out, e.Name) {
			out, event = append(out, e.Name), true
		}
	}
	if v := day.beside.SameDate; event && !math.IsNaN(v) {
		out = append(out, lang.F("去年 %s 为 %.0f", "%s last year: %.0f", schedule.MonthDay(d), v).In(l))
	}
	return strings.Join(out, "、")
}

// forecastPage lays out the days of some queues on one page: hour by hour in shades, the
// totals with what came last week and last year, a chart of them, and in words what
// differs from normal and what was left out of the history.
func (b *book) forecastPage(name, queue string, r *ForecastBook, queues []int) {
	s := b.sheet(name)
	s.even(15)
	days, weeks := r.days(queues)
	from, to, most := 24, 0, 0.0
	for _, d := range days {
		for h, v := range d.hours {
			if v > 0 {
				from, to, most = min(from, h), max(to, h+1), max(most, v)
			}
		}
	}
	from = min(from, to)
	c := pageColumns{first: 2, total: 2 + to - from}
	s.pageHead(r, queue, days, c, from, to)
	row := s.pageRows(r, days, weeks, c, from, to, most)
	s.widths[1] = 13
	for i := c.first; i < c.total; i++ {
		s.widths[i] = 5.2
	}
	for i := c.total; i < c.remark(); i++ {
		s.widths[i] = 8.5
	}
	s.fit(c.remark(), c.remark(), 10, 40)
	s.pageChart(row+1, c, days)
	row += 1 + chartOver
	for _, part := range []struct {
		name  lang.Text
		texts []lang.Text
	}{{storySheet, r.Forecast.Explanation}, {cleanedSheet, r.Forecast.Cleaned}, {readingSheet, r.Notes}} {
		row = s.pageWords(row+1, c.remark(), part.name, part.texts)
	}
	s.freeze(5, 2)
	tall := 1
	if len(days) > onePage {
		tall = 0
	}
	s.page("landscape", tall)
	s.flush()
}

// pageColumns is where the figures of the page stand: first the hours, then the total,
// its low and high ends, last week, the change from it, last year, and the remark.
type pageColumns struct{ first, total int }

func (c pageColumns) low() int      { return c.total + 1 }
func (c pageColumns) high() int     { return c.total + 2 }
func (c pageColumns) lastWeek() int { return c.total + 3 }
func (c pageColumns) change() int   { return c.total + 4 }
func (c pageColumns) lastYear() int { return c.total + 5 }
func (c pageColumns) remark() int   { return c.total + 6 }

// headRow is the row of the page's headings.
const headRow = 4

func (s *sheet) pageHead(r *ForecastBook, queue string, days []forecastDay, c pageColumns, from, to int) {
	title := r.Shop + " · " + s.say(lang.T("咨询量预测", "Contacts expected"))
	switch {
	case queue != "":
		title += " · " + queue
	case len(r.Names) > 1:
		title += " · " + s.say(lang.T("全部队列", "all queues"))
	}
	last := len(days) - 1
	s.merge(1, 1, c.remark(), fmt.Sprintf("%s · %v – %v", title, days[0].date, days[last].date), look{Bold: true, Size: 14, Color: headFill})
	s.heights[1] = 24
	sub := lang.T("低–高：十次里约九次落在其中。上周：最近一个已知的同星期日。去年：52 周前的同星期日。", "Low to high: nine times out of ten the figure lies in between. Last week: the same weekday of the last week known. Last year: 52 weeks before.")
	text := s.say(sub)
	if end, ok := forecast.LastDay(r.History); ok {
		text = s.say(lang.F("历史到 %v。", "The history ends on %v. ", min(end, days[0].date-1))) + text
	}
	if queue == "" && len(r.Names) > 1 {
		text += s.say(lang.T("各队列的区间按同涨同跌相加。", " The intervals of the queues are added as if they rose and fell together."))
	}
	s.merge(2, 1, c.remark(), text, look{Size: 9, Color: faint})
	s.text(headRow, 1, lang.T("日期", "Day"), headLook)
	for h := from; h < to; h++ {
		s.set(headRow, c.first+h-from, fmt.Sprint(h), headLook)
	}
	for col, t := range map[int]lang.Text{
		c.total: lang.T("合计", "Total"), c.low(): lang.T("低", "Low"), c.high(): lang.T("高", "High"), c.lastWeek(): lang.T("上周", "Last week"),
		c.change(): lang.T("比上周", "Change"), c.lastYear(): lang.T("去年", "Last year"), c.remark(): lang.T("说明", "Remark"),
	} {
		s.text(headRow, col, t, headLook)
	}
}

// pageRows lays out a row a day and one for each week's total; it returns the row after
// the last.
func (s *sheet) pageRows(r *ForecastBook, days []forecastDay, weeks []forecast.Total, c pageColumns, from, to int, most float64) int {
	hour, whole := formatted("0;;"), formatted("#,##0")
	if most < 10 {
		hour = formatted("0.0;;")
	}
	if busiest := slices.MaxFunc(days, func(a, b forecastDay) int { return int(a.total.Point - b.total.Point) }); busiest.total.Point < 100 {
		whole = formatted("0.0")
	}
	bold := whole
	bold.Bold = true
	row := headRow + 1
	for d, day := range days {
		k := centerLook
		if work := r.Calendar != nil && r.Calendar.Day(day.date).Work || r.Calendar == nil && !day.date.Weekend(); !work {
			k.Color = "C00000"
		}
		s.set(row, 1, schedule.MonthDay(day.date)+" "+s.say(schedule.Weekday(day.date)), k)
		for h := from; h < to; h++ {
			s.set(row, c.first+h-from, day.hours[h], hour)
		}
		s.pageTotals(row, c, day.total, day.beside, whole, bold)
		s.set(row, c.remark(), r.remark(s.lang, day), look{Border: line, Color: ink, Size: 9, Shrink: true})
		row++
		if d%7 != 6 && d+1 != len(days) {
			continue
		}
		week := days[d-d%7 : d+1]
		sum := forecast.Beside{}
		for _, x := range week {
			// A week of which a day is unknown is not compared.
			sum.LastWeek, sum.LastYear = sum.LastWeek+x.beside.LastWeek, sum.LastYear+x.beside.LastYear
		}
		grey := whole
		grey.Fill, grey.Bold = "EDEDED", true
		title := lang.F("%d 天合计", "%d days", len(week))
		s.merge(row, 1, c.total-1, s.say(title), look{Fill: grey.Fill, Bold: true, Border: line, Color: ink, Align: "right"})
		s.pageTotals(row, c, weeks[d/7], sum, grey, grey)
		s.set(row, c.remark(), "", grey)
		row++
	}
	if to > from {
		s.do(s.f.SetConditionalFormat(s.name, span(headRow+1, c.first, row-1, c.total-1), []excelize.ConditionalFormatOptions{{
			Type: "3_color_scale", Criteria: "=", MinType: "num", MinValue: "0", MidType: "percentile", MidValue: "50", MaxType: "max",
			MinColor: "#FFFFFF", MidColor: "#FFE699", MaxColor: "#F8696B",
		}}))
	}
	return row
}

// pageTotals lays out a total with its interval and what came before.
func (s *sheet) pageTotals(row int, c pageColumns, t forecast.Total, beside forecast.Beside, k, bold look) {
	s.set(row, c.total, t.Point, bold)
	s.set(row, c.low(), t.Low, k)
	s.set(row, c.high(), t.High, k)
	unknown := k
	unknown.Color = faint
	for col, v := range map[int]float64{c.lastWeek(): beside.LastWeek, c.lastYear(): beside.LastYear} {
		if math.IsNaN(v) {
			s.set(row, col, "–", unknown)
		} else {
			s.set(row, col, v, k)
		}
	}
	if beside.LastWeek > 0 {
		k.Format = "+0%;-0%;0%"
		s.set(row, c.change(), math.Round(100*(t.Point/beside.LastWeek-1))/100, k) // no −0%
	} else {
		s.set(row, c.change(), "–", unknown)
	}
}

// pageChart draws, the totals of the days: forecast, its interval, last week, last year. It
// is as wide as the page; excelize takes every column for 64 pixels.
func (s *sheet) pageChart(row int, c pageColumns, days []forecastDay) {
	// The rows of days, those of the weeks left out, one range for each week.
	span := func(col int) string {
		var parts []string
		for d := 0; d < len(days); d += 7 {
			first := headRow + 1 + d + d/7
			parts = append(parts, s.fixed(first, col, first+min(7, len(days)-d)-1, col))
		}
		if len(parts) == 1 {
			return parts[0]
		}
		return "(" + strings.Join(parts, ",") + ")"
	}
	small := excelize.Font{Size: 9, Color: ink}
	chart := &excelize.Chart{
		Type:      excelize.Line,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: s.say(lang.T("每天的咨询量", "Contacts by day")), Font: &excelize.Font{Bold: true, Size: 11, Color: ink}}}},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: uint(64 * c.remark()), Height: 18*chartOver - 12},
		XAxis:     excelize.ChartAxis{Font: small},
		YAxis:     excelize.ChartAxis{MajorGridLines: true, Minimum: new(float64), Font: small},
	}
	for _, line := range []struct {
		col   int
		color string
		l     excelize.LineOptions
	}{
		{c.total, "1F4E79", excelize.LineOptions{Width: 2.5}},
		{c.low(), "9DC3E6", excelize.LineOptions{Width: 1.25, Dash: excelize.LineDashDash}},
		{c.high(), "9DC3E6", excelize.LineOptions{Width: 1.25, Dash: excelize.LineDashDash}},
		{c.lastWeek(), "70AD47", excelize.LineOptions{Width: 1.5}},
		{c.lastYear(), "BF9000", excelize.LineOptions{Width: 1.5}},
	} {
		if line.col == c.lastYear() && !slices.ContainsFunc(days, func(d forecastDay) bool { return !math.IsNaN(d.beside.LastYear) }) {
			continue
		}
		fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{line.color}}
		line.l.Fill = fill
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name: s.fixed(headRow, line.col, headRow, line.col), Categories: span(1), Values: span(line.col),
			Fill: fill, Line: line.l, Marker: excelize.ChartMarker{Symbol: "none"},
		})
	}
	s.do(s.f.AddChart(s.name, at(row, 1), chart))
}

// pageWords lays out sentences below a heading and returns the row after them.
func (s *sheet) pageWords(row, last int, name lang.Text, texts []lang.Text) int {
	if len(texts) == 0 {
		return row - 1
	}
	s.merge(row, 1, last, s.say(name), look{Bold: true, Size: 11, Color: headFill})
	k := look{Color: ink, Wrap: true, Size: 9}
	width := 0.0
	for col := 1; col <= last; col++ {
		width += s.widths[col]
	}
	for i, t := range texts {
		if i == pageWords && len(texts) > pageWords+1 {
			row++
			s.merge(row, 1, last, s.say(lang.F("……还有 %d 条，见“%s”", "… %d more: see %q", len(texts)-i, name)), look{Color: faint, Size: 9})
			break
		}
		row++
		said := s.say(t)
		s.merge(row, 1, last, said, k)
		if n := lines(said, width*1.1); n > 1 {
			s.heights[row] = 13 * float64(n)
		}
	}
	return row + 1
}
