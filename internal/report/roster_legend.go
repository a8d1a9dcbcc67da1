package report

import (
	"fmt"
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// legendList0 is the row of the first word that a roster cell may hold; the
// words are in the first column, one below the other, and are the source of
// the lists in the roster's cells.
const legendList0 = 4

// legend explains every sign, how to edit, and the rules in words.
func (b *rosterBook) legend() {
	l := legendSheetOf(b)
	l.cells()
	l.headings()
	l.editing()
	l.rules()
	l.s.flush()
}

// legendWide is how many columns the sheet of legends has.
const legendWide = 6

// legendDraft is the sheet of legends while it is written, from top to bottom.
type legendDraft struct {
	*rosterBook
	s                  *sheet
	row                int // the next one
	head, cell, middle look
}

func legendSheetOf(b *rosterBook) *legendDraft {
	s := b.sheet(b.say(legendSheet))
	s.page("portrait", 0)
	s.widths = map[int]float64{1: 12, 2: 14, 3: 30, 4: 10, 5: 10, 6: 18}
	l := &legendDraft{rosterBook: b, s: s, row: legendList0,
		head:   look{Bold: true, Fill: headFill, Color: headText, Border: line, Align: "center", Wrap: true},
		cell:   look{Border: line, Color: ink, Wrap: true},
		middle: look{Border: line, Color: ink, Align: "center", Wrap: true},
	}
	s.merge(1, 1, legendWide, b.say(lang.T("图例", "Legend")), look{Bold: true, Size: 14, Color: headFill})
	s.merge(2, 1, legendWide, b.say(lang.T("班表的格子里可以填下面第一列的内容；班次的全名和编号也能认。", "A roster cell may hold what the first column lists; full names and ids of shifts also work.")), look{Size: 9, Color: faint})
	for c, n := range []lang.Text{lang.T("格子", "Cell"), lang.T("班次", "Shift"), lang.T("时间", "Hours"), lang.T("计薪", "Paid"), lang.T("编号", "Id"), lang.T("队列", "Queue")} {
		s.text(3, c+1, n, l.head)
	}
	return l
}

// cells lists what a cell may hold: shifts, rest, leave, shifts of the past.
func (l *legendDraft) cells() {
	s := l.s
	for _, sh := range l.used {
		if shift := &l.p.Shifts[sh]; !shift.Retired {
			l.shiftRow(s, l.row, sh, l.cell, l.middle)
			l.row++
		}
	}
	s.text(l.row, 1, rest, look{Border: line, Align: "center", Color: faint})
	l.means(lang.T("休息日", "rest day"))
	for _, t := range l.leaveTexts() {
		s.set(l.row, 1, t, look{Border: line, Align: "center", Fill: leaveFill, Color: alarm})
		l.means(lang.T("请假", "leave"))
	}
	for _, sh := range l.used {
		if l.p.Shifts[sh].Retired {
			l.shiftRow(s, l.row, sh, l.cell, l.middle)
			s.text(l.row, 6, lang.T("已停用", "no longer in use"), l.cell)
			l.row++
		}
	}
	s.text(l.row, 1, absent, look{Border: line, Align: "center", Color: faint})
	l.means(lang.T("不在职", "not employed"))
	l.row++
}

// means ends a row of the list that is no shift.
func (l *legendDraft) means(what lang.Text) {
	l.s.text(l.row, 2, what, l.cell)
	for c := 3; c <= legendWide; c++ {
		l.s.set(l.row, c, "", l.cell)
	}
	l.row++
}

// headings says what the colours of the days' headings mean.
func (l *legendDraft) headings() {
	for _, m := range []struct {
		fill string
		what lang.Text
	}{
		{weekend, lang.T("表头这个颜色：周六、周日", "heading in this colour: Saturday, Sunday")},
		{holiday, lang.T("表头这个颜色：放假安排内的日子", "heading in this colour: within an official holiday")},
		{changedFill, lang.T("格子这个颜色：排好以后改过，批注里写着哪天改的、原来是什么", "cell in this colour: changed after it was planned; its comment says when and what it was")},
	} {
		l.s.set(l.row, 1, "", look{Border: line, Fill: m.fill})
		l.s.merge(l.row, 2, legendWide, l.say(m.what), look{Color: ink})
		l.row++
	}
	l.row++
}

// title heads a part of the sheet.
func (l *legendDraft) title(t lang.Text) {
	l.s.merge(l.row, 1, legendWide, l.say(t), look{Bold: true, Size: 13, Color: headFill})
	l.row++
}

// editing says how the workbook is edited by hand.
func (l *legendDraft) editing() {
	l.title(lang.T("修改班表", "Editing the roster"))
	for _, t := range []lang.Text{
		lang.T("在“班表”里直接改格子，统计、颜色和“人力”图会跟着变。", "Change cells on the sheet Roster; totals, colours and the charts on Cover are updated."),
		lang.T("保存后用 paiban schedule check 文件名 检查；改过的班表重排时不会被覆盖；每次改动之前的班表都留在 rosters/history/ 里。", "Save, then check with paiban schedule check FILE; planning again does not overwrite a roster that was edited, and the version before each change stays in rosters/history/."),
		lang.T("要锁住一格，在后面加一个叹号：白!。重排时这一格不动；Excel 问要不要继续，选“是”。", "To lock a cell put an exclamation mark behind it: D!. Planning again keeps the cell; answer Yes when Excel asks."),
		lang.T("可以换行的次序，不要改工号和日期。", "Rows may be reordered; do not change ids or dates."),
	} {
		l.s.merge(l.row, 1, legendWide, l.say(t), look{Color: ink, Wrap: true})
		l.s.heights[l.row] = 15 * float64(lines(l.say(t), 94))
		l.row++
	}
	l.row++
}

// rules lists the rules of the roster with their origin.
func (l *legendDraft) rules() {
	if len(l.w.Rules) == 0 {
		return
	}
	s := l.s
	l.title(lang.T("规则", "Rules"))
	s.merge(l.row, 1, 4, l.say(lang.T("内容", "Rule")), l.head)
	s.merge(l.row, 5, legendWide, l.say(lang.T("来源", "Origin")), l.head)
	l.row++
	for _, r := range l.w.Rules {
		s.merge(l.row, 1, 4, l.say(r.Words), l.cell)
		s.merge(l.row, 5, legendWide, l.say(r.Origin), l.cell)
		s.heights[l.row] = 15 * float64(max(lines(l.say(r.Words), 66), lines(l.say(r.Origin), 28)))
		l.row++
	}
}

func (b *rosterBook) shiftRow(s *sheet, row, sh int, cell, middle look) {
	shift := &b.p.Shifts[sh]
	hours := b.hours(sh)
	s.set(row, 1, b.labels[sh], look{Border: line, Align: "center", Fill: kindFill[shift.Kind], Color: ink})
	s.text(row, 2, shift.Name, cell)
	s.set(row, 3, hours, cell)
	s.set(row, 4, b.say(schedule.Duration(shift.Worked())), middle)
	s.set(row, 5, shift.ID, middle)
	queue := lang.T("全部", "all")
	if shift.Queue != schedule.Any {
		queue = b.p.Queues[shift.Queue].Name
	}
	s.text(row, 6, queue, cell)
	s.heights[row] = 15 * float64(max(lines(hours, s.widths[3]), lines(b.say(shift.Name), s.widths[2])))
}

// meta is a hidden sheet with what was generated, so that a reader knows which
// cells have been edited since.
func (b *rosterBook) meta() {
	s := b.sheet(metaSheet)
	k := look{}
	lines := [][]string{
		{"paiban", rosterFormat},
		{"version", b.w.Version},
		{"title", b.w.Title},
		{"start", b.p.Start.String()},
		{"days", fmt.Sprint(b.p.Days)},
		{"preset", b.w.Preset},
		{"lang", b.lang.String()},
		{"inputs", b.w.Inputs},
	}
	lines = append(lines, b.w.State.lines()...)
	for _, i := range b.order {
		person := []string{"person", b.p.People[i].ID}
		for d := range b.p.Days {
			person = append(person, b.written(i, d))
		}
		lines = append(lines, person)
	}
	for _, r := range b.w.Rotas {
		names := make([]string, b.p.Days)
		for d, i := range r.Who {
			if i != schedule.Any {
				names[d] = b.names[i]
			}
		}
		lines = append(lines, slices.Concat([]string{"rota", b.say(r.Rota.Name)}, names))
	}
	lines = append(lines, b.spanMeta()...)
	for r, line := range lines {
		for c, v := range line {
			s.set(r+1, c+1, v, k)
		}
	}
	s.flush()
	b.hide(metaSheet)
}

// rosterFormat is the version of the roster workbook's layout.
const rosterFormat = "roster/1"
