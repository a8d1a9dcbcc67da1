package workspace

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// The easiest export there is has a row for each chat, order, ticket or call, and no
// counts: its rows are counted by the hour in which they began.

// fewestContacts is how many rows a list must have whose time could be anything: its
// heading says no more than 时间.
const fewestContacts = 20

// findList matches a sheet with a row for each contact: the times of the rows lie
// wherever something happened, not where an interval begins.
func (c *Config) findList(sheet string, h *headings, l *layout) bool {
	if h.below == nil || h.below.rows == 0 || h.ahead {
		return false
	}
	clock := h.called(func(head string, c *sampled) bool { return startHead.MatchString(head) && 2*c.times > c.filled })
	named := clock != 0
	if !named {
		if clock = l.hour; clock == 0 {
			clock = l.date
		}
	}
	if clock == 0 {
		return false
	}
	times := h.below.column(clock)
	id := h.called(func(head string, c *sampled) bool { return rowID.MatchString(head) && c.filled > 0 })
	switch {
	case times.scattered() && (named || id != 0 || h.below.rows >= fewestContacts):
	case id != 0 && 5*times.times >= 4*times.filled && times.filled > 0 && !h.hasCount():
		// Times cut to the hour.
	case h.below.rows >= fewestContacts && times.dates == times.filled && times.times > 0 && times.again(len(c.Queues)) && !h.hasNumbers():
		// Times cut to the hour, and nothing that could be counted.
	default:
		return false
	}
	date, hour := clock, 0
	if 2*times.dates <= times.filled { // the day stands in another column
		date, hour = h.called(func(head string, c *sampled) bool {
			return (isHead(head, dateHeads) || startHead.MatchString(head)) && 2*c.dates > c.filled
		}), clock
	}
	if date == 0 {
		return false // hours of no day
	}
	l.list, l.id, l.date, l.hour, l.acrossQueue = true, id, date, hour, c.sheetQueue(sheet)
	clear(h.taken)
	for _, col := range []int{l.date, l.hour, id} {
		h.taken[col] = true
	}
	l.queue = c.findQueue(h)
	return true
}

// called returns the first column whose heading is, and below which stands what is asked
// for; 0 where there is none.
func (h *headings) called(is func(head string, below *sampled) bool) int {
	for i, head := range h.heads {
		if col := h.row.Cells[i].Col; head != "" && is(head, h.below.column(col)) {
			return col
		}
	}
	return 0
}

// hasCount reports whether a heading is the name of a count.
func (h *headings) hasCount() bool {
	return slices.ContainsFunc(h.heads, func(head string) bool { _, ok := countsBy(head, h.ahead); return ok })
}

// hasNumbers reports whether a column holds numbers that could be counts.
func (h *headings) hasNumbers() bool { return len(h.candidates()) > 0 }

// candidates are the columns without a known meaning that hold numbers and could be counts.
func (h *headings) candidates() (cols []int) {
	for i, head := range h.heads {
		cell := &h.row.Cells[i]
		c := h.below.column(cell.Col)
		if h.below == nil || head == "" || h.taken[cell.Col] || c.filled == 0 || 10*c.numbers < 9*c.filled || 2*c.filled < h.below.rows || 2*c.dates > c.filled ||
			durationHead.MatchString(head) || rowID.MatchString(head) || peopleHead.MatchString(head) {
			continue
		}
		if _, number := table.ParseFloat(head); number {
			continue
		}
		cols = append(cols, cell.Col)
	}
	return cols
}

// contactList gathers the contacts of a file by queue and hour.
type contactList struct {
	hours    []map[int]*slot // by queue, by the minute the hour begins at
	rows     int
	timeless int // rows without a time
	seen     map[string]bool
	head     string // heading of the time
}

// list returns the contacts of f.
func (f *file) list() *contactList {
	if f.contacts == nil {
		f.contacts = &contactList{hours: make([]map[int]*slot, len(f.queues)), seen: map[string]bool{}}
		for q := range f.contacts.hours {
			f.contacts.hours[q] = map[int]*slot{}
		}
	}
	return f.contacts
}

// contact takes the row of a list whose contact began at a time.
func (r *countSheet) contact(row table.Row, t said) {
	c := r.f.list()
	if t.marks.has(untimed) {
		c.timeless++
		return
	}
	q, ok := r.queueOf(row)
	if !ok {
		return
	}
	s := slot{int(t.day)*1440 + t.minute, 1, int16(r.sheet), int16(min(r.l.date, math.MaxInt16)), int32(row.Number), t.marks, ofNobody}
	if r.repeats(row) {
		s.whose = again
	}
	r.got[q] = append(r.got[q], s)
}

// again marks the row of a contact that an earlier row has.
const again whose = 1

// repeats reports whether an earlier row has the same number or, where none has a number,
// the same in every cell.
func (r *countSheet) repeats(row table.Row) bool {
	id, number := table.ParseID(row.At(r.l.id)), false
	var all strings.Builder
	for _, cell := range row.Cells {
		number = number || cell.Col == r.l.id && cell.Number
		fmt.Fprintf(&all, "%d %s\x00", cell.Col, cell.Text)
	}
	switch {
	case r.l.id == 0:
		id = all.String()
	case id == "" || table.LostDigits(id, number):
		return false
	}
	seen := r.f.list().seen
	if seen[id] {
		return true
	}
	seen[id] = true
	return false
}

