package punch

import (
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// requestKind is what a request is for.
type requestKind int

const (
	anyRequest requestKind = iota // nothing says it
	leaveRequest
	overtimeRequest
	correctionRequest
	outingRequest
	tripRequest
	returnRequest // takes a request of leave back
	swapRequest   // of shifts: not counted here
)

// kindWords are looked for in this order, the longer before what they hold: 撤销请假
// takes leave back, 加班调休 is time off in lieu.
var kindWords = []struct {
	kind  requestKind
	words []string
}{
	{returnRequest, []string{"销假", "撤销", "撤回", "取消", "cancel", "withdraw", "back from leave"}},
	{overtimeRequest, []string{"加班转", "加班费"}},
	{leaveRequest, []string{"加班调休", "加班换休", "加班补休", "加班倒休", "调休", "补休", "换休", "倒休", "time off", "lieu", "comp leave"}},
	{overtimeRequest, []string{"加班", "overtime"}},
	{correctionRequest, []string{"补卡", "补签", "漏打卡", "忘打卡", "忘记打卡", "缺卡", "punch correction", "missing punch", "missed punch"}},
	{swapRequest, []string{"换班", "调班", "替班", "顶班", "swap"}},
	{tripRequest, []string{"出差", "差旅", "business trip", "trip"}},
	{outingRequest, []string{"外出", "公出", "外勤", "outing", "field work"}},
	{leaveRequest, []string{"请假", "休假", "假期", "假别", "假种", "leave", "vacation", "absence"}},
}

// kindOf reads what a request is for out of a type, a title or a name.
func kindOf(text string) requestKind {
	s := strings.ToLower(table.Simplified(table.Clean(text)))
	for _, w := range kindWords {
		if containsAny(s, w.words...) {
			return w.kind
		}
	}
	if _, known := leaveKind(s); known || strings.HasSuffix(s, "假") {
		return leaveRequest
	}
	return anyRequest
}

// leaveKind finds the kind of leave that a text names. A company is no time off in lieu
// (comp).
func leaveKind(text string) (kind attendance.LeaveKind, known bool) {
	return attendance.FindLeaveKind(noComp.Replace(strings.ToLower(table.Simplified(text))))
}

var noComp = strings.NewReplacer("company", "", "companies", "", "complet", "", "computer", "", "business unit", "", "business name", "")

// headingKinds are what a heading tells of a list. 调休 tells nothing: overtime is
// given back as such.
func headingKind(heading string) requestKind {
	s := strings.ToLower(table.Simplified(table.Clean(heading)))
	if containsAny(s, "余额", "剩余", "可用", "是否", "balance") {
		return anyRequest
	}
	for _, w := range []struct {
		kind  requestKind
		words []string
	}{
		{returnRequest, []string{"销假"}},
		{overtimeRequest, []string{"加班", "overtime"}},
		{correctionRequest, []string{"补卡", "补签", "缺卡"}},
		{tripRequest, []string{"出差", "trip"}},
		{outingRequest, []string{"外出", "公出", "外勤", "outing"}},
		{leaveRequest, []string{"请假", "休假", "假期", "假别", "假种", "leave"}},
	} {
		if containsAny(s, w.words...) {
			return w.kind
		}
	}
	return anyRequest
}

// fileKind is what the surroundings of a list tell: its headings, if they agree, else
// the sheet's name, the lines above the headings, the file's name.
func (c *approvalColumns) fileKind(r *reader) (requestKind, string) {
	kind := anyRequest
	for _, h := range c.headings {
		switch k := headingKind(h); {
		case k == anyRequest || k == kind:
		case kind == anyRequest:
			kind = k
		default:
			kind = -1
		}
	}
	if kind > anyRequest {
		return kind, ""
	}
	name, _, _ := strings.Cut(r.book.Name, ".")
	for _, text := range []string{r.heads[c.sheet].name, c.above, name} {
		if k := kindOf(text); k != anyRequest {
			return k, text
		}
	}
	return anyRequest, ""
}

// kind decides what the request of a row is for, by its type, its form, its title, and
// else by what the list is; and of which kind of leave it is, with its name.
func (c *approvalColumns) kindIn(row *table.Row) (what requestKind, leave attendance.LeaveKind, name string) {
	get := func(col int) string {
		if col == 0 {
			return ""
		}
		return table.Clean(row.At(col))
	}
	typed, form, title := get(c.kind), get(c.form), get(c.title)
	if _, after, found := strings.Cut(title, "提交的"); found {
		title = after
	}
	name = typed
	for _, text := range []string{typed, form, title} {
		if what = kindOf(text); what != anyRequest {
			break
		}
	}
	if what == anyRequest {
		what = c.what
	}
	switch what {
	case outingRequest:
		leave = attendance.Outing
	case tripRequest:
		leave = attendance.Trip
	case leaveRequest:
		leave = attendance.Other
		for _, text := range []string{typed, form, title, c.named} {
			if k, known := leaveKind(text); known && !k.Present() {
				leave = k
				break
			}
		}
	case anyRequest, overtimeRequest, correctionRequest, returnRequest, swapRequest:
	}
	if name == "" {
		name = firstOf(form, leave.Text().ZH)
	}
	return what, leave, name
}

// noKind is why a request of no kind that counts is dropped.
func noKind(what requestKind, name string) lang.Text {
	if what == swapRequest {
		return lang.T("换班申请不在打卡文件里算：请写进 leave.xlsx 的“换班”表或直接改班表", "swaps are not counted from punch files: write them into the sheet Swaps of leave.xlsx, or change the roster")
	}
	return lang.F("看不出是请假、加班还是别的申请（%s），没有算：加一列“类型”，或把表名改成“请假”“加班”", "nothing says whether it is leave, overtime or another request (%s), and it does not count; add a column “type”, or name the sheet “leave” or “overtime”", name)
}
