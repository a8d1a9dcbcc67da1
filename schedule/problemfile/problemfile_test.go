package problemfile

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paiban/schedule"
	"paiban/schedule/solve/bench"
)

// What is written down is read back as it was: a whole team, and a problem with
// many kinds of rule. A test of package workspace tries each kind there is.
func TestReadsWhatIsWritten(t *testing.T) {
	people := schedule.People{0}
	every := &schedule.Problem{
		Start: 9000, Days: 2, Interval: 60,
		Shifts: []schedule.Shift{{ID: "D", Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480, Queue: schedule.Any}},
		People: []schedule.Person{{ID: "a", Shifts: []int{0}, Last: 2, Past: []int{0, schedule.Off}}, {ID: "b", Shifts: []int{0}, Last: 2}},
		Cover:  []schedule.Cover{{Why: schedule.Headcount, Day: 1, Queue: schedule.Any, Shift: 0, Bound: schedule.AtLeast(1)}},
		Rules: []schedule.Rule{
			schedule.Continuous{People: people, Max: 480, Force: schedule.Force{Hard: true}},
			schedule.Eligible{},
			schedule.Fair{What: 1, Carry: []int{3, 4}, Cost: 5},
			schedule.Keep{Base: &schedule.Roster{Cells: [][]int{{0, -1}, {-1, 0}}}, From: 1, Cost: 7},
			schedule.Meeting{Days: []int{1}, Span: schedule.Span{Start: 500, End: 560}, Force: schedule.Force{Cost: 4}},
			schedule.MinRest{People: people, Minutes: 660, Force: schedule.Force{Hard: true}},
			schedule.Minutes{Per: schedule.Month, Total: schedule.AtMost(900)},
			schedule.Pin{Person: 1, Day: 1, Shift: schedule.Off},
			schedule.Request{Person: 0, Day: 1, Shifts: []int{0}},
			schedule.RestDays{Per: schedule.Any7, Force: schedule.Force{Hard: true}},
			schedule.RestRun{Length: schedule.Between(1, 3)},
			schedule.Rotation{Kinds: []schedule.Kind{schedule.Early, schedule.Late}},
			schedule.ShiftCount{Shifts: []int{0}, Count: schedule.Free()},
			schedule.Succession{Pairs: [][2]int{{0, 0}}, Force: schedule.Force{Cost: 2}},
			schedule.Unavailable{Person: 1, Whole: true},
			schedule.Weekends{Worked: schedule.AtMost(1)},
			schedule.WorkRun{Length: schedule.Between(1, 5)},
		},
	}
	for _, p := range []*schedule.Problem{bench.Team(12, 7, 30, 1), every} {
		var written, again bytes.Buffer
		if err := Write(&written, "x", p); err != nil {
			t.Fatal(err)
		}
		name, q, err := Read(bytes.NewReader(written.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p, q); diff != "" {
			t.Errorf("read back (-written +read):\n%s", diff)
		}
		if err := Write(&again, name, q); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(written.Bytes(), again.Bytes()) {
			t.Error("written again it differs")
		}
	}
}

// One byte above the limit of 64 MB is refused for its size, whatever it says; a
// file within the limit is refused for what it says.
func TestReadsNoMoreThanTheLimit(t *testing.T) {
	for _, c := range []struct {
		size int
		want string
	}{
		{maxBytes + 1, "the file is larger than 64 MB"},
		{10, "the file ends too early"},
	} {
		_, _, err := Read(strings.NewReader(strings.Repeat(" ", c.size)))
		if err == nil || err.Error() != c.want {
			t.Errorf("%d bytes: %v, want %q", c.size, err, c.want)
		}
	}
}

// Who counts for a row survives the file: nobody is not everybody.
func TestWhoCountsIsKept(t *testing.T) {
	p := bench.Team(3, 7, 120, 1)
	span := schedule.Span{Start: 600, End: 660}
	p.Cover = nil
	for _, who := range []schedule.People{nil, {}, {0, 2}} {
		p.Cover = append(p.Cover, schedule.Cover{Span: span, Queue: schedule.Any, Shift: schedule.Any, Who: who, Bound: schedule.AtLeast(1)})
	}
	p.People[0].Trainee, p.People[0].Trained, p.People[1].Skills = true, 3, []int{0}
	var b bytes.Buffer
	if err := Write(&b, "x", p); err != nil {
		t.Fatal(err)
	}
	_, q, err := Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(p.Cover, q.Cover); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(p.People, q.People); d != "" {
		t.Error(d)
	}
}
