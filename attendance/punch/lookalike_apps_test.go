package punch

import (
	"fmt"
	"slices"
	"strings"

	"paiban/internal/workcal"
)

// dingDate writes a date as DingTalk does: 26-04-01 星期三.
func dingDate(d workcal.Date) string { return d.String()[2:] + " 星期" + weekdayOf(d) }

// dingEdge is one boundary of a person-day: what the report says of it. A clock
// that starts with ? is in the result alone; the list of punches lacks it.
type dingEdge struct{ clock, word string }

// dingDay is a person-day of DingTalk's report.
type dingDay struct {
	shift     string
	edges     []dingEdge
	approvals string
	attended  any
	absent    int
	void      [][2]string    // moments that are void, with the reason
	extra     map[string]any // other columns: 外出时长
}

// edgesOf reads "08:52 正常, - 缺卡": a boundary for each part.
func edgesOf(s string) (out []dingEdge) {
	for _, part := range strings.Split(s, ", ") {
		clock, word, _ := strings.Cut(part, " ")
		out = append(out, dingEdge{strings.TrimPrefix(clock, "-"), word})
	}
	return out
}

// dingMoment is a clock of a work date as the list of punches writes it.
func dingMoment(d workcal.Date, clock string) string {
	if rest, next := strings.CutPrefix(clock, "次日"); next {
		d, clock = d+1, rest
	}
	return d.String() + " " + strings.TrimSpace(clock)
}

// bounds returns the planned boundaries of a shift's text, as clocks.
func dingBounds(shift string) (out []string) {
	for _, f := range strings.Fields(shift) {
		if a, b, ok := strings.Cut(f, "-"); ok {
			out = append(out, a, b)
		}
	}
	return out
}

// off is by how many minutes a clock lies past a boundary, 次日 counted.
func off(boundary, clock string) int {
	minute := func(s string) int {
		if rest, next := strings.CutPrefix(s, "次日"); next {
			return 1440 + minuteOf(strings.TrimSpace(rest))
		}
		return minuteOf(s)
	}
	return minute(clock) - minute(boundary)
}

