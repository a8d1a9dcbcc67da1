package workspace

import (
	"fmt"

	"paiban/internal/lang"
	"paiban/schedule"
)

var shiftsOfPerson = lang.T("每人的班次", "Shifts of a person")

var (
	shiftsParam = param("shifts", "班次或类别（early、mid、late、night…），如 [night, L]；不写就是所有的班", "shifts or kinds of shift (early, mid, late, night …), such as [night, L]; every shift if left out")
	nightShift  = "shifts:\n  - {id: N, name: {zh: 夜班, en: Night}, short: {zh: 夜, en: N}, kind: night, hours: [22:00-30:00]}\n"
)

// keysOfShifts is the keys about which shifts a person works, and when.
var keysOfShifts = []ruleKey{
	countedKey("shifts_week", lang.T("每周班数", "Shifts a week"),
		lang.T("每个自然周上的班（或其中几种）在 min 和 max 之间；请假、不在职的天数按比例减 min。", "Between min and max shifts, or shifts of some kinds, in each calendar week. Days of leave or without employment lower min in proportion."),
		"rules:\n  shifts_week:\n    - {min: 3, max: 5}\n    - {shifts: [late], max: 2}\n",
		func(r *Rules) []CountedRule { return r.ShiftsWeek }, schedule.Week, "每周上%s：%s", "%s a week: %s"),
	countedKey("shifts_month", lang.T("每月班数", "Shifts a month"),
		lang.T("每个自然月上的班（或其中几种）在 min 和 max 之间，接着本月以往的班表数；月底排到时才看 min。", "Between min and max shifts, or shifts of some kinds, in each calendar month, earlier rosters of the month included; min is due where the roster reaches the end of the month."),
		nightShift+"rules:\n  shifts_month: {shifts: [night], max: 4}\n",
		func(r *Rules) []CountedRule { return r.ShiftsMonth }, schedule.Month, "每月上%s：%s", "%s a month: %s"),
	countedKey("shifts_horizon", lang.T("整期班数", "Shifts of the roster"),
		lang.T("这一次排的几天里，上的班（或其中几种）在 min 和 max 之间。", "Between min and max shifts, or shifts of some kinds, on the days that are planned at once."),
		"rules:\n  shifts_horizon: {max: 5}\n",
		func(r *Rules) []CountedRule { return r.ShiftsHorizon }, schedule.Horizon, "整期上%s：%s", "%s of the roster: %s"),
	{
		RuleEntry: RuleEntry{
			Key: "rules.hours_horizon", Name: lang.T("整期工时", "Hours of the roster"), Breaks: []string{"minutes"},
			Means:  lang.T("这一次排的几天里，计薪工时在 min 和 length 之间；有代价时按小时计。", "Between min and length paid hours on the days that are planned at once; with a cost, each hour costs."),
			Params: []RuleParam{maxLength, minHours, forceParam}, Example: "rules:\n  hours_horizon: {length: 40h, force: hard}\n",
			Basis: lang.T("店规：按周期核定工时", "a shop's own: hours by the period"),
		},
		topic: shiftsOfPerson,
		judge: judgeHours(func(r *Rules) HoursRule { return r.HoursHorizon }),
		say:   sayHours(func(r *Rules) HoursRule { return r.HoursHorizon }, "整期工时", "in the roster"),
		plan:  func(b *builder, r *Rules) { b.hoursOf(schedule.Horizon, r.HoursHorizon) },
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.shifts_in_a_row", Name: lang.T("同类班连续", "Shifts of a kind in a row"), Breaks: []string{"shift-run"},
			Means: lang.T("这几种班（如夜班、晚班）连续上的天数在 min 和 max 之间，接着以往的班表数；休息一天或上别的班就重新数。",
				"Shifts of these kinds, such as nights or lates, on between min and max days in a row, earlier rosters included; a day off or another shift ends the run."),
			Params:  []RuleParam{shiftsParam, param("min", "至少几天", "days at least"), param("max", "最多几天", "days at most"), forceParam},
			Example: nightShift + "rules:\n  shifts_in_a_row: {shifts: [night], max: 2, force: hard}\n",
			Basis:   lang.T("店规：夜班不连着上太多", "a shop's own: not too many nights in a row"),
		},
		topic: shiftsOfPerson,
		judge: func(v *validator, key string, r *Rules) { judgeCounted(v, key, r.ShiftsInARow) },
		say: func(s *sentences, key string, c *Config) {
			for _, u := range c.Rules.ShiftsInARow {
				set, _ := c.shiftsNamed(u.Shifts)
				s.rule(key, u.Force, u.Origin, "%s连续上：%s", "%s in a row: %s", set.text(), between(u.Min, u.Max, "天", "day", "days"))
			}
		},
		plan: func(b *builder, r *Rules) {
			for _, u := range r.ShiftsInARow {
				if in := b.shiftsOf(u.Shifts); in != nil && !u.Force.Off() {
					set, _ := b.c.shiftsNamed(u.Shifts)
					b.add(schedule.ShiftRun{What: set.text(), People: b.scope, Shifts: in, Length: limits(u.Min, u.Max, u.Force)})
				}
			}
		},
		lint: func(l *linter) {
			for _, u := range l.c.Rules.ShiftsInARow {
				l.unusedShifts("rules.shifts_in_a_row", u.Shifts)
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.forbidden_after", Name: lang.T("不能接的班", "Shifts that may not follow"), Breaks: []string{"succession"},
			Means: lang.T("上了 from 里的班，第二天不能上 to 里的班，接着以往的班表看；休息一天以后可以。",
				"On the day after a shift of from no shift of to is worked, earlier rosters included; after a day off it may be."),
			Params: []RuleParam{
				param("from", "前一天的班次或类别", "shifts or kinds of the day before"), param("to", "第二天不能上的班次或类别", "shifts or kinds that may not be worked on the next"), forceParam,
			},
			Example: "rules:\n  forbidden_after: {from: [late], to: [early], force: hard}\n",
			Basis:   lang.T("店规：晚班第二天不上早班", "a shop's own: no early shift after a late one"),
		},
		topic: shiftsOfPerson,
		judge: func(v *validator, key string, r *Rules) {
			for _, u := range r.After {
				v.need(u.Force.Off() || u.From != nil && u.To != nil, key, "from 和 to 都要写", "from and to are both needed")
				v.knownShifts(v.config, key+".from", u.From)
				v.knownShifts(v.config, key+".to", u.To)
			}
		},
		say: func(s *sentences, key string, c *Config) {
			for _, u := range c.Rules.After {
				from, _ := c.shiftsNamed(u.From)
				to, _ := c.shiftsNamed(u.To)
				s.rule(key, u.Force, u.Origin, "%s的第二天不上%s", "after %s no %s on the next day", from.text(), to.text())
			}
		},
		plan: func(b *builder, r *Rules) {
			for _, u := range r.After {
				var pairs [][2]int
				for _, from := range b.shiftsOf(u.From) {
					for _, to := range b.shiftsOf(u.To) {
						pairs = append(pairs, [2]int{from, to})
					}
				}
				if pairs != nil && !u.Force.Off() {
					b.add(schedule.Succession{People: b.scope, Pairs: pairs, Force: u.Force.Rule()})
				}
			}
		},
		lint: func(l *linter) {
			for _, u := range l.c.Rules.After {
				l.unusedShifts("rules.forbidden_after", u.From)
				l.unusedShifts("rules.forbidden_after", u.To)
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.whole_weekends", Name: lang.T("周末整休", "Whole weekends"), Breaks: []string{"whole-weekend"},
			Means:  lang.T("周六、周日要么都上班，要么都休息；只上一天的周末算违反一次。", "Saturday and Sunday are both worked or both off; each weekend by half is one breach."),
			Params: []RuleParam{forceParam}, Example: "rules:\n  whole_weekends: {force: 50}\n",
			Basis: lang.T("店规：周末连着休", "a shop's own: weekends off as a whole"),
		},
		topic: shiftsOfPerson,
		judge: func(*validator, string, *Rules) {},
		say: func(s *sentences, key string, c *Config) {
			u := c.Rules.WholeWeekends
			s.rule(key, u.Force, u.Origin, "周六、周日要么都上班，要么都休息", "Saturday and Sunday are both worked or both off")
		},
		plan: func(b *builder, r *Rules) {
			if u := r.WholeWeekends; !u.Force.Off() {
				b.add(schedule.WholeWeekend{People: b.scope, Force: u.Force.Rule()})
			}
		},
	},
}

// countedKey is a key that bounds numbers of shifts by a period.
func countedKey(key string, name, means lang.Text, example string, of func(r *Rules) []CountedRule, per schedule.Period, zh, en string) ruleKey {
	return ruleKey{
		RuleEntry: RuleEntry{
			Key: "rules." + key, Name: name, Breaks: []string{"shift-count"}, Means: means,
			Params:  []RuleParam{shiftsParam, param("min", "至少几个", "shifts at least"), param("max", "最多几个", "shifts at most"), forceParam},
			Example: example,
			Basis:   lang.T("店规；一周、一月的班数按合同", "a shop's own: shifts by the contract"),
		},
		topic: shiftsOfPerson,
		judge: func(v *validator, key string, r *Rules) { judgeCounted(v, key, of(r)) },
		say: func(s *sentences, key string, c *Config) {
			for _, u := range of(&c.Rules) {
				set, _ := c.shiftsNamed(u.Shifts)
				s.rule(key, u.Force, u.Origin, zh, en, set.text(), between(u.Min, u.Max, "个", "shift", "shifts"))
			}
		},
		plan: func(b *builder, r *Rules) {
			for _, u := range of(r) {
				if in := b.shiftsOf(u.Shifts); in != nil && !u.Force.Off() {
					set, _ := b.c.shiftsNamed(u.Shifts)
					b.leastOf(per, u.Min, func(least int, who schedule.People) {
						b.add(schedule.ShiftCount{What: set.text(), People: who, Shifts: in, Per: per, Count: limits(least, u.Max, u.Force)})
					})
				}
			}
		},
		lint: func(l *linter) {
			for _, u := range of(&l.c.Rules) {
				l.unusedShifts("rules."+key, u.Shifts)
				if days := daysOf(per); days > 0 && u.Force.Hard && u.Min > days {
					l.say(Impossible, "rules."+key, lang.F("至少 %d 个班，可是只有 %d 天", "at least %d shifts, but there are %d days", u.Min, days), lang.Text{}, lang.T("减小 min", "lower min"))
				}
			}
		},
	}
}

// daysOf is the number of days of the longest stretch of a period; 0 where it has no
// length of its own.
func daysOf(per schedule.Period) int {
	return map[schedule.Period]int{schedule.Week: 7, schedule.Month: 31}[per]
}

func judgeCounted(v *validator, key string, list []CountedRule) {
	for i, u := range list {
		at := key
		if len(list) > 1 {
			at = fmt.Sprintf("%s[%d]", key, i)
		}
		v.need(u.Force.Off() || u.Min > 0 || u.Max > 0, at, "要写 min 或 max", "min or max is missing")
		v.need(u.Min >= 0 && u.Max >= 0 && (u.Max == 0 || u.Min <= u.Max), at, "%d 到 %d 不成立", "%d to %d make no sense", u.Min, u.Max)
		v.knownShifts(v.config, at+".shifts", u.Shifts)
	}
}

var minHours = param("min", "下限，如 20h", "the least, such as 20h")

func judgeHours(of func(r *Rules) HoursRule) func(*validator, string, *Rules) {
	return func(v *validator, key string, r *Rules) {
		u := of(r)
		v.need(u.Force.Off() || u.Length > 0 || u.Min > 0, key+".length", "缺少时长", "a length is missing")
		v.need(u.Length == 0 || u.Min <= u.Length, key+".min", "下限 %s 多于上限 %s", "the least, %s, is more than the most, %s", u.Min.Text(), u.Length.Text())
	}
}

func sayHours(of func(r *Rules) HoursRule, zh, en string) func(*sentences, string, *Config) {
	return func(s *sentences, key string, c *Config) {
		switch u := of(&c.Rules); {
		case u.Min > 0 && u.Length > 0:
			s.rule(key, u.Force, u.Origin, zh+" %s 到 %s", "%s to %s paid "+en, u.Min.Text(), u.Length.Text())
		case u.Min > 0:
			s.rule(key, u.Force, u.Origin, zh+"至少 %s", "at least %s paid "+en, u.Min.Text())
		default:
			s.rule(key, u.Force, u.Origin, zh+"不超过 %s", "at most %s "+en, u.Length.Text())
		}
	}
}

// hoursOf bounds paid hours by the period.
func (b *builder) hoursOf(per schedule.Period, r HoursRule) {
	if r.Force.Off() {
		return
	}
	cost := Force{Hard: r.Force.Hard}
	if !cost.Hard {
		cost.Cost = perMinute(r.Force)
	}
	b.leastOf(per, int(r.Min), func(least int, who schedule.People) {
		b.add(schedule.Minutes{People: who, Per: per, Total: limits(least, int(r.Length), cost)})
	})
}

// unusedShifts reports a rule about shifts that the shop does not have.
func (l *linter) unusedShifts(key string, words []ShiftWord) {
	set, _ := l.c.shiftsNamed(words)
	for _, k := range set.kinds {
		found := k == schedule.Duty && len(l.c.DutyTurns) > 0
		for i := range l.c.Shifts {
			found = found || schedule.Kind(l.c.Shifts[i].Kind) == k
		}
		if !found {
			l.say(Remark, key, lang.F("没有%s，这条规则对它用不上", "there is no %s shift, so the rule says nothing of it", k.Text()), lang.Text{}, lang.T("改掉或删掉它", "change or delete it"))
		}
	}
}
