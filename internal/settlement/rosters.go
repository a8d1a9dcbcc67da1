package settlement

import (
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// layRosters lays the rosters that count over the month, see [workspace.Rosters]. Its
// error is a table.Problems with every cell of the month that is no shift, rest day or
// leave.
func (m *month) layRosters(shifts []schedule.Shift) error {
	rosters, err := m.Workspace.Rosters()
	if err != nil {
		return err
	}
	files, err := rosters.Read(m.Month.First() + 14)
	if err != nil {
		return err
	}
	m.notes = append(m.notes, rosters.Notes(m.Month.First(), m.Month.Last()+1)...)
	m.notes = append(m.notes, workspace.Disagreements(files, m.Month.First(), m.Month.Last()+1)...)
	for _, f := range files {
		if f.Start <= m.Month.Last() && f.Start+workcal.Date(f.Days) > m.Month.First() {
			m.notes = append(m.notes, f.Notes...)
		}
	}
	var leave []string
	for _, l := range m.Workspace.Leave {
		leave = append(leave, l.Type.ZH, l.Type.EN)
	}
	words := report.NewWords(shifts, leave...)
	index := map[string]int{}
	for i := range m.Workspace.People {
		index[rosterKey(m.Workspace.People[i].ID)] = i
	}
	m.outside = map[personDay]bool{}
	strangers := map[string]bool{}
	var problems table.Problems
	for _, f := range files {
		for _, row := range f.People {
			who, ok := index[rosterKey(row.ID)]
			if !ok {
				if !strangers[row.ID] && m.noteStranger(f, row) {
					strangers[row.ID] = true // once is enough
				}
				continue
			}
			for d, text := range row.Cells {
				date := f.Start + workcal.Date(d)
				s, off, ok := words.Parse(text)
				if date < m.Month.First() || date > m.Month.Last() {
					m.outside[personDay{who, date}] = off != ""
					if ok {
						m.layEdge(who, date, m.rosterCell(who, date, s, off, shifts))
					}
					continue
				}
				if !ok {
					problems.Add(f.Pos(row, d), lang.F("%s %s 的 %q 不是班次，也不是休息或请假", "%s on %s: %q is not a shift, a rest day or leave", row.Name, date, text), table.HintFor(text, words.Allowed()))
					continue
				}
				if unread := words.Unread(text); unread != "" && !m.awayOn(who, date) {
					m.notes = append(m.notes, report.UnreadText(f.Pos(row, d), text, unread))
				}
				p := m.rosterCell(who, date, s, off, shifts)
				p.Where = f.Pos(row, d)
				m.layOvertime(who, date, s, shifts, p.Where)
				placeBreaks(&p, f.BreaksOf(row, date, text))
				p.Activities = m.activitiesOf(f, row.ID, date)
				old := &m.input.Plans[who][date-m.Month.First()]
				p.Exempt, p.Marked, p.Noted = p.Exempt || old.Exempt, old.Marked, old.Noted
				p.Granted = m.grantedBeside(old.Granted, who, date)
				*old = p
			}
		}
	}
	return problems.Err()
}

// grantedBeside is what an export grants on a day that a roster plans: its overtime,
// and its leave where no request says from when to when. It is nil where there is
// neither.
func (m *month) grantedBeside(g *attendance.Granted, who int, date workcal.Date) *attendance.Granted {
	if g == nil {
		return nil
	}
	kept := *g
	requested := slices.ContainsFunc(m.input.Leave[who], func(l attendance.Leave) bool {
		return l.From < attendance.On(date+1, 0) && l.To > attendance.On(date, 0)
	})
	if requested || len(kept.Leave) == 0 {
		kept.Leave = nil
	}
	if kept.Leave == nil && kept.Overtime == nil {
		return nil
	}
	return &kept
}

// layEdge lays the plan of the day before the month, or of the day after it.
func (m *month) layEdge(who int, date workcal.Date, p attendance.Planned) {
	switch date {
	case m.Month.First() - 1:
		m.input.DayBefore[who] = p
	case m.Month.Last() + 1:
		m.input.DayAfter[who] = p
	}
}

// rosterKey is an ID as rosters and the staff list are compared by it.
func rosterKey(id string) string {
	return strings.ToLower(strings.ReplaceAll(table.Clean(id), " ", ""))
}

// noteStranger tells of a row of the month whose ID is nobody's, such as one whose
// leading zeros a spreadsheet has dropped. It reports whether it did: a row without a word
// in the month says nothing.
func (m *month) noteStranger(f *report.RosterFile, row report.RosterRow) bool {
	works := false
	for d, text := range row.Cells {
		date := f.Start + workcal.Date(d)
		works = works || table.Clean(text) != "" && date >= m.Month.First() && date <= m.Month.Last()
	}
	if !works {
		return false
	}
	hint := lang.T("改正工号，或把人加进员工表", "correct the ID, or add the person to the staff list")
	for i := range m.Workspace.People {
		if p := &m.Workspace.People[i]; row.Name != "" && table.ParseName(p.Name) == table.ParseName(row.Name) {
			hint = lang.F("员工表里 %s 的工号是 %s", "%s has ID %s in the staff list", p.Name, p.ID)
		}
	}
	at := table.Pos{File: f.Name, Sheet: f.Sheet, Row: row.Row}
	m.notes = append(m.notes, lang.F("%s：工号 %s（%s）不在员工表里，这一行没有用；%s", "%s: ID %s (%s) is not in the staff list and the row is not used; %s", at, row.ID, row.Name, hint))
	return true
}

// awayOn reports whether the leave list has leave of a person on a date.
func (m *month) awayOn(who int, date workcal.Date) bool {
	return slices.ContainsFunc(m.Workspace.Leave, func(l workspace.Leave) bool {
		return l.Person == who && l.From < attendance.On(date+1, 0) && l.To > attendance.On(date, 0)
	}) || slices.ContainsFunc(m.Workspace.Daily, func(l workspace.DailyLeave) bool {
		return l.Person == who && l.From <= date && date <= l.To
	})
}

// placeBreaks says when the unpaid break of a plan is, where the roster's breaks are all of
// it.
func placeBreaks(p *attendance.Planned, at []schedule.Span) {
	minutes := 0
	for _, b := range at {
		minutes += b.Len()
	}
	if p.Kind == attendance.Work && minutes > 0 && minutes == p.Break {
		p.Breaks = at
	}
}

// activitiesOf are the meetings and trainings that a roster has for somebody on a date.
func (m *month) activitiesOf(f *report.RosterFile, id string, date workcal.Date) (out []attendance.Activity) {
	for _, r := range f.Activities {
		if r.Date != date || rosterKey(r.ID) != rosterKey(id) {
			continue
		}
		a := attendance.Activity{Name: r.What, At: r.At}
		if c := m.Workspace.Config.ActivityCalled(r.What); c != nil {
			a.ID, a.Name = c.ID, c.Name.In(m.Lang)
		}
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(x, y attendance.Activity) int { return x.At.Start - y.At.Start })
	return out
}

// rosterCell is the plan that a roster cell means: shift s, or with [schedule.Off] the
// kind of leave that off names, or a rest day.
func (m *month) rosterCell(who int, date workcal.Date, s int, off string, shifts []schedule.Shift) attendance.Planned {
	switch {
	case s != schedule.Off:
		sh := &shifts[s]
		if sh.Kind == schedule.Standby { // nobody clocks in; who is called in has a shift in the roster
			return attendance.Planned{Kind: attendance.Rest, Shift: sh.Name.In(m.Lang), Turn: sh.Kind.String()}
		}
		planned := attendance.Planned{Kind: attendance.Work, Shift: sh.Name.In(m.Lang), Turn: sh.Kind.String(), Segments: sh.Base(), Break: max(0, sh.Present()-sh.Paid)}
		switch {
		case sh.Longer():
			planned.Shift = shifts[indexOf(shifts, sh.Parts[0])].Name.In(m.Lang)
		case sh.Overtime != nil: // on a day off
			return attendance.Planned{Kind: attendance.Rest}
		}
		return planned
	case off != "":
		p := attendance.Planned{Kind: attendance.LeaveDay, Shift: off, Leave: attendance.LeaveKindOf(off)}
		if p.Leave == attendance.Other {
			p.Leave = m.leaveKindAt(who, attendance.On(date, 12*60))
		}
		return p
	}
	return attendance.Planned{Kind: attendance.Rest}
}

// indexOf finds a shift by its id.
func indexOf(shifts []schedule.Shift, id string) int {
	return slices.IndexFunc(shifts, func(s schedule.Shift) bool { return s.ID == id })
}

// layOvertime notes the overtime that a roster cell has: the roster approves it.
func (m *month) layOvertime(who int, date workcal.Date, s int, shifts []schedule.Shift, where table.Pos) {
	if s == schedule.Off {
		return
	}
	for _, g := range shifts[s].Overtime {
		m.rostered = append(m.rostered, workspace.Overtime{Person: who, Date: date, From: attendance.On(date, g.Start), To: attendance.On(date, g.End), Where: where})
	}
}

// leaveKindAt returns the kind of leave that the leave list has for a person at a
// moment. A roster cell may say only that there is leave, 请假; the list says which.
func (m *month) leaveKindAt(who int, at attendance.Stamp) attendance.LeaveKind {
	kind := attendance.Other
	for _, l := range m.Workspace.Leave {
		if l.Person == who && l.From <= at && l.To > at {
			kind = attendance.LeaveKindOf(l.Type.ZH)
		}
	}
	return kind
}