// dingPeople are the people of the report of April 2026. The usual day of each
// stands first; the ten days have seven working days: the 4th and the 5th are a
// weekend, the 6th is Qingming.
var dingPeople = []struct {
	marks []any // name, group, department, number, position, UserId
	usual dingDay
	odd   map[int]dingDay
}{
	// Exempt: the report says 未打卡 and counts nothing.
	{[]any{"甲一", "普通出勤", "", "", "法务", "90000000000000001"}, dingDay{shift: "普通出勤 09:00-18:00", edges: edgesOf("- 未打卡, - 未打卡")}, nil},
	{[]any{"乙二", "管理人员考勤", "财务部", "90470001", "会计", "90000000000000002"},
		dingDay{shift: "管理人员班次 08:30-17:30", edges: edgesOf("08:21 正常, 17:32 正常"), attended: 1}, map[int]dingDay{
			2: {edges: edgesOf("08:10 正常, 18:33 加班"), attended: 1, approvals: "加班04-02 17:30到04-02 18:30 1小时", extra: map[string]any{"加班总时长": 1, "工作日（转加班费）": 1}},
			3: {edges: edgesOf("08:25 正常, 17:02 早退"), attended: 1},
			7: {edges: edgesOf("08:26 正常, - 外出"), attended: 1, approvals: "外出04-07 13:00到04-07 17:30 4.5小时", extra: map[string]any{"外出时长": 4.5}},
			8: {edges: edgesOf("08:20 正常, 17:39 正常"), attended: 1, void: [][2]string{{"17:31", "打卡无效:此记录已被更新"}, {"08:24", "打卡无效:已经打过卡了，上班时间以最早打卡时间为准"}}},
			// An outing until 17:29 is let excuse an end at 17:30.
			9: {edges: edgesOf("08:26 正常, 19:30 外出"), attended: 1, approvals: "外出04-09 09:45到04-09 17:29 6.73小时", extra: map[string]any{"外出时长": 6.73}},
		}},
	// In no group: no shift on any day.
	{[]any{"丙三", "未加入考勤组", "财务部", "902", "经理", "9000000003-618157888"}, dingDay{}, nil},
	{[]any{"丁四（离职）", "3班次17点", "检测部-夜班组", "90515383", "测试", "90000000000000004"},
		dingDay{shift: "3班次17点 17:00-次日01:30", edges: edgesOf("16:50 正常, 次日_01:35 正常"), attended: 1}, map[int]dingDay{
			2: {edges: edgesOf("17:00 补卡审批通过, 次日_01:31 正常"), attended: 1, approvals: "补卡申请04-02 17:00到04-02 17:00"},
			3: {edges: edgesOf("16:55 正常, - 缺卡"), attended: 1},
			// A rest day counts by a punch that the list of punches does not hold.
			5: {shift: "休息", edges: edgesOf("?次日_08:25 正常"), attended: 1},
			8: {edges: edgesOf("- 缺卡, 次日_01:30 正常"), attended: 1},
		}},
	{[]any{"戊五", "普通出勤", "项目部", "90632239", "客服", "90000000000000005"},
		dingDay{shift: "普通出勤 09:00-18:00", edges: edgesOf("08:52 正常, 18:04 正常"), attended: 1}, map[int]dingDay{
			2:  {edges: edgesOf("09:12 迟到, 18:01 正常"), attended: 1},
			3:  {edges: edgesOf("09:50 请假, 18:11 正常"), attended: 1, approvals: "事假04-03 09:00到04-03 10:00 1小时", extra: map[string]any{"事假(小时)": 1}},
			4:  {shift: "休息", edges: edgesOf("09:34 正常, 18:30 加班"), attended: 1, approvals: "加班04-04 09:30到04-04 18:30 7.5小时", extra: map[string]any{"加班总时长": 7.5, "休息日（转加班费）": 7.5}},
			7:  {edges: edgesOf("- 缺卡, - 缺卡"), absent: 1},
			8:  {edges: edgesOf("08:55 请假, - 请假"), attended: 1, approvals: "年假04-08 09:00到04-08 18:00 1天", extra: map[string]any{"年假(天)": 1}},
			9:  {edges: edgesOf("- 请假, - 请假"), approvals: "病假04-09 09:00到04-09 18:00 8小时", extra: map[string]any{"病假(小时)": 8}},
			10: {edges: edgesOf("09:01 迟到, 18:31 加班"), attended: 1, approvals: "加班04-10 18:00到04-10 18:30 0.5小时", extra: map[string]any{"加班总时长": 0.5, "工作日（转加班费）": 0.5}},
		}},
	{[]any{"己六", "普通出勤", "项目部", "90632240", "客服", "90000000000000006"},
		dingDay{shift: "普通出勤 09:00-18:00", edges: edgesOf("08:58 正常, 18:00 正常"), attended: 1}, map[int]dingDay{
			7: {shift: "自由工时", edges: edgesOf("10:30 正常, 17:02 正常"), attended: 1},
			8: {edges: edgesOf("08:40 正常, 17:52 早退"), attended: 1, void: [][2]string{{"09:40", "打卡无效:管理员设置上班后1小时才能打下班卡"}}},
		}},
}

