package year

import (
	"fmt"
	"math/rand/v2"
)

// ruleSlips are small teams under the rules that shops have of their own. Each has a roster
// that keeps all of them, and what it must look like follows from counting.
var ruleSlips = []Slip{
	{"rules/heads-by-weekday", func(w *World, kind string, r *rand.Rand) {
		// Two on each weekday and three on both weekend days are 16 shifts, three people with
		// a rest day give 18; four are asked for on none.
		heads := "[{min: 2, max: 2, force: hard}, {min: 3, max: 3, days: [sat, sun], force: hard}]"
		t := w.team(fmt.Sprintf(shopOfHeads, heads, ""), 3, nil)
		t.heads(kind, t.mustHold(kind), [7]int{2, 2, 2, 2, 2, 3, 3})
	}},
	{"rules/heads-of-a-date", func(w *World, kind string, r *rand.Rand) {
		// A sale on one day needs everybody, else two will do: at most 6 × 2 + 4 = 16 of the 24
		// shifts that four people with a rest day give.
		day := r.IntN(7)
		date := iso(w.nextWeek().AddDate(0, 0, day))
		heads := fmt.Sprintf("[{min: 2, max: 2, force: hard}, {min: 4, dates: [%s], force: hard}]", date)
		want := [7]int{2, 2, 2, 2, 2, 2, 2}
		want[day] = 4
		t := w.team(fmt.Sprintf(shopOfHeads, heads, ""), 4, nil)
		t.heads(kind, t.mustHold(kind), want)
	}},
	{"rules/class-every-week", func(w *World, kind string, r *rand.Rand) {
		// T1 has a class on one afternoon of the week; the shift runs to 18:00 and three of
		// the four are enough.
		day := r.IntN(7)
		t := w.team(fmt.Sprintf(shopOfHeads, "{min: 2, max: 3, force: hard}", ""), 4, nil)
		rows := [][]any{{"工号", "姓名", "不可上时间"}}
		for i := range 4 {
			row := []any{fmt.Sprintf("T%d", i+1), w.People[i].Name, ""}
			if i == 0 {
				row[2] = "周" + string([]rune("一二三四五六日")[day]) + " 14:00-18:00"
			}
			rows = append(rows, row)
		}
		t.Save("people.csv", table(rows))
		if cells := t.mustHold(kind); cells["T1"] != nil && cells["T1"][day] != "" {
			t.Fail(kind, "T1 cannot work on %v and has %v", rows[1][2], cells["T1"])
		}
	}},
}

// shopOfHeads is a shop with one shift E of heads %s and further rules %s, whose people have
// one rest day a week or more.
const shopOfHeads = `preset: wangdian
queues: [{id: service, windows: [{id: main, force: off}]}]
handovers: [{id: early-late, remove: true}]
meetings: [{id: monday, remove: true}]
shifts:
  - {id: E, hours: [09:00-18:00], heads: %s}
  - {id: L, remove: true}
rules:
  continuous_work: {force: off}
  rest_days_week: {min: 1, usual: 1, force: hard}
  rotation: {force: off, steady: off, kinds: [early, late]}
%s`

// heads requires that so many people work on each day.
func (t *team) heads(kind string, cells map[string][]string, want [7]int) {
	var got [7]int
	for _, row := range cells {
		for d, c := range row {
			if c != "" {
				got[d]++
			}
		}
	}
	if cells != nil && got != want {
		t.Fail(kind, "%v people a day, %v are asked for: %v", got, want, cells)
	}
}
