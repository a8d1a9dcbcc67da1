package punch

import (
	"regexp"
	"strings"

	"paiban/attendance"
	"paiban/internal/table"
)

// madeLabel is what stands before the moment at which a report was made.
var madeLabel = regexp.MustCompile(`(?i)(?:报表生成时间|報表生成時間|生成时间|生成時間|制表时间|製表時間|制表日期|製表日期|导出时间|導出時間|匯出時間|导出日期|打印时间|列印時間|打印日期|` +
	`(?:report )?(?:generated|created|exported|printed)(?: time| at| on)?|(?:generation|creation|export|print) (?:time|date))\s?[:：]?\s*(.*)$`)

// madeMoment is the moment at the start of a text.
var madeMoment = regexp.MustCompile(`^(?:\d{4}\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:[T\s]*\d{1,2}:\d{2}(?::\d{2})?)?`)

var yearFirst = regexp.MustCompile(`^\d{4}`)

// made returns when the report was made, as its first rows say: 报表生成时间：2026-05-06
// 10:13. It is 0 where they do not, or where the moment is before the first punch, as
// on a clock that was set wrong. A date alone is its beginning: of the day itself the
// report may not know all.
func (r *reader) made() attendance.Stamp {
	first := attendance.Stamp(0)
	for i := range r.out.Punches {
		if at := r.out.Punches[i].At; first == 0 || at < first {
			first = at
		}
	}
	year := 0
	if r.out.Last != 0 {
		year, _, _ = r.out.Last.Civil()
	}
	for _, h := range r.heads {
		for _, row := range h.rows {
			for i, c := range row.Cells {
				g := madeLabel.FindStringSubmatch(c.Text)
				if g == nil {
					continue
				}
				text := g[1]
				if text == "" && i+1 < len(row.Cells) {
					text = row.Cells[i+1].Text
				}
				if found := madeMoment.FindString(text); found != "" {
					text = found
				}
				m, ok := table.ParseMoment(strings.TrimSpace(text), year)
				if !ok {
					continue
				}
				at := attendance.On(m.Date, m.Minute())
				if at < first && !yearFirst.MatchString(text) {
					m, _ = table.ParseMoment(strings.TrimSpace(text), year+1) // made in January of December
					at = attendance.On(m.Date, m.Minute())
				}
				if at >= first {
					return at
				}
			}
		}
	}
	return 0
}
