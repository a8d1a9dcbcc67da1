package workspace

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// longestWish is how many days a wish of one row may last.
const longestWish = 62

// datesOf reads the dates of a wish, 2026-12-01~12-05 or two columns, into q and returns
// the last of them.
func (w *Workspace) datesOf(r *table.Record, q *Request) (last workcal.Date) {
	parts := datesApart(r.Text("date"))
	if len(parts) != 2 {
		q.Date, _ = r.Date("date")
		last = q.Date
	} else {
		var ok1, ok2 bool
		q.Date, ok1 = r.DateOf(parts[0])
		last, ok2 = endOf(r, q.Date, parts[1])
		if !ok1 || !ok2 {
			r.Problem("date", lang.F("日期 %q 看不懂", "the date %q is not understood", r.Text("date")), lang.T("写 2026-12-01，或 2026-12-01~2026-12-05", "write 2026-12-01, or 2026-12-01~2026-12-05"))
			return 0
		}
	}
	if r.Given("to") {
		if len(parts) == 2 {
			r.Problem("to", lang.T("最后一天写了两次", "the last day is given twice"), lang.T("只留一处", "keep one of them"))
		}
		last, _ = r.Date("to")
	}
	w.refuseFar(r, "date", q.Date, true)
	switch {
	case !r.OK():
	case last < q.Date:
		r.Problem("date", lang.F("最后一天 %s 在第一天 %s 之前", "the last day, %s, is before the first, %s", last, q.Date), lang.T("检查两个日期", "check both dates"))
	case last-q.Date >= longestWish:
		r.Problem("date", lang.F("从 %s 到 %s 有 %d 天，太长了", "%s to %s is %d days, which is too long", q.Date, last, int(last-q.Date)+1), lang.F("最多 %d 天；每周都如此的，写在员工表的“不可上时间”列", "at most %d days; what holds every week stands in the column Unavailable of the staff list", longestWish))
	}
	return last
}

// endOf reads the last date of a range, which may leave out the year and the month of the
// first: 2026-12-01~12-05, 12月1日至5日.
func endOf(r *table.Record, first workcal.Date, s string) (workcal.Date, bool) {
	date := first.String()
	for _, head := range []string{date[:5], date[:8]} {
		if d, ok := r.DateOf(head + strings.TrimRight(strings.Replace(s, "月", "-", 1), "日号")); ok {
			return d, true
		}
	}
	return r.DateOf(s)
}

// wishedHours reads a wish about hours of a day: 14:00后不上, 只上上午; nil where it is
// about something else. not is whether the hours are those not to be at work in.
func wishedHours(word string) (hours []Span, not bool) {
	times, left, _ := parseWeekTimes(word)
	if left != "" {
		return nil, false
	}
	for _, t := range times {
		if len(t.Days) > 0 || t.Hours == allHours {
			return nil, false
		}
		hours = append(hours, t.Hours)
	}
	low := strings.ToLower(word)
	not = denies.MatchString(low) || strings.Contains(low, "别")
	if !not && !grants.MatchString(low) && !strings.Contains(low, "上班") {
		return nil, false // 14:00后 alone says neither
	}
	return hours, not
}

// touching returns the shifts that somebody does not want who has a wish about hours of
// day d: those with a segment in the hours, or outside the only ones wanted.
func (b *builder) touching(q *Request, d int) (out []int) {
	var hours []schedule.Span
	for _, h := range q.Hours {
		hours = append(hours, schedule.Span(h))
	}
	if !q.Not {
		hours = outside(joined(hours))
	}
	for s := range b.p.Shifts {
		sh := &b.p.Shifts[s]
		if sh.Retired || sh.Cut() && !sh.Days.Has(d) {
			continue
		}
		if slices.ContainsFunc(sh.Segments, func(g schedule.Span) bool {
			return slices.ContainsFunc(hours, func(h schedule.Span) bool { return g.Overlap(h) > 0 })
		}) {
			out = append(out, s)
		}
	}
	return out
}
