package punch

import (
	"strings"

	"paiban/internal/table"
)

// approvalColumns are the columns of a list of requests, 0 where there is none.
type approvalColumns struct {
	sheet, header int

	name, id, user  int
	kind, form      int   // of leave; of request, where one list holds several
	title, number   int   // of the request
	related         int   // the number of another request that this one is about
	made            []int // when the request was filed, for the year of dates without one
	from, fromClock int   // a date, and its time in a column of its own
	to, toClock     int
	span            int // from and to in one cell
	date            int // of times that stand without one
	part            int // 上午 or 下午, beside dates alone
	fixed           int // the time of a forgotten punch
	fixedClock      int
	length, unit    int
	states          []state

	rank       int      // of the heading of name: the lower the surer
	filedBy    bool     // id and user are of the one who filed it
	ownDate    bool     // date is named as that of the request
	punches    bool     // there is a column of punches
	lengthHead string   // the heading of length, which may carry the unit
	headings   []string // in full
	above      string   // the lines above the headings
	what       requestKind
	named      string // the text that says what
	nameYear   int    // that the lines above the headings, the sheet or the file name, or 0
	exceptions bool   // the states only mark what does not count
	order      *table.DateOrder
}

// approvalNames are headings of the person whom a request is for, then of the one who
// filed it, who may be another.
var approvalNames = []map[string]bool{
	words("请假人", "请假人姓名", "加班人", "加班人姓名", "加班人员", "休假人", "出差人", "出差人员", "外出人", "外出人员", "补卡人", "人员", "人员姓名", "employee", "employeename"),
	words("姓名", "员工", "员工姓名", "name", "申请人", "申请人姓名", "applicant", "applicantname"),
	words("发起人姓名", "发起人", "发起者", "提交人", "提交人姓名", "创建人", "创建人姓名", "提交者", "创建者", "requester", "initiator", "submitter", "submittedby", "requestedby"),
}

var (
	filerID        = words("发起人工号", "提交人工号", "创建人工号", "发起人userid", "创建人userid", "提交人userid")
	approvalID     = words("发起人工号", "申请人工号", "员工工号", "提交人工号", "创建人工号", "请假人工号", "加班人工号", "人员编号", "工号", "id", "employeeid", "staffid", "员工编号")
	approvalUser   = words("发起人userid", "创建人userid", "提交人userid", "userid", "账号")
	approvalForm   = words("审批类型", "申请类型", "单据类型", "流程类型", "审批模板", "模板名称", "审批名称", "流程名称", "表单名称", "审批事项", "requesttype", "form")
	approvalTitle  = words("标题", "审批标题", "审批单标题", "申请标题", "流程标题", "主题", "摘要", "审批摘要", "title", "subject", "summary")
	approvalNumber = words("审批编号", "申请编号", "单据编号", "流程编号", "审批单号", "申请单号", "单号", "编号", "流水号", "审批流水号", "流程单号", "requestno", "requestid", "approvalid", "no.")
	approvalUnit   = words("单位", "时长单位", "时间单位", "请假单位", "加班单位", "unit", "durationunit")
	approvalPart   = words("时段", "请假时段", "休假时段", "午别", "上午/下午", "上下午", "半天", "halfday", "part")
	approvalDate   = words("请假日期", "休假日期", "加班日期", "外出日期", "出差日期", "leavedate", "overtimedate", "dateofleave")
)

// approvalColumns finds the headings, in one row or two, nil where there are none.
func (r *reader) approvalColumns(sheet int) *approvalColumns {
	rows := r.heads[sheet].rows
	var above strings.Builder
	for i, row := range rows {
		c := approvalColumns{sheet: sheet, header: row.Number, above: above.String()}
		cells := row.Cells
		// A second row of headings below a merged 请假明细 names the columns.
		if i+1 < len(rows) && rows[i+1].Number == row.Number+1 && rows[i+1].Cells[0].Col > row.Cells[0].Col+1 {
			cells = append(append([]table.Cell(nil), cells...), rows[i+1].Cells...)
			c.header++
		}
		for _, cell := range cells {
			c.add(&cell)
		}
		if c.filedBy && c.rank == 0 && c.name > 0 {
			c.id, c.user = 0, 0 // of the one who filed it for somebody else
		}
		if c.complete(r.heads[sheet].name) {
			c.what, c.named = c.fileKind(r)
			c.nameYear = findYear(c.above, r.heads[sheet].name, r.book.Name)
			if c.what != anyRequest || len(c.states)+c.kind+c.form+c.title > 0 {
				return &c
			}
		}
		for _, cell := range row.Cells {
			above.WriteString(" " + cell.Text)
		}
	}
	return nil
}