// Of a list without numbers, two contacts may have begun in one second. Only where more than
// one row in mostAgain of a day is there twice was the day given twice.
const mostAgain = 4

// leaveRepeated leaves out the rows that repeat others.
func (r *countSheet) leaveRepeated() {
	all, twice := map[int]int{}, map[int]int{} // by day
	r.each(func(_ int, s *slot) {
		if all[s.at/1440]++; s.whose == again {
			twice[s.at/1440]++
		}
	})
	left, first := 0, slot{}
	for q := range r.got {
		r.got[q] = slices.DeleteFunc(r.got[q], func(s slot) bool {
			if day := s.at / 1440; s.whose != again || r.l.id == 0 && mostAgain*twice[day] <= all[day] {
				return false
			}
			if left++; left == 1 {
				first = s
			}
			return true
		})
	}
	if left > 0 {
		r.note("%d 行前面已有（如第 %d 行），没有再计", "%d rows repeat earlier ones (such as row %d) and are not counted again", left, first.row)
	}
}

// settleContacts counts the contacts of the sheet by the hour.
func (r *countSheet) settleContacts() {
	c := r.f.list()
	r.leaveRepeated()
	r.each(func(q int, s *slot) {
		hour := s.at - s.at%60
		if c.rows++; c.hours[q][hour] == nil {
			c.hours[q][hour] = &slot{at: hour, sheet: s.sheet, col: s.col, row: s.row}
		}
		c.hours[q][hour].count++
	})
	for q := range r.got {
		r.got[q] = nil
	}
}

// fewContacts is how many contacts must be expected in days without any for these to be a
// hole: none at all in place of seven comes once in a thousand times (e⁻⁷).
const fewContacts = 7

// countContacts makes counts of the contacts of a file. An hour without any counts 0 where
// the queue is open and something was seen at that hour of some day, from the first contact
// of the file to the last. Days without any are not covered by the file, unless few come at
// all. The hour under way, on the day of the export, is not known.
func (h *history) countContacts(f *file) {
	c := f.contacts
	if c == nil {
		return
	}
	days := c.days()
	if len(days) == 0 {
		return
	}
	first, last := math.MaxInt, math.MinInt
	for _, hours := range c.hours {
		for at := range hours {
			first, last = min(first, at), max(last, at)
		}
	}
	if workcal.Date(last/1440) == h.today {
		last -= 60 // its hour may be under way
	}
	for q, hours := range c.hours {
		var open [24]bool
		for at := range hours {
			open[at%1440/60] = true
		}
		for _, day := range days {
			for hour := range open {
				at := day*1440 + hour*60
				s := hours[at]
				if s == nil && open[hour] && h.config.Queues[q].OpenAt(hour*60) {
					s = &slot{at: at}
				}
				if s != nil && first <= at && at <= last {
					f.queues[q] = append(f.queues[q], *s)
				}
			}
		}
	}
	h.note("%s：%d 行按“%s”所在的小时计数", "%s: %d rows counted by the hour of their %s", f.name, c.rows, c.head)
	if c.timeless > 0 {
		h.note("%s：%d 行没有“%s”，没有计数", "%s: %d rows have no %s and are not counted", f.name, c.timeless, c.head)
	}
}

// days are the days that the list covers: those with a contact, and those between two of them
// in which fewContacts were to be expected, ascending.
func (c *contactList) days() (days []int) {
	for _, hours := range c.hours {
		for at := range hours {
			days = append(days, at/1440)
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	for i, n := 1, len(days); i < n; i++ {
		if hole := days[i] - days[i-1] - 1; hole*c.rows < fewContacts*n {
			for d := days[i-1] + 1; d < days[i]; d++ {
				days = append(days, d)
			}
		}
	}
	slices.Sort(days)
	return days
}

// ofQueues reports whether it is known of which queue each row of a list is, or adds the
// problem.
func (r *countSheet) ofQueues() bool {
	if r.l.queue != 0 || r.l.acrossQueue >= 0 {
		return true
	}
	r.problems.Add(table.Pos{File: r.book.Name, Sheet: r.f.sheets[r.sheet], Row: r.l.header.Number},
		lang.F("有 %d 个队列，看不出每行是哪个队列的", "there are %d queues, and nothing says of which queue a row is", len(r.h.config.Queues)),
		lang.T("加一列 队列（或 技能组），写队列的 id 或名称", "add a column queue with the id or the name of the queue"))
	return false
}

// queueOf returns the queue of a row; it reports false where there is none.
func (r *countSheet) queueOf(row table.Row) (int, bool) {
	if r.l.queue != 0 {
		word := table.Clean(row.At(r.l.queue))
		q := r.h.config.queueByColumn(word)
		if q < 0 {
			r.problems.Add(r.place(row, r.l.queue), lang.F("没有队列 %q", "there is no queue %q", word), r.h.config.queueHint(word))
		}
		return q, q >= 0
	}
	return r.l.acrossQueue, true
}

// place is where a cell stands.
func (r *countSheet) place(row table.Row, col int) table.Pos {
	return table.Pos{File: r.book.Name, Sheet: r.f.sheets[r.sheet], Row: row.Number, Col: col}
}
