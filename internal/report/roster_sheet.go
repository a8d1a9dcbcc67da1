package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// dutyMark stands in the first column of a rota's row, headsMark above the rows
// of daily heads; both tell a reader where the people end.
var (
	dutyMark  = lang.T("值日", "Duty")
	headsMark = lang.T("每日人数", "Heads per day")
)

// roster lays out the sheet that is posted: people down, days across, totals at
// the right and below. The totals are formulas, so that they follow an edit.
func (b *rosterBook) roster() {
	s := b.sheet(b.rosterName)
	tall := 1
	if len(b.p.People) > 45 {
		tall = 0
	}
	s.page("landscape", tall)
	b.heading(s)
	for _, i := range b.order {
		b.personRow(s, i)
	}
	for k := range b.w.Rotas {
		b.rotaRow(s, k)
	}
	b.headRows(s)
	b.footer(s)
	b.rules(s)
	b.marks(s)

	s.fit(1, b.day0-1, 5, 16)
	s.fit(2, 2, 5, 28) // a full name and "(trainee)"
	for n, sh := range b.used {
		room := -2.0
		for c := 2; c < b.day0; c++ {
			room += s.widths[c]
		}
		s.heights[b.heads0+n] = 15 * float64(lines(b.say(b.p.Shifts[sh].Name), room))
	}
	wide := 6.5
	if b.long() {
		wide = 5.6
	}
	for d := range b.p.Days {
		wide = max(wide, min(12, float64(s.natural[b.day0+d])+1.5))
	}
	for d := range b.p.Days {
		s.widths[b.day0+d] = wide
	}
	for c := b.total0; c <= b.lastCol(); c++ {
		name := b.say(b.totals[c-b.total0].name) // a rota's may be long
		s.widths[c] = min(12, max(6.5, float64(text.StringWidth(name))*1.1+1))
	}
	s.freeze(b.person0, b.day0)
	s.do(s.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.name, RefersTo: "'" + s.name + "'!$1:$4"}))
	s.flush()
}

// long reports whether there are more days than columns of comfortable width.
func (b *rosterBook) long() bool { return b.p.Days > 10 }

func (b *rosterBook) lastCol() int { return b.total0 + len(b.totals) - 1 }

func (b *rosterBook) heading(s *sheet) {
	w := b.w
	from, to := b.p.Date(0), b.p.Date(b.p.Days-1)
	title := fmt.Sprintf("%s %s %s（%s %s %s）", w.Shop, b.say(lang.T("班表", "roster")), w.Title, from, b.say(lang.T("至", "to")), to)
	if w.Month != (workcal.Month{}) {
		title = fmt.Sprintf("%s %s", w.Shop, b.say(lang.T(fmt.Sprintf("%d年%d月班表", w.Month.Year, int(w.Month.Month)), "roster "+w.Month.String())))
	}
	if b.lang == lang.EN {
		title = strings.NewReplacer("（", " (", "）", ")").Replace(title)
	}
	s.merge(1, 1, b.lastCol(), strings.TrimSpace(title), look{Bold: true, Size: 16, Align: "center", Color: headFill})
	s.heights[1] = 28

	state := lang.T("必须遵守的规则全部满足", "every hard rule holds")
	color := faint
	if n := len(w.Analysis.Hard()); n > 0 {
		state = lang.F("有 %d 处不符合必须遵守的规则，见“问题”表", "%d breaches of hard rules, see the sheet Issues", n)
		color = alarm
	}
	if !w.Unstaffed.IsZero() {
		state = lang.F("%s；%s", "%s; %s", state, w.Unstaffed)
	}
	if !w.State.IsZero() {
		state = lang.F("%s；%s", "%s; %s", w.State.Text(), state)
	}
	s.merge(2, 1, b.lastCol(), b.say(state), look{Size: 9, Align: "center", Color: color})

	head := look{Bold: true, Align: "center", Fill: headFill, Color: headText, Border: line, Wrap: true}
	names := []lang.Text{lang.T("工号", "ID"), lang.T("姓名", "Name"), lang.T("组", "Group")}
	for c := 1; c < b.day0; c++ {
		s.block(3, c, 4, c, b.say(names[c-1]), head)
	}
	for d := range b.p.Days {
		k := b.dayHead(d)
		if _, _, day := b.p.Date(d).Civil(); w.Month != (workcal.Month{}) {
			s.set(3, b.day0+d, day, k)
		} else {
			k.Format = "mm-dd"
			s.date(3, b.day0+d, b.p.Date(d), k)
		}
		k.Format, k.Size = "", 9
		s.set(4, b.day0+d, b.dayName(d), k)
		s.heights[4] = max(s.heights[4], 15*float64(lines(b.dayName(d), 8)))
	}
	for t := range b.totals {
		s.block(3, b.total0+t, 4, b.total0+t, b.say(b.totals[t].name), head)
	}
}

