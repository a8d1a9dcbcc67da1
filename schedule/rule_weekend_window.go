package schedule

import "paiban/internal/lang"

// WeekendWindow asks that of any Span weekends in a row at most Max are worked; one is
// where its Saturday or its Sunday is. Weekends of the past that are known count; those of
// which nothing is known are taken as free. Each weekend too many, in each window whose
// last weekend has a day in the horizon, is one unit. With Span = Max+1 it is a maximum of
// weekends in a row.
type WeekendWindow struct {
	People People
	Max    int // weekends
	Span   int // weekends in a row that are looked at
	Force  Force
}

// mostWeekends is the longest window: its automaton has up to 2^(Span−1) states.
const mostWeekends = 8

func init() { register[WeekendWindow](lang.T("周末班的次数", "weekends worked of several")) }

// Key is the stable name of the rule.
func (WeekendWindow) Key() string { return "weekend-window" }

// Words says the rule.
func (w WeekendWindow) Words() lang.Text {
	if w.Span == w.Max+1 {
		return lang.F("连续上班的周末不超过 %d 个%s", "at most %d weekends worked in a row%s", w.Max, w.Force.words())
	}
	return lang.F("任意 %d 个周末最多上 %d 个%s", "of any %d weekends at most %d are worked%s", w.Span, w.Max, w.Force.words())
}

// Check returns the windows with too many weekends worked.
func (w WeekendWindow) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range w.People.All(p) {
		t := p.Timeline(r, i)
		worked := []int{} // Saturdays of the weekends worked, ascending
		for k, s := range t.Cells {
			if day := t.First + k; s != Off && p.Weekend(day) {
				if saturday := p.saturday(day); len(worked) == 0 || worked[len(worked)-1] != saturday {
					worked = append(worked, saturday)
				}
			}
		}
		for saturday := p.saturday(0); saturday < p.Days; saturday += 7 {
			from := saturday - 7*(w.Span-1)
			n := 0
			for _, at := range worked {
				if from <= at && at <= saturday {
					n++
				}
			}
			if n <= w.Max {
				continue
			}
			out = append(out, Finding{
				Rule: w.Key(), Score: w.Force.Score(int64(n - w.Max)), Person: i, Day: Any, Days: Stretch{from, saturday + 2}, Queue: Any,
				Why: lang.F("%s 到 %s 的 %d 个周末上了 %d 个，上限 %d 个", "%[1]s works %[4]d of the %[3]d weekends to %[2]s; the limit is %[5]d", p.PersonName(i), p.DayText(saturday+1), w.Span, n, w.Max),
				Fix: lang.F("让 %s 在其中一个周末休息周六和周日两天", "give %s both days off on one of these weekends", p.PersonName(i)),
			})
		}
	}
	return out
}

// saturday is the Saturday of the calendar week, Monday to Sunday, that day lies in.
func (p *Problem) saturday(day int) int {
	return day + 5 - int(p.Date(day)-p.Date(day).Monday())
}

// Hard returns the rule where it is hard.
func (w WeekendWindow) Hard() []Rule { return w.Force.hard(w) }

// Atoms is one limit for each person.
func (w WeekendWindow) Atoms(p *Problem) []Atom { return atomsOf(p, w, w.People) }

// For returns the rule for other people.
func (w WeekendWindow) For(who People) Rule { w.People = who; return w }

// Of returns the rule for another team.
func (w WeekendWindow) Of(t Team) Rule { return ruleOf(w, t, w.People) }

// Relax allows one weekend more.
func (w WeekendWindow) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	step := lang.F("允许 %s 在 %d 个周末里上 %d 个", "let %s work %[3]d of %[2]d weekends", subject, w.Span, w.Max+1)
	if w.Max++; w.Max >= w.Span {
		return nil, step
	}
	return w, step
}

func (w WeekendWindow) validate(v *validator) {
	v.people(w.People)
	v.need(0 <= w.Max && w.Max < w.Span && w.Span <= mostWeekends, "%s：%d 个周末里最多 %d 个不成立，最多看 %d 个", "%s: at most %[3]d of %[2]d weekends makes no sense; %[4]d at most are looked at", v.what, w.Span, w.Max, mostWeekends)
	v.force(w.Force)
}
