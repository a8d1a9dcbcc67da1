package staffing_test

import (
	"fmt"

	"paiban/schedule/staffing"
)

// Chats on a marketplace that asks for 90% of turns to be answered within three
// minutes. An agent holds up to 5 chats; a chat has 6 turns of 25 s of typing and
// 50 s until the customer writes again.
func ExampleRequire() {
	p := staffing.Params{
		Concurrency: 5, Turns: 6, Typing: 25, Think: 50,
		Within: 180, Target: .9, Formula: staffing.PerTurn,
		MaxOccupancy: .85, Shrinkage: .1, MinOnline: 1,
	}
	volume := []float64{0, 20, 60, 120, 60} // contacts in each half hour
	needs, err := staffing.Require(p, volume, 30)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, n := range needs {
		fmt.Printf("%.0f contacts: %d online, %d rostered, %.0f%% of turns in time, %.0f%% occupied\n",
			volume[i], n.Online, n.Rostered, 100*n.ReplyRate, 100*n.Occupancy)
	}
	// Output:
	// 0 contacts: 1 online, 2 rostered, 100% of turns in time, 0% occupied
	// 20 contacts: 2 online, 3 rostered, 98% of turns in time, 65% occupied
	// 60 contacts: 6 online, 7 rostered, 99% of turns in time, 71% occupied
	// 120 contacts: 11 online, 13 rostered, 98% of turns in time, 81% occupied
	// 60 contacts: 8 online, 9 rostered, 99% of turns in time, 76% occupied
}

// Calls: one at a time, so that Erlang C applies. 100 in half an hour, of 180 s
// each, 80% to be answered within 20 s.
func ExampleEvaluate() {
	p := staffing.Params{AHT: 180, Within: 20, Target: .8}
	for _, agents := range []int{12, 14} {
		perf, err := staffing.Evaluate(p, 100, 30, agents)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d agents: %.1f%% answered in time, %.1f s to wait on average, %.1f%% occupied\n",
			agents, 100*perf.ReplyRate, perf.ASA, 100*perf.Occupancy)
	}
	_, err := staffing.Evaluate(p, 100, 30, 10)
	fmt.Println(err)
	// Output:
	// 12 agents: 64.0% answered in time, 40.4 s to wait on average, 83.3% occupied
	// 14 agents: 88.8% answered in time, 7.8 s to wait on average, 71.4% occupied
	// 10 agents cannot keep up: 100 contacts per 30 minutes fill 10 of them, and the queue grows without end
	// hint: plan at least 11 agents, or enter how long customers wait before they leave
}
