package attendance

import (
	"fmt"
	"testing"

	"paiban/internal/workcal"
)

// The cost is linear in people: ns/person stays the same.
func BenchmarkSettle(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		month := workcal.Month{Year: 2026, Month: 10}
		in := Input{Month: month, Calendar: workcal.New(nil)}
		for i := range n {
			in.People = append(in.People, Person{ID: fmt.Sprint(i)})
			var plans []Planned
			var punches []Punch
			for d := month.First(); d <= month.Last(); d++ {
				plans = append(plans, shift(split))
				punches = append(punches, punched(d, "07:55 12:03 13:58 18:01")...)
			}
			in.Plans, in.Punches = append(in.Plans, plans), append(in.Punches, punches)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Settle(in, DefaultPolicy())
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/person")
		})
	}
}
