package workspace

import (
	"regexp"

	"paiban/internal/table"
)

// Some exports hold the total of the day so far, or of the month. Counts that never fall
// within a day, on many days of many intervals, are no counts of intervals.

const (
	risingSlots = 6  // intervals of a day that says something
	manySlots   = 10 // intervals of a day that never falls by chance
	manyDays    = 5  // such days before counts are taken for totals so far
	risingDays  = 10 // days of six intervals before it is asked whether they are
	highBegin   = 4  // times the greatest rise of its day that the first count of one is not
)

var soFar = regexp.MustCompile(`(?i)累计|累積|累計|至今|cumulative|running|so far|to date`)

// rise is what the counts of a queue say of their days: whether they only ever rise.
type rise struct {
	falls          bool
	days, long     int // days of six and of ten intervals
	steps, rises   int // from one interval of a day to the next
	nights, begins int // from one day to the next, and how many of them fall
	high           int // days whose first count is far above what the later ones rise by
}

// riseOf looks at slots, ascending by time.
func riseOf(slots []slot) (r rise) {
	most := 0.0 // the greatest rise of the day
	for i, n := 1, 1; i <= len(slots); i++ {
		if i < len(slots) && slots[i].at/1440 == slots[i-1].at/1440 {
			n++
			most = max(most, slots[i].count-slots[i-1].count)
			r.steps++
			r.falls = r.falls || slots[i].count < slots[i-1].count
			if slots[i].count > slots[i-1].count {
				r.rises++
			}
			continue
		}
		if n >= risingSlots {
			r.days++
		}
		if n >= manySlots {
			r.long++
		}
		if slots[i-n].count > highBegin*most {
			r.high++
		}
		if i < len(slots) {
			r.nights++
			if slots[i].count < slots[i-1].count {
				r.begins++
			}
		}
		n, most = 1, 0
	}
	return r
}

// add joins what two files say.
func (r *rise) add(o rise) {
	r.days, r.long, r.steps, r.rises = r.days+o.days, r.long+o.long, r.steps+o.steps, r.rises+o.rises
	r.nights, r.begins, r.high = r.nights+o.nights, r.begins+o.begins, r.high+o.high
}

// differences turns totals so far into counts, and says so. All files of a queue that
// never fall speak together: many export a day at a time.
func (h *history) differences() {
	for q := range h.config.Queues {
		var all rise
		var files []int
		for i := range h.files {
			if r := riseOf(h.files[i].queues[q]); !r.falls && r.steps > 0 {
				all.add(r)
				files = append(files, i)
			}
		}
		if all.days == 0 || 2*all.rises < all.steps {
			continue
		}
		daily := 2*all.begins >= all.nights // or those of a month go on over night
		if daily && 2*all.high > all.days {
			continue // 100, 101, 102: the first one is of no interval
		}
		for _, i := range files {
			switch f := &h.files[i]; {
			case all.long >= manyDays || f.soFar:
				f.queues[q] = differ(f.queues[q], f.step, daily)
				h.note("%s：%s每天的数只升不降，是累计数，已换成每个时段的数", "%s: the counts%s only ever rise within a day: they are totals so far, and are read as their differences", f.name, h.ofQueue(h.config.Queues[q].Name))
			case all.days >= risingDays:
				h.note("%s：%s每天的数只升不降；如果是当天累计，请导出每个时段的数", "%s: the counts%s only ever rise within a day; if they are totals so far, export those of each interval", f.name, h.ofQueue(h.config.Queues[q].Name))
			}
		}
	}
}

// differ returns what came in each interval of totals so far. It leaves out an interval
// whose predecessor is missing: the first of a day, where most days begin earlier, and one
// behind a gap.
func differ(slots []slot, step int, daily bool) (out []slot) {
	begins, days := map[int]int{}, 0
	for i, s := range slots {
		if i == 0 || slots[i-1].at/1440 != s.at/1440 {
			begins[s.at%1440]++
			days++
		}
	}
	for i, s := range slots {
		first := i == 0 || slots[i-1].at/1440 != s.at/1440
		switch {
		case i > 0 && !first && slots[i-1].at+step < s.at:
			continue
		case i == 0 && !daily || first && 10*begins[s.at%1440] < days:
			continue
		case i > 0 && !(first && daily) && slots[i-1].count <= s.count:
			s.count -= slots[i-1].count
		}
		out = append(out, s)
	}
	return out
}

// saysSoFar reports whether a heading of the counts says that they are totals so far.
func (l *layout) saysSoFar() bool {
	for _, col := range append([]int{l.count}, l.counts...) {
		if soFar.MatchString(table.Clean(l.header.At(col))) {
			return true
		}
	}
	return false
}
