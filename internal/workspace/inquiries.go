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

// Counts are what the files of inquiries/ hold.
type Counts struct {
	Series []forecast.Series
	Notes  []lang.Text // what overlaps, what was not used, what was taken for what
	Read   []lang.Text // what was read of files of which every column was used
}

// History is [Workspace.Counts] for those whom it interests only what they should look at.
func (w *Workspace) History() (series []forecast.Series, notes []lang.Text, err error) {
	c, err := w.Counts()
	if err != nil {
		return nil, nil, err
	}
	return c.Series, c.Notes, nil
}

// Counts reads inquiries/*: one series per queue of the configuration that a
// file counts, in the configuration's order. All series have the same step and
// start; NaN marks intervals that no file covers. Where files overlap, the one whose
// name sorts last is used. Notes list the overlaps and every line and column that was
// not used.
func (w *Workspace) Counts() (*Counts, error) {
	paths, left, err := FilesIn(filepath.Join(w.Root, inquiriesDir))
	if err != nil {
		return nil, err
	}
	var problems table.Problems
	h := &history{config: w.Config, today: w.Today, notes: slices.Clone(w.stray)}
	for _, l := range left {
		if l.Why == Backup {
			h.notes = append(h.notes, l.Text())
		}
	}
	for _, path := range paths {
		h.open(path, &problems)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	h.differences()
	h.leaveOut()
	h.noteUncounted()
	series := h.series()
	if err := h.spread(series); err != nil {
		return nil, err
	}
	return &Counts{series, append(h.notes, h.readings(true)...), h.readings(false)}, nil
}

// ReadCounts reads one table of expected counts by queue and interval, wherever it lies, as
// those of inquiries/ are read: days to come are days like any other, and a heading may say
// that the count is a forecast (预测咨询量, forecast, point).
func (w *Workspace) ReadCounts(path string) (*Counts, error) {
	var problems table.Problems
	h := &history{config: w.Config, ahead: true}
	h.open(path, &problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	series := h.series()
	if err := h.spread(series); err != nil {
		return nil, err
	}
	return &Counts{series, append(h.notes, h.readings(true)...), h.readings(false)}, nil
}

// open reads a file.
func (h *history) open(path string, problems *table.Problems) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		addError(problems, filepath.Base(path), err)
		return
	}
	defer book.Close()
	book.Today = h.today
	h.read(book, problems)
}

// slot is one count of one queue at a minute counted from 1970-01-01, and the cell that
// it stands in.
type slot struct {
	at         int
	count      float64
	sheet, col int16
	row        int32
	marks      marks
	whose      whose
}

// history gathers the slots of all files.
type history struct {
	config *Config
	today  workcal.Date // 0 where unknown
	ahead  bool         // the counts are expected ones
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
	soFar  bool     // a heading says that they are totals so far

	agents   agents
	contacts *contactList // of sheets with a row for each contact
	reading  reading
}

// read takes the counts of all sheets of a book that have the headings.
func (h *history) read(book *table.Book, problems *table.Problems) {
	f := file{name: book.Name, sheets: book.Sheets(), queues: make([][]slot, len(h.config.Queues)), days: make([][]slot, len(h.config.Queues))}
	var mine table.Problems
	found := false
	var seen []string // headings, for the message
	var nearly *headings
	mine = append(mine, book.LostLines()...)
	for i := range f.sheets {
		r := &countSheet{h: h, book: book, sheet: i, f: &f, problems: &mine, seen: &seen}
		if r.read() {
			found = true
			f.sawSheet(&r.l)
		}
		nearly = cmp.Or(nearly, r.nearly)
	}
	if found && len(mine) == 0 {
		h.countContacts(&f)
		h.dayFile(&f, &mine)
		h.meet(&f, &mine)
	}
	switch {
	case !found && len(mine) == 0 && table.Garbled(strings.Join(seen, "")):
		mine.Add(table.Pos{File: book.Name, Row: 1}, table.GarbledText(seen[0]), table.GarbledHint)
	case !found && len(mine) == 0:
		what, hint := h.config.noCounts(seen, nearly)
		mine.Add(table.Pos{File: book.Name}, what, hint)
	case len(mine) >= maxFileProblems:
		mine.Add(table.Pos{File: book.Name}, lang.F("错误太多，只列出前 %d 处", "too many errors; only the first %d are listed", maxFileProblems), lang.T("先改这些再运行；也可能列认错了，看表头", "correct these and run it again; if a column was misread, check the headings"))
	}
	*problems = append(*problems, mine...)
	if len(mine) > 0 || !found {
		return
	}
	f.findStep()
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

// findStep finds the step of a file.
func (f *file) findStep() {
	f.step = 60
	for _, slots := range f.queues {
		for _, x := range slots {
			if x.at%60 != 0 {
				f.step = min(f.step, 30)
			}
			if x.at%30 != 0 {
				f.step = 15
			}
		}
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
