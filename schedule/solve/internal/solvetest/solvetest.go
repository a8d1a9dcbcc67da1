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

// BestOfAll tries every roster of p, each judged by the checker alone, and returns what the
// best is judged like.
func BestOfAll(p *schedule.Problem) schedule.Analysis {
	r := schedule.NewRoster(p)
	best := schedule.Check(p, r)
	var each func(k int)
	each = func(k int) {
		if k == len(p.People)*p.Days {
			if a := schedule.Check(p, r); a.Score.Less(best.Score) {
				best = a
			}
			return
		}
		for s := schedule.Off; s < len(p.Shifts); s++ {
			r.Cells[k/p.Days][k%p.Days] = s
			each(k + 1)
		}
	}
	each(0)
	return best
}
