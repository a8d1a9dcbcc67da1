package punch

import (
	"os"
	"path/filepath"
	"testing"

	"paiban/internal/table"
)

// Every layout of the handed-out exports, opened and read whole; skipped where
// they are not at hand. rows/s is what compares layouts.
func BenchmarkRead(b *testing.B) {
	for _, name := range []string{
		"1_attlog.dat", "AGL_001.TXT", "card_log_fixed_width.txt", "gbk_log.txt",
		"clock_standard_report.xls", "clock_summary_report.xls", "clock_swipe_blocks.xls", "clock_three_abreast.xls",
		"dingtalk_2021_3shifts.xlsx", "dingtalk_2026-04.xlsx", "person_day_list.xlsx", "raw_biff_gbk.xls",
		"wecom_daily_2026-02.xlsx", "zktime_events.xls", "zktime_per_day.xlsx",
	} {
		b.Run("file="+name, func(b *testing.B) {
			path := filepath.Join("..", "..", "..", "shared", "data", "punch", name)
			if _, err := os.Stat(path); err != nil {
				b.Skipf("%s is not here", name)
			}
			rows := 0
			b.ReportAllocs()
			for b.Loop() {
				book, err := table.Open(path, table.Limits{})
				if err != nil {
					b.Fatal(err)
				}
				e, err := Read(book)
				book.Close()
				if err != nil {
					b.Fatal(err)
				}
				rows = e.Rows
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
