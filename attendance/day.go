package attendance

import (
	"math"
	"slices"
	"strconv"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// days settles every work date of one person: plans, matched punches, leave.
type days struct {
	policy      *Policy
	person      *Person
	first       workcal.Date
	calendar    *workcal.Calendar
	reach       reach
	shifts      []Planned // that are worked in the month
	leave       []Leave
	laid        [][]dayLeave // leave by index of the plan
	laidFrom    workcal.Date // date of its first
	overtime    []Approval
	rulings     []Ruling
	corrections int // used so far
	lates       int // so far
}

// month returns a Day for every plan. The days before and after are matched too, so
// that a punch which ends the night before the month, or starts the shift after it, is
// none of the month's.
func (s *days) month(before Planned, plans []Planned, after Planned, punches []Punch) []Day {
	wide := slices.Concat([]Planned{before}, plans, []Planned{after})
	s.first--
	out := slices.Clone(s.run(wide, punches, 1, len(wide)-1))
	s.first++
	for i := range out {
		if out[i].Plan = &plans[i]; plans[i].nothing() {
			out[i].Plan = &unplanned
		}
	}
	return out
}

// unplanned is the plan of all days of which nothing is known. Of most people of a bare
// export nothing is, and a month has many days.
var unplanned Planned

// nothing reports whether nothing is known of the day.
func (p *Planned) nothing() bool {
	return p.Kind == Unplanned && p.Shift == "" && p.Segments == nil && p.Granted == nil && p.Noted == nil && p.Grace == nil &&
		!p.Exempt && !p.Marked && p.Break == 0 && p.Leave == "" && p.Where == (table.Pos{})
}

// run returns a Day for every plan in [from, to).
func (s *days) run(plans []Planned, punches []Punch, from, to int) []Day {
	punches, _ = tidy(punches, s.policy.RepeatSeconds)
	var odd []oddLength
	s.laidFrom = s.first
	s.laid, odd = layLeave(plans, s.first, s.leave, punches, s.policy, from, to)
	bounds := s.policy.bounds(plans, s.first, s.laid)
	got := match(bounds, punches, s.first)

	dayOf := make([]int, len(punches))
	for j := range punches {
		dayOf[j] = s.dayOf(&punches[j], plans)
	}
	s.within(bounds, punches, got, dayOf)
	for i, j := range got {
		if j >= 0 {
			dayOf[j] = bounds[i].day
		}
	}
	out := make([]Day, len(plans))
	index := make([]int, len(punches)) // of a punch within its day
	for i := range out {
		out[i].Date, out[i].Plan = s.first+workcal.Date(i), &plans[i]
	}
	for j, p := range punches {
		if d := dayOf[j]; d >= 0 && d < len(out) {
			index[j] = len(out[d].Punches)
			out[d].Punches = append(out[d].Punches, p)
		}
	}
	byDay := make([][]int, len(plans))
	for i := range bounds {
		byDay[bounds[i].day] = append(byDay[bounds[i].day], i)
	}
	for i := from; i < to; i++ {
		d := &out[i]
		var own []boundary
		for _, b := range byDay[i] {
			e := Edge{In: bounds[b].in, At: bounds[b].planned.From(d.Date), Punch: -1}
			if got[b] >= 0 {
				e.Punch = index[got[b]]
			}
			d.Edges = append(d.Edges, e)
			own = append(own, bounds[b])
		}
		s.judge(d, own)
	}
	for _, o := range odd {
		if day := max(o.first, from); day <= o.last && day < to {
			d := &out[day]
			d.Applied = append(d.Applied, Applied{Rule: "leave-length", Text: o.text})
			d.raise(AboutLeave, o.text)
		}
	}
	return out[from:to]
}

// within gives punches that stand for no boundary to the shift in which they lie: from
// its planned start, or the punch in before that, to the last punch that it has. So the
// first of two punches out in the morning belongs to the night like the second.
func (s *days) within(bounds []boundary, punches []Punch, got, dayOf []int) {
	for i, last := range got {
		if last < 0 {
			continue
		}
		b := &bounds[i]
		from := b.planned
		for k := i; k >= 0; k-- {
			if o := &bounds[k]; o.day == b.day {
				if from = min(from, o.planned); got[k] >= 0 {
					from = min(from, punches[got[k]].At)
				}
			}
		}
		for j := last - 1; j >= 0 && punches[j].At >= from; j-- {
			if punches[j].Work == 0 {
				dayOf[j] = b.day
			}
		}
	}
}

// dayOf returns the index of the work date of a punch that stands for no
// boundary; it may lie outside the month.
func (s *days) dayOf(p *Punch, plans []Planned) int {
	if p.Work != 0 {
		return int(p.Work - s.first)
	}
	day := int(p.At.Date() - s.first)
	m := p.At.From(p.At.Date())
	plan := func(i int) (schedule.Span, bool) {
		if i < 0 || i >= len(plans) || len(plans[i].Segments) == 0 {
			return schedule.Span{}, false
		}
		seg := plans[i].Segments
		return schedule.Span{Start: seg[0].Start, End: seg[len(seg)-1].End}, true
	}
	if before, ok := plan(day - 1); ok && m+schedule.DayMinutes < before.End {
		return day - 1
	}
	if today, ok := plan(day); ok && m >= today.Start-s.policy.Before {
		return day
	}
	if m < int(s.policy.DayBoundary) {
		return day - 1
	}
	return day
}

// judge gives one work date its result.
func (s *days) judge(d *Day, bounds []boundary) {
	switch {
	case !s.person.Employed(d.Date), d.Plan.Kind == Outside:
		d.Result = NotHere
		if len(d.Punches) > 0 {
			d.raise(AboutOutside, lang.F("不在职期间有打卡：%s", "punches while not employed: %s", Clocks(d)))
		}
		return
	case !d.Plan.Marked && !s.reach.holds(d.Plan, d.Date, joined(d.Plan.Segments, s.policy.JoinGap), d.Plan.Kind == Work && s.covered(d), s.punched(d)):
		d.Result = NotJudged
		for i := range d.Edges {
			e := &d.Edges[i]
			e.NotOver = e.Punch < 0 && !s.reach.over(d.Date, On(d.Date, e.At))
		}
		return
	case d.Plan.Noted != nil:
		s.judgeNoted(d, d.Plan.Noted)
		return
	case s.person.Exempt || d.Plan.Exempt:
		s.judgeExempt(d)
		s.count(d)
		return
	}
	switch d.Plan.Kind {
	case Work:
		d.Due = 1
		s.work(d, bounds)
	case Flexible:
		s.judgeFree(d)
	case LeaveDay:
		d.Due, d.Result = 1, OnLeave
		s.onLeave(d)
		if d.Plan.Leave.Present() {
			d.Attended, d.Result = 1, Away
		}
		if len(d.Punches) > 0 {
			s.questionLeave(d)
		}
	case Rest:
		d.Result = Resting
		if len(d.Punches) > 0 {
			d.Result = RestWorked
			d.Worked = spread(d)
			if s.policy.Attended.RestDays {
				d.Attended = 1
			}
		}
	case Unplanned, Outside:
		d.Result = NoPlan
		d.Worked = spread(d)
		if len(d.Punches) > 0 {
			d.Attended = 1
		}
	}
	s.count(d)
	if d.Result == RestWorked && d.Overtime == [3]int{} && !s.refused(d.Date) {
		d.raise(AboutRest, lang.F("休息日打卡 %s，没有加班记录：是加班、调班还是误打？", "punches on a rest day (%s) without an overtime record: overtime, a swap or a mistake?", Clocks(d)))
	}
	s.questionOvertime(d)
}

// punched reports whether a punch proves something of the day: one that stands for a
// boundary or, on a day of free hours, any, errors of the clock left out.
func (s *days) punched(d *Day) bool {
	if d.Plan.Kind != Work {
		return slices.ContainsFunc(d.Punches, func(p Punch) bool { return !s.reach.isStray(&p) })
	}
	return slices.ContainsFunc(d.Edges, func(e Edge) bool { return e.Punch >= 0 && !s.reach.isStray(&d.Punches[e.Punch]) })
}

// judgeFree judges a day of free hours: any punch is attendance, for what leave leaves
// of the day.
func (s *days) judgeFree(d *Day) {
	d.Due, d.Result = 1, OK
	d.Worked = spread(d)
	leave := s.leaveShare(d)
	switch {
	case len(d.Punches) > 0:
		d.Attended = 1
		s.judgeShare(d, leave)
	case leave > 0:
		d.Result = OnLeave
	case d.Leave[Outing]+d.Leave[Trip] > 0:
		d.Result = Away
		if s.policy.Attended.Away {
			d.Attended = 1
		}
	default:
		d.raise(AboutMissing, lang.T("自由工时当天没有打卡", "free hours, but no punch on this day"))
	}
}

// judgeExempt judges a day of somebody who need not clock: nothing is missing, late or
// absent, but leave is leave.
func (s *days) judgeExempt(d *Day) {
	d.Result = NotCounted
	if d.Plan.Kind == Rest && len(d.Punches) == 0 {
		d.Result = Resting
	}
	if d.Plan.Kind != Work && d.Plan.Kind != Flexible && d.Plan.Kind != LeaveDay {
		return
	}
	leave := s.leaveShare(d)
	if leave >= 1 {
		d.Result = OnLeave
	}
	if d.Plan.Kind != Flexible && (s.policy.Attended.Exempt || d.Plan.Marked) {
		d.Due, d.Attended = 1, 1-leave
	}
}

// questionLeave asks about punches on a day that is all leave.
func (s *days) questionLeave(d *Day) {
	d.raise(AboutLeave, lang.F("全天请假，却有打卡 %s", "on leave all day, but there are punches: %s", Clocks(d)))
}

// spread is the time from the first punch of a day to its last.
func spread(d *Day) int {
	if len(d.Punches) < 2 {
		return 0
	}
	return int(d.Punches[len(d.Punches)-1].At - d.Punches[0].At)
}

func side(in bool) lang.Text {
	if in {
		return lang.T("上班", "start")
	}
	return lang.T("下班", "end")
}

// Clocks lists the punches of a day in minutes of the work date: 08:55 18:02.
func Clocks(d *Day) string {
	s := ""
	for i, p := range d.Punches {
		if i > 0 {
			s += " "
		}
		s += clockText(p.At.From(d.Date))
	}
	if s == "" {
		return "—"
	}
	return s
}

func missing(d *Day) lang.Text {
	var list []lang.Text
	for _, e := range d.Edges {
		if e.Missed {
			list = append(list, lang.F("%s %s", "%s %s", side(e.In), schedule.Clock(e.At)))
		}
	}
	return lang.Join(list, "、", ", ")
}

// clockText prints a minute of the work date; one before it as −1 23:55.
func clockText(m int) string {
	if m < 0 {
		return "-1 " + schedule.Clock(m+schedule.DayMinutes)
	}
	return schedule.Clock(m)
}

// dayCount says a number of days: 1 day, 0.5 days.
func dayCount(f float64) lang.Text {
	if f == 1 {
		return lang.T("1 天", "1 day")
	}
	return lang.F("%s 天", "%s days", trim(f))
}

// times says how often.
func times(n int) lang.Text {
	if n == 1 {
		return lang.T("1 次", "once")
	}
	return lang.F("%d 次", "%d times", n)
}

// trim prints a number of days without needless zeros. An hour and a half of eight is
// 0.1875 days: with two places its product with a day's pay would not be the sum shown.
func trim(f float64) string { return rounded(f, 1e4) }

// rounded prints f to the nearest 1/parts.
func rounded(f, parts float64) string {
	return strconv.FormatFloat(math.Round(f*parts)/parts, 'f', -1, 64)
}
