package year

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// monthSlips are slips at the edges of a month and in what is settled with it.
var monthSlips = slices.Concat(edgeSlips, payrollSlips, monthRosterSlips, logSlips, answerSlips)

// edgeSlips lie where a month begins or ends, or its punches do.
var edgeSlips = []Slip{
	{"month/night-over-the-end", inSmall(func(s *small) {
		// The export of the month ends inside the last night: its end is missing nowhere.
		s.lastNights()
		s.put()
		s.settles(map[int]amounts{0: {"missing": 0, "late": 0, "early": 0}, 1: {"missing": 0}})
	})},
	{"month/night-over-the-end-and-the-next-file", inSmall(func(s *small) {
		// The next month's export is there too and holds the end of the night.
		s.lastNights()
		s.put()
		next := s.First.AddDate(0, 1, 0)
		s.Save("punches/"+month(next)+"/log.csv", table([][]any{{"工号", "姓名", "打卡时间"}, {"A1", s.Staff[0].Name, iso(next) + " 06:02"}, {"A2", s.Staff[1].Name, iso(next) + " 06:03"}}))
		s.settles(map[int]amounts{0: {"due": 3, "attended": 3, "missing": 0}, 1: {"due": 1, "attended": 1, "missing": 0}})
	})},
	{"month/night-before", inSmall(func(s *small) {
		// The night before the month ends on the morning of the first, a rest day: there
		// is nothing to ask.
		s.nightBefore()
		s.settles(map[int]amounts{0: {"due": 2, "attended": 2, "asked": 0, "missing": 0}})
	})},
	{"month/leave-on-the-first", inSmall(func(s *small) {
		// A Sunday on which she would work; of its week the other month has rest days and a
		// shift: one day of annual leave.
		s.back(func(first, _ time.Time) bool { return first.Weekday() == time.Sunday })
		s.leaveAt(s.First, s.First.AddDate(0, 0, -4))
		s.settles(map[int]amounts{0: {"annual": 1}})
	})},
	{"month/leave-on-the-first-two", inSmall(func(s *small) {
		// A Saturday and a Sunday on which she would work, both annual leave.
		s.back(func(first, _ time.Time) bool { return first.Weekday() == time.Saturday })
		s.cell(0, s.First.AddDate(0, 0, 1), "年假")
		s.leaveAt(s.First, s.First.AddDate(0, 0, -4))
		s.leave([]any{"A1", "年假", iso(s.First), iso(s.First.AddDate(0, 0, 1))})
		s.settles(map[int]amounts{0: {"annual": 2}})
	})},
	{"month/leave-on-the-last", inSmall(func(s *small) {
		s.back(func(_, last time.Time) bool { return last.Weekday() == time.Monday })
		s.leaveAt(s.last(), s.last().AddDate(0, 0, 2))
		s.settles(map[int]amounts{0: {"annual": 1}})
	})},
	{"month/leave-in-a-cut-week-of-leave", inSmall(func(s *small) {
		// Monday to Sunday is leave, the Sunday is the first: a week takes its working days,
		// and those lie in the month before.
		s.back(func(first, _ time.Time) bool { return first.Weekday() == time.Sunday })
		for i := range 6 {
			s.cell(0, s.First.AddDate(0, 0, i-6), "年假")
		}
		s.leaveAt(s.First, s.First.AddDate(0, 0, -10))
		s.leave([]any{"A1", "年假", iso(s.First.AddDate(0, 0, -6)), iso(s.First)})
		s.settles(map[int]amounts{0: {"annual": 0}})
	})},
	{"month/log-ends-in-the-morning", inSmall(func(s *small) {
		// Taken on Thursday at 09:03: the rest of that day and Friday are not judged, but
		// who came at 09:03 is late by 3 minutes.
		for i := range 3 {
			s.works(i, 5)
			for d := range 3 {
				s.clock(i, s.day(d), "08:55", "18:02")
			}
			s.clock(i, s.day(3), []string{"08:51", "08:59", "09:03"}[i])
		}
		s.put()
		s.settles(map[int]amounts{0: {"missing": 0, "absent": 0}, 1: {"missing": 0, "absent": 0}, 2: {"missing": 0, "absent": 0, "late": 3}})
	})},
	{"month/one-punch-of-2062", inSmall(func(s *small) {
		// Taken on Wednesday evening, with one line far ahead: Thursday and Friday are no
		// absence.
		s.usual(0, 3)
		s.works(0, 5)
		s.log = append(s.log, Punch{"A1", s.day(1).AddDate(36, 0, 0)})
		s.put()
		s.settles(map[int]amounts{0: {"absent": 0, "attended": 3}}, []string{"log.csv:"})
	})},
	{"month/log-in-the-wrong-folder", inSmall(func(s *small) {
		// The export lies in the folder of the next month: nobody was absent, and it is
		// said that there are no punches.
		s.usual(0, 5)
		s.put()
		s.remove(s.punchFile("log.csv"))
		s.Save("punches/"+month(s.First.AddDate(0, 1, 0))+"/log.csv", s.logFile())
		r := s.Run("month", "--month", month(s.First), "--json")
		if r.Code == 3 && strings.Contains(r.Err, month(s.First)) {
			return
		}
		s.require(r, map[int]amounts{0: {"absent": 0}})
		if said := told(r); !strings.Contains(said, "没有打卡") && !strings.Contains(said, "no punches") {
			s.Fail(s.kind, "%s: settled without punches, and not a word", r)
		}
	})},
	{"month/leave-after-midnight", inSmall(func(s *small) {
		// The second half of a night of eight hours is leave: half a day, nothing missing.
		s.cell(0, s.day(0), "夜")
		s.cell(0, s.day(1), "夜")
		s.clock(0, s.day(0), "21:56", "26:03")
		s.clock(0, s.day(1), "21:55", "30:04")
		s.put()
		s.leave([]any{"A1", "事假", iso(s.day(1)) + " 02:00", iso(s.day(1)) + " 06:00"})
		s.settles(map[int]amounts{0: {"personal": .5, "early": 0, "missing": 0, "attended": 1.5}})
	})},
}

