package workspace

import (
	"slices"
	"strings"

	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/schedule"
)

// Rules are the rules about people. What each key means, how it is said, judged and
// planned stands in [ruleKeys].
type Rules struct {
	RestWeek   RestRule     `yaml:"rest_days_week"`
	RestAny7   RestRule     `yaml:"rest_days_any_7"`
	RestMonth  RestRule     `yaml:"rest_days_month"`
	WorkRun    RunRule      `yaml:"days_in_a_row"`
	RestRun    RunRule      `yaml:"rest_in_a_row"`
	SplitRun   CountRule    `yaml:"split_in_a_row"` // maximum
	MinRest    RestRules    `yaml:"rest_between_shifts"`
	Continuous LengthRule   `yaml:"continuous_work"`
	HoursWeek  HoursRule    `yaml:"hours_week"`
	HoursMonth HoursRule    `yaml:"hours_month"`
	NightsWeek CountRule    `yaml:"nights_week"` // maximum
	Protection ProtectRule  `yaml:"protection"`
	Rotation   RotationRule `yaml:"rotation"`
	Fair       []FairRule   `yaml:"fairness"`
	Requests   WishRule     `yaml:"requests"`

	Skilled       []SkillRule      `yaml:"skill_on_shift"`
	Together      []TogetherRule   `yaml:"together"`
	Apart         []ApartRule      `yaml:"apart"`
	Mentor        []MentorRule     `yaml:"mentor"`
	ShiftsWeek    []CountedRule    `yaml:"shifts_week"`
	ShiftsMonth   []CountedRule    `yaml:"shifts_month"`
	ShiftsHorizon []CountedRule    `yaml:"shifts_horizon"`
	HoursHorizon  HoursRule        `yaml:"hours_horizon"`
	ShiftsInARow  []CountedRule    `yaml:"shifts_in_a_row"`
	After         []SuccessionRule `yaml:"forbidden_after"`
	WholeWeekends PlainRule        `yaml:"whole_weekends"`
	RestAfter     []RestAfterRule  `yaml:"days_off_after"`
	Weekends      WeekendRule      `yaml:"weekends_worked"`
	WeekendCount  WeekendCountRule `yaml:"weekends_horizon"`
	Cycle         CycleRule        `yaml:"cycle"`
	LongShort     LongShortRule    `yaml:"long_short_weeks"`
	MealTimes     []MealTimeRule   `yaml:"meal_times"`
	Away          []AwayRule       `yaml:"away_at_once"`

	scoped []scopedRule // entries with for, as written
}

// ruleKey is a key under rules and all that hangs on it. From these rows follow the
// catalogue (`paiban rules explain`, docs/rules.md), the table of
// docs/configuration.md, the rules in words, their validation, the problem that is
// planned, and what lint says of the key by itself.
type ruleKey struct {
	RuleEntry
	topic lang.Text                                 // what the list of rules in words is grouped by
	judge func(v *validator, key string, r *Rules)  // reports settings that cannot be meant
	say   func(s *sentences, key string, c *Config) // says the rule, unless it is off
	plan  func(b *builder, r *Rules)                // adds what people are planned by
	lint  func(l *linter)                           // nil where there is nothing to say of the key by itself
}

var (
	restAndHours        = lang.T("休息与工时", "Rest and hours")
	rotationAndFairness = lang.T("轮换与公平", "Rotation and fairness")
)

// setting is the key as it stands under rules.
func (k *ruleKey) setting() string { return strings.TrimPrefix(k.Key, "rules.") }

// ruleKeys is every key under rules, in the order of [Rules].
var ruleKeys = slices.Concat(keysOfPeople, keysOfPairs, keysOfShifts, keysOfTurns, []ruleKey{longShortWeeks}, keysOfBreaks)

