package workspace

import (
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule/staffing"
)

// Observed is what the past of one queue showed.
type Observed struct {
	Queue *Queue // nil where the file has no column that names queues
	Step  int    // minutes
	Seen  []staffing.Observation
}

// observedSchema describes a history of how well contacts were answered.
var observedSchema = table.Schema{Columns: []table.Column{
	{Key: "date", Name: lang.T("日期", "Date"), Also: dateHeads, Required: true},
	{Key: "hour", Name: lang.T("小时", "Hour"), Also: hourHeads},
	{Key: "queue", Name: lang.T("队列", "Queue"), Also: queueHeads},
	{Key: "count", Name: lang.T("咨询量", "Inquiries"), Also: countHeads, Required: true},
	{Key: "reply", Name: lang.T("回复率", "Reply rate"), Required: true, Also: []string{
		"及时回复率", "3分钟回复率", "三分钟回复率", "3分钟人工回复率", "5分钟回复率", "会话及时回复率", "首次及时回复率", "接通率", "服务水平",
		"answered in time", "3-minute reply rate", "service level", "on time"}},
	{Key: "agents", Name: lang.T("在线人数", "Agents online"), Required: true, Also: []string{
		"在线客服", "在线客服数", "在线客服人数", "客服人数", "接待客服数", "在线坐席", "坐席数", "在岗人数", "agents", "online", "staff", "heads"}},
}}

// ReadObserved reads contacts, reply rate and agents online of past intervals
// from the first sheet that has the columns. A row that lacks one of them says
// nothing and is left out. Reply rates are shares (0.92, 92%) or, where one of
// them is above 1, percentages. Every bad row is reported.
func (c *Config) ReadObserved(book *table.Book) ([]Observed, error) {
	var problems table.Problems
	records := book.Find(observedSchema, &problems)
	if records == nil {
		return nil, problems.Err()
	}
	split := records.Col("hour") != 0 && records.Col("hour") != records.Col("date")
	byQueue := map[int]*Observed{}
	taken := map[[2]int]bool{}
	step, daily, percent := 60, true, false
	for r := range records.All() {
		text := func(key string) string { return table.Clean(r.Raw(key)) }
		date, hour := text("date"), ""
		if split {
			hour = text("hour")
		}
		if summary(date) {
			continue
		}
		at, ok := parseSlot(date, hour, split)
		if !ok || at%15 != 0 {
			r.Problem("date", lang.F("时间 %q 看不懂，或不在整点、半点、刻钟上", "time %q is not understood, or not on the hour, half hour or quarter", strings.TrimSpace(date+" "+hour)),
				lang.T("写成 2026-11-01 08:00，或日期一列、小时一列", "write 2026-11-01 08:00, or a date and an hour in two columns"))
			continue
		}
		q := -1
		if records.Has("queue") {
			if q = c.queueByColumn(text("queue")); q < 0 {
				r.Problem("queue", lang.F("没有队列 %q", "there is no queue %q", text("queue")), c.queueHint(text("queue")))
				continue
			}
		}
		given := true
		number := func(key string, most float64) (v float64) {
			s := text(key)
			if strings.Trim(s, "-—/") == "" {
				given = false // not known
				return 0
			}
			v, ok := table.ParseFloat(s)
			if !ok || v < 0 || v > most {
				r.Problem(key, lang.F("%q 不是 0 到 %g 的数", "%q is not a number from 0 to %g", s, most), lang.T("没有数据就空着", "leave it empty where nothing is known"))
			}
			return v
		}
		o := staffing.Observation{Start: at, Volume: number("count", 1e7), Reply: number("reply", 100), Agents: number("agents", 1e4)}
		if !given || !r.OK() {
			continue
		}
		if taken[[2]int{q, at}] {
			r.Problem("date", lang.F("时段 %s 出现了两次", "the interval %s stands twice", stampText(at)), lang.T("每个时段（每个队列）只留一行", "keep one row for each interval of a queue"))
			continue
		}
		taken[[2]int{q, at}] = true
		daily, percent = daily && at%1440 == 0, percent || o.Reply > 1
		if at%60 != 0 {
			step = min(step, 30)
		}
		if at%30 != 0 {
			step = 15
		}
		if byQueue[q] == nil {
			byQueue[q] = &Observed{}
		}
		byQueue[q].Seen = append(byQueue[q].Seen, o)
	}
	if daily && len(taken) > 1 {
		problems.Add(table.Pos{File: book.Name, Sheet: records.Sheet}, lang.T("每天只有一行，没有钟点", "there is one row a day, without hours"),
			lang.T("按小时或半小时导出：一天的平均看不出忙时", "export by the hour or half hour: a day's mean does not show its busy hours"))
	}
	var out []Observed
	for q := -1; q < len(c.Queues); q++ { // in the configuration's order
		o := byQueue[q]
		if o == nil {
			continue
		}
		if o.Step = step; q >= 0 {
			o.Queue = &c.Queues[q]
		}
		if percent {
			for i := range o.Seen {
				o.Seen[i].Reply /= 100
			}
		}
		out = append(out, *o)
	}
	return out, problems.Err()
}

// summary reports whether a row's first words say that it sums up others.
func summary(date string) bool {
	for _, p := range []string{"合计", "总计", "平均", "#"} {
		if strings.HasPrefix(date, p) {
			return true
		}
	}
	return date == "" || strings.EqualFold(date, "total")
}
