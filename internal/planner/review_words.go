package planner

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/review"
)

// ShortStretch is intervals of a day that follow each other and lack heads.
type ShortStretch struct {
	Queue  *QueueReview
	Date   workcal.Date
	Span   schedule.Span // of the day
	Causes review.Causes // head-minutes
}

// Stretches are those of all queues that lack heads, the longest by head-minutes first.
func (r *Review) Stretches() (out []ShortStretch) {
	per := schedule.DayMinutes / r.Step
	for i := range r.Queues {
		q := &r.Queues[i]
		var at *ShortStretch
		for x, h := range q.Heads {
			if x%per == 0 || h.Short() == 0 {
				at = nil
			}
			if h.Short() == 0 {
				continue
			}
			start := x % per * r.Step
			if at == nil {
				out = append(out, ShortStretch{Queue: q, Date: r.Horizon.Start + workcal.Date(x/per), Span: schedule.Span{Start: start, End: start}})
				at = &out[len(out)-1]
			}
			at.Span.End = start + r.Step
			at.Causes = at.Causes.Plus(h.Split().Times(float64(r.Step)))
		}
	}
	slices.SortStableFunc(out, func(a, b ShortStretch) int { return cmp.Compare(b.Causes.Sum(), a.Causes.Sum()) })
	return out
}

// Words says in a sentence when heads were missing and why.
func (s *ShortStretch) Words() lang.Text {
	return lang.F("%[1]s %[2]s %[3]s–%[4]s %[5]s缺 %[6]s 人时：%[7]s", "%[5]s, %[1]s %[2]s %[3]s–%[4]s: %[6]s head-hours short, %[7]s",
		schedule.MonthDay(s.Date), schedule.Weekday(s.Date), schedule.Clock(s.Span.Start), schedule.Clock(s.Span.End), s.Queue.Queue.Name,
		headHours(s.Causes.Sum()), causeWords(s.Causes))
}

// headHours writes minutes as hours with one decimal.
func headHours(minutes float64) string { return fmt.Sprintf("%.1f", minutes/60) }

// causeWords names the causes of a shortfall, the largest first, those of nothing left out.
func causeWords(c review.Causes) lang.Text {
	parts := []struct {
		of   lang.Text
		size float64
	}{
		{lang.T("预测", "forecast"), c.Forecast}, {lang.T("班表", "roster"), c.Roster}, {lang.T("缺勤迟到", "absence and lateness"), c.Attendance},
	}
	slices.SortStableFunc(parts, func(a, b struct {
		of   lang.Text
		size float64
	}) int {
		return cmp.Compare(b.size, a.size)
	})
	var words []lang.Text
	for _, p := range parts {
		if math.Round(p.size/6) > 0 { // a tenth of an hour
			words = append(words, lang.F("%s %s", "%s %s", p.of, headHours(p.size)))
		}
	}
	if words == nil {
		return lang.T("不到 0.1", "less than 0.1")
	}
	return lang.Join(words, "，", ", ")
}

// Verdict says how the week of a queue went: what came against the forecast, the reply
// rate, and what made the heads short.
func (r *Review) Verdict(q *QueueReview) (out []lang.Text) {
	name := q.Queue.Name
	if q.Expected > 0 {
		out = append(out, lang.F("%s：来了 %.0f 次，预测 %.0f 次（%+.1f%%）", "%s: %.0f contacts came, %.0f were forecast (%+.1f%%)", name, q.Contacts, q.Expected, 100*(q.Contacts/q.Expected-1)))
	} else {
		out = append(out, lang.F("%s：来了 %.0f 次", "%s: %.0f contacts came", name, q.Contacts))
	}
	if q.Judged > 0 {
		how := lang.T("按在岗的人推算", "as expected of those who were there")
		if q.Late.Known {
			how = lang.T("按导出的回复率", "by the exported reply rates")
		}
		reply := lang.F("%s：及时回复率 %.1f%%（%s），目标 %g%%", "%s: %.1f%% answered in time (%s), target %g%%", name, 100*q.Reply(), how, 100*float64(q.Queue.Target))
		out = append(out, reply)
	}
	if q.Causes.Sum() >= 3 {
		out = append(out, lang.F("%s：缺 %s 人时，其中 %s", "%s: %s head-hours short: %s", name, headHours(q.Causes.Sum()), causeWords(q.Causes)))
	} else {
		out = append(out, lang.F("%s：没有缺人的时段", "%s: no interval was short of heads", name))
	}
	if q.Judged > 0 {
		out = append(out, q.lateWords())
	}
	return out
}

