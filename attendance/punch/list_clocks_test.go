package punch

import (
	"bytes"
	"fmt"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// rawBIFF makes a file of labels as access controllers write it: records of
// Excel without the container, text in GBK.
func rawBIFF(rows [][]string) []byte {
	out := record(0x0809, []byte{0, 0, 0x10, 0, 0, 0, 0, 0})
	for r, row := range rows {
		for c, s := range row {
			text, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(s))
			if err != nil {
				panic(err)
			}
			out = append(out, record(0x0204, []uint16{uint16(r), uint16(c), 0, uint16(len(text))}, text)...)
		}
	}
	return append(out, record(0x000A)...)
}

// The lists of time clocks and of access controllers need no reader of their
// own: their headings say who and when.
func TestListsOfClocks(t *testing.T) {
	for _, c := range []struct {
		name        string
		data        []byte
		want, drops []string
	}{
		{
			"events, moments as text and as numbers", // 43490.345370 is 2019-01-25 08:17:20
			workbook(t, sheetOf{"Sheet 1", [][]any{
				{"部门", "姓名", "考勤号码", "日期时间", "记录状态", "机器号", "编号", "工种代码", "比对方式", "卡号"},
				{"总公司", "甲一", "1", "2019/1/25 8:17:58", "上班签到", "1", "", "0", "指纹", ""},
				{"总公司", "乙二", "2", 43490.345370, "上班签到", "1", "", "0", "指纹", ""},
			}}),
			[]string{"甲一 2019-01-25 08:17", "乙二 2019-01-25 08:17"}, nil,
		},
		{
			"two times a day, an absence, minutes of lateness",
			workbook(t, sheetOf{"记录", [][]any{
				{"考勤号码", "姓名", "日期", "对应时段", "签到时间", "签退时间", "迟到时间", "早退时间", "是否旷工"},
				{"1", "甲一", "2019/5/1", "1", "", "", "", "", "True"},
				{"1", "甲一", "2019/5/8", "1", "08:58", "18:24", "", "", ""},
				{"1", "甲一", "2019/5/9", "1", "", "20:03", "01:00", "", ""},
			}}),
			[]string{"甲一 2019-05-08 08:58", "甲一 2019-05-08 18:24", "甲一 2019-05-09 20:03"}, []string{"f:记录:2 没有打卡时间"},
		},
		{
			"a row a day, seconds, two blanks between the times",
			workbook(t, sheetOf{"Sheet1", [][]any{
				{"设备工号", "员工工号", "姓名", "部门", "考勤日期", "考勤时间"},
				{"8245", "", "甲一", "客服", "2024-05-10", "08:58:16  13:52:16  20:37:46"},
			}}),
			[]string{"甲一 2024-05-10 08:58", "甲一 2024-05-10 13:52", "甲一 2024-05-10 20:37"}, nil,
		},
		{
			"doors: padded numbers, a count below the list",
			rawBIFF([][]string{
				{"人员编号", "登记号码", "姓名", "星期", "刷卡日期", "刷卡时间", "签到方式", "设备编号", "上下班标志", "操作员", "操作日期", "备注"},
				{"000001      ", "00001   ", "甲一", "星期三", "2018-05-02", "09:21", "指纹", "001", "上班/下班", "sa", "2018-05-03 12:04:08", ""},
				{"记录数:1", "", "", "", "", "", "", "", "", "", "", ""},
			}),
			[]string{"甲一 2018-05-02 09:21"}, []string{`f:3 "记录数:1" 不是工号`},
		},
	} {
		e := read(t, "f", c.data)
		same(t, c.name, list(e), c.want...)
		same(t, c.name+", dropped", dropped(e), c.drops...)
	}
}