// lastNights are three nights to the end of the month; the log has the punches of the
// month alone. A2 clocks in on the very minute.
func (s *small) lastNights() {
	s.cell(1, s.last(), "夜")
	s.clock(1, s.last(), "22:00")
	for i := -2; i <= 0; i++ {
		d := s.last().AddDate(0, 0, i)
		s.cell(0, d, "夜")
		s.clock(0, d, "21:56")
		if i < 0 {
			s.clock(0, d, "30:02")
		}
	}
}

// nightBefore is a night into the month, and two nights in it.
func (s *small) nightBefore() {
	before := s.First.AddDate(0, 0, -1)
	s.cell(0, before, "夜")
	s.cell(0, s.day(0), "夜")
	s.cell(0, s.day(1), "夜")
	s.clock(0, before, "30:04")
	s.clock(0, s.day(0), "21:56", "30:02")
	s.clock(0, s.day(1), "21:56", "30:02")
	s.put()
	from := before.AddDate(0, 0, 1-before.Day())
	s.Save("rosters/"+month(from)+".xlsx", workbook(sheet{Name: "班表", Rows: s.monthRows(from, before)}))
}

// leaveAt is one day of annual leave at the edge of a month; beside it lies the other
// month with one shift.
func (s *small) leaveAt(d, shift time.Time) {
	s.usual(0, 2)
	s.cell(0, d, "年假")
	s.cell(0, shift, "日")
	s.put()
	other := date(shift.Year(), shift.Month(), 1)
	s.Save("rosters/"+month(other)+".xlsx", workbook(sheet{Name: "班表", Rows: s.monthRows(other, other.AddDate(0, 1, -1))}))
	s.leave([]any{"A1", "年假", iso(d), iso(d)})
}

