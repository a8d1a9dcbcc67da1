package punch

import (
	"fmt"
	"testing"

	"paiban/internal/table"
	"paiban/internal/workcal"
)

func requests(e *Export) (out []string) {
	for _, l := range e.Leave {
		out = append(out, fmt.Sprint(e.People[l.Person].Name, " ", l.Kind, " ", l.From, " ", l.To))
	}
	for _, o := range e.Overtime {
		out = append(out, fmt.Sprint(e.People[o.Person].Name, " overtime ", o.From, " ", o.To))
	}
	for _, c := range e.Corrections {
		out = append(out, fmt.Sprint(e.People[c.Person].Name, " correction ", c.At))
	}
	return out
}

// DingTalk's: two rows of headings, a request of two days twice, one withdrawn.
func TestApprovals(t *testing.T) {
	e := read(t, "a.xlsx", workbook(t, sheetOf{"2604301234567", [][]any{
		{"审批编号", "标题", "审批状态", "审批结果", "发起人工号", "发起人姓名", "请假明细", "", "", ""},
		{"", "", "", "", "", "", "请假类型", "开始时间", "结束时间", "时长"},
		{"1", "甲一提交的请假", "已结束", "同意", "007", "甲一", "年假", "2026-04-29 上午", "2026-04-30 下午", "2天"},
		{"1", "甲一提交的请假", "已结束", "同意", "007", "甲一", "年假", "2026-04-29 上午", "2026-04-30 下午", "2天"},
		{"2", "乙二提交的请假", "已撤销", "", "008", "乙二", "事假", "2026-04-30 09:00", "2026-04-30 18:00", "8小时"},
		{"3", "乙二提交的请假", "审批中", "", "008", "乙二", "病假", "2026-04-30", "2026-04-30", "8小时"},
		{"4", "乙二提交的请假", "已结束", "同意", "008", "乙二", "病假", "2026-04-28", "2026-04-28", "8小时"},
	}}))
	same(t, "requests", requests(e), "甲一 annual 2026-04-29 00:00 2026-05-01 00:00", "乙二 sick 2026-04-28 00:00 2026-04-29 00:00")
	same(t, "dropped", dropped(e), "a.xlsx:2604301234567:4:H 同一张单的明细行", "a.xlsx:2604301234567:5:H 已撤销或作废：已撤销", "a.xlsx:2604301234567:6:H 还没有批完：审批中")
}

// Overtime is told by a heading or a title; 加班调休 is time off all the same.
func TestApprovalsOfOvertime(t *testing.T) {
	e := read(t, "b.csv", []byte("筛选条件：加班,,,\n申请人,加班开始时间,加班结束时间,审批状态\n甲一,2025年08月01日 18:30,2025年08月01日 21:00,已通过\n"))
	same(t, "requests", requests(e), "甲一 overtime 2025-08-01 18:30 2025-08-01 21:00")
	e = read(t, "c.csv", []byte("申请人,类型,开始时间,结束时间\n甲一,加班调休,2025-08-01 13:00,2025-08-01 18:00\n甲一,出差,2025-08-02,2025-08-03\n"))
	same(t, "requests", requests(e), "甲一 comp 2025-08-01 13:00 2025-08-01 18:00", "甲一 trip 2025-08-02 00:00 2025-08-04 00:00")
}

