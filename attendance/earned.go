package attendance

import (
	"math"
	"strings"

	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/schedule"
)

// round2 rounds to hundredths.
func round2(f float64) float64 { return math.Round(f*100) / 100 }

// overtimeRates are what an hour of overtime is paid, in percent of the normal hour, by
// the columns of overtime.
var overtimeRates = [3]int{labourlaw.PayWorkday, labourlaw.PayRestDay, labourlaw.PayStatutory}

// payOvertime prices the overtime of the month (Labour Law art. 44): hours times
// base pay / 174 times 150%, 200% or 300%. Overtime of rest days that is taken as time
// off in lieu is not paid. Without a base pay nothing is priced, and that is noted.
func (m *Month) payOvertime(p *Policy) {
	sum := 0.0
	for i, hours := range m.Overtime {
		if i == onRestDay && p.Overtime.InLieu {
			continue
		}
		sum += hours
		m.OvertimePay[i] = Money(math.Round(float64(m.BasePay) / labourlaw.PaidHoursMonth * hours * float64(overtimeRates[i]) / 100))
	}
	if sum > 0 && m.BasePay == 0 {
		m.Notes = append(m.Notes, lang.T("不知道月薪，加班费没有算", "the base pay is not known, so overtime is not priced"))
	}
}

// countShifts counts the hours worked, the night shifts, the mid shifts and the days on
// standby of the month, and what the shop pays for the shifts.
func (m *Month) countShifts(p *Policy) {
	minutes := 0
	for i := range m.Days {
		d := &m.Days[i]
		minutes += d.Worked
		if d.Plan.Kind == Rest && d.Plan.Turn == schedule.Standby.String() && d.Result != NotHere && d.Result != NotJudged {
			m.Standbys++
		}
		if d.Plan.Kind != Work || d.Attended == 0 || d.Result == NotHere || d.Result == NotJudged {
			continue
		}
		switch d.Plan.kind() {
		case schedule.Night:
			m.Nights++
		case schedule.Mid:
			m.Mids++
		case schedule.Day, schedule.Early, schedule.Late, schedule.Duty, schedule.Standby:
		}
	}
	m.WorkedHours = round2(float64(minutes) / 60)
	pay := func(rule string, name lang.Text, n int, each Money) {
		if n == 0 || each == 0 {
			return
		}
		sum := each * Money(n)
		m.Allowance += sum
		m.Applied = append(m.Applied, Applied{Rule: rule, Text: lang.F("%s津贴 %s × %v = %v 元", "%s allowance, %s × %v = %v yuan", name, times(n), each, sum)})
	}
	pay("allowance-night", lang.T("夜班", "night shift"), m.Nights, p.Allowances.Night)
	pay("allowance-mid", lang.T("中班", "mid shift"), m.Mids, p.Allowances.Mid)
	pay("allowance-standby", lang.T("待命", "standby"), m.Standbys, p.Allowances.Standby)
}

// kind returns the kind of a shift: as the shop's configuration says, else as its name
// says, else a night shift where half of its minutes or more are night work.
func (p *Planned) kind() schedule.Kind {
	name := strings.ToLower(p.Shift)
	switch {
	case p.Turn != "":
		for i, k := range schedule.Kinds {
			if k.Key == p.Turn {
				return schedule.Kind(i)
			}
		}
	case strings.Contains(name, "夜") || strings.Contains(name, "night"):
		return schedule.Night
	case strings.Contains(name, "中班"), strings.HasPrefix(name, "mid"):
		return schedule.Mid
	}
	night, all := 0, 0
	for _, g := range p.Segments {
		all += g.Len()
		for _, from := range []int{labourlaw.NightFrom - schedule.DayMinutes, labourlaw.NightFrom} {
			night += g.Overlap(schedule.Span{Start: from, End: from + labourlaw.NightTo - labourlaw.NightFrom})
		}
	}
	if all > 0 && 2*night >= all {
		return schedule.Night
	}
	return schedule.Day
}