// payrollSlips are about money: what a month must cost or show.
var payrollSlips = []Slip{
	{"month/half-a-shift-unclocked", inSmall(func(s *small) {
		// A2 is late once, A3 never comes in the morning: that must cost more.
		s.split()
		for i := range 3 {
			s.works(i, 5)
			for d := range 5 {
				in := "07:55"
				if i == 1 && d == 2 {
					in = "08:11"
				}
				if i < 2 {
					s.clock(i, s.day(d), in, "12:03")
				}
				s.clock(i, s.day(d), "13:55", "18:02")
			}
		}
		s.put()
		r := s.settles(map[int]amounts{0: {"attended": 5, "deduction": 0}, 1: {"late": 11}})
		attended, _ := s.figure(r, 2, "attended")
		absent, _ := s.figure(r, 2, "absent")
		late, _ := s.figure(r, 1, "deduction")
		half, _ := s.figure(r, 2, "deduction")
		if attended != 2.5 && absent != 2.5 && half <= late {
			s.Fail(s.kind, "%s: five mornings without a punch cost %g, one lateness %g", r, half, late)
		}
	})},
	{"month/split-in-order", inSmall(func(s *small) {
		// Four punches a day; lunch is punched late out and early in.
		s.split()
		s.works(0, 5)
		for d := range 5 {
			s.clock(0, s.day(d), "07:58", "12:25", "13:31", "18:03")
		}
		s.put()
		s.settles(map[int]amounts{0: {"due": 5, "attended": 5, "missing": 0, "late": 0, "early": 0}})
	})},
	{"month/third-lateness", inSmall(func(s *small) {
		// Late by 2, 3 and 4: every third one is half a day, 4350 / 21.75 x 0.5 = 100.
		s.Yaml += "attendance:\n  late_repeat: {nth: 3, absent: 0.5}\n"
		s.works(0, 4)
		for d, in := range []string{"09:02", "09:03", "08:58", "09:04"} {
			s.clock(0, s.day(d), in, "18:02")
		}
		s.put()
		s.settles(map[int]amounts{0: {"times": 3, "late": 9, "absent": .5, "withheld": 100}})
	})},
	{"month/exempt-with-leave", inSmall(func(s *small) {
		// Who need not clock still takes leave: two days of personal leave at 400.
		s.Staff[0].Flags, s.Staff[0].Salary = "免考勤", 8700
		s.works(0, 5)
		s.usual(1, 5)
		s.put()
		s.leave([]any{"A1", "事假", iso(s.day(1)), iso(s.day(2))}, []any{"A1", "年假", iso(s.day(3)), iso(s.day(3))})
		s.settles(map[int]amounts{0: {"personal": 2, "annual": 1, "withheld": 800}})
	})},
	{"month/joined-in-the-month", inSmall(func(s *small) {
		// All of her days are worked: that she was not there all month must stand beside.
		s.usual(0, 5)
		s.usual(1, 5)
		s.Staff[1].Hired = s.Mon
		s.put()
		s.settles(map[int]amounts{1: {"due": 5, "attended": 5}})
		s.rowSays(1, s.Mon)
	})},
	{"month/left-in-the-month", inSmall(func(s *small) {
		s.usual(0, 5)
		s.usual(1, 5)
		s.Staff[1].Left = s.day(4)
		s.put()
		s.settles(map[int]amounts{1: {"due": 5, "attended": 5}})
		s.rowSays(1, s.day(4))
	})},
	{"month/hired-after-it", inSmall(func(s *small) {
		s.usual(0, 5)
		s.Staff[1].Hired = s.First.AddDate(0, 1, 1)
		s.put()
		if r := s.settles(map[int]amounts{0: {"due": 5}}); s.lists(r, 1) {
			s.rowSays(1, s.Staff[1].Hired)
		}
	})},
	{"month/left-before-it", inSmall(func(s *small) {
		s.usual(0, 5)
		s.Staff[1].Left = s.First.AddDate(0, 0, -9)
		s.put()
		if r := s.settles(map[int]amounts{0: {"due": 5}}); s.lists(r, 1) {
			s.rowSays(1, s.Staff[1].Left)
		}
	})},
	{"month/leave-then-left-early", inSmall(func(s *small) {
		// Leave from 13:00 to 14:30, last punch 13:02: 90 minutes of leave, early by 210
		// from 14:30 to 18:00. No minute counts twice.
		s.Yaml = strings.Replace(s.Yaml, ", break: 1h", "", 1)
		s.usual(0, 2)
		s.log[1].At = s.day(0).Add(13*time.Hour + 2*time.Minute)
		s.put()
		s.leave([]any{"A1", "事假", iso(s.day(0)) + " 13:00", iso(s.day(0)) + " 14:30"})
		s.settles(map[int]amounts{0: {"leave minutes": 90, "early": 210}})
	})},
	{"month/lunch-on-a-rest-day", inSmall(func(s *small) {
		// 09:00 to 18:00 on a Sunday; no shift of the shop works from 12 to 13: 8 hours.
		s.Yaml = "preset: recharge\nshifts:\n  - {id: D, name: {zh: 日班, en: Day}, short: {zh: 日, en: D}, kind: day, hours: [09:00-12:00, 13:00-18:00]}\nattendance:\n  overtime: {by: punches, min_minutes: 30, step: 30}\n"
		s.works(0, 1)
		s.clock(0, s.day(-1), "09:00", "18:00")
		s.clock(0, s.day(0), "08:55", "12:02", "12:55", "18:02")
		s.put()
		s.settles(map[int]amounts{0: {"overtime rest": 8}}, []string{iso(s.day(-1)), "午"})
	})},
	{"month/overtime-sheet-of-leave", inSmall(func(s *small) {
		// Approved in the sheet 加班 of leave.xlsx: two hours after Monday's shift by their
		// times, one and a half after Tuesday's by their length; the third was refused.
		s.usual(0, 3)
		s.log[1].At = s.day(0).Add(20*time.Hour + 4*time.Minute)
		s.log[3].At = s.day(1).Add(20*time.Hour + 4*time.Minute)
		s.log[5].At = s.day(2).Add(20*time.Hour + 4*time.Minute)
		s.put()
		s.Save("leave.xlsx", workbook(sheet{Name: "加班", Rows: [][]any{{"工号或姓名", "日期", "开始", "结束", "时长", "状态"},
			{"A1", iso(s.day(0)), "18:00", "20:00", nil, "已批准"}, {"A1", iso(s.day(1)), nil, nil, 1.5, "已批准"}, {"A1", iso(s.day(2)), "18:00", "20:00", nil, "驳回"}}}))
		s.settles(map[int]amounts{0: {"due": 3, "attended": 3, "overtime": 3.5}})
	})},
	{"month/balances-carried", inSmall(func(s *small) {
		// 10 hours of time off and 5 days of annual leave at the start; a day of each is
		// taken: 2 hours and 4 days are left, and the next month begins with them.
		s.usual(0, 5)
		s.cell(0, s.day(3), "调休")
		s.cell(0, s.day(4), "年假")
		s.log = s.log[:6]
		s.put()
		s.Save("people.csv", table([][]any{{"工号", "姓名", "月薪", "调休余额", "年假余额"}, {"A1", s.Staff[0].Name, 4350, 10, 5}, {"A2", s.Staff[1].Name, 4350}, {"A3", s.Staff[2].Name, 4350}}))
		s.settles(map[int]amounts{0: {"comp": 1, "annual": 1}})
		s.summarySays(0, map[string]float64{"调休结余 （小时）": 2, "年假结余 （天）": 4})
	})},
	{"month/slips-to-sign", inSmall(func(s *small) {
		// One workbook, a page for each person, with every day that was worked and what was
		// late: nobody signs the sheet of somebody else.
		s.usual(0, 5)
		s.usual(1, 4)
		s.log[0].At = s.day(0).Add(9*time.Hour + 7*time.Minute)
		s.put()
		r := s.Run("month", "--month", month(s.First), "--slips", "--json")
		s.require(r, map[int]amounts{0: {"late": 7}})
		s.slipsSay(map[int][]string{0: {s.Staff[0].Name, "09:07", "18:02"}, 1: {s.Staff[1].Name, "08:55"}})
	})},
	{"month/rest-day-clocked", inSmall(func(s *small) {
		// Nothing approves the work on a rest day: it is asked about and not paid.
		s.usual(0, 5)
		s.clock(0, s.day(6), "09:00", "13:00")
		s.put()
		s.settles(map[int]amounts{0: {"due": 5, "overtime rest": 0, "asked": 1}})
	})},
	{"month/night-out-of-a-holiday", inSmall(func(s *small) {
		// Until midnight of 10-03 every hour is paid 300%: two of the night's.
		s.in(date(2025, 10, 1))
		s.cell(0, date(2025, 10, 3), "夜")
		s.cell(0, date(2025, 10, 9), "夜")
		s.clock(0, date(2025, 10, 3), "21:56", "30:02")
		s.clock(0, date(2025, 10, 9), "21:56", "30:02")
		s.put()
		s.settles(map[int]amounts{0: {"overtime holiday": 2}}, []string{"10-03", "300%"})
	})},
	{"month/break-of-the-shop", inSmall(func(s *small) {
		// The export's shift names no break, the shop's has one: 8 hours of a 300% day, or
		// it is said whose hours were taken.
		s.in(date(2025, 10, 1))
		s.Mon = s.First
		s.putShop()
		s.Save(s.punchFile("钉钉.xlsx"), workbook(s.dingDays([]Punch{{"A1", s.day(0).Add(531 * time.Minute)}, {"A1", s.day(0).Add(1082 * time.Minute)}}, s.settledAt())))
		s.settles(map[int]amounts{0: {"overtime holiday": 8}}, []string{"钉钉.xlsx", "日班"})
	})},
	{"month/overtime-of-the-export", inSmall(func(s *small) {
		s.exportedOvertime("加班时长（转加班费）", "工作日（转加班费）", "休息日（转加班费）", "节假日（转加班费）")
	})},
	{"month/overtime-of-the-export-by-rule", inSmall(func(s *small) {
		s.exportedOvertime("加班时长-按加班规则计算", "工作日加班", "休息日加班", "节假日加班")
	})},
	{"month/leave-on-free-hours", inSmall(func(s *small) {
		// Free hours; 15:00 to 17:30 is time off, as the export says beside the day.
		s.putShop()
		p := []Punch{{"A1", s.day(0).Add(510 * time.Minute)}, {"A1", s.day(0).Add(900 * time.Minute)}, {"A1", s.day(1).Add(510 * time.Minute)}, {"A1", s.day(1).Add(1050 * time.Minute)}}
		days := s.dingDays(p, s.settledAt())
		for _, row := range days.Rows[4:] {
			row[7] = "自由工时"
		}
		d := s.day(0).Format("01-02")
		days.Rows[4][12] = "调休" + d + " 15:00到" + d + " 17:30 2.5小时"
		s.Save(s.punchFile("钉钉.xlsx"), workbook(days))
		s.settles(map[int]amounts{0: {"leave minutes": 150}})
	})},
	{"month/hand-kept-words", inSmall(func(s *small) {
		// 8 hours, 3.5 hours and 4 hours of a day of 8.
		s.handKept([][]any{{s.Staff[0].Name, "事假8H", "调休3.5H", "年假4H", "出勤", "√"}, {s.Staff[1].Name, "√", "√", "√", "√", "√"}},
			map[int]amounts{0: {"personal": 1, "comp": .4375, "annual": .5}})
	})},
	{"month/hand-kept-legend", inSmall(func(s *small) {
		// The sheet's own legend says what its signs mean.
		s.handKept([][]any{{s.Staff[0].Name, "○", "√", "√", "△", "√"}, {s.Staff[1].Name, "√", "√", "√", "√", "√"}, {"出勤√ 事假○ 病假△"}},
			map[int]amounts{0: {"personal": 1, "sick": 1}})
	})},
}

