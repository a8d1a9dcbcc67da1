package attendance

import (
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// Office hours are 09:00–18:00 with five minutes' grace. Everybody has a training 09:00–10:00
// on each day of the week.
func TestAttendingActivities(t *testing.T) {
	first := int(monday-workcal.Month{Year: 2026, Month: 10}.First()) + 1
	policy := DefaultPolicy()
	policy.Grace = Grace{Minutes: 5, Inclusive: true}
	afternoon := schedule.Span{Start: 15 * 60, End: 16 * 60}
	sheet := october(t, policy, func(in *Input) {
		for d := range in.Plans[0] {
			p := &in.Plans[0][d]
			if p.Kind == Work {
				p.Activities = []Activity{{ID: "t", Name: "培训", At: schedule.Span{Start: 9 * 60, End: 10 * 60}}, {Name: "考试", At: afternoon}}
			}
		}
		// Friday afternoon is leave, from 14:00 on.
		in.Leave = [][]Leave{{{Kind: Personal, Name: "事假", From: On(monday+4, 14*60), To: On(monday+4, 18*60)}}}
	}, map[int]string{
		first:     "09:04 18:00", // within the grace
		first + 1: "09:30 18:00", // half an hour late
		first + 2: "",            // not there
		first + 3: "08:55",       // no punch out: counts as made in time
		first + 4: "08:55 14:02",
	})
	for i, want := range []struct {
		morning, noon     ActivityResult
		minutes, minutes2 int
	}{
		{Took, Took, 60, 60},
		{Partly, Took, 30, 60},
		{Missed, Missed, 0, 0},
		{Took, Took, 60, 60},
		{Took, Excused, 60, 0},
	} {
		d := &sheet.People[0].Days[first-1+i]
		if len(d.Activities) != 2 {
			t.Fatalf("%v: %v", d.Date, d.Activities)
		}
		a, b := d.Activities[0], d.Activities[1]
		if a.Result != want.morning || a.Present != want.minutes || b.Result != want.noon || b.Present != want.minutes2 {
			t.Errorf("%v (%s): %+v, %+v; want %+v", d.Date, d.Result, a, b, want)
		}
	}
	if d := sheet.People[0].Days[first+5]; d.Activities != nil {
		t.Errorf("on a rest day: %v", d.Activities)
	}
	d := Day{Result: NotJudged, Plan: &Planned{Activities: []Activity{{At: afternoon}}}}
	if d.attend(); d.Activities[0].Result != Untold {
		t.Errorf("of a day that is not settled: %v", d.Activities)
	}
}
