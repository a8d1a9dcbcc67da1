package attendance

import "paiban/internal/lang"

// Opening is what somebody has to take at the start of a month: hours of time off in
// lieu and days of annual leave. nil is not known.
type Opening struct {
	Comp, Annual *float64
}

// Balance is an account of time off in lieu, in hours, or of annual leave, in days.
type Balance struct {
	Opening float64 `json:"opening"`
	Earned  float64 `json:"earned"`
	Taken   float64 `json:"taken"`
	Closing float64 `json:"closing"`
}

func balance(opening *float64, earned, taken float64) *Balance {
	b := Balance{Earned: round2(earned), Taken: round2(taken)}
	if opening != nil {
		b.Opening = *opening
	}
	b.Closing = round2(b.Opening + b.Earned - b.Taken)
	return &b
}

// keepBalances carries the accounts of time off. Time off in lieu is earned by the
// overtime of rest days where the shop gives it for that, never by statutory holidays
// (Labour Law art. 44), and taken by the planned hours that it covers, a day's at most
// a day. Annual leave is only kept where somebody has typed what there is: the law
// goes by the years of a whole working life, which no file holds. An account below
// zero is flagged.
func (m *Month) keepBalances(p *Policy, o Opening) {
	if o.Comp != nil || p.Overtime.InLieu {
		earned, taken := 0.0, 0
		if p.Overtime.InLieu {
			earned = m.Overtime[onRestDay]
		}
		for i := range m.Days {
			taken += min(p.DayMinutes, m.Days[i].Leave[Comp])
		}
		m.CompBalance = balance(o.Comp, earned, float64(taken)/60)
		if c := m.CompBalance.Closing; c < 0 {
			m.Flags = append(m.Flags, Flag{"comp-negative", lang.F("调休超休 %v 小时：月初余额对不对？", "%v hours of time off in lieu too many are taken: is the opening balance right?", trim(-c))})
		}
	}
	if o.Annual != nil {
		m.AnnualBalance = balance(o.Annual, 0, m.LeaveDays[Annual])
		if c := m.AnnualBalance.Closing; c < 0 {
			m.Flags = append(m.Flags, Flag{"annual-negative", lang.F("年假超休 %s：月初余额对不对？", "%s of annual leave too many are taken: is the opening balance right?", dayCount(-c))})
		}
	}
}
