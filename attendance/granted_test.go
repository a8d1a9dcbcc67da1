package attendance

import (
	"testing"

	"paiban/internal/workcal"
)

// What the source of the plan grants counts as it says: two hours of overtime on
// Monday, though nothing is approved. Where it does not say, the approval counts.
func TestGrantedOvertime(t *testing.T) {
	approve := func(in *Input) {
		in.Overtime[0] = []Approval{{From: On(monday+1, 18*60), To: On(monday+1, 19*60)}}
	}
	s := october(t, DefaultPolicy(), func(in *Input) {
		in.Plans[0][11].Granted = &Granted{Overtime: &[3]int{120}}
		in.Plans[0][12].Granted = &Granted{Leave: map[LeaveKind]int{}}
		approve(in)
	}, map[int]string{12: "08:55 20:10", 13: "08:55 19:02"})
	if got := s.People[0].Overtime; got != [3]float64{3} {
		t.Errorf("%v hours: want 2 as granted and 1 as approved", got)
	}
	// The day decides the class of a sum without one: Sunday 11 October is a rest day.
	s = october(t, DefaultPolicy(), func(in *Input) {
		in.Plans[0][10] = Planned{Kind: Rest, Granted: &Granted{Overtime: &[3]int{}, Unclassed: 90}}
	}, map[int]string{})
	if got := s.People[0].Overtime; got != [3]float64{0, 1.5} {
		t.Errorf("%v hours: want 1.5 on a rest day", got)
	}
}

// The export grants nothing for overtime that is approved and clocked: 120 minutes, and
// somebody has to say which is right. 18:00 to 18:40 is less than is worth asking.
func TestGrantedAgainstApproved(t *testing.T) {
	for _, c := range []struct {
		out  string
		asks bool
	}{{"20:05", true}, {"18:40", false}} {
		s := october(t, DefaultPolicy(), func(in *Input) {
			in.Plans[0][11].Granted = &Granted{Overtime: &[3]int{}}
			in.Overtime[0] = []Approval{{From: On(monday, 18*60), To: On(monday, 20*60)}}
		}, map[int]string{12: "08:55 " + c.out})
		d := s.People[0].Days[11]
		if d.Overtime != [3]int{} || (d.About == AboutOvertime) != c.asks {
			t.Errorf("out at %s: %v minutes, question about %q", c.out, d.Overtime, d.About)
		}
	}
}

// On a statutory holiday an export may have counted the shift of eight hours itself, or
// only what came after it.
func TestGrantedOnAHoliday(t *testing.T) {
	for _, c := range []struct{ granted, want int }{{0, 480}, {60, 540}, {480, 480}, {540, 540}} {
		s := october(t, DefaultPolicy(), func(in *Input) {
			p := shift(office)
			p.Break, p.Granted = 60, &Granted{Overtime: &[3]int{0, 0, c.granted}}
			in.Plans[0][0] = p
			in.Calendar = workcal.New(nil)
			in.Punches[0] = append(punched(in.Month.First(), "08:55 18:05"), in.Punches[0]...)
		}, map[int]string{})
		if got := s.People[0].Days[0].Overtime[onStatutory]; got != c.want {
			t.Errorf("%d granted: %d minutes, want %d", c.granted, got, c.want)
		}
	}
}
