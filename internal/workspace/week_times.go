package workspace

import (
	"regexp"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// WeekTime is hours of the days that come back each week: 周二 14:00-18:00.
type WeekTime struct {
	Days  Days // empty is every day
	Hours Span // 00:00-24:00 is the whole day
}

// allHours is the whole of a day.
var allHours = Span{0, schedule.DayMinutes}

// Text says t: 周二 14:00-18:00.
func (t WeekTime) Text() lang.Text {
	if t.Hours == allHours {
		return t.Days.Text()
	}
	return lang.F("%s %s", "%s %s", t.Days.Text(), t.Hours)
}

// pieces of a text on times of the week, tried in this order at each place.
var (
	dayRange  = regexp.MustCompile(`^(?:周|星期|礼拜|週|禮拜)([一二三四五六日天1-7])\s*(?:至|到|-)\s*(?:周|星期|礼拜|週|禮拜)?([一二三四五六日天1-7])`)
	dayList   = regexp.MustCompile(`^(?:周|星期|礼拜|週|禮拜)([一二三四五六日天]+|[1-7]+(?:、[1-7])*)`)
	engRange  = regexp.MustCompile(`^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s*(?:to|till|until|through|-)\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?`)
	engDay    = regexp.MustCompile(`^(mon|tues?|wed|thu|thurs?|fri|sat|sun)(days?|s|nesdays?|rsdays?|urdays?)?\b\.?`)
	hourRange = regexp.MustCompile(`^((?:次日|\+1)?\s?\d{1,2})(?:[:：](\d\d))?\s*(?:点|时|點|時)?(半)?\s*(?:至|到|-|to|until)\s*((?:次日|\+1)?\s?\d{1,2})(?:[:：](\d\d))?\s*(?:点|时|點|時)?(半)?`)
	fromHour  = regexp.MustCompile(`^(\d{1,2})(?:[:：](\d\d))?\s*(?:点|时|點|時)?(半)?\s*(?:以后|之后|往后|后|以後|之後|後|起|开始)`)
	toHour    = regexp.MustCompile(`^(\d{1,2})(?:[:：](\d\d))?\s*(?:点|时|點|時)?(半)?\s*(?:以前|之前|前|为止|止)`)
	engFrom   = regexp.MustCompile(`^(?:after|from)\s+(\d{1,2})(?:[:：](\d\d))?\b()`)
	engTo     = regexp.MustCompile(`^(?:before|until|till|up to)\s+(\d{1,2})(?:[:：](\d\d))?\b()`)
	aside     = regexp.MustCompile(`^[（(][^（）()]*[）)]`)
	// idle are words that change nothing of the times.
	idle = regexp.MustCompile(`^(?:[\s:：,，、的每逢都和及与与&+]|and\b|on\b|every\b|each\b|只能上?|只上|只|仅能?上?|only\b|不要上|不要排|不要|不想上|别上|别排|有课|上课|听课|培训|课|接送?孩子|接送?小孩|带孩子|照顾孩子|有事|没空|没时间|固定休息?|休息|休假|休|不能上班|不可上班|不上班|不能排班?|不可排班?|不排班?|不能上|不可上|不上|不能|不可|不行|可以上班?|可上班?|能上班?|可以|上班|可排班?|classes|class|lessons?|school|off\b|busy\b|free\b|unavailable\b|available\b|not\b|no\b)`)
	// denies are idle words that say the opposite of a list of times one can work, grants
	// those of a list of times one cannot.
	denies = regexp.MustCompile(`不|没空|没时间|休|课|有事|接送?孩子|接送?小孩|\b(?:no|not|off|busy|unavailable|class|classes)\b`)
	grants = regexp.MustCompile(`只|仅|(?:^|[^不])(?:可以?上|能上|可以?排)|\bonly\b|\b(?:available|free)\b`)
)

// wordSpans are words for hours of the day, the longer first.
var wordSpans = []struct {
	words []string
	hours Span
}{
	{[]string{"上午", "早上", "午前", "mornings", "morning"}, Span{0, 12 * 60}},
	{[]string{"下午", "午后", "afternoons", "afternoon"}, Span{12 * 60, 18 * 60}},
	{[]string{"晚上", "晚间", "傍晚", "evenings", "evening"}, Span{18 * 60, schedule.DayMinutes}},
	{[]string{"夜里", "夜间", "深夜", "nights", "night"}, Span{22 * 60, 30 * 60}},
	{[]string{"全天", "整天", "一整天", "all day", "whole day"}, allHours},
}

// wordDays are words for days besides the names of weekdays.
var wordDays = []struct {
	words []string
	days  Days
}{
	{[]string{"工作日", "上班日", "working days", "workdays"}, Days{"workdays"}},
	{[]string{"weekdays"}, Days{"mon", "tue", "wed", "thu", "fri"}},
	{[]string{"周末", "週末", "双休日", "双休", "weekends", "weekend"}, Days{"weekends"}},
	{[]string{"节假日", "法定节假日", "restdays", "holidays"}, Days{"restdays"}},
	{[]string{"每天", "天天", "每日", "every day", "daily", "all days"}, Days{"all"}},
}

var weekdayNames = []DayName{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// weekdayAt returns the place of a digit or letter in the week, Monday 0.
func weekdayAt(r rune) int {
	if r == '天' {
		r = '日'
	}
	if at := slices.Index([]rune("1234567"), r); at >= 0 {
		return at
	}
	return slices.Index([]rune("一二三四五六日"), r)
}

// fromTo lists the weekdays from one to another, through Sunday where they are in that
// order.
func fromTo(a, b int) (out Days) {
	for d := a; ; d = (d + 1) % 7 {
		if out = append(out, weekdayNames[d]); d == b {
			return out
		}
	}
}

// parseWeekTimes reads times of the week as people write them: 周二 14:00-18:00；周日,
// 只上上午, Mon-Fri after 18:00. Parts are separated by semicolons or by the order of
// things: days, then hours, then days again. left is what is not understood, "" where all
// is; unclear says that a comma stands between days whose hours may be meant for both.
func parseWeekTimes(text string) (times []WeekTime, left string, unclear bool) {
	rest := strings.ToLower(strings.NewReplacer("－", "-", "–", "-", "—", "-", "~", "-", "～", "-", "；", ";", "\n", ";", "。", ";").Replace(text))
	var days Days
	var hours []Span
	comma := false // a comma stands between days, so that hours after it may be meant for the last alone
	flush := func() {
		if days == nil && hours == nil {
			return
		}
		if hours == nil {
			hours = []Span{allHours}
		}
		for _, h := range hours {
			times = append(times, WeekTime{slices.Clone(days), h})
		}
		days, hours, comma = nil, nil, false
	}
	addDays := func(d ...DayName) {
		if hours != nil {
			flush()
		}
		days = append(days, d...)
	}
	for rest != "" {
		if rest[0] == ';' {
			flush()
			rest = rest[1:]
			continue
		}
		if g := aside.FindString(rest); g != "" {
			rest = rest[len(g):]
			continue
		}
		if g := dayRange.FindStringSubmatch(rest); g != nil {
			addDays(fromTo(weekdayAt([]rune(g[1])[0]), weekdayAt([]rune(g[2])[0]))...)
			rest = rest[len(g[0]):]
			continue
		}
		if g := engRange.FindStringSubmatch(rest); g != nil {
			addDays(fromTo(slices.Index(weekdayNames, DayName(g[1])), slices.Index(weekdayNames, DayName(g[2])))...)
			rest = rest[len(g[0]):]
			continue
		}
		if n, d := daysNamed(rest); n > 0 {
			addDays(d...)
			rest = rest[n:]
			continue
		}
		if g := dayList.FindStringSubmatch(rest); g != nil {
			for _, r := range strings.ReplaceAll(g[1], "、", "") {
				addDays(weekdayNames[weekdayAt(r)])
			}
			rest = rest[len(g[0]):]
			continue
		}
		if g := engDay.FindStringSubmatch(rest); g != nil {
			addDays(DayName(g[1][:3]))
			rest = rest[len(g[0]):]
			continue
		}
		if n, h, ok := someHours(rest); n > 0 {
			if !ok {
				return nil, strings.TrimSpace(rest), false
			}
			if comma {
				return nil, strings.TrimSpace(text), true
			}
			hours = append(hours, h)
			rest = rest[n:]
			continue
		}
		g := idle.FindString(rest)
		if g == "" {
			return nil, strings.TrimSpace(rest), false
		}
		if (g == "," || g == "，") && days != nil && hours == nil {
			comma = true
		}
		rest = rest[len(g):]
	}
	flush()
	return times, "", false
}

func daysNamed(rest string) (n int, days Days) {
	for _, w := range wordDays {
		for _, word := range w.words {
			if strings.HasPrefix(rest, word) && len(word) > n {
				n, days = len(word), w.days
			}
		}
	}
	return n, days
}

// someHours reads hours of a day at the beginning of rest, n letters of it; ok is false
// where they make no sense.
func someHours(rest string) (n int, h Span, ok bool) {
	for _, w := range wordSpans {
		for _, word := range w.words {
			if strings.HasPrefix(rest, word) && len(word) > n {
				n, h, ok = len(word), w.hours, true
			}
		}
	}
	if n == 0 {
		return clockHours(rest)
	}
	bare := strings.TrimLeft(rest[n:], " ")
	if bare == "" || bare[0] < '0' || bare[0] > '9' || h == allHours {
		return n, h, ok
	}
	// 下午2点-6点: the word says which half of the day is meant.
	k, clock, ok := clockHours(bare)
	if h.Start >= 12*60 && clock.Start < 12*60 {
		clock.Start += 12 * 60
	}
	if h.Start >= 12*60 && clock.End < 12*60 {
		clock.End += 12 * 60
	}
	return len(rest) - len(bare) + k, clock, ok && k > 0 && clock.Start < clock.End
}

// clockHours reads hours of the clock at the beginning of rest, n letters of it.
func clockHours(rest string) (n int, h Span, ok bool) {
	if g := hourRange.FindStringSubmatch(rest); g != nil {
		from, ok1 := clockOf(g[1], g[2], g[3])
		to, ok2 := clockOf(g[4], g[5], g[6])
		if to <= from && to <= schedule.DayMinutes {
			to += schedule.DayMinutes
		}
		return len(g[0]), Span{from, to}, ok1 && ok2 && from < schedule.DayMinutes && to > from
	}
	for _, re := range []*regexp.Regexp{fromHour, engFrom} {
		if g := re.FindStringSubmatch(rest); g != nil {
			from, ok := clockOf(g[1], g[2], g[3])
			return len(g[0]), Span{from, schedule.DayMinutes}, ok && from < schedule.DayMinutes
		}
	}
	for _, re := range []*regexp.Regexp{toHour, engTo} {
		if g := re.FindStringSubmatch(rest); g != nil {
			to, ok := clockOf(g[1], g[2], g[3])
			return len(g[0]), Span{0, to}, ok && to > 0 && to <= schedule.DayMinutes
		}
	}
	return 0, Span{}, false
}

// clockOf reads hour and minute; half is 半.
func clockOf(hour, minute, half string) (int, bool) {
	switch {
	case minute != "":
	case half != "":
		minute = "30"
	default:
		minute = "00"
	}
	return parseClock(hour + ":" + minute)
}

// on returns the minutes of day, as spans, that t takes in, those of the night before
// among them.
func (t WeekTime) on(day, before workcal.Day) (out []schedule.Span) {
	h := schedule.Span(t.Hours)
	if t.Days.Has(before) && h.End > schedule.DayMinutes {
		out = append(out, schedule.Span{Start: max(0, h.Start-schedule.DayMinutes), End: h.End - schedule.DayMinutes})
	}
	if t.Days.Has(day) {
		out = append(out, schedule.Span{Start: h.Start, End: min(h.End, schedule.DayMinutes)})
	}
	return out
}