// Each column of states and results must allow a request; the first request of each
// list counts, so that the list as a whole is read.
func TestApprovalsDecided(t *testing.T) {
	for _, c := range []struct {
		states []string // headings
		rows   [][]any  // of the second request on
		counts int      // of them
	}{
		{[]string{"审批状态", "审批结果"}, [][]any{{"完成", "拒绝"}, {"审批中", ""}, {"已修改", "同意"}, {"完成", "同意"}}, 1},
		{[]string{"审批状态", "审批结果"}, [][]any{{"已结束", "不同意"}, {"已完成", "审批不通过"}, {"已拒绝", ""}, {"已作废", "同意"}, {"已撤销", "同意"}, {"撤销审批", "同意"}}, 0},
		{[]string{"审批状态", "审批结果"}, [][]any{{"已通过", ""}, {"已完成", "审批通过"}, {"已结束", "通过"}, {"完成", "自动通过"}}, 4},
		{[]string{"审批状态", "审批结果"}, [][]any{{"完成", ""}, {"", ""}, {"完成", "已阅"}, {"完成", "部分同意"}, {"草稿", ""}, {"处理中", ""}, {"流转中", ""}}, 0},
		{[]string{"审批结果", "审批状态"}, [][]any{{"--", "审批中"}, {"--", "终止"}, {"--", "已结束"}, {"审批拒绝", "已结束"}, {"审批通过", "已结束"}}, 1},
		{[]string{"審批狀態", "審批結果"}, [][]any{{"完成", "駁回"}, {"完成", "通過"}, {"待審批", ""}}, 1},
		{[]string{"Status"}, [][]any{{"Approved"}, {"Rejected"}, {"Pending"}, {"Canceled"}, {"Withdrawn"}, {"Not approved"}, {"Pending approval"}, {"In review"}}, 1},
		{[]string{"是否通过"}, [][]any{{"是"}, {"否"}, {""}}, 1},
		{[]string{"状态", "主管意见"}, [][]any{{"完成", "不同意"}, {"完成", "注意交接"}, {"完成", "同意"}}, 2},
	} {
		rows := [][]any{{"申请人", "请假类型", "开始时间", "结束时间"}}
		for _, h := range c.states {
			rows[0] = append(rows[0], h)
		}
		first := []any{"完成", "同意"}
		switch c.states[0] {
		case "审批结果":
			first = []any{"同意", "完成"}
		case "Status", "是否通过":
			first = []any{"同意"}
		}
		for i, row := range append([][]any{first}, c.rows...) {
			d := fmt.Sprintf("2026-10-%02d", i+1)
			rows = append(rows, append([]any{"甲一", "年假", d + " 09:00", d + " 18:00"}, row...))
		}
		e := read(t, "a.xlsx", workbook(t, sheetOf{"Sheet1", rows}))
		if n := len(e.Leave) - 1; n != c.counts || len(e.Dropped) != len(c.rows)-n {
			t.Errorf("%v %v: %d count and %d are dropped, want %d and %d", c.states, c.rows, n, len(e.Dropped), c.counts, len(c.rows)-c.counts)
		}
		for _, d := range e.Dropped {
			if d.Where.Row < 3 || d.Why.IsZero() {
				t.Errorf("dropped %+v without its place or reason", d)
			}
		}
	}
	// A list in which nobody is approved, some withdrawn: the column marks exceptions.
	e := read(t, "a.csv", []byte("姓名,请假类型,开始,结束,备注状态\n甲一,年假,2026-10-12,2026-10-12,\n乙二,事假,2026-10-13,2026-10-13,已取消\n"))
	same(t, "requests", requests(e), "甲一 annual 2026-10-12 00:00 2026-10-13 00:00")
	// The only column says that requests are over, or refused.
	e = read(t, "a.csv", []byte("姓名,请假类型,开始,结束,状态\n甲一,年假,2026-10-12,2026-10-12,已完成\n乙二,事假,2026-10-13,2026-10-13,已拒绝\n"))
	same(t, "requests", requests(e), "甲一 annual 2026-10-12 00:00 2026-10-13 00:00")
	// Nothing approved, nothing asked for: still files that are understood.
	for _, list := range []string{"姓名,请假类型,开始,结束,状态\n甲一,年假,2026-10-12,2026-10-12,已拒绝\n", "姓名,请假类型,开始,结束,状态\n"} {
		e = read(t, "a.csv", []byte(list))
		same(t, "requests", requests(e))
	}
}

