package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/schedule"
)

// team is what one block of columns of the cover sheet shows: a queue, or all
// of them together.
type team struct {
	queue    int // or schedule.Any
	name     lang.Text
	required []int // by interval of the horizon; nil where nothing is asked for
	minimum  []int
}

func (b *rosterBook) teams() []team {
	all := team{queue: schedule.Any, name: lang.T("全部", "All")}
	if n := len(b.p.Queues); n == 1 {
		all.name = b.p.Queues[0].Name
	}
	all.required, all.minimum = total(b.w.Required), total(b.w.Minimum)
	if len(b.p.Queues) < 2 {
		return []team{all}
	}
	var out []team
	for q := range b.p.Queues {
		out = append(out, team{q, b.p.Queues[q].Name, rowOf(b.w.Required, q), rowOf(b.w.Minimum, q)})
	}
	return append(out, all)
}

// have counts the heads of the roster, each for one queue: for the least number first,
// then for what is required.
func (b *rosterBook) have() schedule.Coverage {
	return schedule.CoverageOf(b.p, b.w.Roster, b.w.Minimum, b.w.Required)
}

// shared reports whether heads of one shift may serve different queues. The shifts then
// do not say how many there are for each.
func (b *rosterBook) shared() bool {
	return len(b.p.Queues) > 1 && slices.ContainsFunc(b.p.Shifts, func(s schedule.Shift) bool { return s.Queue == schedule.Any })
}

func rowOf(rows [][]int, q int) []int {
	if q >= len(rows) {
		return nil
	}
	return rows[q]
}

// total adds up rows of equal length, nil ones left out.
func total(rows [][]int) (sum []int) {
	for _, r := range rows {
		if sum == nil && r != nil {
			sum = make([]int, len(r))
		}
		for i, v := range r {
			sum[i] += v
		}
	}
	return sum
}

// matrix is a hidden sheet that says which shift covers which interval: a row
// for each shift of the daily heads; for each team, a column for each interval
// of the work date, then of the day after. Heads × matrix is the cover, so the
// charts follow every edit. Below stand the marks of the charts' time axis.
func (b *rosterBook) matrix() {
	s := b.sheet(matrixSheet)
	per := schedule.DayMinutes / b.p.Interval
	for n, sh := range b.used {
		shift := &b.p.Shifts[sh]
		for t, team := range b.teams() {
			for i := range 2 * per {
				span := schedule.Span{Start: i * b.p.Interval, End: (i + 1) * b.p.Interval}
				covers := 0
				if shift.Serves(team.queue) && shift.Covers(span) {
					covers = 1
				}
				s.set(n+1, 1+2*per*t+i, covers, look{})
			}
		}
	}
	from, to := b.open(b.teams(), b.have())
	for i := from; i < to; i++ {
		// Every other hour, and short: programs differ in how they thin out and wrap.
		mark := ""
		if (i-from)%b.tick() == 0 {
			mark = strings.TrimSuffix(schedule.Clock(i*b.p.Interval), ":00")
		}
		s.set(b.axis0()+i-from, 1, mark, look{})
	}
	s.flush()
	b.hide(matrixSheet)
}

// tick is how many intervals lie between two marks of the time axis.
func (b *rosterBook) tick() int { return max(1, 120/b.p.Interval) }

// axis0 is the row of the first mark of the time axis on the matrix sheet.
func (b *rosterBook) axis0() int { return len(b.used) + 2 }

// covered returns the formula for the heads of a team in an interval of day d;
// past are those whom the night before the horizon adds.
func (b *rosterBook) covered(s *sheet, t, d, i, past int) string {
	per := schedule.DayMinutes / b.p.Interval
	last := b.heads0 + len(b.used) - 1
	product := func(day, col int) string {
		c := column(col)
		return fmt.Sprintf("SUMPRODUCT(%s,'%s'!$%s$1:$%s$%d)", s.there(b.rosterName, b.heads0, b.day0+day, last, b.day0+day), matrixSheet, c, c, len(b.used))
	}
	f := product(d, 1+2*per*t+i)
	if d > 0 && b.nightly(i) {
		f += "+" + product(d-1, 1+2*per*t+per+i)
	}
	if past > 0 {
		f += fmt.Sprintf("+%d", past)
	}
	return f + b.pausing(t, d, i)
}

// nightly reports whether any shift reaches interval i of the day after.
func (b *rosterBook) nightly(i int) bool {
	for _, sh := range b.used {
		if b.p.Shifts[sh].End() >= schedule.DayMinutes+(i+1)*b.p.Interval {
			return true
		}
	}
	return false
}

