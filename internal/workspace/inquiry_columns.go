package workspace

import (
	"slices"
	"strings"

	"paiban/internal/table"
	"paiban/internal/workcal"
)

// layout says in which columns a sheet keeps what; 0 is nowhere.
type layout struct {
	date, hour  int   // a date column, perhaps with its time in another
	queue       int   // a column that names the queue
	count       int   // its count
	counts      []int // per queue: several columns may sum into one
	countQueues []int
	across      []int // columns that are hours of the day, or parts of one
	starts      []int // the minute each of them starts at
	how         []marks
	days        []workcal.Date // of columns that are dates instead
	ends        bool           // times are the ends of the intervals
	acrossQueue int            // whose counts they are, where no column names the queue
	who         []int          // columns that say which of several rows of one interval this is
	list        bool           // a row for each contact, which began at its time
	id          int            // of a list: the column that numbers the contacts
	spare       []int          // columns that hold numbers and could be counts
	header      table.Row
}

// headings are a row of headings while its columns are given their meaning.
type headings struct {
	row   table.Row
	heads []string // by cell, see [heading]
	below *sample
	ahead bool         // counts are expected ones
	taken map[int]bool // by column
}

// newHeadings are those of a row, below which below stands.
func newHeadings(row table.Row, below *sample, ahead bool) *headings {
	h := &headings{row: table.Row{Number: row.Number, Cells: slices.Clone(row.Cells)}, heads: make([]string, len(row.Cells)), below: below, ahead: ahead, taken: map[int]bool{}}
	for i, cell := range row.Cells {
		if len(cell.Text) < 200 {
			h.heads[i] = table.Heading(cell.Text)
		}
	}
	return h
}

// take returns the first free column, in order of names and then of columns, that is
// called one of names and for which fits holds; 0 where there is none.
func (h *headings) take(names []string, fits func(col int) bool) int {
	for _, n := range names {
		for i, head := range h.heads {
			if col := h.row.Cells[i].Col; head != "" && head == table.Heading(n) && !h.taken[col] && (fits == nil || fits(col)) {
				h.taken[col] = true
				return col
			}
		}
	}
	return 0
}

// headOf is the heading of a column, as [heading] gives it.
func (h *headings) headOf(col int) string {
	for i := range h.heads {
		if h.row.Cells[i].Col == col {
			return h.heads[i]
		}
	}
	return ""
}

// findLayout matches a heading row of a sheet. below is what stands under it; ahead means
// that its counts are expected ones. Of a row that lacks but the counts it returns the
// headings.
func (c *Config) findLayout(sheet string, row table.Row, below *sample, ahead bool) (l layout, nearly *headings, ok bool) {
	h := newHeadings(row, below, ahead)
	l.header = h.row
	l.date, l.hour = h.take(dateHeads, nil), h.take(hourHeads, nil)
	if c.findList(sheet, h, &l) {
		return l, nil, true
	}
	if l.date == 0 {
		l.date = h.take(endHeads, nil)
		l.ends = l.date != 0
	} else if l.hour == 0 {
		l.hour = h.take(endHeads, nil)
		l.ends = l.hour != 0
	}
	if l.date == 0 {
		return l, nil, false
	}
	l.queue = c.findQueue(h)
	if c.findAcross(sheet, h, &l) {
		return l, nil, true
	}
	if l.queue != 0 {
		l.count = h.count(c.measure(), true)
		ok = l.count != 0
	} else {
		ok = c.findCounts(h, &l)
	}
	if !ok {
		return l, h, false
	}
	h.findWho(&l)
	l.spare = slices.DeleteFunc(h.candidates(), func(col int) bool { return slices.Contains(l.who, col) })
	return l, nil, true
}

// findQueue returns the column that names the queue of a row. In a shop with one queue a
// column of queues, shops or channels none of which is known says which part of it a row
// counts.
func (c *Config) findQueue(h *headings) int {
	known := func(col int) bool {
		for word := range h.below.column(col).words {
			if c.queueByColumn(word) >= 0 {
				return true
			}
		}
		return false
	}
	if col := h.take(queueHeads, known); col != 0 {
		return col
	}
	return h.take(queueHeads, func(col int) bool {
		return len(c.Queues) > 1 || h.below == nil || h.below.column(col).filled == 0
	})
}

// measure is what the shop's queues count.
func (c *Config) measure() measure {
	if len(c.Queues) == 0 {
		return contacts
	}
	return c.Queues[0].measureOf()
}

// count takes the column of counts among those that name one count: one with numbers
// before one without, counts of what the queue is about before those of other things, and
// then in the order of ranks, of [countHeads], and of columns. 合计 counts where alone.
func (h *headings) count(of measure, alone bool) int {
	best, found := 0, [5]int{}
	for i, head := range h.heads {
		col := h.row.Cells[i].Col
		w, ok := countsBy(head, h.ahead)
		if !ok || h.taken[col] || w.rank == total && !alone || h.below.moments(col) {
			continue
		}
		place := slices.IndexFunc(countHeads, func(n string) bool { return table.Heading(n) == head })
		if place < 0 {
			place = len(countHeads)
		}
		key := [5]int{0, 0, int(w.of), w.rank, place}
		if !h.below.counts(col) {
			key[0] = 1
		}
		switch {
		case w.rank == total:
			key[1] = 2
		case w.of != of:
			key[1] = 1
		}
		if best == 0 || slices.Compare(key[:], found[:]) < 0 {
			best, found = col, key
		}
	}
	if best != 0 {
		h.taken[best] = true
	}
	return best
}

