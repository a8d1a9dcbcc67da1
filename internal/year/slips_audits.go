package year

import (
	"encoding/json"
	"fmt"
	"time"
)

// auditSlips are exports with results of their own, which `attendance audit` recomputes.
var auditSlips = []Slip{
	{"audit/days-in-order", inSmall(func(s *small) {
		// 15 days in order, as DingTalk says too: nothing differs.
		s.audits(s.true5(3), s.settledAt(), 15)
	})},
	{"audit/report-made-before-evening", inSmall(func(s *small) {
		// Made on Friday at 14:39: nobody can have clocked out, and DingTalk says nothing
		// of it. No difference may be of that day.
		var p []Punch
		for _, x := range s.true5(3) {
			if !x.At.After(s.day(4).Add(14 * time.Hour)) {
				p = append(p, x)
			}
		}
		s.audits(p, s.day(4).Add(14*time.Hour+39*time.Minute), 12)
	})},
	{"audit/days-of-a-clock", inSmall(func(s *small) {
		// A stand-alone clock has its own figures beside: 09:12 of 09:00 is 00:12. All ten
		// days are compared and agree.
		p := s.true5(2)
		p[4].At = s.day(1).Add(9*time.Hour + 12*time.Minute)
		rows := [][]any{{"考勤号码", "姓名", "日期", "对应时段", "上班时间", "下班时间", "签到时间", "签退时间", "迟到时间", "早退时间", "是否旷工"}}
		for _, d := range s.byDay(p) {
			late := any(nil)
			if d.first() == "09:12" {
				late = "00:12"
			}
			rows = append(rows, []any{d.Who.Punch, d.Who.Name, d.Date.Format("2006/1/2"), "白班", "09:00", "18:00", d.first(), d.last(), late, nil, nil})
		}
		s.putShop()
		s.Save(s.punchFile("考勤.xlsx"), workbook(sheet{Name: "Sheet1", Rows: rows}))
		s.agrees(s.punchFile("考勤.xlsx"), 10)
	})},
}

// audits is a DingTalk book of punches, made at a moment, in which at least n days are
// compared.
func (s *small) audits(p []Punch, made time.Time, n int) {
	s.putShop()
	s.Save(s.punchFile("钉钉.xlsx"), workbook(s.dingRaw(p, made), s.dingDays(p, made)))
	s.agrees(s.punchFile("钉钉.xlsx"), n)
}

// agrees requires that the lateness of at least n days is compared and nothing differs.
func (s *small) agrees(file string, n int) {
	r := s.Run("attendance", "audit", file, "--json")
	var doc struct {
		Fields      map[string]struct{ Compared, Equal int }
		Differences []struct{ Person, Date, Field, Cause string }
	}
	_ = json.Unmarshal(r.Out, &doc) // no JSON compares nothing
	if got := doc.Fields["late_minutes"].Compared; r.Code != 0 && r.Code != 4 || got < n {
		s.Fail(s.kind, "%s: the lateness of %d days is compared, not %d: %s", r, got, n, firstLine(r.Err))
		return
	}
	for _, d := range doc.Differences {
		if d.Cause == "unknown" || d.Cause == "" {
			s.Fail(s.kind, "%s: %s", r, fmt.Sprint(d))
			return
		}
	}
}
