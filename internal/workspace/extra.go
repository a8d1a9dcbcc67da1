package workspace

import (
	"cmp"

	"paiban/attendance"
	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Extra is work beyond the contract that the roster may choose by itself where heads are
// short: shifts made longer by overtime, or work on days off.
type Extra struct {
	ID      string    `yaml:"id"`
	Name    lang.Text `yaml:"name"`
	Kind    string    `yaml:"kind"`    // overtime, rest_day
	Longest Length    `yaml:"longest"` // overtime a person and day
	Queues  []string  `yaml:"queues"`  // served on days off; empty is all
	Heads   int       `yaml:"heads"`   // most a day on days off; 0 is no limit
	Hours   []Span    `yaml:"hours"`   // on days off
	Days    Days      `yaml:"days"`
	Origin  Origin    `yaml:"origin"`
}

// extra checks what the roster may choose.
func (v *validator) extra(c *Config) {
	var queues []string
	for _, q := range c.Queues {
		queues = append(queues, q.ID)
	}
	for i := range c.Extra {
		x := &c.Extra[i]
		key := "extra[" + x.ID + "]."
		switch x.Kind {
		case "overtime":
			v.need(x.Longest >= 30, key+"longest", "加班要写 longest，如 2h，一人一天最多多久", "overtime needs longest, such as 2h, the most for one person and day")
			v.need(len(x.Hours) == 0 && x.Heads == 0 && len(x.Queues) == 0, key+"kind", "hours、heads、queues 只用于 rest_day", "hours, heads and queues are for rest_day alone")
		case "rest_day":
			v.segments(key+"hours", x.Hours)
			v.need(x.Longest == 0, key+"longest", "longest 只用于 overtime", "longest is for overtime alone")
			v.need(x.Heads >= 0, key+"heads", "不能为负", "cannot be negative")
		default:
			v.need(false, key+"kind", "%q 不认识，可用 overtime（加班）、rest_day（休息日上班）", "%q is not known; use overtime or rest_day", x.Kind)
		}
		for _, q := range x.Queues {
			v.known(key+"queues", q, queues)
		}
	}
	v.need(c.Costs.ShortHour >= 0, "costs.short_hour", "不能为负", "cannot be negative")
}

// extra says what the roster may choose.
func (s *sentences) extra(c *Config) {
	for i := range c.Extra {
		x := &c.Extra[i]
		what := lang.F("缺人时可以加班，一人一天最多 %s", "where heads are short people may work overtime, at most %s a day", schedule.Duration(int(x.Longest)))
		if x.Kind == "rest_day" {
			hours := make([]lang.Text, len(x.Hours))
			for k, h := range x.Hours {
				hours[k] = schedule.Span(h).Text()
			}
			what = lang.F("缺人时可以在休息日上班（%s）", "where heads are short people may work on days off (%s)", lang.Join(hours, "、", ", "))
			if x.Heads > 0 {
				what = lang.F("%s，一天最多 %d 人", "%s, %d people a day at most", what, x.Heads)
			}
		}
		s.add("extra."+x.ID, lang.Text{}, x.Origin, lang.F("%s；漏一个人时按 %.0f 元算", "%s; a head-hour short counts as %.0f yuan", what, c.Costs.shortHour()))
	}
}

// usualPay is the pay of a month, in yuan, that prices compare with where the shop gives
// none: the presets'.
const usualPay = 4500

// shortTimes is how many hours' pay a head-hour short is worth where the shop does not say.
// Overtime then costs a quarter of it on working days, a third on days off and half on
// statutory holidays.
const shortTimes = 6

// hour is what an hour costs by the usual pay of the shop, in yuan.
func (c *Costs) hour() float64 {
	return cmp.Or(c.MonthlyPay, usualPay) / cmp.Or(c.HoursMonth, labourlaw.PaidHoursMonth)
}

// shortHour is what a head-hour short is worth, in yuan.
func (c *Costs) shortHour() float64 { return cmp.Or(c.ShortHour, shortTimes*c.hour()) }

// OvertimeHours returns how many plain hours are paid for minutes of overtime by class:
// on working days, rest days and statutory holidays.
func (c *Costs) OvertimeHours(minutes [3]int) (hours float64) {
	factors := [3]float64{labourlaw.PayWorkday / 100., labourlaw.PayRestDay / 100., labourlaw.PayStatutory / 100.}
	for _, o := range c.Overtime {
		for k, id := range []string{"workday", "rest", "statutory"} {
			if o.ID == id {
				factors[k] = o.Factor
			}
		}
	}
	for k, m := range minutes {
		hours += factors[k] * float64(m) / 60
	}
	return hours
}

// Hourly is what an hour of p costs, in yuan: by the pay of the staff list, else by the
// shop's usual one; 0 where neither is known.
func (w *Workspace) Hourly(p *Person) float64 {
	c := &w.Config.Costs
	return cmp.Or(p.Salary.Yuan(), c.MonthlyPay) / cmp.Or(c.HoursMonth, labourlaw.PaidHoursMonth)
}

// booked lists the overtime of somebody that is approved for the calendar months of some
// days, in days from the first of these.
func (w *Workspace) booked(person int, start workcal.Date, days int) (out []schedule.Booked) {
	first, last := workcal.MonthOf(start).First(), workcal.MonthOf(start+workcal.Date(days-1)).Last()
	for i := range w.Overtime {
		o := &w.Overtime[i]
		if o.Person != person || o.Date < first || o.Date > last {
			continue
		}
		b := schedule.Booked{Day: int(o.Date - start), Minutes: o.Minutes}
		if o.To > o.From {
			at := int(o.From - attendance.On(o.Date, 0))
			b.At = schedule.Span{Start: at, End: at + int(o.To-o.From)}
			b.Minutes = cmp.Or(b.Minutes, b.At.Len())
		}
		out = append(out, b)
	}
	return out
}
