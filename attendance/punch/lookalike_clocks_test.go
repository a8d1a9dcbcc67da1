package punch

import (
	"fmt"
	"strings"

	"paiban/internal/workcal"
)

// weekdayOf is the weekday as clocks print it: 一 … 日.
func weekdayOf(d workcal.Date) string {
	return strings.Split("一 二 三 四 五 六 日", " ")[int(d-d.Monday())]
}

// clockTime is a minute of the day as clocks write it.
func clockTime(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }

// minuteOf reads 09:12; "-" is −1.
func minuteOf(s string) int {
	if s == "-" {
		return -1
	}
	return atoi(s[:2])*60 + atoi(s[3:])
}

// standardPeople are the people of the standard report of a clock, 1 to 31 March
// 2026: a shift from 09:00 to 17:00 on the 22 working days, a grace of 10 minutes.
// The days that are not as usual are listed, by day of the month: punches, or 25
// (leave) and 26 (trip) in the plan.
var standardPeople = []struct {
	id, name, dept string
	odd            map[int]string
}{
	{"7101", "甲一", "客服一部", map[int]string{3: "09:12 17:05", 10: "08:52 16:57", 17: "", 24: "09:10 17:20"}},
	{"7102", "乙二", "客服一部", map[int]string{4: "09:24 16:30", 5: "08:50 12:30 17:10", 11: "17:30", 18: "09:11 17:00"}},
	{"7103", "丙三", "售后部", nil}, // has no card and never punches
	{"7104", "丁四", "售后部", map[int]string{3: "25", 4: "26", 12: "08:45", 14: "10:00 12:00", 20: "09:30"}},
}