// findCounts finds the columns of counts of each queue:
//   - words that the shop itself wrote into columns of the queue: all of them add up;
//   - its id and names, and words of a preset's columns that are names of shops or
//     channels: each is a part, and parts add up, but names of the same part do not;
//   - names of one count (咨询人数, 接待人数 …): the first of them, see [headings.count].
func (c *Config) findCounts(h *headings, l *layout) bool {
	for _, own := range []bool{true, false} { // what the shop wrote is nobody else's
		for qi := range c.Queues {
			if c.Queues[qi].ownColumns != own {
				continue
			}
			for _, col := range h.parts(&c.Queues[qi]) {
				h.taken[col] = true
				l.counts, l.countQueues = append(l.counts, col), append(l.countQueues, qi)
			}
		}
	}
	if len(l.counts) == 0 && len(c.Queues) == 1 {
		if col := h.count(c.measure(), true); col != 0 {
			l.counts, l.countQueues = []int{col}, []int{0}
		}
	}
	return len(l.counts) > 0
}

// parts returns the columns that add up to the counts of a queue.
func (h *headings) parts(q *Queue) (cols []int) {
	var groups [][]string // names of one part each
	name := []string{q.ID, q.Name.ZH, q.Name.EN, q.Short.ZH, q.Short.EN}
	for i := range name {
		name[i] = table.Heading(name[i])
	}
	if q.ownColumns {
		for _, w := range q.Columns {
			groups = append(groups, []string{table.Heading(w)})
		}
		if cols = h.oneOfEach(groups); cols != nil {
			return cols
		}
		return h.oneOfEach([][]string{name})
	}
	groups = [][]string{name}
	var counts []string
	for _, word := range q.Columns {
		head := table.Heading(word)
		if _, ok := countsBy(head, false); ok {
			counts = append(counts, head)
			continue
		}
		i := slices.IndexFunc(groups, func(g []string) bool {
			return slices.ContainsFunc(g, func(n string) bool { return n != "" && (strings.HasPrefix(n, head) || strings.HasPrefix(head, n)) })
		})
		if i < 0 {
			i, groups = len(groups), append(groups, nil)
		}
		groups[i] = append(groups[i], head)
	}
	if cols = h.oneOfEach(groups); cols != nil {
		return cols
	}
	// A queue that is called by a name of a count has all names of that count.
	if len(counts) > 0 {
		if col := h.count(q.measureOf(), false); col != 0 {
			return []int{col}
		}
	}
	return nil
}

// oneOfEach returns the first free column that is called by each group of names.
func (h *headings) oneOfEach(groups [][]string) (cols []int) {
	for _, names := range groups {
		for i, head := range h.heads {
			if col := h.row.Cells[i].Col; head != "" && slices.Contains(names, head) && !h.taken[col] && !slices.Contains(cols, col) {
				cols = append(cols, col)
				break
			}
		}
	}
	slices.Sort(cols)
	return cols
}

// findWho finds the columns that say which of several rows of one interval a row is: of
// whom, of which shop, of what.
func (h *headings) findWho(l *layout) {
	for i, head := range h.heads {
		col := h.row.Cells[i].Col
		if head == "" || h.taken[col] || remarkHead.MatchString(head) || h.below == nil {
			continue
		}
		if _, count := countsBy(head, h.ahead); count || durationHead.MatchString(head) {
			continue
		}
		if named := peopleHead.MatchString(head) || categoryHead.MatchString(head); named && h.below.column(col).filled > 0 || h.below.column(col).sorts(h.below.rows) {
			l.who = append(l.who, col)
		}
	}
}

// fewestAcross is how many columns must be times of day before a sheet is read
// as having its hours across.
const fewestAcross = 6

// findAcross matches a heading row with a column for each hour of the day. Whose
// counts they are is said by a queue column or the sheet's name, where there is
// more than one queue.
func (c *Config) findAcross(sheet string, h *headings, l *layout) bool {
	var across, starts []int
	var how []marks
	for _, cell := range h.row.Cells {
		text := table.Clean(cell.Text)
		if h.taken[cell.Col] || text == "" || len(text) > 40 {
			continue
		}
		if m, said, ok := parseHour(text); ok {
			across, starts, how = append(across, cell.Col), append(starts, m), append(how, said)
		}
	}
	queue := c.sheetQueue(sheet)
	if len(across) < fewestAcross || l.queue == 0 && queue < 0 {
		return false
	}
	l.across, l.starts, l.how, l.acrossQueue, l.hour = across, starts, how, queue, 0
	return true
}

// sheetQueue returns whose counts a sheet holds where no column says it, -1 where that is
// not known.
func (c *Config) sheetQueue(sheet string) int {
	if len(c.Queues) == 1 {
		return 0
	}
	if sheet == "" {
		return -1
	}
	return c.queueByColumn(sheet)
}
