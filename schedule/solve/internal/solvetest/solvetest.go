// Package solvetest holds what the tests of the floors of the optimiser share.
package solvetest

import (
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve/internal/localsearch"
	"paiban/schedule/solve/internal/model"
)

// Constructed compiles p and plans everybody in turn.
func Constructed(t *testing.T, p *schedule.Problem) (*model.Model, *model.Plan) {
	t.Helper()
	m, err := model.New(p)
	if err != nil {
		t.Fatal(err)
	}
	networks, err := localsearch.Prepare(m)
	if err != nil {
		t.Fatal(err)
	}
	m.FindCostGCD()
	first := localsearch.New(m, m.NewPlan(m.StartCells(nil)))
	first.Networks = networks
	first.Construct(Forever)
	return m, first.Plan
}

// Forever never stops anything.
func Forever() bool { return false }