// keysOfPeople are the keys that bind each person by themselves: rest, hours, rotation
// and fair shares.
var keysOfPeople = []ruleKey{
	{
		RuleEntry: RuleEntry{
			Key: "rules.rest_days_week", Name: lang.T("每周休息", "Rest days a week"), Breaks: []string{"rest-days"},
			Means:  lang.T("每个自然周（周一到周日）至少休 min 天；请假不是休息，请几天就另算几天。", "At least min days off in each calendar week, Monday to Sunday. A day of leave is not a rest day: both are given."),
			Params: []RuleParam{minParam, usualParam, forceParam}, Example: "rules:\n  rest_days_week: {min: 2, force: hard}\n",
			Basis: lang.T("劳动法第 38 条：每周至少休息一日", "Labour Law art. 38: at least one rest day a week"),
		},
		topic: restAndHours,
		judge: judgeRest(7, func(r *Rules) RestRule { return r.RestWeek }),
		say:   sayRest((*Rules).restWeek, "每周至少休 %s%s", "at least %s a week%s"),
		plan:  func(b *builder, r *Rules) { b.restDays(schedule.Week, r.restWeek()) },
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.rest_days_any_7", Name: lang.T("任意七天休息", "Rest days in any 7"), Breaks: []string{"rest-days"},
			Means:  lang.T("任意连续七天至少休 min 天，跨周也算；请假不是休息；比每周休息更严。", "At least min days off in any seven days in a row, across weeks too. A day of leave is not a rest day. It is stricter than by the week."),
			Params: []RuleParam{minParam, usualParam, forceParam}, Example: "rules:\n  rest_days_any_7: {min: 1, force: hard}\n",
			Basis: lang.T("劳动法第 38 条的严格读法", "a strict reading of Labour Law art. 38"),
		},
		topic: restAndHours,
		judge: judgeRest(7, func(r *Rules) RestRule { return r.RestAny7 }),
		say:   sayRest(func(r *Rules) RestRule { return r.RestAny7 }, "任意连续 7 天至少休 %s%s", "at least %s in any 7 days%s"),
		plan:  func(b *builder, r *Rules) { b.restDays(schedule.Any7, r.RestAny7) },
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.rest_days_month", Name: lang.T("每月休息", "Rest days a month"), Breaks: []string{"rest-days"},
			Means:  lang.T("每个自然月至少休 min 天，请假不算；按周排班时逐周跟上进度。", "At least min days off in each calendar month, leave not among them; week by week the roster keeps pace."),
			Params: []RuleParam{minParam, usualParam, forceParam}, Example: "rules:\n  rest_days_month: {min: 4, force: hard}\n",
			Basis: lang.T("店规：月休；少于四天与劳动法第 38 条冲突，rules lint 会指出", "a shop's own; fewer than four conflict with Labour Law art. 38, as rules lint says"),
		},
		topic: restAndHours,
		judge: judgeRest(28, func(r *Rules) RestRule { return r.RestMonth }),
		say:   sayRest(func(r *Rules) RestRule { return r.RestMonth }, "每月至少休 %s%s", "at least %s a month%s"),
		plan:  func(b *builder, r *Rules) { b.restMonth(r.RestMonth) },
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.days_in_a_row", Name: lang.T("连续上班", "Days in a row"), Breaks: []string{"work-run"},
			Means:  lang.T("连续上班的天数在 min 和 max 之间，接着以往的班表数，下一周的班表有了也接着数；末尾之后还不知道的、被请假断开的不算太短。", "Between min and max days worked in a row, earlier rosters included, and the next one where it is there. A run that may go on past the last known day, or that leave cuts, is not too short."),
			Params: []RuleParam{param("min", "至少几天", "days at least"), param("max", "最多几天", "days at most"), forceParam}, Example: "rules:\n  days_in_a_row: {max: 6, force: hard}\n",
			Basis: lang.T("默认设置；六天由劳动法第 38 条而来", "a default of this program; six follow from Labour Law art. 38"),
		},
		topic: restAndHours,
		judge: judgeRun(func(r *Rules) RunRule { return r.WorkRun }),
		say:   sayRun(func(r *Rules) RunRule { return r.WorkRun }, "连续上班", "days worked in a row:"),
		plan: func(b *builder, r *Rules) {
			if !r.WorkRun.Force.Off() {
				b.add(schedule.WorkRun{People: b.scope, Length: r.WorkRun.bound()})
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.rest_in_a_row", Name: lang.T("连续休息", "Days off in a row"), Breaks: []string{"rest-run"},
			Means:  lang.T("连续休息的天数在 min 和 max 之间，接着以往的班表数；请假不算休息，紧挨着请假的休息不算太短。", "Between min and max days off in a row, earlier rosters included. A day of leave is not a rest day, and rest beside leave is not too short."),
			Params: []RuleParam{param("min", "至少几天", "days at least"), param("max", "最多几天", "days at most"), forceParam}, Example: "rules:\n  rest_in_a_row: {min: 2, force: 40}\n",
			Basis: lang.T("店规：休息连着休", "a shop's own: days off together"),
		},
		topic: restAndHours,
		judge: judgeRun(func(r *Rules) RunRule { return r.RestRun }),
		say:   sayRun(func(r *Rules) RunRule { return r.RestRun }, "连续休息", "days off in a row:"),
		plan: func(b *builder, r *Rules) {
			if !r.RestRun.Force.Off() {
				b.add(schedule.RestRun{People: b.scope, Length: r.RestRun.bound()})
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.split_in_a_row", Name: lang.T("连续分段班", "Split shifts in a row"), Breaks: []string{"split-run"},
			Means: lang.T("分段班（一天分两段或更多段上）最多连续上 max 天，接着以往的班表数；休息一天或上一天不分段的班就重新数。",
				"At most max split shifts (two segments or more) in a row, earlier rosters included. A day off or a shift in one piece ends the run."),
			Params: []RuleParam{param("max", "最多几天，1 以上", "days at most, 1 or more"), forceParam},
			Example: "shifts:\n  - {id: T, name: {zh: 通班, en: Through}, short: {zh: 通, en: T}, kind: mid, hours: [10:00-18:00]}\n" +
				"rules:\n  split_in_a_row: {max: 3, force: 80}\n",
			Basis: lang.T("店规：分段班一天来回两趟，不连着排", "a shop's own: a split shift means going to work twice a day, so not too many in a row"),
		},
		topic: restAndHours,
		judge: judgeSplits,
		say: func(s *sentences, key string, c *Config) {
			u := c.Rules.SplitRun
			s.rule(key, u.Force, u.Origin, "分段班连续不超过 %s", "split shifts at most %s in a row", lang.Count(u.Max, "天", "day", "days"))
		},
		plan: func(b *builder, r *Rules) {
			if f := r.SplitRun.Force; !f.Off() {
				b.add(schedule.SplitRun{People: b.scope, Max: r.SplitRun.Max, Force: f.Rule()})
			}
		},
		lint: (*linter).splits,
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.rest_between_shifts", Name: lang.T("两班间隔", "Rest between shifts"), Breaks: []string{"min-rest"},
			Means: lang.T("一个班次结束到下一个班次开始至少隔这么久，接着以往的班表算。有的班要隔得更久（如下夜班），写成列表，那一项写 after（前一个班）、before（后一个班）。",
				"At least this long from the end of a shift to the start of the next, earlier rosters included. Where some shifts need longer, such as nights, write a list: after names the earlier shift, before the later one."),
			Params: []RuleParam{
				param("length", "至少多久，最多 72h", "the least time, up to 72h"), param("after", "前一个班是这些班次或类别；不写是任何班", "the earlier shift is one of these shifts or kinds; any if left out"),
				param("before", "后一个班是这些；不写是任何班", "the later one is; any if left out"), forceParam,
			},
			Example: nightShift + "rules:\n  rest_between_shifts:\n    - {length: 12h, force: hard}\n    - {length: 32h, after: [night], before: [early, late], force: hard}\n",
			Basis:   lang.T("中国法律没有规定；默认 11 小时是国际上常用的数（欧盟 2003/88/EC 第 3 条）", "no law of the PRC; the default of 11 h is the usual international figure (EU directive 2003/88/EC art. 3)"),
		},
		topic: restAndHours,
		judge: judgeMinRest,
		say: func(s *sentences, key string, c *Config) {
			for _, u := range c.Rules.MinRest {
				what := u.text(c)
				if what.IsZero() {
					what = lang.T("两班之间", "between two shifts")
				}
				s.rule(key, u.Force, u.Origin, "%s至少隔 %s", "at least %[2]s %[1]s", what, u.Length.Text())
			}
		},
		plan: (*builder).betweenShifts,
		lint: (*linter).betweenShifts,
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.continuous_work", Name: lang.T("连续工作", "Work without a break"), Breaks: []string{"continuous"},
			Means:  lang.T("一段连着的工作不超过这么久；分段之间的间歇和班次里的休息（break、breaks）都算中断。", "No stretch of work longer than this; the gap between two segments and the breaks of a shift (break, breaks) end a stretch."),
			Params: []RuleParam{maxLength, forceParam},
			Example: "shifts:\n  - {id: T, name: {zh: 通班, en: Through}, short: {zh: 通, en: T}, kind: mid, hours: [10:00-18:00]}\n" +
				"rules:\n  continuous_work: {length: 6h, force: hard}\n",
			Basis: lang.T("店规：连续工作不超过 8 小时", "a shop's own: nobody works more than 8 hours continuously"),
		},
		topic: restAndHours,
		judge: judgeLength(func(r *Rules) LengthRule { return r.Continuous }),
		say:   sayLength(func(r *Rules) LengthRule { return r.Continuous }, "连续工作不超过 %s", "at most %s without a break"),
		plan: func(b *builder, r *Rules) {
			if f := r.Continuous.Force; !f.Off() {
				b.add(schedule.Continuous{People: b.scope, Max: int(r.Continuous.Length), Force: f.Rule()})
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.hours_week", Name: lang.T("每周工时", "Hours a week"), Breaks: []string{"minutes"},
			Means:  lang.T("每个自然周的计薪工时不超过 length，不少于 min（请假、不在职的天数按比例减 min）；有代价时按小时计。", "At most length and at least min paid hours in each calendar week; days of leave or without employment lower min in proportion. With a cost, each hour beyond costs."),
			Params: []RuleParam{maxLength, minHours, forceParam}, Example: "rules:\n  hours_week: {length: 40h, force: hard}\n",
			Basis: lang.T("国务院规定：一周 40 小时；加班每月不超过 36 小时（劳动法第 41 条）", "State Council: 40 h a week; overtime up to 36 h a month (Labour Law art. 41)"),
		},
		topic: restAndHours,
		judge: judgeHours(func(r *Rules) HoursRule { return r.HoursWeek }),
		say:   sayHours(func(r *Rules) HoursRule { return r.HoursWeek }, "每周工时", "a week"),
		plan:  func(b *builder, r *Rules) { b.hoursOf(schedule.Week, r.HoursWeek) },
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.hours_month", Name: lang.T("每月工时", "Hours a month"), Breaks: []string{"minutes"},
			Means:  lang.T("每个自然月的计薪工时不超过 length，不少于 min，接着本月以往的班表算；月底排到时才看 min。", "At most length and at least min paid hours in each calendar month, earlier rosters of the month included; min is due where the roster reaches the end of the month."),
			Params: []RuleParam{maxLength, minHours, forceParam}, Example: "rules:\n  hours_month: {length: 168h, force: hard}\n",
			Basis: lang.T("综合工时每月 165.36 小时（2025 年通知），须经批准", "comprehensive hours: 165.36 h a month (2025 notice), with approval"),
		},
		topic: restAndHours,
		judge: judgeHours(func(r *Rules) HoursRule { return r.HoursMonth }),
		say:   sayHours(func(r *Rules) HoursRule { return r.HoursMonth }, "每月工时", "a month"),
		plan:  func(b *builder, r *Rules) { b.hoursOf(schedule.Month, r.HoursMonth) },
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.nights_week", Name: lang.T("每周夜班", "Nights a week"), Breaks: []string{"shift-count"},
			Means:  lang.T("每个自然周最多上这么多个夜班（kind: night）。", "At most this many night shifts (kind: night) in each calendar week."),
			Params: []RuleParam{param("max", "最多几个", "night shifts at most"), forceParam},
			Example: "shifts:\n  - {id: N, name: {zh: 夜班, en: Night}, short: {zh: 夜, en: N}, kind: night, hours: [22:00-30:00]}\n" +
				"rules:\n  nights_week: {max: 2, force: hard}\n",
			Basis: lang.T("默认设置，为通宵店铺而设", "a default of this program, for shops around the clock"),
		},
		topic: restAndHours,
		judge: judgeNights,
		say: func(s *sentences, key string, c *Config) {
			n := c.Rules.NightsWeek
			s.rule(key, n.Force, n.Origin, "每周夜班不超过 %s", "at most %s a week", lang.Count(n.Max, "个", "night shift", "night shifts"))
		},
		plan: (*builder).nights,
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.protection", Name: lang.T("特殊员工", "Protected staff"), Breaks: []string{"eligible", "minutes"},
			Means: lang.T("员工表里有这些标记的人不排 night 时段内的班，每天不超过 hours_day，每周不超过 40 小时。",
				"People with one of these flags in the staff list do not work within night; they work at most hours_day a day and 40 h a week."),
			Params:  []RuleParam{param("flags", "pregnant、nursing、minor、no-night", "pregnant, nursing, minor, no-night"), param("night", "夜间时段", "the span of the night"), param("hours_day", "一天最多几小时", "hours a day at most"), forceParam},
			Example: "rules:\n  protection: {flags: [pregnant, nursing, minor], night: 22:00-30:00, hours_day: 8h, force: hard}\n",
			Basis:   lang.T("女职工劳动保护特别规定第 6、9 条；未成年工按不上夜班、不加班处理", "special rules on female staff, art. 6 and 9; minors work no nights and no overtime"),
		},
		topic: restAndHours,
		judge: judgeProtection,
		say: func(s *sentences, key string, c *Config) {
			p := c.Rules.Protection
			if len(p.Flags) == 0 {
				return
			}
			var who []lang.Text
			for _, f := range p.Flags {
				who = append(who, f.Text())
			}
			s.rule(key, p.Force, p.Origin, "%s不排 %s 的班，每天不超过 %s，每周不超过 %d 小时", "%s: no work within %s, at most %s a day and %d h a week", lang.Join(who, "、", ", "), p.Night.Text(), p.Day.Text(), labourlaw.Week/60)
		},
		plan: func(b *builder, _ *Rules) {
			if who := b.those(b.protected); who != nil {
				b.add(schedule.Minutes{People: who, Per: schedule.Week, Total: schedule.AtMost(labourlaw.Week)})
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.rotation", Name: lang.T("轮换", "Rotation"), Breaks: []string{"rotation"},
			Means: lang.T("按周轮换班别：下一周（写了 every 的是从 start 起每过 every 周）的班别应是循环里的下一种，中间不换（steady）。after_rest 时在休息日之后换：到了换的那周，休息之前先不换，休完再换下一种；没写 steady 的，不该换时换了和该换没换一样算。能上其中全部班别的人才轮换。",
				"The kind of shift turns by the week: in a later week, or with every each so many weeks from start on, the next kind of the cycle is due, and in between the kind stays (steady). With after_rest the turn comes after a day off: in the week of the turn the kind stays until the person has had a day off; where steady is left out, a change that is not due counts as a turn that is missed. Only those who may work all kinds turn."),
			Params: []RuleParam{
				param("kinds", "循环，如 [early, late]", "the cycle, such as [early, late]"), param("every", "每几周换，不写是 1", "weeks between turns; 1 if left out"),
				param("start", "换班那一周里的一天，如 2026-11-23；every 大于 1 时要写", "a day of a week with a turn, such as 2026-11-23; needed where every is more than 1"),
				param("after_rest", "true：休息日之后才换", "true: turn after a day off alone"),
				param("steady", "不该换时换班别的代价", "what a change that is not due costs"), param("force", "该换没换的代价", "what not turning costs"),
			},
			Example: "rules:\n  rotation: {kinds: [early, late], every: 2, start: 2026-11-23, after_rest: true, force: 120, steady: 200}\n",
			Basis:   lang.T("店规：早晚班由组长按周轮换", "a shop's own: early and late turn week by week"),
		},
		topic: rotationAndFairness,
		judge: judgeRotation,
		say: func(s *sentences, key string, c *Config) {
			r := c.Rules.Rotation
			var kinds []lang.Text
			for _, k := range r.Kinds {
				kinds = append(kinds, schedule.Kind(k).Text())
			}
			cycle := lang.Join(kinds, "→", " → ")
			if r.weekly() {
				s.rule(key, r.Force, r.Origin, "%s按周轮换", "%s turn week by week", cycle)
				s.rule(key+".steady", r.Steady, r.Origin, "同一周内不换班别", "one kind of shift within a week")
				return
			}
			turn, start := lang.T("每周", "every week"), lang.Text{}
			if r.Every > 1 {
				turn, start = lang.F("每 %d 周", "every %d weeks", r.Every), lang.F("（%s 那周起）", " from the week of %s on", r.Start)
			}
			if r.AfterRest {
				s.rule(key, r.Force, r.Origin, "%s%s轮换%s，休息日之后倒班", "%s turn %s%s, after a day off", cycle, turn, start)
			} else {
				s.rule(key, r.Force, r.Origin, "%s%s轮换%s", "%s turn %s%s", cycle, turn, start)
			}
			s.rule(key+".steady", r.steady(), r.Origin, "没轮到换时不换班别", "one kind of shift between turns")
		},
		plan: (*builder).rotation,
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.fairness", Name: lang.T("公平分担", "Fair shares"), Breaks: []string{"fair", "shift-count"},
			Means: lang.T("晚班、夜班、周末、节假日、值班在同组能上的人之间平摊，工时在同组、同合同、能上同样班次的人之间平摊，到这次排班为止共八周一起算；晚班包括夜班；比应分担的多或少，第 k 次（工时每 4 小时一步）代价为 k 倍。请假和入职前的日子按同事的平均算。每 4 个周末至少轮到休一个周六或周日：没有轮到的，每多上一天代价为 4 倍。",
				"Late shifts, nights, weekends, holidays and duty turns are shared evenly within a group by those who may work them, and hours by people of the same group and contract who may work the same shifts, over the eight weeks that end with the roster. Late shifts include nights. The k-th above or below one's share, of the hours the k-th step of 4 h, costs k times as much. Days of leave and before employment count at the pace of the others. A Saturday or Sunday off comes round in every 4 weekends: each day worked beyond that costs 4 times as much."),
			Params:  []RuleParam{param("id", "late、night、weekend、holiday、duty、hours", "late, night, weekend, holiday, duty, hours"), param("force", "和应分担的差一次的代价", "what one beside the share costs")},
			Example: "rules:\n  fairness:\n    - {id: late, force: 60}\n",
			Basis:   lang.T("习惯；凸代价的做法见公平排班的文献（如 Ceschia 等，2020）", "habit; convex costs as in the literature on fair rostering"),
		},
		topic: rotationAndFairness,
		judge: judgeFair,
		say: func(s *sentences, key string, c *Config) {
			for _, f := range c.Rules.Fair {
				for _, t := range schedule.Tallies {
					if t.Key == f.ID && c.bears(f.ID) {
						s.rule(key+"."+f.ID, f.Force, f.Origin, "%s平均分担，跨周累计", "%s are shared evenly, across weeks", t.Name)
					}
				}
			}
		},
		plan: func(b *builder, r *Rules) {
			for _, f := range r.Fair {
				b.fair(f)
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.requests", Name: lang.T("意愿", "Requests"), Breaks: []string{"request"},
			Means: lang.T("leave.xlsx“排班意愿”里的休息和班次尽量满足；不满足的代价是这里的数乘以程度（1–5）；前八周被拒绝过、还没有补上的，每次再加一倍，最多加四倍。",
				"Wishes on the sheet Requests of leave.xlsx are granted if possible; a denied wish costs this figure times its weight, 1 to 5, and once more for each refusal of the eight weeks before that no granted wish has made good, up to four."),
			Params:  []RuleParam{param("force", "每一分程度的代价", "the cost of a point of weight")},
			Example: "rules:\n  requests: {force: 40}\n",
			Basis:   lang.T("习惯", "habit"),
		},
		topic: rotationAndFairness,
		judge: judgeRequests,
		say: func(s *sentences, key string, c *Config) {
			w := c.Rules.Requests
			s.rule(key, w.Force, w.Origin, "尽量满足意愿，程度 1–5 为代价的倍数", "wishes are granted if possible; their weight, 1 to 5, multiplies the cost")
		},
		plan: func(*builder, *Rules) {}, // wishes come with the people who have them
	},
}

