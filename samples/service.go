package samples

import (
	"fmt"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workspace"
)

const serviceFolder = "service/" + Month + "/"

// reportColumn is a column of an agent report: its headings and what it holds for an
// agent who is so good, from 0 to 1, at so many contacts.
type reportColumn struct {
	head  lang.Text
	value func(d dice, good float64, contacts int) string
}

// about is a value from low to high, as good as the agent, with some luck of the day.
func about(d dice, good, low, high float64) float64 {
	x := good + (d.Float64()-.5)*.3
	return low + (high-low)*max(0, min(1, x))
}

func percentOf(head lang.Text, low, high float64) reportColumn {
	return reportColumn{head, func(d dice, good float64, _ int) string { return fmt.Sprintf("%.1f%%", 100*about(d, good, low, high)) }}
}

func secondsOf(head lang.Text, slow, fast float64) reportColumn {
	return reportColumn{head, func(d dice, good float64, _ int) string { return fmt.Sprintf("%.0f", about(d, good, slow, fast)) }}
}

var (
	contactsOf    = reportColumn{lang.T("接待人数", "Contacts handled"), func(_ dice, _ float64, contacts int) string { return fmt.Sprint(contacts) }}
	firstReplyOf  = secondsOf(lang.T("平均首次响应(秒)", "First reply (s)"), 28, 5)
	meanReplyOf   = secondsOf(lang.T("平均响应时长(秒)", "Average reply time (s)"), 52, 18)
	replyRateOf   = percentOf(lang.T("3分钟回复率", "Reply rate"), .86, .995)
	satisfiedOf   = percentOf(lang.T("满意度", "Satisfaction"), .82, .97)
	conversionOf  = percentOf(lang.T("询单转化率", "Conversion"), .18, .38)
	refundsOf     = percentOf(lang.T("退款率", "Refund rate"), .09, .02)
	inTimeOf      = percentOf(lang.T("订单处理及时率", "Order timeliness"), .93, .998)
	solvedOf      = percentOf(lang.T("解决率", "Resolution rate"), .75, .94)
	unservedOf    = percentOf(lang.T("不服务率", "Unserved rate"), .04, .005)
	slowAnswersOf = reportColumn{lang.T("平均响应时长", "Average reply time"), func(d dice, good float64, _ int) string {
		m := int(60 * about(d, good, 15, 3))
		return fmt.Sprintf("%d:%02d:00", m/60, m%60)
	}}
	complaintsOf = reportColumn{lang.T("投诉数", "Complaints"), func(d dice, good float64, contacts int) string {
		return fmt.Sprint(d.poisson(float64(contacts) * (.004 - .0035*good)))
	}}
	salesOf = reportColumn{lang.T("客服销售额", "Sales"), func(d dice, good float64, contacts int) string {
		return fmt.Sprintf("%.2f", float64(contacts)*about(d, good, 20, 45))
	}}
	kuaishouRateOf  = percentOf(lang.T("三分钟回复率（人维度）", "3-minute reply rate"), .80, .98)
	kuaishouGoodOf  = percentOf(lang.T("好评率", "Satisfaction"), .80, .93)
	kuaishouReplyOf = reportColumn{lang.T("人工平均回复时长", "Average reply time"), func(d dice, good float64, _ int) string {
		return fmt.Sprintf("00:00:%02.0f", about(d, good, 52, 18))
	}}
)

// reports are the columns of each preset's agent report, beside date and agent.
var reports = map[string][]reportColumn{
	"wangdian":  {contactsOf, firstReplyOf, meanReplyOf, replyRateOf, satisfiedOf},
	"taobao":    {contactsOf, firstReplyOf, meanReplyOf, replyRateOf, conversionOf, salesOf, satisfiedOf},
	"kuaishou":  {contactsOf, kuaishouRateOf, kuaishouReplyOf, unservedOf, kuaishouGoodOf},
	"douyin":    {contactsOf, firstReplyOf, replyRateOf, satisfiedOf},
	"duty":      {contactsOf, firstReplyOf, satisfiedOf},
	"recharge":  {contactsOf, inTimeOf, complaintsOf},
	"amazon":    {contactsOf, slowAnswersOf, satisfiedOf, solvedOf, complaintsOf, inTimeOf},
	"multishop": {contactsOf, replyRateOf, conversionOf, salesOf, complaintsOf, refundsOf},
	"outsource": {contactsOf, firstReplyOf, replyRateOf, satisfiedOf},
}

// marked are the marks of the month that each preset keeps by hand: heading and the
// least and the best mark.
var marked = map[string]struct {
	name, head lang.Text
	low, high  float64
}{
	"wangdian":  {lang.T("技能考试", "exam"), lang.T("考试成绩", "Exam score"), 68, 98},
	"duty":      {lang.T("质检", "inspection"), lang.T("质检得分", "QA score"), 75, 97},
	"outsource": {lang.T("质检", "inspection"), lang.T("质检得分", "QA score"), 75, 97},
}

// service writes what the month's agents did: a report with a line for each agent and
// day worked, and the marks of the month.
func (s *shop) service() (files []file, err error) {
	d := newDice(s.preset, "service of "+Month)
	columns := reports[s.preset]
	lines := [][]string{{pick(s.lang, "统计日期", "Date"), pick(s.lang, "客服昵称", "Agent name")}}
	for _, c := range columns {
		lines[0] = append(lines[0], c.head.In(s.lang))
	}
	daily := 0.0
	for i := range s.streams {
		daily += s.streams[i].daily
	}
	worked := map[[2]int]bool{}
	for k := range s.clocked {
		worked[[2]int{s.clocked[k].who, int(s.clocked[k].date)}] = true
	}
	good := make([]float64, len(s.team))
	for i := range good {
		good[i] = .5 + .45*d.Float64()
	}
	for day := monthFirst; day <= monthLast; day++ {
		var there []int
		for i := range s.team {
			if s.team[i].employed(day) && s.team[i].flag != workspace.Exempt && worked[[2]int{i, int(day)}] {
				there = append(there, i)
			}
		}
		for _, i := range there {
			contacts := d.poisson(daily / float64(len(there)))
			if contacts == 0 {
				continue
			}
			line := []string{day.String(), s.nick(i)}
			for _, c := range columns {
				line = append(line, c.value(d, good[i], contacts))
			}
			lines = append(lines, line)
		}
	}
	files = append(files, file{serviceFolder + pick(s.lang, "客服绩效.csv", "agents.csv"), csvBytes(lines, ',')})
	if m, ok := marked[s.preset]; ok {
		rows := [][]string{{pick(s.lang, "月份", "Month"), pick(s.lang, "姓名", "Name"), m.head.In(s.lang)}}
		for i := range s.team {
			if s.team[i].hired <= monthFirst && s.team[i].left == 0 && s.team[i].flag != workspace.Exempt {
				rows = append(rows, []string{Month, s.team[i].name.In(s.lang), fmt.Sprintf("%.0f", about(d, good[i], m.low, m.high))})
			}
		}
		files = append(files, file{serviceFolder + m.name.In(s.lang) + ".csv", csvBytes(rows, ',')})
	}
	return files, nil
}

// nick is what the platform calls a member: shop:name, or the name alone where the sample
// has no shop to name.
func (s *shop) nick(i int) string {
	return strings.ReplaceAll(s.spec.name.In(s.lang), ":", " ") + ":" + s.team[i].name.In(s.lang)
}