// there returns the absolute address of cells of another sheet.
func (s *sheet) there(name string, row, col, toRow, toCol int) string {
	other := sheet{name: name}
	return other.fixed(row, col, toRow, toCol)
}

// cover sets required against rostered heads, interval by interval, with a
// chart for each day and team.
func (b *rosterBook) cover() {
	s := b.sheet(b.say(coverSheet))
	tall := 1
	if b.long() {
		tall = 0
	}
	s.page("portrait", tall)
	s.even(15)
	teams := b.teams()
	have := b.have()
	past := schedule.CoverageOf(b.p, schedule.NewRoster(b.p))
	s.merge(1, 1, 10, b.say(lang.T("需求与在岗人数", "Required and rostered heads")), look{Bold: true, Size: 14, Color: headFill})
	s.merge(2, 1, 10, b.say(coverNote(b.shared())), look{Size: 9, Color: faint})
	head := look{Bold: true, Align: "center", Fill: headFill, Color: headText, Border: line, Wrap: true}
	across := max(2, len(teams)) // charts side by side, to the left of the table
	col0 := across*chartCols + 2 // first column of the table
	for c, t := range []lang.Text{lang.T("日期", "Date"), lang.T("星期", "Day"), lang.T("时段", "From")} {
		s.text(4, col0+c, t, head)
	}
	for t, team := range teams {
		c := col0 + 3 + t*len(coverColumns)
		s.merge(3, c, c+len(coverColumns)-1, b.say(team.name), head)
		for k, name := range coverColumns {
			s.text(4, c+k, name, head)
			s.widths[c+k] = 8
		}
	}

	row := 5
	from, to := b.open(teams, have)
	for d := range b.p.Days {
		first := row
		for i := from; i < to; i++ {
			b.coverRow(s, row, col0, d, i, teams, have, past)
			row++
		}
		if row == first {
			break // nobody is asked for or there
		}
		for t, team := range teams {
			k := d*len(teams) + t
			if len(teams) == 1 {
				k = d
			}
			b.chart(s, 1+k%across*chartCols, 5+k/across*chartRows, plot{team, d, col0 + 3 + t*len(coverColumns), first, row - 1})
		}
	}
	if row > 5 {
		red, err := s.f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: alarm, Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{leaveFill}}})
		s.do(err)
		for t := range teams {
			c := col0 + 6 + t*len(coverColumns)
			s.do(s.f.SetConditionalFormat(s.name, span(5, c, row-1, c), []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "<", Value: "0", Format: &red}}))
		}
	}
	s.fit(col0, col0+2, 7, 9)
	s.freeze(5, 1)
	s.do(s.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: s.name,
		RefersTo: s.fixed(1, 1, 5+(b.p.Days*len(teams)+across-1)/across*chartRows, across*chartCols)}))
	s.flush()
}

// coverNote says what follows an edit of the roster.
func coverNote(shared bool) lang.Text {
	if shared {
		return lang.T("每个人同一时间只算一个队列，要有技能。改动班表后只有“全部”的在岗人数和图会跟着变；各队列的重新排班或检查后才变。红色为人手不足。",
			"Each person counts for one queue at a time, and only with its skill. When the roster is edited, the heads and charts of All are updated; those of a queue are not. Red means short.")
	}
	return lang.T("改动班表后，在岗人数和图会跟着变。红色为人手不足。", "Rostered heads and charts are updated when the roster is edited. Red means short.")
}

// coverColumns are the columns of each team, behind the time.
var coverColumns = []lang.Text{lang.T("需求", "Required"), lang.T("最低", "Minimum"), lang.T("在岗", "Rostered"), lang.T("差", "Gap")}

// coverRow writes step i of day d: the time in col0 and behind it, then the columns of
// each team. Heads on duty are counted by formulas; past holds those who still work
// from the night before the horizon.
func (b *rosterBook) coverRow(s *sheet, row, col0, d, i int, teams []team, have, past schedule.Coverage) {
	cell := look{Align: "center", Border: line, Color: ink}
	x := d*have.PerDay + i
	s.date(row, col0, b.p.Date(d), look{Align: "center", Border: line, Color: ink, Format: "mm-dd"})
	s.text(row, col0+1, schedule.Weekday(b.p.Date(d)), cell)
	s.set(row, col0+2, schedule.Clock(i*b.p.Interval), cell)
	for t, team := range teams {
		c := col0 + 3 + t*len(coverColumns)
		need, least, n := at0(team.required, x), at0(team.minimum, x), headsOf(have, team.queue)[x]
		s.set(row, c, need, cell)
		s.set(row, c+1, least, cell)
		if team.queue != schedule.Any && b.shared() {
			s.set(row, c+2, n, cell)
		} else {
			s.formula(row, c+2, b.covered(s, t, d, i, headsOf(past, team.queue)[x]), n, cell)
		}
		s.formula(row, c+3, fmt.Sprintf("%s-MAX(%s,%s)", at(row, c+2), at(row, c), at(row, c+1)), n-max(need, least), cell)
	}
}