// What a list is of is told by its type, title, headings, sheet or file name.
func TestApprovalsByKind(t *testing.T) {
	for _, c := range []struct {
		file, sheet string
		heads, row  []any
		want        string
	}{
		{"a.xlsx", "Sheet1", []any{"申请人", "开始时间", "结束时间", "时长（小时）", "详细说明（加班内容）", "审批结果"}, []any{"甲一", "2026-10-12 18:00", "2026-10-12 20:00", "2.0", "大促", "通过"}, "甲一 overtime 2026-10-12 18:00 2026-10-12 20:00"},
		{"a.xlsx", "Sheet1", []any{"标题", "创建人", "开始时间", "结束时间", "审批结果"}, []any{"甲一提交的加班", "甲一", "2026-10-12 18:00", "2026-10-12 20:00", "通过"}, "甲一 overtime 2026-10-12 18:00 2026-10-12 20:00"},
		{"a.xlsx", "加班申请", []any{"创建人", "开始时间", "结束时间", "审批结果"}, []any{"甲一", "2026-10-12 18:00", "2026-10-12 20:00", "通过"}, "甲一 overtime 2026-10-12 18:00 2026-10-12 20:00"},
		{"10月加班.xlsx", "Sheet1", []any{"创建人", "开始时间", "结束时间", "审批结果"}, []any{"甲一", "2026-10-12 18:00", "2026-10-12 20:00", "通过"}, "甲一 overtime 2026-10-12 18:00 2026-10-12 20:00"},
		// Overtime to be given back as time off is overtime; its type is of the day.
		{"a.xlsx", "Sheet1", []any{"申请人", "加班类型", "加班补偿类型", "开始时间", "结束时间", "审批结果"}, []any{"甲一", "工作日", "调休", "2026-10-12 18:00", "2026-10-12 20:00", "通过"}, "甲一 overtime 2026-10-12 18:00 2026-10-12 20:00"},
		// Its date and its times have columns of their own; it goes past midnight.
		{"a.xlsx", "Sheet1", []any{"姓名", "加班日期", "开始时间", "结束时间", "审批结果"}, []any{"甲一", "2026-10-12", "22:00", "01:00", "通过"}, "甲一 overtime 2026-10-12 22:00 2026-10-13 01:00"},
		{"a.xlsx", "Sheet1", []any{"姓名", "开始日期", "开始时间", "结束日期", "结束时间", "类型"}, []any{"甲一", "2026-10-12", "09:00", "2026-10-12", "12:00", "事假"}, "甲一 personal 2026-10-12 09:00 2026-10-12 12:00"},
		{"a.xlsx", "Sheet1", []any{"姓名", "开始日期", "开始时段", "结束日期", "结束时段", "类型"}, []any{"甲一", "2026-10-12", "下午", "2026-10-13", "上午", "事假"}, "甲一 personal 2026-10-12 12:00 2026-10-13 12:00"},
		{"a.xlsx", "Sheet1", []any{"姓名", "请假日期", "时段", "假别", "天数"}, []any{"甲一", "2026-10-12", "上午", "病假", "0.5"}, "甲一 sick 2026-10-12 00:00 2026-10-12 12:00"},
		{"a.xlsx", "外出", []any{"申请人", "开始时间", "结束时间", "外出事由", "审批结果"}, []any{"甲一", "2026-10-12 13:00", "2026-10-12 15:00", "送货", "通过"}, "甲一 outing 2026-10-12 13:00 2026-10-12 15:00"},
		{"出差.xlsx", "Sheet1", []any{"出差人", "提交人", "开始时间", "结束时间", "状态"}, []any{"甲一", "乙二", "2026-10-12", "2026-10-13", "已通过"}, "甲一 trip 2026-10-12 00:00 2026-10-14 00:00"},
		{"a.xlsx", "补卡", []any{"标题", "发起人姓名", "补卡时间", "补卡理由", "审批结果"}, []any{"甲一提交的补卡申请", "甲一", "2026-10-13 18:00", "忘记", "同意"}, "甲一 correction 2026-10-13 18:00"},
		{"a.xlsx", "Sheet1", []any{"审批类型", "申请人", "开始时间", "结束时间", "审批状态"}, []any{"加班", "甲一", "2026-10-12 18:00", "2026-10-12 20:00", "已通过"}, "甲一 overtime 2026-10-12 18:00 2026-10-12 20:00"},
		{"a.xlsx", "Overtime", []any{"Employee", "Start time", "End time", "Hours", "Status"}, []any{"甲一", "2026-10-12 18:00", "2026-10-12 20:00", "2", "Approved"}, "甲一 overtime 2026-10-12 18:00 2026-10-12 20:00"},
		{"a.xlsx", "Sheet1", []any{"姓名", "假别", "请假时间", "天数"}, []any{"甲一", "事假", "2026-10-12 09:00 至 2026-10-12 13:30", "0.5"}, "甲一 personal 2026-10-12 09:00 2026-10-12 13:30"},
		{"a.xlsx", "Sheet1", []any{"姓名", "假别", "起止时间"}, []any{"甲一", "事假", "2026-10-12 09:00-13:30"}, "甲一 personal 2026-10-12 09:00 2026-10-12 13:30"},
		{"a.xlsx", "Sheet1", []any{"姓名", "假别", "请假时间"}, []any{"甲一", "事假", "2026-10-12"}, "甲一 personal 2026-10-12 00:00 2026-10-13 00:00"},
		{"a.xlsx", "Sheet1", []any{"姓名", "假别", "开始", "结束"}, []any{"甲一", "事假", "2026-10-12（下午）", "2026-10-13 上午半天"}, "甲一 personal 2026-10-12 12:00 2026-10-13 12:00"},
		// Dates without a year: that in which the request was filed, or that of the file.
		{"a.xlsx", "Sheet1", []any{"姓名", "假别", "开始", "结束", "申请时间"}, []any{"甲一", "事假", "10月12日", "10月13日", "2026-10-01 09:00"}, "甲一 personal 2026-10-12 00:00 2026-10-14 00:00"},
		{"2026年10月请假.xlsx", "Sheet1", []any{"姓名", "假别", "开始", "结束"}, []any{"甲一", "事假", "10/12 上午", "10/12 下午"}, "甲一 personal 2026-10-12 00:00 2026-10-13 00:00"},
		// The 13th cannot be a month.
		{"a.xlsx", "Sheet1", []any{"Employee", "Leave type", "Start date", "Start time", "End date", "End time"}, []any{"甲一", "Sick leave", "10/13/2026", "09:00", "10/13/2026", "12:00"}, "甲一 sick 2026-10-13 09:00 2026-10-13 12:00"},
		// Filed by somebody else, whose number is not that of the one who is away.
		{"a.xlsx", "Sheet1", []any{"发起人工号", "发起人姓名", "请假人", "请假类型", "开始时间", "结束时间"}, []any{"7", "乙二", "甲一", "事假", "2026-10-12", "2026-10-12"}, "甲一 personal 2026-10-12 00:00 2026-10-13 00:00"},
		// Times planned and times as they were: the first ones are the request's.
		{"a.xlsx", "加班", []any{"姓名", "开始时间", "实际开始时间", "结束时间", "实际结束时间"}, []any{"甲一", "2026-10-12 18:00", "2026-10-12 18:05", "2026-10-12 20:00", "2026-10-12 20:10"}, "甲一 overtime 2026-10-12 18:00 2026-10-12 20:00"},
		{"company.xlsx", "Sheet1", []any{"Employee", "Start", "End", "Status", "Title"}, []any{"甲一", "2026-10-12 18:00", "2026-10-12 20:00", "Approved", "Company car"}, ""},
		// What nothing tells does not count, and is told; nor does leave of years.
		{"a.xlsx", "Sheet1", []any{"姓名", "假别", "开始", "结束"}, []any{"甲一", "事假", "2026-10-12", "2062-10-12"}, ""},
		{"a.xlsx", "Sheet1", []any{"姓名", "假别", "开始", "结束"}, []any{"甲一", "事假", "10/11/2026", "10/11/2026"}, ""},
		{"a.xlsx", "Sheet1", []any{"申请人", "开始时间", "结束时间", "审批结果", "标题"}, []any{"甲一", "2026-10-12 18:00", "2026-10-12 20:00", "通过", "甲一提交的用车申请"}, ""},
		{"a.xlsx", "Sheet1", []any{"申请人", "开始时间", "结束时间", "审批结果", "标题"}, []any{"甲一", "2026-10-12 18:00", "2026-10-12 20:00", "通过", "甲一提交的换班"}, ""},
	} {
		// A second request, of leave, so that something counts in any case.
		e := read(t, c.file, workbook(t, sheetOf{c.sheet, [][]any{c.heads, c.row}}, sheetOf{"请假", [][]any{{"姓名", "请假类型", "开始", "结束"}, {"乙二", "病假", "2026-10-20", "2026-10-20"}}}))
		var want []string
		got := requests(e)
		for i, g := range got {
			if g == "乙二 sick 2026-10-20 00:00 2026-10-21 00:00" {
				got = append(got[:i], got[i+1:]...)
				break
			}
		}
		if c.want != "" {
			want = []string{c.want}
		}
		same(t, c.sheet+" "+c.file, got, want...)
		if c.want == "" && len(e.Dropped) != 1 {
			t.Errorf("%v: dropped %v", c.row, dropped(e))
		}
	}
}

