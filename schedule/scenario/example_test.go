package scenario_test

import (
	"context"
	"fmt"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/scenario"
	"paiban/schedule/simulate"
	"paiban/schedule/staffing"
)

// One agent of 30 yuan an hour works 09:00–17:00 on a Saturday. Two heads are
// needed in these hours and one until 20:00. Overtime, paid twice, may lengthen the
// day by 3 hours; a temp costs 200 yuan for 09:00–17:00.
func ExampleEvaluate() {
	saturday := workcal.DateOf(2026, time.November, 28)
	need, volume := make([]int, 24), make([]float64, 24)
	for h := 9; h < 20; h++ {
		need[h], volume[h] = 2, 40
		if h >= 17 {
			need[h], volume[h] = 1, 15
		}
	}
	c := &scenario.Case{
		ID: "sale", Name: lang.T("大促", "sale"),
		Input: simulate.Input{
			Start: saturday, Days: 1, Step: 60, Policy: simulate.DefaultPolicy(),
			Queues: []simulate.Queue{{
				Params: staffing.Params{Concurrency: 3, Turns: 4, Typing: 20, Think: 40, Patience: 600, Within: 180, Target: .9, Formula: staffing.PerTurn},
				Volume: volume, Need: need,
			}},
			Agents: []simulate.Agent{{ID: "An", Segments: []simulate.Segment{{Span: schedule.Span{Start: 540, End: 1020}, Queues: []int{0}}}}},
		},
		Hourly: []float64{30}, Paid: [][]int{{480}}, Days: []workcal.Day{workcal.New(nil).Day(saturday)}, Factors: scenario.Legal,
		Sources: []scenario.Source{
			{ID: "overtime", Name: lang.T("加班", "overtime"), Kind: scenario.Overtime, Longest: 180, Total: 180, MinRest: 660},
			{ID: "temp", Name: lang.T("临时工", "temps"), Kind: scenario.Extra, Queues: []int{0}, Heads: 2, Spans: []schedule.Span{{Start: 540, End: 1020}}, Price: 200},
		},
	}
	o, err := scenario.Evaluate(context.Background(), c, simulate.Options{Seed: 1, Replications: 20})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.0f head-hours required, %.0f rostered, %.0f added, %.0f unmet\n", o.Required, o.Own, o.Added, o.Unmet)
	for _, cost := range o.Costs {
		fmt.Printf("%s: %.0f h, %.0f yuan\n", cost.Name.EN, cost.Hours, cost.Yuan)
	}
	// Output:
	// 19 head-hours required, 8 rostered, 11 added, 0 unmet
	// own staff: 8 h, 240 yuan
	// overtime: 3 h, 135 yuan
	// temps: 8 h, 200 yuan
}
