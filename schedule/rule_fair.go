package schedule

import (
	"strconv"

	"paiban/internal/lang"
)

// Fair shares out a burden, or the hours. A person's share is Base plus their Plus;
// their total is Carry, of earlier weeks, plus what the horizon adds.
//
// What lies between total and share costs at the end of the horizon, in either direction
// and convexly: Cost × k(k+1)/2 for k whole steps, once for a burden and [HoursStep] for
// the hours. So the cheapest split of what is to be done is the even one: one more for
// who stands at a, and one fewer for who stands at b, saves (b − a − 1) × Cost.
type Fair struct {
	What   Tally
	People People
	Base   int   // times; minutes for the hours
	Plus   []int // added to Base, by index into Problem.People; nil is all 0
	Carry  []int // had in earlier weeks, by index into Problem.People; nil is all 0
	Cost   int64
}

// HoursStep is the minutes by which hours may differ from a share at no cost, and the
// step in which the difference is counted: half a working day.
const HoursStep = 240

// Tally is a burden, or the paid time, counted day by day.
type Tally int

const (
	LateShifts  Tally = iota // 晚班 shifts of kind Late or Night
	NightShifts              // 夜班 shifts of kind Night
	WeekendDays              // 周末班 any shift on a Saturday or Sunday
	HolidayDays              // 节假日班 any shift on a statutory holiday
	DutyTurns                // 值班 shifts of kind Duty
	PaidHours                // 工时 paid minutes of any shift but on a statutory holiday
)

// Tallies lists every tally in order; its index is the Tally.
var Tallies = []struct {
	Key  string
	Name lang.Text
}{
	{"late", lang.T("晚班", "late shifts")},
	{"night", lang.T("夜班", "night shifts")},
	{"weekend", lang.T("周末班", "weekend days")},
	{"holiday", lang.T("节假日班", "holiday shifts")},
	{"duty", lang.T("值班", "duty turns")},
	{"hours", lang.T("工时", "hours")},
}

// Burdens is the number of tallies that count times; those of time follow them.
const Burdens = int(PaidHours)

func (t Tally) String() string { return Tallies[t].Key }

// Counts reports whether working shift s on day counts towards t.
func (t Tally) Counts(p *Problem, s, day int) bool {
	if s == Off {
		return false
	}
	switch k := p.Shifts[s].Kind; t {
	case LateShifts:
		return k == Late || k == Night
	case NightShifts:
		return k == Night
	case WeekendDays:
		return p.Weekend(day)
	case HolidayDays:
		return p.Holiday != nil && day >= 0 && day < len(p.Holiday) && p.Holiday[day]
	case DutyTurns:
		return k == Duty
	case PaidHours: // those of statutory days come on top, and are shared by days
		return !HolidayDays.Counts(p, s, day)
	}
	return false
}

// Amount returns what working shift s on day adds to t: 1 or 0, for the hours minutes.
func (t Tally) Amount(p *Problem, s, day int) int {
	switch {
	case !t.Counts(p, s, day):
		return 0
	case t == PaidHours:
		return p.Shifts[s].Paid
	}
	return 1
}

func init() { register[Fair](lang.T("公平分担", "fair shares")) }

// Key is the stable name of the rule.
func (Fair) Key() string { return "fair" }

// Words says the rule.
func (f Fair) Words() lang.Text {
	if f.What == PaidHours {
		return lang.F("工时尽量平均，和应分担的差不到 %s 小时不计（此后每 %[1]s 小时一步，第 k 步 %[2]d×k）", "hours are shared evenly; less than %s h beside one's share is free (the k-th step of %[1]s h costs %[2]d × k)",
			f.amount(HoursStep), f.Cost)
	}
	return lang.F("%s尽量平均（比应分担的多或少，第 k 次 %d×k）", "%s are shared evenly (the k-th above or below one's share costs %d × k)", Tallies[f.What].Name, f.Cost)
}

