package punch

import (
	"regexp"
	"strconv"
	"strings"

	"paiban/attendance"
	"paiban/internal/table"
	"paiban/schedule"
)

var hours = regexp.MustCompile(`(次日\s?)?(\d{1,2}):(\d{2})\s?(?:-|~|—|–|至|到)\s?(次日\s?)?(\d{1,2}):(\d{2})`)

// longestStretch is how long people work without a break, in minutes; a longer
// segment has a break that the text does not give.
const longestStretch = 6 * 60

// shiftText reads a shift as exports write it: 普通出勤 08:30-18:00,
// 夜班 21:30-次日05:30, A 08:30-11:30 13:00-16:30, 休息, 自由工时. Empty text is no
// plan; text without hours that is no known word reports false.
func shiftText(s string) (attendance.Planned, bool) {
	s = table.Clean(s)
	found := hours.FindAllStringSubmatchIndex(s, -1)
	if len(found) == 0 {
		switch {
		case s == "" || s == "-" || s == "--" || s == "未排班":
			return attendance.Planned{}, true
		case strings.Contains(s, "休"):
			return attendance.Planned{Kind: attendance.Rest, Shift: s}, true
		case strings.Contains(s, "自由") || strings.Contains(s, "弹性"):
			return attendance.Planned{Kind: attendance.Flexible, Shift: s}, true
		}
		return attendance.Planned{Shift: s}, false
	}
	p := attendance.Planned{Kind: attendance.Work, Shift: strings.Trim(s[:found[0][0]], " :：(")}
	floor := 0
	for _, g := range found {
		num := func(k int) int { n, _ := strconv.Atoi(s[g[2*k]:g[2*k+1]]); return n }
		start, end := num(2)*60+num(3), num(5)*60+num(6)
		if num(3) > 59 || num(6) > 59 || start > 1440 || end > 1440 {
			return attendance.Planned{Shift: s}, false
		}
		if g[2] >= 0 || start < floor {
			start += schedule.DayMinutes
		}
		if g[8] >= 0 {
			end += schedule.DayMinutes
		}
		for end <= start {
			end += schedule.DayMinutes
		}
		if end-start > schedule.DayMinutes || start < floor {
			return attendance.Planned{Shift: s}, false
		}
		floor = end
		p.Rough = p.Rough || end-start > longestStretch
		p.Segments = append(p.Segments, schedule.Span{Start: start, End: end})
	}
	if p.Shift == "" {
		p.Shift = s
	}
	return p, true
}
