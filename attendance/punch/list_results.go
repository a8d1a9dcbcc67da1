package punch

import (
	"regexp"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// A list of a line per person, date and period, as ZKTime and its kin write it, may
// carry results of its own. They serve the audit alone: nothing is settled by them.
var (
	listLate   = regexp.MustCompile(`^(迟到|late)(时间|时长|分钟|minutes?|time)?(\(.*\))?$`)
	listEarly  = regexp.MustCompile(`^(早退|early|earlyleave|earlyout)(时间|时长|分钟|minutes?|time)?(\(.*\))?$`)
	listAbsent = regexp.MustCompile(`^(是否)?(旷工|缺勤|absent|absence)(天数|天|days?)?(\(.*\))?$`)
	listPeriod = words("对应时段", "时段", "时段名称", "班次名称", "班次", "timetable", "shift")
	listIn     = words("签到时间", "上班打卡", "上班打卡时间", "签到", "clockin", "checkin")
	listOut    = words("签退时间", "下班打卡", "下班打卡时间", "签退", "clockout", "checkout")
)

// resultColumns are the columns of a list's own results, 0 where it has none.
type resultColumns struct {
	late, early, absent int
	lateHead, earlyHead string
	period, in, out     int
}

// any reports whether the list has results.
func (c *resultColumns) any() bool { return c.late > 0 || c.early > 0 || c.absent > 0 }

// resultsOf finds them among the headings.
func resultsOf(row *table.Row) (c resultColumns) {
	for _, cell := range row.Cells {
		h := table.Heading(cell.Text)
		switch {
		case listLate.MatchString(h) && c.late == 0:
			c.late, c.lateHead = cell.Col, tight(cell.Text)
		case listEarly.MatchString(h) && c.early == 0:
			c.early, c.earlyHead = cell.Col, tight(cell.Text)
		case listAbsent.MatchString(h) && c.absent == 0:
			c.absent = cell.Col
		case listPeriod[h] && c.period == 0:
			c.period = cell.Col
		case listIn[h] && c.in == 0:
			c.in = cell.Col
		case listOut[h] && c.out == 0:
			c.out = cell.Col
		}
	}
	// Without the columns of both punches it cannot be said which of them is missing.
	if c.in == 0 || c.out == 0 {
		return resultColumns{}
	}
	return c
}

// periodResult is what a line says of one period of a day.
type periodResult struct {
	workDay
	period      string
	in, out     int // punches in minutes of the day; −1 is none
	late, early int // minutes
	absent      bool
	where       table.Pos
}

// listResult keeps the result of a line that has a person and a date.
func (r *reader) listResult(c *resultColumns, row *table.Row, p Person, date workcal.Date, at table.Pos) {
	if !c.any() {
		return
	}
	get := func(col int) string {
		if col == 0 {
			return ""
		}
		return table.Clean(row.At(col))
	}
	clock := func(col int) int {
		if times, _ := clockTimes(row.At(col), date); len(times) > 0 && get(col) != "" {
			return times[0] / 60
		}
		return -1
	}
	x := periodResult{workDay: workDay{r.person(p), date}, period: get(c.period), in: clock(c.in), out: clock(c.out), where: at,
		late: slipMinutes(get(c.late), c.lateHead), early: slipMinutes(get(c.early), c.earlyHead)}
	switch strings.ToLower(get(c.absent)) {
	case "", "0", "false", "否", "no", "n", "×":
	default:
		x.absent = true
	}
	r.out.periods = append(r.out.periods, x)
}

// slipMinutes reads a lateness: 00:12, 12, 12分钟, 0.2 under (小时), or a fraction of a
// day as spreadsheets keep times.
func slipMinutes(s, heading string) int {
	if s == "" {
		return 0
	}
	v, bare := table.ParseFloat(s)
	switch {
	case !bare:
		if m, ok := table.ParseMinute(s); ok {
			return m
		}
		return int(amount(s) + 0.5)
	case strings.Contains(heading, "小时") || strings.Contains(heading, "hour"):
		return int(v*60 + 0.5)
	case v > 0 && v < 1:
		return int(v*schedule.DayMinutes + 0.5)
	}
	return int(v + 0.5)
}

// withPeriods returns the export with the results of its list, a day's periods added
// up, the plans that they were judged by, and the hours that had to be worked out for
// these, by name of the period. Where a punch of a period is missing, such
// clocks book a fixed lateness for it; that is a missing punch and no lateness.
func (e *Export) withPeriods() (*Export, map[string]schedule.Span) {
	if len(e.periods) == 0 || len(e.Results) > 0 {
		return e, nil
	}
	out := *e
	var hours map[string]schedule.Span
	if !slices.ContainsFunc(e.Shifts, func(s Shift) bool { return s.Kind == attendance.Work }) {
		hours = e.hoursOfPeriods()
		out.Shifts = append(slices.Clone(e.Shifts), e.plansOfPeriods(hours)...)
	}
	planned := map[workDay]float64{}
	for i := range out.Shifts {
		if s := &out.Shifts[i]; s.Kind == attendance.Work {
			planned[workDay{s.Person, s.Date}] = float64(len(s.Segments))
		}
	}
	at := map[workDay]int{}
	for i := range e.periods {
		x := &e.periods[i]
		if planned[x.workDay] == 0 {
			continue
		}
		k, ok := at[x.workDay]
		if !ok {
			k = len(out.Results)
			at[x.workDay] = k
			out.Results = append(out.Results, Result{Person: x.who, Date: x.date, Attended: unknownDays, Where: x.where})
		}
		res := &out.Results[k]
		if x.absent {
			res.Absent += 1 / planned[x.workDay]
			continue
		}
		for _, side := range []struct {
			clock, minutes int
			sum            *int
		}{{x.in, x.late, &res.Late}, {x.out, x.early, &res.Early}} {
			if side.clock < 0 {
				res.Missing++
				continue
			}
			res.Clocks = append(res.Clocks, side.clock)
			*side.sum += side.minutes
		}
	}
	return &out, hours
}

// hoursOfPeriods works out from when to when the periods of a list last, where the list
// names them and gives no hours: a start is a punch in minus its lateness. Where nobody
// is ever late, or early, it is the half-hour that nobody in order misses. Periods that
// do not fit one pair of hours are left out.
func (e *Export) hoursOfPeriods() map[string]schedule.Span {
	byName := map[string][]*periodResult{}
	for i := range e.periods {
		byName[e.periods[i].period] = append(byName[e.periods[i].period], &e.periods[i])
	}
	hours := map[string]schedule.Span{}
	for name, list := range byName {
		if s, ok := periodHours(list); ok {
			hours[name] = s
		}
	}
	return hours
}

// plansOfPeriods are the days of a list whose periods have these hours.
func (e *Export) plansOfPeriods(hours map[string]schedule.Span) (shifts []Shift) {
	at := map[workDay]int{}
	for i := range e.periods {
		x := &e.periods[i]
		span, ok := hours[x.period]
		if !ok {
			continue
		}
		k, known := at[x.workDay]
		if !known {
			k = len(shifts)
			at[x.workDay] = k
			shifts = append(shifts, Shift{x.who, x.date, attendance.Planned{Kind: attendance.Work, Shift: x.period, Where: x.where}})
		}
		shifts[k].Segments = append(shifts[k].Segments, span)
	}
	for i := range shifts {
		slices.SortFunc(shifts[i].Segments, func(a, b schedule.Span) int { return a.Start - b.Start })
	}
	return shifts
}

// periodHours is the pair of hours that explains the results of one period, if there is
// one.
func periodHours(list []*periodResult) (s schedule.Span, ok bool) {
	const half = 30
	starts, ends := map[int]int{}, map[int]int{}
	latest, soonest := -1, schedule.DayMinutes+1 // punches in order
	for _, x := range list {
		switch {
		case x.in >= 0 && x.late > 0:
			starts[x.in-x.late]++
		case x.in >= 0:
			latest = max(latest, x.in)
		}
		switch {
		case x.out >= 0 && x.early > 0:
			ends[x.out+x.early]++
		case x.out >= 0:
			soonest = min(soonest, x.out)
		}
	}
	start, found := onlyOne(starts)
	end, foundEnd := onlyOne(ends)
	if !found && !foundEnd {
		return s, false
	}
	if !found && len(starts) == 0 && latest >= 0 {
		start, found = (latest+half-1)/half*half, true
	}
	if !foundEnd && len(ends) == 0 && soonest <= schedule.DayMinutes {
		end, foundEnd = soonest/half*half, true
	}
	return schedule.Span{Start: start, End: end}, found && foundEnd && start < end && latest <= start+half
}

// onlyOne is the value that nine of ten days agree on.
func onlyOne(votes map[int]int) (value int, ok bool) {
	all, most := 0, 0
	for v, n := range votes {
		all += n
		if n > most || n == most && v < value {
			value, most = v, n
		}
	}
	return value, most > 0 && most*10 >= all*9
}
