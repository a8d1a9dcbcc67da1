package workspace

import (
	"fmt"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// noCounts says why nothing of a file can be read, and the way out. seen are its first
// rows, nearly the headings of a sheet that has times and lacks but a known count.
func (c *Config) noCounts(seen []string, nearly *headings) (what, hint lang.Text) {
	zh, en := strings.Join(c.countWords(lang.ZH), "、"), strings.Join(c.countWords(lang.EN), ", ")
	if nearly == nil || nearly.below == nil {
		return lang.F("找不到时间列和咨询量列；前几行是：%s", "no time column with counts beside it; the first rows are: %s", strings.Join(seen, " | ")),
			lang.F("表头要有 日期（和小时），以及 %s", "the headings should be a date (and hour), and %s", lang.T(zh, en))
	}
	if nearly.below.rows == 0 {
		return lang.T("只有表头，没有一行数据", "there are headings and no rows"), lang.T("重新导出，或移走这个文件", "export it again, or move the file away")
	}
	var unknown []string
	for _, col := range nearly.candidates() {
		unknown = append(unknown, table.Clean(nearly.row.At(col)))
	}
	if unknown == nil {
		return lang.F("有时间列，但找不到咨询量列；前几行是：%s", "there is a time column but no count beside it; the first rows are: %s", strings.Join(seen, " | ")),
			lang.F("加一列 %s；表头叫别的名字，就写进 paiban.yaml 里这个队列的 columns", "add a column %s; if its heading has another name, add it to columns of the queue in paiban.yaml", lang.T(zh, en))
	}
	id := "service"
	if len(c.Queues) > 0 {
		id = c.Queues[0].ID
	}
	example := fmt.Sprintf("queues: [{id: %s, columns: [%s]}]", id, strings.Join(unknown[:1], ", "))
	return lang.F("找不到咨询量列；是数字的列：%s", "no column is known to hold counts; those that hold numbers are: %s", namedColumns(unknown)),
		lang.F("其中有咨询量的话，把表头写进 paiban.yaml 里这个队列的 columns：%s", "if one of them is the count, add its heading to columns of the queue in paiban.yaml: %s", example)
}
