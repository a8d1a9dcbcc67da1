package workspace

import (
	"cmp"
	"math"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// countSheet reads the counts of one sheet.
type countSheet struct {
	h        *history
	book     *table.Book
	sheet    int
	f        *file
	problems *table.Problems
	seen     *[]string // heading rows looked at in vain, for a message

	l      layout
	nearly *headings // of a sheet that lacks but counts
	order  *table.DateOrder
	years  *yearless
	got    [][]slot // by queue, in the order of the rows
	sums   sumRows
	date   string         // of the row before, for days that are written once
	hours  map[string]met // the hour last met under it, by queue
	once   int            // rows that have their date from above
}

// read reads the sheet; it reports whether it has the headings. In which order day, month
// and year stand only all dates of the column can say, so that they are looked through
// first where it matters.
func (r *countSheet) read() (found bool) {
	r.order, r.years = &table.DateOrder{Today: r.h.today}, &yearless{today: r.h.today}
	for row, err := range r.book.Rows(r.sheet) {
		if err != nil {
			addError(r.problems, r.book.Name, err)
			break
		}
		if row.Number > 20 {
			break
		}
		if r.l, found = r.datesAcross(row); found {
			r.farDates(row)
			break
		}
		var h *headings
		if r.l, h, found = r.h.config.findLayout(r.f.sheets[r.sheet], row, r.below(row), r.h.ahead); found {
			break
		}
		r.nearly = cmp.Or(r.nearly, h)
		if len(*r.seen) < 3 {
			*r.seen = append(*r.seen, headText(row))
		}
	}
	if !found {
		return false
	}
	if r.l.list {
		if !r.ofQueues() {
			return true
		}
		c := r.f.list()
		c.head = cmp.Or(c.head, table.Clean(r.l.header.At(cmp.Or(r.l.hour, r.l.date))))
	}
	r.got = make([][]slot, len(r.h.config.Queues))
	sawAll := false
	for row, err := range r.book.Filled(r.sheet, r.l.header.Number) {
		if err != nil {
			addError(r.problems, r.book.Name, err)
			break
		}
		if row.Number <= r.l.header.Number {
			continue
		}
		if r.l.days != nil {
			r.rowOfDates(row)
			continue
		}
		if cell := row.At(r.l.date); !sawAll && (table.ShortDate(cell) || shortDay.MatchString(cell) || wordDay.MatchString(cell)) {
			r.seeDates()
			sawAll = true
		}
		if len(*r.problems) < maxFileProblems {
			r.row(row)
		}
	}
	r.settle()
	r.tellSums()
	return true
}

// below is what stands under a row that has the heading of a time.
func (r *countSheet) below(row table.Row) *sample {
	for _, cell := range row.Cells {
		if head := table.Heading(cell.Text); len(cell.Text) < 200 && (isHead(head, dateHeads) || isHead(head, endHeads) || startHead.MatchString(head)) {
			return look(r.book, r.sheet, row.Number)
		}
	}
	return nil
}

// seeDates shows all dates of the sheet to what reads them.
func (r *countSheet) seeDates() {
	for row, err := range r.book.Rows(r.sheet) {
		if err != nil {
			return // the reading itself reports it
		}
		if row.Number > r.l.header.Number {
			r.order.See(row.At(r.l.date))
			r.years.see(row.At(r.l.date))
		}
	}
	r.years.settle()
}

// row reads one row below the headings.
func (r *countSheet) row(row table.Row) {
	l, f, problems := &r.l, r.f, r.problems
	at := func(col int) table.Pos {
		return table.Pos{File: r.book.Name, Sheet: f.sheets[r.sheet], Row: row.Number, Col: col}
	}
	text := func(col int) string { return table.Clean(row.At(col)) }
	date, hour := text(l.date), text(l.hour)
	for _, col := range []int{l.date, l.hour, l.queue} {
		if what, hint, broken := table.Broken(text(col)); broken {
			problems.Add(at(col), what, hint)
			return
		}
	}
	if strings.HasPrefix(date, "#") || r.sum(row.Number, date, hour, text(l.queue)) {
		return
	}
	if l.list && (date == "" || l.hour != 0 && hour == "") {
		r.f.list().timeless++
		return
	}
	if date == "" && hour == "" {
		r.blank(row)
		return
	}
	if date == "" {
		if date = r.above(hour, text(l.queue)); date == "" {
			problems.Add(at(l.date), lang.F("这一行没有日期（%s）", "the row has no date (%s)", hour), lang.T("填上日期；每天的第一行一定要有", "write the date, in the first row of each day at least"))
			return
		}
	}
	t, ok := parseTime(r.order, r.years, date, hour, l.hour != 0)
	if l.ends && l.hour != 0 {
		if begin, full := parseMoment(r.order, r.years, date); full && !begin.marks.has(untimed) {
			t, ok = begin, true // the hour beside it is the end
			t.marks |= spanned
		}
	}
	if !ok {
		r.unreadable(at(l.date), date, hour)
		return
	}
	if r.h.today != 0 && (t.day > r.h.today+mostAhead || table.Far(t.day, r.h.today)) {
		problems.Add(at(l.date), table.FarText(t.day), farHint(t.day, r.h.today))
		return
	}
	if l.list {
		r.contact(row, t)
		return
	}
	m := int(t.day)*1440 + t.minute
	if l.ends && (m+1)%15 == 0 {
		m++ // 08:59
	}
	if m%15 != 0 {
		problems.Add(at(l.date), lang.F("时间 %q 不在整点、半点或刻钟上", "time %q is not on the hour, half hour or quarter", strings.TrimSpace(date+" "+hour)),
			lang.T("按小时、30 分钟或 15 分钟汇总后再导出", "export counts by hour, 30 or 15 minutes"))
		return
	}
	r.keep(date, hour, text(l.queue), t)
	mine := r.whose(row)
	q := 0
	if l.queue != 0 || l.across != nil {
		if q, ok = r.queueOf(row); !ok {
			return
		}
	}
	if l.across != nil {
		for i, col := range l.across {
			if v, ok := r.count(row, col); ok {
				r.put(row, q, int(t.day)*1440+l.starts[i], col, v, l.how[i], mine)
			}
		}
		return
	}
	if l.queue != 0 {
		if v, ok := r.count(row, l.count); ok {
			r.put(row, q, m, l.count, v, t.marks, mine)
		}
		return
	}
	sums := make([]float64, len(f.queues))
	given := make([]int, len(f.queues)) // a column that says it
	for i, col := range l.counts {
		if v, ok := r.count(row, col); ok {
			sums[l.countQueues[i]] += v
			given[l.countQueues[i]] = col
		}
	}
	for q := range sums {
		if given[q] > 0 {
			r.put(row, q, m, given[q], sums[q], t.marks, mine)
		}
	}
}

// put keeps a count of the row.
func (r *countSheet) put(row table.Row, q, minute, col int, v float64, m marks, mine whose) {
	r.got[q] = append(r.got[q], slot{minute, v, int16(r.sheet), int16(min(col, math.MaxInt16)), int32(row.Number), m, mine})
}

// count reads a count; it reports false where it is not known, and what cannot be one.
func (r *countSheet) count(row table.Row, col int) (v float64, ok bool) {
	s := table.Clean(row.At(col))
	if s == "" || strings.Trim(s, "-—/") == "" {
		return 0, false // not known
	}
	wrong := func(what, hint lang.Text) (float64, bool) {
		r.problems.Add(r.place(row, col), what, hint)
		return 0, false
	}
	if row.MergedAt(col) != 0 {
		return wrong(table.MergedText, table.MergedHint)
	}
	if what, hint, broken := table.Broken(s); broken {
		return wrong(what, hint)
	}
	v, ok = table.ParseFloat(s)
	if ok && strings.HasSuffix(s, "%") {
		return wrong(lang.F("%q 是比例，这一列是数量", "%q is a rate in a column of counts", s), lang.T("填这个时段的数量；没有数据就空着", "write the count of the interval; leave it empty if unknown"))
	}
	if !ok || v < 0 || v > 1e7 {
		return wrong(lang.F("数量 %q 不是有效的数字", "count %q is not a valid number", s), lang.T("只写不小于 0 的数字；没有数据就空着", "write a number of 0 or more; leave it empty if unknown"))
	}
	return v, true
}

// unreadable reports a time that is not understood, and what is missing of it.
func (r *countSheet) unreadable(at table.Pos, date, hour string) {
	if what, hint, unclear := r.order.Unclear(date); unclear {
		r.problems.Add(at, what, hint)
		return
	}
	hint := lang.T("写成 2026-11-01 08:00，或日期一列、小时一列", "write 2026-11-01 08:00, or a date and an hour in two columns")
	if _, _, _, ok := noYear(date); ok && r.years.year == 0 {
		what := lang.F("日期 %q 没有年份", "the date %q has no year", date)
		if r.years.long {
			what = lang.F("日期 %q 没有年份，这些日子又超过一年", "the date %q has no year, and the dates reach over more than one", date)
		}
		r.problems.Add(at, what, hint)
		return
	}
	r.problems.Add(at, lang.F("时间 %q 看不懂", "time %q is not understood", strings.TrimSpace(date+" "+hour)), hint)
}
