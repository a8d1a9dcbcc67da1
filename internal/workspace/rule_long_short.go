package workspace

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// LongShortRule gives weeks in turn so many days off: Rest[0] in the week of Start, Rest[1]
// in the next, and anew whenever the list ends. Without Start each person goes on from the
// week before.
type LongShortRule struct {
	Basis
	Rest  []int        `yaml:"rest"`
	Start workcal.Date `yaml:"start"`
}

// average is the days off of a usual week.
func (u *LongShortRule) average() float64 {
	sum := 0
	for _, n := range u.Rest {
		sum += n
	}
	return float64(sum) / float64(max(1, len(u.Rest)))
}

// restWeek is the rest of each week. Where weeks are long and short in turn they say what
// is usual, and the rest of a week is only what each has at least.
func (r *Rules) restWeek() RestRule {
	u := r.RestWeek
	if !r.LongShort.Force.Off() {
		u.Usual = 0
	}
	return u
}

var longShortWeeks = ruleKey{
	RuleEntry: RuleEntry{
		Key: "rules.long_short_weeks", Name: lang.T("大小周", "Long and short weeks"), Breaks: []string{"rest-days"},
		Means: lang.T("大小周：各周轮流休 rest 里的天数，至少这么多，请假不是休息。[1, 2] 就是一周休 1 天、下一周休 2 天。start 是休 rest 第一个数的那一周里的一天；不写的，每人接着自己上一周休了几天往下轮，上一周没有班表的从第一个数开始。各组错开写 for 和不同的 start。合同该上的天数跟着变。",
			"Weeks have the days off of rest in turn, at least so many; leave is no rest. [1, 2] is one day off in a week and two in the next. start is a day of a week that has the first number; without it everybody goes on from what they had in the week before, and begins with the first number where that week has no roster. With for and another start groups take turns. The days of the contract follow."),
		Params: []RuleParam{
			param("rest", "各周休几天，如 [1, 2]", "days off of the weeks in turn, such as [1, 2]"), param("start", "休第一个数的那一周里的一天，如 2026-11-23", "a day of a week that has the first number, such as 2026-11-23"), forceParam,
		},
		Example: "rules:\n  long_short_weeks: {rest: [1, 2], start: 2026-11-23, force: hard}\n",
		Basis:   lang.T("店规：大小周；平均一周 44 小时，超过 40 小时的部分是加班", "a shop's own; 44 h in a usual week, those above 40 are overtime"),
	},
	topic: shiftsOfPerson,
	judge: func(v *validator, key string, r *Rules) {
		u := r.LongShort
		v.need(u.Force.Off() || 2 <= len(u.Rest) && len(u.Rest) <= 8, key+".rest", "要写 2 到 8 个数，如 [1, 2]", "want 2 to 8 numbers, such as [1, 2]")
		for _, n := range u.Rest {
			v.need(n >= 0 && n <= 7, key+".rest", "一周休 %d 天不成立", "%d days off in a week make no sense", n)
		}
	},
	say: func(s *sentences, key string, c *Config) {
		u := c.Rules.LongShort
		var weeks []lang.Text
		for _, n := range u.Rest {
			weeks = append(weeks, lang.F("休 %s", "%s", lang.Count(n, "天", "day off", "days off")))
		}
		start := lang.F("从 %s 那周起", "from the week of %s on", u.Start)
		if u.Start == 0 {
			start = lang.T("接着各人上一周", "after what each had in the week before")
		}
		s.rule(key, u.Force, u.Origin, "大小周：%s轮流，一周至少%s", "long and short weeks %s: in turn at least %s", start, lang.Join(weeks, "，下一周至少", ", then "))
	},
	plan: (*builder).longShort,
	lint: func(l *linter) {
		u := l.c.Rules.LongShort
		switch {
		case u.Force.Off():
		case len(slices.Compact(slices.Sorted(slices.Values(u.Rest)))) == 1:
			l.say(Remark, "rules.long_short_weeks", lang.F("每周都是 %d 天，用不着轮流", "every week has %d, so there are no turns", u.Rest[0]), lang.Text{}, lang.F("写 rules: {rest_days_week: {min: %d}}", "write rules: {rest_days_week: {min: %d}}", u.Rest[0]))
		case !l.c.Rules.Cycle.Force.Off():
			l.say(Remark, "rules.long_short_weeks", lang.T("又有固定轮班（cycle），哪天休已经定了", "there is a fixed cycle too, which says already which days are off"), lang.Text{}, lang.T("两条留一条", "keep one of the two"))
		}
	},
}

// longShort plans people by the number that they have this week.
func (b *builder) longShort(r *Rules) {
	u := &r.LongShort
	if u.Force.Off() {
		return
	}
	places := make([]int, len(b.p.People))
	for i := range places {
		places[i] = b.longShortAt(i, u)
	}
	n := len(u.Rest)
	b.eachLevel(places, func(at int, who schedule.People) {
		for k, days := range u.Rest {
			if days > 0 {
				b.add(schedule.RestDays{People: who, Per: schedule.Week, Min: days, Every: n, At: ((at-k)%n + n) % n, Force: u.Force.Rule()})
			}
		}
	})
}

// longShortAt returns the place in u.Rest of what person i has in the week of day 0:
// counted from the start, or one further than what is nearest to the rest of the week
// before, the first of several, or the first of all where that week is not known.
func (b *builder) longShortAt(i int, u *LongShortRule) int {
	n, monday := len(u.Rest), int(b.p.Week(0)-b.p.Start)
	if u.Start != 0 {
		weeks := int(b.p.Week(0)-b.c.FirstDay().Start(u.Start)) / 7
		return (weeks%n + n) % n
	}
	had := 0
	for d := monday - 7; d < monday; d++ {
		s, known := b.p.People[i].At(d)
		if !known {
			return 0
		}
		if s == schedule.Off && !b.p.People[i].OnLeave(d) {
			had++
		}
	}
	nearest := 0
	for k, days := range u.Rest {
		if abs(days-had) < abs(u.Rest[nearest]-had) {
			nearest = k
		}
	}
	return (nearest + 1) % n
}

func abs(n int) int { return max(n, -n) }

// longShortDue returns how many days off person i has by long and short weeks in the
// horizon, and no fewer than least a week.
func (b *builder) longShortDue(i, least int) int {
	u := &b.rulesOf[i].LongShort
	at, sum := b.longShortAt(i, u), 0
	q := &b.p.People[i]
	for k, w := range b.p.Stretches(schedule.Week) {
		employed := max(0, min(w.To, q.Last)-max(w.From, q.First))
		sum += max(u.Rest[(at+k)%len(u.Rest)], least) * employed
	}
	return (sum + 3) / 7
}
