package simulate

import (
	"context"
	"testing"

	"paiban/schedule"
	"paiban/schedule/staffing"
)

// fiftyAgents is a week of 100,000 chats and 50 agents in three waves, six
// turns a chat and three chats at once.
func fiftyAgents() Input {
	p := staffing.Params{Concurrency: 3, Turns: 6, Typing: 12, Think: 45, Patience: 600, Within: 180, Target: .9, Formula: staffing.PerSession}
	in := Input{Days: 7, Step: 30, Policy: DefaultPolicy(), Queues: []Queue{{Params: p, Windows: []Window{{Span: span(8, 23)}}}}}
	for i := range 7 * 48 {
		v := 0.0
		if h := i % 48; h >= 16 && h < 46 {
			v = 100000.0 / 7 / 30
		}
		in.Queues[0].Volume = append(in.Queues[0].Volume, v)
	}
	for i := range 50 {
		var a Agent
		for d := range 7 {
			if d != i%7 {
				from := []int{8, 11, 15}[i%3] + d*24
				a.Segments = append(a.Segments, Segment{Span: schedule.Span{Start: from * 60, End: from*60 + 480}, Queues: []int{0}})
			}
		}
		in.Agents = append(in.Agents, a)
	}
	return in
}

func BenchmarkWeek(b *testing.B) {
	in := fiftyAgents()
	b.ReportAllocs()
	for i := range b.N {
		r, err := Run(context.Background(), in, Options{Seed: uint64(i), Replications: 1, Workers: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(r.Queues[0].Total.Arrived, "chats/op")
		b.ReportMetric(100*r.Queues[0].Total.Reply.Mean, "%reply")
	}
}

// A later replication of the same run plays in the memory of the first: what it
// allocates does not grow with its 100,000 chats.
func TestMemoryDoesNotGrowWithChats(t *testing.T) {
	m, err := newModel(fiftyAgents())
	if err != nil {
		t.Fatal(err)
	}
	r := newRun(m)
	r.play(context.Background(), 1, 0)
	if n := len(r.chats); n > 2000 {
		t.Errorf("%d places for chats; no more than about 50 · 3 and those in line were ever open", n)
	}
	r.play(context.Background(), 1, 1)
	if allocs := testing.AllocsPerRun(1, func() { r.play(context.Background(), 1, 1) }); allocs > 20 {
		t.Errorf("%v allocations to play 100,000 chats; two for each random stream are expected", allocs)
	}
}
