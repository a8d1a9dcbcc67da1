package planner

import (
	"context"
	"math"
	"slices"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/schedule"
)

// unlikelyNone is how many contacts must be expected of intervals at the end of an export
// for a count of nothing to mean that it ends before them: the chance of none is e⁻⁶.
const unlikelyNone = 6

// expectRest forecasts the day from all that came before it, and the rest of it from what
// has come of it.
func (pl *Planner) expectRest(ctx context.Context, d *Today, t TodayTask) error {
	o, err := pl.outlookOn(ctx, func([]forecast.Series) Horizon {
		return Horizon{Start: d.Date, Days: 2, First: pl.firstDay()}
	})
	if err != nil {
		return err
	}
	if o.Forecast == nil {
		return lang.Errorf("没有咨询量记录，无从预测今天剩下的时间", "there is no history of inquiries to forecast the rest of the day from").
			WithHint("把每小时咨询量放进 inquiries 文件夹", "put hourly inquiries into the folder inquiries")
	}
	seen := o.History
	if t.SoFar != "" {
		c, err := pl.Workspace.ReadSoFar(t.SoFar, d.Date)
		if err != nil {
			return err
		}
		seen = c.Series
		d.Notes = append(d.Notes, c.Notes...)
	}
	d.Until = d.closing()
	interval := d.Workspace.Config.Interval
	var unknown []lang.Text
	for i := range d.Workspace.Config.Queues {
		q := TodayQueue{Queue: &d.Workspace.Config.Queues[i]}
		for k := range o.Forecast.Queues {
			f := &o.Forecast.Queues[k]
			if f.Queue != q.Queue.ID {
				continue
			}
			q.Known = true
			counts, last, notes := d.soFar(seen, f)
			d.Notes = append(d.Notes, notes...)
			q.Last, q.Came = last, f.Intraday(0, counts)
			q.Rest = q.Came.Between(f, d.Minute, d.Until)
			q.Was = f.Intraday(0, nil).Between(f, d.Minute, d.Until).Point
			q.step, q.high = regrid(q.Came.Point, f.Step, interval), regrid(q.Came.PointHigh, f.Step, interval)
			low := regrid(q.Came.PointLow, f.Step, interval)
			for _, s := range d.spans() {
				q.Volume = append(q.Volume, over(q.step, interval, s))
				q.Low, q.High = append(q.Low, over(low, interval, s)), append(q.High, over(q.high, interval, s))
			}
			if q.Came.Slots == 0 {
				unknown = append(unknown, q.Queue.Name)
			}
		}
		d.Queues = append(d.Queues, q)
	}
	d.Spans = d.spans()
	if unknown != nil {
		d.Missing = lang.F("不知道今天到 %s 来了多少（%s）：剩下的时间照原来的预测算；把今天的导出放进 inquiries/，或用 --so-far 文件",
			"what has come by %s is not known (%s): the rest of the day is as it was forecast; put today's export into inquiries/, or use --so-far FILE",
			schedule.Clock(d.Minute), lang.Join(unknown, "、", ", "))
	}
	return nil
}

// closing is the minute up to which the rest of the day goes: midnight, or where a queue is
// open past it but not around the clock, the time at which it closes.
func (d *Today) closing() int {
	end := schedule.DayMinutes
	for _, q := range d.Workspace.Config.Queues {
		for _, o := range q.Open {
			if o.End > schedule.DayMinutes && o.End-o.Start < schedule.DayMinutes {
				end = max(end, o.End)
			}
		}
	}
	return end
}

// spans cuts the rest of the day into half-hours.
func (d *Today) spans() (out []schedule.Span) {
	for at := d.Minute; at < d.Until; {
		end := min(d.Until, at/30*30+30)
		out = append(out, schedule.Span{Start: at, End: end})
		at = end
	}
	return out
}

// over is what lies in a span of values by interval.
func over(values []float64, interval int, s schedule.Span) (sum float64) {
	for i, v := range values {
		at := schedule.Span{Start: i * interval, End: (i + 1) * interval}
		sum += v * float64(s.Overlap(at)) / float64(interval)
	}
	return sum
}

