package settlement

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"paiban/internal/lang"
)

// What a month takes for each person: of the settled sheet, once everything that was
// read is let go, between 250 and 2,500 people with a day of two punches. A column of
// order numbers taken for names must not fill the memory of a laptop.
func BenchmarkMemoryOfAPerson(b *testing.B) {
	held := func(people int) float64 {
		var log strings.Builder
		log.WriteString("工号,姓名,打卡时间\n")
		for i := range people {
			fmt.Fprintf(&log, "P%04d,员工%04d,2026-10-12 08:55\nP%04d,员工%04d,2026-10-12 18:02\n", i, i, i, i)
		}
		dir := b.TempDir()
		put(b, filepath.Join(dir, "log.csv"), log.String())
		st := &Settler{Dir: dir, Lang: lang.ZH, Clock: func() time.Time { return time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC) }}
		before := liveBytes()
		s, err := st.Settle(context.Background(), Options{Punches: []string{filepath.Join(dir, "log.csv")}})
		if err != nil {
			b.Fatal(err)
		}
		after := liveBytes()
		if err := s.Write(false); err != nil {
			b.Fatal(err)
		}
		return float64(after - before)
	}
	for b.Loop() {
		few, many := held(250), held(2500)
		b.ReportMetric((many-few)/2250, "B/person")
	}
}

func liveBytes() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
