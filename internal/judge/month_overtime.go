package judge

import (
	"math"
	"slices"
)

// hoursOf are the hours of a shift of the month.
type hoursOf struct {
	segs [][2]int
	brk  int
}

// workedOf sums the planned minutes between the punches of each pair of boundaries, less
// leave, and less the unpaid break where it is longer than that. Lateness and early leave
// within the grace are worked time. An unpaid break takes the same part of the minutes
// on either side of midnight.
func workedOf(r *dayResult, pol *monthPolicy, edges []edge, punches []wall, leaves []dayLeave) {
	midnight := wallDate(r.date)
	var off [][2]int
	taken := 0
	for _, l := range leaves {
		off = append(off, [2]int{l.from, l.to})
	}
	for _, n := range r.leaveMin {
		taken += n
	}
	var on [3]int
	for i := 0; i+1 < len(edges); i += 2 {
		a, b := edges[i], edges[i+1]
		in, out := int(a.at-midnight), int(b.at-midnight)
		from, to := in, out // at work from the end of leave, or until its start, also without a punch
		if a.punch == unmatchedEdge && (b.punch == unmatchedEdge || !a.excuse) || b.punch == unmatchedEdge && !b.excuse {
			continue
		}
		if a.punch != unmatchedEdge {
			from = int(punches[a.punch] - midnight)
		}
		if b.punch != unmatchedEdge {
			to = int(punches[b.punch] - midnight)
		}
		if a.first {
			in += r.slide
		}
		if b.last {
			out += r.slide
		}
		if pol.Grace.counted(from-in) == 0 && !a.excuse {
			from = min(from, in)
		}
		if pol.EarlyGrace.counted(out-to) == 0 && !b.excuse {
			to = max(to, out)
		}
		for _, s := range r.segs {
			if x, y := max(from, s[0]), min(to, s[1]); x < y {
				r.classes(pol, without([][2]int{{x, y}}, off), &on)
			}
		}
	}
	r.worked = on[0] + on[1] + on[2]
	less := 0
	if r.worked > r.brk {
		less = r.brk
	}
	less = max(less, r.worked-max(0, r.paid()-taken))
	holiday := 0
	if r.worked > 0 {
		holiday = int(math.Round(float64(less) * float64(on[2]) / float64(r.worked)))
	}
	on[2] -= holiday
	on[r.class] -= less - holiday
	r.worked -= less
	r.workedOn = on
}

// without is what of the spans lies outside the others.
func without(spans, others [][2]int) [][2]int {
	for _, o := range others {
		var out [][2]int
		for _, s := range spans {
			if a, b := s[0], min(s[1], o[0]); a < b {
				out = append(out, [2]int{a, b})
			}
			if a, b := max(s[0], o[1]), s[1]; a < b {
				out = append(out, [2]int{a, b})
			}
		}
		spans = out
	}
	return spans
}

// within is what of the spans lies in [from, to).
func within(spans [][2]int, from, to int) [][2]int {
	var out [][2]int
	for _, s := range spans {
		if a, b := max(s[0], from), min(s[1], to); a < b {
			out = append(out, [2]int{a, b})
		}
	}
	return out
}

// classes adds the minutes of spans to the classes of overtime: what lies on a statutory
// date to the third, all else to that of the day on which the shift begins.
func (r *dayResult) classes(pol *monthPolicy, spans [][2]int, sum *[3]int) {
	for _, s := range spans {
		for k := range 2 {
			from, to := k*dayLong, (k+1)*dayLong
			if k == 0 {
				from = -dayLong
			} else {
				to += dayLong
			}
			class := r.class
			if r.statutory[k] && pol.Overtime.HolidayBy != "start_date" || r.statutory[0] && pol.Overtime.HolidayBy == "start_date" {
				class = 2
			}
			sum[class] += overlap(s[0], s[1], from, to)
		}
	}
}

// approvedOn is the approved overtime of a work date, in minutes of it.
func approvedOn(r *dayResult, pol *monthPolicy, ev Evidence, id string) [][2]int {
	var out [][2]int
	midnight := wallDate(r.date)
	for _, o := range ev.Approvals {
		if o.ID == id && o.Overtime {
			a, b := int(wallOf(o.From)-midnight), int(wallOf(o.To)-midnight)
			if edge := pol.boundaryMinutes(); a >= edge && a < edge+dayLong {
				out = append(out, [2]int{a, b})
			}
		}
	}
	return unionOf(out)
}

