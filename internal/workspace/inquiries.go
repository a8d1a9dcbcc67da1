package workspace

import (
	"cmp"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// maxHistory bounds the span of dates that inquiry files may cover, in days.
const maxHistory = 3660

// maxFileProblems bounds how many bad rows of one file are listed.
const maxFileProblems = 50

// History reads inquiries/*: one series per queue of the configuration that a
// file counts, in the configuration's order. All series have the same step and
// start; NaN marks intervals that no file covers. Where files overlap, the one whose
// name sorts last is used. Notes list the overlaps and every line that was not used.
func (w *Workspace) History() (series []forecast.Series, notes []lang.Text, err error) {
	paths, left, err := FilesIn(filepath.Join(w.Root, inquiriesDir))
	if err != nil {
		return nil, nil, err
	}
	var problems table.Problems
	h := &history{config: w.Config, today: w.Today, notes: slices.Clone(w.stray)}
	for _, l := range left {
		if l.Why == Backup {
			h.notes = append(h.notes, l.Text())
		}
	}
	for _, path := range paths {
		book, err := table.Open(path, table.Limits{})
		if err != nil {
			addError(&problems, filepath.Base(path), err)
			continue
		}
		book.Today = w.Today
		h.read(book, &problems)
		book.Close()
	}
	if err := problems.Err(); err != nil {
		return nil, nil, err
	}
	h.leaveOut()
	series = h.series()
	if err := h.spread(series); err != nil {
		return nil, nil, err
	}
	return series, h.notes, nil
}

// slot is one count of one queue at a minute counted from 1970-01-01, and the cell that
// it stands in.
type slot struct {
	at         int
	count      float64
	sheet, col int16
	row        int32
	marks      marks
}

// history gathers the slots of all files.
type history struct {
	config *Config
	today  workcal.Date // 0 where unknown
	files  []file
	daily  []file // with counts of whole days
	notes  []lang.Text
}

// file holds the slots of one file by queue, ascending by time.
type file struct {
	name   string
	sheets []string
	step   int // minutes
	queues [][]slot
	days   [][]slot // counts of whole days
}

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
	ends        bool // times are the ends of the intervals
	acrossQueue int  // whose counts they are, where no column names the queue
	header      table.Row
}

var (
	dateHeads  = []string{"日期", "统计日期", "date", "day", "统计时间", "时间", "日期时间", "datetime", "timestamp", "time", "开始时间", "start", "start time", "时间段", "time slot"}
	hourHeads  = []string{"小时", "时段", "时间段", "时间", "开始时间", "hour", "time", "interval", "slot", "period", "time slot", "start", "start time"}
	endHeads   = []string{"结束时间", "截止时间", "时段结束", "结束时刻", "结束小时", "结束", "截止", "結束時間", "截止時間", "end", "end time", "end hour", "interval end", "period end", "to", "until"}
	queueHeads = []string{"队列", "店铺", "店铺名称", "渠道", "客服组", "技能组", "队列名称", "queue", "shop", "store", "channel", "skill"}
	countHeads = []string{"咨询量", "咨询人数", "咨询数", "接待量", "接待人数", "会话量", "会话数", "消息量", "订单量", "单量", "进线量", "数量", "人数", "inquiries", "contacts", "chats", "count", "volume", "orders", "messages", "calls"}
)

// findLayout matches a heading row of a sheet.
func (c *Config) findLayout(sheet string, row table.Row) (l layout, ok bool) {
	heads := make([]string, len(row.Cells))
	for i, cell := range row.Cells {
		if len(cell.Text) < 200 {
			heads[i] = table.Heading(cell.Text)
		}
	}
	taken := map[int]bool{}
	column := func(names []string) int {
		for _, n := range names {
			for i, h := range heads {
				if h != "" && h == table.Heading(n) && !taken[row.Cells[i].Col] {
					taken[row.Cells[i].Col] = true
					return row.Cells[i].Col
				}
			}
		}
		return 0
	}
	l.header = table.Row{Number: row.Number, Cells: slices.Clone(row.Cells)}
	l.date, l.hour = column(dateHeads), column(hourHeads)
	if l.date == 0 {
		l.date = column(endHeads)
		l.ends = l.date != 0
	} else if l.hour == 0 {
		l.hour = column(endHeads)
		l.ends = l.hour != 0
	}
	if l.date == 0 {
		return l, false
	}
	if l.queue = column(queueHeads); l.queue != 0 {
		if l.count = column(countHeads); l.count != 0 {
			return l, true
		}
	}
	for qi := range c.Queues {
		q := &c.Queues[qi]
		for i, h := range heads {
			if h == "" || taken[row.Cells[i].Col] {
				continue
			}
			if slices.ContainsFunc(q.columnWords(), func(w string) bool { return table.Heading(w) == h }) {
				taken[row.Cells[i].Col] = true
				l.counts, l.countQueues = append(l.counts, row.Cells[i].Col), append(l.countQueues, qi)
			}
		}
	}
	if len(l.counts) == 0 && len(c.Queues) == 1 {
		if col := column(countHeads); col != 0 {
			l.counts, l.countQueues = []int{col}, []int{0}
		}
	}
	return l, len(l.counts) > 0 || c.findAcross(sheet, row, taken, &l)
}

