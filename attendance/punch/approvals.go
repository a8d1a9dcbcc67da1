package punch

import (
	"fmt"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// approvals is a list of requests as approval systems export it (钉钉审批,
// 飞书审批 and their like): who, perhaps which kind, from, to, and how it was
// decided. The kind of request is in the type column, or else in the name of
// the sheet or a title above the headings.
var approvals = layout{
	key:  "approvals",
	name: lang.T("审批单（请假、加班、外出）", "approvals of leave, overtime and outings"),
	spot: func(r *reader, sheet int) bool { return r.approvalColumns(sheet) != nil },
	turn: 1,
	read: eachSheet((*reader).approvals),
}

type approvalColumns struct {
	sheet, header                          int
	name, id, user, kind, from, to, status int
	about                                  string // sheet name, title and headings, to tell overtime from leave
}

var (
	approvalName = words("发起人姓名", "申请人姓名", "申请人", "发起人", "创建人", "提交人", "姓名", "员工姓名", "name", "applicant", "employee")
	approvalID   = words("发起人工号", "申请人工号", "员工工号", "工号", "id", "employeeid")
	approvalUser = words("发起人userid", "userid", "账号")
)

// approvalColumns finds the headings, in one row or two, nil where there are
// none.
func (r *reader) approvalColumns(sheet int) *approvalColumns {
	rows := r.heads[sheet].rows
	title := r.heads[sheet].name
	for i, row := range rows {
		c := approvalColumns{sheet: sheet, header: row.Number, about: title}
		cells := row.Cells
		// A second row of headings below a merged 请假明细 names the columns.
		if i+1 < len(rows) && rows[i+1].Number == row.Number+1 && rows[i+1].Cells[0].Col > row.Cells[0].Col+1 {
			cells = append(append([]table.Cell(nil), cells...), rows[i+1].Cells...)
			c.header++
		}
		for _, cell := range cells {
			h := table.Heading(cell.Text)
			set := func(col *int, is bool) {
				if is && *col == 0 {
					*col = cell.Col
				}
			}
			set(&c.name, approvalName[h])
			set(&c.id, approvalID[h])
			set(&c.user, approvalUser[h])
			set(&c.kind, strings.HasSuffix(h, "类型") && !strings.Contains(h, "审批") || h == "假别" || h == "type" || h == "leavetype")
			set(&c.from, strings.Contains(h, "开始") || h == "from" || h == "start")
			set(&c.to, strings.Contains(h, "结束") || h == "to" || h == "end")
			set(&c.status, strings.HasSuffix(h, "状态") || strings.HasSuffix(h, "审批结果") || h == "status")
			if strings.Contains(h, "加班") || strings.Contains(h, "请假") || strings.Contains(h, "外出") || strings.Contains(h, "出差") {
				c.about += " " + h
			}
		}
		if c.name+c.id+c.user > 0 && c.from > 0 && c.to > 0 {
			return &c
		}
		for _, cell := range row.Cells {
			title += " " + cell.Text
		}
	}
	return nil
}

func (r *reader) approvals(sheet int) error {
	c := r.approvalColumns(sheet)
	seen := map[string]bool{}
	for row, err := range r.book.Rows(sheet) {
		if err != nil {
			return err
		}
		if row.Number > c.header && line(&row) != "" {
			r.approvalRow(c, &row, seen)
		}
	}
	return nil
}

func (r *reader) approvalRow(c *approvalColumns, row *table.Row, seen map[string]bool) {
	get := func(col int) string {
		if col == 0 {
			return ""
		}
		return table.Clean(row.At(col))
	}
	r.out.Rows++
	at := r.pos(c.sheet, row.Number, c.from)
	p := Person{Name: get(c.name), ID: table.ParseID(get(c.id)), Punch: get(c.user), Where: at}
	from, ok1 := approvalTime(get(c.from), false)
	to, ok2 := approvalTime(get(c.to), true)
	status := get(c.status)
	switch {
	case p.Name == "" && p.ID == "" && p.Punch == "":
		r.drop(at, line(row), lang.T("没有姓名和工号", "no name and no ID"))
		return
	case containsAny(status, "撤销", "撤回", "拒绝", "驳回", "终止", "未通过", "不同意", "withdrawn", "rejected", "cancel"):
		r.drop(at, line(row), lang.F("没有批准：%s", "not approved: %s", status))
		return
	case containsAny(status, "审批中", "待", "进行中", "pending", "running"):
		r.drop(at, line(row), lang.F("还没有批完：%s", "approval is still pending: %s", status))
		return
	case !ok1 || !ok2 || to <= from:
		r.drop(at, line(row), lang.F("起止时间读不懂：%s 到 %s", "from %s to %s is not a span of time", get(c.from), get(c.to)))
		return
	}
	kind := get(c.kind)
	who := r.person(p)
	// A request of several days repeats its row, once for each.
	key := fmt.Sprint(who, kind, from, to)
	if seen[key] {
		r.drop(at, line(row), lang.T("同一张单的明细行", "another line of the same request"))
		return
	}
	seen[key] = true
	about := kind
	if attendance.LeaveKindOf(kind) == attendance.Other && !strings.Contains(kind, "假") {
		about = kind + " " + c.about
	}
	switch {
	case strings.Contains(about, "加班") && attendance.LeaveKindOf(kind) != attendance.Comp:
		r.out.Overtime = append(r.out.Overtime, Overtime{who, attendance.Approval{From: from, To: to, Where: at}})
	default:
		name := kind
		if name == "" {
			name = r.heads[c.sheet].name
		}
		r.out.Leave = append(r.out.Leave, Leave{who, attendance.Leave{Kind: attendance.LeaveKindOf(about), Name: name, From: from, To: to, Where: at}})
	}
}

func containsAny(s string, words ...string) bool {
	s = strings.ToLower(s)
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// approvalTime reads 2026-04-30 18:00, a date with 上午 or 下午, or a date, which
// as an end holds the whole day.
func approvalTime(s string, end bool) (attendance.Stamp, bool) {
	for _, h := range []struct {
		word       string
		begin, end int
	}{{"上午", 0, 12 * 60}, {"下午", 12 * 60, 24 * 60}} {
		if t, ok := strings.CutSuffix(s, h.word); ok {
			d, ok := table.ParseDate(t, 0)
			if end {
				return attendance.On(d, h.end), ok
			}
			return attendance.On(d, h.begin), ok
		}
	}
	m, ok := table.ParseMoment(s, 0)
	if ok && !m.Timed && end {
		return attendance.On(m.Date+workcal.Date(1), 0), true
	}
	return attendance.On(m.Date, m.Minute()), ok
}