// restOvertime is the overtime of a day without a shift, meals off.
func (r *dayResult) restOvertime(pol *monthPolicy, approved [][2]int) {
	var spans [][2]int
	switch pol.Overtime.By {
	case "approval":
		spans = approved
	case "punches":
		if r.last > r.first {
			spans = [][2]int{{r.first, r.last}}
		}
	case "both":
		if r.last > r.first {
			spans = within(approved, r.first, r.last)
		}
	}
	var sum [3]int
	for _, s := range spans {
		r.classes(pol, without([][2]int{s}, pol.mealsIn(s)), &sum)
	}
	r.addRounded(pol, sum)
}

// shiftOvertime is the overtime of a day with a shift: the planned work on statutory
// dates, and on days off where offices pay it, and what lies outside the shift.
func (r *dayResult) shiftOvertime(pol *monthPolicy, approved [][2]int) {
	end := r.segs[len(r.segs)-1][1]
	outside := without(approved, r.segs)
	var spans [][2]int
	switch pol.Overtime.By {
	case "approval":
		spans = outside
	case "punches":
		if from := end + max(0, r.slide); r.last > from && r.first >= 0 {
			spans = [][2]int{{from, r.last}}
		}
	case "both":
		if r.last > r.first {
			spans = within(outside, r.first, r.last)
		}
	}
	var sum [3]int
	r.classes(pol, spans, &sum)
	if a := min(int(pol.Overtime.AutoExtend), r.afterEnd); a > sum[0]+sum[1]+sum[2] {
		sum = [3]int{}
		r.classes(pol, [][2]int{{end, end + a}}, &sum)
	}
	if pol.Overtime.Planned && r.class == 0 {
		sum[0] += max(0, r.workedOn[0]-pol.hoursDay)
	}
	r.addRounded(pol, sum)
	for class := 1; class < 3; class++ {
		r.overtime[class] += r.workedOn[class]
	}
}

// addRounded adds overtime: too little of the whole day does not count, and each class
// is rounded down by itself.
func (r *dayResult) addRounded(pol *monthPolicy, sum [3]int) {
	if float64(sum[0]+sum[1]+sum[2]) < pol.Overtime.Min {
		return
	}
	for class, n := range sum {
		if step := int(pol.Overtime.Step); step > 1 {
			n = n / step * step
		}
		r.overtime[class] += n
	}
}

// mealsIn are the meals in work on a day without a shift: each time between two segments
// of a shift of the month in which no other works; else, where more than six hours lie
// within the hours of a shift with a break at no fixed hour, that break, in the middle.
func (p *monthPolicy) mealsIn(s [2]int) [][2]int {
	if p.Overtime.Meals == "counted" {
		return nil
	}
	var out [][2]int
	for _, h := range p.shifts {
		for i := 0; i+1 < len(h.segs); i++ {
			gap := [2]int{h.segs[i][1], h.segs[i+1][0]}
			if s[0] < gap[0] && gap[1] < s[1] && !slices.Contains(out, gap) && !p.works(gap) {
				out = append(out, gap)
			}
		}
	}
	if out != nil {
		return out
	}
	most, brk := 0, 0
	for _, h := range p.shifts {
		if n := overlap(s[0], s[1], h.segs[0][0], h.segs[len(h.segs)-1][1]); h.brk > 0 && n > 360 && (n > most || n == most && h.brk < brk) {
			most, brk = n, h.brk
		}
	}
	if brk == 0 {
		return nil
	}
	from := (s[0] + s[1] - brk) / 2
	return [][2]int{{from, from + brk}}
}

// works tells that a shift of the month works at some time of [from, to).
func (p *monthPolicy) works(gap [2]int) bool {
	for _, h := range p.shifts {
		for _, s := range h.segs {
			for by := -dayLong; by <= dayLong; by += dayLong {
				if overlap(gap[0], gap[1], s[0]+by, s[1]+by) > 0 {
					return true
				}
			}
		}
	}
	return false
}
