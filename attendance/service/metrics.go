package service

import (
	"regexp"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// Metric is one thing that reports say of an agent.
type Metric struct {
	Key   string
	Name  lang.Text
	Unit  attendance.Unit
	Added bool // figures of several days and accounts add up; others are means

	// By are the counts that a mean is weighted with, the first one that a report has.
	By []string

	heads *regexp.Regexp // a heading, reduced, that stands for it
}

// Metrics lists what is known, in the order in which headings are compared.
var Metrics = []Metric{
	{Key: "reply_rate", Name: lang.T("及时回复率", "reply rate"), Unit: attendance.Share, By: []string{"needed", "asked", "contacts"},
		heads: regexp.MustCompile(`^(平均|客服|人工)*([0-9一二三四五十]+分钟(内)?|及时)?(人工)?(及时)?(回复|应答|响应)率$|^(首次)?(及时|[0-9]+分钟)(回复|应答|响应)率$|^(3minute|3min|5minute|5min)?(reply|response|answer)rate$|^(answeredintime|servicelevel|ontime|repliedintime)$`)},
	{Key: "quick_rate", Name: lang.T("快速应答率", "quick-reply rate"), Unit: attendance.Share, By: []string{"needed", "asked", "contacts"},
		heads: regexp.MustCompile(`^[0-9]+(秒|s)(内)?(人工)?(回复|应答|响应)率$|^[0-9]+(s|sec|second|seconds)(reply|response)rate$`)},
	{Key: "first_reply", Name: lang.T("首次响应", "first reply"), Unit: attendance.Seconds, By: []string{"contacts", "asked"},
		heads: regexp.MustCompile(`^(平均)?(人工)?(首次|首)(人工)?(平均)?(响应|回复|应答|响)(平均)?(时长|时间|耗时|用时|秒数|速度)?$|^(average|avg|mean)?(first(reply|response)|frt)(time|seconds|secs)?$`)},
	{Key: "mean_reply", Name: lang.T("平均响应", "mean reply"), Unit: attendance.Seconds, By: []string{"contacts", "asked"},
		heads: regexp.MustCompile(`^(平均)?(人工)?(平均)?(人工)?(响应|回复|应答)(平均)?(时长|时间|耗时|用时|秒数|速度)$|^(平均|人工平均|平均人工)(响应|回复|应答)$|^(average|avg|mean)(reply|response)(time|seconds|secs)?$|^(reply|response)time$`)},
	{Key: "satisfaction", Name: lang.T("满意度", "satisfaction"), Unit: attendance.Share, By: []string{"rated", "contacts", "asked"},
		heads: regexp.MustCompile(`^(客户|买家|服务|用户|客服|平均)*(满意(度|率)|好评率)$|^(customer)?satisfaction(rate)?$|^csat$`)},
	{Key: "good", Name: lang.T("好评数", "good ratings"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^(满意|好评|很满意)(评价)?(数|人数|量|次数)$|^(good|satisfied)(ratings)?$`)},
	{Key: "rated", Name: lang.T("评价数", "ratings"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^(客户|买家|服务|收到)*(评价|评分|参评)(总)?(数|人数|量|次数)$|^(all)?ratings(count|received)?$|^rated$`)},
	{Key: "conversion", Name: lang.T("询单转化率", "conversion"), Unit: attendance.Share, By: []string{"presale", "contacts", "asked"},
		heads: regexp.MustCompile(`^(询单|咨询|客服|售前|接待)*(最终)?(付款|下单|支付|成交)?转化率$|^(询单|咨询)(下单|付款|支付|成交)率$|^conversion(rate)?$`)},
	{Key: "buyers", Name: lang.T("成交人数", "buyers"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^(询单|客服|最终)*(付款|下单|成交|支付|购买)(客户|买家)?(人数|数)$|^buyers$`)},
	{Key: "presale", Name: lang.T("询单人数", "presale visitors"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^(询单(人数|数|量)|售前(接待|咨询)(人数|数|量))$|^presale(visitors|contacts)?$`)},
	{Key: "sales", Name: lang.T("销售额", "sales"), Unit: attendance.Sum, Added: true,
		heads: regexp.MustCompile(`^(客服|询单|落实|促成|售后|个人)*(销售|成交|付款|支付|下单)(总)?(金)?额$|^(sales|revenue|gmv)(amount)?$`)},
	{Key: "order_value", Name: lang.T("客单价", "price per order"), Unit: attendance.Sum, By: []string{"buyers", "contacts"},
		heads: regexp.MustCompile(`^(客服|平均)*客单价$|^(average|avg)?order(value|price)$|^aov$|^priceperorder$`)},
	{Key: "refund_rate", Name: lang.T("退款率", "refund rate"), Unit: attendance.Share, By: []string{"buyers", "contacts"},
		heads: regexp.MustCompile(`^(客服|订单|售后)*(退款|退货|退货退款)率$|^refundrate$`)},
	{Key: "refunds", Name: lang.T("退款额", "refunds"), Unit: attendance.Sum, Added: true,
		heads: regexp.MustCompile(`^(客服|成功|售后)*退款(总)?(金)?额$|^refund(s|amount|edamount)?$`)},
	{Key: "refund_count", Name: lang.T("退款笔数", "refunds made"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^(成功)?(退款|售后)(订单|单|笔|人|件)?数$|^refundcount$`)},
	{Key: "complaint_rate", Name: lang.T("投诉率", "complaint rate"), Unit: attendance.Share, By: []string{"contacts", "asked"},
		heads: regexp.MustCompile(`^(客户|买家)?投诉率$|^complaint(s)?rate$`)},
	{Key: "complaints", Name: lang.T("投诉", "complaints"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^(客户|买家|被|有效)*投诉(数|量|次数|人数|件数)?$|^complaints?(count)?$`)},
	{Key: "solved_rate", Name: lang.T("解决率", "resolution rate"), Unit: attendance.Share, By: []string{"contacts", "asked"},
		heads: regexp.MustCompile(`^(问题|一次性?|首次|人工|客服)*解决率$|^(resolution|solved|firstcontactresolution)(rate)?$`)},
	{Key: "solved", Name: lang.T("解决数", "solved"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^(问题|已)?解决(问题)?(数|量|人数)$|^(solvedcount|resolvedcount|resolved)$`)},
	{Key: "no_service_rate", Name: lang.T("不服务率", "unserved rate"), Unit: attendance.Share, By: []string{"asked", "contacts"},
		heads: regexp.MustCompile(`^(人工)?不服务率$|^unservedrate$`)},
	{Key: "handled_in_time", Name: lang.T("处理及时率", "handled in time"), Unit: attendance.Share, By: []string{"contacts", "asked"},
		heads: regexp.MustCompile(`^(订单|工单|退款|售后|客诉)*处理(及时|准时)率$|^(订单|工单|退款|售后)(及时|准时)率$|^(handledintime|timeliness|order(processing)?timeliness)$`)},
	{Key: "inspection", Name: lang.T("质检分", "inspection mark"), Unit: attendance.Marks,
		heads: regexp.MustCompile(`^(平均)?质检(平均)?(得?分数?|成绩|评分)?$|^(qa|quality|inspection)(score|mark|marks)$`)},
	{Key: "exam", Name: lang.T("考试分", "exam mark"), Unit: attendance.Marks,
		heads: regexp.MustCompile(`^(技能|业务|产品|月度|规则)*(考试|测试|考核)(得?分数?|成绩)?$|^exam(score|mark|marks)?$`)},
	{Key: "training", Name: lang.T("培训出勤率", "training attended"), Unit: attendance.Share,
		heads: regexp.MustCompile(`^(参加)?培训(出勤|参加|到课|参训)?率$|^参训率$|^training(attendance|attended)?(rate)?$`)},
	{Key: "supervisor", Name: lang.T("主管评分", "supervisor's mark"), Unit: attendance.Marks,
		heads: regexp.MustCompile(`^(主管|组长|领导|店长)(评分|打分|评价分|得分)$|^supervisor(score|mark)?$`)},
	{Key: "peers", Name: lang.T("同事互评", "peer mark"), Unit: attendance.Marks,
		heads: regexp.MustCompile(`^(同事)?互评(得?分)?$|^peer(s|review|score|mark)?$`)},
	{Key: "unanswered", Name: lang.T("未及时回复人数", "not answered in time"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^([0-9一二三四五]+分钟(内)?|及时)?(人工)?未(及时)?(回复|应答|响应)(的)?(咨询)?(人数|人次|数|量)$`)},
	{Key: "needed", Name: lang.T("需人工回复人数", "needing a reply"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^需要?人工(回复|接待|服务)(的)?(咨询)?(人数|数|量)$`)},
	{Key: "contacts", Name: lang.T("接待人数", "contacts"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^(总|人工|有效|实际|客服|在线|日均)*(接待|服务|会话|对话|聊天)(总)?(客户|买家|顾客|用户|会话|咨询)*(量|数|数量|人数|人次)$|^(total)?(contacts|chats|conversations|sessions|tickets)(handled|served|count)?$|^(handled|served)(contacts|chats|customers)?$`)},
	{Key: "asked", Name: lang.T("咨询人数", "inquiries"), Unit: attendance.Count, Added: true,
		heads: regexp.MustCompile(`^(总|累计)*(咨询|进线|询问)(总)?(客户|买家|顾客|用户)*(量|数|数量|人数|人次)$|^(total)?inquir(y|ies)(count)?$|^(asked|offered|received)$`)},
}

// derived are figures that follow from others.
var derived = []Metric{
	{Key: "per_day", Name: lang.T("日均接待", "contacts a day"), Unit: attendance.Count},
}

func metricOf(key string) *Metric {
	for _, list := range [][]Metric{Metrics, derived} {
		if i := slices.IndexFunc(list, func(m Metric) bool { return m.Key == key }); i >= 0 {
			return &list[i]
		}
	}
	return nil
}

// MetricKeys lists the keys of all metrics.
func MetricKeys() (keys []string) {
	for _, list := range [][]Metric{Metrics, derived} {
		for i := range list {
			keys = append(keys, list[i].Key)
		}
	}
	return keys
}

// Text returns the name of a metric, its key where it is the shop's own.
func Text(key string) lang.Text {
	if m := metricOf(key); m != nil {
		return m.Name
	}
	return lang.Same(key)
}

var simple = strings.NewReplacer(
	"諮", "咨", "詢", "询", "會", "会", "話", "话", "總", "总", "數", "数", "進", "进", "線", "线", "響", "响", "應", "应", "時", "时", "長", "长",
	"間", "间", "復", "复", "覆", "复", "滿", "满", "評", "评", "價", "价", "轉", "转", "銷", "销", "額", "额", "單", "单", "質", "质", "檢", "检", "試", "试",
	"績", "绩", "訓", "训", "參", "参", "務", "务", "買", "买", "戶", "户", "員", "员", "號", "号", "帳", "账", "賬", "账", "稱", "称", "統", "统", "計", "计",
	"鐘", "钟", "內", "内", "處", "处", "決", "决", "訴", "诉", "貨", "货", "鋪", "铺", "別", "别", "組", "组", "問", "问", "達", "达", "聽", "听", "對", "对", "暱", "昵", "結", "结", "開", "开",
)

// heading reduces a heading to what matters in it.
func heading(s string) string {
	return strings.NewReplacer("/", "", "、", "", ".", "", "'", "", "的", "").Replace(simple.Replace(table.Heading(s)))
}

// metricByHeading returns the metric that a heading names, nil for none.
func metricByHeading(s string) *Metric {
	h := heading(s)
	if h == "" {
		return nil
	}
	for i := range Metrics {
		if Metrics[i].heads.MatchString(h) {
			return &Metrics[i]
		}
	}
	return nil
}
