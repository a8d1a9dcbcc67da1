package forecast

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"paiban/internal/lang"
)

// note is one sentence about a queue and the minute that it is about.
type note struct {
	at    int
	text  lang.Text
	queue lang.Text
}

// worthSaying is how far from 1 a factor must be to be told.
const worthSaying = 0.05

// notes says what the calendar and events do to q within the horizon: one sentence
// for each break, each stretch of days around the Spring Festival and each event,
// and what came last year and is not entered.
func (q *queue) notes() (out []note) {
	for _, days := range q.stretches() {
		var t lang.Text
		var ok bool
		if q.spans[days[0]].kind == around {
			t, ok = q.aroundNote(days)
		} else {
			t, ok = q.breakNote(days)
		}
		if ok {
			out = append(out, note{q.spans[days[0]].from, t, q.name})
		}
	}
	for i, s := range q.spans {
		if s.kind.calendar() {
			continue
		}
		if t, ok := q.eventNote(i); ok {
			out = append(out, note{s.from, t, q.name})
		}
	}
	return append(out, q.notEntered()...)
}

// stretches groups the calendar spans that rule open slots of the horizon: by break,
// with the days before and after it, and days around the Spring Festival that
// follow each other.
func (q *queue) stretches() (all [][]int) {
	of := map[string]int{}
	for i, s := range q.spans {
		if !s.kind.calendar() || !q.rules(i) {
			continue
		}
		key := fmt.Sprint("break ", s.run)
		if s.kind == around {
			key = fmt.Sprint("around ", s.run, s.from < int(s.run)*1440)
		}
		if at, ok := of[key]; ok {
			all[at] = append(all[at], i)
			continue
		}
		of[key] = len(all)
		all = append(all, []int{i})
	}
	return all
}

// rules reports whether span i has an open slot of the horizon to itself.
func (q *queue) rules(i int) bool { return q.means(i).slots > 0 }

// means is what a span does to the horizon.
type means struct {
	slots       int     // open ones that it rules
	factor      float64 // over all of them, by volume
	volume      float64
	top         float64 // greatest
	first, peak int     // slot
}

func (q *queue) means(i int) (m means) {
	s := q.spans[i]
	from := q.hist.days * q.hist.slots
	lo, hi := q.all.within(s)
	c, e := s.kind.class(), q.now[i]
	var sum, n, plain float64
	for t := max(lo, from); t < hi; t++ {
		if q.owner[t][c] != i || !q.openAt(t) {
			continue
		}
		if m.slots == 0 {
			m.first = t
		}
		f, v := q.fx.factor(&e, i, t), q.normalAhead[t-from]
		m.slots, sum, n, plain = m.slots+1, sum+f*v, n+v, plain+f
		if f > m.top {
			m.top, m.peak = f, t
		}
	}
	m.volume = sum
	switch {
	case n > 0:
		m.factor = sum / n
	case m.slots > 0:
		m.factor = plain / float64(m.slots)
	}
	return m
}

// breakNote says in a sentence what a break does, on which days, and what that rests
// on; false where it does nothing.
func (q *queue) breakNote(spans []int) (lang.Text, bool) {
	var days, beside []int
	for _, i := range spans {
		if q.spans[i].kind == holiday {
			days = append(days, i)
		} else {
			beside = append(beside, i)
		}
	}
	var parts []lang.Text
	if len(days) > 0 {
		what, ok := q.daysNote(days)
		if ok {
			parts = append(parts, what)
		}
	}
	for _, i := range beside {
		m, e := q.means(i), q.now[i]
		if !e.known || math.Abs(m.factor-1) < worthSaying {
			continue
		}
		parts = append(parts, lang.F("%[1]s（%[2]s）%.1[3]f 倍，%[4]s", "%[1]s (%[2]s) ×%.1[3]f, %[4]s", q.date(m.first), q.spans[i].name, m.factor, e.basis(q.spans[i])))
	}
	return lang.Join(parts, "；", "; "), len(parts) > 0
}

