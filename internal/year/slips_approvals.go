package year

import (
	"fmt"
	"slices"
	"strings"
)

// approvalSlips are slips in what approval systems export. Each request is of a day of
// its own, so that the number of leaves read says which were taken.
var approvalSlips = slices.Concat(decided, []Slip{
	{"approvals/unknown-word", inSmall(func(s *small) {
		// Nobody knows what 已阅 decides: it must not count without a word.
		h := s.hearRequests([]any{0, "完成", "同意"}, []any{1, "完成", "已阅"})
		s.must(h.leaves == 1 && h.dropped == 1 || hasAll(h.told, []string{"已阅"}), h)
	})},
	{"approvals/result-alone", inSmall(func(s *small) {
		rows := s.requests([]any{0, nil, "同意"}, []any{1, nil, "拒绝"}, []any{2, nil, "同意"})
		h := s.hear("请假.xlsx", workbook(sheet{Name: "请假", Rows: withoutColumn(rows, 2)}), nil)
		s.must(h.Code == 0 && h.leaves == 2 && h.dropped == 1, h)
	})},
	{"approvals/in-english", inSmall(func(s *small) {
		rows := [][]any{{"Request No", "Applicant", "Leave type", "Start", "End", "Status"}}
		for i, status := range []string{"Approved", "Rejected", "Pending", "Canceled", "Approved"} {
			rows = append(rows, []any{i + 1, s.Staff[i%3].Name, "Annual leave", iso(s.day(i)) + " 09:00", iso(s.day(i)) + " 18:00", status})
		}
		h := s.hear("leave.csv", table(rows), nil)
		s.must(h.Code == 0 && h.leaves == 2 && h.dropped == 3, h)
	})},
	{"approvals/refused-takes-no-money", inSmall(func(s *small) {
		// 5 days there; the leave of Tuesday was refused, of two evenings of overtime that
		// of Wednesday approved.
		s.works(0, 5)
		for i, out := range []string{"18:02", "18:02", "20:05", "20:05", "18:02"} {
			s.clock(0, s.day(i), "08:55", out)
		}
		s.put()
		s.Save(s.punchFile("请假.xlsx"), workbook(sheet{Name: "请假", Rows: s.approvals([]any{0, "完成", "拒绝", "事假", iso(s.day(1)) + " 09:00", iso(s.day(1)) + " 18:00", "8"})}))
		s.Save(s.punchFile("加班.xlsx"), workbook(sheet{Name: "加班", Rows: overtimeRows(s.approvals(
			[]any{0, "完成", "同意", nil, iso(s.day(2)) + " 18:00", iso(s.day(2)) + " 20:00", "2"},
			[]any{0, "完成", "拒绝", nil, iso(s.day(3)) + " 18:00", iso(s.day(3)) + " 20:00", "2"}))}))
		s.settles(map[int]amounts{0: {"due": 5, "attended": 5, "personal": 0, "withheld": 0, "overtime": 2}})
	})},
	{"approvals/overtime-by-title", inSmall(func(s *small) { s.overtimeList("提交的加班", "事由", "Sheet1", "时长") })},
	{"approvals/overtime-by-heading", inSmall(func(s *small) {
		s.overtimeList("提交的申请", "详细说明（加班内容）", "Sheet1", "时长（小时）")
	})},
	{"approvals/overtime-by-sheet", inSmall(func(s *small) { s.overtimeList("提交的申请", "事由", "加班申请", "时长") })},
	{"approvals/overtime-by-length", inSmall(func(s *small) { s.overtimeList("提交的申请", "事由", "Sheet1", "加班时长") })},
	{"approvals/both-kinds-in-a-book", inSmall(func(s *small) {
		leave := s.approvals([]any{0, "完成", "同意", "事假", iso(s.day(0)) + " 09:00", iso(s.day(0)) + " 18:00", "8"})
		over := overtimeRows(s.approvals([]any{1, "完成", "同意", nil, iso(s.day(1)) + " 18:00", iso(s.day(1)) + " 20:00", "2"}))
		s.usual(1, 5)
		s.log[3].At = s.day(1).Add(20 * 3600e9) // out at 20:00 on Tuesday
		s.put()
		s.Save(s.punchFile("审批.xlsx"), workbook(sheet{Name: "请假", Rows: leave}, sheet{Name: "加班", Rows: over}))
		s.settles(map[int]amounts{1: {"overtime": 2, "attended": 5, "personal": 0}})
	})},
	{"approvals/half-days", inSmall(func(s *small) {
		// 下午, 上午 and a whole day: 0.5 + 0.5 + 1 = 2 days, 400 of 4350.
		s.works(0, 5)
		s.clock(0, s.day(0), "08:55", "13:01")
		s.clock(0, s.day(1), "12:55", "18:02")
		s.clock(0, s.day(3), "08:55", "18:02")
		s.clock(0, s.day(4), "08:55", "18:02")
		s.put()
		half := func(i int, from, to, length string) []any {
			return []any{0, "完成", "同意", "事假", iso(s.day(i)) + " " + from, iso(s.day(i)) + " " + to, length}
		}
		s.Save(s.punchFile("请假.xlsx"), workbook(sheet{Name: "请假", Rows: s.approvals(half(0, "下午", "下午", "0.5天"), half(1, "上午", "上午", "0.5天"), half(2, "上午", "下午", "1天"))}))
		s.settles(map[int]amounts{0: {"personal": 2, "withheld": 400, "attended": 3}})
	})},
	{"approvals/half-day-by-length", inSmall(func(s *small) {
		// Only the length says that it is half a day: 0.5 days, or the row is asked about.
		s.works(0, 5)
		s.clock(0, s.day(0), "13:00", "18:02")
		s.clock(0, s.day(1), "08:55", "18:02")
		s.put()
		s.Save(s.punchFile("请假.xlsx"), workbook(sheet{Name: "请假", Rows: s.approvals([]any{0, "完成", "同意", "事假", iso(s.day(0)), iso(s.day(0)), "0.5天"})}))
		s.settles(map[int]amounts{0: {"personal": .5, "withheld": 100}}, []string{"请假.xlsx", "0.5"})
	})},
	{"approvals/length-in-hours", inSmall(func(s *small) {
		// 09:00 to 13:30 is 3.5 hours: the lunch hour is no leave. 3.5 / 8 = 0.4375 days.
		s.lengthCounts("13:30", "3.5小时", 0.4375)
	})},
	{"approvals/length-in-hours-over-the-day", inSmall(func(s *small) {
		// 09:00 to 18:00 with an hour of break is a day of 8 hours.
		s.lengthCounts("18:00", "8小时", 1)
	})},
	{"approvals/leave-over-rest-days", inSmall(func(s *small) {
		// Friday to Monday, with a weekend of rest days in it: two days of leave.
		s.works(0, 5)
		s.cell(0, s.day(7), "日")
		s.cell(0, s.day(8), "日")
		for _, i := range []int{0, 1, 2, 3, 8} {
			s.clock(0, s.day(i), "08:55", "18:02")
		}
		s.put()
		s.Save(s.punchFile("请假.xlsx"), workbook(sheet{Name: "请假", Rows: s.approvals([]any{0, "完成", "同意", "年假", iso(s.day(4)) + " 09:00", iso(s.day(7)) + " 18:00", "2天"})}))
		s.settles(map[int]amounts{0: {"due": 7, "annual": 2, "attended": 5, "absent": 0, "withheld": 0}})
	})},
	{"approvals/same-request-in-two-files", inSmall(func(s *small) {
		s.works(0, 5)
		for i := range 4 {
			s.clock(0, s.day(i), "08:55", "18:02")
		}
		s.put()
		rows := s.approvals([]any{0, "完成", "同意", "病假", iso(s.day(4)) + " 09:00", iso(s.day(4)) + " 18:00", "8小时"})
		s.Save(s.punchFile("请假.xlsx"), workbook(sheet{Name: "请假", Rows: rows}))
		s.Save(s.punchFile("请假(1).xlsx"), workbook(sheet{Name: "请假", Rows: rows}))
		s.settles(map[int]amounts{0: {"due": 5, "sick": 1, "attended": 4, "absent": 0}})
	})},
	{"approvals/request-taken-back-by-another", inSmall(func(s *small) {
		// 销假: a second request that ends the first early. It is no second leave.
		rows := s.requests([]any{0, "完成", "同意"}, []any{0, "完成", "同意"})
		rows[2][8] = "销假"
		h := s.hear("请假.xlsx", workbook(sheet{Name: "请假", Rows: rows}), nil)
		s.must(h.leaves == 1 || hasAll(h.told, []string{"销假"}), h)
	})},
	{"approvals/corrections-exported", inSmall(func(s *small) {
		// The list of forgotten punches: taken, or named as not used.
		s.usual(0, 5)
		s.log = slices.Delete(s.log, 3, 4) // out on Tuesday
		s.put()
		rows := [][]any{{"审批编号", "标题", "审批状态", "审批结果", "发起人姓名", "补卡时间", "补卡理由"}, {"1", s.Staff[0].Name + "提交的补卡申请", "完成", "同意", s.Staff[0].Name, iso(s.day(1)) + " 18:00", "忘记打卡"}}
		s.Save(s.punchFile("补卡.xlsx"), workbook(sheet{Name: "补卡", Rows: rows}))
		s.settles(map[int]amounts{0: {"missing": 0, "corrections": 1, "attended": 5}}, []string{"补卡.xlsx"})
	})},
	{"approvals/words-of-kinds", inSmall(func(s *small) {
		// A day of each; every word is one that approval systems use for the kind.
		s.works(0, 5)
		s.clock(0, s.day(4), "08:55", "18:02")
		s.put()
		one := func(i int, kind string) []any {
			return []any{0, "完成", "同意", kind, iso(s.day(i)) + " 09:00", iso(s.day(i)) + " 18:00", "8小时"}
		}
		s.Save(s.punchFile("请假.xlsx"), workbook(sheet{Name: "请假", Rows: s.approvals(one(0, "年休假"), one(1, "调休假"), one(2, "病假（有证明）"), one(3, "事假(无薪)"))}))
		s.settles(map[int]amounts{0: {"annual": 1, "comp": 1, "sick": 1, "personal": 1, "attended": 1, "withheld": 200}})
	})},
	{"approvals/of-a-stranger", inSmall(func(s *small) {
		// Somebody of another shop is in the list: named, and nobody else's leave.
		s.usual(0, 5)
		s.put()
		rows := s.approvals([]any{0, "完成", "同意", "事假", iso(s.day(7)) + " 09:00", iso(s.day(7)) + " 18:00", "8"})
		rows[1][1], rows[1][6] = "欧阳外人提交的请假", "欧阳外人"
		s.Save(s.punchFile("请假.xlsx"), workbook(sheet{Name: "请假", Rows: rows}))
		r := s.settles(map[int]amounts{0: {"due": 5, "attended": 5, "personal": 0}})
		if !strings.Contains(told(r), "欧阳外人") {
			s.Fail(s.kind, "%s: 欧阳外人 is in the list of requests and named nowhere", r)
		}
	})},
})

