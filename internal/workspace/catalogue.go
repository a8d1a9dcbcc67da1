package workspace

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/schedule"
)

// RuleEntry describes one rule that a shop can have: what it means, how it is
// written and who came up with it.
type RuleEntry struct {
	Key     string      `json:"key"` // its place in the configuration, * for any id, or the file or command it belongs to
	Name    lang.Text   `json:"name"`
	Means   lang.Text   `json:"meaning"`
	Params  []RuleParam `json:"settings,omitempty"`
	Example string      `json:"example,omitempty"` // lines of paiban.yaml
	Breaks  []string    `json:"findings"`          // what a breach is called: schedule.Rule.Key, or a schedule.CoverKind
	Basis   lang.Text   `json:"origin"`
}

// Covers reports whether the entry speaks of a place in the configuration, such
// as queues.service.windows.main.
func (e *RuleEntry) Covers(key string) bool {
	want, have := strings.Split(e.Key, "."), strings.Split(key, ".")
	if len(have) < len(want) {
		return false
	}
	for i, w := range want {
		if w != "*" && w != have[i] {
			return false
		}
	}
	return true
}

// RuleParam is one setting of a rule.
type RuleParam struct {
	Key   string    `json:"key"`
	Means lang.Text `json:"meaning"`
}

// RuleByKey finds the entry of a rule by its key or the last part of it.
func RuleByKey(key string) (*RuleEntry, error) {
	for i := range Catalogue {
		if e := &Catalogue[i]; e.Key == key || strings.HasSuffix(e.Key, "."+key) {
			return e, nil
		}
	}
	e := lang.Errorf("没有规则 %q", "there is no rule %q", key)
	e.Hint = didYouMean(key, RuleKeys())
	return nil, e
}

// RuleKeys lists the keys of the catalogue.
func RuleKeys() (keys []string) {
	for _, e := range Catalogue {
		keys = append(keys, e.Key)
	}
	return keys
}

func param(key, zh, en string) RuleParam { return RuleParam{key, lang.T(zh, en)} }

var (
	forceParam = param("force", "hard、off，或违反一次的代价", "hard, off, or what one breach costs")
	minParam   = param("min", "至少几天", "days at least")
	usualParam = param("usual", "通常几天：按它排，少一天有代价", "usual days, which the plan aims at; each one fewer costs")
	daysParam  = param("days", "哪些日子；不写就是每天", "on which days; every day if left out")
	headsParam = param("heads", "人数", "people")
	maxLength  = param("length", "上限，如 40h", "the limit, such as 40h")
)

// Catalogue is every rule, in the order of the configuration. docs/rules.md and
// `paiban rules explain` are made of it. What stands under rules is in [ruleKeys].
var Catalogue = slices.Concat(catalogueOfShop, catalogueOfRules(), catalogueOfScopes, catalogueOfRest)

