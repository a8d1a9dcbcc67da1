package workspace

import (
	"path/filepath"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// ReadSoFar reads one table of the counts of a day that is not over, wherever it lies, by
// the rules of inquiries/: it may hold a row for each contact, and totals so far where a
// heading says so. Counts of whole days are refused: they do not say until when they go.
func (w *Workspace) ReadSoFar(path string, day workcal.Date) (*Counts, error) {
	var problems table.Problems
	h := &history{config: w.Config, today: w.Today}
	h.open(path, &problems)
	if len(problems) == 0 && len(h.daily) > 0 {
		problems.Add(table.Pos{File: filepath.Base(path)},
			lang.T("一天只有一个数，看不出是到几点的", "there is one count a day, which does not say until when"),
			lang.T("导出按小时（或更细）的咨询量，或每条会话一行的明细", "export counts by the hour or finer, or a row for each contact"))
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	h.differ()
	series := h.series()
	there := false
	for _, s := range series {
		there = there || s.Start <= day && int(day-s.Start)*1440/s.Step < len(s.Values)
	}
	if !there {
		return nil, lang.Errorf("%s 里没有 %s 的咨询量", "%s has no counts of %s", filepath.Base(path), day).
			WithHint("检查文件是不是今天导出的；看别的日子用 --at \"日期 时间\"", "check that the file is of today; name another day with --at \"DATE TIME\"")
	}
	return &Counts{series, append(h.notes, h.readings(true)...), h.readings(false)}, nil
}

// differ turns totals so far into counts where a heading says that they are; one day is too
// little to tell by the counts.
func (h *history) differ() {
	for i := range h.files {
		f := &h.files[i]
		for q := range f.queues {
			if r := riseOf(f.queues[q]); f.soFar && !r.falls && r.rises > 0 {
				f.queues[q] = differ(f.queues[q], f.step, true)
				h.note("%s：表头说是累计数%s，已换成每个时段的数", "%s: the heading says totals so far%s; they are read as their differences", f.name, h.ofQueue(h.config.Queues[q].Name))
			}
		}
	}
}
