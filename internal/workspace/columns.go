package workspace

import "paiban/internal/lang"

// Column describes a column of a workspace file, for reading and for making
// the template, so that the two cannot drift apart.
type Column struct {
	Key      string
	Name     lang.Text   // the heading that templates carry
	Also     []string    // other headings understood
	Required bool        // the heading must be there and its cells filled
	Note     lang.Text   // what goes in: units, allowed values
	Values   []lang.Text // closed list of values, for a dropdown; nil is free text
	Example  lang.Text   // for the example row; its first cell starts with 示例 or Example
}

// Sheet describes one sheet of a workspace file. A csv file has one.
type Sheet struct {
	Key     string
	Name    lang.Text
	Also    []string
	Columns []Column
}

// File describes one file of a workspace.
type File struct {
	Name   string // people.xlsx
	Sheets []Sheet
}

var flagNames = func() (out []lang.Text) {
	for _, f := range Flags {
		out = append(out, f.Name)
	}
	return out
}()

// Statuses are the words of every 状态 column; an empty cell is approved.
var statuses = []lang.Text{lang.T("已批准", "approved"), lang.T("待批准", "pending"), lang.T("已撤销", "withdrawn"), lang.T("驳回", "rejected")}

// LeaveTypes are the words of the leave type column that templates offer; other
// words are taken as they are.
var leaveTypes = []lang.Text{
	lang.T("事假", "personal"), lang.T("病假", "sick"), lang.T("年假", "annual"), lang.T("调休", "comp"),
	lang.T("婚假", "marriage"), lang.T("产假", "maternity"), lang.T("丧假", "bereavement"), lang.T("工伤", "injury"), lang.T("外出", "business"),
}

var statusColumn = Column{Key: "status", Name: lang.T("状态", "Status"), Also: []string{"审批状态", "审批结果", "approval"}, Values: statuses,
	Note: lang.T("空着或“已批准”有效；“待批准”会提示；“已撤销”“驳回”不算", "empty or approved counts; pending is noted; withdrawn and rejected do not count")}

var noteColumn = Column{Key: "note", Name: lang.T("备注", "Note"), Also: []string{"说明", "remark", "remarks"}}

func personColumn(example lang.Text) Column {
	return Column{Key: "person", Name: lang.T("工号或姓名", "ID or Name"), Also: []string{"工号", "姓名", "员工", "id", "name", "person", "employee", "人员", "员工姓名", "申请人"}, Required: true,
		Note: lang.T("员工表里的工号，或不重名的姓名", "the ID of the staff list, or a name that only one person has"), Example: example}
}

var dateNote = lang.T("如 2026-11-28", "such as 2026-11-28")

