package attendance

import (
	"slices"
	"strings"

	"paiban/internal/table"
)

// Decision is what one cell of a state or a result says about a request.
type Decision int

// The decisions.
const (
	Undecided  Decision = iota // empty, --
	Approved                   // 同意, 已通过
	Ended                      // 完成, 已结束: over, but not with what result
	Refused                    // 拒绝, 未通过
	Pending                    // 审批中
	Withdrawn                  // 撤销, 作废
	Superseded                 // 已修改: a later version counts
	Unclear                    // a word that nobody knows
)

// stateWords are looked for in this order: what refuses before what it holds (不同意
// before 同意), and what is not over before what is (未完成 before 完成).
var stateWords = []struct {
	decision Decision
	words    []string
}{
	{Approved, []string{"无需审批", "免审"}},
	{Unclear, []string{"部分", "partial", "撤销中", "撤销失败", "撤销被"}},
	{Refused, []string{"不同意", "不通过", "未通过", "不批准", "未批准", "未同意", "不予", "不准", "拒", "驳", "退回", "打回", "否决", "失败",
		"reject", "refuse", "declin", "denied", "deny", "disapprov", "disagree", "not approved", "not passed", "fail"}},
	{Withdrawn, []string{"撤", "取消", "废", "终止", "中止", "失效", "无效", "删除", "关闭", "过期",
		"cancel", "withdraw", "revok", "recall", "void", "terminat", "delet", "invalid", "expired", "abort"}},
	{Superseded, []string{"修改", "变更", "supersed", "modif", "changed", "replaced"}},
	{Pending, []string{"审批中", "审核中", "进行中", "处理中", "待", "未审", "未批", "未完", "未结", "未处理", "草稿", "已提交", "发起", "转交", "流转", "暂存",
		"pending", "progress", "in process", "processing", "running", "in review", "under review", "reviewing", "wait", "to be ", "approving", "draft", "submit", "unapproved", "incomplete", "ongoing"}},
	{Approved, []string{"同意", "通过", "批准", "准假", "核准", "已批", "准许", "许可", "有效", "生效", "approv", "passed", "agree", "accept", "grant", "success"}},
	{Ended, []string{"完成", "结束", "归档", "办结", "完结", "已处理", "finish", "complet", "done", "closed", "processed", "ended", "archiv"}},
}

// Decide reads a cell of a state or a result of a request. A list where an empty cell
// means approval says so itself.
func Decide(text string) Decision {
	s := strings.ToLower(table.Simplified(table.Clean(text)))
	switch strings.Trim(s, "-—–─/\\|.。() ") {
	case "", "无", "暂无", "空", "n/a", "na", "null", "none", "nil":
		return Undecided
	case "是", "y", "yes", "true", "ok", "√", "✓", "✔", "准", "批", "可":
		return Approved
	case "否", "n", "no", "false", "×", "✗", "✘", "x", "不":
		return Refused
	}
	for _, w := range stateWords {
		if slices.ContainsFunc(w.words, func(word string) bool { return strings.Contains(s, word) }) {
			return w.decision
		}
	}
	if strings.HasSuffix(s, "中") {
		return Pending
	}
	return Unclear
}
