package samples

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workspace"
)

// spec is what is invented about the shop of one preset.
type spec struct {
	preset  string
	name    lang.Text
	id      string // format of staff ids
	teams   []team
	streams []stream
	events  []event
	step    int // minutes of the inquiry export
	volume  volumeLayout
	punches punchLayout

	protect  workspace.Flag // of the seventh member: pregnant or nursing
	exempt   bool           // the first one does not clock
	newcomer bool           // the last one began in mid-October
	trainee  bool           // one more began in November
	leaver   bool           // one more left in October
}

// team is a group of agents who take turns in the same way.
type team struct {
	name  lang.Text
	size  int
	queue string  // the only one they serve; "" is any
	cross int     // so many of them, from the first, serve every presale queue
	turns []turns // what its members work, week by week; dealt out in order
}

// turns is a cycle of weeks: a shift and the weekdays off, Monday "1".
type turns []struct{ shift, off string }

// Patterns of weeks that keep eleven hours between shifts, never more than six
// days in a row, and a rest day in every week. Their day off moves forward by
// one from week to week, and a week with two brings it back.
var (
	// The Sunday off before the first early week lets late nights pass into
	// early mornings.
	earlyLate = turns{{"E", "6"}, {"E", "5"}, {"L", "4"}, {"L", "37"}}
	earlyMid  = turns{{"E", "6"}, {"M", "5"}, {"E", "4"}, {"M", "37"}}
	twoAMonth = turns{{"D", ""}, {"D", "6"}, {"L", ""}, {"L", "7"}} // rest every 13 and 15 days
	onlyEarly = turns{{"E", "7"}}
	protected = turns{{"E", "23"}} // 40 hours a week

	// Three shifts around the clock with two days off a week. Whoever works
	// late on the last Sunday is off before the first night.
	clockA = turns{{"E", "34"}, {"L", "47"}, {"N", "67"}}
	clockB = turns{{"E", "45"}, {"L", "57"}, {"N", "45"}}
	clockC = turns{{"E", "67"}, {"L", "23"}, {"N", "16"}}
)

var (
	first  = lang.T("一组", "Team 1")
	second = lang.T("二组", "Team 2")
)

// phase gives each of n members the cycle at a different week.
func phase(t turns, n int) (out []turns) {
	for i := range n {
		k := i % len(t)
		out = append(out, append(append(turns{}, t[k:]...), t[:k]...))
	}
	return out
}

// mixed gives n members early, late, late and mid weeks: a mid week lets late
// nights pass into early mornings on any day. Members in the same week of the
// cycle have different days off.
func mixed(n int) (out []turns) {
	shifts, off := []string{"E", "L", "L", "M"}, []string{"6", "5", "4", "37"}
	for i := range n {
		var t turns
		for w := range 4 {
			t = append(t, struct{ shift, off string }{shifts[(i+w)%4], off[(i+i/4+w)%4]})
		}
		out = append(out, t)
	}
	return out
}

// pairs puts two people on each of three shifts, one off on Tuesdays and the
// other on Fridays, so that no shift is ever empty.
func pairs() (out []turns) {
	for _, off := range []string{"2", "5"} {
		out = append(out, phase(turns{{"E", off}, {"L", off}, {"M", off}}, 3)...)
	}
	return out
}

func chats(daily float64) stream {
	return stream{queue: "service", daily: daily, week: shopWeek, hours: shopping, promo: 1, after: .25}
}

