package judge

// The headings of docs/file-formats.md, Chinese and English.

var peopleColumns = []column{
	{"id", []string{"工号", "id", "员工编号", "编号", "employee id", "staff id"}, false},
	{"name", []string{"姓名", "name", "员工姓名", "employee"}, true},
	{"punch", []string{"考勤号", "punch no", "考勤号码", "打卡号", "登记号码", "punch number"}, false},
	{"group", []string{"组", "group", "组别", "班组", "部门", "小组", "team", "department"}, false},
	{"skills", []string{"技能", "skills", "队列", "店铺", "queues"}, false},
	{"shifts", []string{"可排班次", "shifts", "班次", "可上班次", "allowed shifts"}, false},
	{"available", []string{"可上时间", "available", "可上班时间", "可排时间", "可用时间", "空闲时间", "availability", "available hours", "available times"}, false},
	{"unavailable", []string{"不可上时间", "unavailable", "不可上班时间", "不能上班时间", "不能上的时间", "不可排时间", "固定不上", "固定休", "固定休息", "固定休息日", "unavailable hours", "unavailable times", "not available"}, false},
	{"weekly", []string{"周工时", "weekly hours", "每周工时", "weekly"}, false},
	{"contract", []string{"合同", "contract", "合同类型", "用工类型", "用工性质", "用工形式", "contract type", "employment type"}, false},
	{"tags", []string{"标签", "tags", "标签(规则用)", "tag", "label", "labels"}, false},
	{"hired", []string{"入职", "hired", "入职日期", "入职时间", "hire date", "start date"}, false},
	{"left", []string{"离职", "left", "离职日期", "离职时间", "leave date", "end date"}, false},
	{"flags", []string{"标记", "flags", "特殊", "flag"}, false},
	{"until", []string{"实习至", "trainee until", "实习到", "转正日期"}, false},
	{"salary", []string{"月薪", "salary", "工资", "底薪", "基本工资", "薪资", "薪水", "月工资", "monthly pay", "base pay", "base salary", "pay", "wage"}, false},
	{"note", noteWords, false},
}

var (
	noteWords   = []string{"备注", "note", "说明", "remark", "remarks"}
	personWords = []string{"工号或姓名", "id or name", "工号", "姓名", "员工", "id", "name", "person", "employee", "人员"}
	statusWords = []string{"状态", "status", "审批状态", "审批结果", "approval"}
)

var leaveColumns = []column{
	{"person", personWords, true},
	{"type", []string{"类型", "type", "请假类型", "假别", "leave type"}, true},
	{"from", []string{"开始", "from", "开始时间", "开始日期", "start"}, true},
	{"to", []string{"结束", "to", "结束时间", "结束日期", "end", "until"}, true},
	{"substitute", []string{"替班人", "substitute", "代班人", "交接人"}, false},
	{"status", statusWords, false},
}

var wishColumns = []column{
	{"person", personWords, true},
	{"date", []string{"日期", "date", "开始", "开始日期", "from", "dates"}, true},
	{"to", []string{"至", "until", "到", "止", "结束", "结束日期", "to", "end"}, false},
	{"wish", []string{"意愿", "wish", "想要", "request"}, true},
	{"weight", []string{"程度", "weight", "重要程度", "权重"}, false},
	{"note", noteWords, false},
}

var swapColumns = []column{
	{"a", []string{"甲", "a", "换班人", "申请人", "person a"}, true},
	{"b", []string{"乙", "b", "对方", "被换人", "person b"}, true},
	{"date", []string{"日期", "date"}, true},
	{"back", []string{"还班日期", "back on", "对调日期", "还班", "换回日期", "乙的日期", "date b", "back"}, false},
	{"status", statusWords, false},
}

// availabilityColumns are those of availability.csv.
var availabilityColumns = []column{
	{"person", personWords, true},
	{"days", []string{"星期", "days", "日子", "哪天", "周几", "星期几", "day", "weekday", "weekdays"}, false},
	{"hours", []string{"时段", "hours", "时间", "时间段", "小时", "time", "times"}, false},
	{"can", []string{"可否", "can", "可上", "能否", "类别", "available", "can work"}, false},
	{"from", []string{"开始", "from", "开始日期", "起", "自", "start"}, false},
	{"to", []string{"结束", "to", "结束日期", "止", "至", "end", "until"}, false},
	{"reason", []string{"事由", "reason", "原因", "备注", "说明", "类型", "type", "note", "why"}, false},
}

var correctionColumns = []column{
	{"person", personWords, true},
	{"date", []string{"日期", "date"}, true},
	{"time", []string{"时间", "time", "补卡时间"}, true},
	{"reason", []string{"原因", "reason", "补卡原因", "事由"}, false},
	{"status", statusWords, false},
}

var overtimeColumns = []column{
	{"person", personWords, true},
	{"date", []string{"日期", "date", "加班日期"}, false},
	{"from", []string{"开始", "from", "开始时间", "加班开始", "加班开始时间", "start"}, true},
	{"to", []string{"结束", "to", "结束时间", "加班结束", "加班结束时间", "end", "until"}, true},
	{"reason", []string{"原因", "reason", "加班原因", "事由"}, false},
	{"status", statusWords, false},
}

var holidayColumns = []column{
	{"date", []string{"日期", "date"}, true},
	{"name", []string{"名称", "name"}, true},
	{"type", []string{"类型", "type"}, true},
	{"statutory", []string{"法定", "statutory", "三倍"}, false},
}

// The names that a sheet may have.
var (
	peopleSheets     = []string{"员工", "people", "人员", "名单", "staff", "员工名单"}
	leaveSheets      = []string{"请假", "leave", "假期", "请假记录"}
	wishSheets       = []string{"排班意愿", "requests", "意愿", "wishes", "request"}
	swapSheets       = []string{"换班", "swaps", "调班", "swap"}
	overtimeSheets   = []string{"加班", "overtime", "加班记录", "加班申请"}
	correctionSheets = []string{"补卡", "corrections", "补卡记录", "correction"}
)

// leaveTypes gives each word for a type of leave its English one.
var leaveTypes = map[string]string{
	"事假": "personal", "personal": "personal", "病假": "sick", "sick": "sick",
	"年假": "annual", "annual": "annual", "调休": "comp", "comp": "comp",
	"婚假": "marriage", "marriage": "marriage", "产假": "maternity", "maternity": "maternity",
	"丧假": "bereavement", "bereavement": "bereavement", "工伤": "injury", "injury": "injury",
	"外出": "business", "business": "business", "请假": "leave", "leave": "leave",
}

// flagWords gives each word for a flag its English one.
var flagWords = map[string]string{
	"孕期": "pregnant", "pregnant": "pregnant", "哺乳": "nursing", "nursing": "nursing",
	"未成年": "minor", "minor": "minor", "实习": "trainee", "trainee": "trainee",
	"免考勤": "exempt", "exempt": "exempt", "不上夜班": "no-night", "no-night": "no-night",
}