// standardReport is the standard report of a clock: plan, sums, a grid of punches
// glued together, days out of order.
func standardReport() []byte {
	first, last := workcal.DateOf(2026, 3, 1), workcal.DateOf(2026, 3, 31)
	const period = "2026-03-01 ~ 2026-03-31"
	plan, sums, grid, odd := newDrawing("排班信息"), newDrawing("考勤汇总"), newDrawing("考勤记录"), newDrawing("异常统计")
	plan.at(1, 2, "        排 班 信 息 表")
	plan.at(2, 1, "统计日期：", 2, period, 18, "特殊班次: 25-请假, 26-出差, 空-节假日")
	plan.put(3, 1, "工号", "姓名", "部门")
	sums.at(1, 1, "考 勤 汇 总 表")
	sums.put(2, 1, "统计日期：", period)
	sums.at(3, 1, "工号", 2, "姓名", 3, "部门", 4, "工作时数", 6, "迟到", 8, "早退", 10, "加班时数", 12, "出勤天数\n(标准/实际)", 13, "出差\n(天)", 14, "旷工\n(天)", 15, "请假\n(天)", 16, "加项工资", 19, "减项工资", 22, "实际工资", 23, "备注")
	sums.at(4, 4, "标准", 5, "实际", 6, "次数", 7, "分数", 8, "次数", 9, "分数", 10, "正常", 11, "特殊", 16, "标注", 17, "加班", 18, "津贴", 19, "迟到/早退", 20, "事假", 21, "扣款")
	for _, c := range []int{1, 2, 3, 12, 13, 14, 15, 22, 23} {
		sums.merge(3, c, 4, c)
	}
	for _, c := range []int{4, 6, 8, 10} {
		sums.merge(3, c, 3, c+1)
	}
	grid.at(1, 1, "考 勤 记 录 表")
	grid.at(3, 1, "考勤时间", 3, period, 10, "制表时间", 12, "2026-04-01")
	odd.at(1, 1, "异 常 统 计 表")
	odd.put(2, 1, "统计日期:", period+"\n")
	odd.at(3, 1, "工号", 2, "姓名", 3, "部门", 4, "日期", 5, "第一时段", 7, "第二时段", 9, "迟到时间\n（分钟）", 10, "早退时间\n（分钟）", 11, "缺勤时间\n（分钟）", 12, "合计\n（分钟）", 13, "备注")
	odd.at(4, 5, "上班", 6, "下班", 7, "上班", 8, "下班")
	odd.merge(3, 5, 3, 6)
	odd.merge(3, 7, 3, 8)
	for d := first; d <= last; d++ {
		day := int(d-first) + 1
		plan.at(3, 3+day, day)
		plan.at(4, 3+day, weekdayOf(d))
		grid.at(4, day, day)
	}
	listed := 5
	for i, p := range standardPeople {
		plan.put(5+i, 1, p.id, p.name, p.dept)
		grid.at(5+2*i, 1, "工 号:", 3, p.id, 9, "姓 名:", 11, p.name, 19, "部 门:", 21, p.dept)
		var due, attended, absent, lates, late, earlies, early, trips, leaves int
		for d := first; d <= last; d++ {
			day := int(d-first) + 1
			works := d.Monday()+5 > d
			punches := ""
			if works && p.id != "7103" {
				punches = clockTime(8*60+31+(7*day+11*i)%28) + " " + clockTime(17*60+(5*day+3*i)%40)
			}
			if s, listed := p.odd[day]; listed {
				punches = s
			}
			switch {
			case punches == "25":
				leaves++
				plan.at(5+i, 3+day, 25)
				continue
			case punches == "26":
				trips++
				plan.at(5+i, 3+day, 26)
				continue
			case works:
				plan.at(5+i, 3+day, 1)
			}
			grid.at(6+2*i, day, strings.ReplaceAll(punches, " ", ""))
			if !works {
				continue
			}
			due++
			in, out := "", ""
			times := strings.Fields(punches)
			switch {
			case len(times) == 1 && minuteOf(times[0]) > 12*60:
				out = times[0]
			case len(times) > 0:
				if in = times[0]; len(times) > 1 {
					out = times[len(times)-1]
				}
			}
			l, e, gone := 0, 0, 0
			if in != "" && minuteOf(in) > 9*60+10 {
				l = minuteOf(in) - 9*60
				lates, late = lates+1, late+l
			}
			if out != "" && minuteOf(out) < 17*60 {
				e = 17*60 - minuteOf(out)
				earlies, early = earlies+1, early+e
			}
			if in+out == "" {
				absent++
				gone = 480
			} else {
				attended++
			}
			if l+e+gone > 0 || in == "" || out == "" {
				odd.at(listed, 1, p.id, 2, p.name, 3, p.dept, 4, d.String(), 5, in, 6, out, 9, l, 10, e, 11, gone, 12, l+e+gone)
				listed++
			}
		}
		sums.at(5+i, 1, p.id, 2, p.name, 3, p.dept, 4, fmt.Sprintf("%d:00", 8*due), 5, fmt.Sprintf("%d:00", 8*attended), 6, lates, 7, late, 8, earlies, 9, early,
			10, "0:00", 11, "0:00", 12, fmt.Sprintf("%d/%d", due, attended), 13, trips, 14, absent, 15, leaves)
	}
	return xlsOf(plan, sums, grid, odd)
}

// summaryPeople are the people of the summary report, 1 to 22 September 2026.
var summaryPeople = []struct {
	id, name string
	odd      map[int]string
}{
	{"61", "甲一", map[int]string{1: "19:06"}},
	{"62", "乙二", map[int]string{2: "08:45 08:47 18:09", 9: "09:22"}},
	{"63", "丙三", nil},
	{"64", "丁四", nil}, // never punches
}

