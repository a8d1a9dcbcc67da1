package planner

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paiban/schedule"
	"paiban/schedule/repair"
)

// Anni is locked on every day of a week that must have a rest day. The lock stays, as does
// that of Dora, who could work instead; one day in a week too many is broken, the sentence
// says that the lock is why, and explain finds it and says that a cell may be unlocked.
func TestLockAgainstRestDay(t *testing.T) {
	dir := shop(t, strings.ReplaceAll(oneShift, "HEADS", "{min: 2, force: hard}")).Workspace.Root
	if err := os.MkdirAll(filepath.Join(dir, "rosters"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "rosters", "2026-W48.csv"), `ID,Name,2026-11-23,2026-11-24,2026-11-25,2026-11-26,2026-11-27,2026-11-28,2026-11-29
T1,Anni,E!,E!,E!,E!,E!,E!,E!
T2,Boris,E,E,E,E,E,off,E
T3,Chen,E,E,E,E,E,E,off
T4,Dora,off!,E,E,E,E,E,E
`)
	pl := on(t, dir, week48-1, "")
	j, err := pl.Roster(t.Context(), planOn(t, pl), fast, Output{Force: true})
	if err != nil {
		t.Fatal(err)
	}
	row := j.Result.Roster.Cells
	if slices.Contains(row[0], schedule.Off) || row[3][0] != schedule.Off {
		t.Errorf("locked cells moved: %v", row)
	}
	if j.Analysis.Score.Hard != j.Result.Bound.Hard || j.Analysis.Score.Hard == 0 || j.Analysis.Score.Hard > 4 {
		t.Errorf("score %v, bound %v", j.Analysis.Score, j.Result.Bound)
	}
	for _, f := range j.Analysis.Findings {
		if f.Hard() && (f.Person != 0 || !strings.Contains(f.Why.EN, "the lock on Anni's") || !strings.Contains(f.Why.ZH, "锁为") || !strings.Contains(f.Fix.EN, "unlock")) {
			t.Errorf("%s; %s", f.Why.EN, f.Fix.EN)
		}
	}

	h := &Held{Planning: planOn(t, pl)}
	if err := h.KeepLocks(); err != nil {
		t.Fatal(err)
	}
	found, err := pl.Conflicts(t.Context(), h.Planning)
	if err != nil || len(found.Conflicts) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	c := found.Conflicts[0]
	if !slices.ContainsFunc(c.Relief, func(r repair.Relief) bool {
		return strings.HasPrefix(r.What.EN, "unlock the cell of Anni (Mon") && r.After == 0
	}) {
		t.Errorf("parts %v, ways out %v", c.Parts, c.Relief)
	}
}

// The hours of a part-timer are 20 a week, 24 with what may be more; the locks are four days
// of eight hours. That is one limit in one place, not 480 for its minutes, and the locks
// hold in a roster that is written elsewhere too.
func TestLocksAgainstHoursOfAContract(t *testing.T) {
	dir := shop(t, strings.ReplaceAll(oneShift, "HEADS", "{min: 2, force: hard}")+"contracts: [{id: half, name: Half, hours_week: 20h}]\n").Workspace.Root
	write(t, filepath.Join(dir, "people.csv"), "ID,Name,Contract\nT1,Anni,Half\nT2,Boris,\nT3,Chen,\nT4,Dora,\n")
	if err := os.MkdirAll(filepath.Join(dir, "rosters"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "rosters", "2026-W48.csv"), `ID,Name,2026-11-23,2026-11-24,2026-11-25,2026-11-26,2026-11-27,2026-11-28,2026-11-29
T1,Anni,E!,E!,E!,E!,off,off,off
T2,Boris,E,E,E,E,E,off,E
T3,Chen,E,E,E,E,E,E,off
T4,Dora,off,E,E,E,E,E,E
`)
	pl := on(t, dir, week48-1, "")
	j, err := pl.Roster(t.Context(), planOn(t, pl), fast, Output{Path: filepath.Join(dir, "elsewhere.xlsx")})
	if err != nil {
		t.Fatal(err)
	}
	if row := j.Result.Roster.Cells[0][:4]; slices.Contains(row, schedule.Off) {
		t.Errorf("locked cells moved: %v", row)
	}
	var why []string
	for _, f := range j.Analysis.Findings {
		if f.Hard() {
			why = append(why, f.Why.EN)
		}
	}
	if len(why) != 1 || !strings.Contains(why[0], "the lock on Anni's") {
		t.Errorf("broken: %q", why)
	}
	h := &Held{Planning: planOn(t, pl)}
	if err := h.KeepLocks(); err != nil {
		t.Fatal(err)
	}
	found, err := pl.Conflicts(t.Context(), h.Planning)
	if err != nil || len(found.Conflicts) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	for _, r := range found.Conflicts[0].Relief {
		if r.Before != 1 {
			t.Errorf("%s: %d places before, want 1", r.What.EN, r.Before)
		}
	}
}