// catalogueOfShop is what stands before rules in the configuration.
var catalogueOfShop = []RuleEntry{
	{
		Key: "queues", Name: lang.T("需求人数", "Requirement"), Breaks: []string{"requirement"},
		Means: lang.T("每个队列的预测咨询量按接待参数换算成每个时段需要的人数；班表少于它按人时计代价，多于它代价很小。",
			"The forecast contact volume of a queue, its handling times and its target reply rate give the number of people needed in each interval. Each person too few costs for every interval; one too many costs little."),
		Params: []RuleParam{
			param("concurrency, turns, typing, think, aht", "一个人能同时接几个、每个要多久", "how many contacts one person handles, and how long each takes"),
			param("within, target, formula", "多久内回复、比例、怎么算", "promised time, share to be answered in it, what it is a share of"),
			param("deferred, backlog", "可以等的工作：在 within 之内做完就行，摊到有人的时段；期初积压几件", "work that may wait: done within the promise, spread over the hours people are there; contacts that wait at the start"),
			param("shrinkage, max_occupancy, robot_share", "损耗、繁忙度上限、机器人解决的比例", "time lost, most time on contacts, share a robot handles"),
			param("max_lost", "最多有多少顾客等不及离开，不写是 5%", "share of customers who may leave unanswered, 5% where left out"),
		},
		Example: "queues:\n  - {id: service, within: 3m, target: 90%, concurrency: 3}\n",
		Basis:   lang.T("平台按几分钟内的回复率考核；人数由 Erlang 排队模型扩展到多路聊天得出（见 staffing.md）", "platforms judge replies within minutes; numbers of people come from Erlang's queueing model, extended to several chats at once (staffing.md)"),
	},
	{
		Key: "queues.*.windows", Name: lang.T("在线窗口", "Service window"), Breaks: []string{"window"},
		Means: lang.T("窗口内每一刻至少有这么多人在线，不论有没有咨询。写了 measured 的窗口还规定平台只考核这段时间收到的咨询。",
			"At least this many people are online at every moment of the window, whatever the volume. With measured, the platform counts only the contacts that arrive in this window."),
		Params: []RuleParam{
			param("hours", "一天之内的时间段", "a span within one day"), daysParam,
			param("min_online", "至少几人", "people at least"), param("measured", "平台只考核这段", "the platform judges this span"), forceParam,
		},
		Example: "queues:\n  - id: service\n    windows:\n      - {id: evening, hours: 20:00-22:00, min_online: 2, force: hard}\n",
		Basis:   lang.T("平台规则：抖音每天 8–23 点至少一人，快手每天在线 16 小时", "platform rules: Douyin at least one from 8 to 23 h, Kuaishou 16 hours online a day"),
	},
	{
		Key: "shifts", Name: lang.T("班次", "Shifts"), Breaks: []string{"eligible"},
		Means: lang.T("可以排的班次：时间、休息、哪些日子开。跨午夜的班次算在开始那天；间歇写成两段；吃饭休息写 break 或 breaks，程序给每人排时间，休息的人不算在线。",
			"The shifts that can be worked: their hours, breaks and days. A shift across midnight belongs to the day it starts on. Write a long gap as two segments, a meal as break or breaks: the roster finds its time, and nobody counts as online on a break."),
		Params: []RuleParam{
			param("name, short", "名称、班表格子里的简称", "its name and its sign in a cell"), param("kind", "day、early、mid、late、night、duty、standby（待命）", "day, early, mid, late, night, duty, standby"),
			param("hours", "一段或几段", "one span or more"), param("break", "一次不计薪的休息，在最长一段的中间一半里", "one unpaid break, in the middle half of the longest segment"), param("breaks", "几次休息：length、earliest、latest、paid、pieces", "several breaks: length, earliest, latest, paid, pieces"), daysParam,
			param("queues", "只服务这些队列，每个队列各成一班", "serves only these queues, one shift for each"), param("remove", "true 删掉预设的", "true drops the preset's"),
		},
		Example: "shifts:\n  - {id: W, name: {zh: 周末班, en: Weekend}, short: {zh: 末, en: W}, kind: mid, hours: [10:00-19:00], break: 1h, days: weekends}\n",
		Basis:   lang.T("店规；一天不超过 8 小时（国务院规定）", "a shop's own; 8 h a day (State Council)"),
	},
	{
		Key: "shifts.*.heads", Name: lang.T("班次人数", "Heads on a shift"), Breaks: []string{"headcount"},
		Means: lang.T("一个班次每天的人数在 min 和 max 之间；带教的人不算。各天不一样就写成列表，每项写 days 或 dates；同一天有几项的，日子最少的那项算：日期先于星期几，星期几先于没写日子的。",
			"Between min and max people work the shift each day; trainees do not count. Where days differ, write a list, each entry with days or dates. Of several entries for a day the one for the fewest days holds: a date before a weekday, a weekday before an entry without days."),
		Params: []RuleParam{param("min", "至少几人", "people at least"), param("max", "最多几人；0 不限", "people at most; 0 is no limit"), daysParam,
			param("dates", "哪些日期，如 2026-12-12", "on which dates, such as 2026-12-12"), forceParam},
		Example: "shifts:\n  - id: L\n    heads:\n      - {min: 3, days: [sat, sun], force: hard}\n      - {min: 5, dates: [2026-12-12], force: hard}\n      - {min: 2, force: hard}\n",
		Basis:   lang.T("店规", "a shop's own"),
	},
	{
		Key: "shifts.*.paid_share", Name: lang.T("待命", "Standby"), Breaks: []string{"headcount"},
		Means: lang.T("kind: standby 的班是待命（备班）：不在店里，不算在岗，也不用打卡；每天正好 heads 里写的人数，没写到的日子没人待命。在家待命不是上班：休息天数、连续上班、两班间隔都把那天当休息；叫来上了班，那天就是上班。店里规定待命也算上班的，写 as_work: true。空闲的周末、夜班后的休息、公平分担和合同天数里，待命都算一个班。paid_share 是这段时间有多少算工时，不写就不算。有人请假时，repair 先叫待命的人。工资见 attendance 的 allowances: {standby: 每天多少元}。heads 宜写代价，不写 hard：叫了人以后那天就没人待命了。",
			"A shift of kind standby is on call: not in the shop, no cover, no punches. Exactly the people of heads are on it each day, and nobody on days of which heads says nothing. Waiting at home is no work: rest days, days in a row and rest between shifts take the day as rest; who is called in has worked that day. as_work: true is for shops in which standby counts as work. For free weekends, days off after nights, fair shares and the days of the contract standby is a shift. paid_share is what share of the time counts as hours; none if left out. Where somebody is missing, repair asks those on standby first. Pay is allowances: {standby: yuan a day} of attendance. Give heads a cost rather than hard: once somebody is called in, nobody is on standby that day."),
		Params:  []RuleParam{param("kind", "standby，也可以写 备班、待命", "standby, or on-call"), param("heads", "每天几人，见“班次人数”", "people a day, see heads on a shift"), param("paid_share", "算多少工时，如 25%", "the share that counts as hours, such as 25%"), param("as_work", "true：待命那天算上班，不算休息", "true: a day on standby is work, not rest")},
		Example: "shifts:\n  - {id: S, name: {zh: 待命, en: Standby}, short: {zh: 待, en: S}, kind: standby, hours: [09:00-21:00], paid_share: 25%, heads: {min: 1, days: [sat, sun], force: 200}}\n",
		Basis:   lang.T("店规；待命怎么付由合同约定", "a shop's own; how it is paid is a matter of the contract"),
	},
	{
		Key: "duty_turns", Name: lang.T("值班", "Duty turns"), Breaks: []string{"duty-turn"},
		Means: lang.T("加在所列班次之外的一段值班，每天这么多人；正常班加值班是一个班次，一天仍只排一个班。",
			"A turn on top of the listed shifts, worked by this many people a day. A shift with its turn counts as one shift, so a person still has one shift a day."),
		Params: []RuleParam{
			param("hours", "值班的时间", "its hours"), param("on", "可以加在哪些班次上；空着就单独排", "shifts it may be added to; if empty, it is a shift by itself"), daysParam, headsParam, forceParam,
		},
		Example: "duty_turns:\n  - {id: noon, name: {zh: 午间值班, en: Noon duty}, short: {zh: 值, en: N}, hours: [12:30-13:30], on: [E], heads: 1, days: all, force: 200}\n",
		Basis:   lang.T("家具店的作息：中午和晚上轮流值班；超过一天工时的部分是加班（劳动法第 41、44 条）", "a furniture shop's hours: turns at noon and in the evening; hours beyond a working day are overtime (Labour Law art. 41, 44)"),
	},
	{
		Key: "handovers", Name: lang.T("交接", "Handover"), Breaks: []string{"handover"},
		Means:   lang.T("两个班次相接的那天，两边各至少有这么多人，前一班才能把事情交给后一班。", "On a day when one shift hands over to another, each has at least this many people."),
		Params:  []RuleParam{param("from", "交班的班次", "the shift that hands over"), param("to", "接班的班次", "the shift that takes over"), headsParam, forceParam},
		Example: "handovers:\n  - {id: early-late, heads: 2}\n",
		Basis:   lang.T("店规：班次之间要交接", "a shop's own: shifts hand over to each other"),
	},
	{
		Key: "prepare_by", Name: lang.T("提前备岗", "Prepare-by"), Breaks: []string{"prepare-by"},
		Means:   lang.T("第一单之前，从 at 到 until 至少有这么多人到位。", "From at until the first order (until), at least this many people are at their desks."),
		Params:  []RuleParam{param("at", "到位时间", "when they are ready"), param("until", "第一单的时间", "when the first order comes"), param("queue", "只算这个队列", "only for this queue"), headsParam, daysParam, forceParam},
		Example: "prepare_by:\n  - {id: ready, what: {zh: 开工准备, en: Ready}, at: 08:00, until: 08:30, heads: 2, days: all, force: hard}\n",
		Basis:   lang.T("充值店的作息：每天 08:45 前准备好", "an order desk's hours: ready by 08:45 every morning"),
	},
	{
		Key: "meetings", Name: lang.T("例会", "Meetings"), Breaks: []string{"meeting"},
		Means: lang.T("开会的那段时间人人在岗；by_own_shift 时当天上班就算参加。请假的、不在职的不算。",
			"Everybody is at work during the meeting; with by_own_shift, working that day is enough. People on leave or not employed are excused."),
		Params: []RuleParam{
			param("what", "会议名称", "what it is called"), daysParam, param("hours", "开会时间", "when"),
			param("by_own_shift", "当天上班就算参加", "being at work that day is enough"), param("groups", "只限这些组", "only these groups"), forceParam,
		},
		Example: "meetings:\n  - {id: monday, hours: 15:00-16:00, by_own_shift: false, force: 30}\n",
		Basis:   lang.T("店规：周一例会", "a shop's own: a meeting on Mondays"),
	},
	{
		Key: "rotas", Name: lang.T("轮值小事", "Rotas"), Breaks: []string{"rota"},
		Means: lang.T("这些日子由当天上班的人做，不写 heads 就是一人；次数少的、最久没做的先轮到；以往八周的班表里做过的也算。几个人的，班表里各占一行。",
			"People at work do it on these days, one without heads: the one with the fewest turns, then the one whose last turn is longest ago. Turns of the last eight weeks count. Several people have a row of the roster each."),
		Params:  []RuleParam{param("name", "名称", "what it is called"), daysParam, param("heads", "每天几人，不写就是 1", "people a day; 1 if left out"), param("for", "只限这些组、合同、标签、标记或姓名", "only these groups, contracts, tags, flags or names")},
		Example: "rotas:\n  - {id: plants, name: {zh: 浇花, en: Plants}, days: [mon, thu], heads: 2, for: An}\n",
		Basis:   lang.T("店规：卫生值日", "a shop's own: cleaning"),
	},
	{
		Key: "activities", Name: lang.T("会议、培训、辅导、考试", "Meetings, training, coaching, exams"), Breaks: []string{schedule.ActivitiesKey},
		Means: lang.T("上班时间里不接待的安排：程序在每人的班里找时间，放在离开后人手最宽裕的时候，避开休息，不让在线窗口缺人。算上班，工时不变。每周 times 次；或者 by 这天以前一共 total，按周摊开，以往八周的班表里上过的也算。hours 只放得下一次的，就是固定时间：排班时就当作那段时间他们不在线。放不下的，说明是谁、哪个时间、为什么。",
			"Time at work off the queues. The roster finds a time within each person's shift, where cover can best spare them, beside breaks, and never so that a service window falls short. It is paid as the shift is. It is due times a week, or total in all by a date, spread over the weeks; what rosters of the last eight weeks have counts. Where hours hold it once alone, it is at a fixed hour, and shifts are planned with these people away then. What finds no place is named: who, when, and why."),
		Params: []RuleParam{
			param("name, short", "名称；当天安排里显示的字，不写是名称的第一个字", "its name, and what the plan of the day shows, the first letter of the name if left out"),
			param("length", "一次多长", "how long it lasts each time"), param("times", "每周几次，不写是 1；一人一天最多一次", "how often a week, 1 if left out; once a day each at most"),
			param("total, by", "一共多长、哪天以前（含当天）", "how long in all, and by which day, that day included"), daysParam,
			param("hours", "在这些时间之内，不写是整个班", "within these hours, the whole shift if left out"),
			param("for", "只限这些组、合同、标签、标记或姓名", "only these groups, contracts, tags, flags or names"),
			param("group_min, group_max", "几个人一起，如培训 2 到 5 人一组", "how many attend together, such as a training of 2 to 5"), forceParam,
		},
		Example: "activities:\n  - {id: rules, name: {zh: 新规培训, en: Rules training}, length: 1h, days: [tue, wed], hours: [09:00-12:00, 14:00-17:00], group_max: 1, force: 60}\n",
		Basis:   lang.T("店规：培训、例会占的是上班时间", "a shop's own: training and meetings take time at work"),
	},
	{
		Key: "contract", Name: lang.T("约定工时", "Contract"), Breaks: []string{"shift-count", "minutes"},
		Means: lang.T("每人的班数和应出勤一样多：在职天数减去通常的休息和请假。班次不一样长、或员工表写了周工时的，按小时计。多一小时、少一小时的代价相同。员工表的周工时也是上限：凑成整班，一周不超过它；40 小时以上的可以多上一个班。法定节假日上的班不顶平日的班，按多出的班算代价（300%，不补休）。",
			"Everybody works the days of the contract: the days employed minus usual rest days and leave. If shifts differ in length, or the staff list gives weekly hours, hours count instead of days. An hour too many costs as much as an hour too few. Weekly hours of the staff list are a limit as well: no more a week than these, rounded up to whole shifts, and from 40 hours on one shift more. Shifts on statutory holidays come on top of ordinary days and cost as extra ones (they are paid at 300%, with no time off for them)."),
		Params:  []RuleParam{param("hours_day", "一个工作日的工时", "hours of a working day"), param("force", "多一小时或少一小时的代价", "what an hour above or below costs")},
		Example: "contract: {hours_day: 8h, force: 100}\n",
		Basis:   lang.T("劳动合同；一天 8 小时、一周 40 小时（国务院规定）", "the employment contract; 8 h a day and 40 h a week (State Council)"),
	},
	{
		Key: "contract.training", Name: lang.T("带教期", "Training"),
		Means:   lang.T("入职前几周跟着别人上班，不算在线人数；员工表的“实习至”优先。", "For the first weeks a new hire works alongside others and does not count as online. The column Trainee until of the staff list takes precedence."),
		Params:  []RuleParam{param("weeks", "几周", "weeks")},
		Example: "contract: {training: {weeks: 2}}\n",
		Basis:   lang.T("店规：新人培训几周后单独上岗", "a shop's own: some weeks before new staff work on their own"),
	},
}

