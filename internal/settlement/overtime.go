package settlement

import (
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// morning is where approved minutes of a day without shift and punches are laid, in
// minutes of the day.
const morning = 9 * 60

// addOvertime adds the overtime that the shop has approved in leave.xlsx and in rosters. On a day that it
// touches an export's own overtime does not count.
func (m *month) addOvertime() {
	var touched []lang.Text
	for _, o := range slices.Concat(m.Workspace.Overtime, m.rostered) {
		date := o.Date
		if o.To > o.From {
			date = (o.From - attendance.Stamp(m.policy.DayBoundary)).Date()
		}
		if date < m.Month.First() || date > m.Month.Last() {
			continue
		}
		touched = append(touched, lang.Same(o.Where.String()))
		p := &m.input.Plans[o.Person][date-m.Month.First()]
		if g := p.Granted; g != nil && g.Overtime != nil {
			p.Granted = nil
			if g.Leave != nil {
				p.Granted = &attendance.Granted{Leave: g.Leave}
			}
		}
		a := attendance.Approval{From: o.From, To: o.To, Minutes: o.Minutes, Where: o.Where}
		if o.To == o.From {
			a.From, a.To = m.placeOvertime(o.Person, date, o.Minutes)
		}
		if a.To > a.From {
			m.input.Overtime[o.Person] = append(m.input.Overtime[o.Person], a)
		}
	}
	if by := m.policy.Overtime.By; touched != nil && by != attendance.ByApproval && by != attendance.ByBoth {
		m.notes = append(m.notes, lang.F("%s：这些加班没有按审批算，因为 attendance.overtime.by 是 %s；要按审批算就写 approval 或 both", "%s: this overtime does not count as approved, because attendance.overtime.by is %s; for that write approval or both",
			lang.Join(touched, "、", ", "), string(by)))
	}
}

// placeOvertime says when minutes of overtime were that are approved for a work date
// without times: after the shift, on a rest day from the first punch on, and after what
// else is approved for that day. What an approval system has approved is among the
// minutes, not beside them.
func (m *month) placeOvertime(who int, date workcal.Date, minutes int) (from, to attendance.Stamp) {
	begin := attendance.On(date, int(m.policy.DayBoundary))
	end := begin + schedule.DayMinutes
	from = end
	if p := &m.input.Plans[who][date-m.Month.First()]; len(p.Segments) > 0 {
		from = attendance.On(date, p.Segments[len(p.Segments)-1].End)
	} else {
		for i := range m.input.Punches[who] {
			if at := m.input.Punches[who][i].At; at >= begin {
				from = min(from, at)
			}
		}
		if from == end {
			from = attendance.On(date, morning)
		}
	}
	for _, a := range m.input.Overtime[who] {
		if a.From >= begin && a.From < end {
			n := int(a.To - a.From)
			if a.Minutes > 0 {
				n = min(n, a.Minutes)
			}
			minutes -= n
			from = max(from, a.To)
		}
	}
	return from, from + attendance.Stamp(max(0, minutes))
}
