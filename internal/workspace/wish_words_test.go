package workspace

import (
	"strings"
	"testing"

	"paiban/internal/lang"
)

// A wish that says not is never read as its opposite, nor is the opposite offered. The
// preset has the shifts early, mid and late.
func TestWishesThatSayNot(t *testing.T) {
	for word, want := range map[string]string{
		"晚班": "L", "上晚班": "L", "想上早班": "E", "早班优先": "E", "early": "E", "late shift": "L", "早班（非晚班）": "E",
		"非晚班": "not L", "不上晚班": "not L", "不要晚": "not L", "别排晚班": "not L", "请勿安排晚班": "not L", "晚班不行": "not L", "晚班（不要）": "not L", "晚班✗": "not L",
		"除晚班外": "not L", "除了晚班以外都可以": "not L", "晚班除外": "not L", "无晚班": "not L", "不是晚班": "not L", "拒绝晚班": "not L",
		"not late": "not L", "no late shifts": "not L", "Never late": "not L", "anything but late": "not L", "except late": "not L", "don't late": "not L",
		"休": "off", "想休息": "off", "不上班": "off", "no work": "off",
		// neither: a shift of no day off, of two kinds, of nobody's
		"不休": "", "不要休息": "", "not off": "", "早或中": "", "非夜班": "", "非": "", "不要早晚班": "", "休（不要）": "", "不要不上晚班": "",
	} {
		w, err := Load(testWorkspace(t, map[string]string{"paiban.yaml": "preset: douyin\n", "people.csv": "工号,姓名\n1,卢小满\n", "leave.csv": "工号或姓名,日期,意愿\n1,2026-11-27," + word + "\n"}))
		if want == "" {
			said := ""
			if err != nil {
				said = lang.Tell(err, lang.ZH)
			}
			if !strings.Contains(said, "leave.csv:2:C") || strings.Contains(said, "是不是") {
				t.Errorf("%s: %v", word, said)
			}
			continue
		}
		if err != nil || len(w.Requests) != 1 {
			t.Errorf("%s: %v", word, err)
			continue
		}
		q := w.Requests[0]
		got := q.Shift
		switch {
		case q.Off:
			got = "off"
		case q.Not:
			got = "not " + got
		}
		if got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
}

// In the staff list 非晚班 is every other shift. No list offers the opposite of a word that
// says not.
func TestShiftsThatSayNot(t *testing.T) {
	for words, want := range map[string]string{"非晚班": "E M", "除晚班外": "E M", "晚班（不要）": "E M", "非晚班，非早班": "M", "早班": "E", "早班，非晚班": "", "非夜班": ""} {
		w, err := Load(testWorkspace(t, map[string]string{"paiban.yaml": "preset: douyin\n", "people.csv": "工号,姓名,可排班次\n1,卢小满,\"" + words + "\"\n"}))
		switch {
		case want == "" && (err == nil || strings.Contains(err.Error(), "did you mean")):
			t.Errorf("%s: %v", words, err)
		case want != "" && (err != nil || strings.Join(w.People[0].Shifts, " ") != want):
			t.Errorf("%s: %v, want %s", words, err, want)
		}
	}
	for _, c := range []struct{ word, known string }{{"非售后", "售后"}, {"无孕期", "孕期"}, {"不实习", "实习"}, {"no-trainee", "trainee"}} {
		if hint := didYouMean(c.word, []string{c.known}); strings.HasPrefix(hint.ZH, "是不是") {
			t.Errorf("%s: %s", c.word, hint.ZH)
		}
	}
	if hint := didYouMean("不上夜斑", []string{"不上夜班"}); hint.ZH != "是不是 \"不上夜班\"？" {
		t.Error(hint.ZH)
	}
}