// headsOf returns the heads of a queue by step, of all with [schedule.Any].
func headsOf(c schedule.Coverage, queue int) []int {
	if queue == schedule.Any {
		return c.Total
	}
	return c.Queues[queue]
}

// open returns the intervals [from, to) of the day in which, on any day,
// somebody is asked for or there.
func (b *rosterBook) open(teams []team, have schedule.Coverage) (from, to int) {
	from = have.PerDay
	for x, n := range have.Total {
		for _, t := range teams {
			n += at0(t.required, x) + at0(t.minimum, x)
		}
		if i := x % have.PerDay; n > 0 {
			from, to = min(from, i), max(to, i+1)
		}
	}
	return from, to
}

// at0 returns v[i], 0 beyond its end.
func at0(v []int, i int) int {
	if i >= len(v) {
		return 0
	}
	return v[i]
}

// A chart takes up this many columns of the usual width, 64 pixels, and rows of
// 15 points, which excelize takes for 18 pixels.
const (
	chartCols = 8
	chartRows = 16
)

// plot is where the figures of one chart stand: a team's on one day.
type plot struct {
	team        team
	day         int
	c           int // column of the team's first figure
	first, last int // rows
}

// chart draws who is there as bars and what is asked for as lines over them.
func (b *rosterBook) chart(s *sheet, col, row int, g plot) {
	series := func(k int, color string, l excelize.LineOptions) excelize.ChartSeries {
		fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
		if l.Width > 0 {
			l.Fill = fill
		}
		return excelize.ChartSeries{
			Name: s.fixed(4, g.c+k, 4, g.c+k), Categories: s.there(matrixSheet, b.axis0(), 1, b.axis0()+g.last-g.first, 1), Values: s.fixed(g.first, g.c+k, g.last, g.c+k),
			Fill: fill, Line: l, Marker: excelize.ChartMarker{Symbol: "none"},
		}
	}
	title := b.on(g.day)
	if len(b.p.Queues) > 1 {
		title += " " + b.say(g.team.name)
	}
	gap, zero, vary := uint(15), 0.0, false
	small := excelize.Font{Size: 9, Color: ink}
	bars := &excelize.Chart{
		Type: excelize.Col, Series: []excelize.ChartSeries{series(2, "9DC3E6", excelize.LineOptions{})}, GapWidth: &gap, VaryColors: &vary,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Bold: true, Size: 11, Color: ink}}}},
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: chartCols*64 - 12, Height: chartRows*18 - 10},
		XAxis:     excelize.ChartAxis{TickLabelSkip: b.tick(), Font: small},
		YAxis:     excelize.ChartAxis{MajorGridLines: true, Minimum: &zero, MajorUnit: float64(1 + b.most(g.team, g.day)/8), Font: small},
		Format:    excelize.GraphicOptions{OffsetX: 6, OffsetY: 4},
	}
	lines := &excelize.Chart{Type: excelize.Line, XAxis: bars.XAxis, YAxis: bars.YAxis} // the axes of the last one are drawn
	if g.team.required != nil {
		lines.Series = append(lines.Series, series(0, "C55A11", excelize.LineOptions{Width: 2.25}))
	}
	if g.team.minimum != nil {
		lines.Series = append(lines.Series, series(1, "7F7F7F", excelize.LineOptions{Width: 1.25, Dash: excelize.LineDashDash}))
	}
	if lines.Series == nil {
		s.do(s.f.AddChart(s.name, at(row, col), bars))
		return
	}
	s.do(s.f.AddChart(s.name, at(row, col), bars, lines))
}

// most returns the highest figure of a chart.
func (b *rosterBook) most(t team, d int) (most int) {
	have := b.have()
	v := have.Total
	if t.queue != schedule.Any {
		v = have.Queues[t.queue]
	}
	for x := d * have.PerDay; x < (d+1)*have.PerDay; x++ {
		most = max(most, v[x], at0(t.required, x), at0(t.minimum, x))
	}
	return most
}
