package workspace

import (
	"cmp"
	"slices"

	"paiban/internal/table"
	"paiban/internal/workcal"
)

// A slip of the pen in one row must not bend the forecast of all. What cannot be is
// refused where it is read; what hardly can be is left out here, and told with its row.

const (
	// spikeTimes is how many times the greatest of all other counts a count must be to
	// be left out: a promotion has many great counts, a slip stands alone.
	spikeTimes = 20
	spikeCount = 100 // at least
	mostSpikes = 3   // of a queue, or
	spikeShare = 200 // one in so many of its counts
	leastSlots = 50  // counts of a queue by which others are judged
	leastDays  = 14  // the same, of whole days

	futureGap  = 28  // days between the history and days to come that are slips
	futureDays = 3   // at most so many days
	pastGap    = 400 // days between days of slips and the history: a promotion of last year is nearer
)

// leaveOut drops counts of days to come that stand far behind all others, and single
// counts far above all others, and says so.
func (h *history) leaveOut() {
	for q := range h.config.Queues {
		h.leaveOutSpikes(h.files, q, leastSlots)
		h.leaveOutSpikes(h.daily, q, leastDays)
	}
	h.leaveOutFuture()
}

// at is the place of a slot.
func (f *file) at(s slot) table.Pos {
	return table.Pos{File: f.name, Sheet: f.sheets[s.sheet], Row: int(s.row), Col: int(s.col)}
}

// stamp names the interval of a slot.
func (f *file) stamp(s slot) string {
	if f.step == 1440 {
		return workcal.Date(s.at / 1440).String()
	}
	return stampText(s.at)
}

// leaveOutSpikes drops the greatest counts of a queue, three at most or one in 200, where
// each of them is many times what follows them.
func (h *history) leaveOutSpikes(files []file, q, enough int) {
	n := 0
	for _, f := range files {
		n += len(f.queues[q])
	}
	most := max(mostSpikes, n/spikeShare)
	top := make([]float64, most+1) // the greatest counts, descending
	for _, f := range files {
		for _, s := range f.queues[q] {
			if s.count <= top[most] {
				continue
			}
			at, _ := slices.BinarySearchFunc(top, s.count, func(v, c float64) int { return cmp.Compare(c, v) })
			copy(top[at+1:], top[at:])
			top[at] = s.count
		}
	}
	if n < enough {
		return
	}
	for k := most; k > 0; k-- {
		if least, rest := top[k-1], top[k]; least >= spikeCount && least >= spikeTimes*rest {
			h.drop(files, q, func(s slot) bool { return s.count >= least }, func(f *file, s slot) {
				h.note("%s：%s 的数量 %.0f 远超其他时段（最多 %.0f），没有用；请改正", "%s: the count of %s, %.0f, is far above that of any other interval (%.0f at most) and is not used; please correct it", f.at(s), f.stamp(s), s.count, rest)
			})
			return
		}
	}
}

// leaveOutFuture drops the last few days of the history where they are yet to come and
// nothing stands between them and the days before.
func (h *history) leaveOutFuture() {
	if h.today == 0 {
		return
	}
	seen := map[workcal.Date]bool{}
	for _, f := range slices.Concat(h.files, h.daily) {
		for _, slots := range f.queues {
			for _, s := range slots {
				seen[workcal.Date(s.at/1440)] = true
			}
		}
	}
	var days []workcal.Date
	for d := range seen {
		days = append(days, d)
	}
	slices.Sort(days)
	h.leaveOutPast(days)
	for k := len(days) - 1; k > 0 && len(days)-k <= futureDays && days[k] > h.today; k-- {
		if days[k]-days[k-1] < futureGap || k < futureGap {
			continue
		}
		from := int(days[k]) * 1440
		told := map[table.Pos]bool{}
		tell := func(f *file, s slot) {
			at := f.at(s)
			at.Col = 0
			if !told[at] {
				h.note("%s：%s 还没有到，离其他日子也远，没有用；检查年份和月份", "%s: %s is yet to come, far from all other days, and is not used; check the year and the month", at, workcal.Date(s.at/1440))
			}
			told[at] = true
		}
		for q := range h.config.Queues {
			h.drop(h.files, q, func(s slot) bool { return s.at >= from }, tell)
			h.drop(h.daily, q, func(s slot) bool { return s.at >= from }, tell)
		}
		return
	}
}

// leaveOutPast drops the first few days of the history where more than a year lies between
// them and the days that follow.
func (h *history) leaveOutPast(days []workcal.Date) {
	for k := 1; k <= futureDays && len(days)-k >= futureGap; k++ {
		if days[k]-days[k-1] < pastGap {
			continue
		}
		to := int(days[k]) * 1440
		told := map[table.Pos]bool{}
		tell := func(f *file, s slot) {
			at := f.at(s)
			if at.Col = 0; !told[at] && len(told) < maxFileProblems {
				h.note("%s：%s 离其他日子 %d 天，没有用；检查年份", "%s: %s lies %d days before all other days and is not used; check the year", at, workcal.Date(s.at/1440), int(days[k]-days[k-1]))
			}
			told[at] = true
		}
		for q := range h.config.Queues {
			h.drop(h.files, q, func(s slot) bool { return s.at < to }, tell)
			h.drop(h.daily, q, func(s slot) bool { return s.at < to }, tell)
		}
		return
	}
}

// drop takes the slots of a queue out of files that are slips, and tells each.
func (h *history) drop(files []file, q int, slip func(slot) bool, tell func(*file, slot)) {
	for i := range files {
		f := &files[i]
		f.queues[q] = slices.DeleteFunc(f.queues[q], func(s slot) bool {
			if !slip(s) {
				return false
			}
			tell(f, s)
			return true
		})
	}
}
