package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// summary is the sheet that goes to payroll, one line a person, one page across.
func (b *payrollBook) summary(s *sheet) {
	s.page("landscape", 0)
	const first, rows0 = summaryFirst, 4
	columns := summaryColumns(b.m)
	noteCol := first + len(columns)
	signCol := noteCol + 1
	below := lang.F("天、次、分钟、小时、元；数字由“%s”相加，得分来自“%s”。没有数字的列已隐藏。打印后可签字。",
		"days, times, minutes, hours, yuan; figures add up from %q, scores come from %q. Columns that hold nothing are hidden", daysSheet, scoresSheet)
	for _, u := range b.m.Unjudged {
		below = lang.F("%s %s", "%s %s", below, u)
	}
	b.title(s, noteCol, lang.T("考勤汇总", "attendance"), below)
	for c, t := range []lang.Text{lang.T("工号", "ID"), lang.T("姓名", "Name"), lang.T("组", "Group"), lang.T("入职", "Hired"), lang.T("离职", "Left")} {
		s.text(3, c+1, t, headLook)
	}
	for c, col := range columns {
		s.text(3, first+c, col.name, headLook)
		s.widths[first+c] = col.width(b.lang)
	}
	s.text(3, noteCol, lang.T("备注", "Note"), headLook)
	s.text(3, signCol, lang.T("签字", "Signature"), headLook)
	s.heights[3] = 44
	if b.lang == lang.EN {
		s.heights[3] = 62
	}
	for i := range b.m.People {
		m := &b.m.People[i]
		row := rows0 + i
		b.summaryPerson(s, row, m)
		for c, col := range columns {
			v := col.value(m)
			k := numberLook
			switch {
			case v == 0:
			case col.key == "absent", col.key == "serious", col.key == "missing":
				k.Color, k.Bold = alarm, true
			case v < 0, col.key == "score" && scoreFlagged(m):
				k.Color, k.Bold = alarm, true
			}
			b.sum(s, row, first+c, i, col, m, v, k)
		}
		note := b.note(m)
		s.set(row, noteCol, note, wrapLook)
		s.heights[row] = max(18, 14*float64(lines(note, noteWidth-2)))
		s.set(row, signCol, "", textLook)
	}
	b.totals(s, rows0+len(b.m.People), rows0, first, columns)
	s.fit(1, 3, 6, 14)
	s.widths[4], s.widths[5], s.widths[noteCol], s.widths[signCol] = 10.5, 10.5, noteWidth, 8
	b.hideEmpty(s, columns)
	s.freeze(rows0, 3)
	b.printed(s.name, rows0-1, rows0+len(b.m.People), signCol)
	s.flush()
}

// summaryFirst is the first column of figures: before it stand who it is, and when
// the person was hired and left.
const summaryFirst = 6

// noteWidth is the width of the notes in half-width characters.
const noteWidth = 26

// summaryPerson writes who a row is about.
func (b *payrollBook) summaryPerson(s *sheet, row int, m *attendance.Month) {
	p := &m.Person
	s.set(row, 1, p.ID, textLook)
	s.set(row, 2, p.Name, textLook)
	s.set(row, 3, p.Group, textLook)
	for c, d := range []workcal.Date{p.Hired, p.Left} {
		if d == 0 {
			s.set(row, 4+c, "", centerLook)
			continue
		}
		k := centerLook
		k.Format = "yyyy-mm-dd"
		s.date(row, 4+c, d, k)
	}
}

// hideEmpty hides the columns of figures that nobody has, the groups where there are
// none, and the dates of hire and leave where nobody came or left in the month: they
// would only make the print small.
func (b *payrollBook) hideEmpty(s *sheet, columns []summaryColumn) {
	used := map[int]bool{}
	for i := range b.m.People {
		m := &b.m.People[i]
		used[3] = used[3] || m.Person.Group != ""
		used[4] = used[4] || m.Person.Hired > b.m.Month.First()
		used[5] = used[5] || m.Person.Left != 0 && m.Person.Left < b.m.Month.Last()
		for c, col := range columns {
			used[summaryFirst+c] = used[summaryFirst+c] || col.always || col.value(m) != 0
		}
	}
	for c := 3; c < summaryFirst+len(columns); c++ {
		if !used[c] {
			s.hidden = append(s.hidden, c)
		}
	}
}

// sum writes one figure of the summary: a sum over the day sheet where there is
// one, so that it follows a correction there.
func (b *payrollBook) sum(s *sheet, row, col, i int, c summaryColumn, m *attendance.Month, v float64, k look) {
	switch {
	case len(m.Days) == 0:
		s.set(row, col, v, k)
	case c.key == "score":
		if b.scores[i] == 0 || m.Rank == 0 {
			s.set(row, col, nil, k)
			return
		}
		s.formula(row, col, fmt.Sprintf("'%s'!%s", b.scored, at(b.scores[i], b.score)), v, k)
	case c.key == "fine":
		daily := 0.0
		for d := range m.Days {
			daily += m.Days[d].Fine().Yuan()
		}
		// What is not of a single day: absence, misconduct, pay withheld.
		f := "SUM(" + b.dayRange(i, dayColumnOf["fine"]) + ")"
		if rest := math.Round((v-daily)*100) / 100; rest != 0 {
			f += fmt.Sprintf("+%v", rest)
		}
		s.formula(row, col, f, v, k)
	case dayColumnOf[c.key] == 0 && v == 0:
		s.set(row, col, nil, k) // unknown, or none
	case dayColumnOf[c.key] == 0:
		s.set(row, col, v, k)
	default:
		s.formula(row, col, "SUM("+b.dayRange(i, dayColumnOf[c.key])+")", v, k)
	}
}

// totals is the last line.
func (b *payrollBook) totals(s *sheet, row, rows0, first int, columns []summaryColumn) {
	if len(b.m.People) == 0 {
		return
	}
	s.text(row, 1, lang.T("合计", "Total"), sumLook)
	s.set(row, 2, fmt.Sprint(len(b.m.People)), sumLook)
	for c := 3; c < first; c++ {
		s.set(row, c, "", sumLook)
	}
	for c, col := range columns {
		total := 0.0
		for i := range b.m.People {
			total += col.value(&b.m.People[i])
		}
		if col.key == "score" {
			s.set(row, first+c, "", sumLook)
			continue
		}
		s.formula(row, first+c, fmt.Sprintf("SUM(%s)", span(rows0, first+c, row-1, first+c)), total, sumLook)
	}
}

// scoreFlagged reports whether something about a month is flagged that is no matter of
// balances: those have columns of their own.
func scoreFlagged(m *attendance.Month) bool {
	return slices.ContainsFunc(m.Flags, func(f attendance.Flag) bool { return !strings.HasSuffix(f.Key, "-negative") })
}

// note is the remark on a person: flags, other leave, corrections, what was lost.
func (b *payrollBook) note(m *attendance.Month) string {
	var texts []lang.Text
	for _, f := range m.Flags {
		texts = append(texts, f.Text)
	}
	for _, a := range m.Applied {
		if !strings.HasPrefix(a.Rule, "allowance-") { // has a column
			texts = append(texts, a.Words())
		}
	}
	texts = append(texts, m.Notes...)
	return b.say(lang.Join(texts, "；", "; "))
}
