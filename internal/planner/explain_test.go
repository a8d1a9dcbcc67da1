package planner

import (
	"errors"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/repair"
)

// Why asks about somebody of the roster on one of its days. Leave is not decided by a
// roster; neither is a day on which somebody is not employed.
func TestWhyAsksAboutTheRoster(t *testing.T) {
	pl := sample(t, "recharge")
	path, file := held(t, pl)
	h, err := pl.Hold(t.Context(), path, file)
	if err != nil {
		t.Fatal(err)
	}
	const saturday = 5
	id := atWork(t, h, saturday)
	r, err := pl.Why(t.Context(), h, id, file.Start+saturday)
	if err != nil {
		t.Fatal(err)
	}
	if who := h.Plan.Problem.People[r.Person].ID; who != id || r.Day != saturday || r.Shift == schedule.Off {
		t.Errorf("asked about %s on day %d, shift %d", who, r.Day, r.Shift)
	}
	i, err := h.person(id)
	if err != nil {
		t.Fatal(err)
	}
	h.Read.Leave[i][saturday] = "年假"
	for name, ask := range map[string]func() error{
		"leave":          func() error { _, err := pl.Why(t.Context(), h, id, file.Start+saturday); return err },
		"nobody":         func() error { _, err := pl.Why(t.Context(), h, "nobody", file.Start); return err },
		"a day out":      func() error { _, err := pl.Why(t.Context(), h, id, file.Start+7); return err },
		"the day before": func() error { _, err := pl.Why(t.Context(), h, id, file.Start-1); return err },
	} {
		if err := ask(); !errors.As(err, new(lang.AskError)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The week that is planned next has no roster yet; the one before has.
func TestRosterPath(t *testing.T) {
	pl := sample(t, "recharge")
	next, err := pl.NextWeek()
	if err != nil || next.String() != "2026-W48" {
		t.Fatalf("the next week is %s (%v)", next, err)
	}
	if path, _, err := pl.RosterPath(next); err == nil {
		t.Errorf("%s has the roster %s", next, path)
	}
	if path, _, err := pl.RosterPath(*weekOf(t, "2026-W47")); path == "" || err != nil {
		t.Errorf("2026-W47 has %q (%v)", path, err)
	}
}

// Hard rules count before cost: one breach fewer is worth more than 900 of cost.
func TestOrderOfWorth(t *testing.T) {
	saves := func(hard, cost int64) repair.Worth {
		return repair.Worth{Before: schedule.Score{Hard: 5, Cost: 1000}, After: schedule.Score{Hard: 5 - hard, Cost: 1000 - cost}}
	}
	all := []repair.Worth{saves(0, 10), saves(1, 0), saves(0, 900), saves(1, 5)}
	sortByWorth(all)
	for i, want := range []schedule.Score{{Hard: 1, Cost: 5}, {Hard: 1}, {Cost: 900}, {Cost: 10}} {
		if got := all[i].Saves(); got != want {
			t.Errorf("place %d saves %v, want %v", i+1, got, want)
		}
	}
}