// 上班时间 is a punch where it stands alone, and the plan beside 签到时间. A day
// has a row for each of its periods.
func TestListOfPeriods(t *testing.T) {
	e := read(t, "f", workbook(t, sheetOf{"考勤明细", [][]any{
		{"考勤号码", "姓名", "日期", "对应时段", "上班时间", "下班时间", "签到时间", "签退时间", "应到", "迟到时间", "是否旷工"},
		{"1", "甲一", "2019/5/8", "下午", "13:00", "18:00", "", "18:24", "1", "", ""},
		{"1", "甲一", "2019/5/8", "上午", "08:30", "12:00", "08:31", "12:01", "1", "00:01", ""},
		{"1", "甲一", "2019/5/9", "夜", "22:00", "06:00", "", "", "1", "", "True"},
		{"1", "甲一", "2019/5/8", "重", "17:00", "19:00", "", "", "1", "", ""},
	}}))
	same(t, "punches", list(e), "甲一 2019-05-08 18:24", "甲一 2019-05-08 08:31", "甲一 2019-05-08 12:01")
	var got []string
	for _, s := range e.Shifts {
		got = append(got, fmt.Sprint(s.Date, s.Segments))
	}
	same(t, "plans", got, "2019-05-08 [08:30-12:00 13:00-18:00]", "2019-05-09 [22:00-30:00]")
	same(t, "dropped", dropped(e), "f:考勤明细:5:E 与同一天的另一时段重叠")
}

// The invented lists, by their makers in lookalike_lists_test.go: 5 people × 4 days
// × 2 events; 4 × 3 × 2 doors and a row that counts them; 3 people × 31 days, of
// which 甲一 has 24 × 2 times and 7 days without, 乙二 21 × 2 + 10 × 1, 丙三 31 days
// without; 3 people × 10 days with 10·2 times and twice 4·1 + 3·2 + 3·3.
func TestListsOfClocksInFiles(t *testing.T) {
	for _, c := range []struct {
		file                        string
		people, rows, punches, drop int
	}{
		{"zktime_events.xls", 5, 40, 40, 0},
		{"raw_biff_gbk.xls", 4, 25, 24, 1},
		{"zktime_per_day.xlsx", 3, 93, 48 + 52, 7 + 31}, // one of them without a punch
		{"person_day_list.xlsx", 3, 30, 20 + 2*19, 0},
	} {
		e := lookAlike(t, c.file)
		if e.Layout != "list" || len(e.People) != c.people || e.Rows != c.rows || len(e.Punches) != c.punches || len(e.Dropped) != c.drop {
			t.Errorf("%s: %s, %d people, %d rows, %d punches, %d dropped", c.file, e.Layout, len(e.People), e.Rows, len(e.Punches), len(e.Dropped))
		}
	}
}

// Counted by a script apart from this program: rows below the headings, times in
// them, rows without any. The last row of the controller's list counts the rest.
func TestListsOfClocksReal(t *testing.T) {
	for _, c := range []struct {
		file                string
		rows, punches, drop int
	}{
		{"zktime_events.xls", 6060, 6060, 0},
		{"raw_biff_gbk.xls", 1571, 1570, 1},
		{"zktime_per_day.xlsx", 3420, 3907, 1328},
		{"person_day_list.xlsx", 197, 480, 0},
	} {
		e := shared(t, c.file)
		if e.Rows != c.rows || len(e.Punches) != c.punches || len(e.Dropped) != c.drop {
			t.Errorf("%s: %d rows, %d punches, %d dropped", c.file, e.Rows, len(e.Punches), len(e.Dropped))
		}
	}
}

func BenchmarkEvents50000(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("部门\t姓名\t考勤号码\t日期时间\t记录状态\n")
	for i := range 50_000 {
		fmt.Fprintf(&text, "总公司\t员工%d\t%d\t2019/1/%d %d:17:58\t上班签到\n", i%200, i%200, i%28+1, i%24)
	}
	for b.Loop() {
		if e := read(b, "f", text.Bytes()); len(e.Punches) != 50_000 {
			b.Fatal(len(e.Punches))
		}
	}
}
