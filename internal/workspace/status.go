package workspace

import (
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// stateHeadings are the headings of columns that say how a request was decided. An
// approval system has two: how far it is, and how it ended.
var stateHeadings = []string{"状态", "status", "审批状态", "审批结果", "流程状态", "单据状态", "审核状态", "审核结果", "处理结果", "结果", "result", "approval"}

// states returns the columns of states and results besides the one of the status.
func (l leaveList) states() (columns []int) {
	for _, c := range l.records.Header.Cells {
		if c.Col != l.records.Col("status") && slices.Contains(stateHeadings, table.Heading(c.Text)) {
			columns = append(columns, c.Col)
		}
	}
	return columns
}

// approved weighs the status of a row, and any further column of states or results: each
// must allow it. Empty cells are approval. who is the column of the person it is about,
// [from, to) its days.
func (w *Workspace) approved(r *table.Record, who string, from, to workcal.Date) bool {
	words := []string{r.Text("status")}
	for _, col := range w.states {
		word := table.Clean(r.Row.At(col))
		if what, hint, broken := table.Broken(word); broken {
			r.Problem("status", what, hint)
			word = ""
		}
		words = append(words, word)
	}
	some, open, over := false, false, ""
	for _, word := range words {
		switch attendance.Decide(word) {
		case attendance.Approved:
			some = true
		case attendance.Ended:
			over = word
		case attendance.Undecided:
			open = open || word != "" || len(words) > 1
		case attendance.Refused, attendance.Withdrawn:
			return false
		case attendance.Pending, attendance.Superseded:
			w.noteUnapproved(r, who, from, to)
			return false
		case attendance.Unclear:
			r.Problem("status", lang.F("状态 %q 看不懂", "status %q is not understood", word), lang.T("写 已批准、待批准、已撤销 或 驳回", "write approved, pending, withdrawn or rejected"))
			return false
		}
	}
	if empty := !slices.ContainsFunc(words, func(word string) bool { return word != "" }); some || empty || over != "" && !open {
		return true
	}
	w.noteUnapproved(r, who, from, to)
	return false
}

func (w *Workspace) noteUnapproved(r *table.Record, who string, from, to workcal.Date) {
	w.noteOn(from, to, lang.F("%s：%s 的这一行还没批准，没有算进去", "%s: this row of %s is not approved yet and is left out", r.Pos("status"), r.Text(who)))
}
