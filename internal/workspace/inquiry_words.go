package workspace

import (
	"regexp"
	"slices"

	"paiban/internal/table"
)

// Headings of counts of inquiries as platforms, call centres and shops write them. Each
// is compared without case, blanks, stars, hyphens, units in brackets, and in simplified
// characters; see [heading].

var (
	dateHeads  = []string{"日期", "统计日期", "date", "day", "统计时间", "时间", "日期时间", "datetime", "timestamp", "time", "开始时间", "start", "start time", "时间段", "time slot", "数据日期", "业务日期", "interval start", "interval start time", "period start"}
	hourHeads  = []string{"小时", "时段", "时间段", "时间", "开始时间", "hour", "time", "interval", "slot", "period", "time slot", "start", "start time", "统计时段", "统计小时", "小时段", "时间点", "hour of day", "interval start", "interval start time", "time interval"}
	endHeads   = []string{"结束时间", "截止时间", "时段结束", "结束时刻", "结束小时", "结束", "截止", "end", "end time", "end hour", "interval end", "period end", "to", "until"}
	queueHeads = []string{"队列", "店铺", "店铺名称", "渠道", "客服组", "技能组", "队列名称", "queue", "shop", "store", "channel", "skill"}
	// countHeads are in the order in which they are taken where a file has several of them:
	// who asked before who was served, then a bare number, orders, messages.
	countHeads = []string{
		"咨询量", "咨询人数", "咨询数", "咨询客户数", "进线量", "inquiries", "contacts offered", "offered", "received",
		"会话量", "会话数", "contacts", "chats", "calls",
		"接待量", "接待人数", "接待会话数", "总接待人数", "handled", "answered",
		"数量", "人数", "count", "volume",
		"订单量", "单量", "orders", "消息量", "messages",
	}
)

// measure is what a column counts.
type measure int

const (
	contacts measure = iota
	orders
	messages
)

// countWord is what a heading says of the counts below it.
type countWord struct {
	of   measure
	rank int // of several columns that count the same, the lowest is taken
}

// Ranks of the names of one count.
const (
	asked  = iota // who came, or asked
	talked        // conversations: some who asked have none
	served        // who was served: some who asked were not
	bare          // a number of nobody says what
	total         // 合计: the sum of everything beside it
)

// countGrammar says what a heading of a count is made of: a heading that is made of these
// words alone counts contacts, orders or messages. What else a platform's report has
// beside them (平均首响, 满意度, 3分钟回复率, 未回复数) has other words in it.
var countGrammar = []struct {
	word countWord
	made *regexp.Regexp
}{
	{countWord{contacts, asked}, chineseCount(`咨询|询问|进线|呼入|来电|来访`, `会话|接待|接入`)},
	{countWord{contacts, talked}, chineseCount(`会话|对话|聊天|接入|工单`, ``)},
	{countWord{contacts, served}, chineseCount(`接待|服务|接起|接通|接听|应答|受理|处理`, `会话|工单|咨询|来电`)},
	{countWord{contacts, bare}, regexp.MustCompile(`^(总)?(数量|人数|人次|次数|客户数|买家数|顾客数|访客数)$`)},
	{countWord{contacts, total}, regexp.MustCompile(`^(合计|总计|共计|总数|总量|小时合计|时段合计|全部|total|sum|grandtotal|all)$`)},
	{countWord{orders, asked}, regexp.MustCompile(`^(总|新增|有效)*(订单|充值单?|下单|付款|支付)(总)?(单)?(量|数|数量|笔数|单数)?$|^(总)?单[量数]$`)},
	{countWord{messages, asked}, regexp.MustCompile(`^(总|买家|客户)*(消息|邮件|留言)(总)?(量|数|数量|条数|封数)$`)},

	{countWord{contacts, asked}, englishCount(`(offered|received|arrived|incoming|inbound|entered|presented|created|opened|started|initiated)`, `offered|received|incoming|inbound|arrivals|presented`)},
	{countWord{contacts, talked}, englishCount(``, ``)},
	{countWord{contacts, served}, englishCount(`(handled|answered|served|accepted|taken|resolved)`, `handled|answered|served`)},
	{countWord{contacts, bare}, regexp.MustCompile(`^(count|volume|number|quantity|qty)s?$`)},
	{countWord{orders, asked}, regexp.MustCompile(`^(total|new|numberof|noof|#of|#)*orders?(count|volume|qty)$|^(total|new|numberof|noof|#of|#)*orders(received|created|placed)?$`)},
	{countWord{messages, asked}, regexp.MustCompile(`^(total|new|numberof|noof|#of|#)*(messages|emails|mails|(message|email|mail)(count|volume|qty))(received)?$`)},
}

// chineseCount matches a name of a count: perhaps a word for all or for the people among
// them, what they did, whom or what it was done with, and a word for a number.
func chineseCount(did, with string) *regexp.Regexp {
	if with != "" {
		with = "|" + with
	}
	return regexp.MustCompile(`^(总|全部|人工|有效|新增|当日|当天|今日|实际|时段|每小时|小时|在线|客服|店铺|全店|本店|进店|来访|电话|热线|客户|买家|访客|用户|顾客)*(` + did + `)(总)?(客户|买家|用户|顾客|访客|人工` + with + `)*(总)?(量|数|数量|人数|人次|次数|件数|客户|用户|买家)$`)
}