func catalogueOfRules() (out []RuleEntry) {
	for _, k := range ruleKeys {
		out = append(out, k.RuleEntry)
	}
	return out
}

func judgeRest(most int, of func(r *Rules) RestRule) func(*validator, string, *Rules) {
	return func(v *validator, key string, r *Rules) {
		u := of(r)
		v.need(u.Min >= 0 && u.Min <= most && u.Usual <= most, key, "%d 天不成立", "%d days make no sense", max(u.Min, u.Usual))
		v.need(u.Usual == 0 || u.Usual >= u.Min, key+".usual", "%d 少于至少 %d 天", "%d is fewer than the minimum of %d", u.Usual, u.Min)
	}
}

func judgeRun(of func(r *Rules) RunRule) func(*validator, string, *Rules) {
	return func(v *validator, key string, r *Rules) {
		u := of(r)
		v.need(u.Min >= 0 && u.Max >= 0 && (u.Max == 0 || u.Min <= u.Max), key, "%d–%d 天不成立", "%d to %d days make no sense", u.Min, u.Max)
	}
}

func judgeLength(of func(r *Rules) LengthRule) func(*validator, string, *Rules) {
	return func(v *validator, key string, r *Rules) {
		u := of(r)
		v.need(u.Force.Off() || u.Length > 0, key+".length", "缺少时长", "a length is missing")
	}
}