// soFar returns the counts of the day for the queue of f by its slots, up to the last one
// that is over, and until when they go. An export that was made in the middle of an
// interval has part of it, and often nothing of those after it: neither is a count.
func (d *Today) soFar(series []forecast.Series, f *forecast.Forecast) (counts []float64, last int, notes []lang.Text) {
	at := slices.IndexFunc(series, func(s forecast.Series) bool { return s.Queue == f.Queue })
	if at < 0 {
		return nil, 0, nil
	}
	s := &series[at]
	first := int(d.Date-s.Start) * schedule.DayMinutes / s.Step
	if first < 0 {
		return nil, 0, nil
	}
	if k := int(d.Date - s.Start); k < len(s.Spread) && s.Spread[k] {
		return nil, 0, []lang.Text{lang.F("%s：今天只有一个总数，看不出是到几点的，没有用", "%s: today has one total, which does not say until when, and is not used", f.Name)}
	}
	var own []float64
	for i := first; i < len(s.Values) && (i-first+1)*s.Step <= d.Minute; i++ {
		own = append(own, s.Values[i])
	}
	if k := first + len(own); k < len(s.Values) && len(own)*s.Step < d.Minute && s.Values[k] > 0 {
		notes = append(notes, lang.F("%s：%s 起的时段还没有过完，没有用", "%s: the interval from %s on is not over and is not used", f.Name, schedule.Clock(len(own)*s.Step)))
	}
	own, cut := endOf(own, regridTo(f.Point, f.Step, s.Step))
	if cut {
		notes = append(notes, lang.F("%s：%s 之后一个都没有，看来导出时还没到，没有当成 0", "%s: there is nothing after %s, so the export seems to end there; it is not taken for none", f.Name, schedule.Clock(len(own)*s.Step)))
	}
	if len(own) == 0 || !slices.ContainsFunc(own, func(v float64) bool { return !math.IsNaN(v) }) {
		return nil, 0, notes
	}
	if looksRunning(own, regridTo(f.Point, f.Step, s.Step)) {
		notes = append(notes, lang.F("%s：今天的数只升不降，远多于预测，像是当天累计；是累计的话，把表头写成“累计…”再算一次", "%s: today's counts only ever rise and are far above the forecast, as totals so far would be; if they are, say so in the heading (cumulative) and run it again", f.Name))
	}
	counts = gather(own, s.Step, f.Step)
	for i := len(own) - 1; i >= 0 && last == 0; i-- {
		if !math.IsNaN(own[i]) {
			last = (i + 1) * s.Step
		}
	}
	return counts, last, notes
}

// endOf takes off the counts of nothing at the end where so many contacts were expected
// that there must have been some.
func endOf(counts, expected []float64) (out []float64, cut bool) {
	end, due := len(counts), 0.0
	for end > 0 && counts[end-1] == 0 {
		end--
		if end < len(expected) {
			due += expected[end]
		}
	}
	if due < unlikelyNone {
		return counts, false
	}
	return counts[:end], true
}

// Counts that only rise, add up to several times what was expected, and of which the last
// alone is about that, look like totals so far.
const (
	runningLeast = 4   // counts
	runningTimes = 1.8 // as much as expected, all together
	runningNear  = 2.5 // the last one, at most this many times more or less than expected
)

// looksRunning reports whether counts look like totals so far.
func looksRunning(counts, expected []float64) bool {
	sum, due, n, first, last := 0.0, 0.0, 0, 0.0, 0.0
	for i, v := range counts {
		if math.IsNaN(v) || i >= len(expected) || v == 0 && n == 0 {
			continue
		}
		if v < last {
			return false
		}
		if n == 0 {
			first = v
		}
		sum, due, last, n = sum+v, due+expected[i], v, n+1
	}
	return n >= runningLeast && last > 2*first && due > 0 && sum > runningTimes*due && last > due/runningNear && last < due*runningNear
}

// regridTo is regrid of the first day.
func regridTo(v []float64, from, to int) []float64 {
	return regrid(v[:schedule.DayMinutes/from], from, to)
}

// gather brings counts by from minutes to slots of to minutes; a slot of which a part is not
// known, or that is not over, is not known.
func gather(counts []float64, from, to int) (out []float64) {
	if from > to {
		for _, v := range counts {
			for range from / to {
				out = append(out, v*float64(to)/float64(from))
			}
		}
		return out
	}
	per := to / from
	for i := 0; i+per <= len(counts); i += per {
		sum := 0.0
		for _, v := range counts[i : i+per] {
			sum += v
		}
		out = append(out, sum)
	}
	return out
}