// englishCount matches a name of a count: contacts by any name, and what became of them.
// alone are words of what became of them that need no name. A singular is none: ticket and
// customer are columns that name one.
func englishCount(became, alone string) *regexp.Regexp {
	const all = `(total|all|new|numberof|noof|no\.of|nof|#of|#|customer|human|live)*`
	const some = `(inquiries|enquiries|contacts|chats|calls|conversations|sessions|tickets|cases|customers|visitors|interactions|requests)`
	const one = `(inquiry|enquiry|contact|chat|call|conversation|session|ticket|case|customer|visitor|interaction|request)`
	const number = `(count|volume|total|qty)`
	if became == "" {
		return regexp.MustCompile(`^` + all + some + number + `?$|^` + all + one + number + `$`)
	}
	made := `^` + all + some + became + number + `?$|^` + all + became + some + number + `?$|^` + all + one + became + number + `?$`
	return regexp.MustCompile(made + `|^(total|all)*(` + alone + `)` + number + `?$`)
}

// expectedHead is what the heading of a count that somebody expects says beside the name of
// the count, or instead of it.
var (
	expectedHead = regexp.MustCompile(`预测|预计|预估|forecasted|forecast|expected|predicted|planned`)
	expectedOnly = regexp.MustCompile(`^(point|value|数值|值|总)?(量|数)?$`)
)

// countsBy returns what a heading says of the counts below it; ahead means that they are
// expected, not counted.
func countsBy(head string, ahead bool) (countWord, bool) {
	if ahead {
		plain := expectedHead.ReplaceAllString(head, "")
		if head != "" && expectedOnly.MatchString(plain) {
			return countWord{contacts, asked}, true
		}
		head = plain
	}
	for _, g := range countGrammar {
		if g.made.MatchString(head) {
			return g.word, true
		}
	}
	return countWord{}, false
}

// measureOf is what a queue's counts are of: what the first of its columns says.
func (q *Queue) measureOf() measure {
	for _, word := range q.Columns {
		if w, ok := countsBy(table.Heading(word), false); ok {
			return w.of
		}
	}
	return contacts
}

// Columns beside the counts that say which row of an interval this is.
var (
	peopleHead   = regexp.MustCompile(`^(接待|处理|值班|在线|服务|所属|责任|主)*(客服|坐席|座席|员工|人员|顾问|人|子账号)(姓名|昵称|名称|名字|名|账号|账户|工号|旺旺|id|编号|人员)?$|^(姓名|昵称|工号|旺旺|旺旺号|子账号)$|^(agent|advisor|adviser|representative|rep|employee|operator|staff|user|assignee|owner)(name|id|no|number|login|member)?$|^(full)?name$`)
	categoryHead = regexp.MustCompile(`店铺|店名|渠道|平台|来源|类目|品类|分类|类型|类别|商品|产品|终端|入口|分组|小组|部门|业务|项目|地区|区域|语言|站点|技能|队列|^组$|客服组|标签|^(shop|store|channel|platform|source|category|type|product|team|group|department|site|region|country|language|device|skill|queue|brand|topic|reason)(name|id)?$`)
	remarkHead   = regexp.MustCompile(`备注|说明|附注|内容|摘要|描述|链接|remark|note|comment|subject|description|text`)
)

// rowID is the heading of a column that numbers the chats, orders, tickets or calls of a
// list, one to a row.
var rowID = regexp.MustCompile(`^(会话|对话|咨询|聊天|工单|订单|单据|通话|来电|呼叫|记录|流水|服务|案件|交易|主订单|子订单)(id|编号|单号|号码|号|流水号|编码)$|^(单号|流水号|id|序号)$|^(chat|session|conversation|ticket|order|call|case|contact|interaction|inquiry|record)(id|no|no\.|number|#|ref|reference|key)$`)

// startHead is the heading of the time at which a chat, order, ticket or call began.
var startHead = regexp.MustCompile(`^(会话|对话|咨询|聊天|工单|订单|通话|服务|接待|排队|首次|客户|买家)*(开始|发起|接入|进入|进线|创建|建立|建单|提交|下单|成交|呼入|来电|呼叫|咨询|进店|请求|到达|拍下|发生)(时间|时刻|日期|日期时间|于)$|^(会话|对话|聊天|接待|工单|订单|通话|服务)(时间|日期)$|` +
	`^(chat|session|conversation|ticket|order|call|case|contact|interaction|inquiry|customer)?(start|started|begin|began|created|creation|opened|open|submitted|arrived|arrival|received|queued|request|requested|placed|offered|entered)(at|on|time|date|datetime|timestamp|utc)*$|^(chat|session|conversation|ticket|order|call|case|contact|interaction|inquiry)(time|date|datetime|timestamp)$`)

// durationHead is the heading of a rate, a length of time, a mean, a grade or a sum of
// money, and of nothing that could be counted.
var durationHead = regexp.MustCompile(`率|占比|比例|均|时长|耗时|秒|分钟|响应|首响|满意|评分|评价|得分|金额|价格|单价|元$|客单价|库存|(客服|坐席|座席|人员)(人)?数|在线人数|在岗|rate|ratio|share|%|average|avg|mean|aht|asa|duration|seconds|secs|minutes|mins|length|wait|score|csat|nps|rating|amount|price|revenue|sales|occupancy|level|^(agents|staffed|headcount|fte|online)(online|count|staffed|available)?$`)

// isHead reports whether a heading, as [table.Heading] gives it, is one of heads.
func isHead(head string, heads []string) bool {
	return head != "" && slices.ContainsFunc(heads, func(h string) bool { return table.Heading(h) == head })
}
