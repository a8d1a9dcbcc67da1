package workspace

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// RestAfterRule asks for Days days off after Run days or more in a row on Shifts.
type RestAfterRule struct {
	Basis
	Shifts []ShiftWord `yaml:"shifts"`
	Run    int         `yaml:"run"` // 0 is 1
	Days   int         `yaml:"days"`
}

func (r RestAfterRule) about() string { return wordsKey(r.Shifts) }

// WeekendRule lets people work Max of Of weekends in a row.
type WeekendRule struct {
	Basis
	Max int `yaml:"max"`
	Of  int `yaml:"of"` // 0 is Max + 1: at most Max in a row
}

func (r WeekendRule) span() int {
	if r.Of == 0 {
		return r.Max + 1
	}
	return r.Of
}

// WeekendCountRule bounds the weekends worked of those that are planned at once; 0 is no
// bound. Nobody is kept from every weekend: Max is 1 at least.
type WeekendCountRule struct {
	Basis
	Min int `yaml:"min"`
	Max int `yaml:"max"`
}

// CycleRule has people work by Pattern, which begins on Start and anew whenever it ends.
type CycleRule struct {
	Basis
	Pattern []ShiftWord  `yaml:"pattern"`
	Start   workcal.Date `yaml:"start"`
	Offset  Offsets      `yaml:"offset"` // empty: everybody begins with the first day of Pattern
}

// Offsets says how many days further in a cycle people are, by the names that may stand
// under for; only those who are named work by it.
type Offsets []OffsetOf

// OffsetOf is how far the people of a name are.
type OffsetOf struct {
	Who  string
	Days int
}

// Words of a pattern for a day off, and for any shift.
var (
	offWords  = []string{"休", "休息", "off", "rest", "-"}
	workWords = []string{"班", "上班", "work", "any"}
)

