package punch

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"paiban/internal/table"
)

// A row of 8 times the cells takes some 8 times the time, not 64 times: nothing looks
// through a row for each of its cells.
func TestWideRowsTakeLinearTime(t *testing.T) {
	spent := func(cols int) time.Duration {
		var text strings.Builder
		for row := range 10 {
			for col := range cols {
				fmt.Fprintf(&text, "v%d%d,", row, col)
			}
			text.WriteByte('\n')
		}
		best := time.Hour
		for range 2 {
			b, err := table.Read("wide.csv", []byte(text.String()), table.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			if _, err := Read(b); err == nil {
				t.Fatal("there are punches in it")
			}
			best = min(best, time.Since(began))
		}
		return best
	}
	narrow, wide := spent(250), spent(2000)
	if wide > 40*narrow {
		t.Errorf("250 columns take %v, 2,000 take %v", narrow, wide)
	}
}
