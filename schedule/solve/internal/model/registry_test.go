package model

import (
	"reflect"
	"testing"

	"paiban/schedule"
)

// Every kind of rule that the vocabulary has is registered, and no other.
func TestEveryRuleIsRegistered(t *testing.T) {
	kinds := map[reflect.Type]bool{}
	for _, kind := range schedule.RuleKinds() {
		r, err := kind.Read(func(any) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		kinds[reflect.TypeOf(r)] = true
		if compilers[reflect.TypeOf(r)] == nil {
			t.Errorf("%T has no compiler: see register", r)
		}
	}
	for kind := range compilers {
		if !kinds[kind] {
			t.Errorf("%v is registered but is no rule of schedule", kind)
		}
	}
}

type unknownRule struct{ schedule.Eligible }

// A rule of a kind that is not registered is an error that names it.
func TestUnknownRuleIsNamed(t *testing.T) {
	p := &schedule.Problem{Days: 1, People: []schedule.Person{{ID: "a", Last: 1}}, Rules: []schedule.Rule{unknownRule{}}}
	m := &Model{Problem: p, Days: 1, Cells: 1, People: make([]Person, 1)}
	want := "rule 1 (model.unknownRule) is not known to the optimiser"
	if err := m.compileRules(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
