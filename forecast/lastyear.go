package forecast

import (
	"math"
	"slices"
	"sort"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// What came a year ago and nobody entered: an event of the horizon that no past
// one teaches takes the peak of its date in earlier years as a wide prior; a peak
// on days for which nothing is entered now is told.

const (
	// yearsBack are looked through for a peak of the same date, this many days
	// around it.
	yearsBack, recallReach = 3, 3
	// A recalled peak may have been something else: its logarithm counts for so
	// much, and its spread is wider by so much.
	recalledPart, recalledSD = 0.9, 0.4
	// A stretch above normal longer than that, days, is a level.
	longestPeak = 21
	// springNear is how many days before and after the Spring Festival peaks
	// go by the moon.
	springNear = 40
	// maxTold peaks are told of one queue.
	maxTold = 3
)

// recall adds, for each event of the horizon without uplift that history has none
// of, the peaks of its date in earlier years to the spans. raw is the history
// before faults were repaired; what was left out of a peak comes back. It reports
// whether it found any.
func (q *queue) recall() (found bool) {
	for _, s := range slices.Clone(q.spans) {
		if s.kind != promotion || s.uplift > 0 || s.to <= int(q.in.From)*1440 || q.hasPast(s) {
			continue
		}
		for back := 1; back <= yearsBack; back++ {
			past, ok := q.recallOne(s, back)
			if !ok {
				continue
			}
			found = true
			q.spans = append(q.spans, past)
			end := past.to
			if i := slices.IndexFunc(q.spans, func(t special) bool { return t.kind == tail && t.from == s.to && t.key == "tail "+s.key }); i >= 0 {
				after := aftermath(s.key, s.name, past.to, q.spans[i].to-q.spans[i].from)
				end = after.to
				q.spans = append(q.spans, after)
			}
			q.restore(past.from, end)
		}
	}
	if found {
		sort.SliceStable(q.spans, func(i, j int) bool { return q.spans[i].from < q.spans[j].from })
		q.owner = owners(q.all, q.spans)
	}
	return found
}

// hasPast reports whether history knows anything of an earlier event like s.
func (q *queue) hasPast(s special) bool {
	for _, p := range q.spans {
		if p.key != s.key || p.from >= s.from {
			continue
		}
		lo, hi := q.hist.within(p)
		for t := lo; t < hi; t++ {
			if !math.IsNaN(q.hist.y[t]) {
				return true
			}
		}
	}
	return false
}

// recallOne looks for the peak that s had back years ago.
func (q *queue) recallOne(s special, back int) (past special, ok bool) {
	best := 0.0
	date := workcal.Date(floorDiv(s.from, 1440))
	for _, then := range yearsAgo(date, back) {
		shift := int(date-then) * 1440
		lo, hi := s.from-shift-recallReach*1440, s.to-shift+recallReach*1440
		normal, sd := q.normalWithout(lo, hi)
		for _, days := range []int{0, -1, 1, -2, 2, -3, 3} {
			w := s
			w.from, w.to = s.from-shift+days*1440, s.to-shift+days*1440
			y, b, whole := q.volume(w, normal)
			if !whole || b < minTaught || y-b < 5*math.Sqrt(b) {
				continue
			}
			// A day off the date counts for a little less.
			if log := math.Log(y / b); log > max(math.Log(strongEvent), 4*sd) && log-0.02*math.Abs(float64(days)) > best {
				best, past, ok = log-0.02*math.Abs(float64(days)), w, true
			}
		}
	}
	past.recalled = ok
	return past, ok
}

// yearsAgo returns the dates that correspond to date back years ago: the same day
// of the month and, near the Spring Festival, the same distance from it.
func yearsAgo(date workcal.Date, back int) []workcal.Date {
	y, m, d := date.Civil()
	out := []workcal.Date{workcal.DateOf(y-back, m, d)}
	now, ok := workcal.SpringFestival.Date(y)
	then, known := workcal.SpringFestival.Date(y - back)
	if ok && known && date-now >= -springNear && date-now <= springNear {
		out = append(out, then+date-now)
	}
	return out
}

// normalWithout returns the normal volume by what lies outside the minutes [from,
// to), and the robust standard deviation of the logarithm of a day over it.
func (q *queue) normalWithout(from, to int) ([]float64, float64) {
	base := q.base
	defer func() { q.base = base }()
	q.base = base.clone()
	lo, hi := q.base.within(special{from: from, to: to})
	for t := lo; t < hi; t++ {
		q.base.y[t] = math.NaN()
	}
	normal := q.normal()
	var logs []float64
	for d := range base.days {
		y, b := 0.0, 0.0
		for t := d * base.slots; t < (d+1)*base.slots; t++ {
			if !math.IsNaN(base.y[t]) {
				y, b = y+base.y[t], b+normal[t]
			}
		}
		if b >= minTaught {
			logs = append(logs, math.Abs(math.Log((y+0.5)/(b+0.5))))
		}
	}
	if len(logs) == 0 {
		return normal, math.Inf(1)
	}
	sort.Float64s(logs)
	return normal, 1.4826 * logs[len(logs)/2]
}

// volume is what came within w and what is normal there, outside the days that the
// calendar rules; whole where most of it is known and no event is entered.
func (q *queue) volume(w special, normal []float64) (y, b float64, whole bool) {
	if w.from < int(q.hist.start)*1440 {
		return 0, 0, false
	}
	all := 0.0
	lo, hi := q.hist.within(w)
	for t := lo; t < hi; t++ {
		if q.owner[t][1] >= 0 && q.spans[q.owner[t][1]].kind == promotion {
			return 0, 0, false
		}
		if q.openAt(t) {
			all += normal[t]
		}
		if v := q.seen(t); q.owner[t][0] < 0 && !math.IsNaN(v) && normal[t] > 0 {
			y, b = y+v, b+normal[t]
		}
	}
	return y, b, b > 0.7*all
}

// openAt reports whether the queue is open in slot t of history or horizon.
func (q *queue) openAt(t int) bool {
	return q.open[mondayFirst(q.all.date(t/q.all.slots))][t%q.all.slots]
}

// seen is the count of slot t, also where it was left out of history.
func (q *queue) seen(t int) float64 {
	if v := q.hist.y[t]; !math.IsNaN(v) {
		return v
	}
	return q.raw.y[t]
}

// restore puts back what was left out as unexplained on days above normal within
// the minutes [from, to).
func (q *queue) restore(from, to int) {
	normal, _ := q.normalWithout(from, to)
	n := q.hist.slots
	lo, hi := q.hist.within(special{from: from, to: to})
	for d := lo / n; d*n < hi; d++ {
		y, b := 0.0, 0.0
		for t := d * n; t < (d+1)*n; t++ {
			if !math.IsNaN(q.raw.y[t]) {
				y, b = y+q.raw.y[t], b+normal[t]
			}
		}
		for t := d * n; y > b && t < (d+1)*n; t++ {
			q.hist.y[t] = q.seen(t)
		}
	}
}

// peak is a stretch of days of history above normal that nothing explains.
type peak struct {
	from, to int // days of the grid
	factor   float64
}

// peaks returns those that begin within days [lo, hi).
func (q *queue) peaks(lo, hi int) (all []peak) {
	n := q.hist.slots
	lo, hi = max(0, lo), min(hi, q.hist.days)
	if lo >= hi {
		return nil
	}
	base := q.base
	defer func() { q.base = base }()
	q.base = base.clone()
	last := min(hi+longestPeak, q.hist.days)
	logs := make([]float64, q.hist.days)
	limit := 0.0
	// Two rounds: the peaks of the first are no part of the normal of the second.
	for range 2 {
		normal, sd := q.normalWithout(0, 0)
		limit = max(math.Log(unusualFactor), unusualSDs*sd)
		for d := max(0, lo-longestPeak); d < last; d++ {
			y, b, all := 0.0, 0.0, 0.0
			for t := d * n; t < (d+1)*n; t++ {
				if q.openAt(t) {
					all += normal[t]
				}
				if v := q.seen(t); q.owner[t] == [2]int{-1, -1} && !math.IsNaN(v) && normal[t] > 0 {
					y, b = y+v, b+normal[t]
				}
			}
			if logs[d] = 0; b >= 30 && b > 0.7*all {
				logs[d] = math.Log(y / b)
			}
			if logs[d] > limit {
				for t := d * n; t < (d+1)*n; t++ {
					q.base.y[t] = math.NaN()
				}
			}
		}
	}
	for d := lo; d < hi; d++ {
		if !(logs[d] > limit) || d > 0 && logs[d-1] > limit {
			continue
		}
		e, sum := d, 0.0
		for ; e < last && logs[e] > limit; e++ {
			sum += logs[e]
		}
		if e-d <= longestPeak && e < last {
			all = append(all, peak{d, e, math.Exp(sum / float64(e-d))})
		}
	}
	return all
}

// notEntered says which days of the horizon had a peak last year, and nothing that
// is known is entered for them now.
func (q *queue) notEntered() (out []note) {
	type told struct {
		peak
		at workcal.Date
	}
	lo, hi := math.MaxInt, 0
	then := make([][]workcal.Date, q.in.Days)
	for d := range then {
		for _, date := range yearsAgo(q.in.From+workcal.Date(d), 1) {
			lo, hi = min(lo, int(date-q.hist.start)), max(hi, int(date-q.hist.start)+1)
			then[d] = append(then[d], date)
		}
	}
	peaks := q.peaks(lo-longestPeak, hi)
	var all []told
	for d, dates := range then {
		date := q.in.From + workcal.Date(d)
		for _, day := range dates {
			for _, p := range peaks {
				if x := int(day - q.hist.start); p.from <= x && x < p.to && !q.entered(date, p.to-x) && !slices.ContainsFunc(all, func(t told) bool { return t.peak == p }) {
					all = append(all, told{p, date})
				}
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].factor > all[j].factor })
	for _, t := range all[:min(len(all), maxTold)] {
		when := q.longDate(t.from)
		if t.to > t.from+1 {
			when = lang.F("%s–%s", "%s – %s", when, q.longDate(t.to-1))
		}
		if name, ok := saleOf(q.hist.date(t.from)); ok {
			when = lang.F("%s（多半是%s）", "%s (%s, most likely)", when, name)
		}
		out = append(out, note{int(t.at) * 1440, lang.F(
			"去年 %[1]s，约为平时的 %.1[2]f 倍，当时没有填活动；今年这几天也没有填，按平时预测。如果今年还有，请填进活动表，倍数可填 %.1[2]f",
			"%[1]s had %.1[2]f times the normal and no event was entered; none is entered for the same days of this year, so the forecast is that of normal days; if it comes again, enter it with an uplift of %.1[2]f", when, t.factor), q.name})
	}
	return out
}

// entered reports whether an event of which something is known lies near the days
// from date on.
func (q *queue) entered(date workcal.Date, days int) bool {
	for i, s := range q.spans {
		if s.kind == promotion && q.now[i].known && s.from < (int(date)+days+recallReach)*1440 && s.to > (int(date)-recallReach)*1440 {
			return true
		}
	}
	return false
}

// saleOf names the sale of the trade that a peak on date belongs to, if any.
func saleOf(date workcal.Date) (lang.Text, bool) {
	y, m, d := date.Civil()
	if s, ok := workcal.SpringFestival.Date(y); ok && s-date >= 8 && s-date <= 35 {
		return lang.T("年货节", "the New Year sale"), true
	}
	for _, sale := range []struct {
		month, from, to int
		name            lang.Text
	}{
		{3, 5, 9, lang.T("3·8", "Women's Day")},
		{6, 1, 20, lang.T("618", "618")},
		{11, 1, 12, lang.T("双11", "Double 11")},
		{12, 8, 13, lang.T("双12", "Double 12")},
	} {
		if int(m) == sale.month && d >= sale.from && d <= sale.to {
			return sale.name, true
		}
	}
	return lang.Text{}, false
}