// decided are the words of approval systems, by what they decide. The first request of
// each counts, so that the file as a whole is read.
var decided = []Slip{
	states("refused", false, "完成", "拒绝"),
	states("refused-rejected", false, "已完成", "驳回"),
	states("refused-disagreed", false, "已结束", "不同意"),
	states("refused-not-passed", false, "已完成", "审批不通过"),
	states("refused-in-the-state", false, "已拒绝", ""),
	states("open", false, "审批中", ""),
	states("open-waiting", false, "待审批", ""),
	states("open-in-hand", false, "处理中", ""),
	states("superseded", false, "已修改", "同意"),
	states("void", false, "已作废", "同意"),
	states("withdrawn", false, "已撤销", ""),
	states("withdrawn-after-approval", false, "已撤销", "同意"),
	states("cancelled", false, "已取消", "同意"),
	states("approved-in-the-state", true, "已通过", ""),
	states("approved-passed", true, "已完成", "审批通过"),
	resultFirst("result-first-approved", true, "审批通过", "已结束"),
	resultFirst("result-first-open", false, "--", "审批中"),
	resultFirst("result-first-ended", false, "--", "终止"),
	resultFirst("result-first-refused", false, "审批拒绝", "已结束"),
}

// states is a list of two requests, the second with this state and result.
func states(name string, counts bool, state, result string) Slip {
	return Slip{"approvals/" + name, inSmall(func(s *small) {
		s.decides(counts, s.requests([]any{0, "完成", "同意"}, []any{1, state, result}))
	})}
}

