package punch

import (
	"slices"

	"paiban/attendance"
	"paiban/internal/workcal"
)

// Months returns the months that the export has anything of, in order.
func (e *Export) Months() (months []workcal.Month) {
	seen := map[workcal.Month]bool{}
	add := func(d workcal.Date) {
		if m := workcal.MonthOf(d); !seen[m] {
			seen[m] = true
			months = append(months, m)
		}
	}
	for i := range e.Shifts {
		add(e.Shifts[i].Date)
	}
	if len(e.Shifts) == 0 {
		for i := range e.Punches {
			add(e.Punches[i].At.Date())
		}
	}
	slices.SortFunc(months, func(a, b workcal.Month) int { return int(a.First() - b.First()) })
	return months
}

// DaysIn returns how many person-days, or punches where there are no shifts, the
// export has in a month.
func (e *Export) DaysIn(m workcal.Month) (n int) {
	for i := range e.Shifts {
		if workcal.MonthOf(e.Shifts[i].Date) == m {
			n++
		}
	}
	for i := range e.Punches {
		if len(e.Shifts) == 0 && workcal.MonthOf(e.Punches[i].At.Date()) == m {
			n++
		}
	}
	return n
}

// Input puts the export into the form in which a month is settled. People are
// those of list; of maps the people of the export to it, −1 for nobody.
func (e *Export) Input(month workcal.Month, list []attendance.Person, of []int) attendance.Input {
	n, first, days := len(list), month.First(), month.Days()
	in := attendance.Input{
		Month: month, People: list,
		Plans: make([][]attendance.Planned, n), Punches: make([][]attendance.Punch, n), Corrections: make([][]attendance.Correction, n),
		Leave: make([][]attendance.Leave, n), Overtime: make([][]attendance.Approval, n),
		DayBefore: make([]attendance.Planned, n), DayAfter: make([]attendance.Planned, n),
	}
	for i := range in.Plans {
		in.Plans[i] = make([]attendance.Planned, days)
	}
	for i := range e.Shifts {
		s := &e.Shifts[i]
		switch who, d := of[s.Person], int(s.Date-first); {
		case who < 0:
		case d == -1:
			in.DayBefore[who] = s.Planned
		case d == days:
			in.DayAfter[who] = s.Planned
		case d >= 0 && d < days:
			in.Plans[who][d] = s.Planned
		}
	}
	// A shift of the last day may end in the next month, and the first morning
	// may belong to the month before: two days more on either side.
	from, to := attendance.On(first-1, 0), attendance.On(first+workcal.Date(days)+2, 0)
	for i := range e.Punches {
		p := &e.Punches[i]
		if who := of[p.Person]; who >= 0 && p.At >= from && p.At < to {
			in.Punches[who] = append(in.Punches[who], p.Punch)
		}
	}
	for i := range e.Leave {
		if l := &e.Leave[i]; of[l.Person] >= 0 {
			in.Leave[of[l.Person]] = append(in.Leave[of[l.Person]], l.Leave)
		}
	}
	for i := range e.Overtime {
		if o := &e.Overtime[i]; of[o.Person] >= 0 {
			in.Overtime[of[o.Person]] = append(in.Overtime[of[o.Person]], o.Approval)
		}
	}
	for i := range e.Corrections {
		if c := &e.Corrections[i]; of[c.Person] >= 0 && c.At >= from && c.At < to {
			in.Corrections[of[c.Person]] = append(in.Corrections[of[c.Person]], c.Correction)
		}
	}
	return in
}

// Everybody returns the people of the export as people to settle, each with an
// id of their own, and the mapping to them that [Export.Input] takes.
func (e *Export) Everybody() (list []attendance.Person, of []int) {
	seen := map[string]bool{}
	for i := range e.People {
		p := &e.People[i]
		id := firstOf(p.ID, p.Key)
		if seen[id] {
			id += "·" + p.Name // a number that two people have
		}
		seen[id] = true
		list = append(list, attendance.Person{ID: id, Name: p.Name, PunchNo: p.Punch, Group: firstOf(p.Dept, p.Group)})
		of = append(of, i)
	}
	return list, of
}

func firstOf(s ...string) string {
	for _, t := range s {
		if t != "" {
			return t
		}
	}
	return ""
}