// PeopleFile is people.xlsx.
var PeopleFile = File{"people.xlsx", []Sheet{{
	Key: "people", Name: lang.T("员工", "People"), Also: []string{"人员", "名单", "staff", "员工名单"},
	Columns: []Column{
		{Key: "id", Name: lang.T("工号", "ID"), Also: []string{"员工编号", "编号", "员工工号", "员工号", "人员编号", "工号id", "员工id", "employee id", "staff id", "employee no", "staff no"}, Required: true,
			Note: lang.T("每人一个，不重复；007 会原样保留", "one for each person, never repeated; 007 stays 007"), Example: lang.T("示例 A01", "Example A01")},
		{Key: "name", Name: lang.T("姓名", "Name"), Also: []string{"员工姓名", "employee"}, Required: true, Example: lang.T("张三", "Zhang San")},
		{Key: "punch", Name: lang.T("考勤号", "Punch No"), Also: []string{"考勤号码", "打卡号", "登记号码", "punch number"},
			Note: lang.T("考勤机上的号码；与工号相同可以不填", "the number in the punch clock; leave it empty if it is the same as the ID"), Example: lang.Same("101")},
		{Key: "group", Name: lang.T("组", "Group"), Also: []string{"组别", "班组", "部门", "小组", "team", "department"},
			Note: lang.T("同组之间平摊晚班、周末和值日", "late shifts, weekends and cleaning are shared out within a group"), Example: lang.T("一组", "A")},
		{Key: "skills", Name: lang.T("技能", "Skills"), Also: []string{"队列", "店铺", "queues"},
			Note: lang.T("能接待的队列 id，用逗号隔开；空着 = 全部", "ids of the queues the person can serve, separated by commas; empty = all")},
		{Key: "shifts", Name: lang.T("可排班次", "Shifts"), Also: []string{"班次", "可上班次", "allowed shifts"},
			Note: lang.T("能上的班次，用逗号隔开；空着 = 全部；非晚班 = 除晚班外都能上", "shifts the person may work, separated by commas; empty = all; not late = all but the late shift")},
		{Key: "available", Name: lang.T("可上时间", "Available"), Also: []string{"可上班时间", "可排时间", "可用时间", "空闲时间", "availability", "available hours", "available times"},
			Note: lang.T("每周只在这些时间能上班，如 周一至周五 09:00-18:00；上午；空着 = 不限", "the only times of the week in which the person can work, such as Mon-Fri 09:00-18:00, or mornings; empty = any")},
		{Key: "unavailable", Name: lang.T("不可上时间", "Unavailable"), Also: []string{"不可上班时间", "不能上班时间", "不能上的时间", "不可排时间", "固定不上", "固定休", "固定休息", "固定休息日", "unavailable hours", "unavailable times", "not available"},
			Note: lang.T("每周这些时间不能上班，如 周二 14:00-18:00；周日；碰到这些时间的班次不排", "times of the week in which the person cannot work, such as Tue 14:00-18:00; Sun. Shifts that touch them are not given")},
		{Key: "hours", Name: lang.T("周工时", "Weekly hours"), Also: []string{"每周工时", "weekly"},
			Note: lang.T("小时；空着 = 按班制", "hours; empty = as the rule system says")},
		{Key: "contract", Name: lang.T("合同", "Contract"), Also: []string{"合同类型", "用工类型", "用工性质", "用工形式", "contract type", "employment type"},
			Note: lang.T("contracts 里的一项，如 兼职；规则可以只对它（for）；空着 = 和大家一样", "one of contracts, such as parttime; rules may be for it alone (for); empty = like everybody")},
		{Key: "tags", Name: lang.T("标签", "Tags"), Also: []string{"标签（规则用）", "tag", "label", "labels"},
			Note: lang.T("自己起的词，如 资深；规则可以只对有它的人（for）；可写几个，用逗号隔开", "words of your own, such as senior; rules may be for people who have one (for); several with commas")},
		{Key: "hired", Name: lang.T("入职", "Hired"), Also: []string{"入职日期", "入职时间", "hire date", "start date"}, Note: dateNote, Example: lang.Same("2024-03-01")},
		{Key: "left", Name: lang.T("离职", "Left"), Also: []string{"离职日期", "离职时间", "leave date", "end date"},
			Note: lang.T("最后一个工作日，如 2026-11-28", "last working day, such as 2026-11-28")},
		{Key: "flags", Name: lang.T("标记", "Flags"), Also: []string{"特殊", "flag"}, Values: flagNames,
			Note: lang.T("孕期、哺乳、未成年、实习、免考勤、不上夜班；可写几个，用逗号隔开", "pregnant, nursing, minor, trainee, exempt, no-night; several with commas")},
		{Key: "trainee_until", Name: lang.T("实习至", "Trainee until"), Also: []string{"实习到", "转正日期"},
			Note: lang.T("带教的最后一天；之前不算在线人数", "last day of training; until then the person does not count as online")},
		{Key: "salary", Name: lang.T("月薪", "Salary"), Also: []string{"工资", "底薪", "基本工资", "薪资", "薪水", "月工资", "monthly pay", "base pay", "base salary", "pay", "wage"}, Note: lang.T("元/月", "yuan a month"), Example: lang.Same("4500")},
		{Key: "comp_hours", Name: lang.T("调休余额", "Time off in lieu left"), Also: []string{"调休余额(小时)", "调休结余", "剩余调休", "comp balance"},
			Note: lang.T("小时；只用于开始记账的第一个月，以后接上个月的考勤表；空着 = 不记", "hours; for the first month that keeps it, later months go on from the workbook before; empty = not kept")},
		{Key: "annual_days", Name: lang.T("年假余额", "Annual leave left"), Also: []string{"年假余额(天)", "年假结余", "剩余年假", "annual balance"},
			Note: lang.T("天；同上", "days; likewise")},
		{Key: "accounts", Name: lang.T("客服账号", "Accounts"), Also: []string{"旺旺", "旺旺号", "旺旺昵称", "旺旺名", "客服旺旺", "子账号", "客服子账号", "客服昵称", "昵称", "花名", "账号", "接待账号", "account", "nickname", "nicknames", "agent account"},
			Note: lang.T("平台客服数据里的名字，如 店铺:小美；可写几个，用逗号隔开；和姓名一样可以不填", "what service reports of platforms call the person, such as shop:nick; several with commas; leave it empty if that is the name")},
		noteColumn,
	},
}}}

