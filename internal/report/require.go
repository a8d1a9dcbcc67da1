package report

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Requirement is the heads that a horizon of days needs, for its workbook.
// Slices have one value per interval of Step minutes, day after day.
type Requirement struct {
	Lang   lang.Lang
	Shop   string
	Title  string // of the horizon: 2026-W48
	Days   []workcal.Day
	Step   int
	Queues []QueueRequirement
	Notes  []lang.Text
}

// QueueRequirement is one queue's part of it.
type QueueRequirement struct {
	Name   lang.Text
	Words  lang.Text // how the heads were found: promise, target, handling
	Volume []float64 // contacts expected; nil where nothing is known
	Heads  []int     // to roster
}

// WriteRequirement writes r to path: a sheet for each queue with the heads by
// interval and day as a heat map, a chart and the contacts expected.
func WriteRequirement(path string, r *Requirement) error {
	b := newBook(r.Lang)
	defer b.f.Close()
	taken := map[string]bool{}
	for i := range r.Queues {
		name := b.say(lang.T("需求", "Requirement"))
		if len(r.Queues) > 1 {
			name = sheetName(b.say(r.Queues[i].Name), i, taken)
		}
		b.requirement(name, r, &r.Queues[i])
	}
	b.hours(r.Step)
	if len(r.Notes) > 0 {
		b.lines(lang.T("说明", "Notes"), r.Notes)
	}
	if b.err != nil {
		return b.err
	}
	return Save(b.f, path)
}

