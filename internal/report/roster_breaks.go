package report

import (
	"cmp"
	"fmt"
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

var (
	breaksSheet  = lang.T("休息", "Breaks")
	dayPlanSheet = lang.T("当天安排", "Day plan")
)

// breakColumns are the columns of the sheet of breaks. People may change the times.
var breakColumns = []lang.Text{
	lang.T("工号", "ID"), lang.T("姓名", "Name"), lang.T("日期", "Date"), lang.T("班次", "Shift"), lang.T("开始", "From"), lang.T("结束", "To"),
}

// Hidden columns of a sheet of spans, counted from its last one, for the cover: when each
// begins and ends, in days, and then, for each team, 1 where it takes a head away from it.
const (
	spanBegins = 2
	spanEnds   = 3
	spanTeam0  = 4
)

// shiftSpan is one break or activity of the roster.
type shiftSpan struct {
	person, day int
	schedule.Span
	what string // of an activity
}

// byTime puts spans in order of day, time and person.
func byTime(out []shiftSpan) []shiftSpan {
	slices.SortStableFunc(out, func(x, y shiftSpan) int {
		return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.Start, y.Start))
	})
	return out
}

// allBreaks lists the breaks of the roster, by day, time and person.
func (b *rosterBook) allBreaks() (out []shiftSpan) {
	for _, i := range b.order {
		for d := range b.p.Days {
			for _, t := range b.w.Roster.BreaksAt(b.p, i, d) {
				out = append(out, shiftSpan{i, d, t, ""})
			}
		}
	}
	return byTime(out)
}

// breaks lists who is on a break when.
func (b *rosterBook) breaks() { b.spans(breaksSheet, breakColumns, b.pauses) }

// spans lists who is off the queues when. The last two columns are the times; one before
// them, where there are seven, is what it is.
func (b *rosterBook) spans(title lang.Text, columns []lang.Text, all []shiftSpan) {
	if len(all) == 0 {
		return
	}
	s := b.sheet(b.say(title))
	s.page("portrait", 0)
	head := look{Bold: true, Align: "center", Fill: headFill, Color: headText, Border: line}
	for c, t := range columns {
		s.text(1, c+1, t, head)
	}
	last := len(columns)
	text, middle := look{Border: line, Color: ink}, look{Border: line, Color: ink, Align: "center"}
	for k, t := range all {
		row := k + 2
		s.set(row, 1, b.p.People[t.person].ID, middle)
		s.set(row, 2, b.names[t.person], text)
		s.date(row, 3, b.p.Date(t.day), look{Border: line, Color: ink, Align: "center", Format: "yyyy-mm-dd"})
		s.set(row, 4, b.texts[t.person][t.day], middle)
		if last > 6 {
			s.set(row, 5, t.what, text)
		}
		s.set(row, last-1, schedule.Clock(t.Start), middle)
		s.set(row, last, schedule.Clock(t.End), middle)
		moment := func(col, minute int) (formula string, value float64) {
			c := column(col)
			return fmt.Sprintf("C%d+LEFT(%s%d,2)/24+RIGHT(%s%d,2)/1440", row, c, row, c, row), float64(int(b.p.Date(t.day))+25569) + float64(minute)/1440
		}
		f, v := moment(last-1, t.Start)
		s.formula(row, last+spanBegins, f, v, look{})
		f, v = moment(last, t.End)
		s.formula(row, last+spanEnds, f, v, look{})
		cell := s.there(b.rosterName, b.rowOf(t.person), b.day0+t.day, b.rowOf(t.person), b.day0+t.day)
		for n, team := range b.teams() {
			counts := 0
			if shift := b.w.Roster.Cells[t.person][t.day]; shift != schedule.Off && b.p.People[t.person].CountsOn(t.day) && b.p.Shifts[shift].Serves(team.queue) {
				counts = 1
			}
			s.formula(row, last+spanTeam0+n, fmt.Sprintf("IF(%s=D%d,%d,0)", cell, row, counts), counts, look{})
		}
	}
	for c := last + spanBegins; c < last+spanTeam0+len(b.teams()); c++ {
		s.hidden = append(s.hidden, c)
	}
	s.fit(1, last, 8, 24)
	s.freeze(2, 1)
	s.flush()
}

