package main

import (
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// plan lays the workspace's rosters, leave and corrections over what the exports
// say.
func (r *monthRun) plan() error {
	if r.ws == nil {
		return nil
	}
	first, days := r.month.First(), r.month.Days()
	plan, err := r.ws.PlanDays(first, days, workspace.Needs{})
	if err != nil {
		return err
	}
	// Leave of some hours is settled against the whole shift, not what it left.
	whole := slices.DeleteFunc(slices.Clone(plan.Problem.Shifts), func(s schedule.Shift) bool { return s.Cut() })
	if err := r.rosters(whole); err != nil {
		return err
	}
	for _, l := range r.ws.Leave {
		r.input.Leave[l.Person] = append(r.input.Leave[l.Person], attendance.Leave{
			Kind: attendance.LeaveKindOf(l.Type.ZH), Name: r.a.Say(l.Type), From: l.From, To: l.To, Where: l.Where})
		// What the shop approved itself is not reckoned by the export.
		for d := range days {
			if date := first + workcal.Date(d); l.From < attendance.On(date+1, 0) && l.To > attendance.On(date, 0) {
				r.input.Plans[l.Person][d].Granted = nil
			}
		}
	}
	for _, c := range r.ws.Corrections {
		r.input.Corrections[c.Person] = append(r.input.Corrections[c.Person], attendance.Correction{At: attendance.On(c.Date, c.Minute), Reason: c.Reason, Where: c.Where})
	}
	for i := range r.input.People {
		attendance.RestInLeaveWeeks(r.input.Plans[i], first, func(d workcal.Date) bool { return r.onLeave(i, d) }, r.input.Calendar)
	}
	unplanned := 0
	for i := range r.input.People {
		for d := range days {
			p := &r.input.Plans[i][d]
			if p.Kind == attendance.Unplanned && r.input.People[i].Employed(first+workcal.Date(d)) {
				unplanned++
			}
		}
	}
	if unplanned > 0 {
		r.notes = append(r.notes, lang.F("%d 个人天没有班表也没有班次，只列打卡、不作判断；把这个月的班表（要有工号，每天一列，格里写班次）放进 rosters/，再运行一次", "%d person-days have neither a roster nor a shift; their punches are listed and not judged; put the month's roster (with IDs, a column a day, shifts in the cells) into rosters/ and run again", unplanned))
	}
	return nil
}

// rosters lays the rosters that count over the month, see [workspace.Rosters].
func (r *monthRun) rosters(shifts []schedule.Shift) error {
	rosters, err := r.ws.Rosters()
	if err != nil {
		return err
	}
	files, err := rosters.Read()
	if err != nil {
		return err
	}
	r.notes = append(r.notes, rosters.Notes(r.month.First(), r.month.Last()+1)...)
	var leave []string
	for _, l := range r.ws.Leave {
		leave = append(leave, l.Type.ZH, l.Type.EN)
	}
	words := report.NewWords(shifts, leave...)
	index := map[string]int{}
	for i := range r.ws.People {
		index[r.ws.People[i].ID] = i
	}
	r.outside = map[personDay]bool{}
	var problems table.Problems
	for _, f := range files {
		for _, row := range f.People {
			who, ok := index[row.ID]
			if !ok {
				continue // somebody who has left the staff list
			}
			for d, text := range row.Cells {
				day := int(f.Start-r.month.First()) + d
				s, off, ok := words.Parse(text)
				if day < 0 || day >= r.month.Days() {
					r.outside[personDay{who, f.Start + workcal.Date(d)}] = off != ""
					continue
				}
				if !ok {
					problems.Add(f.Pos(row, d), lang.F("%s %s 的 %q 不是班次，也不是休息或请假", "%s on %s: %q is no shift, rest day or leave", row.Name, f.Start+workcal.Date(d), text), words.Allowed())
					continue
				}
				p := r.cell(who, r.month.First()+workcal.Date(day), s, off, shifts)
				p.Where = f.Pos(row, d)
				old := &r.input.Plans[who][day]
				p.Exempt, p.Marked = p.Exempt || old.Exempt, old.Marked
				r.input.Plans[who][day] = p
			}
		}
	}
	return problems.Err()
}

// cell is the plan that a roster cell means.
func (r *monthRun) cell(who int, date workcal.Date, s int, off string, shifts []schedule.Shift) attendance.Planned {
	switch {
	case s != schedule.Off:
		sh := &shifts[s]
		return attendance.Planned{Kind: attendance.Work, Shift: r.a.Say(sh.Name), Segments: sh.Segments, Break: max(0, sh.Present()-sh.Paid)}
	case off != "":
		p := attendance.Planned{Kind: attendance.LeaveDay, Shift: off, Leave: attendance.LeaveKindOf(off)}
		if p.Leave == attendance.Other {
			// 请假 says only that there is leave; the list says which.
			for _, l := range r.ws.Leave {
				if l.Person == who && l.From <= attendance.On(date, 12*60) && l.To > attendance.On(date, 12*60) {
					p.Leave = attendance.LeaveKindOf(l.Type.ZH)
				}
			}
		}
		return p
	}
	return attendance.Planned{Kind: attendance.Rest}
}

// onLeave reports what is known of a date outside the month: the roster of its
// week says whether it is leave, else the leave list.
func (r *monthRun) onLeave(who int, date workcal.Date) bool {
	if leave, ok := r.outside[personDay{who, date}]; ok {
		return leave
	}
	for _, l := range r.ws.Leave {
		if l.Person == who && l.From <= attendance.On(date, 0) && l.To >= attendance.On(date+1, 0) {
			return true
		}
	}
	return false
}
