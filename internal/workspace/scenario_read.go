package workspace

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// ReadScenarios reads a scenario file about w. Every bad place is reported at once, with
// its line.
func (w *Workspace) ReadScenarios(path string) (*ScenarioFile, error) {
	src, err := readYAML(path)
	if err != nil {
		return nil, err
	}
	out := &ScenarioFile{}
	r := scenarioReader{w: w, f: out, decoder: decoder{file: filepath.Base(path), from: FromWorkspace, places: places{}}}
	if r.read(src, out) {
		r.check()
	}
	slices.SortStableFunc(r.problems, func(a, b *table.Problem) int { return slices.Compare(place(a), place(b)) })
	return out, r.problems.Err()
}

// place is the line and column of a problem of a document, nil where it is about all of
// it.
func place(p *table.Problem) (at []int) {
	for _, part := range strings.Split(p.Pos.File, ":")[1:] {
		n, _ := strconv.Atoi(part)
		at = append(at, n)
	}
	return at
}

// scenarioReader checks a file of scenarios against the workspace that it is about.
type scenarioReader struct {
	decoder
	w *Workspace
	f *ScenarioFile

	queues, events []string
	scenario       string // id of the one being checked, "" for what is about all
}

// bad reports what is wrong at a key, unless its value could not be read anyway.
func (r *scenarioReader) bad(key string, what, hint lang.Text) {
	if r.isSpoilt(key) {
		return
	}
	if r.scenario != "" {
		what = lang.F("方案 %s：%s", "scenario %s: %s", r.scenario, what)
	}
	at := r.places.of(key)
	if at == "" {
		at = r.file
	}
	r.problems.Add(table.Pos{File: at}, what, hint)
}

func (r *scenarioReader) check() {
	for _, q := range r.w.Config.Queues {
		r.queues = append(r.queues, q.ID)
	}
	for _, e := range r.w.Events {
		r.events = append(r.events, e.Name)
	}
	if len(r.f.Scenarios) == 0 {
		r.bad("scenarios", lang.T("没有 scenarios", "there are no scenarios"), lang.T("`paiban scenario template` 打印一份带说明的例子", "`paiban scenario template` prints an example with notes"))
	}
	if r.f.Breach < 0 {
		r.bad("breach", lang.F("代价 %g 不能为负", "breach of %g: it cannot be negative", r.f.Breach), lang.T("写低于处罚线一周的代价，元；没有就写 0", "write what a week below the gate costs, in yuan; 0 for nothing"))
	}
	if _, given := r.places["confidence"]; given && (r.f.Confidence <= 0 || r.f.Confidence >= 1) {
		r.bad("confidence", lang.F("把握 %s 应大于 0、小于 100%%", "confidence of %s: it must be above 0 and below 100%%", r.f.Confidence), lang.T("写 90% 这样的数", "write something like 90%"))
	}
	r.rises("volume", r.f.Volume)
	for i := range r.f.Scenarios {
		s := &r.f.Scenarios[i]
		r.scenario = s.ID
		at := "scenarios[" + s.ID + "]"
		r.rises(at+".volume", s.Volume)
		for k := range s.Queues {
			r.queueChange(at+".queues["+s.Queues[k].ID+"]", &s.Queues[k])
		}
		for k := range s.People {
			r.source(at+".people["+s.People[k].ID+"]", &s.People[k])
		}
	}
}

