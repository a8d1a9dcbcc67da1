package settlement

import (
	"cmp"

	"paiban/attendance"
	"paiban/internal/lang"
)

// unscoredNotes tells in one sentence what nobody has scored yet, and who does.
func unscoredNotes(sheet *attendance.Sheet) []lang.Text {
	list := sheet.Unscored()
	if list == nil {
		return nil
	}
	var items []lang.Text
	for _, u := range list {
		switch {
		case u.Judge.IsZero():
			items = append(items, u.Name)
		default:
			items = append(items, lang.F("%s（%s）", "%s (%s)", u.Name, u.Judge))
		}
	}
	return []lang.Text{lang.F("还没有打分，不算分：%s；在考勤表的评分表里填，再运行一次", "not scored yet and without points: %s. Type the marks into the workbook and run it again", lang.Join(items, "、", ", "))}
}

// mostOutOf is how many people are named whose score is out of less than that of others.
const mostOutOf = 5

// outOfNotes tells whose score is out of fewer points than those of most others, since
// the rank goes by what somebody got of what could be had.
func outOfNotes(sheet *attendance.Sheet) []lang.Text {
	many := map[float64]int{}
	usual := 0.0
	for i := range sheet.People {
		if m := &sheet.People[i]; m.Rank > 0 {
			if many[m.OutOf]++; many[m.OutOf] > many[usual] || many[m.OutOf] == many[usual] && m.OutOf > usual {
				usual = m.OutOf
			}
		}
	}
	if len(many) < 2 {
		return nil
	}
	var who []lang.Text
	left := 0
	for i := range sheet.People {
		m := &sheet.People[i]
		switch {
		case m.Rank == 0 || m.OutOf == usual:
		case len(who) == mostOutOf:
			left++
		default:
			who = append(who, lang.F("%s %v 分里得 %v", "%s %[3]v of %[2]v", cmp.Or(m.Person.Name, m.Person.ID), m.OutOf, m.Score))
		}
	}
	if left > 0 {
		who = append(who, lang.F("还有 %d 人", "%d more", left))
	}
	return []lang.Text{lang.F("名次按已打分的部分排，多数人是 %v 分里得几分；%s", "ranks go by what is scored, out of %v for most people; %s", usual, lang.Join(who, "、", ", "))}
}
