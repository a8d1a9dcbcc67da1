package schedule

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Three people on E on both days, two of them asked for. On each day one can be spared:
// of the first day the first, since all work as much; of the second anybody but the
// first, whom a hard rule holds to one shift in the two days.
func TestSpare(t *testing.T) {
	p, r := one("|EE")
	for range 2 {
		p.People = append(p.People, p.People[0])
		r.Cells = append(r.Cells, []int{r.Cells[0][0], r.Cells[0][0]})
	}
	for d := range 2 {
		p.Cover = append(p.Cover, Cover{Why: Headcount, Day: d, Queue: Any, Shift: r.Cells[0][0], Bound: Free().Prefer(2, NoMax, 100, 0)})
	}
	p.Rules = []Rule{ShiftCount{People: People{0}, Shifts: []int{r.Cells[0][0]}, Count: AtLeast(1)}}
	if diff := cmp.Diff([]Cell{{0, 0}, {1, 1}}, Spare(p, r)); diff != "" {
		t.Errorf("spare (-want +got):\n%s", diff)
	}
	// A row that is short already must not get shorter, and trainees are not sent home.
	p.Cover[0].Bound = Free().Prefer(4, NoMax, 100, 0)
	p.People[1].Trainee = true
	if got := Spare(p, r); got != nil {
		t.Errorf("two heads and a trainee, four and two asked for: %v", got)
	}
}
