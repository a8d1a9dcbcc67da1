package report

import (
	"fmt"
	"math"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
)

// summaryColumn is a column of the summary; those with a key add up the day
// sheet's column of that key.
type summaryColumn struct {
	key   string
	name  lang.Text
	value func(*attendance.Month) float64
}

var summaryColumns = []summaryColumn{
	{"due", lang.T("应出勤", "Due (days)"), func(m *attendance.Month) float64 { return m.Due }},
	{"attended", lang.T("实出勤", "Attended (days)"), func(m *attendance.Month) float64 { return m.Attended }},
	{"late", lang.T("迟到次数", "Times late"), func(m *attendance.Month) float64 { return float64(m.LateTimes) }},
	{"lateMin", lang.T("迟到分钟", "Minutes late"), func(m *attendance.Month) float64 { return float64(m.LateMinutes) }},
	{"serious", lang.T("严重迟到", "Seriously late"), func(m *attendance.Month) float64 { return float64(m.Serious) }},
	{"early", lang.T("早退次数", "Times left early"), func(m *attendance.Month) float64 { return float64(m.EarlyTimes) }},
	{"earlyMin", lang.T("早退分钟", "Minutes early"), func(m *attendance.Month) float64 { return float64(m.EarlyMin) }},
	{"missing", lang.T("缺卡", "Missing punches"), func(m *attendance.Month) float64 { return float64(m.Missing) }},
	{"absent", lang.T("旷工", "Absent (days)"), func(m *attendance.Month) float64 { return m.Absent }},
	{"personal", lang.T("事假", "Personal leave (days)"), func(m *attendance.Month) float64 { return m.LeaveDays[attendance.Personal] }},
	{"sick", lang.T("病假", "Sick leave (days)"), func(m *attendance.Month) float64 { return m.LeaveDays[attendance.Sick] }},
	{"annual", lang.T("年假", "Annual leave (days)"), func(m *attendance.Month) float64 { return m.LeaveDays[attendance.Annual] }},
	{"comp", lang.T("调休", "Time off in lieu (days)"), func(m *attendance.Month) float64 { return m.LeaveDays[attendance.Comp] }},
	{"overtime0", overtimeNames[0], func(m *attendance.Month) float64 { return m.Overtime[0] }},
	{"overtime1", overtimeNames[1], func(m *attendance.Month) float64 { return m.Overtime[1] }},
	{"overtime2", overtimeNames[2], func(m *attendance.Month) float64 { return m.Overtime[2] }},
	{"", lang.T("全勤奖", "Full-attendance bonus"), func(m *attendance.Month) float64 { return m.Full.Yuan() }},
	{"fine", lang.T("扣款", "Deduction"), func(m *attendance.Month) float64 { return m.Deduction.Yuan() }},
	{"score", lang.T("得分", "Score"), func(m *attendance.Month) float64 { return m.Score }},
}

// summary is the sheet that goes to payroll, one line a person.
func (b *payrollBook) summary(s *sheet) {
	s.page("landscape", 0)
	const first, rows0 = 4, 4
	noteCol := first + len(summaryColumns)
	signCol := noteCol + 1
	below := lang.F("天、次、分钟、小时、元；数字由“%s”相加，得分来自“%s”。打印后可签字。",
		"days, times, minutes, hours, yuan; figures add up from %q, scores come from %q", daysSheet, scoresSheet)
	for _, u := range b.m.Unjudged {
		below = lang.F("%s %s", "%s %s", below, u)
	}
	b.title(s, noteCol, lang.T("考勤汇总", "attendance"), below)
	for c, t := range []lang.Text{lang.T("工号", "ID"), lang.T("姓名", "Name"), lang.T("组", "Group")} {
		s.text(3, c+1, t, headLook)
	}
	for c, col := range summaryColumns {
		s.text(3, first+c, col.name, headLook)
		if s.widths[first+c] = 8.2; strings.HasPrefix(col.key, "overtime") || b.lang == lang.EN {
			s.widths[first+c] = 10.5
		}
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
		s.set(row, 1, m.Person.ID, textLook)
		s.set(row, 2, m.Person.Name, textLook)
		s.set(row, 3, m.Person.Group, textLook)
		for c, col := range summaryColumns {
			v := col.value(m)
			k := numberLook
			switch {
			case v == 0:
			case col.key == "absent", col.key == "serious", col.key == "missing":
				k.Color, k.Bold = alarm, true
			case col.key == "score" && len(m.Flags) > 0:
				k.Color, k.Bold = alarm, true
			}
			b.sum(s, row, first+c, i, col, m, v, k)
		}
		note := b.note(m)
		s.set(row, noteCol, note, wrapLook)
		s.heights[row] = max(18, 14*float64(lines(note, 34)))
		s.set(row, signCol, "", textLook)
	}
	b.totals(s, rows0+len(b.m.People), rows0, first)
	s.widths[1], s.widths[noteCol], s.widths[signCol] = 0, 36, 10
	s.fit(1, 3, 6, 18)
	s.freeze(rows0, first)
	b.printed(s.name, rows0-1, rows0+len(b.m.People), signCol)
	s.flush()
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
	case c.key == "":
		s.set(row, col, v, k)
	default:
		s.formula(row, col, "SUM("+b.dayRange(i, dayColumnOf[c.key])+")", v, k)
	}
}

// totals is the last line.
func (b *payrollBook) totals(s *sheet, row, rows0, first int) {
	if len(b.m.People) == 0 {
		return
	}
	s.text(row, 1, lang.T("合计", "Total"), sumLook)
	s.set(row, 2, fmt.Sprint(len(b.m.People)), sumLook)
	s.set(row, 3, "", sumLook)
	for c, col := range summaryColumns {
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

// note is the remark on a person: flags, other leave, corrections, what was lost.
func (b *payrollBook) note(m *attendance.Month) string {
	var texts []lang.Text
	for _, f := range m.Flags {
		texts = append(texts, f.Text)
	}
	for _, a := range m.Applied {
		texts = append(texts, a.Words())
	}
	texts = append(texts, m.Notes...)
	return b.say(lang.Join(texts, "；", "; "))
}
