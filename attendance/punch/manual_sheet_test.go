package punch

import (
	"fmt"
	"strings"
	"testing"

	"paiban/attendance"
	"paiban/internal/table"
)

// plans prints what a sheet says of every person-day.
func plans(e *Export) (out []string) {
	for _, s := range e.Shifts {
		t := fmt.Sprintf("%s %s %s %s", e.People[s.Person].Name, s.Date.String()[5:], s.Kind, s.Shift)
		if s.Leave != "" {
			t += " " + string(s.Leave)
		}
		if s.Exempt {
			t += " present"
		}
		out = append(out, t)
	}
	return out
}

// The sheet's own legend decides: ○ is 事假 here, ☆ 病假. ● is nowhere explained.
func TestManualSheetOfSymbols(t *testing.T) {
	e := read(t, "f", workbook(t, sheetOf{"Sheet1", [][]any{
		{"客服部2026年11月考勤表"},
		{"序号", "姓名", 1, 2, 3, 4, 5, 6, "合计"},
		{nil, nil, "日", "一", "二", "三", "四", "五"},
		{1, "甲一", "休", "√", "○", "×", "☆", "◇", 4},
		{2, "乙二", nil, "√", "√", "事假", "●", "√", 4},
		{"说明：出勤√ 事假○ 病假☆ 旷工× 迟到◇"},
		{nil, "合计", nil, 2, 1},
	}}))
	if e.Layout != "handkept" {
		t.Fatal(e.Layout)
	}
	same(t, "plans", plans(e),
		"甲一 11-01 rest 休 休", "甲一 11-02 work √ 出勤 present", "甲一 11-03 leave ○ 事假 personal", "甲一 11-04 work × 旷工", "甲一 11-05 leave ☆ 病假 sick", "甲一 11-06 work ◇ 迟到 present",
		"乙二 11-02 work √ 出勤 present", "乙二 11-03 work √ 出勤 present", "乙二 11-04 leave 事假 事假 personal", "乙二 11-06 work √ 出勤 present")
	same(t, "dropped", dropped(e), "f:Sheet1:4:H “迟到”没有写多少分钟，只算出勤", `f:Sheet1:5:G 不知道 "●" 是什么意思：图例里没有它`)
	// Settled, the symbols say what they said: attended 2 (√ and ◇), absent 1.
	list, of := e.Everybody()
	m := attendance.Settle(e.Input(e.Months()[0], list, of), attendance.DefaultPolicy()).People[0]
	if m.Attended != 2 || m.Absent != 1 || m.LeaveDays[attendance.Personal] != 1 || m.LeaveDays[attendance.Sick] != 1 {
		t.Errorf("settled %+v", m)
	}
}

