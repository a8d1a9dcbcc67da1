package review

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestSplitOfHeads(t *testing.T) {
	for _, c := range []struct {
		name string
		h    Heads
		want Causes
	}{
		// Ten came where eight were forecast, seven were rostered and six came to work: four
		// are missing, two by the forecast, one by the roster, one by absence.
		{"each adds its part", Heads{10, 8, 7, 6}, Causes{2, 1, 1}},
		// Fewer came than were forecast: the forecast helped, and two are missing still, of
		// three not rostered and one absent.
		{"one that helped takes no share", Heads{8, 10, 7, 6}, Causes{0, 1.5, 0.5}},
		{"somebody came in beside the roster", Heads{10, 8, 7, 9}, Causes{2. / 3, 1. / 3, 0}},
		{"nobody is missing", Heads{6, 8, 4, 7}, Causes{}},
		{"exactly enough", Heads{6, 5, 5, 6}, Causes{}},
	} {
		got := c.h.Split()
		if math.Abs(got.Forecast-c.want.Forecast)+math.Abs(got.Roster-c.want.Roster)+math.Abs(got.Attendance-c.want.Attendance) > 1e-9 {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestPartsAddUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	part := func(most int) float64 { return float64(rng.IntN(4*most)) / 4 }
	for range 10_000 {
		h := Heads{part(12), part(12), part(12), part(12)}
		if c := h.Split(); math.Abs(c.Sum()-h.Short()) > 1e-9 || min(c.Forecast, c.Roster, c.Attendance) < 0 {
			t.Fatalf("%+v: %+v adds up to %v, not %v", h, c, c.Sum(), h.Short())
		}
		r := Replies{Contacts: part(200), Observed: rng.Float64(), Needed: rng.Float64(), Asked: rng.Float64(), Rostered: rng.Float64(), Present: rng.Float64()}
		if l, late := r.Split(), r.Contacts*(1-r.Observed); math.Abs(l.Total()-late) > 1e-9 {
			t.Fatalf("%+v: %+v adds up to %v, not %v", r, l, l.Total(), late)
		}
	}
}

func TestSplitOfReplies(t *testing.T) {
	// Of 100 contacts 90 would be answered in time with the heads needed, 80 with those asked
	// for, 80 with those rostered, 70 with those there; 65 were.
	r := Replies{Contacts: 100, Observed: .65, Needed: .9, Asked: .8, Rostered: .8, Present: .7}
	want := Late{Usual: 10, Causes: Causes{Forecast: 10, Attendance: 10}, Handling: 5, Known: true}
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
	if l := r.Split(); !near(l.Usual, want.Usual) || !near(l.Forecast, want.Forecast) || !near(l.Roster, 0) || !near(l.Attendance, want.Attendance) || !near(l.Handling, want.Handling) || !l.Known {
		t.Errorf("%+v, want %+v", l, want)
	}
	// Where nobody knows the replies, those expected count and handling is not blamed.
	r.Observed = -1
	if l := r.Split(); l.Known || l.Handling != 0 || !near(l.Total(), 30) {
		t.Errorf("%+v, want 30 late in all", l)
	}
}