// lateWords says what made contacts late, to the contact.
func (q *QueueReview) lateWords() lang.Text {
	l := q.Late
	parts := []lang.Text{lang.F("人数够时也会晚 %.0f", "%.0f even with all the heads needed", l.Usual)}
	for _, c := range []struct {
		of   lang.Text
		size float64
	}{
		{lang.T("预测", "forecast"), l.Forecast}, {lang.T("班表", "roster"), l.Roster}, {lang.T("缺勤迟到", "absence and lateness"), l.Attendance}, {lang.T("接待快慢", "handling"), l.Handling},
	} {
		if math.Abs(c.size) >= .5 {
			parts = append(parts, lang.F("%s %+.0f", "%s %+.0f", c.of, c.size))
		}
	}
	return lang.F("%s：晚回 %.0f 次：%s", "%s: %.0f answered late: %s", q.Queue.Name, l.Total(), lang.Join(parts, "，", ", "))
}

// mostMissed is how many absences a sentence names.
const mostMissed = 5

// MissedWords names who was not there when rostered; nothing where everybody was.
func (r *Review) MissedWords() lang.Text {
	if len(r.Missed) == 0 {
		return lang.Text{}
	}
	var words []lang.Text
	total := 0
	for i, m := range r.Missed {
		total += m.Minutes
		if i >= mostMissed {
			continue
		}
		what := lang.F("%s 小时", "%s h", headHours(float64(m.Minutes)))
		if m.All {
			what = lang.F("全天 %s 小时", "all %s h", headHours(float64(m.Minutes)))
		} else if m.Minutes < 60 {
			what = lang.F("%d 分钟", "%d min", m.Minutes)
		}
		words = append(words, lang.F("%s %s %s", "%s %s %s", m.Person.Name, schedule.MonthDay(m.Date), what))
	}
	list := lang.Join(words, "，", ", ")
	if more := len(r.Missed) - mostMissed; more > 0 {
		list = lang.F("%s，另有 %d 次", "%s and %d more", list, more)
	}
	return lang.F("排了班没到的共 %s 人时：%s", "%s head-hours rostered and not there: %s", headHours(float64(total)), list)
}

// Advice says what would have helped most; nothing where no heads were missing.
func (r *Review) Advice() lang.Text {
	c := r.Causes
	stretches := r.Stretches()
	if c.Sum() < 3 || len(stretches) == 0 {
		return lang.Text{}
	}
	by := func(of func(review.Causes) float64) *ShortStretch {
		best := &stretches[0]
		for i := range stretches {
			if of(stretches[i].Causes) > of(best.Causes) {
				best = &stretches[i]
			}
		}
		return best
	}
	when := func(s *ShortStretch) string {
		return fmt.Sprintf("%s %s–%s", schedule.MonthDay(s.Date), schedule.Clock(s.Span.Start), schedule.Clock(s.Span.End))
	}
	switch largest := max(c.Forecast, c.Roster, c.Attendance); largest {
	case c.Forecast:
		return lang.F("多半缺在预测：先看 %s 多出来的咨询是什么（活动、直播、故障），有就填进活动表", "most of it is the forecast: see what brought the contacts of %s, a promotion, a live stream, a fault, and enter it as an event", when(by(func(c review.Causes) float64 { return c.Forecast })))
	case c.Roster:
		return lang.F("多半缺在班表：%s 排得比预测需要的少，加人或把班挪过去", "most of it is the roster: %s had fewer heads than the forecast asked for; add somebody or move a shift there", when(by(func(c review.Causes) float64 { return c.Roster })))
	}
	return lang.F("多半缺在缺勤迟到：%s 少的人最多，排一个备班或早点请人顶", "most of it is absence and lateness, above all %s: plan a standby, or ask for a substitute earlier", when(by(func(c review.Causes) float64 { return c.Attendance })))
}