// dingReport is DingTalk's report as it is now: five sheets, one pair of columns
// for each of three pairs of punches, of which one is used.
func dingReport() []byte {
	first := workcal.DateOf(2026, 4, 1)
	const days = 10
	const period = " 统计日期：2026-04-01 至 2026-04-10"
	times, raw, month, daily, own := newDrawing("打卡时间"), newDrawing("原始记录"), newDrawing("月度汇总"), newDrawing("每日统计"), newDrawing("Sheet1")
	marks := []any{"姓名", "考勤组", "部门", "工号", "职位", "UserId"}
	for s, title := range map[*drawing]string{times: "打卡时间", raw: "原始记录", month: "月度汇总", daily: "每日汇总"} {
		s.at(1, 1, title+period)
		s.at(2, 1, "报表生成时间：2026-05-06 10:13")
		s.put(3, 1, marks...)
	}
	heads := []any{1, 2, 3, "六", "清明", 6, 7, 8, 9, 10}
	times.at(3, 7, "打卡时间")
	times.put(4, 7, heads...)
	raw.put(3, 7, "考勤日期", "考勤时间", "打卡时间", "打卡结果", "打卡地址", "打卡备注", "异常打卡原因", "打卡图片1", "打卡图片2", "打卡设备", "管理员修改备注")
	month.put(3, 7, "出勤天数", "休息天数", "工作时长", "迟到次数", "迟到时长")
	month.at(3, 12, "请假", 14, "考勤结果")
	month.put(4, 12, "事假(小时)", "年假(天)")
	month.put(4, 14, heads...)
	own.put(1, 1, "姓名", "考勤组", "部门", "出勤天数", "休息天数", "考勤结果")
	own.put(2, 6, heads...)

	columns := []string{"日期", "workDate", "班次"}
	for k := 1; k <= 3; k++ {
		for _, side := range []string{"上班", "下班"} {
			columns = append(columns, fmt.Sprint(side, k, "打卡时间"), fmt.Sprint(side, k, "打卡结果"))
		}
	}
	columns = append(columns, "关联的审批单", "出勤天数", "休息天数", "工作时长", "迟到次数", "迟到时长", "严重迟到次数", "严重迟到时长", "旷工迟到天数", "早退次数", "早退时长", "上班缺卡次数", "下班缺卡次数", "旷工天数", "出差时长", "外出时长")
	leave := []string{"事假(小时)", "年假(天)", "奖优年假(天)", "调休(小时)", "产假(天)", "陪产假(天)", "婚假(天)", "例假(天)", "丧假(天)", "病假(小时)"}
	overtime := []string{"工作日（转加班费）", "休息日（转加班费）", "节假日（转加班费）"}
	col := map[string]int{}
	for i, h := range slices.Concat(columns, leave, []string{"加班总时长"}, overtime) {
		col[h] = 7 + i
	}
	for _, h := range append(columns, "加班总时长") {
		daily.at(3, col[h], h)
		daily.merge(3, col[h], 4, col[h])
	}
	daily.at(3, col[leave[0]], "请假", col[overtime[0]], "加班时长（转加班费）")
	daily.merge(3, col[leave[0]], 3, col[leave[0]]+len(leave)-1)
	daily.merge(3, col[overtime[0]], 3, col[overtime[0]]+len(overtime)-1)
	for _, h := range slices.Concat(leave, overtime) {
		daily.at(4, col[h], h)
	}

	line, row := 4, 5
	for i, p := range dingPeople {
		times.put(5+i, 1, p.marks...)
		month.put(5+i, 1, p.marks...)
		own.put(3+i, 1, p.marks[:3]...)
		for k := range days {
			date := first + workcal.Date(k)
			day := p.usual
			if day.shift != "" && (k >= 3 && k <= 5) {
				day = dingDay{shift: "休息"}
			}
			if o, listed := p.odd[k+1]; listed {
				if o.shift == "" {
					o.shift = p.usual.shift
				}
				day = o
			}
			daily.put(row, 1, p.marks...)
			put := func(heading string, v any) {
				if v != 0 {
					daily.at(row, col[heading], v)
				}
			}
			put("日期", dingDate(date))
			put("workDate", fmt.Sprint((int64(date)*86400-8*3600)*1000))
			put("班次", day.shift)
			put("关联的审批单", day.approvals)
			put("出勤天数", day.attended)
			put("旷工天数", day.absent)
			if day.shift == "休息" {
				put("休息天数", 1)
			}
			for h, v := range day.extra {
				put(h, v)
			}
			bounds := dingBounds(day.shift)
			list := func(boundary, moment, word string) {
				raw.put(line, 1, p.marks...)
				raw.at(line, 7, dingDate(date), 8, boundary, 9, moment, 10, word, 11, "某司二楼：支持人脸+指纹", 16, "考勤机")
				line++
			}
			cell := ""
			for b, e := range day.edges {
				side := []string{"上班", "下班"}[b]
				clock, unseen := strings.CutPrefix(strings.ReplaceAll(e.clock, "_", " "), "?")
				shown := e.word
				if shown == "加班" {
					shown = "正常"
				}
				put(side+"1打卡时间", clock)
				put(side+"1打卡结果", shown)
				boundary := ""
				if len(bounds) == 2 {
					boundary = dingMoment(date, bounds[b])
				}
				switch e.word {
				case "迟到":
					put("迟到次数", 1)
					put("迟到时长", off(bounds[b], clock))
				case "早退":
					put("早退次数", 1)
					put("早退时长", -off(bounds[b], clock))
				case "缺卡":
					if day.absent == 0 {
						put(side+"缺卡次数", 1)
					}
				}
				if clock != "" && !unseen {
					list(boundary, dingMoment(date, clock), e.word)
					cell += clock + "  \n"
				}
			}
			for _, v := range day.void {
				list("", dingMoment(date, v[0]), v[1])
			}
			times.at(5+i, 7+k, strings.TrimSuffix(cell, "\n"))
			month.at(5+i, 14+k, day.shift+"\n(-)")
			own.at(3+i, 6+k, day.shift+"\n(-)")
			row++
		}
	}
	return xlsxOf(times, raw, month, daily, own)
}

