package punch

import (
	"fmt"
	"testing"
)

func requests(e *Export) (out []string) {
	for _, l := range e.Leave {
		out = append(out, fmt.Sprint(e.People[l.Person].Name, " ", l.Kind, " ", l.From, " ", l.To))
	}
	for _, o := range e.Overtime {
		out = append(out, fmt.Sprint(e.People[o.Person].Name, " overtime ", o.From, " ", o.To))
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