// pausing is the formula for those of a team who are on a break or at an activity in an
// interval of day d; "" where the roster has neither.
func (b *rosterBook) pausing(t, d, i int) string {
	return b.awayIn(breaksSheet, len(breakColumns), len(b.pauses), t, d, i) +
		b.awayIn(activitiesSheet, len(activityColumns), len(b.attended), t, d, i)
}

// awayIn is that formula for one sheet of spans.
func (b *rosterBook) awayIn(title lang.Text, last, rows, t, d, i int) string {
	if rows == 0 {
		return ""
	}
	col := func(c int) string {
		return fmt.Sprintf("'%s'!$%s$2:$%s$%d", b.say(title), column(last+c), column(last+c), rows+1)
	}
	day := int(b.p.Date(d)) + 25569
	// A second's grace keeps sums of fractions of a day from meeting.
	return fmt.Sprintf("-SUMIFS(%s,%s,\"<%.6f\",%s,\">%.6f\")", col(spanTeam0+t), col(spanBegins), float64(day)+float64((i+1)*b.p.Interval)/1440-0.00002, col(spanEnds), float64(day)+float64(i*b.p.Interval)/1440+0.00002)
}

// smallTeam is how many people share printed pages over several days.
const smallTeam = 12

// dayPlan shows each day as people by half-hours: who is at work when, who on a
// break, and who at a meeting or a training.
func (b *rosterBook) dayPlan() {
	if len(b.pauses) == 0 && len(b.attended) == 0 {
		return
	}
	const step = 30
	from, to := schedule.DayMinutes, 0
	for i := range b.p.People {
		for _, s := range b.w.Roster.Cells[i] {
			if s != schedule.Off {
				from, to = min(from, b.p.Shifts[s].Start()), max(to, b.p.Shifts[s].End())
			}
		}
	}
	from, to = from/step*step, (to+step-1)/step*step
	s := b.sheet(b.say(dayPlanSheet))
	s.page("landscape", 0)
	head := look{Bold: true, Align: "center", Fill: headFill, Color: headText, Border: line, Size: 8}
	cols := (to - from) / step
	s.widths[1] = 14
	for c := range cols {
		s.widths[2+c] = 2.9
	}
	row := 1
	for d := range b.p.Days {
		if d > 0 && len(b.order) > smallTeam {
			s.breaks = append(s.breaks, row)
		}
		s.set(row, 1, b.on(d), head)
		for c := 0; c < cols; c += 2 {
			end := min(c+1, cols-1)
			s.merge(row, 2+c, 2+end, hourMark(from+c*step), head)
		}
		row++
		for _, i := range b.order {
			shift := b.w.Roster.Cells[i][d]
			if shift == schedule.Off {
				continue
			}
			b.dayRow(s, row, i, d, from, cols)
			row++
		}
		row++
	}
	s.freeze(1, 2)
	s.flush()
}

// hourMark is how an hour of the work date stands over a column.
func hourMark(minute int) string { return fmt.Sprintf("%02d", minute/60) }

// dayRow is the day of person i.
func (b *rosterBook) dayRow(s *sheet, row, i, d, from, cols int) {
	const step = 30
	shift := &b.p.Shifts[b.w.Roster.Cells[i][d]]
	pauses := b.w.Roster.BreaksAt(b.p, i, d)
	s.set(row, 1, b.names[i]+"  "+b.texts[i][d], look{Border: line, Color: ink, Shrink: true})
	at := shift.Presence(pauses)
	activities := b.w.Roster.ActivitiesAt(i, d)
	for c := range cols {
		t := schedule.Span{Start: from + c*step, End: from + (c+1)*step}
		k, text := look{Border: line, Size: 8, Align: "center", Color: ink}, ""
		switch {
		case slices.ContainsFunc(pauses, func(p schedule.Span) bool { return p.Overlap(t) > 0 }):
			k.Fill, text = "FFFFFF", b.say(lang.T("休", "×"))
		case b.activityIn(activities, t) != "":
			k.Fill, k.Bold, text = activityFill, true, b.activityIn(activities, t)
		case slices.ContainsFunc(at, func(p schedule.Span) bool { return p.Overlap(t) > 0 }):
			k.Fill = kindFill[shift.Kind]
		default:
			k.Fill = totalFill
		}
		s.set(row, 2+c, text, k)
	}
}
