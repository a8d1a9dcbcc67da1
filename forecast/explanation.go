package forecast

import (
	"fmt"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// explanation lists, in order of time, what differs from normal within the
// horizon and what each factor rests on; before it warnings of old history and what has changed, after
// it what was missing.
func explanation(queues []*queue) (lines []lang.Text) {
	for _, q := range queues {
		if t, ok := q.oldHistory(); ok {
			lines = append(lines, t)
		}
	}
	for _, q := range queues {
		lines = append(lines, q.news()...)
	}
	var notes []note
	for _, q := range queues {
		notes = append(notes, q.notes()...)
	}
	lines = append(lines, together(notes, len(queues))...)
	for _, q := range queues {
		if t, ok := q.missingHistory(); ok {
			lines = append(lines, t)
		}
	}
	if len(queues) > 0 {
		if t, ok := unannounced(queues[0].in); ok {
			lines = append(lines, t)
		}
	}
	return lines
}

// oldHistory warns where the history of q ends long before the horizon.
func (q *queue) oldHistory() (lang.Text, bool) {
	last := q.hist.lastKnown()
	if last < 0 || q.hist.days-1-last <= farDays {
		return lang.Text{}, false
	}
	return lang.F("%s：咨询量记录到 %s 为止，离要预测的日子还有 %d 周，只能当作参考；请补上最近的记录",
		"%s: the history ends on %s, %d weeks before the forecast begins, which is therefore a rough guide only; add the latest counts", q.name, q.hist.date(last), (q.hist.days-1-last)/7), true
}

// missingHistory says where q has no history or little.
func (q *queue) missingHistory() (lang.Text, bool) {
	switch {
	case q.known == 0:
		return lang.F("%s：没有历史，无法估计咨询量，预测为 0", "%s: no history, so the volume is unknown and forecast as 0", q.name), true
	case q.known < coldDays:
		return lang.F("%s：只有 %d 天历史，时段分布参照其他队列或通用分布，误差会较大",
			"%s: only %d days of history; the hours of the day come from other queues or a general profile, so expect larger errors", q.name, q.known), true
	}
	return lang.Text{}, false
}

// unannounced says where the horizon reaches into a year whose official holidays
// and makeup days are not known.
func unannounced(in Input) (lang.Text, bool) {
	if in.Calendar == nil {
		return lang.Text{}, false
	}
	for i := range in.Days {
		d := in.From + workcal.Date(i)
		if !in.Calendar.Day(d).Announced {
			y, _, _ := d.Civil()
			return lang.F("%d 年的放假和调休安排还不知道，只按法定节日预测；公布后请填进 holidays.csv",
				"the official holidays and makeup days of %d are not known yet, so the forecast knows the statutory days only; enter them in holidays.csv when they are announced", y), true
		}
	}
	return lang.Text{}, false
}

var weekdayNames = [7]lang.Text{lang.T("周一", "Mon"), lang.T("周二", "Tue"), lang.T("周三", "Wed"), lang.T("周四", "Thu"),
	lang.T("周五", "Fri"), lang.T("周六", "Sat"), lang.T("周日", "Sun")}

// date names the day of slot t: 6月18日 周四, Thu 18 June.
func (q *queue) date(t int) lang.Text {
	d := q.hist.start + workcal.Date(t/q.hist.slots)
	_, m, day := d.Civil()
	w := weekdayNames[mondayFirst(d)]
	return lang.Text{ZH: fmt.Sprintf("%d月%d日 %s", int(m), day, w.ZH), EN: fmt.Sprintf("%s %d %v", w.EN, day, m)}
}

// longDate names day d of history with its year: 2025-11-11 周二, Tue 2025-11-11.
func (q *queue) longDate(d int) lang.Text {
	date := q.hist.date(d)
	return lang.F("%[1]s %[2]s", "%[2]s %[1]s", date, weekdayNames[mondayFirst(date)])
}

// moment names slot t by day and time.
func (q *queue) moment(t int) lang.Text {
	return lang.F("%s %s", "%s %s", q.date(t), clock(t%q.hist.slots*q.hist.step))
}