func judgeSplits(v *validator, key string, r *Rules) {
	v.need(r.SplitRun.Force.Off() || r.SplitRun.Max >= 1, key+".max", "至少 1 天", "want 1 or more")
}

func judgeNights(v *validator, key string, r *Rules) {
	v.need(r.NightsWeek.Max >= 0, key, "%d 不能是负数", "%d must not be negative", r.NightsWeek.Max)
}

func judgeProtection(v *validator, key string, r *Rules) {
	v.need(r.Protection.Night.IsZero() == (len(r.Protection.Flags) == 0), key, "flags 和 night 要一起写", "flags and night go together")
}

func judgeRotation(v *validator, key string, r *Rules) {
	v.need(r.Rotation.Force.Off() || len(r.Rotation.Kinds) >= 2, key+".kinds", "至少两类班次才能轮换", "a rotation needs at least two kinds of shift")
	v.need(r.Rotation.Every >= 0 && r.Rotation.Every <= 53, key+".every", "%d 不在 1 到 53 之间", "%d is not between 1 and 53", r.Rotation.Every)
	v.need(r.Rotation.Force.Off() || r.Rotation.Every <= 1 || r.Rotation.Start != 0, key+".start", "每 %d 周换，要写从哪一周起", "a turn every %d weeks needs the week it starts from", r.Rotation.Every)
	for k, kind := range r.Rotation.Kinds {
		v.need(!slices.Contains(r.Rotation.Kinds[:k], kind), key+".kinds", "一个循环里每类班次只能写一次", "a rotation names each kind of shift once")
	}
}