func (s *small) split() {
	s.Yaml = "preset: recharge\nshifts:\n  - {id: D, name: {zh: 日班, en: Day}, short: {zh: 日, en: D}, kind: day, hours: [08:00-12:00, 14:00-18:00]}\n"
}

// exportedOvertime is a DingTalk book that reckons 2 hours of Monday by its own rule; no
// approval is attached: they are paid, asked about, or noted.
func (s *small) exportedOvertime(head string, below ...any) {
	p := []Punch{{"A1", s.day(0).Add(535 * time.Minute)}, {"A1", s.day(0).Add(1210 * time.Minute)}, {"A1", s.day(1).Add(535 * time.Minute)}, {"A1", s.day(1).Add(1083 * time.Minute)}}
	days := s.dingDays(p, s.settledAt())
	days.Rows[2] = append(days.Rows[2], "加班总时长", head)
	days.Rows[3] = append(make([]any, 21), below...)
	days.Rows[4] = append(days.Rows[4], 2, 2)
	s.Save(s.punchFile("钉钉.xlsx"), workbook(days))
	Must(os.MkdirAll(s.Path("attendance"), 0o755))
	s.require(s.Run("month", "--punches", s.punchFile("钉钉.xlsx"), "-o", "attendance/alone.xlsx", "--json"), map[int]amounts{0: {"overtime": 2}}, []string{"加班"})
}