// complete reports whether the headings are those of requests: of somebody, and from
// when to when, on which date, or for which forgotten punch (with a state, or under a
// title or the name of a sheet that says so).
func (c *approvalColumns) complete(sheet string) bool {
	filed := len(c.states)+c.title+c.number+c.form > 0
	fixes := filed || containsAny(sheet+c.above, "补卡", "补签", "correction")
	return c.name+c.id+c.user > 0 && (c.from > 0 && c.to > 0 || c.fixed > 0 && fixes && !c.punches || c.ownDate && c.length+c.part > 0 ||
		c.span > 0 && (c.kind > 0 || filed))
}

// add takes a heading.
func (c *approvalColumns) add(cell *table.Cell) {
	full := table.Simplified(cell.Text)
	h := table.Heading(full)
	c.headings = append(c.headings, full)
	set := func(col *int, is bool) bool {
		if is && *col == 0 {
			*col = cell.Col
			return true
		}
		return false
	}
	has := func(words ...string) bool { return containsAny(h, words...) }
	for rank, names := range approvalNames {
		if names[h] && (c.name == 0 || rank < c.rank) {
			c.name, c.rank = cell.Col, rank
			return
		}
	}
	switch {
	case stateHeading(h):
		c.states = append(c.states, state{col: cell.Col})
	case opinionHeading(h):
		c.states = append(c.states, state{col: cell.Col, opinion: true})
	case set(&c.id, approvalID[h]), set(&c.user, approvalUser[h]):
		c.filedBy = filerID[h]
	case set(&c.related, has("关联", "原审批", "原申请", "原请假", "被撤销", "撤销的", "销假的") && has("单", "编号", "审批", "申请")):
	case set(&c.form, approvalForm[h]), set(&c.title, approvalTitle[h]), set(&c.number, approvalNumber[h]):
	case set(&c.unit, approvalUnit[h]), set(&c.part, approvalPart[h]):
	case set(&c.kind, (strings.HasSuffix(h, "类型") || strings.HasSuffix(h, "类别") || h == "假别" || h == "假种" || strings.HasSuffix(h, "type")) && !has("审批", "补偿", "加班", "日期", "计薪", "overtime")):
	case has("发起", "申请", "创建", "提交") && has("时间", "日期") && !has("开始", "起始", "结束", "截止") || has("submitted", "created"):
		c.made = append(c.made, cell.Col)
	case has("审批", "流程", "approval") && has("开始", "结束", "完成", "时间"):
		// When the request was decided, not what it is for.
	case has("开始", "起始") || h == "from" || strings.HasPrefix(h, "start"):
		if !set(&c.from, true) {
			set(&c.fromClock, true)
		}
	case has("结束", "截止", "截至") || h == "to" || h == "until" || strings.HasPrefix(h, "end"):
		if !set(&c.to, true) {
			set(&c.toClock, true)
		}
	case has("补卡", "补签", "缺卡", "漏打卡", "忘打卡") && has("时间", "日期", "时刻"):
		if !set(&c.fixed, true) {
			set(&c.fixedClock, true)
		}
	case set(&c.span, has("起止", "时间段", "日期范围", "时间范围", "区间") || h == "请假时间" || h == "休假时间" || h == "加班时间" || h == "外出时间" || h == "出差时间" || h == "period"):
	case has("余额", "剩余", "可用", "已休", "累计", "工龄", "工作时长", "出勤", "balance"):
	case c.length == 0 && (has("时长", "天数", "小时数", "时数", "duration") || h == "小时" || h == "天" || h == "days" || h == "hours" || h == "length"):
		c.length, c.lengthHead = cell.Col, full
	case set(&c.date, approvalDate[h]):
		c.ownDate = true
	case set(&c.date, h == "日期" || h == "date"):
	case h == "打卡时间" || h == "刷卡时间":
		c.punches = true
	}
}