// summaryReport is the other report of clocks: the same sheets in another order, a
// line for each punch of a day, and a card for every person after them. The working
// time that it calls standard, 528 hours on 16 days, cannot be.
func summaryReport() []byte {
	first, last := workcal.DateOf(2026, 9, 1), workcal.DateOf(2026, 9, 22)
	const period = "2026/09/01 ~ 09/22 (某某公司)"
	sums, plan, grid, odd := newDrawing("考勤汇总表"), newDrawing("排班信息"), newDrawing("刷卡记录"), newDrawing("异常统计")
	sums.at(1, 1, "考 勤 汇 总 表")
	sums.at(2, 1, "考勤日期 : ", 2, period, 16, "注 ：橙色部分手工填写")
	sums.at(3, 1, "工号", 2, "姓名", 3, "部门", 4, "工作时数", 6, "迟到", 8, "早退", 10, "加班时数", 12, "出勤天数\n(标准/实际)", 13, "出差\n(天)", 14, "旷工\n(天)", 15, "请假\n(天)", 16, "加项工资", 19, "减项工资", 22, "实际工资", 23, "备注")
	sums.at(4, 4, "标准", 5, "实际", 6, "次数", 7, "分钟", 8, "次数", 9, "分钟", 10, "正常", 11, "假日", 16, "标注", 17, "加班", 18, "津贴", 19, "迟到/早退", 20, "请假", 21, "扣款")
	plan.at(1, 1, "排 班 信 息 表")
	plan.at(2, 1, "考勤日期 : ", 2, period, 20, "特殊班次: 25-请假, 26-出差, 空-节假日")
	plan.put(3, 1, "工号", "姓名", "部门")
	grid.at(1, 1, "刷卡记录表")
	grid.at(3, 1, "考勤日期 : ", 3, period, 27, "制表时间 : ", 29, "2026/09/22")
	odd.at(1, 1, "异常统计表")
	odd.put(2, 1, "考勤日期 : ", period)
	odd.at(3, 1, "工号", 2, "姓名", 3, "部门", 4, "日期", 5, "上午", 7, "下午", 9, "迟到时间\n（分钟）", 10, "早退时间\n（分钟）", 11, "合计\n（分钟）", 12, "备注")
	odd.at(4, 5, "上班", 6, "下班", 7, "上班", 8, "下班")
	for day := 1; day <= 31; day++ {
		grid.at(4, day, day)
	}
	for d := first; d <= last; d++ {
		plan.at(3, 4+int(d-first), int(d-first)+1)
		plan.at(4, 4+int(d-first), weekdayOf(d))
	}
	sheets := []*drawing{sums, plan, grid, odd}
	listed := 5
	var cards *drawing
	for i, p := range summaryPeople {
		sums.at(5+i, 1, p.id, 2, p.name, 4, "528.00", 5, "65.47", 6, 7, 7, 675, 8, 9, 9, 3658, 12, "16/8", 14, 8)
		plan.put(5+i, 1, p.id, p.name)
		grid.at(5+2*i, 1, "工 号：", 3, p.id, 9, "姓 名:", 11, p.name, 19, "部 门:")
		c := 1 + 15*(i%3)
		if i%3 == 0 {
			cards = newDrawing([]string{"61.62.63", "64"}[i/3])
			sheets = append(sheets, cards)
			cards.at(1, 1, "考 勤 卡 表")
			cards.at(2, 1, "考勤日期 : ", 4, "2026/09/01 ~ 09/22", 16, "制表时间 : ", 19, "2026/09/22")
		}
		cards.at(3, c, "部门", c+8, "姓名", c+9, p.name)
		cards.at(4, c, "日期", c+1, "2026/09/01 ~ 09/22", c+8, "工号", c+9, p.id)
		cards.at(5, c, "旷工\n(天)", c+1, "请假\n(天)", c+2, "出差\n(天)", c+4, "上班\n(天)", c+5, "加班", c+8, "迟到", c+11, "早退")
		cards.at(9, c, "考   勤   表")
		cards.at(10, c, "日 星\n期 期", c+1, "上午", c+6, "下午", c+10, "加班")
		cards.at(11, c+1, "上班", c+3, "下班", c+6, "上班", c+8, "下班", c+10, "签到", c+12, "签退")
		for d := first; d <= last; d++ {
			day := int(d-first) + 1
			cards.at(11+day, c, fmt.Sprintf("%02d %s", day, weekdayOf(d)))
			if d.Monday()+5 <= d {
				continue
			}
			plan.at(5+i, 3+day, 1)
			punches := clockTime(9*60+(7*day+11*i)%30) + " " + clockTime(18*60+(5*day+3*i)%45)
			if s, listed := p.odd[day]; listed {
				punches = s
			}
			if p.id == "64" {
				continue
			}
			times := strings.Fields(punches)
			grid.at(6+2*i, day, strings.Join(times, "\n")+"\n")
			cards.at(11+day, c+1, times[0])
			if len(times) > 1 {
				cards.at(11+day, c+3, times[len(times)-1])
			} else {
				odd.at(listed, 1, p.id, 2, p.name, 4, strings.ReplaceAll(d.String(), "-", "/"), 5, times[0], 7, "09:27 +")
				listed++
			}
		}
	}
	return xlsOf(sheets...)
}

