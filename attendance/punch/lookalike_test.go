package punch

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"paiban/internal/table"
)

// The look-alikes in testdata/exports are invented exports of every layout that
// clocks and apps are known to write: headings, merged cells, sheets and quirks as
// in real ones, a few people and days. The functions named below make them:
//
//	go test ./attendance/punch -run TestLookAlikes -update
var update = flag.Bool("update", false, "write testdata/exports anew")

var lookAlikes = []struct {
	file string
	make func() []byte
}{
	{"1_attlog.dat", attlogDump},
	{"AGL_001.TXT", makeEnNoLog},
	{"card_log_fixed_width.txt", fixedWidthLog},
	{"clock_standard_report.xls", standardReport},
	{"clock_summary_report.xls", summaryReport},
	{"clock_swipe_blocks.xls", swipeBlocks},
	{"clock_three_abreast.xls", abreastCards},
	{"clock_web_archive.xls", webArchive},
	{"clock_web_page.xls", webPage},
	{"clock_xml_2003.xls", spread2003},
	{"dingtalk_2021_3shifts.xlsx", dingThreePairs},
	{"dingtalk_2026-04.xlsx", dingReport},
	{"feishu_month.xlsx", feishuReport},
	{"gbk_log.txt", gbkLog},
	{"hand_kept.xlsx", handSheet},
	{"person_day_list.xlsx", personDayList},
	{"raw_biff_gbk.xls", doorList},
	{"wecom_daily_2026-02.xlsx", wecomReport},
	{"zktime_events.xls", eventList},
	{"zktime_per_day.xlsx", perDayList},
}

// lookAlike opens an invented export.
func lookAlike(t testing.TB, name string) *Export {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "exports", name))
	if err != nil {
		t.Fatal(err)
	}
	return read(t, name, data)
}

// shared opens a real export. Real data are outside the repository and serve an
// extra run only, with PAIBAN_SHARED naming their folder:
//
//	PAIBAN_SHARED=/path/to/shared go test ./attendance/punch
func shared(t testing.TB, name string) *Export {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(sharedExports(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return read(t, name, data)
}

// sharedExports is the folder of real exports; without one the test is skipped.
func sharedExports(t testing.TB) string {
	t.Helper()
	root := os.Getenv("PAIBAN_SHARED")
	if root == "" {
		t.Skip("an extra run on real exports: set PAIBAN_SHARED to the folder that has data/punch")
	}
	return filepath.Join(root, "data", "punch")
}

// cellsOf lists every cell of a file.
func cellsOf(t *testing.T, name string, data []byte) (out []string) {
	t.Helper()
	b, err := table.Read(name, data, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for i, sheet := range b.Sheets() {
		for row, err := range b.Rows(i) {
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range row.Cells {
				out = append(out, table.Pos{File: name, Sheet: sheet, Row: row.Number, Col: c.Col}.String()+" "+c.Text)
			}
		}
	}
	return out
}

// The files are what the functions make, cell by cell; as bytes the packing of
// workbooks may differ.
func TestLookAlikes(t *testing.T) {
	for _, f := range lookAlikes {
		path := filepath.Join("testdata", "exports", f.file)
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.make(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got, want := cellsOf(t, f.file, data), cellsOf(t, f.file, f.make())
		if len(want) < 30 || !slices.Equal(got, want) {
			t.Errorf("%s: %d cells that are not the %d of its maker; run with -update", f.file, len(got), len(want))
		}
	}
}
