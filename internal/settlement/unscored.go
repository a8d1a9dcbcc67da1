package settlement

import (
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
