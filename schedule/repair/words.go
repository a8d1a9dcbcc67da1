package repair

import (
	"paiban/internal/lang"
	"paiban/schedule"
)

// names lists what is named, no more than most of them.
func names(all []lang.Text, most int) lang.Text {
	n := len(all)
	if n > most {
		all = append(all[:most:most], lang.F("等 %d 个", "… (%d in all)", n))
	}
	return lang.Join(all, "、", ", ")
}

func peopleNames(p *schedule.Problem, people []int) lang.Text {
	var all []lang.Text
	for _, i := range people {
		all = append(all, lang.Same(p.PersonName(i)))
	}
	return names(all, 6)
}

func dayNames(p *schedule.Problem, days []int) lang.Text {
	if len(days) == p.Days && p.Days > 1 {
		return lang.T("每天", "every day")
	}
	var all []lang.Text
	for _, d := range days {
		all = append(all, p.DayText(d))
	}
	return names(all, 7)
}
