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
	s.widths = map[int]float64{1: 8, 2: 12, 3: 14, 4: 13, 5: 62, 6: 50}
	d := issuesDraft{rosterBook: b, s: s, row: 1, text: look{Wrap: true, Border: line, Color: ink}}
	d.notes()
	d.findings()
	d.denied()
	d.lint()
	s.flush()
}

// issuesDraft is the sheet of issues while it is written, from top to bottom.
type issuesDraft struct {
	*rosterBook
	s    *sheet
	row  int // the next one
	text look
}

// issuesWide is how many columns the sheet of issues has.
const issuesWide = 6

func (d *issuesDraft) title(t lang.Text) {
	d.s.merge(d.row, 1, issuesWide, d.say(t), look{Bold: true, Size: 13, Color: headFill})
	d.s.heights[d.row] = 22
	d.row++
}

func (d *issuesDraft) head(names ...lang.Text) {
	for c, n := range names {
		d.s.text(d.row, c+1, n, look{Bold: true, Fill: headFill, Color: headText, Border: line})
	}
	d.row++
}

// none says that a part is empty.
func (d *issuesDraft) none(t lang.Text) {
	d.s.merge(d.row, 1, issuesWide, d.say(t), look{Color: faint})
	d.row += 2
}

// next ends a row whose cells hold so many lines of text.
func (d *issuesDraft) next(tall ...int) {
	d.s.heights[d.row] = 15 * float64(slices.Max(tall))
	d.row++
}

func (d *issuesDraft) notes() {
	if len(d.w.Notes) == 0 {
		return
	}
	d.title(lang.T("需要知道", "To know"))
	for _, n := range d.w.Notes {
		d.s.merge(d.row, 1, issuesWide, d.say(n), d.text)
		d.next(lines(d.say(n), 150))
	}
	d.row++
}

func (d *issuesDraft) findings() {
	s, text := d.s, d.text
	d.title(lang.T("检查结果", "Findings"))
	findings := d.ranked()
	if len(findings) == 0 {
		d.none(lang.T("没有问题", "nothing found"))
		return
	}
	d.head(lang.T("级别", "Level"), lang.T("日期", "Date"), lang.T("时段或格子", "Time or cell"), lang.T("员工", "Person"), lang.T("问题", "What"), lang.T("怎么办", "What to do"))
	for _, f := range findings {
		level, k := lang.T("尽量", "soft"), text
		if f.Hard() {
			level, k.Color, k.Bold = lang.T("必须", "hard"), alarm, true
		}
		s.text(d.row, 1, level, k)
		d.place(s, d.row, f, text)
		s.text(d.row, 5, f.Why, text)
		s.text(d.row, 6, f.Fix, text)
		d.next(1, lines(d.say(f.Why), s.widths[5]), lines(d.say(f.Fix), s.widths[6]))
	}
	d.row++
}

func (d *issuesDraft) denied() {
	s, text := d.s, d.text
	d.title(lang.T("没有满足的意愿", "Requests not granted"))
	if len(d.w.Denied) == 0 {
		d.none(lang.T("全部满足", "all granted"))
		return
	}
	d.head(lang.T("", ""), lang.T("日期", "Date"), lang.T("意愿", "Wish"), lang.T("员工", "Person"), lang.T("原因", "Why"))
	for _, n := range d.w.Denied {
		s.set(d.row, 1, "", text)
		s.set(d.row, 2, d.on(n.Day), text)
		s.text(d.row, 3, n.Wish, text)
		s.set(d.row, 4, d.names[n.Person], text)
		s.text(d.row, 5, n.Why, text)
		d.next(lines(d.say(n.Why), s.widths[5]), lines(d.say(n.Wish), s.widths[3]))
	}
	d.row++
}

func (d *issuesDraft) lint() {
	d.title(lang.T("规则提示", "About the rules"))
	if len(d.w.Lint) == 0 {
		d.none(lang.T("没有提示", "nothing to say"))
		return
	}
	for _, n := range d.w.Lint {
		d.s.merge(d.row, 1, 5, d.say(n.What), d.text)
		d.s.text(d.row, 6, n.Hint, d.text)
		d.next(1, lines(d.say(n.What), 108), lines(d.say(n.Hint), d.s.widths[6]))
	}
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
