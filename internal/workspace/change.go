package workspace

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// Ways to write what becomes of a volume. ×1.2 is what paiban itself writes: a
// spreadsheet takes +20% for the number 0.2 and drops its sign.
var (
	timesChange  = regexp.MustCompile(`^(?:[xX×*✕✖]\s?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s?(?:[xX×✕✖]|倍))$`)
	signedChange = regexp.MustCompile(`^([+-])\s?(\d+(?:\.\d+)?)\s?%$`)
	moreChange   = regexp.MustCompile(`(?i)^(?:(?:增加|上调|上浮|提高|加|增|涨|多|plus|up)\s?(\d+(?:\.\d+)?)\s?%|(\d+(?:\.\d+)?)\s?%\s?more)$`)
	lessChange   = regexp.MustCompile(`(?i)^(?:(?:减少|下调|下浮|降低|减|降|少|minus|down)\s?(\d+(?:\.\d+)?)\s?%|(\d+(?:\.\d+)?)\s?%\s?(?:less|fewer))$`)
	shareChange  = regexp.MustCompile(`^(\d+(?:\.\d+)?)\s?%$`)
	unitOfCount  = regexp.MustCompile(`\s?(?:个|条|人次|人|次|通|单|件|contacts|chats)$`)
	signedNumber = regexp.MustCompile(`^[+-]\s?\d`)
)

// Bounds of what somebody may make of a volume.
const (
	mostContacts = 1e7 // in a day or an hour
	mostTimes    = 50  // times as many, as factors of events
)

// changeHint says how a change is written.
var changeHint = lang.T("写数量 120，或百分比 +20%、-30%，或倍数 ×1.2（120% 就是 ×1.2）", "write a number, 120, a percentage, +20% or -30%, or a multiple, ×1.2 (120% is ×1.2)")

// parseChange reads what somebody makes of a volume into a: a number of contacts, a
// percentage more or less, or a multiple. It says what is wrong and what to do where it
// cannot.
func parseChange(text string, a *forecast.Adjustment) (what, hint lang.Text, ok bool) {
	s := strings.NewReplacer("−", "-", "–", "-", "—", "-", "﹢", "+").Replace(table.Clean(text))
	number := func(g []string) float64 {
		v, _ := strconv.ParseFloat(strings.Join(g, ""), 64) // the patterns let only numbers in
		return v
	}
	relative := func(percent float64) (lang.Text, lang.Text, bool) {
		if percent < -100 || percent > 100*(mostTimes-1) {
			return lang.F("%q 超出了 -100%% 到 ×50", "%q is not between -100%% and ×50", s), changeHint, false
		}
		a.Relative, a.Percent = true, math.Round(percent*1e6)/1e6
		return lang.Text{}, lang.Text{}, true
	}
	switch {
	case timesChange.MatchString(s):
		return relative(100 * (number(timesChange.FindStringSubmatch(s)[1:]) - 1))
	case signedChange.MatchString(s):
		g := signedChange.FindStringSubmatch(s)
		return relative(number(g[1:]))
	case moreChange.MatchString(s):
		return relative(number(moreChange.FindStringSubmatch(s)[1:]))
	case lessChange.MatchString(s):
		return relative(-number(lessChange.FindStringSubmatch(s)[1:]))
	case shareChange.MatchString(s):
		v := number(shareChange.FindStringSubmatch(s)[1:])
		if v < leastShare {
			return lang.F("%q 看不出是多还是少：Excel 会去掉 +20%% 的加号", "%q does not say whether it is more or less: Excel drops the sign of +20%%", s),
				lang.F("多就写 ×%g，少就写 ×%g", "write ×%g if it is more, ×%g if it is less", 1+v/100, 1-v/100), false
		}
		return relative(v - 100)
	}
	v, isNumber := table.ParseFloat(unitOfCount.ReplaceAllString(s, ""))
	switch {
	case !isNumber || strings.HasSuffix(s, "%"):
		return lang.F("%q 看不懂", "%q is not understood", s), changeHint, false
	case signedNumber.MatchString(s):
		return lang.F("%q 带正负号，不知道是数量还是百分比", "%q has a sign, so that it is no volume, and no percent sign", s), changeHint, false
	case v > mostContacts:
		return lang.F("%q 太大了", "%q is too large", s), changeHint, false
	case v > 0 && v < 1:
		return lang.F("%q 不到 1，像是去掉了百分号的百分比", "%q is less than one and looks like a percentage without its sign", s), changeHint, false
	}
	a.Value = v
	return lang.Text{}, lang.Text{}, true
}