// daysNote is breakNote for the days of the break themselves.
func (q *queue) daysNote(days []int) (lang.Text, bool) {
	when, names := q.stretch(days), q.names(days)
	if q.fx.rest.days == 0 {
		return lang.F("%[1]s：%[2]s，历史里还没有一天假日，按平时预测，可能差很多；知道会变的话，请在活动表填一行，写上倍数",
			"%[1]s: %[2]s; no holiday lies within the history, so the forecast is that of normal days and may be far off; where you know better, enter an event with its uplift", when, names), true
	}
	low, high, least, most := math.Inf(1), 0.0, math.Inf(1), 0.0
	var mean, sd, volume float64
	for _, i := range days {
		m := q.means(i)
		low, high = min(low, m.factor), max(high, m.factor)
		least, most = min(least, m.volume), max(most, m.volume)
		mean += m.factor / float64(len(days))
		sd += q.now[i].sd / float64(len(days))
		volume += m.volume / float64(len(days))
	}
	if math.Abs(low-1) < worthSaying && math.Abs(high-1) < worthSaying {
		return lang.Text{}, false
	}
	much := lang.F("约为平时的 %.1[1]f 倍（%.1[2]f–%.1[3]f 倍）", "×%.1[1]f (between ×%.1[2]f and ×%.1[3]f)", mean, mean*math.Exp(-1.645*sd), mean*math.Exp(1.645*sd))
	switch {
	case high > 1.3*low && most < 1.3*least:
		much = lang.F("不论周几每天约 %.0[1]f 条，平均为平时的 %.1[2]f 倍", "about %.0[1]f a day whatever the weekday, ×%.1[2]f in the mean", volume, mean)
	case high > 1.3*low:
		much = lang.F("约为平时的 %.1[1]f 倍（各天 %.1[2]f–%.1[3]f 倍）", "×%.1[1]f (by day ×%.1[2]f to ×%.1[3]f)", mean, low, high)
	}
	return lang.F("%[1]s：%[2]s，%[3]s，%[4]s", "%[1]s: %[2]s, %[3]s, %[4]s", when, names, much, q.daysBasis(days)), true
}

// daysBasis says what the days of a break are taken from, and which have no day of
// their own in history.
func (q *queue) daysBasis(days []int) lang.Text {
	var own, without []int
	for _, i := range days {
		if e := q.now[i]; e.seen > 0 {
			own = append(own, i)
		} else {
			without = append(without, i)
		}
	}
	var parts []lang.Text
	if len(own) > 0 {
		parts = append(parts, q.now[own[0]].basis(q.spans[own[0]]))
	}
	// Days of one festival fall back to the same.
	for len(without) > 0 {
		first := without[0]
		var same []int
		without = slices.DeleteFunc(without, func(i int) bool {
			if q.spans[i].festival != q.spans[first].festival {
				return false
			}
			same = append(same, i)
			return true
		})
		basis := q.now[first].basis(q.spans[first])
		if len(same) < len(days) {
			basis = lang.F("%[1]s%[2]s", "%[1]s: %[2]s", q.stretch(same), basis)
		}
		parts = append(parts, basis)
	}
	return lang.Join(parts, "；", "; ")
}

// aroundNote says what days around the Spring Festival do.
func (q *queue) aroundNote(days []int) (lang.Text, bool) {
	var first, last = math.MaxInt, 0
	low, high, sum, n := math.Inf(1), 0.0, 0.0, 0.0
	seen := 0
	for _, i := range days {
		m := q.means(i)
		if !q.now[i].known || math.Abs(m.factor-1) < 2*worthSaying {
			continue
		}
		first, last = min(first, m.first), max(last, m.first)
		low, high = min(low, m.factor), max(high, m.factor)
		sum, n = sum+m.factor, n+1
		seen = max(seen, q.now[i].seen)
	}
	if n == 0 {
		return lang.Text{}, false
	}
	much := lang.F("约为平时的 %.1f 倍", "×%.1f", sum/n)
	if high > 1.3*low {
		much = lang.F("约为平时的 %.1f–%.1f 倍", "×%.1f to ×%.1f", low, high)
	}
	return lang.F("%[1]s：%[2]s，%[3]s，据往年离春节同样远的日子（%[4]s）", "%[1]s: %[2]s, %[3]s, from days as far from the festival (%[4]s)",
		q.between(first, last), q.spans[days[0]].name, much, lang.Count(seen, "年", "past year", "past years")), true
}

// stretch names the days of spans: the first and the last of days that follow each
// other, or each.
func (q *queue) stretch(spans []int) lang.Text {
	first := q.means(spans[0]).first
	last := q.means(spans[len(spans)-1]).first
	n := q.hist.slots
	if last/n-first/n == len(spans)-1 || len(spans) > 3 {
		return q.between(first, last)
	}
	var parts []lang.Text
	for _, i := range spans {
		parts = append(parts, q.date(q.means(i).first))
	}
	return lang.Join(parts, "、", ", ")
}

// between names the days from slot first to slot last.
func (q *queue) between(first, last int) lang.Text {
	if first/q.hist.slots == last/q.hist.slots {
		return q.date(first)
	}
	return lang.F("%s–%s", "%s – %s", q.date(first), q.date(last))
}