// resultFirst is a list whose result stands before its state.
func resultFirst(name string, counts bool, result, state string) Slip {
	return Slip{"approvals/" + name, inSmall(func(s *small) {
		rows := s.requests([]any{0, "已结束", "审批通过"}, []any{1, state, result})
		for _, row := range rows {
			row[2], row[3] = row[3], row[2]
		}
		s.decides(counts, rows)
	})}
}

func (s *small) decides(counts bool, rows [][]any) {
	want := 1
	if counts {
		want = 2
	}
	h := s.hear("请假.xlsx", workbook(sheet{Name: "请假", Rows: rows}), nil)
	s.must(h.Code == 0 && h.leaves == want && h.dropped == 2-want, h)
}

// requests are whole days of annual leave, each on a day of its own: rows of person,
// state and result.
func (s *small) requests(rows ...[]any) [][]any {
	for i, row := range rows {
		d := iso(s.day(i))
		rows[i] = append(slices.Clone(row), "年假", d+" 09:00", d+" 18:00", "8")
	}
	return s.approvals(rows...)
}

func (s *small) hearRequests(rows ...[]any) heard {
	return s.hear("请假.xlsx", workbook(sheet{Name: "请假", Rows: s.requests(rows...)}), nil)
}

func withoutColumn(rows [][]any, at int) [][]any {
	out := make([][]any, len(rows))
	for i, row := range rows {
		out[i] = slices.Delete(slices.Clone(row), at, at+1)
	}
	return out
}

