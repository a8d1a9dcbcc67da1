package workspace

import (
	"fmt"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

// The rules here are about several people at once. Where others name some people under
// for, an entry holds for these people instead of what holds for everybody; here for is
// part of what the rule says, and entries add up.

// SkillRule asks for people of a kind on shifts, or at every interval of hours.
type SkillRule struct {
	For    []string `yaml:"for"`   // groups, contracts, tags, flags, people
	Tag    []string `yaml:"tag"`   // the same
	Skill  []string `yaml:"skill"` // queues that they can serve
	Min    int      `yaml:"min"`
	Shifts []string `yaml:"shifts"` // ids; empty is every shift
	Hours  []Span   `yaml:"hours"`  // instead of shifts
	Days   Days     `yaml:"days"`
	Basis
}

// TogetherRule keeps people on the same shifts, or on the same days.
type TogetherRule struct {
	For []string `yaml:"for"`
	On  string   `yaml:"on"` // shift or day
	Basis
}

// ApartRule keeps people off the same shifts, or off the same days.
type ApartRule struct{ TogetherRule }

// MentorRule lets people work only together with somebody of With.
type MentorRule struct {
	For  []string `yaml:"for"`
	With []string `yaml:"with"`
	On   string   `yaml:"on"`
	Basis
}

// Entries about the same are those that say the same: they add up else.
func (u SkillRule) about() string    { return fmt.Sprint(u) }
func (u TogetherRule) about() string { return fmt.Sprint(u) }
func (u MentorRule) about() string   { return fmt.Sprint(u) }

var togetherPeople = lang.T("谁和谁上班", "Who works with whom")

var (
	pairParam = param("for", "组、合同、标签、标记或姓名", "a group, contract, tag, flag or name, or several")
	onParam   = param("on", "shift 按班次（不写也是），day 按天", "shift, as without it, or day")
)

// keysOfPairs are the keys under rules that are about several people at once.
var keysOfPairs = []ruleKey{
	{
		RuleEntry: RuleEntry{
			Key: "rules.skill_on_shift", Name: lang.T("班上要有的人", "Who must be on a shift"), Breaks: []string{"skill-on-shift"},
			Means: lang.T("列出的班次（不写就是每个班次）每天都至少有 min 个这样的人，如至少一名组长；写了 hours，就在这段时间的每一刻。带教的人不算。",
				"Each listed shift, or every one, has at least min people of a kind each day, such as a senior; with hours, every moment of these hours has. Trainees do not count."),
			Params: []RuleParam{pairParam, param("tag", "同 for", "the same as for"), param("skill", "能接待这个队列的人", "people who can serve this queue"), param("min", "至少几人，不写就是 1", "people at least; 1 if left out"),
				param("shifts", "哪些班次", "which shifts"), param("hours", "哪段时间，代替班次", "which hours, instead of shifts"), daysParam, forceParam},
			Example: "rules:\n  skill_on_shift:\n    - {tag: senior, min: 1, shifts: [E, L], force: hard}\n",
			Basis:   lang.T("店规：每个班至少一名老员工", "a shop's own: a senior on every shift"),
		},
		topic: togetherPeople,
		judge: func(v *validator, key string, r *Rules) {
			for _, u := range r.Skilled {
				v.need(u.who() != nil || u.Skill != nil, key+".tag", "没有写是哪些人", "nobody is named")
				v.need(u.Min >= 0, key+".min", "%d 不能是负数", "%d must not be negative", u.Min)
				v.need(len(u.Shifts) == 0 || len(u.Hours) == 0, key+".hours", "shifts 和 hours 只写一个", "give shifts or hours, not both")
				for _, h := range u.Hours {
					v.need(h.End <= schedule.DayMinutes, key+".hours", "%s 应在一天之内；跨午夜写成两段", "%s must lie within one day; split it at midnight", h)
				}
				for _, s := range u.Shifts {
					v.known(key+".shifts", s, v.shiftIDs)
				}
				for _, q := range u.Skill {
					v.known(key+".skill", q, v.queueIDs)
				}
			}
		},
		say: func(s *sentences, key string, c *Config) {
			for _, u := range c.Rules.Skilled {
				s.rule(key, u.Force, u.Origin, "%s：%s至少 %d 人：%s", "%s, %s: at least %d of %s", u.Days.Text(), u.where(c), u.least(), u.label(c))
			}
		},
		plan: func(b *builder, r *Rules) {
			for k := range r.Skilled {
				b.skilled(&r.Skilled[k])
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.together", Name: lang.T("同班", "Together"), Breaks: []string{"together"},
			Means: lang.T("这些人（如夫妻）上同一个班，或都休息；有人请假的日子不算。",
				"These people, such as a couple, work the same shift or are both off. A day on which one of them is away asks for nothing."),
			Params: []RuleParam{pairParam, onParam, forceParam}, Example: "rules:\n  together:\n    - {for: [An, Bo], force: hard}\n",
			Basis: lang.T("店规：夫妻同班、同车上下班", "a shop's own: couples, people who share a car"),
		},
		topic: togetherPeople,
		judge: func(v *validator, key string, r *Rules) {
			for _, u := range r.Together {
				v.pair(key, &u)
			}
		},
		say: func(s *sentences, key string, c *Config) {
			for _, u := range c.Rules.Together {
				s.rule(key, u.Force, u.Origin, "%s %s", "%s %s", listed(sameTexts(u.For)), onWords(u.On, lang.T("上同一个班", "work the same shifts"), lang.T("同一天上班、同一天休息", "work on the same days")))
			}
		},
		plan: func(b *builder, r *Rules) {
			for k := range r.Together {
				b.together(&r.Together[k])
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.apart", Name: lang.T("不同班", "Apart"), Breaks: []string{"apart"},
			Means:  lang.T("这些人里一个班次最多上一个；on: day 时一天最多上一个。", "At most one of these people works a shift; with on: day, at most one works on a day."),
			Params: []RuleParam{pairParam, onParam, forceParam}, Example: "rules:\n  apart:\n    - {for: [An, Bo], on: shift, force: hard}\n",
			Basis: lang.T("店规：不能同班的人；两个新人不排在一起", "a shop's own: people who do not work together, two beginners not on one shift"),
		},
		topic: togetherPeople,
		judge: func(v *validator, key string, r *Rules) {
			for _, u := range r.Apart {
				v.pair(key, &u.TogetherRule)
			}
		},
		say: func(s *sentences, key string, c *Config) {
			for _, u := range c.Rules.Apart {
				s.rule(key, u.Force, u.Origin, "%s %s", "%s: %s", listed(sameTexts(u.For)), onWords(u.On, lang.T("一个班次最多上一个", "at most one on a shift"), lang.T("一天最多上一个", "at most one on a day")))
			}
		},
		plan: func(b *builder, r *Rules) {
			for k := range r.Apart {
				b.apart(&r.Apart[k].TogetherRule)
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.mentor", Name: lang.T("跟师傅上班", "With a mentor"), Breaks: []string{"together"},
			Means: lang.T("for 的人只在 with 里有人上同一个班的日子上班；师傅请假也一样。",
				"People under for work a shift only where one of those under with works it too, also when a mentor is on leave."),
			Params: []RuleParam{pairParam, param("with", "带他们的人，写法同 for", "those they work with, written as for"), onParam, forceParam}, Example: "rules:\n  mentor:\n    - {for: Bo, with: An, force: hard}\n",
			Basis: lang.T("店规：新人跟师傅上班", "a shop's own: beginners work beside a mentor"),
		},
		topic: togetherPeople,
		judge: func(v *validator, key string, r *Rules) {
			for _, u := range r.Mentor {
				v.need(len(u.For) > 0 && len(u.With) > 0, key, "要写 for 和 with", "for and with are needed")
				v.on(key, u.On)
			}
		},
		say: func(s *sentences, key string, c *Config) {
			for _, u := range c.Rules.Mentor {
				s.rule(key, u.Force, u.Origin, "%s 只和 %s %s", "%s: only together with %s%s", listed(sameTexts(u.For)), listed(sameTexts(u.With)), onWords(u.On, lang.T("上同一个班", ", on the same shift"), lang.T("在同一天上班", ", on the same day")))
			}
		},
		plan: func(b *builder, r *Rules) {
			for k := range r.Mentor {
				b.mentor(&r.Mentor[k])
			}
		},
	},
}

// onWords picks the words for on.
func onWords(on string, shift, day lang.Text) lang.Text {
	if on == "day" {
		return day
	}
	return shift
}

func (v *validator) pair(key string, u *TogetherRule) {
	v.need(len(u.For) > 0, key+".for", "没有写是哪些人", "nobody is named")
	v.on(key, u.On)
}

func (v *validator) on(key, on string) {
	if on != "" {
		v.known(key+".on", on, []string{"shift", "day"})
	}
}

func (u *SkillRule) who() []string { return slices.Concat(u.For, u.Tag) }

func (u *SkillRule) least() int { return max(1, u.Min) }

// label says whom the rule asks for.
func (u *SkillRule) label(c *Config) lang.Text {
	out := sameTexts(u.who())
	for _, q := range u.Skill {
		out = append(out, lang.F("能接待%s的人", "people for %s", c.queueName(q)))
	}
	return listed(out)
}

// where says on which shifts or hours.
func (u *SkillRule) where(c *Config) lang.Text {
	switch {
	case len(u.Hours) > 0:
		return lang.F("%s 每一刻", "every moment of %s", spanList(u.Hours))
	case len(u.Shifts) == 0:
		return lang.T("每个班次", "every shift")
	}
	var names []lang.Text
	for _, s := range u.Shifts {
		names = append(names, c.shiftName(s))
	}
	return lang.Join(names, "、", " and ")
}

// checkPairs reports the names of rules about several people that mean nobody, or more
// than one thing, and people who are not two.
func (w *Workspace) checkPairs(problems *table.Problems) {
	if w.noStaff {
		return
	}
	check := func(key string, names []string) {
		for _, name := range names {
			w.checkName(name, "rules."+key, table.Pos{File: ConfigFile}, problems)
		}
	}
	two := func(key string, names []string) {
		before := len(*problems)
		check(key, names)
		n := 0
		for i := range w.People {
			if w.namedAny(&w.People[i], names) {
				n++
			}
		}
		if n < 2 && len(*problems) == before {
			problems.Add(table.Pos{File: ConfigFile}, lang.F("rules.%s：%s 只有一个人", "rules.%s: %s is one person alone", key, listed(sameTexts(names))), lang.T("至少写两个人", "name two people or more"))
		}
	}
	r := &w.Config.Rules
	for k := range r.Skilled {
		check("skill_on_shift", r.Skilled[k].who())
	}
	for k := range r.Together {
		two("together", r.Together[k].For)
	}
	for k := range r.Apart {
		two("apart", r.Apart[k].For)
	}
	for k := range r.MealTimes {
		check("meal_times", r.MealTimes[k].For)
	}
	for k := range r.Away {
		check("away_at_once", r.Away[k].For)
	}
	for k := range r.Mentor {
		check("mentor", r.Mentor[k].For)
		check("mentor", r.Mentor[k].With)
	}
}

// namedAny reports whether one of names means p.
func (w *Workspace) namedAny(p *Person, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return w.named(p, name) })
}

// called returns the people of the problem whom names mean; nil is nobody.
func (b *builder) called(names []string) schedule.People {
	return b.those(func(i int) bool { return b.w.namedAny(&b.w.People[b.plan.People[i]], names) })
}

// skilled asks for people of a kind.
func (b *builder) skilled(u *SkillRule) {
	if u.Force.Off() {
		return
	}
	who := b.those(func(i int) bool {
		p := &b.w.People[b.plan.People[i]]
		can := func(q string) bool { return p.Skills == nil || contains(p.Skills, q) }
		return (u.who() == nil || b.w.namedAny(p, u.who())) && !slices.ContainsFunc(u.Skill, func(q string) bool { return !can(q) })
	})
	if who == nil {
		if len(b.p.People) > 0 && b.p.People[0].ID != "*" {
			b.note("这几天没有人是：%s，“%s”没有检查", "on these days nobody is one of: %s; “%s” is not asked for", u.label(b.c), lang.T("班上要有的人", "who must be on a shift"))
		}
		return
	}
	row := schedule.Cover{Why: schedule.SkillOnShift, Queue: schedule.Any, Shift: schedule.Any, Who: who, Bound: u.Force.atLeast(u.least(), 1)}
	days := b.daySet(u.Days)
	for row.Day = range b.p.Days {
		if !days.Has(row.Day) {
			continue
		}
		for _, h := range u.Hours {
			for _, row.Span = range grid(schedule.Span(h), b.p.Interval) {
				b.coverOrHole(row, u.least())
			}
		}
		for k := range b.c.Shifts {
			if s := &b.c.Shifts[k]; len(u.Hours) == 0 && (len(u.Shifts) == 0 || contains(u.Shifts, s.ID)) {
				b.skilledOn(row, s)
			}
		}
	}
}

// skilledOn asks for the people of a row on shift s. Where the shift is several, one for
// each queue, whoever is at work throughout a segment of it is there.
func (b *builder) skilledOn(row schedule.Cover, s *Shift) {
	var open []int
	for x := range b.p.Shifts {
		if b.parts[x] == (shiftParts{base: s.ID}) && b.p.Shifts[x].Days.Has(row.Day) {
			open = append(open, x)
		}
	}
	switch len(open) {
	case 0:
	case 1:
		row.Shift, row.Queue = open[0], b.p.Shifts[open[0]].Queue
		b.p.Cover = append(b.p.Cover, row)
	default:
		for _, row.Span = range b.p.Shifts[open[0]].Segments {
			b.p.Cover = append(b.p.Cover, row)
		}
	}
}

// alike are the shifts that count as the same for people who work together: those made of
// one entry of the configuration, or where on is day all of them.
func (b *builder) alike(on string) (groups [][]int) {
	index := map[string]int{}
	for s, parts := range b.parts {
		if b.p.Shifts[s].Retired {
			continue
		}
		key := parts.base
		if key == "" {
			key = "+" + parts.duty
		}
		if on == "day" {
			key = ""
		}
		g, seen := index[key]
		if !seen {
			g = len(groups)
			index[key], groups = g, append(groups, nil)
		}
		groups[g] = append(groups[g], s)
	}
	return groups
}

// together keeps people on the same shifts: each only with the next, the last with the
// first.
func (b *builder) together(u *TogetherRule) {
	who := b.called(u.For)
	if u.Force.Off() || len(who) < 2 {
		return
	}
	for k, i := range who {
		b.add(schedule.Together{People: schedule.People{i}, By: schedule.People{who[(k+1)%len(who)]}, Groups: b.alike(u.On), Excuse: true, Force: u.Force.Rule()})
	}
}

func (b *builder) apart(u *TogetherRule) {
	if who := b.called(u.For); !u.Force.Off() && len(who) >= 2 {
		b.add(schedule.Apart{People: who, Groups: b.alike(u.On), Force: u.Force.Rule()})
	}
}

func (b *builder) mentor(u *MentorRule) {
	who, by := b.called(u.For), b.called(u.With)
	if u.Force.Off() || who == nil {
		return
	}
	if by == nil {
		by = schedule.People{}
		b.note("这几天没有人能带 %s：%s 都不在职", "on these days nobody can be with %s: %s are not employed", listed(sameTexts(u.For)), listed(sameTexts(u.With)))
	}
	b.add(schedule.Together{People: who, By: by, Groups: b.alike(u.On), Force: u.Force.Rule()})
}
