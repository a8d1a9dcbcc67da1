package year

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/unicode"
)

// punchSlips are slips in what clocks and apps export, and good exports: a file that is
// read today must be read tomorrow.
var punchSlips = slices.Concat(goodExports, listSlipsOfPunches, sheetSlips, clockSlips, approvalSlips, monthSlips, auditSlips)

// goodExports are the layouts that docs/punch-files.md names, as they come.
var goodExports = []Slip{
	{"punches/good-list", inSmall(func(s *small) {
		p := s.true5(3)
		s.reads("打卡.csv", gbk(table(s.flow(p))), p)
	})},
	{"punches/good-list-of-moments", inSmall(func(s *small) {
		// Cells that Excel knows as dates, below a title and an empty row.
		p := s.true5(3)
		rows := [][]any{{"打卡流水"}, {}, {"部门", "姓名", "日期时间", "机器号"}}
		for _, x := range p {
			rows = append(rows, []any{s.person(x.Person).Group, s.person(x.Person).Name, wall(x.At), 1})
		}
		s.reads("打卡.xlsx", workbook(sheet{Name: "流水", Rows: rows}), p)
	})},
	{"punches/good-attlog", inSmall(func(s *small) {
		p := s.true5(3)
		s.reads("1_attlog.dat", s.attlog(p), p)
	})},
	{"punches/good-enno", inSmall(func(s *small) {
		p := s.true5(3)
		var b strings.Builder
		b.WriteString("No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\r\n")
		for i, x := range p {
			fmt.Fprintf(&b, "%d\t1\t%s\t\t0\t0\t%s\r\n", 9000+i, s.person(x.Person).Punch, x.At.Format("2006/01/02 15:04:05"))
		}
		s.reads("AGL_001.TXT", []byte(b.String()), p)
	})},
	{"punches/good-clock-days", inSmall(func(s *small) {
		p := s.true5(3)
		s.reads("考勤.xlsx", workbook(sheet{Name: "原始记录", Rows: s.clockDays(p)}), p)
	})},
	{"punches/good-times-in-one-cell", inSmall(func(s *small) {
		p := s.true5(3)
		rows := [][]any{{"设备工号", "姓名", "部门", "考勤日期", "考勤时间"}}
		for _, d := range s.byDay(p) {
			rows = append(rows, []any{d.Who.Punch, d.Who.Name, d.Who.Group, iso(d.Date), d.first() + ":00  " + d.last() + ":00"})
		}
		s.reads("考勤.xlsx", workbook(sheet{Name: "Sheet1", Rows: rows}), p)
	})},
	{"punches/good-grid-glued", inSmall(func(s *small) {
		p := s.true5(3)
		s.reads("刷卡.xlsx", workbook(s.grid(p, "")), p)
	})},
	{"punches/good-grid-lines", inSmall(func(s *small) {
		p := s.true5(3)
		s.reads("刷卡.xlsx", workbook(s.grid(p, "\n")), p)
	})},
	{"punches/good-cards-abreast", inSmall(func(s *small) {
		p := s.true5(3)
		s.reads("考勤卡.xlsx", workbook(s.cards(p)), p)
	})},
	{"punches/good-dingtalk-raw", inSmall(func(s *small) {
		p := s.true5(3)
		s.reads("钉钉.xlsx", workbook(s.dingRaw(p, s.settledAt())), p)
	})},
	{"punches/good-dingtalk-days", inSmall(func(s *small) {
		p := s.true5(3)
		s.reads("钉钉.xlsx", workbook(s.dingDays(p, s.settledAt())), p)
	})},
	{"punches/good-dingtalk-next-day", inSmall(func(s *small) {
		// Late shifts: out after midnight, which the cell of the day before says.
		var p []Punch
		for i := range 4 {
			p = append(p, Punch{"A1", s.day(i).Add(15 * time.Hour)}, Punch{"A1", s.day(i).Add(24*time.Hour + time.Duration(5+i)*time.Minute)})
		}
		s.reads("钉钉.xlsx", workbook(s.dingGrid(p, s.settledAt())), p)
	})},
	{"punches/good-dingtalk-book", inSmall(func(s *small) {
		// All three sheets say the same: nothing counts twice.
		p := s.true5(3)
		at := s.settledAt()
		s.reads("钉钉.xlsx", workbook(s.dingGrid(p, at), s.dingRaw(p, at), s.dingDays(p, at)), p)
	})},
	{"punches/good-wecom", inSmall(func(s *small) {
		p := s.true5(3)
		s.reads("企业微信.xlsx", workbook(s.wecom(p)), p)
	})},
	{"punches/good-two-floors", inSmall(func(s *small) {
		p := s.true5(3)
		up := slices.IndexFunc(p, func(x Punch) bool { return x.At.After(s.day(2)) })
		s.reads("楼层.xlsx", workbook(sheet{Name: "1楼", Rows: s.flow(p[:up])}, sheet{Name: "2楼", Rows: s.flow(p[up:])}), p)
	})},
	{"punches/good-text-named-xls", inSmall(func(s *small) {
		p := s.true5(3)
		s.reads("打卡.xls", gbk(bytes.ReplaceAll(table(s.flow(p)), []byte(","), []byte("\t"))), p)
	})},
	{"punches/good-utf16", inSmall(func(s *small) {
		// "Unicode text" of Excel.
		p := s.true5(3)
		b, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(bytes.ReplaceAll(table(s.flow(p)), []byte(","), []byte("\t")))
		Must(err)
		s.reads("打卡.txt", b, p)
	})},
	{"punches/good-web-page", inSmall(func(s *small) {
		p := s.true5(2)
		s.reads("打卡.xls", []byte("<html><body><table>"+htmlRows(s.flow(p))+"</table></body></html>"), p, "xlsx")
	})},
	{"punches/good-titles-repeated", inSmall(func(s *small) {
		// Printed page by page: the headings come again.
		p := s.true5(3)
		rows := s.flow(p)
		s.reads("打卡.csv", table(slices.Concat(rows[:11], rows[:1], rows[11:])), p)
	})},
}

