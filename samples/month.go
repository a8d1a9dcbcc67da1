package samples

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// clockMonth draws the punches of a month from the rosters, and those that were
// missed.
func (s *shop) clockMonth(m workcal.Month) (punches []clocking, missed []forgotten) {
	var days []workday
	var who []int // whose mishaps are sure: not the new, the gone and the exempt
	for i := range s.team {
		if s.team[i].flag == workspace.Exempt {
			continue
		}
		if i < s.regulars() {
			who = append(who, i)
		}
		for d := m.First(); d <= m.Last(); d++ {
			if c := s.worked(i, d); c.shift != "" {
				if spans := s.hours(i, d, s.segments(c.shift)); len(spans) > 0 {
					days = append(days, workday{i, d, spans})
				}
			}
		}
	}
	return clock(newDice(s.preset, "punches of "+m.String()), days, who)
}

// correctionRows are the requests to put missed punches right: the second is
// approved too, the third is still open, others nobody has made.
func (s *shop) correctionRows(missed []forgotten) (rows []record) {
	reasons := []lang.Text{lang.T("忘记打卡", "forgot"), lang.T("考勤机没反应", "the clock did not answer"), lang.T("外出送样品", "out with samples")}
	states := []lang.Text{approved, approved, pending}
	for i := range min(len(missed), len(reasons)) {
		f := missed[i]
		rows = append(rows, record{
			"person": s.team[f.who].name.In(s.lang), "date": f.date, "time": schedule.Clock(f.due),
			"reason": reasons[i].In(s.lang), "status": states[i].In(s.lang),
		})
	}
	return rows
}
