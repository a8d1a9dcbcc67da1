package samples

import (
	"fmt"
	"strconv"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// series is the contact volume of every queue of a shop on one grid.
type series struct {
	step   int // minutes
	heads  []string
	counts [][]int // [queue][interval since volumeOn]
}

// len returns how many intervals there are.
func (v *series) len() int { return len(v.counts[0]) }

// at returns the date and minute of day at which interval i begins.
func (v *series) at(i int) (workcal.Date, int) {
	per := 1440 / v.step
	return volumeOn + workcal.Date(i/per), i % per * v.step
}

// volumeLayout writes contact volume as one kind of back office exports it.
type volumeLayout func(l lang.Lang, v *series) ([]file, error)

// spanSheet is a workbook with a date, a span of hours and one column per
// queue.
func spanSheet(l lang.Lang, v *series) ([]file, error) {
	var rows [][]any
	for i := range v.len() {
		d, m := v.at(i)
		row := []any{d, fmt.Sprintf("%02d:%02d-%02d:%02d", m/60, m%60, (m+v.step)/60, (m+v.step)%60)}
		for _, c := range v.counts {
			row = append(row, c[i])
		}
		rows = append(rows, row)
	}
	b := newBook(pick(l, "接待数据", "Contacts"))
	b.data(pick(l, "接待数据", "Contacts"), []string{pick(l, "客服接待数据（按小时）", "Contacts by hour")}, append([]string{pick(l, "日期", "Date"), pick(l, "时段", "Time slot")}, v.heads...), rows)
	data, err := b.bytes()
	return []file{{"inquiries/" + pick(l, "接待数据.xlsx", "contacts.xlsx"), data}}, err
}

// momentSheet is a workbook with real date-times.
func momentSheet(l lang.Lang, v *series) ([]file, error) {
	var rows [][]any
	for i := range v.len() {
		d, m := v.at(i)
		row := []any{at(d, m)}
		for _, c := range v.counts {
			row = append(row, c[i])
		}
		rows = append(rows, row)
	}
	b := newBook(pick(l, "咨询量", "Contacts"))
	b.data(pick(l, "咨询量", "Contacts"), nil, append([]string{pick(l, "时间", "Time")}, v.heads...), rows)
	data, err := b.bytes()
	return []file{{"inquiries/" + pick(l, "咨询量.xlsx", "contacts.xlsx"), data}}, err
}

// stampCSV is UTF-8 text with one time column and one column per queue.
func stampCSV(l lang.Lang, v *series) ([]file, error) {
	lines := [][]string{append([]string{pick(l, "时间", "Time")}, v.heads...)}
	for i := range v.len() {
		d, m := v.at(i)
		line := []string{at(d, m).minute()}
		for _, c := range v.counts {
			line = append(line, strconv.Itoa(c[i]))
		}
		lines = append(lines, line)
	}
	return []file{{"inquiries/" + pick(l, "咨询量.csv", "contacts.csv"), csvBytes(lines, ',')}}, nil
}

// hourGBK is text in the encoding of Chinese Windows with a date and an hour,
// dates written 2026/11/1.
func hourGBK(l lang.Lang, v *series) ([]file, error) {
	lines := [][]string{append([]string{pick(l, "日期", "Date"), pick(l, "小时", "Hour")}, v.heads...)}
	for i := range v.len() {
		d, m := v.at(i)
		year, month, mday := d.Civil()
		line := []string{fmt.Sprintf("%d/%d/%d", year, month, mday), strconv.Itoa(m / 60)}
		for _, c := range v.counts {
			line = append(line, strconv.Itoa(c[i]))
		}
		lines = append(lines, line)
	}
	data, err := gbk(csvBytes(lines, ','))
	return []file{{"inquiries/" + pick(l, "分时咨询.csv", "hourly.csv"), data}}, err
}

// longCSV names the queue in a column and has a file for each month.
func longCSV(l lang.Lang, v *series) ([]file, error) {
	var files []file
	var lines [][]string
	month := ""
	flush := func() {
		if lines != nil {
			files = append(files, file{"inquiries/" + month + ".csv", csvBytes(lines, ',')})
		}
		lines = nil
	}
	for i := range v.len() {
		d, m := v.at(i)
		if this := d.String()[:7]; this != month {
			flush()
			month = this
			lines = [][]string{strings.Split(pick(l, "时间,队列,咨询量", "Time,Queue,Contacts"), ",")}
		}
		for q, c := range v.counts {
			lines = append(lines, []string{at(d, m).minute(), v.heads[q], strconv.Itoa(c[i])})
		}
	}
	flush()
	return files, nil
}
