package workspace

import (
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule/staffing"
)

func observed(t *testing.T, text string) ([]Observed, error) {
	t.Helper()
	c := &Config{Queues: []Queue{{ID: "pre", Name: lang.T("售前", "Presale")}, {ID: "after", Name: lang.T("售后", "Aftersale")}}}
	book, err := table.Read("past.csv", []byte(text), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	return c.ReadObserved(book)
}

func TestReadObserved(t *testing.T) {
	first := int(workcal.DateOf(2026, 11, 2)) * 1440
	want := staffing.Observation{Start: first + 9*60, Volume: 120, Agents: 3.5, Reply: .925}
	for name, text := range map[string]string{
		"english":          "time,inquiries,reply rate,agents online\n2026-11-02 09:00,120,92.5%,3.5\n2026-11-02 10:00,,,\n",
		"share":            "Date,Hour,Inquiries,Reply rate,Agents online\n2026-11-02,9,120,0.925,3.5\n",
		"percent":          "统计日期,时间,咨询人数,3分钟回复率,客服人数\n2026/11/2,09:00-10:00,120,92.5,3.5\n合计,,120,92.5,3.5\n",
		"time of interval": "时间段,咨询量,及时回复率(%),在线客服数\n2026-11-02 09:00-10:00,120,92.5,3.5\n",
	} {
		out, err := observed(t, text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(out) != 1 || out[0].Queue != nil || out[0].Step != 60 || len(out[0].Seen) != 1 || out[0].Seen[0] != want {
			t.Errorf("%s: %+v, want %+v", name, out, want)
		}
	}
	out, err := observed(t, "日期,小时,队列,咨询量,回复率,在线人数\n2026-11-02,9:30,售后,50,1,2\n2026-11-02,9:30,售前,120,0.9,3\n")
	if err != nil || len(out) != 2 || out[0].Queue.ID != "pre" || out[1].Queue.ID != "after" || out[0].Step != 30 {
		t.Errorf("by queue: %+v, %v", out, err)
	}
	if out[1].Seen[0].Reply != 1 {
		t.Errorf("a share of 1 became %v", out[1].Seen[0].Reply)
	}
}

func TestReadObservedRefuses(t *testing.T) {
	_, err := observed(t, "time,inquiries,reply rate,agents online\n"+
		"noon,1,0.9,2\n2026-11-02 09:10,1,0.9,2\n2026-11-02 10:00,-1,0.9,2\n2026-11-02 11:00,1,140,2\n2026-11-02 12:00,1,0.9,two\n2026-11-02 13:00,1,0.9,2\n2026-11-02 13:00,1,0.9,2\n")
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"past.csv:2:A", "past.csv:3:A", "past.csv:4:B", "past.csv:5:C", "past.csv:6:D", "past.csv:8:A: the interval 2026-11-02 13:00 appears twice"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in:\n%v", want, err)
		}
	}
	if _, err := observed(t, "date,inquiries,reply rate,agents\n2026-11-02,900,0.9,4\n2026-11-03,900,0.9,4\n"); err == nil || !strings.Contains(err.Error(), "one row a day") {
		t.Errorf("daily figures: %v", err)
	}
	if _, err := observed(t, "time,inquiries,agents\n"); err == nil || !strings.Contains(err.Error(), "Reply rate") {
		t.Errorf("no reply rate: %v", err)
	}
	if _, err := observed(t, "time,queue,inquiries,reply rate,agents\n2026-11-02 09:00,x,900,0.9,4\n"); err == nil || !strings.Contains(err.Error(), `no queue "x"`) {
		t.Errorf("unknown queue: %v", err)
	}
}
