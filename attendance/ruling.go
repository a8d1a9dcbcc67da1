package attendance

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Ruling is the answer to the question whether time on a date was overtime, by
// whoever approves it.
type Ruling struct {
	Date    workcal.Date
	Refused bool
	Minutes int // granted, from the end of the shift on; 0 is all that is asked about
	Where   table.Pos
}

// Words of a ruling as people write them, without blanks and in lower case.
var (
	granting = []string{"同意", "已同意", "批准", "已批准", "批準", "准", "核准", "可", "可以", "好", "好的", "是", "是的", "是加班", "加班", "属实", "屬實", "情况属实", "确认", "確認", "已确认",
		"通过", "通過", "已通过", "审批通过", "算", "算加班", "计", "计加班", "对", "√", "✓", "✔", "☑", "✅", "y", "yes", "ok", "okay", "approve", "approved", "agree", "agreed", "true", "overtime"}
	refusing = []string{"不同意", "不批准", "不批", "不准", "未批准", "不是", "不是加班", "非加班", "否", "不", "不算", "不计", "不算加班", "不可以", "驳回", "駁回", "已驳回", "拒绝", "拒絕", "不通过", "未通过",
		"误打", "误打卡", "调班", "换班", "没有", "没有加班", "未加班", "没加班", "无", "×", "✗", "✘", "❌", "x", "n", "no", "not", "reject", "rejected", "refused", "denied", "false", "mistake", "swap"}
)

var (
	hoursAnswer = regexp.MustCompile(`^(.*?)[:,]?(\d+(?:\.\d+)?)(个)?(半)?(小时|小時|钟头|时|時|h|hr|hrs|hour|hours|)$`)
	minutes     = regexp.MustCompile(`^(.*?)[:,]?(\d+)(分钟|分鐘|分|m|min|mins|minute|minutes)$`)
	numerals    = strings.NewReplacer("一", "1", "二", "2", "两", "2", "兩", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8")
)

// ParseRuling reads an answer to a question about overtime: 同意, 不同意, √, yes, or
// how long it was: 2, 2小时, 90分钟, 同意 1.5 小时. ok is false for everything else.
func ParseRuling(text string) (r Ruling, ok bool) {
	t := strings.ToLower(table.Clean(text))
	t = strings.Trim(strings.NewReplacer(" ", "", "。", "", "!", "", "、", ",", ";", ",").Replace(t), ".,()")
	switch {
	case slices.Contains(granting, t):
		return r, true
	case slices.Contains(refusing, t):
		return Ruling{Refused: true}, true
	}
	t = strings.Replace(numerals.Replace(t), "半小时", "0.5小时", 1)
	t = strings.Replace(t, "个0.5小时", "个半小时", 1) // 1 个半小时
	var word string
	var n float64
	if m := minutes.FindStringSubmatch(t); m != nil {
		word = m[1]
		n, _ = strconv.ParseFloat(m[2], 64)
	} else if m := hoursAnswer.FindStringSubmatch(t); m != nil {
		word = m[1]
		n, _ = strconv.ParseFloat(m[2], 64)
		if m[4] != "" {
			n += 0.5
		}
		n *= 60
	} else {
		return r, false
	}
	if word != "" && !slices.Contains(granting, word) || n > 24*60 {
		return r, false
	}
	r.Minutes = int(n + 0.5)
	r.Refused = r.Minutes == 0
	return r, true
}

// ruling returns what was ruled on a date; ok is false where nothing was.
func (s *days) ruling(date workcal.Date) (r Ruling, ok bool) {
	i := slices.IndexFunc(s.rulings, func(r Ruling) bool { return r.Date == date })
	if i < 0 {
		return r, false
	}
	return s.rulings[i], true
}

// refused reports whether it was ruled that nothing on the date is overtime.
func (s *days) refused(date workcal.Date) bool {
	r, ok := s.ruling(date)
	return ok && r.Refused
}

// approved returns the overtime approved for the person, with what was ruled on the
// day: the time clocked outside the plan that nobody has approved otherwise, or the
// first minutes of it. Where approval alone proves overtime, more minutes than were
// clocked count too.
func (s *days) approved(d *Day) []Approval {
	r, ok := s.ruling(d.Date)
	if !ok || r.Refused {
		return s.overtime
	}
	out, left := slices.Clone(s.overtime), s.unapproved(d)
	granted := r.Minutes
	for _, g := range left {
		a := Approval{From: On(d.Date, g.Start), To: On(d.Date, g.End), Where: r.Where}
		if r.Minutes > 0 {
			if granted <= 0 {
				break
			}
			a.Minutes = granted // of what meals leave
			granted -= g.Len()
		}
		out = append(out, a)
	}
	if granted > 0 && s.policy.Overtime.By == ByApproval {
		from := On(d.Date, overtimeStart(d))
		if n := len(left); n > 0 {
			from = out[len(out)-1].To
		}
		out = append(out, Approval{From: from, To: from + Stamp(granted), Where: r.Where})
	}
	return out
}

// overruled reports whether overtime is granted on a day for which the export's own
// column has none.
func (s *days) overruled(d *Day) bool {
	r, ok := s.ruling(d.Date)
	g := d.Plan.Granted
	return ok && !r.Refused && *g.Overtime == [3]int{} && g.Unclassed == 0
}

// overtimeStart is the minute of the day that overtime begins at where none is
// clocked: the end of the shift, the first punch of a rest day.
func overtimeStart(d *Day) int {
	switch {
	case len(d.Plan.Segments) > 0:
		return d.Plan.Segments[len(d.Plan.Segments)-1].End
	case len(d.Punches) > 0:
		return d.Punches[0].At.From(d.Date)
	}
	return 0
}

// unapproved returns the time clocked outside the plan that no approval covers.
func (s *days) unapproved(d *Day) []schedule.Span {
	left := s.clocked(d)
	for _, a := range s.overtime {
		left, _ = cut(left, schedule.Span{Start: a.From.From(d.Date), End: a.To.From(d.Date)})
	}
	return left
}
