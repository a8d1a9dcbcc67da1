package workspace

import (
	"fmt"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Break is a pause of a shift, such as a meal. It begins between Earliest and Latest;
// without both, in the middle half of the longest segment.
type Break struct {
	Length   Length `yaml:"length"`
	Earliest Clock  `yaml:"earliest"` // start
	Latest   Clock  `yaml:"latest"`   // start
	Paid     bool   `yaml:"paid"`
	Pieces   int    `yaml:"pieces"` // it may be split into so many equal ones
}

// pauses are the breaks of s. One that begins at a time of its own has that room alone.
func (s *Shift) pauses() (out []schedule.Break) {
	all := s.Breaks
	if len(all) == 0 && s.Break > 0 {
		all = []Break{{Length: s.Break}}
	}
	for _, b := range all {
		p := schedule.Break{Length: int(b.Length), Pieces: b.Pieces, Paid: b.Paid}
		switch {
		case b.Earliest == 0 && b.Latest == 0:
			room := s.middleHalf(p.Length)
			p.From, p.To = room.Start, room.End
		case b.Latest < b.Earliest:
			p.From, p.To = int(b.Earliest), int(b.Earliest)+p.Length
		default:
			p.From, p.To = int(b.Earliest), int(b.Latest)+p.Length
		}
		out = append(out, p)
	}
	return out
}

// middleHalf is the middle half of the longest segment, the first of equals; more of it
// where a break needs more.
func (s *Shift) middleHalf(length int) (longest schedule.Span) {
	for _, h := range s.Hours {
		if g := schedule.Span(h); g.Len() > longest.Len() {
			longest = g
		}
	}
	edge := max(0, min(longest.Len()/4, (longest.Len()-length)/2))
	room := schedule.Span{Start: longest.Start + edge, End: longest.End - edge}
	// Nobody says 17:37.
	if plain := (schedule.Span{Start: (room.Start + 14) / 15 * 15, End: room.End / 15 * 15}); plain.Len() >= length {
		return plain
	}
	return room
}

// breaksLeft returns the breaks that still have room in what leave has left of a shift:
// who goes home before the meal takes none.
func breaksLeft(breaks []schedule.Break, left []schedule.Span) (out []schedule.Break) {
	for _, b := range breaks {
		room := schedule.Span{Start: b.From, End: b.To}
		for _, g := range left {
			if g.Overlap(room) >= b.Length {
				b.From, b.To = max(b.From, g.Start), min(b.To, g.End)
				out = append(out, b)
				break
			}
		}
	}
	return out
}

// breaks checks the breaks of a shift.
func (v *validator) breaks(key string, s *Shift) {
	total := 0
	for _, h := range s.Hours {
		total += schedule.Span(h).Len()
	}
	v.need(int(s.Break) < total || total == 0, key+"break", "休息 %v 不短于班次本身", "a break of %v leaves nothing of the shift", s.Break.Text())
	off := 0
	for k, p := range s.pauses() {
		at := key + "break"
		if len(s.Breaks) > 0 {
			at = fmt.Sprintf("%sbreaks[%d]", key, k)
		}
		if p.Length <= 0 {
			v.need(len(s.Breaks) == 0, at+".length", "休息要写时长，如 1h", "a break needs a length, such as 1h")
			continue
		}
		off += p.Length
		if len(s.Breaks) > 0 {
			b := s.Breaks[k]
			v.need(b.Latest == 0 || b.Latest >= b.Earliest, at+".latest", "最晚开始 %s 早于最早开始 %s", "the latest start %s is before the earliest, %s", b.Latest, b.Earliest)
			v.need(p.Pieces >= 0 && p.Pieces <= 4 && p.Length%max(1, p.Pieces) == 0, at+".pieces", "%d 段不能平分 %s；写 1 到 4", "%d pieces do not divide %s; give 1 to 4", p.Pieces, b.Length.Text())
		}
		fits := false
		for _, h := range s.Hours {
			fits = fits || schedule.Span(h).Overlap(schedule.Span{Start: p.From, End: p.To}) >= p.Length
		}
		v.need(fits || total == 0 || int(s.Break) >= total, at, "休息 %s 在 %s 之内放不进班次", "a break of %s within %s does not fit into the shift", schedule.Duration(p.Length), schedule.Span{Start: p.From, End: p.To})
	}
	v.need(off < total || total == 0 || len(s.Breaks) == 0, key+"breaks", "休息一共 %s，班次只有 %s", "breaks of %s in all leave nothing of a shift of %s", schedule.Duration(off), schedule.Duration(total))
}

// breakWords says the breaks of a shift; zero where it has none.
func (s *Shift) breakWords() lang.Text {
	var out []lang.Text
	for _, p := range s.pauses() {
		text := lang.F("%s–%s 之间休息 %s", "a break of %[3]s between %[1]s and %[2]s", schedule.Clock(p.From), schedule.Clock(p.To), schedule.Duration(p.Length))
		if p.To-p.From == p.Length {
			text = lang.F("%s–%s 休息", "a break from %s to %s", schedule.Clock(p.From), schedule.Clock(p.To))
		}
		if p.Pieces > 1 {
			text = lang.F("%s（可分 %d 次）", "%s (or in %d pieces)", text, p.Pieces)
		}
		if p.Paid {
			text = lang.F("%s（计薪）", "%s, paid", text)
		}
		out = append(out, text)
	}
	return lang.Join(out, "，", ", ")
}

// MealTimeRule asks some people to eat within Hours, such as a group that eats together.
type MealTimeRule struct {
	For   []string `yaml:"for"` // empty is everybody
	Hours Span     `yaml:"hours"`
	Basis
}

// AwayRule limits how many people are on a break at once.
type AwayRule struct {
	For []string `yaml:"for"` // of these people; empty is everybody
	Max int      `yaml:"max"`
	Basis
}

func (u MealTimeRule) about() string { return fmt.Sprint(u) }
func (u AwayRule) about() string     { return fmt.Sprint(u) }

var breakTopic = lang.T("休息和用餐", "Breaks and meals")

// keysOfBreaks are the keys under rules about when people take their breaks.
var keysOfBreaks = []ruleKey{
	{
		RuleEntry: RuleEntry{
			Key: "rules.meal_times", Name: lang.T("用餐时间", "Meal times"), Breaks: []string{"meal-time"},
			Means: lang.T("这些人的用餐（班次里最长的休息）在 hours 之内，如一个组一起吃午饭；休息不可能在这段时间的班次不管。",
				"The meal of these people, the longest break of a shift, lies within hours, such as the lunch of a group. A shift whose break cannot lie there is left alone."),
			Params:  []RuleParam{pairParam, param("hours", "一段时间", "a span"), forceParam},
			Example: "shifts:\n  - {id: T, name: {zh: 通班, en: Through}, short: {zh: 通, en: T}, kind: mid, hours: [09:00-18:00], break: 1h}\nrules:\n  meal_times:\n    - {for: [An, Bo], hours: 12:00-13:00, force: 30}\n  away_at_once:\n    - {max: 1, force: hard}\n",
			Basis:   lang.T("店规：按组吃饭", "a shop's own: groups eat in turn"),
		},
		topic: breakTopic,
		judge: func(v *validator, key string, r *Rules) {
			for _, u := range r.MealTimes {
				v.need(!u.Hours.IsZero(), key+".hours", "要写 hours，如 12:00-13:00", "hours are needed, such as 12:00-13:00")
			}
		},
		say: func(s *sentences, key string, c *Config) {
			for _, u := range c.Rules.MealTimes {
				s.rule(key, u.Force, u.Origin, "%s在 %s 之内用餐", "%s: meals within %s", whoEats(u.For), u.Hours)
			}
		},
		plan: func(b *builder, r *Rules) {
			for _, u := range r.MealTimes {
				if who, some := b.breakers(u.For); some && !u.Force.Off() {
					b.mealTime(u.Hours, who, u.Force)
				}
			}
		},
	},
	{
		RuleEntry: RuleEntry{
			Key: "rules.away_at_once", Name: lang.T("同时休息", "Away at once"), Breaks: []string{"away-at-once"},
			Means:   lang.T("同一时刻在休息的人（这些人里的）最多 max 个。", "At most max of these people are on a break at once."),
			Params:  []RuleParam{pairParam, param("max", "最多几人", "people at most"), forceParam},
			Example: "shifts:\n  - {id: T, name: {zh: 通班, en: Through}, short: {zh: 通, en: T}, kind: mid, hours: [09:00-18:00], breaks: [{length: 1h, earliest: 12:00, latest: 12:30}]}\nrules:\n  away_at_once:\n    - {max: 1, force: hard}\n",
			Basis:   lang.T("平台规则：客服不得同时离线或休息", "platform rules: agents may not all be offline or resting at once"),
		},
		topic: breakTopic,
		judge: func(v *validator, key string, r *Rules) {
			for _, u := range r.Away {
				v.need(u.Max >= 0, key+".max", "%d 不能是负数", "%d must not be negative", u.Max)
			}
		},
		say: func(s *sentences, key string, c *Config) {
			for _, u := range c.Rules.Away {
				if len(u.For) == 0 {
					s.rule(key, u.Force, u.Origin, "同时休息的最多 %d 人", "at most %d people on a break at once", u.Max)
				} else {
					s.rule(key, u.Force, u.Origin, "%s 里同时休息的最多 %d 人", "%s: at most %d on a break at once", listed(sameTexts(u.For)), u.Max)
				}
			}
		},
		plan: func(b *builder, r *Rules) {
			for k := range r.Away {
				b.awayAtOnce(&r.Away[k])
			}
		},
	},
}

// whoEats names the people of a rule about breaks.
func whoEats(names []string) lang.Text {
	if len(names) == 0 {
		return lang.T("每人", "everybody")
	}
	return lang.F("%s ", "%s", listed(sameTexts(names)))
}

// breakers returns the people whom a rule about breaks is for; some is false where nobody
// of them is employed.
func (b *builder) breakers(names []string) (who schedule.People, some bool) {
	if len(names) == 0 {
		return nil, true
	}
	who = b.called(names)
	return who, len(who) > 0
}

// mealTime asks for meals within hours, on the shifts whose meal can lie there.
func (b *builder) mealTime(hours Span, who schedule.People, f Force) {
	var shifts []int
	for s := range b.p.Shifts {
		if t := &b.p.Shifts[s]; !t.Retired && t.MealFits(schedule.Span(hours)) {
			shifts = append(shifts, s)
		}
	}
	if shifts != nil {
		b.add(schedule.MealTime{People: who, Shifts: shifts, Span: schedule.Span(hours), Force: f.Rule()})
	}
}

// awayAtOnce limits the people on a break in each interval in which somebody may be on one.
func (b *builder) awayAtOnce(u *AwayRule) {
	who, some := b.breakers(u.For)
	if !some || u.Force.Off() {
		return
	}
	bound := schedule.AtMost(u.Max)
	if !u.Force.Hard {
		bound = schedule.Free()
		bound.SoftMax, bound.OverCost = u.Max, u.Force.Cost
	}
	for d := range b.p.Days {
		for _, span := range grid(schedule.Span{Start: 0, End: schedule.DayMinutes}, min(b.p.Interval, breakGrid)) {
			if b.pausing(d, span) {
				b.p.Cover = append(b.p.Cover, schedule.Cover{Why: schedule.AwayAtOnce, Day: d, Span: span, Queue: schedule.Any, Who: who, Shift: schedule.Any, Pause: true, Bound: bound})
			}
		}
	}
}

// breakGrid is the finest grid, in minutes, on which presence is asked for where breaks
// may lie.
const breakGrid = 30

// pausing reports whether somebody may be on a break in a span of a day.
func (b *builder) pausing(day int, span schedule.Span) bool {
	for s := range b.p.Shifts {
		t := &b.p.Shifts[s]
		for _, p := range t.Breaks {
			room := schedule.Span{Start: p.From, End: p.To}
			if !t.Retired && (t.Days.Has(day) && room.Overlap(span) > 0 || t.Days.Has(day-1) && room.Overlap(span.Shift(schedule.DayMinutes)) > 0) {
				return true
			}
		}
	}
	return false
}
