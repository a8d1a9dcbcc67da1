package workspace

import (
	"strings"
	"testing"

	"paiban/internal/lang"
)

// A leave list with one column of a state, or with the two of an approval system.
func TestStatusOfLeave(t *testing.T) {
	const counts, left, told, refused = "counts", "left out", "told", "refused"
	for cells, want := range map[string]string{ // 审批状态,审批结果
		",":        counts,
		"已批准,":     counts,
		"同意,":      counts,
		"审批通过,":    counts,
		"√,":       counts,
		"yes,":     counts,
		"驳回,":      left,
		"不同意,":     left,
		"已撤销,":     left,
		"終止,":      left,
		"作废,":      left,
		"rejected": left,
		"待批准,":     told,
		"审批中,":     told,
		"已修改,":     told,
		"--,":      told,
		"也许,":      refused,
		"完成,同意":    counts,
		"完成,拒绝":    left,
		"完成,":      told, // whether it was approved is not said
		"已结束,通过":   counts,
		"审批中,--":   told,
		"已撤销,同意":   left,
	} {
		w, err := Load(testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nA1,王芳\n",
			"leave.csv": "姓名,请假类型,开始时间,结束时间,审批状态,审批结果\n王芳,年假,2026-11-25,2026-11-26," + cells + "\n"}))
		got := refused
		if err == nil {
			switch {
			case len(w.Leave) == 1:
				got = counts
			case len(w.Notes) == 0:
				got = left
			default:
				got = told
			}
		} else if !strings.HasPrefix(lang.Tell(err, lang.ZH), "leave.csv:2:E: 状态") {
			t.Errorf("%s: %v", cells, err)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", cells, got, want)
		}
	}
	// With one column alone, finished is approved: nobody says otherwise.
	_, w := staffOf(t, testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nA1,王芳\n",
		"leave.csv": "姓名,类型,开始,结束,状态\n王芳,年假,2026-11-25,2026-11-26,已完成\n"}))
	if len(w.Leave) != 1 {
		t.Errorf("finished: %v", w.Notes)
	}
}
