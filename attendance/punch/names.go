package punch

import (
	"regexp"
	"strings"

	"paiban/internal/table"
)

// Words that stand where a name or a number is expected and are neither: results of a
// day, and what closes a table.
var (
	dayWords = words("正常", "迟到", "早退", "缺卡", "未打卡", "漏打卡", "旷工", "缺勤", "休息", "休假", "休", "请假", "加班", "外出", "外勤", "出差", "补卡", "无需打卡", "无需考勤", "未排班", "出勤", "异常", "无效", "有效",
		"事假", "病假", "年假", "调休", "normal", "absent", "missing")
	closingWords = regexp.MustCompile(`^(合计|总计|小计|共计|汇总|备注|说明|图例|注|制表|审核|审批|签字|签名|记录数|total|sum|subtotal|note)s?(人|员|人员)?$|(合计|总计|小计)$`)
	timeText     = regexp.MustCompile(`^(次日)?\s?\d{1,2}:\d{2}(:\d{2})?$`)
)

// isName reports whether s may be somebody's name: no label, no result of a day, no
// time and no date, and not the word that closes a table.
func isName(s string) bool {
	s = table.Clean(s)
	t := strings.ToLower(strings.ReplaceAll(s, " ", ""))
	switch {
	case t == "", strings.Contains(t, ":"), emptyTime[t], dayWords[t], listName[t], listID[t], listPunch[t], listGroup[t], labelDept[t], halfWords[t], listDate[t], listMoment[t], listShift[t]:
		return false
	case closingWords.MatchString(t):
		return false
	}
	_, date := table.ParseMoment(s, 2000)
	return !date || !strings.ContainsAny(s, "-/.年月")
}

// isID reports whether s may be somebody's number: with a digit or all of ASCII, and
// none of the words that are no names.
func isID(s string) bool {
	s = table.Clean(s)
	own := strings.ContainsAny(s, "0123456789") || !strings.ContainsFunc(s, func(c rune) bool { return c > 0x7f })
	return own && s != "" && isName(s) && !timeText.MatchString(s)
}