// handKept is the sheet that somebody kept by hand from Monday to Friday.
func (s *small) handKept(rows [][]any, want map[int]amounts) {
	s.putShop()
	head := []any{"姓名"}
	for i := range 5 {
		head = append(head, iso(s.day(i)))
	}
	s.Save(s.punchFile("手工.xlsx"), workbook(sheet{Name: "考勤", Rows: append([][]any{{s.First.Format("2006年1月") + " 考勤统计表"}, head}, rows...)}))
	s.settles(want)
}

// summarySays requires figures of the row of a person in the summary of the workbook, by
// its headings.
func (s *small) summarySays(person int, want map[string]float64) {
	path := "attendance/" + month(s.First) + ".xlsx"
	f, err := excelize.OpenFile(s.Path(path))
	if err != nil {
		s.Fail(s.kind, "%v", err)
		return
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetList()[0], excelize.Options{RawCellValue: true})
	Must(err)
	plain := func(text string) string { return strings.Join(strings.Fields(text), "") }
	var head []string
	for _, row := range rows {
		if slices.Contains(row, "工号") {
			head = row
		}
		if head == nil || !slices.Contains(row, s.Staff[person].ID) {
			continue
		}
		for name, v := range want {
			at := slices.IndexFunc(head, func(h string) bool { return plain(h) == plain(name) })
			if at < 0 || at >= len(row) || row[at] != strconv.FormatFloat(v, 'f', -1, 64) {
				s.Fail(s.kind, "%s: %s of %s is not %g: %v", path, name, s.Staff[person].ID, v, row)
			}
		}
		return
	}
	s.Fail(s.kind, "%s: %s has no row", path, s.Staff[person].ID)
}

// slipsSay requires that each person has one sheet of the workbook to sign, with all of
// the words, and that nobody else is named on it.
func (s *small) slipsSay(want map[int][]string) {
	path := "attendance/" + month(s.First) + "_slips.xlsx"
	f, err := excelize.OpenFile(s.Path(path))
	if err != nil {
		s.Fail(s.kind, "%v", err)
		return
	}
	defer f.Close()
	pages := map[int][]string{}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		Must(err)
		var text []string
		for _, row := range rows {
			text = append(text, strings.Join(row, " "))
		}
		page := name + "\n" + strings.Join(text, "\n")
		for i, p := range s.Staff {
			if strings.Contains(page, p.Name) {
				pages[i] = append(pages[i], page)
			}
		}
	}
	for i, words := range want {
		switch {
		case len(pages[i]) != 1:
			s.Fail(s.kind, "%s: %d pages name %s", path, len(pages[i]), s.Staff[i].ID)
		case !hasAll(pages[i][0], words):
			s.Fail(s.kind, "%s: the page of %s lacks one of %q: %s", path, s.Staff[i].ID, words, pages[i][0])
		}
	}
}

// rowSays requires that the row of a person in the summary of the workbook has a date.
func (s *small) rowSays(person int, d time.Time) {
	path := "attendance/" + month(s.First) + ".xlsx"
	f, err := excelize.OpenFile(s.Path(path))
	if err != nil {
		s.Fail(s.kind, "%v", err)
		return
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetList()[0])
	Must(err)
	for _, row := range rows {
		if line := strings.Join(row, " "); slices.Contains(row, s.Staff[person].ID) {
			for _, format := range []string{"2006-01-02", "01-02", "1月2日", "1/2"} {
				if strings.Contains(line, d.Format(format)) {
					return
				}
			}
			s.Fail(s.kind, "%s: %s is nowhere in the row of %s: %s", path, iso(d), s.Staff[person].ID, line)
			return
		}
	}
	s.Fail(s.kind, "%s has no row of %s", path, s.Staff[person].ID)
}

