package workspace

import (
	"cmp"
	"regexp"
	"strings"

	"paiban/internal/table"
)

// sumRows are the rows of a sheet that sum up others, and are left out.
type sumRows struct {
	count   int
	row     int    // the first
	text    string // what it says
	between bool   // counts stand below it
}

var sumWord = regexp.MustCompile(`合计|总计|小计|共计|日计|累计|总数|总和|平均|均值|日均|时均|最高|最大|最低|最小|峰值|汇总|合計|總計|小計|共計|總數|均值|彙總|(?i)\b(?:(?:grand |sub-?)?totals?|sums?|subtotals?|averages?|avg|mean|max|min|peak)\b`)

func (s *sumRows) add(row int, text string) {
	if s.count++; s.count == 1 {
		s.row, s.text = row, text
	}
}

// sum reports whether a row sums up others, by one of its words, and counts it.
func (r *countSheet) sum(row int, date, hour, queue string) bool {
	for _, w := range []string{date, hour, queue} {
		if !numeric(w) && len(w) < 60 && sumWord.MatchString(w) && (w != queue || r.h.config.queueByColumn(w) < 0) {
			r.sums.add(row, strings.Join(strings.Fields(date+" "+hour+" "+queue), " "))
			return true
		}
	}
	return false
}

// numeric reports whether a text has no word: "", 2026-11-21, 08:00-09:00.
func numeric(s string) bool { return strings.Trim(s, "0123456789-/.: ") == "" }

// blank counts a row without date and hour as a sum where it has a number.
func (r *countSheet) blank(row table.Row) {
	for _, col := range append(append([]int{r.l.count}, r.l.counts...), r.l.across...) {
		if v, ok := table.ParseFloat(row.At(col)); ok && v != 0 {
			r.sums.add(row.Number, table.Clean(row.At(col)))
			return
		}
	}
}

// tellSums says which rows were taken for sums, but of one below all others.
func (r *countSheet) tellSums() {
	if s := r.sums; s.between || s.count > 1 {
		r.note("%d 行合计没有算进去（第一处在第 %d 行，%s）", "%d rows of sums are left out (the first is row %d, %s)", s.count, s.row, s.text)
	}
	if r.once > 0 {
		r.note("日期每天只写一次，下面 %d 行按同一天算", "the date is written once a day: %d rows below it are of the same day", r.once)
	}
}

// met is the hour last met of a queue, in minutes, and whether hours rise or fall.
type met struct{ minute, way int }

// keep remembers the date and the hour of a row, for rows below that have no date.
func (r *countSheet) keep(date, hour, queue string, t said) {
	r.sums.between = r.sums.between || r.sums.count > 0
	if date != r.date || r.hours == nil {
		r.date, r.hours = date, map[string]met{}
	}
	if hour == "" {
		return
	}
	if r.l.ends && t.minute == 0 {
		t.minute = 1440
	}
	now := met{minute: t.minute}
	if last, ok := r.hours[queue]; ok {
		if now.way = last.way; now.way == 0 {
			now.way = cmp.Compare(t.minute, last.minute)
		}
	}
	r.hours[queue] = now
}

// above is the date of the row before, for one that has none of its own but goes on with
// the hours: many write it once for each day. It is "" where the hours begin again.
func (r *countSheet) above(hour, queue string) string {
	minute, _, ok := parseHour(hour)
	if !ok {
		return ""
	}
	if r.l.ends && minute == 0 {
		minute = 1440
	}
	if last, ok := r.hours[queue]; ok && last.way*cmp.Compare(minute, last.minute) < 0 {
		return ""
	}
	if r.date != "" {
		r.once++
	}
	return r.date
}
