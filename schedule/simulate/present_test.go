package simulate

import (
	"math"
	"testing"

	"paiban/schedule"
	"paiban/schedule/staffing"
)

// Of two agents from 9:00 to 13:00 one has her meal from 11:30 to 12:30, and the other an
// hour off of which nothing says when it is: a quarter of each hour.
func TestPresentIsOffBreaks(t *testing.T) {
	morning := schedule.Span{Start: 9 * 60, End: 13 * 60}
	in := &Input{
		Days: 1, Step: 60, Policy: DefaultPolicy(),
		Queues: []Queue{{Params: staffing.Params{AHT: 300, Within: 60, Target: .8}, Volume: make([]float64, 24)}},
		Agents: []Agent{
			{Segments: []Segment{{Span: morning, Queues: []int{0}, Breaks: []schedule.Span{{Start: 11*60 + 30, End: 12*60 + 30}}}}},
			{Segments: []Segment{{Span: morning, Queues: []int{0}, Loose: 60}}},
		},
	}
	got, err := Present(in)
	if err != nil {
		t.Fatal(err)
	}
	for h, want := range map[int]float64{8: 0, 9: 1.75, 10: 1.75, 11: 1.25, 12: 1.25, 13: 0} {
		if math.Abs(got[0][h]-want) > 1e-9 {
			t.Errorf("%d:00: %v there, want %v", h, got[0][h], want)
		}
	}
}
