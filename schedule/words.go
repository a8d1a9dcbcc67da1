package schedule

import (
	"fmt"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

var weekdays = [7]lang.Text{
	lang.T("周日", "Sun"), lang.T("周一", "Mon"), lang.T("周二", "Tue"), lang.T("周三", "Wed"),
	lang.T("周四", "Thu"), lang.T("周五", "Fri"), lang.T("周六", "Sat"),
}

// Weekday names the day of the week of d: 周六, Sat.
func Weekday(d workcal.Date) lang.Text { return weekdays[d.Weekday()] }

// MonthDay prints d without its year: 11-28.
func MonthDay(d workcal.Date) string {
	_, m, day := d.Civil()
	return fmt.Sprintf("%02d-%02d", int(m), day)
}

// Duration says m minutes: 10 小时 30 分, 10 h 30 min.
func Duration(m int) lang.Text {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	switch h := m / 60; {
	case h == 0:
		return lang.F("%s%d 分钟", "%s%d min", sign, m)
	case m%60 == 0:
		return lang.F("%s%d 小时", "%s%d h", sign, h)
	default:
		return lang.F("%s%d 小时 %d 分", "%s%d h %d min", sign, h, m%60)
	}
}

// DayText names a day of the horizon or near it: 11-28 周六, Sat 11-28.
func (p *Problem) DayText(day int) lang.Text {
	d := p.Date(day)
	return lang.F("%[1]s %[2]s", "%[2]s %[1]s", MonthDay(d), Weekday(d))
}

// PersonName names person i.
func (p *Problem) PersonName(i int) string {
	if n := p.People[i].Name; n != "" {
		return n
	}
	return p.People[i].ID
}

// ShiftText names a cell: 晚班, late; 休息, a rest day.
func (p *Problem) ShiftText(s int) lang.Text {
	if s == Off {
		return lang.T("休息", "off")
	}
	if n := p.Shifts[s].Name; !n.IsZero() {
		return n
	}
	return lang.Same(p.Shifts[s].ID)
}

// QueueText names the queues of c: 售前+售后; every queue is nothing.
func (p *Problem) QueueText(c *Cover) lang.Text {
	if c.Queue == Any {
		return lang.Text{}
	}
	names := []lang.Text{p.Queues[c.Queue].Name}
	for _, q := range c.With {
		names = append(names, p.Queues[q].Name)
	}
	return lang.Join(names, "+", " + ")
}

// timed names a shift with its hours: 晚班 14:00-23:00.
func (p *Problem) timed(s int) lang.Text {
	if s == Off {
		return p.ShiftText(s)
	}
	sh := &p.Shifts[s]
	return lang.F("%s %s", "%s %s", p.ShiftText(s), Span{sh.Start(), sh.End()}.Text())
}

// Text prints s for people: 08:00-12:00, 22:00-次日06:00, 22:00-06:00 (+1).
func (s Span) Text() lang.Text {
	if s.End <= DayMinutes {
		return lang.Same(s.String())
	}
	return lang.F("%s-%s", "%s-%s", ClockText(s.Start), ClockText(s.End))
}

// ClockText prints a minute of the work date for people: 08:00, 次日06:00, 06:00 (+1);
// before it 前日23:50, 23:50 (-1).
func ClockText(m int) lang.Text {
	switch {
	case m < 0:
		return lang.T("前日"+Clock(m+DayMinutes), Clock(m+DayMinutes)+" (-1)")
	case m < DayMinutes:
		return lang.Same(Clock(m))
	}
	return lang.T("次日"+Clock(m-DayMinutes), Clock(m-DayMinutes)+" (+1)")
}

// shiftList names the shifts of set; nil is any shift.
func (p *Problem) shiftList(set []int) lang.Text {
	if set == nil {
		return lang.T("任一班次", "any shift")
	}
	var names []lang.Text
	for _, s := range set {
		names = append(names, p.ShiftText(s))
	}
	return lang.Join(names, "、", " or ")
}

// period names a stretch of q: 11-23 至 11-29.
func (p *Problem) period(q Period, s Stretch) lang.Text {
	from, to := MonthDay(p.Date(s.From)), MonthDay(p.Date(s.To-1))
	switch q {
	case Month:
		m := workcal.MonthOf(p.Date(s.From))
		return lang.T(fmt.Sprintf("%d 年 %d 月", m.Year, int(m.Month)), m.String())
	case Week:
		return lang.F("%s 至 %s 这一周", "the week %s to %s", from, to)
	case Horizon, Any7:
	}
	return lang.F("%s 至 %s", "the days %s to %s", from, to)
}

var periodWords = [...]lang.Text{
	Horizon: lang.T("整个排班周期", "over the whole horizon"),
	Week:    lang.T("每自然周", "per calendar week"),
	Month:   lang.T("每月", "per month"),
	Any7:    lang.T("任意连续 7 天", "in any 7 days in a row"),
}

// words says how strongly a rule holds, to follow its sentence.
func (f Force) words() lang.Text {
	if f.Hard {
		return lang.T("（必须）", " (hard)")
	}
	return lang.F("（尽量，每次 %d）", " (soft, %d each)", f.Cost)
}

// words says the limits of b, each number printed by say.
func (b Bound) words(say func(int) lang.Text) lang.Text {
	var parts []lang.Text
	add := func(zh, en string, args ...any) { parts = append(parts, lang.F(zh, en, args...)) }
	switch {
	case b.HardMin == b.HardMax:
		add("必须为 %s", "exactly %s", say(b.HardMin))
	default:
		if b.HardMin > 0 {
			add("至少 %s", "at least %s", say(b.HardMin))
		}
		if b.HardMax < NoMax {
			add("至多 %s", "at most %s", say(b.HardMax))
		}
	}
	if b.SoftMin > b.HardMin && b.UnderCost > 0 {
		add("最好不少于 %s", "preferably not below %s", say(b.SoftMin))
	}
	if b.SoftMax < b.HardMax && b.OverCost > 0 {
		add("最好不超过 %s", "preferably not above %s", say(b.SoftMax))
	}
	if parts == nil {
		return lang.T("不限", "no limit")
	}
	return lang.Join(parts, "，", ", ")
}

func daysText(n int) lang.Text { return lang.Count(n, "天", "day", "days") }

func timesText(n int) lang.Text { return lang.Count(n, "次", "time", "times") }

func headsText(n int) lang.Text { return lang.Count(n, "人", "head", "heads") }

func weekendsText(n int) lang.Text { return lang.Count(n, "个周末", "weekend", "weekends") }

// between names the days [from, to), to choose one of.
func (p *Problem) between(from, to int) lang.Text {
	if to-from == 1 {
		return lang.F(" %s ", "%s", p.DayText(from))
	}
	return lang.F(" %s 至 %s 之间的一天", "a day between %s and %s", p.DayText(from), p.DayText(to-1))
}
