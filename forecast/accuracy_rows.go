package forecast

import (
	"fmt"
	"math"

	"paiban/internal/lang"
)

// AccuracyRow is a line of the tables of accuracy.
type AccuracyRow struct {
	By    string // what the table goes by, for machines: all, week, day, hour, lead
	Key   string // which part of it: 2026-W48, weekend, 06-12, 3-7
	Label lang.Text
	Tally
}

// hourBands are the parts of the day that a table has a line for, in hours.
var hourBands = [][2]int{{0, 6}, {6, 12}, {12, 18}, {18, 24}}

// Rows are the tables of a, one below the other: the weeks, all of them, kinds of days,
// parts of the day, and leads. Parts of which nothing is known are left out.
func (a *Accuracy) Rows() (rows []AccuracyRow) {
	add := func(by, key string, label lang.Text, t Tally) {
		if t.Hours > 0 {
			rows = append(rows, AccuracyRow{by, key, label, t})
		}
	}
	for _, w := range a.Weeks {
		add("week", w.Week.String(), lang.Same(w.Week.String()), w.Tally)
	}
	add("all", "all", lang.T("合计", "all"), a.All)
	for k, t := range a.Kinds {
		add("day", DayKindKeys[k], DayKindNames[k], t)
	}
	for _, h := range hourBands {
		var t Tally
		for _, one := range a.Hours[h[0]:h[1]] {
			t = t.Plus(one)
		}
		add("hour", fmt.Sprintf("%02d-%02d", h[0], h[1]), lang.Same(fmt.Sprintf("%02d:00–%02d:00", h[0], h[1])), t)
	}
	from := 1
	for b, t := range a.Leads {
		to := LeadEnds[b]
		key, label := fmt.Sprintf("%d-%d", from, to), lang.F("提前 %d–%d 天", "%d–%d days before", from, to)
		if to == math.MaxInt {
			key, label = fmt.Sprintf("%d-", from), lang.F("提前 %d 天以上", "%d days or more", from)
		}
		add("lead", key, label, t)
		from = to + 1
	}
	return rows
}