// fewestAcross is how many columns must be times of day before a sheet is read
// as having its hours across.
const fewestAcross = 6

// findAcross matches a heading row with a column for each hour of the day. Whose
// counts they are is said by a queue column or the sheet's name, where there is
// more than one queue.
func (c *Config) findAcross(sheet string, row table.Row, taken map[int]bool, l *layout) bool {
	for _, cell := range row.Cells {
		text := table.Clean(cell.Text)
		if taken[cell.Col] || text == "" || len(text) > 40 {
			continue
		}
		if m, how, ok := parseHour(text); ok {
			l.across, l.starts, l.how = append(l.across, cell.Col), append(l.starts, m), append(l.how, how)
		}
	}
	l.acrossQueue = -1
	if len(c.Queues) == 1 {
		l.acrossQueue = 0
	} else if sheet != "" {
		l.acrossQueue = c.queueByColumn(sheet)
	}
	l.hour = 0
	return len(l.across) >= fewestAcross && (l.queue != 0 || l.acrossQueue >= 0)
}

// read takes the counts of all sheets of a book that have the headings.
func (h *history) read(book *table.Book, problems *table.Problems) {
	f := file{name: book.Name, sheets: book.Sheets(), queues: make([][]slot, len(h.config.Queues)), days: make([][]slot, len(h.config.Queues))}
	var mine table.Problems
	found := false
	var seen []string // headings, for the message
	mine = append(mine, book.LostLines()...)
	for i := range f.sheets {
		r := &countSheet{h: h, book: book, sheet: i, f: &f, problems: &mine, seen: &seen}
		if r.read() {
			found = true
		}
	}
	switch {
	case !found && len(mine) == 0 && table.Garbled(strings.Join(seen, "")):
		mine.Add(table.Pos{File: book.Name, Row: 1}, table.GarbledText(seen[0]), table.GarbledHint)
	case !found && len(mine) == 0:
		mine.Add(table.Pos{File: book.Name}, lang.F("找不到时间列和咨询量列；前几行是：%s", "no time column with counts beside it; the first rows are: %s", strings.Join(seen, " | ")),
			lang.F("表头要有 日期（和小时），以及 %s", "the headings should be a date (and hour), and %s", lang.T(strings.Join(h.config.countWords(lang.ZH), "、"), strings.Join(h.config.countWords(lang.EN), ", "))))
	case len(mine) >= maxFileProblems:
		mine.Add(table.Pos{File: book.Name}, lang.F("错误太多，只列出前 %d 处", "too many errors; only the first %d are listed", maxFileProblems), lang.T("先改这些再运行；也可能列认错了，看表头", "correct these and run it again; if a column was misread, check the headings"))
	}
	*problems = append(*problems, mine...)
	if len(mine) > 0 || !found {
		return
	}
	h.dayFile(&f, problems)
	h.sortSlots(&f)
	h.files = append(h.files, f)
}

func headText(row table.Row) string {
	var heads []string
	for i, c := range row.Cells {
		if i == 10 {
			heads = append(heads, "…")
			break
		}
		text := []rune(table.Clean(c.Text))
		heads = append(heads, string(text[:min(len(text), 20)]))
	}
	return strings.Join(heads, ", ")
}

// countWords lists the headings that a count column may have.
func (c *Config) countWords(l lang.Lang) (out []string) {
	for _, q := range c.Queues {
		out = append(out, q.Name.In(l))
		if len(q.Columns) > 0 && l == lang.ZH {
			out = append(out, q.Columns[0])
		}
	}
	return out
}

