package problemfile

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve"
)

// The page about problem files names every rule and kind of cover, and its
// example comes out as it says.
func TestPage(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("..", "..", "docs", "problem-file.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(src)
	for _, k := range schedule.RuleKinds() {
		if !strings.Contains(page, "\n| `"+k.Key+"` |") {
			t.Errorf("the rule %s is not on the page", k.Key)
		}
	}
	for _, k := range schedule.CoverKinds {
		if !strings.Contains(page, "`"+k.Key+"`") {
			t.Errorf("cover for %s is not on the page", k.Key)
		}
	}
	_, example, _ := strings.Cut(page, "```json\n")
	example, _, _ = strings.Cut(example, "```")
	name, p, err := Read(strings.NewReader(example))
	if err != nil {
		t.Fatal(err)
	}
	res, err := solve.Solve(t.Context(), p, solve.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	// Both must be there on the second day, or 100 is due; b's wish of 30 is then
	// denied. Neither can work all three days, so each is off on one of the others.
	first, last := []int{0, 0, schedule.Off}, []int{schedule.Off, 0, 0}
	cells := res.Roster.Cells
	either := slices.Equal(cells[0], first) && slices.Equal(cells[1], last) || slices.Equal(cells[0], last) && slices.Equal(cells[1], first)
	if name != "example" || res.Status != solve.Optimal || res.Score != (schedule.Score{Cost: 30}) || !either {
		t.Errorf("%s: %s, %+v, %v", name, res.Status, res.Score, cells)
	}
}
