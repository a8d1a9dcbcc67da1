package judge

import (
	"os"
	"path/filepath"
	"testing"
)

// TestAuditOfRealExports asks that the judge agrees with real exports as often as
// docs/attendance.md says of the program. The files are not part of the repository.
func TestAuditOfRealExports(t *testing.T) {
	root := os.Getenv("PAIBAN_SHARED")
	if root == "" {
		t.Skip("PAIBAN_SHARED names no folder of real exports")
	}
	for name, want := range map[string]map[string]int{
		"dingtalk_2026-04.xlsx":      {"late": 6030, "early": 6030, "missing": 6030, "absent": 6030, "attended": 6029},
		"dingtalk_2021_3shifts.xlsx": {"late": 334, "early": 335, "missing": 333, "absent": 335, "attended": 335},
		"wecom_daily_2026-02.xlsx":   {"late": 392, "early": 392, "missing": 392, "absent": 392},
		"clock_standard_report.xls":  {"late": 1702, "early": 1702, "missing": 1702, "absent": 1702, "attended": 74},
		"clock_three_abreast.xls":    {"late": 63, "early": 63, "absent": 63, "attended": 63},
	} {
		r, err := Audit(filepath.Join(root, "data", "punch", name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		t.Logf("%s: %s", name, r)
		for field, n := range want {
			if r.Fields[field].Equal < n {
				t.Errorf("%s: %s: %d equal, want %d", name, field, r.Fields[field].Equal, n)
			}
		}
		for _, d := range r.Differences {
			t.Logf("  %+v", d)
		}
	}
}