// columnWords lists what q may be called in an export, as a heading or as a value
// of a queue column.
func (q *Queue) columnWords() []string {
	return append([]string{q.ID, q.Name.ZH, q.Name.EN, q.Short.ZH, q.Short.EN}, q.Columns...)
}

// queueByColumn finds the queue that a value of a queue column belongs to.
func (c *Config) queueByColumn(word string) int {
	for i := range c.Queues {
		if same(word, c.Queues[i].columnWords()...) {
			return i
		}
	}
	return -1
}

func (c *Config) queueHint(word string) lang.Text {
	hint := didYouMean(word, c.queueWords())
	return lang.F("%s 或在 paiban.yaml 里把它写进某个队列的 columns", "%s Or add it to the columns of a queue in paiban.yaml.", hint)
}

// sortSlots sorts the slots of a file, finds its step and drops slots given twice:
// the later row wins.
func (h *history) sortSlots(f *file) {
	f.step = 60
	twice, first := 0, ""
	for q := range f.queues {
		s := f.queues[q]
		slices.SortStableFunc(s, func(a, b slot) int { return cmp.Compare(a.at, b.at) })
		out := s[:0]
		for _, x := range s {
			if x.at%60 != 0 {
				f.step = min(f.step, 30)
			}
			if x.at%30 != 0 {
				f.step = 15
			}
			if n := len(out); n > 0 && out[n-1].at == x.at {
				out[n-1] = x
				if twice++; first == "" {
					first = stampText(x.at)
				}
				continue
			}
			out = append(out, x)
		}
		f.queues[q] = out
	}
	if twice > 0 {
		h.note("%s：有 %d 个时段出现两次（如 %s），以后面的行为准", "%s: %d intervals appear twice (such as %s); the later row is used", f.name, twice, first)
	}
}

func (h *history) note(zh, en string, args ...any) {
	h.notes = append(h.notes, lang.F(zh, en, args...))
}

func stampText(at int) string {
	return workcal.Date(at/1440).String() + " " + Clock(at%1440).String()
}

// series lays the files over each other on the coarsest grid among them, so
// that nothing has to be guessed; counts of a finer file are summed up where
// all parts of an interval are there.
func (h *history) series() (out []forecast.Series) {
	step, first, last := 0, math.MaxInt, math.MinInt
	for _, f := range slices.Concat(h.files, h.daily) {
		if f.step < 1440 {
			step = max(step, f.step)
		}
		for _, s := range f.queues {
			if len(s) > 0 {
				first, last = min(first, s[0].at), max(last, s[len(s)-1].at)
			}
		}
	}
	if last < first {
		return nil
	}
	if days := last/1440 - first/1440 + 1; days > maxHistory {
		h.note("历史跨度 %d 天，只用最近 %d 天", "the history spans %d days; only the last %d are used", days, maxHistory)
		first = (last/1440 - maxHistory + 1) * 1440
	}
	start := first / 1440
	perDay := 1440 / step
	n := (last/1440 - start + 1) * perDay
	for qi := range h.config.Queues {
		values := make([]float64, n)
		from := make([]int, n) // which file filled it, from 1
		for i := range values {
			values[i] = math.NaN()
		}
		filled := slices.ContainsFunc(h.daily, func(f file) bool { return len(f.queues[qi]) > 0 })
		for fi, f := range h.files {
			over := 0
			sum, parts, at := 0.0, 0, -1
			flush := func() {
				if at < 0 || parts < step/f.step {
					return
				}
				if from[at] != 0 {
					over++
				}
				values[at], from[at], filled = sum, fi+1, true
			}
			for _, s := range f.queues[qi] {
				i := (s.at - start*1440) / step
				if s.at < start*1440 {
					continue
				}
				if i != at {
					flush()
					sum, parts, at = 0, 0, i
				}
				sum, parts = sum+s.count, parts+1
			}
			flush()
			if over > 0 {
				h.note("%s：有 %d 个时段（%s）在前面的文件里也有，以这个文件为准", "%s: %d intervals of %s are also in an earlier file; this file is used", f.name, over, h.config.Queues[qi].Name)
			}
		}
		if filled {
			out = append(out, forecast.Series{Queue: h.config.Queues[qi].ID, Name: h.config.Queues[qi].Name, Start: workcal.Date(start), Step: step, Values: values})
		}
	}
	return out
}
