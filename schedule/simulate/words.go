package simulate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// Summary says how well r, the result of in, keeps what was promised. Each queue
// has a line for the horizon: the customers lost, first of all, the reply rate and the
// risk of falling to the gate. It has one for every day below the target, with the hours
// at fault, and for every day on which too many leave though not too many do over all.
// Queues of which nothing was judged are left out.
//
//	周六 11-28：3 分钟回复率 88% ± 2，处罚线 70，目标 90：20:00–22:00 少 2 人
func (r *Result) Summary(in *Input) []lang.Text {
	var out []lang.Text
	for q := range r.Queues {
		res := &r.Queues[q]
		if res.Total.Judged == 0 && !res.Lost().TooMany() {
			continue
		}
		when := lang.T(fmt.Sprintf("%d 天", r.Days), "All days")
		if r.Days == 7 {
			when = lang.T("全周", "Week")
		}
		line := r.promise(in, q, when, &res.Total, r.losses(q, 0, r.Days))
		if miss := res.Total.MissGate; miss > 0 {
			line = lang.F("%s；低于处罚线的可能 %s", "%s; %s chance of falling below the gate", line, percent(miss)+"%")
		}
		if left := res.Total.Left; in.Queues[q].Deferred && left >= .5 {
			line = lang.F("%s；期末还剩约 %.0f 件，转到下一期", "%s; about %.0f left over for the days after", line, left)
		}
		out = append(out, line)
		for d := range res.Days {
			f := &res.Days[d]
			late := f.Judged > 0 && f.Reply.Mean < in.Queues[q].Params.Target
			if !late && (!res.lost(f).TooMany() || res.Lost().TooMany()) {
				continue
			}
			date := in.Start + workcal.Date(d)
			when := lang.F("%[1]s %[2]s", "%[1]s %[2]s", schedule.Weekday(date), schedule.MonthDay(date))
			var hours []lang.Text
			if !late {
				hours = r.losses(q, d, d+1)
			}
			line := r.promise(in, q, when, f, hours)
			if faults := r.faults(in, q, d); late && faults != nil {
				line = lang.F("%s：%s", "%s: %s", line, lang.Join(faults, "，", ", "))
			}
			out = append(out, line)
		}
	}
	return out
}

// losses names the hours of the day in which customers of queue q leave at least
// twice as often as over all on the days [from, to), at most maxFaults spans that lose
// most.
func (r *Result) losses(q, from, to int) []lang.Text {
	perDay := schedule.DayMinutes / r.Step
	var all []fault
	for i := range perDay {
		left, came := 0.0, 0.0
		for d := from; d < to; d++ {
			v := &r.Queues[q].Steps[d*perDay+i]
			left += v.Left
			came += v.Arrived
		}
		if left == 0 || left < came*max(.05, 2*r.Queues[q].Total.Abandon.Mean) {
			continue
		}
		f := fault{Span: schedule.Span{Start: i * r.Step, End: (i + 1) * r.Step}, missed: left}
		if n := len(all); n > 0 && all[n-1].End == f.Start {
			all[n-1].End, all[n-1].missed = f.End, all[n-1].missed+left
		} else {
			all = append(all, f)
		}
	}
	var out []lang.Text
	worst, _ := worstFaults(all)
	for _, f := range worst {
		out = append(out, lang.Same(schedule.Clock(f.Start)+"–"+schedule.Clock(f.End)))
	}
	return out
}

// promise is the line of queue q: the customers lost, at which hours most, then its reply
// rate, gate and target.
func (r *Result) promise(in *Input, q int, when lang.Text, f *Figures, lost []lang.Text) lang.Text {
	def := &in.Queues[q]
	if len(in.Queues) > 1 && !def.Name.IsZero() {
		when = lang.F("%[1]s %[2]s", "%[2]s, %[1]s", def.Name, when)
	}
	rate, target := percent(f.Reply.Mean), percent(def.Params.Target)
	for digits := 1; digits <= 3 && rate == target && f.Reply.Mean != def.Params.Target; digits++ {
		rate = strconv.FormatFloat(100*f.Reply.Mean, 'f', digits, 64) // so that a near miss does not read as met
	}
	line := lang.F("%s %s%%", "%s %s%%", metric(def), rate)
	if half := 100 * f.Reply.Half; half >= .05 {
		digits := 0
		if half < 1 {
			digits = 1
		}
		line = lang.F("%s ± %s", "%s ± %s", line, strconv.FormatFloat(half, 'f', digits, 64))
	}
	if def.Gate > 0 {
		line = lang.F("%s，处罚线 %s", "%s, gate %s", line, percent(def.Gate))
	}
	line = lang.F("%s，目标 %s", "%s, target %s", line, target)
	if f.Judged == 0 { // nothing to take a rate of
		return lang.F("%s：%s", "%s: %s", when, r.Queues[q].lost(f).Text())
	}
	return lang.F("%s：%s", "%s: %s", when, r.Queues[q].lost(f).before(line, lost))
}

