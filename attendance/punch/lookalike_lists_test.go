package punch

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"paiban/internal/workcal"
)

// swipe is a reading of a clock by somebody's index.
type swipe struct {
	who int
	at  time.Time
}

// swipes are readings of so many people on so many days from a date on, one in the
// morning and one in the evening, the days in order.
func swipes(people int, from workcal.Date, days int) (out []swipe) {
	y, m, d := from.Civil()
	for k := range days {
		for side := range 2 {
			for i := range people {
				out = append(out, swipe{i, time.Date(y, m, d+k, 8+9*side, (11*k+7*i+3*side)%55, (17*k+29*i)%60, 0, time.UTC)})
			}
		}
	}
	return out
}

// attlogDump is the memory of a clock: five people on eight days, and among them
// what a worn memory and a merge of files leave behind.
func attlogDump() []byte {
	var b bytes.Buffer
	for i, s := range swipes(5, workcal.DateOf(2026, 9, 28), 8) {
		switch i {
		case 11: // a second reading in the same second
			fmt.Fprintf(&b, "%9d\t%s\t1\t0\t1\t0\n", 910010+s.who, s.at.Format(time.DateTime))
		case 23: // overwritten memory
			b.WriteString("   91ZZZZZZZZ\t2047-02-30 19:13:30\t1\t90\t90\t1515870810\n")
			b.WriteString("   ZZZZZZZZZZ\t2047-02-30 19:13:30\t1\t90\t90\t1515870810\n")
			b.WriteString("   ZZw?0P?0\t2005-11-03 13:09:04\t1\t0\t200\t-256901120\n")
			b.WriteString("   \t2000-01-04 01:57:20\t1\t0\t0\t805452872\n")
		case 31: // a clock that lost its time, and one ahead of it
			b.WriteString("   910012\t2000-01-01 00:00:48\t1\t0\t1\t0\n")
			b.WriteString("   910013\t2131-01-08 08:46:56\t1\t255\t32\t-1\n")
		}
		fmt.Fprintf(&b, "%9d\t%s\t1\t0\t1\t0\n", 910010+s.who, s.at.Format(time.DateTime))
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")) // the last line has no end
}

// makeEnNoLog is the log with headings: four people on three days, no names, and one
// reading twice.
func makeEnNoLog() []byte {
	var b bytes.Buffer
	b.WriteString("No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\r\n")
	number := 9183
	for i, s := range swipes(4, workcal.DateOf(2026, 5, 11), 3) {
		times := 1
		if i == 13 {
			times = 2
		}
		for range times {
			fmt.Fprintf(&b, "%d\t1\t%d\t\t%d\t0\t%s\r\n", number, 920+s.who, i%2, s.at.Format("2006/01/02 15:04:05"))
			number++
		}
	}
	return b.Bytes()
}

// fixedWidthLog is the log of a card reader: cards of eight digits, six people on
// five days, and two readings twice.
func fixedWidthLog() []byte {
	var b bytes.Buffer
	for i, s := range swipes(6, workcal.DateOf(2026, 3, 2), 5) {
		line := fmt.Sprintf("%08d%s0000111%d1\n", 9181300+77*s.who, s.at.Format("20060102150405"), i%2)
		b.WriteString(line)
		if i == 20 || i == 41 {
			b.WriteString(line)
		}
	}
	return b.Bytes()
}

// gbkLog is the memory of a clock that knows names: five people on six days.
func gbkLog() []byte {
	var b bytes.Buffer
	for i, s := range swipes(5, workcal.DateOf(2026, 4, 1), 6) {
		fmt.Fprintf(&b, "%d\t%s\t3\t1\t%s\t%c\t0\t0\r\n", 15+17*s.who, s.at.Format(time.DateTime), []string{"甲一", "乙 二", "丙三", "丁四", "欧阳戊"}[s.who], "IO"[i/5%2])
	}
	out, err := simplifiedchinese.GBK.NewEncoder().Bytes(b.Bytes())
	if err != nil {
		panic(err)
	}
	return out
}

// personDayList has a line a day with all its times, two blanks between them:
// three people on ten days, one of them twice a day, the others once to three times.
func personDayList() []byte {
	s := newDrawing("Sheet1")
	s.put(1, 1, "设备工号", "员工工号", "姓名", "部门", "考勤日期", "考勤时间")
	row := 2
	for i, name := range []string{"甲一", "乙二", "丙三"} {
		for k := range 10 {
			times := []string{fmt.Sprintf("08:%02d:%02d", 30+k, 5*k), fmt.Sprintf("13:%02d:%02d", 10+2*k, 7*i), fmt.Sprintf("22:%02d:%02d", 4*k, 3*i+k)}
			n := 2
			if i > 0 {
				n = 1 + k%3
			}
			s.put(row, 1, fmt.Sprint(9245+i), nil, name, "客服", (workcal.DateOf(2026, 5, 6) + workcal.Date(k)).String(), strings.Join(times[:n], "  "))
			row++
		}
	}
	return xlsxOf(s)
}

// doorList is the list of an access controller: records of Excel without the
// container, GBK text padded with blanks, a count below. Four people on three days.
func doorList() []byte {
	rows := [][]string{{"人员编号", "登记号码", "姓名", "星期", "刷卡日期", "刷卡时间", "签到方式", "设备编号", "上下班标志", "操作员", "操作日期", "备注"}}
	list := swipes(4, workcal.DateOf(2026, 5, 4), 3)
	for _, s := range list {
		d := workcal.DateFrom(s.at)
		rows = append(rows, []string{fmt.Sprintf("%06d            ", s.who+1), fmt.Sprintf("%05d     ", s.who+1), []string{"甲一", "乙二", "丙三", "丁四"}[s.who],
			"星期" + weekdayOf(d), d.String(), s.at.Format("15:04"), "指纹", "001", "上班/下班", "sa        ", "2026-05-30 15:34:09", ""})
	}
	return rawBIFF(append(rows, []string{fmt.Sprintf("记录数:%d", len(list)), "", "", "", "", "", "", "", "", "", "", ""}))
}

// eventList is the list of readings that ZKTime exports, moments as Excel's
// numbers: five people on four days, the numbers as text, no cards.
func eventList() []byte {
	s := newDrawing("Sheet 1")
	s.put(1, 1, "部门", "姓名", "考勤号码", "日期时间", "记录状态", "机器号", "编号", "工种代码", "比对方式", "卡号")
	for i, w := range swipes(5, workcal.DateOf(2026, 7, 21), 4) {
		moment := float64(int(workcal.DateFrom(w.at))+25569) + float64(w.at.Hour()*3600+w.at.Minute()*60+w.at.Second())/86400
		s.put(2+i, 1, "总公司", []string{"甲一", "乙二", "丙三", "丁四", "戊五"}[w.who], fmt.Sprint(w.who+1), moment, "上班签到", "1", nil, "0", "指纹")
	}
	return xlsOf(s)
}

// perDayList is the list of a line a day and period: three people in May 2026. The
// first works from the 8th on, twice a day; the second forgets to punch out on
// every third of his 31 days; the third never comes.
func perDayList() []byte {
	s := newDrawing("9月份考勤-原始记录")
	s.put(1, 1, "考勤号码", "姓名", "日期", "对应时段", "签到时间", "签退时间", "迟到时间", "早退时间", "是否旷工")
	row := 2
	for i, name := range []string{"甲一", "乙二", "丙三"} {
		for day := 1; day <= 31; day++ {
			s.put(row, 1, fmt.Sprint(i+1), name, fmt.Sprintf("2026/5/%d", day), "1")
			in, out := fmt.Sprintf("08:%02d", 20+day), fmt.Sprintf("18:%02d", day)
			switch {
			case i == 2 || i == 0 && day < 8:
				s.at(row, 9, "True")
			case i == 1 && day%3 == 0:
				s.at(row, 5, in, 8, "01:00")
			default:
				s.at(row, 5, in, 6, out)
			}
			row++
		}
	}
	return xlsxOf(s)
}