// overtimeRows makes a list of leave one of overtime: no type, other headings.
func overtimeRows(rows [][]any) [][]any {
	rows = withoutColumn(rows, 8)
	rows[0][8], rows[0][9], rows[0][10] = "加班开始时间", "加班结束时间", "加班时长"
	for _, row := range rows[1:] {
		row[1] = strings.Replace(fmt.Sprint(row[1]), "请假", "加班", 1)
	}
	return rows
}

// overtimeList is a list of requests of overtime without a type: one word of it alone
// says so. Somebody stayed from 18:00 to 20:03 and asked for 2 hours.
func (s *small) overtimeList(title, reason, sheetName, length string) {
	s.usual(0, 5)
	s.log[1].At = s.day(0).Add(20*3600e9 + 3*60e9)
	s.put()
	d := iso(s.day(0))
	rows := [][]any{{"序号", "标题", "申请日期", "开始时间", "结束时间", length, reason, "审批编号", "创建人", "审批结果", "审批状态"},
		{"1", s.Staff[0].Name + title, d, d + " 18:00", d + " 20:00", "2.0", "大促备货", "b1", s.Staff[0].Name, "审批通过", "已结束"}}
	s.Save(s.punchFile("申请.xlsx"), workbook(sheet{Name: sheetName, Rows: rows}))
	s.settles(map[int]amounts{0: {"overtime": 2, "attended": 5, "leave minutes": 0}})
}

// lengthCounts is personal leave of Tuesday from 09:00 to a time, of which the request
// says how long it is; days is what that is of a day of 8 hours, at 200 a day.
func (s *small) lengthCounts(to, length string, days float64) {
	s.usual(0, 5)
	s.log = slices.Delete(s.log, 2, 4)
	if days < 1 {
		s.clock(0, s.day(1), to, "18:02")
	}
	s.put()
	d := iso(s.day(1))
	s.Save(s.punchFile("请假.xlsx"), workbook(sheet{Name: "请假", Rows: s.approvals([]any{0, "完成", "同意", "事假", d + " 09:00", d + " " + to, length})}))
	s.settles(map[int]amounts{0: {"personal": days, "withheld": 200 * days, "missing": 0, "late": 0}})
}
