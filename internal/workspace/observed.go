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
	o := observing{config: c, order: table.DateOrder{Today: book.Today}, taken: map[[2]int]bool{}, byQueue: map[int]*Observed{}, step: 60, daily: true}
	o.split = records.Col("hour") != 0 && records.Col("hour") != records.Col("date")
	o.named = records.Has("queue")
	for r := range records.All() {
		o.order.See(r.Raw("date"))
	}
	for r := range records.All() {
		o.row(r)
	}
	if o.daily && len(o.taken) > 1 {
		problems.Add(table.Pos{File: book.Name, Sheet: records.Sheet}, lang.T("每天只有一行，没有钟点", "there is one row a day, without hours"),
			lang.T("按小时或半小时导出：一天的平均看不出忙时", "export by the hour or half hour: a day's mean does not show its busy hours"))
	}
	return o.all(), problems.Err()
}

// observing gathers the rows of a history of replies.
type observing struct {
	config  *Config
	order   table.DateOrder
	split   bool // date and hour stand in two columns
	named   bool // a column names the queue
	taken   map[[2]int]bool
	byQueue map[int]*Observed // -1 where no column names the queue
	step    int               // minutes
	daily   bool              // every row so far begins at midnight
	percent bool              // a reply rate is above 1
}

// row takes a row, or leaves it out where it lacks a figure.
func (o *observing) row(r *table.Record) {
	date, hour := table.Clean(r.Raw("date")), ""
	if o.split {
		hour = table.Clean(r.Raw("hour"))
	}
	if summary(date) {
		return
	}
	at, ok := parseSlot(&o.order, date, hour, o.split)
	if what, hint, unclear := o.order.Unclear(date); !ok && unclear {
		r.Problem("date", what, hint)
		return
	}
	if !ok || at%15 != 0 {
		r.Problem("date", lang.F("时间 %q 看不懂，或不在整点、半点、刻钟上", "time %q is not understood, or not on the hour, half hour or quarter", strings.TrimSpace(date+" "+hour)),
			lang.T("写成 2026-11-01 08:00，或日期一列、小时一列", "write 2026-11-01 08:00, or a date and an hour in two columns"))
		return
	}
	q := -1
	if o.named {
		word := table.Clean(r.Raw("queue"))
		if q = o.config.queueByColumn(word); q < 0 {
			r.Problem("queue", lang.F("没有队列 %q", "there is no queue %q", word), o.config.queueHint(word))
			return
		}
	}
	seen, given := observation(r, at)
	if !given || !r.OK() {
		return
	}
	if o.taken[[2]int{q, at}] {
		r.Problem("date", lang.F("时段 %s 出现了两次", "the interval %s appears twice", stampText(at)), lang.T("每个时段（每个队列）只留一行", "keep one row for each interval of a queue"))
		return
	}
	o.taken[[2]int{q, at}] = true
	o.daily, o.percent = o.daily && at%1440 == 0, o.percent || seen.Reply > 1
	if at%60 != 0 {
		o.step = min(o.step, 30)
	}
	if at%30 != 0 {
		o.step = 15
	}
	if o.byQueue[q] == nil {
		o.byQueue[q] = &Observed{}
	}
	o.byQueue[q].Seen = append(o.byQueue[q].Seen, seen)
}

// observation reads the figures of a row; given is false where one is not known.
func observation(r *table.Record, at int) (o staffing.Observation, given bool) {
	given = true
	number := func(key string, most float64) float64 {
		s := table.Clean(r.Raw(key))
		if strings.Trim(s, "-—/") == "" {
			given = false
			return 0
		}
		v, ok := table.ParseFloat(s)
		if !ok || v < 0 || v > most {
			r.Problem(key, lang.F("%q 不是 0 到 %g 的数", "%q is not a number from 0 to %g", s, most), lang.T("没有数据就空着", "leave it empty if unknown"))
		}
		return v
	}
	o = staffing.Observation{Start: at, Volume: number("count", 1e7), Reply: number("reply", 100), Agents: number("agents", 1e4)}
	return o, given
}

// all returns what was gathered in the configuration's order of queues, reply rates
// as shares.
func (o *observing) all() (out []Observed) {
	for q := -1; q < len(o.config.Queues); q++ {
		seen := o.byQueue[q]
		if seen == nil {
			continue
		}
		if seen.Step = o.step; q >= 0 {
			seen.Queue = &o.config.Queues[q]
		}
		if o.percent {
			for i := range seen.Seen {
				seen.Seen[i].Reply /= 100
			}
		}
		out = append(out, *seen)
	}
	return out
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
