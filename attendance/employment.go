package attendance

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// here reports whether the month lists the person: employed on one of its days, or
// with punches in it all the same, which somebody must explain. A month without days
// is listed.
func (m *Month) here() bool {
	for i := range m.Days {
		if m.Days[i].Result != NotHere || len(m.Days[i].Punches) > 0 {
			return true
		}
	}
	return len(m.Days) == 0
}

// employment notes what part of the month the person is employed: payroll must not
// pay the whole of it.
func (m *Month) employment(month workcal.Month) {
	p := &m.Person
	switch {
	case p.Hired > month.Last():
		m.Notes = append(m.Notes, lang.F("入职 %v，本月不在职，却有打卡", "hired on %v, after the month, yet there are punches", p.Hired))
	case p.Hired > month.First():
		m.Notes = append(m.Notes, lang.F("入职 %v", "hired on %v", p.Hired))
	}
	switch {
	case p.Left == 0 || p.Left >= month.Last():
	case p.Left < month.First():
		m.Notes = append(m.Notes, lang.F("离职 %v，本月不在职，却有打卡", "left on %v, before the month, yet there are punches", p.Left))
	default:
		m.Notes = append(m.Notes, lang.F("离职 %v", "left on %v", p.Left))
	}
}
