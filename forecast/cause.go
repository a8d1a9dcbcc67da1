package forecast

import (
	"math"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Cause is why a day came otherwise than it was said. The causes are looked for in this
// order; the first that fits is taken.
type Cause string

const (
	Outage      Cause = "outage"      // nothing came for hours in which many were said
	NewHours    Cause = "new_hours"   // many came in hours of which nothing was said
	ByHand      Cause = "by_hand"     // people changed the forecast, and the model was nearer
	EventFactor Cause = "event"       // hours of an event, whose factor was too high or too low
	Aftermath   Cause = "after_event" // the days after an event
	CalendarDay Cause = "holiday"     // a break or a day near it
	LevelChange Cause = "level"       // the whole week was off the same way
	Unentered   Cause = "unentered"   // far above for no reason that is known
	Quiet       Cause = "quiet"       // far below for no reason that is known
	OneHour     Cause = "one_hour"    // one hour made most of it
	Chance      Cause = "chance"      // within the 90% interval
	Scattered   Cause = "scattered"   // many hours, both ways
)

const (
	// A span is the cause of a day where its hours make up this share of the misses.
	mostMissed = 0.5
	// A factor or level is off where the contacts differ by this share.
	offBy = 0.1
	// The model was nearer where it missed at most this share of what the changed
	// forecast missed.
	nearer = 0.8
	// A week shows a change of level by this many ordinary days, all off the same way.
	levelDays = 4
	// A day shares its week's change of level where it differs from it by this factor
	// at most.
	likeWeek = 1.25
	// As large a change of level may as well be a promotion.
	promotionLike = 1.5
	// A day is as it was said where this share of its hours lay within their intervals.
	mostHeld = 0.8
)

// records says of each day why it came otherwise.
func (t *tracked) records(days []pastDay) (out []DayRecord) {
	for i := range days {
		d := &days[i]
		r := DayRecord{Date: d.date, Queue: t.s.Queue, Name: t.s.Name, Made: d.made, Tally: d.Tally}
		var hours [DayKinds]int
		for _, h := range d.hours {
			hours[h.kind]++
		}
		for k := range hours {
			if hours[k] > hours[r.Kind] {
				r.Kind = DayKind(k)
			}
		}
		r.Cause, r.Why = t.cause(days, d)
		out = append(out, r)
	}
	return out
}

// cause says why d, one of days, came otherwise than it was said.
func (t *tracked) cause(days []pastDay, d *pastDay) (Cause, lang.Text) {
	if i, j, lost := d.silence(); lost >= outageExpected && lost >= mostMissed*d.Missed {
		if i == 0 && j == len(d.hours) {
			return Outage, lang.F("全天一条也没有来，预测约 %.0f 条：停业、故障或导出缺数", "nothing came all day where about %.0f were said: closed, an outage, or missing from the export", lost)
		}
		return Outage, lang.F("%[1]s 一条也没有来，预测约 %.0[2]f 条：故障、停业或导出缺数", "%[1]s: nothing came where about %.0[2]f were said: an outage, closed, or missing from the export", d.between(i, j), lost)
	}
	if came, hours := d.opened(); came >= outageExpected && came >= mostMissed*d.Missed {
		return NewHours, lang.F("预测为 0 的时段来了 %.0[1]f 条（%[2]s）：新开的时段或营业日", "%.0[1]f came in hours of which nothing was said (%[2]s): newly opened", came, hours)
	}
	if d.Changed > 0 && d.Missed-d.ChangedMissed+d.OwnMissed <= nearer*d.Missed {
		own := 0.0
		for _, h := range d.hours {
			own += h.own
		}
		return ByHand, lang.F("改过的数（手工或导入）偏了：模型自己预测 %.0[1]f，改成 %.0[2]f，实际 %.0[3]f", "changed by hand or by an import the wrong way: the model said %.0[1]f, it was made %.0[2]f, %.0[3]f came", own, d.Said, d.Came)
	}
	if c, why, ok := t.special(d); ok {
		return c, why
	}
	if ratio, n, ok := t.level(days, d); ok {
		if math.Abs(math.Log(ratio)) >= math.Log(promotionLike) && ratio > 1 {
			return LevelChange, lang.F("这一周 %[1]d 天都高，约为预测的 %.2[2]f 倍：水平变了，或有几天的活动没有填", "%[1]d days of this week all came above, about ×%.2[2]f of what was said: the level changed, or a promotion of several days is not entered", n, ratio)
		}
		return LevelChange, lang.F("这一周 %[1]d 天都偏向一边，约为预测的 %.2[2]f 倍：水平变了", "%[1]d days of this week all came off the same way, about ×%.2[2]f of what was said: the level changed", n, ratio)
	}
	return d.unexplained()
}

// silence returns the longest run of hours [i, j) in which nothing came, by the contacts
// that were said of it.
func (d *pastDay) silence() (from, to int, lost float64) {
	for i := 0; i < len(d.hours); {
		j, sum := i, 0.0
		for ; j < len(d.hours) && d.hours[j].came == 0; j++ {
			sum += d.hours[j].said
		}
		if sum > lost {
			from, to, lost = i, j, sum
		}
		i = max(j, i+1)
	}
	return from, to, lost
}

// opened returns what came in hours of which nothing was said, from the first of them to
// the last.
func (d *pastDay) opened() (came float64, when lang.Text) {
	first, last := -1, 0
	for i, h := range d.hours {
		if h.high == 0 && h.came > 0 {
			came += h.came
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return 0, when
	}
	return came, d.between(first, last+1)
}

// special says how a span of the calendar or an event differed, where its hours make up
// most of what d missed and were off as a whole.
func (t *tracked) special(d *pastDay) (Cause, lang.Text, bool) {
	missed := map[int]Tally{}
	var order []int
	for i := range d.hours {
		h := &d.hours[i]
		for _, s := range []int{h.events, h.calendar} {
			if s >= 0 {
				if !slices.Contains(order, s) {
					order = append(order, s)
				}
				missed[s] = missed[s].Plus(h.tally())
			}
		}
	}
	most := -1
	for _, s := range order {
		if most < 0 || missed[s].Missed > missed[most].Missed {
			most = s
		}
	}
	if most < 0 {
		return "", lang.Text{}, false
	}
	span, m := t.spans[most], missed[most]
	ratio := m.Came / m.Said
	if m.Missed < mostMissed*d.Missed || m.Said == 0 || math.Abs(ratio-1) <= offBy {
		return "", lang.Text{}, false
	}
	switch {
	case span.kind == tail:
		return Aftermath, lang.F("%[1]s：实际是预测的 %.2[2]f 倍", "%[1]s: ×%.2[2]f of what was said came", span.name, ratio), true
	case span.kind.calendar():
		return CalendarDay, lang.F("%[1]s：实际是预测的 %.2[2]f 倍", "%[1]s: ×%.2[2]f of what was said came", span.name, ratio), true
	}
	high := lang.T("高", "high")
	if ratio > 1 {
		high = lang.T("低", "low")
	}
	why := lang.F("活动“%[1]s”的倍数偏%[3]s：实际是预测的 %.2[2]f 倍", "the factor of event %[1]s was too %[3]s: ×%.2[2]f of what was said came", span.name, ratio, high)
	if span.uplift > 0 {
		why = lang.Join([]lang.Text{why, lang.F("填的是 %.1[1]f，按实际约为 %.1[2]f", "%.1[1]f was entered, %.1[2]f would have been right", span.uplift, span.uplift*ratio)}, "；", "; ")
	}
	return EventFactor, why, true
}

// level reports whether all ordinary days of d's week, n of them, came off the same way
// and d with them, and the median of what came of what was said.
func (t *tracked) level(days []pastDay, d *pastDay) (median float64, n int, ok bool) {
	var ratios []float64
	var all Tally
	for i := range days {
		o := &days[i]
		if workcal.WeekOf(o.date) != workcal.WeekOf(d.date) || o.Said == 0 || o.Came == 0 || o.ruled() {
			continue
		}
		ratios, all = append(ratios, o.Came/o.Said), all.Plus(o.Tally)
	}
	if n = len(ratios); n < levelDays || d.ruled() || d.Said == 0 || d.Came == 0 {
		return 0, 0, false
	}
	slices.Sort(ratios)
	median = ratios[n/2]
	switch own := d.Came / d.Said; {
	case ratios[0] <= 1 && ratios[n-1] >= 1,
		math.Abs(median-1) <= offBy,
		math.Abs(all.Came-all.Said) <= 3*math.Sqrt(all.Said), // Poisson counts differ as much
		math.Abs(math.Log(own/median)) > math.Log(likeWeek):
		return 0, 0, false
	}
	return median, n, true
}

// ruled reports whether the calendar or an event rules any hour of d.
func (d *pastDay) ruled() bool {
	return slices.ContainsFunc(d.hours, func(h pastHour) bool { return h.kind == Festivals || h.kind == Promotions })
}

// unexplained says how a day differed that nothing known rules.
func (d *pastDay) unexplained() (Cause, lang.Text) {
	low, high := 0.0, 0.0
	for _, h := range d.hours {
		low, high = low+h.low, high+h.high
	}
	i, j, said, came, missed := d.stretch()
	most := missed > 0 && missed >= mostMissed*d.Missed
	switch short := 2*(j-i) < len(d.hours); {
	case most && (short || low <= d.Came && d.Came <= high):
		return d.partly(i, j, said, came)
	case d.Came > high:
		return Unentered, lang.F("全天是预测的 %.2f 倍，没有填活动；若有活动，请填进 events.csv", "the day came ×%.2f of what was said and no event is entered; if there was one, enter it in events.csv", d.Came/d.Said)
	case d.Came < low:
		return Quiet, lang.F("全天只有预测的 %.2f 倍，原因不明：停业、故障、导出不全，或日历里没有的节日", "the day came only ×%.2f of what was said for no known reason: closed, an outage, an export that is not whole, or a festival that the calendar lacks", d.Came/d.Said)
	}
	if d.Within() >= mostHeld {
		return Chance, lang.F("在 90%% 区间之内：%[1]d 个时段里 %[2]d 个", "within the 90%% interval: %[2]d of %[1]d hours", d.Hours, d.Held)
	}
	return Scattered, lang.F("各时段有高有低，%[1]d 个时段里 %[2]d 个在 90%% 区间之内", "hours off both ways; %[2]d of %[1]d lay within the 90%% interval", d.Hours, d.Held)
}

// partly says how the hours [i, j) differed, which made most of what d missed.
func (d *pastDay) partly(i, j int, said, came float64) (Cause, lang.Text) {
	switch {
	case j == i+1:
		return OneHour, lang.F("只差在 %[1]s：预测 %.0[2]f，实际 %.0[3]f", "%[1]s alone: %.0[2]f said, %.0[3]f came", d.between(i, j), said, came)
	case came > said:
		return Unentered, lang.F("%[1]s 预测 %.0[2]f，实际 %.0[3]f，没有填活动；若有活动，请填进 events.csv", "%[1]s: %.0[2]f said, %.0[3]f came, and no event is entered; if there was one, enter it in events.csv", d.between(i, j), said, came)
	}
	return Quiet, lang.F("%[1]s 预测 %.0[2]f，实际只有 %.0[3]f，原因不明：故障、停业或导出不全", "%[1]s: %.0[2]f said, only %.0[3]f came, for no known reason: an outage, closed, or an export that is not whole", d.between(i, j), said, came)
}

// stretch returns the run of hours [i, j), all beyond the same end of their intervals,
// that missed most.
func (d *pastDay) stretch() (from, to int, said, came, missed float64) {
	side := func(h *pastHour) int {
		switch {
		case h.came > h.high:
			return 1
		case h.came < h.low:
			return -1
		}
		return 0
	}
	for i := 0; i < len(d.hours); {
		first := side(&d.hours[i])
		var sum Tally
		j := i
		for ; j < len(d.hours) && side(&d.hours[j]) == first; j++ {
			sum = sum.Plus(d.hours[j].tally())
		}
		if first != 0 && sum.Missed > missed {
			from, to, said, came, missed = i, j, sum.Said, sum.Came, sum.Missed
		}
		i = j
	}
	return from, to, said, came, missed
}

// between names the hours [i, j): 20:00–24:00.
func (d *pastDay) between(i, j int) lang.Text {
	last := d.hours[j-1]
	return lang.Same(clock(d.hours[i].minute) + "–" + clock(last.minute+last.length))
}
