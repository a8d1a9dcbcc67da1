package settlement

import (
	"strings"
	"testing"
	"time"

	"paiban/internal/lang"
)

const servicePunches = "考勤号码,姓名,日期,打卡时间\nA1,苏晓禾,2026-11-02,08:58 18:02\nB2,林一,2026-11-02,08:55 18:01\n"

// Reports on agents' work are read from the folder of the month and laid on people by
// account or name; what is not used is told with its place.
func TestServiceReports(t *testing.T) {
	ws := shop(t, map[string]string{
		"people.csv":               "工号,姓名,客服账号\nA1,苏晓禾,小店:小禾，xiaohe\nB2,林一,\n",
		"punches/2026-11/a.csv":    servicePunches,
		"service/2026-11/千牛.csv":   "旺旺,日期,接待人数,平均首响,心情\n小店:小禾,2026-11-02,40,9,好\n小店:小兰,2026-11-02,4,9,\n合计,,44,9,\n",
		"service/2026-11/exam.csv": "姓名,日期,考试成绩\n林一,2026-11-20,88\n",
		"service/loose.csv":        "姓名,日期,考试成绩\n林一,2026-11-20,88\n",
	})
	st := &Settler{Workspace: ws, Lang: lang.EN, Clock: func() time.Time { return december }}
	s, err := st.Settle(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f := person(t, s, "A1").Service.Of("first_reply"); f == nil || f.Value != 9 || f.Contacts != 40 || f.Where[0].String() != "千牛.csv:2:D" {
		t.Errorf("%+v", f)
	}
	if f := person(t, s, "B2").Service.Of("exam"); f == nil || f.Value != 88 {
		t.Errorf("%+v", f)
	}
	said := lang.Join(s.Notes, "\n", "\n").EN
	for _, want := range []string{"service/loose.csv: not in the folder of a month", "千牛.csv:1: columns that are not used: 心情 (E)", "小店:小兰: not on the staff list"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	dropped := 0
	for _, d := range s.Document().Dropped {
		if d.Of == "service" {
			dropped++
		}
	}
	if dropped != 2 {
		t.Errorf("%+v", s.Dropped)
	}
}

// Every report that cannot be read is told, and nothing is settled.
func TestBadServiceReports(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": servicePunches,
		"service/2026-11/a.csv": "日期,接待人数\n2026-11-02,4\n",
		"service/2026-11/b.csv": "姓名,日期,接待人数\n林一,昨天,4\n",
		"service/2026-11/c.png": "\x89PNG\r\n\x1a\n\x00\x00",
	})
	st := &Settler{Workspace: ws, Lang: lang.EN, Clock: func() time.Time { return december }}
	_, err := st.Settle(t.Context(), Options{})
	if err == nil {
		t.Fatal("settled")
	}
	said := lang.Tell(err, lang.EN)
	for _, want := range []string{"a.csv: whose figures these are is not known", "b.csv:2:B: the date \"昨天\" is not understood", "c.png"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
}
