package page

import (
	"fmt"
	"io"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// bigDesk is the desk of so many people over so many days: those of the sample many times
// over, who work six days of seven.
func bigDesk(b *testing.B, people, days int) *planner.Desk {
	b.Helper()
	pl, err := plannerIn(filepath.Join(sampleFolder(b), "shop"))
	if err != nil {
		b.Fatal(err)
	}
	few := len(pl.Workspace.People)
	for k := few; k < people; k++ {
		who := pl.Workspace.People[k%few]
		who.ID, who.Name = fmt.Sprintf("B%03d", k), fmt.Sprintf("员工%03d", k)
		pl.Workspace.People = append(pl.Workspace.People, who)
	}
	start := workcal.DateFrom(friday) + 3 // a Monday
	plan, err := pl.Workspace.PlanDays(start, days, workspace.Needs{})
	if err != nil {
		b.Fatal(err)
	}
	r := schedule.NewRoster(plan.Problem)
	for i := range r.Cells {
		for d := range r.Cells[i] {
			if own := plan.Problem.People[i].Shifts; (i+d)%7 != 0 && len(own) > 0 {
				r.Cells[i][d] = own[(i+d/7)%len(own)]
			}
		}
	}
	path := filepath.Join(b.TempDir(), "roster.xlsx")
	if err := report.WriteRoster(path, &report.Week{Lang: pl.Workspace.Lang, Problem: plan.Problem, Roster: r}); err != nil {
		b.Fatal(err)
	}
	file, err := workspace.ReadRoster(path)
	if err != nil {
		b.Fatal(err)
	}
	d, err := pl.Desk(b.Context(), file)
	if err != nil {
		b.Fatal(err)
	}
	return d
}

// From the drop of a cell to the sheet that is sent back, for teams of four weeks.
func BenchmarkDrop(b *testing.B) {
	for _, n := range []int{50, 200} {
		b.Run(fmt.Sprintf("%dx28", n), func(b *testing.B) {
			d := bigDesk(b, n, 28)
			s := &Server{}
			list := []report.Typed{{ID: d.File.People[n/2].ID, Date: d.File.Start + 3, Text: "休"}}
			for b.Loop() {
				next, err := d.Retype(list)
				if err != nil {
					b.Fatal(err)
				}
				w := httptest.NewRecorder()
				s.show(w, 200, next.Lang(), "sheet", view(next, list, 0, next.Lang()))
				if _, err := io.Copy(io.Discard, w.Result().Body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
