package model

import (
	"slices"
	"testing"
	"time"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// A rule costs the search the states that it adds to the automaton of a person: what has
// to be remembered from day to day. The table of docs/solver.md is what this test says
// with -v; every rule must be kept in the automaton by itself, and the usual ones together.
func TestStates(t *testing.T) {
	late, night := []int{1}, []int{2}
	must, most := schedule.Must(), schedule.AtMost
	usual := []schedule.Rule{
		schedule.RestDays{Per: schedule.Week, Min: 1, Force: must},
		schedule.WorkRun{Length: most(6)},
		schedule.MinRest{Minutes: 660, Force: must},
	}
	for _, c := range []struct {
		name  string
		rules []schedule.Rule
	}{
		{"none", nil},
		{"rest between shifts", []schedule.Rule{usual[2]}},
		{"days in a row", []schedule.Rule{usual[1]}},
		{"rest days a week", []schedule.Rule{usual[0]}},
		{"rest days in any seven days", []schedule.Rule{schedule.RestDays{Per: schedule.Any7, Min: 1, Force: must}}},
		{"two rest days in any seven days", []schedule.Rule{schedule.RestDays{Per: schedule.Any7, Min: 2, Force: must}}},
		{"rest days a month", []schedule.Rule{schedule.RestDays{Per: schedule.Month, Min: 8, Force: must}}},
		{"rest days together", []schedule.Rule{schedule.RestRun{Length: schedule.AtLeast(2)}}},
		{"nights in a row", []schedule.Rule{schedule.ShiftRun{Shifts: night, Length: most(3)}}},
		{"days off after nights", []schedule.Rule{schedule.RestAfter{Shifts: night, Run: 2, Days: 2, Force: must}}},
		{"late shifts a month", []schedule.Rule{schedule.ShiftCount{Shifts: late, Per: schedule.Month, Count: most(8)}}},
		{"hours a week", []schedule.Rule{schedule.Minutes{Per: schedule.Week, Total: most(44 * 60)}}},
		{"hours a month", []schedule.Rule{schedule.Minutes{Per: schedule.Month, Total: most(174 * 60)}}},
		{"whole weekends", []schedule.Rule{schedule.WholeWeekend{Force: must}}},
		{"weekends worked", []schedule.Rule{schedule.Weekends{Worked: most(3)}}},
		{"two weekends of four", []schedule.Rule{schedule.WeekendWindow{Max: 2, Span: 4, Force: must}}},
		{"forbidden successions", []schedule.Rule{schedule.Succession{Pairs: [][2]int{{1, 0}, {2, 0}}, Force: must}}},
		{"rotation each week", []schedule.Rule{schedule.Rotation{Kinds: []schedule.Kind{schedule.Early, schedule.Late, schedule.Night}, Steady: must, Turn: must}}},
		{"the usual three", usual},
		{"the usual three, nights, hours a month", append(slices.Clone(usual),
			schedule.ShiftRun{Shifts: night, Length: most(3)}, schedule.RestAfter{Shifts: night, Run: 2, Days: 2, Force: must},
			schedule.Minutes{Per: schedule.Month, Total: most(174 * 60)})},
		{"the same, two weekends of four", append(slices.Clone(usual),
			schedule.ShiftRun{Shifts: night, Length: most(3)}, schedule.RestAfter{Shifts: night, Run: 2, Days: 2, Force: must},
			schedule.Minutes{Per: schedule.Month, Total: most(174 * 60)}, schedule.WeekendWindow{Max: 2, Span: 4, Force: must})},
	} {
		began := time.Now()
		states, arcs, whole := statesOf(t, c.rules)
		t.Logf("| %s | %d | %d | %.1f |", c.name, states, arcs, float64(time.Since(began).Microseconds())/1000)
		if !whole {
			t.Errorf("%s: a rule is left out of the automaton", c.name)
		}
	}
}

// statesOf builds the automaton of a person for four weeks of three shifts.
func statesOf(t *testing.T, rules []schedule.Rule) (states, arcs int, whole bool) {
	t.Helper()
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, time.November, 30), Days: 28, Interval: 60, Queues: []schedule.Queue{{ID: "q"}},
		Shifts: []schedule.Shift{
			{ID: "E", Kind: schedule.Early, Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480},
			{ID: "L", Kind: schedule.Late, Segments: []schedule.Span{{Start: 900, End: 1380}}, Paid: 480},
			{ID: "N", Kind: schedule.Night, Segments: []schedule.Span{{Start: 1320, End: 1800}}, Paid: 480},
		},
		People: []schedule.Person{{ID: "1", Shifts: []int{0, 1, 2}, Last: 28}},
		Rules:  rules,
	}
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	m, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.BuildAutomata([]int{0}, false); err != nil {
		t.Fatal(err)
	}
	for _, l := range m.People[0].Automaton.Layers {
		states += l.States
		arcs += len(l.Arcs)
	}
	return states, arcs, !m.People[0].Incomplete
}