// dingStudents are the people of the report with three pairs a day, 12 to 16 April
// 2021.
var dingStudents = []struct {
	name, group, user string
	odd               map[int]dingDay // by day of the month
}{
	{"甲一", "考勤", "901721518013483350", map[int]dingDay{
		12: {edges: edgesOf("- 缺卡, 11:49 正常, 12:25 正常, 16:39 正常, 17:45 正常, 22:38 正常"), void: [][2]string{{"11:46", "打卡无效:此记录已被更新"}, {"17:46", "打卡无效:已经打过卡了,上班时间以最早打卡时间为准"}}},
		14: {edges: edgesOf("08:46 迟到, 11:36 正常, 12:24 正常, 16:36 正常, - 缺卡, - 缺卡")},
	}},
	{"乙二", "考勤", "901205686094114306", map[int]dingDay{
		13: {edges: edgesOf("- 请假, - 请假, - 请假, - 请假, - 请假, - 请假"), approvals: "事假04-13 08:20到04-14 08:25 9.5小时", attended: 0},
		// A leave until 08:25 is let excuse a start at 08:30 that was 35 minutes late.
		14: {edges: edgesOf("09:05 请假, 11:35 正常, 12:08 正常, 16:33 正常, - 缺卡, - 缺卡"), approvals: "事假04-13 08:20到04-14 08:25 9.5小时"},
	}},
	{"丙三", "新人考勤", "9005230530549013571", map[int]dingDay{
		15: {shift: "新人周四 13:00-16:30 18:00-21:00 ", edges: edgesOf("11:31 正常, 16:32 正常, 17:25 正常, 21:01 正常"), attended: 2, void: [][2]string{{"20:32", "打卡无效:当前不在可打卡的时间范围,请在规定时间打卡"}}},
	}},
	{"丁四", "新人考勤", "9003871556030502433", map[int]dingDay{
		// The result rests on a punch at 12:32 that the list does not hold.
		14: {edges: edgesOf("08:28 正常, 11:31 正常, ?12:32 正常, 16:30 正常, - 缺卡, - 缺卡")},
		15: {shift: "新人周四 13:00-16:30 18:00-21:00 ", edges: edgesOf("11:57 正常, 16:33 正常, 17:30 正常, 21:16 正常"), attended: 2},
	}},
}