// monthRosterSlips are rosters as a month finds them.
var monthRosterSlips = []Slip{
	{"month/roster-newer-than-its-repair", inSmall(func(s *small) { s.twoRosters(false) })},
	{"month/repair-newer-than-its-roster", inSmall(func(s *small) { s.twoRosters(true) })},
	{"month/backup-with-an-odd-word", inSmall(func(s *small) {
		// A backup is no roster, whatever stands in it.
		s.usual(0, 5)
		s.put()
		s.cell(0, s.day(2), "待定")
		s.Save("rosters/"+weekName(s.Mon)+".bak1.xlsx", workbook(sheet{Name: "班表", Rows: s.monthRows(s.Mon, s.day(6))}))
		s.settles(map[int]amounts{0: {"due": 5, "attended": 5}})
	})},
	{"month/roster-as-csv", inSmall(func(s *small) {
		s.usual(0, 5)
		s.putShop()
		s.Save(s.punchFile("log.csv"), s.logFile())
		name := weekName(s.Mon) + ".csv"
		s.Save("rosters/"+name, table(s.monthRows(s.Mon, s.day(6))))
		s.settles(map[int]amounts{0: {"due": 5, "attended": 5}}, []string{name})
	})},
	{"month/roster-with-a-formula", inSmall(func(s *small) {
		// Thursday says "as on Monday" in a formula that no program has computed: 5 days,
		// or the cell is named.
		s.usual(0, 5)
		s.put()
		rows := s.monthRows(s.Mon, s.day(6))
		rows[1][5] = formula("C2")
		name := weekName(s.Mon) + ".xlsx"
		s.Save("rosters/"+name, workbook(sheet{Name: "班表", Rows: rows}))
		s.settles(map[int]amounts{0: {"due": 5, "attended": 5}}, []string{name, "F2"}, []string{name, "2:F"})
	})},
	{"month/roster-of-day-numbers", inSmall(func(s *small) { s.daySheet(func(d time.Time) any { return d.Day() }) })},
	{"month/roster-of-days-in-words", inSmall(func(s *small) { s.daySheet(func(d time.Time) any { return d.Format("2日") }, "排班表.xlsx") })},
	{"month/roster-of-short-dates", inSmall(func(s *small) { s.daySheet(func(d time.Time) any { return d.Format("1/2") }, "排班表.xlsx") })},
	{"month/roster-of-real-dates", inSmall(func(s *small) { s.daySheet(func(d time.Time) any { return wall(d) }) })},
	{"month/swap-agreed", inSmall(func(s *small) {
		// A1 has the day, A2 the night of Monday; they swap, which the list says.
		s.works(0, 2)
		s.cell(1, s.day(0), "夜")
		s.cell(1, s.day(3), "日")
		s.clock(0, s.day(0), "21:57", "30:03")
		s.cell(0, s.day(1), "休")
		s.clock(1, s.day(0), "08:56", "18:04")
		s.clock(1, s.day(3), "08:56", "18:04")
		s.put()
		s.Save("leave.xlsx", workbook(sheet{Name: "请假", Rows: [][]any{{"工号或姓名", "类型", "开始", "结束", "状态"}}}, sheet{Name: "换班", Rows: [][]any{{"甲", "乙", "日期", "状态"}, {"A1", "A2", iso(s.day(0)), "已批准"}}}))
		s.settles(map[int]amounts{0: {"due": 1, "attended": 1, "missing": 0, "late": 0}, 1: {"due": 2, "attended": 2, "missing": 0, "late": 0}}, []string{"leave.xlsx", "换班"})
	})},
	{"month/corrected", inSmall(func(s *small) {
		s.forgot()
		s.corrections("补卡", "18:00")
		s.settles(map[int]amounts{0: {"missing": 0, "corrections": 1, "attended": 5}})
	})},
	{"month/corrections-under-another-name", inSmall(func(s *small) {
		s.forgot()
		s.corrections("补卡申请"+s.First.Format("1月"), "18:00")
		s.settles(map[int]amounts{0: {"missing": 0, "corrections": 1}}, []string{"补卡申请" + s.First.Format("1月")})
	})},
	{"month/corrected-after-midnight", inSmall(func(s *small) {
		// The end of a night, of the work date: 次日 06:00.
		s.cell(0, s.day(0), "夜")
		s.cell(0, s.day(2), "夜")
		s.clock(0, s.day(0), "21:56")
		s.clock(0, s.day(2), "21:56", "30:02")
		s.put()
		s.corrections("补卡", "次日 06:00")
		s.settles(map[int]amounts{0: {"due": 2, "attended": 2, "missing": 0, "corrections": 1}})
	})},
	{"month/leave-on-a-second-sheet", inSmall(func(s *small) {
		// A sheet a month: 请假 and 请假 with the month behind it.
		s.usual(0, 4)
		s.works(0, 5)
		s.put()
		name := "请假" + s.First.Format("1月")
		head := []any{"工号或姓名", "类型", "开始", "结束", "状态"}
		s.Save("leave.xlsx", workbook(sheet{Name: "请假", Rows: [][]any{head}}, sheet{Name: name, Rows: [][]any{head, {"A1", "年假", iso(s.day(4)), iso(s.day(4)), "已批准"}}}))
		s.settles(map[int]amounts{0: {"annual": 1}}, []string{name})
	})},
}

// twoRosters is a week with a repair; on Thursday A1 works at night by one of them,
// by the other at day. The file that was saved last is the roster.
func (s *small) twoRosters(repairLast bool) {
	s.usual(0, 3)
	s.works(0, 5)
	old := workbook(sheet{Name: "班表", Rows: s.monthRows(s.Mon, s.day(6))})
	s.cell(0, s.day(3), "夜")
	s.cell(0, s.day(4), "休")
	s.clock(0, s.day(3), "21:57", "30:03")
	s.clock(0, s.day(7), "08:55", "18:02")
	s.cell(0, s.day(7), "日")
	s.put()
	now := workbook(sheet{Name: "班表", Rows: s.monthRows(s.Mon, s.day(6))})
	first, second := weekName(s.Mon)+"_repair1.xlsx", weekName(s.Mon)+".xlsx"
	if repairLast {
		first, second = second, first
	}
	s.Save("rosters/"+first, old)
	s.pass(time.Hour)
	s.Save("rosters/"+second, now)
	s.settles(map[int]amounts{0: {"due": 5, "attended": 5, "late": 0, "absent": 0}})
}

