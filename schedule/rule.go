package schedule

import (
	"cmp"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Rule is one rule of the business. Each kind of rule is a type in a file of its
// own, rule_*.go, which says everything about it but how the optimiser scores it
// (a file of the same name in schedule/solve/internal/model) and how a shop writes it (a row of
// internal/workspace). Init of that file calls [register]. A test walks every
// registered kind through all that can be done with a rule, and names the kind and
// the place where one is forgotten.
//
// A rule is a value: no method changes it.
type Rule interface {
	// Key is the stable name of the kind of rule: "min-rest".
	Key() string
	// Words says the rule with its parameters.
	Words() lang.Text
	// Check returns every place where r falls short of the rule.
	Check(p *Problem, r *Roster) []Finding

	// Hard returns the limits of the rule that must hold, each as a rule of its
	// own that has nothing soft; nil where nothing must hold.
	Hard() []Rule
	// Atoms takes one limit, as Hard returns it, apart into what can give way by
	// itself: usually one atom for each person.
	Atoms(p *Problem) []Atom
	// For returns the rule for the people of who, where the rule binds a set of
	// people each by themselves; nil where it does not.
	For(who People) Rule
	// Of returns the rule as it is for another team made of people of this one;
	// nil where it says nothing about them.
	Of(t Team) Rule
	// Relax eases one limit by the least step that helps. It returns the eased
	// rule, nil if the step is to drop it, and the step in words. subject names the
	// people, days the days that the limit is about.
	Relax(p *Problem, subject, days lang.Text) (eased Rule, step lang.Text)

	// validate reports parameters by which no roster could be judged.
	validate(v *validator)
}

// RuleKind is one kind of rule, as registered.
type RuleKind struct {
	Key  string
	Name lang.Text // short, for lists: 班次间隔
	// Read makes a rule of the kind: decode fills the value that it is given a
	// pointer to.
	Read func(decode func(into any) error) (Rule, error)
}

var ruleKinds []RuleKind

// register makes rules of type R known by a short name. Each file rule_*.go calls it once, from
// init.
func register[R Rule](name lang.Text) {
	var zero R
	at, found := slices.BinarySearchFunc(ruleKinds, zero.Key(), func(k RuleKind, key string) int { return cmp.Compare(k.Key, key) })
	if found {
		panic("schedule: rule " + zero.Key() + " is registered twice")
	}
	ruleKinds = slices.Insert(ruleKinds, at, RuleKind{
		Key: zero.Key(), Name: name,
		Read: func(decode func(into any) error) (Rule, error) {
			var r R
			err := decode(&r)
			return r, err
		},
	})
}

// RuleKinds returns every kind of rule, by key.
func RuleKinds() []RuleKind { return slices.Clone(ruleKinds) }

// RuleKindOf finds a kind of rule by its key.
func RuleKindOf(key string) (RuleKind, bool) {
	at, found := slices.BinarySearchFunc(ruleKinds, key, func(k RuleKind, key string) int { return cmp.Compare(k.Key, key) })
	if !found {
		return RuleKind{}, false
	}
	return ruleKinds[at], true
}

// Atom is the smallest part of a hard rule that can give way by itself: one limit
// for one person, or for one cell.
type Atom struct {
	Rule   Rule      // the limit, for this person or cell alone
	Words  lang.Text // what it asks for
	Person int       // Any where it is about nobody in particular
	Day    int       // the day of the cell it is about; Any where it is about no single cell
	Days   []int     // the days it is about; nil where it is not about certain days
}

// atomsOf is [Rule.Atoms] of a rule that binds everybody of who by themselves.
func atomsOf(p *Problem, r Rule, who People) (out []Atom) {
	words := r.Words()
	for _, i := range who.All(p) {
		out = append(out, Atom{Rule: r.For(People{i}), Words: words, Person: i, Day: Any})
	}
	return out
}

// dropped is the step of [Rule.Relax] that takes a rule away.
func dropped(r Rule, subject lang.Text) lang.Text {
	return lang.F("对 %s 取消这条规则：%s", "drop this rule for %s: %s", subject, r.Words())
}

// Team is a team made of people of another: Team[k] is the index, in the other
// team, of the k-th of this one. Who stands in it a second time is somebody new
// who is like the first, but has no past, no absence, no wish and nothing fixed.
type Team []int

// Alone is the team of person i.
func Alone(i int) Team { return Team{i} }

// people returns who of s is in t, nil being everybody; ok is false where nobody
// is.
func (t Team) people(s People) (in People, ok bool) {
	if s == nil {
		return nil, true
	}
	for k, i := range t {
		if slices.Contains(s, i) {
			in = append(in, k)
		}
	}
	return in, in != nil
}

// person returns where person i stands in t.
func (t Team) person(i int) (k int, ok bool) {
	k = slices.Index(t, i)
	return k, k >= 0
}

// repeats reports whether somebody of t is new.
func (t Team) repeats() bool {
	for k, i := range t {
		if slices.Index(t, i) != k {
			return true
		}
	}
	return false
}

// ruleOf is [Rule.Of] of a rule that binds everybody of who by themselves.
func ruleOf(r Rule, t Team, who People) Rule {
	in, ok := t.people(who)
	if !ok {
		return nil
	}
	return r.For(in)
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

// Has reports whether person i is in s.
func (s People) Has(i int) bool { return s == nil || slices.Contains(s, i) }

// Period is the stretch of days over which a quantity is counted.
type Period int

const (
	Horizon Period = iota // the whole horizon, the past left out
	Week                  // each calendar week, see Problem.WeekStarts, that touches the horizon
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
		for d := int(p.Week(0) - p.Start); d < p.Days; d += 7 {
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