// metric names the reply rate: 3 分钟回复率.
func metric(q *Queue) lang.Text {
	w := q.Params.Within
	unit := lang.T("秒", "second")
	switch {
	case w >= 3600 && math.Mod(w, 3600) == 0:
		w, unit = w/3600, lang.T("小时", "hour")
	case math.Mod(w, 60) == 0:
		w, unit = w/60, lang.T("分钟", "minute")
	}
	n := strconv.FormatFloat(w, 'g', -1, 64)
	p := q.Params.Filled()
	if q.Deferred && p.Formula != staffing.FirstReply {
		return lang.F("%s %s处理率", "%s-%s handling rate", n, unit)
	}
	if p.Turns == 0 || p.Formula == staffing.FirstReply {
		return lang.F("首次 %s %s应答率", "%s-%s first reply rate", n, unit)
	}
	return lang.F("%s %s回复率", "%s-%s reply rate", n, unit)
}

// percent prints a share in percent, whole above 1%.
func percent(x float64) string {
	digits := 0
	if x > 0 && x < .01 {
		digits = 1
	}
	return strconv.FormatFloat(100*x, 'f', digits, 64)
}

// fault is a span of a day that missed the target.
type fault struct {
	schedule.Span
	kind   int
	short  int     // most heads missing in a step
	lowest float64 // reply rate of a step
	missed float64 // units answered late
}

// Kinds of fault.
const (
	nobody    = iota // nobody on the roster
	tooFew           // fewer than needed
	otherwise        // enough heads, or an unknown need: backlog, breaks, chance
)

// maxFaults is how many spans of a day are named.
const maxFaults = 3

// faults names the spans of day d in which queue q missed its target: those that
// cost most, in the order of the day.
func (r *Result) faults(in *Input, q, d int) []lang.Text {
	perDay := schedule.DayMinutes / r.Step
	var all []fault
	for i := range perDay {
		v := &r.Queues[q].Steps[d*perDay+i]
		if v.Judged == 0 || v.Reply >= in.Queues[q].Params.Target {
			continue
		}
		f := fault{Span: schedule.Span{Start: i * r.Step, End: (i + 1) * r.Step}, kind: otherwise, lowest: v.Reply, missed: v.Judged * (1 - v.Reply)}
		if in.Queues[q].Need != nil {
			f.short = int(math.Ceil(float64(v.Need) - v.Present - 1e-9))
		}
		switch {
		case in.Queues[q].Deferred: // what came then was done later: who was there then says nothing
		case v.Present == 0:
			f.kind = nobody
		case f.short > 0:
			f.kind = tooFew
		}
		if n := len(all); n > 0 && all[n-1].End == f.Start && all[n-1].kind == f.kind {
			l := &all[n-1]
			l.End, l.short, l.lowest, l.missed = f.End, max(l.short, f.short), min(l.lowest, f.lowest), l.missed+f.missed
		} else {
			all = append(all, f)
		}
	}
	worst, more := worstFaults(all)
	var out []lang.Text
	for _, f := range worst {
		out = append(out, f.text())
	}
	if more > 0 {
		out = append(out, lang.F("另有 %[1]d 段", "and %[1]d more", more))
	}
	return out
}

// worstFaults returns the maxFaults that miss most, in the order of the day, and
// how many more there are.
func worstFaults(all []fault) (worst []fault, more int) {
	slices.SortStableFunc(all, func(a, b fault) int { return cmp.Compare(b.missed, a.missed) })
	more = max(0, len(all)-maxFaults)
	worst = all[:len(all)-more]
	slices.SortFunc(worst, func(a, b fault) int { return cmp.Compare(a.Start, b.Start) })
	return worst, more
}

func (f *fault) text() lang.Text {
	span := schedule.Clock(f.Start) + "–" + schedule.Clock(f.End)
	switch f.kind {
	case nobody:
		return lang.F("%s 无人在线", "nobody online %s", span)
	case tooFew:
		return lang.F("%[1]s 少 %[2]d 人", "%[2]d short %[1]s", span, f.short)
	}
	return lang.F("%[1]s 只有 %[2]s%%", "only %[2]s%% %[1]s", span, percent(f.lowest))
}
