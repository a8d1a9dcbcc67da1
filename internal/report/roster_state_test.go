package report

import (
	"slices"
	"testing"

	"paiban/internal/workcal"
)

// Two rosters differ in the cells of people whom only one of them has as well: on the days
// that both have, where one of them says something. A lock is no difference.
func TestCompare(t *testing.T) {
	const monday, on = workcal.Date(20000), workcal.Date(20010)
	row := func(id, name string, cells ...string) RosterRow {
		return RosterRow{ID: id, Name: name, Cells: cells}
	}
	before := &RosterFile{Start: monday, Days: 3, People: []RosterRow{
		row("T1", "Anni", "E", "E", "off"),
		row("T2", "Boris", "E", "", "L"), // has left since
	}}
	after := &RosterFile{Start: monday + 1, Days: 3, People: []RosterRow{
		row("T1", "Anni", "E!", "L", "E"),
		row("T3", "Chen", "", "E", "E"), // is new
	}}
	want := []CellChange{
		// Tuesday: Anni's is locked, Boris and Chen have nothing.
		{"T1", monday + 2, on, "off", "L"},
		{"T3", monday + 2, on, "", "E"},
		{"T2", monday + 2, on, "L", ""},
		// Monday and Thursday are in one of them alone.
	}
	if got := Compare(before, after, on); !slices.Equal(got, want) {
		t.Errorf("changed are %v, not %v", got, want)
	}
	// A sheet without IDs is compared by name.
	named := &RosterFile{Start: monday, Days: 3, Named: true, People: []RosterRow{
		row("Boris", "Boris", "E", "", "off"),
		row("Anni", "Anni", "E", "E", "off"),
	}}
	want = []CellChange{{"Boris", monday + 2, on, "L", "off"}}
	if got := Compare(before, named, on); !slices.Equal(got, want) {
		t.Errorf("changed by name are %v, not %v", got, want)
	}
}