// swipeBlocks is the sheet of swipes in blocks, August 2026: under each person the
// days again, a line for each punch of a day, and what people add by hand. Three
// people; the third punches four times a day.
func swipeBlocks() []byte {
	s := newDrawing("员工刷卡记录表")
	s.at(1, 9, "员 工 刷 卡 记 录 表")
	s.at(3, 26, "考勤日期：2026-8-1～2026-8-31")
	s.at(4, 26, "制表时间：2026-9-19 14:43:43")
	for i, p := range []struct {
		name  string
		usual string
		odd   map[int]any
	}{
		{"甲一", "8:00\n17:23", map[int]any{1: nil, 7: "7:56\n17:25\n\n\n\n\n", 8: "\n\n\n\n\n", 20: "\n\n\n\n\n"}},
		{"乙二", "7:40\n11:35\n20:32", map[int]any{21: "11:35\n2"}},
		{"丙三", "7:43\n11:34\n12:13\n19:37", map[int]any{5: 0.4840277777777778, 22: "请假3小时"}}, // 11:37
	} {
		row := 5 + 5*i
		s.at(row, 2, "工号：", 4, 2+2*i, 11, "姓名：", 12, p.name, 18, "部门：", 19, "某某公司")
		for day := 1; day <= 31; day++ {
			s.at(row+1, 1+day, day)
			cell, listed := p.odd[day]
			if !listed {
				cell = p.usual
			}
			s.at(row+2, 1+day, cell)
		}
		s.at(row+1, 33, "上班天数", 34, "加班小时")
		s.at(row+2, 33, 28)
	}
	s.at(7, 35, "请假一天")
	s.at(12, 36, "加帮")
	s.at(13, 4, 1.5, 5, 1.5, 6, 1.5, 8, 1.5, 10, 1.5, 23, -1.5)
	return xlsOf(s)
}

// abreastPeople are the people of cards three abreast, November 2026: a shift from
// 08:00 to 11:30 and from 12:30 to 17:00 on all thirty days, a grace of five minutes
// for lateness. Odd days hold the six columns of a card: start and end of the
// morning, of the afternoon, of overtime.
var abreastPeople = []struct {
	name string
	odd  map[int]string
}{
	{"甲一", map[int]string{2: "08:06 11:40 12:10 17:10 - -", 9: "07:58 11:41 12:38 17:05 - -", 10: "07:58 11:41 12:20 17:10 18:00 20:00", 11: "07:55 11:41 12:20 17:10 18:00 20:01", 12: "08:05 11:41 12:35 17:00 18:00 20:02"}},
	// On the 3rd the clock takes 12:33 for the end of the afternoon, and the end of
	// the afternoon for the start of overtime.
	{"乙二", map[int]string{3: "07:58 11:35 12:00 12:33 17:25 21:00", 20: "08:10 11:40 12:20 17:10 - -"}},
	{"丙三", nil}, // never punches
	{"丁四", map[int]string{4: "08:09 11:40 12:20 17:10 - -", 5: "08:20 11:20 12:20 17:10 - -", 6: "07:58 11:40 12:40 16:40 - -"}},
	{"戊五", map[int]string{13: "- - - - - -", 14: "- - - - - -", 15: "- - - - - -", 16: "- - - - 17:30 20:00", 17: "07:58 11:40 12:20 16:55 - -"}},
	{"己六", map[int]string{18: "07:58 10:30 12:20 17:10 - -", 19: "07:58 11:40 13:00 17:10 - -", 21: "08:00 - - - - -"}},
}