// sheetName makes a queue's name one that a sheet may have.
func sheetName(name string, i int, taken map[string]bool) string {
	name = strings.Trim(strings.NewReplacer("[", "(", "]", ")", ":", " ", "*", " ", "?", " ", "/", " ", `\`, " ").Replace(name), "' ")
	if r := []rune(name); len(r) > 25 {
		name = string(r[:25])
	}
	if k := strings.ToLower(name); name == "" || taken[k] {
		name += fmt.Sprintf(" (%d)", i+1)
	}
	taken[strings.ToLower(name)] = true
	return name
}

// hoursSheet is a hidden sheet with the marks of the charts' time axis, by
// interval of the day: every other hour, and short, because programs differ in
// how they thin out and wrap.
const hoursSheet = "hours"

func (b *book) hours(step int) {
	s := b.sheet(hoursSheet)
	for i := range schedule.DayMinutes / step {
		mark := ""
		if i*step%120 == 0 {
			mark = fmt.Sprint(i * step / 60)
		}
		s.set(i+1, 1, mark, look{})
	}
	s.flush()
	b.hide(hoursSheet)
}

// requirement lays out one queue.
func (b *book) requirement(name string, r *Requirement, q *QueueRequirement) {
	s := b.sheet(name)
	s.even(15)
	per := schedule.DayMinutes / r.Step
	from, to := between(per, func(x int) bool { return q.Heads[x] > 0 }, len(q.Heads))
	last := 1 + len(r.Days) // column of the last day
	s.merge(1, 1, last+9, fmt.Sprintf("%s · %s · %s", r.Shop, b.say(q.Name), r.Title), look{Bold: true, Size: 14, Color: headFill})
	s.heights[1] = 24
	s.merge(2, 1, last+9, b.say(q.Words), look{Size: 9, Color: faint})

	row := s.table(4, lang.T("需要排班的人数", "Heads to roster"), r, from, to, func(x int) any { return q.Heads[x] }, "0;;", "F8696B")
	first := 6
	if to > from {
		s.totals(row, first, r)
		s.requirementChart(last+2, 4, first, row-1, from, r)
	}
	row += 4
	if q.Volume != nil {
		from, to := between(per, func(x int) bool { return q.Volume[x] >= .5 }, len(q.Volume))
		s.table(row, lang.T("预计咨询量（全天，机器人接待的也算）", "Contacts expected (all day, those for the robot too)"), r, from, to, func(x int) any { return q.Volume[x] }, "0;;", "5B9BD5")
	}
	s.widths[1] = 11
	for c := 2; c <= last; c++ {
		s.widths[c] = 9
	}
	s.freeze(6, 2)
	s.page("landscape", 0)
	s.flush()
}

// between returns the intervals [from, to) of the day in which, on any day, there
// is something.
func between(per int, something func(x int) bool, n int) (from, to int) {
	from = per
	for x := range n {
		if something(x) {
			from, to = min(from, x%per), max(to, x%per+1)
		}
	}
	return min(from, to), to
}

// table lays out a figure by interval and day, shaded by its size, below a
// heading, and returns the row after it.
func (s *sheet) table(row int, title lang.Text, r *Requirement, from, to int, at func(x int) any, format, dark string) int {
	s.merge(row, 1, 1+len(r.Days), s.say(title), look{Bold: true, Size: 11, Color: ink})
	s.text(row+1, 1, lang.T("时段", "From"), headLook)
	per := schedule.DayMinutes / r.Step
	for d, day := range r.Days {
		k := headLook
		if !day.Work {
			k.Color = "FFD966"
		}

		s.set(row+1, 2+d, s.say(schedule.Weekday(day.Date))+" "+schedule.MonthDay(day.Date), k)
	}
	first := row + 2
	cell := centerLook
	cell.Format = format
	for i := from; i < to; i++ {
		s.set(first+i-from, 1, schedule.Clock(i*r.Step), headLook)
		for d := range r.Days {
			s.set(first+i-from, 2+d, at(d*per+i), cell)
		}
	}
	end := first + to - from
	if to > from {
		s.do(s.f.SetConditionalFormat(s.name, span(first, 2, end-1, 1+len(r.Days)), []excelize.ConditionalFormatOptions{{
			Type: "2_color_scale", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", MinColor: "#FFFFFF", MaxColor: "#" + dark,
		}}))
	}
	return end
}

// totals puts each day's peak and agent-hours below its heads, as formulas that
// follow an edit.
func (s *sheet) totals(row, first int, r *Requirement) {
	k := centerLook
	k.Bold, k.Fill = true, "EDEDED"
	hours := k
	hours.Format = "0.0"
	s.text(row, 1, lang.T("高峰", "Peak"), k)
	s.text(row+1, 1, lang.T("人时", "Hours"), k)
	for d := range r.Days {
		peak, sum := 0, 0
		for i := first; i < row; i++ {
			n, _ := s.rows[i-1][1+d].(excelize.Cell).Value.(int)
			peak, sum = max(peak, n), sum+n
		}
		cells := span(first, 2+d, row-1, 2+d)
		s.formula(row, 2+d, "MAX("+cells+")", peak, k)
		s.formula(row+1, 2+d, fmt.Sprintf("SUM(%s)*%d/60", cells, r.Step), float64(sum*r.Step)/60, hours)
	}
}

// dayColors tell the days of a week apart, workdays from blue to green, the
// weekend in warm colours.
var dayColors = []string{"1F4E79", "2E75B6", "5B9BD5", "70AD47", "A9D18E", "ED7D31", "C00000"}

// requirementChart draws the heads of every day over the hours.
func (s *sheet) requirementChart(col, row, first, last, from int, r *Requirement) {
	most := 0
	for d := range r.Days {
		for i := first; i <= last; i++ {
			n, _ := s.rows[i-1][1+d].(excelize.Cell).Value.(int)
			most = max(most, n)
		}
	}
	c := &excelize.Chart{
		Type:      excelize.Line,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: s.say(lang.T("每天需要的人数", "Heads needed, day by day")), Font: &excelize.Font{Bold: true, Size: 11, Color: ink}}}},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: 620, Height: 400},
		XAxis:     excelize.ChartAxis{TickLabelSkip: 1, Font: excelize.Font{Size: 9, Color: ink}},
		YAxis:     excelize.ChartAxis{MajorGridLines: true, Minimum: new(float64), MajorUnit: float64(1 + most/8), Font: excelize.Font{Size: 9, Color: ink}},
		Format:    excelize.GraphicOptions{OffsetX: 12},
	}
	for d := range r.Days {
		color := dayColors[cmp.Or(int(r.Days[d].Date.Weekday()), 7)-1]
		c.Series = append(c.Series, excelize.ChartSeries{
			Name: s.fixed(first-1, 2+d, first-1, 2+d), Categories: s.there(hoursSheet, from+1, 1, from+1+last-first, 1), Values: s.fixed(first, 2+d, last, 2+d),
			Fill:   excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}},
			Line:   excelize.LineOptions{Width: 2, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}},
			Marker: excelize.ChartMarker{Symbol: "none"},
		})
	}
	s.do(s.f.AddChart(s.name, at(row, col), c))
}