func judgeFair(v *validator, key string, r *Rules) {
	for _, f := range r.Fair {
		v.known(key, f.ID, tallyKeys())
		v.need(!f.Force.Hard, key+"["+f.ID+"]", "只能是代价，不能是 hard", "must be a cost, not hard")
	}
}

func judgeRequests(v *validator, key string, r *Rules) {
	v.need(!r.Requests.Force.Hard, key, "意愿只能有代价，不能是 hard", "a wish has a cost, it cannot be hard")
}

func sayRest(of func(r *Rules) RestRule, zh, en string) func(*sentences, string, *Config) {
	return func(s *sentences, key string, c *Config) {
		u, usual := of(&c.Rules), lang.Text{}
		if u.Usual > u.Min {
			usual = lang.F("，通常 %d 天", ", usually %d", u.Usual)
		}
		s.rule(key, u.Force, u.Origin, zh, en, restDays(u), usual)
	}
}

func sayRun(of func(r *Rules) RunRule, zh, en string) func(*sentences, string, *Config) {
	return func(s *sentences, key string, c *Config) {
		switch u := of(&c.Rules); {
		case u.Max > 0 && u.Min > 0:
			s.rule(key, u.Force, u.Origin, zh+" %d–%d 天", en+" %d to %d", u.Min, u.Max)
		case u.Max > 0:
			s.rule(key, u.Force, u.Origin, zh+"不超过 %d 天", en+" %d at most", u.Max)
		case u.Min > 0:
			s.rule(key, u.Force, u.Origin, zh+"至少 %d 天", en+" %d at least", u.Min)
		}
	}
}

func sayLength(of func(r *Rules) LengthRule, zh, en string) func(*sentences, string, *Config) {
	return func(s *sentences, key string, c *Config) {
		u := of(&c.Rules)
		s.rule(key, u.Force, u.Origin, zh, en, u.Length.Text())
	}
}

// splits reports a limit on split shifts that never applies, and one that limits all
// work, since every shift is split.
func (l *linter) splits() {
	u, split, shifts := l.c.Rules.SplitRun, 0, l.c.plainShifts()
	for i := range shifts {
		if shifts[i].Split() {
			split++
		}
	}
	switch {
	case u.Force.Off():
	case split == 0:
		l.say(Remark, "rules.split_in_a_row", lang.T("没有分段的班次，这条规则用不上", "no shift is split, so this rule never applies"), lang.Text{},
			lang.T("删掉这条规则", "delete the rule"))
	case split == len(shifts):
		l.say(Warning, "rules.split_in_a_row", lang.F("每个班次都分段，每人因此最多连续上班 %d 天", "every shift is split, so nobody can work more than %d days in a row", u.Max), lang.Text{},
			lang.T("新增一个不分段的班次，或改用 days_in_a_row", "add a shift in one piece, or use days_in_a_row instead"))
	}
}
