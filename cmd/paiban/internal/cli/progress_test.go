package cli

import (
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// While it goes on: what it costs, and how close to the best it is as soon as
// that is known. A saving of 52 on 5200 is 1%.
func TestSearchLine(t *testing.T) {
	at := solve.Progress{Phase: lang.T("改进", "improving"), Elapsed: 12340 * time.Millisecond, Best: schedule.Score{Cost: 5200}}
	known, broken := at, at
	known.Bound.Cost = 5148
	broken.Best.Hard, broken.Bound = 3, known.Bound
	for _, c := range []struct {
		s    solve.Progress
		want lang.Text
	}{
		{at, lang.T("改进  12.3 秒  当前 5200", "improving  12.3 s  cost 5200")},
		{known, lang.T("改进  12.3 秒  当前 5200，下界 5148，离最优最多差 1.0%", "improving  12.3 s  cost 5200, bound 5148, within 1.0% of the best")},
		{broken, lang.T("改进  12.3 秒  当前 5200，硬规则差 3", "improving  12.3 s  cost 5200, 3 hard")},
	} {
		if got := SearchLine(c.s); got != c.want {
			t.Errorf("it says %q, want %q", got, c.want)
		}
	}
}
