package schedule

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCoalesceJoinsStretchesOfCover(t *testing.T) {
	p, r := one("|E")
	row := func(from, queue, want int) Cover {
		return Cover{Day: 0, Span: Span{from, from + 60}, Queue: queue, Shift: Any, Bound: Free().Prefer(want, NoMax, 10, 0)}
	}
	// The early shift serves queue 0 from 14:00 to 18:00 with one head.
	p.Cover = []Cover{
		row(840, 0, 2), row(900, 0, 3), row(900, 0, 4), // short by 1; by 2 and, as a second limit on the interval, 3
		row(1020, 0, 2), // a stretch of its own: 16:00 lies between
		row(900, 1, 1),  // another queue
	}
	p.Rules = []Rule{Request{Person: 0, Day: 0, Cost: 3}}
	a := Check(p, r)
	fs := Coalesce(a.Findings)
	var spans []Span
	var cost int64
	for _, f := range fs {
		spans = append(spans, f.Span)
		cost += f.Score.Cost
	}
	if diff := cmp.Diff([]Span{{840, 960}, {1020, 1080}, {900, 960}, {}}, spans); diff != "" {
		t.Error(diff)
	}
	// 10 × (1 + 2 + 3) + 10 + 10 + 3: nothing is lost.
	if cost != a.Score.Cost || cost != 83 {
		t.Errorf("cost %d, analysis %d, want 83", cost, a.Score.Cost)
	}
	if why := fs[0].Why.EN; !strings.Contains(why, "at least 4") || !strings.Contains(why, "the worst of 14:00-16:00") {
		t.Errorf("the worst is not named: %s", why)
	}
}

// Six shifts and a day of leave leave no day off in the week, which is seven days in a row
// as well: one day off mends both hard rules, and they are one finding, with the score of
// both. The wish for a second one is told apart.
func TestCoalesceJoinsRestOfTheSameDays(t *testing.T) {
	p, r := one("|EEEEEE-")
	p.People[0].Leave = []int{6}
	p.Rules = []Rule{
		RestDays{Per: Week, Min: 1, Force: Must()},
		RestDays{Per: Any7, Min: 1, Force: Must()},
		RestDays{Per: Week, Min: 2, Force: At(100)}, // two short, for leave counts as none
	}
	a := Check(p, r)
	if len(a.Findings) != 3 {
		t.Fatalf("found %+v", a.Findings)
	}
	fs := Coalesce(a.Findings)
	if len(fs) != 2 || fs[0].Score != (Score{Hard: 2}) || fs[1].Score != (Score{Cost: 200}) {
		t.Errorf("told %+v", fs)
	}
}
