package report

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/scenario"
)

// ScenarioPlan is one scenario of a comparison.
type ScenarioPlan struct {
	*scenario.Outcome
	Case   *scenario.Case
	Best   *scenario.Outcome // the plan that is offered; nil where none is known
	Curve  []scenario.Point  // what more money buys; nil where it is not known
	Advice lang.Text         // how far along the curve money is well spent
}

// named returns the plans of p under the names that they have in the sheets.
func (p *ScenarioPlan) named() (names []lang.Text, plans []*scenario.Outcome) {
	names, plans = []lang.Text{p.Name}, []*scenario.Outcome{p.Outcome}
	if p.Best != nil {
		names, plans = append(names, lang.F("%s（最省）", "%s (cheapest)", p.Name)), append(plans, p.Best)
	}
	return names, plans
}

// whoAndWhen lays out one row for each turn that a plan adds: who, on which day, from when
// to when, and for how much, with a sum for each plan.
func (b *book) whoAndWhen(list []*ScenarioPlan) {
	s := b.sheet(b.say(lang.T("谁什么时候", "Who and when")))
	head := []lang.Text{
		lang.T("方案", "Scenario"), lang.T("日期", "Date"), lang.T("星期", "Day"), lang.T("来源", "Source"), lang.T("谁", "Who"), lang.T("工号", "ID"),
		lang.T("时段", "Times"), lang.T("人时", "Hours"), lang.T("效率", "Pace"), lang.T("元", "Yuan"),
	}
	for i, t := range head {
		s.text(1, i+1, t, headLook)
	}
	plain, strong, hours, pace, yuan := look{Color: ink}, look{Color: ink, Bold: true}, formatted("0.0"), formatted("0%"), formatted("#,##0.00")
	day := look{Color: ink, Align: "center", Format: "yyyy-mm-dd"}
	row := 2
	for _, p := range list {
		names, plans := p.named()
		for k, o := range plans {
			first := row
			turns := slices.Clone(o.Turns)
			slices.SortStableFunc(turns, func(x, y scenario.Turn) int {
				return slices.Compare([]int{x.Day, x.Source, x.Head, x.Agent, x.Spans[0].Start}, []int{y.Day, y.Source, y.Head, y.Agent, y.Spans[0].Start})
			})
			sum, long := 0.0, 0.0
			for i := range turns {
				t := &turns[i]
				date := p.Case.Days[t.Day].Date
				s.text(row, 1, names[k], plain)
				s.date(row, 2, date, day)
				s.text(row, 3, schedule.Weekday(date), centerLook)
				s.text(row, 4, p.Case.Sources[t.Source].Name, plain)
				s.text(row, 5, p.Case.Who(t), plain)
				s.set(row, 6, t.Person, plain)
				s.text(row, 7, t.Clock(), plain)
				s.set(row, 8, t.Hours(), hours)
				if t.Pace > 0 {
					s.set(row, 9, t.Pace, pace)
				}
				s.set(row, 10, t.Price, yuan)
				sum, long = sum+t.Price, long+t.Hours()
				row++
			}
			s.text(row, 1, names[k], strong)
			if first == row {
				s.text(row, 4, lang.T("不加人", "nobody added"), plain)
				row++
				continue
			}
			s.text(row, 4, lang.T("合计", "Total"), strong)
			s.formula(row, 8, "SUM("+span(first, 8, row-1, 8)+")", long, hours)
			s.formula(row, 10, "SUM("+span(first, 10, row-1, 10)+")", sum, yuan)
			row++
		}
	}
	s.fit(1, len(head), 11, 40)
	s.freeze(2, 2)
	s.page("landscape", 0)
	s.flush()
}

// Columns of the curve that its chart refers to.
const (
	curveCost  = 3
	curveReply = 4
)

// curve lays out what more money buys, a row for each plan looked at, the advice under each
// scenario, and a chart of the reply rate of the queue that is worst against the cost.
func (b *book) curve(list []*ScenarioPlan) {
	if !slices.ContainsFunc(list, func(p *ScenarioPlan) bool { return len(p.Curve) > 0 }) {
		return
	}
	s := b.sheet(b.say(lang.T("多花钱换来什么", "What money buys")))
	head := []lang.Text{
		lang.T("方案", "Scenario"), lang.T("增加（人次）", "Turns added"), lang.T("费用（元）", "Cost (yuan)"), lang.T("回复率（最差的队列）", "Reply rate (worst queue)"),
		lang.T("目标", "Target"), lang.T("达标把握", "Confidence"), lang.T("每提高 1 点（元）", "Yuan a point"),
	}
	for i, t := range head {
		s.text(1, i+1, t, headLook)
	}
	plain, share, yuan := look{Color: ink}, formatted("0.0%"), formatted("#,##0")
	advice := look{Color: ink, Bold: true, Wrap: true}
	row := 2
	var series []excelize.ChartSeries
	for _, p := range list {
		if len(p.Curve) == 0 {
			continue
		}
		first := row
		for _, c := range p.Curve {
			q := c.Queues[c.Worst()]
			s.text(row, 1, p.Name, plain)
			s.set(row, 2, c.Turns, centerLook)
			s.set(row, curveCost, c.Cost, yuan)
			s.set(row, curveReply, q.Reply.Mean, share)
			s.set(row, 5, q.Target, share)
			s.set(row, 6, c.Confidence, formatted("0%"))
			if c.PerPoint > 0 {
				s.set(row, 7, c.PerPoint, yuan)
			}
			row++
		}
		fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{dayColors[2*len(series)%len(dayColors)]}}
		series = append(series, excelize.ChartSeries{
			Name: s.fixed(first, 1, first, 1), Categories: s.fixed(first, curveCost, row-1, curveCost), Values: s.fixed(first, curveReply, row-1, curveReply),
			Line: excelize.LineOptions{Type: excelize.LineSolid, Width: 1.75}, Fill: fill,
			Marker: excelize.ChartMarker{Symbol: "circle", Size: 6, Fill: fill, Border: excelize.LineOptions{Type: excelize.LineNone}},
		})
	}
	row++
	for _, p := range list {
		if len(p.Curve) > 0 {
			s.merge(row, 1, len(head), b.say(lang.F("%s：%s", "%s: %s", p.Name, p.Advice)), advice)
			s.heights[row] = 44
			row++
		}
	}
	small, one := excelize.Font{Size: 9, Color: ink}, 1.0
	title := func(t lang.Text) excelize.ChartTitle {
		return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: b.say(t), Font: &small}}}
	}
	s.do(s.f.AddChart(s.name, at(row+1, 1), &excelize.Chart{
		Type: excelize.Scatter, Series: series, Dimension: excelize.ChartDimension{Width: 720, Height: 380}, Legend: excelize.ChartLegend{Position: "bottom"},
		XAxis: excelize.ChartAxis{Font: small, Title: title(lang.T("费用（元）", "Cost (yuan)")), NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}},
		YAxis: excelize.ChartAxis{Font: small, Maximum: &one, Title: title(lang.T("回复率", "Reply rate")), MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"}},
	}))
	s.heights[1] = 30
	s.fit(1, 1, 14, 36)
	s.fit(2, len(head), 12, 16)
	s.freeze(2, 1)
	s.page("landscape", 1)
	s.flush()
}
