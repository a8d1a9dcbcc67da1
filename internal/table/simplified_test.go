package table

import "testing"

func TestHeadingsOfBothFormsAreOne(t *testing.T) {
	for traditional, plain := range map[string]string{
		"員工編號（必填）": "员工编号", "備註": "备注", "審批狀態": "审批状态", "開始時間": "开始时间", "請假類型": "请假类型",
		"組別": "组别", "離職日期": "离职日期", "班組": "班组", "手機號碼": "手机号码", "結束": "结束", "Name": "name",
	} {
		if Heading(traditional) != Heading(plain) {
			t.Errorf("%s is %q, %s is %q", traditional, Heading(traditional), plain, Heading(plain))
		}
	}
	if len(simplified) < 200 {
		t.Errorf("only %d characters", len(simplified))
	}
	for a, b := range simplified {
		if c, again := simplified[b]; again {
			t.Errorf("%c is %c, which is %c", a, b, c)
		}
	}
}
