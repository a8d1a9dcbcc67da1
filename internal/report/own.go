package report

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// written are headings that stand together in a list which paiban writes and does not
// read back, in either language: a forecast, its accuracy, a requirement, days, a comparison of plans.
var written = [][]lang.Text{
	{lang.Same("queue"), lang.Same("point"), lang.Same("low"), lang.Same("high")},
	{lang.Same("said"), lang.Same("came"), lang.Same("last_week"), lang.Same("cause")},
	{lang.Same("queue"), lang.Same("volume"), lang.Same("online"), lang.Same("heads")},
	{lang.T("工号", "ID"), lang.T("计划", "Planned"), lang.T("打卡", "Clocked"), lang.T("结果", "Result")},
	{lang.T("方案", "Scenario"), lang.T("队列", "Queue"), lang.T("咨询量", "Contacts")},
}

// writtenSheets are names of sheets that stand together in a workbook which paiban writes
// and does not read back.
var writtenSheets = [][]lang.Text{
	{lang.T("预测", "Forecast"), lang.T("与平时不同", "Story")},
	{accuracySheet},
	{lang.T("需求", "Requirement"), lang.Same(hoursSheet)},
	{lang.T("比较", "Compare"), lang.T("费用", "Costs")},
}

// Wrote reports whether a book is one that paiban writes, whatever its name: a roster, an
// attendance workbook, a forecast, its accuracy, a requirement, a comparison, a list of days or a
// roster as CSV.
func Wrote(book *table.Book) bool {
	sheets := book.Sheets()
	if slices.Contains(sheets, metaSheet) {
		return true
	}
	for _, names := range writtenSheets {
		if together(names, sheets) {
			return true
		}
	}
	if book.Format != table.Delim {
		return false
	}
	for row, err := range book.Rows(0) {
		if err != nil {
			return false
		}
		var heads []string
		dates := 0
		for _, c := range row.Cells {
			heads = append(heads, table.Clean(c.Text))
			if _, ok := table.ParseDate(c.Text, 0); ok {
				dates++
			}
		}
		for _, names := range written {
			if together(names, heads) {
				return true
			}
		}
		return dates >= 7 && together([]lang.Text{lang.T("工号", "ID"), lang.T("姓名", "Name"), lang.T("组", "Group"), lang.T("工时", "Hours")}, heads)
	}
	return false
}

// together reports whether all names are among texts, in one language.
func together(names []lang.Text, texts []string) bool {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		if !slices.ContainsFunc(names, func(n lang.Text) bool { return !slices.Contains(texts, n.In(l)) }) {
			return true
		}
	}
	return false
}