// dingThreePairs is DingTalk's report as it was in 2021, headings in two levels:
// three pairs of punches a day.
func dingThreePairs() []byte {
	first := workcal.DateOf(2021, 4, 12)
	const period = " 统计日期：2021-04-12 至 2021-04-16"
	const usual = "A 08:30-11:30 13:00-16:30 18:00-21:00 "
	month, daily, raw, times := newDrawing("月度汇总"), newDrawing("每日统计"), newDrawing("原始记录"), newDrawing("打卡时间")
	for s, title := range map[*drawing]string{month: "月度汇总表", daily: "每日统计表", raw: "原始记录表", times: "打卡时间表"} {
		s.at(1, 1, title+period)
		s.at(2, 1, "报表生成时间：2021-04-18 14:58")
		s.put(3, 1, "姓名", "考勤组", "部门", "工号", "职位", "UserId")
	}
	times.put(3, 7, 12, 13, 14, 15, 16)
	month.put(3, 7, "出勤天数", "休息天数", "工作时长", "迟到次数")
	month.at(3, 11, "请假")
	month.at(4, 11, "事假")
	month.put(3, 12, 12, 13, 14, 15, 16)
	raw.put(3, 7, "考勤日期", "考勤时间", "打卡时间", "打卡结果", "打卡地址", "打卡备注", "异常打卡原因", "打卡图片1", "打卡图片2", "打卡设备", "管理员修改备注")
	daily.put(3, 7, "日期", "班次")
	for k := range 6 {
		daily.at(3, 9+2*k, fmt.Sprint([]string{"上班", "下班"}[k%2], k/2+1))
		daily.put(4, 9+2*k, "打卡时间", "打卡结果")
		daily.merge(3, 9+2*k, 3, 10+2*k)
	}
	daily.put(3, 21, "关联的审批单", "出勤天数", "休息天数", "工作时长(分钟)", "迟到次数", "迟到时长(分钟)", "严重迟到次数", "严重迟到时长(分钟)", "旷工迟到天数", "早退次数", "早退时长(分钟)", "上班缺卡次数", "下班缺卡次数", "旷工天数", "请假", "加班时长-按加班规则计算")
	daily.at(3, 39, "加班总时长")
	daily.put(4, 35, "事假", "工作日加班(小时)", "休息日加班(小时)", "节假日加班(小时)", "（小时）")
	daily.merge(3, 36, 3, 38)
	line, row := 4, 5
	for i, p := range dingStudents {
		times.at(4+i, 1, p.name, 2, p.group, 6, p.user)
		month.at(5+i, 1, p.name, 2, p.group, 6, p.user)
		for k := range 5 {
			date := first + workcal.Date(k)
			day, listed := p.odd[12+k]
			if !listed {
				day.edges = edgesOf(fmt.Sprintf("08:%d 正常, 11:%d 正常, 12:%d 正常, 16:%d 正常, 17:%d 正常, 21:%d 正常", 20+i+k, 31+2*k, 10+3*i, 31+i, 40+k, 10+5*k))
			}
			if day.shift == "" {
				day.shift = usual
			}
			if day.attended == nil {
				day.attended = 1
			}
			daily.at(row, 1, p.name, 2, p.group, 6, p.user, 7, dingDate(date), 8, day.shift, 21, day.approvals, 22, day.attended, 23, 0, 24, 547)
			bounds := dingBounds(day.shift)
			list := func(boundary, moment, word string) {
				raw.at(line, 1, p.name, 2, p.group, 6, p.user, 7, dingDate(date), 8, boundary, 9, moment, 10, word, 11, "某大楼_14757", 16, "考勤机")
				line++
			}
			late, missing := 0, [2]int{}
			cell := ""
			for b, e := range day.edges {
				clock, unseen := strings.CutPrefix(e.clock, "?")
				daily.put(row, 9+2*b, clock, e.word)
				if e.word == "迟到" {
					late += off(bounds[b], clock)
				}
				if e.word == "缺卡" {
					missing[b%2]++
				}
				if clock != "" && !unseen {
					list(dingMoment(date, bounds[b]), dingMoment(date, clock), e.word)
					cell += clock + "  \n"
				}
			}
			for _, v := range day.void {
				list("", dingMoment(date, v[0]), v[1])
			}
			times.at(4+i, 7+k, cell)
			month.at(5+i, 12+k, "正常")
			daily.at(row, 25, min(late, 1), 26, late, 27, 0, 28, 0, 29, 0, 30, 0, 31, 0, 32, missing[0], 33, missing[1], 34, 0, 36, 0, 37, 0, 38, 0)
			row++
		}
	}
	return xlsxOf(month, daily, raw, times)
}