// LeaveFile is leave.xlsx.
var LeaveFile = File{"leave.xlsx", []Sheet{
	{Key: "leave", Name: lang.T("请假", "Leave"), Also: []string{"假期", "请假记录"}, Columns: []Column{
		personColumn(lang.T("示例 张三", "Example Zhang San")),
		{Key: "type", Name: lang.T("类型", "Type"), Also: []string{"请假类型", "假别", "leave type"}, Required: true, Values: leaveTypes, Example: lang.T("年假", "annual")},
		{Key: "from", Name: lang.T("开始", "From"), Also: []string{"开始时间", "开始日期", "start"}, Required: true,
			Note: lang.T("日期 = 整天；日期加 上午 或 下午 = 半天；或日期加时间 2026-11-28 14:00", "a date = whole days; a date and am or pm = half a day; or date and time, 2026-11-28 14:00"), Example: lang.Same("2026-11-28")},
		{Key: "to", Name: lang.T("结束", "To"), Also: []string{"结束时间", "结束日期", "end", "until"}, Required: true,
			Note: lang.T("日期 = 含当天", "a date = that day included"), Example: lang.Same("2026-11-29")},
		{Key: "length", Name: lang.T("时长", "Length"), Also: []string{"请假时长", "天数", "请假天数", "小时数", "duration", "days", "hours"},
			Note: lang.T("如 0.5天、3.5小时；空着则按起止时间算；每天1小时 = 每天下班早走 1 小时，上班晚到1小时 = 每天晚到", "such as 0.5 days, 3.5 hours; empty goes by the times; 1 hour a day = off that much before the end of each shift, 1 hour a day late = after its start")},
		{Key: "substitute", Name: lang.T("替班人", "Substitute"), Also: []string{"代班人", "交接人"}, Note: lang.T("工号或姓名", "ID or name")},
		statusColumn,
	}},
	{Key: "requests", Name: lang.T("排班意愿", "Requests"), Also: []string{"意愿", "wishes", "request"}, Columns: []Column{
		personColumn(lang.T("示例 张三", "Example Zhang San")),
		{Key: "date", Name: lang.T("日期", "Date"), Also: []string{"开始", "开始日期", "from", "dates"}, Required: true,
			Note: lang.T("如 2026-11-28；几天写 2026-12-01~2026-12-05，或在“至”里写最后一天", "such as 2026-11-28; several days as 2026-12-01~2026-12-05, or with the last one under Until"), Example: lang.Same("2026-11-28")},
		{Key: "to", Name: lang.T("至", "Until"), Also: []string{"到", "止", "结束", "结束日期", "to", "end"}, Note: lang.T("最后一天，含当天；空着 = 只这一天", "the last day, included; empty = that day alone")},
		{Key: "wish", Name: lang.T("意愿", "Wish"), Also: []string{"想要", "request"}, Required: true,
			Note:    lang.T("休；或班次名（想上）；或“不上”加班次名，如 不上晚班、非晚班；或一天里的时间：14:00后不上、只上上午", "off; or a shift (wanted); or \"not\" and a shift, such as not late; or hours of the day: not after 14:00, only mornings"),
			Example: lang.T("休", "off")},
		{Key: "weight", Name: lang.T("程度", "Weight"), Also: []string{"重要程度", "权重"}, Values: []lang.Text{lang.Same("1"), lang.Same("2"), lang.Same("3"), lang.Same("4"), lang.Same("5")},
			Note: lang.T("1 随便 – 5 很重要；空着 = 3", "1 slight – 5 strong; empty = 3"), Example: lang.Same("3")},
		noteColumn,
	}},
	{Key: "swaps", Name: lang.T("换班", "Swaps"), Also: []string{"调班", "swap"}, Columns: []Column{
		{Key: "a", Name: lang.T("甲", "A"), Also: []string{"换班人", "申请人", "person a"}, Required: true, Note: lang.T("工号或姓名", "ID or name"), Example: lang.T("示例 张三", "Example Zhang San")},
		{Key: "b", Name: lang.T("乙", "B"), Also: []string{"对方", "被换人", "person b"}, Required: true, Note: lang.T("工号或姓名", "ID or name"), Example: lang.T("李四", "Li Si")},
		{Key: "date", Name: lang.T("日期", "Date"), Required: true,
			Note: lang.T("两人在这一天互换班次", "the two exchange their shifts on this date"), Example: lang.Same("2026-11-28")},
		{Key: "back", Name: lang.T("还班日期", "Back on"), Also: []string{"对调日期", "还班", "换回日期", "乙的日期", "date b", "back"},
			Note: lang.T("跨两天换班：甲日期那天的班给乙，乙这一天的班给甲；空着 = 只换一天", "a swap across two dates: A gives that of Date to B, B gives that of this date to A; empty = one date alone")},
		statusColumn,
	}},
	{Key: "corrections", Name: lang.T("补卡", "Corrections"), Also: []string{"补卡记录", "correction"}, Columns: []Column{
		personColumn(lang.T("示例 张三", "Example Zhang San")),
		{Key: "date", Name: lang.T("日期", "Date"), Required: true, Note: lang.T("班次所属的日期", "the work date of the shift"), Example: lang.Same("2026-10-12")},
		{Key: "time", Name: lang.T("时间", "Time"), Also: []string{"补卡时间"}, Required: true,
			Note: lang.T("如 08:00；次日凌晨写 次日 00:10", "such as 08:00; after midnight +1 00:10"), Example: lang.Same("08:00")},
		{Key: "reason", Name: lang.T("原因", "Reason"), Also: []string{"补卡原因", "事由"}, Example: lang.T("忘记打卡", "forgot")},
		statusColumn,
	}},
	{Key: "overtime", Name: lang.T("加班", "Overtime"), Also: []string{"加班记录", "加班申请"}, Columns: []Column{
		personColumn(lang.T("示例 张三", "Example Zhang San")),
		{Key: "date", Name: lang.T("日期", "Date"), Also: []string{"加班日期"},
			Note: lang.T("班次所属的日期；开始、结束里写了日期可以空着", "the work date; leave it empty where From and To have dates"), Example: lang.Same("2026-11-28")},
		{Key: "from", Name: lang.T("开始", "From"), Also: []string{"开始时间", "加班开始", "加班开始时间", "start"},
			Note: lang.T("如 18:00，或日期加时间 2026-11-28 18:00", "18:00, or date and time, 2026-11-28 18:00"), Example: lang.Same("18:00")},
		{Key: "to", Name: lang.T("结束", "To"), Also: []string{"结束时间", "加班结束", "加班结束时间", "end", "until"},
			Note: lang.T("次日凌晨写 次日 00:30", "after midnight +1 00:30"), Example: lang.Same("20:00")},
		{Key: "hours", Name: lang.T("时长", "Hours"), Also: []string{"加班时长", "小时", "小时数", "加班小时", "加班小时数", "时数", "加班时数", "duration", "length"},
			Note: lang.T("批准的小时数；没有起止时间时必填", "hours approved; needed where From and To are empty")},
		{Key: "reason", Name: lang.T("原因", "Reason"), Also: []string{"加班原因", "事由"}, Example: lang.T("大促", "sale")},
		statusColumn,
	}},
}}

