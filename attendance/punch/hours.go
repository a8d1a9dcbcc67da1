package punch

import (
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// A clock's workbook numbers the shifts and does not say from when to when they
// last. It follows from the clock's own lateness and early leave: of single days
// where the workbook lists those out of order, else of everybody's sums.

// placed is a punch under the boundary that the clock itself gives it: side 0 is
// the start of the first segment, 1 its end, 2 the start of the second …
type placed struct {
	who    int
	date   workcal.Date
	side   int
	minute int // of date
}

// exception is a day that the clock found out of order.
type exception struct {
	who         int
	date        workcal.Date
	clocks      [4]int // by side; −1 is none
	late, early int    // minutes
	where       table.Pos
}

// exceptionColumns are the headings of a list of days out of order.
type exceptionColumns struct {
	*columns
	sides       []int // columns of 上班, 下班, 上班, 下班
	late, early int
}

// exceptionColumns finds the headings, nil where there are none.
func (r *reader) exceptionColumns(sheet int) *exceptionColumns {
	c := r.findColumns(sheet, "姓名", "日期", "上班", "下班")
	if c == nil {
		c = r.findColumns(sheet, "姓名", "日期")
	}
	if c == nil {
		return nil
	}
	x := exceptionColumns{columns: c}
	for _, h := range c.names {
		switch name := h.name; {
		case name == "上班" || name == "下班":
			x.sides = append(x.sides, h.col)
		case strings.HasPrefix(h.upper+name, "迟到时间"):
			x.late = h.col
		case strings.HasPrefix(h.upper+name, "早退时间"):
			x.early = h.col
		}
	}
	if len(x.sides) < 2 || len(x.sides) > 4 || x.late == 0 || x.early == 0 {
		return nil
	}
	return &x
}

// readExceptions reads the list of days out of order.
func (r *reader) readExceptions(sheet int) error {
	c := r.exceptionColumns(sheet)
	if c == nil {
		return nil
	}
	return r.rows(c.columns, func(row *table.Row) {
		p := Person{ID: table.ParseID(c.of(row, "工号", "员工号", "编号", "考勤号码")), Name: c.of(row, "姓名"), Where: r.pos(sheet, row.Number, 0)}
		date, ok := table.ParseDate(c.of(row, "日期"), 0)
		if p.Name == "" || !ok {
			return
		}
		x := exception{who: r.person(p), date: date, clocks: [4]int{-1, -1, -1, -1}, where: p.Where}
		for k, col := range c.sides {
			if times, _ := clockTimes(row.At(col), date); len(times) == 1 && table.Clean(row.At(col)) != "" {
				x.clocks[k] = times[0] / 60
				r.placed = append(r.placed, placed{x.who, date, k, times[0] / 60})
			}
		}
		x.late, x.early = int(amount(table.Clean(row.At(c.late)))), int(amount(table.Clean(row.At(c.early))))
		r.exceptions = append(r.exceptions, x)
	})
}

// workDay is a person on a date.
type workDay struct {
	who  int
	date workcal.Date
}

// learnHours finds the hours of the shifts and puts them into the plan, the
// clock's own matching into the punches and its results into the export.
func (r *reader) learnHours() {
	plan := map[workDay]*Shift{}
	var codes []string
	for i := range r.out.Shifts {
		s := &r.out.Shifts[i]
		if s.Kind == attendance.Flexible {
			plan[workDay{s.Person, s.Date}] = s
			if !slices.Contains(codes, s.Shift) {
				codes = append(codes, s.Shift)
			}
		}
	}
	perDay := r.minutesPerDay()
	for _, code := range codes {
		segments := r.hoursOfDays(plan, code)
		// Hours that differ from the clock's own working time are wrong.
		if len(codes) == 1 && perDay > 0 && minutes(segments) != perDay {
			segments = r.hoursOfSums(perDay)
		}
		if m := minutes(segments); m == 0 || m > schedule.DayMinutes {
			continue
		}
		for i := range r.out.Shifts {
			if s := &r.out.Shifts[i]; s.Kind == attendance.Flexible && s.Shift == code {
				s.Kind, s.Segments = attendance.Work, segments
			}
		}
	}
	r.placePunches(plan)
	r.exceptionResults(plan)
}

func minutes(segments []schedule.Span) (sum int) {
	for _, s := range segments {
		sum += s.Len()
	}
	return sum
}

// minutesPerDay is the clock's own working time of a day, 0 where it differs
// between people.
func (r *reader) minutesPerDay() (minutes int) {
	for _, t := range r.out.Totals {
		if t.Due < 1 || t.Minutes == 0 {
			continue
		}
		m := int(float64(t.Minutes)/t.Due + 0.5)
		if minutes != 0 && m != minutes {
			return 0
		}
		minutes = m
	}
	return minutes
}

// hoursOfDays takes each boundary of a shift from the days that show it alone: a
// start is the only punch in, minus its lateness. The most frequent time wins.
func (r *reader) hoursOfDays(plan map[workDay]*Shift, code string) (segments []schedule.Span) {
	votes := [4]map[int]int{{}, {}, {}, {}}
	best := [4]int{-1, -1, -1, -1}
	vote := func(x exception, a, b, shift int) {
		k := a
		if x.clocks[a] < 0 {
			k = b
		} else if x.clocks[b] >= 0 {
			return // two punches, one sum
		}
		if x.clocks[k] < 0 {
			return
		}
		at := x.clocks[k] + shift
		if votes[k][at]++; best[k] < 0 || votes[k][at] > votes[k][best[k]] {
			best[k] = at
		}
	}
	for _, x := range r.exceptions {
		if s := plan[workDay{x.who, x.date}]; s == nil || s.Shift != code {
			continue
		}
		if x.late > 0 {
			vote(x, 0, 2, -x.late)
		}
		if x.early > 0 {
			vote(x, 1, 3, x.early)
		}
	}
	for k := 0; k < 4; k += 2 {
		if best[k] >= 0 && best[k+1] > best[k] && (k == 0 || best[k] >= best[k-1]) {
			segments = append(segments, schedule.Span{Start: best[k], End: best[k+1]})
		}
	}
	return segments
}

// placePunches notes at each punch which boundary the clock gave it.
func (r *reader) placePunches(plan map[workDay]*Shift) {
	type key struct {
		who int
		at  attendance.Stamp
	}
	index := map[key]int{}
	for i := range r.out.Punches {
		index[key{r.out.Punches[i].Person, r.out.Punches[i].At}] = i
	}
	for _, p := range r.placed {
		s := plan[workDay{p.who, p.date}]
		i, ok := index[key{p.who, attendance.On(p.date, p.minute)}]
		if !ok || s == nil || p.side/2 >= len(s.Segments) {
			continue
		}
		at := s.Segments[p.side/2].Start
		if p.side%2 == 1 {
			at = s.Segments[p.side/2].End
		}
		r.out.Punches[i].For = attendance.On(p.date, at)
	}
}

// exceptionResults gives every planned day of known hours the clock's result:
// that of the list, in which both times blank is absence and one a missing punch;
// days that are not listed were in order.
func (r *reader) exceptionResults(plan map[workDay]*Shift) {
	if len(r.exceptions) == 0 {
		return
	}
	listed := map[workDay]*exception{}
	for i := range r.exceptions {
		x := &r.exceptions[i]
		listed[workDay{x.who, x.date}] = x
	}
	for i := range r.out.Shifts {
		s := &r.out.Shifts[i]
		if s.Kind != attendance.Work || len(s.Segments) == 0 {
			continue
		}
		res := Result{Person: s.Person, Date: s.Date, Attended: 1, Where: s.Where}
		if x := listed[workDay{s.Person, s.Date}]; x != nil {
			res.Late, res.Early, res.Where = x.late, x.early, x.where
			for _, m := range x.clocks[:2*len(s.Segments)] {
				if m >= 0 {
					res.Clocks = append(res.Clocks, m)
				} else {
					res.Missing++
				}
			}
			if len(res.Clocks) == 0 {
				res.Missing, res.Absent, res.Attended = 0, 1, 0
			}
		}
		r.out.Results = append(r.out.Results, res)
	}
}
