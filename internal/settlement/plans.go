package settlement

import (
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// layPlans lays the workspace's rosters, leave, swaps, overtime and corrections over what
// the exports say. Bare exports stay as they are.
func (m *month) layPlans() error {
	if m.Workspace == nil {
		return nil
	}
	first := m.Month.First()
	plan, err := m.Workspace.PlanDays(first, m.Month.Days(), workspace.Needs{})
	if err != nil {
		return err
	}
	// Leave of some hours is settled against the whole shift, not what it left.
	whole := slices.DeleteFunc(slices.Clone(plan.Problem.Shifts), func(s schedule.Shift) bool { return s.Cut() })
	if err := m.layRosters(whole); err != nil {
		return err
	}
	m.layBreaks(whole)
	m.addLeave()
	m.addSwaps()
	m.addOvertime()
	for _, c := range m.Workspace.Corrections {
		m.input.Corrections[c.Person] = append(m.input.Corrections[c.Person], attendance.Correction{At: attendance.On(c.Date, c.Minute), Reason: c.Reason, Where: c.Where})
	}
	for i := range m.input.People {
		attendance.RestInLeaveWeeks(m.input.Plans[i], first, func(d workcal.Date) bool { return m.onLeave(i, d) }, m.input.Calendar)
	}
	if n := unplannedDays(&m.input); n > 0 {
		m.notes = append(m.notes, lang.F("%d 个人天没有班表也没有班次，只列打卡、不作判断；把这个月的班表（要有工号，每天一列，格里写班次）放进 rosters/，再运行一次", "%d person-days have no roster and no shift; their punches are listed but not judged. Put the month's roster (IDs, one column per day, shifts in the cells) into rosters/ and run again", n))
	}
	return nil
}

// addLeave adds the leave that the shop has approved. Of the days that it touches the
// leave does not count that an export itself grants.
func (m *month) addLeave() {
	first := m.Month.First()
	for i := range m.input.Plans {
		for d := range m.input.Plans[i] {
			if p := &m.input.Plans[i][d]; i < len(m.Workspace.People) && p.Kind == attendance.Work {
				m.input.Leave[i] = append(m.input.Leave[i], m.Workspace.DailyLeaveOn(i, first+workcal.Date(d), p.Segments, m.Lang)...)
			}
		}
	}
	for _, l := range m.Workspace.Leave {
		m.input.Leave[l.Person] = append(m.input.Leave[l.Person], attendance.Leave{
			Kind: attendance.LeaveKindOf(l.Type.ZH), Name: l.Type.In(m.Lang), From: l.From, To: l.To, Dates: l.Dates, Length: l.Length, Where: l.Where})
		for d := range m.Month.Days() {
			if date := first + workcal.Date(d); l.From < attendance.On(date+1, 0) && l.To > attendance.On(date, 0) {
				if g := m.input.Plans[l.Person][d].Granted; g != nil {
					m.input.Plans[l.Person][d].Granted = &attendance.Granted{Overtime: g.Overtime, Unclassed: g.Unclassed}
				}
			}
		}
	}
}

// onLeave reports what is known of a date outside the month: the roster of its
// week says whether it is leave, else the leave list.
func (m *month) onLeave(who int, date workcal.Date) bool {
	if leave, ok := m.outside[personDay{who, date}]; ok {
		return leave
	}
	return slices.ContainsFunc(m.Workspace.Leave, func(l workspace.Leave) bool {
		return l.Person == who && l.From <= attendance.On(date, 0) && l.To >= attendance.On(date+1, 0)
	})
}

// unplannedDays counts the days of people employed then of which nothing is planned.
func unplannedDays(in *attendance.Input) (n int) {
	for i := range in.People {
		for d := range in.Plans[i] {
			if in.Plans[i][d].Kind == attendance.Unplanned && in.People[i].Employed(in.Month.First()+workcal.Date(d)) {
				n++
			}
		}
	}
	return n
}
