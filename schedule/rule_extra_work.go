package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// ExtraWork is work beyond the contract that a roster may choose at a price: shifts made
// longer by overtime, shifts on days off, shifts of people who are hired by the day. It
// binds each of People by themselves.
//
// A person who works n ≥ 1 of Shifts in the horizon costs the Price of each, Rent, and
// Rate for each day by which n is below Least. Beyond Day and Month, and on hours that are
// approved already, hard units are broken: one for each shift too long for its day or on
// such hours, and one for each minute too many in a month. The known past is what is
// Booked, whatever shifts were worked in it.
type ExtraWork struct {
	What   lang.Text // 加班, 临时工, …
	People People
	Shifts []int
	Price  [][]int64 // [of Shifts][day] fen, hundredths of a yuan
	Worth  int64     // cost of a hundred yuan

	Day    int      `json:",omitempty"` // most minutes of overtime on a day that is worked anyway; 0 is no limit
	Month  int      `json:",omitempty"` // most minutes of overtime in a calendar month; 0 is no limit
	Booked []Booked `json:",omitempty"` // overtime that is approved already

	Least int   `json:",omitempty"` // days that are paid for at least where one is worked
	Rate  int64 `json:",omitempty"` // fen for a day paid for and not worked
	Rent  int64 `json:",omitempty"` // fen where any day is worked
}

// Booked is overtime of a day, in the horizon or not.
type Booked struct {
	Day, Minutes int
	At           Span // minutes of the work date; empty where only the length is known
}

func init() { register[ExtraWork](lang.T("加班和加人", "extra work")) }

// Key is the stable name of the rule.
func (ExtraWork) Key() string { return "extra-work" }

// Words says the rule.
func (x ExtraWork) Words() lang.Text {
	out := x.What
	if x.Worth > 0 {
		out = lang.F("%s：按价钱取舍，每 100 元算 %d", "%s is chosen by its price, a hundred yuan count %d", out, x.Worth)
	}
	if x.Day > 0 {
		out = lang.F("%s，每天最多 %s", "%s, at most %s a day", out, Duration(x.Day))
	}
	if x.Month > 0 {
		out = lang.F("%s，每月最多 %s", "%s, at most %s a month", out, Duration(x.Month))
	}
	return out
}

// OvertimeMinutes is how long the overtime of s is.
func (s *Shift) OvertimeMinutes() (n int) {
	for _, g := range s.Overtime {
		n += g.Len()
	}
	return n
}

// Longer reports whether part of s is overtime: another shift, the first of its parts, made
// longer.
func (s *Shift) Longer() bool {
	n := s.OvertimeMinutes()
	return n > 0 && n < s.Present()
}

// Base returns the segments of s that are no overtime.
func (s *Shift) Base() []Span { return less(s.Segments, s.Overtime) }

// Cost is what some fen cost.
func (x ExtraWork) Cost(fen int64) int64 { return (fen*x.Worth + 5000) / 10000 }

// Forbidden returns how many hard units shift s of a day breaks by itself, and why.
func (x ExtraWork) Forbidden(p *Problem, day, s int) (units int64, why lang.Text) {
	sh := &p.Shifts[s]
	minutes := sh.OvertimeMinutes()
	for _, b := range x.Booked {
		if b.Day != day {
			continue
		}
		minutes += b.Minutes
		for _, g := range sh.Overtime {
			if b.At.Overlap(g) > 0 {
				units++
				why = lang.F("%s 的加班已经批了", "overtime at %s is approved already", b.At.Text())
			}
		}
	}
	if x.Day > 0 && sh.Longer() && minutes > x.Day {
		units++
		why = lang.F("一天加班 %s，超过上限 %s", "%s of overtime in a day, above the limit of %s", Duration(minutes), Duration(x.Day))
	}
	return units, why
}

// BookedIn is the minutes of overtime approved already for the days of w.
func (x ExtraWork) BookedIn(w Stretch) (n int) {
	for _, b := range x.Booked {
		if b.Day >= w.From && b.Day < w.To {
			n += b.Minutes
		}
	}
	return n
}

// Check returns what each costs, and what is forbidden.
func (x ExtraWork) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range x.People.All(p) {
		days := 0
		for d, s := range r.Cells[i] {
			k := slices.Index(x.Shifts, s)
			if k < 0 {
				continue
			}
			days++
			f := Finding{Rule: x.Key(), Score: Score{Cost: x.Cost(x.Price[k][d])}, Person: i, Day: d, Queue: Any}
			f.Why = lang.F("%s %s %s，%s", "%s %s: %s, %s", p.PersonName(i), p.DayText(d), p.extraText(s), Yuan(x.Price[k][d]))
			var why lang.Text
			if f.Score.Hard, why = x.Forbidden(p, d, s); f.Score.Hard > 0 {
				f.Why = lang.F("%s；%s", "%s; %s", f.Why, why)
				f.Fix = lang.T("换成不加班的班次", "use the shift without overtime")
			}
			if f.Score != (Score{}) {
				out = append(out, f)
			}
		}
		if fen := x.fixed(days); x.Cost(fen) > 0 {
			out = append(out, Finding{
				Rule: x.Key(), Score: Score{Cost: x.Cost(fen)}, Person: i, Day: Any, Days: Stretch{0, p.Days}, Queue: Any,
				Why: lang.F("%s 来 %s，另付 %s", "%s comes on %s and costs %s besides", p.PersonName(i), daysText(days), Yuan(fen)),
			})
		}
		out = append(out, x.checkMonths(p, r, i)...)
	}
	return out
}

