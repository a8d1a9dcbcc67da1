package simulate

import (
	"context"
	"fmt"
	"testing"
)

// BenchmarkAgents plays one day of teams of any size, equally busy: the cost of a
// chat grows with the logarithm of the agents at most.
func BenchmarkAgents(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		in := fiftyAgents()
		in.Days, in.Queues[0].Volume = 1, in.Queues[0].Volume[:48]
		in.Agents = nil
		for i := range n {
			in.Agents = append(in.Agents, fiftyAgents().Agents[i%50])
			in.Agents[i].Segments = in.Agents[i].Segments[:1]
		}
		for i := range in.Queues[0].Volume {
			in.Queues[0].Volume[i] *= float64(n) / 50
		}
		b.Run(fmt.Sprintf("agents=%d", n), func(b *testing.B) {
			chats := 0.0
			for b.Loop() {
				r, err := Run(context.Background(), in, Options{Seed: 1, Replications: 1, Workers: 1})
				if err != nil {
					b.Fatal(err)
				}
				chats = r.Queues[0].Total.Arrived
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/chats, "ns/chat")
		})
	}
}