// A request that takes leave back is no leave: 销假 ends it early, a withdrawal names
// its number. One that finds nothing here may find it in another file.
func TestApprovalsTakenBack(t *testing.T) {
	head := []any{"审批编号", "关联审批单", "标题", "审批结果", "申请人", "请假类型", "开始时间", "结束时间", "时长"}
	e := read(t, "a.xlsx", workbook(t, sheetOf{"Sheet1", [][]any{head,
		{"20261001", "", "甲一提交的请假", "同意", "甲一", "年假", "2026-10-12", "2026-10-14", "3天"},
		{"20261002", "", "甲一提交的销假", "同意", "甲一", "", "2026-10-14", "2026-10-14", "1天"},
		{"20261003", "", "乙二提交的请假", "同意", "乙二", "年假", "2026-10-12", "2026-10-12", "1天"},
		{"20261004", "请假 20261003", "乙二提交的撤销申请", "同意", "乙二", "", "", "", ""},
		{"20261005", "", "丙三提交的请假", "同意", "丙三", "年假", "2026-10-12", "2026-10-12", "1天"},
		{"20261006", "", "丙三提交的销假", "拒绝", "丙三", "", "2026-10-12", "2026-10-12", "1天"},
		{"20261007", "", "丁四提交的销假", "同意", "丁四", "", "2026-10-12", "2026-10-12", "1天"},
		// Overtime is taken back whole; leave that was withdrawn anyway is found.
		{"20261008", "", "甲一提交的加班", "同意", "甲一", "", "2026-10-16 18:00", "2026-10-16 20:00", "2小时"},
		{"20261009", "20261008", "甲一提交的撤销加班", "同意", "甲一", "", "", "", ""},
		{"20261010", "", "甲一提交的请假", "已撤销", "甲一", "事假", "2026-10-19", "2026-10-19", "1天"},
		{"20261011", "20261010", "甲一提交的撤销请假", "同意", "甲一", "", "", "", ""},
	}}))
	same(t, "requests", requests(e), "丙三 annual 2026-10-12 00:00 2026-10-13 00:00", "甲一 annual 2026-10-12 00:00 2026-10-14 00:00")
	if len(e.Dropped) != 10 || len(e.Returns) != 1 || len(e.People) != 4 {
		t.Errorf("dropped %v, returns %v", dropped(e), e.Returns)
	}
}

