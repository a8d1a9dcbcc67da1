package settlement

import (
	"slices"
	"strings"

	"paiban/attendance/punch"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// pickMonth settles on the month that most of the exports are of, by person-days,
// where neither the options nor a folder name one.
func (m *month) pickMonth(exports []*punch.Export) {
	if m.Month != (workcal.Month{}) {
		return
	}
	count := map[workcal.Month]int{}
	for _, e := range exports {
		for _, month := range e.Months() {
			n := e.DaysIn(month)
			if count[month] += n; m.Month == (workcal.Month{}) || count[month] > count[m.Month] {
				m.Month = month
			}
		}
	}
	if len(count) > 1 {
		m.notes = append(m.notes, lang.F("打卡文件里有 %d 个月的数据，结算最多的 %v；用 --month 换一个", "the punch files cover %d months; %v has the most days and is settled; use --month to choose another", len(count), m.Month))
	}
}

// holdMonth refuses exports that hold nothing of the month: with rosters at hand
// everybody would be absent.
func holdMonth(exports []*punch.Export, month workcal.Month) error {
	var other []string
	for _, e := range exports {
		if e.DaysIn(month) > 0 {
			return nil
		}
		for _, m := range e.Months() {
			if !slices.Contains(other, m.String()) {
				other = append(other, m.String())
			}
		}
	}
	return lang.Errorf("打卡文件里没有 %v 的打卡", "the punch files have no punches in %v", month).
		WithHint("里面是 %s 的打卡；用 --month 指明月份，或换文件", "they cover %s: name that month with --month, or use other files", strings.Join(other, ", "))
}