// daySheet is the roster as shops keep it: a title with the month, a heading for each
// day, the weekdays below, a legend and a note. A1 is late by 12 minutes on Tuesday.
// Headings that are rarer may be refused, by one of the words.
func (s *small) daySheet(head func(d time.Time) any, refusal ...string) {
	s.usual(0, 5)
	s.log[2].At = s.day(1).Add(9*time.Hour + 12*time.Minute)
	s.put()
	s.remove("rosters/" + month(s.First) + ".xlsx")
	rows := s.monthRows(s.First, s.last())
	days := []any{nil, nil}
	for i := range s.last().Day() {
		d := s.First.AddDate(0, 0, i)
		rows[0][i+2] = head(d)
		days = append(days, strings.TrimPrefix(weekday(d), "星期"))
	}
	rows = slices.Concat([][]any{{"小店客服部" + s.First.Format("2006年1月") + "份排班表"}, rows[0], days}, rows[1:], [][]any{{}, {"日：9:00-18:00   夜：22:00-6:00   休：休息"}, {"注：换班须提前一天报组长批准。"}})
	s.Save("rosters/"+s.First.Format("1月")+"排班表.xlsx", workbook(sheet{Name: s.First.Format("1月"), Rows: rows}))
	want := map[int]amounts{0: {"due": 5, "late": 12}}
	if len(refusal) > 0 {
		s.settles(want, refusal)
		return
	}
	s.settles(want)
}

// forgot is a week in which A1 did not clock out on Tuesday.
func (s *small) forgot() {
	s.usual(0, 5)
	s.usual(1, 5)
	s.log = slices.Delete(s.log, 3, 4)
	s.put()
}

// corrections is a correction of A1's that HR wrote down: of Tuesday, or of Monday
// where the time lies after midnight.
func (s *small) corrections(name, at string) {
	d := s.day(1)
	if strings.HasPrefix(at, "次日") {
		d = s.day(0)
	}
	s.Save("leave.xlsx", workbook(sheet{Name: "请假", Rows: [][]any{{"工号或姓名", "类型", "开始", "结束", "状态"}}},
		sheet{Name: name, Rows: [][]any{{"工号或姓名", "日期", "时间", "原因", "状态"}, {"A1", iso(d), at, "忘记打卡", "已批准"}}}))
}

// logSlips are in the log itself.
var logSlips = []Slip{
	{"month/stranger-in-the-log", inSmall(func(s *small) {
		// Somebody whom no list has clocks too: named, and not settled.
		s.usual(0, 5)
		s.put()
		s.Save(s.punchFile("log.csv"), append(s.logFile(), []byte("Z9,欧阳外人,"+iso(s.day(2))+" 08:50\nZ9,欧阳外人,"+iso(s.day(2))+" 18:10\n")...))
		r := s.settles(map[int]amounts{0: {"due": 5, "attended": 5}})
		if !strings.Contains(told(r), "欧阳外人") {
			s.Fail(s.kind, "%s: 欧阳外人 is named nowhere", r)
		}
	})},
	{"month/two-of-one-name", inSmall(func(s *small) {
		// Two people have one name and the export has names alone: nobody can tell whose
		// punches they are, so that is said.
		s.Staff[1].Name = s.Staff[0].Name
		s.usual(0, 5)
		s.usual(2, 5)
		s.works(1, 5)
		s.put()
		rows := [][]any{{"姓名", "打卡时间"}}
		for _, p := range s.log {
			rows = append(rows, []any{s.person(p.Person).Name, p.At.Format("2006-01-02 15:04")})
		}
		s.Save(s.punchFile("log.csv"), table(rows))
		r := s.settles(map[int]amounts{2: {"due": 5, "attended": 5}})
		if !strings.Contains(told(r), s.Staff[0].Name) {
			s.Fail(s.kind, "%s: the punches of %s may be two people's, and not a word", r, s.Staff[0].Name)
		}
	})},
	{"month/two-exports-overlap", inSmall(func(s *small) {
		// One to Wednesday, one from Tuesday: the days of both count once.
		s.usual(0, 5)
		s.usual(1, 5)
		s.put()
		s.remove(s.punchFile("log.csv"))
		all := s.log
		s.log = slices.DeleteFunc(slices.Clone(all), func(p Punch) bool { return p.At.After(s.day(3)) })
		s.Save(s.punchFile("上旬.csv"), s.logFile())
		s.log = slices.DeleteFunc(slices.Clone(all), func(p Punch) bool { return p.At.Before(s.day(1)) })
		s.Save(s.punchFile("中旬.csv"), s.logFile())
		s.settles(map[int]amounts{0: {"due": 5, "attended": 5, "missing": 0}, 1: {"due": 5, "attended": 5}})
	})},
	{"month/named-as-people-say-it", inSmall(func(s *small) { s.namedMonth("2006年1月") })},
	{"month/named-with-a-stroke", inSmall(func(s *small) { s.namedMonth("2006/01") })},
	{"month/named-by-its-number", inSmall(func(s *small) { s.namedMonth("1") })},
}

// namedMonth settles a month that is named in a format.
func (s *small) namedMonth(format string) {
	s.usual(0, 5)
	s.put()
	s.require(s.Run("month", "--month", s.First.Format(format), "--json"), map[int]amounts{0: {"due": 5, "attended": 5}})
}

