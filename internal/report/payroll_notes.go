package report

import (
	"paiban/attendance"
	"paiban/internal/lang"
)

// notes is the last sheet: what to know, the rules applied, what the words mean,
// and every line of the input that was not used.
func (b *payrollBook) notes() {
	s := b.sheet(rulesSheet.In(b.lang))
	s.page("portrait", 0)
	const wide = 3
	s.widths[1], s.widths[2], s.widths[3] = 26, 46, 46
	row := 1
	heading := func(t lang.Text) {
		if row > 1 {
			row++
		}
		s.merge(row, 1, wide, b.say(t), look{Bold: true, Size: 13, Color: headFill})
		row++
	}
	para := func(text string, color string) {
		s.merge(row, 1, wide, text, look{Color: color, Wrap: true})
		s.heights[row] = max(16, 14*float64(lines(text, 112)))
		row++
	}
	if len(b.p.Notes)+len(b.m.Flags) > 0 {
		heading(lang.T("请留意", "Please note"))
		for _, f := range b.m.Flags {
			para("• "+b.say(f.Text), alarm)
		}
		for _, n := range b.p.Notes {
			para("• "+b.say(n), ink)
		}
	}
	if b.m.Fund > 0 {
		heading(lang.T("部门活动经费", "Activity fund"))
		para(b.say(lang.F("本月罚款 %v 元归入部门活动经费，逐笔见“%s”。", "fines of %v yuan go into the activity fund this month; each is on the sheet %q", b.m.Fund, fundSheet)), ink)
	}
	heading(lang.T("本月适用的规则", "Rules applied this month"))
	for _, t := range b.m.Policy.Words() {
		para("• "+b.say(t), ink)
	}
	heading(lang.T("图例", "Legend"))
	for _, r := range attendance.Results() {
		k := centerLook
		k.Fill = resultFill[r]
		s.text(row, 1, r.Text(), k)
		s.merge(row, 2, wide, b.say(r.Means()), look{Color: ink, Border: line})
		row++
	}
	s.text(row, 1, lang.T("黄色", "yellow"), typedLook)
	s.merge(row, 2, wide, b.say(lang.T("可以填写的格子；再运行时会读回", "cells to type into; they are read back on the next run")), look{Color: ink, Border: line})
	row++
	if len(b.p.Dropped) > 0 {
		heading(lang.F("没有用上的行（%d 行）", "Lines of the files that were not used (%d)", len(b.p.Dropped)))
		for c, t := range []lang.Text{lang.T("位置", "Place"), lang.T("内容", "Content"), lang.T("原因", "Why")} {
			s.text(row, c+1, t, headLook)
		}
		row++
		for _, d := range b.p.Dropped {
			s.set(row, 1, d.Where, textLook)
			s.set(row, 2, d.What, textLook)
			s.text(row, 3, d.Why, textLook)
			row++
		}
	}
	s.flush()
}