// leastShare is the percentage without a sign from which on it is taken for a share of
// the volume: 80% is ×0.8, and 20% is more likely a +20% whose sign a spreadsheet has
// dropped.
const leastShare = 50

// changeText writes the change of a as [parseChange] reads it and no spreadsheet alters.
func changeText(a *forecast.Adjustment) string {
	if a.Relative {
		return "×" + strconv.FormatFloat(math.Round((100+a.Percent)*1e6)/1e8, 'f', -1, 64)
	}
	return strconv.FormatFloat(a.Value, 'f', -1, 64)
}

var (
	wholeDay   = []string{"全天", "整天", "当天", "全日", "all day", "whole day", "day", "all"}
	hoursApart = regexp.MustCompile(`\s?[、,，;；/]\s?`)
	hoursUntil = regexp.MustCompile(`\s?(?:-|~|–|—|～|至|到|to)\s?`)
	hoursHint  = lang.T("写 20:00，或 20:00-23:00；空着是全天（Excel 会把 8-9 变成日期，写成 8:00-9:00）", "write 20:00 or 20:00-23:00; empty is the whole day (Excel makes a date of 8-9: write 8:00-9:00)")
)

// parseHours reads hours of a day as spans of minutes: 20 (an hour), 20:00-23:00, 20-23
// (three hours), 22:00-02:00 (until the next day), several of them with commas; nothing
// is the whole day.
func parseHours(text string) (spans [][2]int, what lang.Text, ok bool) {
	s := table.Clean(text)
	if s == "" || same(s, wholeDay...) {
		return [][2]int{{0, 1440}}, what, true
	}
	for _, part := range hoursApart.Split(s, -1) {
		from, to, both := part, "", false
		if at := hoursUntil.FindStringIndex(part); at != nil {
			from, to, both = part[:at[0]], part[at[1]:], true
		}
		start, ok := hourOf(from)
		end := start + 60
		if both && ok {
			end, ok = hourOf(to)
		}
		switch {
		case !ok || start >= 1440:
			return nil, lang.F("时段 %q 看不懂", "the hours %q are not understood", part), false
		case start%15 != 0 || end%15 != 0:
			return nil, lang.F("时段 %q 不在整点、半点或刻钟上", "the hours %q are not on the hour, half hour or quarter", part), false
		case !both && start%60 != 0:
			return nil, lang.F("时段 %q 没有写到几点", "the hours %q have no end", part), false
		case both && end == start:
			return nil, lang.F("时段 %q 的开始和结束一样", "the hours %q end where they begin", part), false
		case end < start:
			end += 1440
		}
		spans = append(spans, [2]int{start, end})
	}
	return spans, what, true
}

// hourOf reads a time of day, or an hour alone.
func hourOf(s string) (minute int, ok bool) {
	if n, ok := table.ParseInt(s); ok {
		return n * 60, n >= 0 && n <= 24
	}
	return table.ParseMinute(s)
}

// HoursText writes the hours of a, "" for whole days.
func HoursText(a *forecast.Adjustment) string {
	if a.WholeDays() {
		return ""
	}
	end := a.To.Minute
	if end > 1440 {
		end -= 1440
	}
	return Clock(a.From.Minute).String() + "-" + Clock(end).String()
}