// EventsFile is events.csv.
var EventsFile = File{"events.csv", []Sheet{{
	Key: "events", Name: lang.T("活动", "Events"),
	Columns: []Column{
		{Key: "name", Name: lang.T("名称", "Name"), Also: []string{"活动", "活动名称", "event"}, Required: true,
			Note: lang.T("同一活动每年用同一个名字，程序才能学到倍数", "use the same name every year, so that the uplift can be learnt"), Example: lang.T("示例 双11", "Example Double 11")},
		{Key: "from", Name: lang.T("开始", "From"), Also: []string{"开始时间", "start"}, Required: true, Note: lang.T("到小时，如 2026-11-10 20:00", "to the hour, 2026-11-10 20:00"), Example: lang.Same("2026-11-10 20:00")},
		{Key: "to", Name: lang.T("结束", "To"), Also: []string{"结束时间", "end"}, Required: true, Example: lang.Same("2026-11-12 00:00")},
		{Key: "queue", Name: lang.T("队列", "Queue"), Note: lang.T("队列 id；空着 = 全部", "a queue id; empty = all")},
		{Key: "uplift", Name: lang.T("倍数", "Uplift"), Also: []string{"倍率"}, Note: lang.T("平时的几倍；不知道就空着", "multiple of the normal volume; leave it empty if unknown"), Example: lang.Same("2.5")},
	},
}}}

