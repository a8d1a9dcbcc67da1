package report

import (
	"fmt"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

var evidenceName = lang.T("得分依据", "Where points come from")

// mostPlaces is how many places of a file are written out one by one.
const mostPlaces = 6

// evidenceSheet lists every line of everybody's score with what it comes from: the rule
// or the figure, and the cells of the files.
func (b *payrollBook) evidenceSheet() {
	if !b.m.Policy.Scored() {
		return
	}
	s := b.sheet(evidenceName.In(b.lang))
	s.page("landscape", 0)
	b.title(s, 8, evidenceName, lang.T("每一分从哪里来：规则或数据，和文件里的位置。", "where each point comes from: the rule or the figure, and the place in the files."))
	for k, h := range []struct {
		name  lang.Text
		width float64
	}{{lang.T("姓名", "Name"), 14}, {lang.T("工号", "ID"), 10}, {lang.T("项目", "Item"), 18}, {lang.T("得分", "Points"), 8}, {lang.T("满分", "Of"), 8},
		{lang.T("日期", "Date"), 12}, {lang.T("加减", "Gain or loss"), 9}, {lang.T("依据", "Evidence"), 60}, {lang.T("位置", "Place"), 60}} {
		s.text(3, k+1, h.name, headLook)
		s.widths[k+1] = h.width
	}
	row := 4
	for i := range b.m.People {
		m := &b.m.People[i]
		for _, sc := range m.Scores {
			b.evidence(s, &row, m, &sc)
		}
	}
	s.freeze(4, 3)
	s.flush()
}

// evidence writes the lines of one line of a score.
func (b *payrollBook) evidence(s *sheet, row *int, m *attendance.Month, sc *attendance.Scored) {
	list := sc.Evidence
	if len(list) == 0 {
		e := attendance.Evidence{Points: sc.Points}
		switch {
		case sc.State == attendance.NotYet && !sc.Judge.IsZero():
			e.Text = lang.F("还没有打分（%s）", "not scored yet (by %s)", sc.Judge)
		case sc.State == attendance.NotYet:
			e.Text = lang.T("还没有打分", "not scored yet")
		}
		list = []attendance.Evidence{e}
	}
	for k, e := range list {
		s.set(*row, 1, m.Person.Name, textLook)
		s.set(*row, 2, m.Person.ID, textLook)
		s.text(*row, 3, sc.Name, textLook)
		if k == 0 && sc.State == attendance.Given {
			s.set(*row, 4, sc.Points, centerLook)
		} else {
			s.set(*row, 4, nil, centerLook)
		}
		s.set(*row, 5, sc.Of, numberLook)
		date := ""
		if e.Date != 0 {
			date = e.Date.String()
		}
		s.set(*row, 6, date, centerLook)
		s.set(*row, 7, e.Points, numberLook)
		s.text(*row, 8, e.Text, wrapLook)
		s.set(*row, 9, placesText(e.Where), wrapLook)
		*row++
	}
}

// placesText writes places one by one, or by sheet with the rows from the first to the
// last where they are many.
func placesText(where []table.Pos) string {
	var out []string
	if len(where) <= mostPlaces {
		for _, p := range where {
			out = append(out, p.String())
		}
		return strings.Join(out, " ")
	}
	for i := 0; i < len(where); {
		j := i
		last := where[i]
		for j < len(where) && where[j].File == last.File && where[j].Sheet == last.Sheet && where[j].Col == last.Col {
			last = where[j]
			j++
		}
		text := where[i].String()
		if j-i > 1 {
			text += fmt.Sprintf(" … %d (%d)", last.Row, j-i)
		}
		out = append(out, text)
		i = j
	}
	return strings.Join(out, " ")
}
