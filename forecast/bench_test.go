package forecast

import (
	"context"
	"fmt"
	"testing"

	"paiban/internal/workcal"
)

// Cost should grow in proportion to history and to queues.
func BenchmarkRun(b *testing.B) {
	for _, queues := range []int{1, 10} {
		for _, days := range []int{91, 365, 730} {
			s := plainShop()
			s.start, s.days, s.opens = workcal.DateOf(2024, 11, 1), days, 0
			in := Input{Calendar: workcal.New(nil), From: s.start + workcal.Date(days), Days: 14}
			for q := range queues {
				s.noise = uint64(q + 1)
				in.History = append(in.History, s.series(fmt.Sprint(q)))
			}
			b.Run(fmt.Sprintf("queues=%d/days=%d", queues, days), func(b *testing.B) {
				for b.Loop() {
					if _, err := Run(context.Background(), in); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
