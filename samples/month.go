package samples

import (
	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// clockMonth draws the punches of the month from the rosters, and the requests
// to put missing ones right.
func (s *shop) clockMonth() (punches []clocking, corrections []record) {
	var days []workday
	var who []int // whose mishaps are sure: not the new, the gone and the exempt
	first, last := monthEnds()
	for i := range s.team {
		m := &s.team[i]
		if m.flag == workspace.Exempt {
			continue
		}
		if i < s.regulars() {
			who = append(who, i)
		}
		for d := first; d <= last; d++ {
			if c := s.worked(i, d); c.shift != "" {
				if spans := s.hours(i, d, s.segments(c.shift)); len(spans) > 0 {
					days = append(days, workday{i, d, spans})
				}
			}
		}
	}
	punches, missing := clock(newDice(s.preset, "punches"), days, who)
	reasons := []lang.Text{lang.T("忘记打卡", "forgot"), lang.T("考勤机没反应", "the clock did not answer"), lang.T("外出送样品", "out with samples")}
	states := []lang.Text{approved, approved, pending}
	for i := range min(len(missing), len(reasons)) {
		f := missing[i]
		corrections = append(corrections, record{
			"person": s.team[f.who].name.In(s.lang), "date": f.date, "time": schedule.Clock(f.due),
			"reason": reasons[i].In(s.lang), "status": states[i].In(s.lang),
		})
	}
	return punches, corrections
}
