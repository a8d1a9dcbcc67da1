package report

import (
	"fmt"
	"strings"

	"paiban/internal/lang"
)

// Rows and columns of the score sheet: id, name, items, attendance, score,
// rank, months last, fines, note.
const scoreRow0, scoreItem0 = 5, 3

// placeScores gives everybody with a score a row, and finds the column of the
// score, before any sheet refers to it.
func (b *payrollBook) placeScores() {
	row := scoreRow0
	for i := range b.m.People {
		b.scores = append(b.scores, 0)
		if m := &b.m.People[i]; m.Rank > 0 || !b.m.Policy.Scored() && m.Due > 0 {
			b.scores[i] = row
			row++
		}
	}
	b.score = scoreItem0 + b.items() + 1
}

// items is how many columns of items there are: the shop's, or only the base.
func (b *payrollBook) items() int { return max(1, len(b.m.Policy.Score.Items)) }

// afterScore is the first column after the score, its rank and the months last;
// a shop without scores has none of these.
func (b *payrollBook) afterScore() int {
	if !b.m.Policy.Scored() {
		return scoreItem0
	}
	return b.score + 3
}

// scoreSheet is where people type what they judged. Row 4 holds the ids of items
// and fines, small, by which they are read back.
func (b *payrollBook) scoreSheet() {
	s := b.sheet(b.scored)
	s.page("landscape", 0)
	p := b.m.Policy.Score
	after := b.afterScore() // fines, then the note
	noteCol := after + len(b.m.Policy.Fines)
	name, below := lang.T("积分考核", "scores"), lang.F("黄色格子可以填：各项得分、罚款次数、备注。改完保存，再运行 paiban month，结果会重新算。得分限于 0–%v。",
		"type into the yellow cells: points, times fined, notes. Save and run paiban month again; everything is recalculated. Scores stay within 0–%v.", p.Cap)
	if !b.m.Policy.Scored() {
		name, below = lang.T("罚款和备注", "fines and notes"), lang.T("店里没有积分。黄色格子可以填：罚款次数、备注。改完保存，再运行 paiban month。", "this shop keeps no scores. Type into the yellow cells: times fined, notes. Save, and run paiban month again.")
	}
	b.title(s, max(8, noteCol), name, below)
	id := look{Size: 8, Color: faint, Align: "center", Border: line}
	head := func(col int, key string, t lang.Text, width float64) {
		s.text(3, col, t, headLook)
		s.set(4, col, key, id)
		s.widths[col] = width
	}
	head(1, "id", lang.T("工号", "ID"), 10)
	head(2, "name", lang.T("姓名", "Name"), 14)
	for k, it := range p.Items {
		t := lang.F("%s\n满分 %v", "%s\nof %v", it.Name, it.Points)
		if it.Extra {
			t = lang.F("%s\n另加 ≤ %v", "%s\nextra ≤ %v", it.Name, it.Points)
		}
		if !it.Judge.IsZero() {
			t = lang.F("%s\n%s 评", "%s\nby %s", t, it.Judge)
		}
		head(scoreItem0+k, it.ID, t, 13)
	}
	if b.m.Policy.Scored() {
		if len(p.Items) == 0 {
			head(scoreItem0, "base", lang.T("基础分", "Base"), 10)
		}
		head(b.score-1, "attendance", lang.T("考勤扣分", "Attendance"), 10)
		head(b.score, "score", lang.T("得分", "Score"), 9)
		head(b.score+1, "rank", lang.T("名次", "Rank"), 7)
		head(b.score+2, "last", lang.T("连续末位（月）", "Months last"), 9)
	}
	for k, f := range b.m.Policy.Fines {
		head(after+k, "fine:"+f.ID, lang.F("%s\n每次 %v 元，次数", "%s\ntimes, %v yuan each", f.Name, f.Amount), 13)
	}
	head(noteCol, "note", lang.T("备注", "Note"), 30)
	s.heights[3] = 48
	last := scoreRow0
	for i := range b.m.People {
		if b.scores[i] > 0 {
			last = b.scores[i]
		}
	}
	for i := range b.m.People {
		if b.scores[i] > 0 {
			b.scorePerson(s, i, after, noteCol, last)
		}
	}
	s.freeze(scoreRow0, scoreItem0)
	s.flush()
}

func (b *payrollBook) scorePerson(s *sheet, i, after, noteCol, last int) {
	m, row := &b.m.People[i], b.scores[i]
	s.set(row, 1, m.Person.ID, textLook)
	s.set(row, 2, m.Person.Name, textLook)
	if b.m.Policy.Scored() {
		b.points(s, row, i, last)
	}
	for k, fine := range b.m.Policy.Fines {
		n := 0
		for _, a := range m.Applied {
			if a.Rule == "fine-"+fine.ID && fine.Amount > 0 {
				n = int(a.Fine / fine.Amount)
			}
		}
		if n > 0 {
			s.set(row, after+k, n, typedLook)
		} else {
			s.set(row, after+k, nil, typedLook)
		}
	}
	s.set(row, noteCol, m.Note, look{Border: line, Color: ink, Fill: typedFill, Wrap: true})
}

// points writes a person's items, score and rank.
func (b *payrollBook) points(s *sheet, row int, i int, last int) {
	m, p := &b.m.People[i], b.m.Policy.Score
	points := map[string]float64{}
	for _, sc := range m.Scores {
		points[sc.ID] = sc.Points
	}
	for k, it := range p.Items {
		s.set(row, scoreItem0+k, points[it.ID], typedLook)
	}
	if len(p.Items) == 0 {
		s.set(row, scoreItem0, points["base"], centerLook)
	}
	// Attendance takes the points of the days and those of the month as a whole.
	month := 0.0
	for _, a := range m.Applied {
		month += a.Points
	}
	f := "-SUM(" + b.dayRange(i, dayColumnOf["points"]) + ")"
	if month != 0 {
		f += fmt.Sprintf("-%v", month)
	}
	s.formula(row, b.score-1, f, points["attendance"], numberLook)
	k := sumLook
	if scoreFlagged(m) {
		k.Color, k.Fill = alarm, badFill
	}
	s.formula(row, b.score, fmt.Sprintf("MAX(0,MIN(%v,ROUND(SUM(%s),2)))", p.Cap, span(row, scoreItem0, row, b.score-1)), m.Score, k)
	s.formula(row, b.score+1, fmt.Sprintf("RANK(%s,%s)", at(row, b.score), strings.ReplaceAll(fixedSpan(scoreRow0, b.score, last, b.score), "'", "")), m.Rank, centerLook)
	s.set(row, b.score+2, float64(m.LastMonths), numberLook)
}

// fixedSpan is an absolute block of cells on the same sheet.
func fixedSpan(row, col, toRow, toCol int) string {
	a, z := at(row, col), at(toRow, toCol)
	dollar := func(s string) string {
		i := strings.IndexAny(s, "0123456789")
		return "$" + s[:i] + "$" + s[i:]
	}
	return dollar(a) + ":" + dollar(z)
}