// catalogueOfScopes is how rules are written for some people alone.
var catalogueOfScopes = []RuleEntry{
	{
		Key: "rules.*.for", Name: lang.T("只对一些人的规则", "Rules for some people"), Breaks: []string{"work-run"},
		Means: lang.T("rules 下的每一条都可以写成几项：没写 for 的对所有人，写了 for 的只对这些组、合同、标签（或标记）、人，代替对所有人的那一项，内容要写全；几项都说到同一个人，后面的算数。",
			"Each key under rules may be a list: an entry without for holds for everybody; one with for holds for these groups, contracts, tags (or flags) and people alone, in place of the general one, and says all of the rule. Of several that name a person the last holds."),
		Params:  []RuleParam{param("for", "组、合同、标签、标记或姓名、工号；几个写成 [A组, 兼职]", "a group, a contract, a tag, a flag, a name or an ID; several as [A, parttime]")},
		Example: "rules:\n  days_in_a_row:\n    - {max: 6, force: hard}\n    - {for: Bo, max: 3, force: hard}\n",
		Basis:   lang.T("店规：不是每条规则都对所有人", "a shop's own: not every rule is for everybody"),
	},
	{
		Key: "contracts", Name: lang.T("用工合同", "Kinds of contract"), Breaks: []string{"work-run"},
		Means: lang.T("每一种用工（全职、兼职、实习）的工时，和只对它的规则：这里可以写 rules 下的任何一条。员工表“合同”一栏写是哪一种；本人的周工时优先。rules 里写了 for 的项又优先于合同。",
			"The hours of each kind of employment and the rules that are its own: any key of rules may stand here. The column Contract of the staff list says who has it. A person's own weekly hours take precedence, and so do entries of rules with for."),
		Params: []RuleParam{
			param("id, name", "代号、名称", "its id and name"), param("hours_week", "约定的周工时", "agreed hours a week"),
			param("hours_day", "一个工作日的工时", "hours of a working day"), param("days_in_a_row, rest_days_week, …", "rules 下的任何一条", "any key of rules"),
		},
		Example: "contracts:\n  - {id: parttime, name: {zh: 兼职, en: Part-time}, hours_week: 16h, days_in_a_row: {max: 2, force: hard}}\n",
		Basis:   lang.T("劳动合同；非全日制每周不超过 24 小时（劳动合同法第 68 条）", "the employment contract; part-time work is at most 24 h a week (Labour Contract Law art. 68)"),
	},
}