// answerSlips are attendance workbooks that people filled in or changed.
var answerSlips = []Slip{
	{"month/answered", inSmall(func(s *small) { s.answered("18:00", true) })},
	{"month/answered-in-full-width", inSmall(func(s *small) { s.answered("18：00", true) })},
	{"month/answered-as-excel-time", inSmall(func(s *small) { s.answered(.75, true) })},
	{"month/answered-in-words", inSmall(func(s *small) { s.answered("下午六点", false) })},
	{"month/answered-without-colon", inSmall(func(s *small) { s.answered("1800", false) })},
	{"month/answered-oclock", inSmall(func(s *small) { s.answered("18点", false) })},
	{"month/answered-impossible", inSmall(func(s *small) { s.answered("28:90", false) })},
	{"month/answered-overtime-yes", inSmall(func(s *small) {
		// She stayed 2 hours; who approves writes 同意: 2 hours, or a word about the cell.
		s.usual(0, 5)
		s.log[1].At = s.day(0).Add(20*time.Hour + 5*time.Minute)
		s.put()
		s.fill("加班待批", "答复", "同意")
		s.settles(map[int]amounts{0: {"overtime": 2}}, []string{"加班待批"})
	})},
	{"month/answer-kept", inSmall(func(s *small) {
		// What people wrote stands there after the month is settled again.
		s.forgot()
		s.fill("缺卡", "答复", "手机没电，组长可以证明")
		s.settles(map[int]amounts{0: {"missing": 1}})
		path, f := s.attendanceBook()
		defer f.Close()
		if got, err := f.GetCellValue("缺卡", s.find(f, "缺卡", "A1", "答复")); err != nil || got != "手机没电，组长可以证明" {
			s.Fail(s.kind, "%s: the answer is gone, there is %q (%v)", path, got, err)
		}
	})},
	{"month/figure-typed-over", inSmall(func(s *small) {
		// HR makes 12 minutes of lateness to 0 in the summary: refused with the place.
		s.usual(0, 5)
		s.log[0].At = s.day(0).Add(9*time.Hour + 12*time.Minute)
		s.put()
		s.changed("迟到分钟", func(f *excelize.File, sheet, cell string) { Must(f.SetCellValue(sheet, cell, 0)) })
	})},
	{"month/row-deleted", inSmall(func(s *small) {
		s.usual(0, 5)
		s.usual(1, 5)
		s.put()
		s.changed("应出勤", func(f *excelize.File, sheet, cell string) {
			_, row, err := excelize.CellNameToCoordinates(cell)
			Must(err)
			Must(f.RemoveRow(sheet, row))
		})
	})},
	{"month/answered-in-a-renamed-sheet", inSmall(func(s *small) {
		// The sheet has another name when it comes back: the answer is taken, or it is said
		// that it is not.
		s.forgot()
		s.fill("缺卡", "补卡时间", "18:00", func(f *excelize.File) { Must(f.SetSheetName("缺卡", "缺卡已问")) })
		s.settles(map[int]amounts{0: {"missing": 0, "corrections": 1}}, []string{"缺卡"})
	})},
}

// answered is a missing punch out that is answered in the workbook; a plain answer must
// count, another one may be named instead.
func (s *small) answered(answer any, plain bool) {
	s.forgot()
	cell := s.fill("缺卡", "补卡时间", answer)
	if plain {
		s.settles(map[int]amounts{0: {"missing": 0, "corrections": 1, "attended": 5}})
		return
	}
	column := strings.TrimRight(cell, "0123456789")
	s.settles(map[int]amounts{0: {"missing": 0, "corrections": 1, "attended": 5}}, []string{"缺卡", cell}, []string{"缺卡:" + cell[len(column):] + ":" + column})
}

// attendanceBook opens the workbook of the month, which is settled first.
func (s *small) attendanceBook() (path string, f *excelize.File) {
	s.Run("month", "--month", month(s.First), "--json")
	path = filepath.Join("attendance", month(s.First)+".xlsx")
	f, err := excelize.OpenFile(s.Path(path))
	Must(err)
	return path, f
}

// find is the cell of a person under a heading that begins so.
func (s *small) find(f *excelize.File, sheet, id, heading string) string {
	rows, err := f.GetRows(sheet)
	Must(err)
	col := -1
	for y, row := range rows {
		for x, text := range row {
			if col < 0 && strings.HasPrefix(text, heading) {
				col = x
			}
		}
		if col >= 0 && slices.Contains(row, id) {
			cell, err := excelize.CoordinatesToCellName(col+1, y+1)
			Must(err)
			return cell
		}
	}
	return ""
}

// fill settles the month and writes an answer of A1's into its workbook, as people do.
func (s *small) fill(sheet, heading string, answer any, more ...func(*excelize.File)) string {
	path, f := s.attendanceBook()
	cell := s.find(f, sheet, "A1", heading)
	if cell == "" {
		s.Fail(s.kind, "%s has no row of A1 on the sheet %s", path, sheet)
		return "A1"
	}
	Must(f.SetCellValue(sheet, cell, answer))
	for _, do := range more {
		do(f)
	}
	s.saveBook(path, f)
	return cell
}

func (s *small) saveBook(path string, f *excelize.File) {
	b, err := f.WriteToBuffer()
	Must(err)
	Must(f.Close())
	s.pass(time.Hour)
	s.Save(path, b.Bytes())
	s.pass(time.Minute)
}

// changed is a change of the summary that nobody may make: the month is not settled
// over it without a word, and the word says where it is.
func (s *small) changed(heading string, change func(f *excelize.File, sheet, cell string)) {
	path, f := s.attendanceBook()
	sheet := f.GetSheetList()[0]
	cell := s.find(f, sheet, "A1", heading)
	change(f, sheet, cell)
	s.saveBook(path, f)
	r := s.Run("month", "--month", month(s.First), "--json")
	if r.Code != 3 || !r.named(path, sheet) {
		s.Fail(s.kind, "%s: %s of %s was changed: %s", r, cell, sheet, firstLine(r.Err))
	}
}