// traineeMark follows the name of a trainee.
var traineeMark = lang.T("（实习）", " (trainee)")

func (b *rosterBook) personRow(s *sheet, i int) {
	row, who := b.rowOf(i), &b.p.People[i]
	if len(b.p.People) <= 30 {
		s.heights[row] = 20
	}
	k := look{Border: line, Color: ink}
	s.set(row, 1, who.ID, k)
	name := who.Name
	if who.Trainee {
		name += b.say(traineeMark)
	}
	k.Bold = true
	s.set(row, 2, name, k)
	if b.day0 > 3 {
		s.set(row, 3, who.Group, look{Border: line, Color: ink})
	}
	for d := range b.p.Days {
		s.set(row, b.day0+d, b.written(i, d), b.look(i, d))
	}
	for t := range b.totals {
		formula, value := b.totals[t].of(b, i, row)
		s.formula(row, b.total0+t, formula, value, look{Align: "center", Border: line, Fill: totalFill, Color: ink})
	}
}

func column(col int) string { return strings.TrimRight(at(1, col), "1") }

// literal writes a text into a formula.
func literal(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func (b *rosterBook) rotaRow(s *sheet, k int) {
	row, duty := b.rota0+k, b.w.Rotas[k]
	mark := look{Border: line, Fill: totalFill, Color: ink, Bold: true}
	s.text(row, 1, dutyMark, mark)
	s.merge(row, 2, b.day0-1, b.say(duty.Rota.Name), mark)
	for d, i := range duty.Who {
		name := ""
		if i != schedule.Any {
			name = b.names[i]
		}
		s.set(row, b.day0+d, name, look{Border: line, Fill: totalFill, Color: ink, Align: "center", Size: 9, Wrap: b.long()})
	}
	if b.long() {
		s.heights[row] = 26
	}
}

// headRows count who is on each shift each day, trainees left out.
func (b *rosterBook) headRows(s *sheet) {
	title := look{Bold: true, Color: headFill, Size: 9}
	s.merge(b.heads0-1, 1, b.day0-1, b.say(headsMark), title)
	if b.counted(0) < len(b.order) {
		s.merge(b.heads0-1, b.day0, b.total0-1, b.say(lang.T("实习不计", "trainees left out")), look{Color: faint, Size: 9})
	}
	for n, sh := range b.used {
		row, shift := b.heads0+n, &b.p.Shifts[sh]
		k := look{Border: line, Fill: kindFill[shift.Kind], Color: ink, Align: "center"}
		s.set(row, 1, b.labels[sh], k)
		s.merge(row, 2, b.day0-1, b.say(shift.Name), look{Border: line, Color: ink, Wrap: true})
		for d := range b.p.Days {
			heads, counted := 0, b.counted(d)
			for _, i := range b.order[:counted] {
				if b.w.Roster.Cells[i][d] == sh {
					heads++
				}
			}
			c := b.day0 + d
			people := span(b.person0, c, b.person0+max(counted, 1)-1, c)
			s.formula(row, c, counting(people, fmt.Sprintf("$A%d", row)), heads, look{Border: line, Color: ink, Align: "center"})
		}
		// The formulas of the people's hours look this up.
		s.set(row, b.total0, float64(shift.Worked())/60, look{Align: "center", Color: faint, Size: 9, Format: b.say(lang.T(`General"小时"`, `General" h"`))})
	}
}

// footer says what the signs mean, so that a picture of the sheet can be read without the rest.
func (b *rosterBook) footer(s *sheet) {
	var hours []string
	signs := map[string][]string{} // of the shifts with these hours
	for _, sh := range b.used {
		h := b.hours(sh)
		if signs[h] == nil {
			hours = append(hours, h)
		}
		signs[h] = append(signs[h], b.labels[sh])
	}
	var parts []string
	for _, h := range hours {
		parts = append(parts, strings.Join(signs[h], b.say(lang.T("、", ", ")))+" = "+h)
	}
	row := b.endRow + 1
	text := strings.Join(parts, b.say(lang.T("；  ", ";  ")))
	s.merge(row, 1, b.lastCol(), text, look{Size: 9, Color: ink, Wrap: true})
	s.heights[row] = 14 * float64(lines(text, 7*float64(b.lastCol())))
	if t := b.changeLine(); !t.IsZero() {
		s.merge(row+1, 1, b.lastCol(), b.say(t), look{Size: 9, Color: ink, Wrap: true, Fill: changedFill})
		s.heights[row+1] = 14 * float64(lines(b.say(t), 7*float64(b.lastCol())))
	}
}

// hours prints the segments of a shift: 08:00-12:00 + 14:00-18:00.
func (b *rosterBook) hours(sh int) string {
	var spans []string
	for _, g := range b.p.Shifts[sh].Segments {
		spans = append(spans, b.say(g.Text()))
	}
	return strings.Join(spans, " + ")
}

// rules makes the sheet follow an edit: a list of what a cell may hold, and
// colours by what it holds.
func (b *rosterBook) rules(s *sheet) {
	first, last := b.person0, b.person0+len(b.order)-1
	if len(b.order) == 0 {
		return
	}
	area := span(first, b.day0, last, b.total0-1)
	v := excelize.NewDataValidation(true)
	v.Sqref = area
	v.SetSqrefDropList(fmt.Sprintf("'%s'!$A$%d:$A$%d", b.say(legendSheet), legendList0, legendList0+len(b.choices())-1))
	v.SetError(excelize.DataValidationErrorStyleWarning, b.say(lang.T("没有这个班次", "no such shift")),
		b.say(lang.T("请从列表里选；班次的全名和 id 也能认。", "Pick from the list; a shift's full name or id also works.")))
	s.do(s.f.AddDataValidation(s.name, v))
	if len(b.w.Rotas) > 0 {
		v := excelize.NewDataValidation(true)
		v.Sqref = span(b.rota0, b.day0, b.rota0+len(b.w.Rotas)-1, b.total0-1)
		v.SetSqrefDropList(fmt.Sprintf("$B$%d:$B$%d", first, last))
		v.SetError(excelize.DataValidationErrorStyleWarning, b.say(dutyMark), b.say(lang.T("请填上面的一个姓名。", "Put one of the names above.")))
		s.do(s.f.AddDataValidation(s.name, v))
	}

	for _, at := range b.changedCells() { // before the others, which stop at the first that holds
		id, err := s.f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: ink, Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{changedFill}}})
		s.do(err)
		s.do(s.f.SetConditionalFormat(s.name, at, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: "TRUE", Format: &id, StopIfTrue: true}}))
	}
	var conds []excelize.ConditionalFormatOptions
	add := func(criteria, fill, color string) {
		style := &excelize.Style{Font: &excelize.Font{Color: color}}
		if fill != "" {
			style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
		}
		id, err := s.f.NewConditionalStyle(style)
		s.do(err)
		conds = append(conds, excelize.ConditionalFormatOptions{Type: "formula", Criteria: criteria, Format: &id, StopIfTrue: true})
	}
	cell := at(first, b.day0)
	for _, sh := range b.used {
		add(showing(cell, b.labels[sh]), kindFill[b.p.Shifts[sh].Kind], ink)
	}
	add(fmt.Sprintf("OR(%s,%s=%s,%s=\"\")", showing(cell, b.say(rest)), cell, literal(b.say(absent)), cell), "FFFFFF", faint)
	add("TRUE", leaveFill, alarm)
	s.do(s.f.SetConditionalFormat(s.name, area, conds))
}

