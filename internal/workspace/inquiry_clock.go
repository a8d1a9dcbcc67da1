package workspace

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// What the times of a sheet mean, where one alone does not say it: 1 to 24 are the ends of
// the hours, a clock of Greenwich is eight hours behind, a date alone is the count of a day.

// settle gives the counts of the sheet their places in the file, by what all its times say.
func (r *countSheet) settle() {
	if r.l.days != nil { // one date after the other
		for _, slots := range r.got {
			slices.SortStableFunc(slots, func(a, b slot) int { return int(a.col) - int(b.col) })
		}
	}
	r.f.soFar = r.f.soFar || r.l.saysSoFar()
	step := sheetStep(r.got)
	r.settleParts()
	r.settleZone()
	if r.l.list {
		r.settleContacts()
	} else {
		r.settleEnds(step)
		r.settleDays()
	}
	if r.any(epoch) {
		r.note("时间是 1970 年起的秒数（或毫秒数），换成北京时间", "times are seconds (or milliseconds) since 1970 and are read as Beijing time")
	}
	if y := r.years; y.first != 0 {
		r.note("日期没写年份，按最近过去的算：%s 到 %s", "dates without a year are taken for the latest that have passed, %s to %s", y.first, y.last)
	}
	for q, slots := range r.got {
		for _, s := range slots {
			if s.marks.has(untimed) {
				r.f.days[q] = append(r.f.days[q], s)
			} else {
				r.f.queues[q] = append(r.f.queues[q], s)
			}
		}
	}
}

// note tells something of the sheet.
func (r *countSheet) note(zh, en string, args ...any) {
	where := table.Pos{File: r.book.Name}
	if len(r.f.sheets) > 1 {
		where.Sheet = r.f.sheets[r.sheet]
	}
	r.h.note("%s："+zh, "%s: "+en, append([]any{where}, args...)...)
}

// each calls do for every count of the sheet.
func (r *countSheet) each(do func(q int, s *slot)) {
	for q := range r.got {
		for i := range r.got[q] {
			do(q, &r.got[q][i])
		}
	}
}

// any reports whether a count has one of the marks.
func (r *countSheet) any(m marks) (found bool) {
	r.each(func(_ int, s *slot) { found = found || s.marks.has(m) })
	return found
}

// sheetStep is the length of the intervals, in minutes.
func sheetStep(queues [][]slot) int {
	step := 60
	for _, slots := range queues {
		for _, s := range slots {
			if s.at%60 != 0 {
				step = min(step, 30)
			}
			if s.at%30 != 0 {
				step = 15
			}
		}
	}
	return step
}

// settleParts takes 1 for the end of a day among parts of a day.
func (r *countSheet) settleParts() {
	if !r.any(parts) || !r.any(bare1) {
		return
	}
	r.each(func(_ int, s *slot) {
		if s.marks.has(bare1) {
			s.at, s.marks = s.at-60+1440, s.marks|at24
		}
	})
}

// settleEnds moves counts whose times are the ends of their intervals to the beginnings.
func (r *countSheet) settleEnds(step int) {
	midnight := r.midnights(step)
	timed := func(s *slot) bool { return !s.marks.has(untimed | nth) }
	first := false // 0:00 is among the hours
	r.each(func(_ int, s *slot) { first = first || timed(s) && s.at%1440 == 0 && !s.marks.has(at24) })
	last := r.any(at24)
	ends := r.l.ends
	switch {
	case ends && r.any(spanned): // the beginnings are there too
	case ends:
		r.note("时间是每个时段的结束时间，已换成开始时间", "times are the ends of the intervals and are read as such")
	case last && !first:
		ends = true
		if midnight {
			r.note("0 点写在每天最后，时间当作每个时段的结束时间", "midnight stands at the end of each day: times are taken as the ends of the intervals")
		} else {
			r.note("有 24 点、没有 0 点，时间当作每个时段的结束时间", "hours go to 24 and there is no 0: they are taken as the ends of the intervals")
		}
	case last:
		r.each(func(_ int, s *slot) {
			if s.marks.has(at24) && len(*r.problems) < maxFileProblems {
				r.problems.Add(r.f.at(*s), lang.T("0 点和 24 点都有，看不出时间是时段的开始还是结束", "there are both 0:00 and 24:00: whether times are the beginnings or the ends of the intervals is not known"),
					lang.T("时间都写开始的，0 点到 23 点", "write the beginnings, 0:00 to 23:00"))
			}
		})
	}
	zeroth := false
	r.each(func(_ int, s *slot) { zeroth = zeroth || s.marks.has(nth) && s.at%1440 == 0 && !s.marks.has(at24) })
	if r.any(nth) && !zeroth {
		r.note("“第 1 小时”当作 0 点到 1 点", "the first hour is taken for 0:00 to 1:00")
	}
	r.each(func(_ int, s *slot) {
		if ends && timed(s) && !s.marks.has(spanned) {
			s.at -= step
		}
		if s.marks.has(nth) && !zeroth {
			s.at -= 60
		}
	})
}

