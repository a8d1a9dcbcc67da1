package attendance

import (
	"math"
	"time"

	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// HourSystem is how working time is limited.
type HourSystem string

const (
	Standard      HourSystem = "standard"      // 标准工时: by the day
	Comprehensive HourSystem = "comprehensive" // 综合工时: by the period; takes the labour office's approval
)

// Period is the time over which comprehensive hours are counted: calendar months,
// quarters or years.
type Period string

const (
	Monthly   Period = "month"
	Quarterly Period = "quarter"
	Yearly    Period = "year"
)

// periods holds the hours of each period.
var periods = []struct {
	Period Period
	Months int
	Hours  float64
	Name   lang.Text
}{
	{Monthly, 1, labourlaw.ComprehensiveMonth, lang.T("月", "month")},
	{Quarterly, 3, labourlaw.ComprehensiveQuarter, lang.T("季", "quarter")},
	{Yearly, 12, labourlaw.ComprehensiveYear, lang.T("年", "year")},
}

// Months returns how many months the period has, 0 for an unknown period.
func (p Period) Months() int {
	for _, q := range periods {
		if q.Period == p {
			return q.Months
		}
	}
	return 0
}

// Hours returns the legal working hours of a period.
func (p Period) Hours() float64 {
	for _, q := range periods {
		if q.Period == p {
			return q.Hours
		}
	}
	return 0
}

// Text returns the name of the period.
func (p Period) Text() lang.Text {
	for _, q := range periods {
		if q.Period == p {
			return q.Name
		}
	}
	return lang.Same(string(p))
}

// Opens reports whether a month is the first of its period.
func (p Period) Opens(m workcal.Month) bool { return (int(m.Month)-1)%max(1, p.Months()) == 0 }

// Total returns the hours of a period: the shop's own, else the legal ones.
func (p *Policy) Total() float64 {
	if p.PeriodHours > 0 {
		return p.PeriodHours
	}
	return p.Period.Hours()
}

// total returns the minutes that the person owes the period which holds month:
// of the whole period's, as large a part as of its days they are employed.
func (p *Policy) total(who *Person, month workcal.Month) int {
	first := month.Month - time.Month((int(month.Month)-1)%p.Period.Months())
	days, employed := 0, 0
	for k := range p.Period.Months() {
		m := workcal.Month{Year: month.Year, Month: first + time.Month(k)}
		for d := m.First(); d <= m.Last(); d++ {
			if days++; who.Employed(d) {
				employed++
			}
		}
	}
	return int(math.Round(p.Total() * 60 * float64(employed) / float64(days)))
}

// comprehensive turns the overtime of settled days into that of comprehensive
// hours (Provisional Provisions on Payment of Wages, 1994, art. 13): work on
// statutory holidays is at 300% as always and counts for nothing else; all other
// work adds up over the period, rest days or not, and what is beyond the period's
// hours is at 150%, on the day on which it was worked. before is the minutes of
// the period's earlier months; the minutes up to the end of this one are returned.
func (s *days) comprehensive(list []Day, total, before int) int {
	sum := before
	for i := range list {
		d := &list[i]
		if d.Result == NotHere || s.wholeHoliday(d) {
			continue
		}
		from := sum
		sum += s.hours(d)
		d.Overtime[onWorkday], d.Overtime[onRestDay] = max(0, sum-max(total, from)), 0
		if m := d.Overtime[onWorkday]; m > 0 {
			d.Applied = append(d.Applied, Applied{Rule: "comprehensive", Text: lang.F("综合工时：本%s累计 %s 小时，超出 %s 小时的部分 %d 分钟算加班", "comprehensive hours: %[2]s h so far this %[1]s; %[4]d minutes beyond its %[3]s h are overtime",
				s.policy.Period.Text(), hoursText(sum), hoursText(total), m)})
		}
	}
	return sum
}

// wholeHoliday reports whether all work of a day is on a statutory holiday: of a night
// that ends on an ordinary date, the hours on that date count for the period.
func (s *days) wholeHoliday(d *Day) bool {
	return s.statutory(d.Date) && d.Worked == d.statutory && d.Overtime[onWorkday]+d.Overtime[onRestDay] == 0
}

// hours returns the minutes of a day that count for the period: at work inside
// the plan, on an outing or a trip, overtime as the policy proves it, and paid
// leave by law, which counts as worked (annual leave, marriage and the like).
func (s *days) hours(d *Day) int {
	extra := d.Overtime[onWorkday] + d.Overtime[onRestDay]
	if d.Plan.Kind == Rest {
		return extra
	}
	most := max(d.Plan.Minutes(), d.Worked)
	if d.Plan.Kind == LeaveDay {
		most = s.policy.DayMinutes
	}
	if s.statutory(d.Date) {
		return extra + d.Worked - d.statutory
	}
	return extra - d.statutory + min(most, d.Worked+d.Leave[Outing]+d.Leave[Trip]+d.Leave[Annual]+d.Leave[Other])
}

// flagPeriod notes how far a person is in the period, and flags overtime above the
// legal limit of a month on average over it.
func (s *Sheet) flagPeriod(m *Month) {
	p := &s.Policy
	total := p.total(&m.Person, s.Month)
	if m.PeriodMinutes > 0 {
		m.Notes = append(m.Notes, lang.F("本%s累计工时 %s / %s", "%[2]s of the %[1]s's %[3]s h worked", p.Period.Text(), hoursText(m.PeriodMinutes), hoursText(total)))
	}
	if over, most := m.PeriodMinutes-total, labourlaw.OvertimeMonth*p.Period.Months(); over > most {
		m.Flags = append(m.Flags, Flag{"overtime-36", lang.F("本%s加班 %s 小时，超过 %d 小时（劳动法第 41 条，每月 %d 小时）", "%[2]s hours of overtime in the %[1]s are over %[3]d (Labour Law art. 41, %[4]d a month)", p.Period.Text(), hoursText(over), most/60, labourlaw.OvertimeMonth/60)})
	}
}

func hoursText(minutes int) string { return rounded(float64(minutes)/60, 100) }