// wecomPeople are the people of WeCom's report, 1 to 14 February 2026: a flexible
// shift from 09:00 to 18:00 on the ten days from Monday to Friday, which may slide
// 45 minutes earlier or an hour later. An odd day holds its punches, the request,
// the result and the two words.
var wecomPeople = []struct {
	name, account string
	odd           map[int][5]string
}{
	{"甲一", "JiaYi", map[int][5]string{
		3: {"10:10 19:20", "--", "迟到10分钟", "迟到10分钟", "正常"}, // an hour slides, ten minutes are left
		4: {"08:00 17:10", "--", "早退5分钟", "正常", "早退5分钟"},   // 45 minutes slide: until 17:15
		5: {"08:20 17:25", "--", "正常", "正常", "正常"},
		9: {"09:40 18:20", "--", "早退20分钟", "正常", "早退20分钟"}, // 40 minutes slide: until 18:40
	}},
	{"乙二（已离职）", "YiEr01", map[int][5]string{
		2:  {"09:31", "--", "缺卡1次", "正常", "缺卡（18:00）"},
		6:  {"--", "--", "旷工480分钟", "缺卡（09:00）", "缺卡（18:00）"},
		9:  {"--", "年假1.0天（2/9 上午 - 2/9 下午）", "正常（请假）", "无需打卡（请假）", "无需打卡（请假）"},
		10: {"09:36", "调休假0.5天（2/10 下午 - 2/10 下午）", "正常（请假）", "正常", "无需打卡（请假）"},
		11: {"09:00(补卡) 18:05", "补卡申请（02-11 09:00）", "正常（补卡）", "正常(补卡)", "正常"},
	}},
	{"丙三", "BingSan", map[int][5]string{
		12: {"09:30 12:40 19:00", "--", "正常", "正常", "正常"},
		13: {"--", "出差8.0小时（2/13 09:00 - 2/13 18:00）", "正常（出差）", "--", "--"},
	}},
}