// Where the sheet explains nothing the shop's own symbols count.
func TestManualSheetOfShopSymbols(t *testing.T) {
	b, err := table.Read("f", workbook(t, sheetOf{"2026年11月", [][]any{
		{"姓名", 1, 2, 3, 4, 5}, {"甲一", "△", "√", "", "√", "√"},
	}}), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := Read(b, attendance.Symbol{ID: "annual", Mark: "△"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "plans", plans(e)[:1], "甲一 11-01 leave △ 年假 annual")
}

// Two lines a person, symbols before their words, a legend over several cells.
func TestManualSheetOfHalfDays(t *testing.T) {
	e := read(t, "f", workbook(t, sheetOf{"Sheet1", [][]any{
		{"2026年2月"},
		{"√ 出勤", nil, "△ 调休", nil, "＋ 加班"},
		{"姓名", "时段", 1, 2, 3, 4, 5},
		{"甲一", "上午", "√", "√", "△", "√", "√"},
		{nil, "下午", "√", "△", "△", "√", "√"},
		{"乙二", "上午", "√", "事假", "√", "病假", "√"},
	}}))
	same(t, "plans", plans(e),
		"甲一 02-01 work √ 出勤 present", "甲一 02-02 work √ 出勤 △ 调休 present", "甲一 02-03 leave △ 调休 comp", "甲一 02-04 work √ 出勤 present", "甲一 02-05 work √ 出勤 present",
		"乙二 02-01 work √ 出勤 present", "乙二 02-02 leave 事假 事假 personal", "乙二 02-03 work √ 出勤 present", "乙二 02-04 leave 病假 病假 sick", "乙二 02-05 work √ 出勤 present")
	same(t, "dropped", dropped(e))
	// The second is half a day of time off in lieu, 240 of 480 minutes.
	list, of := e.Everybody()
	m := attendance.Settle(e.Input(e.Months()[0], list, of), attendance.DefaultPolicy()).People[0]
	if m.LeaveDays[attendance.Comp] != 1.5 || m.Attended != 3.5 {
		t.Errorf("attended %v, leave %v", m.Attended, m.LeaveDays)
	}
}

// A date merged over 上班 and 下班; real dates (46327 is 2026-11-01), real times
// (0.334722 is 08:02) and text.
func TestManualSheetOfTimes(t *testing.T) {
	e := read(t, "f", workbook(t, sheetOf{"Sheet1", [][]any{
		{"姓名", 46327, nil, 46328, nil, 46329, nil},
		{nil, "上班", "下班", "上班", "下班", "上班", "下班"},
		{"甲一", 0.334722222, 0.753472222, "8:01", "18：00", "√", nil},
		{"乙二", "休", nil, "8：05\n12:00", "次日 0:30", nil, "请假条"},
	}}))
	same(t, "punches", list(e), "甲一 2026-11-01 08:02", "甲一 2026-11-01 18:05", "甲一 2026-11-02 08:01", "甲一 2026-11-02 18:00",
		"乙二 2026-11-02 08:05", "乙二 2026-11-02 12:00", "乙二 2026-11-03 00:30")
	same(t, "plans", plans(e), "甲一 11-03 work √ 正常 present", "乙二 11-01 rest 休 休")
	same(t, "dropped", dropped(e), `f:Sheet1:4:G 不知道 "请假条" 是什么意思：图例里没有它`)
}

// Dates as numbers, 4.9, 4.1 (which is 4.10) and 4.11; nobody wrote 姓名.
func TestManualSheetOfNumbers(t *testing.T) {
	e := read(t, "f", workbook(t, sheetOf{"Sheet1", [][]any{
		{"2026年考勤"},
		{nil, 4.9, 4.1, 4.11},
		{"甲一", "√", "8:00 18:00", "√"},
	}}))
	same(t, "plans", plans(e), "甲一 04-09 work √ 正常 present", "甲一 04-11 work √ 正常 present")
	same(t, "punches", list(e), "甲一 2026-04-10 08:00", "甲一 2026-04-10 18:00")
}

// Days attended as figures are no times of day, 0.5 is not noon, unless the shop
// says what they mean.
func TestManualSheetOfFigures(t *testing.T) {
	data := workbook(t, sheetOf{"2026年11月", [][]any{{"姓名", 1, 2, 3, 4, 5}, {"甲一", 1, 0.5, 1, "√", nil}, {"乙二", 0.5, "√"}}})
	e := read(t, "f", data)
	same(t, "dropped", dropped(e), "f:2026年11月:2:B 手填的数字，不是打卡", "f:2026年11月:2:C 手填的数字，不是打卡", "f:2026年11月:2:D 手填的数字，不是打卡")
	same(t, "punches", list(e), "乙二 2026-11-01 12:00")
	b, err := table.Read("f", data, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if e, err = Read(b, attendance.Symbol{ID: "ok", Mark: "1"}); err != nil {
		t.Fatal(err)
	}
	same(t, "plans", plans(e), "甲一 11-01 work 1 正常 present", "甲一 11-03 work 1 正常 present", "甲一 11-04 work √ 正常 present", "乙二 11-02 work √ 正常 present")
}

// A sentence is no punch, though times stand in it.
func TestManualSheetOfSentences(t *testing.T) {
	e := read(t, "f", workbook(t, sheetOf{"2026年11月", [][]any{{"姓名", 1, 2, 3, 4, 5}, {"甲一", "事假11-01 09:00到10:00", "8:00迟到", "√", "√"}}}))
	same(t, "punches", list(e), "甲一 2026-11-02 08:00")
	same(t, "dropped", dropped(e), `f:2026年11月:2:B 不知道 "事假11-01 09:00到10:00" 是什么意思：图例里没有它`)
}

// Days without a month: the error says what to write.
func TestRollWithoutMonth(t *testing.T) {
	b, err := table.Read("f", workbook(t, sheetOf{"Sheet1", [][]any{append([]any{"姓名"}, days(0, 1, 31)...), {"甲一", "√"}}}), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = Read(b); err == nil || !strings.Contains(err.Error(), "f:Sheet1:1: the sheet has days") {
		t.Errorf("got %v", err)
	}
}

func TestLegend(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"√出勤 ○事假 ☆病假", "○ personal ☆ sick √ ok"},
		{"出勤：√；事假：○；病假：☆", "○ personal ☆ sick √ ok"},
		{"备注：√表示出勤，○代表事假", "○ personal √ ok"},
		{"出勤(√) 年休假(▲) 旷工(×)", "√ ok ▲ annual × absent"},
		{"迟到 C", "C late"},
		{"甲一 √ √ ○", ""},
		{"客服部考勤表", ""},
	} {
		m := marks{}
		got := ""
		if m.learn(&table.Row{Number: 1, Cells: []table.Cell{{Col: 1, Text: c.in}}}) {
			for _, s := range []string{"○", "☆", "√", "▲", "×", "C"} {
				if v, ok := m[s]; ok {
					if got != "" {
						got += " "
					}
					got += s + " " + firstOf(string(v.leave), string(v.result))
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzManualSheet(f *testing.F) {
	f.Add([]byte("2026年11月,,,,,\n姓名,1,2,3,4,5\n甲一,√,○,×,8:00 18:00,休\n说明：出勤√ 事假○,,,,,\n"))
	f.Add([]byte("姓名,2026-11-01,,2026-11-02,,2026-11-03,\n,上班,下班,上班,下班,上班,下班\n甲一,8:00,18:00,√,,0.5,\n"))
	f.Add([]byte("2026年,4.9,4.1,4.11\n甲一,√,√,√\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := table.Read("f", data, table.Limits{Rows: 500})
		if err != nil {
			return
		}
		e, err := Read(b)
		if err != nil || e.Layout != manualSheet.key {
			return
		}
		for _, s := range e.Shifts {
			if s.Person < 0 || s.Person >= len(e.People) {
				t.Fatalf("person %d of %d", s.Person, len(e.People))
			}
		}
	})
}
