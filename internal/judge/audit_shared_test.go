package judge

import (
	"os"
	"path/filepath"
	"testing"
)

// TestAuditOfRealExports prints how far the judge agrees with real exports. They are not
// part of the repository.
func TestAuditOfRealExports(t *testing.T) {
	root := os.Getenv("PAIBAN_SHARED")
	if root == "" {
		t.Skip("PAIBAN_SHARED names no folder of real exports")
	}
	for _, name := range []string{"dingtalk_2026-04.xlsx", "dingtalk_2021_3shifts.xlsx", "wecom_daily_2026-02.xlsx"} {
		r, err := Audit(filepath.Join(root, "data", "punch", name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		t.Logf("%s: %s", name, r)
		for i, d := range r.Differences {
			if i == 12 {
				break
			}
			t.Logf("  %+v", d)
		}
	}
}
