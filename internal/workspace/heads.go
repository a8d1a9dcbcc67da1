package workspace

import "paiban/internal/lang"

// InquiryColumns are the headings by which the files of inquiries/ are known,
// besides those that name the queues of the configuration, for documentation.
func InquiryColumns() []Column {
	column := func(key string, heads []string, required bool, zh, en string) Column {
		return Column{Key: key, Name: lang.Same(heads[0]), Also: heads[1:], Required: required, Note: lang.T(zh, en)}
	}
	return []Column{
		column("date", dateHeads, true, "日期，或日期加时间：2026-11-01 08:00", "a date, or a date and time: 2026-11-01 08:00"),
		column("hour", hourHeads, false, "小时 0–23，或时间 08:30；在日期一列之外", "an hour, 0 to 23, or a time, 08:30, beside the date"),
		column("queue", queueHeads, false, "队列的 id、名称或 columns 里的词", "a queue's id, name, or a word of its columns"),
		column("count", countHeads, false, "这个时段的咨询量，不小于 0", "contacts of the interval, 0 or more"),
	}
}

// ObservedColumns are those of a history that `schedule require --calibrate`
// learns from, for documentation.
func ObservedColumns() []Column {
	notes := map[string]lang.Text{
		"date":   lang.T("日期，或日期加时间", "a date, or a date and time"),
		"hour":   lang.T("小时或时间", "an hour or a time"),
		"queue":  lang.T("有几个队列时要写", "where there are several queues"),
		"count":  lang.T("这个时段的咨询量", "contacts of the interval"),
		"reply":  lang.T("0.92、92% 或 92", "0.92, 92% or 92"),
		"agents": lang.T("这个时段的在线人数，可以是小数", "people online in the interval, fractions allowed"),
	}
	var out []Column
	for _, c := range observedSchema.Columns {
		out = append(out, Column{Key: c.Key, Name: c.Name, Also: c.Also, Required: c.Required, Note: notes[c.Key]})
	}
	return out
}