// catalogueOfRest is the rules of files and commands, and what stands after rules.
var catalogueOfRest = []RuleEntry{
	{
		Key: "leave.xlsx", Name: lang.T("请假、换班", "Leave and swaps"), Breaks: []string{"unavailable", "pin"},
		Means: lang.T("批准的请假期间一律不排班；请几个小时的，班次在这段时间里缩短。双方同意的换班，两人当天的班次对调后固定下来。",
			"Nobody works during approved leave; leave of a few hours shortens the shift. An agreed swap exchanges the two shifts and fixes them."),
		Basis: lang.T("年假：工作满 1、10、20 年为 5、10、15 天", "annual leave: 5, 10, 15 days at 1, 10, 20 years of work"),
	},
	{
		Key: "people.xlsx", Name: lang.T("谁能上什么", "Who may work what"), Breaks: []string{"eligible"},
		Means: lang.T("只排本人可上的班次（可排班次、技能、标记），只在班次开放的日子和在职期间；一天最多一个班次。",
			"People work only the shifts they may work (Shifts, Skills, Flags), on days the shift is open, while they are employed; one shift a day."),
		Basis: lang.T("店规", "a shop's own"),
	},
	{
		Key: "schedule repair", Name: lang.T("尽量不动", "Change little"), Breaks: []string{"keep"},
		Means: lang.T("修补班表时每改一格都有代价（--price），已经过去的日子不动。", "In a repair each changed cell costs (--price); past days stay as they are."),
		Basis: lang.T("习惯：班表发出以后少改", "common practice: a posted roster changes as little as possible"),
	},
	{
		Key: "bench nrp", Name: lang.T("只在公开算例里", "Published instances only"), Breaks: []string{"weekends"},
		Means: lang.T("整期上班的周末数：公开的排班算例要用，店铺的设置里没有。", "Weekends worked over the whole horizon: published instances need them; no setting of a shop has them."),
		Basis: lang.T("nurse rostering 算例（Curtois 与 Qu，2014；INRC-II，Ceschia 等，2019）", "nurse rostering instances (Curtois and Qu, 2014; INRC-II, Ceschia et al., 2019)"),
	},
	{
		Key: "attendance", Name: lang.T("考勤", "Attendance"),
		Means: lang.T("迟到、早退、缺卡、旷工、补卡、加班、全勤奖、积分、罚款怎么算：每一项的含义和算例见 attendance-policy.md。",
			"How lateness, early leave, missing punches, absence, corrections, overtime, bonus, score and fines are calculated: attendance-policy.md has each part with worked examples."),
		Example: "attendance:\n  grace: {minutes: 5, inclusive: true}\n  late:\n    - {from: 1, fine: 10}\n    - {from: 31, level: absent, absent: 0.5}\n",
		Basis:   lang.T("店规和考勤软件的习惯；扣款的限度：工资支付暂行规定第 16 条", "shops and attendance apps; limits of what may be deducted: Provisional rules on wages, art. 16"),
	},
	{
		Key: "costs", Name: lang.T("成本", "Costs"),
		Means: lang.T("月薪、加班系数、临时工、外包坐席的价格，供情景推演、rules lint 和可以加的班（extra）用。", "Pay, overtime factors, prices of temporary and outsourced agents, for scenarios, rules lint and overtime that may be chosen (extra)."),
		Params: []RuleParam{param("monthly_pay, minimum_wage, hours_month", "元/月、小时/月", "yuan and hours a month"), param("overtime", "workday、rest、statutory 的倍数", "factors of workday, rest, statutory"),
			param("short_hour", "漏一个人时值多少元；不写是六个小时的工资", "yuan that a head-hour short is worth; six hours of pay if left out")},
		Example: "costs: {monthly_pay: 5000, minimum_wage: 2200}\n",
		Basis:   lang.T("劳动法第 44 条：150%、200%、300%；月计薪 174 小时", "Labour Law art. 44: 150%, 200%, 300%; 174 paid hours a month"),
	},
	{
		Key: "hire", Name: lang.T("招人", "Hiring"),
		Means: lang.T("招人计划（scenario hire）用的数：每月离职的人、招到人要几周、新人几周后才顶用；带教周数在 contract.training。不影响班表。",
			"What plans of hiring (scenario hire) are made with: who leaves in a month, the weeks until somebody is found, and until they are a full hand; the weeks of training are in contract.training. They do not change a roster."),
		Params: []RuleParam{
			param("attrition", "每月离职的比例", "share of people who leave in a month"),
			param("post_weeks", "发布招聘到第一天上班几周", "weeks from posting a job to the first day"),
			param("ramp_weeks, ramp_pace", "带教完再过几周才到正常速度，这几周的速度", "weeks after training until full pace, and the pace in them"),
			param("absence", "年假、病假占合同工时的比例", "share of contract time that is annual leave and sickness"),
			param("fit", "排上班的时间里落在有需求时段的比例", "share of rostered time that falls where heads are needed"),
			param("temp_pace", "临时工的速度", "the pace of temps"),
		},
		Example: "hire: {attrition: 6%, post_weeks: 3}\n",
		Basis:   lang.T("店里的经验；预设是常见的数", "a shop's own experience; the preset has common figures"),
	},
	{
		Key: "extra", Name: lang.T("可以加的班", "Overtime that may be chosen"), Breaks: []string{"extra-work"},
		Means: lang.T("排班时缺人的时段，程序可以自己安排加班：把班次往前或往后延长（overtime），或让休息的人来上一段（rest_day）。加班按工资和倍数算钱，漏一个人时按 costs.short_hour 算钱，划算才加；按法律，一天最多 3 小时、一个月最多 36 小时（已批准的算在内），孕期、哺乳、未成年、带教中的人不加班，请假的时段不加班，班次间隔等规则照样管。格子里写成 早(18-20加班)，月底按班表当作已批准的加班结算。",
			"Where heads are short the roster may choose overtime by itself: shifts made longer at their front or back (overtime), or hours worked on a day off (rest_day). Overtime costs the pay of its hours, a head-hour short what costs.short_hour says, and the cheaper is chosen. By law it is at most 3 h a day and 36 h a month, what is approved already among them; nobody who is pregnant, nursing, under age or in training works any, nobody during leave, and all rules hold for the longer shift. A cell shows it as E(+18-20); the month is settled as if it were approved."),
		Params: []RuleParam{
			param("kind", "overtime 加班、rest_day 休息日上班", "overtime or rest_day"), param("longest", "overtime：一人一天最多多久", "overtime: the most for one person and day"),
			param("hours, heads, queues", "rest_day：时段、一天最多几人（0 不限）、哪些队列", "rest_day: its hours, most people a day (0 is no limit), the queues"), daysParam,
		},
		Example: "extra:\n  - {id: ot, kind: overtime, longest: 2h}\n  - {id: R, name: {zh: 休息日班, en: Day off}, kind: rest_day, hours: [10:00-18:00], heads: 2}\n",
		Basis:   lang.T("劳动法第 41、44 条：加班每日最多 3 小时、每月 36 小时；150%、200%、300%", "Labour Law arts. 41 and 44: at most 3 h a day and 36 h a month; 150%, 200%, 300%"),
	},
	{
		Key: "also", Name: lang.T("其他店规", "Other rules"),
		Means:   lang.T("程序执行不了的店规，只和别的规则一起写出来。", "Rules that the program cannot enforce; they are listed with the others."),
		Params:  []RuleParam{param("text", "文字", "the text")},
		Example: "also:\n  - {id: desk, text: {zh: 离开座位要挂起, en: log off when leaving the desk}}\n",
		Basis:   lang.T("店规", "a shop's own"),
	},
}