// HolidaysFile is holidays.csv.
var HolidaysFile = File{"holidays.csv", []Sheet{{
	Key: "holidays", Name: lang.T("节假日", "Holidays"),
	Columns: []Column{
		{Key: "date", Name: lang.T("日期", "Date"), Required: true, Note: dateNote, Example: lang.Same("2027-10-01")},
		{Key: "name", Name: lang.T("名称", "Name"), Required: true, Example: lang.T("国庆节", "National Day")},
		{Key: "type", Name: lang.T("类型", "Type"), Required: true, Values: []lang.Text{lang.T("放假", "holiday"), lang.T("上班", "workday")},
			Note: lang.T("放假，或上班（调休补班）", "holiday, or workday (a makeup day)")},
		{Key: "statutory", Name: lang.T("法定", "Statutory"), Also: []string{"三倍"}, Note: lang.T("是 = 三倍工资的法定节假日", "yes = a statutory 300% day")},
	},
}}}

// AdjustmentsFile is forecasts/adjustments.csv: what somebody knows better than the
// forecast. No template is made of it; paiban forecast adjust begins it.
var AdjustmentsFile = File{"adjustments.csv", []Sheet{{
	Key: "adjustments", Name: lang.T("调整", "Adjustments"), Also: []string{"手工调整", "预测调整", "adjust"},
	Columns: []Column{
		{Key: "date", Name: lang.T("日期", "Date"), Also: []string{"开始日期", "开始", "从", "日期时间", "day", "dates", "from", "start", "datetime"}, Required: true,
			Note: lang.T("如 2026-11-11；几天写 2026-11-10~2026-11-12，或在“至”里写最后一天", "such as 2026-11-11; several days as 2026-11-10~2026-11-12, or with the last one under Until"), Example: lang.Same("2026-11-11")},
		{Key: "to", Name: lang.T("至", "Until"), Also: []string{"到", "止", "结束日期", "结束", "to", "end", "last"}, Note: lang.T("最后一天，含当天；空着 = 只这一天", "the last day, included; empty = that day alone")},
		{Key: "hours", Name: lang.T("时段", "Hours"), Also: []string{"小时", "时间", "时间段", "hour", "time", "slot", "interval"},
			Note: lang.T("20:00（一小时），或 20:00-23:00；空着 = 全天", "20:00 (an hour) or 20:00-23:00; empty = the whole day"), Example: lang.Same("20:00-23:00")},
		{Key: "queue", Name: lang.T("队列", "Queue"), Also: []string{"店铺", "渠道"}, Note: lang.T("队列 id 或名称；空着 = 全部，按各队列的比例分", "a queue's id or name; empty = all, each keeping its share")},
		{Key: "change", Name: lang.T("咨询量或百分比", "Volume or percent"), Also: []string{"调整", "调整为", "改为", "数值", "值", "咨询量", "change", "adjust", "adjustment", "value", "volume", "contacts"},
			Note: lang.T("120 = 每小时（没写时段：每天）这么多；+20%、-30% 或 ×1.2 = 在模型上加减；120% = ×1.2", "120 = so many an hour (without hours: a day); +20%, -30% or ×1.2 = more or less than the model; 120% = ×1.2"), Example: lang.Same("×1.2")},
		{Key: "percent", Name: lang.T("百分比", "Percent"), Also: []string{"比例", "幅度", "percentage"}, Note: lang.T("另一列写百分比时用：+20%、-30%、×1.2", "where percentages have a column of their own: +20%, -30%, ×1.2")},
		{Key: "who", Name: lang.T("谁", "Who"), Also: []string{"调整人", "填写人", "姓名", "by", "name"}},
		{Key: "why", Name: lang.T("为什么", "Why"), Also: []string{"原因", "理由", "备注", "说明", "reason", "note", "remark"}, Example: lang.T("直播", "live show")},
		{Key: "made", Name: lang.T("记录时间", "Made at"), Also: []string{"时间戳", "登记时间", "made"}, Note: lang.T("由命令写", "written by the command")},
	},
}}}

// Files lists the files a template is made for, in order.
var Files = []File{PeopleFile, LeaveFile, EventsFile, HolidaysFile}
