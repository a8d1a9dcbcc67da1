package bench

import (
	"reflect"
	"strings"
	"testing"

	"paiban/schedule"
)

const tiny = `SECTION_HORIZON
7
SECTION_SHIFTS
# id, minutes, may not follow
E,480,
N,600,E
SECTION_STAFF
A,E=7|N=2,2400,960,5,2,2,1
B,E=0|N=7,2400,960,5,1,2,1
SECTION_DAYS_OFF
A,3,4
SECTION_SHIFT_ON_REQUESTS
A,0,E,2
SECTION_SHIFT_OFF_REQUESTS
B,1,N,3
SECTION_COVER
0,E,1,100,1
`

func TestReadNRP(t *testing.T) {
	p, err := ReadNRP(strings.NewReader(tiny), "tiny")
	if err != nil {
		t.Fatal(err)
	}
	want := []schedule.Rule{
		schedule.Unavailable{Person: 0, Day: 3, Whole: true},
		schedule.Unavailable{Person: 0, Day: 4, Whole: true},
		schedule.Request{Person: 0, Day: 0, Shifts: []int{0}, Want: true, Cost: 2},
		schedule.Request{Person: 1, Day: 1, Shifts: []int{1}, Cost: 3},
		schedule.WorkRun{People: schedule.People{0}, Length: schedule.Between(2, 5)},
		schedule.WorkRun{People: schedule.People{1}, Length: schedule.Between(1, 5)},
		schedule.RestRun{People: schedule.People{0, 1}, Length: schedule.AtLeast(2)},
		schedule.Minutes{People: schedule.People{0, 1}, Total: schedule.Between(960, 2400)},
		schedule.Weekends{People: schedule.People{0, 1}, Worked: schedule.AtMost(1)},
		// A's cap of 7 E in 7 days never binds, B's of 0 means that B may not work E.
		schedule.ShiftCount{What: p.Shifts[1].Name, People: schedule.People{0}, Shifts: []int{1}, Count: schedule.AtMost(2)},
		schedule.Succession{Pairs: [][2]int{{1, 0}}, Force: schedule.Must()},
	}
	if !reflect.DeepEqual(p.Rules, want) {
		t.Errorf("rules\n%v\nwant\n%v", p.Rules, want)
	}
	if !reflect.DeepEqual(p.People[1].Shifts, []int{1}) || p.Start.Weekday() != 1 {
		t.Errorf("B may work %v; day 0 is a %v", p.People[1].Shifts, p.Start.Weekday())
	}
	b := p.Cover[0].Bound // one head: missing costs 100, each one more 1
	for heads, cost := range []int64{100, 0, 1, 2} {
		if h, c := b.Judge(heads); h != 0 || c != cost {
			t.Errorf("%d heads cost %d and %d hard, want %d", heads, c, h, cost)
		}
	}
}

func FuzzReadNRP(f *testing.F) {
	f.Add(tiny)
	f.Add("SECTION_HORIZON\n1\nSECTION_SHIFTS\nD,1,D|X\nSECTION_STAFF\nA,D,1,1,1,1,1,1\n")
	f.Add("SECTION_COVER\n0,D,1\n")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ReadNRP(strings.NewReader(s), "f")
		if err == nil && p.Validate() != nil {
			t.Error("a problem that is not valid was read without an error")
		}
	})
}

// A shift with a bad length is told once, not again by each line that names it.
func TestReadNRPTellsOnce(t *testing.T) {
	for _, c := range [][2]string{{"E,x,", `tiny:5: "x" is not a fitting number`}, {"E,0,", `tiny:5: shift "E" has no length`}} {
		_, err := ReadNRP(strings.NewReader(strings.Replace(tiny, "E,480,", c[0], 1)), "tiny")
		if err == nil || !strings.HasPrefix(err.Error(), c[1]) || strings.Count(err.Error(), "tiny:") != 1 {
			t.Errorf("%s: %v", c[0], err)
		}
	}
}

func TestTeamIsSeeded(t *testing.T) {
	for _, n := range []int{12, 50} {
		a, b := Team(n, 14, 30, 3), Team(n, 14, 30, 3)
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%d agents: the same seed gave two problems", n)
		}
		if err := a.Validate(); err != nil {
			t.Errorf("%d agents: %v", n, err)
		}
		if reflect.DeepEqual(a.Rules, Team(n, 14, 30, 4).Rules) {
			t.Errorf("%d agents: another seed gave the same leave and requests", n)
		}
	}
}
