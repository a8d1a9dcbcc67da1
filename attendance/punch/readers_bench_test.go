package punch

import (
	"path/filepath"
	"testing"

	"paiban/internal/table"
)

// Every layout, opened and read whole: real exports, as look-alikes are too small
// to tell; skipped without PAIBAN_SHARED. rows/s is what compares layouts.
func BenchmarkRead(b *testing.B) {
	for _, f := range lookAlikes {
		b.Run("file="+f.file, func(b *testing.B) {
			path := filepath.Join(sharedExports(b), f.file)
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
