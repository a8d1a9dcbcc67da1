package workspace

import (
	"regexp"
	"slices"
	"strconv"
	"time"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// A sheet may have a column for each date, and a row for each hour below them or, where a
// column names the queue, a row for each queue's whole days.

// farApart is from how many days between two columns on they are no dates of a table: the
// hours 8-9 and 9-10 are not the 9th of August and the 10th of September.
const farApart = 15

// datesAcross matches a row of headings that are dates.
func (r *countSheet) datesAcross(row table.Row) (l layout, ok bool) {
	cols, days := r.headDates(row)
	if cols == nil {
		return l, false
	}
	h := newHeadings(row, look(r.book, r.sheet, row.Number), r.h.ahead)
	for _, col := range cols {
		if c := h.below.column(col); c.filled > 0 && (2*c.numbers < c.filled || 2*c.times > c.filled || 2*c.dates > c.filled) {
			return l, false
		}
		h.taken[col] = true
	}
	l.header, l.across, l.days, l.ends = h.row, cols, days, false
	l.hour = h.hourOf(cols[0])
	l.queue = r.h.config.findQueue(h)
	l.acrossQueue = r.h.config.sheetQueue(r.f.sheets[r.sheet])
	if l.hour == 0 && l.queue == 0 || l.queue == 0 && l.acrossQueue < 0 {
		return l, false
	}
	l.ends = isHead(h.headOf(l.hour), endHeads)
	h.findWho(&l)
	return l, true
}

// hourOf returns the column left of the dates, or called so, that holds hours.
func (h *headings) hourOf(first int) int {
	holds := func(col int) bool {
		hours, others := 0, 0
		for word, n := range h.below.column(col).words {
			if _, _, ok := parseHour(word); ok {
				hours += n
			} else if !sumWord.MatchString(word) {
				others += n
			}
		}
		return hours > 0 && hours > 3*others && !h.taken[col]
	}
	if col := h.take(slices.Concat(hourHeads, dateHeads, endHeads), holds); col != 0 {
		return col
	}
	for col := 1; col < first; col++ {
		if holds(col) {
			h.taken[col] = true
			return col
		}
	}
	return 0
}

var (
	dayNumber   = regexp.MustCompile(`^(\d{1,2}) ?[日号](?: ?\(?(?:周|星期)[一二三四五六日天]\)?)?$`)
	monthOfYear = regexp.MustCompile(`(20\d\d) ?[-年/.] ?(\d{1,2})(?:\D|$)`)
	monthAlone  = regexp.MustCompile(`(?:^|\D)(\d{1,2}) ?月`)
)

// headDates returns the columns of a row that are dates, and the dates; nil where they are
// none that follow each other. 1日, 2日 … are days of the month that the sheet, the file or
// the title names.
func (r *countSheet) headDates(row table.Row) (cols []int, days []workcal.Date) {
	order, years := &table.DateOrder{Today: r.h.today}, &yearless{today: r.h.today}
	numbered := 0
	for _, cell := range row.Cells {
		if len(cell.Text) < 60 {
			order.See(cell.Text)
			years.see(cell.Text)
			if dayNumber.MatchString(table.Clean(cell.Text)) {
				numbered++
			}
		}
	}
	years.settle()
	month, known := workcal.Date(0), false
	if numbered > 1 {
		month, known = r.monthNamed()
	}
	for _, cell := range row.Cells {
		text := table.Clean(cell.Text)
		if len(text) < 2 || len(text) > 60 {
			continue
		}
		var d workcal.Date
		if g := dayNumber.FindStringSubmatch(text); g != nil && known {
			n, _ := strconv.Atoi(g[1])
			if d = month + workcal.Date(n-1); d.String()[:7] != month.String()[:7] {
				return nil, nil
			}
		} else if t, ok := parseMoment(order, years, text); ok && t.minute == 0 && t.marks&^untimed == 0 {
			d = t.day
		} else {
			continue
		}
		cols, days = append(cols, cell.Col), append(days, d)
	}
	way := 0
	for i := 1; i < len(days); i++ {
		apart := int(days[i] - days[i-1])
		if apart == 0 || apart >= farApart || apart <= -farApart || way*apart < 0 {
			return nil, nil
		}
		way = apart
	}
	if cols != nil && years.first != 0 {
		r.years = years
	}
	return cols, days
}

// monthNamed returns the first day of the month that the sheet's name, the file's or a row
// above the headings names.
func (r *countSheet) monthNamed() (workcal.Date, bool) {
	for _, text := range append([]string{r.f.sheets[r.sheet], r.book.Name}, *r.seen...) {
		if g := monthOfYear.FindStringSubmatch(text); g != nil {
			y, _ := strconv.Atoi(g[1])
			if m, _ := strconv.Atoi(g[2]); m >= 1 && m <= 12 {
				return workcal.DateOf(y, time.Month(m), 1), true
			}
		}
		if g := monthAlone.FindStringSubmatch(text); g != nil && r.h.today != 0 {
			y, _, _ := r.h.today.Civil()
			if m, _ := strconv.Atoi(g[1]); m >= 1 && m <= 12 {
				d := workcal.DateOf(y, time.Month(m), 1)
				if d > r.h.today {
					d = workcal.DateOf(y-1, time.Month(m), 1)
				}
				return d, true
			}
		}
	}
	return 0, false
}

// rowOfDates reads one row below headings that are dates.
func (r *countSheet) rowOfDates(row table.Row) {
	l := &r.l
	hour, queue := table.Clean(row.At(l.hour)), table.Clean(row.At(l.queue))
	if what, hint, broken := table.Broken(hour); broken {
		r.problems.Add(r.place(row, l.hour), what, hint)
		return
	}
	if r.sum(row.Number, "", hour, queue) {
		return
	}
	if l.hour != 0 && hour == "" {
		r.blank(row)
		return
	}
	minute, how, ok := 0, untimed, true
	if l.hour != 0 {
		minute, how, ok = parseHour(hour)
	}
	if !ok {
		if cols, days := r.headDates(row); cols != nil { // the headings of further dates
			l.across, l.days = cols, days
			r.farDates(row)
			return
		}
		if r.numbers(row) {
			r.problems.Add(r.place(row, l.hour), lang.F("时间 %q 看不懂", "time %q is not understood", hour), lang.T("写成 8:00 或 8:00-9:00", "write 8:00 or 8:00-9:00"))
		}
		return
	}
	if l.ends && (minute+1)%15 == 0 {
		minute++ // 08:59
	}
	if minute%15 != 0 {
		r.problems.Add(r.place(row, l.hour), lang.F("时间 %q 不在整点、半点或刻钟上", "time %q is not on the hour, half hour or quarter", hour),
			lang.T("按小时、30 分钟或 15 分钟汇总后再导出", "export counts by hour, 30 or 15 minutes"))
		return
	}
	q, ok := r.queueOf(row)
	if !ok {
		return
	}
	mine := r.whose(row)
	for i, col := range l.across {
		if v, ok := r.count(row, col); ok {
			r.put(row, q, int(l.days[i])*1440+minute, col, v, how, mine)
		}
	}
}

// numbers reports whether a row has a number under a date.
func (r *countSheet) numbers(row table.Row) bool {
	return slices.ContainsFunc(r.l.across, func(col int) bool {
		_, ok := table.ParseFloat(row.At(col))
		return ok
	})
}

// farDates reports headings whose year can only be a slip.
func (r *countSheet) farDates(row table.Row) {
	for i, col := range r.l.across {
		if d := r.l.days[i]; r.h.today != 0 && (d > r.h.today+mostAhead || table.Far(d, r.h.today)) {
			r.problems.Add(r.place(row, col), table.FarText(d), farHint(d, r.h.today))
		}
	}
}