// Details of a request whose number, person and state are merged over several rows, and
// a request for two people.
func TestApprovalsOfSeveralLines(t *testing.T) {
	e := read(t, "a.xlsx", workbook(t, sheetOf{"请假", [][]any{
		{"审批编号", "审批结果", "申请人", "请假类型", "开始时间", "结束时间"},
		{"1", "同意", "甲一", "事假", "2026-10-12 09:00", "2026-10-12 12:00"},
		{"", "", "", "", "2026-10-13 09:00", "2026-10-13 12:00"},
		{"2", "拒绝", "乙二", "事假", "2026-10-12 09:00", "2026-10-12 12:00"},
		{"", "", "", "", "2026-10-13 09:00", "2026-10-13 12:00"},
		{"3", "同意", "丙三、丁四", "事假", "2026-10-12", "2026-10-12"},
	}}))
	same(t, "requests", requests(e), "甲一 personal 2026-10-12 09:00 2026-10-12 12:00", "甲一 personal 2026-10-13 09:00 2026-10-13 12:00",
		"丙三 personal 2026-10-12 00:00 2026-10-13 00:00", "丁四 personal 2026-10-12 00:00 2026-10-13 00:00")
}

// The length that a request says goes with it; one that cannot be read is told.
func TestApprovalsLength(t *testing.T) {
	e := read(t, "a.xlsx", workbook(t, sheetOf{"请假", [][]any{
		{"申请人", "请假类型", "开始时间", "结束时间", "时长", "单位"},
		{"甲一", "事假", "2026-10-12 09:00", "2026-10-12 13:30", "3.5", "小时"},
		{"甲一", "事假", "2026-10-13", "2026-10-13", "0.5", "天"},
		{"甲一", "事假", "2026-10-14 09:00", "2026-10-14 18:00", "一会儿", ""},
	}}))
	var got []string
	for _, l := range e.Leave {
		got = append(got, fmt.Sprint(l.From, " ", l.Dates, " ", l.Length.Text().ZH))
	}
	same(t, "lengths", got, "2026-10-12 09:00 false 3.5 小时", "2026-10-13 00:00 true 0.5 天", "2026-10-14 09:00 false 0 天")
	same(t, "dropped", dropped(e), "a.xlsx:请假:4:E 时长读不懂，按起止时间算")
}