// checkMonths returns the calendar months with too much overtime.
func (x ExtraWork) checkMonths(p *Problem, r *Roster, i int) (out []Finding) {
	if x.Month == 0 {
		return nil
	}
	for _, w := range p.Stretches(Month) {
		minutes := x.BookedIn(w)
		chosen := 0
		for d := max(0, w.From); d < min(p.Days, w.To); d++ {
			if s := r.Cells[i][d]; slices.Contains(x.Shifts, s) {
				chosen += p.Shifts[s].OvertimeMinutes()
			}
		}
		if over := min(chosen, minutes+chosen-x.Month); over > 0 {
			out = append(out, Finding{
				Rule: x.Key(), Score: Score{Hard: int64(over)}, Person: i, Day: Any, Days: w, Queue: Any,
				Why: lang.F("%s %s 加班共 %s，超过上限 %s", "%s has %[3]s of overtime in %[2]s, above the limit of %[4]s", p.PersonName(i), p.period(Month, w), Duration(minutes+chosen), Duration(x.Month)),
				Fix: lang.F("减少 %s 的加班", "take %s of overtime away", Duration(over)),
			})
		}
	}
	return out
}

// ExtraPrice is what a cell of a roster costs as extra work, in fen.
func (p *Problem) ExtraPrice(i, day, s int) (fen int64) {
	for _, r := range p.Rules {
		if x, ok := r.(ExtraWork); ok && x.People.Has(i) {
			if k := slices.Index(x.Shifts, s); k >= 0 {
				fen += x.Price[k][day]
			}
		}
	}
	return fen
}

// fixed is what a person who works some days costs beside the price of these, in fen.
func (x ExtraWork) fixed(days int) int64 {
	if days == 0 {
		return 0
	}
	return x.Rent + int64(max(0, x.Least-days))*x.Rate
}

// Fixed is the cost of [ExtraWork.Check] that depends on the number of days alone.
func (x ExtraWork) Fixed(days int) int64 { return x.Cost(x.fixed(days)) }

// extraText says a shift of extra work: 加班 18:00-20:00（早班）, 临时工 14:00-22:00.
func (p *Problem) extraText(s int) lang.Text {
	sh := &p.Shifts[s]
	if !sh.Longer() {
		return p.timed(s)
	}
	var spans []lang.Text
	for _, g := range sh.Overtime {
		spans = append(spans, g.Text())
	}
	return lang.F("加班 %s", "overtime %s", lang.Join(spans, "、", ", "))
}

// Yuan says an amount of fen: 38.79 元.
func Yuan(fen int64) lang.Text {
	if fen%100 == 0 {
		return lang.F("%d 元", "%d yuan", fen/100)
	}
	return lang.F("%d.%02d 元", "%d.%02d yuan", fen/100, fen%100)
}

// Hard returns the limits without a price.
func (x ExtraWork) Hard() []Rule {
	if x.Day == 0 && x.Month == 0 && x.Booked == nil {
		return nil
	}
	x.Worth, x.Least, x.Rate, x.Rent = 0, 0, 0, 0
	return []Rule{x}
}

// Atoms is one limit for each person.
func (x ExtraWork) Atoms(p *Problem) []Atom { return atomsOf(p, x, x.People) }

// For returns the rule for other people.
func (x ExtraWork) For(who People) Rule { x.People = who; return x }

// Of returns the rule for another team.
func (x ExtraWork) Of(t Team) Rule { return ruleOf(x, t, x.People) }

// Relax lifts the limits: the law sets them, so no smaller step is offered.
func (x ExtraWork) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(x, subject)
}

func (x ExtraWork) validate(v *validator) {
	v.people(x.People)
	v.shifts(x.Shifts)
	sound := len(x.Price) == len(x.Shifts) && x.Worth >= 0 && x.Day >= 0 && x.Month >= 0 && x.Least >= 0 && x.Rate >= 0 && x.Rent >= 0
	for _, days := range x.Price {
		sound = sound && len(days) == v.p.Days && !slices.ContainsFunc(days, func(fen int64) bool { return fen < 0 })
	}
	v.need(sound, "%s：价格要每个班次、每天一个，都不能为负", "%s: there must be a price for each shift and day, and none may be negative", v.what)
}