// specs are in the order of workspace.Presets. Most volumes ask for a little more
// than the team can give on the busiest evening and less elsewhere; taobao and kuaishou
// have the people that they need, wherever they have a shift.
var specs = []spec{
	{
		preset: "wangdian", name: lang.T("青禾家居网店", "Qinghe Home"), id: "W%02d",
		teams:   []team{{name: first, size: 6, turns: phase(earlyLate, 6)}, {name: second, size: 5, turns: phase(earlyLate, 5)}},
		streams: []stream{chats(1450)}, events: doubleEleven,
		step: 60, volume: spanSheet, punches: dayList,
		protect: workspace.Pregnant, trainee: true, leaver: true,
	},
	{
		preset: "taobao", name: lang.T("小满童装", "Xiaoman Kids"), id: "TB%02d",
		teams:   []team{{name: first, size: 10, turns: phase(twoAMonth, 10)}},
		streams: []stream{chats(850)}, events: append(append([]event{}, doubleEleven...), friday...),
		step: 30, volume: stampCSV, punches: dingTalk,
		newcomer: true,
	},
	{
		preset: "kuaishou", name: lang.T("老铁好物小店", "Laotie Select"), id: "KS%02d",
		teams:   []team{{name: first, size: 7, turns: mixed(7)}, {name: second, size: 7, turns: mixed(7)}},
		streams: []stream{chats(1500)}, events: append(append([]event{}, doubleEleven...), friday...),
		step: 60, volume: hourGBK, punches: clockCSV,
		protect: workspace.Pregnant, trainee: true, leaver: true,
	},
	{
		preset: "douyin", name: lang.T("云朵零食抖店", "Cloud Snacks"), id: "DY%02d",
		teams:   []team{{name: first, size: 9, turns: mixed(9)}},
		streams: []stream{chats(950)}, events: append(append([]event{}, doubleEleven...), friday...),
		step: 30, volume: stampCSV, punches: clockText,
		protect: workspace.Nursing, newcomer: true,
	},
	{
		preset: "duty", name: lang.T("木言家具旗舰店", "Muyan Furniture"), id: "%03d",
		teams:   []team{{name: lang.T("客服部", "Service"), size: 7}},
		streams: []stream{{queue: "service", daily: 170, week: officeWeek, hours: daytime, promo: .8, after: .3}}, events: doubleEleven,
		step: 60, volume: momentSheet, punches: whoWhen,
		exempt: true, newcomer: true,
	},
	{
		preset: "recharge", name: lang.T("速充订单组", "Quick Top-up Desk"), id: "R%02d",
		teams:   []team{{name: lang.T("订单组", "Orders"), size: 6, turns: pairs()}},
		streams: []stream{{queue: "orders", daily: 230, week: shopWeek, hours: shopping, promo: .3}}, events: doubleEleven,
		step: 15, volume: stampCSV, punches: clockCSV,
	},
	{
		preset: "amazon", name: lang.T("远帆跨境", "Yuanfan Cross-border"), id: "A%03d",
		teams:   []team{{name: lang.T("客服组", "Support"), size: 9, turns: clockwork}},
		streams: []stream{{queue: "messages", daily: 190, week: [7]float64{1.12, 1.05, 1, .98, .96, .88, .9}, hours: overseas, promo: 1, after: .3}}, events: blackFriday,
		step: 60, volume: stampCSV, punches: whoWhen,
		trainee: true,
	},
	{
		preset: "multishop", name: lang.T("星河电商客服部", "Xinghe Commerce"), id: "X%02d",
		teams: []team{
			{name: lang.T("旗舰店组", "Flagship"), size: 6, queue: "flagship", cross: 1, turns: phase(earlyLate, 6)},
			{name: lang.T("专营店组", "Stores"), size: 5, queue: "stores", cross: 1, turns: phase(earlyLate, 5)},
			{name: lang.T("售后组", "Aftersale"), size: 5, queue: "aftersale", turns: phase(earlyMid, 5)},
		},
		streams: []stream{
			{queue: "flagship", daily: 700, week: shopWeek, hours: shopping, promo: 1, after: .1},
			{queue: "stores", daily: 520, week: shopWeek, hours: shopping, promo: .9, after: .1},
			{queue: "aftersale", daily: 260, week: officeWeek, hours: daytime, promo: .3, after: .6},
		}, events: doubleEleven,
		step: 60, volume: longCSV, punches: dingTalk,
		protect: workspace.Nursing, leaver: true,
	},
	{
		preset: "outsource", name: lang.T("众诚客服外包", "Zhongcheng Outsourcing"), id: "ZC%03d",
		teams: []team{
			{name: lang.T("甲店项目组", "Project A"), size: 11, queue: "client-a", cross: 2, turns: mixed(11)},
			{name: lang.T("乙店项目组", "Project B"), size: 9, queue: "client-b", cross: 1, turns: mixed(9)},
		},
		streams: []stream{
			{queue: "client-a", daily: 2000, week: shopWeek, hours: shopping, promo: 1, after: .2},
			{queue: "client-b", daily: 1450, week: shopWeek, hours: shopping, promo: .8, after: .2},
		}, events: doubleEleven,
		step: 60, volume: hourGBK, punches: halves(dingTalk, clockCSV),
		protect: workspace.Pregnant, trainee: true, leaver: true,
	},
}

// scaled returns p with so many agents in its teams, those who join or leave in
// the course of things not counted, and contacts in proportion.
func (p *spec) scaled(agents int) *spec {
	out, of := *p, 0
	out.teams, out.streams = slices.Clone(p.teams), slices.Clone(p.streams)
	for _, t := range p.teams {
		of += t.size
	}
	for i := range out.streams {
		out.streams[i].daily *= float64(agents) / float64(of)
	}
	for i, t := range p.teams {
		n := agents * t.size / of
		out.teams[i].size, out.teams[i].cross = n, (t.cross*n+t.size-1)/t.size
		agents, of = agents-n, of-t.size
	}
	return &out
}

// clockwork staffs three shifts around the clock with three people each.
var clockwork = []turns{
	clockA, phase(clockA, 3)[1], phase(clockA, 3)[2],
	clockB, phase(clockB, 3)[1], phase(clockB, 3)[2],
	clockC, phase(clockC, 3)[1], phase(clockC, 3)[2],
}
