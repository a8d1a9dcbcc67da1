package schedule

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Rule is one rule of the business. Each lives in a file of its own, rule_*.go,
// with its meaning, its units and its check. The optimiser knows the same types
// and scores them by code of its own; a Rule it does not know is refused.
type Rule interface {
	// Key is the stable name of the rule: "min-rest".
	Key() string
	// Words says the rule with its parameters.
	Words() lang.Text
	// Check returns every place where r falls short of the rule.
	Check(p *Problem, r *Roster) []Finding
}

// People is the set of people a rule speaks of, by index; nil is everybody.
type People []int

// All returns the indexes, everybody's where s is nil.
func (s People) All(p *Problem) []int {
	if s != nil {
		return s
	}
	all := make([]int, len(p.People))
	for i := range all {
		all[i] = i
	}
	return all
}

// Period is the stretch of days over which a quantity is counted.
type Period int

const (
	Horizon Period = iota // the whole horizon, the past left out
	Week                  // each calendar week, Monday to Sunday, that touches the horizon
	Month                 // each calendar month that touches the horizon
	Any7                  // every 7 days in a row that touch the horizon
)

// Stretch is a run of days [From, To) that a Period counts over; it may reach
// before day 0, where the past is consulted, or past the horizon, where nothing
// is known yet.
type Stretch struct {
	From int `json:"from"`
	To   int `json:"to"`
}

func (s Stretch) len() int { return s.To - s.From }

// Stretches returns the stretches of period q that touch the horizon of p, in
// order of From.
func (p *Problem) Stretches(q Period) []Stretch {
	var out []Stretch
	switch q {
	case Horizon:
		return []Stretch{{0, p.Days}}
	case Week:
		for d := int(p.Start.Monday() - p.Start); d < p.Days; d += 7 {
			out = append(out, Stretch{d, d + 7})
		}
	case Month:
		for d := 0; d < p.Days; {
			m := workcal.MonthOf(p.Date(d))
			s := Stretch{int(m.First() - p.Start), int(m.Last()-p.Start) + 1}
			out = append(out, s)
			d = s.To
		}
	case Any7:
		for d := -6; d < p.Days; d++ {
			out = append(out, Stretch{d, d + 7})
		}
	}
	return out
}
