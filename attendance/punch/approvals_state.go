package punch

import (
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// opinionHeading reports whether a heading is of what somebody thinks of a request.
func opinionHeading(h string) bool {
	for _, end := range []string{"意见", "批示", "审批", "审核", "签字"} {
		if strings.HasSuffix(h, end) && h != end {
			return true
		}
	}
	return h == "opinion"
}

// stateHeading reports whether a heading is of a state or a result of a request.
func stateHeading(h string) bool {
	for _, end := range []string{"状态", "结果", "进度", "status", "result", "state", "decision", "outcome", "是否通过", "是否同意", "是否批准", "是否有效", "是否审批"} {
		if strings.HasSuffix(h, end) {
			return !containsAny(h, "打卡", "考勤", "在职", "员工", "人员", "出勤", "punch", "employee")
		}
	}
	return h == "审批" || h == "审核" || h == "approved" || h == "approval"
}

// verdict weighs the columns of states and results of one row: each of them must allow
// the request.
func (c *approvalColumns) verdict(row *table.Row) (ok bool, why lang.Text) {
	some, open, over := len(c.states) == 0, false, ""
	for _, s := range c.states {
		word := table.Clean(row.At(s.col))
		d := attendance.Decide(word)
		if s.opinion && (d == attendance.Unclear || len([]rune(word)) > longestOpinion) {
			continue
		}
		switch d {
		case attendance.Undecided:
			open = open || s.decides || word != ""
		case attendance.Approved:
			some = true
		case attendance.Ended:
			over = word
		case attendance.Refused:
			return false, lang.F("没有批准：%s", "not approved: %s", word)
		case attendance.Withdrawn:
			return false, lang.F("已撤销或作废：%s", "withdrawn or void: %s", word)
		case attendance.Superseded:
			return false, lang.F("已被修改：%s，以修改后的那张单为准", "replaced by a later version: %s", word)
		case attendance.Pending:
			return false, lang.F("还没有批完：%s", "approval is still pending: %s", word)
		case attendance.Unclear:
			return false, lang.F("状态“%s”看不懂，没有算：批准了的请改成“同意”", "state %q is not understood, and the request does not count; write “approved” if it is", word)
		}
	}
	switch {
	case some, over != "" && !open:
		return true, lang.Text{}
	case over != "":
		return false, lang.F("状态是“%s”，结果却是空的：看不出批没批，没有算", "the state is %q and the result is empty: whether it was approved is not said, and it does not count", over)
	case c.exceptions && !open:
		return true, lang.Text{}
	}
	return false, lang.T("没有审批状态，没有算：批准了的请写“同意”", "no state of approval, and the request does not count; write “approved” if it is")
}

// longestOpinion is how many characters an opinion that decides has at most: 不同意,
// 同意请假. Longer ones are remarks.
const longestOpinion = 6

// state is a column of states or results.
type state struct {
	col     int
	opinion bool // what somebody thinks of it, in their own words: only a short word that decides counts
	decides bool // some row says in it what was decided
}

// weigh looks through the list for the order of day and month in its dates, and for
// what its columns of states are used for. A column
// that is empty in every row is as good as none. Where no row says that a request is
// approved, and some say that it is not, the columns only mark what does not count.
func (c *approvalColumns) weigh(r *reader) error {
	used := map[int]bool{}
	c.exceptions = true
	c.order = &table.DateOrder{Today: r.book.Today}
	for row, err := range r.book.Rows(c.sheet) {
		if err != nil {
			return err
		}
		if row.Number <= c.header {
			continue
		}
		for _, col := range []int{c.from, c.to, c.date, c.fixed} {
			if date := shortDate.FindString(table.Clean(row.At(col))); col > 0 && date != "" {
				c.order.See(date)
			}
		}
		for i := range c.states {
			s := &c.states[i]
			word := table.Clean(row.At(s.col))
			d := attendance.Decide(word)
			if s.opinion && (d == attendance.Unclear || len([]rune(word)) > longestOpinion) {
				continue
			}
			used[s.col] = used[s.col] || word != ""
			s.decides = s.decides || d == attendance.Approved || d == attendance.Refused
			c.exceptions = c.exceptions && (d == attendance.Undecided || d == attendance.Refused || d == attendance.Withdrawn)
		}
	}
	c.states = slices.DeleteFunc(c.states, func(s state) bool { return !used[s.col] || s.opinion && !s.decides })
	return nil
}