// names are the festivals of the days of a break, each once.
func (q *queue) names(spans []int) lang.Text {
	var all []lang.Text
	for _, i := range spans {
		if !slices.Contains(all, q.spans[i].name) {
			all = append(all, q.spans[i].name)
		}
	}
	return lang.Join(all, "、", ", ")
}

// eventNote says what event i or its aftermath does; false where it does nothing or
// does not reach into the horizon.
func (q *queue) eventNote(i int) (lang.Text, bool) {
	s, e, m := q.spans[i], q.now[i], q.means(i)
	if m.slots == 0 {
		return lang.Text{}, false
	}
	start := q.moment(m.first)
	if s.from < int(q.in.From)*1440 {
		start = lang.F("%s 起（已在进行）", "since %s (under way)", start)
	}
	if !e.known {
		if s.kind != promotion {
			return lang.Text{}, false
		}
		return lang.F("%s：%s，没有同类活动的历史，也没有填倍数，按平时预测；请在活动表填倍数",
			"%s: %s has no past event of its kind and no uplift given, so the forecast is that of normal days; enter an uplift", start, s.name), true
	}
	if math.Abs(m.factor-1) < worthSaying {
		return lang.Text{}, false
	}
	low, high := m.factor*math.Exp(-1.645*e.sd), m.factor*math.Exp(1.645*e.sd)
	parts := []lang.Text{lang.F("%[1]s：%[2]s，约为平时的 %.1[3]f 倍（%[4]s，%.1[5]f–%.1[6]f 倍）",
		"%[1]s: %[2]s, ×%.1[3]f (%[4]s, between ×%.1[5]f and ×%.1[6]f)", start, s.name, m.factor, e.basis(s), low, high)}
	if m.top > 1.25*m.factor && m.slots > 1 {
		parts = append(parts, lang.F("最高在%[1]s，%.1[2]f 倍", "peak ×%.1[2]f on %[1]s", q.moment(m.peak), m.top))
	}
	if e.recalled > 0 && s.kind == promotion {
		parts = append(parts, lang.F("若是同一个活动，请在活动表补上 %[1]s 的%[2]s，或给今年填倍数（--uplift %[3]s=%.1[4]f）",
			"if it was the same event, enter %[2]s of %[1]s too, or an uplift for this year (--uplift %[3]s=%.1[4]f)", e.recalled, s.name, s.name, e.then))
	}
	return lang.Join(parts, "；", "; "), true
}

// basis says what the effect of s is taken from.
func (e *effect) basis(s special) lang.Text {
	switch {
	case e.given:
		return lang.T("按所填倍数", "as given")
	case e.recalled > 0:
		return lang.F("据 %[1]s 没有填进活动表的高峰 %.1[2]f 倍", "from the peak of %[1]s, ×%.1[2]f, that was not entered", e.recalled, e.then)
	case e.seen > 0 && s.kind == holiday:
		return lang.F("据往年同一天（%s）和其他假日", "from the same day of %s and other holidays", lang.Count(e.seen, "年", "past year", "past years"))
	case e.seen > 0:
		return lang.F("据过去 %s", "from %s", lang.Count(e.seen, "次", "past occasion", "past occasions"))
	case s.kind == holiday && e.festival > 0:
		return lang.F("往年没有同一天，按%[1]s其他 %[2]s和别的假日", "no such day in the past, so from %[2]s of %[1]s and other holidays", s.name, lang.Count(e.festival, "天", "other day", "other days"))
	case s.kind == holiday:
		return lang.F("往年没有这个节日，按其他 %s假日", "no such holiday in the past, so from %s of others", lang.Count(e.rest, "天", "day", "days"))
	case s.kind == promotion:
		return lang.T("没有同名的活动，按其他活动的平均", "no past event of its name, so from the mean of others")
	}
	return lang.T("往年没有，按其他节日", "none in the past, so from other holidays")
}

// together orders notes by time; what is the same for every queue is said once, the
// rest with the name of its queue.
func together(notes []note, queues int) (lines []lang.Text) {
	sort.SliceStable(notes, func(i, j int) bool { return notes[i].at < notes[j].at })
	count := map[lang.Text]int{}
	for _, n := range notes {
		count[n.text]++
	}
	done := map[lang.Text]bool{}
	for _, n := range notes {
		switch {
		case queues == 1:
			lines = append(lines, n.text)
		case count[n.text] < queues:
			lines = append(lines, lang.F("%[1]s · %[2]s", "%[1]s · %[2]s", n.queue, n.text))
		case !done[n.text]:
			lines = append(lines, n.text)
			done[n.text] = true
		}
	}
	return lines
}
