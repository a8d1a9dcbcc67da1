package report

import (
	"fmt"

	"paiban/attendance"
	"paiban/internal/lang"
)

// judgeSheet is the sheet of one judge: the people and items that are theirs.
type judgeSheet struct {
	judge lang.Text
	name  string
	items []int       // indexes into the items of the policy
	rows  map[int]int // row by index of a person
}

// marksSheet begins the name of each judge's sheet, before the judge.
var marksSheet = lang.T("评分·", "Marks ")

// placeJudges finds the sheets of the judges: none where nobody or one judges all.
func (b *payrollBook) placeJudges() {
	p := &b.m.Policy.Score
	var list []judgeSheet
	for i := range b.m.People {
		if b.scores[i] == 0 {
			continue
		}
		for k := range p.Items {
			it := &p.Items[k]
			if !it.ByHand(b.m) {
				continue
			}
			judge := p.JudgeOf(it, &b.m.People[i].Person)
			at := -1
			for j := range list {
				if list[j].judge == judge {
					at = j
				}
			}
			if at < 0 {
				at = len(list)
				name := judge.In(b.lang)
				if name == "" {
					name = lang.T("其他", "others").In(b.lang)
				}
				list = append(list, judgeSheet{judge: judge, name: clipped(marksSheet.In(b.lang) + name), rows: map[int]int{}})
			}
			j := &list[at]
			if j.column(k) == 0 {
				j.items = append(j.items, k)
			}
			if j.rows[i] == 0 {
				j.rows[i] = scoreRow0 + len(j.rows)
			}
		}
	}
	if len(list) > 1 {
		b.judges = list
	}
}

// column is that of an item on the sheet; 0 is none.
func (j *judgeSheet) column(item int) int {
	for k, i := range j.items {
		if i == item {
			return scoreItem0 + k
		}
	}
	return 0
}

// judgeCell is where the points of a person's item are typed, for a formula; "" where
// nobody types them.
func (b *payrollBook) judgeCell(person, item int) string {
	p := &b.m.Policy.Score
	judge := p.JudgeOf(&p.Items[item], &b.m.People[person].Person)
	for i := range b.judges {
		j := &b.judges[i]
		if col, row := j.column(item), j.rows[person]; j.judge == judge && col > 0 && row > 0 {
			return fmt.Sprintf("'%s'!%s", j.name, at(row, col))
		}
	}
	return ""
}

// judgeSheets writes a sheet for each judge, with the keys in row 4 by which what is
// typed is read back.
func (b *payrollBook) judgeSheets() {
	p := &b.m.Policy.Score
	id := look{Size: 8, Color: faint, Align: "center", Border: line}
	for n := range b.judges {
		j := &b.judges[n]
		s := b.sheet(j.name)
		s.page("landscape", 0)
		b.title(s, max(6, scoreItem0+len(j.items)), lang.F("%s 打分", "marks by %s", j.judge), lang.T("在黄色格子里填分，空着就是还没有打分。保存后再运行 paiban month。", "Type the points into the yellow cells; an empty one is not scored yet. Save, and run paiban month again."))
		head := func(col int, key string, t lang.Text, width float64) {
			s.text(3, col, t, headLook)
			s.set(4, col, key, id)
			s.widths[col] = width
		}
		head(1, "id", lang.T("工号", "ID"), 10)
		head(2, "name", lang.T("姓名", "Name"), 14)
		for k, item := range j.items {
			head(scoreItem0+k, p.Items[item].ID, itemHead(&p.Items[item], true), 13)
		}
		s.heights[3] = 48
		for i := range b.m.People {
			row := j.rows[i]
			if row == 0 {
				continue
			}
			m := &b.m.People[i]
			s.set(row, 1, m.Person.ID, textLook)
			s.set(row, 2, m.Person.Name, textLook)
			for k, item := range j.items {
				if p.JudgeOf(&p.Items[item], &m.Person) != j.judge {
					continue
				}
				s.set(row, scoreItem0+k, typedPoints(m, p.Items[item].ID), typedLook)
			}
		}
		s.freeze(scoreRow0, scoreItem0)
		s.flush()
	}
}

// typedPoints are the points that somebody typed, nil where nobody has.
func typedPoints(m *attendance.Month, item string) any {
	for _, sc := range m.Scores {
		if sc.ID == item && sc.Typed {
			return sc.Points
		}
	}
	return nil
}