// marks puts what is wrong with a cell, and part-day leave, into its comment.
func (b *rosterBook) marks(s *sheet) {
	notes := map[int]string{} // by cell, row-major
	key := func(i, d int) int { return b.rowOf(i)*1000 + b.day0 + d }
	add := func(cell int, text string) {
		if notes[cell] != "" {
			notes[cell] += "\n"
		}
		notes[cell] += text
	}
	for i := range b.p.People {
		for d := range b.p.Days {
			if l := b.leave(i, d); !l.IsZero() && b.w.Roster.Cells[i][d] != schedule.Off {
				add(key(i, d), b.say(l))
			}
		}
	}
	for at, c := range b.marked {
		add(key(at[0], at[1]), b.say(c.note()))
	}
	for _, f := range b.w.Analysis.Hard() {
		if f.Person == schedule.Any {
			continue
		}
		d := f.Day
		if d == schedule.Any {
			d = 2 - b.day0 // the name
		}
		add(key(f.Person, d), b.say(f.Why))
	}
	for _, cell := range sorted(notes) {
		text := notes[cell]
		s.do(s.f.AddComment(s.name, excelize.Comment{
			Cell: at(cell/1000, cell%1000), Author: "paiban", Width: 260, Height: uint(24 + 18*lines(text, 34)),
			Paragraph: []excelize.RichTextRun{{Text: text}},
		}))
	}
}

// choices is what the list of a roster cell offers.
func (b *rosterBook) choices() (out []string) {
	for _, sh := range b.used {
		if !b.p.Shifts[sh].Retired {
			out = append(out, b.labels[sh])
		}
	}
	out = append(out, b.say(rest))
	for _, l := range b.leaveTexts() {
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// leaveTexts are the words of leave that occur and the usual ones.
func (b *rosterBook) leaveTexts() (out []string) {
	for i := range b.p.People {
		for d := range b.p.Days {
			if l := b.say(b.leave(i, d)); l != "" && b.w.Roster.Cells[i][d] == schedule.Off && !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	for _, l := range LeaveWords {
		if !slices.Contains(out, b.say(l)) {
			out = append(out, b.say(l))
		}
	}
	return out
}
