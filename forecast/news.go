package forecast

import (
	"fmt"
	"sort"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// newsDays is how long a change is news.
const newsDays = 13 * 7

// news says what has changed lately in the history of q, and what is done about it: the
// level, opening hours, weekdays.
func (q *queue) news() (lines []lang.Text) {
	last := q.hist.lastKnown()
	for i, s := range q.shifts {
		date := q.hist.date(s.day)
		switch {
		case last-s.day >= newsDays || i < len(q.shifts)-1 && s.stands < settledDays:
		case s.settled():
			lines = append(lines, lang.F("%[1]s：自 %[2]v 起咨询量是之前的 %[3]s 倍，预测按新的水平",
				"%[1]s: since %[2]v the volume is %[3]s times the weeks before, and the forecast follows it", q.name, date, times(s.factor)))
		case s.factor >= askedFactor:
			lines = append(lines, lang.F("%[1]s：自 %[2]v 起咨询量是前几周的 %[3]s 倍：是活动，还是新的水平？活动请填进活动表；现在只按一部分计入",
				"%[1]s: since %[2]v the volume is %[3]s times the weeks before: a campaign to enter as an event, or a new level? The forecast follows it in part", q.name, date, times(s.factor)))
		case s.factor <= 1/askedFactor:
			lines = append(lines, lang.F("%[1]s：自 %[2]v 起咨询量只有前几周的 %[3]s 倍：是临时的（停业、故障、漏导），还是新的水平？现在只按一部分计入",
				"%[1]s: since %[2]v the volume is only %[3]s times the weeks before: for a time (a closure, a fault, an incomplete export), or a new level? The forecast follows it in part", q.name, date, times(s.factor)))
		}
	}
	lines = append(lines, q.turnNews()...)
	for _, h := range q.habits {
		if last-h.from < newsDays {
			lines = append(lines, q.habitNews(h)...)
		}
	}
	return lines
}

// turnNews lists the hours and weekdays that opened or closed, those alike together.
func (q *queue) turnNews() (lines []lang.Text) {
	type group struct {
		days   []int
		since  int
		opened bool
		hours  string
	}
	var groups []*group
	for k := range 7 {
		for _, opened := range []bool{true, false} {
			var slots []int
			since := q.hist.days
			for _, t := range q.turns {
				if t.weekday == k && t.opened == opened {
					slots, since = append(slots, t.slot), min(since, t.since)
				}
			}
			if len(slots) == 0 {
				continue
			}
			hours, found := q.hours(slots), false
			for _, g := range groups {
				if g.opened == opened && g.hours == hours {
					g.days, g.since, found = append(g.days, k), min(g.since, since), true
				}
			}
			if !found {
				groups = append(groups, &group{[]int{k}, since, opened, hours})
			}
		}
	}
	for _, g := range groups {
		date := q.hist.start + workcal.Date(g.since)
		if g.opened {
			lines = append(lines, lang.F("%[1]s：%[2]s %[3]s 自 %[4]v 起有咨询，以前没有；预测按已开放",
				"%[1]s: %[2]s %[3]s has contacts since %[4]v and had none before; taken to be open now", q.name, weekdayList(g.days), g.hours, date))
		} else {
			lines = append(lines, lang.F("%[1]s：%[2]s %[3]s 自 %[4]v 起没有咨询，以前有；预测按已关闭",
				"%[1]s: %[2]s %[3]s has no contacts since %[4]v and had some before; taken to be closed now", q.name, weekdayList(g.days), g.hours, date))
		}
	}
	return lines
}

// habitNews says what changed on a weekday: the day, then the hours that changed beside
// it, neighbours of the same direction together.
func (q *queue) habitNews(h habit) (lines []lang.Text) {
	day, date := weekdayNames[h.weekday], q.hist.date(h.from)
	if h.day != 1 {
		lines = append(lines, lang.F("%[1]s：%[2]s自 %[3]v 起咨询量是以前的 %[4]s 倍，每周如此，视为新的平时",
			"%[1]s: since %[3]v %[2]s has %[4]s times what it had before, every week; taken for the new normal", q.name, day, date, times(h.day)))
	}
	parts := q.hist.slots / len(h.factors)
	for i := 0; i < len(h.factors); {
		by := h.factors[i] / h.day
		j, sum := i, 0.0
		for j < len(h.factors) && h.factors[j] != h.day && (h.factors[j] > h.day) == (by > 1) {
			sum += h.factors[j]
			j++
		}
		if j == i {
			i++
			continue
		}
		var slots []int
		for s := i * parts; s < j*parts; s++ {
			slots = append(slots, s)
		}
		if mean := sum / float64(j-i); mean > openedFactor {
			lines = append(lines, lang.F("%[1]s：%[2]s %[3]s 自 %[4]v 起有咨询，以前几乎没有",
				"%[1]s: %[2]s %[3]s has contacts since %[4]v and had hardly any before", q.name, day, q.hours(slots), date))
		} else {
			lines = append(lines, lang.F("%[1]s：%[2]s %[3]s 自 %[4]v 起咨询量是以前的 %[5]s 倍，每周如此，视为新的平时",
				"%[1]s: %[2]s %[3]s has %[5]s times what it had before since %[4]v, every week; taken for the new normal", q.name, day, q.hours(slots), date, times(mean)))
		}
		i = j
	}
	return lines
}

// hours prints slots of a day as spans: 09:00–12:00, 22:00–24:00.
func (q *queue) hours(slots []int) string {
	sort.Ints(slots)
	out := ""
	for i := 0; i < len(slots); {
		j := i + 1
		for j < len(slots) && slots[j] == slots[j-1]+1 {
			j++
		}
		if out != "" {
			out += ", "
		}
		out += clock(slots[i]*q.hist.step) + "–" + clock((slots[j-1]+1)*q.hist.step)
		i = j
	}
	return out
}

func weekdayList(days []int) lang.Text {
	if len(days) == 7 {
		return lang.T("每天", "every day")
	}
	var names []lang.Text
	for _, k := range days {
		names = append(names, weekdayNames[k])
	}
	return lang.Join(names, "、", ", ")
}

// times prints a factor: 1.8, 0.35.
func times(f float64) string {
	if f < 1 {
		return fmt.Sprintf("%.2f", f)
	}
	return fmt.Sprintf("%.1f", f)
}
