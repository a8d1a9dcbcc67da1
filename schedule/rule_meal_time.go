package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// MealTime asks that the longest break of each of Shifts, the meal, lies within Span,
// minutes of the work date, such as the lunch that a group takes together. Each meal
// elsewhere is one unit.
type MealTime struct {
	People People
	Shifts []int
	Span   Span
	Force  Force
}

func init() { register[MealTime](lang.T("用餐时间", "meal time")) }

// Key is the stable name of the rule.
func (MealTime) Key() string { return "meal-time" }

// Words says the rule.
func (m MealTime) Words() lang.Text {
	return lang.F("用餐在 %s 之内%s", "meals within %s%s", m.Span, m.Force.words())
}

// Meal returns the longest break of s, the first of equals, nil where it has none.
func (s *Shift) Meal() (meal *Break) {
	for k := range s.Breaks {
		if meal == nil || s.Breaks[k].Length > meal.Length {
			meal = &s.Breaks[k]
		}
	}
	return meal
}

// MealFits reports whether the meal of s can lie within a span.
func (s *Shift) MealFits(t Span) bool {
	meal := s.Meal()
	if meal == nil {
		return false
	}
	within := *meal
	within.From, within.To = max(meal.From, t.Start), min(meal.To, t.End)
	return len(s.starts(&within, meal.Length, 5)) > 0
}

// Kept reports whether the meal of s lies within the span of m where breaks lie at some
// spans: it is the longest of them. A shift without breaks has none to take.
func (m MealTime) Kept(at []Span) bool {
	if len(at) == 0 {
		return true
	}
	var meal Span
	for _, t := range at {
		if t.Len() > meal.Len() {
			meal = t
		}
	}
	return m.Span.Contains(meal)
}

// Check returns the meals that are taken elsewhere.
func (m MealTime) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range m.People.All(p) {
		for d, s := range r.Cells[i] {
			if s == Off || !slices.Contains(m.Shifts, s) {
				continue
			}
			at := r.BreaksAt(p, i, d)
			if m.Kept(at) {
				continue
			}
			out = append(out, Finding{
				Rule: m.Key(), Score: m.Force.Score(1), Person: i, Day: d, Queue: Any,
				Why: lang.F("%s %s 的用餐不在 %s 之内", "the meal of %s on %s is not within %s", p.PersonName(i), p.DayText(d), m.Span),
				Fix: lang.F("把用餐移到 %s", "move the meal into %s", m.Span),
			})
		}
	}
	return out
}

// Hard returns the rule where it is hard.
func (m MealTime) Hard() []Rule { return m.Force.hard(m) }

// Atoms is one limit for each person.
func (m MealTime) Atoms(p *Problem) []Atom { return atomsOf(p, m, m.People) }

// For returns the rule for other people.
func (m MealTime) For(who People) Rule { m.People = who; return m }

// Of returns the rule for another team.
func (m MealTime) Of(t Team) Rule { return ruleOf(m, t, m.People) }

// Relax drops the rule.
func (m MealTime) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(m, subject)
}

func (m MealTime) validate(v *validator) {
	v.people(m.People)
	v.shifts(m.Shifts)
	v.span(m.Span)
	v.force(m.Force)
}