// Requests that apps name beside a day keep their halves and their length.
func TestRequestsBesideDays(t *testing.T) {
	r := &reader{}
	r.dingApprovals(0, workcal.DateOf(2026, 9, 1), "调休09-01 15:00到09-01 17:30 2.5小时，事假09-02 下午到09-03 上午 1天，加班09-04 18:00到09-04 20:00 2小时", map[string]bool{}, table.Pos{})
	r.wecomRequests(0, workcal.DateOf(2026, 2, 28), "调休假0.5天(2/28 下午 - 2/28 下午)", map[string]bool{}, table.Pos{})
	var got []string
	for _, l := range r.out.Leave {
		got = append(got, fmt.Sprint(l.Kind, " ", l.From, " ", l.To, " ", l.Dates, " ", l.Length.Text().ZH))
	}
	same(t, "leave", got, "comp 2026-09-01 15:00 2026-09-01 17:30 false 2.5 小时", "personal 2026-09-02 12:00 2026-09-03 12:00 true 1 天", "comp 2026-02-28 12:00 2026-03-01 00:00 true 0.5 天")
	if len(r.out.Overtime) != 1 || len(r.out.Dropped) != 0 {
		t.Errorf("overtime %v, dropped %v", r.out.Overtime, r.out.Dropped)
	}
}
