package workspace

import (
	"regexp"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// What was read of each file and what was not is said in one line, so that a column that
// was taken for another, or for nothing, shows.

// mostColumns is how many columns are named in a line.
const mostColumns = 12

// reading is what was read of a file.
type reading struct {
	used, unused []string // headings; those that add up are one
	missed       bool     // one of unused says something that the others do not
	across       int      // columns that are hours or days
	spare        []string // of unused: numbers that could be counts
}

// sawSheet takes note of the columns of a sheet.
func (f *file) sawSheet(l *layout) {
	r := &f.reading
	note := func(list *[]string, name string) {
		if name != "" && !slices.Contains(*list, name) {
			*list = append(*list, name)
		}
	}
	r.across = max(r.across, len(l.across))
	for _, col := range l.spare {
		note(&r.spare, table.Clean(l.header.At(col)))
	}
	var parts = map[int][]string{} // by queue
	for i, col := range l.counts {
		parts[l.countQueues[i]] = append(parts[l.countQueues[i]], table.Clean(l.header.At(col)))
	}
	used := append([]int{l.date, l.hour, l.queue, l.count, l.id}, l.who...)
	for _, cell := range l.header.Cells {
		name := table.Clean(cell.Text)
		switch i := slices.Index(l.counts, cell.Col); {
		case i >= 0:
			if all := parts[l.countQueues[i]]; all[0] == name {
				note(&r.used, strings.Join(all, " + "))
			}
		case slices.Contains(used, cell.Col):
			note(&r.used, name)
		case !slices.Contains(l.across, cell.Col):
			note(&r.unused, name)
			head := table.Heading(name)
			sum := l.across != nil && sumWord.MatchString(head)
			r.missed = r.missed || name != "" && !isHead(head, endHeads) && !impliedHead.MatchString(head) && !sum
		}
	}
}

// impliedHead is the heading of a column that follows from the date, or from the row.
var impliedHead = regexp.MustCompile(`^(星期几?|周几?|周次|第几周|月份?|年份?|季度|序号|weekday|dayofweek|week|weekno|month|year|quarter|no\.?|#)$`)

// Text says what was read and what was not.
func (r *reading) Text() lang.Text {
	read := namedColumns(r.used)
	switch {
	case r.across > 0 && r.used == nil:
		read = lang.F("%d 列时段", "%d columns of times", r.across)
	case r.across > 0:
		read = lang.F("%s、%d 列时段", "%s, %d columns of times", read, r.across)
	}
	if r.unused == nil {
		return lang.F("读取：%s", "read: %s", read)
	}
	return lang.F("读取：%s；未用：%s", "read: %s; not used: %s", read, namedColumns(r.unused))
}

func namedColumns(names []string) lang.Text {
	var out []lang.Text
	for _, n := range names[:min(len(names), mostColumns)] {
		out = append(out, lang.Same(n))
	}
	text := lang.Join(out, "、", ", ")
	if len(names) > mostColumns {
		text = lang.F("%s 等 %d 列", "%s and others, %d columns in all", text, len(names))
	}
	return text
}

// readings says what was read of the files, one line for all files alike; missed is true for
// those of which something was not used that could be missed.
func (h *history) readings(missed bool) (lines []lang.Text) {
	names := map[lang.Text][]string{}
	var order []lang.Text
	for _, f := range h.files {
		if f.reading.missed != missed {
			continue
		}
		text := f.reading.Text()
		if names[text] == nil {
			order = append(order, text)
		}
		names[text] = append(names[text], f.name)
	}
	for _, text := range order {
		files := names[text]
		name := lang.Same(strings.Join(files, "、"))
		if n := len(files); n > 3 {
			name = lang.F("%s 等 %d 个文件", "%s and others, %d files", files[0], n)
		}
		lines = append(lines, lang.F("%s：%s", "%s: %s", name, text))
	}
	return lines
}

// noteUncounted tells, for each queue that no file counts, in which columns its counts may
// stand.
func (h *history) noteUncounted() {
	for q := range h.config.Queues {
		counted := slices.ContainsFunc(h.files, func(f file) bool { return len(f.queues[q]) > 0 || len(f.days[q]) > 0 })
		for i := range h.files {
			f := &h.files[i]
			if spare := f.reading.spare; !counted && spare != nil {
				h.note("%s：没有认出队列“%s”的咨询量列；没用的数字列：%s；里面有的话，把表头写进 paiban.yaml 里这个队列的 columns",
					"%s: no column is known to count queue %s; those with numbers that are not used: %s; if one of them does, add its heading to columns of the queue in paiban.yaml",
					f.name, h.config.Queues[q].Name, namedColumns(spare))
			}
		}
	}
}
