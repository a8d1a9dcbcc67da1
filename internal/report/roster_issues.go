package report

import (
	"cmp"
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// issues lists what is wrong, what was asked for in vain and what should be
// known about the rules.
func (b *rosterBook) issues() {
	s := b.sheet(b.say(issuesSheet))
	s.page("landscape", 0)
	const wide = 6
	s.widths = map[int]float64{1: 8, 2: 12, 3: 14, 4: 13, 5: 62, 6: 50}
	row := 1
	title := func(t lang.Text) {
		s.merge(row, 1, wide, b.say(t), look{Bold: true, Size: 13, Color: headFill})
		s.heights[row] = 22
		row++
	}
	head := func(names ...lang.Text) {
		for c, n := range names {
			s.text(row, c+1, n, look{Bold: true, Fill: headFill, Color: headText, Border: line})
		}
		row++
	}
	none := func(t lang.Text) {
		s.merge(row, 1, wide, b.say(t), look{Color: faint})
		row += 2
	}
	text := look{Wrap: true, Border: line, Color: ink}

	if len(b.w.Notes) > 0 {
		title(lang.T("需要知道", "To know"))
		for _, n := range b.w.Notes {
			s.merge(row, 1, wide, b.say(n), text)
			s.heights[row] = 15 * float64(lines(b.say(n), 150))
			row++
		}
		row++
	}

	title(lang.T("检查结果", "Findings"))
	findings := b.ranked()
	if len(findings) == 0 {
		none(lang.T("没有问题", "nothing found"))
	} else {
		head(lang.T("级别", "Level"), lang.T("日期", "Date"), lang.T("时段或格子", "Time or cell"), lang.T("员工", "Person"), lang.T("问题", "What"), lang.T("怎么办", "What to do"))
		for _, f := range findings {
			level, k := lang.T("尽量", "soft"), text
			if f.Hard() {
				level, k.Color, k.Bold = lang.T("必须", "hard"), alarm, true
			}
			s.text(row, 1, level, k)
			b.place(s, row, f, text)
			s.text(row, 5, f.Why, text)
			s.text(row, 6, f.Fix, text)
			s.heights[row] = 15 * float64(max(1, lines(b.say(f.Why), s.widths[5]), lines(b.say(f.Fix), s.widths[6])))
			row++
		}
		row++
	}

	title(lang.T("没有满足的意愿", "Requests not granted"))
	if len(b.w.Denied) == 0 {
		none(lang.T("全部满足", "all granted"))
	} else {
		head(lang.T("", ""), lang.T("日期", "Date"), lang.T("意愿", "Wish"), lang.T("员工", "Person"), lang.T("原因", "Why"))
		for _, n := range b.w.Denied {
			s.set(row, 1, "", text)
			s.set(row, 2, b.on(n.Day), text)
			s.text(row, 3, n.Wish, text)
			s.set(row, 4, b.names[n.Person], text)
			s.text(row, 5, n.Why, text)
			s.heights[row] = 15 * float64(max(lines(b.say(n.Why), s.widths[5]), lines(b.say(n.Wish), s.widths[3])))
			row++
		}
		row++
	}

	title(lang.T("规则提示", "About the rules"))
	if len(b.w.Lint) == 0 {
		none(lang.T("没有提示", "nothing to say"))
	} else {
		for _, n := range b.w.Lint {
			s.merge(row, 1, 5, b.say(n.What), text)
			s.text(row, 6, n.Hint, text)
			s.heights[row] = 15 * float64(max(1, lines(b.say(n.What), 108), lines(b.say(n.Hint), s.widths[6])))
			row++
		}
	}
	s.flush()
}

// on prints a day: 11-28 周六.
func (b *rosterBook) on(d int) string {
	return schedule.MonthDay(b.p.Date(d)) + " " + b.say(schedule.Weekday(b.p.Date(d)))
}

// place fills the columns that say where a finding is, with a link to its cell.
func (b *rosterBook) place(s *sheet, row int, f schedule.Finding, k look) {
	date, where, who := "", "", ""
	switch {
	case f.Day != schedule.Any:
		date = b.on(f.Day)
	case f.Days != (schedule.Stretch{}):
		date = schedule.MonthDay(b.p.Date(f.Days.From)) + "~" + schedule.MonthDay(b.p.Date(f.Days.To-1))
	}
	if f.Span.Len() > 0 {
		where = b.say(f.Span.Text())
	}
	s.set(row, 2, date, k)
	s.set(row, 3, where, k)
	if f.Person != schedule.Any {
		who = b.names[f.Person]
		cells := b.cells(f)
		link := k
		link.Color = "0563C1"
		s.set(row, 3, cells, link)
		s.do(s.f.SetCellHyperLink(s.name, at(row, 3), "'"+b.rosterName+"'!"+cells, "Location"))
	}
	s.set(row, 4, who, k)
}

// cells names the roster cells that a finding about a person speaks of.
func (b *rosterBook) cells(f schedule.Finding) string {
	row := b.rowOf(f.Person)
	if f.Day != schedule.Any {
		return at(row, b.day0+f.Day)
	}
	from, to := max(0, f.Days.From), min(b.p.Days, f.Days.To)-1
	if to <= from {
		return at(row, b.day0+from)
	}
	return span(row, b.day0+from, row, b.day0+to)
}

// ranked are the findings, alike ones as one: breaches of hard rules by day,
// below them what costs most first.
func (b *rosterBook) ranked() []schedule.Finding {
	findings := schedule.Coalesce(b.w.Analysis.Findings)
	if n := slices.IndexFunc(findings, func(f schedule.Finding) bool { return !f.Hard() }); n >= 0 {
		slices.SortStableFunc(findings[n:], func(f, g schedule.Finding) int { return cmp.Compare(g.Score.Cost, f.Score.Cost) })
	}
	return findings
}
