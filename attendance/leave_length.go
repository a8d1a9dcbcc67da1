package attendance

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

// Length is how long a request says that it is: days, minutes, or some of both. The
// zero value says nothing.
type Length struct {
	Days    float64 `json:"days,omitempty"`
	Minutes int     `json:"minutes,omitempty"`
}

// Text says a length as people write it: 1.5 天, 3.5 小时.
func (l Length) Text() lang.Text {
	days, hours := trim(l.Days), trim(float64(l.Minutes)/60)
	switch {
	case l.Minutes == 0:
		return dayCount(l.Days)
	case l.Days == 0 && l.Minutes < 60:
		return lang.F("%d 分钟", "%d minutes", l.Minutes)
	case l.Days == 0:
		return lang.F("%s 小时", "%s hours", hours)
	}
	return lang.F("%s 天 %s 小时", "%s days %s hours", days, hours)
}

var (
	lengthPart  = regexp.MustCompile(`(\d+(?:\.\d+)?)\s*(个)?(工作日|天|日|days?|d|小时|小時|钟头|时|時|hours?|hrs?|h|分钟|分鐘|分|minutes?|mins?|m|秒钟|秒|seconds?|secs?|s)`)
	lengthClock = regexp.MustCompile(`^(\d{1,3}):(\d\d)(?::\d\d)?$`)
	lengthWords = strings.NewReplacer("天半", ".5天", "半天", "0.5天", "半日", "0.5天", "半小时", "0.5小时", "半小時", "0.5小時", "全天", "1天", "整天", "1天",
		"half a day", "0.5 days", "half day", "0.5 days", "一", "1", "二", "2", "两", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9", "+", "")
)

// ParseLength reads how long a request is: 0.5天, 3.5小时, 1天4小时, 14h25m51.246s,
// 210分钟, 3:30, 半天. A number without a unit has that of unit, which is the heading
// of its column or the cell of a column of units. Where that has none either, the
// number is of hours or of days, whichever comes nearer to the time between from and
// to, a day of which holds at most eight working hours.
func ParseLength(text, unit string, from, to Stamp) (Length, bool) {
	s := lengthWords.Replace(strings.ToLower(table.Clean(text)))
	if n, ok := table.ParseFloat(s); ok {
		return lengthOf(n, strings.ToLower(unit), float64(to-from)/60)
	}
	if m := lengthClock.FindStringSubmatch(s); m != nil {
		h, _ := strconv.Atoi(m[1])
		minutes, _ := strconv.Atoi(m[2])
		return Length{Minutes: h*60 + minutes}, h+minutes > 0 && minutes < 60
	}
	var l Length
	seconds := 0.0
	for _, m := range lengthPart.FindAllStringSubmatch(s, -1) {
		n, _ := strconv.ParseFloat(m[1], 64)
		switch c := m[3]; {
		case c == "工作日" || c == "天" || c == "日" || c[0] == 'd':
			l.Days += n
		case strings.ContainsAny(c, "时時") || c == "钟头" || c[0] == 'h':
			seconds += n * 3600
		case strings.Contains(c, "秒") || c[0] == 's':
			seconds += n
		default:
			seconds += n * 60
		}
	}
	l.Minutes = int(math.Round(seconds / 60))
	rest := strings.TrimSpace(lengthPart.ReplaceAllString(s, ""))
	return l, rest == "" && l.sane()
}

func (l Length) sane() bool {
	return l != Length{} && l.Days >= 0 && l.Minutes >= 0 && l.Days <= 400 && l.Minutes <= 400*schedule.DayMinutes
}

// lengthOf gives a bare number its unit.
func lengthOf(n float64, unit string, hours float64) (l Length, ok bool) {
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(unit, w) {
				return true
			}
		}
		return false
	}
	inDays, inHours := Length{Days: n}, Length{Minutes: int(math.Round(n * 60))}
	days, hour := has("天", "日数", "工作日", "day"), has("小时", "小時", "hour", "(h)", "时数", "時數") || unit == "时" || unit == "h"
	switch {
	case has("分钟", "分鐘", "minute", "(min)"):
		l = Length{Minutes: int(math.Round(n))}
	case days && !hour || unit == "日":
		l = inDays
	case hour && !days:
		l = inHours
	default:
		work := min(hours, 8*math.Ceil(hours/24))
		off := func(h float64) float64 { return math.Abs(math.Log(max(h, 1e-9) / max(work, 1e-9))) }
		if l = inHours; off(8*n) < off(n) {
			l = inDays
		}
	}
	return l, l.sane()
}
