package forecast

import (
	"fmt"
	"math"
	"sort"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// explanation lists, in order of time, what differs from normal within the
// horizon and what each factor rests on; before it warnings of old history, after
// it what was missing.
func explanation(queues []*queue) (lines []lang.Text) {
	type note struct {
		at    int // minute it starts
		text  lang.Text
		queue lang.Text
	}
	for _, q := range queues {
		if t, ok := q.oldHistory(); ok {
			lines = append(lines, t)
		}
	}
	var notes []note
	for _, q := range queues {
		for i, s := range q.spans {
			if t, ok := q.explainSpan(i); ok {
				notes = append(notes, note{s.from, t, q.name})
			}
		}
	}
	sort.SliceStable(notes, func(i, j int) bool { return notes[i].at < notes[j].at })
	// An effect that is the same for every queue is named once.
	count := map[lang.Text]int{}
	for _, n := range notes {
		count[n.text]++
	}
	done := map[lang.Text]bool{}
	for _, n := range notes {
		switch {
		case len(queues) == 1:
			lines = append(lines, n.text)
		case count[n.text] < len(queues):
			lines = append(lines, lang.F("%[1]s · %[2]s", "%[1]s · %[2]s", n.queue, n.text))
		case !done[n.text]:
			lines = append(lines, n.text)
			done[n.text] = true
		}
	}
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

// explainSpan says what span i does within the horizon; false where it does what
// is normal or does not reach into it.
func (q *queue) explainSpan(i int) (lang.Text, bool) {
	s := q.spans[i]
	lo, hi := q.all.within(s)
	lo = max(lo, q.hist.days*q.hist.slots)
	c := s.kind.class()
	e := q.now[i]
	var sum, n, top float64
	at, first := -1, -1
	for t := lo; t < hi; t++ {
		d := t / q.hist.slots
		if q.owner[t][c] != i || !q.open[mondayFirst(q.hist.start+workcal.Date(d))][t%q.hist.slots] {
			continue
		}
		f := q.fx.factor(&e, i, t)
		sum, n = sum+f, n+1
		if first < 0 {
			first = t
		}
		if f > top {
			top, at = f, t
		}
	}
	if n == 0 {
		return lang.Text{}, false
	}
	start := q.moment(first)
	if first == lo && s.from < int(q.in.From)*1440 {
		start = lang.F("%s 起（已在进行）", "since %s (under way)", q.moment(lo))
	}
	if s.kind.calendar() {
		start = q.date(first)
	}
	if !e.known {
		if s.kind != promotion {
			return lang.Text{}, false
		}
		return lang.F("%s：%s，没有同类活动的历史，也没有填倍数，按平时预测；请在活动表填倍数",
			"%s: %s has no past event of its kind and no uplift given, so the forecast is that of normal days; enter an uplift", start, s.name), true
	}
	mean := sum / n
	if math.Abs(mean-1) < 0.05 {
		return lang.Text{}, false
	}
	low, high := mean*math.Exp(-1.645*e.sd), mean*math.Exp(1.645*e.sd)
	text := lang.F("%[1]s：%[2]s，约为平时的 %.1[3]f 倍（%[4]s，%.1[5]f–%.1[6]f 倍）",
		"%[1]s: %[2]s, ×%.1[3]f (%[4]s, between ×%.1[5]f and ×%.1[6]f)", start, s.name, mean, e.basis(), low, high)
	if top > 1.25*mean && n > 1 {
		text = lang.Join([]lang.Text{text, lang.F("最高在%[1]s，%[2]s 倍", "peak ×%[2]s on %[1]s", q.moment(at), fmt.Sprintf("%.1f", top))}, "；", "; ")
	}
	return text, true
}

// basis says what the effect is taken from.
func (e *effect) basis() lang.Text {
	switch {
	case e.given:
		return lang.T("按所填倍数", "as given")
	case e.seen == 0:
		return lang.T("据其他同类日子", "from similar days")
	}
	return lang.F("据过去 %s", "from %s", lang.Count(e.seen, "次", "past occasion", "past occasions"))
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

// moment names slot t by day and time.
func (q *queue) moment(t int) lang.Text {
	return lang.F("%s %s", "%s %s", q.date(t), clock(t%q.hist.slots*q.hist.step))
}