// midnights takes 0:00 for the end of its day where it follows the last interval of the
// same date throughout, and reports whether it did.
func (r *countSheet) midnights(step int) bool {
	behind, before := false, false
	look := func(do func(s *slot)) {
		for q := range r.got {
			for i := range r.got[q] {
				s := &r.got[q][i]
				if s.at%1440 != 0 || s.marks.has(untimed|nth|at24) {
					continue
				}
				if i > 0 && r.got[q][i-1].at == s.at+1440-step && r.got[q][i-1].marks == s.marks {
					do(s)
				} else {
					before = true
				}
			}
		}
	}
	look(func(*slot) { behind = true })
	if !behind || before || r.any(spanned) {
		return false
	}
	var at []*slot
	look(func(s *slot) { at = append(at, s) })
	for _, s := range at {
		s.at, s.marks = s.at+1440, s.marks|at24
	}
	return true
}

// leastGap is by how much of all contacts one reading of the clock must fit better than
// the other to be taken against the rule.
const leastGap = .05

// settleZone moves counts by the clock of Greenwich to that of Beijing, unless they lie
// in the open hours, or outside the night, as they stand.
func (r *countSheet) settleZone() {
	if !r.any(inUTC) {
		return
	}
	var here, there, all float64 // contacts while nobody is expected, as written and eight hours later
	r.each(func(q int, s *slot) {
		if !s.marks.has(inUTC) {
			return
		}
		quiet := func(minute int) float64 {
			if minute %= 1440; !r.h.config.Queues[q].OpenAt(minute) || minute >= 60 && minute < 420 {
				return s.count
			}
			return 0
		}
		here, there, all = here+quiet(s.at), there+quiet(s.at+beijing), all+s.count
	})
	if all > 0 && there-here > leastGap*all {
		r.note("时间带 Z（UTC），但照写的钟点才合营业时间，按北京时间读", "times end in Z (UTC), yet fit the hours of the shop as they stand: they are read as Beijing time")
		return
	}
	r.note("时间带 Z（UTC），加 8 小时换成北京时间", "times end in Z (UTC): eight hours are added for Beijing time")
	r.each(func(_ int, s *slot) {
		if s.marks.has(inUTC) {
			s.at += beijing
		}
	})
}

// settleDays decides what counts with a date alone are: those of whole days, sums of
// days that are there by the hour, or those of midnight.
func (r *countSheet) settleDays() {
	if r.everyMidnight() {
		r.each(func(_ int, s *slot) { s.marks |= untimed })
	}
	if !r.any(untimed) {
		return
	}
	for q := range r.got {
		type day struct {
			sum      float64
			midnight bool
			hours    int
		}
		days := map[workcal.Date]day{}
		for _, s := range r.got[q] {
			if d := days[workcal.Date(s.at/1440)]; !s.marks.has(untimed) {
				d.sum, d.midnight, d.hours = d.sum+s.count, d.midnight || s.at%1440 == 0, d.hours+1
				days[workcal.Date(s.at/1440)] = d
			}
		}
		r.got[q] = slices.DeleteFunc(r.got[q], func(s slot) bool {
			d := days[workcal.Date(s.at/1440)]
			if !s.marks.has(untimed) || d.hours == 0 {
				return false
			}
			if s.count == d.sum && d.hours > 1 {
				r.sums.add(int(s.row), "")
				return true
			}
			return false
		})
		for i := range r.got[q] {
			s := &r.got[q][i]
			d := days[workcal.Date(s.at/1440)]
			switch {
			case !s.marks.has(untimed) || d.hours == 0:
			case r.l.hour == 0 && !d.midnight:
				s.marks &^= untimed // spreadsheets drop the 0:00 of a moment
			case len(*r.problems) < maxFileProblems:
				r.problems.Add(r.f.at(*s), lang.F("%s 的这个数没有钟点", "the count of %s has no hour", workcal.Date(s.at/1440)), lang.T("补上小时；是合计的话写“合计”", "write its hour, or “total” beside it if it is one"))
			}
		}
	}
}

// fewestMidnights is how many days must have one count each, at midnight, to be read as
// those of whole days.
const fewestMidnights = 3

// everyMidnight reports whether the sheet has one count a day, of midnight, throughout.
func (r *countSheet) everyMidnight() bool {
	for q := range r.got {
		days := map[int]bool{}
		for _, s := range r.got[q] {
			if s.at%1440 != 0 {
				return false
			}
			days[s.at] = true
		}
		if n := len(r.got[q]); n > 0 && len(days) < fewestMidnights {
			return false
		}
	}
	return true
}
