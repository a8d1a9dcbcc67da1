package attendance

import (
	"math"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// oddLength is a request whose own length is not what its dates take of the plan.
type oddLength struct {
	first, last int // indexes of the plans that it touches
	text        lang.Text
}

// share is what one date may take of a request's length, in days or in minutes.
type share struct {
	*leaveDay
	lo, hi, room, got float64
}

// spread shares the request's own length out over its dates. Each takes the least that
// the plan allows (a break lies inside the leave), then in order of date as much of
// the rest as there is room for (the break lies outside). If the length does not fit
// the plan, bad is true: a request for more than the plan has counts for what the plan
// has; one of a single working day counts for what it says; of several days the plan
// counts.
func (l *Leave) spread(days []leaveDay, punches []Punch, first workcal.Date) (odd oddLength, bad bool) {
	inDays := l.Length.Minutes == 0
	var lo, hi, room, outside float64
	var list []share
	for i := range days {
		s := days[i].share(inDays)
		if !s.inside {
			outside += s.hi
			continue
		}
		s.loosen(l.Dates, inDays, len(days) == 1, i == 0 || i == len(days)-1)
		list = append(list, s)
		lo, hi, room = lo+s.lo, hi+s.hi, room+s.room
	}
	want, tolerance := l.Length.Days, 0.01
	if !inDays && len(list) > 0 {
		want, tolerance = float64(l.Length.Minutes)+l.Length.Days*float64(list[0].whole), 1
	}
	odd.first, odd.last = int(l.From.Date()-first), int((l.To-1).Date()-first)
	tell := func(zh, en string) (oddLength, bool) {
		odd.text = lang.F(zh, en, l.Where, l.Length.Text(), plannedText(list))
		return odd, true
	}
	switch {
	case len(list) == 0:
		odd.text = lang.F("请假单（%v）写 %s，这几天班表上没有要上的班，没有算请假：请核实", "the request (%v) says %s, but nothing is planned on its dates and no leave counts: check it", l.Where, l.Length.Text())
		return odd, outside == 0
	case outside > 0:
		// Each date of another month is taken for a whole day.
		want = max(lo, min(hi, want-outside))
	case want > room+tolerance:
		l.assign(list, hi, inDays, punches, first)
		return tell("请假单（%v）写 %s，班表上这段时间要上的班只有 %s：按班表算，请核实", "the request (%v) says %s, but its dates hold no more than %s of planned work: the plan counts, check it")
	case want < lo-tolerance && len(list) > 1:
		return tell("请假单（%v）写 %s，班表上这段时间要上的班有 %s：按班表算，请核实", "the request (%v) says %s, but its dates hold %s of planned work: the plan counts, check it")
	case want < lo-tolerance:
		list[0].lo = 0
		l.assign(list, want, inDays, punches, first)
		return tell("请假单（%v）写 %s，起止时间在班次里有 %s：按请假单算，请核实", "the request (%v) says %s, but its hours hold %s of the shift: the request counts, check it")
	}
	l.assign(list, want, inDays, punches, first)
	return odd, false
}

// share returns the bounds of a date in the unit of the request.
func (d *leaveDay) share(inDays bool) share {
	if !inDays {
		return share{d, float64(d.lo), float64(d.hi), float64(d.room), 0}
	}
	part := func(m int) float64 { return min(1, float64(m)/float64(max(1, d.whole))) }
	return share{d, part(d.lo), part(d.hi), part(d.room), 0}
}

// unit is how many minutes of the date one unit of length is.
func (s *share) unit(inDays bool) float64 {
	if inDays {
		return float64(s.whole)
	}
	return 1
}

// loosen widens the bounds of a date whose times are rough. Half a day is half a day
// even where its hours are not quite half of the shift. Of a request that names dates
// alone the first and the last may be halves, and an only date any part.
func (s *share) loosen(byDate, inDays, only, edge bool) {
	half := float64(s.whole) / 2 / s.unit(inDays)
	switch {
	case byDate && s.full && only:
		s.lo = 0
	case byDate && s.full && edge:
		s.lo = half
	case !byDate && !s.full && inDays:
		s.lo, s.hi, s.room = min(s.lo, half), max(s.hi, half), max(s.room, half)
	}
}

// assign gives every date its part of the length.
func (l *Leave) assign(list []share, want float64, inDays bool, punches []Punch, first workcal.Date) {
	left := want
	for i := range list {
		list[i].got = list[i].lo
		left -= list[i].lo
	}
	if inDays && !l.Dates {
		// Halves, if they make up the sum.
		sum := 0.0
		for i := range list {
			sum += max(list[i].lo, min(list[i].hi, halfOrWhole(&list[i])))
		}
		if math.Abs(sum-want) < 0.01 {
			for i := range list {
				list[i].got = max(list[i].lo, min(list[i].hi, halfOrWhole(&list[i])))
			}
			left = 0
		}
	}
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	// The date without punches is away for longer.
	if n := len(list); n > 1 && l.Dates && list[0].clocked(punches, first) && !list[n-1].clocked(punches, first) {
		slices.Reverse(order)
	}
	for _, i := range order {
		s := &list[i]
		more := max(0, min(left, s.hi-s.got))
		s.got += more
		left -= more
		s.take(int(math.Round(s.got*s.unit(inDays))), i > 0 || len(list) == 1 && s.atFront(punches, first))
	}
}

func halfOrWhole(s *share) float64 {
	if s.full {
		return 1
	}
	return 0.5
}

// take sets the minutes of leave of a date. Of a date that the request covers and does
// not take in full, the leave lies at the front of the shift or at its back.
func (d *leaveDay) take(minutes int, front bool) {
	if d.full && minutes >= d.whole {
		return // as the plan says
	}
	d.minutes = minutes
	p := d.plan
	if !d.full || p.Kind != Work {
		return
	}
	a, b := p.halves()
	if 2*minutes != d.whole {
		stay := int(math.Round(float64(p.Minutes()) * (1 - float64(minutes)/float64(d.whole))))
		a, b = p.after(stay), p.before(stay)
	}
	if front {
		d.span.End = b
	} else {
		d.span.Start = a
	}
}

// besideShift is how far from a shift a punch may lie, in minutes, to tell which part of it
// was worked.
const besideShift = 3 * 60

// clocks returns the first and the last punch around the shift of a date, in minutes
// of the work date; ok is false if there is none.
func (d *leaveDay) clocks(punches []Punch, first workcal.Date) (from, to int, ok bool) {
	if d.plan.Kind != Work {
		return 0, 0, false
	}
	date, segments := first+workcal.Date(d.day), d.plan.Segments
	around := schedule.Span{Start: segments[0].Start - besideShift, End: segments[len(segments)-1].End + besideShift}
	for i := range punches {
		m := punches[i].At.From(date)
		if m < around.Start || m >= around.End {
			continue
		}
		if !ok {
			from, to, ok = m, m, true
		}
		from, to = min(from, m), max(to, m)
	}
	return from, to, ok
}

func (d *leaveDay) clocked(punches []Punch, first workcal.Date) bool {
	_, _, ok := d.clocks(punches, first)
	return ok
}

// atFront reports whether leave that takes an unknown part of a date is at its front:
// the day's first punch is farther from the start than its last is from the end.
func (d *leaveDay) atFront(punches []Punch, first workcal.Date) bool {
	from, to, ok := d.clocks(punches, first)
	segments := d.plan.Segments
	return !ok || from-segments[0].Start >= segments[len(segments)-1].End-to
}

// plannedText says how much planned work the dates of a request hold.
func plannedText(list []share) lang.Text {
	var sum Length
	for i := range list {
		if d := &list[i]; d.full {
			sum.Days++
		} else {
			sum.Minutes += max(d.leaveDay.hi, min(d.covered, d.whole))
		}
	}
	return sum.Text()
}
