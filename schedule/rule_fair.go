package schedule

import "paiban/internal/lang"

// Fair shares a burden out. Of each person's count (Carry from earlier weeks
// plus the horizon's) only what exceeds Base costs, and convexly: the k-th
// above Base costs k × Cost, so the horizon is charged
// Cost × (T(carry+n−Base) − T(carry−Base)), T(x) = x(x+1)/2 for x > 0, else 0.
// Base is the share that everybody can be expected to bear.
type Fair struct {
	What   Tally
	People People
	Base   int
	Carry  []int // by index into Problem.People; nil is all 0
	Cost   int64
}

// Tally is a burden that is counted day by day.
type Tally int

const (
	LateShifts  Tally = iota // 晚班 shifts of kind Late or Night
	NightShifts              // 夜班 shifts of kind Night
	WeekendDays              // 周末班 any shift on a Saturday or Sunday
	HolidayDays              // 节假日班 any shift on a statutory holiday
	DutyTurns                // 值班 shifts of kind Duty
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
}

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
	}
	return false
}

func init() { register[Fair](lang.T("公平分担", "fair shares")) }

// Key is the stable name of the rule.
func (Fair) Key() string { return "fair" }

// Words says the rule.
func (f Fair) Words() lang.Text {
	return lang.F("%s尽量平均，每人 %d 次以内不计（此后第 k 次 %d×k）", "%s are shared evenly; %d each are free (the k-th beyond costs %d × k)",
		Tallies[f.What].Name, f.Base, f.Cost)
}

// Check returns whose share costs.
func (f Fair) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range f.People.All(p) {
		carry := 0
		if f.Carry != nil {
			carry = f.Carry[i]
		}
		n := 0
		for d, s := range r.Cells[i] {
			if f.What.Counts(p, s, d) {
				n++
			}
		}
		cost := f.Cost * (triangle(carry+n-f.Base) - triangle(carry-f.Base))
		if cost == 0 {
			continue
		}
		out = append(out, Finding{
			Rule: f.Key(), Score: Score{Cost: cost}, Person: i, Day: Any, Days: Stretch{0, p.Days}, Queue: Any,
			Why: lang.F("%s 本期%s %d 次，加上以往共 %d 次，超过应分担的 %d 次", "%s: %s %d now, %d with earlier weeks, above a share of %d",
				p.PersonName(i), Tallies[f.What].Name, n, carry+n, f.Base),
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
// them carries.
func (f Fair) Of(t Team) Rule {
	if f.Carry != nil {
		carry := make([]int, len(t))
		for k, i := range t {
			carry[k] = f.Carry[i]
		}
		f.Carry = carry
	}
	return ruleOf(f, t, f.People)
}

// Relax drops the rule.
func (f Fair) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(f, subject)
}

func (f Fair) validate(v *validator) {
	v.people(f.People)
	v.need(v.in(int(f.What), len(Tallies)), "%s：计数 %d 不存在", "%s: unknown tally %d", v.what, int(f.What))
	v.need(f.Carry == nil || len(f.Carry) == len(v.p.People), "%s：以往次数有 %d 个，应为 %d 个", "%s: %d carried counts; %d are needed", v.what, len(f.Carry), len(v.p.People))
	v.need(f.Cost >= 0, "%s：代价 %d 为负", "%s: cost %d is negative", v.what, f.Cost)
}

// triangle returns 1 + 2 + … + x, 0 for x ≤ 0.
func triangle(x int) int64 {
	if x <= 0 {
		return 0
	}
	return int64(x) * int64(x+1) / 2
}