// abreastCards is the workbook of cards, three people abreast to a sheet. Its times
// are fractions of a day in 32 bits, which lie a little before the minute.
func abreastCards() []byte {
	first := workcal.DateOf(2026, 11, 1)
	const period = "2026-11-01～2026-11-30"
	plan, sums := newDrawing("排班记录表"), newDrawing("考勤汇总表")
	plan.at(1, 2, "        员 工 排 班 表(验证用途)")
	plan.at(2, 1, "统计日期："+period, 18, "特殊班次: 25-出差, 26-请假, 空-节假日")
	plan.put(3, 1, "员工号", "姓名", "部门")
	sums.at(1, 1, "考 勤 汇 总 表")
	sums.at(2, 1, "统计日期："+period)
	sums.at(3, 1, "员工号", 2, "姓名", 3, "部门", 4, "工作时数", 6, "迟到", 8, "早退", 10, "加班时数", 12, "出勤天数\n(标准/实际)", 13, "出差\n(天)", 14, "旷工\n(天)", 15, "请假\n(天)", 16, "工作\n比率", 17, "加项工资", 20, "减项工资", 23, "实际工资", 24, "备注")
	sums.at(4, 4, "标准", 5, "实际", 6, "次数", 7, "分数", 8, "次数", 9, "分数", 10, "正常", 11, "特殊", 17, "标注", 18, "加班", 19, "津贴", 20, "迟到/早退", 21, "事假", 22, "扣款")
	for day := range 30 {
		plan.at(3, 4+day, day+1)
		plan.at(4, 4+day, weekdayOf(first+workcal.Date(day)))
	}
	sheets := []*drawing{plan, sums}
	var cards *drawing
	for i, p := range abreastPeople {
		if i%3 == 0 {
			cards = newDrawing([]string{"1,2,3", "4,5,6"}[i/3])
			sheets = append(sheets, cards)
			cards.at(1, 12, "员 工 考 勤 表")
			cards.at(2, 34, "考勤日期："+period)
			cards.at(3, 34, "制表时间：2026-12-10 14:05:19")
		}
		c := 1 + 15*(i%3)
		columns := [6]int{c + 1, c + 3, c + 6, c + 8, c + 10, c + 12}
		cards.at(4, c, "部门", c+1, "某某公司", c+8, "姓名", c+9, p.name)
		cards.at(5, c, "日期", c+1, period, c+8, "工号", c+9, i+1)
		cards.at(6, c, "旷工\n(天)", c+1, "请假\n(天)", c+2, "出差\n(天)", c+4, "上班\n(天)", c+5, "加班(小时)", c+8, "迟到", c+11, "早退")
		cards.at(7, c+5, "正常", c+7, "特殊", c+8, "(次)", c+9, "(分)", c+11, "(次)", c+13, "(分)")
		cards.at(10, c, "考   勤   表")
		cards.at(11, c, "日 星\n期 期", c+1, "上午", c+6, "下午", c+10, "加班")
		for k, h := range []string{"上班", "下班", "上班", "下班", "签到", "签退"} {
			cards.at(12, columns[k], h)
			cards.merge(12, columns[k], 12, columns[k]+1)
		}
		plan.put(5+i, 1, i+1, p.name, "某某公司")
		var attended, lates, late, earlies, early int
		for day := range 30 {
			plan.at(5+i, 4+day, 1)
			cards.at(13+day, c, fmt.Sprintf("%02d %s", day+1, weekdayOf(first+workcal.Date(day))))
			times := []string{clockTime(7*60 + 55 + (3*day+i)%10), clockTime(11*60 + 31 + (5*day+i)%12), clockTime(12*60 + 1 + (7*day+i)%30), clockTime(17*60 + (3*day+i)%20), "-", "-"}
			if s, listed := p.odd[day+1]; listed {
				times = strings.Fields(s)
			}
			if p.name == "丙三" {
				continue
			}
			some := false
			for k, s := range times {
				m := minuteOf(s)
				if m < 0 {
					continue
				}
				some = true
				cards.at(13+day, columns[k], float64(float32((float64(m)-0.001)/1440)))
				if k > 3 {
					continue
				}
				off := m - [4]int{480, 690, 750, 1020}[k]
				if k%2 == 0 && off > 5 {
					lates, late = lates+1, late+off
				}
				if k%2 == 1 && off < 0 {
					earlies, early = earlies+1, early-off
				}
			}
			if some {
				attended++
			}
		}
		cards.at(8, c, 30-attended, c+1, 0, c+2, 0, c+4, attended, c+5, "0.0", c+7, "0.0", c+8, lates, c+9, late, c+11, earlies, c+13, early)
		sums.at(5+i, 1, i+1, 2, p.name, 3, "某某公司", 4, 240, 5, 95.98333333333333, 6, lates, 7, late, 8, earlies, 9, early, 10, 0, 11, 0, 12, fmt.Sprintf("30/%2d", attended), 13, 0, 14, 30-attended, 15, 0)
	}
	return xlsOf(sheets...)
}
