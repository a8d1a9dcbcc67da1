package scenario

import (
	"testing"

	"paiban/schedule"
)

// Two agents work Monday; Tuesday needs one head from 09:00 to 17:00. One of them comes, for
// 8 hours at twice 20 yuan. Somebody who works until 02:00 at night has no 11 hours before
// 09:00, and who may not be asked is not.
func TestRestDay(t *testing.T) {
	c := shop(2, between(9, 17, 0), []schedule.Span{hours(9, 17)}, []schedule.Span{hours(9, 17)})
	for a := range c.Input.Agents {
		c.Input.Agents[a].Segments, c.Paid[a][1] = c.Input.Agents[a].Segments[:1], 0
		c.Skills = append(c.Skills, []int{0})
	}
	for h := 9; h < 17; h++ {
		c.Input.Queues[0].Need[24+h] = 1
		c.Input.Queues[0].Volume[24+h] = 20
	}
	c.Sources = []Source{{ID: "rest", Kind: RestDay, Queues: []int{0}, Heads: 2, Spans: []schedule.Span{hours(9, 17)}, Total: 36 * 60, MinRest: 660}}
	o := evaluate(t, c)
	if len(o.Turns) != 1 || o.Turns[0].Day != 1 || o.Turns[0].Agent != 0 || len(o.Input.Agents[0].Segments) != 2 {
		t.Fatalf("turns %+v", o.Turns)
	}
	near(t, "price", o.Costs[1].Yuan, 320)
	near(t, "short", o.Unmet, 0)
	c.Input.Agents[0].Segments[0].Span = hours(18, 26)
	if o = evaluate(t, c); len(o.Turns) != 1 || o.Turns[0].Agent != 1 {
		t.Errorf("after a night: %+v", o.Turns)
	}
	c.May = func(agent int, _ []Turn) bool { return agent == 0 }
	if o = evaluate(t, c); len(o.Turns) != 0 {
		t.Errorf("somebody who may not is asked: %+v", o.Turns)
	}
	c.May, c.Sources[0].Total = nil, 7*60
	if o = evaluate(t, c); len(o.Turns) != 0 {
		t.Errorf("beyond what is left of the month: %+v", o.Turns)
	}
	c.Days[1].Statutory = true
	near(t, "an hour of a statutory holiday", c.restPrice(0, 1, hours(9, 10)), 60)
}