// wecomReport is WeCom's daily report, newest day first, and the sheet of details
// that repeats it. On the first three days the third person has no rule yet.
func wecomReport() []byte {
	first := workcal.DateOf(2026, 2, 1)
	daily, details := newDrawing("概况统计与打卡明细"), newDrawing("打卡详情")
	for s, title := range map[*drawing]string{daily: "概况统计与打卡明细", details: "打卡详情"} {
		s.at(1, 1, title)
		s.at(2, 1, "统计时间:02-01 ～ 02-14     制表时间:2026-03-10 20:11(UTC+8)")
	}
	details.put(3, 1, "日期", "姓名", "账号", "部门", "职务", "所属规则", "打卡类型", "应打卡时间", "实际打卡时间", "打卡状态", "打卡地点", "打卡设备", "备注内容", "备注图片", "假勤申请")
	daily.at(3, 1, "时间", 2, "姓名", 3, "账号", 4, "基础信息", 9, "考勤概况", 16, "异常统计", 26, "外出打卡", 29, "加班统计", 37, "假勤统计", 51, "上班1", 53, "下班1", 55, "打卡时间记录", 56, "打卡详情")
	daily.put(4, 4, "部门", "职务", "工号", "所属规则", "班次", "最早", "最晚", "打卡次数(次)", "标准工作时长(小时)", "实际工作时长(小时)", "假勤申请", "考勤结果",
		"异常合计(次)", "迟到次数(次)", "迟到时长(分钟)", "早退次数(次)", "早退时长(分钟)", "旷工次数(次)", "旷工时长(分钟)", "缺卡次数(次)", "地点异常(次)", "设备异常(次)",
		"外出打卡次数(次)", "最早", "最晚", "加班状态", "加班时长(小时)", "工作日加班计为调休(小时)", "工作日加班计为加班费(小时)", "休息日加班计为调休(小时)", "休息日加班计为加班费(小时)", "节假日加班计为调休(小时)", "节假日加班计为加班费(小时)",
		"补卡次数(次)", "审批打卡次数(次)", "外勤次数(次)", "外出(小时)", "出差(天)", "事假(天)", "病假(天)", "调休假(天)", "年假(天)", "婚假(天)", "产假(天)", "陪产假(天)", "其他(天)", "丧假(天)",
		"打卡时间", "打卡状态", "打卡时间", "打卡状态")
	for _, c := range []int{1, 2, 3, 55, 56} {
		daily.merge(3, c, 4, c)
	}
	for _, m := range [][2]int{{4, 8}, {9, 15}, {16, 25}, {26, 28}, {29, 36}, {37, 50}, {51, 52}, {53, 54}} {
		daily.merge(3, m[0], 3, m[1])
	}
	row, line := 5, 5
	for k := 13; k >= 0; k-- {
		date := first + workcal.Date(k)
		for i, p := range wecomPeople {
			day, shift := [5]string{"--", "--", "正常（休息）", "--", "--"}, "休息"
			if date.Monday()+5 > date {
				in := 9*60 + 20 + (7*k+5*i)%40
				day, shift = [5]string{clockTime(in) + " " + clockTime(in+9*60+3*i+k%5), "--", "正常", "正常", "正常"}, "09:00-12:00、13:00-18:00"
			}
			if o, listed := p.odd[k+1]; listed {
				day = o
			}
			if i == 2 && k < 3 {
				day, shift = [5]string{"--", "--", "--", "--", "--"}, "--"
			}
			for c := 1; c <= 56; c++ {
				daily.at(row, c, "--")
			}
			when := strings.ReplaceAll(date.String(), "-", "/") + " 星期" + weekdayOf(date)
			daily.put(row, 1, when, p.name, p.account, "某司/一部", "--", "--", "手机弹性打卡规则", shift)
			daily.at(row, 12, 8, 14, day[1], 15, day[2], 52, day[3], 54, day[4], 55, day[0], 56, "查看")
			times := strings.Fields(strings.ReplaceAll(day[0], "(补卡)", ""))
			if day[0] != "--" {
				daily.at(row, 9, times[0], 10, times[len(times)-1], 11, len(times), 51, times[0])
				if len(times) > 1 {
					daily.at(row, 53, times[len(times)-1])
				}
			}
			for word, col := range map[string]int{"迟到": 18, "早退": 20, "旷工": 22, "缺卡": 23} {
				if n, ok := strings.CutPrefix(day[2], word); ok {
					daily.at(row, col, atoi(strings.TrimRight(n, "分钟次")))
				}
			}
			for b, word := range day[3:] {
				if word != "--" {
					details.put(line, 1, when, p.name, p.account, "某司/一部", "--", "手机弹性打卡规则", []string{"上班", "下班"}[b], []string{"09:00", "18:00"}[b], "--", word, "--", "--", "--", nil, day[1])
					line++
				}
			}
			row++
		}
	}
	return xlsxOf(daily, details)
}