// Share returns the share of person i.
func (f Fair) Share(i int) int {
	if f.Plus == nil {
		return f.Base
	}
	return f.Base + f.Plus[i]
}

// cost returns what total costs beside a share.
func (f Fair) cost(total, share int) int64 {
	k := max(total-share, share-total)
	if f.What == PaidHours {
		k /= HoursStep
	}
	return f.Cost * triangle(k)
}

// amount prints n of the tally: times as they are, minutes as hours.
func (f Fair) amount(n int) string {
	if f.What == PaidHours {
		return strconv.FormatFloat(float64(n)/60, 'f', -1, 64)
	}
	return strconv.Itoa(n)
}

// times says n of the tally; English leaves the unit to the name of the tally.
func (f Fair) times(n int) lang.Text {
	if f.What == PaidHours {
		return lang.T(f.amount(n)+" 小时", f.amount(n))
	}
	return lang.T(f.amount(n)+" 次", f.amount(n))
}

// Check returns whose share costs.
func (f Fair) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range f.People.All(p) {
		carry, n, share := 0, 0, f.Share(i)
		if f.Carry != nil {
			carry = f.Carry[i]
		}
		for d, s := range r.Cells[i] {
			n += f.What.Amount(p, s, d)
		}
		cost := f.cost(carry+n, share)
		if cost == 0 {
			continue
		}
		name, what, now, total, of := p.PersonName(i), Tallies[f.What].Name, f.times(n), f.times(carry+n), f.times(share)
		why := lang.F("%s 本期%s %s，加上以往共 %s，超过应分担的 %s", "%s: %s %s now, %s with earlier weeks, above a share of %s", name, what, now, total, of)
		if carry+n < share {
			why = lang.F("%s 本期%s %s，加上以往共 %s，少于应分担的 %s", "%s: %s %s now, %s with earlier weeks, below a share of %s", name, what, now, total, of)
		}
		out = append(out, Finding{
			Rule: f.Key(), Score: Score{Cost: cost}, Person: i, Day: Any, Days: Stretch{0, p.Days}, Queue: Any, Why: why,
		})
	}
	return out
}

// Hard returns nothing: no share must be fair.
func (f Fair) Hard() []Rule { return nil }

// Atoms is one share for each person.
func (f Fair) Atoms(p *Problem) []Atom { return atomsOf(p, f, f.People) }

// For returns the rule for other people of the team.
func (f Fair) For(who People) Rule { f.People = who; return f }

// Of returns the rule for another team; who is new starts with what the one like
// them carries, and has their share.
func (f Fair) Of(t Team) Rule {
	f.Carry, f.Plus = t.ints(f.Carry), t.ints(f.Plus)
	return ruleOf(f, t, f.People)
}

// ints takes numbers by person to the team; nil stays nil.
func (t Team) ints(of []int) (out []int) {
	if of == nil {
		return nil
	}
	for _, i := range t {
		out = append(out, of[i])
	}
	return out
}

// Relax drops the rule.
func (f Fair) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(f, subject)
}

func (f Fair) validate(v *validator) {
	v.people(f.People)
	v.need(v.in(int(f.What), len(Tallies)), "%s：计数 %d 不存在", "%s: unknown tally %d", v.what, int(f.What))
	v.need(f.Carry == nil || len(f.Carry) == len(v.p.People), "%s：以往次数有 %d 个，应为 %d 个", "%s: %d carried counts; %d are needed", v.what, len(f.Carry), len(v.p.People))
	v.need(f.Plus == nil || len(f.Plus) == len(v.p.People), "%s：应分担的增减有 %d 个，应为 %d 个", "%s: %d differences of the share; %d are needed", v.what, len(f.Plus), len(v.p.People))
	v.need(f.Cost >= 0, "%s：代价 %d 为负", "%s: cost %d is negative", v.what, f.Cost)
}

// triangle returns 1 + 2 + … + x, 0 for x ≤ 0.
func triangle(x int) int64 {
	if x <= 0 {
		return 0
	}
	return int64(x) * int64(x+1) / 2
}