// keysOfTurns is the keys about turns of work and rest.
var keysOfTurns = []ruleKey{
	{
		RuleEntry: RuleEntry{
			Key: "rules.days_off_after", Name: lang.T("连班后休息", "Days off after a run"), Breaks: []string{"rest-after"},
			Means: lang.T("这几种班（如夜班）连着上了 run 天以上，之后至少休 days 天才上下一个班，接着以往和已发布的班表看。",
				"After run days or more in a row on these shifts, such as nights, at least days days off before the next shift, earlier and posted rosters included."),
			Params:  []RuleParam{shiftsParam, param("run", "连上几天以上；不写是 1", "days in a row or more; 1 if left out"), param("days", "之后至少休几天", "days off at least"), forceParam},
			Example: nightShift + "rules:\n  days_off_after: {shifts: [night], run: 2, days: 2, force: hard}\n",
			Basis:   lang.T("店规：下夜班要休够", "a shop's own: rest after nights"),
		},
		topic: shiftsOfPerson,
		judge: func(v *validator, key string, r *Rules) {
			for _, u := range r.RestAfter {
				v.need(u.Force.Off() || u.Shifts != nil, key+".shifts", "缺少班次", "shifts are missing")
				v.need(u.Force.Off() || u.Days >= 1 && u.Days <= 31, key+".days", "%d 不在 1 到 31 之间", "%d is not between 1 and 31", u.Days)
				v.need(u.Run >= 0 && u.Run <= 31, key+".run", "%d 不在 0 到 31 之间", "%d is not between 0 and 31", u.Run)
				v.knownShifts(v.config, key+".shifts", u.Shifts)
			}
		},
		say: func(s *sentences, key string, c *Config) {
			for _, u := range c.Rules.RestAfter {
				set, _ := c.shiftsNamed(u.Shifts)
				if u.Run <= 1 {
					s.rule(key, u.Force, u.Origin, "上完%s至少休息 %s", "after %s at least %s off", set.text(), lang.Count(u.Days, "天", "day", "days"))
				} else {
					s.rule(key, u.Force, u.Origin, "%s连上 %d 天以上，之后至少休息 %s", "after %s on %d days in a row or more at least %s off", set.text(), u.Run, lang.Count(u.Days, "天", "day", "days"))
				}
			}
		},
		plan: func(b *builder, r *Rules) {
			for _, u := range r.RestAfter {
				if in := b.shiftsOf(u.Shifts); in != nil && !u.Force.Off() {
					set, _ := b.c.shiftsNamed(u.Shifts)
					b.add(schedule.RestAfter{What: set.text(), People: b.scope, Shifts: in, Run: max(1, u.Run), Days: u.Days, Force: u.Force.Rule()})
				}
			}
		},
		lint: func(l *linter) {
			for _, u := range l.c.Rules.RestAfter {
				l.unusedShifts("rules.days_off_after", u.Shifts)
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.weekends_worked", Name: lang.T("周末班次数", "Weekends worked"), Breaks: []string{"weekend-window"},
			Means: lang.T("任意 of 个连着的周末最多上 max 个（周六或周日上了就算），接着以往的班表数；不写 of 就是连续上班的周末不超过 max 个。",
				"Of any of weekends in a row at most max are worked, on the Saturday or the Sunday, earlier rosters included; without of it is a maximum of weekends in a row."),
			Params:  []RuleParam{param("max", "最多几个周末", "weekends at most"), param("of", "看几个连着的周末，最多 8 个", "of how many in a row, 8 at most"), forceParam},
			Example: "rules:\n  weekends_worked: {max: 1, of: 2, force: hard}\n",
			Basis:   lang.T("店规：周末轮着休", "a shop's own: weekends off in turn"),
		},
		topic: shiftsOfPerson,
		judge: func(v *validator, key string, r *Rules) {
			u := r.Weekends
			v.need(u.Force.Off() || 0 <= u.Max && u.Max < u.span() && u.span() <= 8, key, "%d 个周末里最多 %d 个不成立；最多看 8 个", "at most %[2]d of %[1]d weekends makes no sense; 8 at most are looked at", u.span(), u.Max)
		},
		say: func(s *sentences, key string, c *Config) {
			u := c.Rules.Weekends
			if u.span() == u.Max+1 {
				s.rule(key, u.Force, u.Origin, "连续上班的周末不超过 %d 个", "at most %d weekends worked in a row", u.Max)
			} else {
				s.rule(key, u.Force, u.Origin, "任意 %d 个周末最多上 %d 个", "of any %d weekends at most %d are worked", u.span(), u.Max)
			}
		},
		plan: func(b *builder, r *Rules) {
			if u := r.Weekends; !u.Force.Off() {
				b.add(schedule.WeekendWindow{People: b.scope, Max: u.Max, Span: u.span(), Force: u.Force.Rule()})
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.weekends_horizon", Name: lang.T("整期周末班数", "Weekends of the roster"), Breaks: []string{"weekends"},
			Means: lang.T("这一次排的几天里，上班的周末（周六或周日上了就算）在 min 和 max 之间；按月排（--month）就是一个月几个。",
				"Between min and max weekends worked, on the Saturday or the Sunday, on the days that are planned at once; planned by the month (--month) it is a number a month."),
			Params:  []RuleParam{param("min", "至少几个周末", "weekends at least"), param("max", "最多几个周末", "weekends at most"), forceParam},
			Example: "rules:\n  weekends_horizon: {max: 2, force: hard}\n",
			Basis:   lang.T("店规：一个月上几个周末；护士排班竞赛 INRC-II 也这样数", "a shop's own: so many weekends a month; counted as in the nurse rostering competition INRC-II"),
		},
		topic: shiftsOfPerson,
		judge: func(v *validator, key string, r *Rules) {
			u := r.WeekendCount
			v.need(u.Force.Off() || u.Min > 0 || u.Max > 0, key, "要写 min 或 max", "min or max is missing")
			v.need(u.Min >= 0 && u.Max >= 0 && (u.Max == 0 || u.Min <= u.Max), key, "%d 到 %d 不成立", "%d to %d make no sense", u.Min, u.Max)
		},
		say: func(s *sentences, key string, c *Config) {
			u := c.Rules.WeekendCount
			s.rule(key, u.Force, u.Origin, "整期上班的周末：%s", "weekends worked in the roster: %s", between(u.Min, u.Max, "个", "weekend", "weekends"))
		},
		plan: func(b *builder, r *Rules) {
			if u := r.WeekendCount; !u.Force.Off() {
				b.add(schedule.Weekends{People: b.scope, Worked: limits(u.Min, u.Max, u.Force)})
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.cycle", Name: lang.T("固定轮班", "Fixed cycle"), Breaks: []string{"cycle"},
			Means: lang.T("按固定的顺序一天一天往下排，排完再从头来：做二休二、四班两倒、三班倒、大小周。pattern 里写班次、类别、班（什么班都行）或休；start 是第一天；offset 是各组（合同、标签、人）往后错几天，写了就只对这些人。请假、不在职的日子不算。",
				"A fixed order of days that begins anew when it ends: two on and two off, continental shifts, DuPont, a long and a short week in turn. pattern has shifts, kinds, work (any shift) and off; start is its first day; offset says how many days further a group, contract, tag or person is, and then the cycle is for these alone. Days of leave or without employment are excused."),
			Params: []RuleParam{
				param("pattern", "一天一个，如 [班, 班, 休, 休]", "one for each day, such as [E, E, off, off]"), param("start", "第一天，如 2026-11-02", "its first day, such as 2026-11-02"),
				param("offset", "错开的天数，如 {甲组: 0, 乙组: 2}", "days further, such as {A: 0, B: 2}"), forceParam,
			},
			Example: "rules:\n  cycle: {pattern: [E, E, off, off], start: 2026-11-23, offset: {An: 0, Bo: 2}, force: hard}\n",
			Basis:   lang.T("店规：做二休二、四班两倒、大小周", "a shop's own: fixed turns of work and rest"),
		},
		topic: shiftsOfPerson,
		judge: judgeCycle,
		say: func(s *sentences, key string, c *Config) {
			u := c.Rules.Cycle
			var days, offsets []lang.Text
			for _, w := range u.Pattern {
				set, _ := c.shiftsOnDay(w)
				days = append(days, set)
			}
			text := lang.F("从 %s 起按固定顺序轮班：%s", "a fixed cycle from %s on: %s", u.Start, lang.Join(days, " ", " "))
			for _, o := range u.Offset {
				offsets = append(offsets, lang.F("%s 错 %d 天", "%s %d days further", o.Who, o.Days))
			}
			if offsets != nil {
				text = lang.F("%s（%s）", "%s (%s)", text, lang.Join(offsets, "、", ", "))
			}
			s.rule(key, u.Force, u.Origin, "%s", "%s", text)
		},
		plan: (*builder).cycle,
	},
}

// shiftsOnDay reads a word of a pattern: what it is called, and the words of its shifts,
// nil for a day off.
func (c *Config) shiftsOnDay(w ShiftWord) (name lang.Text, words []ShiftWord) {
	_, bad := c.shiftsNamed([]ShiftWord{w})
	switch {
	case bad == nil:
		set, _ := c.shiftsNamed([]ShiftWord{w})
		return set.text(), []ShiftWord{w}
	case same(string(w), offWords...):
		return lang.T("休", "off"), nil
	}
	return lang.T("班", "work"), []ShiftWord{}
}

func judgeCycle(v *validator, key string, r *Rules) {
	u := r.Cycle
	if u.Force.Off() {
		return
	}
	v.need(len(u.Pattern) > 0 && len(u.Pattern) <= 366, key+".pattern", "要写 1 到 366 天", "want 1 to 366 days")
	v.need(u.Start != 0, key+".start", "缺少第一天", "the first day is missing")
	for _, w := range u.Pattern {
		if !same(string(w), offWords...) && !same(string(w), workWords...) {
			v.knownShifts(v.config, key+".pattern", []ShiftWord{w})
		}
	}
}

// cycle plans people by a fixed cycle, those of each offset together.
func (b *builder) cycle(r *Rules) {
	u := r.Cycle
	if u.Force.Off() {
		return
	}
	rule := schedule.Cycle{Force: u.Force.Rule()}
	for _, w := range u.Pattern {
		on := []int{}
		switch _, words := b.c.shiftsOnDay(w); {
		case len(words) > 0:
			on = append(on, b.shiftsOf(words)...)
		case words != nil:
			on = append(on, b.shiftsOf(nil)...)
		}
		rule.Pattern = append(rule.Pattern, on)
	}
	n := len(rule.Pattern)
	at := func(offset int) int { return ((int(b.p.Start-u.Start)+offset)%n + n) % n }
	if u.Offset == nil {
		rule.People, rule.At = b.scope, at(0)
		b.add(rule)
		return
	}
	places := make([]int, len(b.p.People))
	for i := range places {
		places[i] = -1
	}
	for _, i := range b.scope.All(b.p) {
		for _, o := range u.Offset {
			if b.w.named(&b.w.People[b.plan.People[i]], o.Who) {
				places[i] = at(o.Days)
			}
		}
	}
	b.eachLevel(places, func(at int, who schedule.People) {
		rule.People, rule.At = who, at
		b.add(rule)
	})
}

// namesOf lists the names of people that the settings of a rule mention besides for.
func (r *Rules) namesOf(key string) (out []string) {
	if key == "cycle" {
		for _, o := range r.Cycle.Offset {
			out = append(out, o.Who)
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return strings.TrimSpace(s) == "" })
}
