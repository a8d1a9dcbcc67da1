package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/internal/workcal"
)

var historyNow = time.Date(2026, 11, 24, 8, 30, 5, 0, time.UTC)

// historyOf writes a roster of one line and reads its history.
func historyOf(t *testing.T) (roster string, h *RosterHistory) {
	t.Helper()
	roster = filepath.Join(t.TempDir(), "2026-W48.csv")
	if err := os.WriteFile(roster, []byte("first\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return roster, readHistory(t, roster)
}

func readHistory(t *testing.T, roster string) *RosterHistory {
	t.Helper()
	h, err := ReadHistory(roster)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestHistoryKeepsWhatWas(t *testing.T) {
	roster, h := historyOf(t)
	if len(h.Changes) > 0 || h.Last() != nil {
		t.Errorf("a roster without history has %+v", h.Changes)
	}
	kept, err := h.Keep(historyNow)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(filepath.Dir(roster), "history", "2026-W48_20261124-083005.csv"); kept != want {
		t.Errorf("kept as %s, want %s", kept, want)
	}
	if err := os.WriteFile(roster, []byte("second\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cell := CellEdit{Person: "T1", Name: "Anni", Date: workcal.DateOf(2026, 11, 25), Was: "E", Now: "sick"}
	if err := h.Add(historyNow, kept, RosterChange{What: Repaired, By: "Dora", Cells: []CellEdit{cell}}); err != nil {
		t.Fatal(err)
	}
	h = readHistory(t, roster)
	last := h.Last()
	if last == nil || last.At != "2026-11-24 08:30:05" || last.What != Repaired || last.By != "Dora" || len(last.Cells) != 1 || last.Cells[0] != cell {
		t.Fatalf("read back %+v", last)
	}
	if was, err := os.ReadFile(h.File(last)); err != nil || string(was) != "first\n" {
		t.Errorf("the version before is %q, %v", was, err)
	}
}

// Two changes in one second keep two versions.
func TestHistoryOfOneSecond(t *testing.T) {
	_, h := historyOf(t)
	for _, want := range []string{"2026-W48_20261124-083005.csv", "2026-W48_20261124-083005-2.csv", "2026-W48_20261124-083005-3.csv"} {
		kept, err := h.Keep(historyNow)
		if err != nil || filepath.Base(kept) != want {
			t.Errorf("kept as %s, %v; want %s", kept, err, want)
		}
	}
}

// What was taken back, and the taking back itself, is not the change to take back next.
func TestLastChange(t *testing.T) {
	for _, c := range []struct {
		name    string
		changes []RosterChange
		want    int // −1 for none
	}{
		{"none", nil, -1},
		{"the latest", []RosterChange{{What: Planned}, {What: Repaired}}, 1},
		{"an undo takes one back", []RosterChange{{What: Planned}, {What: Repaired, Gone: true}, {What: Undone}}, 0},
		{"all taken back", []RosterChange{{What: Published, Gone: true}, {What: Undone}}, -1},
		{"a change after an undo", []RosterChange{{What: Planned, Gone: true}, {What: Undone}, {What: Repaired}}, 2},
	} {
		h := RosterHistory{Changes: c.changes}
		got := h.Last()
		if c.want < 0 && got != nil || c.want >= 0 && got != &h.Changes[c.want] {
			t.Errorf("%s: %+v, want change %d", c.name, got, c.want)
		}
	}
}

func TestHistoryThatCannotBeRead(t *testing.T) {
	roster, h := historyOf(t)
	if err := os.MkdirAll(h.dir(), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"{", `{"schema": "paiban/roster-history/9", "changes": []}`} {
		if err := os.WriteFile(h.path(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadHistory(roster); err == nil || !strings.Contains(err.Error(), "2026-W48.json") {
			t.Errorf("%s: error %v does not name the file", text, err)
		}
	}
}

// Nobody stands further than six from the mean when shares are set, so that a holiday
// share at its edge, 40 for each step in the presets, costs at most 240 for the next
// holiday: less than a head missing for half an hour, and than any rest day.
func TestOldDifferencesAreBounded(t *testing.T) {
	s := standing{carry: []int{0, 30, 15}, plus: make([]int, 3)}
	if mean := s.limit([]int{0, 1, 2}, mostDue); mean != 15 {
		t.Errorf("mean %d, want 45 / 3", mean)
	}
	for i, n := range s.standing() {
		if want := []int{9, 21, 15}[i]; n != want {
			t.Errorf("person %d stands at %d, want %d", i, n, want)
		}
	}
	if edge := int64(40 * mostDue); edge >= underPerMinute*30 || edge >= usualRestDay || edge >= restPace {
		t.Errorf("a holiday at the edge costs %d", edge)
	}
}
