package planner

import (
	"math/rand/v2"
	"os"
	"reflect"
	"strconv"
	"testing"

	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// After any number of random edits the desk finds what a check of the saved file finds.
// 1,000 edits of a week take a second or two; PAIBAN_EDITS=10000 makes as many as it says.
func TestRandomEditsAreJudgedAsTheSavedFile(t *testing.T) {
	edits, every := 1000, 100
	if n, err := strconv.Atoi(os.Getenv("PAIBAN_EDITS")); err == nil {
		edits = n
	}
	pl := sample(t, "recharge")
	first, path := deskOf(t, pl)
	random := rand.New(rand.NewPCG(1, 2))
	words := append([]string{"休", "休!", "年假", "病假"}, report.ShiftLabels(first.Plan.Problem.Shifts, first.Lang())...)
	d, typed := first, map[[2]string]report.Typed{}
	for n := 1; n <= edits; n++ {
		r := d.File.People[random.IntN(len(d.File.People))]
		cell := report.Typed{ID: r.ID, Date: d.File.Start + workcal.Date(random.IntN(d.File.Days)), Text: words[random.IntN(len(words))]}
		next, err := d.Retype([]report.Typed{cell})
		if err != nil {
			continue // a word that the cell does not take stays out of the file
		}
		d = next
		typed[[2]string{cell.ID, cell.Date.String()}] = cell
		if n%every != 0 {
			continue
		}
		list := make([]report.Typed, 0, len(typed))
		for _, c := range typed {
			list = append(list, c)
		}
		file, err := workspace.ReadRoster(path)
		if err == nil {
			err = file.Type(path, list)
		}
		if err == nil {
			file, err = workspace.ReadRoster(path)
		}
		if err != nil {
			t.Fatal(err)
		}
		checked, err := at(t, pl.Workspace.Root).Check(file)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(checked.Findings, d.Findings) {
			t.Fatalf("after %d edits the desk finds %d things, the check of the file %d", n, len(d.Findings), len(checked.Findings))
		}
	}
}