// givenAt lists the keys that the document has right under key.
func (r *scenarioReader) givenAt(key string) (keys []string) {
	for at := range r.places {
		if k, under := strings.CutPrefix(at, key+"."); under && !strings.ContainsAny(k, ".[") {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

// queue turns the id or the name of a queue, written under key, into its id.
func (r *scenarioReader) queue(key string, name *string) {
	if *name == "" || contains(r.queues, *name) {
		return
	}
	if id, ok := r.w.Config.queueByWord(*name); ok {
		*name = id
		return
	}
	r.bad(key, lang.F("没有队列 %q", "there is no queue %q", *name), didYouMean(*name, r.queues))
}

func (r *scenarioReader) rises(key string, list []ScenarioRise) {
	for i := range list {
		u, at := &list[i], fmt.Sprintf("%s[%d]", key, i)
		if _, given := r.places[at]; !given { // one written without a list
			at = key
		}
		r.queue(at+".queue", &u.Queue)
		r.dates(at, u.From, u.To)
		switch {
		case u.Event == "":
		case r.scenario != "":
			r.bad(at+".event", lang.T("event 只能写在最上面的 volume 里", "an event may only be named in the volume of the file"), lang.T("把这一行移到最上面的 volume 下", "move the line to the volume at the top"))
		case r.f.Week == "":
			r.bad(at+".event", lang.T("写了 event 就要写 week", "a file that names an event needs a week"), lang.T("加一行 week: 2026-W46", "add a line such as week: 2026-W46"))
		case !contains(r.events, u.Event):
			r.bad(at+".event", lang.F("events.csv 里没有活动 %q", "there is no event %q in events.csv", u.Event), didYouMean(u.Event, r.events))
		}
		given := r.givenAt(at)
		switch {
		case r.isSpoilt(at):
		case !slices.Contains(given, "base"):
			r.bad(at, lang.T("没有写倍数 base", "the uplift base is missing"), lang.T("写 base: 1.5 表示多一半", "write base: 1.5 for half as much again"))
		case u.Base <= 0 || u.Low < 0 || slices.Contains(given, "low") && u.Low == 0 || u.Low > u.Base || u.High < u.Base && slices.Contains(given, "high"):
			r.bad(at+".base", lang.F("倍数 low %g、base %g、high %g 要大于 0 且从小到大", "uplift of low %g, base %g, high %g: they must be above 0 and in this order", u.Low, u.Base, u.High), lang.T("写成 low: 1.2, base: 1.5, high: 2；只写 base 也可以", "write low: 1.2, base: 1.5, high: 2, or base alone"))
		}
	}
}

func (r *scenarioReader) queueChange(key string, q *ScenarioQueue) {
	q.given = r.givenAt(key)
	r.queue(key+".id", &q.ID)
	for _, n := range []struct {
		key   string
		value float64
	}{
		{"concurrency", float64(q.Concurrency)}, {"turns", q.Turns}, {"typing", float64(q.Typing)}, {"think", float64(q.Think)},
		{"aht", float64(q.AHT)}, {"within", float64(q.Within)}, {"target", float64(q.Target)},
	} {
		if n.value <= 0 && q.Given(n.key) {
			r.bad(key+"."+n.key, lang.F("队列 %s 的 %s 要大于 0", "queue %s: %s must be above 0", q.ID, n.key), lang.T("不改就删掉这个键", "delete the key to leave it as it is"))
		}
	}
	for _, share := range []struct {
		key   string
		value Share
	}{{"robot_share", q.RobotShare}, {"handed_share", q.HandedShare}} {
		if share.value >= 1 {
			r.bad(key+"."+share.key, lang.F("队列 %s 的 %s 应小于 100%%", "queue %s: %s must be below 100%%", q.ID, share.key), lang.T("写 30% 这样的比例", "write a share such as 30%"))
		}
	}
	if q.HandedPrice < 0 {
		r.bad(key+".handed_price", lang.F("队列 %s 交给外包的单价不能为负", "queue %s: the price of what is handed out cannot be negative", q.ID), lang.T("写每个咨询多少元", "write yuan for each contact"))
	}
	if q.Given("handed_price") && q.HandedShare == 0 {
		r.bad(key+".handed_price", lang.F("队列 %s 有单价，没有交给外包的比例 handed_share", "queue %s has a price and no handed_share", q.ID), lang.T("写 handed_share: 30%", "write handed_share: 30%"))
	}
}

func (r *scenarioReader) source(key string, p *ScenarioSource) {
	p.given = r.givenAt(key)
	for i := range p.Queues {
		r.queue(key+".queues", &p.Queues[i])
	}
	r.dates(key, p.From, p.To)
	switch p.Kind {
	case "overtime":
		if p.Longest <= 0 {
			r.bad(key+".longest", lang.F("%s：加班要写 longest，如 2h", "%s: overtime needs longest, such as 2h", p.ID), lang.T("加上 longest: 2h，一人一天最多多久", "add longest: 2h, the most for one person and day"))
		}
	case "rest_day":
		if len(p.Hours) == 0 && !r.isSpoilt(key+".hours") {
			r.bad(key+".hours", lang.F("%s：休息日上班要写时段 hours", "%s: work on days off needs hours", p.ID), lang.T("写 hours: [\"10:00-18:00\"]，可以再写 heads：一天最多几人", "write hours: [\"10:00-18:00\"], and heads for the most people a day if you like"))
		}
		r.apart(key, p)
	case "temp", "seat", "borrow":
		r.extra(key, p)
	default:
		r.bad(key+".kind", lang.F("%[2]s 的 kind %[1]q 不认识", "unknown kind %q of %s", p.Kind, p.ID),
			lang.T("可用 overtime（加班）、rest_day（休息日上班）、temp（临时工）、seat（外包坐席）、borrow（借调）", "use overtime, rest_day, temp, seat or borrow"))
	}
}

// extra checks a source of further people.
func (r *scenarioReader) extra(key string, p *ScenarioSource) {
	if p.Heads <= 0 && !r.isSpoilt(key+".heads") || len(p.Hours) == 0 && !r.isSpoilt(key+".hours") {
		r.bad(key+".heads", lang.F("%s：要写人数 heads 和时段 hours", "%s: heads and hours are needed", p.ID), lang.T("写 heads: 3, hours: [\"09:00-18:00\"]；`paiban scenario template` 打印一份带说明的例子", "write heads: 3, hours: [\"09:00-18:00\"]; `paiban scenario template` prints an example with notes"))
	}
	r.apart(key, p)
	if slices.Contains(p.given, "pace") && p.Pace <= 0 {
		r.bad(key+".pace", lang.F("%s：pace 要大于 0", "%s: pace must be above 0", p.ID), lang.T("不写就是 100%", "leave it out for 100%"))
	}
	if p.PayDay < 0 || p.PayHour < 0 || p.Month < 0 || p.Chats < 0 || p.Ramp < 0 || p.Least < 0 {
		r.bad(key, lang.F("%s：费用、接待数和天数不能为负", "%s: pay, chats and days cannot be negative", p.ID), lang.T("写 0 或更大的数", "write 0 or more"))
	}
	var prices []string
	for _, k := range p.given {
		if strings.HasPrefix(k, "pay_") {
			prices = append(prices, k)
		}
	}
	if len(prices) > 1 {
		r.bad(key+"."+prices[1], lang.F("%s：价格写了几种（%s）", "%s: more than one price (%s)", p.ID, strings.Join(prices, ", ")), lang.T("只留一种", "keep one of them"))
	}
}

// apart reports hours of a source that overlap.
func (r *scenarioReader) apart(key string, p *ScenarioSource) {
	for i := range p.Hours {
		for k := range p.Hours[:i] {
			if p.Hours[i].Start < p.Hours[k].End && p.Hours[k].Start < p.Hours[i].End {
				r.bad(fmt.Sprintf("%s.hours[%d]", key, i), lang.F("%s：时段 %s 和 %s 重叠", "%s: the hours %s and %s overlap", p.ID, p.Hours[k], p.Hours[i]), lang.T("一个人一天只做一轮，写成不重叠的时段", "they are one person's day; write hours apart from each other"))
			}
		}
	}
}

// dates reports a range of days that ends before it begins.
func (r *scenarioReader) dates(key string, from, to workcal.Date) {
	if from != 0 && to != 0 && to < from {
		r.bad(key+".to", lang.F("从 %s 到 %s：结束比开始早", "from %s to %s: it ends before it begins", from, to), lang.T("对调两个日期，或改正其中一个", "swap the two dates, or correct one of them"))
	}
}
