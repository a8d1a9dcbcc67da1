package report

import (
	"fmt"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
)

// Rows and columns of the score sheet: id, name, items, attendance, score, out of,
// rank, months last, fines, note.
const scoreRow0, scoreItem0 = 5, 3

// scoredByData begins the key of an item's column whose points come from data, so that
// nothing is read back from it.
const scoredByData = "data:"

// placeScores gives everybody with a score a row, and finds the column of the
// score, before any sheet refers to it.
func (b *payrollBook) placeScores() {
	row := scoreRow0
	for i := range b.m.People {
		b.scores = append(b.scores, 0)
		if m := &b.m.People[i]; m.Scores != nil || !b.m.Policy.Scored() && m.Due > 0 {
			b.scores[i] = row
			row++
		}
	}
	b.score = scoreItem0 + b.items() + 1
	b.placeJudges()
}

// items is how many columns of items there are: the shop's, or only the base.
func (b *payrollBook) items() int { return max(1, len(b.m.Policy.Score.Items)) }

// afterScore is the first column after the score, what it is out of, its rank and the
// months last; a shop without scores has none of these.
func (b *payrollBook) afterScore() int {
	if !b.m.Policy.Scored() {
		return scoreItem0
	}
	return b.score + 4
}

// scoreSheet is where people type what they judged. Row 4 holds the ids of items
// and fines, small, by which they are read back. Where several people judge, each has a
// sheet of their own, and this one shows what they typed.
func (b *payrollBook) scoreSheet() {
	s := b.sheet(b.scored)
	s.page("landscape", 0)
	p := b.m.Policy.Score
	after := b.afterScore() // fines, then the note
	noteCol := after + len(b.m.Policy.Fines)
	name, below := lang.T("积分考核", "scores"), lang.F("黄色格子可以填：各项得分、罚款次数、备注。改完保存，再运行 paiban month，结果会重新算。空着的格子还没有人打分，不算分。得分限于 0–%v。",
		"type into the yellow cells: points, times fined, notes. Save and run paiban month again; everything is recalculated. Nobody has scored an empty cell yet; it has no points. Scores stay within 0–%v.", p.Cap)
	if b.judges != nil {
		below = lang.F("打分的人各有一张“评分”表，在那里填；这里的黄色格子填罚款次数、备注。空着的格子还没有人打分，不算分。得分限于 0–%v。",
			"Each judge has a sheet Marks to type into; here the yellow cells are for times fined and notes. Nobody has scored an empty cell yet; it has no points. Scores stay within 0–%v.", p.Cap)
	}
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
	for k := range p.Items {
		it := &p.Items[k]
		key := it.ID
		if !it.ByHand(b.m) || b.judges != nil {
			key = scoredByData + key
		}
		head(scoreItem0+k, key, itemHead(it, it.ByHand(b.m)), 13)
	}
	if b.m.Policy.Scored() {
		if len(p.Items) == 0 {
			head(scoreItem0, "base", lang.T("基础分", "Base"), 10)
		}
		head(b.score-1, "attendance", lang.T("考勤扣分", "Attendance"), 10)
		head(b.score, "score", lang.T("得分", "Score"), 9)
		head(b.score+1, "of", lang.T("已打分的\n满分", "Out of\n(scored)"), 9)
		head(b.score+2, "rank", lang.T("名次", "Rank"), 7)
		head(b.score+3, "last", lang.T("连续末位（月）", "Months last"), 9)
	}
	for k, f := range b.m.Policy.Fines {
		head(after+k, "fine:"+f.ID, lang.F("%s\n每次 %v 元，次数", "%s\ntimes, %v yuan each", f.Name, f.Amount), 13)
	}
	head(noteCol, "note", lang.T("备注", "Note"), 30)
	s.heights[3] = 48
	for i := range b.m.People {
		if b.scores[i] > 0 {
			b.scorePerson(s, i, after, noteCol)
		}
	}
	s.freeze(scoreRow0, scoreItem0)
	s.flush()
	b.judgeSheets()
	b.evidenceSheet()
}

