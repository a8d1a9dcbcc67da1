package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/schedule/scenario"
)

// WriteScenarios writes a comparison of what-if plans to path: side by side with
// charts of reply rate and cost, who is added when, what more money buys, the costs by
// source, and how each plan fares when the uplift differs from the guess. The first plan is
// the baseline.
func WriteScenarios(path string, l lang.Lang, title string, plans []*ScenarioPlan) error {
	b := newBook(l)
	defer b.f.Close()
	var outcomes []*scenario.Outcome
	for _, p := range plans {
		outcomes = append(outcomes, p.Outcome)
	}
	b.comparison(title, outcomes)
	b.whoAndWhen(plans)
	b.curve(plans)
	b.scenarioCosts(outcomes)
	b.sensitivity(outcomes)
	if b.err != nil {
		return b.err
	}
	return Save(b.f, path)
}

// chartHigh is the height of a chart of the comparison in pixels.
const chartHigh = 320

// Columns of the comparison that charts refer to.
const (
	scenarioLabel  = 1
	scenarioReply  = 5
	scenarioGate   = 7
	scenarioTarget = 9
	scenarioCost   = 15
)

// formatted is a centred number in a format.
func formatted(format string) look {
	k := centerLook
	k.Format = format
	return k
}

// comparison lays out one row a scenario and queue; what is one figure for all
// queues stands in the first of them.
func (b *book) comparison(title string, outcomes []*scenario.Outcome) {
	s := b.sheet(b.say(lang.T("比较", "Compare")))
	head := []lang.Text{
		lang.T("方案", "Scenario"), lang.T("队列", "Queue"), lang.T("咨询量", "Contacts"), lang.T("没等到的顾客", "Gave up"), lang.T("回复率", "Reply rate"), lang.T("±", "±"),
		lang.T("处罚线", "Gate"), lang.T("低于处罚线的风险", "Risk below gate"), lang.T("目标", "Target"), lang.T("不达标的风险", "Risk below target"),
		lang.T("需求人时", "Needed h"), lang.T("本店人时", "Own h"), lang.T("增加人时", "Added h"), lang.T("仍缺人时", "Short h"),
		lang.T("费用（元）", "Cost (yuan)"), lang.T("比第一个方案", "vs first"),
	}
	s.merge(1, 1, len(head), title, look{Bold: true, Size: 14, Color: ink})
	for i, t := range head {
		s.text(2, i+1, t, headLook)
	}
	share, hours, yuan := formatted("0.0%"), formatted("0.0"), formatted("#,##0")
	row := 3
	for _, o := range outcomes {
		for i := range o.Queues {
			q := &o.Queues[i]
			label := b.say(o.Name)
			if len(o.Queues) > 1 {
				label += " " + b.say(q.Name)
			}
			s.set(row, scenarioLabel, label, look{Color: ink})
			s.text(row, 2, q.Name, centerLook)
			s.set(row, 3, q.Volume, yuan)
			s.set(row, 4, q.Abandon, share)
			s.set(row, scenarioReply, q.Reply.Mean, share)
			s.set(row, 6, q.Reply.Half, share)
			if q.Gate > 0 {
				s.set(row, scenarioGate, q.Gate, share)
				s.set(row, 8, q.MissGate, share)
			}
			s.set(row, scenarioTarget, q.Target, share)
			s.set(row, 10, q.Missed, share)
			if i == 0 {
				for k, v := range []float64{o.Required, o.Own, o.Added, o.Unmet} {
					s.set(row, 11+k, v, hours)
				}
				s.set(row, scenarioCost, o.Total, yuan)
				s.formula(row, scenarioCost+1, at(row, scenarioCost)+"-"+fixedCell(3, scenarioCost), o.Total-outcomes[0].Total, yuan)
			}
			row++
		}
	}
	last := row - 1
	series := func(col int) excelize.ChartSeries {
		return excelize.ChartSeries{Name: s.fixed(2, col, 2, col), Categories: s.fixed(3, scenarioLabel, last, scenarioLabel), Values: s.fixed(3, col, last, col)}
	}
	zero, one, same := 0.0, 1.0, false
	small := excelize.Font{Size: 9, Color: ink}
	bars := func(col int, title lang.Text, y excelize.ChartAxis) *excelize.Chart {
		y.MajorGridLines, y.Minimum, y.Font = true, &zero, small
		return &excelize.Chart{
			Type: excelize.Col, Series: []excelize.ChartSeries{series(col)}, VaryColors: &same, XAxis: excelize.ChartAxis{Font: small}, YAxis: y,
			Dimension: excelize.ChartDimension{Width: 680, Height: chartHigh}, Legend: excelize.ChartLegend{Position: "bottom"},
			Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: b.say(title), Font: &excelize.Font{Bold: true, Size: 11, Color: ink}}}},
		}
	}
	rates := bars(scenarioReply, lang.T("回复率", "Reply rate"), excelize.ChartAxis{Maximum: &one, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"}})
	limits := &excelize.Chart{Type: excelize.Line, Series: []excelize.ChartSeries{series(scenarioTarget), series(scenarioGate)}, XAxis: rates.XAxis, YAxis: rates.YAxis}
	s.do(s.f.AddChart(s.name, at(row+1, 1), rates, limits))
	// A row of the usual height takes 20 pixels at most.
	s.do(s.f.AddChart(s.name, at(row+2+chartHigh/18, 1), bars(scenarioCost, lang.T("费用（元）", "Cost (yuan)"), excelize.ChartAxis{})))
	s.heights[2] = 30
	s.fit(1, len(head), 10, 36)
	s.freeze(3, 2)
	s.page("landscape", 1)
	s.flush()
}

// fixedCell returns an absolute address on the same sheet.
func fixedCell(row, col int) string {
	a, _ := excelize.CoordinatesToCellName(col, row, true)
	return a
}

// scenarioCosts lays out one row a scenario and source.
func (b *book) scenarioCosts(outcomes []*scenario.Outcome) {
	s := b.sheet(b.say(lang.T("费用", "Costs")))
	for i, t := range []lang.Text{lang.T("方案", "Scenario"), lang.T("来源", "Source"), lang.T("人时", "Hours"), lang.T("元", "Yuan")} {
		s.text(1, i+1, t, headLook)
	}
	row, hours, yuan := 2, formatted("0.0"), formatted("#,##0.00")
	plain, strong := look{Color: ink}, look{Color: ink, Bold: true}
	for _, o := range outcomes {
		first := row
		for _, c := range o.Costs {
			s.text(row, 1, o.Name, plain)
			s.text(row, 2, c.Name, plain)
			s.set(row, 3, c.Hours, hours)
			s.set(row, 4, c.Yuan, yuan)
			row++
		}
		s.text(row, 1, o.Name, strong)
		s.text(row, 2, lang.T("合计", "Total"), strong)
		s.formula(row, 4, "SUM("+span(first, 4, row-1, 4)+")", o.Total, yuan)
		row++
		if o.Risk > 0 {
			s.text(row, 1, o.Name, plain)
			s.text(row, 2, lang.T("低于处罚线的预期处罚（不在合计内）", "expected price of missing a gate (not in the total)"), plain)
			s.set(row, 4, o.Risk, yuan)
			row++
		}
	}
	s.fit(1, 4, 10, 60)
	s.freeze(2, 1)
	s.page("portrait", 0)
	s.flush()
}

// Swing names an uplift that is factor times what was guessed.
func Swing(factor float64) lang.Text {
	if factor == 1 {
		return lang.T("如估计", "as guessed")
	}
	return lang.F("倍数 %s", "uplift %s", fmt.Sprintf("%+.0f%%", 100*(factor-1)))
}

// sensitivity lays out the reply rate of each plan, and the risk of missing the
// target, by uplift against the guess.
func (b *book) sensitivity(outcomes []*scenario.Outcome) {
	s := b.sheet(b.say(lang.T("倍数估错", "If the guess is off")))
	s.text(1, 1, lang.T("方案", "Scenario"), headLook)
	if len(outcomes) == 0 {
		s.flush()
		return
	}
	for k, t := range outcomes[0].Sensitivity {
		s.text(1, 2+k, Swing(t.Factor), headLook) // text, to label an axis as it reads
		s.text(1, 2+2*len(outcomes[0].Sensitivity)+k, lang.F("没等到的顾客 %s", "Gave up, %s", Swing(t.Factor)), headLook)
		s.text(1, 2+len(outcomes[0].Sensitivity)+k, lang.F("不达标 %s", "Below target, %s", Swing(t.Factor)), headLook)
	}
	row, share := 2, formatted("0.0%")
	for _, o := range outcomes {
		for i := range o.Queues {
			label := b.say(o.Name)
			if len(o.Queues) > 1 {
				label += " " + b.say(o.Queues[i].Name)
			}
			s.set(row, 1, label, look{Color: ink})
			for k, t := range o.Sensitivity {
				s.set(row, 2+k, t.Queues[i].Reply.Mean, share)
				s.set(row, 2+len(o.Sensitivity)+k, t.Queues[i].Missed, share)
				s.set(row, 2+2*len(o.Sensitivity)+k, t.Queues[i].Abandon, share)
			}
			row++
		}
	}
	if n := len(outcomes[0].Sensitivity); n > 0 {
		small, zero, one := excelize.Font{Size: 9, Color: ink}, 0.0, 1.0
		chart := &excelize.Chart{
			Type: excelize.Line, Dimension: excelize.ChartDimension{Width: 720, Height: 360}, Legend: excelize.ChartLegend{Position: "right"},
			XAxis: excelize.ChartAxis{Font: small}, YAxis: excelize.ChartAxis{MajorGridLines: true, Minimum: &zero, Maximum: &one, Font: small, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"}},
		}
		for r := 2; r < row; r++ {
			chart.Series = append(chart.Series, excelize.ChartSeries{Name: s.fixed(r, 1, r, 1), Categories: s.fixed(1, 2, 1, 1+n), Values: s.fixed(r, 2, r, 1+n)})
		}
		s.do(s.f.AddChart(s.name, at(row+1, 1), chart))
	}
	s.heights[1] = 30
	s.fit(1, 1, 16, 36)
	s.fit(2, 1+3*len(outcomes[0].Sensitivity), 14, 14)
	s.freeze(2, 2)
	s.page("landscape", 1)
	s.flush()
}
