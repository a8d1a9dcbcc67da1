package model

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/solve/internal/automaton"
)

// compilers holds, for each kind of rule, what it adds to a model. [register] fills it;
// afterwards it is only read.
var compilers = map[reflect.Type]func(c *compilation, r schedule.Rule){}

// register makes rules of type R known to the optimiser. Each kind of rule has a
// file rule_*.go that calls register once, from init, beside what the rule needs:
//
//	func init() {
//		register(func(c *compilation, r schedule.Pin) {
//			for cell := range c.Cells {
//				if cell != r.Shift+1 {
//					c.cost(r.Person, r.Day, cell, schedule.Score{Hard: r.Units(c.Problem)})
//				}
//			}
//		})
//	}
//
// compile is called once for each rule of the problem, in the order of the problem.
// It adds what the rule needs through these methods of the compilation:
//
//   - cost: a cell costs something by itself.
//   - addSum: a quantity is added up over the stretches of a period and judged.
//   - addCounter: a quantity of one person is added up over the whole horizon and
//     judged at its end.
//   - addRun: runs of days on some cells are bounded in length.
//   - addPair: two shifts that follow each other cost something.
//   - addGap: the same, where shifts that count as rest may lie between them.
//   - addResource: anything else that remembers, as a small automaton.
//
// The costs must add up to what schedule.Rule.Check finds; the test of random
// problems compares the two.
func register[R schedule.Rule](compile func(c *compilation, r R)) {
	kind := reflect.TypeFor[R]()
	if compilers[kind] != nil {
		panic("model: " + kind.String() + " is registered twice")
	}
	compilers[kind] = func(c *compilation, r schedule.Rule) { compile(c, r.(R)) }
}

// compilation is a model whose rules are being compiled.
type compilation struct {
	*Model
	restRuns, workRuns ruleSet[schedule.Bound]
	pairs, gaps        ruleSet[pairCost]
}

// compileRules gives each person the resources, counters and cell costs of their rules.
// The error names a rule whose kind is not registered.
func (m *Model) compileRules() error {
	c := &compilation{Model: m}
	for k, r := range m.Problem.Rules {
		compile := compilers[reflect.TypeOf(r)]
		if compile == nil {
			return &lang.Error{What: lang.F("第 %d 条规则（%T）排班引擎不认识", "rule %d (%T) is not known to the optimiser", k+1, r)}
		}
		compile(c, r)
	}
	c.finish()
	return nil
}

// finish makes one resource of the rules that were collected for the same people, and
// sorts the resources of everybody.
func (c *compilation) finish() {
	for _, set := range []struct {
		rules *ruleSet[schedule.Bound]
		work  bool
	}{{&c.restRuns, false}, {&c.workRuns, true}} {
		in := make([]bool, c.Cells)
		for cell := range in {
			in[cell] = (cell > 0) == set.work && !(set.work && c.Problem.Resting(cell-1))
		}
		set.rules.each(func(bounds []schedule.Bound, who []int) { c.addRun(in, bounds, who) })
	}
	c.pairs.each(func(costs []pairCost, who []int) { c.addPairs(costs, nil, who) })
	through := make([]bool, len(c.Problem.Shifts))
	for s := range through {
		through[s] = c.Problem.Shifts[s].Rests
	}
	c.gaps.each(func(costs []pairCost, who []int) { c.addPairs(costs, through, who) })
	// A stable order of resources lets people with the same rules share an automaton.
	for i := range c.People {
		slices.SortStableFunc(c.People[i].Resources, func(a, b automaton.Resource) int { return cmp.Compare(a.ID(), b.ID()) })
	}
}

// cost adds s to the score of a cell of person i on day.
func (c *compilation) cost(i, day, cell int, s schedule.Score) {
	own := &c.People[i].CellScore[c.Cell(day, cell)]
	*own = own.Add(s)
}

// ruleSet collects rules of one kind with the people that each binds, so that people
// under the same rules get one resource.
type ruleSet[T any] struct {
	rules []T
	of    [][]int // by person: indexes of rules
}

func (s *ruleSet[T]) add(p *schedule.Problem, who schedule.People, r T) {
	if s.of == nil {
		s.of = make([][]int, len(p.People))
	}
	for _, i := range who.All(p) {
		s.of[i] = append(s.of[i], len(s.rules))
	}
	s.rules = append(s.rules, r)
}

// each calls f once for each distinct set of rules, with the people under it.
func (s *ruleSet[T]) each(f func(rules []T, who []int)) {
	index := map[string]int{}
	var who [][]int
	for i, of := range s.of {
		if len(of) == 0 {
			continue
		}
		key := fmt.Sprint(of)
		g, ok := index[key]
		if !ok {
			g = len(who)
			index[key] = g
			who = append(who, nil)
		}
		who[g] = append(who[g], i)
	}
	for _, people := range who {
		var rules []T
		for _, k := range s.of[people[0]] {
			rules = append(rules, s.rules[k])
		}
		f(rules, people)
	}
}