// itemHead is the heading of an item: its name, its points and who or what scores it.
func itemHead(it *attendance.Item, byHand bool) lang.Text {
	t := lang.F("%s\n满分 %v", "%s\nof %v", it.Name, it.Points)
	if it.Extra {
		t = lang.F("%s\n另加 ≤ %v", "%s\nextra ≤ %v", it.Name, it.Points)
	}
	switch {
	case it.ByClock():
		return lang.F("%s\n考勤", "%s\nattendance", t)
	case !byHand:
		return lang.F("%s\n客服数据", "%s\nreports", t)
	case !it.Judge.IsZero():
		return lang.F("%s\n%s 评", "%s\nby %s", t, it.Judge)
	}
	return t
}

func (b *payrollBook) scorePerson(s *sheet, i, after, noteCol int) {
	m, row := &b.m.People[i], b.scores[i]
	s.set(row, 1, m.Person.ID, textLook)
	s.set(row, 2, m.Person.Name, textLook)
	if b.m.Policy.Scored() {
		b.points(s, row, i)
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
func (b *payrollBook) points(s *sheet, row int, i int) {
	m, p := &b.m.People[i], b.m.Policy.Score
	lines := map[string]attendance.Scored{}
	for _, sc := range m.Scores {
		lines[sc.ID] = sc
	}
	// Attendance takes the points of the days and those of the month as a whole, first
	// from the item that it scores, then from the rest.
	month := 0.0
	for _, a := range m.Applied {
		month += a.Points
	}
	took := "SUM(" + b.dayRange(i, dayColumnOf["points"]) + ")"
	if month != 0 {
		took += fmt.Sprintf("+%v", month)
	}
	for k := range p.Items {
		it := &p.Items[k]
		sc := lines[it.ID]
		var points any = sc.Points
		if sc.State != attendance.Given {
			points = nil
		}
		switch {
		case it.ByClock() && !it.Own() && b.m.Policy.InPoints():
			s.formula(row, scoreItem0+k, fmt.Sprintf("MAX(0,%v-(%s))", it.Points, took), sc.Points, centerLook)
			took = fmt.Sprintf("MAX(0,%s-%v)", took, it.Points)
		case !it.ByHand(b.m):
			s.set(row, scoreItem0+k, points, centerLook)
		case b.judges != nil:
			if cell := b.judgeCell(i, k); cell != "" {
				var shown any = ""
				if points != nil {
					shown = points
				}
				s.formula(row, scoreItem0+k, fmt.Sprintf(`IF(%s="","",MAX(0,MIN(%v,%s)))`, cell, it.Points, cell), shown, centerLook)
			}
		default:
			s.set(row, scoreItem0+k, points, typedLook)
		}
	}
	if len(p.Items) == 0 {
		s.set(row, scoreItem0, lines["base"].Points, centerLook)
	}
	s.formula(row, b.score-1, "-("+took+")", lines["attendance"].Points, numberLook)
	k := sumLook
	if scoreFlagged(m) {
		k.Color, k.Fill = alarm, badFill
	}
	sum := fmt.Sprintf("SUM(%s)", span(row, scoreItem0, row, b.score-1))
	if base, ok := lines["base"]; ok && len(p.Items) > 0 {
		sum += fmt.Sprintf("+%v", base.Points) // all items are extra ones
	}
	s.formula(row, b.score, fmt.Sprintf("MAX(0,MIN(%v,ROUND(%s,2)))", p.Cap, sum), m.Score, k)
	s.set(row, b.score+1, m.OutOf, numberLook)
	if m.Rank > 0 {
		s.set(row, b.score+2, m.Rank, centerLook)
	} else {
		s.set(row, b.score+2, nil, centerLook)
	}
	s.set(row, b.score+3, float64(m.LastMonths), numberLook)
}

// clipped shortens the name of a sheet to what a spreadsheet allows.
func clipped(name string) string {
	name = strings.NewReplacer("/", "·", "\\", "·", "?", "", "*", "", "[", "(", "]", ")", ":", "·", "'", "").Replace(name)
	if r := []rune(name); len(r) > 31 {
		return string(r[:31])
	}
	return name
}
