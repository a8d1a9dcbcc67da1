package samples

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// punchLayout writes the month's punches as one kind of clock or app exports
// them.
type punchLayout func(s *shop, punches []clocking) ([]file, error)

const punchFolder = "punches/" + Month + "/"

// dingTalk is the sheet of original records that the DingTalk app exports,
// always in Chinese.
func dingTalk(s *shop, punches []clocking) ([]file, error) {
	heads := []string{"姓名", "考勤组", "部门", "工号", "职位", "UserId", "考勤日期", "考勤时间", "打卡时间", "打卡结果", "打卡地址", "打卡备注", "异常打卡原因", "打卡设备", "管理员修改备注"}
	first, last := monthFirst, monthLast
	var rows [][]any
	for _, p := range punches {
		m := &s.team[p.who]
		due := at(p.date, p.due)
		result, place, device := "正常", "一号楼三层", "考勤机"
		switch {
		case p.in && p.at.Date == due.Date && p.at.Second/60 > due.Second/60:
			result = "迟到"
		case !p.in && p.at.before(due):
			result = "早退"
		}
		if p.outside {
			result, place, device = "外勤", "仓库", "手机"
		}
		rows = append(rows, []any{m.name.In(s.lang), "客服排班", m.group.In(s.lang), m.id, "客服", m.user(), dingDate(p.date), due.minute(), p.at.minute(), result, place, nil, nil, device, nil})
	}
	// Somebody who left long ago and still opens the door.
	rows = append(rows, []any{pick(s.lang, "曾旧友（离职）", "Zeng Jiuyou"), "客服排班", "仓库", "old-7", "仓管", "900000000000000007", dingDate(first + 11), nil, at(first+11, 9*60+2).minute(), "正常", "一号楼三层", nil, nil, "考勤机", nil})
	b := newBook("原始记录")
	b.data("原始记录", []string{fmt.Sprintf("原始记录 统计日期：%v 至 %v", first, last), "报表生成时间：2026-11-02 09:12"}, heads, rows)
	data, err := b.bytes()
	return []file{{punchFolder + pick(s.lang, "钉钉原始记录.xlsx", "dingtalk.xlsx"), data}}, err
}

func dingDate(d workcal.Date) string {
	return d.String()[2:] + " 星期" + string([]rune("日一二三四五六")[d.Weekday()])
}

// dayList is a workbook with one row per person and day, all punches of the day
// in one cell; those after midnight stand on the next day's row.
func dayList(s *shop, punches []clocking) ([]file, error) {
	heads := []string{"考勤号码", "姓名", "部门", "日期", "打卡时间"}
	if s.lang == lang.EN {
		heads = []string{"Punch No", "Name", "Department", "Date", "Punch times"}
	}
	first, last := monthFirst, monthLast
	var rows [][]any
	for who := range s.team {
		m := &s.team[who]
		for d := first; d <= last+1; d++ {
			var times []string
			for _, p := range punches {
				if p.who == who && p.at.Date == d {
					times = append(times, p.at.clock())
				}
			}
			if times != nil {
				rows = append(rows, []any{m.punch, m.name.In(s.lang), m.group.In(s.lang), d, strings.Join(times, "  ")})
			}
		}
	}
	b := newBook(pick(s.lang, "打卡明细", "Punches"))
	b.data(pick(s.lang, "打卡明细", "Punches"), nil, heads, rows)
	data, err := b.bytes()
	return []file{{punchFolder + pick(s.lang, "打卡明细.xlsx", "punches.xlsx"), data}}, err
}

// eventLines are a device's readings: number, name, second, device. A clock
// that lost its battery wrote one line from 2000, a visitor's card is not on
// the staff list, and the readings of one afternoon were sent late.
func eventLines(s *shop, punches []clocking) [][]string {
	first := monthFirst
	var lines [][]string
	for i, p := range punches {
		m := &s.team[p.who]
		lines = append(lines, []string{m.punch, m.name.In(s.lang), p.at.full(), "1"})
		if i == 40 {
			lines = append(lines, []string{s.team[0].punch, s.team[0].name.In(s.lang), "2000-01-01 00:00:12", "1"})
		}
		if i == 90 {
			lines = append(lines, []string{"999", pick(s.lang, "访客", "Visitor"), at(first+9, 10*60+31).full(), "1"})
		}
	}
	if n := len(lines); n > 60 { // the last dozen lines were sent before the dozen above them
		late := append([][]string(nil), lines[n-24:n-12]...)
		copy(lines[n-24:], lines[n-12:])
		copy(lines[n-12:], late)
	}
	return lines
}

func eventHeads(s *shop) []string {
	if s.lang == lang.EN {
		return []string{"Punch No", "Name", "Date time", "Device"}
	}
	return []string{"考勤号码", "姓名", "日期时间", "机器号"}
}

// clockCSV is a clock's csv export in the encoding of Chinese Windows.
func clockCSV(s *shop, punches []clocking) ([]file, error) {
	lines := append([][]string{eventHeads(s)}, eventLines(s, punches)...)
	data, err := gbk(csvBytes(lines, ','))
	return []file{{punchFolder + pick(s.lang, "考勤机.csv", "clock.csv"), data}}, err
}

// clockText is a clock's text export, separated by tabs.
func clockText(s *shop, punches []clocking) ([]file, error) {
	lines := append([][]string{eventHeads(s)}, eventLines(s, punches)...)
	return []file{{punchFolder + pick(s.lang, "考勤机.txt", "clock.txt"), csvBytes(lines, '\t')}}, nil
}

// whoWhen is the plainest list: id and time, UTF-8.
func whoWhen(s *shop, punches []clocking) ([]file, error) {
	lines := [][]string{{"工号", "姓名", "打卡时间"}}
	if s.lang == lang.EN {
		lines[0] = []string{"ID", "Name", "Punch time"}
	}
	for _, p := range punches {
		m := &s.team[p.who]
		lines = append(lines, []string{m.id, m.name.In(s.lang), p.at.minute()})
	}
	return []file{{punchFolder + pick(s.lang, "打卡.csv", "punches.csv"), csvBytes(lines, ',')}}, nil
}

// halves exports the first half of the team by a and the rest by b, as where
// two offices have different clocks.
func halves(a, b punchLayout) punchLayout {
	return func(s *shop, punches []clocking) ([]file, error) {
		var one, two []clocking
		for _, p := range punches {
			if p.who < len(s.team)/2 {
				one = append(one, p)
			} else {
				two = append(two, p)
			}
		}
		files, err := a(s, one)
		if err != nil {
			return nil, err
		}
		more, err := b(s, two)
		return append(files, more...), err
	}
}

// gbk recodes UTF-8 text, its byte order mark taken off.
func gbk(utf8 []byte) ([]byte, error) {
	return simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(strings.TrimPrefix(string(utf8), "\ufeff")))
}
