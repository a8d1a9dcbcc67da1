package repair

import (
	"paiban/internal/lang"
	"paiban/schedule"
)

// on names a day: 11-28 周六, Sat 11-28.
func on(p *schedule.Problem, day int) lang.Text {
	d := p.Date(day)
	return lang.F("%[1]s %[2]s", "%[2]s %[1]s", schedule.MonthDay(d), schedule.Weekday(d))
}

// who names a person.
func who(p *schedule.Problem, i int) string {
	if n := p.People[i].Name; n != "" {
		return n
	}
	return p.People[i].ID
}

// shiftName names a cell: 晚班, late; 休息, off.
func shiftName(p *schedule.Problem, s int) lang.Text {
	switch {
	case s == schedule.Off:
		return lang.T("休息", "off")
	case p.Shifts[s].Name.IsZero():
		return lang.Same(p.Shifts[s].ID)
	}
	return p.Shifts[s].Name
}

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
		all = append(all, lang.Same(who(p, i)))
	}
	return names(all, 6)
}

func dayNames(p *schedule.Problem, days []int) lang.Text {
	if len(days) == p.Days && p.Days > 1 {
		return lang.T("每天", "every day")
	}
	var all []lang.Text
	for _, d := range days {
		all = append(all, on(p, d))
	}
	return names(all, 7)
}
