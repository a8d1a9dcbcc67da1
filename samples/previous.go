package samples

import (
	"path/filepath"
	"strings"

	"paiban/attendance"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// writePrevious writes the attendance sheet of the month before, settled by the
// preset's own rules, so that what looks back at it has something to see.
func (s *shop) writePrevious(dir string, people []workspace.Person) error {
	m := workcal.MonthOf(monthFirst - 1)
	in := attendance.Input{
		Month: m, Calendar: s.calendar,
		Plans: make([][]attendance.Planned, len(s.team)), Punches: make([][]attendance.Punch, len(s.team)),
		Corrections: make([][]attendance.Correction, len(s.team)), Leave: make([][]attendance.Leave, len(s.team)),
		Overtime: make([][]attendance.Approval, len(s.team)),
	}
	payroll := &report.Payroll{Lang: s.lang, Shop: s.name.In(s.lang), Preset: s.preset}
	for d := m.First(); d <= m.Last(); d++ {
		payroll.Days = append(payroll.Days, s.calendar.Day(d))
		for who := range s.team {
			plan := attendance.Planned{Kind: attendance.Rest}
			if id := s.worked(who, d).shift; id != "" {
				plan = attendance.Planned{Kind: attendance.Work, Segments: s.segments(id), Break: s.pause(id)}
			}
			in.Plans[who] = append(in.Plans[who], plan)
		}
	}
	for i := range people {
		in.People = append(in.People, people[i].Attendance())
	}
	punches, _ := s.clockMonth(m)
	for _, p := range punches {
		in.Punches[p.who] = append(in.Punches[p.who], attendance.Punch{At: attendance.On(p.at.Date, p.at.Second/60), Second: p.at.Second % 60, Source: attendance.Clocked})
	}
	payroll.Sheet = attendance.Settle(in, s.cfg.Attendance)
	path := filepath.Join(dir, "attendance", m.String()+".xlsx")
	return report.WritePayroll(path, payroll)
}

// pause returns the unpaid minutes within the segments of a shift, by its id.
func (s *shop) pause(id string) int {
	base, _, _ := strings.Cut(id, "@")
	for _, x := range s.cfg.Shifts {
		if x.ID == base {
			return int(x.Break)
		}
	}
	return 0 // with a duty turn: its shift has none
}
