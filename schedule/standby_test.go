package schedule

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// standby is a problem in which X, 09:00-21:00, is standby that counts three hours, and the
// row of one person on it.
func standby(row string) (*Problem, *Roster) {
	p, r := one(row)
	p.Shifts[x].Kind, p.Shifts[x].Paid, p.Shifts[x].Parts, p.Shifts[x].Queue = Standby, 180, nil, Any
	return p, r
}

// Who is on standby covers no interval, but is one of the heads on the shift.
func TestStandbyIsNoCover(t *testing.T) {
	p, r := standby("|XE")
	must := AtLeast(1)
	p.Cover = []Cover{
		{Why: Requirement, Day: 0, Span: Span{600, 660}, Queue: 0, Shift: Any, Bound: must},
		{Why: PrepareBy, Day: 0, Span: Span{600, 660}, Queue: Any, Shift: Any, Bound: must},
		{Why: Requirement, Day: 1, Span: Span{600, 660}, Queue: 0, Shift: Any, Bound: must},
		{Why: Headcount, Day: 0, Queue: Any, Shift: x, Bound: Between(1, 1)},
	}
	var got []string
	for _, f := range Check(p, r).Findings {
		got = append(got, f.Rule)
	}
	if diff := cmp.Diff([]string{"prepare-by", "requirement"}, got); diff != "" {
		t.Error(diff)
	}
	if p.Shifts[x].Unpaid() != 0 || p.Shifts[x].LooseBreak() != 0 {
		t.Error("the unpaid time of standby is taken for a break")
	}
}

// For rest it is a shift; for work without a break and for meetings it is none.
func TestStandbyAmongRules(t *testing.T) {
	for _, c := range []struct {
		name, row string
		rule      Rule
		want      int
	}{
		{"it is no rest day", "|XXXXXXX", RestDays{Per: Week, Min: 1, Force: Must()}, 1},
		{"it is a day in a row", "|EEX", WorkRun{Length: AtMost(2)}, 1},
		{"rest after it", "|XE", MinRest{Minutes: 720, Force: Must()}, 1}, // 21:00 to 08:00
		{"its hours", "|XX", Minutes{Total: AtMost(300)}, 1},              // 2 × 180
		{"no work without a break", "|X", Continuous{Max: 300, Force: Must()}, 0},
		{"nor part of it", "|XE", Continuous{Max: 300, Force: Must()}, 0},
		{"nobody at a meeting", "|X", Meeting{Days: []int{0}, Span: Span{600, 660}, Force: Must()}, 1},
		{"nor at one by the day", "|X", Meeting{Days: []int{0}, Force: Must()}, 1},
	} {
		p, r := standby(c.row)
		if got := len(c.rule.Check(p, r)); got != c.want {
			t.Errorf("%s: %d findings, want %d", c.name, got, c.want)
		}
	}
}

// Who is on standby is called in at half the price of asking somebody else.
func TestStandbyIsCalledInFirst(t *testing.T) {
	p, r := standby("|E-XXX")
	keep := Keep{Base: &Roster{Cells: [][]int{{x, x, x, Off, e}}}, Cost: 601}
	// Called in, let go, still on it, put on it, and put on it from a shift.
	want := Score{Cost: 301 + 601 + 601 + 601}
	var got Score
	for _, f := range keep.Check(p, r) {
		got = got.Add(f.Score)
	}
	if got != want {
		t.Errorf("%v, want %v", got, want)
	}
}
