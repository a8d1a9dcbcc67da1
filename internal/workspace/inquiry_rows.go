package workspace

import (
	"math"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// countSheet reads the counts of one sheet.
type countSheet struct {
	h        *history
	book     *table.Book
	sheet    int
	f        *file
	problems *table.Problems
	seen     *[]string // heading rows looked at in vain, for a message

	l     layout
	order *table.DateOrder
}

// read reads the sheet; it reports whether it has the headings. In which order day, month
// and year stand only all dates of the column can say, so that they are looked through
// first where it matters.
func (r *countSheet) read() (found bool) {
	for row, err := range r.book.Rows(r.sheet) {
		if err != nil {
			addError(r.problems, r.book.Name, err)
			break
		}
		if row.Number > 20 {
			break
		}
		if r.l, found = r.h.config.findLayout(r.f.sheets[r.sheet], row); found {
			break
		}
		if len(*r.seen) < 3 {
			*r.seen = append(*r.seen, headText(row))
		}
	}
	if !found {
		return false
	}
	r.order = &table.DateOrder{Today: r.h.today}
	sawAll := false
	for row, err := range r.book.Filled(r.sheet, r.l.header.Number) {
		if err != nil {
			addError(r.problems, r.book.Name, err)
			break
		}
		if row.Number <= r.l.header.Number {
			continue
		}
		if !sawAll && table.ShortDate(row.At(r.l.date)) {
			r.seeDates()
			sawAll = true
		}
		if len(*r.problems) < maxFileProblems {
			r.row(row)
		}
	}
	return true
}

// seeDates shows all dates of the sheet to the order.
func (r *countSheet) seeDates() {
	for row, err := range r.book.Rows(r.sheet) {
		if err != nil {
			return // the reading itself reports it
		}
		if row.Number > r.l.header.Number {
			r.order.See(row.At(r.l.date))
		}
	}
}

// row reads one row below the headings.
func (r *countSheet) row(row table.Row) {
	l, f, problems := &r.l, r.f, r.problems
	at := func(col int) table.Pos {
		return table.Pos{File: r.book.Name, Sheet: f.sheets[r.sheet], Row: row.Number, Col: col}
	}
	text := func(col int) string { return table.Clean(row.At(col)) }
	date := text(l.date)
	for _, col := range []int{l.date, l.hour, l.queue} {
		if what, hint, broken := table.Broken(text(col)); broken {
			problems.Add(at(col), what, hint)
			return
		}
	}
	if date == "" || strings.HasPrefix(date, "合计") || strings.HasPrefix(date, "总计") || strings.HasPrefix(date, "平均") || strings.EqualFold(date, "total") || strings.HasPrefix(date, "#") {
		return // a blank or summary row
	}
	m, ok := parseSlot(r.order, date, text(l.hour), l.hour != 0)
	if !ok {
		if what, hint, unclear := r.order.Unclear(date); unclear {
			problems.Add(at(l.date), what, hint)
			return
		}
		problems.Add(at(l.date), lang.F("时间 %q 看不懂", "time %q is not understood", strings.TrimSpace(date+" "+text(l.hour))),
			lang.T("写成 2026-11-01 08:00，或日期一列、小时一列", "write 2026-11-01 08:00, or a date and an hour in two columns"))
		return
	}
	if m%15 != 0 {
		problems.Add(at(l.date), lang.F("时间 %q 不在整点、半点或刻钟上", "time %q is not on the hour, half hour or quarter", strings.TrimSpace(date+" "+text(l.hour))),
			lang.T("按小时、30 分钟或 15 分钟汇总后再导出", "export counts by hour, 30 or 15 minutes"))
		return
	}
	if d := workcal.Date(m / 1440); r.h.today != 0 && (d > r.h.today+mostAhead || table.Far(d, r.h.today)) {
		problems.Add(at(l.date), table.FarText(d), farHint(d, r.h.today))
		return
	}
	put := func(q, minute, col int, v float64) {
		f.queues[q] = append(f.queues[q], slot{minute, v, int16(r.sheet), int16(min(col, math.MaxInt16)), int32(row.Number)})
	}
	count := func(col int) (v float64, ok bool) {
		s := text(col)
		if s == "" || strings.Trim(s, "-—/") == "" {
			return 0, false // not known
		}
		if row.MergedAt(col) != 0 {
			problems.Add(at(col), table.MergedText, table.MergedHint)
			return 0, false
		}
		if what, hint, broken := table.Broken(s); broken {
			problems.Add(at(col), what, hint)
			return 0, false
		}
		v, ok = table.ParseFloat(s)
		if ok && strings.HasSuffix(s, "%") {
			problems.Add(at(col), lang.F("%q 是比例，这一列是数量", "%q is a rate in a column of counts", s), lang.T("填这个时段的数量；没有数据就空着", "write the count of the interval; leave it empty if unknown"))
			return 0, false
		}
		if !ok || v < 0 || v > 1e7 {
			problems.Add(at(col), lang.F("数量 %q 不是有效的数字", "count %q is not a valid number", s), lang.T("只写不小于 0 的数字；没有数据就空着", "write a number of 0 or more; leave it empty if unknown"))
			return 0, false
		}
		return v, true
	}
	q := l.acrossQueue
	if l.queue != 0 {
		word := text(l.queue)
		if q = r.h.config.queueByColumn(word); q < 0 {
			problems.Add(at(l.queue), lang.F("没有队列 %q", "there is no queue %q", word), r.h.config.queueHint(word))
			return
		}
	}
	if l.across != nil {
		for i, col := range l.across {
			if v, ok := count(col); ok {
				put(q, m-m%1440+l.starts[i], col, v)
			}
		}
		return
	}
	if l.queue != 0 {
		if v, ok := count(l.count); ok {
			put(q, m, l.count, v)
		}
		return
	}
	sums := make([]float64, len(f.queues))
	given := make([]int, len(f.queues)) // a column that says it
	for i, col := range l.counts {
		if v, ok := count(col); ok {
			sums[l.countQueues[i]] += v
			given[l.countQueues[i]] = col
		}
	}
	for q := range sums {
		if given[q] > 0 {
			put(q, m, given[q], sums[q])
		}
	}
}

// parseSlot returns the minute since 1970 at which a row's interval starts. order knows
// how the dates of the column are written.
func parseSlot(order *table.DateOrder, date, hour string, split bool) (int, bool) {
	m, ok := order.Moment(date, 0)
	if !ok {
		// 2026-11-01 08:00-09:00: the end says nothing new.
		if i := strings.Index(date, ":"); i > 0 {
			if j := strings.IndexAny(date[i:], "-~"); j > 0 {
				m, ok = order.Moment(strings.TrimSpace(date[:i+j]), 0)
			}
		}
		if !ok {
			return 0, false
		}
	}
	minute := m.Minute()
	if split && hour != "" {
		if m.Timed && m.Second != 0 {
			return 0, false // two times of day
		}
		if minute, ok = parseHour(hour); !ok {
			return 0, false
		}
	}
	if y, _, _ := m.Date.Civil(); y < 2000 || y > 2100 {
		return 0, false
	}
	return int(m.Date)*1440 + minute, true
}

// parseHour reads the start of an interval: 8, 08, 8:00, 8:00-9:00, 8-9, 8点.
func parseHour(s string) (int, bool) {
	if n, ok := table.ParseInt(s); ok {
		return n * 60, n >= 0 && n < 24
	}
	if i := strings.IndexAny(s, "-~至到"); i > 0 {
		s = strings.TrimSpace(s[:i])
		if n, ok := table.ParseInt(s); ok {
			return n * 60, n >= 0 && n < 24
		}
	}
	m, ok := table.ParseMinute(s)
	return m, ok && m < 1440
}