// attlog is the memory of a clock.
func (s *small) attlog(punches []Punch) []byte {
	var b strings.Builder
	for _, x := range punches {
		fmt.Fprintf(&b, "%9s\t%s\t1\t0\t1\t0\r\n", s.person(x.Person).Punch, x.At.Format("2006-01-02 15:04:05"))
	}
	return []byte(b.String())
}

func htmlRows(rows [][]any) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString("<tr>")
		for _, v := range row {
			b.WriteString("<td>" + html.EscapeString(fmt.Sprint(v)) + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	return b.String()
}

// grid is a clock's record of the month: labels of a person, below them a cell a day.
func (s *small) grid(punches []Punch, between string) sheet {
	days := []any{}
	for d := s.First; !d.After(s.last()); d = d.AddDate(0, 0, 1) {
		days = append(days, fmt.Sprint(d.Day()))
	}
	rows := [][]any{
		{"考 勤 记 录 表"}, {},
		{"考勤时间", nil, iso(s.First) + " ~ " + iso(s.last()), nil, nil, nil, nil, nil, nil, "制表时间", nil, iso(s.settledAt())},
		days,
	}
	for _, q := range s.Staff {
		labels := make([]any, 21)
		labels[0], labels[2], labels[8], labels[10], labels[18], labels[20] = "工 号:", q.Punch, "姓 名:", q.Name, "部 门:", q.Group
		cells := make([]any, len(days))
		for _, d := range s.byDay(punches) {
			if d.Who.ID == q.ID {
				var t []string
				for _, at := range d.Times {
					t = append(t, hm(at))
				}
				cells[d.Date.Day()-1] = strings.Join(t, between)
			}
		}
		rows = append(rows, labels, cells)
	}
	return sheet{Name: "考勤记录", Rows: rows}
}

// cards are the cards of three people side by side, a line a day.
func (s *small) cards(punches []Punch) sheet {
	const wide = 15
	width := wide * len(s.Staff)
	row := func(cell func(at int, q Person, put func(col int, v any))) []any {
		out := make([]any, width)
		for i, q := range s.Staff {
			cell(i, q, func(col int, v any) { out[i*wide+col] = v })
		}
		return out
	}
	period := s.First.Format("2006/01/02") + " ~ " + s.last().Format("01/02")
	rows := [][]any{
		{"考 勤 卡 表"},
		{"考勤日期 : ", nil, nil, period},
		row(func(_ int, q Person, put func(int, any)) {
			put(0, "部门")
			put(1, q.Group)
			put(8, "姓名")
			put(9, q.Name)
		}),
		row(func(_ int, q Person, put func(int, any)) {
			put(0, "日期")
			put(1, period)
			put(8, "工号")
			put(9, q.Punch)
		}),
		row(func(_ int, _ Person, put func(int, any)) { put(0, "考   勤   表") }),
		row(func(_ int, _ Person, put func(int, any)) {
			put(0, "日 星\n期 期")
			put(1, "上午")
			put(6, "下午")
			put(10, "加班")
		}),
		row(func(_ int, _ Person, put func(int, any)) {
			put(1, "上班")
			put(3, "下班")
			put(6, "上班")
			put(8, "下班")
			put(10, "签到")
			put(12, "签退")
		}),
	}
	days := s.byDay(punches)
	for d := s.First; !d.After(s.last()); d = d.AddDate(0, 0, 1) {
		rows = append(rows, row(func(_ int, q Person, put func(int, any)) {
			put(0, fmt.Sprintf("%02d %s", d.Day(), strings.TrimPrefix(weekday(d), "星期")))
			for _, x := range days {
				if x.Who.ID == q.ID && x.Date.Equal(d) {
					put(1, x.first())
					put(8, x.last())
				}
			}
		}))
	}
	return sheet{Name: "考勤卡", Rows: rows}
}

// wecom is a WeCom daily report.
func (s *small) wecom(punches []Punch) sheet {
	rows := [][]any{
		{"概况统计与打卡明细"},
		{fmt.Sprintf("统计时间:%s ～ %s     制表时间:%s(UTC+8)", s.Mon.Format("01-02"), s.day(4).Format("01-02"), s.settledAt().Format("2006-01-02 15:04"))},
		{"时间", "姓名", "账号", "基础信息", nil, nil, nil, nil, "考勤概况", nil, nil, nil, "假勤统计", nil, "上班1", nil, "下班1", nil, "打卡时间记录", "打卡详情"},
		{nil, nil, nil, "部门", "职务", "工号", "所属规则", "班次", "最早", "最晚", "打卡次数(次)", "假勤申请", "补卡次数(次)", "事假(天)", "打卡时间", "打卡状态", "打卡时间", "打卡状态", nil, nil},
	}
	for _, d := range slices.Backward(s.byDay(punches)) { // newest first
		rows = append(rows, []any{d.Date.Format("2006/01/02 ") + weekday(d.Date), d.Who.Name, "u" + d.Who.ID, "小店", "--", d.Who.ID, "手机打卡规则", "09:00-18:00", d.first(), d.last(), 2, "--", "--", "--", d.first(), "正常", d.last(), "正常", d.first() + " " + d.last(), "查看"})
	}
	return sheet{Name: "概况统计与打卡明细", Rows: rows, Merge: [][2]string{{"A3", "A4"}, {"B3", "B4"}, {"C3", "C4"}, {"D3", "H3"}, {"I3", "L3"}, {"M3", "N3"}, {"O3", "P3"}, {"Q3", "R3"}, {"S3", "S4"}, {"T3", "T4"}}}
}

// listSlipsOfPunches are slips in lists of people and moments.
var listSlipsOfPunches = []Slip{
	{"punches/hours-present-column", inSmall(func(s *small) {
		// Durations stand under headings that end in 时间: they are no moments.
		p := s.true5(3)
		rows := widen(s.clockDays(p), "迟到时间", func([]any) any { return nil })
		rows = widen(rows, "加班时间", func([]any) any { return "00:41" })
		rows = widen(rows, "工作时间", func([]any) any { return "09:00" })
		rows = widen(rows, "出勤时间", func([]any) any { return "09:41" })
		s.reads("考勤.xlsx", workbook(sheet{Name: "Sheet1", Rows: rows}), p)
	})},
	{"punches/moments-under-attendance-time", inSmall(func(s *small) {
		// The same heading over moments.
		p := s.true5(3)
		rows := [][]any{{"登记号码", "姓名", "出勤时间"}}
		for _, x := range p {
			q := s.person(x.Person)
			rows = append(rows, []any{q.Punch, q.Name, x.At.Format("2006/1/2 ") + weekday(x.At) + x.At.Format(" 15:04")})
		}
		s.reads("出勤.xlsx", workbook(sheet{Name: "Sheet1", Rows: rows}), p)
	})},
	{"punches/invalid-marked-no", inSmall(func(s *small) { s.invalid("是否有效", "是", "否") })},
	{"punches/invalid-by-state", inSmall(func(s *small) { s.invalid("打卡结果", "正常", "打卡无效:不在打卡范围") })},
	{"punches/kind-beside-time", inSmall(func(s *small) {
		// 上班打卡 is no time, and -- is no punch: only that one line may be told.
		p := s.true5(2)
		rows := [][]any{{"姓名", "部门", "日期", "打卡时间", "打卡状态", "打卡类型"}}
		for i, x := range p {
			kind := "上班打卡"
			if x.At.Hour() > 12 {
				kind = "下班打卡"
			}
			when := hm(x.At)
			if i == 4 {
				when = "--"
			}
			rows = append(rows, []any{s.person(x.Person).Name, "客服", x.At.Format("2006/01/02"), when, "正常", kind})
		}
		h := s.hear("流水.csv", table(rows), slices.Delete(slices.Clone(p), 4, 5))
		s.must(h.right() && h.dropped <= 1, h)
	})},
	{"punches/month-first", inSmall(func(s *small) { s.dated("01/02/2006 15:04") })},
	{"punches/day-first", inSmall(func(s *small) { s.dated("02/01/2006 15:04") })},
	{"punches/dotted-dates", inSmall(func(s *small) { s.dated("2006.1.2 15:04") })},
	{"punches/dates-in-words", inSmall(func(s *small) { s.dated("2006年1月2日 15:04") })},
	{"punches/times-in-words", inSmall(func(s *small) { s.dated("2006年1月2日 15时04分") })},
	{"punches/am-pm", inSmall(func(s *small) { s.dated("2006-01-02 3:04 PM") })},
	{"punches/full-width-digits", inSmall(func(s *small) {
		p := s.true5(2)
		rows := s.flow(p)
		for i := range p {
			rows[i+1][1] = strings.ReplaceAll(wide(p[i].At.Format("2006-01-02 15:04")), ":", "：")
		}
		s.reads("打卡.xlsx", workbook(sheet{Name: "打卡", Rows: rows}), p, "打卡:2:", "B2")
	})},
	{"punches/moments-as-numbers", inSmall(func(s *small) {
		// Pasted as values without the format: 46000.37 is a moment.
		p := s.true5(2)
		rows := s.flow(p)
		for i := range p {
			rows[i+1][1] = p[i].At.Sub(date(1899, 12, 30)).Hours() / 24
		}
		s.reads("打卡.xlsx", workbook(sheet{Name: "打卡", Rows: rows}), p, "打卡:2:", "B2")
	})},
	{"punches/name-merged-over-rows", inSmall(func(s *small) {
		// A printed list has the name once, over all lines of the person.
		p := s.true5(2)
		slices.SortStableFunc(p, func(a, b Punch) int { return strings.Compare(a.Person, b.Person) })
		rows := s.flow(p)
		for i := range p {
			if i != 0 && i != 10 {
				rows[i+1][0] = nil
			}
		}
		h := s.hear("打卡.xlsx", workbook(sheet{Name: "打卡", Rows: rows, Merge: [][2]string{{"A2", "A11"}, {"A12", "A21"}}}), p)
		s.must(h.right() || h.partly(`打卡:3"`, `打卡:11"`) || h.refused("打卡:3:", "A2", "A3"), h)
	})},
	{"punches/sum-row", inSmall(func(s *small) {
		p := s.true5(2)
		s.reads("打卡.xlsx", workbook(sheet{Name: "打卡", Rows: append(s.flow(p), []any{"合计", "20次"})}), p)
	})},
	{"punches/names-as-people-write-them", inSmall(func(s *small) {
		// Blanks in a name of two signs, full width blanks, (离职): the same people.
		p := s.true5(3)
		rows := s.flow(p)
		for i, x := range p {
			n := []rune(s.person(x.Person).Name)
			rows[i+1][0] = map[string]string{"A1": string(n[:1]) + " " + string(n[1:]), "A2": "　" + string(n) + " ", "A3": string(n) + "（离职）"}[x.Person]
		}
		s.matched(rows, p)
	})},
	{"punches/leading-zeros", inSmall(func(s *small) {
		p := s.true5(3)
		rows := [][]any{{"考勤号码", "打卡时间"}}
		for _, x := range p {
			rows = append(rows, []any{"0000" + s.person(x.Person).Punch, x.At.Format("2006-01-02 15:04:05")})
		}
		s.matched(rows, p)
	})},
	{"punches/quoted-with-equals", inSmall(func(s *small) { s.quoted(`="`, `"`) })},
	{"punches/quoted-with-apostrophe", inSmall(func(s *small) { s.quoted("'", "") })},
	{"punches/people-without-punches", inSmall(func(s *small) {
		p := s.true5(2)
		rows := s.clockDays(p)
		for i := range 5 {
			rows = append(rows, []any{s.Staff[2].Punch, s.Staff[2].Name, s.day(i).Format("2006/1/2"), "白班", nil, nil})
		}
		h := s.hear("考勤.xlsx", workbook(sheet{Name: "Sheet1", Rows: rows}), p)
		s.must(h.right() && h.people == 3, h)
	})},
	{"punches/formula-without-value", inSmall(func(s *small) {
		// Two moments are formulas that no program has computed: the rest is read and
		// their cells are named.
		p := s.true5(2)
		rows := s.flow(p)
		rows[4][1], rows[7][1] = formula(`"2026-01-01"&" 08:00"`), formula("B4")
		h := s.hear("打卡.xlsx", workbook(sheet{Name: "打卡", Rows: rows}), p)
		both := hasAll(h.told, []string{":5:B"}) && hasAll(h.told, []string{":8:B"}) || hasAll(h.told, []string{"B5", "B8"})
		s.must(len(h.added)+len(h.strangers) == 0 && (both || h.refused(":5:B", "B5", ":8:B", "B8")), h)
	})},
}

// invalid is an export whose column says which punches do not count.
func (s *small) invalid(head, good, bad string) {
	p := s.true5(2)
	i := 2 // the first punch of the second person, and another one later in its place
	rows := widen(s.flow(p), head, func([]any) any { return good })
	rows[i+1][2] = bad
	want := slices.Delete(slices.Clone(p), i, i+1)
	h := s.hear("打卡.csv", table(rows), want)
	s.must(h.right() && h.dropped == 1, h)
}

// dated is a list whose moments are written in a format; half of its days are above
// 12, so that day and month cannot be mistaken.
func (s *small) dated(format string) {
	p := s.true5(2)
	for i := range p {
		p[i].At = p[i].At.AddDate(0, 0, 7) // the 15th to the 25th
	}
	rows := s.flow(p)
	for i := range p {
		rows[i+1][1] = p[i].At.Format(format)
	}
	s.reads("打卡.csv", table(rows), p)
}

// quoted is a list each of whose cells stands between two marks.
func (s *small) quoted(before, after string) {
	p := s.true5(2)
	rows := s.flow(p)
	for _, row := range rows[1:] {
		for i := range row {
			row[i] = before + fmt.Sprint(row[i]) + after
		}
	}
	s.reads("导出.csv", table(rows), p, "xlsx")
}

// matched is a list whose people must be found on the staff list: the month has them
// all, with ten punches each.
func (s *small) matched(rows [][]any, p []Punch) {
	want := map[int]amounts{}
	for i := range s.Staff {
		s.works(i, 5)
		want[i] = amounts{"due": 5, "attended": 5, "missing": 0, "late": 0}
	}
	s.put()
	s.Save(s.punchFile("打卡.csv"), table(rows))
	s.settles(want)
}

// sheetSlips are workbooks with more or less on their sheets than is expected.
var sheetSlips = []Slip{
	{"punches/list-and-pivot", inSmall(func(s *small) {
		// A small table that somebody made by hand beside the list.
		p := s.true5(2)
		pivot := [][]any{{nil, iso(s.day(0)), iso(s.day(1)), iso(s.day(2)), iso(s.day(3)), iso(s.day(4))}}
		for _, q := range s.Staff[:2] {
			pivot = append(pivot, []any{q.Name, "√", "√", "正常", "√", "√"})
		}
		s.reads("打卡.xlsx", workbook(sheet{Name: "打卡记录", Rows: s.flow(p)}, sheet{Name: "统计", Rows: pivot}), p)
	})},
	{"punches/pivot-before-the-list", inSmall(func(s *small) {
		p := s.true5(2)
		pivot := [][]any{{"姓名", "打卡次数"}, {s.Staff[0].Name, 10}, {s.Staff[1].Name, 10}}
		s.reads("打卡.xlsx", workbook(sheet{Name: "透视", Rows: pivot}, sheet{Name: "打卡记录", Rows: s.flow(p)}), p)
	})},
	{"punches/list-and-leave-sheet", inSmall(func(s *small) {
		p := s.true5(2)
		h := s.hear("打卡.xlsx", workbook(sheet{Name: "打卡记录", Rows: s.flow(p)}, s.leaveSheet()), p)
		s.must(h.right() && h.leaves == 1 || h.right() && hasAll(h.told, []string{"请假"}), h)
	})},
	{"punches/dingtalk-and-leave-sheet", inSmall(func(s *small) {
		p := s.true5(2)
		h := s.hear("钉钉.xlsx", workbook(s.dingDays(p, s.settledAt()), s.leaveSheet()), p)
		s.must(h.right() && h.leaves == 1 || h.right() && hasAll(h.told, []string{"请假"}), h)
	})},
	{"punches/raw-sheet-empty", inSmall(func(s *small) {
		p := s.true5(2)
		s.reads("钉钉.xlsx", workbook(s.dingRaw(nil, s.settledAt()), s.dingDays(p, s.settledAt())), p)
	})},
	{"punches/summary-alone", inSmall(func(s *small) {
		// Days and counts, no times: what to export instead must be said.
		rows := [][]any{{"姓名", "考勤组", "部门", "工号", "职位", "UserId", "出勤天数", "休息天数", "工作时长(分钟)", "迟到次数", "迟到时长(分钟)", "早退次数", "上班缺卡次数", "下班缺卡次数"}, {}}
		for _, q := range s.Staff {
			rows = append(rows, []any{q.Name, "客服", q.Group, q.ID, "客服", "u" + q.ID, 5, 26, 2400, 0, 0, 0, 0, 0})
		}
		h := s.hear("汇总.xlsx", workbook(s.dingtalk("月度汇总", s.settledAt(), rows)), nil)
		s.must(h.refused("每日统计", "原始记录") && h.refused("月度汇总"), h)
	})},
	{"punches/feishu-month", inSmall(func(s *small) {
		p := s.true5(2)
		head := []any{"姓名", "工号", "部门", "考勤组名称", "应出勤天数", "实际出勤天数", "迟到次数", "缺卡次数"}
		for i := range 5 {
			head = append(head, iso(s.day(i))+" "+weekday(s.day(i)))
		}
		rows := [][]any{{"考勤统计 " + iso(s.Mon) + " ~ " + iso(s.day(4))}, {"基本信息", nil, nil, "考勤组信息", "出勤统计", nil, "异常统计", nil, "考勤结果"}, head}
		for _, q := range s.Staff[:2] {
			row := []any{q.Name, q.ID, q.Group, "客服组", 5, 5, 0, 0}
			for _, d := range s.byDay(p) {
				if d.Who.ID == q.ID {
					row = append(row, fmt.Sprintf("正常(%s), 正常(%s)", d.first(), d.last()))
				}
			}
			rows = append(rows, row)
		}
		rows = append(rows, []any{s.Staff[2].Name, s.Staff[2].ID, "客服", "客服组", 3, 0, 0, 6, "休假(-), 休假(-)", "缺卡(-), 缺卡(-)", "缺卡(-), 缺卡(-)", "缺卡(-), 缺卡(-)", "无需打卡(-), 无需打卡(-)"})
		s.reads("飞书.xlsx", workbook(sheet{Name: "Sheet1", Rows: rows}), p)
	})},
	{"punches/card-blocks", inSmall(func(s *small) {
		// Labels, words of result and times are never people.
		p := s.true5(3)
		days := []any{nil}
		for d := s.First; !d.After(s.last()); d = d.AddDate(0, 0, 1) {
			days = append(days, fmt.Sprint(d.Day()))
		}
		rows := [][]any{{"刷卡记录表"}, {"考勤日期", nil, s.First.Format("2006/1/2") + " ~ " + s.last().Format("1/2")}, days}
		for _, q := range s.Staff {
			in, out := make([]any, len(days)), make([]any, len(days))
			in[0], out[0] = "签到", "签退"
			in[s.day(7).Day()], out[s.day(7).Day()] = "缺卡", "缺卡"
			for _, d := range s.byDay(p) {
				if d.Who.ID == q.ID {
					in[d.Date.Day()], out[d.Date.Day()] = d.first(), d.last()
				}
			}
			rows = append(rows, []any{nil, "工号", q.Punch, nil, nil, "姓名", q.Name}, in, out)
		}
		h := s.hear("刷卡.xlsx", workbook(sheet{Name: "Sheet1", Rows: rows}), p)
		s.must(h.right() || h.refused("刷卡.xlsx"), h)
	})},
	{"punches/spreadsheet-2003", inSmall(func(s *small) {
		p := s.true5(2)
		s.reads("导出.xls", []byte(spreadsheet2003(sheet{Name: "打卡记录", Rows: s.flow(p)})), p, "xlsx")
	})},
	{"punches/spreadsheet-2003-and-leave-sheet", inSmall(func(s *small) {
		p := s.true5(2)
		h := s.hear("导出.xls", []byte(spreadsheet2003(s.leaveSheet(), sheet{Name: "打卡记录", Rows: s.flow(p)})), p)
		s.must(h.right() && h.leaves == 1 || h.right() && hasAll(h.told, []string{"请假"}), h)
	})},
	{"punches/rows-of-html-only", inSmall(func(s *small) {
		p := s.true5(2)
		s.reads("导出.xls", []byte(htmlRows(s.flow(p))), p, "xlsx")
	})},
	{"punches/web-page-in-one-file", inSmall(func(s *small) {
		p := s.true5(2)
		body := "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_x\"\r\n\r\n--=_x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><table>" +
			htmlRows(s.flow(p)) + "</table></body></html>\r\n--=_x--\r\n"
		s.reads("导出.xls", []byte(body), p, "xlsx")
	})},
}

// leaveSheet is a sheet with one approved day of leave after the days that are worked.
func (s *small) leaveSheet() sheet {
	d := iso(s.day(7))
	return sheet{Name: "请假", Rows: [][]any{{"姓名", "请假类型", "开始时间", "结束时间"}, {s.Staff[0].Name, "事假", d + " 09:00", d + " 18:00"}}}
}

// clockSlips are faults of clocks.
var clockSlips = []Slip{
	{"punches/clock-reset", inSmall(func(s *small) {
		// The battery was empty for a day: its lines are of the year 2000.
		p := s.true5(2)
		lost := slices.Clone(p)
		for i := 8; i < 12; i++ {
			lost[i].At = date(2000, 1, 1).Add(time.Duration(i) * time.Minute)
		}
		h := s.hear("1_attlog.dat", s.attlog(lost), slices.Delete(slices.Clone(p), 8, 12))
		s.must(h.right() && h.dropped == 4, h)
	})},
	{"punches/nul-run", inSmall(func(s *small) {
		// Power went off while the clock wrote: zeros from inside one line into another.
		// Half a line and half another are no punch.
		p := s.true5(2)
		lines := strings.SplitAfter(string(s.attlog(p)), "\r\n")
		head, tail := lines[4][:len(lines[4])-20], lines[9][len(lines[9])-18:]
		damaged := strings.Join(lines[:4], "") + head + strings.Repeat("\x00", 200) + tail + strings.Join(lines[10:], "")
		h := s.hear("1_attlog.dat", []byte(damaged), slices.Delete(slices.Clone(p), 4, 10))
		s.must(h.right() && (h.dropped > 0 || strings.TrimSpace(h.Err) != "") || h.refused("1_attlog.dat"), h)
	})},
	{"punches/double-taps", inSmall(func(s *small) {
		// Twice in a minute, and the file out of order: the month is as without.
		for i := range 3 {
			s.usual(i, 5)
		}
		for _, p := range slices.Clone(s.log) {
			s.log = append(s.log, Punch{p.Person, p.At.Add(20 * time.Second)})
		}
		s.put()
		rows := [][]any{{"考勤号码", "打卡时间"}}
		for _, p := range s.log {
			rows = append(rows, []any{s.person(p.Person).Punch, p.At.Format("2006-01-02 15:04:05")})
		}
		s.Save(s.punchFile("log.csv"), table(rows))
		s.settles(map[int]amounts{0: {"due": 5, "attended": 5, "missing": 0}, 2: {"due": 5, "attended": 5, "missing": 0, "late": 0, "early": 0}})
	})},
	{"punches/exported-twice", inSmall(func(s *small) {
		// The same export lies there under two names, the second one to the middle only.
		for i := range 3 {
			s.usual(i, 5)
		}
		s.put()
		s.Save(s.punchFile("log (1).csv"), s.logFile())
		s.settles(map[int]amounts{0: {"due": 5, "attended": 5, "missing": 0, "late": 0}, 1: {"attended": 5, "missing": 0}})
	})},
}
