package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Meeting asks everybody to be at work on Days: on a shift that overlaps Span
// or, where Span is zero, on any shift (each attends by their own shift). A
// person absent from a meeting is one unit; somebody Unavailable that day (for
// the whole of it or for any hours of it) or not employed then is excused. A
// segment must overlap Span, be it of that day's shift or, through midnight, of
// the day before's.
type Meeting struct {
	What   lang.Text
	People People
	Days   []int
	Span   Span
	Force  Force
}

func init() { register[Meeting](lang.T("例会", "meetings")) }

// Key is the stable name of the rule.
func (Meeting) Key() string { return "meeting" }

// Words says the rule.
func (m Meeting) Words() lang.Text {
	if m.Span == (Span{}) {
		return lang.F("%s当天每人都要上班%s", "everybody is at work on the day of the %s%s", m.name(), m.Force.words())
	}
	return lang.F("%s（%s）每人都要在岗%s", "everybody is at work during the %s (%s)%s", m.name(), m.Span, m.Force.words())
}

func (m Meeting) name() lang.Text {
	if m.What.IsZero() {
		return lang.T("例会", "meeting")
	}
	return m.What
}

// Check returns who is absent from which meeting.
func (m Meeting) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range m.People.All(p) {
		t := p.Timeline(r, i)
		for _, d := range m.Days {
			if m.attends(p, t, d) || d < p.People[i].First || d >= p.People[i].Last || p.excused(i, d) {
				continue
			}
			f := Finding{Rule: m.Key(), Score: m.Force.Score(1), Person: i, Day: d, Queue: Any}
			if m.Span == (Span{}) {
				f.Why = lang.F("%s %s 没有排班，缺席%s", "%s has no shift on %s and misses the %s", p.PersonName(i), p.DayText(d), m.name())
				f.Fix = lang.F("给 %s %s 排一个班，休息改到别的日子", "give %s a shift on %s and the rest day elsewhere", p.PersonName(i), p.DayText(d))
			} else {
				f.Why = lang.F("%s %s %s 不在岗，缺席%s", "%s is not at work on %s %s and misses the %s", p.PersonName(i), p.DayText(d), m.Span, m.name())
				f.Fix = lang.F("给 %s 换一个包含 %s 的班次", "give %s a shift that overlaps %s", p.PersonName(i), m.Span)
			}
			out = append(out, f)
		}
	}
	return out
}

// Hard returns the rule where it is hard.
func (m Meeting) Hard() []Rule { return m.Force.hard(m) }

// Atoms is one person's attendance, on the days on which nothing excuses them:
// who is away stays excused where their absence is left out of a set.
func (m Meeting) Atoms(p *Problem) (out []Atom) {
	for _, a := range atomsOf(p, m, m.People) {
		a.Days = slices.DeleteFunc(slices.Clone(m.Days), func(d int) bool { return p.excused(a.Person, d) })
		if len(a.Days) > 0 {
			own := m
			own.People, own.Days = People{a.Person}, a.Days
			a.Rule = own
			out = append(out, a)
		}
	}
	return out
}

// For returns the rule for other people.
func (m Meeting) For(who People) Rule { m.People = who; return m }

// Of returns the rule for another team.
func (m Meeting) Of(t Team) Rule { return ruleOf(m, t, m.People) }

// Relax excuses people.
func (m Meeting) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, lang.F("%s 可以不参加%s", "excuse %s from the %s", subject, m.name())
}

func (m Meeting) validate(v *validator) {
	v.people(m.People)
	for _, d := range m.Days {
		v.need(v.in(d, v.p.Days), "%s：第 %d 天超出排班周期", "%s: day %d is beyond the horizon", v.what, d)
	}
	if m.Span != (Span{}) {
		v.span(m.Span)
	}
	v.force(m.Force)
}

func (m Meeting) attends(p *Problem, t Timeline, d int) bool {
	if m.Span == (Span{}) {
		s, _ := t.At(d)
		return p.atWork(s)
	}
	return slices.ContainsFunc(p.overlapping(t, d, m.Span), func(day int) bool {
		s, _ := t.At(day)
		return p.atWork(s)
	})
}

// overlapping returns the work dates of the shifts of t that have a segment
// overlapping span, minutes of day d, ascending.
func (p *Problem) overlapping(t Timeline, d int, span Span) (days []int) {
	for day := d - 1; day <= d+(span.End-1)/DayMinutes; day++ {
		s, _ := t.At(day)
		if s == Off {
			continue
		}
		for _, g := range p.Shifts[s].Segments {
			if g.Shift((day-d)*DayMinutes).Overlap(span) > 0 {
				days = append(days, day)
				break
			}
		}
	}
	return days
}
